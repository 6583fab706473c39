//! `paragraph-missing`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A paragraph of the source has no counterpart.
pub(crate) static RULE: Rule = Rule {
    id: "paragraph-missing",
    kind: RuleKind::Paragraph,
    severity: Severity::Warning,
    summary: "A paragraph of the source has no counterpart.",
    page: page!(
        "paragraph-missing",
        r#"A paragraph of the source is translated by nothing, and both its neighbours are: it was forgotten, or it came into the
source after the translation was made. It is shown where the paragraph ought to stand; nothing is said of the paragraphs
after it.

## Example

```bitext de hu
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen; seine 14 Fenster sind vernagelt, und in den Logen nisten seit 40 Jahren Schwalben.
Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Niemand möchte es haben, denn das Dach von 1890 ist undicht.
Im Mai 2024 soll der Stadtrat noch einmal darüber sprechen.
---
Dorfen régi színháza a piactéren áll, és 1890-ben épült.
Huber polgármester most 300 000 euróért el akarja adni.
Senkinek sem kell, mert az 1890-ből való tető beázik.
2024 májusában a városi tanács még egyszer beszél róla.
```

## What it leaves alone

Paragraphs at the end of a translation that is not finished: `untranslated-from` counts them. Paragraphs that were joined.
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for event in &structure.events {
        let &ParagraphEvent::Lost { role: Role::Source, paragraph, before } = event else { continue };
        let Some(prose) = texts.paragraph(Role::Source, paragraph).map(|lost| &*lost.prose) else { continue };
        let text = message(&format!(
            "{} has no counterpart of the paragraph {} of {} (line {{source_line}})",
            name(texts.target.language, Role::Target),
            beginning(prose),
            name(texts.source.language, Role::Source),
        ));
        let place =
            Place::new(texts.whole(Role::Source, paragraph), texts.place_before(Role::Target, before));
        found.extend(say::divergence(&RULE, place, text));
    }
}
