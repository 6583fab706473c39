//! What diverges between the two sides of a bitext: one file a rule, with its documentation. Pure.
//!
//! [`explain`] settles once for every bead which mention is explained by which, [`structure`] what became of sentences
//! and paragraphs; the [`rules`] read what is left and say it.

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

use std::ops::Range;
use std::sync::Arc;

use crate::alignment::{Alignment, Bead, Side};
use crate::language::Language;

use kept::Record;
use rules::{Check, RULES};
use structure::Structure;
use view::{BeadView, Role, Texts};

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
    let records = records(&texts, &structure, *settings);
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

/// What is found out of each bead. Those that are not what they were are looked at, and with them those whose mentions
/// they may explain.
fn records(texts: &Texts<'_>, structure: &Structure, settings: Settings) -> Vec<Option<Arc<Record>>> {
    let beads = texts.alignment.beads.len();
    let lost = LostParagraphs::of(texts, structure);
    let mut records: Vec<Option<Arc<Record>>> = Vec::with_capacity(beads);
    let mut is_due: Vec<bool> = Vec::with_capacity(beads);
    for index in 0..beads {
        let known = texts.unchanged.record(index);
        let is_as_it_was = known.is_some_and(|record| match record {
            Some(record) => {
                !record.has_lost
                    && record.ratio.is_none_or(|ratio| ratio.to_bits() == texts.ratio_of(index).to_bits())
            }
            None => true,
        });
        is_due.push(!is_as_it_was || lost.concern(&texts.alignment.beads[index]));
        records.push(known.cloned().flatten());
    }
    let is_compared = |index: usize| view::is_compared(texts, structure, index);
    // Whether a bead beside one that is looked at has to be looked at with it.
    let hangs_on = |records: &[Option<Arc<Record>>], index: usize, looked_at: usize| {
        records[index].as_ref().is_some_and(|record| record.is_open)
            && (is_compared(index) || is_compared(looked_at))
    };
    let mut end = 0;
    while let Some(first) = is_due[end..].iter().position(|&is_due| is_due).map(|at| end + at) {
        let mut start = first;
        while start > end && hangs_on(&records, start - 1, start) {
            start -= 1;
        }
        end = first + 1;
        while end < beads && (is_due[end] || hangs_on(&records, end, end - 1)) {
            end += 1;
        }
        looked_at(texts, structure, settings, (start, &mut records[start..end]), &lost);
    }
    records
}

/// Looks at a run of beads.
fn looked_at(
    texts: &Texts<'_>,
    structure: &Structure,
    settings: Settings,
    (start, records): (usize, &mut [Option<Arc<Record>>]),
    lost: &LostParagraphs,
) {
    let run = start..start + records.len();
    let mut ratios = Vec::with_capacity(run.len());
    let views = run.map(|index| {
        let view = BeadView::new(texts, structure, index);
        ratios.push(texts.asked_ratio());
        view
    });
    let mut views: Vec<BeadView<'_>> = views.collect();
    let open = explain::explain(&mut views, settings);
    for (at, view) in views.iter().enumerate() {
        let found = check_bead(settings.rules, view);
        let by = (-i64::from(view.bead.source.start), -i64::from(view.bead.target.start));
        let record = Record {
            found: found.iter().map(|found| kept::moved(found, by)).collect(),
            is_left_standing: structure.is_left_standing(start + at),
            is_open: open[at],
            has_lost: lost.concern(view.bead),
            ratio: ratios[at],
        };
        records[at] = record.kept();
    }
}

/// The paragraphs that are told to have no counterpart, wherever they stand.
struct LostParagraphs {
    source: Vec<u32>,
    target: Vec<u32>,
}

impl LostParagraphs {
    fn of(texts: &Texts<'_>, structure: &Structure) -> Self {
        let of = |role: Role| {
            let mut lost = structure.lost(role);
            lost.retain(|&paragraph| texts.paragraph(role, paragraph).is_some());
            lost.sort_unstable();
            lost
        };
        Self { source: of(Role::Source), target: of(Role::Target) }
    }

    /// Whether one of them is in a bead.
    fn concern(&self, bead: &Bead) -> bool {
        let is_in = |lost: &[u32], run: &Range<u32>| {
            let first = lost.partition_point(|&paragraph| paragraph < run.start);
            lost.get(first).is_some_and(|paragraph| run.contains(paragraph))
        };
        is_in(&self.source, &bead.source) || is_in(&self.target, &bead.target)
    }
}
