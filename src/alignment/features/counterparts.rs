//! The features of the sentences of two paragraphs that are held against each other, and against nothing else: of their
//! signs only those count that stand on both sides, and from so few sentences nothing is learned.

use std::sync::Arc;

use crate::analysis::{Analysis, Boundary};
use crate::text::Paragraph;

use super::{Features, Reader, Scratch, Sign, Words, distinct};

/// A paragraph, and what it says.
pub(in crate::alignment) type Read<'a> = (&'a Paragraph, &'a Analysis);

impl Features {
    /// The features of the sentences of two paragraphs: [`Features::of_sentence`] without stems, and without the signs
    /// that stand on one side only, but for a few that look like others.
    pub(in crate::alignment) fn of_counterparts(source: Read<'_>, target: Read<'_>) -> [Vec<Self>; 2] {
        let scratch = Scratch { without_stems: true, ..Scratch::default() };
        let (mut of_source, scratch) = Raw::read(source, scratch);
        let (mut of_target, _) = Raw::read(target, Scratch { signs: Vec::new(), ..scratch });
        let in_source = Filter::of(&of_source.signs);
        of_target.keep(&in_source);
        let in_both = Filter::of(&of_target.signs);
        of_source.keep(&in_both);
        [of_source.finish(), of_target.finish()]
    }
}

/// The sentences of a paragraph with all their signs.
struct Raw {
    /// What they look like, how many bytes each has, and where its signs end among all.
    shapes: Vec<(Features, usize, usize)>,
    signs: Vec<(Sign, u32)>,
}

impl Raw {
    fn read((paragraph, analysis): Read<'_>, mut scratch: Scratch) -> (Self, Scratch) {
        let mut shapes = Vec::with_capacity(analysis.sentences.list.len());
        for &sentence in &analysis.sentences.list {
            let reader = Reader::of_sentence(paragraph, analysis, sentence, scratch);
            let soft = sentence.end == Boundary::Soft;
            let shape = Features { soft, ..reader.shape(analysis.breadth, Words::default()) };
            scratch = reader.scratch;
            shapes.push((shape, sentence.range.len(), scratch.signs.len()));
        }
        let signs = std::mem::take(&mut scratch.signs);
        (Self { shapes, signs }, scratch)
    }

    /// Forgets the signs that are not in the filter.
    fn keep(&mut self, filter: &Filter) {
        let (mut kept, mut at) = (0, 0);
        for (_, _, end) in &mut self.shapes {
            while at < *end {
                let sign = self.signs[at];
                if filter.may_hold(sign.0) {
                    self.signs[kept] = sign;
                    kept += 1;
                }
                at += 1;
            }
            *end = kept;
        }
        self.signs.truncate(kept);
    }

    fn finish(self) -> Vec<Features> {
        let mut start = 0;
        let shapes = self.shapes.into_iter().map(|(shape, length, end)| {
            let (signs, sign_places) = distinct(&self.signs[start..end], length);
            start = end;
            let words = Words { signs, sign_places, ..Words::default() };
            Features { words: Arc::new(words), ..shape }
        });
        shapes.collect()
    }
}

/// Which signs a text has: holds them all, and a few others (Bloom's filter with one hash, of which these are made).
struct Filter(Vec<u64>);

impl Filter {
    /// How many bits there are for each sign: of the others, one in so many is held.
    const BITS: usize = 16;

    fn of(signs: &[(Sign, u32)]) -> Self {
        let words = (signs.len() * Self::BITS).div_ceil(64).next_power_of_two();
        let mut filter = Self(vec![0; words]);
        for &(sign, _) in signs {
            let (word, bit) = filter.place(sign);
            filter.0[word] |= bit;
        }
        filter
    }

    fn may_hold(&self, sign: Sign) -> bool {
        let (word, bit) = self.place(sign);
        self.0[word] & bit != 0
    }

    fn place(&self, sign: Sign) -> (usize, u64) {
        // The lowest two bits say the class.
        let hash = sign.hash() >> 2;
        ((hash >> 6) as usize & (self.0.len() - 1), 1 << (hash & 63))
    }
}
