//! `diglot/counterpart`: the counterparts of a range in all languages, for editors that scroll two views in step.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types as lsp;

use crate::server::counterparts;
use crate::server::page::{Page, page};
use crate::server::state::State;
use crate::server::{from_proto, to_proto};
use crate::text::TextRange;

/// The request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct CounterpartParams {
    pub(in crate::server) text_document: lsp::TextDocumentIdentifier,
    /// What is asked about; empty for a place.
    range: lsp::Range,
}

/// What stands in one other document.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Counterpart {
    uri: lsp::Uri,
    /// Its tag.
    language: String,
    /// The sentences, in order.
    ranges: Vec<lsp::Range>,
    /// The paragraphs that hold them; empty where there is no counterpart, at the place where it would stand.
    paragraphs: lsp::Range,
    /// How sure that is, 0–1, in hundredths: the least sure of what the range touches.
    confidence: f64,
}

/// The counterparts in the documents that the text is compared with. `None` where nothing is known.
pub(in crate::server) fn counterpart(state: &State, params: &CounterpartParams) -> Option<Vec<Counterpart>> {
    let page = page(state, &params.text_document)?;
    let encoding = state.client.encoding;
    let asked = from_proto::range(&page.snapshot, params.range, encoding);
    let places = places(&page, asked);
    let found = counterparts::opposites(state, &page.path).into_iter().filter_map(|opposite| {
        let found: Vec<_> =
            places.iter().filter_map(|at| opposite.bitext.counterpart(opposite.side, at.start())).collect();
        let paragraphs = found.iter().map(|found| found.paragraphs).reduce(TextRange::cover)?;
        let mut sentences: Vec<TextRange> = found.iter().flat_map(|found| found.sentences.clone()).collect();
        sentences.sort_by_key(|range| (range.start(), range.end()));
        sentences.dedup();
        let there = &opposite.bitext.text(opposite.side.other()).snapshot;
        Some(Counterpart {
            uri: state.uri(&opposite.there.path),
            language: opposite.there.tag.to_string(),
            ranges: sentences.iter().map(|range| to_proto::range(there, *range, encoding)).collect(),
            paragraphs: to_proto::range(there, paragraphs, encoding),
            confidence: rounded(found.iter().map(|found| found.confidence).fold(1.0, f32::min)),
        })
    });
    Some(found.collect())
}

/// To hundredths: what is behind them says nothing.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// The sentences that a range touches; for a place, the one that holds it.
fn places(page: &Page, asked: TextRange) -> Vec<TextRange> {
    let touched = |range: &TextRange| range.start() < asked.end() && asked.start() < range.end();
    let paragraphs = page.snapshot.paragraphs.iter().enumerate();
    let paragraphs = paragraphs.filter(|(_, paragraph)| touched(&paragraph.range));
    let sentences: Vec<TextRange> = paragraphs
        .flat_map(|(index, paragraph)| {
            let mut sentences: Vec<_> = page.sentences(index).map(|(_, range)| range).collect();
            if sentences.is_empty() {
                sentences.push(paragraph.range);
            }
            sentences
        })
        .filter(touched)
        .collect();
    if sentences.is_empty() { vec![TextRange::empty(asked.start())] } else { sentences }
}
