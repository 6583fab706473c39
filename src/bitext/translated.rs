//! How far a translation has come.

use super::{Bitext, Side, units};
use crate::comparison;

impl Bitext {
    /// How many paragraphs of the source have a counterpart in another language than their own, and how many there are.
    pub fn translated(&self) -> (usize, usize) {
        let all = self.source.snapshot.paragraphs.len();
        if !self.alignment.parallel {
            return (0, all);
        }
        let filled = self.alignment.beads.iter().filter(|bead| bead.is_filled());
        let matched: usize = filled.map(|bead| units(bead, Side::Source).len()).sum();
        let standing =
            self.divergences.iter().filter(|divergence| comparison::is_left_standing(divergence)).count();
        (matched.saturating_sub(standing), all)
    }
}
