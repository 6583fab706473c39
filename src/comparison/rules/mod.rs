//! The rules: one file each, listed in [`RULES`].

use super::Severity;

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

/// A rule.
#[derive(Debug, PartialEq, Eq)]
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
}

/// All rules, in the order of the book.
pub static RULES: &[&Rule] = &[];

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
