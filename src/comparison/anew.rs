//! Which beads a comparison looks at after an edit, and what it finds out of them.

use std::ops::Range;
use std::sync::Arc;

use super::kept::{self, Record};
use super::structure::Structure;
use super::view::{self, BeadView, Role, Texts};
use super::{Settings, check_bead, explain};
use crate::alignment::Bead;

/// What is found out of each bead. Those that are not what they were are looked at, and with them those whose mentions
/// they may explain.
pub(super) fn records(
    texts: &Texts<'_>,
    structure: &Structure,
    settings: Settings,
) -> Vec<Option<Arc<Record>>> {
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
