//! `number-format`; see [`RULE`].

use crate::analysis::token::digit_value;
use crate::analysis::{Kind, Measure, Notation, Number, Purpose, Value};
use crate::comparison::Severity;
use crate::comparison::quote::{message, quote};
use crate::comparison::view::{BeadView, Said};
use crate::comparison::{Divergence, Place, fix, say};

use super::{Check, Rule, RuleKind};

/// The right value, in a notation that the translation's language does not use.
pub(crate) static RULE: Rule = Rule {
    id: "number-format",
    kind: RuleKind::Number,
    severity: Severity::Warning,
    summary: "The right value, in a notation that the translation's language does not use.",
    page: page!(
        "number-format",
        r#"The digits were carried over as they stood: "3.1" where the language writes "3,1", or "1,234" where its readers take that
for one and a bit. The value is the source's; the reader gets another one, or stumbles. The fix writes it as the language
does.

## Example

```bitext de hu
Die Strecke ist um 2,5 Kilometer kürzer geworden.
Az útvonal 2.5 kilométerrel lett rövidebb.
```

## What it leaves alone

Versions, codes and references, which are written the same everywhere; and what the source writes in a foreign notation
too.

```bitext de hu
Die Fassung 2.5 ist 3,5 Prozent schneller.
A 2.5 változat 3,5 százalékkal gyorsabb.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for &(here, there) in &bead.explanation.tied {
        let (here, there) = (&bead.source.mentions[here], &bead.target.mentions[there]);
        if !is_misread(bead, here, there) {
            continue;
        }
        let (source, target) = say::names(bead);
        found.push(Divergence {
            rule: &RULE,
            severity: RULE.severity,
            place: Place::Both { source: here.spot(), target: there.spot() },
            message: message(&format!(
                "{target} does not write {} so: {source} (line {{source_line}}) has {}",
                quote(there.text()),
                quote(here.text()),
            )),
            fixes: fix::of_change(bead, here, there).into_iter().collect(),
        });
    }
}

/// Whether the target's number, read as its language reads it, is not what the source says, or is written in nobody's
/// way. Where the source is no better, it is a code.
fn is_misread(bead: &BeadView<'_>, here: &Said<'_>, there: &Said<'_>) -> bool {
    let numbers = [here, there].iter().all(|said| matches!(said.mention.kind, Kind::Number | Kind::Year));
    let (Some(right), Some(read)) = (amount(here.first()), amount(there.first())) else { return false };
    // The same digits, so that no scale word explains it ("100k" and "100.000").
    let digits = |said: &Said<'_>| said.text().chars().filter_map(digit_value).collect::<Vec<u8>>();
    let written_alike = digits(here) == digits(there) || is_padded(here, there);
    let otherwise = right != read
        && there.text().contains(['.', ','])
        && written_alike
        && there.mention.readings.iter().any(|value| amount(value) == Some(right));
    // What the source writes in a foreign way too is a model only where the target wrote it anew.
    let is_model = here.mention.notation == Notation::Native || numeral(here) != numeral(there);
    let foreign = there.mention.notation == Notation::Foreign && is_model && !is_code(bead, here, there);
    // Nothing is known of how an unknown language writes.
    let known = bead.target.input.language.tag != "und";
    numbers && known && (otherwise && here.mention.notation == Notation::Native || foreign)
}

/// Whether zeros behind the separator are all that the target has more, both with a scale word: "16 billion" and
/// "16.000 mil millones".
fn is_padded(here: &Said<'_>, there: &Said<'_>) -> bool {
    let scaled = |said: &Said<'_>| said.text().chars().any(char::is_alphabetic);
    let digits = |said: &Said<'_>| said.text().chars().filter_map(digit_value).collect::<Vec<u8>>();
    let (here_digits, there_digits) = (digits(here), digits(there));
    scaled(here)
        && scaled(there)
        && there_digits
            .strip_prefix(&here_digits[..])
            .is_some_and(|rest| rest.iter().all(|&digit| digit == 0))
}

/// Whether a number that stands the same on both sides is the number of a section or a version: one of the two stands
/// where such numbers stand, nothing in the target says that it counts, or there are codes around it.
fn is_code(bead: &BeadView<'_>, here: &Said<'_>, there: &Said<'_>) -> bool {
    let measured = |said: &Said<'_>| {
        let mut values = said.values.iter();
        values.any(|value| matches!(value, Value::Quantity(quantity) if quantity.measure != Measure::Plain))
    };
    let counts = measured(there) || measured(here) && there.mention.purpose != Purpose::Naming;
    let codes = bead.source.mentions.iter().any(|said| {
        said.mention.kind == Kind::Literal && said.text().contains('.') && said.paragraph == here.paragraph
    });
    let counting = here.mention.purpose != Purpose::Naming && there.mention.purpose == Purpose::Counting;
    numeral(here) == numeral(there) && !counts && (!counting || codes)
}

/// Digits and separators without what stands around them.
fn numeral<'a>(said: &Said<'a>) -> &'a str {
    said.text().trim_matches(|c| digit_value(c).is_none())
}

fn amount(value: Value) -> Option<Number> {
    match value {
        Value::Quantity(quantity) => Some(quantity.amount),
        _ => None,
    }
}
