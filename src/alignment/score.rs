//! What a bead is worth: the logarithm of how much likelier its two sides are as counterparts than by themselves.
//!
//! Gaps cost their prior only, so the scores of different paths can be compared and become posteriors.

use std::cell::Cell;
use std::ops::Range;
use std::sync::OnceLock;

use super::Level;
use super::band::Band;
use super::evidence::Evidence;
use super::features::{BLOCKS, ENDINGS, Ending, Features};
use super::model::{Background, Params, spread};
use super::moves::{MOVES, ONE_ONE, Priors, SWAP};

/// What shared or missing signs can do at most, for and against.
const SHARED_RANGE: (f32, f32) = (-5.0, 12.0);
/// What speaks for taking two sentences together whose boundary is doubtful.
const SOFT_MERGE: f32 = 2.0;
/// What speaks against taking a sentence that no stop ends, as headings are, together with the next one.
const OPEN_MERGE: f32 = -2.0;
/// What it says that a paragraph is the other one, word for word: it was left untranslated, or needs no translation. What
/// it shares is capped, so that it would be the same beside a short neighbour.
const COPY: f32 = 4.0;
/// The fewest different words of such a paragraph.
const FEWEST_COPIED: usize = 4;
/// How much punctuation counts.
const PUNCTUATION_WEIGHT: f32 = 0.7;

/// How much the order of signs counts: a word may be two signs.
const ORDER_WEIGHT: f32 = 0.7;
/// What the order of signs can do at most, for and against.
const ORDER_RANGE: (f32, f32) = (-6.0, 3.0);
/// How far from a boundary a sign may still stand on either side of it, as a share of the sentence. Measured on eight
/// language pairs: of signs further away than a tenth, one in fifty stands on the wrong side.
const BLUR: f32 = 0.05;
/// How often a sign is shared by chance, wherever it stands.
const STRAY: f32 = 0.04;

/// How much likelier a sign stands at `place` if it belongs to the part between two boundaries, which is so long, than
/// if it may stand anywhere. All in shares of the whole; `None`: the whole's own end.
fn placed_within(place: f32, from: Option<f32>, to: Option<f32>, length: f32) -> f32 {
    let passed = |boundary: f32| 1.0 / (1.0 + ((boundary - place) / BLUR).exp());
    let within = from.map_or(1.0, passed) - to.map_or(0.0, passed);
    (STRAY + (1.0 - STRAY) * within.max(0.0) / length.max(0.1)).ln()
}

/// What is needed to score the beads of two texts with given parameters.
#[derive(Debug)]
pub(super) struct Model<'a> {
    pub(super) level: Level,
    pub(super) priors: Priors,
    source: &'a [Features],
    target: &'a [Features],
    evidence: Evidence,
    /// Scaled lengths summed up to each unit.
    source_lengths: Vec<f64>,
    target_lengths: Vec<f64>,
    /// Logarithm of the density of each unit's scaled length.
    source_densities: Vec<f32>,
    target_densities: Vec<f32>,
    backgrounds: (Background, Background),
    variance: f32,
    /// Logarithm of the Student density's height at variance × spread = 1.
    height: f32,
    /// For each unit what stands for its words; 0 where they are too few to be the same by intention.
    source_copies: Vec<u64>,
    target_copies: Vec<u64>,
    blocks: [[f32; BLOCKS]; BLOCKS],
    endings: [[f32; ENDINGS]; ENDINGS],
    speech: [[f32; 2]; 2],
    framed: [[f32; 2]; 2],
}

impl<'a> Model<'a> {
    /// Prepares the tables for two whole texts.
    pub(super) fn new(
        level: Level,
        source: &'a [Features],
        target: &'a [Features],
        params: &Params,
        evidence: Evidence,
    ) -> Self {
        let scales = params.scales();
        let backgrounds = (Background::new(source, scales.0), Background::new(target, scales.1));
        Self::against(level, (source, target), params, backgrounds, evidence)
    }

