//! How sure each bead of a path is: forward–backward over the same lattice, in 64 bits (32 gave false certainties over
//! some thousand beads), at the level's temperature.

use super::band::Band;
use super::moves::{FIRST_MATCH, MOVES, REACH, SOURCE_GAP, TARGET_GAP};
use super::score::Window;
use super::viterbi::{IN_SOURCE_GAP, IN_TARGET_GAP, MATCHED, Path, STATES, Step, gap_cost};

/// What lies further behind the best of its row adds nothing that shows.
const BEAM: f64 = 30.0;
const ROW_DROP: f64 = 12.0;
/// A cell that is so much less likely than all ways together is on none that shows.
const NEGLIGIBLE: f64 = 25.0;

const NEVER: [f64; STATES] = [f64::NEG_INFINITY; STATES];

/// The posterior of each step of `path`, 0.0..=1.0.
pub(super) fn posteriors(window: &Window<'_>, path: &Path) -> Vec<f32> {
    let mut sums = Sums::new(window, None);
    sums.fill();
    sums.backward(path)
}

/// The probability that at least one unit of the source (else of the target) has no counterpart.
pub(super) fn loss(window: &Window<'_>, of_source: bool) -> f32 {
    let total = |without| {
        let mut sums = Sums::new(window, without);
        sums.fill();
        sums.total()
    };
    let all = total(None);
    if all == f64::NEG_INFINITY {
        return 0.0;
    }
    let gap = if of_source { SOURCE_GAP } else { TARGET_GAP };
    (1.0 - (total(Some(gap)) - all).exp()).clamp(0.0, 1.0) as f32
}

struct Sums<'a> {
    window: &'a Window<'a>,
    band: &'a Band,
    /// Logarithm of the sum over all ways from the first cell.
    forward: Vec<[f64; STATES]>,
    /// The sum over a cell's states, with what it costs to go on from them with both sides filled.
    onward: Vec<f64>,
    /// A step that is not taken.
    without: Option<usize>,
}

impl<'a> Sums<'a> {
    fn new(window: &'a Window<'a>, without: Option<usize>) -> Self {
        let cells = window.band.cells();
        let (forward, onward) = (vec![NEVER; cells], vec![f64::NEG_INFINITY; cells]);
        Self { window, band: &window.band, forward, onward, without }
    }

    fn fill(&mut self) {
        let mut best = 0.0;
        for row in 0..self.band.rows() {
            let (first, last) = self.band.columns(row);
            let (mut row_best, mut beam) = (best - ROW_DROP, best - ROW_DROP - BEAM);
            for column in first..=last {
                let Some(cell) = self.band.cell(row, column) else { break };
                let sums = if (row, column) == (0, 0) {
                    [0.0, f64::NEG_INFINITY, f64::NEG_INFINITY]
                } else {
                    self.ways_to(row, column)
                };
                let top = top(&sums);
                beam += self.window.model.priors.temperature * f64::from(self.window.model.priors.extend);
                if top > beam {
                    self.forward[cell] = sums;
                    self.onward[cell] = self.before_step(FIRST_MATCH, &sums);
                    beam = beam.max(top - BEAM);
                    row_best = row_best.max(top);
                }
            }
            best = row_best;
        }
    }

    fn ways_to(&self, row: usize, column: usize) -> [f64; STATES] {
        let mut sums = NEVER;
        for (step, taken) in MOVES.iter().enumerate().filter(|&(step, _)| Some(step) != self.without) {
            let (Some(before_row), Some(before_column)) =
                (row.checked_sub(taken.source), column.checked_sub(taken.target))
            else {
                continue;
            };
            let Some(cell) = self.band.cell(before_row, before_column) else { continue };
            let state = state_after(step);
            let before = self.before(step, cell);
            if before > f64::NEG_INFINITY {
                let score = if step < FIRST_MATCH { 0.0 } else { self.score(step, row, column) };
                sums[state] = add(sums[state], before + score);
            }
        }
        sums
    }

    /// The sum over the states of a cell before a step, with what the change of state costs.
    fn before(&self, step: usize, cell: usize) -> f64 {
        if step < FIRST_MATCH { self.before_step(step, &self.forward[cell]) } else { self.onward[cell] }
    }

    /// The same over the states that are given.
    fn before_step(&self, step: usize, before: &[f64; STATES]) -> f64 {
        (0..STATES)
            .fold(f64::NEG_INFINITY, |sum, previous| add(sum, before[previous] + self.change(step, previous)))
    }

