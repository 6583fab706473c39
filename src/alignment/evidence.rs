//! What two units share, and how much that says: numbers, names, code, and pairs of words of the learned lexicon.
//!
//! A sign that stands in both units weighs `½·(ln(a/q) + ln(b/r))`: `q` and `r` are how often it stands anywhere on
//! either side, `a` and `b` how often a unit's counterpart has it too, given that the unit has. One that stands in one unit only takes a little
//! away. Signs that say hardly anything are dropped, so that function words spelled alike ("die", "in") do no harm.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::Bead;
use super::features::{Class, Features, PLACELESS, Placing, Sign};
use super::lexicon::Lexicon;

/// Numbers of the signs that stand on both sides, and in which units.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    signs: Vec<Entry>,
    source: Occurrences,
    target: Occurrences,
}

/// A sign, and what is assumed of how often it comes back before any pair is known.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The sign's hash; of a word pair its [`pair_key`].
    key: u64,
    class: Class,
    returns: f32,
    /// As in [`Pair::aided`](super::lexicon::Pair::aided); 0 of what was not learned.
    aided: f32,
}

/// What stands for the word pair of this number among the hashes of signs: their lowest two bits say another class.
pub(super) fn pair_key(number: u32) -> u64 {
    u64::from(number) << 2 | Class::Learned as u64
}

/// For each unit the numbers of its signs, sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Occurrences {
    numbers: Vec<u32>,
    /// Where in its unit each of `numbers` stands; empty where nobody asks.
    places: Vec<Placing>,
    ends: Vec<u32>,
}

impl Occurrences {
    /// The signs of a unit, sorted.
    #[inline]
    pub(super) fn of(&self, unit: usize) -> &[u32] {
        &self.numbers[self.range(unit)]
    }

    /// Where in the unit they stand.
    fn places_of(&self, unit: usize) -> &[Placing] {
        &self.places[self.range(unit)]
    }

    #[inline]
    fn range(&self, unit: usize) -> Range<usize> {
        let start = if unit == 0 { 0 } else { self.ends[unit - 1] as usize };
        start..self.ends[unit] as usize
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.ends.len()
    }

    /// Adds a unit with these signs and their places.
    pub(super) fn push(&mut self, mut found: Vec<(u32, Placing)>) {
        found.sort_unstable();
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same && next.1 != kept.1 {
                kept.1 = PLACELESS;
            }
            same
        });
        self.numbers.extend(found.iter().map(|&(number, _)| number));
        self.places.extend(found.iter().map(|&(_, place)| place));
        self.ends.push(self.numbers.len() as u32);
    }

    fn counts(&self, signs: usize) -> Vec<f32> {
        let mut counts = vec![0.0; signs];
        for &number in &self.numbers {
            counts[number as usize] += 1.0;
        }
        counts
    }

    fn kept(&self, keep: impl Fn(u32) -> bool) -> Self {
        let mut kept = Self {
            numbers: Vec::with_capacity(self.numbers.len()),
            places: Vec::with_capacity(self.numbers.len()),
            ends: Vec::with_capacity(self.units()),
        };
        for unit in 0..self.units() {
            for (&number, &place) in self.of(unit).iter().zip(self.places_of(unit)) {
                if keep(number) {
                    kept.numbers.push(number);
                    kept.places.push(place);
                }
            }
            kept.ends.push(kept.numbers.len() as u32);
        }
        kept
    }
}

