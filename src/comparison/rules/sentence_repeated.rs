//! `sentence-repeated`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message};
use crate::comparison::view::{BeadView, Role};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A sentence stands twice in a row on one side only.
pub(crate) static RULE: Rule = Rule {
    id: "sentence-repeated",
    kind: RuleKind::Sentence,
    severity: Severity::Warning,
    summary: "A sentence stands twice in a row on one side only.",
    page: page!(
        "sentence-repeated",
        r#"The same sentence stands twice in a row, and the other side has it once. It was pasted twice.

## Example

```bitext de hu
Der Stadtrat will das Theater verkaufen. Niemand möchte es haben.
A városi tanács el akarja adni a színházat. A városi tanács el akarja adni a színházat. Senkinek sem kell.
```

## What it leaves alone

A repetition that both sides have, and cries that the other side repeats within a sentence.

```bitext de hu
Nein! Nein! Er wollte es nicht verkaufen.
Nem! Nem! Nem akarta eladni.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for repeat in &bead.structure.repeated {
        let role = repeat.role;
        let Some(paragraph) = bead.texts.paragraph(role, repeat.spot.paragraph) else { continue };
        let text = beginning(&paragraph.prose[repeat.spot.range]);
        let (source, target) = say::names(bead);
        // One of the two has the counterpart; the other one may have none.
        let spots = [repeat.first, repeat.second].map(|sentence| bead.counterpart(role.other(), sentence));
        let counterpart = spots.into_iter().flatten().max_by_key(|spot| spot.range.len());
        let (place, text) = match role {
            Role::Target => (
                Place::new(counterpart, Some(repeat.spot)),
                format!("{target} has {text} twice, {source} (line {{source_line}}) once"),
            ),
            Role::Source => (
                Place::new(Some(repeat.spot), counterpart),
                format!("{source} (line {{source_line}}) has {text} twice, {target} once"),
            ),
        };
        found.extend(say::divergence(&RULE, place, message(&text)));
    }
}
