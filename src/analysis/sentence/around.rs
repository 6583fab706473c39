//! What stands before and after a stop, as far as the rules ask.

use super::characters::{is_opener, parts, stop};
use crate::analysis::token::{Token, TokenKind, Tokens, is_invisible};

/// How many tokens after a stop are looked at for the next word: more than brackets, quotes and dashes ever need.
const LOOK_AHEAD: usize = 12;

/// A piece of text between blanks, brackets and quotes: a word, an abbreviation with its inner stops, a number.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// As it stands, without invisible characters.
    pub written: String,
    /// Its words and digits as [`Tokens::folded`] has them.
    pub folded: String,
    /// How many tokens it is.
    pub tokens: usize,
}

impl Chunk {
    /// The tokens from index `first` up to, not including, `end`.
    fn new(text: Text<'_>, first: usize, end: usize) -> Self {
        let mut chunk = Self { tokens: end - first, ..Self::default() };
        for &token in &text.list()[first..end] {
            let folded = text.tokens.folded(token);
            chunk.folded.push_str(if folded.is_empty() { &text.prose[token.range] } else { folded });
            chunk.written.extend(text.prose[token.range].chars().filter(|&c| !is_invisible(c)));
        }
        chunk
    }

    /// Whether it is a single letter.
    pub(super) fn is_letter(&self) -> bool {
        let mut letters = self.written.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    }

    /// Whether it is two letters or more, all of them capitals ("FR" is not "Fr").
    pub(super) fn is_capitals(&self) -> bool {
        self.written.chars().nth(1).is_some() && self.written.chars().all(char::is_uppercase)
    }
}

/// A paragraph's prose with its tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    /// The prose.
    pub prose: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
}

impl<'a> Text<'a> {
    pub(super) fn list(self) -> &'a [Token] {
        self.tokens.list()
    }

    /// The symbol that the token at this index is.
    pub(super) fn symbol(self, at: usize) -> Option<char> {
        match self.list().get(at)?.kind {
            TokenKind::Symbol(c) => Some(c),
            _ => None,
        }
    }

    /// Whether the token at this index is white space.
    pub(super) fn is_space(self, at: usize) -> bool {
        self.list().get(at).is_some_and(|token| token.kind == TokenKind::Space)
    }

    /// Whether white space or the end stands at this index.
    pub(super) fn is_space_or_end(self, at: usize) -> bool {
        at >= self.list().len() || self.is_space(at)
    }

    /// The index of the first token of the chunk that ends before the token at index `end`, at `from` or after it.
    fn chunk_start(self, from: usize, end: usize) -> usize {
        let inside = |token: &&Token| match token.kind {
            TokenKind::Word | TokenKind::Digits => true,
            TokenKind::Space | TokenKind::Opaque => false,
            TokenKind::Symbol(c) => !parts(c),
        };
        end - self.list()[from..end].iter().rev().take_while(inside).count()
    }
}

/// What stands before a full stop in its sentence.
#[derive(Debug)]
pub(super) struct Before {
    /// The chunk that the stop ends; empty after a bracket, a quote or a blank.
    pub chunk: Chunk,
    /// The chunk before that, with its own stops; empty after punctuation and at the sentence's beginning.
    pub previous: Chunk,
    /// Whether a word stands directly before the chunk, blanks aside.
    pub after_word: bool,
    /// Whether a comma, a dash or an opening bracket does.
    pub after_punctuation: bool,
    /// Whether the chunk holds the first word of its sentence.
    pub first: bool,
    /// `previous` and `chunk` read as one abbreviation, "z. B." as "z.b", where the former ends in a stop.
    pub joined: Option<String>,
}

impl Before {
    /// What stands before the stop at token index `stop`, in the sentence that begins at `start` with its first word at
    /// `first_word`.
    pub(super) fn new(text: Text<'_>, start: usize, first_word: Option<usize>, stop: usize) -> Self {
        let chunk_start = text.chunk_start(start, stop);
        let chunk = Chunk::new(text, chunk_start, stop);
        let blanks =
            text.list()[start..chunk_start].iter().rev().take_while(|token| token.kind == TokenKind::Space);
        let end = chunk_start - blanks.count();
        let previous = Chunk::new(text, text.chunk_start(start, end), end);
        let last = end.checked_sub(1).filter(|&last| last >= start).map(|last| text.list()[last].kind);
        let joined = previous
            .folded
            .ends_with('.')
            .then(|| format!("{}.{}", previous.folded.trim_end_matches('.'), chunk.folded));
        Self {
            after_word: last == Some(TokenKind::Word),
            after_punctuation: matches!(last, Some(TokenKind::Symbol(',' | '(' | '–' | '-' | '—'))),
            first: first_word.is_none_or(|word| word >= chunk_start),
            chunk,
            previous,
            joined,
        }
    }
}

/// What stands after a stop and whatever it closes.
#[derive(Debug)]
pub(super) struct After {
    /// Index of the next word's first token.
    pub at: usize,
    /// The next word, with an elided article ("l'uomo"); empty for what is no prose.
    pub word: Chunk,
    /// Whether the next word begins with a digit.
    pub digit: bool,
    /// Whether a quotation or bracket opens, or a dash stands, before it.
    pub opens: bool,
    /// Whether that is a bracket.
    pub in_bracket: bool,
    /// Whether a full stop follows it directly.
    pub dotted: bool,
}

impl After {
    /// What stands after the stop whose closers end before token index `from`; `None` where no word follows soon.
    pub(super) fn new(text: Text<'_>, from: usize) -> Option<Self> {
        let (mut opens, mut bracket) = (false, None);
        let mut at = from;
        loop {
            match text.list().get(at)?.kind {
                TokenKind::Word | TokenKind::Digits | TokenKind::Opaque => break,
                TokenKind::Symbol(c) if is_opener(c) => {
                    opens = true;
                    bracket = bracket.or(Some(matches!(c, '(' | '[')));
                }
                TokenKind::Symbol(c) => opens |= !c.is_alphanumeric() && stop(c, false).is_none(),
                TokenKind::Space => {}
            }
            at += 1;
            if at - from > LOOK_AHEAD {
                return None;
            }
        }
        let kind = text.list()[at].kind;
        let end = word_end(text, at);
        Some(Self {
            at,
            word: if kind == TokenKind::Opaque { Chunk::default() } else { Chunk::new(text, at, end) },
            digit: kind == TokenKind::Digits,
            opens,
            in_bracket: bracket == Some(true),
            dotted: text.symbol(end) == Some('.'),
        })
    }

    /// Whether the next word goes on in lower case, as no sentence begins ("iPhone" may begin one).
    pub(super) fn is_lower_case(&self) -> bool {
        let mut letters = self.word.written.chars();
        letters.next().is_some_and(char::is_lowercase) && !letters.next().is_some_and(char::is_uppercase)
    }

    /// Whether the next word is an initial ("J.").
    pub(super) fn is_initial(&self) -> bool {
        self.dotted && self.word.is_letter()
    }
}

/// Index of the token after the word at `at`; an apostrophe parts no word.
fn word_end(text: Text<'_>, at: usize) -> usize {
    let inside = |token: &&Token| match token.kind {
        TokenKind::Word | TokenKind::Digits => true,
        TokenKind::Symbol(c) => matches!(c, '\'' | '’'),
        _ => false,
    };
    at + text.list()[at..].iter().take(LOOK_AHEAD).take_while(inside).count()
}