impl Vocabulary {
    /// The signs of both sides, and the word pairs of a lexicon, each of which is a sign of its own.
    pub(super) fn new(source: &[Features], target: &[Features], lexicon: &Lexicon) -> Self {
        let count = source.iter().map(|unit| unit.words.signs.len()).sum();
        let mut numbers: HashMap<u64, u32, Hashed> =
            HashMap::with_capacity_and_hasher(count, Hashed::default());
        let mut signs: Vec<Sign> = Vec::with_capacity(count);
        for &sign in source.iter().flat_map(|unit| &unit.words.signs) {
            numbers.entry(sign.hash()).or_insert_with(|| {
                signs.push(sign);
                signs.len() as u32 - 1
            });
        }
        let mut shared = vec![false; signs.len()];
        for &sign in target.iter().flat_map(|unit| &unit.words.signs) {
            if let Some(&number) = numbers.get(&sign.hash()) {
                shared[number as usize] = true;
            }
        }
        let first_pair = signs.len() as u32;
        let occurrences = |units: &[Features], pairs: &HashMap<u64, u32, Hashed>| {
            let mut occurrences = Occurrences::default();
            for unit in units {
                let signs = unit.words.signs.iter().zip(&unit.words.sign_places);
                let common = signs.filter_map(|(sign, &place)| Some((*numbers.get(&sign.hash())?, place)));
                let stems = unit.words.stems.iter().zip(&unit.words.stem_places);
                let learned = stems.filter_map(|(stem, &place)| Some((first_pair + pairs.get(stem)?, place)));
                let common = common.filter(|&(number, _)| shared[number as usize]);
                occurrences.push(common.chain(learned).collect());
            }
            occurrences
        };
        let source = occurrences(source, &lexicon.index(|pair| pair.source));
        let target = occurrences(target, &lexicon.index(|pair| pair.target));
        let signs = signs.iter().map(|sign| Entry {
            key: sign.hash(),
            class: sign.class(),
            returns: returns(sign.class()),
            aided: 0.0,
        });
        let pairs = lexicon.pairs.iter().zip(0..).map(|(pair, number)| Entry {
            key: pair_key(number),
            class: Class::Learned,
            returns: pair.returns,
            aided: pair.aided,
        });
        Self { signs: signs.chain(pairs).collect(), source, target }
    }

    /// The signs of each unit of the source.
    pub(super) fn source(&self) -> &Occurrences {
        &self.source
    }

    /// The signs of each unit of the target.
    pub(super) fn target(&self) -> &Occurrences {
        &self.target
    }

    /// How many signs there are.
    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    /// The key of each sign: its hash, or that of its word pair.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.signs.iter().map(|entry| entry.key)
    }
}

/// How often the counterpart of a unit with a sign has it too, before any pair is known.
fn returns(class: Class) -> f32 {
    match class {
        Class::Number => 0.8,
        Class::Code => 0.9,
        Class::Word | Class::Learned => 0.5,
    }
}

/// How rare a sign of a class is in any text: in short texts, where one occurrence is a large share, it is not counted
/// but assumed.
fn rarity(class: Class) -> f32 {
    match class {
        Class::Number => 0.02,
        Class::Code => 0.01,
        Class::Word | Class::Learned => 0.03,
    }
}

/// The signs that say something, weighed.
#[derive(Debug)]
pub(super) struct Evidence {
    /// The source's signs by unit.
    pub(super) source: Occurrences,
    /// The target's.
    pub(super) target: Occurrences,
    /// What each sign says when it stands on both sides.
    weights: Vec<f32>,
    /// What it says when nothing was learned of it from there.
    unaided: Vec<f32>,
    /// By unit of the source: what it costs if none of its signs comes back.
    pub(super) absent_from_target: Vec<f32>,
    /// By unit of the target.
    pub(super) absent_from_source: Vec<f32>,
    /// The signs that a unit of the source shares with the next one.
    source_repeated: Occurrences,
    /// The same of the target.
    target_repeated: Occurrences,
    /// For each sign the target's units that have it.
    postings: Occurrences,
}

impl Evidence {
    /// Weighs the signs; with `known` beads, by how often they came back in them.
    pub(super) fn new(vocabulary: &Vocabulary, known: Option<&[Bead]>) -> Self {
        Self::weighed(vocabulary, &weigh(vocabulary, known))
    }

    /// The signs of a vocabulary that say something, with their weights.
    pub(super) fn weighed(vocabulary: &Vocabulary, weighed: &[Weight]) -> Self {
        let says = |number: u32| weighed[number as usize].shared > 0.0;
        Self::of(vocabulary.source.kept(says), vocabulary.target.kept(says), weighed)
    }

    /// Signs that all say something, and what.
    pub(super) fn of(source: Occurrences, target: Occurrences, weighed: &[Weight]) -> Self {
        let absent = |occurrences: &Occurrences, cost: fn(&Weight) -> f32| {
            let costs = |unit| occurrences.of(unit).iter().map(|&sign| cost(&weighed[sign as usize])).sum();
            (0..occurrences.units()).map(costs).collect()
        };
        Self {
            absent_from_target: absent(&source, |weight| weight.absent_from_target),
            absent_from_source: absent(&target, |weight| weight.absent_from_source),
            source_repeated: repeated(&source),
            target_repeated: repeated(&target),
            postings: postings(&target, weighed.len()),
            weights: weighed.iter().map(|weight| weight.shared).collect(),
            unaided: weighed.iter().map(|weight| weight.shared * (1.0 - weight.aided)).collect(),
            source,
            target,
        }
    }

