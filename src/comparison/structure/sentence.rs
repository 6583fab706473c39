//! What became of the sentences of a bead.

use super::evidence::Evidence;
use super::repeat::repeated;
use super::{Certainty, Fragment, Lost, SentenceStructure};
use crate::alignment::{Bead, Order};
use crate::analysis::Boundary;
use crate::analysis::sentence::forgotten_stops;
use crate::comparison::view::{BeadView, Role, SideView, Texts, of};
use crate::text::LocalRange;

/// From what posterior on a sentence without counterpart is a warning.
const WARN: f32 = 0.8;
/// From what posterior on it is said at all; also for joined and parted sentences.
const SAY: f32 = 0.5;
/// From what posterior on it is worth considering, should a number that nothing explains or the paragraph's count of
/// sentences speak for it: the posterior of a loss is then shared out among neighbours, each of which may be the lost one.
const CONSIDER: f32 = 0.2;
/// By how much a sentence and its neighbour together may miss the length of the neighbour's counterpart by more than the
/// neighbour alone does, as a logarithm, and still be taken for the two parts of it, where the latter part begins with a
/// word that joins.
const JOINED: f32 = 0.5;
/// The most sentences that one is taken to have been parted into.
const MOST_PARTS: usize = 3;

/// The beads of a bead's sentences, where sentences of the target that perhaps have no counterpart are rather the other
/// part of a neighbour's: a translator parts sentences far more often than he adds one. The two together must be nearer
/// to the length of the neighbour's counterpart than the neighbour is alone.
pub(in crate::comparison) fn parted(texts: &Texts<'_>, bead: &Bead, mut beads: Vec<Bead>) -> Vec<Bead> {
    let is_gap = |gap: &Bead| gap.order == Order::Straight && gap.source.is_empty() && gap.target.len() == 1;
    if !beads.iter().any(is_gap) {
        return beads;
    }
    let evidence = Evidence::new(texts, bead);
    let mut at = 0;
    while at < beads.len() {
        let gap = &beads[at];
        let perhaps = is_gap(gap) && !evidence.is_added(gap.target.start, gap.confidence);
        let neighbour = if perhaps { best_neighbour(&evidence, &beads, at) } else { None };
        if let Some(neighbour) = neighbour {
            let gap = beads.remove(at);
            let other = &mut beads[if neighbour > at { neighbour - 1 } else { neighbour }];
            other.target = other.target.start.min(gap.target.start)..other.target.end.max(gap.target.end);
            other.confidence = (1.0 - gap.confidence).max(SAY);
        } else {
            at += 1;
        }
    }
    beads
}

/// The neighbour of a gap of one sentence, itself of one sentence in the source, that fits better together with it.
fn best_neighbour(evidence: &Evidence<'_>, beads: &[Bead], gap: usize) -> Option<usize> {
    let alone = evidence.length(Role::Target, &beads[gap].target);
    let fit = |neighbour: usize| {
        let next = beads.get(neighbour)?;
        let parts = 1..MOST_PARTS;
        if next.order != Order::Straight || next.source.len() != 1 || !parts.contains(&next.target.len()) {
            return None;
        }
        let source = evidence.ratio * evidence.length(Role::Source, &next.source);
        let target = evidence.length(Role::Target, &next.target);
        let misfit = |target: f32| (target / source).ln().abs();
        let latter = if neighbour < gap { &beads[gap] } else { next };
        let more = if beads[gap].confidence < SAY {
            f32::INFINITY
        } else if evidence.joins(latter.target.start) {
            JOINED
        } else {
            0.0
        };
        (misfit(target + alone) < misfit(target) + more).then_some((neighbour, misfit(target + alone)))
    };
    let fits = [gap.checked_sub(1).and_then(fit), fit(gap + 1)];
    let best = fits.into_iter().flatten().min_by(|one, other| one.1.total_cmp(&other.1));
    best.map(|(neighbour, _)| neighbour)
}

