//! Explains the mentions of a bead by those of its other side; what stays unexplained is what the rules speak of.
//!
//! Design law 5: *explain, don't equate*. Rounds go from the strict to the lenient, each over what the ones before left:
//! the same value in the same family; a reading that is shared; dates by their parts; kin (other units, clocks,
//! decades, centuries, lost measures); what was said already; the neighbouring beads. Only then are leftovers paired.

mod context;
mod date;
mod kin;
mod ledger;
mod lost;
mod measure;
mod ones;
mod pair;
mod score;
mod time;
mod unread;
mod verbatim;

pub(crate) use context::lend;
pub(crate) use date::is_possible;
pub(crate) use lost::{Lost, lost};
pub(crate) use measure::unit_slip;
pub(crate) use pair::{Family, family};

use ledger::Ledger;

use super::Settings;
use super::view::{BeadView, Role};

/// What explaining a bead came to. Indexes are those of its sides' mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// A mention of the source and the mention of the target that says another value in its stead.
    pub(crate) changed: Vec<(usize, usize)>,
    /// Mentions of the source that nothing in the target explains.
    pub(crate) missing: Vec<usize>,
    /// Mentions of the target that nothing in the source explains.
    pub(crate) added: Vec<usize>,
    /// Mentions that explain each other one to one.
    pub(crate) tied: Vec<(usize, usize)>,
}

impl Explanation {
    /// What nothing on the other side explains.
    fn lone_mut(&mut self, role: Role) -> &mut Vec<usize> {
        match role {
            Role::Source => &mut self.missing,
            Role::Target => &mut self.added,
        }
    }
}

/// Explains all beads of a run. Those that are not to be compared only lend their mentions to their neighbours. For each,
/// whether it has anything that concerns its neighbours.
pub(super) fn explain(beads: &mut [BeadView<'_>], settings: Settings) -> Vec<bool> {
    let mut ledgers: Vec<Ledger> = beads.iter().map(Ledger::new).collect();
    for (ledger, bead) in ledgers.iter_mut().zip(beads.iter()) {
        if bead.compared {
            ledger.explain(bead, settings);
        }
    }
    let open = ledgers.iter().map(Ledger::is_open).collect();
    for index in 1..beads.len() {
        if !beads[index - 1].compared && !beads[index].compared {
            continue;
        }
        let (before, after) = ledgers.split_at_mut(index);
        let (Some(left), Some(right)) = (before.last_mut(), after.first_mut()) else { continue };
        ledger::settle_between((&beads[index - 1], left), (&beads[index], right), settings);
    }
    for (ledger, bead) in ledgers.into_iter().zip(beads.iter_mut()) {
        if bead.compared {
            bead.explanation = pair::pair(bead, ledger, settings);
            pair::leave_to_sentences(bead);
        }
    }
    open
}

/// Explains the only bead of two texts, if its mentions are explained by their equals, as far as anybody demands them;
/// says whether that was so. Then it makes no difference in which sentences they stand.
pub(super) fn explain_by_equals(bead: &mut BeadView<'_>, settings: Settings) -> bool {
    if !bead.compared {
        return true;
    }
    let mut ledger = Ledger::new(bead);
    if !ledger.is_explained_by_equals(bead, settings) {
        return false;
    }
    bead.explanation = pair::pair(bead, ledger, settings);
    true
}

/// Explains one bead by itself, whether or not it is to be compared; the numbers of sentences without counterpart are
/// left among what is missing.
pub(super) fn explain_alone(bead: &BeadView<'_>, settings: Settings) -> Explanation {
    let mut ledger = Ledger::new(bead);
    ledger.explain(bead, settings);
    pair::pair(bead, ledger, settings)
}
