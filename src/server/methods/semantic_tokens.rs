//! `textDocument/semanticTokens`: numbers, dates and the words for a part of a time, each in its colour.

use tower_lsp::gen_lsp_types as lsp;

use crate::analysis::{Kind, Mention};
use crate::server::capabilities::Legend;
use crate::server::page::{Page, page};
use crate::server::state::State;
use crate::server::{from_proto, to_proto};
use crate::text::TextRange;

/// Those of the whole document. `None` where nothing is known.
pub(in crate::server) fn full(
    state: &State,
    params: &lsp::SemanticTokensParams,
) -> Option<lsp::SemanticTokens> {
    let page = page(state, &params.text_document)?;
    tokens(state, &page, page.whole())
}

/// Those of a range.
pub(in crate::server) fn range(
    state: &State,
    params: &lsp::SemanticTokensRangeParams,
) -> Option<lsp::SemanticTokens> {
    let page = page(state, &params.text_document)?;
    let asked = from_proto::range(&page.snapshot, params.range, state.client.encoding);
    tokens(state, &page, asked)
}

fn tokens(state: &State, page: &Page, asked: TextRange) -> Option<lsp::SemanticTokens> {
    let legend = state.client.tokens.filter(|_| page.text.is_some())?;
    let mut data = Vec::new();
    let mut before = lsp::Position { line: 0, character: 0 };
    let mut free = asked.start();
    let paragraphs = page.snapshot.paragraphs.iter().enumerate();
    let paragraphs = paragraphs.filter(|(_, paragraph)| paragraph.range.intersect(asked).is_some());
    for (mention, range) in paragraphs.flat_map(|(index, _)| page.mentions(index)) {
        let Some(token_type) = token_type(legend, mention) else { continue };
        // Tokens must not overlap.
        if range.start() < free || !asked.contains_range(range) {
            continue;
        }
        free = range.end();
        for line in lines(page, range) {
            let range = to_proto::range(&page.snapshot, line, state.client.encoding);
            let delta_line = range.start.line - before.line;
            let column = if delta_line == 0 { before.character } else { 0 };
            data.push(lsp::SemanticToken {
                delta_line,
                delta_start: range.start.character - column,
                length: range.end.character - range.start.character,
                token_type,
                token_modifiers_bitset: 0,
            });
            before = range.start;
        }
    }
    Some(lsp::SemanticTokens { result_id: None, data })
}

/// The index of a mention's type in the legend; `None` for what is not coloured.
fn token_type(legend: Legend, mention: &Mention) -> Option<u32> {
    Some(match mention.kind {
        Kind::Number | Kind::NumberWord | Kind::Ordinal | Kind::Fraction | Kind::Roman => Legend::NUMBER,
        Kind::Year | Kind::Date | Kind::Month | Kind::Weekday | Kind::Time | Kind::Decade | Kind::Century => {
            legend.date()
        }
        Kind::Period => legend.period(),
        Kind::Article | Kind::Literal => return None,
    })
}

/// A range in pieces that stay on their lines.
fn lines(page: &Page, range: TextRange) -> impl Iterator<Item = TextRange> {
    let (first, last) = (page.snapshot.line_of(range.start()), page.snapshot.line_of(range.end()));
    let on_line = move |line| page.snapshot.line_range(line).intersect(range);
    (first..=last).filter_map(on_line).filter(|piece| !piece.is_empty())
}
