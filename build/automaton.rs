//! Compiles a sorted list of words into an automaton that lies in one table: a double array.
//!
//! States that lead to the same endings are one (a minimal acyclic automaton), so the endings of a language's words are
//! stored once. Each state owns the slots `base + byte` of the table for the bytes that lead on; a slot holds that byte,
//! so that a look tells whether the step exists. No two states have the same base. What a word means is found by its
//! number in the sorted list, which the steps on the way to it add up to.

use std::collections::{BTreeMap, HashMap};

/// Bits of a slot, from the lowest: the byte that leads to it (8), how a word ends there (2, see [`End`]), the base of
/// the state that it leads to (22), how many words are passed over (32).
const END_SHIFT: u32 = 8;
const BASE_SHIFT: u32 = 10;
const SKIP_SHIFT: u32 = 32;
/// Stands in slots that nobody owns; no UTF-8 text has such a byte.
const UNUSED: u64 = 0xFF;

/// How a word ends at a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum End {
    /// None does.
    None = 0,
    /// One does.
    Whole = 1,
    /// One does that may have a suffix behind it.
    Stem = 2,
    /// One does that may have a suffix or another number word behind it.
    Number = 3,
}

/// A word, and how it ends.
pub(crate) type Word<'a> = (&'a str, End);

/// A state: how a word ends there, and where each byte leads.
type State = (End, Vec<(u8, usize)>);

#[derive(Default)]
struct Automaton {
    states: Vec<State>,
    known: HashMap<State, usize>,
    /// How many words end at each state or behind it.
    counts: Vec<u64>,
}

impl Automaton {
    /// The state from which exactly the words lead on, whose first `depth` bytes are read already.
    fn state(&mut self, words: &[Word<'_>], depth: usize) -> usize {
        let end = words.first().filter(|(word, _)| word.len() == depth).map_or(End::None, |&(_, end)| end);
        let rest = &words[usize::from(end != End::None)..];
        let mut steps: BTreeMap<u8, std::ops::Range<usize>> = BTreeMap::new();
        for (index, (word, _)) in rest.iter().enumerate() {
            steps.entry(word.as_bytes()[depth]).or_insert(index..index).end = index + 1;
        }
        let steps = steps.into_iter().map(|(byte, range)| (byte, self.state(&rest[range], depth + 1)));
        let state = (end, steps.collect::<Vec<_>>());
        if let Some(&known) = self.known.get(&state) {
            return known;
        }
        let count =
            u64::from(end != End::None) + state.1.iter().map(|&(_, next)| self.counts[next]).sum::<u64>();
        self.counts.push(count);
        self.states.push(state.clone());
        self.known.insert(state, self.states.len() - 1);
        self.states.len() - 1
    }

    /// Finds each state a base at which all its slots are free; 0 for those that lead nowhere. The states with many steps
    /// come first, and look only at the end of the table; those with one step then fill the holes.
    fn bases(&self) -> Vec<usize> {
        let mut table = Table::default();
        let mut bases = vec![0; self.states.len()];
        let mut by_size: Vec<usize> =
            (0..self.states.len()).filter(|&state| !self.states[state].1.is_empty()).collect();
        by_size.sort_by_key(|&state| std::cmp::Reverse(self.states[state].1.len()));
        let mut hole = 1;
        for state in by_size {
            bases[state] = match self.states[state].1[..] {
                [(byte, _)] => table.fill(byte, &mut hole),
                ref steps => table.place(steps),
            };
        }
        bases
    }
}

/// The slots that are taken, while the states are laid into the table, and the bases that are.
#[derive(Default)]
struct Table {
    taken: Vec<bool>,
    bases: Vec<bool>,
}

impl Table {
    /// So many slots before the end of the table are looked at again.
    const WINDOW: usize = 512;

    fn take(&mut self, base: usize, byte: u8) {
        mark(&mut self.bases, base);
        mark(&mut self.taken, base + usize::from(byte));
    }

    /// The lowest base for the only step of a state whose slot is free from `hole` on.
    fn fill(&mut self, byte: u8, hole: &mut usize) -> usize {
        while is_marked(&self.taken, *hole) {
            *hole += 1;
        }
        let distance = usize::from(byte);
        let mut slot = (*hole).max(distance + 1);
        while is_marked(&self.taken, slot) || is_marked(&self.bases, slot - distance) {
            slot += 1;
        }
        self.take(slot - distance, byte);
        slot - distance
    }

    fn place(&mut self, steps: &[(u8, usize)]) -> usize {
        let mut base = self.taken.len().saturating_sub(Self::WINDOW).max(1);
        while is_marked(&self.bases, base)
            || steps.iter().any(|&(byte, _)| is_marked(&self.taken, base + usize::from(byte)))
        {
            base += 1;
        }
        for &(byte, _) in steps {
            self.take(base, byte);
        }
        base
    }
}

fn is_marked(marks: &[bool], at: usize) -> bool {
    marks.get(at) == Some(&true)
}

fn mark(marks: &mut Vec<bool>, at: usize) {
    if marks.len() <= at {
        marks.resize(at + 1, false);
    }
    marks[at] = true;
}

/// The table of these sorted, distinct words: the base of the first state and the number of words, then the slots,
/// 8 bytes each.
pub(crate) fn compile(words: &[Word<'_>]) -> Vec<u8> {
    let mut automaton = Automaton::default();
    let root = automaton.state(words, 0);
    let bases = automaton.bases();
    let mut slots: Vec<u64> = Vec::new();
    for ((end, steps), &base) in automaton.states.iter().zip(&bases) {
        let mut skip = u64::from(*end != End::None);
        for &(byte, next) in steps {
            let slot = base + usize::from(byte);
            if slots.len() <= slot {
                slots.resize(slot + 1, UNUSED);
            }
            let end = (automaton.states[next].0 as u64) << END_SHIFT;
            slots[slot] = u64::from(byte) | end | (bases[next] as u64) << BASE_SHIFT | skip << SKIP_SHIFT;
            skip += automaton.counts[next];
        }
    }
    let root = std::iter::once(bases[root] as u64 | (words.len() as u64) << SKIP_SHIFT);
    root.chain(slots).flat_map(u64::to_le_bytes).collect()
}
