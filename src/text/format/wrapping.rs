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
// Shares of the lines with another right below. In licences and essays wrapped by hand the first was 81 % and more, in
// texts with a paragraph a line 42 % and less.
/// So many of a hundred lines are full at the least: the next line's first word had no room.
const FULL_PERCENT: usize = 62;
/// So many at most end as sentences end.
const ENDED_PERCENT: usize = 50;
/// Below so many at most stands a line that begins with a capital letter, as those of verse and lists do.
const CAPITAL_PERCENT: usize = 75;
/// A first word longer than this is none: scripts without spaces break anywhere.
const LONGEST_WORD: usize = 20;

impl Wrapping {
    /// Looks at whether the lines of a text are hard-wrapped: filled up to a common width, most of them not at the
    /// end of a sentence, some of them followed by a small letter, and with blank lines between groups of them. Too little evidence means
    /// [`Wrapping::Lines`].
    pub fn of(text: &str) -> Self {
        let groups = groups(text);
        let inner_lines = || groups.iter().flat_map(|group| group.windows(2));
        let count = inner_lines().count();
        if groups.len() < 2 || count < LEAST_INNER_LINES {
            return Self::Lines;
        }
        let width = width(inner_lines().map(|pair| pair[0].columns).collect());
        let percent =
            |is: &dyn Fn(&[Line]) -> bool| inner_lines().filter(|pair| is(pair)).count() * 100 / count;
        let is_wrapped = WIDTHS.contains(&width)
            && percent(&|pair| pair[0].columns + 1 + pair[1].first_word > width) >= FULL_PERCENT
            && percent(&|pair| pair[0].ends_sentence) <= ENDED_PERCENT
            && percent(&|pair| pair[1].begins_capital) <= CAPITAL_PERCENT;
        if is_wrapped { Self::BlankLines } else { Self::Lines }
    }
}

/// What a line shows.
struct Line {
    /// Its length in code points with its indentation.
    columns: usize,
    /// The length of its first word, likewise.
    first_word: usize,
    begins_capital: bool,
    ends_sentence: bool,
}

/// The lines between blank ones.
fn groups(text: &str) -> Vec<Vec<Line>> {
    let text = &text[behind_bom(text)..];
    let mut groups = vec![Vec::new()];
    for line in lines(text).map(|line| text[line].trim_end()) {
        match groups.last_mut() {
            Some(group) if !line.is_empty() => group.push(Line::of(line)),
            Some(group) if group.is_empty() => {}
            _ => groups.push(Vec::new()),
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The width that three lines of four keep to: people do not wrap at the same column throughout.
fn width(mut columns: Vec<usize>) -> usize {
    columns.sort_unstable();
    columns[(columns.len() - 1) * 3 / 4]
}

impl Line {
    fn of(line: &str) -> Self {
        let first = line.split_whitespace().next().unwrap_or_default();
        let last = line.chars().rev().find(|&c| !closes(c));
        Self {
            columns: line.chars().count(),
            first_word: first.chars().take(LONGEST_WORD).count(),
            begins_capital: first.starts_with(char::is_uppercase),
            ends_sentence: last.is_some_and(|c| ".!?…:。！？：؟۔।॥։".contains(c)),
        }
    }
}

/// Quotation marks and brackets that may follow the end of a sentence.
fn closes(c: char) -> bool {
    ")]}\"'”’»“›」』）*_".contains(c)
}
