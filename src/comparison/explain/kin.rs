//! Whether two mentions can mean the same.

use super::{measure, ones, time};
use crate::analysis::token::digit_value;
use crate::analysis::{Kind, Measure, Number, Purpose, Value};
use crate::comparison::view::Said;
use crate::comparison::{Settings, Units};

/// How near two mentions are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// They share a reading.
    Reading,
    /// One is another form of the other: a clock time, a decade, a century, a converted unit, a lost measure.
    Kin,
}

/// How two mentions explain each other, if they do. The same both ways.
pub(super) fn tie(here: &Said<'_>, there: &Said<'_>, settings: Settings) -> Option<Tie> {
    if ones::are_apart(here, there) || is_another_version(here, there) {
        return None;
    }
    if here.values.iter().any(|value| there.values.contains(value) && counts(here, there, *value)) {
        return Some(Tie::Reading);
    }
    // What is counted in the same unit is not converted: 64 megabytes are 512 megabits, but "64 MB" is no "512 MB".
    let strict = Settings { units: Units::Strict, ..settings };
    let settings = if measure::share_unit(here, there) { strict } else { settings };
    let kin = here.values.iter().any(|&value| {
        there
            .values
            .iter()
            .any(|&other| are_kin(value, other, settings) || measure::is_share(here, value, there, other))
    });
    (kin || written_alike(here, there)).then_some(Tie::Kin)
}

/// Whether a shared reading means anything. Every number with separators may be a code as well; that two numbers are the
/// same as codes says nothing of what they count. And "1.0" is no article.
fn counts(here: &Said<'_>, there: &Said<'_>, value: Value) -> bool {
    let both = [here, there];
    let numbers = both.iter().all(|said| matches!(said.first(), Value::Quantity(_)));
    let article = both.iter().any(|said| said.mention.kind == Kind::Article);
    !(numbers && matches!(value, Value::Literal(_))
        || article && both.iter().any(|said| said.text().contains(['.', ','])))
}

/// What says the same as a mention without a second look: its likeliest value; as a code where it may be one.
pub(super) fn identity(said: &Said<'_>) -> Value {
    let code = said.mention.readings.iter().find(|value| matches!(value, Value::Literal(_)));
    code.filter(|_| said.mention.purpose != Purpose::Counting).unwrap_or_else(|| said.first())
}

/// "2.10" and "2.1" are one number and two versions.
fn is_another_version(here: &Said<'_>, there: &Said<'_>) -> bool {
    [here, there]
        .iter()
        .all(|said| said.mention.purpose != Purpose::Counting && said.mention.kind == Kind::Number)
        && here.first() == there.first()
        && !same_digits(here, there)
        && [here, there].iter().all(|said| said.text().contains(['.', ',']))
}

/// The number a value says, whatever it counts. A date that is a year only says it too.
pub(super) fn number(value: Value) -> Option<Number> {
    match value {
        Value::Quantity(quantity) => Some(quantity.amount),
        Value::Date(date) if date.month.is_none() && date.day.is_none() && date.weekday.is_none() => {
            date.year.map(|year| Number::whole(year.into()))
        }
        _ => None,
    }
}

fn are_kin(here: Value, there: Value, settings: Settings) -> bool {
    match (here, there) {
        (Value::Quantity(here), Value::Quantity(there)) => measure::agree(here, there, settings),
        (Value::Time(here), Value::Time(there)) => time::agree(here, there),
        (Value::Time(time), Value::Quantity(quantity)) | (Value::Quantity(quantity), Value::Time(time)) => {
            time::is_written_as(time, quantity.amount)
        }
        (Value::Decade(here), Value::Decade(there)) => same_decade(here, there),
        (Value::Century(century), Value::Decade(decade))
        | (Value::Decade(decade), Value::Century(century)) => decade == (century - 1) * 100,
        (Value::Decade(decade), other) | (other, Value::Decade(decade)) => {
            whole(other).is_some_and(|number| number == decade.into() || number == (decade % 100).into())
        }
        (Value::Century(century), other) | (other, Value::Century(century)) => whole(other)
            .is_some_and(|number| number == century.into() || number == i128::from(century - 1) * 100),
        _ => {
            number(here).is_some()
                && number(here) == number(there)
                && !is_measured(here)
                && !is_measured(there)
        }
    }
}

fn whole(value: Value) -> Option<i128> {
    number(value)?.as_whole()
}

fn is_measured(value: Value) -> bool {
    matches!(value, Value::Quantity(quantity) if quantity.measure != Measure::Plain)
}

/// 1950 and "the fifties".
fn same_decade(here: i32, there: i32) -> bool {
    (here < 100 || there < 100) && here.rem_euclid(100) == there.rem_euclid(100)
}

/// A code on one side that was read as something else on the other, or whose letters are a word that was translated.
/// Numbers of one family are left out: "1,234" copied into a language that reads it otherwise is no explanation.
fn written_alike(here: &Said<'_>, there: &Said<'_>) -> bool {
    let kinds = [here.mention.kind, there.mention.kind];
    let codes = kinds.map(|kind| kind == Kind::Literal);
    let clock = kinds[0] != kinds[1] && kinds.iter().any(|kind| is_clocklike(*kind));
    let same_words = || significant(here.text()).eq(significant(there.text()));
    match codes {
        [true, true] => same_words() || same_digits(here, there) && is_wordy(here) && is_wordy(there),
        [true, false] => same_words() || same_digits(here, there) && counts_something(here),
        [false, true] => same_words() || same_digits(here, there) && counts_something(there),
        [false, false] => clock && same_words(),
    }
}

/// The fewest letters that make a code a word with a number.
const LEAST_LETTERS: usize = 4;

fn is_wordy(said: &Said<'_>) -> bool {
    said.text().chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LETTERS
}

/// "6row", "2600mAh": a number with what it counts.
fn counts_something(said: &Said<'_>) -> bool {
    let after = said.text().trim_start_matches(|c| digit_value(c).is_some());
    after.len() < said.text().len() && after.chars().all(char::is_alphabetic)
}

fn same_digits(here: &Said<'_>, there: &Said<'_>) -> bool {
    let digits =
        |text: &'_ str| text.chars().filter_map(digit_value).collect::<smallvec::SmallVec<[u8; 16]>>();
    let here = digits(here.text());
    !here.is_empty() && here == digits(there.text())
}

fn is_clocklike(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Time)
}

fn significant(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '/'))
        .flat_map(char::to_lowercase)
}
