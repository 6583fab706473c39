//! Fixes: the right value, written as the target's language writes it; where it can be, by changing only what is wrong in
//! the target's own words ([`place`]).

mod place;

use std::ops::Range;

use super::explain::{Family, family};
use super::view::{BeadView, Role, Said};
use super::{Fix, Spot};
use crate::analysis::token::digit_value;
use crate::analysis::{Date, Hardness, Measure, Number, Period, Quantity, Value};
use crate::language::{
    Language, Named, WrittenDate, before_suffix, harmonise, inflect, write_date, write_number,
};
use crate::text::LocalRange;

/// The most digits behind the decimal sign that a fix writes.
const MOST_DECIMALS: usize = 6;

/// The fix of a change: the source's value in the target's place, its suffix with it. Right without a look only where
/// both sides are demanded, hence digits, and may mean one thing each.
pub(super) fn of_change(bead: &BeadView<'_>, here: &Said<'_>, there: &Said<'_>) -> Option<Fix> {
    let language = bead.target.input.language;
    let (range, text) = match (here.first(), there.first()) {
        (Value::Quantity(right), Value::Quantity(wrong)) => number(language, here, right, there, wrong)?,
        (Value::Date(right), Value::Date(wrong)) => match (right.weekday, wrong.weekday) {
            (Some(right), Some(wrong)) => named(language, Named::Weekday, (wrong, right), there)?,
            _ => place::date(language, there, wrong, right).or_else(|| date(language, right, there))?,
        },
        (Value::Date(right), _) if family(there.mention.kind) == Some(Family::Date) => {
            date(language, right, there)?
        }
        (Value::Period(right), Value::Period(wrong)) => {
            named(language, Named::Period, (order(wrong), order(right)), there)?
        }
        (Value::Time(_), Value::Time(_)) => place::time(language, there, here)?,
        (Value::Decade(right), Value::Decade(wrong)) => place::decade(language, there, wrong, right)?,
        (Value::Century(right), Value::Century(wrong)) => place::century(language, there, wrong, right)?,
        _ => return None,
    };
    let certain = [here, there]
        .iter()
        .all(|said| said.mention.hardness == Hardness::Hard && said.mention.readings.iter().count() == 1);
    let unambiguous = certain && here.mention.kind == there.mention.kind;
    Some(Fix { at: Spot { paragraph: there.paragraph, range }, text, unambiguous })
}

/// The fix of something missing: the value at the end of the counterpart sentence, for the translator to move. None for
/// an amount of money or in a unit, whose names in the target's language are not known: a bare number would only seem to
/// be the whole of it.
pub(super) fn of_missing(bead: &BeadView<'_>, here: &Said<'_>) -> Option<Fix> {
    let text = in_target(bead, here)?;
    let spot = bead.counterpart(Role::Target, here.sentence)?;
    let prose = &bead.texts.paragraph(Role::Target, spot.paragraph)?.prose;
    let end = prose[spot.range].trim_end_matches(|c: char| !c.is_alphanumeric()).len() + spot.range.start();
    let at = Spot { paragraph: spot.paragraph, range: LocalRange::new(end, end) };
    Some(Fix { at, text: format!(" {text}"), unambiguous: false })
}

/// A value of the source, written as the target's language writes it; `None` where not all of it can be.
pub(super) fn in_target(bead: &BeadView<'_>, here: &Said<'_>) -> Option<String> {
    let language = bead.target.input.language;
    match here.first() {
        Value::Quantity(quantity) if matches!(quantity.measure, Measure::Plain | Measure::Percent) => {
            let written = ungrouped_year(here, write_number(language, &decimal(quantity.amount)?, ""));
            Some(format!("{written}{}", percent(language, quantity.measure)))
        }
        Value::Date(date) => written_date(language, date),
        Value::Time(_) | Value::Decade(_) | Value::Century(_) => place::written(language, here),
        _ => None,
    }
}

