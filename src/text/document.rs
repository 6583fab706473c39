//! A document: a rope with its version, format and paragraphs. Applies edits, hands out snapshots.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use ropey::Rope;
use text_size::{TextRange, TextSize};

use super::format::{Edit, Outline, Reread};
use super::lines::lines;
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
    /// Where its format lets a part of it be read again.
    outline: Arc<Outline>,
    /// No line has more bytes than this.
    longest_line: usize,
}

impl Document {
    /// A document with this text. `wrapping: None` looks at the text to decide, once: later edits do not flip it.
    pub fn new(text: &str, version: i32, format: Format, wrapping: Option<Wrapping>) -> Self {
        let wrapping = wrapping.unwrap_or_else(|| format.wrapping(text));
        let (paragraphs, outline) = format.read(text, wrapping);
        let longest_line = lines(text).map(|line| line.len()).max().unwrap_or_default();
        let (paragraphs, outline) = (paragraphs.into(), Arc::new(outline));
        let rope = OnceLock::from(Rope::from_str(text));
        Self { snapshot: Snapshot { rope, version, format, wrapping, paragraphs, outline, longest_line } }
    }

    /// Applies the changes in order, each in the text that the one before left. Positions outside the text are clamped.
    /// Returns the bytes, in the text as it stands then, outside of which it is what it was; `None` if nothing changed.
    pub fn apply(&mut self, version: i32, changes: &[Change], encoding: Encoding) -> Option<TextRange> {
        self.snapshot.version = version;
        // What precedes a whole new text has no effect.
        let first = changes.iter().rposition(|change| matches!(change, Change::Whole(_))).unwrap_or(0);
        let mut all: Option<Edit> = None;
        let mut rope = self.snapshot.rope().clone();
        for change in &changes[first..] {
            let edit = replace(&mut rope, change, encoding);
            self.snapshot.longest_line = self.snapshot.longest_line.max(longest(&rope, &edit));
            all = Some(all.map_or(edit.clone(), |before| before.followed_by(&edit)));
        }
        self.snapshot.rope = OnceLock::from(rope);
        let edit = all.filter(|edit| !edit.old.is_empty() || !edit.new.is_empty())?;
        self.read_around(&edit);
        let [start, end] = [edit.new.start, edit.new.end].map(|offset| TextSize::from(offset as u32));
        Some(TextRange::new(start, end))
    }

    /// The document as it stands.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    fn read_all(&mut self) {
        let text = Cow::from(self.snapshot.rope());
        let (paragraphs, outline) = self.snapshot.format.read(&text, self.snapshot.wrapping);
        (self.snapshot.paragraphs, self.snapshot.outline) = (paragraphs.into(), Arc::new(outline));
    }

    /// Reads the paragraphs that the edit touched, and moves those behind.
    fn read_around(&mut self, edit: &Edit) {
        let Snapshot { format, wrapping, paragraphs, outline, .. } = &self.snapshot;
        let Some(Reread { stretch, paragraphs: fresh, outline }) =
            format.reread(self.snapshot.rope(), edit, *wrapping, outline)
        else {
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
        let mut all = Vec::with_capacity(before.len() + fresh.len() + behind.len());
        all.extend(before.iter().cloned());
        all.extend(fresh);
        all.extend(behind);
        self.snapshot.paragraphs = all.into();
        self.snapshot.outline = Arc::new(outline);
    }
}

fn replace(rope: &mut Rope, change: &Change, encoding: Encoding) -> Edit {
    let (old, text) = match change {
        Change::Whole(text) => what_is_new(rope, text),
        Change::Range(start, end, text) => {
            let (start, end) = (char_of(rope, *start, encoding), char_of(rope, *end, encoding));
            (start.min(end)..start.max(end), text.as_str())
        }
    };
    let bytes = rope.char_to_byte(old.start)..rope.char_to_byte(old.end);
    rope.remove(old.clone());
    rope.insert(old.start, text);
    Edit { new: bytes.start..bytes.start + text.len(), old: bytes }
}

/// What a new text replaces in an old one: the characters between what both begin and end with, and what stands there
/// then.
fn what_is_new<'a>(rope: &Rope, text: &'a str) -> (Range<usize>, &'a str) {
    let mut start = 0;
    for chunk in rope.chunks() {
        let rest = &text.as_bytes()[start..];
        let common = if rest.starts_with(chunk.as_bytes()) {
            chunk.len()
        } else {
            chunk.bytes().zip(rest).take_while(|(one, other)| one == *other).count()
        };
        start += common;
        if common < chunk.len() {
            break;
        }
    }
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let most = text.len().min(rope.len_bytes()) - start;
    let mut behind = 0;
    let (mut chunks, ..) = rope.chunks_at_byte(rope.len_bytes());
    while let Some(chunk) = chunks.prev() {
        let rest = &text.as_bytes()[..text.len() - behind];
        let common = if rest.ends_with(chunk.as_bytes()) {
            chunk.len()
        } else {
            chunk.bytes().rev().zip(rest.iter().rev()).take_while(|(one, other)| one == *other).count()
        };
        behind += common;
        if common < chunk.len() || behind >= most {
            break;
        }
    }
    behind = behind.min(most);
    // What both end with begins with a whole character on both sides.
    while !text.is_char_boundary(text.len() - behind) {
        behind -= 1;
    }
    let old = rope.byte_to_char(start)..rope.byte_to_char(rope.len_bytes() - behind);
    (old, &text[start..text.len() - behind])
}

/// The length in bytes of the longest line that an edit touched.
fn longest(rope: &Rope, edit: &Edit) -> usize {
    let lines = rope.byte_to_line(edit.new.start)..=rope.byte_to_line(edit.new.end);
    lines.map(|line| rope.line_to_byte(line + 1) - rope.line_to_byte(line)).max().unwrap_or_default()
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
            outline: Arc::default(),
            longest_line: texts.iter().map(|text| text.as_ref().len()).max().unwrap_or_default(),
        }
    }

    /// At least as many bytes as the longest line has, its terminator included or not; exact where nothing was edited.
    pub fn longest_line(&self) -> usize {
        self.longest_line
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
