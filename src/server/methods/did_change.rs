//! `textDocument/didChange`: the text changes at once, what is shown when typing rests.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;

/// Applies the changes. A document that is not open, or that is none of ours, is left alone.
pub(in crate::server) fn did_change(state: &mut State, params: lsp::DidChangeTextDocumentParams) {
    let Some(key) = state.documents.change(params, state.client.encoding) else { return };
    if let Some(path) = key.path() {
        state.text_changed(path, None);
    }
}
