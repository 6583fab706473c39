//! Who explains whom: the standing of every mention of a bead, and the rounds that settle it.

use std::collections::{HashMap, VecDeque};

use super::kin::{self, Tie};
use super::{date, measure, ones, score, unread, verbatim};
use crate::analysis::token::digit_value;
use crate::analysis::{Hardness, Kind, Measure, Number, Quantity, Value};
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
    /// A one in digits, explained by a word that may say one or nothing.
    Loose,
}

/// The standings of a bead's mentions.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) source: Vec<Standing>,
    pub(super) target: Vec<Standing>,
    /// Mentions that explain each other.
    pub(super) tied: Vec<(usize, usize)>,
    /// Mentions that stand in each other's place and say another value.
    pub(super) changed: Vec<(usize, usize)>,
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

    /// Whether anything in it may be explained by a neighbour, or explain what is in one.
    pub(super) fn is_open(&self) -> bool {
        [Role::Source, Role::Target].into_iter().any(|role| !unsettled(self, role).is_empty())
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

    /// What a tied mention is tied to, on the other side.
    pub(super) fn partner(&self, role: Role, index: usize) -> Option<usize> {
        let pairs = self.tied.iter().map(|&(source, target)| match role {
            Role::Source => (source, target),
            Role::Target => (target, source),
        });
        pairs.into_iter().find(|&(here, _)| here == index).map(|(_, there)| there)
    }

    /// The rounds within the bead.
    pub(super) fn explain(&mut self, bead: &BeadView<'_>, settings: Settings) {
        self.tie_equals(bead, true);
        self.tie_equals(bead, false);
        let (sources, targets) = (self.open(Role::Source).len(), self.open(Role::Target).len());
        if sources + targets == 0 {
            return;
        }
        if sources.saturating_mul(targets) > MOST_PAIRS {
            self.overflowed = true;
            return;
        }
        score::set_apart(self, bead, settings);
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
            ones::tell_ones(self, bead, role);
        }
        for role in [Role::Source, Role::Target] {
            self.tell_repeated(bead, settings, role);
        }
        for role in [Role::Source, Role::Target] {
            measure::tell_glosses(self, bead, role);
            verbatim::tell_verbatim(self, bead, role);
        }
    }

    /// Ties mentions to their equals; whether nothing else can come of the bead, wherever its sentences end. That is, if
    /// none has two equals to choose from, and only one side has some that nothing explains, none of which is demanded.
    pub(super) fn is_explained_by_equals(&mut self, bead: &BeadView<'_>, settings: Settings) -> bool {
        self.tie_equals(bead, false);
        let (sources, targets) = (self.open(Role::Source), self.open(Role::Target));
        let demanded = |role: Role, open: &[usize]| {
            open.iter().any(|&index| is_demanded(bead, role, &bead.side(role).mentions[index], settings))
        };
        let is_left = !sources.is_empty() && !targets.is_empty()
            || demanded(Role::Source, &sources)
            || demanded(Role::Target, &targets);
        let key = |said: &Said<'_>| (said.mention.kind, kin::identity(said));
        let is_twice = |role: Role| {
            let mentions = &bead.side(role).mentions;
            (1..mentions.len()).any(|index| {
                let here = key(&mentions[index]);
                mentions[..index].iter().any(|before| key(before) == here)
            })
        };
        !is_left && !is_twice(Role::Source) && !is_twice(Role::Target)
    }

    /// Ties mentions of one family whose likeliest values are the same, in order; within sentence beads, then anywhere.
    fn tie_equals(&mut self, bead: &BeadView<'_>, same_sentence: bool) {
        let (sources, targets) = (self.open(Role::Source), self.open(Role::Target));
        if sources.is_empty() || targets.is_empty() {
            return;
        }
        let key = |said: &Said<'_>| {
            (said.mention.kind, kin::identity(said), if same_sentence { said.bead } else { 0 })
        };
        let mut waiting: HashMap<(Kind, Value, u32), VecDeque<usize>> = HashMap::new();
        for index in targets {
            waiting.entry(key(&bead.target.mentions[index])).or_default().push_back(index);
        }
        for index in sources {
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
                if !ones::are_loose(here, there)
                    && kin::tie(here, there, settings).is_some_and(|tie| tie <= least)
                {
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
                .split(['.', ',', ':', '/'])
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
            let open = self.open(role.other());
            let Some(&first) = open.iter().find(|&&there| says(there, runs[0])) else { continue };
            // The rest may be said by what something else explains.
            let rest = |run: &Option<i128>| {
                let elsewhere = (0..theres.len()).filter(|&there| there != first && says(there, *run));
                elsewhere.min_by_key(|there| !open.contains(there))
            };
            let Some(rest) = runs[1..].iter().map(rest).collect::<Option<Vec<usize>>>() else { continue };
            self.set(role, index, Standing::Told);
            for there in rest.into_iter().chain([first]).filter(|there| open.contains(there)) {
                self.set(role.other(), there, Standing::Told);
            }
        }
    }

    /// What the other side says somewhere is said, though it may be said there once and here twice.
    fn tell_repeated(&mut self, bead: &BeadView<'_>, settings: Settings, role: Role) {
        let theres = &bead.side(role.other()).mentions;
        for index in self.open(role) {
            let here = &bead.side(role).mentions[index];
            let said = theres.iter().enumerate().any(|(there, said)| {
                kin::tie(here, said, settings).is_some() && !self.is_anothers(bead, role, index, there)
            });
            if said || theres.iter().any(|there| date::holds(there, here)) {
                self.set(role, index, Standing::Repeated);
            }
        }
    }

    /// Whether a mention of the other side says something else than the mention `index`, though it is the same number: on
    /// this side that is a word ("five days, 5 guests"), which nobody writes in two ways for one thing, or the same in
    /// another unit in brackets, which are in brackets on the other side as well.
    fn is_anothers(&self, bead: &BeadView<'_>, role: Role, index: usize, there: usize) -> bool {
        let mentions = &bead.side(role).mentions;
        let Some(partner) = self.partner(role.other(), there) else { return false };
        let (here, other) = (&mentions[index], &mentions[partner]);
        let is_word = other.mention.hardness == Hardness::Soft && !ones::has_digits(other);
        let digits = here.mention.hardness == Hardness::Hard && ones::has_digits(here);
        let is_gloss = partner == index + 1
            && measure::is_bracketed(other)
            && measure::is_bracketed(&bead.side(role.other()).mentions[there]);
        digits && is_word && !ones::is_counting_one(here) || is_gloss
    }
}

