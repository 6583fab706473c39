//! `date-impossible`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{message, quote};
use crate::comparison::view::{BeadView, Role, Said};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A date that no calendar has.
pub(crate) static RULE: Rule = Rule {
    id: "date-impossible",
    kind: RuleKind::Date,
    severity: Severity::Warning,
    summary: "A date that no calendar has.",
    page: page!(
        "date-impossible",
        r#"The 31st of February, the 30th of the thirteenth month: whatever was meant, it is not this. Said once: of the translation
where both sides have it, of the source where the translation does not.

## Example

```bitext de hu
Die Frist endet am 31. Juni 2021.
A határidő 2021. június 31-én jár le.
```

## What it leaves alone

The 29th of February without a year, or in a leap year.

```bitext de hu
Er wurde am 29. Februar 2000 geboren.
2000. február 29-én született.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    let (source, target) = say::names(bead);
    for (index, said) in bead.target.mentions.iter().enumerate() {
        // A date that differs from the source's is told as that.
        let changed = bead.explanation.changed.iter().any(|&(_, there)| there == index);
        if !changed && say::is_impossible(said) {
            push(target, said, Role::Target, found);
        }
    }
    for said in
        bead.source.mentions.iter().filter(|said| say::is_told_as_impossible(bead, Role::Source, said))
    {
        push(source, said, Role::Source, found);
    }
}

fn push(name: &str, said: &Said<'_>, role: Role, found: &mut Vec<Divergence>) {
    let place = match role {
        Role::Source => Place::Source(said.spot()),
        Role::Target => Place::Target(said.spot()),
    };
    let text = message(&format!("{name} has {}, a date that no calendar has", quote(said.text())));
    found.extend(say::divergence(&RULE, Some(place), text));
}
