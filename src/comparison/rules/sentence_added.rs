//! `sentence-added`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message};
use crate::comparison::structure::Certainty;
use crate::comparison::view::{BeadView, Role};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A sentence of the translation has no counterpart.
pub(crate) static RULE: Rule = Rule {
    id: "sentence-added",
    kind: RuleKind::Sentence,
    severity: Severity::Warning,
    summary: "A sentence of the translation has no counterpart.",
    page: page!(
        "sentence-added",
        r#"A sentence of the translation translates nothing: a remnant of an earlier version, a note of the translator's, a line
pasted twice. A warning where that is sure, a hint where it is likely. Translators part sentences far more often than they
add one, so it must stand out: make the paragraph longer than it should be, have none of the source's names and numbers in
it, and not begin with a word that joins it to the one before, as "and" does.

## Example

```bitext de hu
Das alte Theater von Dorfen steht am Marktplatz und wurde 1890 gebaut. Bürgermeister Huber will es nun für 300.000 Euro verkaufen.
Dorfen régi színháza a piactéren áll, és 1890-ben épült. Az 1923-as tűzvész óta zárva tart, és mind a 14 ablakát deszkákkal szegezték be. Huber polgármester most 300 000 euróért el akarja adni.
```

## What it leaves alone

A long sentence that became two: `sentence-split` says that. A paragraph in which some were parted and as many joined.

```bitext de hu
Das alte Theater steht am Marktplatz, es wurde 1890 gebaut. Dann brannte es 1923.
A régi színház a piactéren áll. 1890-ben épült, aztán 1923-ban leégett.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for lost in bead.structure.lost(Role::Target) {
        let Some(sentence) = bead.target.sentences.get(lost.sentence as usize) else { continue };
        let (source, target) = say::names(bead);
        let text = message(&format!(
            "{target} has the sentence {}, of which {source} (line {{source_line}}) says nothing",
            beginning(sentence.text)
        ));
        let place = Place::new(bead.source.spot(&lost.place), Some(sentence.spot()));
        let severity = match lost.certainty {
            Certainty::Sure | Certainty::Counted => RULE.severity,
            Certainty::Likely => Severity::Hint,
            Certainty::Elsewhere | Certainty::Doubtful => continue,
        };
        found.extend(say::divergence(&RULE, place, text).map(|lost| Divergence { severity, ..lost }));
    }
}
