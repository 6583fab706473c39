//! Which paragraph goes with which, and within them which sentence with which. Pure.
//!
//! The alignment is the most probable path of beads: [`features`] says what a unit shows, [`score`] what a bead is
//! worth, [`viterbi`] finds the path in a [`band`], [`posterior`] says how sure each bead is, [`cold`] repeats that with
//! what was learned ([`model`], [`evidence`], [`lexicon`]) of the two texts.
//!
//! Both sides are treated alike: exchanging them gives the mirror image. The formulas are symmetric, and what rounding
//! and ties could still decide is kept out by always computing in one of the two directions.

mod anchors;
mod band;
mod cold;
mod course;
mod doubt;
mod edit;
mod evidence;
mod features;
mod fold;
mod kept;
mod knowledge;
mod lexicon;
mod mirror;
mod model;
mod moved;
mod moves;
mod posterior;
mod reading;
mod score;
mod sentences;
mod single;
mod units;
mod viterbi;

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::text::Paragraph;

use cold::Care;
use course::Course;
use sentences::Sentences;

pub use features::Features;
pub(crate) use fold::fold;
pub use kept::Kept;
pub use units::SentenceIndex;

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
    /// Posterior probability that the bead is right, 0.0..=1.0, by forward–backward. Of a unit without counterpart: that
    /// it has none, wherever one would stand; among the sentences of a paragraph the likeliest of each side says how
    /// likely it is that any is without, since it is often plain that one of two is missing, and open which.
    pub confidence: f32,
    /// Whether it stands where it was expected.
    pub order: Order,
}

impl Bead {
    /// Whether both sides have units.
    pub fn is_filled(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }

    /// Whether it is a unit of the source (else of the target) without counterpart.
    fn is_gap_of(&self, source: bool) -> bool {
        if source { self.target.is_empty() } else { self.source.is_empty() }
    }
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
    /// Beads in the order of the source; gaps of the target stand where they fall, behind those of the source that fall
    /// there too. Every unit is in exactly one bead; a gap is one unit.
    pub beads: Vec<Bead>,
    /// For each bead of `beads`, in the same order: its sentences' beads; none where a side of it is empty. Indexes
    /// count sentences through all the bead's paragraphs, in order ([`SentenceIndex`]). How sure those are whose sides
    /// are filled, [`Alignment::sentence_confidence`] says.
    pub sentences: Vec<Arc<[Bead]>>,
    /// Whether the two texts are translations of each other at all.
    pub parallel: bool,
    /// Whether the sentences, all of which stand one to one, were given a confidence of 1.0 for want of another.
    unweighed: bool,
}

impl Alignment {
    /// An alignment of nothing but one bead with its sentences' beads, all as sure as they say.
    pub fn of_bead(bead: Bead, sentences: Arc<[Bead]>) -> Self {
        Self { beads: vec![bead], sentences: vec![sentences], parallel: true, unweighed: false }
    }

    /// Whether [`Bead::confidence`] says of all sentences how sure their beads are.
    pub fn is_weighed(&self) -> bool {
        !self.unweighed
    }

    /// The confidence of a bead's sentences' bead, by their numbers. Of two texts of one paragraph each, whose sentences
    /// all stand one to one, it is counted only now, from the texts that were aligned.
    pub fn sentence_confidence(&self, texts: (Side<'_>, Side<'_>), bead: usize, sentence: usize) -> f32 {
        let weighed = self.unweighed.then(|| single::weighed_sentences(texts.0, texts.1));
        let beads = weighed.as_deref().or_else(|| self.sentences.get(bead).map(AsRef::as_ref));
        beads.and_then(|beads| beads.get(sentence)).map_or(0.0, |bead| bead.confidence)
    }
}

/// One side of a document to be aligned; both slices have the same length.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The paragraphs.
    pub paragraphs: &'a [Paragraph],
    /// What they say.
    pub analyses: &'a [Arc<Analysis>],
}

