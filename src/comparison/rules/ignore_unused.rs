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
        r#"Not yet: there are no ignores so far, so this is never said. The name is reserved for when there are.

An ignore was put where something was reported, and nothing is reported there any more. It should go, before it hides
something new.

## Example

An ignore of `number-changed` above a paragraph whose numbers agree.

## What it leaves alone

Ignores in paragraphs that could not be compared.
"#
    ),
    check: Check::Elsewhere,
};
