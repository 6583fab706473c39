//! Which sentence goes with which, inside each bead of paragraphs.
//!
//! The same scorer as for paragraphs, with what is known of the whole documents: ratio, spread, agreement, lexicon.

use std::ops::Range;
use std::sync::Arc;

use super::band::Band;
use super::cold::{self, Care, gaps};
use super::evidence::{Evidence, Vocabulary, weigh};
use super::features::Features;
use super::knowledge::Knowledge;
use super::lexicon::Lexicon;
use super::mirror::ordered;
use super::model::Params;
use super::moved::reunite;
use super::posterior::{loss, posteriors};
use super::reading::Reading;
use super::score::{Model, Window};
use super::viterbi::{Path, best_path};
use super::{Bead, Level, Side};

/// With fewer pairs of sentences there is nothing to learn from them.
pub(super) const FEWEST_TO_LEARN: usize = 20;
/// Up to so many cells, all are searched.
const FULL_CELLS: usize = 40_000;
/// Half the width of the band in which sentences are searched beyond that, besides by how much their numbers differ.
const HALF_WIDTH: usize = 40;
/// With more cells in that band, a paragraph's sentences are aligned as a document's paragraphs are, so that the time
/// grows as their number does.
const MOST_CELLS: usize = 400_000;

/// Pairs of paragraphs, or of runs of them, that are counterparts.
pub(super) type Pairs = [(Range<u32>, Range<u32>)];

/// For each pair its beads of sentences, counted from the pair's first sentence; and what was learned on the way, `None`
/// where a text has no sentences.
pub(super) fn align(
    source: &Sentences,
    target: &Sentences,
    pairs: &Pairs,
) -> (Vec<Vec<Bead>>, Option<Knowledge>) {
    let stretches: Vec<Stretch> = pairs
        .iter()
        .map(|(sources, targets)| Stretch { source: source.of(sources), target: target.of(targets) })
        .collect();
    let (source, target) = (&source.features, &target.features);
    if source.is_empty() || target.is_empty() {
        return (stretches.iter().map(|_| Vec::new()).collect(), None);
    }
    let mut params = Params::initial(source, target);
    let mut lexicon = Lexicon::default();
    let mut words = Vocabulary::new(source, target, &lexicon);
    let mut weights = weigh(&words, None);
    let evidence = Evidence::weighed(&words, &weights);
    let mut model = Model::new(Level::Sentence, source, target, &params, evidence);
    let mut aligned: Vec<Vec<Bead>> =
        stretches.iter().map(|stretch| stretch.align(&model, source, target)).collect();
    if source.len().min(target.len()) >= FEWEST_TO_LEARN {
        let known: Vec<Bead> = aligned.drain(..).flatten().collect();
        params.learn(source, target, &known);
        lexicon = Lexicon::learn(source, target, &known);
        words = Vocabulary::new(source, target, &lexicon);
        weights = weigh(&words, Some(&known));
        drop(known);
        let evidence = Evidence::weighed(&words, &weights);
        model = Model::new(Level::Sentence, source, target, &params, evidence);
        aligned = stretches.iter().map(|stretch| stretch.align(&model, source, target)).collect();
    }
    let knowledge = Knowledge::new(&model, &params, &words, &weights, &lexicon);
    let counted = |(stretch, beads): (&Stretch, Vec<Bead>)| ordered(stretch.counted_from_start(beads));
    (stretches.iter().zip(aligned).map(counted).collect(), Some(knowledge))
}

/// How sure beads are, as far as that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Confidences {
    /// All of them.
    All,
    /// Those of paths on which not all stand one to one; the others are given 1.0.
    OfDoubtful,
}

/// The beads of the sentences of two paragraphs, fewer than [`FEWEST_TO_LEARN`] on a side, and whether their confidences
/// were left out.
pub(super) fn align_few(
    source: &[Features],
    target: &[Features],
    confidences: Confidences,
) -> (Vec<Bead>, bool) {
    debug_assert!(source.len().min(target.len()) < FEWEST_TO_LEARN, "there is something to be learned");
    let params = Params::initial(source, target);
    let words = Vocabulary::new(source, target, &Lexicon::default());
    let evidence = Evidence::weighed(&words, &weigh(&words, None));
    let model = Model::new(Level::Sentence, source, target, &params, evidence);
    let stretch = Stretch { source: 0..source.len(), target: 0..target.len() };
    let Some(window) = stretch.window(&model) else {
        return (ordered(stretch.align(&model, source, target)), false);
    };
    let path = best_path(&window);
    if confidences == Confidences::OfDoubtful && path.is_one_to_one() {
        return (path.beads(&window, &vec![1.0; path.steps.len()]), true);
    }
    (ordered(beads(&window, &path)), false)
}

