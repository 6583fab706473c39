//! Configuration: what `diglot.toml` and an editor's settings may say, with the same keys. Pure.
//!
//! Each source of settings is a [`Layer`]; [`Settings::of`] lays them over each other. The order is: what Diglot does
//! by itself, the editor's settings, `diglot.toml`. The file is shared by the team and read by `diglot check` as well,
//! so it wins: the editor says what the command says.

pub(super) mod node;
pub(super) mod reader;
pub mod schema;

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use text_size::TextRange;

use super::glob::Pattern;
use super::tag::Tag;
use crate::analysis;
use crate::comparison::{self, Rule, Severity};
pub use crate::comparison::{Spelled, Units};
use crate::text::{Limits, Wrapping};

/// An error in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the file, end exclusive; empty at 0 for settings that came without a file.
    pub range: TextRange,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// What is to be said of a rule's divergences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Off,
    /// They are reported as this.
    Report(Severity),
}

/// How plain text is cut into paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paragraphs {
    /// Each text tells by itself.
    Auto,
    /// In this way.
    By(Wrapping),
}

/// Whether and how the source shows what its translations diverge in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Mirror {
    /// As a hint.
    Hint,
    /// As severe as in the translation.
    Same,
    /// Not at all.
    Off,
}

/// Which inlay hints an editor shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InlayHints {
    /// Numbers of paragraphs.
    pub paragraphs: bool,
    /// Counts of sentences.
    pub sentences: bool,
}

/// A `[[set]]`: files that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRule {
    /// Which.
    pub files: SetFiles,
    /// The language translated from; `None` takes [`Settings::source`].
    pub source: Option<Tag>,
}

/// Which files a `[[set]]` names, by paths relative to the configuration's folder, `/` between their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetFiles {
    /// Those that fit a pattern; the ones that agree in `{path}` and wildcards are one text.
    Patterns(Vec<Pattern>),
    /// These.
    Listed(Vec<ListedFile>),
}

/// A file that a `[[set]]` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// Its language.
    pub tag: Tag,
    /// Its path relative to the configuration's folder, `/` between its parts.
    pub path: String,
    /// Where the configuration names it: bytes of that file.
    pub range: TextRange,
}

/// What one source of settings says; `None` and empty where it says nothing. Its fields' comments stand in the schema,
/// for those who write a configuration.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Layer {
    /// The language the others are translated from, as a tag such as "de" or "pt-BR".
    #[schemars(with = "Option<String>")]
    source: Option<Tag>,
    /// Which files belong together, where their names do not say it.
    #[schemars(rename = "set", with = "Option<Vec<schema::SetTable>>")]
    sets: Option<Vec<SetRule>>,
    /// How severe each rule is.
    #[schemars(schema_with = "schema::rules")]
    rules: BTreeMap<String, Level>,
    /// How plain text is cut into paragraphs.
    #[schemars(with = "Option<schema::ParagraphsWord>")]
    paragraphs: Option<Paragraphs>,
    /// How the source shows what diverges in its translations.
    mirror: Option<Mirror>,
    /// How long typing must rest before the texts are compared anew, in milliseconds.
    #[schemars(range(min = 0, max = 60_000))]
    quiet_ms: Option<u64>,
    /// What an editor shows inside the text.
    #[schemars(with = "Option<schema::InlayHintsTable>")]
    inlay_hints: BTreeMap<String, bool>,
    /// How small numbers in words are taken.
    #[schemars(with = "Option<schema::SpelledWord>")]
    spelled: Option<Spelled>,
    /// How units of measure are compared.
    #[schemars(with = "Option<schema::UnitsWord>")]
    units: Option<Units>,
    /// The largest file that is checked, in bytes.
    #[schemars(range(min = 1, max = 4_294_967_295_u64))]
    max_file_bytes: Option<usize>,
    /// The longest line that a checked file may have, in bytes.
    #[schemars(range(min = 1, max = 4_294_967_295_u64))]
    max_line_bytes: Option<usize>,
    /// Globs of files and folders that are left alone.
    exclude: Option<Vec<String>>,
    /// Abbreviations that end no sentence, by language.
    #[schemars(with = "Option<BTreeMap<String, Vec<String>>>")]
    abbreviations: BTreeMap<Tag, Vec<String>>,
}

/// All settings, decided.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The language translated from, if it is said.
    pub source: Option<Tag>,
    /// The sets, in order; a file belongs to the first that names it.
    pub sets: Vec<SetRule>,
    /// What is said of which rule, by id; the others keep their own severity.
    pub rules: BTreeMap<String, Level>,
    /// How plain text is cut into paragraphs; `None` looks at each text.
    pub paragraphs: Option<Wrapping>,
    /// What the source shows.
    pub mirror: Mirror,
    /// Milliseconds without a key pressed after which the server settles.
    pub quiet_ms: u64,
    /// Which inlay hints an editor shows.
    pub inlay_hints: InlayHints,
    /// How number words are taken.
    pub spelled: Spelled,
    /// How units are compared.
    pub units: Units,
    /// How large a file, and a line of it, may be.
    pub limits: Limits,
    /// What sentences end at only before a word that begins them, by language, without the last full stop, as the user
    /// wrote it.
    pub abbreviations: BTreeMap<Tag, Vec<String>>,
    exclude: GlobSet,
}

