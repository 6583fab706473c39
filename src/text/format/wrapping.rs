//! How plain text is cut into paragraphs, and how to tell by looking at it.

use super::behind_bom;
use crate::text::lines::lines;

/// How plain text is cut into paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrapping {
    /// A paragraph is a line.
    Lines,
    /// A paragraph is a run of lines between blank ones.
    BlankLines,
}

/// So many lines with another right below are the least that shows how a text is wrapped.
const LEAST_INNER_LINES: usize = 4;
/// Columns that hard-wrapped lines fill: narrower ones are verse and lists, wider ones paragraphs.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;
/// Of a hundred lines with another below, so many must be full: the next line's first word had no room.
const FULL_PERCENT: usize = 75;
/// And at most so many may end as sentences end.
const ENDED_PERCENT: usize = 50;
/// A first word longer than this is none: scripts without spaces break anywhere.
const LONGEST_WORD: usize = 20;

impl Wrapping {
    /// Looks at whether the lines of a text are hard-wrapped: filled up to a common width, most of them without the
    /// end of a sentence at their end, and with blank lines between groups of them. Too little evidence means
    /// [`Wrapping::Lines`].
    pub fn of(text: &str) -> Self {
        let groups = groups(text);
        let inner_lines = || groups.iter().flat_map(|group| group.windows(2));
        let count = inner_lines().count();
        if groups.len() < 2 || count < LEAST_INNER_LINES {
            return Self::Lines;
        }
        let width = width(inner_lines().map(|pair| pair[0].columns).collect());
        let full = inner_lines().filter(|pair| pair[0].columns + 1 + pair[1].first_word > width).count();
        let ended = inner_lines().filter(|pair| pair[0].ends_sentence).count();
        let is_wrapped = WIDTHS.contains(&width)
            && full * 100 >= count * FULL_PERCENT
            && ended * 100 <= count * ENDED_PERCENT;
        if is_wrapped { Self::BlankLines } else { Self::Lines }
    }
}

/// What a line shows.
struct Line {
    /// Its length in code points.
    columns: usize,
    /// The length of its first word, likewise.
    first_word: usize,
    ends_sentence: bool,
}

/// The lines between blank ones.
fn groups(text: &str) -> Vec<Vec<Line>> {
    let text = &text[behind_bom(text)..];
    let mut groups = vec![Vec::new()];
    for line in lines(text).map(|line| text[line].trim()) {
        match groups.last_mut() {
            Some(group) if !line.is_empty() => group.push(Line::of(line)),
            Some(group) if group.is_empty() => {}
            _ => groups.push(Vec::new()),
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The width that nine lines of ten keep to: a long URL or a formula may stick out.
fn width(mut columns: Vec<usize>) -> usize {
    columns.sort_unstable();
    columns[(columns.len() - 1) * 9 / 10]
}

impl Line {
    fn of(line: &str) -> Self {
        let words = line.split_whitespace().next().map_or(0, |word| word.chars().take(LONGEST_WORD).count());
        let last = line.chars().rev().find(|&c| !closes(c));
        let ends_sentence = last.is_some_and(|c| ".!?…:。！？：؟۔।॥։።".contains(c));
        Self { columns: line.chars().count(), first_word: words, ends_sentence }
    }
}

/// Quotation marks and brackets that may follow the end of a sentence.
fn closes(c: char) -> bool {
    ")]}\"'”’»“›」』）*_".contains(c)
}
