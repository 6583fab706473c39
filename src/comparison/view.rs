//! What the rules are shown: the two texts, and each bead with its sentences and mentions laid out in order.

use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::explain::Explanation;
use super::kept::{Earlier, Kept, Record, Unchanged};
use super::structure::{self, SentenceStructure, Structure};
use super::{Input, Spot};
use crate::alignment::Alignment;
use crate::alignment::Bead;
use crate::analysis::{Boundary, Breadth, Mention, Value};
use crate::text::{LocalRange, Paragraph};

/// From what posterior on a paragraph bead is compared at all.
pub const SURE: f32 = 0.9;

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// What is translated.
    Source,
    /// The translation.
    Target,
}

impl Role {
    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// How long two sides are, in letters as the aligner weighs them.
type Lengths = (f32, f32);

/// Two texts and their alignment.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    pub(crate) source: Input<'a>,
    pub(crate) target: Input<'a>,
    pub(crate) alignment: &'a Alignment,
    /// Which beads are what they were when the texts were last compared.
    pub(super) unchanged: Unchanged<'a>,
    /// How long the source and the target are in each sure bead, and in all together; only counted when asked for.
    lengths: OnceCell<(Vec<Lengths>, Lengths)>,
    /// How many characters the source and the target of each sure pair have; likewise.
    characters: OnceCell<Vec<(u32, u32)>>,
    /// What was last answered to [`Self::ratio_outside`].
    asked: Cell<Option<f32>>,
}

impl<'a> Texts<'a> {
    /// Two texts and their alignment.
    pub(super) fn new(
        source: Input<'a>,
        target: Input<'a>,
        alignment: &'a Alignment,
        earlier: Option<Earlier<'a>>,
    ) -> Self {
        let unchanged = Unchanged::new((source.side, target.side, alignment), earlier);
        Self {
            source,
            target,
            alignment,
            unchanged,
            lengths: OnceCell::new(),
            characters: OnceCell::new(),
            asked: Cell::new(None),
        }
    }

    /// What the next comparison may take over.
    pub(super) fn kept(self, records: Vec<Option<Arc<Record>>>) -> Kept {
        let lengths = self.lengths.into_inner().unwrap_or_default().0;
        Kept { records, lengths, characters: self.characters.into_inner().unwrap_or_default() }
    }

