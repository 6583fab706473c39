//! What a translator still has to write: the numbers and dates of a paragraph that its counterpart does not say yet. For
//! completions; nothing here is reported.

use std::sync::Arc;

use super::view::{BeadView, Role, Texts, of};
use super::{Input, Settings, Spot, explain, fix};
use crate::alignment::{Alignment, Bead};

/// A number or date of the source that its counterpart does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where the source says it.
    pub source: Spot,
    /// It in the target language's own notation.
    pub text: String,
    /// How many sentences lie between the one it belongs in and the one asked about.
    pub distance: u32,
}

/// What the source of a bead says and its target does not, in the source's order. `sentences` are the bead's, or none if
/// nothing is known of them; `at` is a place in the bead's target.
pub fn wanted(
    source: Input<'_>,
    target: Input<'_>,
    bead: Bead,
    sentences: Arc<[Bead]>,
    at: Spot,
    settings: &Settings,
) -> Vec<Wanted> {
    // Whoever asks has chosen the bead; how sure it is does not matter for an offer.
    let bead = Bead { confidence: 1.0, ..bead };
    let alignment = Alignment::of_bead(bead, sentences);
    let texts = Texts::new(source, target, &alignment);
    let view = BeadView::new(&texts, &super::structure::Structure::default(), 0);
    let said = explain::explain_alone(&view, *settings);
    let mut missing: Vec<usize> =
        said.missing.iter().copied().chain(said.changed.iter().map(|&(source, _)| source)).collect();
    missing.sort_unstable();
    let here = sentence_bead(&view, at);
    missing
        .into_iter()
        .filter_map(|index| {
            let said = view.source.mentions.get(index)?;
            let text = fix::in_target(&view, said).or_else(|| fix::bare(&view, said))?;
            Some(Wanted { source: said.spot(), text, distance: said.bead.abs_diff(here) })
        })
        .collect()
}

/// Which of the bead's sentence beads a place in the target is in, or behind.
fn sentence_bead(view: &BeadView<'_>, at: Spot) -> u32 {
    let before = |paragraph: u32, start: usize| (paragraph, start) <= (at.paragraph, at.range.start());
    let begun = view.target.sentences.iter().rposition(|one| before(one.paragraph, one.range.start()));
    let sentence = begun.unwrap_or(0) as u32;
    let found = view.sentences.iter().position(|bead| of(bead, Role::Target).contains(&sentence));
    found.unwrap_or(0) as u32
}
