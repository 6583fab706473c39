//! `date-changed`; see [`RULE`].

use crate::comparison::Divergence;
use crate::comparison::Severity;
use crate::comparison::say;
use crate::comparison::view::BeadView;

use super::{Check, Rule, RuleKind};

/// A date, month, weekday, time, decade, century or period word says another one on the other side.
pub(crate) static RULE: Rule = Rule {
    id: "date-changed",
    kind: RuleKind::Date,
    severity: Severity::Warning,
    summary: "A date, month, weekday, time, decade, century or period word says another one on the other side.",
    page: page!(
        "date-changed",
        r#"A date of the source has no counterpart, and in its stead the translation has another one. Weekdays, months and "early",
"mid", "late" count too, where one of them is left over on each side of a sentence. The message says so where day and
month were swapped.

## Example

```bitext de hu
Die Sitzung begann am 3. Mai 1999 im Rathaus.
Az ülés 1999. június 3-án kezdődött a városházán.
```

## What it leaves alone

The same date in another notation or order, a decade in words, a century in Roman numerals, a clock of twelve hours.

```bitext de hu
Am 3. Mai 1999 um 19 Uhr wurde das Werk aus dem 18. Jahrhundert gespielt.
1999. május 3-án este 7 órakor adták elő a XVIII. századi művet.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    say::changed(bead, &RULE, found);
}