    /// One side.
    pub(crate) fn side(&self, role: Role) -> Input<'a> {
        match role {
            Role::Source => self.source,
            Role::Target => self.target,
        }
    }

    /// Whether the two are no translations of each other. An empty text says nothing about that.
    pub(super) fn unrelated(&self) -> bool {
        !self.alignment.parallel
            && !self.source.side.paragraphs.is_empty()
            && !self.target.side.paragraphs.is_empty()
    }

    /// How long the target is for each letter of the source in all other beads that are sure; drawn to what is usual
    /// between the two languages, 1, where these are short. In steps, so that a letter more or less, anywhere in a text,
    /// hardly ever changes it.
    pub(super) fn ratio_outside(&self, bead: &Bead) -> f32 {
        let ratio = self.ratio_without(self.sure_lengths_of(bead));
        self.asked.set(Some(ratio));
        ratio
    }

    /// What [`Self::ratio_outside`] says of a bead.
    pub(super) fn ratio_of(&self, bead: usize) -> f32 {
        self.ratio_without(self.lengths().0[bead])
    }

    /// What was answered to [`Self::ratio_outside`] since this was last asked.
    pub(super) fn asked_ratio(&self) -> Option<f32> {
        self.asked.take()
    }

    fn ratio_without(&self, own: (f32, f32)) -> f32 {
        const CAUTION: f32 = 1000.0;
        const STEPS: f32 = 512.0;
        let all = self.lengths().1;
        let ratio = (all.1 - own.1 + CAUTION) / (all.0 - own.0 + CAUTION);
        (ratio * STEPS).round().max(1.0) / STEPS
    }

    /// How long the sides of each sure bead are, and of all of them together.
    fn lengths(&self) -> &(Vec<(f32, f32)>, (f32, f32)) {
        self.lengths.get_or_init(|| {
            let beads = self.alignment.beads.iter().enumerate();
            let each = beads.map(|(index, bead)| {
                self.unchanged.lengths(index).unwrap_or_else(|| self.sure_lengths_of(bead))
            });
            let each: Vec<(f32, f32)> = each.collect();
            let all = each.iter().fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
            (each, all)
        })
    }

    /// How many characters the source and the target of each bead have that is sure and a pair; nothing of the others.
    pub(super) fn characters(&self) -> &[(u32, u32)] {
        self.characters.get_or_init(|| {
            let count = |role: Role, index: u32| {
                self.paragraph(role, index).map_or(0, |paragraph| paragraph.prose.chars().count()) as u32
            };
            let of_bead = |bead: &Bead| {
                let is_pair = bead.source.len() == 1 && bead.target.len() == 1 && bead.confidence >= SURE;
                let counted =
                    || (count(Role::Source, bead.source.start), count(Role::Target, bead.target.start));
                if is_pair { counted() } else { (0, 0) }
            };
            let beads = self.alignment.beads.iter().enumerate();
            beads
                .map(|(index, bead)| self.unchanged.characters(index).unwrap_or_else(|| of_bead(bead)))
                .collect()
        })
    }

    /// How long the source's and the target's paragraphs of a bead are, if it is sure; else nothing.
    fn sure_lengths_of(&self, bead: &Bead) -> (f32, f32) {
        if !bead.is_filled() || bead.confidence < SURE {
            return (0.0, 0.0);
        }
        let length = |role: Role| -> f32 {
            let paragraphs = of(bead, role).clone().filter_map(|index| self.paragraph(role, index));
            paragraphs.map(|paragraph| self.length(role, &paragraph.prose)).sum()
        };
        (length(Role::Source), length(Role::Target))
    }

    /// How long a text of one side is, in letters that count the same on both.
    pub(super) fn length(&self, role: Role, text: &str) -> f32 {
        Breadth::of(self.side(role).language).length(text)
    }

    /// A paragraph of one side; `None` behind the end.
    pub(crate) fn paragraph(&self, role: Role, index: u32) -> Option<&'a Paragraph> {
        self.side(role).side.paragraphs.get(index as usize)
    }

    /// All of a paragraph. An empty spot at the end of the last one where there is none of that number.
    pub(crate) fn whole(&self, role: Role, index: u32) -> Option<Spot> {
        let paragraph = self.paragraph(role, index)?;
        Some(Spot { paragraph: index, range: LocalRange::new(0, paragraph.prose.len()) })
    }

    /// The place before the paragraph `index`, or behind the last one; `None` in an empty text.
    pub(crate) fn place_before(&self, role: Role, index: u32) -> Option<Spot> {
        if self.paragraph(role, index).is_some() {
            return Some(Spot { paragraph: index, range: LocalRange::new(0, 0) });
        }
        let last = (self.side(role).side.paragraphs.len() as u32).checked_sub(1)?;
        let end = self.paragraph(role, last)?.prose.len();
        Some(Spot { paragraph: last, range: LocalRange::new(end, end) })
    }
}

/// A sentence of a bead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentenceView<'a> {
    /// Its paragraph in the document.
    pub(crate) paragraph: u32,
    /// Its bytes there.
    pub(crate) range: LocalRange,
    /// How sure its end is.
    pub(crate) end: Boundary,
    /// Its words.
    pub(crate) text: &'a str,
}

impl SentenceView<'_> {
    pub(crate) fn spot(&self) -> Spot {
        Spot { paragraph: self.paragraph, range: self.range }
    }
}

/// A mention of a bead.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    /// The mention.
    pub(crate) mention: &'a Mention,
    /// Its paragraph in the document.
    pub(crate) paragraph: u32,
    /// The prose of that paragraph.
    pub(crate) prose: &'a str,
    /// Its sentence in the bead.
    pub(crate) sentence: u32,
    /// The bead of that sentence among the bead's sentence beads.
    pub(crate) bead: u32,
    /// Its readings, likeliest first, then those that its surroundings lend it ("5" in "5 to 10 %").
    pub(crate) values: SmallVec<[Value; 2]>,
}

impl<'a> Said<'a> {
    pub(crate) fn spot(&self) -> Spot {
        Spot { paragraph: self.paragraph, range: self.mention.range }
    }

