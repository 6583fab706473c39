//! Comments: what stands in a text and no reader sees. Where they are, and where one can be put or taken out.

use std::ops::Range;

use memchr::memmem::Finder;
use ropey::Rope;
use text_size::{TextRange, TextSize};

use super::format::{Format, comments};
use super::{Block, Snapshot};

/// A comment. All ranges in bytes of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// All of it, marks included.
    pub range: TextRange,
    /// What it says.
    pub body: TextRange,
    /// The index of the paragraph that it stands in, or else before; `None` behind the last one.
    pub paragraph: Option<u32>,
}

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Where, in bytes of the document.
    pub at: TextSize,
    /// What.
    pub text: String,
}

/// The marks around a comment's words.
const MARKS: (&str, &str) = ("<!--", "-->");

impl Snapshot {
    /// Whether the format has comments.
    pub fn has_comments(&self) -> bool {
        self.format == Format::Markdown
    }

    /// The comments that say `word`, in order. Parses only texts that hold it, so that no edit of another pays for it.
    pub fn comments(&self, word: &str) -> Vec<Comment> {
        if !self.has_comments() || !holds(self.rope(), word) {
            return Vec::new();
        }
        let text = String::from(self.rope());
        let found = comments::markdown(&text).into_iter();
        found
            .filter(|found| text[found.range.clone()].contains(word))
            .map(|found| self.comment(&found))
            .collect()
    }

    fn comment(&self, found: &comments::Found) -> Comment {
        let Range { start, end } = found.range;
        let offset = |at: usize| TextSize::from(at as u32);
        let within = found.prose.and_then(|prose| self.paragraph_at(offset(prose)));
        let behind = || {
            let next = self.paragraphs.partition_point(|paragraph| paragraph.range.start() < offset(end));
            (next < self.paragraphs.len()).then_some(next)
        };
        Comment {
            range: TextRange::new(offset(start), offset(end)),
            body: TextRange::new(offset(start + MARKS.0.len()), offset(end - MARKS.1.len())),
            paragraph: within.or_else(behind).map(|index| index as u32),
        }
    }

    /// How a comment that says `words` is put before a paragraph: on a line of its own, as far in as the paragraph and
    /// quoted as it is; at the paragraph's end where no line can stand before it, as in a table. `None` where the format
    /// has no comments, or there is no such paragraph.
    pub fn comment_before(&self, paragraph: u32, words: &str) -> Option<Insertion> {
        let paragraph = self.paragraphs.get(paragraph as usize).filter(|_| self.has_comments())?;
        let comment = format!("{} {words} {}", MARKS.0, MARKS.1);
        let start = paragraph.range.start();
        let line_start = self.line_range(self.line_of(start)).start();
        let before = self.slice(TextRange::new(line_start, start));
        let bom = before.len() - before.trim_start_matches('\u{feff}').len();
        let continued = continuation(&before[bom..], paragraph.block);
        match continued.filter(|_| paragraph.block != Block::Cell) {
            Some((end, indent)) => Some(Insertion {
                at: line_start + TextSize::from((bom + end) as u32),
                text: format!("{comment}{}{indent}", self.line_end()),
            }),
            None => Some(Insertion { at: paragraph.range.end(), text: format!(" {comment}") }),
        }
    }

    /// How a comment on the file as a whole is put at its top. `None` where the format has none.
    pub fn comment_at_top(&self, words: &str) -> Option<Insertion> {
        if !self.has_comments() {
            return None;
        }
        let comment = format!("{} {words} {}", MARKS.0, MARKS.1);
        let (at, behind_front_matter) = comments::markdown_top(&String::from(self.rope()));
        let end = self.line_end();
        let text = if behind_front_matter { format!("{end}{comment}") } else { format!("{comment}{end}") };
        Some(Insertion { at: TextSize::from(at as u32), text })
    }

