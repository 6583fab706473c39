//! Mentions: the places in a paragraph that say a number, a quantity or a date.

use super::value::Readings;
use crate::text::LocalRange;

/// Whether the other side must explain a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hardness {
    /// It must: digits, full dates, month and year, percent, money, number words from 13 on.
    Hard,
    /// It may explain, and is never demanded alone: number words up to 12, ordinals, lone months, half, dozen.
    Soft,
    /// Said in words of a language whose data nobody has reviewed: it may explain, and is never spoken of.
    Unreviewed,
}

/// The family a mention belongs to. Leftovers are paired within a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A number in digits, with or without a scale word, percent sign, currency or unit.
    Number,
    /// A number in words.
    NumberWord,
    /// An ordinal, in digits or words.
    Ordinal,
    /// A lone year.
    Year,
    /// A date with at least two of day, month and year.
    Date,
    /// A month alone.
    Month,
    /// A weekday alone.
    Weekday,
    /// A time of day.
    Time,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// Early, mid, late; only beside a year, month, decade or century.
    Period,
    /// A fraction, a multiple, a collective: half, twice, both, dozen.
    Fraction,
    /// An article that may be a one; it explains a one, and is never demanded nor paired.
    Article,
    /// A lone Roman numeral.
    Roman,
    /// A code, a version, a phone number, a reference.
    Literal,
}

/// Whether a number is written as its language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// It is, or nothing in it tells.
    Native,
    /// Its separators are those of other languages ("3.1" for 3,1 in Hungarian).
    Foreign,
}

/// Whether a number with one separator is a decimal, or a version, a section or a reference, which look the same in every
/// language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// It counts something, or can be nothing but a number.
    Counting,
    /// Nothing tells.
    Unclear,
    /// It stands where codes stand: behind a name, at the paragraph's beginning.
    Naming,
}

/// A place in a paragraph that says a number, a quantity or a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its words, a case suffix included ("1958-ban").
    pub range: LocalRange,
    /// Its words without the suffix ("1958"): what a fix replaces.
    pub stem: LocalRange,
    /// Its family.
    pub kind: Kind,
    /// Whether the other side must explain it.
    pub hardness: Hardness,
    /// Whether its separators are the language's own.
    pub notation: Notation,
    /// Whether it may be a code.
    pub purpose: Purpose,
    /// What it may mean.
    pub readings: Readings,
}

impl Mention {
    /// Makes a hard mention a soft one.
    pub(super) fn soften(&mut self) {
        if self.hardness == Hardness::Hard {
            self.hardness = Hardness::Soft;
        }
    }
}
