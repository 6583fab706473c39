//! `textDocument/implementation`: what a sentence became in the translations; asked in one of them, in the others.

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::Side;
use crate::server::counterparts::{self, Jumps};
use crate::server::state::State;

/// The translations of the sentence under the cursor, but for the one asked in. `None` where there are none.
pub(in crate::server) fn implementation(
    state: &State,
    params: &lsp::ImplementationParams,
) -> Option<lsp::ImplementationResponse> {
    let direct = counterparts::at(state, &params.text_document_position_params);
    let origin = direct.first()?.origin_range(state);
    let mut found = Vec::new();
    for one in direct {
        if one.side == Side::Source {
            found.push(one);
        } else {
            found.extend(counterparts::siblings(state, &one));
        }
    }
    found.retain(|found| !found.counterpart.paragraphs.is_empty());
    if found.is_empty() {
        return None;
    }
    Some(match counterparts::jumps(state, &found, origin, state.client.implementation_links) {
        Jumps::Links(links) => lsp::ImplementationResponse::DefinitionLinkList(links),
        Jumps::Locations(locations) => {
            lsp::ImplementationResponse::Definition(lsp::Definition::LocationList(locations))
        }
    })
}
