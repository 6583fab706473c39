//! Problems with configurations and files, reported as divergences are.

use super::paths::Paths;
use crate::cli::report::{Finding, Place};
use crate::comparison::Rule;
use crate::comparison::rules;
use crate::project::{FILE_UNREADABLE, Files, IGNORE_UNUSED, Problem};
use crate::text::{Document, Format, Snapshot, TextRange};

/// A configuration or `.diglot-ignore` is shown from only up to this many bytes: larger ones are not read.
const LARGEST_CONFIG: u64 = 16 << 20;

/// The problem as it is reported, in the only file that it has.
pub(super) fn finding(problem: &Problem, paths: &Paths, files: &dyn Files) -> Finding {
    let rule = rule(problem.rule);
    let text =
        files.bytes(&problem.path, LARGEST_CONFIG).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let whole_file = problem.range.is_empty();
    let snapshot = text.filter(|_| !whole_file).map_or_else(empty, |text| snapshot(&text));
    let path = paths.shown(&problem.path);
    let place = Place { path, tag: None, language: String::new(), snapshot, range: problem.range };
    let message = problem.message.clone();
    Finding { rule, severity: rule.severity, message, source: None, target: Some(place) }
}

/// A place in a file that is no text.
pub(super) fn place(path: String, text: &str, range: TextRange) -> Place {
    Place { path, tag: None, language: String::new(), snapshot: snapshot(text), range }
}

/// The rule for ignores that ignore nothing.
pub(super) fn ignore_unused() -> &'static Rule {
    rule(IGNORE_UNUSED)
}

/// The rule for files that are not checked.
pub(super) fn file_unreadable() -> &'static Rule {
    rule(FILE_UNREADABLE)
}

fn rule(id: &str) -> &'static Rule {
    rules::rule(id).expect("the rules that the project room reports are in the table")
}

/// What stands for a file that is not shown.
pub(super) fn empty() -> Snapshot {
    snapshot("")
}

fn snapshot(text: &str) -> Snapshot {
    Document::new(text, 0, Format::Plain, None).snapshot()
}
