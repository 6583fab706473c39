//! `textDocument/documentHighlight`: the number or date under the cursor, and its equals in the same text.

use tower_lsp::gen_lsp_types as lsp;

use crate::analysis::Mention;
use crate::server::page::page;
use crate::server::state::State;
use crate::server::{from_proto, to_proto};
use crate::text::TextRange;

/// The places that say what the mention under the cursor says, itself among them. `None` where there is none.
pub(in crate::server) fn document_highlight(
    state: &State,
    params: &lsp::DocumentHighlightParams,
) -> Option<Vec<lsp::DocumentHighlight>> {
    let asked = &params.text_document_position_params;
    let page = page(state, &asked.text_document)?;
    let at = from_proto::offset(&page.snapshot, asked.position, state.client.encoding);
    let here = page.mentions(page.snapshot.paragraph_at(at)?);
    // Of two that meet at the cursor, the one that begins there.
    let (mention, _) = here.filter(|(_, range)| range.contains_inclusive(at)).last()?;
    let all = (0..page.snapshot.paragraphs.len()).flat_map(|paragraph| page.mentions(paragraph));
    let equals = all.filter(|(other, _)| is_equal(mention, other));
    let highlight = |range: TextRange| lsp::DocumentHighlight {
        range: to_proto::range(&page.snapshot, range, state.client.encoding),
        kind: Some(lsp::DocumentHighlightKind::Text),
    };
    Some(equals.map(|(_, range)| highlight(range)).collect())
}

/// Whether two mentions may say the same.
fn is_equal(one: &Mention, other: &Mention) -> bool {
    one.readings.meet(&other.readings)
}
