//! Decades, centuries, and years before and after Christ.

use super::atom::AtomKind;
use super::date::Part;
use super::spelled::Form;
use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Date, Number, Readings, Value};
use crate::language::Sense;

impl Grammar<'_> {
    /// A decade, a century or a year of an era.
    pub(super) fn era(&self, at: usize) -> Option<Match> {
        self.decade(at).or_else(|| self.century(at)).or_else(|| self.era_year(at))
    }

    /// "1950er Jahre", "the 1950s", "'50s", "az 1950-es évek", "ötvenes évek", "fifties", "années 50".
    fn decade(&self, at: usize) -> Option<Match> {
        let (mut first, mut next, hardness) = self
            .decade_in_digits(at)
            .map(|(first, next)| (first, next, Hardness::Hard))
            .or_else(|| self.decade_in_words(at).map(|(first, next)| (first, next, Hardness::Soft)))?;
        // "die 30er Jahre des 19. Jahrhunderts".
        let small_words =
            self.atoms[next..].iter().take(2).take_while(|atom| matches!(atom.kind, AtomKind::Other)).count();
        if let Some((century, after)) = self.century_number(next + small_words)
            && first < 100
        {
            (first, next) = ((century - 1) * 100 + first, after);
        }
        let mut readings = Readings::one(Value::Decade(first));
        readings.or(plain(Number::whole(first.into())));
        Some(Match::one(self.mention(at, next, Kind::Decade, hardness, readings), next))
    }

    fn decade_in_digits(&self, at: usize) -> Option<(i32, usize)> {
        let marker_first = self.has(at, Sense::Decades);
        let numeral_at = at + usize::from(marker_first);
        let numeral = self.get(numeral_at)?.numeral()?;
        let run = numeral.plain()?;
        let round = matches!(run.digits, 2 | 4) && run.value % 10 == 0 && run.value != 0;
        let own_ending = numeral.suffix.is_some_and(|(from, to)| {
            let suffix = self.prose[from as usize..to as usize].trim_start_matches(['-', '\'', '’', '‑']);
            self.language.suffixes.decades.contains(&suffix.to_lowercase())
        });
        // "1950er-Jahre": the hyphen belongs to the marker.
        let hyphen = usize::from(self.glued_symbol(numeral_at + 1, '-'));
        let marker_behind = self.has(numeral_at + 1 + hyphen, Sense::Decades) && !marker_first;
        let bare_marker = marker_first && numeral.suffix.is_none();
        // "in 1950 years" is no decade: a marker counts behind a suffix or stop, or before the number.
        let stop = self.glued_symbol(numeral_at + 1, '.') && self.has(numeral_at + 2, Sense::Decades);
        let unspaced = marker_behind && self.glued(numeral_at + 1).is_some();
        let marked = bare_marker || marker_behind && numeral.suffix.is_some() || stop || unspaced;
        if !round || !(marked || own_ending) {
            return None;
        }
        let next = match (stop, marker_behind) {
            (true, _) => numeral_at + 3,
            (_, true) => numeral_at + 2 + hyphen,
            _ => numeral_at + 1,
        };
        Some((run.value as i32, next))
    }

    fn decade_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let first = self.get(at)?.sense(|sense| match sense {
            Sense::DecadeWord(first) => Some(i32::from(first)),
            _ => None,
        })?;
        let next = at + 1 + usize::from(self.has(at + 1, Sense::Decades));
        Some((first, next))
    }

    /// "20. Jahrhundert", "XX. század", "the twentieth century", "siglo XX", "19th-century".
    fn century(&self, at: usize) -> Option<Match> {
        let (number, next) = self.century_number(at)?;
        // "a XIX. század 30-as éveiben".
        let decade = self.decade_in_digits(next).or_else(|| self.decade_in_words(next));
        if let Some((first, after)) = decade.filter(|(first, _)| *first < 100) {
            let decade = (number - 1) * 100 + first;
            let readings = Readings::one(Value::Decade(decade));
            return Some(Match::one(self.mention(at, after, Kind::Decade, Hardness::Hard, readings), after));
        }
        let mut readings = Readings::one(Value::Century(number));
        readings.or(plain(Number::whole(number.into())));
        Some(Match::one(self.mention(at, next, Kind::Century, Hardness::Hard, readings), next))
    }

    /// A century's number and the atom behind it.
    fn century_number(&self, at: usize) -> Option<(i32, usize)> {
        let marker_first = self.has(at, Sense::Century);
        let (number, after) = self.ordinal_number(at + usize::from(marker_first))?;
        let next = if marker_first {
            after
        } else {
            let hyphen = usize::from(self.glued_symbol(after, '-'));
            if !self.has(after + hyphen, Sense::Century) {
                return None;
            }
            after + hyphen + 1
        };
        (1..=30).contains(&number).then_some((number as i32, next))
    }

    /// A number that counts centuries: in digits with a stop or an ending, Roman, or an ordinal word.
    fn ordinal_number(&self, at: usize) -> Option<(u32, usize)> {
        let atom = self.get(at)?;
        match &atom.kind {
            AtomKind::Numeral(numeral) => Some((numeral.small(1, 30)?, self.past_stop(at + 1))),
            AtomKind::Roman(value) => Some((u32::from(*value), self.past_stop(at + 1))),
            AtomKind::Known(known) => {
                let spelled = known.spelled.filter(|spelled| spelled.form == Form::Ordinal)?;
                Some((u32::try_from(spelled.value).ok()?, at + 1))
            }
            _ => None,
        }
    }

    /// "44 v. Chr.", "Kr. e. 44", "AD 476": a year with its era.
    fn era_year(&self, at: usize) -> Option<Match> {
        let (year, next) = self.year_with_era(at)?;
        let readings = Readings::one(Value::Date(Date { year: Some(year), ..Date::default() }));
        Some(Match::one(self.mention(at, next, Kind::Date, Hardness::Hard, readings), next))
    }

    /// A year with its era, astronomical, and the atom after it.
    pub(super) fn year_with_era(&self, at: usize) -> Part<i32> {
        let era = |index: usize| {
            self.get(index)?.sense(|sense| match sense {
                Sense::BeforeChrist => Some(true),
                Sense::AfterChrist => Some(false),
                _ => None,
            })
        };
        let (before_christ, numeral_at, next) = if let Some(before) = era(at) {
            let numeral_at = self.past_stop(at + 1);
            (before, numeral_at, numeral_at + 1)
        } else {
            let marker = self.past_stop(at + 1);
            let marker = if era(marker).is_some() { marker } else { at + 1 };
            (era(marker)?, at, marker + 1)
        };
        let year = self.get(numeral_at)?.numeral()?.any_year()?;
        Some((if before_christ { 1 - year } else { year }, next))
    }
}