    /// Prepares the tables for two texts, or stretches of texts, of which it is known what they look like as wholes.
    pub(super) fn against(
        level: Level,
        (source, target): (&'a [Features], &'a [Features]),
        params: &Params,
        backgrounds: (Background, Background),
        evidence: Evidence,
    ) -> Self {
        let scales = params.scales();
        let densities = |units: &[Features], scale: f32, background: &Background| -> Vec<f32> {
            units.iter().map(|unit| background.log_density(unit.length * scale)).collect()
        };
        Self {
            level,
            priors: Priors::of(level),
            source_lengths: sums(source, scales.0),
            target_lengths: sums(target, scales.1),
            source_densities: densities(source, scales.0, &backgrounds.0),
            target_densities: densities(target, scales.1, &backgrounds.1),
            variance: params.variance,
            height: STUDENT_HEIGHT - 0.5 * params.variance.ln(),
            blocks: if level == Level::Paragraph { block_table(&backgrounds) } else { Default::default() },
            endings: ending_table(&backgrounds, params.ending_agreement, (has(source), has(target))),
            speech: flag_table((&backgrounds.0.speech, &backgrounds.1.speech), params.speech_agreement),
            framed: flag_table((&backgrounds.0.framed, &backgrounds.1.framed), params.framed_agreement),
            source_copies: copies(level, source),
            target_copies: copies(level, target),
            backgrounds,
            source,
            target,
            evidence,
        }
    }

    /// What either side looks like as a whole.
    pub(super) fn backgrounds(&self) -> &(Background, Background) {
        &self.backgrounds
    }

    /// How many units either side has.
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.source.len(), self.target.len())
    }

    /// Logarithm of the density of one length given the other, both scaled: Student's t with five degrees of freedom,
    /// whose heavy tail keeps a half-typed paragraph linked.
    fn length_density(&self, one: f32, other: f32) -> f32 {
        let (half_log, inverse) = spreads()[(((one + other) * 0.5) as usize).min(SPREADS - 1)];
        let difference = one - other;
        self.height - 3.0 * log(1.0 + difference * difference * inverse / self.variance) - half_log
    }
}

fn copies(level: Level, units: &[Features]) -> Vec<u64> {
    let key = |unit: &Features| {
        let words = &unit.words;
        if level != Level::Paragraph || words.stems.len() < FEWEST_COPIED {
            return 0;
        }
        let signs = words.signs.iter().map(|sign| sign.hash());
        let parts = words.stems.iter().copied().chain(std::iter::once(0)).chain(signs);
        parts.fold(1, |hash: u64, part| (hash ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29))
    };
    units.iter().map(key).collect()
}

fn sums(units: &[Features], scale: f32) -> Vec<f64> {
    let mut sum = 0.0;
    let ends = units.iter().map(|unit| {
        sum += f64::from(unit.length * scale);
        sum
    });
    std::iter::once(0.0).chain(ends.collect::<Vec<f64>>()).collect()
}

/// ln Γ(3) − ln Γ(5/2) − ½ ln 5π.
const STUDENT_HEIGHT: f32 = -0.968_6;

const SPREADS: usize = 8192;

/// For each length ½ ln of its [`spread`] and 1 / (5 × spread).
fn spreads() -> &'static [(f32, f32)] {
    static TABLE: OnceLock<Vec<(f32, f32)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        (0..SPREADS)
            .map(|length| spread(length as f32))
            .map(|spread| (0.5 * spread.ln(), 0.2 / spread))
            .collect()
    })
}

/// The natural logarithm of a number from 1 on, good to 0.0003: from the exponent's bits and a polynomial of the rest.
fn log(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let rest = f32::from_bits((bits & 0x7f_ffff) | 0x3f80_0000) - 1.0;
    let polynomial = [-0.026_278_9, 0.121_959_85, -0.277_342_56, 0.457_541_88, -0.718_145_25, 1.442_268_2]
        .iter()
        .fold(0.0, |sum, coefficient| sum * rest + coefficient);
    (exponent as f32 + polynomial * rest) * std::f32::consts::LN_2
}

/// What it says that two blocks are of these kinds.
fn block_table(backgrounds: &(Background, Background)) -> [[f32; BLOCKS]; BLOCKS] {
    let heading = |block: usize| (1..=6).contains(&block);
    let item = |block: usize| block == 7 || block == 8;
    let prose = |block: usize| item(block) || block == 0 || block == 9;
    std::array::from_fn(|source| {
        std::array::from_fn(|target| {
            if source == target {
                0.95f32.ln() - 0.5 * (backgrounds.0.blocks[source].ln() + backgrounds.1.blocks[target].ln())
            } else if heading(source) && heading(target) {
                -0.5
            } else if item(source) && item(target) {
                -0.3
            } else if prose(source) && prose(target) {
                -2.5
            } else {
                -4.0
            }
        })
    })
}

