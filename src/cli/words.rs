//! What kinds and severities are called where people and programs read them.

use crate::comparison::Severity;
use crate::comparison::rules::RuleKind;

/// The severity's name.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "hint",
        Severity::Information => "information",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The kind's name.
pub(super) fn kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Number => "number",
        RuleKind::Date => "date",
        RuleKind::Sentence => "sentence",
        RuleKind::Paragraph => "paragraph",
        RuleKind::Progress => "progress",
        RuleKind::Form => "form",
        RuleKind::Document => "document",
        RuleKind::Config => "config",
        RuleKind::File => "file",
    }
}
