//! Word lists and the lexicon: looked up where they lie in the binary, without being built at start.

use smallvec::SmallVec;

use super::Sense;

/// A closed set of words, sorted, searched by halves.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub &'static [&'static str]);

impl Words {
    /// Whether the word is one of them.
    pub fn contains(self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// The longest of them that ends `text`, leaving at least one byte before it.
    pub fn longest_ending(self, text: &str) -> Option<&'static str> {
        self.0
            .iter()
            .copied()
            .filter(|word| text.len() > word.len() && text.ends_with(word))
            .max_by_key(|word| word.len())
    }
}

/// What a language's words and phrases mean.
///
/// Keys are folded as [`crate::analysis::token`] folds: lower case, composed (NFC), without soft hyphens; the words of
/// a phrase are joined by one space each. They are found in an automaton that the build compiles (`build/automaton.rs`
/// says how it lies in its table), byte by byte, so that a word is given up at the first byte that no key has there.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon {
    /// The automaton: the base of the first state, then the slots; 8 bytes each.
    pub(super) slots: &'static [u8],
    /// For each key, in order, the index of what it means, 2 bytes each.
    pub(super) numbers: &'static [u8],
    /// Where in `senses` all senses begin and end, and those that stay when a suffix follows.
    pub(super) meanings: &'static [[u16; 4]],
    /// Lists of senses, one behind the other.
    pub(super) senses: &'static [Sense],
}

/// A word found in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the key found, from the beginning of what was looked up.
    pub len: usize,
    /// What it may mean.
    pub senses: &'static [Sense],
}

/// Bits of a slot, from the lowest: the byte that leads to it (8), whether a key ends there (1), the base of the state
/// that it leads to (23), how many keys are passed over (32).
const FINAL: u64 = 1 << 8;
const BASE_SHIFT: u32 = 9;
const BASE_MASK: u64 = (1 << 23) - 1;
const SKIP_SHIFT: u32 = 32;

/// A place in the automaton.
#[derive(Debug, Clone, Copy)]
struct State {
    base: usize,
    /// How many keys come before those that lead on from here.
    passed: usize,
    ends: bool,
}

impl Lexicon {
    /// A lexicon out of the tables that the build compiles; for tests that try out other words.
    pub const fn new(
        slots: &'static [u8],
        numbers: &'static [u8],
        meanings: &'static [[u16; 4]],
        senses: &'static [Sense],
    ) -> Self {
        Self { slots, numbers, meanings, senses }
    }

    /// How many words and phrases it holds.
    pub fn count(&self) -> usize {
        self.numbers.len() / 2
    }

    /// Bytes that it takes in the binary.
    pub fn size(&self) -> usize {
        self.slots.len() + self.numbers.len() + size_of_val(self.meanings) + size_of_val(self.senses)
    }

    /// The senses of exactly this folded word or phrase.
    pub fn get(&self, folded: &str) -> Option<&'static [Sense]> {
        let end = self.follow(self.root(), folded)?;
        end.ends.then(|| self.whole(end))
    }

    /// Whether a key begins with the word, or the word with a key: a quick no for most words.
    pub fn touches(&self, word: &str) -> bool {
        let mut state = self.root();
        for &byte in word.as_bytes() {
            match self.step(state, byte) {
                Some(next) if next.ends => return true,
                Some(next) => state = next,
                None => return false,
            }
        }
        true
    }

    /// A walk along the keys, piece by piece; for phrases, whose words lie apart in the text.
    pub fn walk(&self) -> Walk<'_> {
        Walk { lexicon: self, at: Some(self.root()) }
    }

    /// Every key that begins `folded`, shortest first. For taking closed compounds apart and for phrases.
    pub fn prefixes(&self, folded: &str) -> SmallVec<[Hit; 4]> {
        let mut hits = SmallVec::new();
        self.each_prefix(folded, |len, state| hits.push(Hit { len, senses: self.whole(state) }));
        hits
    }

    /// A word as it stands, else its longest stem before one of the suffixes.
    pub(super) fn read(&self, folded: &str, suffixes: Words) -> Option<Reading> {
        let mut reading = None;
        self.each_prefix(folded, |len, state| {
            let suffix_len = folded.len() - len;
            let senses = if suffix_len == 0 { self.whole(state) } else { self.stem(state) };
            if !senses.is_empty() && (suffix_len == 0 || suffixes.contains(&folded[len..])) {
                reading = Some(Reading { senses, suffix_len });
            }
        });
        reading
    }

    /// Calls `found` with the length of every key that begins `folded` and where it ends, shortest first.
    #[inline]
    fn each_prefix(&self, folded: &str, mut found: impl FnMut(usize, State)) {
        let mut state = self.root();
        for (index, &byte) in folded.as_bytes().iter().enumerate() {
            let Some(next) = self.step(state, byte) else { break };
            state = next;
            if state.ends {
                found(index + 1, state);
            }
        }
    }

    fn root(&self) -> State {
        State { base: self.slot(0).unwrap_or_default() as usize, passed: 0, ends: false }
    }

    fn follow(&self, from: State, piece: &str) -> Option<State> {
        piece.bytes().try_fold(from, |state, byte| self.step(state, byte))
    }

    #[inline]
    fn step(&self, from: State, byte: u8) -> Option<State> {
        let slot = self.slot(from.base + usize::from(byte) + 1)?;
        (slot as u8 == byte).then(|| State {
            base: (slot >> BASE_SHIFT & BASE_MASK) as usize,
            passed: from.passed + (slot >> SKIP_SHIFT) as usize,
            ends: slot & FINAL != 0,
        })
    }

    #[inline]
    fn slot(&self, index: usize) -> Option<u64> {
        let bytes = self.slots.get(index * 8..index * 8 + 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }

    /// What the key that ends here means: where its senses begin and end.
    fn meaning(&self, end: State) -> Option<[u16; 4]> {
        let bytes = self.numbers.get(end.passed * 2..end.passed * 2 + 2)?;
        self.meanings.get(usize::from(u16::from_le_bytes(bytes.try_into().ok()?))).copied()
    }

    /// The senses that stay when a suffix follows.
    fn stem(&self, end: State) -> &'static [Sense] {
        self.meaning(end).map_or(&[], |[_, _, from, to]| &self.senses[from.into()..to.into()])
    }

    fn whole(&self, end: State) -> &'static [Sense] {
        self.meaning(end).map_or(&[], |[from, to, _, _]| &self.senses[from.into()..to.into()])
    }
}

/// A walk along the keys of a lexicon.
pub struct Walk<'a> {
    lexicon: &'a Lexicon,
    /// `None` after a step that no key takes.
    at: Option<State>,
}

impl Walk<'_> {
    /// Goes on along `piece`; says whether any key begins with all that was walked so far. After a no the walk is over.
    pub fn step(&mut self, piece: &str) -> bool {
        self.at = self.at.and_then(|at| self.lexicon.follow(at, piece));
        self.at.is_some()
    }

    /// The senses of what was walked, if it is a key.
    pub fn senses(&self) -> Option<&'static [Sense]> {
        self.at.filter(|at| at.ends).map(|at| self.lexicon.whole(at))
    }
}

/// A word taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What the word without its suffix may mean.
    pub senses: &'static [Sense],
    /// Bytes of the folded suffix that was taken off its end; 0 for the word as it stands.
    pub suffix_len: usize,
}
