//! An alignment brought up to date after an edit: only the stretch between the nearest sure links is searched again, and
//! the links that stood are known beforehand ("sticky").

use std::ops::Range;
use std::sync::Arc;

use super::band::Band;
use super::course::{Course, Flank, Link, ListId};
use super::doubt::caps;
use super::features::Features;
use super::knowledge::Knowledge;
use super::moves::{SOURCE_GAP, TARGET_GAP};
use super::posterior::posteriors;
use super::reading::Reading;
use super::score::Window;
use super::viterbi::{Path, Step, best_path};
use super::{seen, sentences};

/// How much a link that stood speaks for itself at most, in natural logarithms of odds.
const STICKY: f32 = 8.0;
/// What speaks against a new unit's being the counterpart of one that has another.
const TAKEN: f32 = -3.2;
/// How much of what spoke against a link of a unit speaks against one of the unit that goes on from it.
const GOES_ON: f32 = 0.5;
/// From what confidence on a link bounds a stretch.
const SURE: f32 = 0.9;
/// How many links on either side of an edit are searched again at least.
const CONTEXT: usize = 4;
/// How many more are tried for a sure one to end with.
const FURTHER: usize = 24;
/// More units than these are too many for a stretch.
const MOST_UNITS: usize = 400;
/// Up to so many cells, all are searched.
const FULL_CELLS: usize = 10_000;
/// What a bead's confidence is capped to if the search would find another, were nothing known beforehand: too little
/// for anything to be said of it until the two agree.
const DISPUTED: f32 = 0.85;

/// What was learned of two texts.
#[derive(Debug)]
pub(super) struct Learned {
    /// Of their paragraphs.
    pub(super) paragraphs: Knowledge,
    /// Of their sentences; `None` where a text has none.
    pub(super) sentences: Option<Knowledge>,
}

/// The paragraphs of both texts as they stand after a change, and what is known of them.
pub(super) struct Scene<'a> {
    /// What was learned of the texts as they were.
    pub(super) learned: &'a Learned,
    /// The source's paragraphs.
    pub(super) source: &'a [Arc<Reading>],
    /// The target's.
    pub(super) target: &'a [Arc<Reading>],
    /// Whether the second of the two texts is the source here.
    pub(super) mirrored: bool,
}

/// A run of paragraphs of one text that was replaced by another.
pub(super) struct Change {
    /// The text.
    pub(super) flank: Flank,
    /// Where the run began and begins.
    pub(super) at: usize,
    /// The paragraphs that were there.
    pub(super) removed: Vec<Arc<Reading>>,
    /// How many are there now.
    pub(super) added: usize,
}

impl Change {
    fn old(&self) -> Range<usize> {
        self.at..self.at + self.removed.len()
    }

    /// What became of a place of the text behind the change.
    fn shifted(&self, place: usize) -> usize {
        place + self.added - self.removed.len()
    }
}

/// Brings a course up to date after a change; `None` if the change is too large for that.
pub(super) fn follow(course: &mut Course, scene: &Scene<'_>, change: &Change) -> Option<()> {
    let inherits = inherits(scene, change);
    let touched = touched(&course.links, change);
    let mut context = CONTEXT;
    loop {
        let stretch = Stretch::new(course, scene, change, &inherits, &touched, context)?;
        let realigned = stretch.realigned()?;
        if stretch.is_closed_by(&realigned.links) {
            let old = stretch.links.clone();
            course.links.splice(old, realigned.links);
            course.lists = realigned.lists;
            shift_moved(course, change, &inherits);
            return Some(());
        }
        context *= 4;
    }
}

/// Which of the removed units each new one goes on from: those whose words it has.
fn inherits(scene: &Scene<'_>, change: &Change) -> Vec<Vec<usize>> {
    const CONTAINED: f32 = 0.6;
    /// What is replaced one for one needs less to be the same.
    const CONTAINED_ALONE: f32 = 0.2;
    let alone = change.removed.len() == 1 && change.added == 1;
    let least = if alone { CONTAINED_ALONE } else { CONTAINED };
    let paragraphs = change.flank.of((scene.source, scene.target));
    let new = paragraphs[change.at..change.at + change.added].iter();
    new.map(|new| {
        let stems = &new.paragraph.words.stems;
        let old = change.removed.iter().enumerate();
        old.filter(|(_, old)| contained(stems, &old.paragraph.words.stems) >= least)
            .map(|(index, _)| index)
            .collect()
    })
    .collect()
}

