//! Letters without what differs between the spellings of a name: case, diacritics, the alphabet.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

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
