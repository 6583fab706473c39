//! Who explains whom: the standing of every mention of a bead, and the rounds that settle it.

use std::collections::{HashMap, VecDeque};

use super::kin::{self, Tie};
use super::{date, measure, unread};
use crate::analysis::{Hardness, Kind, Number, Value};
use crate::comparison::view::{BeadView, Role, Said};
use crate::comparison::{Settings, Spelled};

/// The most pairs of leftovers that are looked at in one bead. A line with more of them is a table that nobody can
/// compare by its numbers; it stays silent.
const MOST_PAIRS: usize = 1 << 18;

/// How a mention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing explains it.
    Open,
    /// A mention of the other side does, and it explains that one.
    Tied,
    /// It is explained, by nothing that it explains in turn: parts of a date, a neighbouring bead.
    Told,
    /// Its value is said on the other side, but less often.
    Repeated,
}

/// The standings of a bead's mentions.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) source: Vec<Standing>,
    pub(super) target: Vec<Standing>,
    /// Mentions that explain each other.
    pub(super) tied: Vec<(usize, usize)>,
    /// Whether there was too much to look at.
    pub(super) overflowed: bool,
}

impl Ledger {
    pub(super) fn new(bead: &BeadView<'_>) -> Self {
        Self {
            source: vec![Standing::Open; bead.source.mentions.len()],
            target: vec![Standing::Open; bead.target.mentions.len()],
            ..Self::default()
        }
    }

    pub(super) fn of(&self, role: Role) -> &[Standing] {
        match role {
            Role::Source => &self.source,
            Role::Target => &self.target,
        }
    }

    pub(super) fn set(&mut self, role: Role, index: usize, standing: Standing) {
        match role {
            Role::Source => self.source[index] = standing,
            Role::Target => self.target[index] = standing,
        }
    }

    pub(super) fn open(&self, role: Role) -> Vec<usize> {
        let standings = self.of(role).iter().enumerate();
        standings.filter(|(_, standing)| **standing == Standing::Open).map(|(index, _)| index).collect()
    }

    pub(super) fn tie(&mut self, source: usize, target: usize) {
        self.source[source] = Standing::Tied;
        self.target[target] = Standing::Tied;
        self.tied.push((source, target));
    }

    /// The rounds within the bead.
    pub(super) fn explain(&mut self, bead: &BeadView<'_>, settings: Settings) {
        self.tie_equals(bead, true);
        self.tie_equals(bead, false);
        let (sources, targets) = (self.open(Role::Source).len(), self.open(Role::Target).len());
        if sources.saturating_mul(targets) > MOST_PAIRS {
            self.overflowed = true;
            return;
        }
        self.tie_by(bead, settings, Tie::Reading);
        date::tie_dates(self, bead);
        self.tie_by(bead, settings, Tie::Kin);
        for role in [Role::Source, Role::Target] {
            date::tell_by_parts(self, bead, role);
        }
        unread::tell_unread(self, bead);
        for role in [Role::Source, Role::Target] {
            self.tell_by_runs(bead, role);
        }
        for role in [Role::Source, Role::Target] {
            self.tell_repeated(bead, settings, role);
            measure::tell_glosses(self, bead, role);
        }
    }

    /// Ties mentions of one family whose likeliest values are the same, in order; within sentence beads, then anywhere.
    fn tie_equals(&mut self, bead: &BeadView<'_>, same_sentence: bool) {
        let mut waiting: HashMap<(Kind, Value, u32), VecDeque<usize>> = HashMap::new();
        let key =
            |said: &Said<'_>| (said.mention.kind, said.first(), if same_sentence { said.bead } else { 0 });
        for index in self.open(Role::Target) {
            waiting.entry(key(&bead.target.mentions[index])).or_default().push_back(index);
        }
        for index in self.open(Role::Source) {
            let target = waiting.get_mut(&key(&bead.source.mentions[index])).and_then(VecDeque::pop_front);
            if let Some(target) = target {
                self.tie(index, target);
            }
        }
    }

    /// Ties what is at least as near as `least`: hard mentions before soft ones, the same sentence before others, the
    /// same order before another.
    fn tie_by(&mut self, bead: &BeadView<'_>, settings: Settings, least: Tie) {
        let mut candidates = Vec::new();
        for source in self.open(Role::Source) {
            for target in self.open(Role::Target) {
                let (here, there) = (&bead.source.mentions[source], &bead.target.mentions[target]);
                if kin::tie(here, there, settings).is_some_and(|tie| tie <= least) {
                    candidates.push((distance(bead, source, target), source, target));
                }
            }
        }
        candidates.sort_unstable();
        for (_, source, target) in candidates {
            if self.source[source] == Standing::Open && self.target[target] == Standing::Open {
                self.tie(source, target);
            }
        }
    }

