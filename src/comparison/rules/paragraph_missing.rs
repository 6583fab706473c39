//! `paragraph-missing`; see [`RULE`].

use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};
use crate::comparison::Severity;

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
Das alte Theater steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und die Fenster sind mit Brettern vernagelt.
Der Stadtrat will es nun verkaufen, aber niemand möchte es haben.
---
A régi színház a piactéren áll, és 1890-ben épült.
A városi tanács most el akarja adni, de senkinek sem kell.
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
        let place = Place::new(texts.whole(Role::Source, paragraph), texts.place_before(Role::Target, before));
        found.extend(say::divergence(&RULE, place, text));
    }
}
