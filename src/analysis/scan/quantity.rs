//! Quantities: numbers with their scale words, percent signs, currencies and units, alone or as the ends of a range.

use smallvec::{SmallVec, smallvec};

use super::atom::AtomKind;
use super::numeral::Numeral;
use super::{Grammar, Match, ending, plain, spelled};
use crate::analysis::mention::{Hardness, Kind, Notation, Purpose};
use crate::analysis::value::{Measure, Number, Quantity, Readings, Value};
use crate::language::Sense;

/// Letters of a unit's symbol that the data may lack, in bytes.
const LONGEST_UNIT: usize = 4;

/// A number read at an atom, before what it counts is known.
pub(super) struct Amount {
    /// The atom behind it.
    pub(super) next: usize,
    pub(super) values: Values,
    pub(super) kind: Kind,
    pub(super) hardness: Hardness,
    pub(super) notation: Notation,
    /// A four-digit number that may be a year.
    pub(super) year: Option<i32>,
    /// What stands before its last "and", which a word like "dozens" may leave alone: "three hundred and two dozens".
    pub(super) before_and: Option<Number>,
}

impl Amount {
    /// A number in words.
    pub(super) fn in_words(next: usize, values: Values, kind: Kind, hardness: Hardness) -> Self {
        Self { next, values, kind, hardness, notation: Notation::Native, year: None, before_and: None }
    }

    /// It is multiplied by a word like "dozens".
    fn multiply(&mut self, by: Number) {
        let added = self.before_and.zip(self.values.first().copied());
        self.values = self.values.iter().filter_map(|value| value.times(by)).collect();
        self.values
            .extend(added.and_then(|(before, whole)| whole.plus(before.negated())?.times(by)?.plus(before)));
    }
}

/// What a number may be worth, likeliest first.
pub(super) type Values = SmallVec<[Number; 2]>;

/// What stands behind a number and changes what it says.
struct Tail {
    next: usize,
    scale: Option<Number>,
    /// What is added to the number before it is scaled: "3 millones y medio".
    fraction: Number,
    /// What the unit of measure may stand for instead: "3M" is three metres or three millions.
    or_scale: Option<Number>,
    /// Whether the scale word may be a unit of measure as well: "200 K".
    or_unit: bool,
    /// What is counted, likeliest first; never empty.
    measures: Measures,
}

impl Tail {
    fn none(next: usize) -> Self {
        Self {
            next,
            scale: None,
            fraction: Number::whole(0),
            or_scale: None,
            or_unit: false,
            measures: smallvec![Measure::Plain],
        }
    }

    /// What numbers say with it behind them, likeliest first; `None` if that is too large to be told.
    fn counting(&self, values: &Values) -> Option<Readings> {
        let mut readings: Option<Readings> = None;
        for &measure in &self.measures {
            for &value in values {
                let amount =
                    self.scale.map_or(Some(value), |scale| value.plus(self.fraction)?.times(scale))?;
                let reading = Value::Quantity(Quantity { amount, measure });
                match &mut readings {
                    Some(readings) => readings.or(reading),
                    None => readings = Some(Readings::one(reading)),
                }
            }
        }
        let mut readings = readings?;
        if let Some(scale) = self.or_scale {
            values.iter().filter_map(|value| value.times(scale)).for_each(|value| readings.or(plain(value)));
        }
        if self.or_unit {
            values.iter().for_each(|&value| readings.or(plain(value)));
        }
        Some(readings)
    }
}

/// What a word that counts may mean: a pound is money or a weight.
pub(super) type Measures = SmallVec<[Measure; 2]>;