/// The share of the shorter of two sorted lists that stands in the other.
fn contained(one: &[u64], other: &[u64]) -> f32 {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while left < one.len() && right < other.len() {
        let order = one[left].cmp(&other[right]);
        common += usize::from(order.is_eq());
        left += usize::from(order.is_le());
        right += usize::from(order.is_ge());
    }
    common as f32 / one.len().min(other.len()).max(1) as f32
}

/// The links that a change touches.
struct Touched {
    links: Range<usize>,
    /// The units before the first of them, source and target.
    before: (usize, usize),
}

fn touched(links: &[Link], change: &Change) -> Touched {
    let old = change.old();
    let (mut at, mut before) = ((0, 0), None);
    let (mut first, mut end) = (links.len(), links.len());
    // Of a long run of gaps beside the change, the nearest are enough.
    let mut bystanders = 0;
    for (index, link) in links.iter().enumerate() {
        let from = change.flank.of(at);
        let to = from + link.count(change.flank);
        let cut = from < old.end && old.start < to;
        let beside =
            if from == to { old.start <= from && from <= old.end } else { old.is_empty() && old.start <= to };
        if cut || beside && from <= old.end && bystanders < FURTHER {
            bystanders = if cut { 0 } else { bystanders + 1 };
            (first, end) = (first.min(index), index + 1);
            before.get_or_insert(at);
        }
        if from > old.end {
            break;
        }
        at = (at.0 + link.count(Flank::Source), at.1 + link.count(Flank::Target));
    }
    Touched { links: first..end, before: before.unwrap_or(at) }
}

/// What was moved stays so as long as its unit does.
fn shift_moved(course: &mut Course, change: &Change, inherits: &[Vec<usize>]) {
    let old = change.old();
    let goes_on = |unit: usize| inherits.iter().position(|olds| olds.contains(&(unit - change.at)));
    course.moved.retain_mut(|moved| {
        let unit = moved.unit_mut(change.flank);
        let place = *unit as usize;
        let new = if old.contains(&place) {
            goes_on(place).map(|new| change.at + new)
        } else {
            Some(if place < old.start { place } else { change.shifted(place) })
        };
        *unit = new.unwrap_or_default() as u32;
        new.is_some()
    });
}

/// A stretch that is searched again.
struct Stretch<'a> {
    course: &'a Course,
    scene: &'a Scene<'a>,
    change: &'a Change,
    inherits: &'a [Vec<usize>],
    /// Its links before the change.
    links: Range<usize>,
    /// Its units before the change, of the changed text and of the other.
    old: Range<usize>,
    other: Range<usize>,
}

/// Where a unit of the changed text comes from.
enum Origin {
    /// It stood there, with this number in the stretch.
    Old(usize),
    /// It is new, with this number among the new ones.
    New(usize),
}

impl<'a> Stretch<'a> {
    /// The touched links and `context` more on either side, and more up to the next sure one; `None` if that is too much.
    fn new(
        course: &'a Course,
        scene: &'a Scene<'a>,
        change: &'a Change,
        inherits: &'a [Vec<usize>],
        touched: &Touched,
        context: usize,
    ) -> Option<Self> {
        let links = &course.links;
        let is_sure = |link: &Link| (link.sources, link.targets) == (1, 1) && link.confidence > SURE;
        let mut first = touched.links.start.saturating_sub(context);
        let mut end = (touched.links.end + context).min(links.len());
        for _ in 0..FURTHER {
            first -= usize::from(first > 0 && !is_sure(&links[first]));
            end += usize::from(end < links.len() && !is_sure(&links[end - 1]));
        }
        let count = |links: &[Link], flank| links.iter().map(|link| link.count(flank)).sum::<usize>();
        let units = |flank: Flank| {
            let start = flank.of(touched.before) - count(&links[first..touched.links.start], flank);
            start..start + count(&links[first..end], flank)
        };
        let (old, other) = (units(change.flank), units(change.flank.other()));
        let few = old.len().max(other.len()) + change.added <= MOST_UNITS;
        few.then_some(Self { course, scene, change, inherits, links: first..end, old, other })
    }

    /// Two things, one of the changed text and one of the other, source first.
    fn sorted<T>(&self, own: T, other: T) -> (T, T) {
        match self.change.flank {
            Flank::Source => (own, other),
            Flank::Target => (other, own),
        }
    }

    /// The paragraphs of the stretch as they stand now, source and target.
    fn paragraphs(&self) -> (&'a [Arc<Reading>], &'a [Arc<Reading>]) {
        let own = self.old.start..self.change.shifted(self.old.end);
        let (source, target) = self.sorted(own, self.other.clone());
        (&self.scene.source[source], &self.scene.target[target])
    }

