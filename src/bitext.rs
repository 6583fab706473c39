//! Two documents that are translations of each other, with their alignment and what diverges. Pure; immutable values,
//! made anew from the old ones when either side is edited.

mod translated;
mod wanted;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::alignment::{self, Alignment, Bead, Kept};
use crate::analysis::{self, Analysis};
use crate::comparison::{self, Divergence};
use crate::language::Language;
use crate::text::{Paragraph, Snapshot, TextRange, TextSize};

/// One side of a bitext.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// What is translated.
    Source,
    /// The translation.
    Target,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// A document with what its paragraphs say.
#[derive(Debug, Clone)]
pub struct Text {
    /// The document.
    pub snapshot: Snapshot,
    /// Its language.
    pub language: &'static Language,
    /// How it was read.
    pub settings: Arc<analysis::Settings>,
    /// What each paragraph says, in order.
    pub analyses: Arc<[Arc<Analysis>]>,
}

impl Text {
    /// Reads a document.
    pub fn new(snapshot: Snapshot, language: &'static Language, settings: Arc<analysis::Settings>) -> Self {
        Self::updated(snapshot, language, settings, None)
    }

    /// Reads a document, taking over what its earlier state says of paragraphs that are the same, if it was read in the
    /// same way.
    pub fn updated(
        snapshot: Snapshot,
        language: &'static Language,
        settings: Arc<analysis::Settings>,
        earlier: Option<&Self>,
    ) -> Self {
        let earlier = earlier.filter(|earlier| earlier.is_read_as(language, &settings));
        let known = Known::new(earlier, &snapshot.paragraphs);
        let paragraphs = snapshot.paragraphs.iter().enumerate();
        let analyses = paragraphs
            .map(|(index, paragraph)| match known.get(index, paragraph) {
                Some(analysis) => Arc::clone(analysis),
                None => Arc::new(analysis::analyze(language, &paragraph.prose, &settings)),
            })
            .collect();
        Self { snapshot, language, settings, analyses }
    }

    /// Whether this is how it was read.
    pub fn is_read_as(&self, language: &Language, settings: &analysis::Settings) -> bool {
        std::ptr::eq(self.language, language) && *self.settings == *settings
    }

    /// The bytes from the first of these paragraphs to the last; for none, the place where they would stand.
    fn paragraphs(&self, indexes: &Range<u32>) -> TextRange {
        let all = &self.snapshot.paragraphs;
        let (start, end) = (indexes.start as usize, indexes.end as usize);
        match all.get(start..end).unwrap_or_default() {
            [first, .., last] => TextRange::new(first.range.start(), last.range.end()),
            [only] => only.range,
            [] => TextRange::empty(match (all.get(start), all.last()) {
                (Some(next), _) => next.range.start(),
                (None, Some(last)) => last.range.end(),
                (None, None) => TextSize::new(0),
            }),
        }
    }

    /// The sentences of these paragraphs, in order, as bytes of the document.
    fn sentences(&self, indexes: &Range<u32>) -> Vec<TextRange> {
        let indexes = indexes.start as usize..indexes.end as usize;
        let paragraphs = self.snapshot.paragraphs.get(indexes.clone()).unwrap_or_default();
        let analyses = self.analyses.get(indexes).unwrap_or_default();
        paragraphs
            .iter()
            .zip(analyses)
            .flat_map(|(paragraph, analysis)| {
                analysis.sentences.list.iter().map(|sentence| sentence.range.in_document(paragraph.range))
            })
            .collect()
    }

    fn side(&self) -> alignment::Side<'_> {
        alignment::Side { paragraphs: &self.snapshot.paragraphs, analyses: &self.analyses }
    }

    fn input(&self) -> comparison::Input<'_> {
        comparison::Input { language: self.language, side: self.side() }
    }
}

/// What an earlier state of a document says of its paragraphs.
struct Known<'a> {
    analyses: &'a [Arc<Analysis>],
    /// How many paragraphs the two states have in common at the beginning.
    before: usize,
    /// How many they have in common at the end, and how many there are now.
    behind: usize,
    paragraphs: usize,
    /// What is between them in the earlier state.
    between: HashMap<u64, &'a Arc<Analysis>>,
}

impl<'a> Known<'a> {
    fn new(earlier: Option<&'a Text>, paragraphs: &[Paragraph]) -> Self {
        let analyses: &[Arc<Analysis>] = earlier.map_or(&[], |text| &text.analyses);
        let old = earlier.map_or(&[][..], |text| &text.snapshot.paragraphs);
        let same = |(one, other): &(&Paragraph, &Paragraph)| one.hash == other.hash;
        let before = old.iter().zip(paragraphs).take_while(same).count();
        let rest = (&old[before..], &paragraphs[before..]);
        let behind = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(same).count();
        let between = before..old.len() - behind;
        let changed = old[between.clone()].iter().zip(&analyses[between]);
        Self {
            analyses,
            before,
            behind,
            paragraphs: paragraphs.len(),
            between: changed.map(|(paragraph, analysis)| (paragraph.hash, analysis)).collect(),
        }
    }

