//! Numbers whose parts each have their scale word: "2 millió 300 ezer", "1億2千万".

use super::atom::AtomKind;
use super::numeral::Numeral;
use super::quantity::Amount;
use super::wording::exponent;
use super::{Grammar, spelled};
use crate::analysis::value::Number;
use crate::language::Sense;

/// The power of ten that "and" may follow: "three hundred and five".
const HUNDRED: u8 = 2;

impl Grammar<'_> {
    /// Adds the rest of a number whose parts each have their scale words: "2 millió 300 ezer", "4 thousand 3 hundred and
    /// 21", "1億2千万", "3万5000".
    pub(super) fn add_smaller(&self, amount: &mut Amount) {
        let Some((first, mut next)) = self.scale_words(amount.next) else { return };
        let mut rest: Option<Number> = None;
        let mut limit = first;
        while let Some((part, at)) = self.smaller(next, limit) {
            let own = self.scale_words(at).filter(|&(own, _)| own < limit);
            let Some(scale) = spelled::scale_number(own.map_or(0, |(own, _)| own)) else { break };
            let Some(sum) = part.times(scale).and_then(|part| part.plus(rest.unwrap_or(Number::whole(0))))
            else {
                break;
            };
            if own.is_none() && !self.fills(next, limit) {
                break;
            }
            rest = Some(sum);
            next = own.map_or(at, |(_, behind)| behind);
            let Some((own, _)) = own else { break };
            limit = own;
        }
        let (Some(rest), Some(unit)) = (rest, spelled::scale_number(first)) else { return };
        amount.values = amount.values.iter().filter_map(|value| value.times(unit)?.plus(rest)).collect();
        amount.next = next;
    }

    /// The power of ten that the scale words from `at` on stand for together, and the atom after them.
    fn scale_words(&self, at: usize) -> Option<(u8, usize)> {
        let scale = |at: usize| self.get(at)?.sense(exponent);
        let mut power = scale(at)?;
        let mut next = at + 1;
        while let Some(more) = scale(next) {
            power = power.checked_add(more)?;
            next += 1;
        }
        Some((power, next))
    }

    /// A number that may stand behind a scale word, and the atom behind it.
    fn smaller(&self, at: usize, limit: u8) -> Option<(Number, usize)> {
        let and = usize::from(limit == HUNDRED && self.has(at, Sense::And));
        match &self.get(at + and)?.kind {
            AtomKind::Numeral(numeral) => {
                let value = *numeral.values.first()?;
                (value != Number::whole(0)).then_some((value, at + and + 1))
            }
            AtomKind::Known(_) if and == 1 => {
                let words = self.words(at + and).filter(|words| words.spelled.value < 100)?;
                Some((Number::whole(i128::try_from(words.spelled.value).ok()?), words.next))
            }
            _ => None,
        }
    }

    /// Whether a number without a scale word of its own is the rest of the one before it: "3 hundred and 21", or as many
    /// digits as the scale word leaves open, "2 mil 500"; where no space parts words, also fewer, "3万500".
    fn fills(&self, at: usize, limit: u8) -> bool {
        if limit == HUNDRED && self.has(at, Sense::And) {
            return true;
        }
        let digits = |numeral: &Numeral| numeral.runs.iter().map(|run| run.digits).sum::<u8>();
        let numeral = self.get(at).and_then(|atom| atom.numeral());
        numeral.is_some_and(|numeral| {
            digits(numeral) == limit || self.glued(at).is_some() && digits(numeral) < limit
        })
    }
}
