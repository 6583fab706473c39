//! What a paragraph says: its sentences and its mentions of numbers and dates. A pure function of prose,
//! language and settings.

pub mod mention;
mod scan;

pub mod sentence;
mod settings;
pub mod token;
pub mod value;

pub use mention::{Hardness, Kind, Mention, Notation, Purpose};
pub use sentence::{Boundary, Sentence, Sentences};
pub use settings::Settings;
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

/// Reads a paragraph's prose as the language reads it and the project wants it read.
pub fn analyze(language: &Language, prose: &str, settings: &Settings) -> Analysis {
    let tokens = token::Tokens::new(prose);
    Analysis {
        sentences: sentence::sentences(language, prose, &tokens, settings),
        mentions: scan::mentions(language, prose, &tokens),
    }
}