    /// What is known of the paragraph that has this number now.
    fn get(&self, index: usize, paragraph: &Paragraph) -> Option<&'a Arc<Analysis>> {
        let to_end = self.paragraphs - index;
        if index < self.before {
            self.analyses.get(index)
        } else if to_end <= self.behind {
            self.analyses.get(self.analyses.len() - to_end)
        } else {
            self.between.get(&paragraph.hash).copied()
        }
    }
}

/// Two documents with their alignment and what diverges.
#[derive(Debug, Clone)]
pub struct Bitext {
    /// What is translated.
    pub source: Arc<Text>,
    /// The translation.
    pub target: Arc<Text>,
    /// How they were compared.
    pub settings: comparison::Settings,
    /// Which paragraph and sentence goes with which.
    pub alignment: Alignment,
    /// What diverges, in the order of the target's places; places count inside paragraphs.
    pub divergences: Vec<Divergence>,
    /// What it takes to go on from here after an edit; `None` if nobody will edit it.
    kept: Option<Arc<Kept>>,
    /// What was found out of each bead, likewise.
    compared: Option<Arc<comparison::Kept>>,
}

/// What stands on the other side of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterpart {
    /// The paragraph or paragraphs asked about, in their document.
    pub origin: TextRange,
    /// Their counterpart, in the other document; empty where there is none, at the place where it would stand.
    pub paragraphs: TextRange,
    /// The sentence asked about, in its document; `None` in a paragraph without sentences.
    pub sentence: Option<TextRange>,
    /// The counterparts of the sentence asked about, in the order of their document; empty where it has none.
    pub sentences: Vec<TextRange>,
    /// Posterior probability of the paragraphs' bead.
    pub confidence: f32,
}

/// A bead's units on one side.
pub fn units(bead: &Bead, side: Side) -> Range<u32> {
    match side {
        Side::Source => bead.source.clone(),
        Side::Target => bead.target.clone(),
    }
}

impl Bitext {
    /// Aligns and compares two texts from scratch. Where the rules that are asked for need no sentences, these are not
    /// aligned, but are all one bead.
    pub fn new(source: Arc<Text>, target: Arc<Text>, settings: &comparison::Settings) -> Self {
        if let Some(alignment) = alignment::align_whole(source.side(), target.side())
            && let Some(divergences) =
                comparison::compare_mentions(source.input(), target.input(), &alignment, settings)
        {
            return Self {
                source,
                target,
                settings: *settings,
                alignment,
                divergences,
                kept: None,
                compared: None,
            };
        }
        let alignment = alignment::align(source.side(), target.side());
        Self::compared((source, target), *settings, (alignment, None), None)
    }

    /// A first answer for two texts that will be edited: see [`Kept::first`].
    pub fn opened(source: Arc<Text>, target: Arc<Text>, settings: &comparison::Settings) -> Self {
        let (kept, alignment) = Kept::first(source.side(), target.side());
        Self::compared((source, target), *settings, (alignment, Some(kept)), None)
    }

    /// Two texts that were edited, or are to be compared in another way: aligned around the edits only. If either was
    /// read in another way before, this is a first answer.
    #[must_use]
    pub fn edited(&self, source: Arc<Text>, target: Arc<Text>, settings: &comparison::Settings) -> Self {
        match self.kept_for(&source, &target) {
            Some(kept) => {
                let (kept, alignment) = kept.edited(source.side(), target.side());
                Self::compared((source, target), *settings, (alignment, Some(kept)), Some(self))
            }
            None => Self::opened(source, target, settings),
        }
    }

    /// Two texts, as aligning them from scratch has it ([`Self::new`]), whatever came before; takes over what is known of
    /// their paragraphs.
    #[must_use]
    pub fn settled(&self, source: Arc<Text>, target: Arc<Text>, settings: &comparison::Settings) -> Self {
        let (kept, alignment) = match self.kept_for(&source, &target) {
            Some(kept) => kept.settled(source.side(), target.side()),
            None => Kept::new(source.side(), target.side()),
        };
        Self::compared((source, target), *settings, (alignment, Some(kept)), Some(self))
    }

    /// Whether it is what aligning the texts from scratch has.
    pub fn is_settled(&self) -> bool {
        self.kept.as_ref().is_none_or(|kept| kept.is_settled())
    }

    /// What is kept, if it is of texts that were read in the same way.
    fn kept_for(&self, source: &Text, target: &Text) -> Option<&Kept> {
        let same = source.is_read_as(self.source.language, &self.source.settings)
            && target.is_read_as(self.target.language, &self.target.settings);
        self.kept.as_deref().filter(|_| same)
    }

    fn compared(
        (source, target): (Arc<Text>, Arc<Text>),
        settings: comparison::Settings,
        (alignment, kept): (Alignment, Option<Kept>),
        earlier: Option<&Self>,
    ) -> Self {
        let earlier = earlier.and_then(|earlier| earlier.for_comparing(&source, &target, &settings));
        let compared = comparison::compare(source.input(), target.input(), &alignment, &settings, earlier);
        let (divergences, compared) = (compared.divergences, kept.is_some().then(|| Arc::new(compared.kept)));
        Self { source, target, settings, alignment, divergences, kept: kept.map(Arc::new), compared }
    }

