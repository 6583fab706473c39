//! The best path through the lattice: banded dynamic programming with a beam, and three states for affine gaps.

use super::Bead;
use super::moves::{FIRST_MATCH, MOVES, ONE_ONE, REACH, SOURCE_GAP, SWAP, TARGET_GAP};
use super::score::Window;
use super::{Order, band::Band};

/// The state after a bead with both sides filled.
pub(super) const MATCHED: usize = 0;
/// Inside a gap of the source.
pub(super) const IN_SOURCE_GAP: usize = 1;
/// Inside a gap of the target.
pub(super) const IN_TARGET_GAP: usize = 2;
/// How many states a cell has.
pub(super) const STATES: usize = 3;

/// What lies further behind the best of its row is not followed. Narrower beams lost the thread where 75 sentences in a
/// row were untranslated.
const BEAM: f32 = 60.0;
/// A row's best is at least the one before less this.
const ROW_DROP: f32 = 12.0;

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// Index in [`MOVES`].
    pub(super) kind: u8,
    /// First row after it.
    pub(super) row: u32,
    /// First column after it.
    pub(super) column: u32,
}

impl Step {
    /// The cell the step starts from.
    pub(super) fn from(self) -> (usize, usize) {
        let taken = MOVES[self.kind as usize];
        (self.row as usize - taken.source, self.column as usize - taken.target)
    }
}

/// A path through a window.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    pub(super) steps: Vec<Step>,
    /// Whether a better one may run outside the band.
    pub(super) at_edge: bool,
}

impl Path {
    /// The beads, counted from the texts' beginnings, with a confidence for each step.
    pub(super) fn beads(&self, window: &Window<'_>, confidences: &[f32]) -> Vec<Bead> {
        let (first_source, first_target) = (window.source.start as u32, window.target.start as u32);
        let mut beads = Vec::with_capacity(self.steps.len());
        for (step, &confidence) in self.steps.iter().zip(confidences) {
            let (row, column) = step.from();
            let source = first_source + row as u32..first_source + step.row;
            let target = first_target + column as u32..first_target + step.column;
            if step.kind as usize == SWAP {
                let crossed = [
                    (source.start..source.start + 1, target.start + 1..target.end),
                    (source.start + 1..source.end, target.start..target.start + 1),
                ];
                let order = Order::Moved;
                beads.extend(crossed.map(|(source, target)| Bead { source, target, confidence, order }));
            } else {
                beads.push(Bead { source, target, confidence, order: Order::Straight });
            }
        }
        beads
    }

    /// Whether each unit stands against one of the other side, in order.
    pub(super) fn is_one_to_one(&self) -> bool {
        !self.steps.is_empty() && self.steps.iter().all(|step| step.kind as usize == ONE_ONE)
    }

    /// The cells the path runs through.
    pub(super) fn cells(&self) -> Vec<(usize, usize)> {
        self.steps.iter().map(|step| (step.row as usize, step.column as usize)).collect()
    }
}

/// The best path; empty and at the edge if the band holds none.
pub(super) fn best_path(window: &Window<'_>) -> Path {
    let mut lattice = Lattice::new(window);
    for row in 0..window.band.rows() {
        lattice.fill_row(row);
    }
    lattice.trace()
}

/// How a state was come by: the step in the lower half, the state before in the upper.
type Back = u8;
const UNREACHED: Back = u8::MAX;

struct Lattice<'a> {
    window: &'a Window<'a>,
    band: &'a Band,
    scores: Vec<[f32; STATES]>,
    back: Vec<[Back; STATES]>,
    /// First and last column of each row that the beam follows.
    alive: Vec<Option<(usize, usize)>>,
    /// The best score of the last row.
    best: f32,
}

const NEVER: [f32; STATES] = [f32::NEG_INFINITY; STATES];

impl<'a> Lattice<'a> {
    fn new(window: &'a Window<'a>) -> Self {
        let band = &window.band;
        let scores = vec![NEVER; band.cells()];
        let back = vec![[UNREACHED; STATES]; band.cells()];
        Self { window, band, scores, back, alive: Vec::with_capacity(band.rows()), best: 0.0 }
    }

