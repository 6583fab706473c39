//! `date-missing`; see [`RULE`].

use crate::comparison::Divergence;
use crate::comparison::Severity;
use crate::comparison::say;
use crate::comparison::view::BeadView;

use super::{Check, Rule, RuleKind};

/// A date of the source is explained by nothing in the translation.
pub(crate) static RULE: Rule = Rule {
    id: "date-missing",
    kind: RuleKind::Date,
    severity: Severity::Warning,
    summary: "A date of the source is explained by nothing in the translation.",
    page: page!(
        "date-missing",
        r#"The source says a date, a time of day, a decade or a century, and nothing in the counterpart says it, nor its parts. It
is shown at the sentence where it ought to stand.

## Example

```bitext de hu
Der Vertrag wurde am 3. Mai 1999 in Wien geschlossen.
A szerződést Bécsben kötötték meg.
```

## What it leaves alone

A month or weekday alone, which a translator may leave to what was said before; a date whose parts stand apart.

```bitext de hu
Im Mai kam er wieder, an einem Montag.
Ekkor tért vissza, a hét elején.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    say::missing(bead, &RULE, found);
}
