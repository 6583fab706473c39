//! `number-changed`; see [`RULE`].

use crate::comparison::Divergence;
use crate::comparison::Severity;
use crate::comparison::say;
use crate::comparison::view::BeadView;

use super::{Check, Rule, RuleKind};

/// A number says another value on the other side.
pub(crate) static RULE: Rule = Rule {
    id: "number-changed",
    kind: RuleKind::Number,
    severity: Severity::Warning,
    summary: "A number says another value on the other side.",
    page: page!(
        "number-changed",
        r#"A number of the source has no counterpart, and in its stead the translation has another one of the same kind. It is the
slip that readers trust most: nothing about it looks wrong. The message names both as they are written, and says so where
digits were swapped, a power of ten slipped in, or a percent sign, a currency, a degree sign or a minus was lost. The fix
writes the source's value in the translation's own notation.

## Example

```bitext de hu
Im Jahr 1961 lebten dort noch 350 Familien.
1960-ban még 350 család élt ott.
```

## What it leaves alone

The same value in another form: separators, scale words, words for digits, Roman numerals, another unit of measure.

```bitext de hu
Die Brücke kostete 1.234,5 Millionen und drei Jahre Arbeit.
A híd 1 234,5 millióba és 3 évi munkába került.
```

A number that moved to another sentence, or that one side repeats.

```bitext de hu
Der Turm ist 42 Meter hoch. Er wurde 1890 gebaut, und 1890 war ein gutes Jahr.
Az 1890-ben épült torony magas. A magassága 42 méter, és jó év volt.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    say::changed(bead, &RULE, found);
}