/// A number without group signs, where it may be a year: four digits in a row on the other side.
fn ungrouped_year(here: &Said<'_>, mut written: String) -> String {
    let said = here.text();
    if said.chars().count() == 4 && said.chars().all(|c| digit_value(c).is_some()) {
        written.retain(|c| digit_value(c).is_some());
    }
    written
}

/// The number of an amount of money or in a unit, without its sign, for a translator who writes that.
pub(super) fn bare(bead: &BeadView<'_>, here: &Said<'_>) -> Option<String> {
    let Value::Quantity(quantity) = here.first() else { return None };
    let language = bead.target.input.language;
    // Behind a scale word the digits alone are what is written again: "2,5 Millionen Euro".
    let said = numeral(here.text()).and_then(|numeral| {
        let said = &here.text()[numeral];
        divided(quantity.amount, scale(said, quantity.amount)?)
    });
    Some(write_number(language, &decimal(said.unwrap_or(quantity.amount))?, ""))
}

/// What is to be replaced, and by what. Scale and unit words stay; only the digits before them change.
fn number(
    language: &Language,
    here: &Said<'_>,
    right: Quantity,
    there: &Said<'_>,
    wrong: Quantity,
) -> Option<(LocalRange, String)> {
    let stem = there.mention.stem;
    let Some(numeral) = numeral(there.text()) else {
        // A number in words: the right one in digits, for the translator to spell out.
        let like = here.text();
        return Some((stem, write_number(language, &decimal(right.amount)?, like)));
    };
    let scale = scale(&there.text()[numeral.clone()], wrong.amount)?;
    let plain = decimal(divided(right.amount, scale)?)?;
    let mut text = write_number(language, &plain, &there.text()[numeral.clone()]);
    if right.measure == Measure::Percent && wrong.measure == Measure::Plain {
        text.push_str(&percent(language, right.measure));
    }
    let start = stem.start() + numeral.start;
    let end = stem.start() + numeral.end;
    if end < stem.end() {
        return Some((LocalRange::new(start, end), text));
    }
    let suffix = &there.prose[end..there.mention.range.end()];
    let before = decimal(divided(wrong.amount, scale)?)?;
    text.push_str(&after_number(language, &before, &plain, suffix)?);
    Some((LocalRange::new(start, there.mention.range.end()), text))
}

/// A name in the form of the one that stands there.
fn named(
    language: &Language,
    kind: Named,
    (wrong, right): (u8, u8),
    there: &Said<'_>,
) -> Option<(LocalRange, String)> {
    let end = there.mention.range.end();
    let (len, text) = inflect(language, kind, wrong, right, &there.prose[..end])?;
    Some((LocalRange::new(end - len, end), text))
}

fn order(period: Period) -> u8 {
    match period {
        Period::Early => 1,
        Period::Mid => 2,
        Period::Late => 3,
    }
}

/// The whole date written anew. A suffix that belongs to a word, or a day whose month stands elsewhere, is left alone.
fn date(language: &Language, right: Date, there: &Said<'_>) -> Option<(LocalRange, String)> {
    let (stem, range) = (there.mention.stem, there.mention.range);
    let written = written_date(language, right)?;
    let suffix = &there.prose[stem.end()..range.end()];
    let said = &there.prose[stem];
    if said.chars().all(|c| digit_value(c).is_some()) {
        return None;
    }
    if suffix.is_empty() {
        return Some((range, written));
    }
    let last = right.day.map_or_else(|| right.year.unwrap_or_default().to_string(), |day| day.to_string());
    let digits = said.chars().rev().take_while(|c| digit_value(*c).is_some()).count();
    let before = said.char_indices().rev().take(digits).last().map(|(at, _)| &said[at..])?;
    let written = before_suffix(&written);
    written.ends_with(char::is_numeric).then_some(())?;
    Some((range, format!("{written}{}", after_number(language, before, &last, suffix)?)))
}

