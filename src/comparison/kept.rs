//! What is known of the beads of an earlier state of two texts, so that a comparison after an edit looks only at those
//! that the edit changed. What it says is what a comparison from scratch says.

use std::sync::Arc;

use super::divergence::{Divergence, Fix, Place, Spot};
use super::view::Role;
use crate::alignment::{Alignment, Side};

/// An earlier state of two texts, read in the same way and compared with the same settings.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The source.
    pub source: Side<'a>,
    /// The target.
    pub target: Side<'a>,
    /// Their alignment.
    pub alignment: &'a Alignment,
    /// What was found out.
    pub kept: &'a Kept,
}

/// What was found out of each bead.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// For each bead; `None` of one of which there is nothing to tell, and that nothing beside it can change.
    pub(super) records: Vec<Option<Arc<Record>>>,
    /// How long the source and the target of each bead are, if it is sure; empty if nobody asked.
    pub(super) lengths: Vec<(f32, f32)>,
    /// How many characters the source and the target of each sure pair have.
    pub(super) characters: Vec<(u32, u32)>,
}

/// What was found out of a bead.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Record {
    /// What diverges in it, in the order of the rules; its paragraphs are counted from the bead's first ones.
    pub(super) found: Vec<Divergence>,
    /// Whether its target is the source's text left standing.
    pub(super) is_left_standing: bool,
    /// Whether it has mentions that its neighbours may explain, or that may explain theirs.
    pub(super) is_open: bool,
    /// Whether a paragraph of it is told to be missing by itself.
    pub(super) has_lost: bool,
    /// How long the rest of the target is for each letter of the source, where that was asked.
    pub(super) ratio: Option<f32>,
}

impl Record {
    /// What is to be kept of it.
    pub(super) fn kept(self) -> Option<Arc<Self>> {
        (self != Self::default()).then(|| Arc::new(self))
    }
}

/// Which beads are what they were: those before an edit, and those behind it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unchanged<'a> {
    kept: Option<&'a Kept>,
    /// How many beads there are now.
    beads: usize,
    before: usize,
    behind: usize,
}

impl<'a> Unchanged<'a> {
    /// Compares two states.
    pub(super) fn new(
        (source, target, alignment): (Side<'_>, Side<'_>, &Alignment),
        earlier: Option<Earlier<'a>>,
    ) -> Self {
        let beads = alignment.beads.len();
        let nothing = Self { kept: None, beads, before: 0, behind: 0 };
        let Some(earlier) = earlier else { return nothing };
        let old_beads = earlier.alignment.beads.len();
        if earlier.kept.records.len() != old_beads {
            return nothing;
        }
        let moved = |new: Side<'_>, old: Side<'_>| new.analyses.len() as i64 - old.analyses.len() as i64;
        let behind = (moved(source, earlier.source), moved(target, earlier.target));
        let is_same = |new: usize, old: usize, moved: (i64, i64)| {
            let (bead, was) = (&alignment.beads[new], &earlier.alignment.beads[old]);
            (bead.confidence.to_bits(), bead.order) == (was.confidence.to_bits(), was.order)
                && is_same_run((source, &bead.source), (earlier.source, &was.source), moved.0)
                && is_same_run((target, &bead.target), (earlier.target, &was.target), moved.1)
                && match (alignment.sentences.get(new), earlier.alignment.sentences.get(old)) {
                    (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
                    (one, other) => one.is_none() && other.is_none(),
                }
        };
        let most = beads.min(old_beads);
        let before = (0..most).take_while(|&index| is_same(index, index, (0, 0))).count();
        let behind = (0..most - before)
            .take_while(|&back| is_same(beads - 1 - back, old_beads - 1 - back, behind))
            .count();
        Self { kept: Some(earlier.kept), beads, before, behind }
    }

    /// What is known of a bead, and its index in a list of the earlier state's beads; `None` if it is not what it was.
    fn index(&self, bead: usize) -> Option<(&'a Kept, usize)> {
        let kept = self.kept?;
        if bead < self.before {
            Some((kept, bead))
        } else {
            let back = self.beads - bead;
            (back <= self.behind).then(|| (kept, kept.records.len() - back))
        }
    }

    /// What was found out of a bead; `None` if it is not what it was.
    pub(super) fn record(&self, bead: usize) -> Option<&'a Option<Arc<Record>>> {
        self.index(bead).and_then(|(kept, index)| kept.records.get(index))
    }

    /// How long its sides are, if it is what it was and that is known.
    pub(super) fn lengths(&self, bead: usize) -> Option<(f32, f32)> {
        self.index(bead).and_then(|(kept, index)| kept.lengths.get(index).copied())
    }

    /// How many characters its sides have, if it is what it was.
    pub(super) fn characters(&self, bead: usize) -> Option<(u32, u32)> {
        self.index(bead).and_then(|(kept, index)| kept.characters.get(index).copied())
    }
}

/// Whether the paragraphs of a bead are the same, `moved` places further on.
fn is_same_run(
    (new, run): (Side<'_>, &std::ops::Range<u32>),
    (old, was): (Side<'_>, &std::ops::Range<u32>),
    moved: i64,
) -> bool {
    let indexes = |run: &std::ops::Range<u32>| run.start as usize..run.end as usize;
    i64::from(run.start) == i64::from(was.start) + moved
        && run.len() == was.len()
        && match (new.analyses.get(indexes(run)), old.analyses.get(indexes(was))) {
            (Some(one), Some(other)) => one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other)),
            _ => false,
        }
}

/// A divergence whose paragraphs are counted from elsewhere: `by` is added to those of the source and of the target.
pub(super) fn moved(divergence: &Divergence, by: (i64, i64)) -> Divergence {
    let place = match divergence.place {
        Place::Source(source) => Place::Source(moved_spot(source, Role::Source, by)),
        Place::Target(target) => Place::Target(moved_spot(target, Role::Target, by)),
        Place::Both { source, target } => Place::Both {
            source: moved_spot(source, Role::Source, by),
            target: moved_spot(target, Role::Target, by),
        },
    };
    // A fix is an edit of the target.
    let fixes = divergence.fixes.iter();
    let fixes = fixes.map(|fix| Fix { at: moved_spot(fix.at, Role::Target, by), ..fix.clone() }).collect();
    Divergence { place, fixes, message: divergence.message.clone(), ..*divergence }
}

fn moved_spot(spot: Spot, role: Role, by: (i64, i64)) -> Spot {
    let by = match role {
        Role::Source => by.0,
        Role::Target => by.1,
    };
    Spot { paragraph: (i64::from(spot.paragraph) + by) as u32, ..spot }
}
