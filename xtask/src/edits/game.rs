//! Two texts that are edited, with what is right about them.

#![allow(clippy::print_stdout, reason = "what is wrong is what the command prints")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use diglot::alignment::Bead;

use crate::book::{self, Kind, Random, Read};

/// A bead as two lists of units.
type Plain = (Vec<u32>, Vec<u32>);

/// Two texts that are edited. Their paragraphs have numbers that stay, and what belongs together is known.
pub(super) struct Game {
    pub(super) source: Read,
    pub(super) target: Read,
    ids: (Vec<u32>, Vec<u32>),
    links: HashSet<(u32, u32)>,
    next: u32,
    /// Where on which side something was done.
    used: Vec<(bool, usize)>,
    swapped: bool,
}

impl Game {
    pub(super) fn new(tags: (&str, &str), source: &[String], target: &[String]) -> Self {
        let count = source.len() as u32;
        Self {
            source: Read::new(tags.0, source),
            target: Read::new(tags.1, target),
            ids: ((0..count).collect(), (0..count).collect()),
            links: (0..count).map(|id| (id, id)).collect(),
            next: count,
            used: Vec::new(),
            swapped: false,
        }
    }

    /// Does something somewhere, not near to where something was done before.
    pub(super) fn edit(&mut self, kind: Kind, of_source: bool, other: &str, random: &mut Random) {
        const NEAR: usize = 4;
        for _ in 0..200 {
            let read = if of_source { &mut self.source } else { &mut self.target };
            let at = 2 + random.below(read.texts.len() - 5);
            if self.used.iter().any(|(_, used)| used.abs_diff(at) < NEAR) {
                continue;
            }
            let Some(edit) = book::edit(&read.texts, kind, at, other, random) else { continue };
            read.splice(at..at + edit.removed, &edit.new);
            self.used.push((of_source, at));
            self.swapped |= kind == Kind::Swap;
            self.follow(kind, of_source, at, edit.removed, edit.new.len());
            return;
        }
    }

    /// Prints the paragraphs of a bead.
    fn print(&self, bead: &Bead) {
        let texts = |texts: &[String], units: &Range<u32>| {
            texts[units.start as usize..units.end as usize].join("\n        ")
        };
        println!("    {:?} {:?} at {:.3}", bead.source, bead.target, bead.confidence);
        println!("        {}", texts(&self.source.texts, &bead.source));
        println!("        {}", texts(&self.target.texts, &bead.target));
    }

    /// Keeps in step what is known.
    fn follow(&mut self, kind: Kind, of_source: bool, at: usize, removed: usize, added: usize) {
        let ids = if of_source { &mut self.ids.0 } else { &mut self.ids.1 };
        if kind == Kind::Swap {
            ids.swap(at, at + 1);
            return;
        }
        let new: Vec<u32> = (self.next..self.next + added as u32).collect();
        self.next += added as u32;
        let old: Vec<u32> = ids.splice(at..at + removed, new.iter().copied()).collect();
        let partners: Vec<u32> = self
            .links
            .iter()
            .map(|&(one, other)| if of_source { (one, other) } else { (other, one) })
            .filter(|(own, _)| old.contains(own))
            .map(|(_, partner)| partner)
            .collect();
        for &own in &new {
            let link = |partner| if of_source { (own, partner) } else { (partner, own) };
            self.links.extend(partners.iter().map(|&partner| link(partner)));
        }
    }

    /// What is right: what hangs together.
    fn gold(&self) -> Vec<Plain> {
        fn find(root: &[usize], mut at: usize) -> usize {
            while root[at] != at {
                at = root[at];
            }
            at
        }

        let place = |ids: &[u32]| -> HashMap<u32, usize> {
            ids.iter().enumerate().map(|(place, &id)| (id, place)).collect()
        };
        let (sources, targets) = (place(&self.ids.0), place(&self.ids.1));
        let count = self.ids.0.len();
        let mut root: Vec<usize> = (0..count + self.ids.1.len()).collect();
        for (one, other) in &self.links {
            if let (Some(&one), Some(&other)) = (sources.get(one), targets.get(other)) {
                let (one, other) = (find(&root, one), find(&root, count + other));
                root[one] = other;
            }
        }
        let mut groups: BTreeMap<usize, Plain> = BTreeMap::new();
        for place in 0..root.len() {
            let group = groups.entry(find(&root, place)).or_default();
            if place < count {
                group.0.push(place as u32);
            } else {
                group.1.push((place - count) as u32);
            }
        }
        groups.into_values().collect()
    }
}

/// How often what was found.
#[derive(Default)]
pub(super) struct Tally {
    runs: usize,
    exact: usize,
    wrong: usize,
    sure_and_wrong: usize,
}

impl Tally {
    pub(super) fn add(&mut self, game: &Game, beads: &[Bead], print: bool) {
        let gold = game.gold();
        let links: HashSet<(u32, u32)> = gold.iter().flat_map(links).collect();
        self.runs += 1;
        let exact = is_exact(&gold, &links, beads, game.swapped);
        self.exact += usize::from(exact);
        for bead in beads.iter().filter(|bead| print && !exact && !gold.contains(&plain(bead))) {
            game.print(bead);
        }
        for bead in beads.iter().filter(|bead| bead.is_filled()) {
            if !links_of(&plain(bead)).any(|link| links.contains(&link)) {
                self.wrong += 1;
                self.sure_and_wrong += usize::from(bead.confidence >= 0.9);
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let runs = self.runs.max(1) as f32;
        write!(
            f,
            "{:>6.1} % {:>5.2} ({:.3})",
            100.0 * self.exact as f32 / runs,
            self.wrong as f32 / runs,
            self.sure_and_wrong as f32 / runs
        )
    }
}

fn plain(bead: &Bead) -> Plain {
    (bead.source.clone().collect(), bead.target.clone().collect())
}

fn links(bead: &Plain) -> Vec<(u32, u32)> {
    links_of(bead).collect()
}

fn links_of((source, target): &Plain) -> impl Iterator<Item = (u32, u32)> + '_ {
    source.iter().flat_map(move |&unit| target.iter().map(move |&other| (unit, other)))
}

/// Whether all is as it should be. Of a swap, a bead of two and two will do, and one right pair beside two gaps.
fn is_exact(gold: &[Plain], links: &HashSet<(u32, u32)>, beads: &[Bead], swapped: bool) -> bool {
    let found: HashSet<Plain> = beads.iter().map(plain).collect();
    let right: HashSet<&Plain> = gold.iter().collect();
    if found.len() == right.len() && found.iter().all(|bead| right.contains(bead)) {
        return true;
    }
    swapped
        && found.iter().all(|bead| {
            let (source, target) = bead;
            let crossed = source.len() == 2
                && target.len() == 2
                && links.contains(&(source[0], target[1]))
                && links.contains(&(source[1], target[0]));
            right.contains(bead) || source.is_empty() || target.is_empty() || crossed
        })
}
