//! One pass over a paragraph's tokens, from stop to stop.

use super::around::{After, Begins, Text};
use super::characters::{
    self, Stop, goes_on_after_quotation, is_closer, is_lower, is_opener, is_unspaced, may_open,
};
use super::fragment::{is_written_in_lower_case, lower_case_start};
use super::rules::{InnerBracket, SoFar, StopRun, Verdict, verdict};
use super::{Boundary, Sentence, Sentences};
use crate::analysis::Settings;
use crate::analysis::token::{TokenKind, Tokens, is_invisible};
use crate::language::Language;
use crate::text::LocalRange;

/// The scan: where it is in the sentence that it reads, and what it has found.
pub(super) struct Scan<'a> {
    language: &'a Language,
    text: Text<'a>,
    so_far: SoFar,
    /// Token indexes of the brackets that opened in this sentence and are still open.
    brackets: Vec<usize>,
    /// Whether the number of straight quotation marks since the paragraph's beginning is odd.
    in_straight_quotes: bool,
    found: Vec<Sentence>,
    doubtful: u32,
    lower_case_starts: Vec<u32>,
}

impl<'a> Scan<'a> {
    /// A scan at the beginning of the paragraph.
    pub(super) fn new(
        language: &'a Language,
        prose: &'a str,
        tokens: &'a Tokens,
        settings: &'a Settings,
    ) -> Self {
        Self {
            language,
            text: Text { prose, tokens, settings },
            so_far: SoFar { start: 0, first_word: None, words: 0 },
            brackets: Vec::new(),
            in_straight_quotes: false,
            found: Vec::new(),
            doubtful: 0,
            lower_case_starts: Vec::new(),
        }
    }

    /// Reads the paragraph to its end.
    pub(super) fn run(mut self) -> Sentences {
        let mut at = 0;
        while let Some(token) = self.text.list().get(at) {
            at = match token.kind {
                TokenKind::Word => {
                    self.pass_word(at);
                    at + 1
                }
                // Nearly all white space is one blank, which begins no line.
                TokenKind::Space if token.range.len() == 1 && !self.is_line_break(at) => at + 1,
                TokenKind::Symbol(_) if self.stop(at).is_some() => self.read_stop(at),
                _ => {
                    self.pass(at);
                    at + 1
                }
            };
        }
        self.end_sentence(at, Boundary::Firm);
        Sentences {
            list: self.found.into(),
            doubtful: self.doubtful,
            lower_case_starts: self.lower_case_starts.into(),
        }
    }

    fn stop(&self, at: usize) -> Option<Stop> {
        match self.text.symbol(at)? {
            ':' => self.is_colon_stop(at).then_some(Stop::Own),
            c => characters::stop(c, self.language.sentences.semicolon_asks),
        }
    }

