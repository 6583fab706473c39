//! `number-format`; see [`RULE`].

use crate::analysis::{Kind, Notation, Value};
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
        if !is_misread(here, there) {
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
/// way; where the source is no better, it is a code.
fn is_misread(here: &Said<'_>, there: &Said<'_>) -> bool {
    let numbers = [here, there].iter().all(|said| matches!(said.mention.kind, Kind::Number | Kind::Year));
    let amounts = matches!((here.first(), there.first()), (Value::Quantity(_), Value::Quantity(_)));
    let otherwise = here.first() != there.first()
        && there.mention.readings.iter().any(|value| value == here.first())
        && there.text().contains(['.', ',']);
    numbers
        && amounts
        && here.mention.notation == Notation::Native
        && (there.mention.notation == Notation::Foreign || otherwise)
}