    /// What a unit of the source shares with units `from..to` of the target: calls `found` with each and the weight.
    pub(super) fn shared(&self, source: usize, from: usize, to: usize, mut found: impl FnMut(usize, f32)) {
        for &sign in self.source.of(source) {
            let units = self.postings.of(sign as usize);
            let first = units.partition_point(|&unit| (unit as usize) < from);
            for &unit in units[first..].iter().take_while(|&&unit| (unit as usize) < to) {
                found(unit as usize, self.weights[sign as usize]);
            }
        }
    }

    /// What two units share that was not learned from them themselves.
    pub(super) fn shared_unaided(&self, source: usize, target: usize) -> f32 {
        let mut sum = 0.0;
        intersect(self.source.of(source), self.target.of(target), |sign| sum += self.unaided[sign as usize]);
        sum
    }

    /// What was counted twice when both `source` and the next unit were found to share signs with `target`.
    pub(super) fn repeated_in_source(&self, source: usize, target: usize) -> f32 {
        self.weight_of_common(self.source_repeated.of(source), self.target.of(target))
    }

    /// The same with two neighbours of the target.
    pub(super) fn repeated_in_target(&self, source: usize, target: usize) -> f32 {
        self.weight_of_common(self.target_repeated.of(target), self.source.of(source))
    }

    /// The signs of a unit of the source that unit `target` of the target has too, with their places in the former.
    pub(super) fn placed_in_source(&self, source: usize, target: usize, found: impl FnMut(u32, Placing)) {
        placed(&self.source, source, self.target.of(target), found);
    }

    /// The signs of a unit of the target that unit `source` of the source has too, with their places in the former.
    pub(super) fn placed_in_target(&self, source: usize, target: usize, found: impl FnMut(u32, Placing)) {
        placed(&self.target, target, self.source.of(source), found);
    }

    fn weight_of_common(&self, one: &[u32], other: &[u32]) -> f32 {
        let mut sum = 0.0;
        if !one.is_empty() {
            intersect(one, other, |sign| sum += self.weights[sign as usize]);
        }
        sum
    }
}

/// What a sign says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// On both sides; 0 if it says nothing.
    pub(super) shared: f32,
    /// The share of it that would be gone had it not been learned from the bead itself.
    aided: f32,
    absent_from_target: f32,
    absent_from_source: f32,
}

/// What a sign must say at least to be heard.
const LEAST_GAIN: f32 = 0.25;
/// What one sign can say at most.
const GREATEST_WEIGHT: f32 = 7.0;
/// How many units the assumed rarity counts for.
const RARITY_STRENGTH: f32 = 6.0;
/// How many beads the assumed rate of return counts for.
const RETURN_STRENGTH: f32 = 6.0;

/// What a sign says that nothing is known of but its class and that it stands on both sides, once each.
pub(super) fn assumed(class: Class, sources: usize, targets: usize) -> Weight {
    let rare = rarity(class) * RARITY_STRENGTH;
    let share = |units: usize| ((1.0 + rare) / (units as f32 + RARITY_STRENGTH)).min(0.95);
    weight((returns(class), returns(class)), (share(sources), share(targets)))
}

/// What each sign of a vocabulary says; with `known` beads, by how often it came back in them.
pub(super) fn weigh(vocabulary: &Vocabulary, known: Option<&[Bead]>) -> Vec<Weight> {
    let in_source = vocabulary.source.counts(vocabulary.len());
    let in_target = vocabulary.target.counts(vocabulary.len());
    let returned = known.map(|beads| count_returned(vocabulary, beads));
    let (sources, targets) = (vocabulary.source.units() as f32, vocabulary.target.units() as f32);
    let mut weights = vec![Weight::default(); vocabulary.len()];
    for (number, entry) in vocabulary.signs.iter().enumerate() {
        let (of_source, of_target) = (in_source[number], in_target[number]);
        if of_source == 0.0 || of_target == 0.0 {
            continue;
        }
        let balance = (of_target / targets) / (of_source / sources);
        let mut to_target = entry.returns * balance.min(1.0);
        let mut to_source = entry.returns * balance.recip().min(1.0);
        if let Some(returned) = &returned {
            let learned = |assumed: f32, count: f32| {
                (returned[number] + RETURN_STRENGTH * assumed) / (count + RETURN_STRENGTH)
            };
            (to_target, to_source) = (learned(to_target, of_source), learned(to_source, of_target));
        }
        let rare = rarity(entry.class) * RARITY_STRENGTH;
        let share = |count: f32, units: f32| ((count + rare) / (units + RARITY_STRENGTH)).min(0.95);
        let shares = (share(of_source, sources), share(of_target, targets));
        let returns = (to_source.min(0.95), to_target.min(0.95));
        weights[number] = Weight { aided: entry.aided, ..weight(returns, shares) };
    }
    weights
}

