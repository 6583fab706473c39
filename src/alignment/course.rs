//! An alignment as it is kept: the links of a path, each with its own lengths only, so that a stretch can be cut out and
//! another put in its place without the rest being counted anew.

use std::ops::Range;
use std::sync::Arc;

use super::mirror::in_order;
use super::moved::Reunion;
use super::{Bead, Order};

/// One of the two texts of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flank {
    /// The one whose units come first in a link.
    Source,
    /// The other one.
    Target,
}

impl Flank {
    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }

    /// Its one of two things, source first.
    pub(super) fn of<T>(self, both: (T, T)) -> T {
        match self {
            Self::Source => both.0,
            Self::Target => both.1,
        }
    }
}

/// Which of a course's lists of beads; see [`Lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListId(u32);

impl ListId {
    /// No beads at all.
    pub(super) const EMPTY: Self = Self(u32::MAX);
}

/// The beads of the sentences of all links. Most of them stay what they are through any edit, so that a copy shares them.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    settled: Arc<Vec<Arc<[Bead]>>>,
    edited: Vec<Arc<[Bead]>>,
}

impl Lists {
    fn new(lists: Vec<Arc<[Bead]>>) -> Self {
        Self { settled: Arc::new(lists), edited: Vec::new() }
    }

    fn get(&self, id: ListId) -> Option<&Arc<[Bead]>> {
        let index = id.0 as usize;
        self.settled.get(index).or_else(|| self.edited.get(index.checked_sub(self.settled.len())?))
    }

    /// Adds a list.
    pub(super) fn push(&mut self, list: Arc<[Bead]>) -> ListId {
        self.edited.push(list);
        ListId((self.settled.len() + self.edited.len() - 1) as u32)
    }
}

/// One step of a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// How many units of the source it takes.
    pub(super) sources: u8,
    /// How many of the target.
    pub(super) targets: u8,
    /// Its posterior, by which it holds its own against what an edit brings.
    pub(super) confidence: f32,
    /// What of `confidence` is told: less where its neighbour might as well be crossed with it.
    pub(super) told: f32,
    /// The beads of its sentences; of a swap, those of the source's first unit.
    pub(super) sentences: ListId,
    /// Of two neighbours in crossed order, the beads of the source's second unit; `None` of all else.
    pub(super) crossed: Option<ListId>,
}

impl Link {
    /// How many units of a text it takes.
    pub(super) fn count(&self, flank: Flank) -> usize {
        usize::from(flank.of((self.sources, self.targets)))
    }

    /// Whether both sides have units.
    pub(super) fn is_filled(&self) -> bool {
        self.sources > 0 && self.targets > 0
    }

    /// Whether it takes the same units as another that begins where it begins.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (self.sources, self.targets, self.crossed.is_some())
            == (other.sources, other.targets, other.crossed.is_some())
    }
}

/// Two gaps far from each other that are counterparts.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    /// The unit of the source.
    pub(super) source: u32,
    /// The unit of the target.
    pub(super) target: u32,
    /// As in [`Bead::confidence`].
    pub(super) confidence: f32,
    /// The beads of its sentences.
    pub(super) sentences: Arc<[Bead]>,
}

impl Moved {
    /// Its unit of a text.
    pub(super) fn unit_mut(&mut self, flank: Flank) -> &mut u32 {
        flank.of((&mut self.source, &mut self.target))
    }
}

/// An alignment as it is kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    /// Its links, in order.
    pub(super) links: Vec<Link>,
    /// What was moved, in the source's order; on the path, both are gaps.
    pub(super) moved: Vec<Moved>,
    /// The beads of the sentences of each link.
    pub(super) lists: Lists,
}

impl Course {
    /// The beads of a path, in its order, for each of its steps the most that may be told of how sure it is, and which
    /// gaps among the beads are counterparts. Nothing is known of sentences.
    pub(super) fn new(beads: &[Bead], caps: &[f32], reunions: &[Reunion]) -> Self {
        let nothing: Arc<[Bead]> = Arc::default();
        let mut links = Vec::with_capacity(beads.len());
        let mut rest = beads;
        let mut caps = caps.iter().copied();
        while let [bead, tail @ ..] = rest {
            let swapped = bead.order == Order::Moved;
            links.push(Link {
                sources: if swapped { 2 } else { bead.source.len() as u8 },
                targets: if swapped { 2 } else { bead.target.len() as u8 },
                confidence: bead.confidence,
                told: bead.confidence.min(caps.next().unwrap_or(1.0)),
                sentences: ListId::EMPTY,
                crossed: swapped.then_some(ListId::EMPTY),
            });
            rest = &tail[usize::from(swapped).min(tail.len())..];
        }
        let mut moved: Vec<Moved> = reunions
            .iter()
            .map(|reunion| {
                let (source, target) = (&beads[reunion.source], &beads[reunion.target]);
                Moved {
                    source: source.source.start,
                    target: target.target.start,
                    confidence: source.confidence.min(target.confidence) * reunion.certainty,
                    sentences: Arc::clone(&nothing),
                }
            })
            .collect();
        moved.sort_by_key(|moved| moved.source);
        Self { links, moved, lists: Lists::default() }
    }

