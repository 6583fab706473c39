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
    /// How wordy its language is.
    pub breadth: Breadth,
}

/// How many letters a language takes for what others say in a hundred: what lengths are divided by before they are
/// compared with another language's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breadth(u8);

impl Breadth {
    /// A language's.
    pub fn of(language: &Language) -> Self {
        Self(language.sentences.letters)
    }

    /// How long a text of the language is: its letters, digits and marks, in letters of others.
    pub fn length(self, text: &str) -> f32 {
        self.even(text.chars().filter(|c| !c.is_whitespace()).map(token::letter_weight).sum())
    }

    /// What so many letters of the language amount to, in letters of others.
    pub fn even(self, letters: f32) -> f32 {
        letters * 100.0 / f32::from(self.0.max(1))
    }
}

impl Default for Breadth {
    fn default() -> Self {
        Self(100)
    }
}

/// Reads a paragraph's prose as the language reads it and the project wants it read.
pub fn analyze(language: &Language, prose: &str, settings: &Settings) -> Analysis {
    let tokens = token::Tokens::new(prose);
    Analysis {
        sentences: sentence::sentences(language, prose, &tokens, settings),
        mentions: scan::mentions(language, prose, &tokens),
        breadth: Breadth::of(language),
    }
}
