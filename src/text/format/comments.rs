//! Comments of Markdown: those of HTML, in a paragraph or between two.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::markdown::{OPTIONS, front_matter_end, lone_cr_as_lf};

/// A comment, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::text) struct Found {
    /// All of it, marks included.
    pub(in crate::text) range: Range<usize>,
    /// A byte of the prose of the block that it stands in; `None` for a comment on its own.
    pub(in crate::text) prose: Option<usize>,
}

const OPENING: &str = "<!--";
const CLOSING: &str = "-->";

/// The comments, in order.
pub(in crate::text) fn markdown(text: &str) -> Vec<Found> {
    let base = front_matter_end(text);
    let text = &text[base..];
    let parsed = lone_cr_as_lf(text);
    let mut found: Vec<Found> = Vec::new();
    // Where the run of prose begins that no end of a block parts, and the first comment in it.
    let (mut prose, mut first) = (None, 0);
    let mut is_code = false;
    for (event, range) in Parser::new_ext(&parsed, OPTIONS).into_offset_iter() {
        match event {
            Event::InlineHtml(html) if html.starts_with(OPENING) => found.push(Found { range, prose: None }),
            Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) if !is_code => {
                prose = prose.or(Some(range.start));
            }
            Event::Start(tag) if is_inline(&tag) => {}
            Event::End(tag) if is_inline_end(tag) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => {
                found[first..].iter_mut().for_each(|comment| comment.prose = prose);
                prose = None;
                if matches!(event, Event::Start(Tag::HtmlBlock)) {
                    found.extend(in_html(text, range));
                }
                first = found.len();
                is_code = matches!(event, Event::Start(Tag::CodeBlock(_)));
            }
            _ => {}
        }
    }
    for comment in &mut found {
        comment.range = base + comment.range.start..base + comment.range.end;
        comment.prose = comment.prose.map(|at| base + at);
    }
    found
}

/// Where a comment on a file as a whole goes: behind a byte order mark and front matter. Also whether there is front
/// matter, whose last line then ends there.
pub(in crate::text) fn markdown_top(text: &str) -> (usize, bool) {
    let end = front_matter_end(text);
    (end, end > super::behind_bom(text))
}

/// The comments of a block of HTML.
fn in_html(text: &str, block: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = block.start;
    while let Some(start) = text[at..block.end].find(OPENING).map(|start| at + start) {
        let behind = start + OPENING.len();
        let Some(end) = text[behind..block.end].find(CLOSING) else { break };
        at = behind + end + CLOSING.len();
        found.push(Found { range: start..at, prose: None });
    }
    found
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