    /// The links as they are now.
    fn realigned(&self) -> Option<Course> {
        let (source, target) = self.paragraphs();
        let features = |paragraphs: &[Arc<Reading>]| -> Vec<Features> {
            paragraphs.iter().map(|reading| reading.paragraph.clone()).collect()
        };
        let (sources, targets) = (features(source), features(target));
        let model = self.scene.learned.paragraphs.model(&sources, &targets);
        let (rows, columns) = (sources.len(), targets.len());
        let band = if (rows + 1) * (columns + 1) <= FULL_CELLS {
            Band::full(rows, columns)
        } else {
            Band::around(rows, columns, &[], 60 + rows.abs_diff(columns))
        };
        let known = Known::new(self);
        let window = Window::new(&model, 0..rows, 0..columns, band);
        let window = window.knowing(|row, column| self.says(&known, row, column));
        let path = best_path(&window);
        let mut confidences = posteriors(&window, &path);
        let window = window.unknowing();
        cap_disputed(&path, &best_path(&window), &mut confidences);
        let beads = path.beads(&window, &confidences);
        let complete = !beads.is_empty() || rows + columns == 0;
        complete.then(|| self.with_sentences(Course::new(&beads, &caps(&window, &path), &[])))
    }

    fn origin(&self, own: usize) -> Origin {
        let at = self.change.at - self.old.start;
        if own < at {
            Origin::Old(own)
        } else if own < at + self.change.added {
            Origin::New(own - at)
        } else {
            Origin::Old(own - self.change.added + self.change.removed.len())
        }
    }

    /// What is known beforehand of a pair of units.
    fn says(&self, known: &Known, row: usize, column: usize) -> f32 {
        let (own, other) = match self.change.flank {
            Flank::Source => (row, column),
            Flank::Target => (column, row),
        };
        match self.origin(own) {
            Origin::Old(own) => known.link(own, other).unwrap_or_else(|| {
                -stickiness(known.own_confidences[own].min(known.other_confidences[other]))
            }),
            Origin::New(new) => {
                let at = self.change.at - self.old.start;
                let olds = &self.inherits[new];
                let links = olds.iter().filter_map(|old| known.link(at + old, other));
                let sure = olds.iter().map(|old| known.own_confidences[at + old]).max_by(f32::total_cmp);
                match (links.max_by(f32::total_cmp), sure) {
                    (Some(link), _) => link,
                    (None, Some(sure)) => -GOES_ON * stickiness(sure.min(known.other_confidences[other])),
                    (None, None) if known.other_taken[other] => TAKEN,
                    (None, None) => 0.0,
                }
            }
        }
    }

    /// Gives the links the beads of their sentences: as they were where nothing has changed.
    fn with_sentences(&self, mut course: Course) -> Course {
        course.lists = self.course.lists.clone();
        let (source, target) = self.paragraphs();
        let mut places = Vec::with_capacity(self.links.len());
        let mut at = (0, 0);
        for link in &self.course.links[self.links.clone()] {
            places.push((at, link));
            at = (at.0 + link.count(Flank::Source), at.1 + link.count(Flank::Target));
        }
        let mut at = (0, 0);
        for link in &mut course.links {
            let start = at;
            at = (at.0 + link.count(Flank::Source), at.1 + link.count(Flank::Target));
            let before = self.before(start, link).and_then(|before| {
                let index = places.partition_point(|&((source, target), _)| (source, target) < before);
                places[index..]
                    .iter()
                    .take_while(|(place, _)| *place == before)
                    .find(|(_, old)| link.is_like(old))
            });
            if let Some((_, old)) = before {
                (link.sentences, link.crossed) = (old.sentences, old.crossed);
                continue;
            }
            let mut align = |sources: Range<usize>, targets: Range<usize>| {
                let Some(knowledge) = &self.scene.learned.sentences else { return ListId::EMPTY };
                let beads = sentences::align_pair(knowledge, &source[sources], &target[targets]);
                course.lists.push(seen(beads, self.scene.mirrored).into())
            };
            if let Some(crossed) = &mut link.crossed {
                link.sentences = align(start.0..start.0 + 1, start.1 + 1..at.1);
                *crossed = align(start.0 + 1..at.0, start.1..start.1 + 1);
            } else if link.is_filled() {
                link.sentences = align(start.0..at.0, start.1..at.1);
            }
        }
        course
    }

    /// Where a link that begins at `start` began before the change, if all its units stood there together.
    fn before(&self, start: (usize, usize), link: &Link) -> Option<(usize, usize)> {
        let count = link.count(self.change.flank);
        let (own, other) = match self.change.flank {
            Flank::Source => start,
            Flank::Target => (start.1, start.0),
        };
        let Origin::Old(first) = self.origin(own) else { return None };
        let Origin::Old(last) = self.origin(own + count.max(1) - 1) else { return None };
        (last + 1 == first + count.max(1)).then(|| self.sorted(first, other))
    }

