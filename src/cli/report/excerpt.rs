//! The lines of a file around a range, cut so that each fits on a line of the terminal.

use std::ops::Range;

use super::{Point, escape};
use crate::text::{Encoding, Position, Snapshot, TextRange, TextSize};

/// What is left out at an end or in the middle.
const CUT: char = '…';

/// A word is cut only if it is longer than this many columns.
const LONGEST_WORD: usize = 24;

/// Lines that hold a range.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Where the range begins.
    pub(super) start: Point,
    /// The lines, safe to show and cut to the width asked for.
    pub(super) text: String,
    /// The bytes of `text` to be underlined, per line; some lines of a long range have none.
    pub(super) underlined: Vec<Range<usize>>,
}

impl Excerpt {
    /// The lines that hold `range`, each at most `width` columns wide (or little more, where one word is longer).
    pub(super) fn new(snapshot: &Snapshot, range: TextRange, width: usize) -> Self {
        let start = snapshot.position(range.start(), Encoding::Utf32);
        let last = last_line(snapshot, range, start);
        let mut excerpt =
            Self { start: Point::new(snapshot, range.start()), text: String::new(), underlined: Vec::new() };
        for line in start.line..=last {
            let whole = line_range(snapshot, line);
            let inside = TextRange::new(
                range.start().clamp(whole.start(), whole.end()),
                range.end().clamp(whole.start(), whole.end()),
            );
            let text = snapshot.slice(whole);
            let local = inside - whole.start();
            let span = usize::from(local.start())..usize::from(local.end());
            // A range of many lines is underlined in its first two and its last one.
            let shown = line < start.line + 2 || line == last;
            excerpt.push_line(&text, span, width, shown);
        }
        excerpt
    }

    fn push_line(&mut self, line: &str, span: Range<usize>, width: usize, underlined: bool) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mark = cut_line(line, span, width, &mut self.text);
        if underlined {
            self.underlined.push(mark);
        }
    }
}

/// The last line with a byte of the range, 0-based.
fn last_line(snapshot: &Snapshot, range: TextRange, start: Position) -> u32 {
    if range.is_empty() {
        return start.line;
    }
    snapshot.position(range.end() - TextSize::from(1), Encoding::Utf32).line
}

/// The bytes of a line, without its line end.
fn line_range(snapshot: &Snapshot, line: u32) -> TextRange {
    let start = snapshot.offset(Position { line, column: 0 }, Encoding::Utf32);
    TextRange::new(start, snapshot.offset(Position { line, column: u32::MAX }, Encoding::Utf32))
}

/// Appends the part of `line` around `span` to `out`; gives the span's bytes there.
fn cut_line(line: &str, span: Range<usize>, width: usize, out: &mut String) -> Range<usize> {
    let (before, marked, after) = (&line[..span.start], &line[span.clone()], &line[span.end..]);
    // A long mark leaves a third of the line to what stands around it.
    let around = columns_up_to(before.chars().chain(after.chars()), width / 3).min(width / 3);
    let marked = shorten_middle(marked, width - around);
    // One column at each end is for the mark of a cut.
    let room = width.saturating_sub(columns(&marked) + 2);
    let (left, right) = (columns_up_to(before.chars().rev(), room), columns_up_to(after.chars(), room));
    let left_room = (room / 2).max(room.saturating_sub(right)).min(left);
    let right_room = room - left_room;

    let kept = before.len() - fitting(before.chars().rev(), left_room);
    if kept > 0 {
        out.push(CUT);
    }
    before[word_start(before, kept)..].chars().for_each(|c| escape::push(out, c));
    let start = out.len();
    out.push_str(&marked);
    let end = out.len();
    let kept = fitting(after.chars(), right_room);
    after[..word_end(after, kept)].chars().for_each(|c| escape::push(out, c));
    if kept < after.len() {
        out.push(CUT);
    }
    start..end
}

