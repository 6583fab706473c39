//! `textDocument/didChange`: the text changes at once, and so does what is shown of it, but for what is being typed.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;

/// Applies the changes. A document that is not open, or that is none of ours, is left alone.
pub(in crate::server) fn did_change(state: &mut State, params: lsp::DidChangeTextDocumentParams) {
    let Some((key, changed)) = state.documents.change(params, state.client.encoding) else { return };
    if key.path().is_some() {
        state.typed(&key, changed);
    }
}
