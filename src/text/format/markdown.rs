//! Markdown: CommonMark with GitHub's tables, strikethrough, task lists, footnotes and alerts, and front matter.
//!
//! The parser says where prose stands; all else between a block's first and last prose is markup. So what the parser
//! strips (quote marks and indentation of continuation lines, backslashes, link targets) needs no rules of ours.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::numbering::prose_markers;
use super::plain::trimmed;
use super::prose::ProseWriter;
use super::{OuterBlock, Outline, behind_bom};
use crate::text::lines::lines;
use crate::text::{Block, Paragraph};

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_GFM);

/// The paragraphs of a Markdown text, and its outermost blocks.
pub(super) fn read(text: &str) -> (Vec<Paragraph>, Outline) {
    let base = front_matter_end(text);
    let (paragraphs, outline) = read_from(&text[base..], base);
    // What looks like the beginning of front matter is its beginning as soon as its end is written.
    let opens = base == behind_bom(text) && ["---", "+++"].iter().any(|mark| text[base..].starts_with(mark));
    (paragraphs, Outline { base: if opens { text.len() } else { base }, ..outline })
}

/// The paragraphs of a stretch of Markdown without front matter, which begins at byte `base` of its document, and the
/// outermost blocks in it.
pub(super) fn read_from(text: &str, base: usize) -> (Vec<Paragraph>, Outline) {
    let parsed = lone_cr_as_lf(text);
    let parser = Parser::new_ext(&parsed, OPTIONS);
    let mut outline = Outline {
        has_definitions: parser.reference_definitions().iter().next().is_some(),
        ..Outline::default()
    };
    let events: Vec<_> = parser.into_offset_iter().collect();
    let mut depth = 0_usize;
    for (event, range) in &events {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let line_start = text[..range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
                    let is_heading = matches!(tag, Tag::Heading { .. });
                    outline.blocks.push(OuterBlock { start: (base + line_start) as u32, is_heading });
                }
                outline.has_definitions |= matches!(tag, Tag::FootnoteDefinition(_));
                outline.is_numbered |= matches!(tag, Tag::List(Some(_)));
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let mut reader = Reader::new(text, base, prose_markers(text, &events));
    for (event, range) in events {
        reader.read(event, range);
    }
    reader.finish_block();
    (reader.paragraphs, outline)
}

/// Where the text begins behind a byte order mark and front matter: `---` or `+++` on the first line, up to the next
/// such line.
pub(super) fn front_matter_end(text: &str) -> usize {
    let start = behind_bom(text);
    let mut lines = lines(&text[start..]).map(|line| start + line.start..start + line.end);
    let closing: &[&str] = match lines.next().map(|line| text[line].trim_end()) {
        Some("---") => &["---", "..."],
        Some("+++") => &["+++"],
        _ => return start,
    };
    match lines.next() {
        // A rule, not front matter.
        Some(line) if text[line.clone()].trim().is_empty() => return start,
        Some(line) if closing.contains(&text[line.clone()].trim_end()) => return line.end,
        _ => {}
    }
    lines.find(|line| closing.contains(&text[line.clone()].trim_end())).map_or(start, |line| line.end)
}

/// The parser takes a `\r` alone for no line's end. Its bytes may change, as prose is cut from the text itself.
pub(super) fn lone_cr_as_lf(text: &str) -> Cow<'_, str> {
    let is_lone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', text.as_bytes()).any(is_lone) {
        return Cow::Borrowed(text);
    }
    let lf = |(at, c)| if c == '\r' && is_lone(at) { '\n' } else { c };
    Cow::Owned(text.char_indices().map(lf).collect())
}

/// A part of a block, in the order of the text. Ranges count bytes from the start of the parsed text.
enum Piece {
    /// Prose as it stands.
    Raw(Range<usize>),
    /// Bytes that say something else than they are.
    Decoded(Range<usize>, String),
    /// No prose, but something.
    Opaque(Range<usize>),
    /// Stands nowhere, is the same on both sides of a bitext.
    Literal(String),
}

