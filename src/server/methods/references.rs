//! `textDocument/references`: the counterparts in all languages of the set.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::counterparts;
use crate::server::state::State;
use crate::server::to_proto;

/// The counterparts of the sentence under the cursor that exist; with the sentence itself, where the client wants
/// declarations too. `None` where nothing is known.
pub(in crate::server) fn references(
    state: &State,
    params: &lsp::ReferenceParams,
) -> Option<Vec<lsp::Location>> {
    let direct = counterparts::at(state, &params.text_document_position_params);
    let first = direct.first()?;
    let itself = params.context.include_declaration.then(|| lsp::Location {
        uri: state.uri(&first.here.path),
        range: to_proto::range(&first.text_here().snapshot, first.origin(), state.client.encoding),
    });
    let through_the_source = direct.iter().flat_map(|found| counterparts::siblings(state, found));
    let others = direct
        .iter()
        .filter(|found| !found.counterpart.paragraphs.is_empty())
        .map(|found| counterparts::location(state, found, found.target()))
        .chain(
            through_the_source
                .filter(|found| !found.counterpart.paragraphs.is_empty())
                .map(|found| counterparts::location(state, &found, found.target())),
        );
    Some(itself.into_iter().chain(others).collect())
}
