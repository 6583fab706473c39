//! What an ending says that a number counts, and somebody's years.

use super::Grammar;
use super::atom::Atom;
use super::quantity::{Amount, Measures, measures};
use crate::analysis::mention::Kind;
use crate::analysis::value::{Measure, Number, Quantity, Value};
use crate::language::{Sense, units};

impl Grammar<'_> {
    /// "37-jährig", "zwanzigprozentig", "húszszázalékos": what the ending of a number says is counted.
    pub(super) fn counted_by_ending(&self, number: &Atom) -> Option<Measures> {
        let end = number.range.end();
        let from = number
            .numeral()
            .map_or(number.stem_end, |numeral| numeral.suffix.map_or(end, |(from, _)| from as usize));
        if from == end {
            return None;
        }
        let ending = self.prose[from..end].trim_start_matches(['-', '‑']).to_lowercase();
        let senses = self.language.read(&ending)?.senses;
        let counts = |sense: &&Sense| matches!(sense, Sense::Age | Sense::Percent | Sense::Permille);
        let found: Measures = senses.iter().filter(counts).flat_map(|&sense| measures(sense)).collect();
        (!found.is_empty()).then_some(found)
    }

    /// "Im 38. Lebensjahr" is who has lived 37 years.
    pub(super) fn years_lived(&self, ordinal: &Amount) -> Option<Value> {
        let is_ordinal = ordinal.kind == Kind::Ordinal || self.glued_symbol(ordinal.next, '.');
        if !is_ordinal || !self.has(self.past_stop(ordinal.next), Sense::Age) {
            return None;
        }
        let amount = ordinal.values.first()?.plus(Number::whole(1).negated())?;
        Some(Value::Quantity(Quantity { amount, measure: years()? }))
    }
}

/// The unit in which ages are counted.
pub(super) fn years() -> Option<Measure> {
    let unit = units().iter().position(|unit| unit.id == "duration-year")?;
    Some(Measure::Unit(u16::try_from(unit).ok()?))
}
