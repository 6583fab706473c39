//! `textDocument/selectionRange`: number, sentence, paragraph, section, text.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::page::{Page, page};
use crate::server::state::State;
use crate::server::{from_proto, to_proto};
use crate::text::{TextRange, TextSize};

/// For each place what holds it, from the least to all. `None` where nothing is known.
pub(in crate::server) fn selection_range(
    state: &State,
    params: &lsp::SelectionRangeParams,
) -> Option<Vec<lsp::SelectionRange>> {
    let page = page(state, &params.text_document)?;
    let encoding = state.client.encoding;
    let nested = params.positions.iter().map(|&position| {
        let at = from_proto::offset(&page.snapshot, position, encoding);
        let mut whole = lsp::SelectionRange {
            range: to_proto::range(&page.snapshot, page.whole(), encoding),
            parent: None,
        };
        for range in around(&page, at) {
            let range = to_proto::range(&page.snapshot, range, encoding);
            whole = lsp::SelectionRange { range, parent: Some(Box::new(whole)) };
        }
        whole
    });
    Some(nested.collect())
}

/// What holds a place, from the greatest to the least, each wholly in the one before.
fn around(page: &Page, at: TextSize) -> Vec<TextRange> {
    let holds = |range: &TextRange| range.contains_inclusive(at);
    let mut ranges: Vec<TextRange> =
        page.sections().into_iter().map(|section| section.range).filter(holds).collect();
    if let Some(paragraph) = page.snapshot.paragraph_at(at) {
        ranges.push(page.snapshot.paragraphs[paragraph].range);
        ranges.extend(page.sentences(paragraph).map(|(_, range)| range).filter(holds).last());
        ranges.extend(page.mentions(paragraph).map(|(_, range)| range).filter(holds).last());
    }
    let mut outer = page.whole();
    ranges.retain(|range| {
        let smaller = outer.contains_range(*range) && outer != *range;
        if smaller {
            outer = *range;
        }
        smaller
    });
    ranges
}
