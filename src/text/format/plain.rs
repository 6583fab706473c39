//! Plain text: a paragraph is a line, or a run of lines between blank ones.

use std::borrow::Cow;
use std::ops::Range;

use ropey::Rope;

use super::prose::ProseWriter;
use super::{Edit, Wrapping, behind_bom};
use crate::text::lines::lines;
use crate::text::{Block, Paragraph};

/// The paragraphs of a stretch of plain text that begins at byte `start` of its document.
pub(super) fn paragraphs(text: &str, start: usize, wrapping: Wrapping) -> Vec<Paragraph> {
    let bom = if start == 0 { behind_bom(text) } else { 0 };
    let (text, base) = (&text[bom..], start + bom);
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

/// The bytes of an edited text in which paragraphs may have changed, and the paragraphs in them. No paragraph reaches
/// over the ends of the stretch, neither before the edit nor after it.
pub(super) fn reread(rope: &Rope, edit: &Edit, wrapping: Wrapping) -> (Range<usize>, Vec<Paragraph>) {
    let (mut first, mut last) = (rope.byte_to_line(edit.new.start), rope.byte_to_line(edit.new.end));
    if wrapping == Wrapping::BlankLines {
        let is_blank = |line: usize| rope.line(line).chars().all(char::is_whitespace);
        while first > 0 && !is_blank(first - 1) {
            first -= 1;
        }
        while last + 1 < rope.len_lines() && !is_blank(last + 1) {
            last += 1;
        }
    }
    let stretch = rope.line_to_byte(first)..rope.line_to_byte(last + 1);
    let text = Cow::from(rope.byte_slice(stretch.clone()));
    let paragraphs = paragraphs(&text, stretch.start, wrapping);
    (stretch, paragraphs)
}

/// The range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
