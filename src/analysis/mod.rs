//! What a paragraph says: its sentences and its mentions of numbers and dates. A pure function of prose and language.

pub mod mention;
mod scan;

pub mod sentence;
pub mod token;
pub mod value;

pub use mention::{Hardness, Kind, Mention, Notation};
pub use sentence::{Boundary, Sentence, Sentences};
pub use value::{Date, Measure, Number, Period, Quantity, Readings, Value};

use crate::language::Language;

/// A paragraph's sentences and mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Its sentences.
    pub sentences: Sentences,
    /// Its mentions, in order of their beginnings, not overlapping.
    pub mentions: Box<[Mention]>,
}

/// Reads a paragraph's prose as the language reads it.
pub fn analyze(language: &Language, prose: &str) -> Analysis {
    let tokens = token::Tokens::new(prose);
    Analysis {
        sentences: sentence::sentences(language, prose, &tokens),
        mentions: scan::mentions(language, prose, &tokens),
    }
}
