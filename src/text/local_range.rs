//! A range inside one paragraph, which stays true when the paragraph moves.

use text_size::{TextRange, TextSize};

/// A range in one paragraph: UTF-8 bytes from the paragraph's first byte, end exclusive. What is cached by a
/// paragraph's hash holds these; only [`LocalRange::in_document`] leads out to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalRange {
    start: u32,
    end: u32,
}

impl LocalRange {
    /// The bytes from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `start` lies behind `end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a range begins before it ends");
        Self { start: start as u32, end: end as u32 }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// First byte after the range.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds no byte: a place between two bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same bytes counted from the document's first byte, given where the paragraph begins.
    pub fn in_document(self, paragraph: TextRange) -> TextRange {
        TextRange::new(TextSize::from(self.start), TextSize::from(self.end)) + paragraph.start()
    }
}

impl std::ops::Index<LocalRange> for str {
    type Output = str;

    fn index(&self, range: LocalRange) -> &str {
        &self[range.start()..range.end()]
    }
}
