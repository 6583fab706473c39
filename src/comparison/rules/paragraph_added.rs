//! `paragraph-added`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

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
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und seine 14 Fenster sind vernagelt.
Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Niemand möchte es haben, denn das Dach von 1890 ist undicht.
Im Mai 2024 soll der Stadtrat noch einmal darüber sprechen.
---
Dorfen régi színháza a piactéren áll, és 1890-ben épült.
Az 1923-as tűzvész óta zárva tart, és 14 ablakát bedeszkázták.
Az 1923-as tűzvész óta zárva tart, és 14 ablakát bedeszkázták.
Huber polgármester most 300 000 euróért el akarja adni.
Senkinek sem kell, mert az 1890-ből való tető beázik.
2024 májusában a városi tanács még egyszer beszél róla.
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
        let place =
            Place::new(texts.place_before(Role::Source, before), texts.whole(Role::Target, paragraph));
        found.extend(say::divergence(&RULE, place, text));
    }
}
