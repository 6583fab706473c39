//! Word lists and the lexicon: looked up where they lie in the binary, without being built at start.

use smallvec::SmallVec;

use super::Sense;

/// A closed set of words: an automaton, as [`Lexicon`] has one.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub(super) &'static [u8]);

impl Words {
    /// The words of a table that the build compiles; for tests that try out other words.
    pub const fn new(table: &'static [u8]) -> Self {
        Self(table)
    }

    /// Whether the word is one of them.
    pub fn contains(self, word: &str) -> bool {
        self.has(word.as_bytes())
    }

    #[inline]
    fn has(self, word: &[u8]) -> bool {
        let automaton = Automaton(self.0);
        let end = automaton.follow(automaton.root(), word.iter().copied());
        end.is_some_and(|state| state.end != 0)
    }

    /// Whether the word in lower case is one of them.
    pub fn contains_lower(self, word: &str) -> bool {
        let automaton = Automaton(self.0);
        let mut state = automaton.root();
        for lower in word.chars().flat_map(char::to_lowercase) {
            let mut buffer = [0; 4];
            let Some(next) = automaton.follow(state, lower.encode_utf8(&mut buffer).bytes()) else {
                return false;
            };
            state = next;
        }
        state.end != 0
    }

    /// How many words there are.
    pub fn len(self) -> usize {
        (Automaton(self.0).slot(0).unwrap_or_default() >> SKIP_SHIFT) as usize
    }

    /// Whether there is no word in it.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Where it lies, and how many bytes it takes.
    pub(super) fn table(self) -> (usize, usize) {
        table(self.0)
    }
}

