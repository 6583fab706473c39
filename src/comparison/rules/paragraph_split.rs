//! `paragraph-split`; see [`RULE`].

use crate::comparison::quote::{message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};
use crate::comparison::Severity;

use super::{Check, Rule, RuleKind};

/// One paragraph became several.
pub(crate) static RULE: Rule = Rule {
    id: "paragraph-split",
    kind: RuleKind::Paragraph,
    severity: Severity::Information,
    summary: "One paragraph became several.",
    page: page!(
        "paragraph-split",
        r#"A paragraph of the source is two in the translation. It is information: the text is all there, only its shape differs.

## Example

```bitext de hu
Das alte Theater steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und die Fenster sind mit Brettern vernagelt. Der Stadtrat will es nun verkaufen, aber niemand möchte es haben.
---
A régi színház a piactéren áll, és 1890-ben épült.
Az 1923-as tűzvész óta zárva tart, az ablakait deszkák fedik.
A városi tanács most el akarja adni, de senkinek sem kell.
```

## What it leaves alone

Paragraphs whose lines are wrapped differently.
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for event in &structure.events {
        let &ParagraphEvent::Split { bead } = event else { continue };
        let bead = &texts.alignment.beads[bead];
        let text = message(&format!(
            "{} has {} where {} (line {{source_line}}) has {}",
            name(texts.target.language, Role::Target),
            say::paragraphs(bead.target.len()),
            name(texts.source.language, Role::Source),
            say::paragraphs(bead.source.len()),
        ));
        let place =
            Place::new(texts.whole(Role::Source, bead.source.start), texts.whole(Role::Target, bead.target.start));
        found.extend(say::divergence(&RULE, place, text));
    }
}
