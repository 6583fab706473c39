//! What diverges between the two sides of a bitext: one file a rule, with its documentation. Pure.
//!
//! [`explain`] settles once for every bead which mention is explained by which, [`structure`] what became of sentences
//! and paragraphs; the [`rules`] read what is left and say it.

mod anew;
mod divergence;
mod explain;
mod fix;
mod kept;
mod quote;
pub mod rules;
mod say;
mod structure;
mod view;
mod wanted;

pub use divergence::{Divergence, Fix, Place, Severity, Spot};
pub use kept::{Earlier, Kept};
pub(crate) use quote::quote;
pub use rules::{Rule, RuleKind, RuleSet};
pub use view::SURE;
pub use wanted::{Wanted, wanted};

use crate::alignment::{Alignment, Bead, Side};
use crate::language::Language;

use rules::{Check, RULES};
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

/// What a comparison came to.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// What diverges, in the order of the target's places, then of the rules.
    pub divergences: Vec<Divergence>,
    /// What the next comparison may take over.
    pub kept: Kept,
}

/// Compares two aligned documents. Beads that are what they were in an `earlier` state are not looked at again, unless
/// something beside them changed that they hang on.
pub fn compare(
    source: Input<'_>,
    target: Input<'_>,
    alignment: &Alignment,
    settings: &Settings,
    earlier: Option<Earlier<'_>>,
) -> Compared {
    let texts = Texts::new(source, target, alignment, earlier);
    let mut found = Vec::new();
    if texts.unrelated() {
        rules::not_parallel::check(&texts, &mut found);
        found.retain(|divergence: &Divergence| settings.rules.iter().any(|rule| rule == divergence.rule));
        return Compared { divergences: found, kept: Kept::default() };
    }
    let structure = structure::paragraphs(&texts);
    let records = anew::records(&texts, &structure, *settings);
    for (bead, record) in alignment.beads.iter().zip(&records) {
        let by = (i64::from(bead.source.start), i64::from(bead.target.start));
        found.extend(record.iter().flat_map(|record| &record.found).map(|found| kept::moved(found, by)));
    }
    check_documents(settings.rules, &texts, &structure, &mut found);
    put_in_order(&mut found);
    Compared { divergences: found, kept: texts.kept(records) }
}

/// What is found in two texts that are one bead, if only their numbers and dates are asked for, and it makes no
/// difference to them which sentence goes with which, since nothing has to be explained but by its equal; else `None`.
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
    let texts = Texts::new(source, target, alignment, None);
    let structure = structure::paragraphs(&texts);
    let mut bead = BeadView::of_mentions(&texts, &structure, 0);
    if !explain::explain_by_equals(&mut bead, *settings) {
        return None;
    }
    let mut found = check_bead(settings.rules, &bead);
    check_documents(settings.rules, &texts, &structure, &mut found);
    put_in_order(&mut found);
    Some(found)
}

/// What the rules that look at one bead find.
fn check_bead(rules: RuleSet, view: &BeadView<'_>) -> Vec<Divergence> {
    let mut found = Vec::new();
    for rule in rules.iter() {
        if let (Check::Bead(check), true) = (rule.check, view.compared) {
            check(view, &mut found);
        }
    }
    found
}

/// What the rules find that look at the whole texts.
fn check_documents(rules: RuleSet, texts: &Texts<'_>, structure: &Structure, found: &mut Vec<Divergence>) {
    for rule in rules.iter() {
        if let Check::Document(check) = rule.check {
            check(texts, structure, found);
        }
    }
}

/// Sorts by place; what stands at the same place, the warnings first, then as the rules stand.
fn put_in_order(found: &mut [Divergence]) {
    let order = |rule: &Rule| RULES.iter().position(|known| *known == rule);
    found.sort_by_cached_key(|divergence| {
        let place = divergence.place.order();
        (place, divergence.severity != Severity::Warning, order(divergence.rule))
    });
}
