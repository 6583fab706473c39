//! Quantities: numbers with their scale words, percent signs, currencies and units, alone or as the ends of a range.

use smallvec::{SmallVec, smallvec};

use super::atom::{Atom, AtomKind};
use super::numeral::Numeral;
use super::spelled::{self, Form, Sum};
use super::{Grammar, Match};
use crate::analysis::mention::{Hardness, Kind, Notation};
use crate::analysis::value::{Measure, Number, Quantity, Readings, Value};
use crate::language::Sense;

/// Number words below this may stand for something else and are never demanded.
const FIRST_HARD_WORD: i128 = 13;

/// Letters of a unit's symbol that the data may lack, in bytes.
const LONGEST_UNIT: usize = 4;

/// "3/4" is a fraction, "40/60" is a pair of shares.
const LARGEST_DENOMINATOR: u32 = 32;

/// A number read at an atom, before what it counts is known.
struct Amount {
    next: usize,
    values: SmallVec<[Number; 2]>,
    kind: Kind,
    hardness: Hardness,
    notation: Notation,
    /// A four-digit number that may be a year.
    year: Option<i32>,
}

/// What stands behind a number and changes what it says.
struct Tail {
    next: usize,
    scale: Option<Number>,
    /// What is added to the number before it is scaled: "3 millones y medio".
    fraction: Number,
    /// What is counted, likeliest first; never empty.
    measures: Measures,
}

impl Tail {
    fn none(next: usize) -> Self {
        Self { next, scale: None, fraction: Number::whole(0), measures: smallvec![Measure::Plain] }
    }
}

/// What a word that counts may mean: a pound is money or a weight.
type Measures = SmallVec<[Measure; 2]>;

