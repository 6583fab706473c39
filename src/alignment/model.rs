//! What is learned of two texts as wholes: how long one is against the other, how well punctuation agrees, and what
//! either looks like by itself, against which agreement is weighed.
//!
//! Lengths are compared on one scale: the source's are multiplied by the root of the ratio, the target's divided by it.
//! So neither side is the one that the other is predicted from, and the model is its own mirror image.

use std::sync::LazyLock;

use super::Bead;
use super::features::{BLOCKS, ENDINGS, Features};

/// The parameters of a pair of texts.
#[derive(Debug, Clone)]
pub(super) struct Params {
    /// Length of the target for each letter of the source.
    pub(super) ratio: f32,
    /// Variance of a length difference, in letters² at 100 letters, as a multiple of [`spread`].
    pub(super) variance: f32,
    /// How often counterparts end alike.
    pub(super) ending_agreement: f32,
    /// How often both or neither of two counterparts begin as speech.
    pub(super) speech_agreement: f32,
    /// How often both or neither of two counterparts are framed by markup.
    pub(super) framed_agreement: f32,
}

/// What is assumed of the variance before anything is learned: per letter, measured on correct pairs.
const VARIANCE: f32 = 3.0;

/// How a length difference's variance grows: like the 1.2th power of the length, measured on correct pairs (Gale and
/// Church assume the first power).
pub(super) fn spread(length: f32) -> f32 {
    100.0 * (length / 100.0).powf(1.2) + 1.5
}

impl Params {
    /// What can be said before any pair is known: the ratio of the mean lengths (not of the totals, since a
    /// translation may be half finished), drawn to 1 where there are few.
    pub(super) fn initial(source: &[Features], target: &[Features]) -> Self {
        const CAUTION: f32 = 6.0;
        let mean = |units: &[Features]| {
            units.iter().map(|unit| f64::from(unit.length)).sum::<f64>() / units.len() as f64
        };
        let known = source.len().min(target.len()) as f32;
        let log = (mean(target) / mean(source)).ln() as f32;
        let ratio = (log * known / (known + CAUTION)).exp().clamp(0.5, 2.0);
        Self {
            ratio,
            variance: VARIANCE,
            ending_agreement: 0.8,
            speech_agreement: 0.7,
            framed_agreement: 0.9,
        }
    }

    /// Learns from the 1-1 beads of an alignment, robustly, since some of them are wrong.
    pub(super) fn learn(&mut self, source: &[Features], target: &[Features], beads: &[Bead]) {
        const FEWEST: usize = 5;
        let pairs: Vec<(&Features, &Features)> = beads
            .iter()
            .filter(|bead| bead.source.len() == 1 && bead.target.len() == 1)
            .map(|bead| (&source[bead.source.start as usize], &target[bead.target.start as usize]))
            .collect();
        if pairs.len() < FEWEST {
            return;
        }
        let count = pairs.len() as f32;
        self.ratio = (count * median_ratio(&pairs) + 10.0 * self.ratio) / (count + 10.0);
        self.variance = (count * self.observed_variance(&pairs) + 15.0 * VARIANCE) / (count + 15.0);
        let share = |agree: fn(&Features, &Features) -> bool| {
            pairs.iter().filter(|(source, target)| agree(source, target)).count() as f32
        };
        let endings = share(|source, target| source.ending == target.ending);
        self.ending_agreement = ((endings + 8.0) / (count + 10.0)).min(0.98);
        let speeches = share(|source, target| source.speech == target.speech);
        self.speech_agreement = ((speeches + 7.0) / (count + 10.0)).min(0.98);
        let framed = share(|source, target| source.framed == target.framed);
        self.framed_agreement = ((framed + 9.0) / (count + 10.0)).min(0.98);
    }

    /// What the source's and the target's lengths are multiplied by.
    pub(super) fn scales(&self) -> (f32, f32) {
        let root = self.ratio.sqrt();
        (root, 1.0 / root)
    }

