//! `number-added`; see [`RULE`].

use crate::comparison::Divergence;
use crate::comparison::Severity;
use crate::comparison::say;
use crate::comparison::view::BeadView;

use super::{Check, Rule, RuleKind};

/// A number of the translation is explained by nothing in the source.
pub(crate) static RULE: Rule = Rule {
    id: "number-added",
    kind: RuleKind::Number,
    severity: Severity::Warning,
    summary: "A number of the translation is explained by nothing in the source.",
    page: page!(
        "number-added",
        r#"The translation says a number that the source does not: a slip of the keyboard, a remnant of an earlier version, or
something the translator knew and the author did not write.

## Example

```bitext de hu
Auf dem Markt standen viele Buden und ein Karussell.
A piacon 48 bódé és egy körhinta állt.
```

## What it leaves alone

A number that the source says in words or as a part of a date, and one that the source says once and the translation
twice.

```bitext de hu
Vierzehn Gäste kamen am 3. Mai, zwei gingen bald.
14 vendég jött május 3-án; a 14-ből ketten hamar elmentek.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    say::added(bead, &RULE, found);
}