impl Grammar<'_> {
    /// A quantity or a range of two.
    pub(super) fn quantity(&self, at: usize) -> Option<Match> {
        let first = self.part(at)?;
        if let Some(found) = self.together(&first) {
            return Some(found);
        }
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

    pub(super) fn found(&self, part: &Part) -> Match {
        let mut mention = self.mention(part.from, part.next, part.kind, part.hardness, part.readings.clone());
        mention.notation = part.notation;
        mention.purpose = part.purpose;
        if self.is_approximate(part.next) {
            mention.soften();
        }
        Match::one(mention, part.next)
    }

    /// Whether the number that ends before `next` is only about right: "30something", "thirty-something", "forty-odd".
    fn is_approximate(&self, next: usize) -> bool {
        let says = |suffix: &str| {
            let suffix = suffix.trim_start_matches(['-', '‑']);
            !suffix.is_empty() && self.language.suffixes.approximate.contains(&suffix.to_lowercase())
        };
        let last = &self.atoms[next - 1];
        says(&self.prose[last.stem_end..last.range.end()])
            || self.glued_symbol(next, '-')
                && self.glued(next + 1).is_some_and(|word| says(&self.prose[word.range]))
    }

    /// A number with all that belongs to it.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        let before = self.currency_before(at);
        let number_at = at + usize::from(before.is_some());
        let mut amount = self.amount(number_at)?;
        self.add_smaller(&mut amount);
        self.multiply(&mut amount);
        let mut tail = if amount.kind == Kind::Ordinal {
            Tail::none(amount.next)
        } else {
            self.tail(amount.next, before)
        };
        if tail.scale.is_none()
            && tail.measures[0] == Measure::Plain
            && let Some(measures) = self.counted_by_ending(&self.atoms[amount.next - 1])
        {
            tail.measures = measures;
        }
        let purpose = self.purpose(number_at, &tail);
        let scaled = tail.scale.is_some();
        let counted = tail.measures[0] != Measure::Plain;
        let mut readings = tail.counting(&amount.values)?;
        if let Some(years) = self.years_lived(&amount) {
            readings.or(years);
        }
        if let Some(decimals) = self.after_point(number_at) {
            readings.or(plain(decimals));
        }
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
            notation: amount.notation,
            purpose,
            bare: !scaled && !counted,
            values: amount.values,
            scale: tail.scale,
            measure: tail.measures[0],
            year: amount.year,
        })
    }

    /// "point 77" may be the 77th point, and may be decimals.
    fn after_point(&self, at: usize) -> Option<Number> {
        let point = self.get(at.checked_sub(1)?)?;
        (point.has(Sense::Decimal) && !point.has(Sense::And)).then(|| self.decimal_part(at)).flatten()
    }

    /// "3 docenas", "two hundred dozens", "une dizaine de millions". An article and such a word are the word alone.
    fn multiply(&self, amount: &mut Amount) {
        let Some(by) = self.get(amount.next).and_then(|atom| atom.sense(multiple)) else { return };
        let of = usize::from(self.connector(amount.next + 1) && self.is_scale(amount.next + 2));
        if amount.kind == Kind::Article && of == 0 || amount.kind == Kind::Ordinal {
            return;
        }
        amount.multiply(by);
        amount.next += 1 + of;
        amount.year = None;
        amount.kind = match amount.kind {
            Kind::Year => Kind::Number,
            Kind::Article => Kind::NumberWord,
            kind => kind,
        };
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
            before_and: None,
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

    /// Whether a currency stands at `at`, perhaps behind a word that leads to it: "5 M€", "5 M de euros".
    fn is_money(&self, at: usize) -> bool {
        let at = at + usize::from(self.connector(at));
        self.get(at).is_some_and(|atom| atom.sense(currency).is_some())
    }

    /// A currency's sign or code before a number.
    fn currency_before(&self, at: usize) -> Option<Measure> {
        let atom = self.get(at)?;
        let currency = atom.sense(currency)?;
        let sign = !self.prose[atom.range].chars().any(char::is_lowercase);
        let number = self.get(at + 1)?.numeral().is_some();
        (sign && number).then_some(currency)
    }

    /// What stands behind the number that ends before `at`.
    fn tail(&self, at: usize, before: Option<Measure>) -> Tail {
        let mut tail = Tail { measures: smallvec![before.unwrap_or(Measure::Plain)], ..Tail::none(at) };
        while let Some(scale) = self.get(tail.next).and_then(|atom| atom.sense(scale)) {
            let abbreviated = self.is_abbreviated(tail.next);
            // "120 MEUR"
            if before.is_none()
                && let Some(currency) =
                    self.get(tail.next).and_then(|atom| atom.sense(currency)).filter(|_| abbreviated)
            {
                return Tail {
                    scale: Some(scale),
                    measures: smallvec![currency],
                    ..Tail::none(tail.next + 1)
                };
            }
            let money = before.is_some() || self.is_money(tail.next + 1);
            // "5 m" is five metres, unless money stands beside it; "5M" may be five millions as well.
            if !money && self.is_measure(tail.next) && abbreviated {
                tail.or_scale = Some(scale).filter(|_| self.is_capital(tail.next));
                break;
            }
            // "0.5 b" is no billion without money beside it.
            let letter = self.get(tail.next).is_some_and(|atom| atom.spaced && atom.range.len() == 1)
                && !self.is_measure(tail.next + 1);
            if !money && abbreviated && letter {
                break;
            }
            // "200k K"
            if abbreviated && tail.next > at && self.is_abbreviated(tail.next - 1) {
                break;
            }
            let Some(product) = tail.scale.unwrap_or(Number::whole(1)).times(scale) else { break };
            tail.or_unit |= abbreviated && !money && self.is_capital_letter(tail.next);
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
            self.scale_behind_money(&mut tail);
        }
        tail
    }

    /// Whether a word stands at `at` whose second half, behind a hyphen, is a percentage ("GDP-Prozentpunkte").
    fn is_compound_percent(&self, at: usize) -> bool {
        matches!(self.get(at).map(|atom| &atom.kind), Some(AtomKind::Other | AtomKind::Known(_)))
            && self.glued_symbol(at + 1, '-')
            && self.glued(at + 2).is_some_and(|atom| atom.has(Sense::Percent))
    }

    /// "75 USD million"
    fn scale_behind_money(&self, tail: &mut Tail) {
        let scale =
            self.get(tail.next).and_then(|atom| atom.sense(scale)).filter(|_| self.is_scale(tail.next));
        if tail.scale.is_none() && matches!(tail.measures[0], Measure::Currency(_)) && scale.is_some() {
            tail.scale = scale;
            tail.next += 1;
        }
    }

    /// Whether a single capital letter stands at `at`, with a space before it.
    fn is_capital_letter(&self, at: usize) -> bool {
        let glued = self.glued(at + 1).is_some_and(|next| matches!(next.kind, AtomKind::Known(_)));
        self.is_capital(at) && self.atoms[at].spaced && self.atoms[at].range.len() == 1 && !glued
    }

    fn is_capital(&self, at: usize) -> bool {
        matches!(self.get(at).map(|atom| &atom.kind), Some(AtomKind::Known(known)) if known.capital)
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
    pub(super) fn range_joint(&self, at: usize) -> Option<(usize, bool)> {
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

    /// What the number at `at` is for.
    fn purpose(&self, at: usize, tail: &Tail) -> Purpose {
        let Some(numeral) = self.atoms[at].numeral().filter(|numeral| numeral.runs.len() == 2) else {
            return Purpose::Counting;
        };
        let counted = tail.scale.is_some() || tail.measures[0] != Measure::Plain;
        if counted || self.is_before_unit(at + 1) {
            return Purpose::Counting;
        }
        // "3.0" is a version's way to say three.
        if numeral.runs[1].value == 0 && numeral.runs[1].digits == 1 {
            return Purpose::Naming;
        }
        if numeral.runs[0].value == 0 || numeral.runs[1].digits >= 3 {
            return Purpose::Counting;
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else {
            return Purpose::Naming;
        };
        let named = before.has(Sense::Reference)
            || before.is_symbol('.')
            || !self.atoms[at].spaced
            || self.prose[before.range].chars().next().is_some_and(char::is_uppercase);
        match (named, self.counts_what_follows(at + 1)) {
            (true, _) => Purpose::Naming,
            (false, true) => Purpose::Counting,
            (false, false) => Purpose::Unclear,
        }
    }

    /// Whether letters that no word has stand at `at`: "kVA", "GB", "Tbps", "A" are a unit.
    fn is_before_unit(&self, at: usize) -> bool {
        self.get(at).is_some_and(|next| {
            let word = &self.prose[next.range];
            let capital_last = word.chars().last().is_some_and(char::is_uppercase);
            // "CDs" and "PCs" are things.
            let plural = word.strip_suffix('s').is_some_and(|stem| stem.ends_with(char::is_uppercase));
            let unspeakable = !plural
                && word.chars().any(char::is_uppercase)
                && word.chars().all(|c| c.is_ascii_alphabetic() && !is_vowel(c));
            next.spaced && word.len() <= LONGEST_UNIT && (capital_last || unspeakable)
        })
    }

    /// Whether the word at `at` is what a number before it counts: "2.5 goals", "1.2A".
    fn counts_what_follows(&self, at: usize) -> bool {
        self.get(at).is_some_and(|next| {
            let word = &self.prose[next.range];
            let symbol = !next.spaced && word.len() == 1 && word.chars().all(char::is_uppercase);
            let spoken = next.spaced && matches!(next.kind, AtomKind::Other | AtomKind::Known(_));
            symbol || spoken && !self.language.sentences.starters.contains(&word.to_lowercase())
        })
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// A quantity that has been read.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) from: usize,
    pub(super) next: usize,
    pub(super) readings: Readings,
    pub(super) kind: Kind,
    hardness: Hardness,
    notation: Notation,
    purpose: Purpose,
    /// Whether nothing says what is counted.
    pub(super) bare: bool,
    pub(super) values: SmallVec<[Number; 2]>,
    scale: Option<Number>,
    pub(super) measure: Measure,
    year: Option<i32>,
}

impl Part {
    /// Whether a scale word stands behind its number.
    pub(super) fn scaled(&self) -> bool {
        self.scale.is_some()
    }

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

fn currency(sense: Sense) -> Option<Measure> {
    match sense {
        Sense::Currency(code) => Some(Measure::Currency(code)),
        _ => None,
    }
}

fn multiple(sense: Sense) -> Option<Number> {
    match sense {
        Sense::Multiple(value) => Some(Number::whole(value.into())),
        _ => None,
    }
}

fn is_unit(measure: Measure, id: &str) -> bool {
    matches!(measure, Measure::Unit(unit) if crate::language::units()[usize::from(unit)].id == id)
}

fn plain_number(value: i32) -> Value {
    plain(Number::whole(value.into()))
}

fn scale(sense: Sense) -> Option<Number> {
    match sense {
        Sense::Scale(exponent) | Sense::ScaleAbbreviation(exponent) => spelled::scale_number(exponent),
        _ => None,
    }
}

pub(super) fn measures(sense: Sense) -> Measures {
    match sense {
        Sense::Percent => smallvec![Measure::Percent],
        Sense::Permille => smallvec![Measure::Permille],
        Sense::Currency(code) => smallvec![Measure::Currency(code)],
        Sense::Unit(unit) => smallvec![Measure::Unit(unit)],
        Sense::Age => ending::years().into_iter().collect(),
        _ => SmallVec::new(),
    }
}
