//! What is still to be written at a place of a translation.

use std::ops::Range;
use std::sync::Arc;

use super::Bitext;
use crate::alignment::Bead;
use crate::comparison::{self, Spot, Wanted};
use crate::text::{LocalRange, TextSize};

/// The most paragraphs that are looked through for the counterpart of one that is being written.
const MOST_UNSURE: u32 = 3;

impl Bitext {
    /// The numbers and dates of the source that the target's paragraph at the byte `offset` does not say yet, in the
    /// source's order. Of a paragraph whose counterpart is not sure so far, those of the paragraphs that may be.
    pub fn wanted(&self, offset: TextSize) -> Vec<Wanted> {
        let snapshot = &self.target.snapshot;
        let Some(index) = self.paragraph_before(offset) else { return Vec::new() };
        let holds = |bead: &Bead| bead.target.contains(&(index as u32));
        let Some(at) = self.alignment.beads.iter().position(holds) else { return Vec::new() };
        let bead = &self.alignment.beads[at];
        let (bead, sentences) = if bead.is_filled() && comparison::is_sure(bead) {
            (bead.clone(), self.alignment.sentences.get(at).map(Arc::clone).unwrap_or_default())
        } else {
            let Some(source) = self.stretch(at) else { return Vec::new() };
            (Bead { source, ..bead.clone() }, Arc::default())
        };
        let start = snapshot.paragraphs[index].range.start();
        let local = usize::from(offset.checked_sub(start).unwrap_or_default());
        let place = Spot { paragraph: index as u32, range: LocalRange::new(local, local) };
        comparison::wanted(self.source.input(), self.target.input(), bead, sentences, place, &self.settings)
    }

    /// The target's paragraph at a byte; also behind the blanks at its end, where its next word is about to be written.
    fn paragraph_before(&self, offset: TextSize) -> Option<usize> {
        let snapshot = &self.target.snapshot;
        let rope = snapshot.rope();
        let end = rope.byte_to_char(usize::from(offset).min(rope.len_bytes()));
        let blanks = rope.chars_at(end).reversed().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}'));
        let bytes: usize = blanks.map(char::len_utf8).sum();
        snapshot.paragraph_at(offset).or_else(|| snapshot.paragraph_at(offset - TextSize::from(bytes as u32)))
    }

    /// The paragraphs of the source among which the counterpart of an unsure bead is: those between the sure beads
    /// around it, as many as are looked through.
    fn stretch(&self, at: usize) -> Option<Range<u32>> {
        let is_sure = |bead: &&Bead| bead.is_filled() && comparison::is_sure(bead);
        let beads = &self.alignment.beads;
        let start = beads[..at].iter().rev().find(is_sure).map_or(0, |bead| bead.source.end);
        let end = beads[at + 1..].iter().find(is_sure).map(|bead| bead.source.start);
        let end = end.unwrap_or(self.source.snapshot.paragraphs.len() as u32).min(start + MOST_UNSURE);
        (start < end).then_some(start..end)
    }
}
