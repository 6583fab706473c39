//! Clock times, in digits and as they are spoken.

use super::atom::AtomKind;
use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Number, Readings, Value};
use crate::language::{DayHalf, Sense};

const NOON: u16 = 720;
const DAY: u16 = 1440;

impl Grammar<'_> {
    /// A clock time.
    pub(super) fn time(&self, at: usize) -> Option<Match> {
        self.hour_first(at)
            .or_else(|| self.marked_time(at))
            .or_else(|| self.spoken_time(at))
            .or_else(|| self.named_time(at))
    }

    /// "las dos de la tarde", "sept heures et demie", "las ocho menos cuarto": an hour, and a part of one more or less.
    /// Without a word for the clock, "siete y media" may be a number as well, and so may hours and a half.
    fn hour_first(&self, at: usize) -> Option<Match> {
        let (hour, after) = self.spoken_hour(at)?;
        let clock = self.has(after, Sense::Clock);
        let joint = after + usize::from(clock);
        if let Some(half) = self.half_day(joint).filter(|_| !self.language.dates.half_day_first) {
            return Some(self.timed(at, joint + 1, hour * 60, Some(half)));
        }
        let later = self.has(joint, Sense::Past) && self.has(joint, Sense::And);
        if !later && !self.has(joint, Sense::Before) {
            return None;
        }
        let part = self.get(joint + 1)?.sense(|sense| match sense {
            Sense::Fraction(1, 2) if later => Some(30),
            Sense::Fraction(1, 4) | Sense::Denominator(4) => Some(15),
            Sense::Cardinal(minutes @ 1..=29) if clock => Some(minutes),
            _ => None,
        })?;
        let half = self.half_day(joint + 2);
        let next = joint + 2 + usize::from(half.is_some());
        if self.measured(next) {
            return None;
        }
        let minutes = if later { hour * 60 + part } else { (hour * 60 + DAY - part) % DAY };
        let mut found = self.timed(at, next, minutes, half);
        let mention = found.mentions.first_mut()?;
        if part == 30 {
            mention.readings.or(plain(Number::new((hour * 2 + 1).into(), 2)?));
        }
        let hard = mention.hardness == Hardness::Hard;
        if hard && !clock && half.is_none() && self.atoms[at].numeral().is_none() {
            mention.hardness = Hardness::Soft;
        }
        Some(found)
    }

    fn timed(&self, from: usize, next: usize, minutes: u16, half: Option<DayHalf>) -> Match {
        let readings = if let Some(half) = half {
            Readings::one(Value::Time(in_half(minutes, half)))
        } else {
            let mut readings = Readings::one(Value::Time(minutes));
            if minutes < NOON + 60 {
                readings.or(Value::Time((minutes + NOON) % DAY));
            }
            readings
        };
        Match::one(self.mention(from, next, Kind::Time, Hardness::Hard, readings), next)
    }

    /// "19:30", "7.55 am", "14 Uhr 30", "délután 5 óra", "5 p.m."
    fn marked_time(&self, at: usize) -> Option<Match> {
        let half_before = self.half_day(at).filter(|_| self.language.dates.half_day_first);
        let from = at + usize::from(half_before.is_some());
        let (minutes, next, certain) = self.digital(from)?;
        let clock = self.has(next, Sense::Clock);
        let mut next = next + usize::from(clock);
        let mut minutes = minutes;
        if clock
            && let Some(more) = self.get(next).and_then(|atom| atom.numeral()?.small(0, 59))
            && minutes % 60 == 0
            && (!self.measured(next + 1) || self.is_minute(next + 1))
        {
            minutes += more as u16;
            next += 1 + usize::from(self.is_minute(next + 1));
        } else if clock
            && minutes % 60 == 0
            && self.glued(next).is_some()
            && self.has(next, Sense::Fraction(1, 2))
        {
            minutes += 30;
            next += 1;
        }
        let half_behind = self.half_day(next);
        next += usize::from(half_behind.is_some());
        // "p.m" keeps its last stop outside.
        let half = half_before.or(half_behind);
        (certain || clock || half.is_some()).then(|| self.timed(at, next, minutes, half))
    }

    /// Hours with or without minutes in digits: minutes from midnight, the atom behind, and whether nothing else is
    /// written so.
    fn digital(&self, at: usize) -> Option<(u16, usize, bool)> {
        let numeral = self.get(at)?.numeral()?;
        let at_the_clock = numeral.suffix.is_some_and(|(from, to)| {
            let suffix = self.prose[from as usize..to as usize].trim_start_matches(['-', '\'', '’', '‑']);
            self.language.lexicon.get(suffix).is_some_and(|senses| senses.contains(&Sense::Clock))
        });
        if numeral.suffix.is_some() && numeral.runs.len() != 1 && !at_the_clock {
            return None;
        }
        if let [hours, minutes] = numeral.runs[..]
            && numeral.separator == Some('.')
            && minutes.digits == 2
        {
            return Some((clock(hours.value, minutes.value)?, at + 1, at_the_clock));
        }
        let hours = numeral.small(0, 24)?;
        if (self.glued_symbol(at + 1, ':') || self.glued_symbol(at + 1, '：'))
            && let Some(minutes) = self.glued(at + 2).and_then(|atom| atom.numeral()?.plain())
            && minutes.digits == 2
        {
            let seconds = usize::from(self.glued_symbol(at + 3, ':')) * 2;
            return Some((clock(hours, minutes.value)?, at + 3 + seconds, true));
        }
        Some((clock(hours, 0)?, at + 1, at_the_clock))
    }

    /// "halb acht", "fél nyolc", "negyed nyolckor", "quarter past seven", "half past seven".
    fn spoken_time(&self, at: usize) -> Option<Match> {
        let atom = self.get(at)?;
        let to_hour = atom.sense(|sense| match sense {
            Sense::HalfTo => Some(30),
            Sense::QuarterTo => Some(45),
            Sense::ThreeQuartersTo => Some(15),
            _ => None,
        });
        if let Some(before) = to_hour
            && let Some((hour, next)) = self.spoken_hour(at + 1)
        {
            let minutes = (hour * 60 + DAY - before) % DAY;
            let clock = usize::from(self.has(next, Sense::Clock));
            return Some(self.timed(at, next + clock, minutes, None));
        }
        let part = self.spoken_minutes(at)?;
        // Where "and" follows the hour, "seven and eight o'clock" are two hours.
        if self.has(at + 1, Sense::And) {
            return None;
        }
        let past = self.get(at + 1)?.sense(|sense| match sense {
            Sense::Past => Some(true),
            Sense::Before => Some(false),
            _ => None,
        })?;
        let (hour, next) = self.spoken_hour(at + 2)?;
        let minutes = if past { hour * 60 + part } else { (hour * 60 + DAY - part) % DAY };
        // "zehn vor acht" needs a clock to be no comparison.
        let clock = self.has(next, Sense::Clock);
        (clock || part == 15 || part == 30).then(|| self.timed(at, next + usize::from(clock), minutes, None))
    }

    /// "half", "quarter", "ten" as minutes before or after an hour.
    fn spoken_minutes(&self, at: usize) -> Option<u16> {
        self.get(at)?.sense(|sense| match sense {
            Sense::Fraction(1, 2) => Some(30),
            Sense::Denominator(4) | Sense::Fraction(1, 4) => Some(15),
            Sense::Cardinal(minutes @ 1..=29) => Some(minutes),
            _ => None,
        })
    }

    fn spoken_hour(&self, at: usize) -> Option<(u16, usize)> {
        let atom = self.get(at)?;
        let hour = match &atom.kind {
            AtomKind::Numeral(numeral) => numeral.small(1, 12)? as u16,
            AtomKind::Known(known) => known
                .spelled
                .filter(|spelled| spelled.form == super::spelled::Form::Cardinal)
                .and_then(|spelled| u16::try_from(spelled.value).ok())?,
            _ => return None,
        };
        (1..=12).contains(&hour).then_some((hour, at + 1))
    }

    /// "noon", "midnight": a time of day by its name. Soft, since people say it otherwise too.
    fn named_time(&self, at: usize) -> Option<Match> {
        let minutes = self.get(at)?.sense(|sense| match sense {
            Sense::TimeOfDay(minutes) => Some(minutes),
            _ => None,
        })?;
        let mut found =
            self.timed(at, at + 1, minutes, Some(if minutes < NOON { DayHalf::Am } else { DayHalf::Pm }));
        for mention in found.mentions.iter_mut().filter(|mention| mention.hardness == Hardness::Hard) {
            mention.hardness = Hardness::Soft;
        }
        Some(found)
    }

    /// Whether a word for a minute stands at `at`: "7時55分".
    fn is_minute(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom| {
            atom.senses().iter().any(|sense| match sense {
                Sense::Unit(unit) => crate::language::units()[usize::from(*unit)].id == "duration-minute",
                _ => false,
            })
        })
    }

    fn half_day(&self, at: usize) -> Option<DayHalf> {
        self.get(at)?.sense(|sense| match sense {
            Sense::HalfDay(half) => Some(half),
            _ => None,
        })
    }
}

/// Minutes from midnight; `None` for what no clock shows.
fn clock(hours: u32, minutes: u32) -> Option<u16> {
    (hours <= 24 && minutes < 60).then_some(((hours * 60 + minutes) % 1440) as u16)
}

/// The time in the half of the day that is said: 12 a.m. is midnight; 15:00 stays what it is.
fn in_half(minutes: u16, half: DayHalf) -> u16 {
    match half {
        DayHalf::Am if (NOON..NOON + 60).contains(&minutes) => minutes - NOON,
        DayHalf::Pm if minutes < NOON => minutes + NOON,
        _ => minutes,
    }
}