    /// Gives each pair of counterparts the beads of its sentences, which `align` finds.
    pub(super) fn fill(&mut self, mut align: impl FnMut(Range<u32>, Range<u32>) -> Arc<[Bead]>) {
        let (mut source, mut target) = (0, 0);
        let mut lists = Vec::with_capacity(self.links.len());
        let mut push = |list| {
            lists.push(list);
            ListId(lists.len() as u32 - 1)
        };
        for link in &mut self.links {
            let ends = (source + u32::from(link.sources), target + u32::from(link.targets));
            if let Some(crossed) = &mut link.crossed {
                link.sentences = push(align(source..source + 1, target + 1..target + 2));
                *crossed = push(align(source + 1..source + 2, target..target + 1));
            } else if link.is_filled() {
                link.sentences = push(align(source..ends.0, target..ends.1));
            }
            (source, target) = ends;
        }
        self.lists = Lists::new(lists);
        for moved in &mut self.moved {
            moved.sentences = align(moved.source..moved.source + 1, moved.target..moved.target + 1);
        }
    }

    /// The pairs of counterparts, in the order in which [`Self::fill`] asks for them.
    pub(super) fn pairs(&self) -> Vec<(Range<u32>, Range<u32>)> {
        let mut pairs = Vec::with_capacity(self.links.len());
        // Asking changes nothing but the sentences, of a copy that is thrown away.
        self.clone().fill(|source, target| {
            pairs.push((source, target));
            Arc::default()
        });
        pairs
    }

    /// The units of a text on which the path has gaps.
    pub(super) fn gaps(&self, flank: Flank) -> Vec<u32> {
        let (mut gaps, mut at) = (Vec::new(), 0);
        for link in &self.links {
            if link.count(flank) > 0 && link.count(flank.other()) == 0 {
                gaps.push(at);
            }
            at += link.count(flank) as u32;
        }
        gaps
    }

    /// How sure the less sure of two gaps is, of the source and of the target.
    pub(super) fn gap_confidence(&self, source: u32, target: u32) -> f32 {
        let (mut at, mut least) = ((0, 0), 1.0f32);
        for link in &self.links {
            let is_gap = !link.is_filled();
            if is_gap && (link.sources > 0 && at.0 == source || link.targets > 0 && at.1 == target) {
                least = least.min(link.confidence);
            }
            at = (at.0 + u32::from(link.sources), at.1 + u32::from(link.targets));
        }
        least
    }

    /// The beads with those of their sentences, in order; with source and target exchanged, if `mirrored`.
    pub(super) fn beads(&self, mirrored: bool) -> (Vec<Bead>, Vec<Arc<[Bead]>>) {
        let nothing: Arc<[Bead]> = Arc::default();
        let list = |id| self.lists.get(id).unwrap_or(&nothing);
        let mut found: Vec<(Bead, Arc<[Bead]>)> = Vec::with_capacity(self.links.len() + self.moved.len());
        let mut push = |source, target, (confidence, order), sentences: &Arc<[Bead]>| {
            let (source, target) = if mirrored { (target, source) } else { (source, target) };
            found.push((Bead { source, target, confidence, order }, Arc::clone(sentences)));
        };
        let (mut source, mut target) = (0, 0);
        for link in &self.links {
            let ends = (source + u32::from(link.sources), target + u32::from(link.targets));
            if let Some(crossed) = link.crossed {
                let how = (link.told, Order::Moved);
                push(source..source + 1, target + 1..target + 2, how, list(link.sentences));
                push(source + 1..source + 2, target..target + 1, how, list(crossed));
            } else if let Some(moved) = self.moved_from(link, source) {
                let how = (moved.confidence, Order::Moved);
                push(source..ends.0, moved.target..moved.target + 1, how, &moved.sentences);
            } else if !self.is_moved_to(link, target) {
                push(source..ends.0, target..ends.1, (link.told, Order::Straight), list(link.sentences));
            }
            (source, target) = ends;
        }
        in_order(&mut found);
        found.into_iter().unzip()
    }

    fn moved_from(&self, link: &Link, source: u32) -> Option<&Moved> {
        if self.moved.is_empty() || link.is_filled() || link.sources == 0 {
            return None;
        }
        self.moved.iter().find(|moved| moved.source == source)
    }

    fn is_moved_to(&self, link: &Link, target: u32) -> bool {
        !self.moved.is_empty()
            && !link.is_filled()
            && link.targets > 0
            && self.moved.iter().any(|moved| moved.target == target)
    }
}