    /// Whether the outermost links are what they were, so that those outside need not be searched again.
    fn is_closed_by(&self, links: &[Link]) -> bool {
        let old = &self.course.links[self.links.clone()];
        let same = |one: Option<&Link>, other: Option<&Link>| match (one, other) {
            (Some(one), Some(other)) => one.is_like(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        (self.links.start == 0 || same(links.first(), old.first()))
            && (self.links.end == self.course.links.len() || same(links.last(), old.last()))
    }
}

/// How much a link of this confidence speaks for itself.
fn stickiness(confidence: f32) -> f32 {
    (confidence / (1.0 - confidence + 1e-4)).ln().clamp(0.0, STICKY)
}

/// The links that stood in a stretch before a change.
struct Known {
    others: usize,
    /// By pair of units, of the changed text and of the other: how much the link speaks for itself; negative for none.
    links: Vec<f32>,
    /// How sure the link of each unit was.
    own_confidences: Vec<f32>,
    other_confidences: Vec<f32>,
    /// Whether a unit of the other text still has its counterpart.
    other_taken: Vec<bool>,
}

impl Known {
    fn new(stretch: &Stretch<'_>) -> Self {
        let (owns, others) = (stretch.old.len(), stretch.other.len());
        let mut known = Self {
            others,
            links: vec![-1.0; owns * others],
            own_confidences: vec![0.5; owns],
            other_confidences: vec![0.5; others],
            other_taken: vec![false; others],
        };
        let mut at = (0, 0);
        for link in &stretch.course.links[stretch.links.clone()] {
            let end = (at.0 + link.count(Flank::Source), at.1 + link.count(Flank::Target));
            known.put(stretch, link, (at.0..end.0, at.1..end.1));
            at = end;
        }
        let flank = stretch.change.flank;
        for moved in &stretch.course.moved {
            let both = (moved.source as usize, moved.target as usize);
            let within =
                |unit: usize, units: &Range<usize>| units.contains(&unit).then(|| unit - units.start);
            let own = within(flank.of(both), &stretch.old);
            let other = within(flank.other().of(both), &stretch.other);
            if let Some(own) = own {
                known.own_confidences[own] = moved.confidence;
            }
            if let Some(other) = other {
                known.other_confidences[other] = moved.confidence;
            }
            if let (Some(own), Some(other)) = (own, other) {
                known.connect(stretch, own, other, moved.confidence);
            }
        }
        known
    }

    /// Enters a link that takes these units, source and target.
    fn put(&mut self, stretch: &Stretch<'_>, link: &Link, units: (Range<usize>, Range<usize>)) {
        let (owns, others) = match stretch.change.flank {
            Flank::Source => units,
            Flank::Target => (units.1, units.0),
        };
        self.own_confidences[owns.clone()].fill(link.confidence);
        self.other_confidences[others.clone()].fill(link.confidence);
        for own in owns.clone() {
            for other in others.clone() {
                let straight = own - owns.start == other - others.start;
                if link.crossed.is_none() || !straight {
                    self.connect(stretch, own, other, link.confidence);
                }
            }
        }
    }

    fn connect(&mut self, stretch: &Stretch<'_>, own: usize, other: usize, confidence: f32) {
        self.links[own * self.others + other] = stickiness(confidence);
        let place = stretch.old.start + own;
        let old = stretch.change.old();
        let stays =
            !old.contains(&place) || stretch.inherits.iter().any(|olds| olds.contains(&(place - old.start)));
        self.other_taken[other] |= stays;
    }

    /// How much the link between two units that stood speaks for itself; `None` if there was none.
    fn link(&self, own: usize, other: usize) -> Option<f32> {
        Some(self.links[own * self.others + other]).filter(|&link| link >= 0.0)
    }
}

/// Caps the confidence of steps that the path which knows nothing beforehand does not take.
fn cap_disputed(path: &Path, free: &Path, confidences: &mut [f32]) {
    // A gap is the same wherever on the other side it falls.
    let key = |step: &Step| match usize::from(step.kind) {
        SOURCE_GAP => Step { column: 0, ..*step },
        TARGET_GAP => Step { row: 0, ..*step },
        _ => *step,
    };
    let free: Vec<Step> = free.steps.iter().map(key).collect();
    for (step, confidence) in path.steps.iter().zip(confidences) {
        if !free.contains(&key(step)) {
            *confidence = confidence.min(DISPUTED);
        }
    }
}
