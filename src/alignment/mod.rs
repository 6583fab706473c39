//! Which paragraph goes with which, and within them which sentence with which. Pure.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::text::Paragraph;

/// What a paragraph or sentence shows to the aligner.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {}

/// How a bead was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The two sides run on in parallel.
    Straight,
    /// One of two beads whose sides stand in crossed order.
    Moved,
}

/// One step of an alignment (Gale and Church's word): 1-1, 1-2, 2-1, 2-2, 1-0, 0-1 …
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Indexes of the source's units, consecutive; empty where the target's have no counterpart, at the place where
    /// one would stand.
    pub source: Range<u32>,
    /// Indexes of the target's units, likewise.
    pub target: Range<u32>,
    /// Posterior probability that the bead is right, 0.0..=1.0, by forward–backward.
    pub confidence: f32,
    /// Whether it stands where it was expected.
    pub order: Order,
}

/// What the units of an alignment are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Paragraphs of a document.
    Paragraph,
    /// Sentences of a paragraph bead.
    Sentence,
}

/// An alignment of two documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alignment {
    /// Beads in the order of the source; gaps of the target stand where they fall. Every unit is in exactly one bead.
    pub beads: Vec<Bead>,
    /// For each bead of `beads` with both sides filled: its sentences' beads. Indexes count sentences through all the
    /// bead's paragraphs, in order.
    pub sentences: Vec<Vec<Bead>>,
    /// Whether the two texts are translations of each other at all.
    pub parallel: bool,
}

/// One side of a document to be aligned; both slices have the same length.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The paragraphs.
    pub paragraphs: &'a [Paragraph],
    /// What they say.
    pub analyses: &'a [std::sync::Arc<Analysis>],
}

/// Aligns two documents from scratch: paragraphs, then the sentences of each bead.
pub fn align(_source: Side<'_>, _target: Side<'_>) -> Alignment {
    Alignment::default()
}
