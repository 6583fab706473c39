//! What the client says, in our words.

use tower_lsp::gen_lsp_types as lsp;

use crate::text::{Change, Encoding, Position, Snapshot, TextRange, TextSize};

/// A change of a text.
pub(super) fn change(event: lsp::TextDocumentContentChangeEvent) -> Change {
    match event {
        lsp::TextDocumentContentChangeEvent::TextDocumentContentChangePartial(partial) => {
            Change::Range(position(partial.range.start), position(partial.range.end), partial.text)
        }
        lsp::TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
            Change::Whole(whole.text)
        }
    }
}

/// A position, in the unit agreed on.
pub(super) fn position(position: lsp::Position) -> Position {
    Position { line: position.line, column: position.character }
}

/// The byte a position names, from the document's first.
pub(super) fn offset(snapshot: &Snapshot, at: lsp::Position, encoding: Encoding) -> TextSize {
    snapshot.offset(position(at), encoding)
}

/// The bytes a range names, from the document's first. A range whose ends are swapped is put right.
pub(super) fn range(snapshot: &Snapshot, range: lsp::Range, encoding: Encoding) -> TextRange {
    let (start, end) = (offset(snapshot, range.start, encoding), offset(snapshot, range.end, encoding));
    TextRange::new(start.min(end), start.max(end))
}