    /// What it costs to take a step from a state.
    fn change(&self, step: usize, previous: usize) -> f64 {
        let priors = &self.window.model.priors;
        let cost = match step {
            SOURCE_GAP => gap_cost(priors, step, IN_SOURCE_GAP, previous),
            TARGET_GAP => gap_cost(priors, step, IN_TARGET_GAP, previous),
            _ if previous == MATCHED => 0.0,
            _ => priors.close,
        };
        self.window.model.priors.temperature * f64::from(cost)
    }

    fn score(&self, step: usize, row: usize, column: usize) -> f64 {
        self.window.model.priors.temperature * f64::from(self.window.bead(step, row, column))
    }

    /// The sum over all ways to the last cell.
    fn total(&self) -> f64 {
        let last = self.band.cell(self.band.rows() - 1, self.window.target.len());
        last.map_or(f64::NEG_INFINITY, |cell| self.forward[cell].iter().copied().fold(f64::NEG_INFINITY, add))
    }

    /// Sums up all ways to the last cell, of a few rows at a time, and reads off each step of the path.
    fn backward(&self, path: &Path) -> Vec<f32> {
        let (last_row, end) = (self.band.rows() - 1, self.window.target.len());
        let total = self.total();
        let mut rows = Rows::new(self.band);
        let mut unmatched = Unmatched::new(total, last_row + 1, end + 1);
        rows.set(last_row, end, [0.0; STATES]);
        let mut posteriors = vec![0.0; path.steps.len()];
        let mut open = path.steps.len();
        for row in (0..=last_row).rev() {
            self.push_back(&mut rows, row, &mut unmatched);
            while open > 0 && path.steps[open - 1].row as usize == row {
                open -= 1;
                posteriors[open] = self.posterior(&rows, path.steps[open], total);
            }
            rows.forget(row);
        }
        for (posterior, step) in posteriors.iter_mut().zip(&path.steps) {
            match usize::from(step.kind) {
                SOURCE_GAP => *posterior = unmatched.source[step.row as usize].min(1.0) as f32,
                TARGET_GAP => *posterior = unmatched.target[step.column as usize].min(1.0) as f32,
                _ => {}
            }
        }
        posteriors
    }

    /// Hands on the sums of a row's cells to the cells that lead there.
    fn push_back(&self, rows: &mut Rows<'_>, row: usize, unmatched: &mut Unmatched) {
        let (first, last) = self.band.columns(row);
        for column in (first..=last).rev() {
            let after = rows.get(row, column);
            let here = self.band.cell(row, column).map_or(NEVER, |cell| self.forward[cell]);
            if top(&after) + top(&here) < unmatched.total - NEGLIGIBLE {
                continue;
            }
            for (step, taken) in MOVES.iter().enumerate() {
                let (Some(before_row), Some(before_column)) =
                    (row.checked_sub(taken.source), column.checked_sub(taken.target))
                else {
                    continue;
                };
                let rest = after[state_after(step)];
                let Some(cell) = self.band.cell(before_row, before_column) else { continue };
                let before = &self.forward[cell];
                if rest == f64::NEG_INFINITY || *before == NEVER {
                    continue;
                }
                if step < FIRST_MATCH {
                    unmatched.add(step, row, column, self.before_step(step, before) + rest);
                }
                let score = if step < FIRST_MATCH { 0.0 } else { self.score(step, row, column) };
                let mut sums = rows.get(before_row, before_column);
                for (previous, sum) in sums.iter_mut().enumerate() {
                    if before[previous] > f64::NEG_INFINITY {
                        *sum = add(*sum, rest + score + self.change(step, previous));
                    }
                }
                rows.set(before_row, before_column, sums);
            }
        }
    }

    fn posterior(&self, rows: &Rows<'_>, step: Step, total: f64) -> f32 {
        let (row, column) = (step.row as usize, step.column as usize);
        let (before_row, before_column) = step.from();
        let Some(cell) = self.band.cell(before_row, before_column) else { return 0.0 };
        let step = step.kind as usize;
        let score = if step < FIRST_MATCH { 0.0 } else { self.score(step, row, column) };
        let through = self.before(step, cell) + score + rows.get(row, column)[state_after(step)];
        (through - total).exp().clamp(0.0, 1.0) as f32
    }
}

/// How sure it is that a unit has no counterpart, wherever the gap falls on the other side.
struct Unmatched {
    total: f64,
    /// By the row after the unit.
    source: Vec<f64>,
    /// By the column after the unit.
    target: Vec<f64>,
}

impl Unmatched {
    fn new(total: f64, rows: usize, columns: usize) -> Self {
        Self { total, source: vec![0.0; rows], target: vec![0.0; columns] }
    }