/// Which endings units have.
fn has(units: &[Features]) -> [bool; ENDINGS] {
    let mut has = [false; ENDINGS];
    for unit in units {
        has[unit.ending as usize] = true;
    }
    has
}

/// Of the endings that stand on both sides; nobody asks for the others.
fn ending_table(
    backgrounds: &(Background, Background),
    agreement: f32,
    stand: ([bool; ENDINGS], [bool; ENDINGS]),
) -> [[f32; ENDINGS]; ENDINGS] {
    let shares = (&backgrounds.0.endings, &backgrounds.1.endings);
    std::array::from_fn(|source| {
        std::array::from_fn(|target| {
            if !stand.0[source] || !stand.1[target] {
                return 0.0;
            }
            agreement_score(source == target, agreement, (shares.0[source], shares.1[target])).max(-2.5)
        })
    })
}

fn flag_table(shares: (&[f32; 2], &[f32; 2]), agreement: f32) -> [[f32; 2]; 2] {
    std::array::from_fn(|source| {
        std::array::from_fn(|target| {
            agreement_score(source == target, agreement, (shares.0[source], shares.1[target])).max(-2.0)
        })
    })
}

/// What it says that two shapes agree or do not, given how often counterparts agree and how common the shapes are.
fn agreement_score(agree: bool, agreement: f32, shares: (f32, f32)) -> f32 {
    if agree {
        agreement.ln() - 0.5 * (shares.0.ln() + shares.1.ln())
    } else {
        ((1.0 - agreement) / (1.0 - 0.5 * (shares.0 + shares.1)).max(0.2)).ln()
    }
}

/// What it costs to take two neighbours together that are of different kinds, or of kinds that stand for themselves.
fn merge_cost(unit: &Features, next: &Features) -> f32 {
    let heading = |block: u8| (1..=6).contains(&block);
    let (block, next_block) = (unit.block, next.block);
    let framed = if unit.framed == next.framed { 0.0 } else { -4.0 };
    framed
        + match (block, next_block) {
            (0, 0) | (9, 9) => 0.0,
            (7, 7) | (8, 8) => -1.0,
            _ if block == next_block => -4.0,
            _ if heading(block) || heading(next_block) => -5.0,
            _ => -2.0,
        }
}

/// A stretch of both texts that is aligned by itself, with the band to search.
#[derive(Debug)]
pub(super) struct Window<'a> {
    pub(super) model: &'a Model<'a>,
    /// The units of the source; rows are counted from its first.
    pub(super) source: Range<usize>,
    /// The units of the target; columns are counted from its first.
    pub(super) target: Range<usize>,
    pub(super) band: Band,
    /// For the cell that ends with a pair of units: the weight of the signs they share.
    shared: Vec<f32>,
    /// For the same cell: what is known beforehand of the pair; empty where nothing is.
    known: Vec<f32>,
    /// The scores of the beads that end in each cell, as far as they were asked for; `NaN` where not.
    scores: Vec<Cell<f32>>,
    /// For how many steps scores are kept: all, or in a large window, where they would take too much room, [`ONE_ONE`],
    /// which is asked for most, since swaps are made of it.
    steps: usize,
}

/// Up to so many cells, all scores are kept: they are asked for once for the path and several times for its posteriors.
const KEPT_CELLS: usize = 4096;

impl<'a> Window<'a> {
    /// Looks up what the units in the band share.
    pub(super) fn new(model: &'a Model<'a>, source: Range<usize>, target: Range<usize>, band: Band) -> Self {
        let mut shared = vec![0.0; band.cells()];
        for row in 1..=source.len() {
            let (first, last) = band.columns(row);
            let (from, to) = (target.start + first.max(1) - 1, target.start + last);
            model.evidence.shared(source.start + row - 1, from, to, |unit, weight| {
                if let Some(cell) = band.cell(row, unit - target.start + 1) {
                    shared[cell] += weight;
                }
            });
        }
        let steps = if band.cells() <= KEPT_CELLS { MOVES.len() } else { 1 };
        let scores = vec![Cell::new(f32::NAN); band.cells() * steps];
        Self { model, source, target, band, shared, known: Vec::new(), scores, steps }
    }

