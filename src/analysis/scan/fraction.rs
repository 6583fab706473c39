//! Fractions: in words ("zwei Drittel", "half a million"), in digits ("3/4"), and behind a whole number.

use smallvec::smallvec;

use super::Grammar;
use super::atom::{Atom, AtomKind};
use super::numeral::Numeral;
use super::quantity::Amount;
use super::spelled::Form;
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::Number;
use crate::language::Sense;

/// "3/4" is a fraction, "40/60" is a pair of shares.
const LARGEST_DENOMINATOR: u32 = 32;

/// Ordinals below this stand behind a number for something else ("two first prizes", "one second").
const FIRST_ORDINAL_DIVISOR: u128 = 3;

/// Into how many parts the number before it is divided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Divisor {
    pub(super) value: u128,
    pub(super) next: usize,
    /// Whether the word says so; an ordinal ("cinquième") may just be one.
    pub(super) explicit: bool,
    /// Whether a hyphen stands before it.
    pub(super) hyphen: bool,
}

impl Grammar<'_> {
    /// "anderthalb", "másfél", "2 Drittel", "half a million", "a quarter million".
    pub(super) fn fraction_in_words(&self, at: usize) -> Option<Amount> {
        let atom = self.get(at)?;
        let own = atom.sense(|sense| match sense {
            Sense::Fraction(numerator, denominator) => Number::new(numerator.into(), denominator.into()),
            _ => None,
        });
        if let Some(value) = own {
            return Some(soft_fraction(value, self.before_scale(at + 1)));
        }
        let article = atom.has(Sense::Article)
            && !matches!(&atom.kind, AtomKind::Known(known) if known.spelled.is_some());
        if article && let Some(divisor) = self.divisor(at + 1) {
            let whole = Number::whole(i128::try_from(divisor.value).ok()?);
            let mut amount = soft_fraction(whole.inverse()?, self.before_scale(divisor.next));
            if divisor.explicit {
                return Some(amount);
            }
            // "A hundredth" is mostly that, "a fifteenth" seldom.
            amount.values.push(whole);
            return Some(amount).filter(|_| divisor.value >= 100 && is_power_of_ten(divisor.value));
        }
        let numerator = atom.numeral().and_then(|numeral| numeral.small(1, 99));
        if let Some(numerator) = numerator {
            let divisor = self.divisor(at + 1).filter(|divisor| divisor.explicit)?;
            let value = Number::new(numerator.into(), i128::try_from(divisor.value).ok()?)?;
            return Some(soft_fraction(value, self.before_scale(divisor.next)));
        }
        // "quarter million": nothing but the scale word makes a number of it.
        let part = atom.sense(denominator).filter(|_| self.is_multiplier(at + 1))?;
        Some(soft_fraction(Number::new(1, part.into())?, at + 1))
    }

    /// The atom of the scale word behind a fraction, past what leads to it ("half a million", "un demi-million", "two
    /// thirds of a million"); `at` itself without one.
    pub(super) fn before_scale(&self, at: usize) -> usize {
        let of = usize::from(self.connector(at));
        let article = usize::from(self.has(at + of, Sense::Article));
        let hyphen = usize::from(self.glued_symbol(at, '-'));
        let scale_at = at + hyphen.max(of + article);
        if self.is_multiplier(scale_at) { scale_at } else { at }
    }

    /// The divisor at `at`, behind a number.
    pub(super) fn divisor(&self, at: usize) -> Option<Divisor> {
        let hyphen = self.glued_symbol(at, '-') && self.glued(at + 1).is_some();
        let at = at + usize::from(hyphen);
        let atom = self.get(at)?;
        let compound = match &atom.kind {
            AtomKind::Known(known) => known.spelled.filter(|spelled| spelled.form == Form::Denominator),
            _ => None,
        };
        let explicit = atom.sense(denominator).map(u128::from).or(compound.map(|spelled| spelled.value));
        if let Some(value) = explicit {
            return Some(Divisor { value, next: at + 1, explicit: true, hyphen });
        }
        let ordinal = self.words(at).filter(|words| words.spelled.form == Form::Ordinal)?;
        let last = &self.atoms[ordinal.next - 1];
        let is_unit = last.senses().iter().any(|sense| matches!(sense, Sense::Unit(_)));
        let is_century = self.has(ordinal.next, Sense::Century) || self.has(ordinal.next, Sense::Decades);
        let value = ordinal.spelled.value;
        (value >= FIRST_ORDINAL_DIVISOR && !is_unit && !is_century).then_some(Divisor {
            value,
            next: ordinal.next,
            explicit: false,
            hyphen,
        })
    }

    /// "½", "1/2", "and a half", "és fél", "con tres quintos" behind a number: the fraction, and the atom after it.
    pub(super) fn added_fraction(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(AtomKind::Numeral(numeral)) = self.get(at).map(|atom| &atom.kind)
            && numeral.runs.is_empty()
        {
            return Some((*numeral.values.first()?, at + 1));
        }
        if !self.has(at, Sense::And) {
            return None;
        }
        let half_at = at + 1 + usize::from(self.has(at + 1, Sense::Article));
        match self.get(half_at).and_then(|atom| atom.sense(proper_fraction)) {
            Some(fraction) => Some((fraction, half_at + 1)),
            None => self.divided_part(at + 1),
        }
    }

    /// A number in words, or an article, and a greater divisor: "three fifths", "a thirtieth".
    pub(super) fn divided_part(&self, at: usize) -> Option<(Number, usize)> {
        let (numerator, next) = match self.words(at).filter(|words| words.spelled.form == Form::Cardinal) {
            Some(words) => (words.spelled.value, words.next),
            None if self.has(at, Sense::Article) => (1, at + 1),
            None => return None,
        };
        if numerator == 1
            && let Some(half) = self.get(next).and_then(|atom| atom.sense(proper_fraction))
        {
            return Some((half, next + 1));
        }
        let divisor = self.divisor(next).filter(|divisor| numerator > 0 && numerator < divisor.value)?;
        let value = Number::new(i128::try_from(numerator).ok()?, i128::try_from(divisor.value).ok()?)?;
        Some((value, divisor.next))
    }

    /// "3/4" as a fraction: both small, the first the smaller one.
    pub(super) fn fraction_in_digits(&self, at: usize, numeral: &Numeral) -> Option<Number> {
        let numerator = numeral.small(1, 99)?;
        let denominator = self.glued(at + 2)?.numeral()?.small(2, 99)?;
        let parts = |number: u32| (2..=number).filter(move |part| number.is_multiple_of(*part));
        let reduced = !parts(numerator).any(|part| denominator.is_multiple_of(part));
        let whole = self.glued_symbol(at + 1, '/')
            && !self.glued_symbol(at + 3, '/')
            && numerator < denominator
            && denominator <= LARGEST_DENOMINATOR
            && reduced;
        whole.then(|| Number::new(numerator.into(), denominator.into())).flatten()
    }

    /// "1/4" in "2 1/4".
    pub(super) fn spaced_fraction(&self, at: usize) -> Option<(Number, usize)> {
        let numeral = self.get(at).filter(|atom| atom.spaced)?.numeral()?;
        Some((self.fraction_in_digits(at, numeral)?, at + 3))
    }

    /// Whether a scale word, or one like "dozen", stands at `at`.
    pub(super) fn is_multiplier(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom: &Atom| {
            atom.senses().iter().any(|sense| matches!(sense, Sense::Scale(_) | Sense::Multiple(_)))
        })
    }
}

fn soft_fraction(value: Number, next: usize) -> Amount {
    Amount::in_words(next, smallvec![value], Kind::Fraction, Hardness::Soft)
}

fn is_power_of_ten(value: u128) -> bool {
    10_u128.checked_pow(value.ilog10()) == Some(value)
}

/// A word's denominator; what only makes one behind a number word is none by itself.
fn denominator(sense: Sense) -> Option<u16> {
    match sense {
        Sense::Denominator(denominator) if denominator > 1 => Some(denominator),
        _ => None,
    }
}

/// A fraction below one that may be added to a whole number.
fn proper_fraction(sense: Sense) -> Option<Number> {
    match sense {
        Sense::Fraction(numerator, denominator) if numerator < denominator => {
            Number::new(numerator.into(), denominator.into())
        }
        _ => Number::new(1, denominator(sense)?.into()),
    }
}
