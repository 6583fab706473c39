//! `textDocument/didSave`: whoever saves wants to know.

use std::time::Duration;

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;
use crate::server::uri::Key;

/// Has the document's set compared at once.
pub(in crate::server) fn did_save(state: &mut State, params: &lsp::DidSaveTextDocumentParams) {
    if let Some(path) = Key::of(&params.text_document.uri).path() {
        state.judge_typed();
        state.text_changed(path, Duration::ZERO);
    }
}
