//! `textDocument/definition`: jumps to the counterpart, to the sentence.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;
use crate::server::{counterparts, to_proto};

/// The counterpart sentences of the sentence under the cursor; where there is none, the counterpart paragraph, or the
/// place where it would stand. `None` where nothing is known.
pub(super) fn definition(state: &State, params: &lsp::DefinitionParams) -> Option<lsp::DefinitionResponse> {
    let found = counterparts::at(state, &params.text_document_position_params);
    if found.is_empty() {
        return None;
    }
    if !state.client.links {
        let locations =
            found.iter().map(|found| counterparts::location(state, found, found.target())).collect();
        return Some(lsp::DefinitionResponse::Definition(lsp::Definition::LocationList(locations)));
    }
    let encoding = state.client.encoding;
    let links = found.iter().map(|found| {
        let selection = counterparts::location(state, found, found.target());
        let paragraphs = counterparts::location(state, found, found.counterpart.paragraphs);
        lsp::LocationLink {
            origin_selection_range: Some(to_proto::range(
                &found.text_here().snapshot,
                found.origin(),
                encoding,
            )),
            target_uri: selection.uri,
            target_range: paragraphs.range,
            target_selection_range: selection.range,
        }
    });
    Some(lsp::DefinitionResponse::DefinitionLinkList(links.collect()))
}
