//! `source.fixAll.diglot`: every fix of a translation that is right without a look, at once.

use tower_lsp::gen_lsp_types as lsp;

use super::{FIX_ALL, diverging, edit};
use crate::bitext::Side;
use crate::server::state::{Set, State};
use crate::server::to_proto;
use crate::text::TextRange;

/// The action for the member `here`. `None` in a source, and where nothing is to be mended.
pub(super) fn fix_all(state: &State, set: &Set, here: usize) -> Option<(lsp::CodeAction, usize)> {
    let everywhere =
        lsp::Range { start: lsp::Position::default(), end: lsp::Position { line: u32::MAX, character: 0 } };
    let mut edits: Vec<(TextRange, String)> = Vec::new();
    let mut snapshot = None;
    for place in diverging(state, set, here, everywhere).iter().filter(|place| place.side == Side::Target) {
        let Some(fix) = place.divergence.fixes.first().filter(|fix| fix.unambiguous) else { continue };
        snapshot = Some(place.bitext.target.snapshot.clone());
        edits.extend(place.bitext.range(Side::Target, fix.at).map(|range| (range, fix.text.clone())));
    }
    edits.sort_by_key(|(range, _)| (range.start(), range.end()));
    // Two fixes of one place contradict each other, or are the same.
    edits.dedup_by(|next, kept| next.0.start() < kept.0.end() || next.0 == kept.0);
    let snapshot = snapshot?;
    let count = edits.len();
    let edits = edits.into_iter().map(|(range, new_text)| lsp::TextEdit {
        range: to_proto::range(&snapshot, range, state.client.encoding),
        new_text,
    });
    let edit = edit::of_texts(state, &set.plan.members[here].path, edits.collect());
    let title = match count {
        1 => "Mend the one number or date that is clear".to_owned(),
        count => format!("Mend all {count} numbers and dates that are clear"),
    };
    Some((
        lsp::CodeAction { title, kind: Some(FIX_ALL), edit: Some(edit), ..lsp::CodeAction::default() },
        count,
    ))
}
