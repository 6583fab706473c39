//! From a tree of values to a [`Layer`]: which keys there are, what they take, and what is said when they don't.

use std::fmt::Write as _;

use text_size::{TextRange, TextSize};

use super::node::{Entry, Node, Value};
use super::{
    Fault, Layer, Level, ListedFile, Mirror, Paragraphs, SetFiles, SetRule, Spelled, Units, exclude_glob,
};
use crate::comparison::Severity;
use crate::project::glob::Pattern;
use crate::project::path::{Lexical, Style};
use crate::project::tag::Tag;
use crate::text::Wrapping;

pub(super) const KEYS: &[&str] = &[
    "abbreviations",
    "exclude",
    "inlay_hints",
    "max_file_bytes",
    "max_line_bytes",
    "mirror",
    "paragraphs",
    "quiet_ms",
    "rules",
    "set",
    "source",
    "spelled",
    "units",
];
const HINT_KEYS: &[&str] = &["paragraphs", "sentences"];
const SET_KEYS: &[&str] = &["files", "glob", "source"];
/// How much alike a word must be to what there is, to be taken for a slip of it (Jaro–Winkler, 0.0–1.0).
const ALIKE: f64 = 0.8;
/// The longest time to wait for quiet, in milliseconds.
const LONGEST_QUIET: i64 = 60_000;
/// The largest file that a `u32` can count the bytes of.
const LARGEST_FILE: i64 = u32::MAX as i64;

/// Reads the layer; what is wrong goes to `faults`.
pub(super) fn read(root: &Node, rules: &[&str], faults: &mut Vec<Fault>) -> Layer {
    let mut reader = Reader { rules, faults };
    let mut layer = Layer::default();
    for entry in reader.table(root, "the configuration") {
        reader.setting(entry, &mut layer);
    }
    layer
}

