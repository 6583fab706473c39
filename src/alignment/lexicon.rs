//! Which word of the source goes with which of the target, learned from the bitext's own confident beads.
//!
//! Words are paired by Dunning's log-likelihood ratio ("Accurate methods for the statistics of surprise and
//! coincidence", 1993) and linked one to one, best first (Melamed's competitive linking, 1997).

use std::collections::HashMap;

use super::Bead;
use super::evidence::Hashed;
use super::features::Features;

/// Pairs of stems that stand for each other in this bitext.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    pub(super) pairs: Vec<Pair>,
}

/// Two stems that stand for each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// Hash of the source's stem.
    pub(super) source: u64,
    /// Hash of the target's.
    pub(super) target: u64,
    /// How often one comes back as the other.
    pub(super) returns: f32,
    /// How much of what is known of the pair comes from each bead that it was seen in, 0.0..=1.0: all, where without
    /// that one it would have been seen once only.
    pub(super) aided: f32,
}

/// Least confidence of a bead to be learned from.
const CONFIDENT: f32 = 0.7;
/// Most beads learned from: more say nothing new.
const MOST_BEADS: usize = 6_000;
/// Most words of a bead: longer ones pair everything with everything.
const MOST_WORDS: usize = 120;
/// A stem in a greater share of the beads is a function word.
const MOST_FREQUENT: f32 = 0.15;
/// Least log-likelihood ratio (p ≈ 0.0002).
const LEAST_RATIO: f32 = 14.0;
/// Least Dice coefficient.
const LEAST_DICE: f32 = 0.3;

impl Lexicon {
    /// Learns from the confident beads of an alignment.
    pub(super) fn learn(source: &[Features], target: &[Features], beads: &[Bead]) -> Self {
        let confident: Vec<&Bead> = beads.iter().filter(|bead| is_instructive(bead)).collect();
        let stride = confident.len().div_ceil(MOST_BEADS).max(1);
        let (mut of_source, mut of_target) = (Stems::default(), Stems::default());
        for bead in confident.into_iter().step_by(stride) {
            of_source.push(&source[bead.source.start as usize..bead.source.end as usize]);
            of_target.push(&target[bead.target.start as usize..bead.target.end as usize]);
        }
        let (of_source, of_target) = (of_source.frequent(), of_target.frequent());
        Self { pairs: link(candidates(&of_source, &of_target), &of_source, &of_target) }
    }

    /// The number of the pair of each stem of a side.
    pub(super) fn index(&self, stem: impl Fn(&Pair) -> u64) -> HashMap<u64, u32, Hashed> {
        self.pairs.iter().enumerate().map(|(number, pair)| (stem(pair), number as u32)).collect()
    }
}

fn is_instructive(bead: &Bead) -> bool {
    let (sources, targets) = (bead.source.len(), bead.target.len());
    bead.confidence >= CONFIDENT && sources > 0 && targets > 0 && sources + targets <= 3
}

/// One side's stems, numbered, by bead.
#[derive(Default)]
struct Stems {
    numbers: HashMap<u64, u32, Hashed>,
    hashes: Vec<u64>,
    /// In how many beads each stands.
    counts: Vec<u32>,
    beads: Vec<Vec<u32>>,
}

impl Stems {
    fn push(&mut self, units: &[Features]) {
        let mut bead: Vec<u32> = Vec::new();
        for &hash in units.iter().flat_map(|unit| &unit.words.stems) {
            let number = *self.numbers.entry(hash).or_insert_with(|| {
                self.hashes.push(hash);
                self.hashes.len() as u32 - 1
            });
            bead.push(number);
        }
        bead.sort_unstable();
        bead.dedup();
        self.counts.resize(self.hashes.len(), 0);
        if bead.len() > MOST_WORDS {
            bead.clear();
        }
        for &number in &bead {
            self.counts[number as usize] += 1;
        }
        self.beads.push(bead);
    }

    /// Only the stems that stand in two beads at least and are no function words.
    fn frequent(mut self) -> Self {
        let most = (MOST_FREQUENT * self.beads.len() as f32) as u32 + 3;
        for bead in &mut self.beads {
            bead.retain(|&number| (2..=most).contains(&self.counts[number as usize]));
        }
        self
    }
}

/// Two stems found together, by number.
struct Candidate {
    ratio: f32,
    dice: f32,
    /// In how many beads.
    both: f32,
    source: u32,
    target: u32,
}

/// All pairs that stand together more often than chance has it.
fn candidates(source: &Stems, target: &Stems) -> Vec<Candidate> {
    let mut beads_of: Vec<Vec<u32>> = vec![Vec::new(); source.hashes.len()];
    for (bead, stems) in source.beads.iter().enumerate() {
        for &stem in stems {
            beads_of[stem as usize].push(bead as u32);
        }
    }
    let beads = source.beads.len() as f32;
    let mut candidates = Vec::new();
    let mut together = vec![0u32; target.hashes.len()];
    let mut met: Vec<u32> = Vec::new();
    for (stem, beads_with) in beads_of.iter().enumerate() {
        for &other in beads_with.iter().flat_map(|&bead| &target.beads[bead as usize]) {
            if together[other as usize] == 0 {
                met.push(other);
            }
            together[other as usize] += 1;
        }
        met.sort_unstable();
        for other in met.drain(..) {
            let both = std::mem::take(&mut together[other as usize]) as f32;
            let (of_source, of_target) = (source.counts[stem] as f32, target.counts[other as usize] as f32);
            let dice = 2.0 * both / (of_source + of_target);
            if both >= 2.0 && dice >= LEAST_DICE && both > 1.5 * of_source * of_target / beads {
                let ratio = log_likelihood_ratio(both, of_source, of_target, beads);
                if ratio >= LEAST_RATIO {
                    candidates.push(Candidate { ratio, dice, both, source: stem as u32, target: other });
                }
            }
        }
    }
    candidates
}

/// Dunning's G² of a two-by-two table: found together, found at all on either side, of so many.
fn log_likelihood_ratio(both: f32, of_source: f32, of_target: f32, all: f32) -> f32 {
    let term = |count: f32| if count > 0.0 { count * count.ln() } else { 0.0 };
    let (source_only, target_only) = (of_source - both, of_target - both);
    let neither = all - both - source_only - target_only;
    2.0 * (term(both) + term(source_only) + term(target_only) + term(neither) + term(all)
        - term(of_source)
        - term(all - of_source)
        - term(of_target)
        - term(all - of_target))
}

/// Takes the best pairs first, each stem once.
fn link(mut candidates: Vec<Candidate>, source: &Stems, target: &Stems) -> Vec<Pair> {
    const GREATEST_RETURN: f32 = 0.85;
    candidates.sort_unstable_by(|one, other| {
        let order = other.ratio.total_cmp(&one.ratio);
        order.then(one.source.cmp(&other.source)).then(one.target.cmp(&other.target))
    });
    let mut source_taken = vec![false; source.hashes.len()];
    let mut target_taken = vec![false; target.hashes.len()];
    let mut pairs = Vec::new();
    for candidate in candidates {
        let (from, to) = (candidate.source as usize, candidate.target as usize);
        if !source_taken[from] && !target_taken[to] {
            (source_taken[from], target_taken[to]) = (true, true);
            let returns = (candidate.dice * 0.9).min(GREATEST_RETURN);
            let aided = 1.0 / (candidate.both - 1.0).max(1.0);
            pairs.push(Pair { source: source.hashes[from], target: target.hashes[to], returns, aided });
        }
    }
    pairs
}
