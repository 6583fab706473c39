//! Which bytes of a document are prose, in which blocks: one file a format.

mod address;
mod markdown;
mod plain;
mod prose;
mod wrapping;

use std::path::Path;

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

    /// The paragraphs of `text`, in order, not overlapping. Only plain text heeds `wrapping`.
    pub fn paragraphs(self, text: &str, wrapping: Wrapping) -> Vec<Paragraph> {
        match self {
            Self::Plain => plain::paragraphs(text, wrapping),
            Self::Markdown => markdown::paragraphs(text),
        }
    }
}

/// Where a text begins behind its byte order mark, which is no prose.
fn behind_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