/// The text, shown, with its middle left out if it is wider than `width`.
fn shorten_middle(text: &str, width: usize) -> String {
    let mut shown = String::new();
    if columns_up_to(text.chars(), width) <= width && fitting(text.chars(), width) == text.len() {
        text.chars().for_each(|c| escape::push(&mut shown, c));
        return shown;
    }
    let head = word_end(text, fitting(text.chars(), width / 2));
    let tail = word_start(text, text.len() - fitting(text.chars().rev(), width / 2));
    text[..head].trim_end().chars().for_each(|c| escape::push(&mut shown, c));
    shown.extend([' ', CUT, ' ']);
    text[tail..].trim_start().chars().for_each(|c| escape::push(&mut shown, c));
    shown
}

/// The columns that a text takes as it is shown, at most.
pub(super) fn columns(shown: &str) -> usize {
    shown.chars().map(escape::width).sum()
}

/// The columns that the characters take, counted until there are more than `limit`.
fn columns_up_to(chars: impl Iterator<Item = char>, limit: usize) -> usize {
    let mut sum = 0;
    for c in chars {
        sum += escape::width(c);
        if sum > limit {
            break;
        }
    }
    sum
}

/// How many bytes of the characters fit in `columns`.
fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|&c| {
            used += escape::width(c);
            used <= columns
        })
        .map(char::len_utf8)
        .sum()
}

/// The first place from `at` on where a word begins, if there is one near.
fn word_start(text: &str, at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let near = text[at..].char_indices().take(LONGEST_WORD).find(|(_, c)| c.is_whitespace());
    near.map_or(at, |(offset, c)| at + offset + c.len_utf8())
}

/// The last place up to `at` where a word ends, if there is one near.
fn word_end(text: &str, at: usize) -> usize {
    if at == text.len() {
        return at;
    }
    let near = text[..at].char_indices().rev().take(LONGEST_WORD).find(|(_, c)| c.is_whitespace());
    near.map_or(at, |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line cut to `width`, with the words between `[` and `]` marked again in the same way.
    fn cut(line: &str, width: usize) -> String {
        let start = line.find('[').unwrap();
        let end = line.find(']').unwrap() - 1;
        let line = line.replace(['[', ']'], "");
        let mut out = String::new();
        let mark = cut_line(&line, start..end, width, &mut out);
        format!("{}[{}]{}", &out[..mark.start], &out[mark.clone()], &out[mark.end..])
    }

    #[test]
    fn short_lines_stay_whole() {
        assert_eq!(cut("Im Jahr [1961] endete es.", 40), "Im Jahr [1961] endete es.");
        assert_eq!(cut("[]", 40), "[]");
    }

    #[test]
    fn long_lines_are_cut_between_words_around_the_mark() {
        let line = "one two three four five six seven [1961] eight nine ten eleven twelve";
        assert_eq!(cut(line, 30), "…six seven [1961] eight nine…");
        let line = "[1961] one two three four five six seven eight nine";
        assert_eq!(cut(line, 30), "[1961] one two three four…");
        let line = "one two three four five six seven eight nine [1961]";
        assert_eq!(cut(line, 30), "…six seven eight nine [1961]");
        assert_eq!(cut("one two three four five six seven eight nine[]", 20), "…seven eight nine[]");
    }

    #[test]
    fn a_long_mark_loses_its_middle() {
        let line = "before [one two three four five six seven eight nine ten] after";
        assert_eq!(cut(line, 40), "before [one two … nine ten] after");
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        let words = "wörter \u{202e}中文 ".repeat(40);
        for width in 20..120 {
            for at in [0, words.find('中').unwrap(), words.len()] {
                let mut out = String::new();
                cut_line(&words, at..at, width, &mut out);
                assert!(columns(&out) <= width, "{width}: {out}");
            }
        }
    }

    #[test]
    fn words_without_spaces_are_cut_where_the_room_ends() {
        let mut out = String::new();
        let line = "中".repeat(500);
        let mark = cut_line(&line, 300..303, 20, &mut out);
        assert_eq!(&out[mark], "中");
        assert_eq!(out, format!("…{}…", "中".repeat(9)));
    }
}
