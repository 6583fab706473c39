//! Words as the tokens of a text are compared: lower case, composed, without what is invisible.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// The word or phrase in lower case, composed (NFC), its parts joined by single spaces, without a last full stop. Two
/// last full stops stand for one that a text must have.
pub(crate) fn fold(word: &str) -> String {
    let lower: String =
        word.chars().filter(|&c| !is_invisible(c)).flat_map(lower).map(straight).nfc().collect();
    let mut folded = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.len() > 1 && folded.ends_with('.') {
        folded.pop();
    }
    folded
}

/// The ways in which a folded phrase is written: a hyphen may be a space, a space after a full stop may be missing, ß may
/// be ss, an apostrophe may be curled.
pub(crate) fn spellings(folded: &str) -> Vec<String> {
    let mut all = vec![folded.to_owned()];
    if folded.contains(". ") {
        all.push(folded.replace(". ", "."));
    }
    let inner = folded.trim_matches('-');
    if inner.contains('-') && folded.len() == inner.len() {
        all.push(folded.replace('-', " "));
    }
    // As in Switzerland, and in capitals.
    if folded.contains('ß') {
        all.extend(all.clone().iter().map(|word| word.replace('ß', "ss")));
    }
    if folded.contains('\'') {
        all.extend(all.clone().iter().map(|word| word.replace('\'', "’")));
    }
    all
}

/// The word as people write it whose keyboard lacks its letters: `instead` has what they type. `None` if that changes
/// nothing, or for a short word, which might become another one.
pub(crate) fn typed(folded: &str, instead: &BTreeMap<char, String>) -> Option<String> {
    const SHORTEST: usize = 5;
    let mut typed = String::with_capacity(folded.len());
    for c in folded.chars() {
        match instead.get(&c) {
            Some(instead) => typed.push_str(instead),
            None => typed.push(c),
        }
    }
    (typed != folded && typed.chars().count() >= SHORTEST).then_some(typed)
}

fn lower(c: char) -> impl Iterator<Item = char> {
    // "İ" lowers to i with a dot above, which the tokens drop as well.
    c.to_lowercase().filter(|&c| c != '\u{307}')
}

fn straight(c: char) -> char {
    match c {
        '’' => '\'',
        '‐' | '‑' => '-',
        _ => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
