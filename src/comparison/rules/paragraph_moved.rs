//! `paragraph-moved`; see [`RULE`].

use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};
use crate::comparison::Severity;

use super::{Check, Rule, RuleKind};

/// A paragraph stands in another place.
pub(crate) static RULE: Rule = Rule {
    id: "paragraph-moved",
    kind: RuleKind::Paragraph,
    severity: Severity::Warning,
    summary: "A paragraph stands in another place.",
    page: page!(
        "paragraph-moved",
        r#"A paragraph of the source has its counterpart, but not between the counterparts of its neighbours.

## Example

```bitext de hu
Das alte Theater steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und die Fenster sind mit Brettern vernagelt.
Der Stadtrat will es nun verkaufen, aber niemand möchte es haben.
---
A régi színház a piactéren áll, és 1890-ben épült.
A városi tanács most el akarja adni, de senkinek sem kell.
Az 1923-as tűzvész óta zárva tart, az ablakait deszkák fedik.
```

## What it leaves alone

Sentences that changed places within a paragraph.
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for event in &structure.events {
        let &ParagraphEvent::Moved { bead } = event else { continue };
        let bead = &texts.alignment.beads[bead];
        let Some(prose) = texts.paragraph(Role::Target, bead.target.start).map(|moved| &*moved.prose) else { continue };
        let text = message(&format!(
            "{} has the paragraph {} in another place than {} (line {{source_line}})",
            name(texts.target.language, Role::Target),
            beginning(prose),
            name(texts.source.language, Role::Source),
        ));
        let place =
            Place::new(texts.whole(Role::Source, bead.source.start), texts.whole(Role::Target, bead.target.start));
        found.extend(say::divergence(&RULE, place, text));
    }
}
