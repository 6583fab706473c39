//! Two paragraphs, and nothing else: there is nothing to choose from.

use super::{Bead, Order, Side, mirror, sentences};
use crate::alignment::Alignment;

/// How many times longer one text may be than the other, in bytes, and still be taken for its counterpart unseen.
const FACTOR: usize = 4;
/// Bytes by which short texts may differ, whatever the factor.
const SLACK: usize = 32;

/// The alignment of two texts of one paragraph each; `None` if that is not what they are, or if one has no sentence or
/// the lengths speak against it, so that it has to be looked at.
pub(super) fn align(source: Side<'_>, target: Side<'_>) -> Option<Alignment> {
    let ([one], [other]) = (source.paragraphs, target.paragraphs) else { return None };
    let counts = (source.analyses[0].sentences.list.len(), target.analyses[0].sentences.list.len());
    let lengths = (one.prose.len(), other.prose.len());
    let fits = |length: usize, other: usize| length <= other * FACTOR + SLACK;
    if counts.0 == 0 || counts.1 == 0 || !fits(lengths.0, lengths.1) || !fits(lengths.1, lengths.0) {
        return None;
    }
    let bead = Bead { source: 0..1, target: 0..1, confidence: 1.0, order: Order::Straight };
    let beads = vec![bead.clone()];
    if counts == (1, 1) {
        return Some(Alignment { beads, sentences: vec![vec![bead]], parallel: true });
    }
    // Any order will do that is the same from both sides.
    let (beads, sentences) = if (lengths.0, &one.prose) > (lengths.1, &other.prose) {
        let sentences = sentences::align(target, source, &beads);
        mirror::mirrored_with_sentences(beads, sentences)
    } else {
        let sentences = sentences::align(source, target, &beads);
        (beads, sentences)
    };
    Some(Alignment { beads, sentences, parallel: true })
}