    /// Says beforehand what speaks for each pair of units (counted from the window's first), or against it.
    #[must_use]
    pub(super) fn knowing(mut self, says: impl Fn(usize, usize) -> f32) -> Self {
        let mut known = vec![0.0; self.band.cells()];
        for row in 1..=self.source.len() {
            let (first, last) = self.band.columns(row);
            for column in first.max(1)..=last {
                if let Some(cell) = self.band.cell(row, column) {
                    known[cell] = says(row - 1, column - 1);
                }
            }
        }
        self.known = known;
        self.scores.fill(Cell::new(f32::NAN));
        self
    }

    /// Forgets what was said beforehand.
    #[must_use]
    pub(super) fn unknowing(mut self) -> Self {
        self.known = Vec::new();
        self.scores.fill(Cell::new(f32::NAN));
        self
    }

    /// The whole of both texts, to score single pairs in it: nothing is looked up in advance.
    pub(super) fn outlook(model: &'a Model<'a>) -> Self {
        let (sources, targets) = model.sizes();
        let band = Band::around(0, 0, &[], 0);
        Self {
            model,
            source: 0..sources,
            target: 0..targets,
            band,
            shared: vec![0.0],
            known: Vec::new(),
            scores: Vec::new(),
            steps: 0,
        }
    }

    /// The score of a pair of single units, which may lie outside the band, with its prior.
    pub(super) fn pair(&self, row: usize, column: usize) -> f32 {
        let (source, target) = (self.source.start + row - 1, self.target.start + column - 1);
        let mut shared = 0.0;
        self.model.evidence.shared(source, target, target + 1, |_, weight| shared += weight);
        self.score(ONE_ONE, shared, (&(source..source + 1), &(target..target + 1)))
    }

    /// The same, without what was learned from the two units themselves.
    pub(super) fn unaided(&self, row: usize, column: usize) -> f32 {
        let (source, target) = (self.source.start + row - 1, self.target.start + column - 1);
        let shared = self.model.evidence.shared_unaided(source, target);
        self.score(ONE_ONE, shared, (&(source..source + 1), &(target..target + 1)))
    }

    /// The score of the bead that a step makes which ends before `row` and `column` (0-based, in the window).
    pub(super) fn bead(&self, step: usize, row: usize, column: usize) -> f32 {
        let slot = match self.steps {
            1 if step == ONE_ONE => Some(0),
            0 | 1 => None,
            _ => Some(step),
        };
        let cell = slot.and_then(|slot| {
            self.band.cell(row, column).and_then(|cell| self.scores.get(cell * self.steps + slot))
        });
        let Some(kept) = cell else { return self.weigh(step, row, column) };
        if kept.get().is_nan() {
            kept.set(self.weigh(step, row, column));
        }
        kept.get()
    }

    /// The same; perhaps `None` if it is below `least`. Most ways to take sentences together are out of the question by
    /// their lengths, whatever stands where in them.
    pub(super) fn bead_above(&self, step: usize, row: usize, column: usize, least: f32) -> Option<f32> {
        /// How much rounding may do, as a share.
        const ROUNDING: f32 = 1e-3;
        let taken = MOVES[step];
        let is_ordered = self.model.level == Level::Sentence && (taken.source == 1) != (taken.target == 1);
        if !is_ordered || least == f32::NEG_INFINITY {
            return Some(self.bead(step, row, column));
        }
        let sources = self.source.start + row - taken.source..self.source.start + row;
        let targets = self.target.start + column - taken.target..self.target.start + column;
        let (from, to) = ((row - taken.source, column - taken.target), (row, column));
        let most = self.model.priors.moves[step]
            + self.known(from, to)
            + self.lengths(&sources, &targets)
            + self.shape(&sources, &targets)
            + self.shared_at_most(from, to, (&sources, &targets))
            + ORDER_RANGE.1;
        (most + ROUNDING * (1.0 + most.abs() + least.abs()) >= least).then(|| self.bead(step, row, column))
    }