impl Grammar<'_> {
    /// A quantity or a range of two.
    pub(super) fn quantity(&self, at: usize) -> Option<Match> {
        let first = self.part(at)?;
        let Some((second_at, dashed)) = self.range_joint(first.next) else { return Some(self.found(&first)) };
        let Some(mut second) = self.part(second_at) else { return Some(self.found(&first)) };
        let mut first = first;
        if dashed && let Some(year) = self.shortened_year(&first, second_at) {
            second.readings = reading_first(plain_number(year), &second.readings);
            second.kind = Kind::Year;
        }
        if first.bare && !second.bare {
            first.take_over(&second);
        }
        let next = second.next;
        let mentions = [first, second].iter().flat_map(|part| self.found(part).mentions).collect();
        Some(Match { mentions, next })
    }

    fn found(&self, part: &Part) -> Match {
        let mut mention = self.mention(part.from, part.next, part.kind, part.hardness, part.readings.clone());
        mention.notation = part.notation;
        Match::one(mention, part.next)
    }

    /// A number with all that belongs to it.
    fn part(&self, at: usize) -> Option<Part> {
        let before = self.currency_before(at);
        let number_at = at + usize::from(before.is_some());
        let mut amount = self.amount(number_at)?;
        self.add_smaller(&mut amount);
        let tail = if amount.kind == Kind::Ordinal {
            Tail::none(amount.next)
        } else {
            self.tail(amount.next, before)
        };
        let notation =
            if self.is_surely_decimal(number_at, &tail) { amount.notation } else { Notation::Native };
        let scaled = tail.scale.is_some();
        let counted = tail.measures[0] != Measure::Plain;
        let mut readings: Option<Readings> = None;
        for &measure in &tail.measures {
            for &value in &amount.values {
                let value =
                    tail.scale.map_or(Some(value), |scale| value.plus(tail.fraction)?.times(scale))?;
                let reading = Value::Quantity(Quantity { amount: value, measure });
                match &mut readings {
                    Some(readings) => readings.or(reading),
                    None => readings = Some(Readings::one(reading)),
                }
            }
        }
        let mut readings = readings?;
        if let Some(AtomKind::Numeral(numeral)) = self.get(number_at).map(|atom| &atom.kind)
            && numeral.runs.len() > 1
        {
            readings.or(Value::Literal(numeral.literal));
        }
        let money_or_percent =
            matches!(tail.measures[0], Measure::Percent | Measure::Permille | Measure::Currency(_));
        // "in thousand €" says no number, only in what it is counted.
        let count_word =
            amount.kind == Kind::Fraction && amount.values.iter().all(|value| value.to_f64() >= 100.0);
        let hardness =
            if scaled || money_or_percent && !count_word { Hardness::Hard } else { amount.hardness };
        let kind = match amount.kind {
            // "2017 r." is the year where nobody has said that the word counts years.
            Kind::Year
                if !scaled && !self.language.is_reviewed() && is_unit(tail.measures[0], "duration-year") =>
            {
                readings = reading_first(plain_number(amount.year?), &readings);
                Kind::Year
            }
            Kind::Year if scaled || counted => Kind::Number,
            kind => kind,
        };
        Some(Part {
            from: at,
            next: tail.next,
            readings,
            kind,
            hardness,
            notation,
            bare: !scaled && !counted,
            values: amount.values,
            scale: tail.scale,
            measure: tail.measures[0],
            year: amount.year,
        })
    }

    /// Adds the rest of a number whose parts each have their scale words: "2 millió 300 ezer", "1億2千万", "3万5000".
    fn add_smaller(&self, amount: &mut Amount) {
        while let Some((first, after)) = self.scale_words(amount.next) {
            let number = self.get(after).and_then(|atom| atom.numeral());
            let Some(rest) = number.and_then(|numeral| numeral.values.first().copied()) else { return };
            let (second, next) = match self.scale_words(after + 1) {
                Some((second, _)) => (second, after + 1),
                // Where no space parts words, the rest may stand without a scale word.
                None if self.glued(after).is_some() && rest.to_f64() < 10_f64.powi(first.into()) => {
                    (0, after + 1)
                }
                None => return,
            };
            // In units of the smaller scale, whose words are then read as the tail of the whole.
            let ratio = first.checked_sub(second).filter(|&ratio| ratio > 0).and_then(spelled::scale_number);
            let Some(ratio) = ratio else { return };
            let whole = |value: &Number| value.times(ratio)?.plus(rest);
            amount.values = amount.values.iter().filter_map(whole).collect();
            amount.next = next;
        }
    }

    /// The power of ten that the scale words from `at` on stand for together, and the atom after them.
    fn scale_words(&self, at: usize) -> Option<(u8, usize)> {
        let scale = |at: usize| {
            self.get(at)?.sense(|sense| match sense {
                Sense::Scale(exponent) => Some(exponent),
                _ => None,
            })
        };
        let mut power = scale(at)?;
        let mut next = at + 1;
        while let Some(more) = scale(next) {
            power = power.checked_add(more)?;
            next += 1;
        }
        Some((power, next))
    }

    /// The number at an atom, in digits or words.
    fn amount(&self, at: usize) -> Option<Amount> {
        match &self.get(at)?.kind {
            AtomKind::Numeral(numeral) => self.in_digits(at, numeral),
            AtomKind::Known(_) => self.fraction_in_words(at).or_else(|| self.in_words(at)),
            _ => None,
        }
    }

    fn in_digits(&self, at: usize, numeral: &Numeral) -> Option<Amount> {
        let mut amount = Amount {
            next: at + 1,
            values: numeral.values.clone(),
            kind: if numeral.year().is_some() { Kind::Year } else { Kind::Number },
            hardness: Hardness::Hard,
            notation: if numeral.native { Notation::Native } else { Notation::Foreign },
            year: numeral.year(),
        };
        if numeral.ordinal || self.is_dotted_ordinal(at, numeral) {
            amount.kind = Kind::Ordinal;
            return Some(amount);
        }
        if let Some(fraction) = self.fraction_in_digits(at, numeral) {
            amount.values = smallvec![fraction];
            amount.next = at + 3;
        }
        if let Some((fraction, next)) = self.added_fraction(amount.next) {
            amount.values = amount.values.iter().filter_map(|value| value.plus(fraction)).collect();
            amount.next = next;
        }
        if amount.values.is_empty() {
            // A chain of numbers that is none: a version.
            amount.kind = Kind::Literal;
            amount.values = SmallVec::new();
        }
        Some(amount).filter(|amount| !amount.values.is_empty())
    }

    /// "3." before a word in lower case, in a language that writes ordinals so.
    fn is_dotted_ordinal(&self, at: usize, numeral: &Numeral) -> bool {
        self.language.ordinals.dot
            && numeral.plain().is_some_and(|run| run.digits <= 3)
            && self.glued_symbol(at + 1, '.')
            && self.get(at + 2).is_some_and(|atom| {
                atom.spaced && self.prose[atom.range].chars().next().is_some_and(char::is_lowercase)
            })
    }

    /// "3/4" as a fraction: both small, the first the smaller one.
    fn fraction_in_digits(&self, at: usize, numeral: &Numeral) -> Option<Number> {
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

    /// "½", "and a half", "és fél" behind a number: the fraction, and the atom after it.
    fn added_fraction(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(AtomKind::Numeral(numeral)) = self.get(at).map(|atom| &atom.kind)
            && numeral.runs.is_empty()
        {
            return Some((*numeral.values.first()?, at + 1));
        }
        let half_at = at + 1 + usize::from(self.has(at + 1, Sense::Article));
        if !self.has(at, Sense::And) {
            return None;
        }
        let fraction = self.get(half_at)?.sense(proper_fraction)?;
        Some((fraction, half_at + 1))
    }

    /// "anderthalb", "másfél", "zwei Drittel", "half a million".
    fn fraction_in_words(&self, at: usize) -> Option<Amount> {
        let atom = self.get(at)?;
        let soft = |values, next| Amount {
            next,
            values,
            kind: Kind::Fraction,
            hardness: Hardness::Soft,
            notation: Notation::Native,
            year: None,
        };
        if let Some(Sense::Fraction(numerator, denominator)) =
            atom.sense(|sense| matches!(sense, Sense::Fraction(..)).then_some(sense))
        {
            let value = Number::new(numerator.into(), denominator.into())?;
            let article = usize::from(self.has(at + 1, Sense::Article) && self.is_scale(at + 2));
            return Some(soft(smallvec![value], at + 1 + article));
        }
        let hyphen = usize::from(self.glued_symbol(at + 1, '-'));
        let denominator = self.get(at + 1 + hyphen)?.sense(|sense| match sense {
            Sense::Denominator(denominator) => Some(denominator),
            _ => None,
        })?;
        let numerator = spelled_value(atom)?;
        let value = Number::new(numerator.into(), denominator.into())?;
        Some(soft(smallvec![value], at + 2 + hyphen))
    }

    /// A number in words: "zweihundertdrei Millionen fünftausend", "a million", "two and a half".
    fn in_words(&self, at: usize) -> Option<Amount> {
        let (spelled, mut next) = self.spelled(at)?;
        let mut value = Number::whole(spelled.value.into());
        let mut kind = if spelled.form == Form::Ordinal { Kind::Ordinal } else { Kind::NumberWord };
        if kind == Kind::NumberWord
            && let Some((fraction, after)) = self.added_fraction(next)
        {
            // Half of a million more, but half of one behind a hundred: "un million et demi".
            let unit =
                if spelled.scale >= 3 { spelled::scale_number(spelled.scale)? } else { Number::whole(1) };
            value = value.plus(fraction.times(unit)?)?;
            next = after;
        }
        let atom = &self.atoms[at];
        if next == at + 1 && atom.has(Sense::Article) && !self.is_measure(next) {
            kind = Kind::Article;
        }
        // "Millionen Menschen", "mehrere Hunderttausend": one round word says roughly how many.
        let round = next == at + 1
            && spelled.scale > 0
            && spelled.value.ilog10() as u8 >= spelled.scale
            && spelled.value == 10_u64.pow(spelled.value.ilog10());
        if round {
            kind = Kind::Fraction;
        }
        let large = value.to_f64() >= FIRST_HARD_WORD as f64 && spelled.form == Form::Cardinal && !round;
        let hardness = if large { Hardness::Hard } else { Hardness::Soft };
        Some(Amount {
            next,
            values: smallvec![value],
            kind,
            hardness,
            notation: Notation::Native,
            year: None,
        })
    }

    fn spelled(&self, at: usize) -> Option<(spelled::Spelled, usize)> {
        let mut sum = Sum::default();
        let mut found = None;
        let mut here = at;
        while let Some(atom) = self.get(here) {
            let piece = match &atom.kind {
                AtomKind::Known(known) if known.spelled.is_some() => known.spelled,
                AtomKind::Known(_)
                    if sum.pieces == 0 && atom.has(Sense::Article) && self.is_scale(here + 1) =>
                {
                    Some(spelled::Spelled { value: 1, scale: 0, form: Form::Cardinal })
                }
                _ => None,
            };
            let Some(next) = piece.and_then(|piece| sum.add(piece)) else { break };
            sum = next;
            here += 1;
            found = sum.finish().map(|spelled| (spelled, here));
            let hyphen = usize::from(self.glued_symbol(here, '-') && self.glued(here + 1).is_some());
            let and = usize::from(
                self.has(here, Sense::And) && found.is_some_and(|(spelled, _)| spelled.value % 100 == 0),
            );
            here += hyphen.max(and);
        }
        found
    }

    fn is_scale(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|atom| atom.sense(|sense| matches!(sense, Sense::Scale(_)).then_some(())).is_some())
    }

    fn is_measure(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom| atom.senses().iter().any(|&sense| !measures(sense).is_empty()))
    }

    /// Whether a measure or a scale word stands at `at`.
    pub(super) fn measured(&self, at: usize) -> bool {
        self.is_measure(at) || self.is_scale(at)
    }

    /// A currency's sign or code before a number.
    fn currency_before(&self, at: usize) -> Option<Measure> {
        let atom = self.get(at)?;
        let currency = atom.sense(|sense| match sense {
            Sense::Currency(code) => Some(Measure::Currency(code)),
            _ => None,
        })?;
        let sign = !self.prose[atom.range].chars().any(char::is_lowercase);
        let number = self.get(at + 1)?.numeral().is_some();
        (sign && number).then_some(currency)
    }

    /// What stands behind the number that ends before `at`.
    fn tail(&self, at: usize, before: Option<Measure>) -> Tail {
        let mut tail = Tail { measures: smallvec![before.unwrap_or(Measure::Plain)], ..Tail::none(at) };
        while let Some(scale) = self.get(tail.next).and_then(|atom| atom.sense(scale)) {
            // "5 m" is five metres, unless money stands before it.
            if before.is_none() && self.is_measure(tail.next) && self.is_abbreviated(tail.next) {
                break;
            }
            let Some(product) = tail.scale.unwrap_or(Number::whole(1)).times(scale) else { break };
            let abbreviated = self.is_abbreviated(tail.next);
            tail.scale = Some(product);
            tail.next += 1;
            if abbreviated {
                tail.next = self.past_stop(tail.next);
            }
        }
        if tail.scale.is_some()
            && let Some((fraction, next)) = self.added_fraction(tail.next)
        {
            (tail.fraction, tail.next) = (fraction, next);
        }
        let hyphen = usize::from(self.glued_symbol(tail.next, '-') && self.is_measure(tail.next + 1));
        let of =
            usize::from(self.connector(tail.next) && tail.scale.is_some() && self.is_measure(tail.next + 1));
        let measure_at =
            if self.is_compound_percent(tail.next) { tail.next + 2 } else { tail.next + hyphen.max(of) };
        if before.is_none() && self.is_measure(measure_at) {
            tail.measures =
                self.atoms[measure_at].senses().iter().flat_map(|&sense| measures(sense)).collect();
            tail.next = self.past_suffix(measure_at + 1);
        }
        tail
    }

    /// Whether a word stands at `at` whose second half, behind a hyphen, is a percentage ("GDP-Prozentpunkte").
    fn is_compound_percent(&self, at: usize) -> bool {
        matches!(self.get(at).map(|atom| &atom.kind), Some(AtomKind::Other | AtomKind::Known(_)))
            && self.glued_symbol(at + 1, '-')
            && self.glued(at + 2).is_some_and(|atom| atom.has(Sense::Percent))
    }

    fn is_abbreviated(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom| {
            atom.sense(|sense| matches!(sense, Sense::ScaleAbbreviation(_)).then_some(())).is_some()
        })
    }

    /// The atom after "-os" in "20 %-os".
    fn past_suffix(&self, at: usize) -> usize {
        let suffix = self.glued_symbol(at, '-')
            && self.glued(at + 1).is_some_and(|atom| {
                atom.range.len() <= 16
                    && self.language.suffixes.digits.contains(&self.prose[atom.range].to_lowercase())
            });
        if suffix { at + 2 } else { at }
    }

    /// What joins the ends of a range at `at`: where the second begins, and whether a dash does.
    fn range_joint(&self, at: usize) -> Option<(usize, bool)> {
        let atom = self.get(at)?;
        if atom.has(Sense::To) {
            return Some((at + 1, false));
        }
        let AtomKind::Symbol(symbol @ ('-' | '–' | '—' | '‑' | '/' | '−')) = atom.kind else {
            return None;
        };
        let second = self.get(at + 1)?;
        let evenly = atom.spaced == second.spaced && (!atom.spaced || symbol == '–');
        (evenly && second.numeral().is_some()).then_some((at + 1, true))
    }

    /// The second year of "1914/18" written out.
    fn shortened_year(&self, first: &Part, second_at: usize) -> Option<i32> {
        let year = first.year?;
        let short = self.get(second_at)?.numeral()?.small(0, 99)? as i32;
        (short > year % 100 || year % 100 == 99 && short == 0).then(|| {
            let century = year - year % 100;
            if short == 0 { century + 100 } else { century + short }
        })
    }

    /// Whether a number with one separator is a number at all, and no version, section or reference, which look the same
    /// in every language: it counts something, begins with a zero, or stands between ordinary words.
    fn is_surely_decimal(&self, at: usize, tail: &Tail) -> bool {
        let Some(numeral) = self.atoms[at].numeral().filter(|numeral| numeral.runs.len() == 2) else {
            return true;
        };
        if tail.scale.is_some() || tail.measures[0] != Measure::Plain {
            return true;
        }
        if numeral.runs[0].value == 0 || numeral.runs[1].digits >= 3 {
            return true;
        }
        // "kVA", "GB", "A": letters that no word has are a unit.
        let before_unit = self.get(at + 1).is_some_and(|next| {
            let word = &self.prose[next.range];
            next.spaced && word.len() <= LONGEST_UNIT && word.chars().last().is_some_and(char::is_uppercase)
        });
        if before_unit {
            return true;
        }
        let counts_what_follows = self.get(at + 1).is_some_and(|next| {
            next.spaced
                && matches!(next.kind, AtomKind::Other | AtomKind::Known(_))
                && !self.language.sentences.starters.contains(&self.prose[next.range].to_lowercase())
        });
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else { return false };
        let named = before.has(Sense::Reference)
            || before.is_symbol('.')
            || !self.atoms[at].spaced
            || self.prose[before.range].chars().next().is_some_and(char::is_uppercase);
        counts_what_follows && !named
    }
}

