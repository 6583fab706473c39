//! What we say, in the protocol's words.

use tower_lsp::gen_lsp_types as lsp;

use crate::comparison::Severity;
use crate::text::{Encoding, Snapshot, TextRange, TextSize};

/// A byte's position, in the unit agreed on.
pub(super) fn position(snapshot: &Snapshot, offset: TextSize, encoding: Encoding) -> lsp::Position {
    let position = snapshot.position(offset, encoding);
    lsp::Position { line: position.line, character: position.column }
}

/// A range, in the unit agreed on.
pub(super) fn range(snapshot: &Snapshot, range: TextRange, encoding: Encoding) -> lsp::Range {
    lsp::Range {
        start: position(snapshot, range.start(), encoding),
        end: position(snapshot, range.end(), encoding),
    }
}

/// How much something matters.
pub(super) fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Hint => lsp::DiagnosticSeverity::Hint,
        Severity::Information => lsp::DiagnosticSeverity::Information,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Error => lsp::DiagnosticSeverity::Error,
    }
}