    /// No less than what the signs of a bead say that they share, if those are counted twice that stand in neighbours.
    fn shared_at_most(
        &self,
        from: (usize, usize),
        to: (usize, usize),
        (sources, targets): (&Range<usize>, &Range<usize>),
    ) -> f32 {
        let cells = (from.0 + 1..=to.0).flat_map(|row| (from.1 + 1..=to.1).map(move |column| (row, column)));
        let shared =
            cells.filter_map(|(row, column)| self.band.cell(row, column)).map(|cell| self.shared[cell]);
        let evidence = &self.model.evidence;
        let absent = evidence.absent_from_target[sources.clone()].iter().sum::<f32>()
            + evidence.absent_from_source[targets.clone()].iter().sum::<f32>();
        let weighed = self.model.priors.shared * (shared.sum::<f32>() + absent);
        weighed.clamp(SHARED_RANGE.0, SHARED_RANGE.1)
    }

    fn weigh(&self, step: usize, row: usize, column: usize) -> f32 {
        let prior = self.model.priors.moves[step];
        if step == SWAP {
            return prior + self.bead(ONE_ONE, row - 1, column) + self.bead(ONE_ONE, row, column - 1);
        }
        let taken = MOVES[step];
        if taken.source == 0 || taken.target == 0 {
            return prior;
        }
        let from = (row - taken.source, column - taken.target);
        let sources = self.source.start + from.0..self.source.start + row;
        let targets = self.target.start + from.1..self.target.start + column;
        self.known(from, (row, column))
            + self.score(step, self.shared_signs(step, from, (&sources, &targets)), (&sources, &targets))
    }

    /// What is known beforehand of the pairs in a bead between two cells.
    fn known(&self, from: (usize, usize), to: (usize, usize)) -> f32 {
        if self.known.is_empty() {
            return 0.0;
        }
        let cells = (from.0 + 1..=to.0).flat_map(|row| (from.1 + 1..=to.1).map(move |column| (row, column)));
        cells.filter_map(|(row, column)| self.band.cell(row, column)).map(|cell| self.known[cell]).sum()
    }

    /// The score of a bead, given the weight of the signs its sides share.
    fn score(&self, step: usize, shared: f32, units: (&Range<usize>, &Range<usize>)) -> f32 {
        let (sources, targets) = units;
        let evidence = &self.model.evidence;
        let absent = evidence.absent_from_target[sources.clone()].iter().sum::<f32>()
            + evidence.absent_from_source[targets.clone()].iter().sum::<f32>();
        self.model.priors.moves[step]
            + self.lengths(sources, targets)
            + (self.model.priors.shared * (shared + absent)).clamp(SHARED_RANGE.0, SHARED_RANGE.1)
            + self.shape(sources, targets)
            + if shared > 0.0 { self.order_of_signs(sources, targets) } else { 0.0 }
            + if step == ONE_ONE { self.copied(sources.start, targets.start) } else { 0.0 }
    }

    /// What it says that two paragraphs have the same words.
    fn copied(&self, source: usize, target: usize) -> f32 {
        let (source, target) = (self.model.source_copies[source], self.model.target_copies[target]);
        if source == target && source != 0 { COPY } else { 0.0 }
    }

    /// What it says that the parts of a sentence share with it what stands where they would stand in it. What is in
    /// truth the counterpart of one part alone shares signs with it from beginning to end.
    fn order_of_signs(&self, sources: &Range<usize>, targets: &Range<usize>) -> f32 {
        let model = self.model;
        if model.level != Level::Sentence || (sources.len() == 1) == (targets.len() == 1) {
            return 0.0;
        }
        let (parts, lengths) = if sources.len() == 1 {
            (targets, &model.target_lengths)
        } else {
            (sources, &model.source_lengths)
        };
        let whole = lengths[parts.end] - lengths[parts.start];
        let boundary = |unit: usize| ((lengths[unit] - lengths[parts.start]) / whole) as f32;
        let mut sum = 0.0;
        for part in parts.clone() {
            let (from, to) = (boundary(part), boundary(part + 1));
            let says = |_, place| {
                sum += placed_within(
                    f32::from(place) / 254.0,
                    (part > parts.start).then_some(from),
                    (part + 1 < parts.end).then_some(to),
                    to - from,
                );
            };
            if sources.len() == 1 {
                model.evidence.placed_in_source(sources.start, part, says);
            } else {
                model.evidence.placed_in_target(part, targets.start, says);
            }
        }
        (ORDER_WEIGHT * sum).clamp(ORDER_RANGE.0, ORDER_RANGE.1)
    }

