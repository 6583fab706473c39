//! What the paragraphs of a document show to the aligner, read once and taken over as long as they stay the same.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::text::Paragraph;

use super::evidence::Hashed;
use super::features::{Features, block_index};
use super::{Analysis, Side};

/// What a paragraph shows.
#[derive(Debug)]
pub(super) struct Reading {
    /// The whole of it.
    pub(super) paragraph: Features,
    /// Each of its sentences; none where only the whole was asked for.
    pub(super) sentences: Box<[Features]>,
    depth: Depth,
}

/// How thoroughly paragraphs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// Each as a whole.
    Paragraphs,
    /// And its sentences.
    Sentences,
}

impl Reading {
    fn new(paragraph: &Paragraph, analysis: &Analysis, depth: Depth) -> Self {
        Self::of(Features::of_paragraph(paragraph, analysis), paragraph, analysis, depth)
    }

    /// The same paragraph, read more thoroughly.
    fn deepened(&self, paragraph: &Paragraph, analysis: &Analysis, depth: Depth) -> Self {
        Self::of(self.paragraph.clone(), paragraph, analysis, depth)
    }

    fn of(features: Features, paragraph: &Paragraph, analysis: &Analysis, depth: Depth) -> Self {
        let sentences = analysis.sentences.list.iter().filter(|_| depth == Depth::Sentences);
        let sentences = sentences.map(|&sentence| Features::of_sentence(paragraph, analysis, sentence));
        Self { paragraph: features, sentences: sentences.collect(), depth }
    }
}

/// A document's paragraphs, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Readings {
    /// What each paragraph depends on, as a hash.
    keys: Vec<u64>,
    /// Each paragraph, in order.
    pub(super) list: Arc<Vec<Arc<Reading>>>,
}

/// A run of paragraphs that was replaced by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// The paragraphs before.
    pub(super) old: Range<usize>,
    /// Those that stand there now, counted in the new state.
    pub(super) new: Range<usize>,
}

/// A run that was replaced, and the paragraphs that stand there now, read.
pub(super) type Replaced = (Hunk, Vec<Arc<Reading>>);

impl Readings {
    /// Reads a document; paragraphs that stand in `earlier` are taken over.
    pub(super) fn new(side: Side<'_>, earlier: Option<&Self>, depth: Depth) -> Self {
        let keys = keys(side);
        let known: HashMap<u64, &Arc<Reading>, Hashed> = earlier
            .into_iter()
            .flat_map(|earlier| earlier.keys.iter().copied().zip(&*earlier.list))
            .collect();
        let paragraphs = keys.iter().zip(side.paragraphs.iter().zip(side.analyses));
        let list = paragraphs.map(|(key, (paragraph, analysis))| match known.get(key) {
            Some(&reading) if reading.depth >= depth => Arc::clone(reading),
            Some(reading) => Arc::new(reading.deepened(paragraph, analysis, depth)),
            None => Arc::new(Reading::new(paragraph, analysis, depth)),
        });
        Self { list: Arc::new(list.collect()), keys }
    }

    /// What an edit changed, and the paragraphs that it put there, all read; `None` if that is too much to be followed.
    pub(super) fn changes(&self, side: Side<'_>) -> Option<(Vec<u64>, Vec<Replaced>)> {
        let keys = keys(side);
        let hunks = hunks(&self.keys, &keys)?.into_iter().map(|hunk| {
            let new = hunk.new.clone();
            let paragraphs = side.paragraphs[new.clone()].iter().zip(&side.analyses[new]);
            let read = |(paragraph, analysis): (&Paragraph, &Arc<Analysis>)| {
                Arc::new(Reading::new(paragraph, analysis, Depth::Sentences))
            };
            let readings = paragraphs.map(read).collect();
            (hunk, readings)
        });
        let hunks = hunks.collect();
        Some((keys, hunks))
    }

    /// Takes over the keys of a new state, to which its paragraphs have been brought.
    pub(super) fn set_keys(&mut self, keys: Vec<u64>) {
        debug_assert_eq!(keys.len(), self.list.len(), "a key for each paragraph");
        self.keys = keys;
    }

