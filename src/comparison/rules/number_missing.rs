//! `number-missing`; see [`RULE`].

use crate::comparison::Divergence;
use crate::comparison::Severity;
use crate::comparison::say;
use crate::comparison::view::BeadView;

use super::{Check, Rule, RuleKind};

/// A number of the source is explained by nothing in the translation.
pub(crate) static RULE: Rule = Rule {
    id: "number-missing",
    kind: RuleKind::Number,
    severity: Severity::Warning,
    summary: "A number of the source is explained by nothing in the translation.",
    page: page!(
        "number-missing",
        r#"The source says a number in digits, an amount of money, a percentage or a large number in words, and nothing in the
counterpart says it: not in words, not in another unit, not in the neighbouring paragraphs. It is shown at the sentence
where it ought to stand.

## Example

```bitext de hu
Auf dem Markt standen 48 Buden und ein Karussell.
A piacon bódék és egy körhinta álltak.
```

## What it leaves alone

Small number words, ordinals, "once", "both", "half": they may explain a number, and are never demanded.

```bitext de hu
Die beiden Schwestern gingen einmal in der Woche zu ihrer zweiten Tante.
A nővérek hetente elmentek a másik nagynénjükhöz.
```

Numbers of a sentence that is missing as a whole: `sentence-missing` says that.
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    say::missing(bead, &RULE, found);
}