    /// Which side's length is explained by the other's: the one that is a single unit; where both are, either by half.
    fn lengths(&self, sources: &Range<usize>, targets: &Range<usize>) -> f32 {
        let model = self.model;
        let source = (model.source_lengths[sources.end] - model.source_lengths[sources.start]) as f32;
        let target = (model.target_lengths[targets.end] - model.target_lengths[targets.start]) as f32;
        let density = model.length_density(source, target);
        match (sources.len(), targets.len()) {
            (1, 1) => {
                density
                    - 0.5 * (model.source_densities[sources.start] + model.target_densities[targets.start])
            }
            (_, 1) => density - model.target_densities[targets.start],
            (1, _) => density - model.source_densities[sources.start],
            _ => {
                // The density of a sum of two is taken for that of one half as long, twice as wide.
                let backgrounds = &model.backgrounds;
                let halves =
                    backgrounds.0.log_density(source / 2.0) + backgrounds.1.log_density(target / 2.0);
                density - 0.5 * halves + std::f32::consts::LN_2
            }
        }
    }

    fn shared_signs(&self, step: usize, from: (usize, usize), units: (&Range<usize>, &Range<usize>)) -> f32 {
        let evidence = &self.model.evidence;
        let (sources, targets) = units;
        let taken = MOVES[step];
        let pair = |row: usize, column: usize| {
            self.band.cell(from.0 + row + 1, from.1 + column + 1).map_or(0.0, |cell| self.shared[cell])
        };
        match (taken.source, taken.target) {
            (2, 2) => {
                // Which unit shares with which is open: the best of the ways to pair them off.
                let (straight, crossed) = ([pair(0, 0), pair(1, 1)], [pair(0, 1), pair(1, 0)]);
                let by_source = straight[0].max(crossed[0]) + straight[1].max(crossed[1]);
                let by_target = straight[0].max(crossed[1]) + straight[1].max(crossed[0]);
                by_source.max(by_target)
            }
            (count, 1) => {
                let found: f32 = (0..count).map(|row| pair(row, 0)).sum();
                let twice = sources.start..sources.end - 1;
                found - twice.map(|unit| evidence.repeated_in_source(unit, targets.start)).sum::<f32>()
            }
            (_, count) => {
                let found: f32 = (0..count).map(|column| pair(0, column)).sum();
                let twice = targets.start..targets.end - 1;
                found - twice.map(|unit| evidence.repeated_in_target(sources.start, unit)).sum::<f32>()
            }
        }
    }

    /// Kinds of block, endings, and beginnings as speech.
    fn shape(&self, sources: &Range<usize>, targets: &Range<usize>) -> f32 {
        let model = self.model;
        let (source, target) = (&model.source[sources.clone()], &model.target[targets.clone()]);
        let (first, last) =
            ((&source[0], &target[0]), (&source[source.len() - 1], &target[target.len() - 1]));
        let punctuation = model.endings[last.0.ending as usize][last.1.ending as usize]
            + model.speech[usize::from(first.0.speech)][usize::from(first.1.speech)]
            + model.framed[usize::from(first.0.framed)][usize::from(first.1.framed)];
        let blocks = match model.level {
            Level::Sentence => {
                let soft =
                    |units: &[Features]| units[..units.len() - 1].iter().filter(|unit| unit.soft).count();
                let open = |units: &[Features]| {
                    units[..units.len() - 1].iter().filter(|unit| unit.ending == Ending::None).count()
                };
                SOFT_MERGE * (soft(source) + soft(target)) as f32
                    + OPEN_MERGE * (open(source) + open(target)) as f32
            }
            Level::Paragraph => {
                let merges = |units: &[Features]| -> f32 {
                    units.windows(2).map(|pair| merge_cost(&pair[0], &pair[1])).sum()
                };
                model.blocks[first.0.block as usize][first.1.block as usize] + merges(source) + merges(target)
            }
        };
        PUNCTUATION_WEIGHT * punctuation + blocks
    }
}
