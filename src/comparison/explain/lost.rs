//! What was lost of a number whose digits are right: its currency, its degree sign, its minus.

use super::ledger::Ledger;
use super::unread;
use crate::analysis::{Hardness, Measure, Quantity, Value};
use crate::comparison::view::{BeadView, Said, SideView};

/// What the target's number lacks of the source's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The currency, which nothing else in the target's paragraph names.
    Currency,
    /// The sign of degrees.
    Degrees,
    /// The minus.
    Minus,
}

/// The pairs that explain each other but for something that is lost, taken out of those that do.
pub(super) fn take_lost(ledger: &mut Ledger, bead: &BeadView<'_>) -> Vec<(usize, usize)> {
    // Where words are not known, the name of a currency is not either.
    let reads_words = [&bead.source, &bead.target].iter().all(|side| side.input.language.reads_words());
    let mentions =
        |&(here, there): &(usize, usize)| (&bead.source.mentions[here], &bead.target.mentions[there]);
    // Nor is every word for one, where nobody has reviewed the words.
    let may_be_named = |there| !bead.target.input.language.is_reviewed() && unread::is_beside_word(there);
    let is_lost = |pair: &(usize, usize)| {
        let (here, there) = mentions(pair);
        lost(here, there).is_some_and(|lost| {
            lost != Lost::Currency || reads_words && !names_money(&bead.target) && !may_be_named(there)
        })
    };
    let (lost, kept) = std::mem::take(&mut ledger.tied).into_iter().partition(is_lost);
    ledger.tied = kept;
    lost
}

/// What the second of two mentions with the same digits lacks.
pub(crate) fn lost(here: &Said<'_>, there: &Said<'_>) -> Option<Lost> {
    let (Value::Quantity(one), Value::Quantity(other)) = (here.first(), there.first()) else { return None };
    let digits = [here, there].iter().all(|said| said.mention.hardness == Hardness::Hard);
    let bare = there.values.iter().all(|value| !is_measured(*value));
    if !digits {
        return None;
    }
    if is_negative(here) && !is_negative(there) && one.amount.negated() == other.amount {
        return Some(Lost::Minus);
    }
    match one.measure {
        _ if one.amount != other.amount || !bare => None,
        Measure::Currency(_) if in_signs(here.text()) => Some(Lost::Currency),
        Measure::Unit(_) if here.text().ends_with('°') && !follows(there, '°') => Some(Lost::Degrees),
        _ => None,
    }
}

/// Whether an amount of money is written with a sign or a code. A word for it may have one on the other side that we do
/// not know, as those of currencies long gone.
fn in_signs(text: &str) -> bool {
    let is_sign =
        |c| matches!(c, '$' | '¢'..='¥' | '₠'..='⃀' | '฿' | '៛' | '﷼' | '＄' | '￠' | '￡' | '￥' | '￦');
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    text.contains(is_sign) || text.split(|c: char| !c.is_alphabetic()).any(is_code)
}

fn is_measured(value: Value) -> bool {
    matches!(value, Value::Quantity(Quantity { measure, .. }) if measure != Measure::Plain)
}

/// Whether a mention begins with a minus that is no dash: a space or nothing stands before it, a digit behind it.
fn is_negative(said: &Said<'_>) -> bool {
    let before = &said.prose[..said.mention.range.start()];
    let amount = match said.first() {
        Value::Quantity(quantity) => quantity.amount.to_f64(),
        _ => 0.0,
    };
    amount < 0.0 && !before.ends_with(char::is_alphanumeric)
}

fn follows(said: &Said<'_>, sign: char) -> bool {
    said.prose[said.mention.range.end()..].trim_start().starts_with(sign)
}

fn names_money(side: &SideView<'_>) -> bool {
    side.mentions
        .iter()
        .flat_map(|said| &said.values)
        .any(|value| matches!(value, Value::Quantity(Quantity { measure: Measure::Currency(_), .. })))
}
