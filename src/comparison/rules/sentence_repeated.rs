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

A repetition that both sides have, and short cries.

```bitext de hu
Nein! Nein! Er wollte es nicht verkaufen.
Nem! Nem! Nem akarta eladni.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for &(role, second) in &bead.structure.repeated {
        let Some(sentence) = bead.side(role).sentences.get(second as usize) else { continue };
        let (source, target) = say::names(bead);
        // One of the two has the counterpart; the other one may have none.
        let spots = [second - 1, second].map(|sentence| bead.counterpart(role.other(), sentence));
        let counterpart = spots.into_iter().flatten().max_by_key(|spot| spot.range.len());
        let (place, text) = match role {
            Role::Target => (
                Place::new(counterpart, Some(sentence.spot())),
                format!(
                    "{target} has {} twice, {source} (line {{source_line}}) once",
                    beginning(sentence.text)
                ),
            ),
            Role::Source => (
                Place::new(Some(sentence.spot()), counterpart),
                format!(
                    "{source} (line {{source_line}}) has {} twice, {target} once",
                    beginning(sentence.text)
                ),
            ),
        };
        found.extend(say::divergence(&RULE, place, message(&text)));
    }
}
