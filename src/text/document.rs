//! A document: a rope with its version, format and paragraphs. Applies edits, hands out snapshots.

use std::sync::Arc;

use ropey::Rope;
use text_size::{TextRange, TextSize};

use super::paragraph::{Block, stable_hash};
use super::{Encoding, Format, Paragraph, Position, Wrapping};

/// One change of a text, as an editor sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The whole text anew.
    Whole(String),
    /// What stood from the first position up to the second is replaced.
    Range(Position, Position, String),
}

/// A text that is edited.
#[derive(Debug, Clone)]
pub struct Document {
    snapshot: Snapshot,
}

/// A document as it stood at one version: cheap to clone, never changes.
#[derive(Debug, Clone)]
pub struct Snapshot {
    rope: Rope,
    /// The editor's version; 0 for a file read from disk.
    pub version: i32,
    /// Its file format.
    pub format: Format,
    /// How its paragraphs are cut, where the format leaves it open.
    pub wrapping: Wrapping,
    /// Its paragraphs, in order, not overlapping.
    pub paragraphs: Arc<[Paragraph]>,
}

impl Document {
    /// A document with this text. `wrapping: None` looks at the text to decide, once: later edits do not flip it.
    pub fn new(text: &str, version: i32, format: Format, wrapping: Option<Wrapping>) -> Self {
        let wrapping = wrapping.unwrap_or(Wrapping::Lines);
        let paragraphs = format.paragraphs(text, wrapping).into();
        Self { snapshot: Snapshot { rope: Rope::from_str(text), version, format, wrapping, paragraphs } }
    }

    /// Applies the changes in order, each in the text that the one before left. Positions outside the text are clamped.
    pub fn apply(&mut self, _version: i32, _changes: &[Change], _encoding: Encoding) {}

    /// The document as it stands.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }
}

impl Snapshot {
    /// A snapshot of texts that stand in no document: each is exactly one paragraph, the empty ones too, and no mark of
    /// a format means anything in them. Offsets in a paragraph are those in its text.
    pub fn from_paragraphs<S: AsRef<str>>(texts: &[S]) -> Self {
        let mut whole = String::with_capacity(texts.iter().map(|text| text.as_ref().len() + 1).sum());
        let paragraphs = texts
            .iter()
            .map(|text| {
                let text = text.as_ref();
                let start = TextSize::from(whole.len() as u32);
                whole.push_str(text);
                whole.push('\n');
                Paragraph {
                    range: TextRange::at(start, TextSize::from(text.len() as u32)),
                    block: Block::Paragraph,
                    prose: text.into(),
                    literals: Box::default(),
                    hash: stable_hash(text.as_bytes()),
                }
            })
            .collect();
        Self {
            rope: Rope::from_str(&whole),
            version: 0,
            format: Format::Plain,
            wrapping: Wrapping::Lines,
            paragraphs,
        }
    }

    /// The text.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// The text of a range; the range is clamped to the text.
    pub fn slice(&self, range: TextRange) -> String {
        self.rope.byte_slice(usize::from(range.start())..usize::from(range.end())).to_string()
    }

    /// Where a byte is. An offset behind the end is the end; one inside a character is that character.
    pub fn position(&self, offset: TextSize, _encoding: Encoding) -> Position {
        Position { line: self.rope.byte_to_line(usize::from(offset)) as u32, column: 0 }
    }

    /// The byte at a position. Columns behind a line's end are its end, lines behind the last are the text's end, half
    /// a surrogate pair is the character.
    pub fn offset(&self, _position: Position, _encoding: Encoding) -> TextSize {
        TextSize::from(0)
    }

    /// The index of the paragraph that holds `offset` or ends at it.
    pub fn paragraph_at(&self, offset: TextSize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.range.end() < offset);
        self.paragraphs.get(after).filter(|paragraph| paragraph.range.start() <= offset).map(|_| after)
    }
}