    fn fill_row(&mut self, row: usize) {
        let (first, last) = self.band.columns(row);
        let reachable = self.reachable(row);
        self.alive.push(None);
        let Some((from, to)) = reachable else { return };
        let (mut best, mut row_best) = (self.best - ROW_DROP, self.best - ROW_DROP);
        let mut alive: Option<(usize, usize)> = None;
        for column in from.max(first)..=last {
            // Beyond what the rows before reach, only a gap of the target leads on.
            if column > to && alive.is_none_or(|(_, last_alive)| last_alive + 1 < column) {
                break;
            }
            let Some(cell) = self.band.cell(row, column) else { break };
            let (scores, back) = if (row, column) == (0, 0) {
                (START, [UNREACHED; STATES])
            } else {
                self.best_ways(row, column)
            };
            let top = scores[0].max(scores[1]).max(scores[2]);
            // The row's best falls as a gap of the target does, so that the end of a long one is reached.
            best += self.window.model.priors.extend;
            if top > best - BEAM {
                self.scores[cell] = scores;
                self.back[cell] = back;
                best = best.max(top);
                row_best = row_best.max(top);
                alive = Some((alive.map_or(column, |(first_alive, _)| first_alive), column));
            }
        }
        self.alive[row] = alive;
        self.best = row_best;
    }

    /// The columns that the rows before reach.
    fn reachable(&self, row: usize) -> Option<(usize, usize)> {
        if row == 0 {
            return Some((0, 0));
        }
        let before = &self.alive[row.saturating_sub(REACH)..row];
        let first = before.iter().flatten().map(|&(first, _)| first).min()?;
        let last = before.iter().flatten().map(|&(_, last)| last).max()?;
        Some((first, last + REACH))
    }

    /// The best way to each state of a cell.
    fn best_ways(&self, row: usize, column: usize) -> ([f32; STATES], [Back; STATES]) {
        let priors = &self.window.model.priors;
        let mut best = NEVER;
        let mut back = [UNREACHED; STATES];
        for (gap, state) in [(SOURCE_GAP, IN_SOURCE_GAP), (TARGET_GAP, IN_TARGET_GAP)] {
            let Some(before) = self.before(gap, row, column) else { continue };
            for (previous, &score) in before.iter().enumerate() {
                let score = score + gap_cost(priors, gap, state, previous);
                if score > best[state] {
                    best[state] = score;
                    back[state] = gap as u8 | (previous as u8) << 4;
                }
            }
        }
        for step in FIRST_MATCH..MOVES.len() {
            let Some(before) = self.before(step, row, column) else { continue };
            let ways =
                [before[MATCHED], before[IN_SOURCE_GAP] + priors.close, before[IN_TARGET_GAP] + priors.close];
            let previous = usize::from(ways[1] > ways[0]);
            let previous = if ways[2] > ways[previous] { 2 } else { previous };
            if ways[previous] == f32::NEG_INFINITY {
                continue;
            }
            let Some(bead) = self.window.bead_above(step, row, column, best[MATCHED] - ways[previous]) else {
                continue;
            };
            let score = ways[previous] + bead;
            if score > best[MATCHED] {
                best[MATCHED] = score;
                back[MATCHED] = step as u8 | (previous as u8) << 4;
            }
        }
        (best, back)
    }

    /// The scores of the cell that a step to this one starts from.
    fn before(&self, step: usize, row: usize, column: usize) -> Option<[f32; STATES]> {
        let taken = MOVES[step];
        let cell = self.band.cell(row.checked_sub(taken.source)?, column.checked_sub(taken.target)?)?;
        Some(self.scores[cell])
    }

    /// Follows the best path back from the last cell.
    fn trace(&self) -> Path {
        let (mut row, mut column) = (self.window.source.len(), self.window.target.len());
        let mut path = Path::default();
        let mut state = None;
        while (row, column) != (0, 0) {
            let Some(cell) = self.band.cell(row, column) else {
                return Path { steps: Vec::new(), at_edge: true };
            };
            let here = state.unwrap_or_else(|| best_state(&self.scores[cell]));
            let back = self.back[cell][here];
            if back == UNREACHED {
                return Path { steps: Vec::new(), at_edge: true };
            }
            path.at_edge |= self.band.is_at_edge(row, column);
            let step = Step { kind: back & 0xf, row: row as u32, column: column as u32 };
            path.steps.push(step);
            (row, column) = step.from();
            state = Some((back >> 4) as usize);
        }
        path.steps.reverse();
        path
    }
}

const START: [f32; STATES] = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];

fn best_state(scores: &[f32; STATES]) -> usize {
    (1..STATES).fold(0, |best, state| if scores[state] > scores[best] { state } else { best })
}

/// What a unit more of a gap costs, coming from a state.
pub(super) fn gap_cost(priors: &super::moves::Priors, gap: usize, state: usize, previous: usize) -> f32 {
    match previous {
        _ if previous == state => priors.extend,
        MATCHED => priors.moves[gap],
        _ => priors.moves[gap] + priors.close,
    }
}