fn written_date(language: &Language, date: Date) -> Option<String> {
    let year = match date.year {
        // Years before Christ need more than a number.
        Some(year) => Some(u32::try_from(year).ok()?),
        None => None,
    };
    write_date(language, WrittenDate { year, month: date.month, day: date.day })
}

/// The suffix of the number `before` in the form that stands after `plain`, with the hyphen or apostrophe before it.
fn after_number(language: &Language, before: &str, plain: &str, suffix: &str) -> Option<String> {
    let word = suffix.trim_start_matches(|c: char| !c.is_alphanumeric());
    let joint = &suffix[..suffix.len() - word.len()];
    Some(format!("{joint}{}", harmonise(language, before, plain, word)?))
}

fn percent(language: &Language, measure: Measure) -> String {
    match measure {
        Measure::Percent if language.numbers.percent_space => "\u{a0}%".to_owned(),
        Measure::Percent => "%".to_owned(),
        _ => String::new(),
    }
}

/// The bytes of the digits and the separators between them.
fn numeral(text: &str) -> Option<Range<usize>> {
    let start = text.find(|c| digit_value(c).is_some())?;
    let mut end = start;
    for (offset, c) in text[start..].char_indices() {
        if digit_value(c).is_some() {
            end = start + offset + c.len_utf8();
        } else if !(matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬') || c.is_whitespace()) {
            break;
        }
    }
    Some(start..end)
}

/// By what a scale word multiplies the digits before it: the power of a thousand between them and the amount.
fn scale(numeral: &str, amount: Number) -> Option<Number> {
    let digits: Vec<u8> = numeral.chars().filter_map(digit_value).collect();
    let decimals = numeral.rfind(['.', ',']).map(|at| numeral[at + 1..].chars().count() as u32);
    let all = digits.iter().try_fold(0_i128, |all, &digit| all.checked_mul(10)?.checked_add(digit.into()))?;
    let whole = Number::new(all, 1)?;
    let broken = decimals.and_then(|decimals| Number::new(all, 10_i128.checked_pow(decimals)?));
    let powers = [0, 3, 6, 9, 12].map(|exponent| Number::whole(10_i128.pow(exponent)));
    let amount = if amount.to_f64() < 0.0 { amount.negated() } else { amount };
    [Some(whole), broken]
        .into_iter()
        .flatten()
        .flat_map(|written| powers.map(|power| (written, power)))
        .find(|(written, power)| written.times(*power) == Some(amount))
        .map(|(_, power)| power)
}

fn divided(number: Number, by: Number) -> Option<Number> {
    let (numerator, denominator) = by.parts();
    number.times(Number::new(denominator, numerator)?)
}

/// ASCII digits with a full stop before the decimals; `None` for what has no end, or too long a one.
fn decimal(number: Number) -> Option<String> {
    let (numerator, denominator) = number.parts();
    let sign = if numerator < 0 { "-" } else { "" };
    let (numerator, denominator) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let mut written = format!("{sign}{}", numerator / denominator);
    let mut rest = numerator % denominator;
    if rest > 0 {
        written.push('.');
    }
    for _ in 0..MOST_DECIMALS {
        if rest == 0 {
            break;
        }
        rest = rest.checked_mul(10)?;
        written.push_str(&(rest / denominator).to_string());
        rest %= denominator;
    }
    (rest == 0).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_end_or_are_not_written() {
        assert_eq!(decimal(Number::new(5, 2).unwrap()).as_deref(), Some("2.5"));
        assert_eq!(decimal(Number::whole(-1961)).as_deref(), Some("-1961"));
        assert_eq!(decimal(Number::new(1, 3).unwrap()), None);
    }

    #[test]
    fn the_scale_is_what_the_digits_lack() {
        assert_eq!(scale("2,5", Number::whole(2_500_000)), Some(Number::whole(1_000_000)));
        assert_eq!(scale("1 234", Number::whole(1234)), Some(Number::whole(1)));
        assert_eq!(scale("0.2", Number::new(1, 5).unwrap()), Some(Number::whole(1)));
    }
}
