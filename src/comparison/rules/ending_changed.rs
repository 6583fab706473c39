//! `ending-changed`; see [`RULE`].

use crate::analysis::sentence::is_closer;
use crate::comparison::Severity;
use crate::comparison::quote::message;
use crate::comparison::view::{BeadView, SideView};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A question became a statement, or a statement a question.
pub(crate) static RULE: Rule = Rule {
    id: "ending-changed",
    kind: RuleKind::Form,
    severity: Severity::Information,
    summary: "A question became a statement, or a statement a question.",
    page: page!(
        "ending-changed",
        r#"A sentence and its counterpart end differently: the one asks, the other does not.

## Example

```bitext de hu
Wer hat das alte Theater am Marktplatz gebaut?
A régi színházat a piactéren építették.
```

## What it leaves alone

Exclamation marks, dots, colons and dashes, which every language uses in its own way.

```bitext de hu
Komm sofort nach Hause!
Gyere haza azonnal.
```
"#
    ),
    check: Check::Bead(check),
};

/// From what posterior on the ends of two sentences are compared.
const SURE_SENTENCE: f32 = 0.9;

fn check(bead: &BeadView<'_>, found: &mut Vec<Divergence>) {
    let pairs = bead.sentences.iter().enumerate();
    for (index, pair) in pairs.filter(|(_, pair)| pair.source.len() == 1 && pair.target.len() == 1) {
        let asks = (asks(&bead.source, pair.source.start), asks(&bead.target, pair.target.start));
        let (Some(source_asks), Some(target_asks)) = asks else { continue };
        if source_asks == target_asks || bead.sentence_confidence(index) < SURE_SENTENCE {
            continue;
        }
        let (source, target) = say::names(bead);
        let text = if target_asks {
            format!("{target} asks where {source} (line {{source_line}}) does not")
        } else {
            format!("{target} does not ask where {source} (line {{source_line}}) does")
        };
        let place = Place::new(bead.source.spot(&pair.source), bead.target.spot(&pair.target));
        found.extend(say::divergence(&RULE, place, message(&text)));
    }
}

/// Whether a sentence asks; `None` if it ends in neither a full stop nor a question mark.
fn asks(side: &SideView<'_>, sentence: u32) -> Option<bool> {
    let text = side.sentences.get(sentence as usize)?.text;
    let last = text.chars().rev().find(|c| !is_closing(*c))?;
    match last {
        '?' | '？' | '؟' | '⁇' | '⁈' | '⁉' => Some(true),
        ';' | '\u{37E}' if side.input.language.sentences.semicolon_asks => Some(true),
        '.' | '。' | '．' | '।' | '۔' => Some(false),
        _ => None,
    }
}

/// Whether a character may stand behind the one that says how a sentence ends: "?!", "?”".
fn is_closing(c: char) -> bool {
    c.is_whitespace() || c == '!' || is_closer(c)
}
