//! Scores and ranges in digits: "4-1" and "4-2" differ, whatever else on the other side says a two.

use super::kin;
use super::ledger::{Ledger, Standing};
use crate::analysis::{Hardness, Kind};
use crate::comparison::Settings;
use crate::comparison::view::{BeadView, Role, Said};

/// Sets the odd parts of two such pairs apart as a change, where the other parts are the same and explain each other: no
/// word elsewhere ("the second") is then what the number has become.
pub(super) fn set_apart(ledger: &mut Ledger, bead: &BeadView<'_>, settings: Settings) {
    let theres = pairs(&bead.target.mentions);
    for here in pairs(&bead.source.mentions) {
        let odd = theres.iter().find_map(|&there| odd_parts(ledger, here, there));
        let Some((source, target)) = odd else { continue };
        let (one, other) = (&bead.source.mentions[source], &bead.target.mentions[target]);
        if one.bead == other.bead && kin::tie(one, other, settings).is_none() {
            ledger.set(Role::Source, source, Standing::Told);
            ledger.set(Role::Target, target, Standing::Told);
            ledger.changed.push((source, target));
        }
    }
}

/// The parts that differ, and that nothing has explained yet.
fn odd_parts(ledger: &Ledger, here: usize, there: usize) -> Option<(usize, usize)> {
    let tied = |at: usize| ledger.partner(Role::Source, here + at) == Some(there + at);
    let open =
        |at: usize| ledger.source[here + at] == Standing::Open && ledger.target[there + at] == Standing::Open;
    let odd = match (tied(0), tied(1)) {
        (true, false) => 1,
        (false, true) => 0,
        _ => return None,
    };
    open(odd).then_some((here + odd, there + odd))
}

/// The mentions that begin such a pair: bare digits, a dash, bare digits.
fn pairs(mentions: &[Said<'_>]) -> Vec<usize> {
    let bare = |said: &Said<'_>| {
        said.mention.kind == Kind::Number
            && said.mention.hardness == Hardness::Hard
            && said.text().bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_pair = |index: &usize| {
        let (first, second) = (&mentions[*index], &mentions[*index + 1]);
        let between = (first.paragraph == second.paragraph)
            .then(|| first.prose.get(first.mention.range.end()..second.mention.range.start()));
        bare(first) && bare(second) && matches!(between.flatten(), Some("-" | "–" | "‑" | "−" | "—"))
    };
    (0..mentions.len().saturating_sub(1)).filter(is_pair).collect()
}