/// Settles what became of the sentences of a bead; each spot is one thing only.
pub(in crate::comparison) fn sentences(view: &BeadView<'_>) -> SentenceStructure {
    let fragments = fragments(view);
    let (source, target) = counts(view);
    let repeated = repeated(view, (source.0 > target.1, target.0 > source.1));
    let mut structure = SentenceStructure {
        missing: lost(view, Role::Source),
        added: lost(view, Role::Target),
        ..Default::default()
    };
    let torn: Vec<usize> =
        fragments.iter().filter_map(|fragment| bead_of(view, Role::Target, fragment.sentence)).collect();
    // What was lost stood at the fragment's beginning: in its bead, or in the one before it.
    let at_torn = |bead: usize| torn.iter().any(|&torn| torn == bead || torn == bead + 1);
    let beside_torn = |bead: Option<usize>| bead.is_some_and(at_torn);
    structure.missing.retain(|lost| !beside_torn(bead_of(view, Role::Source, lost.sentence)));
    structure.added.retain(|lost| !fragments.iter().any(|fragment| fragment.sentence == lost.sentence));
    for repeat in &repeated {
        let is_one_of_them = |lost: &Lost| lost.sentence == repeat.first || lost.sentence == repeat.second;
        match repeat.role {
            Role::Source => structure.missing.retain(|lost| !is_one_of_them(lost)),
            Role::Target => structure.added.retain(|lost| !is_one_of_them(lost)),
        }
    }
    for (index, bead) in view.sentences.iter().enumerate() {
        let holds_repeated = repeated.iter().any(|repeat| of(bead, repeat.role).contains(&repeat.second));
        if bead.confidence < CONSIDER || beside_torn(Some(index)) || holds_repeated {
            continue;
        }
        if source.0 > target.1 && !bead.target.is_empty() && bead.source.len() > bead.target.len() {
            structure.merged.push(index);
        }
        if target.0 > source.1 && !bead.source.is_empty() && bead.target.len() > bead.source.len() {
            structure.split.push(index);
        }
    }
    SentenceStructure { repeated, fragments, ..structure }
}

/// The fewest and the most sentences that either side may have. Where they would not meet, full stops may have been
/// forgotten, too.
fn counts(view: &BeadView<'_>) -> ((u32, u32), (u32, u32)) {
    let (mut source, mut target) = (view.source.counts, view.target.counts);
    let forgotten = |side: &SideView<'_>| -> u32 {
        let language = side.input.language;
        side.sentences.iter().map(|sentence| forgotten_stops(language, sentence.text)).sum()
    };
    if source.0 > target.1 {
        target.1 += forgotten(&view.target);
    } else if target.0 > source.1 {
        source.1 += forgotten(&view.source);
    }
    (source, target)
}

fn bead_of(view: &BeadView<'_>, role: Role, sentence: u32) -> Option<usize> {
    view.sentences.iter().position(|bead| of(bead, role).contains(&sentence))
}

/// The sentences of a side without counterpart. One that is perhaps only the end of the sentence before it, or the
/// beginning of the next, is never sure.
fn lost(view: &BeadView<'_>, role: Role) -> Vec<Lost> {
    let side = view.side(role);
    let is_gap = |bead: &&Bead| of(bead, role.other()).is_empty() && bead.confidence >= CONSIDER;
    let ends_softly = |index: u32| {
        side.sentences.get(index as usize).is_some_and(|sentence| sentence.end == Boundary::Soft)
    };
    let mut lost = Vec::new();
    if !view.sentences.iter().any(|bead| is_gap(&bead)) {
        return lost;
    }
    // Whatever is taken for the end of a sentence, the translation has fewer. The reverse proves nothing: translators part
    // sentences far more often than they add one.
    let (source, target) = counts(view);
    let fewer_there = role == Role::Source && source.0 > target.1;
    let evidence = Evidence::new(view.texts, view.bead);
    for bead in view.sentences.iter().filter(is_gap) {
        for sentence in of(bead, role).clone() {
            let soft = ends_softly(sentence) || sentence.checked_sub(1).is_some_and(ends_softly);
            let sure = match role {
                Role::Source => bead.confidence >= WARN,
                Role::Target => evidence.is_added(sentence, bead.confidence),
            };
            let certainty = match bead.confidence {
                _ if !soft && sure => Certainty::Sure,
                _ if !soft && fewer_there && evidence.is_missing(sentence, bead.confidence) => {
                    Certainty::Counted
                }
                SAY.. => Certainty::Likely,
                _ => Certainty::Doubtful,
            };
            lost.push(Lost {
                sentence,
                place: of(bead, role.other()).clone(),
                confidence: bead.confidence,
                certainty,
            });
        }
    }
    lost
}

/// The fragments of the target, but for those that the source has too.
fn fragments(view: &BeadView<'_>) -> Vec<Fragment> {
    let in_source: Vec<Option<usize>> = torn(&view.source)
        .into_iter()
        .map(|fragment| bead_of(view, Role::Source, fragment.sentence))
        .collect();
    let mut fragments = torn(&view.target);
    fragments.retain(|fragment| !in_source.contains(&bead_of(view, Role::Target, fragment.sentence)));
    fragments
}

fn torn(side: &SideView<'_>) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for paragraph in side.paragraphs.clone() {
        let Some(analysis) = side.input.side.analyses.get(paragraph as usize) else { continue };
        for &start in &analysis.sentences.lower_case_starts {
            let start = start as usize;
            let sentence = side.sentences.iter().position(|sentence| {
                sentence.paragraph == paragraph
                    && sentence.range.start() <= start
                    && start < sentence.range.end()
            });
            if let Some(index) = sentence {
                let range = LocalRange::new(start, side.sentences[index].range.end());
                fragments.push(Fragment { sentence: index as u32, paragraph, range });
            }
        }
    }
    fragments
}
