//! `sentence-fragment`; see [`RULE`].

use crate::comparison::Severity;
use crate::comparison::quote::{beginning, message};
use crate::comparison::view::{BeadView, Role};
use crate::comparison::{Divergence, Place, Spot, say};

use super::{Check, Rule, RuleKind};

/// A sentence begins in lower case after a full stop: text was lost.
pub(crate) static RULE: Rule = Rule {
    id: "sentence-fragment",
    kind: RuleKind::Sentence,
    severity: Severity::Warning,
    summary: "A sentence begins in lower case after a full stop: text was lost.",
    page: page!(
        "sentence-fragment",
        r#"Behind a full stop, in a language whose sentences begin with a capital, something begins in lower case. Either the
beginning of the sentence was lost, or the full stop does not belong there.

## Example

```bitext de hu
Das Programm wurde 1960 beendet. Die Felder und die Geräte wurden den Bauern zurückgegeben.
A programnak 1960-ban vége lett. és az eszközöket visszaadták a parasztoknak.
```

## What it leaves alone

Abbreviations, names that begin in lower case, and fragments that the source has too.

```bitext de hu
Er kaufte Äpfel, Birnen usw. und trug sie heim.
Almát, körtét stb. vett, és hazavitte.
```
"#
    ),
    check: Check::Bead(check),
};

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    for fragment in &bead.structure.fragments {
        let Some(sentence) = bead.target.sentences.get(fragment.sentence as usize) else { continue };
        let spot = Spot { paragraph: fragment.paragraph, range: fragment.range };
        let start = fragment.range.start() - sentence.range.start();
        let (source, target) = say::names(bead);
        let text = message(&format!(
            "{target} begins a sentence in lower case, {}: text was lost, or a full stop is too many; see {source}, line \
             {{source_line}}",
            beginning(sentence.text.get(start..).unwrap_or_default())
        ));
        let counterpart = bead.counterpart(Role::Source, fragment.sentence);
        found.extend(say::divergence(&RULE, Place::new(counterpart, Some(spot)), text));
    }
}