impl Layer {
    /// Reads `diglot.toml`. What is wrong is told and left out; the rest holds. Of what is no TOML only that is told, as
    /// all else may follow from it. `rules` are the ids that there are.
    pub fn from_toml(text: &str, rules: &[&str]) -> (Self, Vec<Fault>) {
        let (root, broken) = node::from_toml(text);
        let mut faults = Vec::new();
        let layer = reader::read(&root, rules, &mut faults);
        if let Some(broken) = broken {
            return (layer, vec![broken]);
        }
        faults.sort_by_key(|fault| (fault.range.start(), fault.range.end()));
        (layer, faults)
    }

    /// Reads an editor's settings: the object of the section `diglot`, `null` for none.
    pub fn from_json(json: &serde_json::Value, rules: &[&str]) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let layer = reader::read(&node::from_json(json), rules, &mut faults);
        (layer, faults)
    }

    /// This layer with `over` laid over it: a key that `over` has wins; `rules`, `abbreviations` and `inlay_hints` do
    /// so entry by entry.
    #[must_use]
    pub fn merge(mut self, over: Self) -> Self {
        self.rules.extend(over.rules);
        self.abbreviations.extend(over.abbreviations);
        self.inlay_hints.extend(over.inlay_hints);
        Self {
            source: over.source.or(self.source),
            sets: over.sets.or(self.sets),
            rules: self.rules,
            paragraphs: over.paragraphs.or(self.paragraphs),
            mirror: over.mirror.or(self.mirror),
            quiet_ms: over.quiet_ms.or(self.quiet_ms),
            inlay_hints: self.inlay_hints,
            spelled: over.spelled.or(self.spelled),
            units: over.units.or(self.units),
            max_file_bytes: over.max_file_bytes.or(self.max_file_bytes),
            max_line_bytes: over.max_line_bytes.or(self.max_line_bytes),
            exclude: over.exclude.or(self.exclude),
            abbreviations: self.abbreviations,
        }
    }
}

impl Settings {
    /// What Diglot does where nobody says otherwise, with `layer` laid over it.
    pub fn of(layer: Layer) -> Self {
        let limits = Limits::default();
        let mut exclude = GlobSetBuilder::new();
        for glob in layer.exclude.iter().flatten().filter_map(|glob| exclude_glob(glob).ok()) {
            exclude.add(glob);
        }
        Self {
            source: layer.source,
            sets: layer.sets.unwrap_or_default(),
            rules: layer.rules,
            paragraphs: match layer.paragraphs {
                Some(Paragraphs::By(wrapping)) => Some(wrapping),
                Some(Paragraphs::Auto) | None => None,
            },
            mirror: layer.mirror.unwrap_or(Mirror::Hint),
            quiet_ms: layer.quiet_ms.unwrap_or(300),
            inlay_hints: InlayHints {
                paragraphs: layer.inlay_hints.get("paragraphs") == Some(&true),
                sentences: layer.inlay_hints.get("sentences") == Some(&true),
            },
            spelled: layer.spelled.unwrap_or(Spelled::Soft),
            units: layer.units.unwrap_or(Units::Convert),
            limits: Limits {
                max_bytes: layer.max_file_bytes.unwrap_or(limits.max_bytes),
                max_line_bytes: layer.max_line_bytes.unwrap_or(limits.max_line_bytes),
            },
            abbreviations: layer.abbreviations,
            exclude: exclude.build().unwrap_or_default(),
        }
    }

    /// Whether a file is left out: its path relative to the configuration's folder, `/` between its parts.
    pub fn excludes(&self, relative: &str) -> bool {
        !self.exclude.is_empty()
            && std::iter::once(relative.len())
                .chain(relative.match_indices('/').map(|(at, _)| at))
                .any(|end| self.exclude.is_match(&relative[..end]))
    }

    /// How texts of this language are read. What is said of a language holds for all its varieties, too ("de" for
    /// "de-AT").
    pub fn analysis(&self, tag: &Tag) -> Arc<analysis::Settings> {
        let holds = |said: &Tag| {
            let rest = tag.as_str().strip_prefix(said.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let words = self.abbreviations.iter().filter(|(said, _)| holds(said)).flat_map(|(_, words)| words);
        Arc::new(analysis::Settings::new(words.map(String::as_str)))
    }

    /// How texts are compared.
    pub fn comparison(&self) -> comparison::Settings {
        comparison::Settings { spelled: self.spelled, units: self.units, ..comparison::Settings::default() }
    }

    /// How severe a divergence is here; `None` if it is not to be told. `own` is the severity it came with: one that
    /// came as less than its rule's own, because it is unsure, never becomes more than that.
    pub fn severity(&self, rule: &Rule, own: Severity) -> Option<Severity> {
        match self.rules.get(rule.id) {
            None => Some(own),
            Some(Level::Off) => None,
            Some(Level::Report(level)) if own < rule.severity => Some(own.min(*level)),
            Some(Level::Report(level)) => Some(*level),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::of(Layer::default())
    }
}

/// A glob of `exclude`: `*` stays within a folder; a pattern without `/` holds in every folder.
fn exclude_glob(text: &str) -> Result<globset::Glob, globset::Error> {
    let anchored = text.trim_end_matches('/');
    let pattern = if anchored.contains('/') { anchored.to_owned() } else { format!("**/{anchored}") };
    GlobBuilder::new(&pattern).literal_separator(true).backslash_escape(false).build()
}
