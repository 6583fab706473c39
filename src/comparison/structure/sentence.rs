//! What became of the sentences of a bead.

use std::ops::Range;

use super::{Certainty, Fragment, Lost, SentenceStructure};
use crate::alignment::{Bead, Order, SentenceIndex};
use crate::analysis::Boundary;
use crate::analysis::token::is_ideographic;
use crate::comparison::view::{BeadView, Role, SideView, Texts, of};
use crate::text::LocalRange;

/// From what posterior on a sentence without counterpart is a warning.
const WARN: f32 = 0.8;
/// From what posterior on it is said at all; also for joined and parted sentences.
const SAY: f32 = 0.5;
/// From what posterior on it is worth considering, should a number that nothing explains or the paragraph's count of
/// sentences speak for it: the posterior of a loss is then shared out among neighbours, each of which may be the lost one.
const CONSIDER: f32 = 0.2;
/// How long the rest of a translation is at least, measured by its source, if a sentence of it is an addition. Where the
/// rest is shorter, that sentence is half of one that was parted.
const REST: f32 = 1.0;
/// The fewest letters of a sentence that may not stand twice ("No. No." may).
const LEAST_REPEATED: usize = 12;

/// The beads of a bead's sentences, where sentences of the target that perhaps have no counterpart are rather the other
/// part of a neighbour's: a translator parts sentences far more often than he adds one. The two together must be nearer
/// to the length of the neighbour's counterpart than the neighbour is alone.
pub(in crate::comparison) fn parted(texts: &Texts<'_>, bead: &Bead, mut beads: Vec<Bead>) -> Vec<Bead> {
    let mut at = 0;
    while at < beads.len() {
        let gap = &beads[at];
        let perhaps = is_straight(gap, (0, 1)) && (SAY..WARN).contains(&gap.confidence);
        let neighbour = if perhaps { best_neighbour(texts, bead, &beads, at) } else { None };
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

fn is_straight(bead: &Bead, sizes: (usize, usize)) -> bool {
    bead.order == Order::Straight && (bead.source.len(), bead.target.len()) == sizes
}

/// The one-to-one neighbour of a gap that fits better together with it than alone.
fn best_neighbour(texts: &Texts<'_>, bead: &Bead, beads: &[Bead], gap: usize) -> Option<usize> {
    let length = |role: Role, sentences: &Range<u32>| -> f32 {
        let all = SentenceIndex::new(texts.side(role).side, of(bead, role).clone());
        let within = sentences.clone().filter_map(|sentence| all.get(sentence));
        let prose = within.filter_map(|(index, sentence)| {
            Some(texts.paragraph(role, index)?.prose[sentence.range].chars().count())
        });
        prose.sum::<usize>().max(1) as f32
    };
    let ratio = texts.ratio_outside(bead);
    let alone = length(Role::Target, &beads[gap].target);
    let fit = |neighbour: usize| {
        let next = beads.get(neighbour).filter(|next| is_straight(next, (1, 1)))?;
        let source = ratio * length(Role::Source, &next.source);
        let target = length(Role::Target, &next.target);
        let misfit = |target: f32| (target / source).ln().abs();
        (misfit(target + alone) < misfit(target)).then_some((neighbour, misfit(target + alone)))
    };
    let fits = [gap.checked_sub(1).and_then(fit), fit(gap + 1)];
    let best = fits.into_iter().flatten().min_by(|one, other| one.1.total_cmp(&other.1));
    best.map(|(neighbour, _)| neighbour)
}

/// Settles what became of the sentences of a bead; each spot is one thing only.
pub(in crate::comparison) fn sentences(view: &BeadView<'_>) -> SentenceStructure {
    let fragments = fragments(view);
    let repeated = repeated(view);
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
    for &(role, second) in &repeated {
        let is_one_of_them = |lost: &Lost| lost.sentence == second || lost.sentence + 1 == second;
        match role {
            Role::Source => structure.missing.retain(|lost| !is_one_of_them(lost)),
            Role::Target => structure.added.retain(|lost| !is_one_of_them(lost)),
        }
    }
    let (source, target) = (view.source.counts, view.target.counts);
    for (index, bead) in view.sentences.iter().enumerate() {
        let holds_repeated = repeated.iter().any(|&(role, second)| of(bead, role).contains(&second));
        if bead.confidence < SAY || beside_torn(Some(index)) || holds_repeated {
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
    // Whatever is taken for the end of a sentence, the translation has fewer. The reverse proves nothing: translators part
    // sentences far more often than they add one.
    let fewer_there = role == Role::Source && side.counts.0 > view.target.counts.1;
    let mut lost = Vec::new();
    for bead in view.sentences.iter().filter(is_gap) {
        for sentence in of(bead, role).clone() {
            let soft = ends_softly(sentence) || sentence.checked_sub(1).is_some_and(ends_softly);
            let certainty = match bead.confidence {
                WARN.. if !soft && !is_half(view, role, sentence) => Certainty::Sure,
                _ if !soft && fewer_there => Certainty::Counted,
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

/// Whether a sentence of the translation is rather half of one that was parted than an addition: without it, the
/// translation would be too short for its source.
fn is_half(view: &BeadView<'_>, role: Role, sentence: u32) -> bool {
    let length =
        |side: &SideView<'_>| side.sentences.iter().map(|sentence| weight(sentence.text)).sum::<u32>() as f32;
    let own = view.target.sentences.get(sentence as usize).map_or(0, |sentence| weight(sentence.text));
    role == Role::Target && length(&view.target) - (own as f32) < REST * length(&view.source)
}

/// A text's length in characters, an ideograph or kana being worth three letters.
fn weight(text: &str) -> u32 {
    text.chars().map(|c| if is_ideographic(c) { 3 } else { 1 }).sum()
}

/// Sentences that stand twice in a row on one side; where both sides do so, the author meant it.
fn repeated(view: &BeadView<'_>) -> Vec<(Role, u32)> {
    let (source, target) = (repeats(&view.source), repeats(&view.target));
    match (source.is_empty(), target.is_empty()) {
        (false, true) => source.into_iter().map(|second| (Role::Source, second)).collect(),
        (true, false) => target.into_iter().map(|second| (Role::Target, second)).collect(),
        _ => Vec::new(),
    }
}

fn repeats(side: &SideView<'_>) -> Vec<u32> {
    let letters = |text: &'_ str| text.chars().filter(|c| c.is_alphanumeric()).take(LEAST_REPEATED).count();
    let pairs = side.sentences.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| {
            pair[0].text.len() == pair[1].text.len()
                && pair[0].text == pair[1].text
                && letters(pair[0].text) == LEAST_REPEATED
        })
        .map(|(index, _)| index as u32 + 1)
        .collect()
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
