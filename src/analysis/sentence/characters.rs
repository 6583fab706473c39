//! What characters do at the end of a sentence: the same in every language.

use unicode_normalization::char::decompose_canonical;

use crate::analysis::token::is_ideographic;

/// What a character that may end a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A full stop, which also ends abbreviations, numbers and initials.
    Full,
    /// Three full stops in one character.
    Ellipsis,
    /// A question or exclamation mark.
    Mark,
    /// A stop that is nothing else and needs no blank behind it ("।").
    Own,
    /// An ideographic stop: one of those whose script has no blanks at all.
    Ideographic,
}

/// What a character does as a stop (Unicode `Sentence_Terminal` of the scripts in use today, and the ellipsis).
pub(super) fn stop(c: char, semicolon_asks: bool) -> Option<Stop> {
    if c.is_ascii() {
        return match c {
            '.' => Some(Stop::Full),
            '!' | '?' => Some(Stop::Mark),
            ';' if semicolon_asks => Some(Stop::Mark),
            _ => None,
        };
    }
    match c {
        '…' => Some(Stop::Ellipsis),
        '‼' | '⁇' | '⁈' | '⁉' | '‽' | '\u{37E}' => Some(Stop::Mark),
        '。' | '！' | '？' | '｡' => Some(Stop::Ideographic),
        '\u{589}' // Armenian
        | '\u{61D}'..='\u{61F}' | '\u{6D4}' | '\u{700}'..='\u{702}' // Arabic, Syriac
        | '\u{7F9}' // N'Ko
        | '\u{964}' | '\u{965}' // danda, double danda
        | '\u{104A}' | '\u{104B}' // Burmese
        | '\u{1362}' | '\u{1367}' | '\u{1368}' // Ethiopic
        | '\u{166E}' // Canadian syllabics
        | '\u{17D4}' | '\u{17D5}' // Khmer
        | '\u{1803}' | '\u{1809}' // Mongolian
        | '\u{1C7E}' | '\u{1C7F}' // Ol Chiki
        | '\u{A4FF}' | '\u{A60E}' | '\u{A60F}' | '\u{A92F}' | '\u{A9C8}' | '\u{A9C9}' | '\u{ABEB}'
        | '．' => Some(Stop::Own),
        _ => None,
    }
}

/// Whether a text ends as a sentence does: with a stop, and perhaps with what closes a quotation, a bracket or an
/// emphasis behind it.
pub fn is_ended(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || c.is_control() || is_closer(c));
    bare.chars().next_back().is_some_and(|last| stop(last, false).is_some())
}

/// Whether a character closes a quotation, a bracket or an emphasis that began before it.
pub fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '“'
            | '’'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '*'
            | '_'
            | '`'
            | '¹'
            | '²'
            | '³'
            | '⁰'..='⁹'
    )
}

/// Whether a character is a quotation mark of any kind.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹')
}

/// Whether a character opens a quotation, a bracket, an emphasis, a question.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '„'
            | '‚'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '〈'
            | '*'
            | '_'
            | '`'
            | '#'
    )
}

/// Whether a character that also closes quotations can open one instead; it does where a word follows directly.
pub(super) fn may_open(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '‹' | '»' | '›')
}

/// Whether a letter is in lower case, in a script that begins sentences with a capital. Georgian letters have capitals,
/// but no sentence begins with one.
pub(super) fn is_lower(letter: char) -> bool {
    letter.is_lowercase() && !matches!(letter, '\u{10D0}'..='\u{10FF}')
}

/// Whether a character parts what stands before a stop from what stands before itself.
pub(super) fn parts(c: char) -> bool {
    match c {
        '\'' | '’' => false,
        ')' | ']' | '/' | '|' | '~' | ',' | ';' | ':' | '—' | '–' | '=' | '>' => true,
        _ => is_opener(c),
    }
}

/// Whether a character stands in a text that is written without blanks.
pub(super) fn is_unspaced(c: char) -> bool {
    is_ideographic(c) || matches!(c, '※' | '「' | '『' | '（' | '《')
}

/// Whether an ideographic sentence goes on with this particle or comma after a quotation ("…！」と").
pub(super) fn goes_on_after_quotation(c: char) -> bool {
    matches!(c, 'と' | 'を' | 'の' | 'に' | 'は' | 'が' | 'で' | 'も' | 'や' | 'か' | 'な' | '、' | '，')
}

/// Whether a character before a blank at the beginning of a line marks a list's item. A dash may be a dash.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '▪' | '●' | '◦' | '*')
}

/// Whether a letter belongs to a script whose full stop looks like a colon and is often typed so: Armenian.
pub(super) fn types_colon_as_stop(letter: char) -> bool {
    matches!(letter, '\u{531}'..='\u{587}')
}

/// Whether a letter of the Latin, Greek or Cyrillic script, without its accents, is a vowel.
pub(super) fn is_vowel(c: char) -> bool {
    let mut base = None;
    decompose_canonical(c, |part| base = base.or(Some(part)));
    base.is_some_and(|base| "aeiouyæœøıаеиоуыэюяіѣєαεηιουω".contains(base))
}

/// Whether a word as written is a Roman numeral in capitals with an I, V or X in it ("DC" is none, it may be anything).
pub(super) fn is_roman(written: &str) -> bool {
    written.len() <= 8
        && written.bytes().all(|byte| b"IVXLCDM".contains(&byte))
        && written.bytes().any(|byte| b"IVX".contains(&byte))
}
