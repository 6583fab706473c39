//! From the indexes of an alignment to what they stand for.

use std::ops::Range;

use crate::analysis::Sentence;

use super::Side;

/// The sentences of a bead's paragraphs on one side, counted through: what the indexes of
/// [`Alignment::sentences`](super::Alignment::sentences) count.
#[derive(Debug, Clone)]
pub struct SentenceIndex<'a> {
    side: Side<'a>,
    paragraphs: Range<u32>,
}

impl<'a> SentenceIndex<'a> {
    /// The sentences of these paragraphs; of those that the side does not have, none.
    pub fn new(side: Side<'a>, paragraphs: Range<u32>) -> Self {
        let end = paragraphs.end.min(side.analyses.len() as u32);
        Self { side, paragraphs: paragraphs.start.min(end)..end }
    }

    /// All of them: the paragraph's index in its document, and the sentence in that paragraph.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Sentence)> + use<'a> {
        let side = self.side;
        self.paragraphs.clone().flat_map(move |paragraph| {
            side.analyses[paragraph as usize]
                .sentences
                .list
                .iter()
                .map(move |&sentence| (paragraph, sentence))
        })
    }

    /// The sentence with this index; `None` behind the last.
    pub fn get(&self, index: u32) -> Option<(u32, Sentence)> {
        self.iter().nth(index as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        let paragraphs = self.paragraphs.start as usize..self.paragraphs.end as usize;
        self.side.analyses[paragraphs].iter().map(|analysis| analysis.sentences.list.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
