//! Dates in digits alone, in any order.

use smallvec::SmallVec;

use super::atom::AtomKind;
use super::numeral::Numeral;
use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Date, Readings, Value};
use crate::language::{DatePart, Sense};

/// Years that a number beside a month in digits may mean: "5/2014", but not "1-1000".
const YEARS: std::ops::Range<u32> = 1700..2100;

/// What joins the parts of a date in digits, beside the full stop.
const JOINTS: [char; 3] = ['/', '-', '‑'];

/// Two numbers, each with its count of digits; the atom after them; what joins them.
type Pair = ([(u32, u8); 2], usize, char);

impl Grammar<'_> {
    /// A date of which no part is a word.
    pub(super) fn date_in_digits(&self, at: usize) -> Option<Match> {
        self.numeric_date(at)
            .or_else(|| self.day_and_month_with_stops(at))
            .or_else(|| self.month_and_year(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month_by_number(at))
            .or_else(|| self.month_in_roman(at))
    }

    fn numeric(&self, from: usize, next: usize, readings: Readings) -> Match {
        Match::one(self.mention(from, next, Kind::Date, Hardness::Hard, readings), next)
    }

    /// "3.1.1958", "03/01/1958", "1958-01-03", "1958. 01. 03.", "3. 10. 1990".
    fn numeric_date(&self, at: usize) -> Option<Match> {
        /// What is written elsewhere; read where the language's own orders fit no calendar, and the year is in full.
        const FOREIGN: &[DatePart; 3] = &[DatePart::Month, DatePart::Day, DatePart::Year];
        let (parts, next) = self.three_numbers(at)?;
        let mut readings: Option<Readings> = None;
        let first =
            if parts[0].1 == 4 { Some(&[DatePart::Year, DatePart::Month, DatePart::Day]) } else { None };
        let full = parts[2].1 == 4;
        for order in first.into_iter().chain(self.language.dates.orders).chain(full.then_some(FOREIGN)) {
            if readings.is_some() && order == FOREIGN && !self.language.dates.orders.contains(FOREIGN) {
                continue;
            }
            let Some(date) = in_order(&parts, *order) else { continue };
            add(&mut readings, Value::Date(date));
        }
        let mut found = self.numeric(at, next, readings?);
        found.next = self.past_stop(next);
        Some(found)
    }

    /// "24.12.", "am 24. 12.", where days come first and ordinals have stops; "24.12." may be a number at a sentence's end
    /// as well.
    fn day_and_month_with_stops(&self, at: usize) -> Option<Match> {
        let numeral = self.atoms[at].numeral()?;
        let day_first = self.language.dates.orders.first().is_some_and(|order| order[0] == DatePart::Day);
        if !(self.language.ordinals.dot && day_first) {
            return None;
        }
        if let Some(day) = numeral.small(1, 31) {
            return self.spaced_day_and_month(at, day as u8);
        }
        let [day, month] = numeral.runs[..] else { return None };
        let two_digits = day.digits <= 2 && month.digits <= 2;
        let date = (1..=31).contains(&day.value) && (1..=12).contains(&month.value);
        if !(two_digits && date) || numeral.separator != Some('.') || !self.glued_symbol(at + 1, '.') {
            return None;
        }
        let date = Date { day: Some(day.value as u8), month: Some(month.value as u8), ..Date::default() };
        let mut readings = Readings::one(Value::Date(date));
        numeral.values.iter().for_each(|&number| readings.or(plain(number)));
        Some(self.numeric(at, at + 2, readings))
    }

    /// "am 24. 12.": two ordinals, behind a word that makes an ordinal of a number, before none that goes on counting.
    fn spaced_day_and_month(&self, at: usize, day: u8) -> Option<Match> {
        let month = self.get(at + 2)?.numeral()?.small(1, 12)? as u8;
        let stops = self.glued_symbol(at + 1, '.') && self.glued_symbol(at + 3, '.');
        let last = self.get(at + 4).is_none_or(|atom| atom.numeral().is_none() && !atom.has(Sense::And));
        let before = self.get(at.checked_sub(1)?)?;
        let makes_ordinals =
            self.language.sentences.before_ordinal.contains(&self.prose[before.range].to_lowercase());
        let date = Date { day: Some(day), month: Some(month), ..Date::default() };
        (stops && last && makes_ordinals).then(|| self.numeric(at, at + 4, Readings::one(Value::Date(date))))
    }

    /// "3/2015", "2016-11", "05.2016": a month and its year, in digits.
    fn month_and_year(&self, at: usize) -> Option<Match> {
        let (parts, next, joint) = self.two_numbers(at)?;
        let month_of = |month: (u32, u8)| month.1 <= 2 && (1..=12).contains(&month.0);
        let year_of = |year: (u32, u8)| year.1 == 4 && YEARS.contains(&year.0);
        let (month, year) = match parts {
            [month, year] if month_of(month) && year_of(year) => (month, year),
            // "2008/09" are two years, if the second may be the later one.
            [year, month]
                if year_of(year) && month_of(month) && (joint == '.' || month.0 <= year.0 % 100) =>
            {
                (month, year)
            }
            _ => return None,
        };
        let named = at > 0 && (self.has(at - 1, Sense::Reference) || self.atoms[at - 1].is_symbol(')'))
            || self.has(self.past_stop(next), Sense::Reference);
        // "1-2000": from one to two thousand.
        let range = joint != '/' && joint != '.' && year.0 % 100 == 0;
        if named || range || self.measured(next) {
            return None;
        }
        let date = Date { year: Some(year.0 as i32), month: Some(month.0 as u8), ..Date::default() };
        let mut readings = Readings::one(Value::Date(date));
        self.number_readings(at, &mut readings);
        Some(self.numeric(at, next, readings))
    }

    /// "22/04", "08.20", "Friday, 29/2": a day and a month, in digits. It may be a fraction, a ratio or two numbers as well
    /// ("24/7"), so something must tell: a zero before a digit, a weekday before it, a clock time behind it, or that
    /// nothing else stands in the paragraph. A fraction keeps that reading first.
    fn day_and_month(&self, at: usize) -> Option<Match> {
        let (parts, next, joint) = self.two_numbers(at)?;
        if joint == '-' || joint == '‑' || self.measured(next) || parts.iter().any(|part| part.1 > 2) {
            return None;
        }
        let mut dates: Option<Readings> = None;
        for date in self.orders_of_day_and_month(parts[0].0, parts[1].0) {
            add(&mut dates, Value::Date(date));
        }
        let mut readings = dates?;
        let padded = |(value, digits): (u32, u8)| value < 10 && digits == 2;
        let told = match joint {
            '.' => padded(parts[0]) && parts[1].1 == 2,
            _ => parts.into_iter().any(padded) || self.is_before_time(next),
        };
        let alone = at == 0 && next == self.atoms.len();
        if !(told || alone || self.is_behind_weekday(at)) || self.time(at).is_some() {
            return None;
        }
        let fraction = self.fraction_in_digits(at, self.atoms[at].numeral()?).filter(|_| joint == '/');
        if let Some(fraction) = fraction {
            let date = readings.first();
            readings = Readings::one(plain(fraction));
            readings.or(date);
            return Some(Match::one(self.mention(at, next, Kind::Number, Hardness::Hard, readings), next));
        }
        self.number_readings(at, &mut readings);
        Some(self.numeric(at, next, readings))
    }

    /// Whether a clock time stands at `at`, or behind one small word or comma: "25/4 at 4:00 p.m.".
    fn is_before_time(&self, at: usize) -> bool {
        /// Letters of "at", "um", "à las".
        const SMALL: usize = 4;
        let small = self.get(at).is_some_and(|atom| {
            atom.is_symbol(',') || matches!(atom.kind, AtomKind::Other) && atom.range.len() <= SMALL
        });
        self.time(at).is_some() || small && self.time(at + 1).is_some()
    }

    fn is_behind_weekday(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let before = before - usize::from(before > 0 && self.atoms[before].is_symbol(','));
        let weekday = |sense| matches!(sense, Sense::Weekday(_)).then_some(());
        self.atoms[before].sense(weekday).is_some()
    }

    /// The dates that a day and a month may be in the language's orders, the usual one first.
    fn orders_of_day_and_month(&self, first: u32, second: u32) -> impl Iterator<Item = Date> + '_ {
        let place = |order: &[DatePart; 3], part| order.iter().position(|&other| other == part);
        self.language.dates.orders.iter().filter_map(move |order| {
            let day_first = place(order, DatePart::Day) < place(order, DatePart::Month);
            let (day, month) = if day_first { (first, second) } else { (second, first) };
            let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
            fits.then(|| Date { day: Some(day as u8), month: Some(month as u8), ..Date::default() })
        })
    }

    /// "9 de 8 de 1971": day, month and year in digits, with the words between them that dates have.
    fn month_by_number(&self, at: usize) -> Option<Match> {
        let day = self.atoms[at].numeral()?.small(1, 31)?;
        let month_at = self.past_connectors(at + 1);
        let month = self.get(month_at).filter(|_| month_at > at + 1)?.numeral()?.small(1, 12)?;
        let year_at = self.past_connectors(month_at + 1);
        let (year, next) = self.year(year_at).filter(|_| year_at > month_at + 1)?;
        let date =
            Date { year: Some(year), month: Some(month as u8), day: Some(day as u8), ..Date::default() };
        Some(self.numeric(at, next, Readings::one(Value::Date(date))))
    }

    /// "3-I-1958", "3.I.1958": the month in Roman numerals between the day and the year, joined alike and without spaces.
    fn month_in_roman(&self, at: usize) -> Option<Match> {
        let day = self.atoms[at].numeral().filter(|numeral| numeral.suffix.is_none())?.small(1, 31)?;
        let joint = ['-', '.', '/', '‑'].into_iter().find(|&joint| self.glued_symbol(at + 1, joint))?;
        let month = super::roman::value(&self.prose[self.glued(at + 2)?.range])?;
        let joined = self.glued_symbol(at + 3, joint) && self.glued(at + 4).is_some();
        let (year, next) = self.year(at + 4).filter(|_| joined && (1..=12).contains(&month))?;
        let date =
            Date { year: Some(year), month: Some(month as u8), day: Some(day as u8), ..Date::default() };
        Some(self.numeric(at, next, Readings::one(Value::Date(date))))
    }

    /// What the digits at `at` say as a number, if they are one atom.
    fn number_readings(&self, at: usize, readings: &mut Readings) {
        if let Some(Numeral { values, literal, runs, .. }) = self.atoms[at].numeral()
            && runs.len() > 1
        {
            values.iter().for_each(|&number| readings.or(plain(number)));
            readings.or(Value::Literal(*literal));
        }
    }

    /// Two numbers joined as a date's parts are, nothing of the kind before and behind them. A full stop joins them only
    /// where it is no decimal sign.
    fn two_numbers(&self, at: usize) -> Option<Pair> {
        let numeral = self.atoms[at].numeral()?;
        let joins = |at: usize| {
            self.glued(at).is_some_and(|atom| {
                JOINTS.iter().chain(&[':', '+']).any(|&symbol| atom.is_symbol(symbol))
                    && self.glued(at + 1).is_some_and(|atom| atom.numeral().is_some())
            })
        };
        let joined = at > 0 && !self.atoms[at].spaced && !self.atoms[at - 1].is_symbol('(');
        if joined {
            return None;
        }
        if let [first, second] = numeral.runs[..] {
            let stop = numeral.separator == Some('.') && !self.language.numbers.decimals.contains(&'.');
            let free = numeral.suffix.is_none() && !joins(at + 1);
            let parts = [(first.value, first.digits), (second.value, second.digits)];
            return (stop && free).then_some((parts, at + 1, '.'));
        }
        let joint = JOINTS.into_iter().find(|&joint| self.glued_symbol(at + 1, joint))?;
        let (first, second) = (numeral.plain()?, self.glued(at + 2)?.numeral()?);
        let run = second.plain().filter(|_| numeral.suffix.is_none() && !joins(at + 3))?;
        Some(([(first.value, first.digits), (run.value, run.digits)], at + 3, joint))
    }

    /// Three numbers joined as a date's are: their values and counts of digits, and the atom after them.
    fn three_numbers(&self, at: usize) -> Option<([(u32, u8); 3], usize)> {
        let numeral = self.atoms[at].numeral()?;
        if numeral.runs.len() == 3 && numeral.separator == Some('.') {
            let run = |index: usize| (numeral.runs[index].value, numeral.runs[index].digits);
            return Some(([run(0), run(1), run(2)], at + 1));
        }
        let mut parts: SmallVec<[(u32, u8); 3]> = SmallVec::new();
        let mut here = at;
        let joint = ['/', '-', '.', '‑'].into_iter().find(|&joint| self.glued_symbol(at + 1, joint))?;
        loop {
            let run = self.get(here)?.numeral()?.plain()?;
            parts.push((run.value, run.digits));
            here += 1;
            if parts.len() == 3 {
                break;
            }
            if !self.glued_symbol(here, joint) || self.get(here + 1)?.spaced != (joint == '.') {
                return None;
            }
            here += 1;
        }
        // "12. 3. 1958" may be two ordinals and a year only where the last is no year.
        let spaced_fits = joint != '.' || parts[0].1 == 4 || parts[2].1 == 4;
        spaced_fits.then(|| ([parts[0], parts[1], parts[2]], here))
    }
}

fn add(readings: &mut Option<Readings>, value: Value) {
    match readings {
        Some(readings) => readings.or(value),
        None => *readings = Some(Readings::one(value)),
    }
}

/// The three numbers as a date written in this order; `None` if they can't be.
fn in_order(parts: &[(u32, u8); 3], order: [DatePart; 3]) -> Option<Date> {
    let mut date = Date::default();
    for (&(value, digits), part) in parts.iter().zip(order) {
        match part {
            DatePart::Day if digits <= 2 && (1..=31).contains(&value) => date.day = Some(value as u8),
            DatePart::Month if digits <= 2 && (1..=12).contains(&value) => date.month = Some(value as u8),
            DatePart::Year if digits == 4 && (1000..2200).contains(&value) => date.year = Some(value as i32),
            DatePart::Year if digits == 2 => date.year = Some(in_this_century(value)),
            _ => return None,
        }
    }
    Some(date)
}

/// The year that people mean today by its last two digits: 1930–2029.
pub(super) fn in_this_century(short: u32) -> i32 {
    short as i32 + if short < 30 { 2000 } else { 1900 }
}
