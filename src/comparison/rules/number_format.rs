//! `number-format`; see [`RULE`].

use crate::analysis::{Kind, Notation, Number, Value};
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
/// way; where the source is no better, or both write what is no number in the source's language, it is a code.
fn is_misread(bead: &BeadView<'_>, here: &Said<'_>, there: &Said<'_>) -> bool {
    let numbers = [here, there].iter().all(|said| matches!(said.mention.kind, Kind::Number | Kind::Year));
    let (Some(right), Some(read)) = (amount(here.first()), amount(there.first())) else { return false };
    let otherwise = right != read
        && there.mention.readings.iter().any(|value| amount(value) == Some(right))
        && there.text().contains(['.', ',']);
    let decimals = bead.source.input.language.numbers.decimals;
    let code = here.text() == there.text() && !here.text().contains(decimals) && !otherwise;
    numbers
        && !code
        && here.mention.notation == Notation::Native
        && (there.mention.notation == Notation::Foreign || otherwise)
}

fn amount(value: Value) -> Option<Number> {
    match value {
        Value::Quantity(quantity) => Some(quantity.amount),
        _ => None,
    }
}
