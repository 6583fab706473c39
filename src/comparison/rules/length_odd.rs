//! `length-odd`; see [`RULE`].

use crate::alignment::Bead;
use crate::comparison::Severity;
use crate::comparison::quote::{message, name};
use crate::comparison::structure::Structure;
use crate::comparison::view::{Role, SURE, Texts};
use crate::comparison::{Divergence, Place, say};

use super::{Check, Rule, RuleKind};

/// A paragraph is far longer or shorter than its counterpart lets expect.
pub(crate) static RULE: Rule = Rule {
    id: "length-odd",
    kind: RuleKind::Form,
    severity: Severity::Information,
    summary: "A paragraph is far longer or shorter than its counterpart lets expect.",
    page: page!(
        "length-odd",
        r#"A paragraph surely belongs to its counterpart, and is far longer or shorter than the other paragraphs of the two texts
would let one expect: perhaps half of it is missing. The ratio between the two languages is learned from the texts
themselves, so that it takes some paragraphs before anything is said.

## Example

A paragraph of ten lines whose translation has two.

## What it leaves alone

Short paragraphs, texts of a few paragraphs, and paragraphs of which a missing or added sentence is told already.

```bitext de hu
Das alte Theater steht am Marktplatz und wurde 1890 gebaut.
Seit dem Brand von 1923 ist es geschlossen, und die Fenster sind mit Brettern vernagelt.
Der Stadtrat will es nun verkaufen, aber niemand möchte es haben.
---
A régi színház a piactéren áll, és 1890-ben épült.
Az 1923-as tűzvész óta zárva tart, az ablakait deszkák fedik.
A városi tanács most el akarja adni, de senkinek sem kell.
```
"#
    ),
    check: Check::Document(check),
};

/// The fewest sure pairs from which a ratio is learned.
const LEAST_PAIRS: usize = 8;
/// The shortest paragraph, in characters, of which anything can be said.
const LEAST_LENGTH: f32 = 120.0;
/// How many standard deviations are odd.
const ODD: f32 = 5.0;
/// How many times longer or shorter than expected it has to be besides.
const LEAST_FACTOR: f32 = 1.8;

fn check(texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    let is_pair = |bead: &Bead| bead.confidence >= SURE && bead.source.len() == 1 && bead.target.len() == 1;
    let beads = texts.alignment.beads.iter().zip(texts.characters()).enumerate();
    let pairs: Vec<(&Bead, f32, f32)> = beads
        .filter(|(index, (bead, _))| is_pair(bead) && !structure.is_left_standing(*index))
        .map(|(_, (bead, &(source, target)))| (bead, source as f32, target as f32))
        .collect();
    if pairs.len() < LEAST_PAIRS {
        return;
    }
    let sum = |lengths: fn(&(&Bead, f32, f32)) -> f32| pairs.iter().map(lengths).sum::<f32>();
    let ratio = sum(|pair| pair.2) / sum(|pair| pair.1).max(1.0);
    for (bead, source, target) in pairs {
        let expected = source * ratio;
        if expected.max(target) >= LEAST_LENGTH && is_odd(expected, target) {
            found.extend(divergence(texts, bead, target > expected));
        }
    }
}

/// Whether a length is off: Gale and Church's variance, which grows with the length, as the aligner has it.
fn is_odd(expected: f32, length: f32) -> bool {
    let deviation = (3.5 * (100.0 * (expected.max(length) / 100.0).powf(1.2) + 1.5)).sqrt();
    let factor = expected.max(length) / expected.min(length).max(1.0);
    (expected - length).abs() > ODD * deviation && factor >= LEAST_FACTOR
}

fn divergence(texts: &Texts<'_>, bead: &Bead, longer: bool) -> Option<Divergence> {
    let text = message(&format!(
        "{} is far {} here than {} (line {{source_line}}) lets expect",
        name(texts.target.language, Role::Target),
        if longer { "longer" } else { "shorter" },
        name(texts.source.language, Role::Source),
    ));
    let place = Place::new(
        texts.whole(Role::Source, bead.source.start),
        texts.whole(Role::Target, bead.target.start),
    );
    say::divergence(&RULE, place, text)
}
