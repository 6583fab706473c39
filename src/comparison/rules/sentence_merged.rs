//! `sentence-merged`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::message;
use crate::comparison::say;
use crate::comparison::view::{BeadView, Role};
use crate::comparison::{Divergence, Place};

use super::{Check, Rule, RuleKind};

/// Several sentences became fewer.
pub(crate) static RULE: Rule = Rule {
    id: "sentence-merged",
    kind: RuleKind::Sentence,
    severity: Severity::Information,
    summary: "Several sentences became fewer.",
    page: page!(
        "sentence-merged",
        r#"Two sentences of the source are one in the translation. Translators do that on purpose, so it is information; it is said
only where the paragraph really has fewer sentences, whatever is taken for the end of one.

## Example

```bitext de hu
Die Ernte war schlecht, und drei Jahre lang kam kein Regen. Insgesamt verließen 20 Familien das Dorf.
A termés rossz volt, és három évig nem esett eső; összesen 20 család hagyta el a falut.
```

## What it leaves alone

Paragraphs with as many sentences on both sides, and sentence ends that are in doubt.

```bitext de hu
Er kam um 9 Uhr. Sie ging.
9 órakor jött. Ő elment.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for &index in &bead.structure.merged {
        let sentences = &bead.sentences[index];
        let (Some(source_spot), Some(target_spot)) =
            (bead.source.spot(&sentences.source), bead.target.spot(&sentences.target))
        else {
            continue;
        };
        let (source, target) = say::names(bead);
        let (from, to) = (say::sentences(&sentences.source), say::sentences(&sentences.target));
        let joint = say::joint(bead, Role::Target, &sentences.target);
        let text =
            message(&format!("{source} (line {{source_line}}) has {from} where {target} has {to}{joint}"));
        let place = Place::Both { source: source_spot, target: target_spot };
        found.extend(say::divergence(&RULE, Some(place), text));
    }
}
