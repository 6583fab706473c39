//! Dates in words: a month's name with its day and year, in any order; and months alone.

use smallvec::{SmallVec, smallvec};

use super::atom::{Atom, AtomKind};
use super::spelled::Form;
use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind, Mention};
use crate::analysis::value::{Date, Number, Readings, Value};
use crate::language::{DatePart, Sense};

/// A part of a date read at an atom, and the atom after it.
pub(super) type Part<T> = Option<(T, usize)>;

/// The most days that share a month's name: "3, 4, 5 and 6 May".
const MOST_DAYS: usize = 8;

/// What stands with a month's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// Nothing that makes a month of it.
    Nothing,
    /// Words in lower case.
    SmallWords,
    /// A day or a year.
    Number,
}

impl Grammar<'_> {
    /// A date of at least two parts, or a month alone.
    pub(super) fn date(&self, at: usize) -> Option<Match> {
        // Most number words stand where nothing more comes that a date is made of.
        if at >= self.dates_end {
            return None;
        }
        self.marked_date(at)
            .or_else(|| self.date_in_digits(at))
            .or_else(|| self.days_first(at))
            .or_else(|| self.day_first(at).map(|(date, next)| self.dated(at, next, date)))
            .or_else(|| self.month_first(at))
            .or_else(|| self.year_first(at))
            .or_else(|| self.lone_month(at))
    }

    /// The mention of a date, and of the clock time between it and its year, if one stands there.
    fn dated(&self, from: usize, next: usize, date: Date) -> Match {
        let readings = Readings::one(Value::Date(date));
        Match::one(self.mention(from, next, Kind::Date, Hardness::Hard, readings), next)
    }

    /// "3. Januar 1958", "3rd of January, 1958", "3 de enero de 1958", "third of January", "23/Sep/2020".
    fn day_first(&self, at: usize) -> Part<Date> {
        let (day, after_day) = self.day(at)?;
        // A stop behind the day, in a language that writes none there: "16. Nov. 2016".
        let foreign_stop = usize::from(self.glued_symbol(after_day, '.'));
        let month_at = self.past_connectors(self.past_joint(after_day + foreign_stop));
        let (month, after_month) = self.month(month_at, Beside::Number)?;
        if self.atoms[at].numeral().is_none() && self.day_belongs_behind(at, after_month) {
            return None;
        }
        let date = Date { day: Some(day), month: Some(month), ..Date::default() };
        let (date, next) = self.with_year(after_month, date);
        (foreign_stop == 0 || date.year.is_some()).then_some((date, next))
    }

    /// Whether the ordinal before a month counts something else, since the day stands behind: "az elsőt május 5-én".
    fn day_belongs_behind(&self, at: usize, after_month: usize) -> bool {
        let day_first = self.language.dates.orders.first().is_none_or(|order| order[0] == DatePart::Day);
        let is_day = self.atoms[at].sense(|sense| matches!(sense, Sense::DayOfMonth(_)).then_some(()));
        !day_first && is_day.is_none() && self.day(after_month).is_some()
    }

    /// "January 3, 1958", "január 3-án", "January 1958", "January 3–5", "Jan-15-2020".
    fn month_first(&self, at: usize) -> Option<Match> {
        self.month(at, Beside::Number)?; // most words are none, whatever stands beside them
        let (month, after_month) = self.month(at, self.beside_day_or_year(at))?;
        let day_at = self.past_connectors(self.past_joint(after_month));
        // Where the day is written first, a word behind the month counts something: "en mayo dos hombres".
        let day_last = self.language.dates.orders.first().is_none_or(|order| order[0] != DatePart::Day)
            || self.get(day_at).is_some_and(|atom| atom.numeral().is_some());
        if let Some((day, after_day)) = self.day(day_at).filter(|_| day_last)
            && !self.is_clock(after_day)
        {
            let date = Date { day: Some(day), month: Some(month), ..Date::default() };
            return Some(self.days_last(at, after_day, date));
        }
        let (year, after_year) = self.year_beside_month(self.past_comma(day_at))?;
        let date = Date { year: Some(year), month: Some(month), ..Date::default() };
        Some(self.dated(at, after_year, date))
    }

    /// "1958. január 3-án", "1958 januárjában", "1958. I. 3.", "2019-sep-1".
    fn year_first(&self, at: usize) -> Option<Match> {
        let (year, after_year) = self.year_of_date(at)?;
        let month_at = self.past_connectors(self.past_joint(self.past_stop(after_year)));
        let roman = self.roman_month(month_at);
        let (month, after_month) = roman.or_else(|| self.month(month_at, Beside::Number))?;
        let date = Date { year: Some(year), month: Some(month), ..Date::default() };
        match self.day(self.past_connectors(self.past_joint(after_month))) {
            // In "im Jahr 1958 Januar 3 Leute" nobody writes the year first; where it is written so, the day follows.
            Some((day, after_day)) if !self.is_clock(after_day) && !self.year_follows(after_month) => {
                Some(self.days_last(at, after_day, Date { day: Some(day), ..date }))
            }
            _ if roman.is_some() => None,
            _ => Some(self.dated(at, after_month, date)),
        }
    }

    fn lone_month(&self, at: usize) -> Option<Match> {
        self.month(at, Beside::Number)?;
        let beside = if self.amid_small_words(at) { Beside::SmallWords } else { Beside::Nothing };
        let (month, next) = self.month(at, beside)?;
        let date = Date { month: Some(month), ..Date::default() };
        let readings = Readings::one(Value::Date(date));
        Some(Match::one(self.mention(at, next, Kind::Month, Hardness::Soft, readings), next))
    }

    /// Days that share the month behind them: "3.–5. Mai", "from 3 to 5 May 1958", "3, 4 und 5. Mai".
    fn days_first(&self, at: usize) -> Option<Match> {
        let mut days: SmallVec<[(usize, usize, u8); 4]> = SmallVec::new();
        let mut here = at;
        loop {
            let (day, after) = self.day(here)?;
            if days.last().is_some_and(|(.., last)| *last >= day) || days.len() == MOST_DAYS {
                return None;
            }
            days.push((here, after, day));
            let Some(next) = self.past_day_joint(after) else { break };
            here = next;
        }
        let (last, ..) = days.pop().filter(|_| !days.is_empty())?;
        let (date, next) = self.day_first(last)?;
        let mut mentions: SmallVec<[Mention; 1]> = SmallVec::new();
        for (from, after, day) in days {
            mentions.push(self.day_of(from, after, Date { day: Some(day), ..date }));
        }
        mentions.extend(self.dated(last, next, date).mentions);
        Some(Match { mentions, next })
    }

    /// A date that ends with its day, and more days of the same month: "május 3–5.", "May 3 to 5, 1958".
    fn days_last(&self, from: usize, after: usize, date: Date) -> Match {
        let mut days: SmallVec<[(usize, usize, u8); 4]> = SmallVec::new();
        let mut next = after;
        let mut last = date.day.unwrap_or_default();
        while let Some(day_at) = self.past_day_joint(next)
            && let Some((day, after)) = self.day(day_at)
            && day > last
            && days.len() < MOST_DAYS
            && self.is_day_of_a_list(next, day_at, after)
        {
            days.push((day_at, after, day));
            (next, last) = (after, day);
        }
        let (date, end) = if date.year.is_none() { self.with_year(next, date) } else { (date, next) };
        let own_end = if days.is_empty() { end } else { after };
        let mut found = self.dated(from, own_end, date);
        for (from, after, day) in days {
            found.mentions.push(self.day_of(from, after, Date { day: Some(day), ..date }));
        }
        found.next = end;
        self.with_late_year(found, date)
    }

    /// "Oct 26 15:50:06 2016": a year behind the clock time.
    fn with_late_year(&self, found: Match, date: Date) -> Match {
        let seconds = self.glued_symbol(found.next + 1, ':') && self.glued_symbol(found.next + 3, ':');
        if date.year.is_some() || !seconds || found.mentions.len() != 1 {
            return found;
        }
        let Some(time) = self.time(found.next) else { return found };
        let Some((year, next)) = self.year(time.next) else { return found };
        let mut mention = found.mentions[0].clone();
        mention.readings = Readings::one(Value::Date(Date { year: Some(year), ..date }));
        let mut mentions: SmallVec<[Mention; 1]> = smallvec![mention];
        mentions.extend(time.mentions);
        Match { mentions, next }
    }

    /// A day whose month stands elsewhere; it may be a number after all.
    fn day_of(&self, from: usize, next: usize, date: Date) -> Mention {
        let mut readings = Readings::one(Value::Date(date));
        readings.or(plain(Number::whole(date.day.unwrap_or_default().into())));
        self.mention(from, next, Kind::Date, Hardness::Hard, readings)
    }

    /// The atom behind what joins two days, the first of which ends before `at`: a dash, "to", "and", a comma.
    fn past_day_joint(&self, at: usize) -> Option<usize> {
        let past = |at: usize| self.past_connectors(at);
        if self.has(at, Sense::To) || self.has(at, Sense::And) {
            return Some(past(at + 1));
        }
        // "május 3-tól 5-ig": the suffixes join them.
        let suffixed = |at: usize| {
            self.get(at).is_some_and(|atom| atom.numeral().is_some() && atom.stem_end < atom.range.end())
        };
        if suffixed(at - 1) && suffixed(at) {
            return Some(at);
        }
        if self.glued_symbol(at, ',') && self.get(at + 1).is_some_and(|atom| atom.spaced) {
            return Some(at + 1);
        }
        let (second, dashed) = self.range_joint(at)?;
        (dashed && !self.get(at)?.is_symbol('/')).then_some(second)
    }

    /// Whether a number behind a date is one more day. A dash says so; behind a word or comma it must look like one: a
    /// suffix, a stop, a year behind it; and it must count nothing.
    fn is_day_of_a_list(&self, joint: usize, day_at: usize, after: usize) -> bool {
        let dashed = matches!(self.atoms[joint].kind, AtomKind::Symbol(symbol) if symbol != ',');
        let marked = self.atoms[day_at].stem_end < self.atoms[day_at].range.end()
            || self.atoms[after - 1].is_symbol('.')
            || self.year(self.past_comma(after)).is_some()
            || self.has(joint, Sense::To) && !self.has(joint, Sense::And);
        let month_follows = self.month(self.past_connectors(after), Beside::Number).is_some();
        (dashed || marked)
            && !self.measured(after)
            && !self.is_clock(after)
            && !month_follows
            && self.atoms[day_at].numeral().is_some()
    }

    fn with_year(&self, after: usize, date: Date) -> (Date, usize) {
        let year_at = self.past_comma(self.past_connectors(self.past_joint(after)));
        // Where the year is written first, a year behind belongs to what follows.
        let year_last = self.language.dates.orders.first().is_none_or(|order| order[0] != DatePart::Year);
        match self.year_beside_month(year_at).filter(|_| year_last) {
            Some((year, next)) => (Date { year: Some(year), ..date }, next),
            None => (date, after),
        }
    }

    /// A day of the month: a number from 1 to 31 with or without a stop, or a word.
    pub(super) fn day(&self, at: usize) -> Part<u8> {
        let atom = self.get(at)?;
        if let Some(numeral) = atom.numeral() {
            let day = numeral.small(1, 31)?;
            let dotted = numeral.suffix.is_none() && self.language.ordinals.dot;
            return Some((day as u8, if dotted { self.past_stop(at + 1) } else { at + 1 }));
        }
        let day = atom.sense(|sense| match sense {
            Sense::DayOfMonth(day) => Some(day),
            _ => None,
        });
        if let Some(day) = day {
            return Some((day, at + 1));
        }
        let (spelled, next) = self.spelled(at).filter(|(spelled, _)| spelled.form == Form::Ordinal)?;
        Some((u8::try_from(spelled.value).ok().filter(|day| (1..=31).contains(day))?, next))
    }

    /// A month by its name; an abbreviation, an ambiguous word, a name without its capital only beside a number.
    fn month(&self, at: usize, beside: Beside) -> Part<u8> {
        let atom = self.get(at)?;
        let (month, sure) = atom.sense(|sense| match sense {
            Sense::Month(month) => Some((month, true)),
            Sense::MonthAbbreviation(month) | Sense::MonthAmbiguous(month) => Some((month, false)),
            _ => None,
        })?;
        let ambiguous = atom.sense(|sense| matches!(sense, Sense::MonthAmbiguous(_)).then_some(())).is_some();
        let named = if self.capital_enough(at) {
            sure || beside != Beside::Nothing
        } else {
            beside == Beside::Number && !ambiguous
        };
        let abbreviated =
            atom.sense(|sense| matches!(sense, Sense::MonthAbbreviation(_)).then_some(())).is_some();
        let next = at + 1;
        named.then(|| (month, if abbreviated { self.past_stop(next) } else { next }))
    }

    /// Whether a capitalised word stands behind a small word and before none with a capital: "in March", "on Nov.", but not
    /// "Mrs May" or "May said".
    fn amid_small_words(&self, at: usize) -> bool {
        let is_short = |atom: &Atom| {
            let full = |sense| matches!(sense, Sense::Month(_) | Sense::MonthAmbiguous(_)).then_some(());
            atom.sense(full).is_none()
        };
        let short = self.get(at).is_some_and(is_short);
        if short {
            return self.language.dates.capitalised
                && self.is_behind_small_word(at)
                && self.glued_symbol(at + 1, '.')
                && self.capital_enough(at);
        }
        let capital = self.first_letter(at).is_some_and(char::is_uppercase);
        let small = self.is_behind_small_word(at);
        small && capital && !self.first_letter(at + 1).is_some_and(char::is_uppercase)
    }

    /// Whether the word before is in lower case, or has its capital from the beginning of a sentence: "In March".
    fn is_behind_small_word(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else { return false };
        let word = &self.prose[before.range];
        let starts = || self.language.sentences.starters.contains(&word.to_lowercase());
        word.chars().next().is_some_and(|first| first.is_lowercase() || first.is_uppercase() && starts())
    }

    fn first_letter(&self, at: usize) -> Option<char> {
        self.get(at).and_then(|atom| self.prose[atom.range].chars().next())
    }

    /// Whether a day or year stands behind the month at `at`.
    fn beside_day_or_year(&self, at: usize) -> Beside {
        let behind = self.past_joint(at + 1);
        let number = self.number_follows(behind)
            || self.glued_symbol(at + 1, ',') && self.year(at + 2).is_some()
            || self.is_behind_small_word(at) && self.day(behind).is_some();
        let by_words =
            self.amid_small_words(at) && self.year_in_words(self.past_connectors(at + 1)).is_some();
        if number || by_words { Beside::Number } else { Beside::Nothing }
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

    /// A year in four digits or in words.
    fn year_of_date(&self, at: usize) -> Part<i32> {
        self.year(at).or_else(|| self.year_in_words(at))
    }

    /// "two thousand and six", "nineteen sixty-three", "dix-neuf cent trente". Round ones are none: "in May two thousand
    /// people came"; nor are two numbers of which the second counts something: "twelve twenty-dollar bills".
    fn year_in_words(&self, at: usize) -> Part<i32> {
        let cardinal = |at: usize| {
            let (spelled, next) = self.spelled(at)?;
            (spelled.form == Form::Cardinal).then_some((spelled.value, next))
        };
        self.get(at).filter(|atom| atom.numeral().is_none())?;
        let (first, next) = cardinal(at)?;
        if (1000..2200).contains(&first) && !first.is_multiple_of(100) {
            return Some((first as i32, next));
        }
        let hyphen = usize::from(self.glued_symbol(next, '-'));
        let (second, after) = cardinal(next + hyphen).filter(|_| (10..=21).contains(&first))?;
        let counts = self.measured(after + usize::from(self.glued_symbol(after, '-')));
        ((10..200).contains(&second) && !counts).then_some(((first * 100 + second % 100) as i32, after))
    }

    fn year_follows(&self, at: usize) -> bool {
        self.year(at).is_some()
    }

    /// A year behind a day and month: with its era, in four digits, in words, or in two digits behind an apostrophe.
    fn year_beside_month(&self, at: usize) -> Part<i32> {
        if let Some(found) = self.year_with_era(at).or_else(|| self.year_of_date(at)) {
            return Some(found);
        }
        let apostrophe = self.get(at).is_some_and(|atom| atom.is_symbol('\'') || atom.is_symbol('’'));
        let short = self.glued(at + 1)?.numeral()?.plain().filter(|run| run.digits == 2)?;
        apostrophe.then_some((super::digits::in_this_century(short.value), at + 2))
    }

    fn number_follows(&self, at: usize) -> bool {
        let number = |at: usize| self.get(at).is_some_and(|atom| atom.numeral().is_some());
        let apostrophe =
            |at: usize| self.get(at).is_some_and(|atom| atom.is_symbol('\'') || atom.is_symbol('’'));
        number(at)
            || self.get(at).is_some_and(|atom| atom.is_symbol('.'))
            || apostrophe(at) && self.glued(at + 1).is_some() && number(at + 1)
            || self.connector(at)
                && self.get(self.past_connectors(at)).is_some_and(|atom| atom.numeral().is_some())
    }

    /// Whether what follows makes a clock time of the number before it ("May 3 p.m.").
    fn is_clock(&self, at: usize) -> bool {
        self.has(at, Sense::Clock)
            || self.glued_symbol(at, ':') && self.glued(at + 1).is_some_and(|atom| atom.numeral().is_some())
    }

    /// The atom behind the words that may stand between a date's parts, an elided one with its apostrophe ("jour d'avril").
    pub(super) fn past_connectors(&self, at: usize) -> usize {
        let mut at = at;
        while self.connector(at) {
            let elided = self.glued_symbol(at + 1, '\'') || self.glued_symbol(at + 1, '’');
            at += 1 + usize::from(elided);
        }
        at
    }

    /// The atom behind a hyphen or stroke that joins two parts of a date without spaces: "23/Sep/2020".
    fn past_joint(&self, at: usize) -> usize {
        let joint = ['-', '/', '‑'].iter().any(|&joint| self.glued_symbol(at, joint));
        at + usize::from(joint && self.glued(at + 1).is_some())
    }

    pub(super) fn past_comma(&self, at: usize) -> usize {
        at + usize::from(self.glued_symbol(at, ','))
    }
}
