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

/// Bytes that hold so many letters of two bytes at most as are asked for.
const ENOUGH: usize = 2 * LONGEST_PREFIX + 1;

/// Appends the word that begins at byte `at`, folded, if it is nothing but letters of two bytes at most, as most words
/// are; gives the byte behind it and its number of letters. Of a long word only the beginning is appended, at least
/// [`LONGEST_PREFIX`] letters and one more. `None` if it may be something else: what was appended until then is to be
/// forgotten.
pub(super) fn fold_plain_word(text: &str, at: usize, folded: &mut String) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let letters = Letters::table();
    let (mut end, mut count) = (at, 0);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                let run = bytes[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let from = folded.len();
                folded.push_str(&text[end..end + run.min(ENOUGH.saturating_sub(from))]);
                folded[from..].make_ascii_lowercase();
                end += run;
                count += run;
                continue;
            }
            // May belong to a code or an address, or vanish inside the word.
            b'0'..=b'9' | b'_' | b'/' | b'@' | b':' | 0..b'\t' => return None,
            0..0x80 => break,
            0xC2..Letters::LEAD_END => {
                let next = bytes.get(end + 1)?;
                match letters.get(byte, *next)? {
                    "" => break,
                    letter if folded.len() < ENOUGH => folded.push_str(letter),
                    _ => {}
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
    Some((end, count))
}

/// Letters of two bytes, folded.
struct Letters(Vec<Option<String>>);

impl Letters {
    /// The first byte behind those that begin Latin, Greek and Cyrillic letters.
    const LEAD_END: u8 = 0xD5;

    fn table() -> &'static Self {
        static TABLE: LazyLock<Letters> = LazyLock::new(|| {
            let last = u32::from(Letters::LEAD_END) << 6 & 0x7FF;
            Letters((0x80..last).filter_map(char::from_u32).map(folded_letter).collect())
        });
        &TABLE
    }

    /// A letter, folded; empty for what ends a word; `None` for what has to be looked at.
    fn get(&self, lead: u8, next: u8) -> Option<&str> {
        let code = (usize::from(lead) & 0x1F) << 6 | usize::from(next) & 0x3F;
        self.0.get(code.checked_sub(0x80)?)?.as_deref()
    }
}

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
