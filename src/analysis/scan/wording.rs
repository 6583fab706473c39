//! Numbers in words as they stand in a text: parts written together or apart, years said in pairs, digits said one by
//! one, decimals read out.

use smallvec::{SmallVec, smallvec};

use super::Grammar;
use super::atom::{Atom, AtomKind};
use super::fraction::Divisor;
use super::quantity::{Amount, Values};
use super::spelled::{self, Form, Spelled, Sum};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::Number;
use crate::language::Sense;

/// Number words below this may stand for something else and are never demanded.
const FIRST_HARD_WORD: i128 = 13;

/// How many digits or pairs of them are read out one after the other.
const MOST_SAID: usize = 20;

/// Number words that belong together.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// What they are worth.
    pub(super) spelled: Spelled,
    /// The atom behind them.
    pub(super) next: usize,
    /// All but the last word, and the last word.
    pub(super) parts: (u128, Spelled),
    /// What stands before the last "and": 200 in "two hundred and five".
    pub(super) before_and: Option<u128>,
    /// What else they may be worth, if they are no single number.
    apart: SmallVec<[u128; 2]>,
    /// Whether a sum of many words, or one that nobody would write for anything else.
    sure: bool,
}

impl Grammar<'_> {
    /// A number in words: "zweihundertdrei Millionen fünftausend", "a million", "two and a half", "three point six".
    pub(super) fn in_words(&self, at: usize) -> Option<Amount> {
        let Some(words) = self.words(at) else { return self.bare_decimals(at) };
        if words.spelled.form == Form::Ordinal {
            return Some(self.ordinal(&words));
        }
        if let Some(amount) = self.divided(&words) {
            return Some(amount);
        }
        if let Some(amount) = self.with_decimals(&words) {
            return Some(amount);
        }
        let mut value = number(words.spelled.value)?;
        let mut next = words.next;
        let mut apart: Values = words.apart.iter().filter_map(|&value| number(value)).collect();
        if let Some((fraction, after)) = self.added_fraction(next) {
            // "And a thirtieth" may be one more thing.
            if self.divisor(after - 1).is_some_and(|divisor| !divisor.explicit) {
                apart.push(value);
                apart.extend(fraction.inverse());
            }
            (value, next) = self.plus_fraction(value, words.spelled.scale, fraction, after)?;
        }
        let mut kind = Kind::NumberWord;
        if next == at + 1 && self.atoms[at].has(Sense::Article) && !self.measured(next) {
            kind = Kind::Article;
        }
        // "Millionen Menschen", "mehrere Hunderttausend": one round word says roughly how many.
        let round = next == at + 1 && is_round(words.spelled);
        if round {
            kind = Kind::Fraction;
        }
        let soft = round || !words.sure || value.to_f64() < FIRST_HARD_WORD as f64;
        let mut values: Values = smallvec![value];
        values.extend(apart);
        let hardness = if soft { Hardness::Soft } else { Hardness::Hard };
        let before_and = words.before_and.and_then(number);
        Some(Amount { before_and, ..Amount::in_words(next, values, kind, hardness) })
    }

    /// The number words that belong together from `at` on.
    pub(super) fn words(&self, at: usize) -> Option<Words> {
        let found = self.added_up(at)?;
        Some(self.said_in_parts(at, &found).unwrap_or(found))
    }

    /// The number that words add up to from `at` on, and the atom behind them: "ten thirty" is ten here.
    pub(super) fn spelled(&self, at: usize) -> Option<(Spelled, usize)> {
        self.added_up(at).map(|words| (words.spelled, words.next))
    }

    fn added_up(&self, at: usize) -> Option<Words> {
        self.piece(at, true)?;
        let mut sum = Sum::default();
        let mut found: Option<Words> = None;
        let mut here = at;
        let mut before_and = None;
        let mut sure = true;
        while let Some(next) =
            self.piece(here, sum.pieces == 0).and_then(|piece| self.and_counts(sum, piece, here))
        {
            sum = next;
            here += 1;
            let mut apart = SmallVec::new();
            if let Some((inverted, unit, ten)) = self.unit_and_ten(here, sum) {
                sum = inverted;
                here += 2;
                if sum.pieces == 1 {
                    (apart, sure) = (smallvec![unit, ten], false);
                }
            }
            let spelled = sum.finish()?;
            found = Some(Words { spelled, next: here, parts: sum.parts()?, before_and, apart, sure });
            let (joint, loose) = self.joint(here, spelled.value);
            sure &= !loose;
            if self.has(here, Sense::And) && joint == 1 {
                // "two million and one half"; but "two hundred and fifty-four hundredths" go on counting.
                let fraction = self.added_fraction(here).is_some();
                if fraction && (spelled.value >= 1000 || !self.counts_on(here + 1)) {
                    break;
                }
                before_and = Some(spelled.value);
            }
            here += joint;
        }
        let mut found = found?;
        found.before_and = found.before_and.or_else(|| self.and_inside(&found));
        Some(found)
    }

    /// The sum with one atom more. French goes on counting behind sixty and eighty: "quatre-vingt" and "treize".
    fn and_counts(&self, sum: Sum, piece: Spelled, at: usize) -> Option<Sum> {
        if let Some(next) = sum.add(piece) {
            return Some(next);
        }
        let (_, last) = sum.parts()?;
        let is_teen = piece.form == Form::Cardinal && (10..=19).contains(&piece.value);
        if !is_teen || last.form != Form::Cardinal || last.value % 100 < 20 || last.value % 10 != 0 {
            return None;
        }
        let before = at - 1 - usize::from(self.atoms[at - 1].is_symbol('-'));
        let written = [before, at].map(|at| self.prose[self.atoms[at].range].to_lowercase()).join("-");
        let written = written.replace(' ', "-");
        let wanted = u16::try_from(last.value % 100 + piece.value).ok()?;
        let is_word = |start: usize| {
            let senses = self.language.lexicon.get(&written[start..]);
            senses.is_some_and(|senses| senses.contains(&Sense::Cardinal(wanted)))
        };
        let starts = written.match_indices('-').map(|(at, _)| at + 1);
        if !std::iter::once(0).chain(starts).any(is_word) {
            return None;
        }
        sum.replace_last(Spelled { value: last.value + piece.value, ..last })
    }

    /// What stands before the "and" inside a phrase that the lexicon has as a whole: "three hundred and two".
    fn and_inside(&self, words: &Words) -> Option<u128> {
        let below = words.spelled.value % 100;
        let phrase = &self.prose[self.atoms[words.next - 1].range];
        let is_and =
            |word: &str| self.language.lexicon.get(word).is_some_and(|senses| senses.contains(&Sense::And));
        (below > 0 && words.spelled.value > 100 && phrase.split_whitespace().any(is_and))
            .then_some(words.spelled.value - below)
    }

    /// What one atom adds to a number in words.
    fn piece(&self, at: usize, first: bool) -> Option<Spelled> {
        let atom = self.get(at)?;
        match &atom.kind {
            AtomKind::Known(known) if known.spelled.is_some() => {
                known.spelled.filter(|spelled| spelled.form != Form::Denominator)
            }
            AtomKind::Known(_) if first && atom.has(Sense::Article) && self.is_multiplier(at + 1) => {
                Some(Spelled { value: 1, scale: 0, form: Form::Cardinal })
            }
            _ => None,
        }
    }

    /// How many atoms at `at` join two number words, and whether they may part them as well: a hyphen, a word for "and"
    /// behind hundreds, a dash between tens and ones.
    fn joint(&self, at: usize, before: u128) -> (usize, bool) {
        let Some(atom) = self.get(at) else { return (0, false) };
        let glued = !atom.spaced && self.glued(at + 1).is_some();
        match atom.kind {
            AtomKind::Symbol('-' | '‑') if glued => (1, false),
            AtomKind::Symbol('-' | '—')
                if before % 100 >= 20 && before.is_multiple_of(10) && self.ones(at + 1) =>
            {
                let evenly = self.get(at + 1).is_some_and(|next| next.spaced == atom.spaced);
                (usize::from(evenly), true)
            }
            _ if atom.has(Sense::And) && !atom.has(Sense::Decimal) && before.is_multiple_of(100) => {
                (1, false)
            }
            _ => (0, false),
        }
    }

    /// Whether a number word greater than one stands at `at`.
    fn counts_on(&self, at: usize) -> bool {
        self.piece(at, false).is_some_and(|piece| piece.form == Form::Cardinal && piece.value > 1)
    }

    fn ones(&self, at: usize) -> bool {
        self.piece(at, false).is_some_and(|piece| piece.scale == 0 && (1..=9).contains(&piece.value))
    }

    /// "drei und zwanzig" written apart, in a language that writes "dreiundzwanzig": the sum with both, the ones, the tens.
    fn unit_and_ten(&self, and: usize, sum: Sum) -> Option<(Sum, u128, u128)> {
        let (_, unit) = sum.parts()?;
        let is_unit = unit.form == Form::Cardinal && unit.scale == 0 && (1..=9).contains(&unit.value);
        if !is_unit || !self.has(and, Sense::And) {
            return None;
        }
        let ten =
            self.piece(and + 1, false).filter(|ten| ten.scale == 0 && (20..=90).contains(&ten.value))?;
        let glued: String = (and - 1..=and + 1).map(|at| &self.prose[self.atoms[at].range]).collect();
        let whole =
            self.language.read(&glued.to_lowercase()).and_then(|read| spelled::of_senses(read.senses))?;
        (whole.value == unit.value + ten.value)
            .then(|| sum.replace_last(whole))
            .flatten()
            .map(|sum| (sum, unit.value, ten.value))
    }

    /// "nineteen seventy-three", "one three zero zero": two pairs of digits, or digits one by one. Only years are sure.
    fn said_in_parts(&self, at: usize, first: &Words) -> Option<Words> {
        let plain = first.next == at + 1 && first.spelled.form == Form::Cardinal && first.spelled.scale == 0;
        if !plain || self.atoms[at].has(Sense::Article) {
            return None;
        }
        let parts = [self.pair(at, first.spelled.value), self.digits_one_by_one(at)];
        let (value, next, apart) = parts.into_iter().flatten().max_by_key(|(_, next, _)| *next)?;
        if self.measured(next) || self.glued_symbol(next, '-') {
            return None;
        }
        let spelled = Spelled { value, scale: 0, form: Form::Cardinal };
        let sure = (1300..2100).contains(&value) && apart.len() == 2;
        let apart = if sure { SmallVec::new() } else { apart };
        Some(Words { spelled, next, parts: (0, spelled), before_and: None, apart, sure })
    }

    /// Hundreds and what follows them: "nineteen seventy-three", "nineteen oh five", "one twenty two".
    fn pair(&self, at: usize, hundreds: u128) -> Option<(u128, usize, SmallVec<[u128; 2]>)> {
        let second = at + 1 + usize::from(self.glued_symbol(at + 1, '-'));
        let (rest, next) = if self.digit(second) == Some(0) {
            (self.digit(second + 1).filter(|&digit| digit > 0)?, second + 2)
        } else {
            (self.get(second).and_then(below_hundred).filter(|&rest| rest >= 10)?, second + 1)
        };
        let whole = matches!(hundreds, 1..=9 | 11..=20) && self.has_no_more(next);
        whole.then(|| (hundreds * 100 + rest, next, smallvec![hundreds, rest]))
    }

    /// Three digits or more, each in a word of its own.
    fn digits_one_by_one(&self, at: usize) -> Option<(u128, usize, SmallVec<[u128; 2]>)> {
        let digits: SmallVec<[u128; 2]> =
            (at..self.atoms.len()).map_while(|at| self.digit(at)).take(MOST_SAID).collect();
        let next = at + digits.len();
        let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
        (digits.len() >= 3 && self.has_no_more(next)).then_some((value, next, digits))
    }

    /// Whether no further number follows.
    fn has_no_more(&self, at: usize) -> bool {
        self.piece(at, false).is_none() && !self.has(at, Sense::Decimal)
    }

    /// A single digit in a word.
    fn digit(&self, at: usize) -> Option<u128> {
        let atom = self.get(at)?;
        let said = |sense| match sense {
            Sense::Digit(digit) => Some(digit.into()),
            _ => None,
        };
        atom.sense(said).or_else(|| below_hundred(atom).filter(|&digit| digit < 10))
    }

    /// "eighteen point three six", "tres coma catorce", "két egész öt tized".
    fn with_decimals(&self, words: &Words) -> Option<Amount> {
        let point = self.get(words.next).filter(|atom| atom.has(Sense::Decimal))?;
        let whole = number(words.spelled.value)?;
        let (fraction, next) = self
            .divided_part(words.next + 1)
            .or_else(|| self.decimals(words.next + 1).map(|decimals| (decimals.value, decimals.next)))?;
        let value = whole.plus(fraction)?;
        let mut values: Values = smallvec![value];
        // Spanish "tres con dos" may be three together with two.
        let loose = point.has(Sense::And);
        if loose {
            values.push(whole);
            values.extend(self.get(words.next + 1).and_then(below_thousand).and_then(number));
        }
        let hard = !loose && value.to_f64() >= FIRST_HARD_WORD as f64;
        Some(Amount::in_words(
            next,
            values,
            Kind::NumberWord,
            if hard { Hardness::Hard } else { Hardness::Soft },
        ))
    }

    /// "point zero two"
    fn bare_decimals(&self, at: usize) -> Option<Amount> {
        if !self.has(at, Sense::Decimal) || self.has(at, Sense::And) {
            return None;
        }
        let decimals = self.decimals(at + 1)?;
        // "Point two" is as well the second point.
        if decimals.words == 1 && self.digit(at + 1) != Some(0) {
            return None;
        }
        let values = smallvec![decimals.value];
        Some(Amount::in_words(decimals.next, values, Kind::NumberWord, Hardness::Soft))
    }

    /// What the digits behind a decimal sign that is read out are worth.
    pub(super) fn decimal_part(&self, at: usize) -> Option<Number> {
        self.decimals(at).map(|decimals| decimals.value)
    }

    /// The digits behind a decimal sign that is read out, one by one, in pairs, or as one number.
    fn decimals(&self, at: usize) -> Option<Decimals> {
        let mut all = Decimals { value: Number::whole(0), digits: 0, next: at, words: 0 };
        let mut unit: i128 = 1;
        while all.words < MOST_SAID {
            let Some((digits, places)) = self.get(all.next).and_then(|atom| self.said_digits(all.next, atom))
            else {
                break;
            };
            let (Some(shift), Some(smaller)) =
                (spelled::power_of_ten(places), 10_i128.checked_pow(places.into()))
            else {
                break;
            };
            let (Some(more), Some(below)) = (all.digits.checked_mul(shift), unit.checked_mul(smaller)) else {
                break;
            };
            (all.digits, unit) = (more + digits, below);
            (all.next, all.words) = (all.next + 1, all.words + 1);
        }
        all.value = Number::new(i128::try_from(all.digits).ok()?, unit)?;
        (all.words > 0).then_some(all)
    }

    /// The digits that an atom says behind a decimal sign, and how many they are.
    fn said_digits(&self, at: usize, atom: &Atom) -> Option<(u128, u8)> {
        if let Some(run) = atom.numeral().and_then(super::numeral::Numeral::plain) {
            return (run.digits <= 9).then_some((run.value.into(), run.digits));
        }
        let value = self.digit(at).or_else(|| below_thousand(atom))?;
        Some((value, value.checked_ilog10().unwrap_or(0) as u8 + 1))
    }

    /// A fraction added to a number: of one, but of the scale word where the number ends in one ("two million and three
    /// quarters"), or of a scale word of its own ("a billion and a quarter million").
    fn plus_fraction(
        &self,
        whole: Number,
        scale: u8,
        fraction: Number,
        next: usize,
    ) -> Option<(Number, usize)> {
        let own = self.get(next).and_then(|atom| atom.sense(exponent)).filter(|&own| own < scale);
        let unit = match own {
            Some(own) => spelled::scale_number(own)?,
            // Half of a million more, but half of one behind a hundred: "un million et demi".
            None if scale >= 3 => spelled::scale_number(scale)?,
            None => Number::whole(1),
        };
        Some((whole.plus(fraction.times(unit)?)?, next + usize::from(own.is_some())))
    }

    /// An ordinal; of several words, it may be a fraction too: "cien milésimas", "cent trente cinquièmes".
    fn ordinal(&self, words: &Words) -> Amount {
        let whole = words.spelled.value;
        let mut values: Values = number(whole).into_iter().collect();
        let (numerator, divisor) = words.parts;
        let phrase = self.prose[self.atoms[words.next - 1].range].contains(' ');
        if numerator > 0 && divisor.value > 2 {
            values.extend(quotient(numerator, divisor.value));
        }
        // "The thousandth part".
        if divisor.value == whole && is_round_part(whole) {
            values.extend(quotient(1, whole));
        }
        if phrase && (numerator > 0 || divisor.value == whole) && whole > 100 && whole % 10 > 2 {
            values.extend(quotient(whole - whole % 10, whole % 10));
        }
        Amount::in_words(words.next, values, Kind::Ordinal, Hardness::Soft)
    }

    /// Number words and into how many parts they are divided: "three twenty-firsts", "hundred thirty fifths".
    fn divided(&self, words: &Words) -> Option<Amount> {
        let divisor = self.divisor(words.next)?;
        let values = quotients(words, &divisor)?;
        Some(Amount::in_words(self.before_scale(divisor.next), values, Kind::Fraction, Hardness::Soft))
    }
}

