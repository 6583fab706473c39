//! `textDocument/didSave`: a good moment to see whether other files came or went.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;
use crate::server::uri::Key;

/// Finds out anew which files belong together.
pub(in crate::server) fn did_save(state: &mut State, params: &lsp::DidSaveTextDocumentParams) {
    if let Some(path) = Key::of(&params.text_document.uri).path() {
        state.text_changed(path, std::time::Duration::ZERO);
        state.discover();
    }
}
