//! Clock times, in digits and as they are spoken.

use super::atom::AtomKind;
use super::spelled::Form;
use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind, Mention};
use crate::analysis::value::{Number, Readings, Value};
use crate::language::{DayHalf, Sense};

const NOON: u16 = 720;
const DAY: u16 = 1440;

/// Identifiers of the units that clock times are made of.
const HOUR: &str = "duration-hour";
const MINUTE: &str = "duration-minute";

impl Grammar<'_> {
    /// A clock time.
    pub(super) fn time(&self, at: usize) -> Option<Match> {
        self.twelve(at)
            .or_else(|| self.hour_first(at))
            .or_else(|| self.marked_time(at))
            .or_else(|| self.worded_time(at))
            .or_else(|| self.spoken_time(at))
            .or_else(|| self.named_time(at))
    }

    /// "12 at night", "las 12 de la noche": twelve in digits, which a phrase of the lexicon puts at noon or midnight.
    fn twelve(&self, at: usize) -> Option<Match> {
        /// How many atoms stand behind the number in such a phrase.
        const MOST_WORDS: usize = 3;
        let atom = self.get(at)?;
        atom.numeral()?.small(12, 12)?;
        (1..=MOST_WORDS).find_map(|words| {
            let last = self.get(at + words)?;
            let phrase = self.prose[atom.range.cover(last.range)].to_lowercase();
            let minutes = self.language.lexicon.get(&phrase)?.iter().find_map(|sense| match sense {
                Sense::TimeOfDay(minutes) => Some(*minutes),
                _ => None,
            })?;
            let half = if minutes < NOON { DayHalf::Am } else { DayHalf::Pm };
            Some(self.timed(at, at + words + 1, minutes, Some(half)))
        })
    }

    /// "las dos de la tarde", "sept heures et demie", "las ocho menos cuarto", "seven thirty p.m.": an hour, and a part of
    /// one more or less. Without a word for the clock, "siete y media" may be a number as well, and so may hours and a half.
    fn hour_first(&self, at: usize) -> Option<Match> {
        let (hour, after) = self.spoken_hour(at)?;
        let clock = self.has(after, Sense::Clock);
        let joint = after + usize::from(clock);
        if let Some(half) = self.half_day(joint).filter(|_| !self.language.dates.half_day_first) {
            return Some(self.timed(at, joint + 1, hour * 60, Some(half)));
        }
        if let Some((minutes, next, half)) = self.minutes_and_half(joint) {
            return Some(self.timed(at, next, hour * 60 + minutes, Some(half)));
        }
        let later = self.has(joint, Sense::Past) && self.has(joint, Sense::And);
        if !later && !self.has(joint, Sense::Before) {
            return None;
        }
        let quarters = self.get(joint + 1)?.sense(|sense| match sense {
            Sense::Fraction(1, 2) if later => Some(30),
            Sense::Fraction(1, 4) | Sense::Denominator(4) => Some(15),
            _ => None,
        });
        let (part, after_part) = match quarters {
            Some(part) => (part, joint + 2),
            None => self.spelled_minutes(joint + 1).filter(|(minutes, next)| {
                *minutes < 30 && clock || later && self.half_day(*next).is_some()
            })?,
        };
        let half = self.half_day(after_part);
        let next = after_part + usize::from(half.is_some());
        if self.measured(next) {
            return None;
        }
        let minutes = if later { hour * 60 + part } else { (hour * 60 + DAY - part) % DAY };
        let mut found = self.timed(at, next, minutes, half);
        let mention = found.mentions.first_mut()?;
        if part == 30 {
            mention.readings.or(plain(Number::new((hour * 2 + 1).into(), 2)?));
        }
        if !clock && half.is_none() && self.atoms[at].numeral().is_none() {
            mention.soften();
        }
        Some(found)
    }

    /// Minutes in words and the half of the day behind them: "thirty p.m.".
    fn minutes_and_half(&self, at: usize) -> Option<(u16, usize, DayHalf)> {
        let (minutes, next) = self.spelled_minutes(at)?;
        Some((minutes, next + 1, self.half_day(next)?))
    }

    fn spelled_minutes(&self, at: usize) -> Option<(u16, usize)> {
        self.get(at).filter(|atom| atom.numeral().is_none())?;
        let (spelled, next) = self.spelled(at)?;
        let minutes = u16::try_from(spelled.value).ok().filter(|minutes| (1..60).contains(minutes))?;
        (spelled.form == Form::Cardinal).then_some((minutes, next))
    }

    fn timed(&self, from: usize, next: usize, minutes: u16, half: Option<DayHalf>) -> Match {
        let readings = if let Some(half) = half {
            Readings::one(Value::Time(in_half(minutes, half)))
        } else {
            let mut readings = Readings::one(Value::Time(minutes % DAY));
            if minutes < NOON + 60 {
                readings.or(Value::Time((minutes + NOON) % DAY));
            }
            readings
        };
        Match::one(self.mention(from, next, Kind::Time, Hardness::Hard, readings), next)
    }

    /// "19:30", "7.55 am", "14 Uhr 30", "délután 5 óra", "17 óra 30 perckor", "5 p.m."
    fn marked_time(&self, at: usize) -> Option<Match> {
        let half_before = self.half_day(at).filter(|_| self.language.dates.half_day_first);
        let from = at + usize::from(half_before.is_some());
        let (mut minutes, mut next, certain) = self.digital(from)?;
        let mut clock = self.has(next, Sense::Clock);
        let hours = self.is_unit(next, HOUR);
        if (clock || hours) && minutes % 60 == 0 {
            if let Some((more, after)) = self.minutes_behind(next + 1, clock || half_before.is_some()) {
                (minutes, next, clock) = (minutes + more, after, true);
            } else if clock && self.glued(next + 1).is_some() && self.has(next + 1, Sense::Fraction(1, 2)) {
                // "7時半"
                (minutes, next) = (minutes + 30, next + 2);
            } else if clock || half_before.is_some() {
                (next, clock) = (next + 1, true);
            }
        } else {
            next += usize::from(clock);
        }
        let half_behind = self.half_day(next);
        next += usize::from(half_behind.is_some());
        // "p.m" keeps its last stop outside.
        let half = half_before.or(half_behind);
        (certain || clock || half.is_some()).then(|| self.timed(at, next, minutes, half))
    }

    /// The minutes behind a word for the clock ("14 Uhr 30"); behind one that is an hour as well, only what an ending makes
    /// a clock time of ("17 óra 30 perckor", "17 óra 25-kor").
    fn minutes_behind(&self, at: usize, clock: bool) -> Option<(u16, usize)> {
        let numeral = self.get(at)?.numeral()?;
        let minutes = numeral.small(0, 59)? as u16;
        if self.is_unit(at + 1, MINUTE) {
            return (clock || self.ends_at_the_clock(at + 1)).then_some((minutes, at + 2));
        }
        ((clock || self.ends_at_the_clock(at)) && !self.measured(at + 1)).then_some((minutes, at + 1))
    }

    /// "zehn Uhr", "dix heures trente", "este hétkor", "délután öt óra": an hour in words. The bare hour is soft, since it
    /// is a small number; a word that is an hour of sixty minutes as well makes a time only of an hour and minutes.
    fn worded_time(&self, at: usize) -> Option<Match> {
        let half = self.half_day(at).filter(|_| self.language.dates.half_day_first);
        let from = at + usize::from(half.is_some());
        let (spelled, next) = self.spelled(from).filter(|_| self.atoms[from].numeral().is_none())?;
        let hour = u16::try_from(spelled.value).ok().filter(|hour| (1..=24).contains(hour))?;
        let ending = self.ends_at_the_clock(next - 1);
        let (clock, unit) = (self.has(next, Sense::Clock), self.is_unit(next, HOUR));
        let marked = clock && !unit || half.is_some() && unit;
        if spelled.form != Form::Cardinal || !(ending || clock || marked) {
            return None;
        }
        let behind = next + usize::from(clock || marked);
        let minutes = self
            .spelled_minutes(behind)
            .or_else(|| self.minutes_behind(behind, true))
            .filter(|(_, after)| clock && !self.measured(*after));
        let (minutes, end) = match minutes {
            Some((minutes, after)) => (minutes, after),
            None if ending || marked => (0, behind),
            None => return None,
        };
        let mut found = self.timed(at, end, hour * 60 + minutes, half);
        if minutes == 0 && half.is_none() {
            found.mentions.iter_mut().for_each(Mention::soften);
        }
        Some(found)
    }

    /// Whether the atom's suffix puts it at the clock: "5-kor", "perckor".
    fn ends_at_the_clock(&self, at: usize) -> bool {
        let Some(atom) = self.get(at) else { return false };
        let suffix = self.prose[atom.stem_end..atom.range.end()].trim_start_matches(['-', '\'', '’', '‑']);
        !suffix.is_empty()
            && self.language.lexicon.get(suffix).is_some_and(|senses| senses.contains(&Sense::Clock))
    }

    fn is_unit(&self, at: usize, id: &str) -> bool {
        self.get(at).is_some_and(|atom| {
            atom.senses().iter().any(|sense| match sense {
                Sense::Unit(unit) => crate::language::units()[*unit as usize].id == id,
                _ => false,
            })
        })
    }

    /// Hours with or without minutes in digits: minutes from midnight, the atom behind, and whether nothing else is
    /// written so.
    fn digital(&self, at: usize) -> Option<(u16, usize, bool)> {
        let numeral = self.get(at)?.numeral()?;
        let at_the_clock = numeral.suffix.is_some() && self.ends_at_the_clock(at);
        if numeral.suffix.is_some() && numeral.runs.len() != 1 && !at_the_clock {
            return None;
        }
        if let [hours, minutes] = numeral.runs[..]
            && numeral.separator == Some('.')
            && minutes.digits == 2
        {
            return Some((clock(hours.value, minutes.value)?, at + 1, at_the_clock));
        }
        // "1140 a.m.", which nothing but the half of the day makes a time.
        if let Some(run) = numeral.plain().filter(|run| matches!(run.digits, 3 | 4))
            && self.half_day(at + 1).is_some()
            && (1..=12).contains(&(run.value / 100))
        {
            return Some((clock(run.value / 100, run.value % 100)?, at + 1, false));
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

    /// "halb acht", "fél nyolc", "negyed nyolckor", "quarter past seven", "half past seven", "20 minutes past eight".
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
        let (part, joint, counted) = self.spoken_minutes(at)?;
        // Where "and" follows the hour, "seven and eight o'clock" are two hours.
        if self.has(joint, Sense::And) {
            return None;
        }
        let past = self.get(joint)?.sense(|sense| match sense {
            Sense::Past => Some(true),
            Sense::Before => Some(false),
            _ => None,
        })?;
        let (hour, next) = self.spoken_hour(joint + 1)?;
        let minutes = if past { hour * 60 + part } else { (hour * 60 + DAY - part) % DAY };
        let clock = self.has(next, Sense::Clock);
        let half = self.half_day(next + usize::from(clock));
        let end = next + usize::from(clock) + usize::from(half.is_some());
        // "zehn vor acht" needs a clock to be no comparison, "10 minutes to 8" that nothing is counted behind it.
        let last = !self.measured(end)
            && self.get(end).is_none_or(|atom| {
                matches!(atom.kind, AtomKind::Symbol(_)) || self.has(end, Sense::And) || self.connector(end)
            });
        let round = past && part.is_multiple_of(5) && self.atoms[at].numeral().is_some();
        let certain = clock || half.is_some() || matches!(part, 15 | 30) && !counted;
        (certain || (counted || round) && last).then(|| self.timed(at, end, minutes, half))
    }

    /// "half", "quarter", "ten", "20 minutes" before or behind an hour: minutes, the atom after them, and whether they are
    /// called minutes.
    fn spoken_minutes(&self, at: usize) -> Option<(u16, usize, bool)> {
        let atom = self.get(at)?;
        let minutes = match atom.numeral() {
            Some(numeral) => numeral.small(1, 30)? as u16,
            None => atom.sense(|sense| match sense {
                Sense::Fraction(1, 2) => Some(30),
                Sense::Denominator(4) | Sense::Fraction(1, 4) => Some(15),
                Sense::Cardinal(minutes @ 1..=29) => Some(minutes),
                _ => None,
            })?,
        };
        let counted = self.is_unit(at + 1, MINUTE);
        Some((minutes, at + 1 + usize::from(counted), counted))
    }

    fn spoken_hour(&self, at: usize) -> Option<(u16, usize)> {
        let atom = self.get(at)?;
        let hour = match &atom.kind {
            AtomKind::Numeral(numeral) => numeral.small(1, 12)? as u16,
            AtomKind::Known(known) => known
                .spelled
                .filter(|spelled| spelled.form == Form::Cardinal)
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
        let half = if minutes < NOON { DayHalf::Am } else { DayHalf::Pm };
        // "midi et demi", "minuit et quart".
        let more = self.get(at + 2).filter(|_| self.has(at + 1, Sense::Past) && self.has(at + 1, Sense::And));
        let more = more.and_then(|atom| {
            atom.sense(|sense| match sense {
                Sense::Fraction(1, 2) => Some(30),
                Sense::Fraction(1, 4) | Sense::Denominator(4) => Some(15),
                _ => None,
            })
        });
        if let Some(more) = more {
            return Some(self.timed(at, at + 3, minutes + more, Some(half)));
        }
        let mut found = self.timed(at, at + 1, minutes, Some(half));
        found.mentions.iter_mut().for_each(Mention::soften);
        Some(found)
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
    (hours <= 24 && minutes < 60).then(|| ((hours * 60 + minutes) % 1440) as u16)
}

/// The time in the half of the day that is said: 12 a.m. is midnight; 15:00 stays what it is.
fn in_half(minutes: u16, half: DayHalf) -> u16 {
    match half {
        DayHalf::Am if (NOON..NOON + 60).contains(&minutes) => minutes - NOON,
        DayHalf::Pm if minutes < NOON => minutes + NOON,
        _ => minutes,
    }
}
