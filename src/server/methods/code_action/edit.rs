//! Edits in the protocol's words: only what the client has said that it can carry out.

use std::collections::HashMap;
use std::path::Path;

use tower_lsp::gen_lsp_types as lsp;

use crate::project::ignore::{Splice, splice};
use crate::server::state::State;
use crate::server::to_proto;
use crate::text::{Document, Format, Snapshot, TextRange, TextSize};

/// A replacement in a text at hand.
pub(super) fn of_text(
    state: &State,
    path: &Path,
    snapshot: &Snapshot,
    range: TextRange,
    new_text: String,
) -> lsp::WorkspaceEdit {
    let edit = lsp::TextEdit { range: to_proto::range(snapshot, range, state.client.encoding), new_text };
    of_texts(state, path, vec![edit])
}

/// Replacements in a text at hand that do not overlap.
pub(super) fn of_texts(state: &State, path: &Path, edits: Vec<lsp::TextEdit>) -> lsp::WorkspaceEdit {
    let uri = state.uri(path);
    if !state.client.document_changes {
        return lsp::WorkspaceEdit {
            changes: Some(HashMap::from([(uri, edits)])),
            ..lsp::WorkspaceEdit::default()
        };
    }
    lsp::WorkspaceEdit {
        document_changes: Some(vec![change(uri, state.version(path), edits)]),
        ..lsp::WorkspaceEdit::default()
    }
}

/// A configuration as it stands, in the editor or else on the disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) path: &'a Path,
    /// Its text on the disk, if it can be read.
    pub(super) text: Option<&'a str>,
    /// Whether there is such a file.
    pub(super) exists: bool,
}

impl File<'_> {
    /// An edit that makes of its text what `changed` makes of it. `None` where `changed` makes nothing, the file can't
    /// be read, or it is not there and the client can't create files.
    pub(super) fn edit(
        self,
        state: &State,
        changed: impl FnOnce(&str) -> Option<String>,
    ) -> Option<lsp::WorkspaceEdit> {
        let open = state.documents.file(self.path).map(|open| open.document.snapshot().rope().to_string());
        let before = open.as_deref().or(self.text);
        if let Some(before) = before {
            let after = changed(before)?;
            let Splice { range, text } = splice(before, &after);
            let snapshot = Document::new(before, 0, Format::Plain, None).snapshot();
            let [start, end] = [range.start, range.end].map(|at| TextSize::from(at as u32));
            return Some(of_text(state, self.path, &snapshot, TextRange::new(start, end), text));
        }
        if self.exists || !state.client.creates_files {
            return None;
        }
        let uri = state.uri(self.path);
        let create = lsp::CreateFile {
            uri: uri.clone(),
            options: Some(lsp::CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) }),
            annotation_id: None,
        };
        let edit = lsp::TextEdit { range: lsp::Range::default(), new_text: changed("")? };
        Some(lsp::WorkspaceEdit {
            document_changes: Some(vec![
                lsp::DocumentChange::CreateFile(create),
                change(uri, None, vec![edit]),
            ]),
            ..lsp::WorkspaceEdit::default()
        })
    }
}

fn change(uri: lsp::Uri, version: Option<i32>, edits: Vec<lsp::TextEdit>) -> lsp::DocumentChange {
    let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: lsp::TextDocumentIdentifier { uri },
    };
    let edits = edits.into_iter().map(lsp::Edit::TextEdit).collect();
    lsp::DocumentChange::TextDocumentEdit(lsp::TextDocumentEdit { text_document, edits })
}