    /// What a comparison of other states of the two texts may take over.
    fn for_comparing(
        &self,
        source: &Text,
        target: &Text,
        settings: &comparison::Settings,
    ) -> Option<comparison::Earlier<'_>> {
        let is_alike = self.settings == *settings && self.kept_for(source, target).is_some();
        let kept = self.compared.as_deref().filter(|_| is_alike)?;
        let (source, target) = (self.source.side(), self.target.side());
        Some(comparison::Earlier { source, target, alignment: &self.alignment, kept })
    }

    /// What diverges, if nothing is taken over from an earlier comparison: the same as [`Self::divergences`].
    pub fn compared_anew(&self) -> Vec<Divergence> {
        comparison::compare(self.source.input(), self.target.input(), &self.alignment, &self.settings, None)
            .divergences
    }

    /// The text of a side.
    pub fn text(&self, side: Side) -> &Arc<Text> {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// What stands on the other side of the byte `offset` of `side`; `None` where no paragraph holds it or ends at it.
    pub fn counterpart(&self, side: Side, offset: TextSize) -> Option<Counterpart> {
        let (here, there) = (self.text(side), self.text(side.other()));
        let paragraph = here.snapshot.paragraph_at(offset)?;
        let bead_idx =
            self.alignment.beads.iter().position(|bead| units(bead, side).contains(&(paragraph as u32)))?;
        let bead = &self.alignment.beads[bead_idx];
        let (asked, answering) = (units(bead, side), units(bead, side.other()));
        let asked_sentences = here.sentences(&asked);
        let sentence = asked_sentences.iter().rposition(|range| range.start() <= offset);
        let sentence = sentence.or(if asked_sentences.is_empty() { None } else { Some(0) });
        let answering_sentences = there.sentences(&answering);
        let beads = self.alignment.sentences.get(bead_idx).map(AsRef::as_ref).unwrap_or_default();
        let sentences = beads
            .iter()
            .filter(|bead| sentence.is_some_and(|sentence| units(bead, side).contains(&(sentence as u32))))
            .flat_map(|bead| units(bead, side.other()))
            .filter_map(|sentence| answering_sentences.get(sentence as usize).copied())
            .collect();
        Some(Counterpart {
            origin: here.paragraphs(&asked),
            paragraphs: there.paragraphs(&answering),
            sentence: sentence.map(|sentence| asked_sentences[sentence]),
            sentences,
            confidence: bead.confidence,
        })
    }

    /// Whether a paragraph has a sure counterpart, so that what they say was compared; `None` for the paragraph asks it of
    /// all that have a counterpart.
    pub fn is_compared(&self, side: Side, paragraph: Option<u32>) -> bool {
        let concerns =
            |bead: &&Bead| paragraph.is_none_or(|paragraph| units(bead, side).contains(&paragraph));
        let mut beads =
            self.alignment.beads.iter().filter(|bead| bead.is_filled()).filter(concerns).peekable();
        let is_left_standing = |divergence: &Divergence| {
            let spots =
                [(Side::Source, divergence.place.source()), (Side::Target, divergence.place.target())];
            let spot = spots.into_iter().find(|(of, _)| *of == side).and_then(|(_, spot)| spot);
            comparison::is_left_standing(divergence)
                && paragraph.is_none_or(|paragraph| spot.is_some_and(|spot| spot.paragraph == paragraph))
        };
        self.alignment.parallel
            && beads.peek().is_some()
            && beads.all(comparison::is_sure)
            && !self.divergences.iter().any(is_left_standing)
    }

    /// A divergence's message with its lines filled in (1-based, as people count).
    pub fn message(&self, divergence: &Divergence) -> String {
        let message = &divergence.message;
        // A message quotes at most one passage of a text, in quotation marks. What a text says is never filled in.
        let quote = match (message.find('“'), message.rfind('”')) {
            (Some(start), Some(end)) if start < end => start..end,
            _ => message.len()..message.len(),
        };
        let [before, after] = [&message[..quote.start], &message[quote.end..]]
            .map(|words| self.with_lines(words, divergence.place));
        format!("{before}{}{after}", &message[quote])
    }

    /// Words of a message with the lines of a place instead of their placeholders; the first line in a side where
    /// there is no place, as in an empty text.
    fn with_lines(&self, words: &str, place: comparison::Place) -> String {
        let line = |side, spot: Option<comparison::Spot>| {
            let range = spot.and_then(|spot| self.range(side, spot)).unwrap_or_default();
            (self.text(side).snapshot.rope().byte_to_line(usize::from(range.start())) + 1).to_string()
        };
        words
            .replace("{source_line}", &line(Side::Source, place.source()))
            .replace("{target_line}", &line(Side::Target, place.target()))
    }

    /// A spot's bytes in its document; `None` if the document has no such paragraph.
    pub fn range(&self, side: Side, spot: comparison::Spot) -> Option<TextRange> {
        let paragraph = self.text(side).snapshot.paragraphs.get(spot.paragraph as usize)?;
        Some(spot.range.in_document(paragraph.range))
    }
}
