//! Which bytes of a document are prose, in which blocks: one file a format.

mod address;
pub(super) mod comments;
mod markdown;
mod numbering;
mod plain;
mod prose;
mod reread;
mod wrapping;

use std::ops::Range;
use std::path::Path;

use ropey::Rope;

use super::Paragraph;

pub use wrapping::Wrapping;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with GitHub's tables, strikethrough, task lists, footnotes and alerts.
    Markdown,
}

/// What one change did to a text. Bytes from the text's start.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// What was replaced, in the text as it was.
    pub(super) old: Range<usize>,
    /// What replaced it, in the text as it is; begins where `old` does.
    pub(super) new: Range<usize>,
}

impl Edit {
    /// What this change and one after it did together: all from the first byte that either changed to the last.
    pub(super) fn followed_by(&self, next: &Self) -> Self {
        let start = self.new.start.min(next.old.start);
        let end = self.new.end.max(next.old.end);
        let old = start..end - self.new.end + self.old.end;
        Self { old, new: start..end - next.old.end + next.new.end }
    }
}

/// Where a text can be read from, and up to where, so that the rest need not be read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Where the format's outermost blocks begin, in order; none where the format needs no such places.
    pub(super) blocks: Vec<OuterBlock>,
    /// How many bytes at the text's start are no prose and may be otherwise if anything changes.
    pub(super) base: usize,
    /// Whether something in it may mean something anywhere else.
    pub(super) has_definitions: bool,
    /// Whether there are numbered lists, which count on from each other up to the next heading.
    pub(super) is_numbered: bool,
}

/// An outermost block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OuterBlock {
    /// Its first byte's line's first byte.
    pub(super) start: u32,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
}

/// A part of a text that was read again.
#[derive(Debug)]
pub(super) struct Reread {
    /// Its bytes, in the text as it is.
    pub(super) stretch: Range<usize>,
    /// The paragraphs in it; those before and behind are as they were.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Of the whole text.
    pub(super) outline: Outline,
}

impl Format {
    /// The format that a file's name says; `None` for names that say nothing we read.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" | "mdown" | "mkd" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// How the paragraphs of `text` are cut. Only plain text leaves that open.
    pub fn wrapping(self, text: &str) -> Wrapping {
        match self {
            Self::Plain => Wrapping::of(text),
            Self::Markdown => Wrapping::BlankLines,
        }
    }

    /// The paragraphs of `text`, in order, not overlapping. Only plain text heeds `wrapping`.
    pub fn paragraphs(self, text: &str, wrapping: Wrapping) -> Vec<Paragraph> {
        self.read(text, wrapping).0
    }

    /// The paragraphs of `text`, and where parts of it can be read again.
    pub(super) fn read(self, text: &str, wrapping: Wrapping) -> (Vec<Paragraph>, Outline) {
        match self {
            Self::Plain => (plain::paragraphs(text, 0, wrapping), Outline::default()),
            Self::Markdown => markdown::read(text),
        }
    }

    /// Reads again what an edit may have changed of a text whose outline was `outline`; `None` if that may be anything.
    pub(super) fn reread(
        self,
        rope: &Rope,
        edit: &Edit,
        wrapping: Wrapping,
        outline: &Outline,
    ) -> Option<Reread> {
        match self {
            Self::Plain => {
                let (stretch, paragraphs) = plain::reread(rope, edit, wrapping);
                Some(Reread { stretch, paragraphs, outline: Outline::default() })
            }
            Self::Markdown => reread::markdown(rope, edit, outline),
        }
    }
}

/// Where a text begins behind its byte order mark, which is no prose.
fn behind_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