    /// Adds the share of the ways that take this step.
    fn add(&mut self, step: usize, row: usize, column: usize, ways: f64) {
        let share = (ways - self.total).exp();
        if step == SOURCE_GAP {
            self.source[row] += share;
        } else {
            self.target[column] += share;
        }
    }
}

/// The sums over all ways to the last cell, for the few rows that are still needed.
struct Rows<'a> {
    band: &'a Band,
    rows: [Vec<[f64; STATES]>; REACH + 1],
}

impl<'a> Rows<'a> {
    fn new(band: &'a Band) -> Self {
        let mut rows = Self { band, rows: Default::default() };
        for row in band.rows().saturating_sub(REACH + 1)..band.rows() {
            rows.clear(row);
        }
        rows
    }

    fn get(&self, row: usize, column: usize) -> [f64; STATES] {
        let (first, _) = self.band.columns(row);
        self.rows[row % (REACH + 1)][column - first]
    }

    fn set(&mut self, row: usize, column: usize, sums: [f64; STATES]) {
        let (first, _) = self.band.columns(row);
        self.rows[row % (REACH + 1)][column - first] = sums;
    }

    /// Makes room: the row is done with, the one that comes into reach takes its place.
    fn forget(&mut self, row: usize) {
        if let Some(next) = row.checked_sub(REACH + 1) {
            self.clear(next);
        }
    }

    fn clear(&mut self, row: usize) {
        let (first, last) = self.band.columns(row);
        let sums = &mut self.rows[row % (REACH + 1)];
        sums.clear();
        sums.resize(last - first + 1, NEVER);
    }
}

fn state_after(step: usize) -> usize {
    match step {
        SOURCE_GAP => IN_SOURCE_GAP,
        TARGET_GAP => IN_TARGET_GAP,
        _ => MATCHED,
    }
}

fn top(sums: &[f64; STATES]) -> f64 {
    sums[0].max(sums[1]).max(sums[2])
}

