//! The rules: one file each, listed in [`RULES`]. A rule's page is what `diglot explain` prints and what stands in
//! `docs/rules`; its first example fires exactly the rule, its other examples fire none.

use super::view::{BeadView, Texts};
use super::{Divergence, Severity};
use crate::comparison::structure::Structure;

/// What a rule is about; users switch these, and the benchmark counts by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Numbers and quantities.
    Number,
    /// Dates and times.
    Date,
    /// Sentences.
    Sentence,
    /// Paragraphs.
    Paragraph,
    /// How far the translation has come.
    Progress,
    /// Length and form.
    Form,
    /// The document as a whole.
    Document,
    /// Configuration.
    Config,
    /// The file.
    File,
}

impl RuleKind {
    /// Its name in results and on pages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Progress => "progress",
            Self::Form => "form",
            Self::Document => "document",
            Self::Config => "config",
            Self::File => "file",
        }
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which never changes its meaning ("number-changed").
    pub id: &'static str,
    /// What it is about.
    pub kind: RuleKind,
    /// How much it matters unless a project says otherwise.
    pub severity: Severity,
    /// One line: what it says.
    pub summary: &'static str,
    /// Its page, in Markdown, without the title.
    pub page: &'static str,
    /// What finds it.
    pub(super) check: Check,
}

impl Rule {
    /// Why it is said, in at most two sentences: the beginning of its page, on one line. Code stands in backquotes.
    pub fn why(&self) -> String {
        let beginning = self.page.trim().split("\n\n").next().unwrap_or_default().replace('\n', " ");
        let ends = beginning.match_indices(". ").map(|(at, _)| at + 1);
        let sentences = ends.filter(|end| beginning[end + 1..].starts_with(char::is_uppercase));
        match sentences.take(2).nth(1) {
            Some(second) => beginning[..second].to_owned(),
            None => beginning,
        }
    }

    /// Its whole page with its title: what `docs/rules` holds and `diglot explain` prints.
    pub fn document(&self) -> String {
        let (kind, severity) = (self.kind.word(), self.severity.word());
        format!(
            "# {}\n\n{}\n\nKind: {kind}. Severity: {severity}.\n\n{}\n",
            self.id,
            self.summary,
            self.page.trim()
        )
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// What finds the divergences of a rule.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// A look at a sure bead.
    Bead(fn(&BeadView<'_>, &mut Vec<Divergence>)),
    /// A look at the two texts.
    Document(fn(&Texts<'_>, &Structure, &mut Vec<Divergence>)),
    /// Nothing here: the rooms that read files and configuration say it.
    Elsewhere,
}

/// A page, and how its rule is silenced. What is wrong with files and configurations is in no place of a text.
macro_rules! page {
    ("config-invalid", $text:literal) => {
        page!(project "config-invalid", $text, "In `diglot.toml`")
    };
    ("ignore-unused", $text:literal) => {
        page!(project "ignore-unused", $text, "In `diglot.toml`")
    };
    ("file-unreadable", $text:literal) => {
        page!(project "file-unreadable", $text, "In `diglot.toml`")
    };
    ($id:literal, $text:literal) => {
        page!(
            project $id,
            $text,
            concat!(
                "In one place, by the quick fix, by a comment in the paragraph or before it, or by an entry in\n",
                "`.diglot-ignore` ([ignoring](../ignoring.md)):\n\n```markdown\n<!-- diglot-ignore ",
                $id,
                ": reason -->\n```\n\nIn `diglot.toml`"
            )
        )
    };
    (project $id:literal, $text:literal, $how:expr) => {
        concat!(
            $text,
            "\n## To silence it\n\n",
            $how,
            ", for a whole project (or `\"hint\"`, `\"information\"`, ",
            "`\"warning\"`, `\"error\"`, to hear it more quietly or more loudly):\n\n```toml\n[rules]\n",
            $id,
            " = \"off\"\n```\n"
        )
    };
}

// Plain lines, behind the macro that they use: rustfmt finds the files by them.
pub(super) mod config_invalid;
pub(super) mod date_added;
pub(super) mod date_changed;
pub(super) mod date_impossible;
pub(super) mod date_missing;
pub(super) mod ending_changed;
pub(super) mod file_unreadable;
pub(super) mod ignore_unused;
pub(super) mod length_odd;
pub(super) mod not_parallel;
pub(super) mod number_added;
pub(super) mod number_changed;
pub(super) mod number_format;
pub(super) mod number_missing;
pub(super) mod paragraph_added;
pub(super) mod paragraph_merged;
pub(super) mod paragraph_missing;
pub(super) mod paragraph_moved;
pub(super) mod paragraph_region;
pub(super) mod paragraph_split;
pub(super) mod paragraph_untranslated;
pub(super) mod sentence_added;
pub(super) mod sentence_fragment;
pub(super) mod sentence_merged;
pub(super) mod sentence_missing;
pub(super) mod sentence_repeated;
pub(super) mod sentence_split;
pub(super) mod untranslated_from;

macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        /// All rules, in the order of the book.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    number_changed, number_missing, number_added, number_format,
    date_changed, date_missing, date_added, date_impossible,
    sentence_missing, sentence_added, sentence_repeated, sentence_fragment, sentence_merged, sentence_split,
    paragraph_missing, paragraph_added, paragraph_moved, paragraph_region, paragraph_merged, paragraph_split,
    paragraph_untranslated, untranslated_from, length_odd, ending_changed, not_parallel,
    config_invalid, ignore_unused, file_unreadable,
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

/// Some of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleSet(u64);

impl RuleSet {
    /// The rules for which `asked` holds.
    pub fn of(asked: impl Fn(&Rule) -> bool) -> Self {
        let bit = |index: usize| u64::from(asked(RULES[index])) << index;
        Self((0..RULES.len()).map(bit).sum())
    }

    /// Its rules, in the order of the book.
    pub fn iter(self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter().enumerate().filter(move |(index, _)| self.0 >> index & 1 == 1).map(|(_, rule)| *rule)
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::of(|_| true)
    }
}

const _: () = assert!(RULES.len() <= 64, "a bit for each rule");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_why_in_a_few_words_on_a_line() {
        for rule in RULES {
            let why = rule.why();
            assert!((20..=400).contains(&why.chars().count()), "{}: {why:?}", rule.id);
            assert!(why.ends_with(['.', '!', '?', ':']), "{}: {why:?}", rule.id);
            assert!(!why.contains(['\n', '#', '[']), "{}: {why:?}", rule.id);
        }
    }
}
