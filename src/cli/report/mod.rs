//! What `diglot check` says, and in which form: one file an output format.

mod escape;
mod excerpt;
mod json;
mod terminal;

use serde::Serialize;

use crate::comparison::{Rule, Severity};
use crate::text::{Encoding, Snapshot, TextRange, TextSize};

pub(super) use escape::escape;
pub(super) use json::Json;
pub(super) use terminal::Terminal;

/// A divergence, or a problem with a file, ready to be shown.
#[derive(Debug)]
pub(super) struct Finding {
    /// The rule that says so.
    pub(super) rule: &'static Rule,
    /// How much it matters in this project.
    pub(super) severity: Severity,
    /// Stands alone.
    pub(super) message: String,
    /// Its place in the source; `None` only where it has none.
    pub(super) source: Option<Place>,
    /// Its place in the translation, or in the only file there is.
    pub(super) target: Option<Place>,
}

/// A range of a file.
#[derive(Debug)]
pub(super) struct Place {
    /// The file, as the user would name it.
    pub(super) path: String,
    /// BCP 47 tag of its language; `None` for files that have none.
    pub(super) tag: Option<String>,
    /// What its language is called; empty for files that have none.
    pub(super) language: String,
    /// The whole file.
    pub(super) snapshot: Snapshot,
    /// Bytes in it; empty for a place between two sentences, and where the whole file is meant.
    pub(super) range: TextRange,
}

/// A place in a file as people and programs are told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Point {
    /// 1-based.
    pub(super) line: u32,
    /// 1-based, in code points; a byte order mark is none.
    pub(super) column: u32,
    /// 0-based from the start of the file, a byte order mark included.
    pub(super) byte: u32,
}

impl Point {
    /// Where a byte of a file is.
    fn new(snapshot: &Snapshot, offset: TextSize) -> Self {
        let position = snapshot.position(offset, Encoding::Utf32);
        let mark = u32::from(position.line == 0 && position.column > 0 && starts_with_mark(snapshot));
        Self { line: position.line + 1, column: position.column - mark + 1, byte: offset.into() }
    }
}

fn starts_with_mark(snapshot: &Snapshot) -> bool {
    snapshot.rope().chars().next() == Some('\u{FEFF}')
}

/// How much was checked, and what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    /// Texts with at least one translation.
    pub(super) sets: usize,
    /// Files of those sets that could be read.
    pub(super) documents: usize,
    /// Paragraphs of those files.
    pub(super) paragraphs: usize,
    /// Findings of severity error.
    pub(super) errors: usize,
    /// Findings of severity warning.
    pub(super) warnings: usize,
    /// Findings of severity information.
    pub(super) information: usize,
    /// Findings of severity hint.
    pub(super) hints: usize,
    /// Divergences that are no findings, as comments or `.diglot-ignore` say.
    pub(super) ignored: usize,
}

impl Summary {
    /// Counts one more finding.
    pub(super) fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Information => self.information += 1,
            Severity::Hint => self.hints += 1,
        }
    }

    /// How many findings there are.
    pub(super) fn findings(&self) -> usize {
        self.errors + self.warnings + self.information + self.hints
    }
}

impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.sets += other.sets;
        self.documents += other.documents;
        self.paragraphs += other.paragraphs;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.information += other.information;
        self.hints += other.hints;
        self.ignored += other.ignored;
    }
}

/// A form of the report, written piece by piece as the findings come in.
pub(super) trait Format: Send + Sync {
    /// What stands before the first finding.
    fn opening(&self) -> &'static str;
    /// A finding.
    fn finding(&self, finding: &Finding) -> String;
    /// What stands between two findings.
    fn between(&self) -> &'static str;
    /// What stands behind the last finding.
    fn closing(&self, summary: &Summary) -> String;
}