/// ln(eᵃ + eᵇ).
fn add(one: f64, other: f64) -> f64 {
    const NOTHING: f64 = 16.0;
    let (high, low) = if one > other { (one, other) } else { (other, one) };
    if low == f64::NEG_INFINITY || high - low > NOTHING { high } else { high + (low - high).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use crate::alignment::evidence::{Evidence, Vocabulary};
    use crate::alignment::lexicon::Lexicon;
    use crate::alignment::model::Params;
    use crate::alignment::score::Model;
    use crate::alignment::viterbi::best_path;
    use crate::alignment::{Features, Level};
    use crate::analysis::Analysis;
    use crate::text::{Format, Wrapping};

    use super::*;

    fn features(text: &str) -> Vec<Features> {
        let paragraphs = Format::Plain.paragraphs(text, Wrapping::Lines);
        paragraphs.iter().map(|paragraph| Features::of_paragraph(paragraph, &Analysis::default())).collect()
    }

    /// All ways through a window, one by one.
    struct Enumeration<'a> {
        sums: &'a Sums<'a>,
        total: f64,
        /// By step and the cell it ends in; gaps by the unit alone.
        through: HashMap<(usize, usize, usize), f64>,
        without_gap: [f64; 2],
    }

    impl Enumeration<'_> {
        fn walk(
            &mut self,
            at: (usize, usize),
            state: usize,
            score: f64,
            taken: &mut Vec<(usize, usize, usize)>,
        ) {
            let end = (self.sums.window.source.len(), self.sums.window.target.len());
            if at == end {
                self.arrive(score.exp(), taken);
            }
            for (step, units) in MOVES.iter().enumerate() {
                let to = (at.0 + units.source, at.1 + units.target);
                if to.0 <= end.0 && to.1 <= end.1 {
                    let gain = if step < FIRST_MATCH { 0.0 } else { self.sums.score(step, to.0, to.1) };
                    taken.push(key(step, to));
                    self.walk(to, state_after(step), score + self.sums.change(step, state) + gain, taken);
                    taken.pop();
                }
            }
        }

        fn arrive(&mut self, weight: f64, taken: &[(usize, usize, usize)]) {
            self.total += weight;
            for &step in taken {
                *self.through.entry(step).or_default() += weight;
            }
            for gap in [SOURCE_GAP, TARGET_GAP] {
                if taken.iter().all(|&(step, ..)| step != gap) {
                    self.without_gap[gap] += weight;
                }
            }
        }
    }

    fn key(step: usize, to: (usize, usize)) -> (usize, usize, usize) {
        match step {
            SOURCE_GAP => (step, to.0, 0),
            TARGET_GAP => (step, 0, to.1),
            _ => (step, to.0, to.1),
        }
    }

    /// All steps through a window that fill both sides, and each gap once, in the order of their rows.
    fn all_steps(rows: usize, columns: usize) -> Path {
        let step = |kind: usize, row: usize, column: usize| Step {
            kind: kind as u8,
            row: row as u32,
            column: column as u32,
        };
        let mut steps: Vec<Step> = (1..=rows).map(|row| step(SOURCE_GAP, row, 0)).collect();
        steps.extend((1..=columns).map(|column| step(TARGET_GAP, 0, column)));
        for (kind, taken) in MOVES.iter().enumerate().skip(FIRST_MATCH) {
            for row in taken.source..=rows {
                steps.extend((taken.target..=columns).map(|column| step(kind, row, column)));
            }
        }
        steps.sort_by_key(|step| step.row);
        Path { steps, at_edge: false }
    }

    /// For each unit of either side the sum of the posteriors of all steps that it may be in.
    fn sums(window: &Window<'_>) -> (Vec<f32>, Vec<f32>) {
        let (rows, columns) = (window.source.len(), window.target.len());
        let (mut sources, mut targets) = (vec![0.0; rows], vec![0.0; columns]);
        let path = all_steps(rows, columns);
        for (step, posterior) in path.steps.iter().zip(posteriors(window, &path)) {
            let taken = MOVES[step.kind as usize];
            let (row, column) = (step.row as usize, step.column as usize);
            sources[row - taken.source..row].iter_mut().for_each(|sum| *sum += posterior);
            targets[column - taken.target..column].iter_mut().for_each(|sum| *sum += posterior);
        }
        (sources, targets)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_posteriors_of_a_unit_sum_to_one(
            source in prop::collection::vec("[A-Z][a-z]{1,8}( [a-z]{1,9}| [0-9]{1,4}){0,12}[.?!]", 1..12),
            target in prop::collection::vec("[A-Z][a-z]{1,8}( [a-z]{1,9}| [0-9]{1,4}){0,12}[.?!]", 1..12),
            known in -8.0f32..8.0,
        ) {
            let (source, target) = (features(&source.join("\n")), features(&target.join("\n")));
            for level in [Level::Paragraph, Level::Sentence] {
                let vocabulary = Vocabulary::new(&source, &target, &Lexicon::default());
                let params = Params::initial(&source, &target);
                let model = Model::new(level, &source, &target, &params, Evidence::new(&vocabulary, None));
                let band = Band::full(source.len(), target.len());
                let window = Window::new(&model, 0..source.len(), 0..target.len(), band);
                let window = window.knowing(|row, column| if row == column { known } else { 0.0 });
                let (sources, targets) = sums(&window);
                for sum in sources.into_iter().chain(targets) {
                    prop_assert!((sum - 1.0).abs() < 1e-3, "{level:?}: {sum}");
                }
            }
        }
    }

    #[test]
    fn posteriors_are_what_counting_all_ways_gives() {
        let source =
            features("Anna came in 1961.\nShe stayed for a while.\nWhy?\nNobody knew it, not even Karl.");
        let target = features("Anna kam 1961.\nSie blieb.\nNiemand wusste es, nicht einmal Karl.");
        for level in [Level::Paragraph, Level::Sentence] {
            let vocabulary = Vocabulary::new(&source, &target, &Lexicon::default());
            let evidence = Evidence::new(&vocabulary, None);
            let params = Params::initial(&source, &target);
            let model = Model::new(level, &source, &target, &params, evidence);
            let window =
                Window::new(&model, 0..source.len(), 0..target.len(), Band::full(source.len(), target.len()));
            let path = best_path(&window);
            let sums = Sums::new(&window, None);
            let mut all =
                Enumeration { sums: &sums, total: 0.0, through: HashMap::new(), without_gap: [0.0; 2] };
            all.walk((0, 0), MATCHED, 0.0, &mut Vec::new());
            for (posterior, step) in posteriors(&window, &path).iter().zip(&path.steps) {
                let key = key(step.kind as usize, (step.row as usize, step.column as usize));
                let counted = all.through[&key] / all.total;
                assert!(
                    (f64::from(*posterior) - counted).abs() < 1e-4,
                    "{step:?}: {posterior}, not {counted}"
                );
            }
            let losses = (loss(&window, true), loss(&window, false));
            for (loss, without) in [losses.0, losses.1].into_iter().zip(all.without_gap) {
                assert!(
                    (f64::from(loss) - (1.0 - without / all.total)).abs() < 1e-4,
                    "{level:?}: {losses:?}"
                );
            }
        }
    }
}
