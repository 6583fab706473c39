//! `textDocument/didClose`: the text on the disk counts again.

use std::time::Duration;

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;
use crate::server::uri::Key;

/// Lets the document go. A set of which no document is open any more is no longer shown.
pub(in crate::server) fn did_close(state: &mut State, params: &lsp::DidCloseTextDocumentParams) {
    let key = Key::of(&params.text_document.uri);
    if !state.documents.close(&key) {
        return;
    }
    if let Some(path) = key.path() {
        state.text_changed(path, Duration::ZERO);
        state.forget_closed();
        state.look_again();
    }
}
