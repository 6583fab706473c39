//! The steps an alignment is made of, and how likely each is before anything is read.

use super::Level;

/// One kind of step: how many units of each side it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) source: usize,
    pub(super) target: usize,
}

/// All steps. Gaps first; the last is the swap: two neighbours in crossed order.
pub(super) const MOVES: [Move; 9] = [
    Move { source: 1, target: 0 },
    Move { source: 0, target: 1 },
    Move { source: 1, target: 1 },
    Move { source: 2, target: 1 },
    Move { source: 1, target: 2 },
    Move { source: 2, target: 2 },
    Move { source: 3, target: 1 },
    Move { source: 1, target: 3 },
    Move { source: 2, target: 2 },
];

/// A unit of the source without counterpart.
pub(super) const SOURCE_GAP: usize = 0;
/// A unit of the target without counterpart.
pub(super) const TARGET_GAP: usize = 1;
/// The first step of [`MOVES`] that fills both sides.
pub(super) const FIRST_MATCH: usize = 2;
/// One against one.
pub(super) const ONE_ONE: usize = 2;
/// Two neighbours in crossed order.
pub(super) const SWAP: usize = 8;
/// How many units the longest step takes of one side.
pub(super) const REACH: usize = 3;

/// Natural logarithms of what each step costs before anything is read.
#[derive(Debug)]
pub(super) struct Priors {
    /// By the index in [`MOVES`]. A gap's is the cost of opening it.
    pub(super) moves: [f32; MOVES.len()],
    /// Each further unit of the same gap.
    pub(super) extend: f32,
    /// A gap's end.
    pub(super) close: f32,
    /// What a swap would cost if it were as common as it is held to be where neighbours are doubted; `None` where they are
    /// not.
    pub(super) crossed: Option<f32>,
    /// How much shared signs count: less than whole, since the signs of a unit are not independent, and the less the
    /// more there are.
    pub(super) shared: f32,
    /// What scores are multiplied by before they become posteriors, since the evidence of a bead is counted as if it
    /// were independent. Measured: of beads said to be 0.9 sure, at least nine in ten are right.
    pub(super) temperature: f64,
}

impl Priors {
    /// The priors of a level. A gap is affine: rare to begin with, likely to go on. Without that, half a translation is
    /// smeared over its whole source.
    pub(super) fn of(level: Level) -> Self {
        match level {
            Level::Paragraph => Self::new(&Shares {
                one_one: 0.92,
                gap: 0.02,
                extend: 0.5,
                shared: 0.5,
                temperature: 0.7,
                two_one: 0.02,
                two_two: 0.001,
                three_one: 0.003,
                swap: 1e-3,
                doubted_swap: Some(0.01),
            }),
            Level::Sentence => Self::new(&Shares {
                one_one: 0.80,
                gap: 0.04,
                extend: 0.2,
                shared: 0.7,
                temperature: 1.0,
                two_one: 0.06,
                two_two: 0.01,
                three_one: 0.006,
                swap: 0.002,
                doubted_swap: None,
            }),
        }
    }

    fn new(shares: &Shares) -> Self {
        let swap_cost = |share: f32| share.ln() - 2.0 * shares.one_one.ln();
        let [gap, two_one, three_one] = [shares.gap, shares.two_one, shares.three_one].map(f32::ln);
        Self {
            moves: [
                gap,
                gap,
                shares.one_one.ln(),
                two_one,
                two_one,
                shares.two_two.ln(),
                three_one,
                three_one,
                swap_cost(shares.swap),
            ],
            crossed: shares.doubted_swap.map(swap_cost),
            extend: shares.extend.ln(),
            close: (1.0 - shares.extend).ln(),
            shared: shares.shared,
            temperature: shares.temperature,
        }
    }
}

/// How often each step is taken. Chosen on two development sets; the result is flat around them.
struct Shares {
    one_one: f32,
    gap: f32,
    extend: f32,
    shared: f32,
    temperature: f64,
    two_one: f32,
    two_two: f32,
    three_one: f32,
    swap: f32,
    doubted_swap: Option<f32>,
}
