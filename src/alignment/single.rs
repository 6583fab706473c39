//! Two paragraphs, and nothing else: there is nothing to choose from.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::text::Paragraph;

use super::sentences::{Confidences, FEWEST_TO_LEARN, Sentences};
use super::{Alignment, Bead, Features, Order, Side, mirror, sentences};

/// How many times longer one text may be than the other, in bytes, and still be taken for its counterpart unseen.
const FACTOR: usize = 4;
/// Bytes by which short texts may differ, whatever the factor.
const SLACK: usize = 32;

/// The alignment of two texts of one paragraph each; `None` if that is not what they are, or if one has no sentence or
/// the lengths speak against it, so that it has to be looked at.
pub(super) fn align(source: Side<'_>, target: Side<'_>) -> Option<Alignment> {
    let whole = align_whole(source, target)?;
    let is_one_to_one = |bead: &Bead| bead.source.len() == 1 && bead.target.len() == 1;
    if whole.sentences[0].iter().all(is_one_to_one) {
        return Some(whole);
    }
    let (sentences, unweighed) = align_sentences(source, target, Confidences::OfDoubtful);
    Some(Alignment { sentences: vec![sentences.into()], unweighed, ..whole })
}

/// The same, with all sentences in one bead.
pub(super) fn align_whole(source: Side<'_>, target: Side<'_>) -> Option<Alignment> {
    let ([one], [other]) = (source.paragraphs, target.paragraphs) else { return None };
    let counts = (source.analyses[0].sentences.list.len(), target.analyses[0].sentences.list.len());
    let lengths = (one.prose.len(), other.prose.len());
    let fits = |length: usize, other: usize| length <= other * FACTOR + SLACK;
    if counts.0 == 0 || counts.1 == 0 || !fits(lengths.0, lengths.1) || !fits(lengths.1, lengths.0) {
        return None;
    }
    let bead = |counts: (usize, usize)| Bead {
        source: 0..counts.0 as u32,
        target: 0..counts.1 as u32,
        confidence: 1.0,
        order: Order::Straight,
    };
    let sentences = vec![[bead(counts)].into()];
    Some(Alignment { beads: vec![bead((1, 1))], sentences, parallel: true, unweighed: false })
}

/// The beads of the sentences of two texts of one paragraph each, with all their confidences.
pub(super) fn weighed_sentences(source: Side<'_>, target: Side<'_>) -> Vec<Bead> {
    align_sentences(source, target, Confidences::All).0
}

/// The beads of the sentences of two texts of one paragraph each, and whether their confidences were left out. Any order
/// will do that is the same from both sides.
fn align_sentences(source: Side<'_>, target: Side<'_>, confidences: Confidences) -> (Vec<Bead>, bool) {
    let key = |side: Side<'_>| (side.paragraphs[0].prose.len(), Arc::clone(&side.paragraphs[0].prose));
    let is_mirrored = key(source) > key(target);
    let (first, second) = if is_mirrored { (target, source) } else { (source, target) };
    let count = |side: Side<'_>| side.analyses[0].sentences.list.len();
    let (beads, unweighed) = if count(first).min(count(second)) < FEWEST_TO_LEARN {
        let [first, second] = Features::of_counterparts(read(first), read(second));
        sentences::align_few(&first, &second, confidences)
    } else {
        let (first, second) = (Sentences::read(first), Sentences::read(second));
        let (beads, _) = sentences::align(&first, &second, &[(0..1, 0..1)]);
        (beads.into_iter().next().unwrap_or_default(), false)
    };
    (if is_mirrored { mirror::mirrored(beads) } else { beads }, unweighed)
}

fn read(side: Side<'_>) -> (&Paragraph, &Analysis) {
    (&side.paragraphs[0], &side.analyses[0])
}
