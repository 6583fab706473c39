//! Units that were moved further than past their neighbour: what the path leaves as a gap on either side may be
//! counterparts.

use super::moves::ONE_ONE;
use super::score::Window;
use super::{Bead, Level, Order};

/// Two gaps that are counterparts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reunion {
    /// Index of the gap of the source.
    pub(super) source: usize,
    /// Index of the gap of the target.
    pub(super) target: usize,
    /// How likely it is, 0.0..=1.0, given that both are gaps.
    pub(super) certainty: f32,
}

/// Takes gaps of either side together where they are better counterparts than none.
pub(super) fn reunite(window: &Window<'_>, beads: &mut Vec<Bead>) {
    for reunion in reunions(window, beads) {
        let (source, target) = (reunion.source, reunion.target);
        let confidence = beads[source].confidence.min(beads[target].confidence) * reunion.certainty;
        let to = beads[target].target.clone();
        beads[source] = Bead { target: to, confidence, order: Order::Moved, ..beads[source].clone() };
        beads[target].source.end = u32::MAX;
    }
    beads.retain(|bead| bead.source.end != u32::MAX);
}

/// The gaps among beads that belong together, by the beads' indexes.
pub(super) fn reunions(window: &Window<'_>, beads: &[Bead]) -> Vec<Reunion> {
    /// More gaps than these on a side are something else than units moved.
    const MOST_GAPS: usize = 64;
    let gaps = |of_source: bool| -> Vec<usize> {
        (0..beads.len()).filter(|&index| beads[index].is_gap_of(of_source)).collect()
    };
    let (sources, targets) = (gaps(true), gaps(false));
    if sources.len() > MOST_GAPS || targets.len() > MOST_GAPS {
        return Vec::new();
    }
    let row = |gap: usize| beads[sources[gap]].source.end as usize - window.source.start;
    let column = |gap: usize| beads[targets[gap]].target.end as usize - window.target.start;
    let found = pairs(window, (sources.len(), targets.len()), row, column).into_iter();
    found.map(|pair| Reunion { source: sources[pair.source], target: targets[pair.target], ..pair }).collect()
}

/// Which of so many gaps of the source and the target belong together, best first, each once; `row` and `column` say
/// which unit of the window each is, 1-based.
pub(super) fn pairs(
    window: &Window<'_>,
    (sources, targets): (usize, usize),
    row: impl Fn(usize) -> usize,
    column: impl Fn(usize) -> usize,
) -> Vec<Reunion> {
    // Sentences need little evidence, since nothing is claimed of a moved one; paragraphs much.
    let least = match window.model.level {
        Level::Paragraph => 8.0,
        Level::Sentence => 1.0,
    };
    let mut found: Vec<(usize, usize, f32)> = Vec::new();
    for source in 0..sources {
        for target in 0..targets {
            let score = window.pair(row(source), column(target)) - window.model.priors.moves[ONE_ONE];
            if score >= least {
                found.push((source, target, score));
            }
        }
    }
    found.sort_by(|one, other| other.2.total_cmp(&one.2));
    let mut taken = (vec![false; sources], vec![false; targets]);
    found.retain(|&(source, target, _)| {
        let free = !taken.0[source] && !taken.1[target];
        if free {
            (taken.0[source], taken.1[target]) = (true, true);
        }
        free
    });
    let reunion = |(source, target, score)| Reunion { source, target, certainty: certainty(score - least) };
    found.into_iter().map(reunion).collect()
}

/// How likely a pair is that scores so much more than it must.
fn certainty(margin: f32) -> f32 {
    1.0 / (1.0 + (-margin).exp())
}
