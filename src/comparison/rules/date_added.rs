//! `date-added`; see [`RULE`].

use crate::comparison::Divergence;
use crate::comparison::Severity;
use crate::comparison::say;
use crate::comparison::view::BeadView;

use super::{Check, Rule, RuleKind};

/// A date of the translation is explained by nothing in the source.
pub(crate) static RULE: Rule = Rule {
    id: "date-added",
    kind: RuleKind::Date,
    severity: Severity::Warning,
    summary: "A date of the translation is explained by nothing in the source.",
    page: page!(
        "date-added",
        r#"The translation says a date, a time of day, a decade or a century that the source does not.

## Example

```bitext de hu
Der Vertrag wurde in Wien geschlossen.
A szerződést 1999. május 3-án Bécsben kötötték meg.
```

## What it leaves alone

A month or weekday alone, and a date that the source says in other words.

```bitext de hu
In den fünfziger Jahren wurde das Haus umgebaut.
Az 1950-es években átépítették a házat.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    say::added(bead, &RULE, found);
}
