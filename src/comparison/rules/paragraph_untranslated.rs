//! `paragraph-untranslated`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::Structure;
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// The source's text was left standing.
pub(crate) static RULE: Rule = Rule {
    id: "paragraph-untranslated",
    kind: RuleKind::Paragraph,
    severity: Severity::Warning,
    summary: "The source's text was left standing.",
    page: page!(
        "paragraph-untranslated",
        r#"A paragraph of the translation is the source's own text. It was copied to be translated later, and forgotten.

## Example

```bitext de hu
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und seine 14 Fenster sind vernagelt.
Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Niemand möchte es haben, denn das Dach von 1890 ist undicht.
Im Mai 2024 soll der Stadtrat noch einmal darüber sprechen.
---
Dorfen régi színháza a piactéren áll, és 1890-ben épült.
Seit dem Brand von 1923 ist es geschlossen, und seine 14 Fenster sind vernagelt.
Huber polgármester most 300 000 euróért el akarja adni.
Senkinek sem kell, mert az 1890-ből való tető beázik.
2024 májusában a városi tanács még egyszer beszél róla.
```

## What it leaves alone

Names, addresses, code, and whatever else is the same in both languages: a paragraph of fewer than six words in lower
case, or of fewer than three where it is eight words or more of full sentences, byte for byte the same.

```bitext de hu
Das alte Theater steht am Marktplatz und wurde 1890 gebaut.
Budapest, Andrássy út 12
---
A régi színház a piactéren áll, és 1890-ben épült.
Budapest, Andrássy út 12
```
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for &bead in &structure.untranslated {
        let bead = &texts.alignment.beads[bead];
        let Some(prose) = texts.paragraph(Role::Target, bead.target.start).map(|left| &*left.prose) else {
            continue;
        };
        let text = message(&format!(
            "{} has the paragraph {} of {} (line {{source_line}}) untranslated",
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
