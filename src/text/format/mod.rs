//! Which bytes of a document are prose, in which blocks: one file a format.

use std::path::Path;

use super::Paragraph;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with GitHub's tables, strikethrough and task lists.
    Markdown,
}

/// How plain text is cut into paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrapping {
    /// A paragraph is a line.
    Lines,
    /// A paragraph is a run of lines between blank ones.
    BlankLines,
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

    /// The paragraphs of `text`, in order, not overlapping.
    pub fn paragraphs(self, _text: &str, _wrapping: Wrapping) -> Vec<Paragraph> {
        Vec::new()
    }
}
