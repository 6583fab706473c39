//! Which sentence goes with which, inside each bead of paragraphs.
//!
//! The same scorer as for paragraphs, with what is known of the whole documents: ratio, spread, agreement, lexicon.

use std::ops::Range;

use super::band::Band;
use super::cold::{self, gaps};
use super::evidence::{Evidence, Vocabulary};
use super::features::Features;
use super::lexicon::Lexicon;
use super::mirror::in_order;
use super::model::Params;
use super::moved::reunite;
use super::posterior::{loss, posteriors};
use super::score::{Model, Window};
use super::viterbi::best_path;
use super::{Bead, Level, Side};

/// With fewer pairs of sentences there is nothing to learn from them.
const FEWEST_TO_LEARN: usize = 20;
/// Up to so many cells, all are searched.
const FULL_CELLS: usize = 40_000;
/// Half the width of the band in which sentences are searched beyond that, besides by how much their numbers differ.
const HALF_WIDTH: usize = 40;
/// With more cells in that band, a paragraph's sentences are aligned as a document's paragraphs are, so that the time
/// grows as their number does.
const MOST_CELLS: usize = 400_000;

/// For each bead of paragraphs its beads of sentences, counted from the bead's first sentence; none where a side of the
/// bead is empty.
pub(super) fn align(source: Side<'_>, target: Side<'_>, beads: &[Bead]) -> Vec<Vec<Bead>> {
    let (source, target) = (Sentences::new(source), Sentences::new(target));
    let stretches: Vec<Stretch> = beads.iter().map(|bead| Stretch::new(bead, &source, &target)).collect();
    let (source, target) = (&source.features, &target.features);
    if source.is_empty() || target.is_empty() {
        return stretches.iter().map(|_| Vec::new()).collect();
    }
    let mut params = Params::initial(source, target);
    let vocabulary = Vocabulary::new(source, target, &Lexicon::default());
    let model = Model::new(Level::Sentence, source, target, &params, Evidence::new(&vocabulary, None));
    let mut aligned: Vec<Vec<Bead>> =
        stretches.iter().map(|stretch| stretch.align(&model, source, target)).collect();
    if source.len().min(target.len()) >= FEWEST_TO_LEARN {
        let known: Vec<Bead> = aligned.iter().flatten().cloned().collect();
        params.learn(source, target, &known);
        let vocabulary = Vocabulary::new(source, target, &Lexicon::learn(source, target, &known));
        let evidence = Evidence::new(&vocabulary, Some(&known));
        let model = Model::new(Level::Sentence, source, target, &params, evidence);
        aligned = stretches.iter().map(|stretch| stretch.align(&model, source, target)).collect();
    }
    let counted = |(stretch, beads): (&Stretch, Vec<Bead>)| in_order(stretch.counted_from_start(beads));
    stretches.iter().zip(aligned).map(counted).collect()
}

/// The sentences of a document, counted through.
struct Sentences {
    features: Vec<Features>,
    /// The first sentence of each paragraph, and at last their number.
    firsts: Vec<usize>,
}

impl Sentences {
    fn new(side: Side<'_>) -> Self {
        let mut features = Vec::new();
        let mut firsts = vec![0];
        for (paragraph, analysis) in side.paragraphs.iter().zip(side.analyses) {
            let sentences = analysis.sentences.list.iter();
            features.extend(sentences.map(|&sentence| Features::of_sentence(paragraph, analysis, sentence)));
            firsts.push(features.len());
        }
        Self { features, firsts }
    }

    fn of(&self, paragraphs: &Range<u32>) -> Range<usize> {
        self.firsts[paragraphs.start as usize]..self.firsts[paragraphs.end as usize]
    }
}

/// The sentences of a bead of paragraphs.
struct Stretch {
    source: Range<usize>,
    target: Range<usize>,
}

impl Stretch {
    /// Empty if a side of the bead is.
    fn new(bead: &Bead, source: &Sentences, target: &Sentences) -> Self {
        if bead.source.is_empty() || bead.target.is_empty() {
            return Self { source: 0..0, target: 0..0 };
        }
        Self { source: source.of(&bead.source), target: target.of(&bead.target) }
    }

    /// Its beads, counted from the documents' beginnings.
    fn align(&self, model: &Model<'_>, source: &[Features], target: &[Features]) -> Vec<Bead> {
        let (sources, targets) = (self.source.len(), self.target.len());
        if sources == 0 || targets == 0 {
            return self.unknown();
        }
        let half_width = HALF_WIDTH + sources.abs_diff(targets);
        let band = if (sources + 1) * (targets + 1) <= FULL_CELLS {
            Band::full(sources, targets)
        } else if 2 * half_width * sources <= MOST_CELLS {
            Band::around(sources, targets, &[], half_width)
        } else {
            let (source, target) = (&source[self.source.clone()], &target[self.target.clone()]);
            return self.counted_from_documents(cold::align(Level::Sentence, source, target));
        };
        let window = Window::new(model, self.source.clone(), self.target.clone(), band);
        let path = best_path(&window);
        let mut beads = path.beads(&window, &posteriors(&window, &path));
        let before = beads.len();
        reunite(&window, &mut beads);
        if beads.len() == before {
            blame_likeliest(&mut beads, &window);
        }
        beads
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