    /// Its words as they stand; digits without their case suffix, words whole.
    pub(crate) fn text(&self) -> &'a str {
        let stem = &self.prose[self.mention.stem];
        if stem.ends_with(char::is_alphabetic) { &self.prose[self.mention.range] } else { stem }
    }

    /// Its likeliest value.
    pub(crate) fn first(&self) -> Value {
        self.mention.readings.first()
    }
}

/// One side of a bead.
#[derive(Debug, Clone)]
pub(crate) struct SideView<'a> {
    /// Which side.
    pub(crate) role: Role,
    /// The side's document.
    pub(crate) input: Input<'a>,
    /// Its paragraphs in the document.
    pub(crate) paragraphs: Range<u32>,
    /// Their sentences.
    pub(crate) sentences: Vec<SentenceView<'a>>,
    /// Their mentions.
    pub(crate) mentions: Vec<Said<'a>>,
    /// The fewest and the most sentences there may be.
    pub(crate) counts: (u32, u32),
}

impl<'a> SideView<'a> {
    fn new(texts: &Texts<'a>, role: Role, paragraphs: &Range<u32>, beads: &[Bead]) -> Self {
        let input = texts.side(role);
        let mut view = Self {
            role,
            input,
            paragraphs: paragraphs.clone(),
            sentences: Vec::new(),
            mentions: Vec::new(),
            counts: (0, 0),
        };
        for index in paragraphs.clone() {
            view.push(index, beads);
        }
        super::explain::lend(&mut view.mentions);
        view
    }

    fn push(&mut self, index: u32, beads: &[Bead]) {
        let (Some(paragraph), Some(analysis)) =
            (self.input.side.paragraphs.get(index as usize), self.input.side.analyses.get(index as usize))
        else {
            return;
        };
        let prose: &'a str = &paragraph.prose;
        let base = self.sentences.len();
        self.counts.0 += analysis.sentences.least();
        self.counts.1 += analysis.sentences.greatest();
        self.sentences.extend(analysis.sentences.list.iter().map(|sentence| SentenceView {
            paragraph: index,
            range: sentence.range,
            end: sentence.end,
            text: &prose[sentence.range],
        }));
        self.mentions.extend(analysis.mentions.iter().map(|mention| {
            let sentence = (base + analysis.sentences.at(mention.range.start()).unwrap_or(0)) as u32;
            let bead = beads.iter().position(|bead| of(bead, self.role).contains(&sentence)).unwrap_or(0);
            let values = mention.readings.iter().collect();
            Said { mention, paragraph: index, prose, sentence, bead: bead as u32, values }
        }));
    }

    /// The sentences of a sentence bead: all of those in the first one's paragraph. For an empty range the place
    /// between the sentences around it; `None` where the side has no paragraph.
    pub(crate) fn spot(&self, sentences: &Range<u32>) -> Option<Spot> {
        let within = self.sentences.get(sentences.start as usize..sentences.end as usize).unwrap_or_default();
        if let Some(first) = within.first() {
            let range = within
                .iter()
                .filter(|sentence| sentence.paragraph == first.paragraph)
                .fold(first.range, |range, sentence| range.cover(sentence.range));
            return Some(Spot { paragraph: first.paragraph, range });
        }
        let before = (sentences.start as usize).checked_sub(1).and_then(|index| self.sentences.get(index));
        let after = self.sentences.get(sentences.start as usize);
        if let Some(before) = before {
            let start = before.range.end();
            let end = after
                .filter(|after| after.paragraph == before.paragraph)
                .map_or(start, |after| after.range.start());
            return Some(Spot { paragraph: before.paragraph, range: LocalRange::new(start, end.max(start)) });
        }
        (!self.paragraphs.is_empty())
            .then_some(Spot { paragraph: self.paragraphs.start, range: LocalRange::new(0, 0) })
    }
}

/// A side of a bead.
pub(crate) fn of(bead: &Bead, role: Role) -> &Range<u32> {
    match role {
        Role::Source => &bead.source,
        Role::Target => &bead.target,
    }
}

