//! `sentence-missing`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message};
use crate::comparison::structure::Certainty;
use crate::comparison::view::{BeadView, Role};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A sentence of the source has no counterpart.
pub(crate) static RULE: Rule = Rule {
    id: "sentence-missing",
    kind: RuleKind::Sentence,
    severity: Severity::Warning,
    summary: "A sentence of the source has no counterpart.",
    page: page!(
        "sentence-missing",
        r#"A sentence of the source is translated by nothing. The sentences of a paragraph are aligned by length, numbers, names and
words, not counted, so a translator who makes two of one is not blamed. It is shown where the sentence ought to stand: a
warning where that is sure, a hint where it is likely.

## Example

```bitext de hu
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut. Seit dem Brand ist es geschlossen, und seine Fenster sind mit Brettern vernagelt. Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Dorfen régi színháza a piactéren áll, és 1890-ben épült. Huber polgármester most 300 000 euróért el akarja adni.
```

## What it leaves alone

Sentences that were joined: `sentence-merged` says that. A paragraph in which some were joined and as many parted.

```bitext de hu
Das alte Theater steht am Marktplatz. Es wurde 1890 gebaut, und 1923 brannte es.
A régi színház a piactéren áll, 1890-ben épült. 1923-ban leégett.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for lost in bead.structure.lost(Role::Source) {
        let Some(sentence) = bead.source.sentences.get(lost.sentence as usize) else { continue };
        let (source, target) = say::names(bead);
        let words = beginning(sentence.text);
        let text = message(&match lost.certainty {
            Certainty::Counted => format!(
                "{source} (line {{source_line}}) has more sentences than {target}; most likely {words} has no counterpart ({:.0} %)",
                100.0 * lost.confidence
            ),
            _ => format!(
                "{target} has no counterpart of the sentence {words} of {source} (line {{source_line}})"
            ),
        });
        let place = Place::new(Some(sentence.spot()), bead.target.spot(&lost.place));
        let severity = match lost.certainty {
            Certainty::Sure | Certainty::Counted => RULE.severity,
            Certainty::Likely => Severity::Hint,
            Certainty::Elsewhere | Certainty::Doubtful => continue,
        };
        found.extend(say::divergence(&RULE, place, text).map(|lost| Divergence { severity, ..lost }));
    }
}
