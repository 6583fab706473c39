//! What stands before and after a stop, as far as the rules ask.

use std::borrow::Cow;

use super::characters::{is_lower, parts};
use crate::analysis::Settings;
use crate::analysis::token::{Token, TokenKind, Tokens, is_invisible};

/// How many tokens after a stop are looked at for the next word: more than brackets, quotes and dashes ever need.
const LOOK_AHEAD: usize = 12;

/// A piece of text between blanks, brackets and quotes: a word, an abbreviation with its inner stops, a number.
#[derive(Debug, Default)]
pub(super) struct Chunk<'a> {
    /// As it stands, without invisible characters.
    pub written: Cow<'a, str>,
    /// Its words and digits as [`Tokens::folded`] has them.
    pub folded: Cow<'a, str>,
    /// How many tokens it is.
    pub tokens: usize,
    /// Whether an abbreviation of the project's own ends with it; only asked of the chunk before a stop.
    pub own_abbreviation: bool,
}

impl<'a> Chunk<'a> {
    /// The tokens from index `first` up to, not including, `end`.
    fn new(text: Text<'a>, first: usize, end: usize) -> Self {
        let mut chunk = Self { tokens: end - first, ..Self::default() };
        for &token in &text.list()[first..end] {
            let written = &text.prose[token.range];
            let folded = text.tokens.folded(token);
            append(&mut chunk.folded, if folded.is_empty() { written } else { folded });
            if written.chars().any(is_invisible) {
                chunk.written.to_mut().extend(written.chars().filter(|&c| !is_invisible(c)));
            } else {
                append(&mut chunk.written, written);
            }
        }
        chunk
    }

    /// Whether it is a single letter.
    pub(super) fn is_letter(&self) -> bool {
        let mut letters = self.written.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    }

    /// Whether its first word is a single letter ("I'm").
    pub(super) fn begins_with_lone_letter(&self) -> bool {
        let mut characters = self.written.chars();
        characters.next().is_some_and(char::is_alphabetic)
            && !characters.next().is_some_and(char::is_alphabetic)
    }

    /// Whether it is two letters or more, all of them capitals ("FR" is not "Fr").
    pub(super) fn is_capitals(&self) -> bool {
        self.written.chars().nth(1).is_some() && self.written.chars().all(char::is_uppercase)
    }
}

fn append<'a>(to: &mut Cow<'a, str>, text: &'a str) {
    if to.is_empty() {
        *to = Cow::Borrowed(text);
    } else {
        to.to_mut().push_str(text);
    }
}

/// A paragraph's prose with its tokens, and how the project wants it read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    /// The prose.
    pub prose: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// What the project says.
    pub settings: &'a Settings,
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
pub(super) struct Before<'a> {
    /// The chunk that the stop ends, in some texts after a blank; empty after a bracket or a quote.
    pub chunk: Chunk<'a>,
    /// The chunk before that, with its own stops; empty after punctuation and at the sentence's beginning.
    pub previous: Chunk<'a>,
    /// Whether a word stands directly before the chunk, blanks aside.
    pub after_word: bool,
    /// Whether a comma, a dash or an opening bracket does.
    pub after_punctuation: bool,
    /// Whether the chunk holds the first word of its sentence.
    pub first: bool,
    /// `previous` and `chunk` read as one abbreviation, "z. B." as "z.b", where the former ends in a stop.
    pub joined: Option<String>,
}

impl<'a> Before<'a> {
    /// What stands before the stop at token index `stop`, in the sentence that begins at `start` with its first word at
    /// `first_word`.
    pub(super) fn new(text: Text<'a>, start: usize, first_word: Option<usize>, stop: usize) -> Self {
        let spaced = stop > start && text.is_space(stop - 1); // "Mr ."
        let chunk_end = if spaced { stop - 1 } else { stop };
        let chunk_start = text.chunk_start(start, chunk_end);
        let mut chunk = Chunk::new(text, chunk_start, chunk_end);
        let sentence = &text.list()[start..chunk_end];
        chunk.own_abbreviation = text.settings.abbreviation_ends(text.prose, text.tokens, sentence);
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

    /// Whether a number with a full stop stands before the chunk.
    pub(super) fn after_number(&self) -> bool {
        let number = self.previous.folded.trim_end_matches('.');
        number.len() < self.previous.folded.len() && number.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// How the word after a stop begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// With a digit.
    Digit,
    /// In lower case, as no sentence begins ("iPhone", "'s Avonds" may begin one).
    LowerCase,
    /// As a sentence may begin: with a capital, in a script that has none, with what is no prose.
    Otherwise,
}

/// What opens between a stop and the next word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing.
    Nothing,
    /// A bracket, perhaps with other marks.
    Bracket,
    /// A quotation, a dash, some other mark.
    Mark,
    /// A sign that refers to the number before the stop.
    Reference,
}

/// What stands after a stop and whatever it closes.
#[derive(Debug)]
pub(super) struct After<'a> {
    /// Index of the next word's first token.
    pub at: usize,
    /// The next word, with an elided article ("l'uomo"); empty for what is no prose.
    pub word: Chunk<'a>,
    /// How it begins.
    pub begins: Begins,
    /// What opens before it.
    pub opening: Opening,
    /// Whether a full stop follows it directly.
    pub dotted: bool,
}

