//! The tokens of a paragraph's prose: shared by the scanners of sentences, numbers and dates.

use std::sync::LazyLock;

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
    /// The prose in lower case as far as it is ASCII, then the words that folding changes otherwise.
    folded: String,
}

impl Tokens {
    /// The tokens of `prose`.
    pub fn new(prose: &str) -> Self {
        let mut folded = String::with_capacity(prose.len() + prose.len() / 4);
        folded.push_str(prose);
        folded.make_ascii_lowercase();
        let mut tokens = Self { list: Vec::with_capacity(prose.len() / 3 + 8), folded };
        let letters = Letters::table();
        let mut at = 0;
        while let Some(&byte) = prose.as_bytes().get(at) {
            at = match CLASSES[byte as usize] {
                Class::Letter | Class::Beyond => tokens.word_or_other(prose, at, letters),
                Class::Space => tokens.space(prose, at),
                Class::Symbol => {
                    tokens.push(at, at + 1, TokenKind::Symbol(char::from(byte)), (0, 0));
                    at + 1
                }
                Class::Digit => tokens.digits(prose, at),
                Class::Invisible => at + 1,
                Class::Opaque => {
                    let end = end_of_run(prose, at, |c| c == OPAQUE);
                    tokens.push(at, end, TokenKind::Opaque, (0, 0));
                    end
                }
            };
        }
        tokens
    }

    /// The tokens, in order.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// A word in lower case, composed, without invisible characters; digits as ASCII; empty for all else.
    #[inline]
    pub fn folded(&self, token: Token) -> &str {
        &self.folded[token.fold.0 as usize..(token.fold.0 + token.fold.1) as usize]
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: TokenKind, fold: (u32, u32)) {
        self.list.push(Token { range: LocalRange::new(start, end), kind, fold });
    }

    /// Reads a run of white space, nearly always one blank.
    #[inline]
    fn space(&mut self, prose: &str, at: usize) -> usize {
        let next = prose.as_bytes().get(at + 1);
        let more =
            |next: &u8| matches!(CLASSES[*next as usize], Class::Space | Class::Invisible | Class::Beyond);
        let end = if next.is_some_and(more) { end_of_run(prose, at, char::is_whitespace) } else { at + 1 };
        self.push(at, end, TokenKind::Space, (0, 0));
        end
    }

    /// Reads the token that begins at byte `at` with a letter, or with a character beyond ASCII; says where the next one
    /// begins.
    fn word_or_other(&mut self, prose: &str, at: usize, letters: &Letters) -> usize {
        match letters.plain_word_end(prose.as_bytes(), at) {
            // As it stands in the folded prose, nothing else has to be done to it.
            Some(end) if end > at => {
                self.push(at, end, TokenKind::Word, (at as u32, (end - at) as u32));
                end
            }
            _ => match prose[at..].chars().next() {
                Some(first) => self.any(prose, at, first),
                None => prose.len(),
            },
        }
    }

    /// Reads the token that begins with `first` at byte `at` and says where the next one begins.
    fn any(&mut self, prose: &str, at: usize, first: char) -> usize {
        if is_invisible(first) {
            return at + first.len_utf8();
        }
        if first.is_alphabetic() {
            return self.word(prose, at, first);
        }
        if digit_value(first).is_some() {
            return self.digits(prose, at);
        }
        let (kind, end) = if first.is_whitespace() {
            (TokenKind::Space, end_of_run(prose, at, char::is_whitespace))
        } else {
            (TokenKind::Symbol(first), at + first.len_utf8())
        };
        self.push(at, end, kind, (0, 0));
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
        self.push_folded(at, end, TokenKind::Word, fold_start);
        end
    }

    /// Pushes a token whose folded form was written behind the folded prose.
    fn push_folded(&mut self, at: usize, end: usize, kind: TokenKind, fold_start: usize) {
        self.push(at, end, kind, (fold_start as u32, (self.folded.len() - fold_start) as u32));
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
        let bytes = &prose.as_bytes()[at..];
        let ascii = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let ends = bytes.get(ascii).is_none_or(|&byte| byte.is_ascii() && byte != MARKUP as u8);
        if ends {
            self.push(at, at + ascii, TokenKind::Digits, (at as u32, ascii as u32));
            return at + ascii;
        }
        let fold_start = self.folded.len();
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
        self.push_folded(at, end, TokenKind::Digits, fold_start);
        end
    }
}