/// Gathers the pieces of a block until it ends.
struct Reader<'a> {
    text: &'a str,
    base: usize,
    /// What each open block makes of the paragraphs in it, outermost first; `None` for what leaves that to the outer.
    blocks: Vec<Option<Block>>,
    /// Whether each open list is numbered.
    numbered: Vec<bool>,
    /// For each item of a numbered list that is still to come, its number's bytes if they are prose.
    prose_markers: std::vec::IntoIter<Option<Range<usize>>>,
    /// Whether a number that is prose has been read, and nothing behind it.
    is_behind_marker: bool,
    is_code: bool,
    is_autolink: bool,
    /// From the first to the last byte of what is read.
    extent: Option<Range<usize>>,
    pieces: Vec<Piece>,
    paragraphs: Vec<Paragraph>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, base: usize, prose_markers: Vec<Option<Range<usize>>>) -> Self {
        Self {
            text,
            base,
            blocks: Vec::new(),
            numbered: Vec::new(),
            prose_markers: prose_markers.into_iter(),
            is_behind_marker: false,
            is_code: false,
            is_autolink: false,
            extent: None,
            pieces: Vec::new(),
            paragraphs: Vec::new(),
        }
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.is_code => {}
            Event::Text(_) if self.is_autolink => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.opaque(range, code.into_string());
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::FootnoteReference(_) => self.extend(&range),
            Event::Rule => self.finish_block(),
            Event::Html(_) | Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. } => {
                self.is_autolink = true;
                self.opaque(range, dest_url.into_string());
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.extend(&range);
                self.pieces.push(Piece::Literal(dest_url.into_string()));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.extend(&range);
            }
            _ => self.start_block(&tag),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>) {
        // A number that is prose begins the paragraph behind it.
        if !(std::mem::take(&mut self.is_behind_marker)
            && matches!(tag, Tag::Paragraph | Tag::Heading { .. }))
        {
            self.finish_block();
        }
        let is_numbered = self.numbered.last().copied().unwrap_or(false);
        let marker =
            if is_numbered && matches!(tag, Tag::Item) { self.prose_markers.next() } else { None }.flatten();
        self.blocks.push(match tag {
            Tag::Heading { level, .. } => Some(Block::Heading(*level as u8)),
            Tag::Item if marker.is_some() => None,
            Tag::Item if is_numbered => Some(Block::OrderedItem),
            Tag::Item => Some(Block::Item),
            Tag::BlockQuote(_) => Some(Block::Quote),
            Tag::TableCell => Some(Block::Cell),
            Tag::FootnoteDefinition(_) => Some(Block::Paragraph),
            _ => None,
        });
        match tag {
            Tag::List(first) => self.numbered.push(first.is_some()),
            Tag::CodeBlock(_) => self.is_code = true,
            _ => {}
        }
        if let Some(marker) = marker {
            self.extend(&marker);
            self.pieces.push(Piece::Raw(marker));
            self.is_behind_marker = true;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.is_autolink = false,
            TagEnd::Image
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            _ => {
                self.finish_block();
                self.blocks.pop();
            }
        }
        match tag {
            TagEnd::List(_) => drop(self.numbered.pop()),
            TagEnd::CodeBlock => self.is_code = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.extend(&range);
        if self.text.get(range.clone()) != Some(text) {
            return self.pieces.push(Piece::Decoded(range, text.to_owned()));
        }
        // The parser cuts texts at each character that might have been markup; addresses are to be found whole.
        match self.pieces.last_mut() {
            Some(Piece::Raw(last)) if last.end == range.start => last.end = range.end,
            _ => self.pieces.push(Piece::Raw(range)),
        }
    }

    fn opaque(&mut self, range: Range<usize>, literal: String) {
        self.extend(&range);
        self.pieces.push(Piece::Literal(literal));
        self.pieces.push(Piece::Opaque(range));
    }

    /// Tags and comments are markup, but a tag for a line break parts words.
    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        let name = tag[1..].trim_end_matches(['>', '/', ' ']);
        if name.eq_ignore_ascii_case("br") {
            self.pieces.push(Piece::Decoded(range, " ".to_owned()));
        }
    }

    fn extend(&mut self, range: &Range<usize>) {
        match &mut self.extent {
            Some(extent) => *extent = extent.start.min(range.start)..extent.end.max(range.end),
            None => self.extent = Some(range.clone()),
        }
    }

    fn finish_block(&mut self) {
        self.is_behind_marker = false;
        let pieces = std::mem::take(&mut self.pieces);
        let Some(extent) = self.extent.take() else { return };
        let block = self.blocks.iter().rev().find_map(|block| *block).unwrap_or(Block::Paragraph);
        let mut prose = ProseWriter::new(self.text, trimmed(self.text, extent));
        for piece in pieces {
            match piece {
                Piece::Raw(range) => prose.raw(range),
                Piece::Decoded(range, decoded) => prose.decoded(range, &decoded),
                Piece::Opaque(range) => prose.opaque(range),
                Piece::Literal(literal) => prose.literal(&literal),
            }
        }
        self.paragraphs.extend(prose.finish(block, self.base));
    }
}
