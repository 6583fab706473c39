//! `paragraph-moved`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

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
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und seine 14 Fenster sind vernagelt.
Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Niemand möchte es haben, denn das Dach von 1890 ist undicht.
Im Mai 2024 soll der Stadtrat noch einmal darüber sprechen.
---
Dorfen régi színháza a piactéren áll, és 1890-ben épült.
Huber polgármester most 300 000 euróért el akarja adni.
Az 1923-as tűzvész óta zárva tart, és 14 ablakát bedeszkázták.
Senkinek sem kell, mert az 1890-ből való tető beázik.
2024 májusában a városi tanács még egyszer beszél róla.
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
        let Some(prose) = texts.paragraph(Role::Target, bead.target.start).map(|moved| &*moved.prose) else {
            continue;
        };
        let text = message(&format!(
            "{} has the paragraph {} in another place than {} (line {{source_line}})",
            name(texts.target.language, Role::Target),
            beginning(prose),
            name(texts.source.language, Role::Source),
        ));
        let place = Place::new(
            texts.whole(Role::Source, bead.source.start),
            texts.whole(Role::Target, bead.target.start),
        );
        found.extend(say::divergence(&RULE, place, text));
    }
}