struct Reader<'a> {
    rules: &'a [&'a str],
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn setting(&mut self, entry: &Entry, layer: &mut Layer) {
        let node = &entry.node;
        if node.value == Value::Nothing {
            return;
        }
        match entry.key.as_str() {
            "source" => layer.source = self.tag(node, "source"),
            "set" => {
                layer.sets = Some(self.list(node, "set").iter().filter_map(|set| self.set(set)).collect());
            }
            "rules" => {
                let levels = self.table(node, "rules").iter();
                layer.rules.extend(levels.filter_map(|entry| Some((entry.key.clone(), self.level(entry)?))));
            }
            "paragraphs" => {
                let choices = &[
                    ("auto", Paragraphs::Auto),
                    ("lines", Paragraphs::By(Wrapping::Lines)),
                    ("blank-lines", Paragraphs::By(Wrapping::BlankLines)),
                ];
                layer.paragraphs = self.choice(node, "paragraphs", choices);
            }
            "mirror" => {
                let choices = &[("hint", Mirror::Hint), ("same", Mirror::Same), ("off", Mirror::Off)];
                layer.mirror = self.choice(node, "mirror", choices);
            }
            "spelled" => {
                layer.spelled =
                    self.choice(node, "spelled", &[("soft", Spelled::Soft), ("strict", Spelled::Strict)]);
            }
            "units" => {
                layer.units =
                    self.choice(node, "units", &[("convert", Units::Convert), ("strict", Units::Strict)]);
            }
            "inlay_hints" => {
                for entry in self.table(node, "inlay_hints") {
                    if HINT_KEYS.contains(&entry.key.as_str()) {
                        let on = self.switch(&entry.node, &entry.key);
                        layer.inlay_hints.extend(on.map(|on| (entry.key.clone(), on)));
                    } else {
                        self.unknown("inlay hint", &entry.key, entry.range, HINT_KEYS);
                    }
                }
            }
            "quiet_ms" => layer.quiet_ms = self.whole(node, "quiet_ms", 0, LONGEST_QUIET).map(|ms| ms as u64),
            "max_file_bytes" => layer.max_file_bytes = self.whole(node, "max_file_bytes", 1, LARGEST_FILE),
            "max_line_bytes" => layer.max_line_bytes = self.whole(node, "max_line_bytes", 1, LARGEST_FILE),
            "exclude" => {
                let globs = self.texts(node, "exclude");
                let good = globs.into_iter().filter(|(node, glob)| self.is_good_exclude(node, glob));
                layer.exclude = Some(good.map(|(_, glob)| glob.clone()).collect());
            }
            "abbreviations" => {
                for entry in self.table(node, "abbreviations") {
                    if let Some(tag) = self.language(&entry.key, entry.range) {
                        let words = self.texts(&entry.node, &entry.key);
                        let words = words.into_iter().map(|(_, word)| word.trim_end_matches('.').to_owned());
                        layer.abbreviations.insert(tag, words.collect());
                    }
                }
            }
            unknown => self.unknown("key", unknown, entry.range, KEYS),
        }
    }

    fn set(&mut self, node: &Node) -> Option<SetRule> {
        let faults_before = self.faults.len();
        let (mut files, mut source) = (None, None);
        for entry in self.table(node, "set") {
            let doubled = files.is_some();
            match entry.key.as_str() {
                "source" => source = self.tag(&entry.node, "source"),
                "glob" | "files" if doubled => {
                    self.fault(entry.range, "a set has either `glob` or `files`, not both".to_owned());
                }
                "glob" => files = self.patterns(&entry.node),
                "files" => files = self.listed(&entry.node),
                unknown => self.unknown("key", unknown, entry.range, SET_KEYS),
            }
        }
        if files.is_none() && self.faults.len() == faults_before {
            self.fault(
                node.range,
                "a set needs `glob` or `files`, to say which files belong together".to_owned(),
            );
        }
        files.map(|files| SetRule { files, source })
    }

    fn patterns(&mut self, node: &Node) -> Option<SetFiles> {
        let texts = match &node.value {
            Value::Text(text) => vec![(node, text)],
            _ => self.texts(node, "glob"),
        };
        let mut patterns = Vec::new();
        for (node, text) in texts {
            if !self.is_inside(node, text) {
                continue;
            }
            match Pattern::parse(text) {
                Ok(pattern) => patterns.push(pattern),
                Err((at, message)) => {
                    let place = within(node.range, at.start, at.end, text.len());
                    self.fault(place, format!("bad glob `{text}`: {message}"));
                }
            }
        }
        if !patterns.is_empty() && !patterns.iter().any(|pattern| pattern.has_language) {
            self.fault(node.range, "`glob` needs `{lang}` where the paths name the language".to_owned());
            return None;
        }
        // A pattern without `{lang}` also fits what the others fit, so it comes last.
        patterns.sort_by_key(|pattern| !pattern.has_language);
        (!patterns.is_empty()).then_some(SetFiles::Patterns(patterns))
    }

    fn listed(&mut self, node: &Node) -> Option<SetFiles> {
        let mut listed = Vec::new();
        for entry in self.table(node, "files") {
            let tag = self.language(&entry.key, entry.range);
            let Value::Text(path) = &entry.node.value else {
                self.wrong_type::<()>(&entry.node, &entry.key, "the path of a file");
                continue;
            };
            if self.is_inside(&entry.node, path) {
                let path = Lexical::parse(path, Style::Unix).as_str().to_owned();
                listed.extend(tag.map(|tag| ListedFile { tag, path, range: entry.node.range }));
            }
        }
        if listed.len() == 1 {
            self.fault(node.range, "a set needs at least two files".to_owned());
        }
        (listed.len() > 1).then_some(SetFiles::Listed(listed))
    }

    fn level(&mut self, entry: &Entry) -> Option<Level> {
        if !self.rules.contains(&entry.key.as_str()) {
            let rules = self.rules;
            self.unknown("rule", &entry.key, entry.range, rules);
            return None;
        }
        let choices = &[
            ("off", Level::Off),
            ("hint", Level::Report(Severity::Hint)),
            ("information", Level::Report(Severity::Information)),
            ("warning", Level::Report(Severity::Warning)),
            ("error", Level::Report(Severity::Error)),
        ];
        self.choice(&entry.node, &entry.key, choices)
    }

    /// Whether a path or pattern stays in the configuration's folder; tells if it does not.
    fn is_inside(&mut self, node: &Node, text: &str) -> bool {
        let outside = outside(text);
        let is_inside = outside.is_none();
        self.faults.extend(outside.map(|message| Fault { range: node.range, message }));
        is_inside
    }

    fn is_good_exclude(&mut self, node: &Node, glob: &str) -> bool {
        if !self.is_inside(node, glob) {
            return false;
        }
        let error = exclude_glob(glob).err();
        if let Some(error) = &error {
            self.fault(node.range, format!("bad glob `{glob}`: {}", error.kind()));
        }
        error.is_none()
    }

    fn tag(&mut self, node: &Node, key: &str) -> Option<Tag> {
        match &node.value {
            Value::Text(text) => self.language(text, node.range),
            _ => self.wrong_type(node, key, "a language tag in quotes, such as \"en\""),
        }
    }

    fn language(&mut self, text: &str, range: TextRange) -> Option<Tag> {
        let tag = Tag::parse(text);
        if tag.is_none() {
            let message = format!("`{text}` is no language tag; a tag looks like `en`, `pt-BR` or `zh-Hans`");
            self.fault(range, message);
        }
        tag
    }

    fn switch(&mut self, node: &Node, key: &str) -> Option<bool> {
        match node.value {
            Value::Switch(on) => Some(on),
            _ => self.wrong_type(node, key, "true or false"),
        }
    }

    fn whole(&mut self, node: &Node, key: &str, least: i64, most: i64) -> Option<usize> {
        match node.value {
            Value::Whole(number) if (least..=most).contains(&number) => usize::try_from(number).ok(),
            Value::Whole(number) => {
                self.fault(node.range, format!("`{key}` must be from {least} to {most}, not {number}"));
                None
            }
            _ => self.wrong_type(node, key, "a whole number"),
        }
    }

    fn choice<T: Copy>(&mut self, node: &Node, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let Value::Text(text) = &node.value else {
            return self.wrong_type(node, key, &format!("one of {}", quoted(&names)));
        };
        let found = choices.iter().find(|(name, _)| name == text);
        if found.is_none() {
            let mut message = format!("`{key}` must be one of {}, not \"{text}\"", quoted(&names));
            suggest(&mut message, text, &names);
            self.fault(node.range, message);
        }
        found.map(|(_, value)| *value)
    }

    fn table<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Entry] {
        match &node.value {
            Value::Table(entries) => entries,
            Value::Nothing => &[],
            _ => self.wrong_type(node, key, "a table").unwrap_or(&[]),
        }
    }

    fn list<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Node] {
        match &node.value {
            Value::List(nodes) => nodes,
            _ => self.wrong_type(node, key, "a list").unwrap_or(&[]),
        }
    }

    fn texts<'n>(&mut self, node: &'n Node, key: &str) -> Vec<(&'n Node, &'n String)> {
        let mut texts = Vec::new();
        for node in self.list(node, key) {
            match &node.value {
                Value::Text(text) => texts.push((node, text)),
                _ => {
                    self.wrong_type::<()>(node, key, "text in quotes");
                }
            }
        }
        texts
    }

    fn wrong_type<T>(&mut self, node: &Node, key: &str, wanted: &str) -> Option<T> {
        self.fault(node.range, format!("`{key}` must be {wanted}, not {}", node.value.kind()));
        None
    }

    fn unknown(&mut self, what: &str, name: &str, range: TextRange, known: &[&str]) {
        let mut message = format!("unknown {what} `{name}`");
        suggest(&mut message, name, known);
        self.fault(range, message);
    }

    fn fault(&mut self, range: TextRange, message: String) {
        self.faults.push(Fault { range, message });
    }
}

