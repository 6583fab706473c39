//! Units that were moved further than past their neighbour: what the path leaves as a gap on either side may be
//! counterparts.

use super::moves::ONE_ONE;
use super::score::Window;
use super::{Bead, Level, Order};

/// Takes gaps of either side together where they are better counterparts than none. Sentences need little evidence,
/// since nothing is claimed of a moved one; paragraphs much.
pub(super) fn reunite(window: &Window<'_>, beads: &mut Vec<Bead>) {
    let least = match window.model.level {
        Level::Paragraph => 8.0,
        Level::Sentence => 1.0,
    };
    for (source, target, score) in pairs(window, beads, least) {
        let confidence = beads[source].confidence.min(beads[target].confidence) * certainty(score - least);
        let to = beads[target].target.clone();
        beads[source] = Bead { target: to, confidence, order: Order::Moved, ..beads[source].clone() };
        beads[target].source.end = u32::MAX;
    }
    beads.retain(|bead| bead.source.end != u32::MAX);
}

/// How likely a pair is that scores so much more than it must.
fn certainty(margin: f32) -> f32 {
    1.0 / (1.0 + (-margin).exp())
}

/// The indexes of the gaps of the source and the target that belong together, with their score, best first, each once.
fn pairs(window: &Window<'_>, beads: &[Bead], least: f32) -> Vec<(usize, usize, f32)> {
    /// More gaps than these on a side are something else than units moved.
    const MOST_GAPS: usize = 64;
    let gaps = |of_source: bool| -> Vec<usize> {
        (0..beads.len()).filter(|&index| beads[index].is_gap_of(of_source)).collect()
    };
    let (sources, targets) = (gaps(true), gaps(false));
    if sources.len() > MOST_GAPS || targets.len() > MOST_GAPS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &source in &sources {
        for &target in &targets {
            let row = beads[source].source.end as usize - window.source.start;
            let column = beads[target].target.end as usize - window.target.start;
            let score = window.pair(row, column) - window.model.priors.moves[ONE_ONE];
            if score >= least {
                found.push((source, target, score));
            }
        }
    }
    found.sort_by(|one, other| other.2.total_cmp(&one.2));
    let mut taken: Vec<usize> = Vec::new();
    found.retain(|&(source, target, _)| {
        let free = !taken.contains(&source) && !taken.contains(&target);
        if free {
            taken.extend([source, target]);
        }
        free
    });
    found
}