impl<'a> After<'a> {
    /// What stands after the stop whose closers end before token index `from`; `None` where no word follows soon, or a
    /// comma or another mark stands before it that no sentence begins with.
    pub(super) fn new(text: Text<'a>, from: usize) -> Option<Self> {
        let (opening, at) = opening(text, from)?;
        let end = word_end(text, at);
        let kind = text.list()[at].kind;
        let word = if kind == TokenKind::Opaque { Chunk::default() } else { Chunk::new(text, at, end) };
        let begins = match kind {
            TokenKind::Digits => Begins::Digit,
            _ if is_lower_case(&word) && !is_clipped_before_capital(text, at, end) => Begins::LowerCase,
            _ => Begins::Otherwise,
        };
        Some(Self { at, begins, word, opening, dotted: text.symbol(end) == Some('.') })
    }

    /// Whether the next word is a number.
    pub(super) fn is_number(&self) -> bool {
        self.begins == Begins::Digit
    }

    /// Whether the next word has one or two letters and a full stop.
    pub(super) fn is_short_abbreviation(&self) -> bool {
        self.dotted && self.word.written.chars().nth(2).is_none()
    }

    /// Whether the next word is an initial ("J.").
    pub(super) fn is_initial(&self) -> bool {
        self.dotted && self.word.is_letter()
    }
}

/// What opens from token index `from` on, and the index of the word after that.
fn opening(text: Text<'_>, from: usize) -> Option<(Opening, usize)> {
    let mut opening = Opening::Nothing;
    let mut at = from;
    while at - from <= LOOK_AHEAD {
        match text.list().get(at)?.kind {
            TokenKind::Word | TokenKind::Digits | TokenKind::Opaque => return Some((opening, at)),
            TokenKind::Symbol(',') if text.symbol(at + 1) == Some(',') => {
                opening = Opening::Mark; // ",," for "„"
                at += 1;
            }
            TokenKind::Symbol(',') if text.is_space(at + 1) => return None,
            TokenKind::Symbol(',' | ';' | ':' | ')' | ']') if opening == Opening::Nothing => return None,
            TokenKind::Symbol('§') if opening == Opening::Nothing && !is_number_next(text, at + 1) => {
                opening = Opening::Reference;
            }
            TokenKind::Symbol('(' | '[') if opening != Opening::Reference => opening = Opening::Bracket,
            TokenKind::Symbol(_) if opening == Opening::Nothing => opening = Opening::Mark,
            TokenKind::Symbol(_) | TokenKind::Space => {}
        }
        at += 1;
    }
    None
}

/// Whether a number stands at the index, perhaps behind a blank.
fn is_number_next(text: Text<'_>, at: usize) -> bool {
    let at = if text.is_space(at) { at + 1 } else { at };
    text.list().get(at).is_some_and(|token| token.kind == TokenKind::Digits)
}

fn is_lower_case(word: &Chunk<'_>) -> bool {
    let mut letters = word.written.chars();
    letters.next().is_some_and(is_lower) && !letters.next().is_some_and(char::is_uppercase)
}

/// Whether the word is what an apostrophe has left of one, with a capital behind it: "'s Avonds", "'n Man".
fn is_clipped_before_capital(text: Text<'_>, at: usize, end: usize) -> bool {
    let clipped = at.checked_sub(1).is_some_and(|before| matches!(text.symbol(before), Some('\'' | '’')));
    let short = end == at + 1 && text.prose[text.list()[at].range].chars().nth(1).is_none();
    let next = text.list().get(end + 1).filter(|_| text.is_space(end));
    clipped && short && next.is_some_and(|next| text.prose[next.range].starts_with(char::is_uppercase))
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