    /// What goes when a comment is taken out: its line, where it stands alone on it, else itself and a blank before it.
    pub fn without_comment(&self, comment: TextRange) -> TextRange {
        let line = self.line_of(comment.start());
        let (first, last) = (self.line_range(line), self.line_range(self.line_of(comment.end())));
        let before = self.slice(TextRange::new(first.start(), comment.start()));
        let bom = before.len() - before.trim_start_matches('\u{feff}').len();
        let (line_start, before) = (first.start() + TextSize::from(bom as u32), &before[bom..]);
        let behind = self.slice(TextRange::new(comment.end(), last.end()));
        let next = self.line_range(self.line_of(comment.end()) + 1);
        let (blank, is_alone) = (|c: char| c.is_whitespace() || c == '>', behind.trim().is_empty());
        if is_alone && before.chars().all(blank) {
            // The last line has none behind it that would begin where it did.
            return TextRange::new(line_start, next.start().max(comment.end()));
        }
        if is_alone && continuation(before, Block::Paragraph).is_some() {
            // Behind a mark of a list: what is on the next line goes there.
            let text = self.slice(next);
            let indent = text.len() - text.trim_start_matches(blank).len();
            return TextRange::new(comment.start(), next.start() + TextSize::from(indent as u32));
        }
        let gap = before.len() - before.trim_end().len();
        TextRange::new(comment.start() - TextSize::from(gap as u32), comment.end())
    }

    /// What ends the lines of this text.
    pub fn line_end(&self) -> &'static str {
        let first = self.line_range(0).end();
        let behind = self.slice(TextRange::new(first, (first + TextSize::from(2)).min(self.len())));
        match behind.as_bytes() {
            b"\r\n" => "\r\n",
            [b'\r', ..] => "\r",
            _ => "\n",
        }
    }
}

/// How many bytes of what stands on a line before a paragraph can stand before a comment as well, and with what the
/// next line then begins. `None` if no comment can stand on a line before it.
fn continuation(before: &str, block: Block) -> Option<(usize, String)> {
    let mut indent = String::with_capacity(before.len());
    let mut rest = before;
    loop {
        let end = before.len() - rest.len();
        let first = rest.chars().next();
        let marker = match first {
            None => return Some((end, indent)),
            Some(c @ (' ' | '\t' | '>')) => {
                indent.push(c);
                rest = &rest[1..];
                continue;
            }
            Some('-' | '*' | '+') => 1,
            Some('#') if matches!(block, Block::Heading(_)) => {
                let is_heading = rest.trim_start_matches('#').chars().all(|c| c == ' ' || c == '\t');
                return is_heading.then_some((end, indent));
            }
            Some('0'..='9') => {
                let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                digits + usize::from(rest[digits..].starts_with(['.', ')']))
            }
            Some(_) => return None,
        };
        // A mark of a list ends with a blank; what is like one and does not is something else.
        rest = rest.get(marker..).filter(|rest| rest.starts_with([' ', '\t']))?;
        indent.extend(std::iter::repeat_n(' ', marker));
    }
}

/// Whether a text holds a word, searched as its pieces lie.
fn holds(text: &Rope, word: &str) -> bool {
    let finder = Finder::new(word);
    let mut seam: Vec<u8> = Vec::new();
    text.chunks().any(|chunk| {
        let chunk = chunk.as_bytes();
        // A word may begin in one piece and end in the next.
        seam.extend_from_slice(&chunk[..chunk.len().min(word.len())]);
        let found = finder.find(&seam).is_some() || finder.find(chunk).is_some();
        let keep = word.len().saturating_sub(1);
        if chunk.len() >= keep {
            seam.clear();
            seam.extend_from_slice(&chunk[chunk.len() - keep..]);
        } else {
            let surplus = seam.len().saturating_sub(keep);
            seam.drain(..surplus);
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_over_the_seams_of_a_rope() {
        for shift in 0..3000 {
            let text = format!("{}needle{}", "x".repeat(shift), "y".repeat(40));
            assert!(holds(&Rope::from_str(&text), "needle"), "{shift}");
        }
        assert!(!holds(&Rope::from_str(&"needl ".repeat(2000)), "needle"));
    }

    #[test]
    fn a_line_before_begins_as_deep_as_the_paragraph() {
        let heading = Block::Heading(2);
        for (before, block, expected) in [
            ("", Block::Paragraph, Some((0, ""))),
            ("  ", Block::Paragraph, Some((2, "  "))),
            ("- ", Block::Item, Some((2, "  "))),
            ("12. ", Block::OrderedItem, Some((4, "    "))),
            ("> 1) ", Block::OrderedItem, Some((5, ">    "))),
            ("## ", heading, Some((0, ""))),
            ("- # ", heading, Some((2, "  "))),
            ("| ", Block::Paragraph, None),
            ("[^1]: ", Block::Paragraph, None),
            ("- [ ] ", Block::Item, None),
        ] {
            let expected = expected.map(|(end, indent): (usize, &str)| (end, indent.to_owned()));
            assert_eq!(continuation(before, block), expected, "{before:?}");
        }
    }
}