    /// Explains "8.3" by "8" and "3" of the counterpart sentence: a reference that is read out.
    fn tell_by_runs(&mut self, bead: &BeadView<'_>, role: Role) {
        for index in self.open(role) {
            let here = &bead.side(role).mentions[index];
            let runs: Vec<Option<i128>> = here
                .text()
                .split(['.', ':', '/'])
                .map(|run| run.parse::<u32>().ok().map(i128::from))
                .collect();
            if runs.len() < 2 || runs.contains(&None) {
                continue;
            }
            let theres = &bead.side(role.other()).mentions;
            let says = |index: usize, run: Option<i128>| {
                theres[index].bead == here.bead
                    && !theres[index].text().contains(['.', ',', ':', '/'])
                    && theres[index]
                        .values
                        .iter()
                        .any(|value| kin::number(*value).and_then(Number::as_whole) == run)
            };
            let first = self.open(role.other()).into_iter().find(|&there| says(there, runs[0]));
            let rest = |first: usize| {
                runs[1..].iter().all(|&run| (0..theres.len()).any(|there| there != first && says(there, run)))
            };
            if let Some(first) = first.filter(|&first| rest(first)) {
                self.set(role, index, Standing::Told);
                self.set(role.other(), first, Standing::Told);
            }
        }
    }

    /// What the other side says somewhere is said, though it may be said there once and here twice.
    fn tell_repeated(&mut self, bead: &BeadView<'_>, settings: Settings, role: Role) {
        let there = &bead.side(role.other()).mentions;
        for index in self.open(role) {
            let here = &bead.side(role).mentions[index];
            if there.iter().any(|there| kin::tie(here, there, settings).is_some())
                || there.iter().any(|there| date::holds(there, here))
            {
                self.set(role, index, Standing::Repeated);
            }
        }
    }
}

/// How far two mentions are from being each other's: hardness, sentence, then order, each weighing more than the next.
fn distance(bead: &BeadView<'_>, source: usize, target: usize) -> (u8, bool, u32) {
    let (here, there) = (&bead.source.mentions[source], &bead.target.mentions[target]);
    let soft = [here, there].iter().filter(|said| said.mention.hardness != Hardness::Hard).count() as u8;
    (soft, here.bead != there.bead, source.abs_diff(target) as u32)
}

/// Whether the other side has to explain a mention.
pub(super) fn is_demanded(said: &Said<'_>, settings: Settings) -> bool {
    said.mention.hardness == Hardness::Hard
        || settings.spelled == Spelled::Strict
            && said.mention.hardness == Hardness::Soft
            && said.mention.kind == Kind::NumberWord
            && kin::number(said.first()).is_some_and(|number| number.to_f64() >= 3.0)
}

/// Looks for leftovers in the neighbouring bead: a sentence or a clause may have moved over the border. Early,
/// mid and late are left where they are: they are said too often to prove that anything moved.
pub(super) fn settle_between(
    (left_bead, left): (&BeadView<'_>, &mut Ledger),
    (right_bead, right): (&BeadView<'_>, &mut Ledger),
    settings: Settings,
) {
    for role in [Role::Source, Role::Target] {
        let (heres, theres) = (unsettled(left, role), unsettled(right, role.other()));
        if heres.len().saturating_mul(theres.len()) > MOST_PAIRS {
            continue;
        }
        for here in heres {
            let said = &left_bead.side(role).mentions[here];
            let there = theres.iter().copied().find(|&there| {
                let other = &right_bead.side(role.other()).mentions[there];
                right.of(role.other())[there] != Standing::Told
                    && said.mention.kind != Kind::Period
                    && kin::tie(said, other, settings).is_some()
            });
            if let Some(there) = there {
                left.set(role, here, Standing::Told);
                right.set(role.other(), there, Standing::Told);
            }
        }
    }
}

fn unsettled(ledger: &Ledger, role: Role) -> Vec<usize> {
    let standings = ledger.of(role).iter().enumerate();
    standings
        .filter(|(_, standing)| matches!(standing, Standing::Open | Standing::Repeated))
        .map(|(index, _)| index)
        .collect()
}