/// Words that lie in one table, as `build/automaton.rs` writes it: the base of the first state and the number of
/// words, then the slots.
#[derive(Debug, Clone, Copy)]
struct Automaton(&'static [u8]);

fn table<T>(values: &[T]) -> (usize, usize) {
    (values.as_ptr() as usize, size_of_val(values))
}

/// Bytes of a slot.
const SLOT: usize = 8;

/// Bits of a slot, from the lowest: the byte that leads to it (8), how a word ends there (2), the base of the state that
/// it leads to (22), how many words are passed over (32).
const END_SHIFT: u32 = 8;
const BASE_SHIFT: u32 = 10;
const BASE_MASK: u64 = (1 << 22) - 1;
const SKIP_SHIFT: u32 = 32;

/// How a word ends at a state that may have a suffix behind it; 1: as a whole; 0: none ends.
const STEM: u8 = 2;
/// The same of one that may have another number word behind it as well.
const NUMBER: u8 = 3;

/// A place in an automaton.
#[derive(Debug, Clone, Copy)]
struct State {
    base: usize,
    /// How many words come before those that lead on from here.
    passed: usize,
    end: u8,
}

impl Automaton {
    #[inline]
    fn root(self) -> State {
        State { base: self.slot(0).unwrap_or_default() as u32 as usize, passed: 0, end: 0 }
    }

    #[inline]
    fn follow(self, from: State, piece: impl Iterator<Item = u8>) -> Option<State> {
        let mut state = from;
        for byte in piece {
            state = self.step(state, byte)?;
        }
        Some(state)
    }

    #[inline]
    fn step(self, from: State, byte: u8) -> Option<State> {
        let slot = self.slot(from.base + usize::from(byte) + 1)?;
        (slot as u8 == byte).then(|| State {
            base: (slot >> BASE_SHIFT & BASE_MASK) as usize,
            passed: from.passed + (slot >> SKIP_SHIFT) as usize,
            end: (slot >> END_SHIFT) as u8 & 0b11,
        })
    }

    #[inline]
    fn slot(self, index: usize) -> Option<u64> {
        let (slots, _) = self.0.as_chunks::<SLOT>();
        slots.get(index).map(|slot| u64::from_le_bytes(*slot))
    }
}

/// What a language's words and phrases mean.
///
/// Keys are folded as [`crate::analysis::token`] folds: lower case, composed (NFC), without soft hyphens; the words of
/// a phrase are joined by one space each. They are found in an automaton that the build compiles (`build/automaton.rs`
/// says how it lies in its table), byte by byte, so that a word is given up at the first byte that no key has there.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon {
    /// The automaton: the base of the first state and the number of keys, then the slots; 8 bytes each.
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

    /// Where its tables lie, and how many bytes each takes.
    pub(super) fn tables(&self) -> [(usize, usize); 4] {
        [table(self.slots), table(self.numbers), table(self.meanings), table(self.senses)]
    }

    /// The senses of exactly this folded word or phrase.
    pub fn get(&self, folded: &str) -> Option<&'static [Sense]> {
        let end = self.automaton().follow(self.automaton().root(), folded.bytes())?;
        (end.end != 0).then(|| self.whole(end))
    }

    /// All that is known of a folded word, in one walk; `None`, most often, where nothing is.
    pub(super) fn find(&self, word: &str, suffixes: Words) -> Option<Found<'_>> {
        let automaton = self.automaton();
        let mut state = automaton.root();
        let mut found = Found { walk: None, reading: None, number: false };
        for (index, &byte) in word.as_bytes().iter().enumerate() {
            let Some(next) = automaton.step(state, byte) else {
                return (found.number || found.reading.is_some()).then_some(found);
            };
            state = next;
            let suffix = &word.as_bytes()[index + 1..];
            if state.end >= STEM && !suffix.is_empty() {
                found.number |= state.end == NUMBER;
                if suffixes.has(suffix) {
                    let senses = self.stem(state);
                    found.reading = Some(Reading { senses, suffix_len: suffix.len() });
                }
            }
        }
        if state.end != 0 {
            found.reading = Some(Reading { senses: self.whole(state), suffix_len: 0 });
        }
        found.walk = Some(Walk { lexicon: self, at: Some(state) });
        Some(found)
    }

    /// Whether a number word begins the folded word.
    pub fn begins_with_number(&self, word: &str) -> bool {
        let automaton = self.automaton();
        let mut state = automaton.root();
        for &byte in word.as_bytes() {
            match automaton.step(state, byte) {
                Some(next) if next.end == NUMBER => return true,
                Some(next) => state = next,
                None => return false,
            }
        }
        false
    }

    /// A walk along the keys, piece by piece; for phrases, whose words lie apart in the text.
    pub fn walk(&self) -> Walk<'_> {
        Walk { lexicon: self, at: Some(self.automaton().root()) }
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
        let automaton = self.automaton();
        let mut state = automaton.root();
        for (index, &byte) in folded.as_bytes().iter().enumerate() {
            let Some(next) = automaton.step(state, byte) else { break };
            state = next;
            if state.end != 0 {
                found(index + 1, state);
            }
        }
    }

    fn automaton(&self) -> Automaton {
        Automaton(self.slots)
    }

    /// What the key that ends here means: where its senses begin and end.
    fn meaning(&self, end: State) -> Option<[u16; 4]> {
        let number = self.numbers.as_chunks().0.get(end.passed)?;
        self.meanings.get(usize::from(u16::from_le_bytes(*number))).copied()
    }

    /// The senses that stay when a suffix follows.
    fn stem(&self, end: State) -> &'static [Sense] {
        self.meaning(end).map_or(&[], |[_, _, from, to]| &self.senses[from.into()..to.into()])
    }

    fn whole(&self, end: State) -> &'static [Sense] {
        self.meaning(end).map_or(&[], |[from, to, _, _]| &self.senses[from.into()..to.into()])
    }
}

/// What is known of a word.
#[derive(Debug)]
pub struct Found<'a> {
    /// A walk that stands behind the word, where a key begins with it: a phrase may go on from there.
    pub walk: Option<Walk<'a>>,
    /// The word as it stands, else its longest stem before one of the suffixes.
    pub reading: Option<Reading>,
    /// Whether a number word begins it and something follows that: it may be a compound.
    pub number: bool,
}

/// A walk along the keys of a lexicon.
#[derive(Debug)]
pub struct Walk<'a> {
    lexicon: &'a Lexicon,
    /// `None` after a step that no key takes.
    at: Option<State>,
}

impl Walk<'_> {
    /// Goes on along `piece`; says whether any key begins with all that was walked so far. After a no the walk is over.
    pub fn step(&mut self, piece: &str) -> bool {
        self.at = self.at.and_then(|at| self.lexicon.automaton().follow(at, piece.bytes()));
        self.at.is_some()
    }

    /// The senses of what was walked, if it is a key.
    pub fn senses(&self) -> Option<&'static [Sense]> {
        self.at.filter(|at| at.end != 0).map(|at| self.lexicon.whole(at))
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
