//! What a mention's surroundings lend it: "5" in "5 to 10 %" is a percentage too, "53" in "1950–53" a year.

use crate::analysis::{Kind, Measure, Number, Quantity, Value};
use crate::comparison::view::Said;
use crate::language::units;

/// The most bytes between the two ends of a range ("5 bis 10 Prozent").
const RANGE: usize = 12;
/// The most bytes between two members of a list.
const LIST: usize = 40;
/// The most bytes between a year and the two digits of the next ("1950–53").
const YEARS: usize = 4;

/// Adds to each mention the readings that its neighbours lend it.
pub(crate) fn lend(mentions: &mut [Said<'_>]) {
    for index in 1..mentions.len() {
        let (before, after) = mentions.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { continue };
        let Some(between) = between(first, second) else { continue };
        if between.len() <= YEARS {
            lend_century(first, second);
            lend_inches(first, second);
        }
        if between.len() <= RANGE && is_joint(between) {
            lend_measure(first, second, between);
        }
    }
    lend_to_list(mentions);
}

/// "72, of the French 69 and of the Spanish 63 per cent": a percent sign or a scale word is said once for a whole list.
/// Two bare numbers make a list; a single one has lost it.
fn lend_to_list(mentions: &mut [Said<'_>]) {
    let mut start = 0;
    for index in 0..mentions.len() {
        let Some(value) = quantity(&mentions[index]) else {
            start = index + 1;
            continue;
        };
        if index > start && !is_listed(&mentions[index - 1], &mentions[index]) {
            start = index;
        }
        let scale = scale(&mentions[index], value.amount);
        let dressed = scale.is_some() || value.measure == Measure::Percent;
        if dressed && index >= start + 2 {
            for said in &mut mentions[start..index] {
                let lent =
                    quantity(said).and_then(|bare| bare.amount.times(scale.unwrap_or(Number::whole(1))));
                if let Some(amount) = lent {
                    push(said, Value::Quantity(Quantity { amount, measure: value.measure }));
                }
            }
        }
        if dressed || value.measure != Measure::Plain || mentions[index].mention.kind != Kind::Number {
            start = index + 1;
        }
    }
}

/// Whether what stands between two numbers joins them: "5 bis 10", "5, 10", and not "41, während 24".
fn is_joint(between: &str) -> bool {
    const MOST_WORDS: usize = 2;
    let words = between.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    !between.contains(['.', ';', '(', ')']) && words <= MOST_WORDS && (words == 0 || !between.contains(','))
}

fn is_listed(first: &Said<'_>, second: &Said<'_>) -> bool {
    between(first, second)
        .is_some_and(|between| between.len() <= LIST && !between.contains(['.', ';', '?', '!', '(', ')']))
}

fn between<'a>(first: &Said<'a>, second: &Said<'a>) -> Option<&'a str> {
    (first.paragraph == second.paragraph)
        .then(|| first.prose.get(first.mention.range.end()..second.mention.range.start()))
        .flatten()
}

fn quantity(said: &Said<'_>) -> Option<Quantity> {
    match said.first() {
        Value::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

fn push(said: &mut Said<'_>, value: Value) {
    if !said.values.contains(&value) {
        said.values.push(value);
    }
}

/// "1950–53", "1958/59": the second has the first one's century.
fn lend_century(first: &Said<'_>, second: &mut Said<'_>) {
    let year = match first.first() {
        Value::Quantity(Quantity { amount, measure: Measure::Plain }) => amount.as_whole(),
        Value::Date(date) => date.year.map(i128::from),
        _ => None,
    };
    let (Some(year @ 1000..=2199), Some(short)) =
        (year, quantity(second).and_then(|short| short.amount.as_whole()))
    else {
        return;
    };
    if (0..100).contains(&short) && second.mention.range.len() == 2 {
        let amount = Number::whole(year / 100 * 100 + short);
        push(second, Value::Quantity(Quantity { amount, measure: Measure::Plain }));
    }
}

/// "6-foot-6": both numbers say the whole height.
fn lend_inches(first: &mut Said<'_>, second: &mut Said<'_>) {
    let (Some(feet), Some(inches)) = (quantity(first), quantity(second)) else { return };
    let is_foot = |measure: Measure| {
        matches!(measure, Measure::Unit(unit)
            if units().get(usize::from(unit)).is_some_and(|unit| unit.id == "length-foot"))
    };
    let few = inches.amount.as_whole().is_some_and(|inches| (0..12).contains(&inches));
    if !is_foot(feet.measure) || !few {
        return;
    }
    let height = Number::new(1, 12)
        .and_then(|inch| inch.times(inches.amount))
        .and_then(|inches| inches.plus(feet.amount));
    if let Some(amount) = height {
        push(first, Value::Quantity(Quantity { amount, measure: feet.measure }));
        push(second, Value::Quantity(Quantity { amount, measure: feet.measure }));
    }
}

/// "5 to 10 %", "5 or 10 million", "€5–10": the bare amount may count what the other counts.
fn lend_measure(first: &mut Said<'_>, second: &mut Said<'_>, between: &str) {
    let (Some(one), Some(two)) = (quantity(first), quantity(second)) else { return };
    let bare = |said: &Said<'_>, of: Quantity| {
        of.measure == Measure::Plain
            && matches!(said.mention.kind, Kind::Number | Kind::NumberWord | Kind::Year)
    };
    if bare(first, one) && two.measure != Measure::Plain {
        push(first, Value::Quantity(Quantity { amount: one.amount, measure: two.measure }));
    }
    // "€5–10": what stands before the first number holds for both. "5 % to 10" has lost a sign.
    let is_percent = matches!(one.measure, Measure::Percent | Measure::Permille);
    if bare(second, two) && one.measure != Measure::Plain && !is_percent && !between.contains(',') {
        push(second, Value::Quantity(Quantity { amount: two.amount, measure: one.measure }));
    }
    let scale = scale(second, two.amount);
    let lent = scale.and_then(|scale| one.amount.times(scale));
    if let Some(amount) = lent.filter(|_| one.measure == Measure::Plain || one.measure == two.measure) {
        push(first, Value::Quantity(Quantity { amount, measure: two.measure }));
        push(first, Value::Quantity(Quantity { amount, measure: Measure::Plain }));
    }
}

/// The thousand, million … that a mention's words name: the greatest one not above its amount, where words stand in it.
fn scale(said: &Said<'_>, amount: Number) -> Option<Number> {
    if !said.text().chars().any(char::is_alphabetic) {
        return None;
    }
    let amount = amount.to_f64().abs();
    [12, 9, 6, 3]
        .into_iter()
        .map(|exponent| 10_i128.pow(exponent))
        .find(|&scale| amount >= scale as f64)
        .map(Number::whole)
}