    /// Whether the colon at the index is typed for the full stop of a script that has no colon.
    fn is_colon_stop(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.text.list()[before].range);
        let letter = before.and_then(|before| self.text.prose[before].chars().next());
        letter.is_some_and(characters::types_colon_as_stop) && self.text.is_space_or_end(at + 1)
    }

    #[inline]
    fn pass_word(&mut self, at: usize) {
        self.so_far.first_word.get_or_insert(at);
        self.so_far.words += 1;
    }

    /// Takes note of a token inside the sentence.
    fn pass(&mut self, at: usize) {
        match self.text.list()[at].kind {
            TokenKind::Word | TokenKind::Digits | TokenKind::Opaque => self.pass_word(at),
            TokenKind::Symbol('(' | '[') => self.brackets.push(at),
            TokenKind::Symbol(')' | ']') => {
                self.brackets.pop();
            }
            TokenKind::Symbol('"') => self.in_straight_quotes = !self.in_straight_quotes,
            TokenKind::Space if self.begins_list_item(at) => self.end_sentence(at, Boundary::Firm),
            TokenKind::Symbol(_) | TokenKind::Space => {}
        }
    }

    /// Whether the white space at the index holds a line break and a list's marker follows: a bullet, "b)", or "b." where
    /// "a." begins the sentence.
    fn begins_list_item(&self, at: usize) -> bool {
        let list = self.text.list();
        if !self.is_line_break(at) {
            return false;
        }
        let (Some(marker), Some(first)) = (list.get(at + 1), self.so_far.first_word) else { return false };
        let after_bullet = self.text.is_space(at + 2);
        let after_mark = self.text.is_space(at + 3);
        let written = self.text.prose[marker.range].chars().filter(|&c| !is_invisible(c));
        let short = written.take(3).count() <= 2;
        match (marker.kind, self.text.symbol(at + 2)) {
            (TokenKind::Symbol(c), _) => after_bullet && characters::is_bullet(c),
            (TokenKind::Word | TokenKind::Digits, Some(')')) => after_mark && short,
            (TokenKind::Word, Some('.')) => after_mark && self.is_next_letter(first, at + 1),
            _ => false,
        }
    }

    /// Whether the white space at the index holds a line break.
    #[inline]
    fn is_line_break(&self, at: usize) -> bool {
        let range = self.text.list()[at].range;
        let blank = &self.text.prose.as_bytes()[range.start()..range.end()];
        blank.iter().any(|byte| matches!(byte, b'\n' | b'\r'))
    }

    /// Whether two tokens are single letters that follow each other in the Latin alphabet.
    fn is_next_letter(&self, first: usize, second: usize) -> bool {
        let bytes = |at: usize| self.text.tokens.folded(self.text.list()[at]).as_bytes();
        match (bytes(first), bytes(second)) {
            ([first], [second]) => first.checked_add(1) == Some(*second),
            _ => false,
        }
    }

    /// Reads the stops that begin at the index and what closes with them; returns the index after them.
    fn read_stop(&mut self, at: usize) -> usize {
        let (mut run, kind) = self.stop_run(at);
        let end = self.closers_end(run.end);
        run.closed = end > run.end;
        run.bracket = self.inner_bracket(run.end);
        let verdict = self.judge(&run, kind, end);
        (run.end..end).for_each(|closer| self.pass(closer));
        match verdict {
            Verdict::Ends => self.end_sentence(end, Boundary::Firm),
            Verdict::SeemsToEnd => self.end_sentence(end, Boundary::Soft),
            Verdict::SeemsToGoOn => self.doubtful += 1,
            Verdict::GoesOn => {}
        }
        end
    }

    /// The stops at the index: "?!", "...", "! !", ". . ."; and the one among them that needs no blank, if any does.
    fn stop_run(&self, at: usize) -> (StopRun, Stop) {
        let mut run = StopRun { at, end: at, ..StopRun::default() };
        let mut strictest = Stop::Full;
        loop {
            if let Some(stop) = self.stop(run.end) {
                match stop {
                    Stop::Full => run.dots += 1,
                    Stop::Ellipsis => run.dots += 3,
                    Stop::Mark | Stop::Own | Stop::Ideographic => {
                        run.strong = true;
                        strictest = stop;
                    }
                }
                run.end += 1;
            } else if self.text.is_space(run.end) && self.is_spaced_stop(run.end + 1) {
                run.end += 1;
            } else {
                return (run, strictest);
            }
        }
    }

    /// Whether a stop with a blank before it belongs to the stops before that blank ("! !", ". . .").
    fn is_spaced_stop(&self, at: usize) -> bool {
        match self.stop(at) {
            Some(Stop::Full) => self.text.is_space(at + 1),
            Some(Stop::Mark | Stop::Ellipsis) => self.text.symbol(at) != Some(';'),
            _ => false,
        }
    }

    /// Index after the quotes, brackets and footnote marks that close at the index.
    fn closers_end(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            at = match self.text.symbol(at) {
                Some('[') => match self.footnote_end(at) {
                    Some(end) => end,
                    None => return at,
                },
                Some(c) if is_closer(c) && !(may_open(c) && self.is_word(at + 1)) => at + 1,
                None if self.text.is_space(at) => match self.spaced_closer_end(at + 1) {
                    Some(end) => end,
                    None => return at,
                },
                _ => return at,
            };
        }
    }

    fn is_word(&self, at: usize) -> bool {
        self.text
            .list()
            .get(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Digits))
    }

    /// Index after a footnote mark `[12]` that begins at the index.
    fn footnote_end(&self, at: usize) -> Option<usize> {
        let number = if self.text.symbol(at + 1) == Some('^') { at + 2 } else { at + 1 };
        let token = self.text.list().get(number)?;
        let is_footnote = token.kind == TokenKind::Digits && self.text.symbol(number + 1) == Some(']');
        is_footnote.then_some(number + 2)
    }

    /// Index after a closing quote that stands between blanks ("« Oui ! »").
    fn spaced_closer_end(&self, at: usize) -> Option<usize> {
        let end = at + 1;
        match self.text.symbol(at)? {
            '\'' if self.text.symbol(end) == Some('\'') && self.text.is_space_or_end(end + 1) => {
                Some(end + 1)
            }
            c if !(matches!(c, '»' | '”') || c == '"' && self.in_straight_quotes) => None,
            _ if self.text.is_space_or_end(end) => Some(end),
            _ => matches!(self.text.symbol(end), Some(',' | '.' | ';' | ':' | ')')).then_some(end),
        }
    }

    /// The bracket that opened after the sentence's first word and is open before the index: "(die 3.) Auflage".
    fn inner_bracket(&self, at: usize) -> InnerBracket {
        let opened = self.brackets.last().copied();
        if opened.zip(self.so_far.first_word).is_none_or(|(bracket, word)| word > bracket) {
            return InnerBracket::None;
        }
        match self.text.symbol(at) {
            Some(')' | ']') => InnerBracket::Closes,
            _ => InnerBracket::Open,
        }
    }

    fn judge(&mut self, run: &StopRun, kind: Stop, end: usize) -> Verdict {
        let Some(next) = self.text.list().get(end) else { return Verdict::GoesOn };
        if self.so_far.first_word.is_none() {
            return Verdict::GoesOn; // "... und dann", "!!! Achtung"
        }
        let next_char = self.text.prose[next.range].chars().next().unwrap_or(' ');
        if kind == Stop::Ideographic || run.strong && is_unspaced(next_char) {
            return ideographic(run.closed, next.kind, next_char);
        }
        if next.kind != TokenKind::Space {
            let begins = kind == Stop::Own && next.kind == TokenKind::Word && !is_lower(next_char);
            return if begins { Verdict::Ends } else { Verdict::GoesOn };
        }
        let Some(after) = After::new(self.text, end) else { return Verdict::GoesOn };
        if after.begins == Begins::LowerCase && !is_written_in_lower_case(self.text) {
            let start = lower_case_start(self.language, self.text, self.so_far, run, &after);
            self.lower_case_starts.extend(start);
        }
        verdict(self.language, self.text, self.so_far, run, &after)
    }

    /// Ends the sentence before the token at the index, white space around it left out.
    fn end_sentence(&mut self, end: usize, boundary: Boundary) {
        let tokens = &self.text.list()[self.so_far.start..end];
        let is_text = |kind: TokenKind| kind != TokenKind::Space;
        let first = tokens.iter().find(|token| is_text(token.kind));
        let last = tokens.iter().rfind(|token| is_text(token.kind));
        if let (Some(first), Some(last)) = (first, last) {
            let range = LocalRange::new(first.range.start(), last.range.end());
            self.found.push(Sentence { range, end: boundary });
        }
        self.so_far = SoFar { start: end, first_word: None, words: 0 };
        self.brackets.clear();
    }
}

/// An ideographic sentence ends without a blank, unless a particle takes its quotation up.
fn ideographic(closed: bool, next: TokenKind, next_char: char) -> Verdict {
    let goes_on = closed && goes_on_after_quotation(next_char);
    let begins = next != TokenKind::Symbol(next_char) || is_opener(next_char) || is_unspaced(next_char);
    if begins && !goes_on { Verdict::Ends } else { Verdict::GoesOn }
}
