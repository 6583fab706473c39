//! Text from documents is shown without anything that steers a terminal or turns the direction of what follows.

use std::borrow::Cow;

/// Whether a character is shown as its code point.
fn is_unsafe(c: char) -> bool {
    // Controls; marks, embeddings, overrides and isolates of direction; line and paragraph separator.
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Appends a character as it is shown. Line breaks and tabs become spaces: the text is shown on one line.
pub(super) fn push(shown: &mut String, c: char) {
    match c {
        '\n' | '\r' | '\t' => shown.push(' '),
        '\u{FEFF}' => {}
        c if is_unsafe(c) => shown.extend(c.escape_unicode()),
        c => shown.push(c),
    }
}

/// The text as it is shown.
pub(in crate::cli) fn escape(text: &str) -> Cow<'_, str> {
    let touched = |c: char| matches!(c, '\u{FEFF}') || is_unsafe(c);
    if !text.contains(touched) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut shown, c));
    Cow::Owned(shown)
}

/// Columns of a terminal that a character takes, at most.
pub(super) fn width(c: char) -> usize {
    match c {
        '\u{FEFF}' => 0,
        c if !matches!(c, '\n' | '\r' | '\t') && is_unsafe(c) => c.escape_unicode().len(),
        // East Asian scripts and emoji begin here; most of what stands between them is narrow, but wide is safe.
        '\u{1100}'.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        assert_eq!(escape("a\u{1b}[31mb\u{202e}c\u{9b}\u{7f}"), r"a\u{1b}[31mb\u{202e}c\u{9b}\u{7f}");
        assert_eq!(escape("one\r\ntwo\tthree"), "one  two three");
        assert!(matches!(escape("plain – „text“ é 中"), Cow::Borrowed(_)));
    }
}
