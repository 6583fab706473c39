//! A document: a rope with its version, format and paragraphs. Applies edits, hands out snapshots.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use ropey::Rope;
use text_size::{TextRange, TextSize};

use super::format::Edit;
use super::paragraph::{Block, prose_hash};
use super::position::{char_of, line_content, position_of};
use super::{Encoding, Format, Paragraph, Position, Wrapping};

/// One change of a text, as an editor sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The whole text anew.
    Whole(String),
    /// What stood from the first position up to the second is replaced. Positions in the wrong order are swapped.
    Range(Position, Position, String),
}

/// A text that is edited.
#[derive(Debug, Clone)]
pub struct Document {
    snapshot: Snapshot,
}

/// A document as it stood at one version: cheap to clone, never changes. No offset, line or position makes its methods
/// panic: what lies behind the text means its end, what lies inside a character its start.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Of texts that stand in no document it is made when somebody asks for lines or columns, which few do.
    rope: OnceLock<Rope>,
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
        let wrapping = wrapping.unwrap_or_else(|| format.wrapping(text));
        let paragraphs = format.paragraphs(text, wrapping).into();
        let rope = OnceLock::from(Rope::from_str(text));
        Self { snapshot: Snapshot { rope, version, format, wrapping, paragraphs } }
    }

    /// Applies the changes in order, each in the text that the one before left. Positions outside the text are clamped.
    pub fn apply(&mut self, version: i32, changes: &[Change], encoding: Encoding) {
        self.snapshot.version = version;
        // What precedes a whole new text has no effect.
        let first = changes.iter().rposition(|change| matches!(change, Change::Whole(_))).unwrap_or(0);
        match &changes[first..] {
            [] => {}
            [change] => {
                let edit = replace(self.snapshot.rope_mut(), change, encoding);
                self.read_around(&edit);
            }
            changes => {
                for change in changes {
                    replace(self.snapshot.rope_mut(), change, encoding);
                }
                self.read_all();
            }
        }
    }

    /// The document as it stands.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    fn read_all(&mut self) {
        let text = Cow::from(self.snapshot.rope());
        self.snapshot.paragraphs = self.snapshot.format.paragraphs(&text, self.snapshot.wrapping).into();
    }

    /// Reads the paragraphs that the edit touched, and moves those behind.
    fn read_around(&mut self, edit: &Edit) {
        let Snapshot { format, wrapping, paragraphs, .. } = &self.snapshot;
        let Some((stretch, fresh)) = format.reread(self.snapshot.rope(), edit, *wrapping) else {
            return self.read_all();
        };
        // Behind the edit the text is as it was, at another place.
        let moved = |offset: TextSize| usize::from(offset) + edit.new.end - edit.old.end;
        let is_before = |paragraph: &Paragraph| usize::from(paragraph.range.end()) <= stretch.start;
        let is_behind = |paragraph: &Paragraph| {
            let start = paragraph.range.start();
            usize::from(start) >= edit.old.end && moved(start) >= stretch.end
        };
        let (before, rest) = paragraphs.split_at(paragraphs.partition_point(is_before));
        let behind = &rest[rest.partition_point(|paragraph| !is_behind(paragraph))..];
        let behind = behind.iter().map(|paragraph| {
            let start = TextSize::from(moved(paragraph.range.start()) as u32);
            Paragraph { range: TextRange::at(start, paragraph.range.len()), ..paragraph.clone() }
        });
        self.snapshot.paragraphs = before.iter().cloned().chain(fresh).chain(behind).collect();
    }
}

fn replace(rope: &mut Rope, change: &Change, encoding: Encoding) -> Edit {
    match change {
        Change::Whole(text) => {
            let old = 0..rope.len_bytes();
            *rope = Rope::from_str(text);
            Edit { old, new: 0..text.len() }
        }
        Change::Range(start, end, text) => {
            let (start, end) = (char_of(rope, *start, encoding), char_of(rope, *end, encoding));
            let (start, end) = (start.min(end), start.max(end));
            let old = rope.char_to_byte(start)..rope.char_to_byte(end);
            rope.remove(start..end);
            rope.insert(start, text);
            Edit { new: old.start..old.start + text.len(), old }
        }
    }
}

