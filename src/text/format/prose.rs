//! Writes a paragraph's prose: piece by piece in the order of the text, what is left out blanked byte by byte.

use std::ops::Range;

use text_size::{TextRange, TextSize};

use super::address::addresses;
use crate::text::paragraph::stable_hash;
use crate::text::{Block, MARKUP, OPAQUE, Paragraph};

/// Writes the prose of one range of a text. Whatever pieces it is given, the result has the range's length, and its
/// line breaks where the range has them.
pub(super) struct ProseWriter<'a> {
    text: &'a str,
    range: Range<usize>,
    /// Up to here all is written.
    at: usize,
    prose: String,
    literals: Vec<u64>,
}

impl<'a> ProseWriter<'a> {
    /// For the bytes `range` of `text`, which begin and end between characters.
    pub(super) fn new(text: &'a str, range: Range<usize>) -> Self {
        let prose = String::with_capacity(range.len());
        Self { text, at: range.start, range, prose, literals: Vec::new() }
    }

    /// These bytes are prose as they stand, up to the addresses in them. What the range does not hold is ignored.
    pub(super) fn raw(&mut self, piece: Range<usize>) {
        let piece = piece.start.max(self.range.start)..piece.end.min(self.range.end);
        let Some(raw) = self.text.get(piece.clone()).filter(|_| piece.start >= self.at) else { return };
        self.blank(piece.start, MARKUP);
        for address in addresses(raw) {
            self.verbatim(piece.start + address.start);
            self.literal(&raw[address.clone()]);
            self.blank(piece.start + address.end, OPAQUE);
        }
        self.verbatim(piece.end);
    }

    /// These bytes say `decoded`, as an entity does. Stands in prose if it fits, else the bytes are opaque.
    pub(super) fn decoded(&mut self, piece: Range<usize>, decoded: &str) {
        if decoded.len() > piece.len() || decoded.chars().any(char::is_control) {
            return self.opaque(piece);
        }
        self.blank(piece.start, MARKUP);
        if self.at == piece.start && piece.end <= self.range.end {
            self.prose.push_str(decoded);
            self.at += decoded.len();
            self.blank(piece.end, MARKUP);
        }
    }

    /// These bytes mean something, but are no prose.
    pub(super) fn opaque(&mut self, piece: Range<usize>) {
        self.blank(piece.start, MARKUP);
        self.blank(piece.end, OPAQUE);
    }

    /// Something that is the same on both sides of a bitext stands here.
    pub(super) fn literal(&mut self, literal: &str) {
        self.literals.push(stable_hash(literal.as_bytes()));
    }

    /// The paragraph; `base` is where `text` begins in the document. `None` if nothing in it is seen by a reader.
    pub(super) fn finish(mut self, block: Block, base: usize) -> Option<Paragraph> {
        self.blank(self.range.end, MARKUP);
        if self.prose.chars().all(|c| c == MARKUP || c.is_whitespace()) {
            return None;
        }
        let offset = |byte: usize| TextSize::from((base + byte) as u32);
        let range = TextRange::new(offset(self.range.start), offset(self.range.end));
        Some(Paragraph::new(range, block, self.prose, self.literals))
    }

    fn verbatim(&mut self, end: usize) {
        self.prose.push_str(&self.text[self.at..end]);
        self.at = end;
    }

    /// Blanks all up to `end`, but for line breaks.
    fn blank(&mut self, end: usize, with: char) {
        let end = end.min(self.range.end);
        if self.at < end {
            let bytes = &self.text.as_bytes()[self.at..end];
            self.prose.extend(bytes.iter().map(|&byte| match byte {
                b'\n' | b'\r' => char::from(byte),
                _ => with,
            }));
            self.at = end;
        }
    }
}
