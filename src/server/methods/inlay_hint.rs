//! `textDocument/inlayHint`: numbers of paragraphs, counts of sentences; each only where the settings ask for it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use tower_lsp::gen_lsp_types as lsp;

use crate::server::counterparts::{self, Opposite};
use crate::server::page::{Page, page};
use crate::server::state::{Set, State};
use crate::server::{from_proto, to_proto};
use crate::text::TextSize;

/// The hints of a range. `None` where none are asked for.
pub(in crate::server) fn inlay_hint(
    state: &State,
    params: &lsp::InlayHintParams,
) -> Option<Vec<lsp::InlayHint>> {
    let page = page(state, &params.text_document)?;
    let wanted = state.sets_of(&page.path).next()?.plan.settings.inlay_hints;
    let asked = from_proto::range(&page.snapshot, params.range, state.client.encoding);
    let opposites = counterparts::opposites(state, &page.path);
    // Of several translations no one number is the counterpart's.
    let opposite = if let [only] = opposites.as_slice() { Some(only) } else { None };
    let mut hints = Vec::new();
    for (index, paragraph) in page.snapshot.paragraphs.iter().enumerate() {
        if paragraph.range.intersect(asked).is_none() {
            continue;
        }
        if wanted.paragraphs {
            hints.push(hint(state, &page, paragraph.range.start(), number(index, opposite), Side::Before));
        }
        if wanted.sentences {
            let label = sentences(&page, index, opposite);
            hints.extend(label.map(|label| hint(state, &page, paragraph.range.end(), label, Side::Behind)));
        }
    }
    (!hints.is_empty()).then_some(hints)
}

/// Tells the hints of a set from others: a client is to ask again when they change without its own edit. 0 for none.
pub(in crate::server) fn fingerprint(set: &Set) -> u64 {
    let wanted = set.plan.settings.inlay_hints;
    if !wanted.paragraphs && !wanted.sentences {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    (wanted.paragraphs, wanted.sentences).hash(&mut hasher);
    for bitext in set.bitexts.iter().flatten() {
        for bead in &bitext.alignment.beads {
            (bead.source.clone(), bead.target.clone()).hash(&mut hasher);
        }
        for analysis in bitext.source.analyses.iter().chain(bitext.target.analyses.iter()) {
            analysis.sentences.list.len().hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// On which side of its place a hint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

fn hint(state: &State, page: &Page, at: TextSize, label: String, side: Side) -> lsp::InlayHint {
    lsp::InlayHint {
        position: to_proto::position(&page.snapshot, at, state.client.encoding),
        label: lsp::Label::String(label),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: (side == Side::Behind).then_some(true),
        padding_right: (side == Side::Before).then_some(true),
        data: None,
    }
}

/// "¶ 3"; with the counterpart's number where it is another one.
fn number(index: usize, opposite: Option<&Opposite<'_>>) -> String {
    let there = opposite.map(|opposite| opposite.paragraphs(index));
    match there {
        None => format!("¶ {}", index + 1),
        Some(there) if there.is_empty() => format!("¶ {} ↔ –", index + 1),
        Some(there) if there == (index as u32..index as u32 + 1) => format!("¶ {}", index + 1),
        Some(there) if there.len() == 1 => format!("¶ {} ↔ {}", index + 1, there.end),
        Some(there) => format!("¶ {} ↔ {}–{}", index + 1, there.start + 1, there.end),
    }
}

/// "3 sentences"; with the counterpart's count where it is another one. `None` in a text whose sentences are not known.
fn sentences(page: &Page, index: usize, opposite: Option<&Opposite<'_>>) -> Option<String> {
    page.text.as_ref()?;
    let here = page.sentences(index).count();
    let there = opposite.and_then(|opposite| opposite.sentences(index)).filter(|there| *there != here);
    let noun = if here == 1 { "sentence" } else { "sentences" };
    Some(match there {
        None => format!("{here} {noun}"),
        Some(there) => format!("{here} ↔ {there} sentences"),
    })
}
