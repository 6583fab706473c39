//! What diverges between the two sides of a bitext: one file a rule, with its documentation. Pure.
//!
//! [`explain`] settles once for every bead which mention is explained by which, [`structure`] what became of sentences
//! and paragraphs; the [`rules`] read what is left and say it.

mod divergence;
mod explain;
mod fix;
mod quote;
pub mod rules;
mod say;
mod structure;
mod view;
mod wanted;

pub use divergence::{Divergence, Fix, Place, Severity, Spot};
pub(crate) use quote::quote;
pub use rules::{Rule, RuleKind, RuleSet};
pub use view::SURE;
pub use wanted::{Wanted, wanted};

use crate::alignment::{Alignment, Bead, Side};
use crate::language::Language;

use rules::Check;
use structure::Structure;
use view::{BeadView, Texts};

/// What the comparison is told about a side.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its language.
    pub language: &'static Language,
    /// Its paragraphs and analyses.
    pub side: Side<'a>,
}

/// Whether small number words (three to twelve) are demanded of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spelled {
    /// They may explain a number and are never demanded alone.
    #[default]
    Soft,
    /// They are, as digits are.
    Strict,
}

/// Whether a quantity may be told in another unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Units {
    /// Five kilometres may be three miles.
    #[default]
    Convert,
    /// They may not.
    Strict,
}

/// What a project may choose about the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// How small number words are taken.
    pub spelled: Spelled,
    /// How units of measure are taken.
    pub units: Units,
    /// What is looked for. What the others find changes nothing of that.
    pub rules: RuleSet,
}

/// Whether a paragraph bead is sure enough for what is in it to be compared.
pub fn is_sure(bead: &Bead) -> bool {
    bead.confidence >= view::SURE
}

/// Whether a divergence says that a paragraph is not translated, so that nothing in it was compared.
pub fn is_left_standing(divergence: &Divergence) -> bool {
    *divergence.rule == rules::paragraph_untranslated::RULE
}

/// The divergences between two aligned documents, in the order of the target's places, then of the rules.
pub fn compare(
    source: Input<'_>,
    target: Input<'_>,
    alignment: &Alignment,
    settings: &Settings,
) -> Vec<Divergence> {
    let texts = Texts::new(source, target, alignment);
    let mut found = Vec::new();
    if texts.unrelated() {
        rules::not_parallel::check(&texts, &mut found);
        found.retain(|divergence: &Divergence| settings.rules.iter().any(|rule| rule == divergence.rule));
        return found;
    }
    let structure = structure::paragraphs(&texts);
    let mut beads: Vec<BeadView<'_>> =
        (0..alignment.beads.len()).map(|index| BeadView::new(&texts, &structure, index)).collect();
    explain::explain(&mut beads, *settings);
    found_by(settings.rules, &texts, &structure, &beads)
}

/// The same of two texts that are one bead, if only their numbers and dates are asked for, and it makes no difference
/// to them which sentence goes with which, since nothing has to be explained but by its equal; else `None`.
pub fn compare_mentions(
    source: Input<'_>,
    target: Input<'_>,
    alignment: &Alignment,
    settings: &Settings,
) -> Option<Vec<Divergence>> {
    let of_mentions = |rule: &Rule| matches!(rule.kind, RuleKind::Number | RuleKind::Date);
    if !settings.rules.iter().all(of_mentions) {
        return None;
    }
    let texts = Texts::new(source, target, alignment);
    let structure = structure::paragraphs(&texts);
    let mut bead = BeadView::of_mentions(&texts, &structure, 0);
    if !explain::explain_by_equals(&mut bead, *settings) {
        return None;
    }
    Some(found_by(settings.rules, &texts, &structure, &[bead]))
}

/// What rules find, in order.
fn found_by(
    rules: RuleSet,
    texts: &Texts<'_>,
    structure: &Structure,
    beads: &[BeadView<'_>],
) -> Vec<Divergence> {
    let mut found = Vec::new();
    for rule in rules.iter() {
        match rule.check {
            Check::Bead(check) => {
                beads.iter().filter(|bead| bead.compared).for_each(|bead| check(bead, &mut found));
            }
            Check::Document(check) => check(texts, structure, &mut found),
            Check::Elsewhere => {}
        }
    }
    // Stable: what stands at the same place keeps the rules' order.
    found.sort_by_key(|divergence| (divergence.place.order(), divergence.severity != Severity::Warning));
    found
}
