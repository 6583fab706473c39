//! The same alignment seen from the other side, and the one order in which beads are given.

use super::{Bead, Order};

/// The beads with source and target exchanged, in the source's order.
pub(super) fn mirrored(beads: Vec<Bead>) -> Vec<Bead> {
    let mirrored = beads.into_iter().map(|bead| Bead { source: bead.target, target: bead.source, ..bead });
    ordered(mirrored.collect())
}

/// The beads in their order; see [`in_order`].
pub(super) fn ordered(beads: Vec<Bead>) -> Vec<Bead> {
    let mut beads: Vec<(Bead, ())> = beads.into_iter().map(|bead| (bead, ())).collect();
    in_order(&mut beads);
    beads.into_iter().map(|(bead, ())| bead).collect()
}

/// Brings beads, with what belongs to them, into their order: that of the source; where gaps of both sides meet, the
/// source's come first; each gap says where its counterpart would stand.
pub(super) fn in_order<T>(beads: &mut [(Bead, T)]) {
    beads.sort_by_key(|(bead, _)| (bead.source.start, !bead.source.is_empty()));
    for run in beads.chunk_by_mut(|one, next| !one.0.is_filled() && !next.0.is_filled()) {
        if run.len() > 1 {
            run.sort_by_key(|(bead, _)| bead.source.is_empty());
        }
    }
    let mut source = beads.iter().map(|(bead, _)| bead.source.end).max().unwrap_or(0);
    let mut target = beads.iter().map(|(bead, _)| bead.target.end).max().unwrap_or(0);
    for (bead, _) in beads.iter_mut().rev() {
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
}