/// The beads of the sentences of two runs of paragraphs, with what was learned of the texts they stand in; counted from
/// the first sentence.
pub(super) fn align_pair(
    knowledge: &Knowledge,
    source: &[Arc<Reading>],
    target: &[Arc<Reading>],
) -> Vec<Bead> {
    let (source, target) = (Sentences::taken_over(source), Sentences::taken_over(target));
    let stretch = Stretch { source: 0..source.features.len(), target: 0..target.features.len() };
    let model = knowledge.model(&source.features, &target.features);
    ordered(stretch.align(&model, &source.features, &target.features))
}

/// The sentences of a document, counted through.
pub(super) struct Sentences {
    features: Vec<Features>,
    /// The first sentence of each paragraph, and at last their number.
    firsts: Vec<usize>,
}

impl Sentences {
    /// Reads the sentences of a document.
    pub(super) fn read(side: Side<'_>) -> Self {
        let mut features = Vec::new();
        let mut firsts = vec![0];
        for (paragraph, analysis) in side.paragraphs.iter().zip(side.analyses) {
            let sentences = analysis.sentences.list.iter();
            features.extend(sentences.map(|&sentence| Features::of_sentence(paragraph, analysis, sentence)));
            firsts.push(features.len());
        }
        Self { features, firsts }
    }

    /// The sentences of paragraphs that were read before.
    pub(super) fn taken_over(paragraphs: &[Arc<Reading>]) -> Self {
        let mut features = Vec::new();
        let mut firsts = vec![0];
        for paragraph in paragraphs {
            features.extend(paragraph.sentences.iter().cloned());
            firsts.push(features.len());
        }
        Self { features, firsts }
    }

    fn of(&self, paragraphs: &Range<u32>) -> Range<usize> {
        self.firsts[paragraphs.start as usize]..self.firsts[paragraphs.end as usize]
    }
}

/// The sentences of a pair.
struct Stretch {
    source: Range<usize>,
    target: Range<usize>,
}

impl Stretch {
    /// Its beads, counted from the documents' beginnings.
    fn align(&self, model: &Model<'_>, source: &[Features], target: &[Features]) -> Vec<Bead> {
        if self.source.is_empty() || self.target.is_empty() {
            return self.unknown();
        }
        if let Some(window) = self.window(model) {
            return beads(&window, &best_path(&window));
        }
        let (source, target) = (&source[self.source.clone()], &target[self.target.clone()]);
        let found = cold::align(Level::Sentence, source, target, Care::Full);
        self.counted_from_documents(found.beads)
    }

    /// The lattice that is searched; `None` if that would be too large.
    fn window<'a>(&self, model: &'a Model<'a>) -> Option<Window<'a>> {
        let (sources, targets) = (self.source.len(), self.target.len());
        let half_width = HALF_WIDTH + sources.abs_diff(targets);
        let band = if (sources + 1) * (targets + 1) <= FULL_CELLS {
            Band::full(sources, targets)
        } else if 2 * half_width * sources <= MOST_CELLS {
            Band::around(sources, targets, &[], half_width)
        } else {
            return None;
        };
        Some(Window::new(model, self.source.clone(), self.target.clone(), band))
    }

    /// A paragraph may hold no sentence (a picture, a code span): nothing is known of those of the other side.
    fn unknown(&self) -> Vec<Bead> {
        let beads = gaps(self.source.len() as u32, self.target.len() as u32).into_iter();
        self.counted_from_documents(beads.map(|bead| Bead { confidence: 0.0, ..bead }).collect())
    }

    fn counted_from_documents(&self, beads: Vec<Bead>) -> Vec<Bead> {
        let shift = |units: Range<u32>, start: usize| units.start + start as u32..units.end + start as u32;
        let beads = beads.into_iter().map(|bead| Bead {
            source: shift(bead.source, self.source.start),
            target: shift(bead.target, self.target.start),
            ..bead
        });
        beads.collect()
    }

    fn counted_from_start(&self, beads: Vec<Bead>) -> Vec<Bead> {
        let shift = |units: Range<u32>, start: usize| units.start - start as u32..units.end - start as u32;
        let beads = beads.into_iter().map(|bead| Bead {
            source: shift(bead.source, self.source.start),
            target: shift(bead.target, self.target.start),
            ..bead
        });
        beads.collect()
    }
}

/// The beads of a path, with their confidences.
fn beads(window: &Window<'_>, path: &Path) -> Vec<Bead> {
    let mut beads = path.beads(window, &posteriors(window, path));
    let before = beads.len();
    reunite(window, &mut beads);
    if beads.len() == before {
        blame_likeliest(&mut beads, window);
    }
    beads
}

/// Gives the likeliest gap of each side the probability that any sentence of that side has no counterpart. It is often
/// plain that one of two is missing, and open which.
fn blame_likeliest(beads: &mut [Bead], window: &Window<'_>) {
    for of_source in [true, false] {
        let gaps = beads.iter_mut().filter(|bead| bead.is_gap_of(of_source));
        if let Some(gap) = gaps.max_by(|one, other| one.confidence.total_cmp(&other.confidence)) {
            gap.confidence = gap.confidence.max(loss(window, of_source));
        }
    }
}