/// Decimals read out.
struct Decimals {
    value: Number,
    /// What they would be worth as a whole number.
    digits: u128,
    next: usize,
    words: usize,
}

/// What a number in words divided by another may be worth: where the last word before may belong to the divisor, the
/// number may be more than one, and where it may be a whole number with a fraction behind it.
fn quotients(words: &Words, divisor: &Divisor) -> Option<Values> {
    let whole = words.spelled.value;
    let mut values: Values = quotient(whole, divisor.value).into_iter().collect();
    let ten = whole % 100;
    if ten >= 20 && ten.is_multiple_of(10) && whole > ten && divisor.value < 10 {
        let compound = quotient(whole - ten, ten + divisor.value)?;
        values.insert(if divisor.hyphen { 0 } else { values.len() }, compound);
    }
    if let Some(before) = words.before_and.filter(|&before| before < whole) {
        values.extend(
            number(before).and_then(|before_and| before_and.plus(quotient(whole - before, divisor.value)?)),
        );
    }
    if whole > 20 && whole % 10 == 1 {
        values.extend(number(whole - 1).and_then(|tens| tens.plus(quotient(1, divisor.value)?)));
    }
    if !divisor.explicit {
        values.extend(number(whole).into_iter().chain(number(divisor.value)));
    }
    (!values.is_empty()).then_some(values)
}

