//! An alignment with all that it takes to bring it up to date when either text is edited. An immutable value: each state
//! is made of the one before.

use std::sync::Arc;

use super::cold::{self, Care};
use super::course::{Course, Flank, Moved};
use super::edit::{Change, Learned, Scene, follow};
use super::features::Features;
use super::moved::pairs;
use super::reading::{Depth, Hunk, Reading, Readings};
use super::score::Window;
use super::sentences::{Sentences, align_pair};
use super::{Alignment, Level, Side, align_sentences, is_mirrored, is_parallel, seen, single};

/// Up to so many paragraphs on the longer side, all is aligned from scratch after an edit: the truth costs no more than
/// a guess.
const FEW: usize = 48;
/// Up to so many pairs of gaps are tried after an edit for paragraphs that were moved far.
const MOST_REUNIONS: usize = 64;

/// An alignment that is kept while its texts are edited.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Whether the translation is the source here.
    mirrored: bool,
    source: Readings,
    target: Readings,
    course: Course,
    /// What was learned of the texts; `None` if too little to go on from.
    learned: Option<Arc<Learned>>,
    parallel: bool,
    settled: bool,
}

impl Kept {
    /// Aligns two documents from scratch.
    pub fn new(source: Side<'_>, target: Side<'_>) -> (Self, Alignment) {
        Self::cold(source, target, None, Care::Full)
    }

    /// A first answer for two documents: what one search finds among the paragraphs, with nothing learned; of sentences
    /// nothing is known. Not settled, unless the documents are so short that the whole truth costs no more.
    pub fn first(source: Side<'_>, target: Side<'_>) -> (Self, Alignment) {
        Self::answered(source, target, None)
    }

    fn answered(source: Side<'_>, target: Side<'_>, earlier: Option<&Self>) -> (Self, Alignment) {
        let few = source.paragraphs.len().max(target.paragraphs.len()) <= FEW;
        Self::cold(source, target, earlier, if few { Care::Full } else { Care::First })
    }

    /// The alignment of the two documents as they stand now, from scratch. Of paragraphs that were the same before, what
    /// they show is taken over, if both documents were read in the same way.
    #[must_use]
    pub fn settled(&self, source: Side<'_>, target: Side<'_>) -> (Self, Alignment) {
        Self::cold(source, target, Some(self), Care::Full)
    }

    /// The alignment of the two documents after an edit of either. Links stand as they were but for those around the edit;
    /// where these are not what a search without knowledge of them would find, nobody is sure of them. If the edit is too
    /// large to be followed, all is aligned from scratch; after a first answer, there is another one. Both documents must
    /// have been read in the same way as before.
    #[must_use]
    pub fn edited(&self, source: Side<'_>, target: Side<'_>) -> (Self, Alignment) {
        match self.followed(source, target) {
            Some(kept) => {
                let alignment = kept.alignment();
                (kept, alignment)
            }
            None if self.settled || self.learned.is_some() => self.settled(source, target),
            None => Self::answered(source, target, Some(self)),
        }
    }

