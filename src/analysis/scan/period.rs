//! Period words: early, mid, late beside a year, month, decade or century.

use super::Grammar;
use super::atom::AtomKind;
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Period, Readings, Value};
use crate::language::Sense;

/// How many words that say nothing may stand between a period word and what it divides ("zu Beginn des 20. …").
const WORDS_BETWEEN: usize = 2;

/// The units that have a beginning, a middle and an end worth telling.
const SPANS: &[&str] =
    &["duration-week", "duration-month", "duration-year", "duration-decade", "duration-century"];

impl Grammar<'_> {
    /// Adds the period words that stand beside a date. Those elsewhere ("the beginning of the film") are ordinary words.
    pub(super) fn periods(&mut self) {
        for at in 0..self.atoms.len() {
            let Some(period) = self.atoms[at].sense(|sense| match sense {
                Sense::Period(0) => Some(Period::Early),
                Sense::Period(1) => Some(Period::Mid),
                Sense::Period(2) => Some(Period::Late),
                _ => None,
            }) else {
                continue;
            };
            let taken = self.takes(at);
            if !taken && (self.divides_next(at) || self.divides_last(at) || self.divides_a_span(at)) {
                let readings = Readings::one(Value::Period(period));
                let mention = self.mention(at, at + 1, Kind::Period, Hardness::Soft, readings);
                self.mentions.push(mention);
            }
        }
    }

    /// Whether a match has taken the atom.
    fn takes(&self, at: usize) -> bool {
        let next = self.used.partition_point(|(atoms, _)| atoms.start <= at);
        next > 0 && self.used[next - 1].0.contains(&at)
    }

    fn divides_next(&self, at: usize) -> bool {
        let next = self.used.partition_point(|(atoms, _)| atoms.start <= at);
        self.used.get(next).is_some_and(|(atoms, kind)| {
            is_divisible(*kind)
                && atoms.start - at <= WORDS_BETWEEN + 1
                && self.only_words(at + 1, atoms.start)
        })
    }

    fn divides_last(&self, at: usize) -> bool {
        let next = self.used.partition_point(|(atoms, _)| atoms.start <= at);
        next.checked_sub(1).and_then(|last| self.used.get(last)).is_some_and(|(atoms, kind)| {
            is_divisible(*kind) && atoms.end <= at && at - atoms.end <= 1 && self.only_words(atoms.end, at)
        })
    }

    /// Whether a week, month or year stands beside the word: "Ende der Woche", "a hónap elején".
    fn divides_a_span(&self, at: usize) -> bool {
        let behind = (at + 1)..(at + 2 + WORDS_BETWEEN).min(self.atoms.len());
        let next = behind.clone().find(|&index| self.is_span(index));
        next.is_some_and(|next| self.only_words(at + 1, next)) || at > 0 && self.is_span(at - 1)
    }

    fn is_span(&self, at: usize) -> bool {
        self.atoms[at].senses().iter().any(|sense| match sense {
            Sense::Unit(unit) => SPANS.contains(&crate::language::units()[*unit as usize].id),
            _ => false,
        })
    }

    fn only_words(&self, from: usize, to: usize) -> bool {
        self.atoms[from..to].iter().all(|atom| {
            matches!(atom.kind, AtomKind::Other | AtomKind::Known(_))
                || atom.is_symbol('-')
                || atom.is_symbol('.')
        })
    }
}

fn is_divisible(kind: Kind) -> bool {
    matches!(kind, Kind::Year | Kind::Date | Kind::Month | Kind::Decade | Kind::Century)
}
