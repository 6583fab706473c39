//! `paragraph-region`; see [`RULE`].

use std::ops::Range;

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message, name};
use crate::comparison::structure::{ParagraphEvent, Structure};
use crate::comparison::view::{Role, Texts};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// Between two sure places the numbers of paragraphs differ, and no single paragraph is surely to blame.
pub(crate) static RULE: Rule = Rule {
    id: "paragraph-region",
    kind: RuleKind::Paragraph,
    severity: Severity::Warning,
    summary: "Between two sure places the numbers of paragraphs differ, and no single paragraph is surely to blame.",
    page: page!(
        "paragraph-region",
        r#"Somewhere between two places that surely belong together, paragraphs are missing or too many, but several of them could
be meant. So it is said once for the whole stretch, with the likeliest of them, and no number of that stretch is
compared.

## Example

```bitext de hu
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen; seine 14 Fenster sind vernagelt, und in den Logen nisten seit 40 Jahren Schwalben.
Niemand möchte es haben, denn das Dach von 1890 ist undicht.
Im Mai 2024 soll der Stadtrat noch einmal darüber sprechen.
Bis dahin sammelt der Verein von Frau Moser weiter Unterschriften, bisher 2.150.
---
Dorfen régi színháza a piactéren áll, és 1890-ben épült.
Az 1923-as tűzvész óta zárva tart; 14 ablakát bedeszkázták, és a páholyokban 40 éve fecskék fészkelnek.
Huber polgármester most 300 000 euróért el akarja adni.
Senkinek sem kell, mert az 1890-ből való tető beázik.
2024 májusában a városi tanács még egyszer beszél róla.
Addig Moser asszony egyesülete tovább gyűjti az aláírásokat, eddig 2150-et.
```

## What it leaves alone

A paragraph that surely has no counterpart: `paragraph-missing` and `paragraph-added` say that.
"#
    ),
    check: Check::Document(check),
};

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for event in &structure.events {
        let ParagraphEvent::Region { source, target, likeliest } = event else { continue };
        let (role, paragraph) = (likeliest.role, likeliest.paragraph);
        let Some(prose) = texts.paragraph(role, paragraph).map(|likeliest| &*likeliest.prose) else {
            continue;
        };
        let text = message(&format!(
            "{} has {} where {} (line {{source_line}}) has {}; most likely {} of {} has no counterpart ({:.0} %)",
            name(texts.target.language, Role::Target),
            say::paragraphs(target.len()),
            name(texts.source.language, Role::Source),
            say::paragraphs(source.len()),
            beginning(prose),
            name(texts.side(role).language, role),
            100.0 * likeliest.confidence,
        ));
        // The likeliest one stands for the stretch; on the other side, what stands before its place there.
        let spot = |side: Role, range: &Range<u32>| {
            let before = likeliest.before.saturating_sub(1).max(range.start);
            match side {
                side if side == role => texts.whole(side, paragraph),
                side if range.is_empty() => texts.place_before(side, likeliest.before),
                side => texts.whole(side, before),
            }
        };
        let place = Place::new(spot(Role::Source, source), spot(Role::Target, target));
        found.extend(say::divergence(&RULE, place, text));
    }
}
