//! Where the order of two neighbouring pairs is all that speaks for them.
//!
//! Neighbours are hardly ever swapped, so that a path goes straight on where nothing tells two paragraphs apart. But that
//! order alone must not be what their numbers are compared by: if a translator did swap them, all of it would be wrong.

use super::moves::ONE_ONE;
use super::score::Window;
use super::viterbi::{Path, Step};

/// For each step of a path the most that may be shown of how sure it is, 0.0..=1.0: of two neighbouring pairs, how
/// likely they stand straight, were it no rarer than [`Priors::crossed`](super::moves::Priors::crossed) that they are
/// crossed. What was learned from a pair itself does not speak for it.
pub(super) fn caps(window: &Window<'_>, path: &Path) -> Vec<f32> {
    let mut caps = vec![1.0; path.steps.len()];
    let priors = &window.model.priors;
    let Some(crossed) = priors.crossed else { return caps };
    let is_pair = |step: &Step| usize::from(step.kind) == ONE_ONE;
    for (index, steps) in path.steps.windows(2).enumerate() {
        let [one, next] = steps else { continue };
        if !is_pair(one) || !is_pair(next) {
            continue;
        }
        let place = |step: &Step| (step.row as usize, step.column as usize);
        let (one, next) = (place(one), place(next));
        let straight = window.unaided(one.0, one.1) + window.unaided(next.0, next.1);
        let swapped = crossed + window.pair(one.0, next.1) + window.pair(next.0, one.1);
        let margin = priors.temperature * f64::from(straight - swapped);
        let likely = (1.0 / (1.0 + (-margin).exp())) as f32;
        for cap in &mut caps[index..index + 2] {
            *cap = cap.min(likely);
        }
    }
    caps
}
