//! `number-format`; see [`RULE`].

use crate::analysis::token::digit_value;
use crate::analysis::{Kind, Measure, Notation, Number, Value};
use crate::comparison::quote::{message, quote};
use crate::comparison::view::{BeadView, Said};
use crate::comparison::{Divergence, Place, fix, say};
use crate::comparison::Severity;

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
    let otherwise = right != read
        && there.text().contains(['.', ','])
        && digits(here) == digits(there)
        && there.mention.readings.iter().any(|value| amount(value) == Some(right));
    numbers
        && here.mention.notation == Notation::Native
        && (otherwise || there.mention.notation == Notation::Foreign && !is_code(bead, here, there))
}

/// Whether a number that stands the same on both sides is the number of a section or a version: it begins the paragraph,
/// counts nothing and is whole ("3.0"), has letters glued to it, or has codes around it.
fn is_code(bead: &BeadView<'_>, here: &Said<'_>, there: &Said<'_>) -> bool {
    if here.text() != there.text() {
        return false;
    }
    let counts = matches!(there.first(), Value::Quantity(quantity) if quantity.measure != Measure::Plain);
    let decimals = bead.source.input.language.numbers.decimals;
    let whole = amount(there.first()).is_some_and(|amount| amount.as_whole().is_some());
    let behind = &here.prose[here.mention.range.end()..];
    let glued = behind.strip_prefix('.').unwrap_or(behind).starts_with(char::is_alphanumeric);
    let codes = bead.source.mentions.iter().any(|said| {
        said.mention.kind == Kind::Literal && said.text().contains('.') && said.paragraph == here.paragraph
    });
    !here.text().contains(decimals)
        || !counts && (here.mention.range.start() == 0 || whole || glued || codes || follows_name(here))
}

/// Whether the word before the number is a name ("Figure 3.20", "Python 2.5").
fn follows_name(here: &Said<'_>) -> bool {
    let before = here.prose[..here.mention.range.start()].trim_end();
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    before[start..].starts_with(char::is_uppercase)
}

fn amount(value: Value) -> Option<Number> {
    match value {
        Value::Quantity(quantity) => Some(quantity.amount),
        _ => None,
    }
}
