//! Single words that say something by themselves: weekdays, collectives, articles, phrases that say nothing.

use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Date, Number, Readings, Value};
use crate::language::Sense;

impl Grammar<'_> {
    /// What a word says alone; all of it soft.
    pub(super) fn word(&self, at: usize) -> Option<Match> {
        let atom = &self.atoms[at];
        if atom.has(Sense::Silent) {
            return Some(Match::nothing(at + 1));
        }
        let (kind, value) = atom.sense(|sense| self.alone(at, sense))?;
        let mention = self.mention(at, at + 1, kind, Hardness::Soft, Readings::one(value));
        Some(Match::one(mention, at + 1))
    }

    fn alone(&self, at: usize, sense: Sense) -> Option<(Kind, Value)> {
        let number = |value: u16| plain(Number::whole(value.into()));
        match sense {
            Sense::Weekday(day) if self.capital_enough(at) => Some((Kind::Weekday, weekday(day))),
            Sense::WeekdayAbbreviation(day) if self.capital_enough(at) && self.beside_date(at) => {
                Some((Kind::Weekday, weekday(day)))
            }
            Sense::Collective(value) => Some((Kind::Fraction, number(value))),
            Sense::Denominator(value @ 2..) => Some((Kind::Fraction, plain(Number::new(1, value.into())?))),
            Sense::Article => Some((Kind::Article, number(1))),
            _ => None,
        }
    }

    /// Whether an abbreviated weekday has a stop or comma behind it and a number after that.
    fn beside_date(&self, at: usize) -> bool {
        let marked = self.glued_symbol(at + 1, '.') || self.glued_symbol(at + 1, ',');
        let mut next = at + 1;
        while self.glued_symbol(next, '.') || self.glued_symbol(next, ',') {
            next += 1;
        }
        marked && self.get(next).is_some_and(|atom| atom.numeral().is_some())
    }
}

fn weekday(day: u8) -> Value {
    Value::Date(Date { weekday: Some(day), ..Date::default() })
}
