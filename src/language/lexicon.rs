//! Word lists and the lexicon: looked up where they lie in the binary, without being built at start.

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
/// a phrase are joined by one space each.
#[derive(Debug)]
pub struct Lexicon {
    /// An `fst::Map` from key to two indices into `entries`: the lower 32 bits lead to all senses, the upper ones to
    /// those that stay when a suffix follows.
    pub(super) keys: &'static [u8],
    /// The senses of each entry.
    pub(super) entries: &'static [&'static [Sense]],
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
    /// How many words and phrases it holds.
    pub fn count(&self) -> usize {
        fst::Map::new(self.keys).map_or(0, |map| map.len())
    }

    /// The senses of exactly this folded word or phrase.
    pub fn get(&self, folded: &str) -> Option<&'static [Sense]> {
        let map = fst::Map::new(self.keys).ok()?;
        map.get(folded).map(|value| self.whole(value))
    }

    /// Whether some key begins with the first letter of `word`: a quick no for most words.
    pub fn may_begin(&self, word: &str) -> bool {
        let Some(first) = word.chars().next() else { return false };
        let mut walk = self.walk();
        walk.step(&word[..first.len_utf8()])
    }

    /// A walk along the keys, piece by piece; for phrases, whose words lie apart in the text.
    pub fn walk(&self) -> Walk<'_> {
        let map = fst::Map::new(self.keys).ok();
        let address = map.as_ref().map_or(0, |map| map.as_fst().root().addr());
        Walk { map, lexicon: self, address, output: fst::raw::Output::zero() }
    }

    /// Every key that begins `folded`, shortest first. For taking closed compounds apart and for phrases.
    pub fn prefixes(&self, folded: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each_prefix(folded, |len, value| hits.push(Hit { len, senses: self.whole(value) }));
        hits
    }

    /// A word as it stands, else its longest stem before one of the suffixes.
    pub(super) fn read(&self, folded: &str, suffixes: Words) -> Option<Reading> {
        let mut reading = None;
        self.each_prefix(folded, |len, value| {
            let suffix_len = folded.len() - len;
            let senses = if suffix_len == 0 { self.whole(value) } else { self.stem(value) };
            if !senses.is_empty() && (suffix_len == 0 || suffixes.contains(&folded[len..])) {
                reading = Some(Reading { senses, suffix_len });
            }
        });
        reading
    }

    /// Calls `found` with the length and the value of every key that begins `folded`, shortest first.
    fn each_prefix(&self, folded: &str, mut found: impl FnMut(usize, u64)) {
        let Ok(map) = fst::Map::new(self.keys) else { return };
        let fst = map.as_fst();
        let mut node = fst.root();
        let mut output = fst::raw::Output::zero();
        for (index, &byte) in folded.as_bytes().iter().enumerate() {
            let Some(at) = node.find_input(byte) else { break };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
            if node.is_final() {
                found(index + 1, output.cat(node.final_output()).value());
            }
        }
    }

    /// The senses that stay when a suffix follows.
    fn stem(&self, value: u64) -> &'static [Sense] {
        self.entries[(value >> 32) as usize]
    }

    fn whole(&self, value: u64) -> &'static [Sense] {
        self.entries[(value & u64::from(u32::MAX)) as usize]
    }
}

/// A walk along the keys of a lexicon.
pub struct Walk<'a> {
    map: Option<fst::Map<&'static [u8]>>,
    lexicon: &'a Lexicon,
    address: usize,
    output: fst::raw::Output,
}

impl Walk<'_> {
    /// Goes on along `piece`; says whether any key begins with all that was walked so far. After a no the walk is over.
    pub fn step(&mut self, piece: &str) -> bool {
        let Some(map) = &self.map else { return false };
        let fst = map.as_fst();
        let mut node = fst.node(self.address);
        for &byte in piece.as_bytes() {
            let Some(at) = node.find_input(byte) else {
                self.map = None;
                return false;
            };
            let transition = node.transition(at);
            self.output = self.output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        self.address = node.addr();
        true
    }

    /// The senses of what was walked, if it is a key.
    pub fn senses(&self) -> Option<&'static [Sense]> {
        let node = self.map.as_ref()?.as_fst().node(self.address);
        node.is_final().then(|| self.lexicon.whole(self.output.cat(node.final_output()).value()))
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
