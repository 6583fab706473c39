//! Which bytes of a document are prose, in which blocks: one file a format.

mod address;
pub(super) mod comments;
mod markdown;
mod numbering;
mod plain;
mod prose;
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
        match self {
            Self::Plain => plain::paragraphs(text, 0, wrapping),
            Self::Markdown => markdown::paragraphs(text),
        }
    }

    /// The bytes of an edited text in which paragraphs may have changed, and the paragraphs in them; those before and
    /// behind are as they were. `None` if only the whole text tells: in Markdown a block hangs on blocks far away.
    pub(super) fn reread(
        self,
        rope: &Rope,
        edit: &Edit,
        wrapping: Wrapping,
    ) -> Option<(Range<usize>, Vec<Paragraph>)> {
        match self {
            Self::Plain => Some(plain::reread(rope, edit, wrapping)),
            Self::Markdown => None,
        }
    }
}

/// Where a text begins behind its byte order mark, which is no prose.
fn behind_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