/// Aligns two documents from scratch: paragraphs, then the sentences of each bead.
pub fn align(source: Side<'_>, target: Side<'_>) -> Alignment {
    if let Some(alignment) = single::align(source, target) {
        return alignment;
    }
    let (of_source, of_target) = (paragraph_features(source), paragraph_features(target));
    let mirrored = is_mirrored(&of_source, &of_target);
    let (first, second) = if mirrored { (&of_target, &of_source) } else { (&of_source, &of_target) };
    let found = cold::align(Level::Paragraph, first, second, Care::Full);
    let mut course = Course::new(&found.beads, &found.caps, &found.reunions);
    let parallel = is_parallel(&of_source, &of_target, &course.beads(mirrored).0);
    // The sentences are read only now that the paragraphs are done with: of a book, either takes much room.
    drop((found, of_source, of_target));
    let (first, second) = if mirrored { (target, source) } else { (source, target) };
    align_sentences(&mut course, &Sentences::read(first), &Sentences::read(second), mirrored);
    let (beads, sentences) = course.beads(mirrored);
    Alignment { beads, sentences, parallel, unweighed: false }
}

/// The alignment of two documents of one paragraph each that plainly belong together, with all their sentences in one
/// bead: for those to whom it makes no difference which sentence goes with which. `None` of any others.
pub fn align_whole(source: Side<'_>, target: Side<'_>) -> Option<Alignment> {
    single::align_whole(source, target)
}

/// Aligns the sentences of all counterparts of a course; returns what was learned on the way.
fn align_sentences(
    course: &mut Course,
    source: &Sentences,
    target: &Sentences,
    mirrored: bool,
) -> Option<knowledge::Knowledge> {
    let (lists, knowledge) = sentences::align(source, target, &course.pairs());
    let mut lists = lists.into_iter();
    course.fill(|_, _| seen(lists.next().unwrap_or_default(), mirrored).into());
    knowledge
}

/// The beads as they are seen from the first of the two texts, whichever was aligned first.
fn seen(beads: Vec<Bead>, mirrored: bool) -> Vec<Bead> {
    if mirrored { mirror::mirrored(beads) } else { beads }
}

/// Aligns two sequences of units from scratch.
pub fn align_features(level: Level, source: &[Features], target: &[Features]) -> Vec<Bead> {
    let mirrored = is_mirrored(source, target);
    let (first, second) = if mirrored { (target, source) } else { (source, target) };
    let found = cold::align(level, first, second, Care::Full);
    Course::new(&found.beads, &found.caps, &found.reunions).beads(mirrored).0
}

fn paragraph_features(side: Side<'_>) -> Vec<Features> {
    let paragraphs = side.paragraphs.iter().zip(side.analyses);
    paragraphs.map(|(paragraph, analysis)| Features::of_paragraph(paragraph, analysis)).collect()
}

/// Whether the sides are exchanged before they are aligned: the longer one comes first, since long gaps of the first are
/// followed at less cost. Between equals any order will do that is the same from both sides.
fn is_mirrored(source: &[Features], target: &[Features]) -> bool {
    fn key(unit: &Features) -> (u32, &[features::Sign], &[u64]) {
        (unit.length.to_bits(), &unit.words.signs, &unit.words.stems)
    }
    let order = target.len().cmp(&source.len());
    order.then_with(|| source.iter().map(key).cmp(target.iter().map(key))).is_gt()
}

/// Whether two documents are translations of each other at all: half of one's text is linked with the other's. The
/// paragraphs around a slip are doubtful, which are many of a short text's; but near sure ones on both sides only their
/// places are. A translation that has only just begun is one too.
fn is_parallel(source: &[Features], target: &[Features], beads: &[Bead]) -> bool {
    const FEWEST: usize = 6;
    const DOUBTFUL: f32 = 0.5;
    const SURE: f32 = 0.9;
    /// Within how many beads of a doubtful one sure ones stand on both sides, if it is only a slip's neighbour.
    const AROUND_A_SLIP: usize = 4;
    if source.len().min(target.len()) < FEWEST {
        return true;
    }
    let is_sure = |bead: &Bead| bead.is_filled() && bead.confidence >= SURE;
    let is_between_sure = |index: usize| {
        beads[..index].iter().rev().take(AROUND_A_SLIP).any(is_sure)
            && beads[index + 1..].iter().take(AROUND_A_SLIP).any(is_sure)
    };
    let links = beads
        .iter()
        .enumerate()
        .filter(|(index, bead)| bead.is_filled() && (bead.confidence >= DOUBTFUL || is_between_sure(*index)));
    let (mut of_source, mut of_target) = (0.0, 0.0);
    for (_, bead) in links {
        of_source += length(&source[units(&bead.source)]);
        of_target += length(&target[units(&bead.target)]);
    }
    of_source * 2.0 >= length(source) || of_target * 2.0 >= length(target)
}

fn units(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

fn length(units: &[Features]) -> f32 {
    units.iter().map(|unit| unit.length).sum()
}
