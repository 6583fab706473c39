//! Dates: in words and in digits, in any order.

use smallvec::SmallVec;

use super::atom::AtomKind;
use super::{Grammar, Match};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Date, Readings, Value};
use crate::language::{DatePart, Sense};

/// A part of a date read at an atom, and the atom after it.
type Part<T> = Option<(T, usize)>;

impl Grammar<'_> {
    /// A date of at least two parts, or a month alone.
    pub(super) fn date(&self, at: usize) -> Option<Match> {
        self.numeric_date(at)
            .or_else(|| self.marked_date(at))
            .or_else(|| self.day_and_month_in_digits(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.year_first(at))
            .or_else(|| self.lone_month(at))
    }

    fn dated(&self, from: usize, next: usize, date: Date) -> Match {
        let readings = Readings::one(Value::Date(date));
        Match::one(self.mention(from, next, Kind::Date, Hardness::Hard, readings), next)
    }

    /// "3. Januar 1958", "3rd of January, 1958", "3 de enero de 1958", "third of January".
    fn day_first(&self, at: usize) -> Option<Match> {
        let (day, after_day) = self.day(at)?;
        let month_at = self.past_connectors(after_day);
        let (month, after_month) = self.month(month_at, true)?;
        let date = Date { day: Some(day), month: Some(month), ..Date::default() };
        Some(self.with_year(at, after_month, date))
    }

    /// "January 3, 1958", "január 3-án", "January 1958".
    fn month_first(&self, at: usize) -> Option<Match> {
        let (month, after_month) = self.month(at, self.number_follows(at + 1))?;
        let day_at = self.past_connectors(after_month);
        // Where the day is written first, a word behind the month counts something: "en mayo dos hombres".
        let day_last = self.language.dates.orders.first().is_none_or(|order| order[0] != DatePart::Day)
            || self.get(day_at).is_some_and(|atom| atom.numeral().is_some());
        if let Some((day, after_day)) = self.day(day_at).filter(|_| day_last)
            && !self.is_clock(after_day)
        {
            let date = Date { day: Some(day), month: Some(month), ..Date::default() };
            return Some(self.with_year(at, after_day, date));
        }
        let (year, after_year) = self.year(self.past_comma(day_at))?;
        let date = Date { year: Some(year), month: Some(month), ..Date::default() };
        Some(self.dated(at, after_year, date))
    }

    /// "1958. január 3-án", "1958 januárjában", "1958. I. 3."
    fn year_first(&self, at: usize) -> Option<Match> {
        let (year, after_year) = self.year(at)?;
        let month_at = self.past_connectors(self.past_stop(after_year));
        let roman = self.roman_month(month_at);
        let (month, after_month) = roman.or_else(|| self.month(month_at, true))?;
        let date = Date { year: Some(year), month: Some(month), ..Date::default() };
        match self.day(self.past_connectors(after_month)) {
            // In "im Jahr 1958 Januar 3 Leute" nobody writes the year first; where it is written so, the day follows.
            Some((day, after_day)) if !self.is_clock(after_day) && !self.year_follows(after_month) => {
                Some(self.dated(at, after_day, Date { day: Some(day), ..date }))
            }
            _ if roman.is_some() => None,
            _ => Some(self.dated(at, after_month, date)),
        }
    }

    fn lone_month(&self, at: usize) -> Option<Match> {
        let (month, next) = self.month(at, self.amid_small_words(at))?;
        let date = Date { month: Some(month), ..Date::default() };
        let readings = Readings::one(Value::Date(date));
        Some(Match::one(self.mention(at, next, Kind::Month, Hardness::Soft, readings), next))
    }

    fn with_year(&self, from: usize, after: usize, date: Date) -> Match {
        let year_at = self.past_comma(self.past_connectors(after));
        // Where the year is written first, a year behind belongs to what follows.
        let year_last = self.language.dates.orders.first().is_none_or(|order| order[0] != DatePart::Year);
        match self.year_beside_month(year_at).filter(|_| year_last) {
            Some((year, next)) => self.dated(from, next, Date { year: Some(year), ..date }),
            None => self.dated(from, after, date),
        }
    }

    /// "3.1.1958", "03/01/1958", "1958-01-03", "1958. 01. 03.", "3. 10. 1990"; "3.1." beside its reading as a number is
    /// left to the numbers.
    fn numeric_date(&self, at: usize) -> Option<Match> {
        let (parts, next) = self.three_numbers(at)?;
        let mut readings: Option<Readings> = None;
        let first =
            if parts[0].1 == 4 { Some(&[DatePart::Year, DatePart::Month, DatePart::Day]) } else { None };
        for order in first.into_iter().chain(self.language.dates.orders) {
            let Some(date) = in_order(&parts, *order) else { continue };
            match &mut readings {
                Some(readings) => readings.or(Value::Date(date)),
                None => readings = Some(Readings::one(Value::Date(date))),
            }
        }
        let mention = self.mention(at, next, Kind::Date, Hardness::Hard, readings?);
        Some(Match::one(mention, self.past_stop(next)))
    }

    /// "24.12." where days come first and ordinals have stops; it may be a number at a sentence's end as well.
    fn day_and_month_in_digits(&self, at: usize) -> Option<Match> {
        let numeral = self.atoms[at].numeral()?;
        let day_first = self.language.dates.orders.first().is_some_and(|order| order[0] == DatePart::Day);
        let [day, month] = numeral.runs[..] else { return None };
        let two_digits = day.digits <= 2 && month.digits <= 2;
        let date = (1..=31).contains(&day.value) && (1..=12).contains(&month.value);
        if !(self.language.ordinals.dot && day_first && two_digits && date)
            || numeral.separator != Some('.')
            || !self.glued_symbol(at + 1, '.')
        {
            return None;
        }
        let date = Date { day: Some(day.value as u8), month: Some(month.value as u8), ..Date::default() };
        let mut readings = Readings::one(Value::Date(date));
        numeral.values.iter().for_each(|&number| readings.or(super::plain(number)));
        Some(Match::one(self.mention(at, at + 2, Kind::Date, Hardness::Hard, readings), at + 2))
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

    /// A day of the month: a number from 1 to 31 with or without a stop, or a word.
    fn day(&self, at: usize) -> Part<u8> {
        let atom = self.get(at)?;
        if let Some(numeral) = atom.numeral() {
            let day = numeral.small(1, 31)?;
            let dotted = numeral.suffix.is_none() && self.language.ordinals.dot;
            return Some((day as u8, if dotted { self.past_stop(at + 1) } else { at + 1 }));
        }
        let day = atom.sense(|sense| match sense {
            Sense::DayOfMonth(day) => Some(day),
            Sense::Ordinal(day @ 1..=31) => Some(day as u8),
            _ => None,
        })?;
        Some((day, at + 1))
    }

    /// A month by its name; an abbreviation or an ambiguous word only `beside` a number.
    fn month(&self, at: usize, beside: bool) -> Part<u8> {
        let atom = self.get(at)?;
        let (month, sure) = atom.sense(|sense| match sense {
            Sense::Month(month) => Some((month, true)),
            Sense::MonthAbbreviation(month) | Sense::MonthAmbiguous(month) => Some((month, false)),
            _ => None,
        })?;
        if !sure && !beside || !self.capital_enough(at) {
            return None;
        }
        let abbreviated =
            atom.sense(|sense| matches!(sense, Sense::MonthAbbreviation(_)).then_some(())).is_some();
        let next = at + 1;
        Some((month, if abbreviated { self.past_stop(next) } else { next }))
    }

    /// Whether a capitalised word stands behind a word in lower case and before none with a capital: "in March", but
    /// not "Mrs May" or "May said".
    fn amid_small_words(&self, at: usize) -> bool {
        let first_letter = |at: usize| self.get(at).and_then(|atom| self.prose[atom.range].chars().next());
        let abbreviation = self.get(at).is_some_and(|atom| {
            atom.sense(|sense| matches!(sense, Sense::MonthAbbreviation(_)).then_some(())).is_some()
        });
        let behind_small = at > 0 && first_letter(at - 1).is_some_and(char::is_lowercase);
        let capital = first_letter(at).is_some_and(char::is_uppercase);
        !abbreviation && behind_small && capital && !first_letter(at + 1).is_some_and(char::is_uppercase)
    }

    /// "1958. I. 3.": a Roman numeral from I to XII with a stop.
    fn roman_month(&self, at: usize) -> Part<u8> {
        match self.get(at)?.kind {
            AtomKind::Roman(month @ 1..=12) if self.glued_symbol(at + 1, '.') => Some((month as u8, at + 2)),
            _ => None,
        }
    }

    /// A year in four digits.
    pub(super) fn year(&self, at: usize) -> Part<i32> {
        Some((self.get(at)?.numeral()?.year()?, at + 1))
    }

    fn year_follows(&self, at: usize) -> bool {
        self.year(at).is_some()
    }

    /// A year behind a day and month: in four digits, or in two behind an apostrophe.
    fn year_beside_month(&self, at: usize) -> Part<i32> {
        if let Some(found) = self.year(at) {
            return Some(found);
        }
        let apostrophe = self.get(at).is_some_and(|atom| atom.is_symbol('\'') || atom.is_symbol('’'));
        let short = self.glued(at + 1)?.numeral()?.small(0, 99)?;
        apostrophe.then_some((short as i32, at + 2))
    }

    fn number_follows(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom| atom.numeral().is_some() || atom.is_symbol('.'))
            || self.connector(at) && self.get(at + 1).is_some_and(|atom| atom.numeral().is_some())
    }

    /// Whether what follows makes a clock time of the number before it ("May 3 p.m.").
    fn is_clock(&self, at: usize) -> bool {
        self.has(at, Sense::Clock)
            || self.glued_symbol(at, ':') && self.glued(at + 1).is_some_and(|atom| atom.numeral().is_some())
    }

    fn past_connectors(&self, at: usize) -> usize {
        let mut at = at;
        while self.connector(at) {
            at += 1;
        }
        at
    }

    fn past_comma(&self, at: usize) -> usize {
        at + usize::from(self.glued_symbol(at, ','))
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
            // Two digits: the years that people mean by them today, 1930–2029.
            DatePart::Year if digits == 2 => {
                date.year = Some(value as i32 + if value < 30 { 2000 } else { 1900 });
            }
            _ => return None,
        }
    }
    Some(date)
}
