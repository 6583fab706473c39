//! What became of the units of a text: paragraphs and sentences that are missing, added, moved, joined, parted. Settled
//! here once, so that one spot is spoken of by one rule.

mod evidence;
mod paragraph;
mod repeat;
mod sentence;

pub(super) use paragraph::paragraphs;
pub(crate) use repeat::Repeat;
pub(super) use sentence::{parted, sentences};

use std::ops::Range;

use super::view::Role;
use crate::text::LocalRange;

/// What became of the paragraphs of a text.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// Indexes of the beads whose target is the source's text left standing, in order.
    pub(crate) untranslated: Vec<usize>,
    /// Everything else.
    pub(crate) events: Vec<ParagraphEvent>,
}

impl Structure {
    /// Whether a paragraph of a side has no counterpart.
    pub(crate) fn is_lost(&self, role: Role, paragraph: u32) -> bool {
        let is_it = |event: &ParagraphEvent| matches!(event, ParagraphEvent::Lost { role: side, paragraph: lost, .. } if (*side, *lost) == (role, paragraph));
        self.events.iter().any(is_it)
    }

    /// The paragraphs of a side that have no counterpart.
    pub(crate) fn lost(&self, role: Role) -> Vec<u32> {
        let lost = self.events.iter().filter_map(|event| match event {
            ParagraphEvent::Lost { role: side, paragraph, .. } if *side == role => Some(*paragraph),
            _ => None,
        });
        lost.collect()
    }

    /// Whether the target of a bead is the source's text left standing.
    pub(crate) fn is_left_standing(&self, bead: usize) -> bool {
        self.untranslated.binary_search(&bead).is_ok()
    }
}

/// What became of a paragraph, or of a stretch of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ParagraphEvent {
    /// A paragraph of the side `role` has no counterpart; it would stand before paragraph `before` of the other side.
    Lost { role: Role, paragraph: u32, before: u32 },
    /// The bead's paragraph stands in another place.
    Moved { bead: usize },
    /// Unequal numbers of paragraphs between two sure beads.
    Region { source: Range<u32>, target: Range<u32>, likeliest: Likeliest },
    /// The bead's paragraphs became fewer.
    Merged { bead: usize },
    /// They became more.
    Split { bead: usize },
    /// The translation ends: `source` is still to go, the end of the translation is before paragraph `before`.
    ToGo { source: Range<u32>, before: u32 },
}

/// The paragraph of a stretch that most likely has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Likeliest {
    /// Its side.
    pub(crate) role: Role,
    /// Its index.
    pub(crate) paragraph: u32,
    /// The paragraph of the other side before which its counterpart would stand.
    pub(crate) before: u32,
    /// The posterior of its having none.
    pub(crate) confidence: f32,
}

/// A sentence without counterpart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lost {
    /// Its index among the bead's sentences.
    pub(crate) sentence: u32,
    /// The empty range of sentences of the other side where its counterpart would stand.
    pub(crate) place: Range<u32>,
    /// The posterior of that.
    pub(crate) confidence: f32,
    /// How sure that is.
    pub(crate) certainty: Certainty,
}

/// How sure it is that a sentence has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    /// Sure, but told of its whole paragraph.
    Elsewhere,
    /// Too little to be said.
    Doubtful,
    /// A hint.
    Likely,
    /// A warning: surely a sentence is missing here, and this is likeliest the one.
    Counted,
    /// A warning.
    Sure,
}

/// Something that begins in lower case behind a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fragment {
    /// The target's sentence that it is, or is the end of.
    pub(crate) sentence: u32,
    /// The target's paragraph.
    pub(crate) paragraph: u32,
    /// Its bytes there.
    pub(crate) range: LocalRange,
}

/// What became of the sentences of a bead. Sentences are counted through the bead's side.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SentenceStructure {
    /// Sentences of the source without counterpart.
    pub(crate) missing: Vec<Lost>,
    /// Sentences of the target without counterpart.
    pub(crate) added: Vec<Lost>,
    /// Sentences that say again what the one before them says, on one side only.
    pub(crate) repeated: Vec<Repeat>,
    /// Sentences of the target whose beginning was lost.
    pub(crate) fragments: Vec<Fragment>,
    /// Indexes of the sentence beads in which several sentences became fewer.
    pub(crate) merged: Vec<usize>,
    /// Indexes of those in which they became more.
    pub(crate) split: Vec<usize>,
}

impl SentenceStructure {
    /// The sentences of a side that have no counterpart.
    pub(crate) fn lost(&self, role: Role) -> &[Lost] {
        match role {
            Role::Source => &self.missing,
            Role::Target => &self.added,
        }
    }

    /// The same, to be changed.
    pub(crate) fn lost_mut(&mut self, role: Role) -> &mut [Lost] {
        match role {
            Role::Source => &mut self.missing,
            Role::Target => &mut self.added,
        }
    }
}