    /// Estimated from the median and the 80 % quantile of the squared differences, which wrong pairs hardly move.
    fn observed_variance(&self, pairs: &[(&Features, &Features)]) -> f32 {
        let (source_scale, target_scale) = self.scales();
        let mut squares: Vec<f32> = pairs
            .iter()
            .map(|(source, target)| {
                let (source, target) = (source.length * source_scale, target.length * target_scale);
                (target - source).powi(2) / spread(f32::midpoint(source, target))
            })
            .collect();
        squares.sort_unstable_by(f32::total_cmp);
        // The quantiles of χ² with one degree of freedom.
        let median = squares[squares.len() / 2] / 0.454_9;
        let upper = squares[squares.len() * 4 / 5] / 1.642;
        f32::midpoint(median, upper)
    }
}

/// The median of the ratios of lengths, each weighed by its length.
fn median_ratio(pairs: &[(&Features, &Features)]) -> f32 {
    let mut ratios: Vec<(f32, f32)> = pairs
        .iter()
        .map(|(source, target)| (target.length / source.length, (target.length * source.length).sqrt()))
        .collect();
    ratios.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let half = ratios.iter().map(|&(_, weight)| weight).sum::<f32>() / 2.0;
    let mut passed = 0.0;
    for &(ratio, weight) in &ratios {
        passed += weight;
        if passed >= half {
            return ratio;
        }
    }
    1.0
}

/// What one side looks like by itself.
#[derive(Debug, Clone)]
pub(super) struct Background {
    /// Logarithm of the density of scaled lengths, by [`bin`].
    lengths: [f32; BINS],
    /// The share of each kind of block.
    pub(super) blocks: [f32; BLOCKS],
    /// The share of each ending.
    pub(super) endings: [f32; ENDINGS],
    /// The share of units that do not and that do begin as speech.
    pub(super) speech: [f32; 2],
    /// The share of units that are not and that are framed by markup.
    pub(super) framed: [f32; 2],
}

const BINS: usize = 32;

/// The bin of a length: two to each doubling.
fn bin(length: f32) -> usize {
    (((length + 1.0).log2() * 2.0) as usize).min(BINS - 1)
}

impl Background {
    /// Counts a side's units, their lengths multiplied by `scale`.
    pub(super) fn new(units: &[Features], scale: f32) -> Self {
        let mut blocks = [0.5; BLOCKS];
        let mut endings = [0.5; ENDINGS];
        let (mut speech, mut framed) = ([1.0; 2], [1.0; 2]);
        let mut lengths = [0.3; BINS];
        for unit in units {
            blocks[unit.block as usize] += 1.0;
            endings[unit.ending as usize] += 1.0;
            speech[usize::from(unit.speech)] += 1.0;
            framed[usize::from(unit.framed)] += 1.0;
            lengths[bin(unit.length * scale)] += 1.0;
        }
        Self {
            lengths: log_densities(&lengths),
            blocks: shares(blocks),
            endings: shares(endings),
            speech: shares(speech),
            framed: shares(framed),
        }
    }

    /// The logarithm of the density of a scaled length.
    pub(super) fn log_density(&self, length: f32) -> f32 {
        self.lengths[bin(length)]
    }
}

fn shares<const N: usize>(counts: [f32; N]) -> [f32; N] {
    let sum: f32 = counts.iter().sum();
    counts.map(|count| count / sum)
}

/// Smooths counts over neighbouring bins and divides by the bins' widths.
fn log_densities(counts: &[f32; BINS]) -> [f32; BINS] {
    let smooth: [f32; BINS] = std::array::from_fn(|bin| {
        let before = counts[bin.saturating_sub(1)];
        let after = counts[(bin + 1).min(BINS - 1)];
        f32::midpoint(f32::midpoint(before, after), counts[bin])
    });
    let sum: f32 = smooth.iter().sum();
    let widths = widths();
    std::array::from_fn(|bin| (smooth[bin] / sum / widths[bin]).ln())
}

/// How many lengths each bin holds.
fn widths() -> &'static [f32; BINS] {
    static WIDTHS: LazyLock<[f32; BINS]> = LazyLock::new(|| {
        let width = |bin: f32| 2f32.powf(0.5 * (bin + 1.0)) - 2f32.powf(0.5 * bin);
        std::array::from_fn(|bin| width(bin as f32))
    });
    &WIDTHS
}
