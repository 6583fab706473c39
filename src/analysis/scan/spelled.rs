//! Numbers in words: single words, closed compounds, and what they are worth together.

use crate::analysis::value::Number;
use crate::language::{Language, Sense};

/// A number word, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Its value.
    pub(super) value: u64,
    /// The power of ten that a scale word stands for; 0 for other words. "ezer" is 3, "kétezer" as well.
    pub(super) scale: u8,
    /// What it is.
    pub(super) form: Form,
}

/// What a number word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// How many.
    Cardinal,
    /// Which one.
    Ordinal,
    /// A bare scale word, which multiplies what stands before it.
    Scale,
}

/// The number that a word of these senses is.
pub(super) fn of_senses(senses: &[Sense]) -> Option<Spelled> {
    senses.iter().find_map(|&sense| match sense {
        Sense::Cardinal(value) => Some(Spelled { value: value.into(), scale: 0, form: Form::Cardinal }),
        Sense::Scale(scale) => Some(Spelled { value: power_of_ten(scale)?, scale, form: Form::Scale }),
        Sense::Ordinal(value) => Some(Spelled { value: value.into(), scale: 0, form: Form::Ordinal }),
        Sense::OrdinalScale(scale) => {
            Some(Spelled { value: power_of_ten(scale)?, scale, form: Form::Ordinal })
        }
        _ => None,
    })
}

/// The value of a closed compound ("zweitausenddreihundert", "ezerkilencszázötvennyolcban"): a word that number words
/// fill from its first to its last letter, a suffix of the closed list apart; and the bytes of that suffix.
pub(super) fn compound(language: &Language, word: &str) -> Option<(Spelled, usize)> {
    const LONGEST: usize = 120;
    if word.len() > LONGEST || !language.lexicon.touches(word) {
        return None;
    }
    let mut stack = vec![(0, Sum::default())];
    let mut steps = 0;
    let mut before_suffix = None;
    while let Some((at, sum)) = stack.pop() {
        steps += 1;
        if steps > 200 {
            break;
        }
        let rest = &word[at..];
        if sum.pieces > 1 && rest.is_empty() {
            return Some((sum.finish()?, 0));
        }
        if sum.pieces > 1 && before_suffix.is_none() && language.suffixes.words.contains(rest) {
            before_suffix = sum.finish().map(|spelled| (spelled, rest.len()));
        }
        for hit in language.lexicon.prefixes(rest) {
            if hit.senses.contains(&Sense::And) && sum.pieces > 0 {
                stack.push((at + hit.len, sum));
            }
            if let Some(next) = of_senses(hit.senses).and_then(|piece| sum.add(piece)) {
                stack.push((at + hit.len, next));
            }
        }
    }
    before_suffix
}

/// The sum of number words read so far: additive and multiplicative, as people count in thousands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    total: u64,
    /// What waits for a scale word.
    current: Option<u64>,
    /// The least scale that `total` holds; what follows must be smaller.
    scale: u8,
    /// The greatest one.
    scales: Option<u8>,
    last: Option<Form>,
    /// How many words it holds.
    pub(super) pieces: u8,
}

impl Sum {
    /// The sum with one word more; `None` if the word can't follow.
    pub(super) fn add(self, piece: Spelled) -> Option<Self> {
        // "centésimo vigésimo": where every word of an ordinal is one.
        let chain =
            piece.form == Form::Ordinal && self.scale == 0 && self.current.is_some_and(|above| above >= 100);
        if self.last == Some(Form::Ordinal) && !chain {
            return None;
        }
        let mut next = self;
        next.pieces = self.pieces.checked_add(1)?;
        next.last = Some(piece.form);
        let is_scale = piece.form == Form::Scale || piece.form == Form::Ordinal && piece.scale > 0;
        if is_scale && self.pieces > 0 || piece.form == Form::Scale {
            next.multiply(piece)?;
        } else if piece.scale > 0 {
            // A compound that ends in a scale word ("kétezer") adds up like a number.
            if self.current.is_some() || self.scale > 0 && self.scale <= piece.scale {
                return None;
            }
            next.total = self.total.checked_add(piece.value)?;
            next.scale = piece.scale;
        } else {
            let above = self.current.unwrap_or(0);
            let fits = above == 0 && self.current.is_none()
                || above >= 100 && above.is_multiple_of(100) && piece.value < 100 && piece.value > 0;
            if !fits || self.scale > 0 && piece.value >= power_of_ten(self.scale)? {
                return None;
            }
            next.current = Some(above + piece.value);
        }
        Some(next)
    }

    fn multiply(&mut self, piece: Spelled) -> Option<()> {
        let unit = power_of_ten(piece.scale)?;
        if self.scale != 0 && piece.scale >= self.scale {
            // "mil millones", "hundred thousand million": the whole so far is multiplied; in 三億二千万 what is less than
            // the greater scale before it.
            let greater =
                self.scales.and_then(power_of_ten).filter(|&greater| greater > unit).unwrap_or(u64::MAX);
            let least = (self.total % greater).checked_add(self.current.take().unwrap_or(0))?;
            let all = least.checked_mul(unit).filter(|&all| all < greater)?;
            self.total = (self.total - self.total % greater).checked_add(all)?;
        } else {
            let by = self.current.take().unwrap_or(1);
            self.total = self.total.checked_add(by.checked_mul(unit)?)?;
        }
        self.scales = self.scales.max(Some(piece.scale));
        self.scale = piece.scale;
        Some(())
    }

    /// The whole as one number word; `None` if it is empty.
    pub(super) fn finish(self) -> Option<Spelled> {
        let form = match self.last? {
            Form::Ordinal => Form::Ordinal,
            Form::Scale if self.pieces == 1 => Form::Scale,
            _ => Form::Cardinal,
        };
        let scale = if self.current.is_none() { self.scale } else { 0 };
        Some(Spelled { value: self.total.checked_add(self.current.unwrap_or(0))?, scale, form })
    }
}

/// Ten to this power; `None` from 10^19 on.
pub(super) fn power_of_ten(exponent: u8) -> Option<u64> {
    10_u64.checked_pow(exponent.into())
}

/// Ten to this power as a number; `None` beyond 128 bits.
pub(super) fn scale_number(exponent: u8) -> Option<Number> {
    10_i128.checked_pow(exponent.into()).map(Number::whole)
}
