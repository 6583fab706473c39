//! Letters without what differs between the spellings of a name: case, diacritics, the alphabet.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::analysis::token::is_invisible;

use super::features::LONGEST_PREFIX;

/// Appends a letter in lower case and without diacritics, in Latin letters where Cyrillic and Greek have an equivalent.
pub(crate) fn fold(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| {
            if !is_combining_mark(part) {
                match latin(part) {
                    Some(letters) => folded.push_str(letters),
                    None => folded.push(part),
                }
            }
        });
    }
}

/// The beginning of a word, folded: at least [`LONGEST_PREFIX`] letters and one more, if it has as many.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beginning {
    bytes: [u8; Self::ENOUGH + Letter::LONGEST],
    len: usize,
}

impl Beginning {
    /// Bytes that hold so many letters of two bytes at most as are asked for.
    const ENOUGH: usize = 2 * LONGEST_PREFIX + 1;

    /// The letters.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    #[inline]
    fn push(&mut self, letter: &[u8]) {
        if self.len < Self::ENOUGH {
            self.bytes[self.len..self.len + letter.len()].copy_from_slice(letter);
            self.len += letter.len();
        }
    }

    #[inline]
    fn push_byte(&mut self, byte: u8) {
        if self.len < Self::ENOUGH {
            self.bytes[self.len] = byte;
            self.len += 1;
        }
    }
}

/// A word of letters only.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlainWord {
    /// The byte behind it.
    pub(super) end: usize,
    /// How many letters it has.
    pub(super) letters: usize,
    /// What it begins with.
    pub(super) beginning: Beginning,
}

/// The word that begins at byte `at`, if it is nothing but letters of two bytes at most, as most words are; `None` if it
/// may be something else.
pub(super) fn fold_plain_word(text: &str, at: usize) -> Option<PlainWord> {
    let bytes = text.as_bytes();
    let letters = Letters::table();
    let mut beginning = Beginning::default();
    let (mut end, mut count) = (at, 0);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                beginning.push_byte(byte | 0x20);
                end += 1;
            }
            // May belong to a code or an address, or vanish inside the word.
            b'0'..=b'9' | b'_' | b'/' | b'@' | b':' | 0..b'\t' => return None,
            0..0x80 => break,
            0xC2..Letters::LEAD_END => {
                let next = bytes.get(end + 1)?;
                match letters.get(byte, *next)?.bytes() {
                    [] => break,
                    letter => beginning.push(letter),
                }
                end += 2;
            }
            // Dashes and quotation marks, but none of the invisible characters among them.
            0xE2 if bytes.get(end + 1) == Some(&0x80) => match bytes.get(end + 2)? {
                0x8B..=0x8F | 0xAA..=0xAE => return None,
                _ => break,
            },
            _ => return None,
        }
        count += 1;
    }
    Some(PlainWord { end, letters: count, beginning })
}

/// A letter, folded; empty for what ends a word.
#[derive(Debug, Clone, Copy)]
struct Letter {
    bytes: [u8; Self::LONGEST],
    len: u8,
}

impl Letter {
    /// The most bytes of one.
    const LONGEST: usize = 4;

    fn new(folded: &str) -> Option<Self> {
        let mut bytes = [0; Self::LONGEST];
        bytes.get_mut(..folded.len())?.copy_from_slice(folded.as_bytes());
        Some(Self { bytes, len: folded.len() as u8 })
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

/// Letters of two bytes, folded.
struct Letters(Vec<Option<Letter>>);

impl Letters {
    /// The first byte behind those that begin Latin, Greek and Cyrillic letters.
    const LEAD_END: u8 = 0xD5;

    fn table() -> &'static Self {
        static TABLE: LazyLock<Letters> = LazyLock::new(|| {
            let last = u32::from(Letters::LEAD_END) << 6 & 0x7FF;
            let letters = (0x80..last).filter_map(char::from_u32);
            Letters(letters.map(|c| Letter::new(&folded_letter(c)?)).collect())
        });
        &TABLE
    }

    /// A letter; `None` for what has to be looked at.
    #[inline]
    fn get(&self, lead: u8, next: u8) -> Option<&Letter> {
        let code = (usize::from(lead) & 0x1F) << 6 | usize::from(next) & 0x3F;
        self.0.get(code.checked_sub(0x80)?)?.as_ref()
    }
}

/// A letter, folded; empty for what ends a word; `None` for what has to be looked at.
fn folded_letter(c: char) -> Option<String> {
    let mut folded = String::new();
    if c.is_alphabetic() {
        fold(c, &mut folded);
        // A letter that vanishes (ъ) is still one.
        return Some(folded).filter(|folded| !folded.is_empty());
    }
    (!is_invisible(c) && !is_combining_mark(c)).then_some(folded)
}

/// The Latin spelling of a letter that has no canonical decomposition into one. Names are meant to meet, not to be
/// transliterated by any standard: "Путин" and "Putin", "Αθήνα" and "Athina".
fn latin(c: char) -> Option<&'static str> {
    let letters = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' | 'о' | 'ο' | 'ω' => "o",
        'ł' | 'л' | 'λ' => "l",
        'đ' | 'ð' | 'д' | 'δ' => "d",
        'þ' | 'θ' => "th",
        'ı' | 'и' | 'й' | 'і' | 'ι' | 'η' => "i",
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'е' | 'э' | 'є' | 'ε' => "e",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'к' | 'κ' => "k",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' | 'υ' => "u",
        'ф' | 'φ' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' | 'χ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'ю' => "yu",
        'я' => "ya",
        'ξ' => "x",
        'ψ' => "ps",
        _ => return None,
    };
    Some(letters)
}