/// Whether a bead is sure enough, and of two languages, so that what is in it may be compared.
pub(super) fn is_compared(texts: &Texts<'_>, structure: &Structure, index: usize) -> bool {
    let bead = &texts.alignment.beads[index];
    bead.confidence >= SURE && bead.is_filled() && !structure.is_left_standing(index)
}

/// A paragraph bead with all that is known of it.
#[derive(Debug)]
pub(crate) struct BeadView<'a> {
    /// The two texts.
    pub(crate) texts: &'a Texts<'a>,
    /// The bead.
    pub(crate) bead: &'a Bead,
    /// Its number among the alignment's.
    index: usize,
    /// The beads of its sentences; one that holds all where the alignment has none.
    pub(crate) sentences: Vec<Bead>,
    /// The source's side.
    pub(crate) source: SideView<'a>,
    /// The target's side.
    pub(crate) target: SideView<'a>,
    /// Whether it is sure enough, and of two languages, so that what is in it may be compared.
    pub(crate) compared: bool,
    /// What became of its sentences.
    pub(crate) structure: SentenceStructure,
    /// Which mentions explain which, and what is left.
    pub(crate) explanation: Explanation,
}

impl<'a> BeadView<'a> {
    pub(super) fn new(texts: &'a Texts<'a>, structure: &Structure, index: usize) -> Self {
        let mut view = Self::of_mentions(texts, structure, index);
        if view.compared {
            view.structure = structure::sentences(&view);
            // Of a paragraph that is missing as a whole, that is all there is to say.
            let is_told = |side: &SideView<'_>, lost: &structure::Lost| {
                let sentence = side.sentences.get(lost.sentence as usize);
                sentence.is_some_and(|sentence| structure.is_lost(side.role, sentence.paragraph))
            };
            for lost in view.structure.missing.iter_mut().filter(|lost| is_told(&view.source, lost)) {
                lost.certainty = structure::Certainty::Elsewhere;
            }
            for lost in view.structure.added.iter_mut().filter(|lost| is_told(&view.target, lost)) {
                lost.certainty = structure::Certainty::Elsewhere;
            }
        }
        view
    }

    /// The same, without a look at what became of its sentences.
    pub(super) fn of_mentions(texts: &'a Texts<'a>, structure: &Structure, index: usize) -> Self {
        let bead = &texts.alignment.beads[index];
        let sentences = texts.alignment.sentences.get(index).map(|beads| beads.to_vec()).unwrap_or_default();
        let mut sentences = structure::parted(texts, bead, sentences);
        let mut source = SideView::new(texts, Role::Source, &bead.source, &sentences);
        let mut target = SideView::new(texts, Role::Target, &bead.target, &sentences);
        if sentences.is_empty() {
            sentences = vec![Bead {
                source: 0..source.sentences.len() as u32,
                target: 0..target.sentences.len() as u32,
                ..bead.clone()
            }];
            source.mentions.iter_mut().chain(&mut target.mentions).for_each(|said| said.bead = 0);
        }
        let compared = is_compared(texts, structure, index);
        Self {
            texts,
            bead,
            index,
            sentences,
            source,
            target,
            compared,
            structure: SentenceStructure::default(),
            explanation: Explanation::default(),
        }
    }

    /// One side.
    pub(crate) fn side(&self, role: Role) -> &SideView<'a> {
        match role {
            Role::Source => &self.source,
            Role::Target => &self.target,
        }
    }

    /// How sure a bead of its sentences is, of which both sides are filled.
    pub(crate) fn sentence_confidence(&self, sentence: usize) -> f32 {
        let Some(bead) = self.sentences.get(sentence) else { return 0.0 };
        let Texts { alignment, source, target, .. } = self.texts;
        if alignment.is_weighed() {
            return bead.confidence;
        }
        alignment.sentence_confidence((source.side, target.side), self.index, sentence)
    }

    /// Where on the side `role` the counterpart of a sentence of the other side stands.
    pub(crate) fn counterpart(&self, role: Role, sentence: u32) -> Option<Spot> {
        let bead = self.sentences.iter().find(|bead| of(bead, role.other()).contains(&sentence));
        match bead {
            Some(bead) => self.side(role).spot(of(bead, role)),
            None => self.texts.whole(role, self.side(role).paragraphs.start),
        }
    }
}
