//! Plain text: a paragraph is a line, or a run of lines between blank ones.

use std::ops::Range;

use super::prose::ProseWriter;
use super::{Wrapping, behind_bom};
use crate::text::lines::lines;
use crate::text::{Block, Paragraph};

/// The paragraphs of a plain text.
pub(super) fn paragraphs(text: &str, wrapping: Wrapping) -> Vec<Paragraph> {
    let base = behind_bom(text);
    let text = &text[base..];
    let mut found = Vec::new();
    let mut push = |range: Range<usize>| {
        let mut prose = ProseWriter::new(text, range.clone());
        prose.raw(range);
        found.extend(prose.finish(Block::Paragraph, base));
    };
    let mut open: Option<Range<usize>> = None;
    for line in lines(text).map(|line| trimmed(text, line)) {
        match (&mut open, wrapping) {
            (Some(paragraph), Wrapping::BlankLines) if !line.is_empty() => paragraph.end = line.end,
            _ => {
                open.take().map(&mut push);
                open = Some(line).filter(|line| !line.is_empty());
            }
        }
    }
    open.map(push);
    found
}

/// The range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