impl Snapshot {
    /// A snapshot of texts that stand in no document: each is exactly one paragraph, the empty ones too, and no mark of
    /// a format means anything in them. Offsets in a paragraph are those in its text.
    pub fn from_paragraphs<S: AsRef<str>>(texts: &[S]) -> Self {
        let mut start = 0;
        let paragraph = |text: &S| {
            let text = text.as_ref();
            let range = TextRange::at(TextSize::from(start), TextSize::from(text.len() as u32));
            start += text.len() as u32 + 1;
            Paragraph {
                range,
                block: Block::Paragraph,
                prose: text.into(),
                literals: Box::default(),
                hash: prose_hash(text.as_bytes()),
            }
        };
        Self {
            paragraphs: texts.iter().map(paragraph).collect(),
            rope: OnceLock::new(),
            version: 0,
            format: Format::Plain,
            wrapping: Wrapping::Lines,
        }
    }

    /// The text.
    pub fn rope(&self) -> &Rope {
        self.rope.get_or_init(|| {
            let mut whole =
                String::with_capacity(self.paragraphs.iter().map(|one| one.prose.len() + 1).sum());
            for paragraph in &*self.paragraphs {
                whole.push_str(&paragraph.prose);
                whole.push('\n');
            }
            Rope::from_str(&whole)
        })
    }

    fn rope_mut(&mut self) -> &mut Rope {
        self.rope();
        self.rope.get_mut().expect("it was made just now")
    }

    /// The text's length in bytes.
    pub fn len(&self) -> TextSize {
        TextSize::from(self.rope().len_bytes() as u32)
    }

    /// The text of a range of bytes.
    pub fn slice(&self, range: TextRange) -> String {
        let (start, end) = (self.char_index(range.start()), self.char_index(range.end()));
        self.rope().slice(start..end).to_string()
    }

    /// Where a byte is. Inside a line's terminator is the line's end.
    pub fn position(&self, offset: TextSize, encoding: Encoding) -> Position {
        position_of(self.rope(), offset, encoding)
    }

    /// The byte at a position. Columns behind a line's end are its end, lines behind the last are the text's end, half
    /// a surrogate pair is the character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> TextSize {
        let char_index = char_of(self.rope(), position, encoding);
        TextSize::from(self.rope().char_to_byte(char_index) as u32)
    }

    /// The line that holds a byte, 0-based; a terminator belongs to the line it ends.
    pub fn line_of(&self, offset: TextSize) -> u32 {
        self.rope().char_to_line(self.char_index(offset)) as u32
    }

    /// The bytes of a line, 0-based, without its terminator; for lines behind the last, nothing at the text's end.
    pub fn line_range(&self, line: u32) -> TextRange {
        let Range { start, end } = line_content(self.rope(), line as usize);
        let byte = |char_index| TextSize::from(self.rope().char_to_byte(char_index) as u32);
        TextRange::new(byte(start), byte(end))
    }

    /// The text of a line, 0-based, without its terminator; empty for lines behind the last.
    pub fn line_text(&self, line: u32) -> Cow<'_, str> {
        self.rope().slice(line_content(self.rope(), line as usize)).into()
    }

    /// The index of the paragraph that holds `offset` or ends at it.
    pub fn paragraph_at(&self, offset: TextSize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.range.end() < offset);
        self.paragraphs.get(after).filter(|paragraph| paragraph.range.start() <= offset).map(|_| after)
    }

    fn char_index(&self, offset: TextSize) -> usize {
        self.rope().byte_to_char(usize::from(offset).min(self.rope().len_bytes()))
    }
}