/// What a byte begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Symbol,
    Invisible,
    Opaque,
    /// A character beyond ASCII.
    Beyond,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Beyond; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t'..=b'\r' => Class::Space,
            c if c == MARKUP as u8 => Class::Invisible,
            c if c == OPAQUE as u8 => Class::Opaque,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    classes
}

/// What a character of two bytes does to the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// It is a letter of the word to which nothing has to be done when it is folded: in lower case, composed, whatever
    /// stands before it.
    Plain,
    /// It is no part of the word.
    Ends,
    /// It has to be looked at.
    Else,
}

/// What the characters of two bytes do: the letters of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic.
struct Letters {
    /// By the character's code, less 0x80.
    follows: [Follows; Self::COUNT],
}

impl Letters {
    /// Two bytes hold the characters from 0x80 up to here.
    const COUNT: usize = 0x800 - 0x80;

    fn table() -> &'static Self {
        static TABLE: LazyLock<Letters> = LazyLock::new(|| Letters {
            follows: std::array::from_fn(|index| {
                char::from_u32(0x80 + index as u32).map_or(Follows::Else, follows)
            }),
        });
        &TABLE
    }

    /// Where the word that begins at byte `at` ends, if all its letters are plain; `None` if one is not, or if that can't
    /// be told. The place itself if no word begins there.
    #[inline]
    fn plain_word_end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let mut end = at;
        loop {
            let Some(&byte) = bytes.get(end) else { return Some(end) };
            match CLASSES[byte as usize] {
                Class::Letter => end = letters_end(bytes, end + 1),
                Class::Beyond => match self.beyond(bytes, end) {
                    Follows::Plain => end += 2,
                    Follows::Ends => return Some(end),
                    Follows::Else => return None,
                },
                Class::Invisible => return None,
                _ => return Some(end),
            }
        }
    }

    /// What the character beyond ASCII does that begins at the byte.
    #[inline]
    fn beyond(&self, bytes: &[u8], at: usize) -> Follows {
        let low = |offset: usize| bytes.get(at + offset).map_or(0, |&byte| usize::from(byte) & 0x3F);
        match bytes[at] {
            byte @ 0xC0..0xE0 => {
                let code = (usize::from(byte) & 0x1F) << 6 | low(1);
                code.checked_sub(0x80).map_or(Follows::Else, |index| self.follows[index])
            }
            // Dashes, quotation marks and other punctuation.
            0xE2 if low(1) == 0 => match low(2) {
                0x0B..=0x0F | 0x2A..=0x2E => Follows::Else,
                _ => Follows::Ends,
            },
            _ => Follows::Else,
        }
    }
}

/// Where the ASCII letters end that begin at byte `at`, eight of which are looked at at once.
#[inline]
fn letters_end(bytes: &[u8], at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let mut end = at;
    while let Some(eight) = bytes.get(end..).and_then(|rest| rest.first_chunk::<8>()) {
        let eight = u64::from_le_bytes(*eight);
        // Added up without a carry from one byte into the next, the highest bit says whether a byte is no less.
        let lower = (eight & !HIGH) | (0x20 * ONES);
        let from_a = lower + (0x80 - u64::from(b'a')) * ONES;
        let behind_z = lower + (0x80 - u64::from(b'z') - 1) * ONES;
        let others = !(from_a & !behind_z & !eight) & HIGH;
        if others != 0 {
            return end + others.trailing_zeros() as usize / 8;
        }
        end += 8;
    }
    end + bytes[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

fn follows(c: char) -> Follows {
    if is_plain(c) {
        Follows::Plain
    } else if c.is_alphabetic() || is_combining_mark(c) || is_invisible(c) {
        Follows::Else
    } else {
        Follows::Ends
    }
}

/// Whether a letter is folded already, and stays as it is whatever letters stand around it.
fn is_plain(c: char) -> bool {
    c.is_alphabetic()
        && !is_invisible(c)
        && !is_combining_mark(c)
        && c.to_lowercase().eq([c])
        && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
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
