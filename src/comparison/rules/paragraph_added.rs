//! `paragraph-added`; see [`RULE`].

use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};
use crate::comparison::Severity;

use super::{Check, Rule, RuleKind};

/// A paragraph of the translation has no counterpart.
pub(crate) static RULE: Rule = Rule {
    id: "paragraph-added",
    kind: RuleKind::Paragraph,
    severity: Severity::Warning,
    summary: "A paragraph of the translation has no counterpart.",
    page: page!(
        "paragraph-added",
        r#"A paragraph of the translation translates nothing: a remnant of an earlier version, or an addition that the source does
not have.

## Example

```bitext de hu
Das alte Theater steht am Marktplatz und wurde 1890 gebaut.
Der Stadtrat will es nun verkaufen, aber niemand möchte es haben.
---
A régi színház a piactéren áll, és 1890-ben épült.
Az 1923-as tűzvész óta zárva tart, az ablakait deszkák fedik.
A városi tanács most el akarja adni, de senkinek sem kell.
```

## What it leaves alone

One paragraph that became two.
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for event in &structure.events {
        let &ParagraphEvent::Lost { role: Role::Target, paragraph, before } = event else { continue };
        let Some(prose) = texts.paragraph(Role::Target, paragraph).map(|lost| &*lost.prose) else { continue };
        let text = message(&format!(
            "{} has the paragraph {}, of which {} (line {{source_line}}) says nothing",
            name(texts.target.language, Role::Target),
            beginning(prose),
            name(texts.source.language, Role::Source),
        ));
        let place = Place::new(texts.place_before(Role::Source, before), texts.whole(Role::Target, paragraph));
        found.extend(say::divergence(&RULE, place, text));
    }
}
