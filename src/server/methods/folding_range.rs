//! `textDocument/foldingRange`: sections, and paragraphs of several lines.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::page::page;
use crate::server::state::State;
use crate::text::TextRange;

/// What can be folded, whole lines, as many as the client takes; sections first.
pub(in crate::server) fn folding_range(
    state: &State,
    params: &lsp::FoldingRangeParams,
) -> Option<Vec<lsp::FoldingRange>> {
    let page = page(state, &params.text_document)?;
    let sections = page.sections().into_iter().map(|section| section.range);
    let paragraphs = page.snapshot.paragraphs.iter().map(|paragraph| paragraph.range);
    let lines = |range: TextRange| (page.snapshot.line_of(range.start()), page.snapshot.line_of(range.end()));
    let folds = sections.chain(paragraphs).map(lines).filter(|(start, end)| start < end);
    let mut folds: Vec<(u32, u32)> = folds.take(state.client.most_folds).collect();
    folds.sort_unstable();
    folds.dedup();
    let fold =
        |(start_line, end_line)| lsp::FoldingRange { start_line, end_line, ..lsp::FoldingRange::default() };
    Some(folds.into_iter().map(fold).collect())
}
