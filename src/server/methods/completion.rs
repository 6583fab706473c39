//! `textDocument/completion`: the numbers and dates that the translation of a paragraph still lacks, in the target
//! language's own notation. Nothing else, and nothing in a source.

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::{Bitext, Side};
use crate::comparison::Wanted;
use crate::server::state::State;
use crate::server::uri::Key;
use crate::server::{counterparts, escape, from_proto, to_proto};
use crate::text::{Snapshot, TextRange, TextSize};

/// The longest beginning of a word that is looked at, in characters.
const LONGEST_WORD: usize = 40;

/// What is still to be written at the cursor. `None` where that is nothing.
pub(in crate::server) fn completion(
    state: &State,
    params: &lsp::CompletionParams,
) -> Option<lsp::CompletionResponse> {
    let asked = &params.text_document_position_params;
    let key = Key::of(&asked.text_document.uri);
    let path = key.path()?;
    let mut items = Vec::new();
    for set in state.sets_of(path) {
        let found =
            counterparts::bitexts(state, set).find(|(target, _)| set.plan.index(path) == Some(*target));
        let Some((_, bitext)) = found else { continue };
        let at = from_proto::offset(&bitext.target.snapshot, asked.position, state.client.encoding);
        items.extend(offers(state, bitext, at));
    }
    // What is offered depends on what has been typed: the client asks again.
    let list = lsp::CompletionList { is_incomplete: true, items, ..lsp::CompletionList::default() };
    (!list.items.is_empty()).then_some(lsp::CompletionResponse::CompletionList(list))
}

/// What may be written at a place, likeliest first.
fn offers(state: &State, bitext: &Bitext, at: TextSize) -> Vec<lsp::CompletionItem> {
    let snapshot = &bitext.target.snapshot;
    let range = word_before(snapshot, at);
    let typed = snapshot.slice(range).to_lowercase();
    let mut wanted = bitext.wanted(at);
    wanted.retain(|wanted| wanted.text.to_lowercase().starts_with(&typed));
    wanted.sort_by_key(|wanted| wanted.distance);
    let mut seen = Vec::new();
    wanted.retain(|wanted| {
        !seen.contains(&wanted.text) && {
            seen.push(wanted.text.clone());
            true
        }
    });
    let range = to_proto::range(snapshot, range, state.client.encoding);
    wanted.iter().enumerate().filter_map(|(rank, wanted)| item(bitext, wanted, range, rank)).collect()
}

fn item(bitext: &Bitext, wanted: &Wanted, range: lsp::Range, rank: usize) -> Option<lsp::CompletionItem> {
    let source = bitext.range(Side::Source, wanted.source)?;
    let snapshot = &bitext.source.snapshot;
    let said = escape::plain(&snapshot.slice(source));
    let line = snapshot.line_of(source.start()) + 1;
    let edit = lsp::TextEdit { range, new_text: wanted.text.clone() };
    Some(lsp::CompletionItem {
        label: wanted.text.clone(),
        kind: Some(lsp::CompletionItemKind::Value),
        detail: Some(format!("{}, line {line}: {said}", bitext.source.language.name)),
        sort_text: Some(format!("{rank:04}")),
        filter_text: Some(wanted.text.clone()),
        text_edit: Some(edit.into()),
        ..lsp::CompletionItem::default()
    })
}

/// The beginning of the word that is being written: what stands before the cursor without white space, from its first
/// letter or digit on.
fn word_before(snapshot: &Snapshot, at: TextSize) -> TextRange {
    let rope = snapshot.rope();
    let end = rope.byte_to_char(usize::from(at).min(rope.len_bytes()));
    let before = rope.chars_at(end).reversed().take(LONGEST_WORD).take_while(|c| !c.is_whitespace());
    let start =
        before.enumerate().filter(|(_, c)| c.is_alphanumeric()).last().map_or(end, |(nth, _)| end - nth - 1);
    let [start, end] = [start, end].map(|index| TextSize::from(rope.char_to_byte(index) as u32));
    TextRange::new(start, end)
}
