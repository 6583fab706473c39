//! A sequence of units aligned from scratch, with nothing known before: search, learn from what was found, search again.

use super::band::Band;
use super::doubt::caps;
use super::evidence::{Evidence, Vocabulary, weigh};
use super::features::Features;
use super::knowledge::Knowledge;
use super::lexicon::Lexicon;
use super::model::Params;
use super::moved::{Reunion, reunions};
use super::posterior::posteriors;
use super::score::{Model, Window};
use super::viterbi::{Path, best_path};
use super::{Bead, Level, Order, anchors::anchors};

/// Half the width of the first search's band, in columns.
const FIRST_HALF_WIDTH: usize = 30;
/// Half the width of later searches', around the path found before.
const NEXT_HALF_WIDTH: usize = 30;
/// Half the width of the band that posteriors are summed over.
const POSTERIOR_HALF_WIDTH: usize = 24;
/// Up to so many cells, all are searched.
const FULL_CELLS: usize = 250_000;
/// Up to so many cells, later searches and the posteriors take all as well.
const SMALL_CELLS: usize = 10_000;
/// With fewer units on either side there is nothing to learn from them.
const FEWEST_TO_LEARN: usize = 6;

/// Two sequences aligned from scratch.
pub(super) struct Cold {
    /// The beads of the best path, in its order.
    pub(super) beads: Vec<Bead>,
    /// For each step of the path the most that may be told of how sure it is.
    pub(super) caps: Vec<f32>,
    /// Which gaps among them are counterparts that were moved.
    pub(super) reunions: Vec<Reunion>,
    /// What was learned on the way; `None` where a side is empty.
    pub(super) knowledge: Option<Knowledge>,
}

/// How long to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Once, with what can be said before anything is learned.
    First,
    /// Until nothing more is to be learned.
    Full,
}

/// Aligns two sequences from scratch.
pub(super) fn align(level: Level, source: &[Features], target: &[Features], care: Care) -> Cold {
    if source.is_empty() || target.is_empty() {
        let beads = gaps(source.len() as u32, target.len() as u32);
        return Cold { beads, caps: Vec::new(), reunions: Vec::new(), knowledge: None };
    }
    let mut params = Params::initial(source, target);
    let no_lexicon = Lexicon::default();
    let words = Vocabulary::new(source, target, &no_lexicon);
    let weights = weigh(&words, None);
    let first = Model::new(level, source, target, &params, Evidence::weighed(&words, &weights));
    let path = search(&first, &Guess::Anchors(&words));
    if care == Care::First || source.len().min(target.len()) < FEWEST_TO_LEARN {
        let beads = confident_beads(&first, &path);
        let caps = caps(&Window::outlook(&first), &path);
        let knowledge = Knowledge::new(&first, &params, &words, &weights, &no_lexicon);
        return Cold { beads, caps, reunions: Vec::new(), knowledge: Some(knowledge) };
    }
    let mut beads = path.beads(&Window::outlook(&first), &vec![1.0; path.steps.len()]);
    drop(first);
    params.learn(source, target, &beads);
    let second = Model::new(level, source, target, &params, Evidence::new(&words, Some(&beads)));
    let path = search(&second, &Guess::Path(&path));
    beads = instructive_beads(&second, &path);
    drop((second, words));
    params.learn(source, target, &beads);
    let lexicon = Lexicon::learn(source, target, &beads);
    let words = Vocabulary::new(source, target, &lexicon);
    let weights = weigh(&words, Some(&beads));
    let third = Model::new(level, source, target, &params, Evidence::weighed(&words, &weights));
    let path = search(&third, &Guess::Path(&path));
    let beads = confident_beads(&third, &path);
    let outlook = Window::outlook(&third);
    let (caps, reunions) = (caps(&outlook, &path), reunions(&outlook, &beads));
    let knowledge = Knowledge::new(&third, &params, &words, &weights, &lexicon);
    Cold { beads, caps, reunions, knowledge: Some(knowledge) }
}

/// Nothing but gaps, which is all that can be where a side is empty.
pub(super) fn gaps(sources: u32, targets: u32) -> Vec<Bead> {
    let bead = |source, target| Bead { source, target, confidence: 1.0, order: Order::Straight };
    let of_source = (0..sources).map(|unit| bead(unit..unit + 1, 0..0));
    of_source.chain((0..targets).map(|unit| bead(sources..sources, unit..unit + 1))).collect()
}

/// Where a search should look.
enum Guess<'a> {
    /// Along what is unique on both sides.
    Anchors(&'a Vocabulary),
    /// Along an earlier path.
    Path(&'a Path),
}

/// The best path; the band is doubled until the path keeps clear of its edges.
fn search(model: &Model<'_>, guess: &Guess<'_>) -> Path {
    let (sources, targets) = model.sizes();
    let cells = (sources + 1) * (targets + 1);
    let (points, mut half_width, most_cells) = match guess {
        Guess::Anchors(_) if cells <= FULL_CELLS => (Vec::new(), 0, FULL_CELLS),
        Guess::Anchors(vocabulary) => (anchors(vocabulary), FIRST_HALF_WIDTH, FULL_CELLS),
        Guess::Path(path) => (path.cells(), NEXT_HALF_WIDTH, SMALL_CELLS),
    };
    loop {
        let band = if cells <= most_cells {
            Band::full(sources, targets)
        } else {
            Band::around(sources, targets, &points, half_width)
        };
        let full = band.is_full();
        let path = best_path(&Window::new(model, 0..sources, 0..targets, band));
        if full || !path.at_edge {
            return path;
        }
        half_width *= 2;
    }
}

/// The beads of a path, each as sure as it may be told: nothing is learned of neighbours that may be crossed.
fn instructive_beads(model: &Model<'_>, path: &Path) -> Vec<Bead> {
    let posteriors = posteriors(&posterior_window(model, path), path);
    let outlook = Window::outlook(model);
    let capped: Vec<f32> =
        posteriors.iter().zip(caps(&outlook, path)).map(|(posterior, cap)| posterior.min(cap)).collect();
    path.beads(&outlook, &capped)
}

/// The beads of a path with their posteriors.
fn confident_beads(model: &Model<'_>, path: &Path) -> Vec<Bead> {
    let window = posterior_window(model, path);
    path.beads(&window, &posteriors(&window, path))
}

fn posterior_window<'a>(model: &'a Model<'a>, path: &Path) -> Window<'a> {
    let (sources, targets) = model.sizes();
    let band = if (sources + 1) * (targets + 1) <= SMALL_CELLS {
        Band::full(sources, targets)
    } else {
        Band::around(sources, targets, &path.cells(), POSTERIOR_HALF_WIDTH)
    };
    Window::new(model, 0..sources, 0..targets, band)
}
