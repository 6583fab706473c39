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
        .filter(|(bead, _)| bead.is_filled())
        .map(|(bead, sentences)| (bead.target.start, mirrored(sentences)))
        .collect();
    let beads = mirrored(beads);
    let sentences = beads.iter().map(|bead| {
        let known = if bead.is_filled() { by_target.remove(&bead.source.start) } else { None };
        known.unwrap_or_default()
    });
    let sentences = sentences.collect();
    (beads, sentences)
}

/// Brings beads into their order: that of the source; where gaps of both sides meet, the source's come first; each gap
/// says where its counterpart would stand.
pub(super) fn in_order(mut beads: Vec<Bead>) -> Vec<Bead> {
    beads.sort_by_key(|bead| (bead.source.start, !bead.source.is_empty()));
    for run in beads.chunk_by_mut(|one, next| !one.is_filled() && !next.is_filled()) {
        run.sort_by_key(|bead| bead.source.is_empty());
    }
    let mut source = beads.iter().map(|bead| bead.source.end).max().unwrap_or(0);
    let mut target = beads.iter().map(|bead| bead.target.end).max().unwrap_or(0);
    for bead in beads.iter_mut().rev() {
        if bead.source.is_empty() {
            bead.source = source..source;
        }
        if bead.target.is_empty() {
            bead.target = target..target;
        }
        source = bead.source.start;
        // What was moved says nothing of where its neighbours stand.
        if bead.order == Order::Straight {
            target = bead.target.start;
        }
    }
    beads
}
