//! `untranslated-from`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// The translation ends here; so many paragraphs are to go.
pub(crate) static RULE: Rule = Rule {
    id: "untranslated-from",
    kind: RuleKind::Progress,
    severity: Severity::Hint,
    summary: "The translation ends here; so many paragraphs are to go.",
    page: page!(
        "untranslated-from",
        r#"A translation in progress is not wrong. Where the last paragraphs of the source have no counterpart yet, one hint says so,
with their number, and nothing else is said of them. The same goes for more than ten in a row in the middle of a text.

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
Huber polgármester most 300 000 euróért el akarja adni.
```

## What it leaves alone

A paragraph that is missing between translated ones: `paragraph-missing`.
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for event in &structure.events {
        let ParagraphEvent::ToGo { source, before } = event else { continue };
        let text = message(&format!(
            "{} ends here; {} of {} to go, from line {{source_line}} on",
            name(texts.target.language, Role::Target),
            say::paragraphs(source.len()),
            name(texts.source.language, Role::Source),
        ));
        let place =
            Place::new(texts.whole(Role::Source, source.start), texts.place_before(Role::Target, *before));
        found.extend(say::divergence(&RULE, place, text));
    }
}
