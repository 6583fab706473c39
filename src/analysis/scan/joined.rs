//! Two numbers that say one thing together: euros and cents, one in five.

use super::quantity::Part;
use super::{Grammar, Match};
use crate::analysis::mention::Kind;
use crate::analysis::value::{Measure, Number, Quantity, Readings, Value};
use crate::language::Sense;

/// Hundredths of whatever currency: "cent", "pence", "céntimos".
const HUNDREDTH: Measure = Measure::Currency(*b"$$C");

impl Grammar<'_> {
    /// What a quantity and the one behind it say together.
    pub(super) fn together(&self, first: &Part) -> Option<Match> {
        self.with_small_change(first).or_else(|| self.mixed(first)).or_else(|| self.ratio(first))
    }

    /// "zwei Euro und fünfzig Cent", "trece dólares con cuarenta y cinco centavos", "15 euros 50": one sum of money.
    fn with_small_change(&self, first: &Part) -> Option<Match> {
        let Measure::Currency(_) = first.measure else { return None };
        let &[whole] = &first.values[..] else { return None };
        if first.measure == HUNDREDTH || first.scaled() || whole.as_whole().is_none() {
            return None;
        }
        let and = self.has(first.next, Sense::And);
        let joint = usize::from(and || self.has(first.next, Sense::Decimal));
        let small = self.part(first.next + joint)?;
        let cents = small.values.first()?.as_whole().filter(|cents| (1..100).contains(cents))?;
        let named = small.measure == HUNDREDTH;
        let only = small.bare
            && (!and || self.has(first.next, Sense::Decimal))
            && cents >= 10
            && self.ends_at(small.next);
        if !named && !only {
            return None;
        }
        let amount = whole.plus(Number::new(cents, 100)?)?;
        let mut mention = self.mention(
            first.from,
            small.next,
            Kind::Number,
            crate::analysis::mention::Hardness::Hard,
            Readings::one(Value::Quantity(Quantity { amount, measure: first.measure })),
        );
        for value in first.readings.iter() {
            if let Value::Quantity(quantity) = value {
                mention.readings.or(Value::Quantity(Quantity { amount, ..quantity }));
            }
        }
        Some(Match::one(mention, small.next))
    }

    /// Whether a text or a part of a sentence ends before the atom.
    fn ends_at(&self, at: usize) -> bool {
        self.get(at)
            .is_none_or(|atom| ['.', ',', ';', ':', '!', '?', ')'].iter().any(|&sign| atom.is_symbol(sign)))
    }

    /// "one in five", "three out of five", "2 sur 3", "3/15", "1 coma 5" with digits: two numbers, each of which may as well be
    /// what they make together.
    fn ratio(&self, first: &Part) -> Option<Match> {
        let joint = self.get(first.next)?;
        let (is_ratio, is_point) = (joint.has(Sense::Ratio), joint.has(Sense::Decimal));
        let is_slash = first.next == first.from + 1 && self.share(first.from).is_some();
        if !is_ratio && !is_point && !is_slash || !first.bare {
            return None;
        }
        let second = self.part(first.next + 1).filter(|second| second.bare)?;
        if first.kind == Kind::Ordinal || matches!(second.kind, Kind::Year | Kind::Ordinal) {
            return None;
        }
        let &whole = first.values.first()?;
        let together = if is_ratio || is_slash {
            let (numerator, denominator) = second.values.first()?.parts();
            whole.times(Number::new(denominator, numerator)?)?
        } else {
            whole.plus(self.decimal_part(first.next + 1)?)?
        };
        Some(self.each_or(first.clone(), second, together))
    }

    /// "2/10": not reduced, but perhaps a fraction all the same.
    pub(super) fn share(&self, at: usize) -> Option<Number> {
        let small = |at: usize| self.get(at).and_then(|atom| atom.numeral()?.small(1, 99));
        let (numerator, denominator) = (small(at)?, small(at + 2)?);
        let slashed = self.glued_symbol(at + 1, '/') && self.glued(at + 2).is_some();
        (slashed && !self.glued_symbol(at + 3, '/') && numerator < denominator)
            .then(|| Number::new(numerator.into(), denominator.into()))
            .flatten()
    }

    /// "10 1/2 miles", "10 and 1/2": a whole number and a fraction, which other texts part by a word.
    fn mixed(&self, first: &Part) -> Option<Match> {
        let is_small = self.get(first.from)?.numeral()?.plain().is_some_and(|run| run.digits <= 3);
        if !first.bare || !is_small {
            return None;
        }
        let second_at = first.next + usize::from(self.has(first.next, Sense::And));
        let (fraction, after) = self.spaced_fraction(second_at)?;
        let second = self.part(second_at).filter(|second| second.next >= after)?;
        let together = first.values.first()?.plus(fraction)?;
        Some(self.each_or(first.clone(), second, together))
    }

    /// Two mentions, each of which may as well say what they say together.
    fn each_or(&self, mut first: Part, mut second: Part, together: Number) -> Match {
        let together = Value::Quantity(Quantity { amount: together, measure: second.measure });
        first.readings.or(together);
        second.readings.or(together);
        let next = second.next;
        let mentions = [first, second].iter().flat_map(|part| self.found(part).mentions).collect();
        Match { mentions, next }
    }
}
