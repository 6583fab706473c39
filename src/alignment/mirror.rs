//! The same alignment seen from the other side, and the one order in which beads are given.

use std::collections::HashMap;

use super::{Bead, Order};

/// The beads with source and target exchanged, in the source's order.
pub(super) fn mirrored(beads: Vec<Bead>) -> Vec<Bead> {
    let mirrored = beads.into_iter().map(|bead| Bead { source: bead.target, target: bead.source, ..bead });
    in_order(mirrored.collect())
}

/// The beads of paragraphs with the beads of their sentences, source and target exchanged, in the source's order.
pub(super) fn mirrored_with_sentences(
    beads: Vec<Bead>,
    sentences: Vec<Vec<Bead>>,
) -> (Vec<Bead>, Vec<Vec<Bead>>) {
    let mut by_target: HashMap<u32, Vec<Bead>> = beads
        .iter()
        .zip(sentences)
        .filter(|(bead, _)| is_filled(bead))
        .map(|(bead, sentences)| (bead.target.start, mirrored(sentences)))
        .collect();
    let beads = mirrored(beads);
    let sentences = beads.iter().map(|bead| {
        let known = if is_filled(bead) { by_target.remove(&bead.source.start) } else { None };
        known.unwrap_or_default()
    });
    let sentences = sentences.collect();
    (beads, sentences)
}

fn is_filled(bead: &Bead) -> bool {
    !bead.source.is_empty() && !bead.target.is_empty()
}

/// Brings beads into their order: that of the source; where gaps of both sides meet, the source's come first; each gap
/// says where its counterpart would stand.
pub(super) fn in_order(mut beads: Vec<Bead>) -> Vec<Bead> {
    for pair in crossed_pairs(&beads) {
        if beads[pair].source.start > beads[pair + 1].source.start {
            beads.swap(pair, pair + 1);
        }
    }
    for run in beads.chunk_by_mut(|one, next| !is_filled(one) && !is_filled(next)) {
        run.sort_by_key(|bead| bead.source.is_empty());
    }
    let (mut source, mut target) = (0, 0);
    for bead in &mut beads {
        if bead.source.is_empty() {
            bead.source = source..source;
        }
        if bead.target.is_empty() {
            bead.target = target..target;
        }
        source = source.max(bead.source.end);
        target = target.max(bead.target.end);
    }
    beads
}

/// The index of the first of each two crossed beads.
fn crossed_pairs(beads: &[Bead]) -> Vec<usize> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at + 1 < beads.len() {
        if beads[at].order == Order::Moved && beads[at + 1].order == Order::Moved {
            pairs.push(at);
            at += 1;
        }
        at += 1;
    }
    pairs
}