/// How far two mentions are from being each other's: hardness, sentence, then order, each weighing more than the next.
fn distance(bead: &BeadView<'_>, source: usize, target: usize) -> (u8, bool, u32) {
    let (here, there) = (&bead.source.mentions[source], &bead.target.mentions[target]);
    let soft = [here, there].iter().filter(|said| said.mention.hardness != Hardness::Hard).count() as u8;
    (soft, here.bead != there.bead, source.abs_diff(target) as u32)
}

/// Whether the side `role` has a mention that the other one has to explain.
pub(super) fn is_demanded(bead: &BeadView<'_>, role: Role, said: &Said<'_>, settings: Settings) -> bool {
    let hard = said.mention.hardness == Hardness::Hard
        || is_list_number(bead, role, said)
        || settings.spelled == Spelled::Strict
            && said.mention.hardness == Hardness::Soft
            && said.mention.kind == Kind::NumberWord
            && kin::number(said.first()).is_some_and(|number| number.to_f64() >= 3.0);
    hard && !unread::may_be_spelled(bead, role, said)
}

/// Whether a mention is the number that begins a paragraph ("4. Contents"), and its counterpart is one paragraph.
fn is_list_number(bead: &BeadView<'_>, role: Role, said: &Said<'_>) -> bool {
    said.mention.kind == Kind::Literal
        && said.mention.hardness == Hardness::Soft
        && said.mention.range.start() == 0
        && bead.side(role).paragraphs.len() == 1
        && bead.side(role.other()).paragraphs.len() == 1
}

/// The fewest letters of a word that no digits belong to.
const LEAST_WORD: usize = 4;

/// The word to which the digits of a mention are glued by mistake or in play, or as a name: "just40", "30something",
/// "247sports"; no suffix of the language.
pub(super) fn glued_word<'a>(bead: &BeadView<'_>, role: Role, said: &Said<'a>) -> Option<&'a str> {
    let bare =
        matches!(said.first(), Value::Literal(_) | Value::Quantity(Quantity { measure: Measure::Plain, .. }));
    if !bare || !matches!(said.mention.kind, Kind::Literal | Kind::Number) {
        return None;
    }
    let (before, after) =
        (&said.prose[..said.mention.range.start()], &said.prose[said.mention.range.end()..]);
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let end = said.prose.len() - after.trim_start_matches(char::is_alphanumeric).len();
    let whole = &said.prose[start..end];
    let word = whole.trim_matches(|c: char| digit_value(c).is_some());
    let glued = word.len() < whole.len()
        && word.chars().count() >= LEAST_WORD
        && word.chars().all(char::is_lowercase)
        && !bead.side(role).input.language.suffixes.digits.contains(word);
    glued.then_some(word)
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
