//! `ignore-unused`; see [`RULE`].

use crate::comparison::Severity;

use super::{Check, Rule, RuleKind};

/// An ignore that ignores nothing.
pub(crate) static RULE: Rule = Rule {
    id: "ignore-unused",
    kind: RuleKind::Config,
    severity: Severity::Information,
    summary: "An ignore that ignores nothing.",
    page: page!(
        "ignore-unused",
        r#"A comment or an entry in `.diglot-ignore` was put where something was reported, and nothing is reported there any more:
it was mended, or its sentence was changed. It should go, before it hides something new: a quick fix removes it, and
`diglot check --prune-ignores` removes entries. A comment that names an unknown rule is told as well, with the name that
was probably meant, and so is an entry of a file that is no more.

## Example

```markdown
<!-- diglot-ignore number-changed -->
A paragraph whose numbers agree with those of its counterpart.
```

## What it leaves alone

Ignores in paragraphs that could not be compared, as they have no sure counterpart; in files that were not checked; in a
source, if not all of its translations were checked. An ignore of a rule that is off counts as used while there is
something for it to ignore.
"#
    ),
    check: Check::Elsewhere,
};
