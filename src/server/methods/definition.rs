//! `textDocument/definition`: jumps to the counterpart, to the sentence.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::counterparts::{self, Jumps};
use crate::server::state::State;

/// The counterpart sentences of the sentence under the cursor; where there is none, the counterpart paragraph, or the
/// place where it would stand. `None` where nothing is known.
pub(in crate::server) fn definition(
    state: &State,
    params: &lsp::DefinitionParams,
) -> Option<lsp::DefinitionResponse> {
    let found = counterparts::at(state, &params.text_document_position_params);
    let origin = found.first()?.origin_range(state);
    Some(match counterparts::jumps(state, &found, origin, state.client.links) {
        Jumps::Links(links) => lsp::DefinitionResponse::DefinitionLinkList(links),
        Jumps::Locations(locations) => {
            lsp::DefinitionResponse::Definition(lsp::Definition::LocationList(locations))
        }
    })
}