/// `returns`: how often the sign comes back in the source, in the target; `shares`: how often it stands there anyway.
fn weight(returns: (f32, f32), shares: (f32, f32)) -> Weight {
    let gain = 0.5 * ((returns.1 / shares.1).ln() + (returns.0 / shares.0).ln());
    if gain < LEAST_GAIN {
        return Weight::default();
    }
    let absent_from_target = 0.5 * ((1.0 - returns.1) / (1.0 - shares.1)).ln();
    let absent_from_source = 0.5 * ((1.0 - returns.0) / (1.0 - shares.0)).ln();
    let shared = (gain - absent_from_target - absent_from_source).min(GREATEST_WEIGHT);
    Weight { shared, aided: 0.0, absent_from_target, absent_from_source }
}

/// In how many beads each sign stands on both sides.
fn count_returned(vocabulary: &Vocabulary, beads: &[Bead]) -> Vec<f32> {
    let mut returned = vec![0.0; vocabulary.len()];
    let (mut source, mut target) = (Vec::new(), Vec::new());
    for bead in beads.iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty()) {
        union(&vocabulary.source, &bead.source, &mut source);
        union(&vocabulary.target, &bead.target, &mut target);
        intersect(&source, &target, |sign| returned[sign as usize] += 1.0);
    }
    returned
}

fn union(occurrences: &Occurrences, units: &std::ops::Range<u32>, into: &mut Vec<u32>) {
    into.clear();
    for unit in units.clone() {
        into.extend(occurrences.of(unit as usize));
    }
    if units.len() > 1 {
        into.sort_unstable();
        into.dedup();
    }
}

/// The signs each unit shares with the next one.
fn repeated(occurrences: &Occurrences) -> Occurrences {
    let mut repeated = Occurrences::default();
    for unit in 0..occurrences.units() {
        if unit + 1 < occurrences.units() {
            intersect(occurrences.of(unit), occurrences.of(unit + 1), |sign| repeated.numbers.push(sign));
        }
        repeated.ends.push(repeated.numbers.len() as u32);
    }
    repeated
}

/// For each sign its units.
fn postings(occurrences: &Occurrences, signs: usize) -> Occurrences {
    let mut ends = vec![0u32; signs + 1];
    for &number in &occurrences.numbers {
        ends[number as usize + 1] += 1;
    }
    for sign in 0..signs {
        ends[sign + 1] += ends[sign];
    }
    let mut next = ends.clone();
    let mut units = vec![0; occurrences.numbers.len()];
    for unit in 0..occurrences.units() {
        for &number in occurrences.of(unit) {
            units[next[number as usize] as usize] = unit as u32;
            next[number as usize] += 1;
        }
    }
    ends.remove(0);
    Occurrences { numbers: units, places: Vec::new(), ends }
}

/// Calls `found` with the signs of a unit that are among `others` and stand in one place of it.
fn placed(all: &Occurrences, unit: usize, others: &[u32], mut found: impl FnMut(u32, Placing)) {
    let mut others = others.iter().peekable();
    for (&sign, &place) in all.of(unit).iter().zip(all.places_of(unit)) {
        while others.next_if(|&&other| other < sign).is_some() {}
        if others.peek() == Some(&&sign) && place != PLACELESS {
            found(sign, place);
        }
    }
}

/// Calls `found` with what stands in both sorted lists.
pub(super) fn intersect(one: &[u32], other: &[u32], mut found: impl FnMut(u32)) {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(&&left), Some(&&right)) = (one.peek(), other.peek()) {
        if left <= right {
            one.next();
        }
        if right <= left {
            other.next();
        }
        if left == right {
            found(left);
        }
    }
}

/// The keys are hashes already.
pub(super) type Hashed = BuildHasherDefault<HashOfHash>;

/// Takes a hash as it is.
#[derive(Default)]
pub(super) struct HashOfHash(u64);

impl Hasher for HashOfHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
