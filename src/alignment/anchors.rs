//! Where the first search of a large document should look: units that share a sign found nowhere else.
//!
//! They are a soft centre line, never hard cuts: one in twenty-five is wrong.

use super::evidence::Vocabulary;

/// Pairs of units (source, target), rising on both sides.
pub(super) fn anchors(vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    let chain = heaviest_chain(&votes(vocabulary), vocabulary.target().units());
    without_outliers(&chain, vocabulary.source().units(), vocabulary.target().units())
}

/// A pair of units and how many unique signs they share.
type Vote = (u32, u32, u32);

/// By source ascending, then target descending, so that a rising chain takes each source once.
fn votes(vocabulary: &Vocabulary) -> Vec<Vote> {
    let sources = sole_units(vocabulary.source(), vocabulary.len());
    let targets = sole_units(vocabulary.target(), vocabulary.len());
    let mut pairs: Vec<(u32, u32)> =
        sources.into_iter().zip(targets).filter_map(|(source, target)| Some((source?, target?))).collect();
    pairs.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
    let mut votes: Vec<Vote> = Vec::new();
    for (source, target) in pairs {
        match votes.last_mut() {
            Some(last) if (last.0, last.1) == (source, target) => last.2 += 1,
            _ => votes.push((source, target, 1)),
        }
    }
    votes
}

/// For each sign the unit that has it, if only one has.
fn sole_units(occurrences: &super::evidence::Occurrences, signs: usize) -> Vec<Option<u32>> {
    let mut found = vec![(0u32, 0u32); signs];
    for unit in 0..occurrences.units() {
        for &sign in occurrences.of(unit) {
            found[sign as usize] = (found[sign as usize].0 + 1, unit as u32);
        }
    }
    found.into_iter().map(|(count, unit)| (count == 1).then_some(unit)).collect()
}

/// The chain of rising pairs with the most votes, by a Fenwick tree of maxima over the targets.
fn heaviest_chain(votes: &[Vote], targets: usize) -> Vec<(usize, usize)> {
    let mut tree: Vec<(u32, Option<usize>)> = vec![(0, None); targets + 2];
    let mut best: Vec<(u32, Option<usize>)> = Vec::with_capacity(votes.len());
    for (index, &(_, target, count)) in votes.iter().enumerate() {
        let mut before = (0, None);
        let mut at = target as usize;
        while at > 0 {
            if tree[at].0 > before.0 {
                before = tree[at];
            }
            at &= at - 1;
        }
        best.push((before.0 + count, before.1));
        let mut at = target as usize + 1;
        while at < tree.len() {
            if before.0 + count > tree[at].0 {
                tree[at] = (before.0 + count, Some(index));
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut next = (0..votes.len()).max_by_key(|&index| (best[index].0, std::cmp::Reverse(index)));
    while let Some(index) = next {
        chain.push((votes[index].0 as usize, votes[index].1 as usize));
        next = best[index].1;
    }
    chain.reverse();
    chain
}

/// Drops anchors that lie far off the line of their neighbours.
fn without_outliers(chain: &[(usize, usize)], sources: usize, targets: usize) -> Vec<(usize, usize)> {
    const NEIGHBOURS: usize = 4;
    const FAR: f32 = 12.0;
    let slope = targets as f32 / sources.max(1) as f32;
    let offsets: Vec<f32> =
        chain.iter().map(|&(source, target)| target as f32 - source as f32 * slope).collect();
    let near = |index: usize| {
        let from = index.saturating_sub(NEIGHBOURS);
        let mut around = offsets[from..(index + NEIGHBOURS + 1).min(offsets.len())].to_vec();
        around.sort_unstable_by(f32::total_cmp);
        (offsets[index] - around[around.len() / 2]).abs() < FAR
    };
    (0..chain.len()).filter(|&index| chain.len() < 3 || near(index)).map(|index| chain[index]).collect()
}