/// A quantity that has been read.
struct Part {
    from: usize,
    next: usize,
    readings: Readings,
    kind: Kind,
    hardness: Hardness,
    notation: Notation,
    /// Whether nothing says what is counted.
    bare: bool,
    values: SmallVec<[Number; 2]>,
    scale: Option<Number>,
    measure: Measure,
    year: Option<i32>,
}

impl Part {
    /// The first end of a range counts what the second one says: "5 bis 10 Millionen".
    fn take_over(&mut self, second: &Self) {
        let Some(&value) = self.values.first() else { return };
        let Some(amount) = second.scale.map_or(Some(value), |scale| value.times(scale)) else { return };
        let shared = Value::Quantity(Quantity { amount, measure: second.measure });
        let mut readings = Readings::one(shared);
        self.readings.iter().for_each(|value| readings.or(value));
        self.readings = readings;
        self.kind = if self.kind == Kind::Year { Kind::Number } else { self.kind };
    }
}

fn reading_first(first: Value, others: &Readings) -> Readings {
    let mut readings = Readings::one(first);
    others.iter().for_each(|value| readings.or(value));
    readings
}

fn is_unit(measure: Measure, id: &str) -> bool {
    matches!(measure, Measure::Unit(unit) if crate::language::units()[usize::from(unit)].id == id)
}

