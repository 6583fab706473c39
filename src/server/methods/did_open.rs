//! `textDocument/didOpen`: the client owns the text from now on.

use std::time::Duration;

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;

/// Takes the text, and has its set compared at once.
pub(in crate::server) fn did_open(state: &mut State, params: lsp::DidOpenTextDocumentParams) {
    let Some(key) = state.documents.open(params.text_document) else { return };
    let Some(path) = key.path() else { return };
    state.opened(&key);
    if state.sets_of(path).next().is_some() {
        state.text_changed(path, Duration::ZERO);
    } else {
        // Perhaps it is in no folder yet, and others wait for it.
        state.look_anew();
    }
}
