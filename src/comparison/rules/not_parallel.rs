//! `not-parallel`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{message, name};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, Spot, say};
use crate::text::LocalRange;

use super::{Check, Rule, RuleKind};

/// The two texts are not translations of each other.
pub(crate) static RULE: Rule = Rule {
    id: "not-parallel",
    kind: RuleKind::Document,
    severity: Severity::Information,
    summary: "The two texts are not translations of each other.",
    page: page!(
        "not-parallel",
        r#"Most of the two texts finds no counterpart, so nothing else is said of them. Perhaps the wrong files were put together.

## Example

Two unrelated files that bear the same name.

## What it leaves alone

A translation that has only begun: an empty file, or the first paragraphs of a long text.
"#
    ),
    check: Check::Elsewhere,
};

/// Says it, instead of all else.
pub(in crate::comparison) fn check(texts: &Texts<'_>, found: &mut Vec<Divergence>) {
    let first_line = texts.paragraph(Role::Target, 0).map(|paragraph| {
        let end = paragraph.prose.find(['\n', '\r']).unwrap_or(paragraph.prose.len());
        Place::Target(Spot { paragraph: 0, range: LocalRange::new(0, end) })
    });
    let text = message(&format!(
        "{} and {} are no translations of each other: most paragraphs find no counterpart, so nothing else is compared",
        name(texts.target.language, Role::Target),
        name(texts.source.language, Role::Source),
    ));
    found.extend(say::divergence(&RULE, first_line, text));
}
