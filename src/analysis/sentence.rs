//! Where sentences begin and end.
//!
//! Conventions, the same in every language: sentences inside a quotation count separately; a colon or a semicolon ends
//! none (the Greek question mark does); headings, list items and cells are paragraphs of their own before this runs.

mod around;
mod beginning;
mod characters;
mod fragment;
mod rules;
mod scan;

pub use beginning::{forgotten_stops, joins};
pub use characters::{is_closer, is_ended};

use super::Settings;
use super::token::Tokens;
use crate::language::Language;
use crate::text::LocalRange;

/// How sure a sentence's end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// Nobody would read on.
    Firm,
    /// Decided on weak evidence: perhaps the sentence goes on.
    Soft,
}

/// A sentence in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// White space around it left out.
    pub range: LocalRange,
    /// How sure its end is; the paragraph's end is always firm.
    pub end: Boundary,
}

/// A paragraph's sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentences {
    /// In order, not empty; what lies before, between and after them is white space, or is invisible.
    pub list: Box<[Sentence]>,
    /// How many more there would be if every place that was weakly taken for none were a boundary.
    pub doubtful: u32,
    /// Where a word begins in lower case though an ordinary word and its full stop stand before it, in order: bytes from
    /// the paragraph's first one. No sentence begins there; most likely text was lost before it. A name that is written
    /// so ("sbuild") looks the same: whoever reports it looks for the word on the other side first.
    pub lower_case_starts: Box<[u32]>,
}

impl Sentences {
    /// The least number of sentences the paragraph may have, counting firm boundaries only.
    pub fn least(&self) -> u32 {
        self.list.iter().filter(|sentence| sentence.end == Boundary::Firm).count() as u32
    }

    /// The greatest number of sentences it may have.
    pub fn greatest(&self) -> u32 {
        self.list.len() as u32 + self.doubtful
    }

    /// Whether the two paragraphs may have the same number of sentences.
    pub fn counts_meet(&self, other: &Self) -> bool {
        self.least() <= other.greatest() && other.least() <= self.greatest()
    }

    /// The index of the sentence that holds the byte, or that ends nearest before it.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let after = self.list.partition_point(|sentence| sentence.range.start() <= offset);
        after.checked_sub(1).or(if self.list.is_empty() { None } else { Some(0) })
    }
}

/// The sentences of a paragraph's prose, whose tokens are `tokens`. A line break in it is a blank like any other.
pub fn sentences(language: &Language, prose: &str, tokens: &Tokens, settings: &Settings) -> Sentences {
    scan::Scan::new(language, prose, tokens, settings).run()
}
