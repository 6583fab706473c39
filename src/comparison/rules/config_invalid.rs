//! `config-invalid`; see [`RULE`].

use crate::comparison::Severity;

use super::{Check, Rule, RuleKind};

/// An error in `diglot.toml` or `.diglot-ignore`.
pub(crate) static RULE: Rule = Rule {
    id: "config-invalid",
    kind: RuleKind::Config,
    severity: Severity::Error,
    summary: "An error in `diglot.toml` or `.diglot-ignore`.",
    page: page!(
        "config-invalid",
        r#"A key that Diglot does not know, a value it can't read, a pattern that matches nothing it could mean. The rest of the file
holds. The message names what is allowed, and the key that was probably meant.

## Example

```toml
[rules]
number-chnaged = "off"
```

## What it leaves alone

Keys that are not there: each has a default.
"#
    ),
    check: Check::Elsewhere,
};
