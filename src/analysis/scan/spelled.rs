//! Numbers in words: single words, closed compounds, and what they are worth together.

use smallvec::{SmallVec, smallvec};

use crate::analysis::value::Number;
use crate::language::{Language, Sense};

/// A number word, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Its value.
    pub(super) value: u128,
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
    /// Into how many parts ("Hundertstel"); only compounds are, single words have it among their senses.
    Denominator,
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

/// The last part of a compound that says into how many parts: "avo" behind a number word is none by itself (1).
fn denominator(senses: &[Sense]) -> Option<Spelled> {
    senses.iter().find_map(|&sense| match sense {
        Sense::Denominator(value) => {
            let scale = if value >= 100 && value.is_multiple_of(100) { value.ilog10() as u8 } else { 0 };
            Some(Spelled { value: value.into(), scale, form: Form::Denominator })
        }
        _ => None,
    })
}

/// The value of a closed compound ("zweitausenddreihundert", "ezerkilencszázötvennyolcban"): a word that number words
/// fill from its first to its last letter, a suffix of the closed list apart; and the bytes of that suffix.
pub(super) fn compound(language: &Language, word: &str) -> Option<(Spelled, usize)> {
    const LONGEST: usize = 120;
    if word.len() > LONGEST || !language.lexicon.begins_with_number(word) {
        return None;
    }
    let mut stack: SmallVec<[(usize, Sum); 4]> = smallvec![(0, Sum::default())];
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
            if sum.pieces > 0
                && let Some(next) = denominator(hit.senses).and_then(|piece| sum.add(piece))
            {
                stack.push((at + hit.len, next));
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
    /// What scale words have multiplied.
    total: u128,
    /// What waits for a scale word.
    current: Option<u128>,
    /// The scales that `total` is made of, a bit for each power of ten: each part is less than the next greater scale.
    scales: u64,
    last: Option<Spelled>,
    /// What it was worth before the last word.
    before_last: u128,
    /// How many words it holds.
    pub(super) pieces: u8,
}

impl Sum {
    /// The sum with one word more; `None` if the word can't follow.
    pub(super) fn add(self, piece: Spelled) -> Option<Self> {
        if !self.may_follow(piece) {
            return None;
        }
        let mut next = self;
        // Ordinals in a chain are not counted.
        let counted = self.last.is_none_or(|last| last.form != Form::Ordinal);
        next.before_last = if counted { self.value()? } else { 0 };
        next.pieces = self.pieces.checked_add(1)?;
        next.last = Some(piece);
        let is_scale =
            piece.form != Form::Cardinal && piece.scale > 0 && power_of_ten(piece.scale) == Some(piece.value);
        if piece.form == Form::Denominator && piece.value == 1 {
            // "avo" adds nothing to the number it makes a denominator of.
        } else if is_scale && self.pieces > 0 || piece.form == Form::Scale {
            next.multiply(piece.scale)?;
        } else if piece.scale > 0 {
            // A compound that ends in a scale word ("kétezer") adds up like a number.
            if self.current.is_some() || !self.is_below(piece.value) {
                return None;
            }
            next.total = self.total.checked_add(piece.value)?;
            next.scales |= 1_u64.checked_shl(piece.scale.into())?;
        } else {
            let joined = match self.current {
                None => piece.value,
                Some(above) => joined(above, piece)?,
            };
            if !self.is_below(joined) {
                return None;
            }
            next.current = Some(joined);
        }
        Some(next)
    }

    /// What its last two words are worth: all before the last one (0 if those are ordinals), and the last one.
    pub(super) fn parts(self) -> Option<(u128, Spelled)> {
        Some((self.before_last, self.last?))
    }

    /// The last word was a cardinal that takes part in `value` as it is, and gives way to another one.
    pub(super) fn replace_last(self, by: Spelled) -> Option<Self> {
        let last = self.last.filter(|last| last.form == Form::Cardinal)?;
        let above = self.current?.checked_sub(last.value)?;
        let mut without = self;
        without.current = (above > 0).then_some(above);
        without.pieces = self.pieces.checked_sub(1)?;
        without.last = None;
        without.add(by)
    }

    /// After an ordinal nothing follows but the smaller ordinals of a chain ("milésimo ducentésimo octavo",
    /// "centésimo vigésimo").
    fn may_follow(self, piece: Spelled) -> bool {
        match self.last {
            Some(Spelled { form: Form::Denominator, .. }) => false,
            Some(Spelled { form: Form::Ordinal, scale, .. }) => {
                let hundreds = self.current.is_some_and(|above| above >= 100);
                piece.form == Form::Ordinal && piece.scale == 0 && (scale >= 3 || self.total > 0 || hundreds)
            }
            _ => true,
        }
    }

    /// Whether the value may stand behind the least scale word so far.
    fn is_below(self, value: u128) -> bool {
        let least = self.scales.trailing_zeros();
        self.scales == 0 || power_of_ten(least as u8).is_none_or(|power| value > 0 && value < power)
    }

    /// A scale word multiplies all that stands below the next greater one: "mil" in "mil millones", but not "billones" in
    /// "dos billones tres mil millones".
    fn multiply(&mut self, scale: u8) -> Option<()> {
        let unit = power_of_ten(scale)?;
        let above = self.scales.checked_shr(u32::from(scale) + 1)?;
        let ceiling = if above == 0 {
            None
        } else {
            power_of_ten(u8::try_from(above.trailing_zeros()).ok()?.checked_add(scale + 1)?)
        };
        let below = ceiling.map_or(self.total, |ceiling| self.total % ceiling);
        let by = match below.checked_add(self.current.take().unwrap_or(0))? {
            0 => 1,
            by => by,
        };
        let product = by.checked_mul(unit)?;
        if ceiling.is_some_and(|ceiling| product >= ceiling) {
            return None;
        }
        self.total = (self.total - below).checked_add(product)?;
        self.scales =
            self.scales & !((1_u64.checked_shl(u32::from(scale) + 1)?).wrapping_sub(1)) | 1 << scale;
        Some(())
    }

    fn value(self) -> Option<u128> {
        self.total.checked_add(self.current.unwrap_or(0))
    }

    /// The whole as one number word; `None` if it is empty.
    pub(super) fn finish(self) -> Option<Spelled> {
        let form = match self.last?.form {
            Form::Scale if self.pieces > 1 => Form::Cardinal,
            form => form,
        };
        let scale =
            if self.current.is_none() && self.scales != 0 { self.scales.trailing_zeros() as u8 } else { 0 };
        Some(Spelled { value: self.value()?, scale, form })
    }
}

/// Two number words below a thousand that stand together: "hundred five", "twenty first", "onze cents", "dix-neuf cent
/// trois".
fn joined(above: u128, piece: Spelled) -> Option<u128> {
    let (hundreds, rest) = (above >= 100 && above.is_multiple_of(100), above % 100);
    let tens = rest >= 20 && rest.is_multiple_of(10);
    match piece.value {
        1..=9 if tens => Some(above + piece.value),
        1..=99 if hundreds => Some(above + piece.value),
        100..=199 if (11..=19).contains(&above) => Some(above * 100 + piece.value - 100),
        _ => None,
    }
}

/// Ten to this power; `None` from 10^38 on, where a [`Number`] ends.
pub(super) fn power_of_ten(exponent: u8) -> Option<u128> {
    10_u128.checked_pow(exponent.into()).filter(|_| exponent < 38)
}

/// Ten to this power as a number; `None` beyond 128 bits.
pub(super) fn scale_number(exponent: u8) -> Option<Number> {
    10_i128.checked_pow(exponent.into()).map(Number::whole)
}