/// What is wrong with a path that a file of ours names, if it does not stay in that file's folder.
pub(in crate::project) fn outside(path: &str) -> Option<String> {
    let windows = Lexical::parse(path, Style::Windows);
    let drive = path.as_bytes().get(1) == Some(&b':');
    if drive || windows.is_absolute() || path.split(['/', '\\']).any(|part| part == "..") {
        Some(format!("`{path}` leads out of the folder of this file; only paths inside it can be named"))
    } else if path.contains('\\') {
        Some(format!("`{path}`: folders are parted by `/`, on Windows as well"))
    } else {
        None
    }
}

/// Adds what `name` may be a slip of; says whether it may be any.
pub(in crate::project) fn suggest(message: &mut String, name: &str, known: &[&str]) -> bool {
    let wanted = name.to_lowercase().replace('-', "_");
    let best = known
        .iter()
        .map(|known| (strsim::jaro_winkler(&wanted, &known.replace('-', "_")), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    if let Some((_, best)) = best {
        // Writing to a String cannot fail.
        let _ = write!(message, "; did you mean `{best}`?");
    }
    best.is_some()
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// The bytes `start..end` of a text of `length` bytes that stands in quotes at `range`; the whole of it where escapes
/// make them hard to find.
fn within(range: TextRange, start: usize, end: usize, length: usize) -> TextRange {
    if usize::from(range.len()) != length + 2 {
        return range;
    }
    let first = range.start() + TextSize::from(1);
    TextRange::new(first + TextSize::from(start as u32), first + TextSize::from(end as u32))
}