fn plain_number(value: i32) -> Value {
    super::plain(Number::whole(value.into()))
}

fn scale(sense: Sense) -> Option<Number> {
    match sense {
        Sense::Scale(exponent) | Sense::ScaleAbbreviation(exponent) => spelled::scale_number(exponent),
        _ => None,
    }
}

fn measures(sense: Sense) -> Measures {
    match sense {
        Sense::Percent => smallvec![Measure::Percent],
        Sense::Permille => smallvec![Measure::Permille],
        Sense::Currency(code) => smallvec![Measure::Currency(code)],
        Sense::Unit(unit) => smallvec![Measure::Unit(unit)],
        _ => SmallVec::new(),
    }
}

/// A fraction below one that may be added to a whole number.
fn proper_fraction(sense: Sense) -> Option<Number> {
    match sense {
        Sense::Fraction(numerator, denominator) if numerator < denominator => {
            Number::new(numerator.into(), denominator.into())
        }
        Sense::Denominator(denominator) => Number::new(1, denominator.into()),
        _ => None,
    }
}

fn spelled_value(atom: &Atom) -> Option<u64> {
    match &atom.kind {
        AtomKind::Numeral(numeral) => numeral.small(1, 99).map(u64::from),
        AtomKind::Known(known) => match known.spelled {
            Some(spelled) if spelled.form == Form::Cardinal => Some(spelled.value),
            None if atom.has(Sense::Article) => Some(1),
            _ => None,
        },
        _ => None,
    }
}