    /// The features of all paragraphs.
    pub(super) fn paragraphs(&self) -> Vec<Features> {
        self.list.iter().map(|reading| reading.paragraph.clone()).collect()
    }
}

/// What the features of each paragraph depend on, as a hash. The analyses are a function of the prose, as long as both
/// states were read in the same way.
fn keys(side: Side<'_>) -> Vec<u64> {
    let mix = |hash: u64, part: u64| (hash ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let key = |paragraph: &Paragraph| {
        let literals = paragraph.literals.iter().copied();
        literals.fold(mix(paragraph.hash, u64::from(block_index(paragraph.block))), mix)
    };
    side.paragraphs.iter().map(key).collect()
}

/// The longest run of paragraphs that is followed.
const LONGEST_HUNK: usize = 48;
/// The most runs.
const MOST_HUNKS: usize = 16;

/// What must be replaced in `old` to make `new` of it: wherever the two part, the shortest runs behind which they agree
/// again. `None` if there is no end to it.
fn hunks(old: &[u64], new: &[u64]) -> Option<Vec<Hunk>> {
    let mut hunks = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    loop {
        let common = old[old_at..].iter().zip(&new[new_at..]).take_while(|(one, other)| one == other).count();
        (old_at, new_at) = (old_at + common, new_at + common);
        if old_at == old.len() && new_at == new.len() {
            return Some(hunks);
        }
        let (removed, added) = shortest(&old[old_at..], &new[new_at..])?;
        hunks.push(Hunk { old: old_at..old_at + removed, new: new_at..new_at + added });
        if hunks.len() > MOST_HUNKS {
            return None;
        }
        (old_at, new_at) = (old_at + removed, new_at + added);
    }
}

/// How many paragraphs of either must be left out so that the rests begin alike.
fn shortest(old: &[u64], new: &[u64]) -> Option<(usize, usize)> {
    /// So many paragraphs in a row are no coincidence.
    const AGREEING: usize = 3;
    let agree = |old: &[u64], new: &[u64]| {
        let count = AGREEING.min(old.len()).min(new.len());
        old[..count] == new[..count] && (count > 0 || old.len() == new.len())
    };
    for total in 1..=2 * LONGEST_HUNK {
        let least = total.saturating_sub(LONGEST_HUNK.min(new.len()));
        for removed in least..=total.min(LONGEST_HUNK).min(old.len()) {
            if agree(&old[removed..], &new[total - removed..]) {
                return Some((removed, total - removed));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_replaced_is_found() {
        type Case<'a> = (&'a str, &'a str, &'a [(Range<usize>, Range<usize>)]);
        let cases: [Case<'_>; 8] = [
            ("abcdef", "abcdef", &[]),
            ("abcdef", "abxdef", &[(2..3, 2..3)]),
            ("abcdef", "abdef", &[(2..3, 2..2)]),
            ("abcdef", "abcxdef", &[(3..3, 3..4)]),
            ("abcdef", "abcde", &[(5..6, 5..5)]),
            ("", "ab", &[(0..0, 0..2)]),
            ("abcdefghij", "xbcdefghjy", &[(0..1, 0..1), (8..9, 8..8), (10..10, 9..10)]),
            ("abcdefghijkl", "bcdefgxhijkl", &[(0..1, 0..0), (7..7, 6..7)]),
        ];
        for (old, new, expected) in cases {
            let keys = |text: &str| text.bytes().map(u64::from).collect::<Vec<_>>();
            let found = hunks(&keys(old), &keys(new)).expect("little was changed");
            let found: Vec<_> = found.into_iter().map(|hunk| (hunk.old, hunk.new)).collect();
            assert_eq!(found, expected, "{old} to {new}");
        }
        let many: Vec<u64> = (0..500).collect();
        assert_eq!(hunks(&many, &many.iter().rev().copied().collect::<Vec<_>>()), None);
    }
}
