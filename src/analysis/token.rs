//! The tokens of a paragraph's prose: shared by the scanners of sentences, numbers and dates.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::{LocalRange, MARKUP, OPAQUE};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters with their marks; an ideograph or kana alone.
    Word,
    /// A run of decimal digits of one script, folded to ASCII.
    Digits,
    /// White space, no matter how much.
    Space,
    /// Inline code, a URL: something that is no prose.
    Opaque,
    /// Any other character.
    Symbol(char),
}

/// A token of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the paragraph, with whatever invisible stands inside.
    pub range: LocalRange,
    /// What it is.
    pub kind: TokenKind,
    fold: (u32, u32),
}

/// The tokens of a paragraph. Soft hyphens, bidi marks, zero-width characters and [`MARKUP`] are in no token of their
/// own: inside a word they vanish, between tokens they are skipped.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// The tokens of `prose`.
    pub fn new(prose: &str) -> Self {
        let mut tokens =
            Self { list: Vec::with_capacity(prose.len() / 4), folded: String::with_capacity(prose.len()) };
        let mut at = 0;
        while let Some(first) = prose[at..].chars().next() {
            at = tokens.push(prose, at, first);
        }
        tokens
    }

    /// The tokens, in order.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// A word in lower case, composed, without invisible characters; digits as ASCII; empty for all else.
    pub fn folded(&self, token: Token) -> &str {
        &self.folded[token.fold.0 as usize..(token.fold.0 + token.fold.1) as usize]
    }

    /// Reads the token that begins with `first` at byte `at` and says where the next one begins.
    fn push(&mut self, prose: &str, at: usize, first: char) -> usize {
        if is_invisible(first) {
            return at + first.len_utf8();
        }
        let fold_start = self.folded.len() as u32;
        let (kind, end) = if first.is_alphabetic() {
            (TokenKind::Word, self.word(prose, at, first))
        } else if digit_value(first).is_some() {
            (TokenKind::Digits, self.digits(prose, at))
        } else if first.is_whitespace() {
            (TokenKind::Space, end_of_run(prose, at, char::is_whitespace))
        } else if first == OPAQUE {
            (TokenKind::Opaque, end_of_run(prose, at, |c| c == OPAQUE))
        } else {
            (TokenKind::Symbol(first), at + first.len_utf8())
        };
        let fold = (fold_start, self.folded.len() as u32 - fold_start);
        self.list.push(Token { range: LocalRange::new(at, end), kind, fold });
        end
    }

    fn word(&mut self, prose: &str, at: usize, first: char) -> usize {
        let fold_start = self.folded.len();
        let mut end = at;
        for (offset, c) in prose[at..].char_indices() {
            let here = at + offset;
            if is_invisible(c) {
                continue;
            }
            if !(c.is_alphabetic() || is_combining_mark(c))
                || here > at && (is_ideographic(c) || is_ideographic(first)) && !is_combining_mark(c)
            {
                break;
            }
            end = here + c.len_utf8();
            self.fold_char(c);
        }
        self.compose(fold_start);
        end
    }

    fn fold_char(&mut self, c: char) {
        if c.is_ascii() {
            self.folded.push(c.to_ascii_lowercase());
        } else {
            // "İ" lowers to i with a dot above, which would be found in no lexicon.
            self.folded.extend(c.to_lowercase().filter(|&c| c != '\u{307}'));
        }
    }

    fn compose(&mut self, from: usize) {
        let word = &self.folded[from..];
        if !word.is_ascii() && is_nfc_quick(word.chars()) != IsNormalized::Yes {
            let composed: String = word.nfc().collect();
            self.folded.truncate(from);
            self.folded.push_str(&composed);
        }
    }

    fn digits(&mut self, prose: &str, at: usize) -> usize {
        let mut end = at;
        for (offset, c) in prose[at..].char_indices() {
            match digit_value(c) {
                Some(digit) => {
                    end = at + offset + c.len_utf8();
                    self.folded.push(char::from(b'0' + digit));
                }
                None if is_invisible(c) => {}
                None => break,
            }
        }
        end
    }
}

fn end_of_run(prose: &str, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    let mut end = at;
    for (offset, c) in prose[at..].char_indices() {
        if belongs(c) {
            end = at + offset + c.len_utf8();
        } else if !is_invisible(c) {
            break;
        }
    }
    end
}

/// Whether a character changes nothing of what is read: soft hyphen, zero-width characters, bidi marks and isolates,
/// the byte order mark, variation selectors, [`MARKUP`].
pub fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c == MARKUP;
    }
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether a character is a word by itself: Han, Hiragana, Katakana.
pub fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many letters of an alphabet a letter stands for. Rough: what is left over is learned as the ratio of lengths.
pub fn letter_weight(c: char) -> f32 {
    match c {
        _ if c.is_ascii() => 1.0,
        '\u{3040}'..='\u{30FF}' => 1.5,
        '\u{AC00}'..='\u{D7A3}' => 2.2,
        _ if is_ideographic(c) => 2.8,
        _ => 1.0,
    }
}

/// The zeros of the scripts that have digits of their own, in order.
const ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The value of a decimal digit of any script (Unicode `Nd`, whose digits stand in runs of ten from zero to nine).
pub fn digit_value(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let code = c as u32;
    let index = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let value = code - ZEROS[index];
    (value < 10).then_some(value as u8)
}
