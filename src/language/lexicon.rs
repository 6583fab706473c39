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
    /// An `fst::Map` from key to index into `entries`.
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
        map.get(folded).map(|index| self.entries[index as usize])
    }

    /// Every key that begins `folded`, shortest first. For taking closed compounds apart and for phrases.
    pub fn prefixes(&self, folded: &str) -> Vec<Hit> {
        let Ok(map) = fst::Map::new(self.keys) else { return Vec::new() };
        let fst = map.as_fst();
        let mut node = fst.root();
        let mut output = fst::raw::Output::zero();
        let mut hits = Vec::new();
        for (index, &byte) in folded.as_bytes().iter().enumerate() {
            let Some(at) = node.find_input(byte) else { break };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
            if node.is_final() {
                let entry = output.cat(node.final_output()).value() as usize;
                hits.push(Hit { len: index + 1, senses: self.entries[entry] });
            }
        }
        hits
    }
}