    /// Whether it is what aligning the two documents from scratch gives.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    fn cold(source: Side<'_>, target: Side<'_>, earlier: Option<&Self>, care: Care) -> (Self, Alignment) {
        let single = single::align(source, target);
        let earlier = earlier.map(|kept| exchanged_if(kept.mirrored, &kept.source, &kept.target));
        let depth = if care == Care::First { Depth::Paragraphs } else { Depth::Sentences };
        let of_source = Readings::new(source, earlier.map(|(source, _)| source), depth);
        let of_target = Readings::new(target, earlier.map(|(_, target)| target), depth);
        let (sources, targets) = (of_source.paragraphs(), of_target.paragraphs());
        let mirrored = is_mirrored(&sources, &targets);
        let (first, second) = exchanged_if(mirrored, &sources, &targets);
        let found = cold::align(Level::Paragraph, first, second, care);
        let mut course = Course::new(&found.beads, &found.caps, &found.reunions);
        let parallel = is_parallel(&sources, &targets, &course.beads(mirrored).0);
        let (source, target) = exchanged_if(mirrored, of_source, of_target);
        let settled = care == Care::Full;
        let mut learned = None;
        if settled {
            let (first, second) = (Sentences::taken_over(&source.list), Sentences::taken_over(&target.list));
            let sentences = align_sentences(&mut course, &first, &second, mirrored);
            learned = found.knowledge.map(|paragraphs| Arc::new(Learned { paragraphs, sentences }));
        }
        let kept = Self { mirrored, source, target, course, learned, parallel, settled };
        let alignment = single.unwrap_or_else(|| kept.alignment());
        (kept, alignment)
    }

    fn alignment(&self) -> Alignment {
        let (beads, sentences) = self.course.beads(self.mirrored);
        Alignment { beads, sentences, parallel: self.parallel, unweighed: false }
    }

    /// The state after an edit; `None` if it must be made from scratch.
    fn followed(&self, source: Side<'_>, target: Side<'_>) -> Option<Self> {
        let longest = source.paragraphs.len().max(target.paragraphs.len());
        let learned = self.learned.as_ref().filter(|_| longest > FEW)?;
        let (first, second) = exchanged_if(self.mirrored, source, target);
        let changes = (self.source.changes(first)?, self.target.changes(second)?);
        let mut kept = self.clone();
        kept.settled &= changes.0.1.is_empty() && changes.1.1.is_empty();
        for (flank, (keys, hunks)) in [(Flank::Source, changes.0), (Flank::Target, changes.1)] {
            for (hunk, paragraphs) in hunks {
                kept.follow(learned, flank, &hunk, paragraphs)?;
            }
            flank.of((&mut kept.source, &mut kept.target)).set_keys(keys);
        }
        if !kept.settled {
            kept.reunite(learned);
        }
        Some(kept)
    }

    fn follow(&mut self, learned: &Learned, flank: Flank, hunk: &Hunk, new: Vec<Arc<Reading>>) -> Option<()> {
        let paragraphs = Arc::make_mut(&mut flank.of((&mut self.source, &mut self.target)).list);
        let (at, added) = (hunk.new.start, new.len());
        let removed = paragraphs.splice(at..at + hunk.old.len(), new).collect();
        let (source, target) = (&self.source.list, &self.target.list);
        let scene = Scene { learned, source, target, mirrored: self.mirrored };
        follow(&mut self.course, &scene, &Change { flank, at, removed, added })
    }

    /// Takes together what the path leaves as gaps and was moved far: first what was so before, then what is good
    /// evidence.
    fn reunite(&mut self, learned: &Learned) {
        let (mut sources, mut targets) = (self.course.gaps(Flank::Source), self.course.gaps(Flank::Target));
        self.course.moved.retain(|moved| sources.contains(&moved.source) && targets.contains(&moved.target));
        sources.retain(|unit| self.course.moved.iter().all(|moved| moved.source != *unit));
        targets.retain(|unit| self.course.moved.iter().all(|moved| moved.target != *unit));
        if sources.is_empty() || targets.is_empty() || sources.len() * targets.len() > MOST_REUNIONS {
            return;
        }
        let features = |units: &[u32], of: &Readings| -> Vec<Features> {
            units.iter().map(|&unit| of.list[unit as usize].paragraph.clone()).collect()
        };
        let (from, to) = (features(&sources, &self.source), features(&targets, &self.target));
        let model = learned.paragraphs.model(&from, &to);
        let found = pairs(&Window::outlook(&model), (from.len(), to.len()), |gap| gap + 1, |gap| gap + 1);
        for pair in found {
            let (source, target) = (sources[pair.source], targets[pair.target]);
            self.course.moved.push(Moved {
                source,
                target,
                confidence: self.course.gap_confidence(source, target) * pair.certainty,
                sentences: self.sentences(learned, source, target),
            });
        }
        self.course.moved.sort_by_key(|moved| moved.source);
    }

    fn sentences(&self, learned: &Learned, source: u32, target: u32) -> Arc<[super::Bead]> {
        let Some(knowledge) = &learned.sentences else { return Arc::default() };
        let (source, target) = (source as usize, target as usize);
        let (source, target) = (&self.source.list[source..=source], &self.target.list[target..=target]);
        seen(align_pair(knowledge, source, target), self.mirrored).into()
    }
}

/// Two things in their order, or exchanged.
fn exchanged_if<T>(exchanged: bool, one: T, other: T) -> (T, T) {
    if exchanged { (other, one) } else { (one, other) }
}