/// A single power of ten, alone.
fn is_round(spelled: Spelled) -> bool {
    spelled.scale > 0
        && spelled::power_of_ten(spelled.value.ilog10() as u8) == Some(spelled.value)
        && spelled.value.ilog10() >= spelled.scale.into()
}

/// A hundred, a thousand, a million …, of which the ordinal is more often a part than a place.
fn is_round_part(whole: u128) -> bool {
    whole >= 100 && 10_u128.pow(whole.ilog10()) == whole
}

fn quotient(numerator: u128, divisor: u128) -> Option<Number> {
    Number::new(i128::try_from(numerator).ok()?, i128::try_from(divisor).ok()?)
}

fn number(value: u128) -> Option<Number> {
    i128::try_from(value).ok().map(Number::whole)
}

fn below_hundred(atom: &Atom) -> Option<u128> {
    below_thousand(atom).filter(|&value| value < 100)
}

/// The value of an atom that is a cardinal number word below a thousand.
fn below_thousand(atom: &Atom) -> Option<u128> {
    match &atom.kind {
        AtomKind::Known(known) => known
            .spelled
            .filter(|spelled| spelled.form == Form::Cardinal && spelled.scale == 0 && spelled.value < 1000)
            .map(|spelled| spelled.value),
        _ => None,
    }
}

pub(super) fn exponent(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Scale(exponent) => Some(exponent),
        _ => None,
    }
}
