//! `paragraph-split`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

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
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und seine 14 Fenster sind vernagelt. Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Niemand möchte es haben, denn das Dach von 1890 ist undicht.
Im Mai 2024 soll der Stadtrat noch einmal darüber sprechen.
---
Dorfen régi színháza a piactéren áll, és 1890-ben épült.
Az 1923-as tűzvész óta zárva tart, és 14 ablakát bedeszkázták.
Huber polgármester most 300 000 euróért el akarja adni.
Senkinek sem kell, mert az 1890-ből való tető beázik.
2024 májusában a városi tanács még egyszer beszél róla.
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
        let place = Place::new(
            texts.whole(Role::Source, bead.source.start),
            texts.whole(Role::Target, bead.target.start),
        );
        found.extend(say::divergence(&RULE, place, text));
    }
}
