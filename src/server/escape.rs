//! Text from documents where it is shown: no control or bidirectional character of a document may act on the editor,
//! and none of its punctuation on a Markdown hover.

/// A text on one line, without what acts instead of being read: control characters and bidirectional marks go, line
/// ends and tabs become spaces.
pub(super) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            _ if acts(character) => {}
            _ => shown.push(character),
        }
    }
    shown
}

/// A text as Markdown that shows it as it stands, on one line.
pub(super) fn markdown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + text.len() / 8);
    let text = plain(text);
    // What begins a block does so only at the start, behind nothing but digits; some editors show every backslash.
    let start = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, character) in text.char_indices() {
        match character {
            // An entity works where a backslash does not: some renderers read autolinks and HTML first.
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            // Behind a bracket it would begin a link's address, for readers that mind no backslash before.
            '(' if text[..at].ends_with(']') => shown.push_str("\\("),
            _ if "\\`*_[]~|".contains(character) || at == start && "#+-.)=".contains(character) => {
                shown.push('\\');
                shown.push(character);
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// A URI as the destination of a Markdown link.
pub(super) fn destination(uri: &str) -> String {
    let mut shown = String::with_capacity(uri.len());
    for character in uri.chars() {
        match character {
            '(' => shown.push_str("%28"),
            ')' => shown.push_str("%29"),
            '<' => shown.push_str("%3C"),
            '>' => shown.push_str("%3E"),
            '\\' => shown.push_str("%5C"),
            ' ' => shown.push_str("%20"),
            _ if acts(character) || character.is_control() => {}
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character steers the display. Joiners stay: they are part of how words and emoji are written.
fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_taken_out() {
        assert_eq!(plain("a\u{202e}b\u{1b}[31mc\nd\r\n\te"), "ab[31mc d e");
        assert_eq!(plain("👩‍👩‍👧 \u{627}\u{200c}\u{628}"), "👩‍👩‍👧 \u{627}\u{200c}\u{628}");
    }

    #[test]
    fn markdown_shows_the_text_as_it_stands() {
        assert_eq!(
            markdown("**a** [b](c) <i> # 1. x_y `z`"),
            r"\*\*a\*\* \[b\]\(c) &lt;i&gt; # 1. x\_y \`z\`"
        );
        assert_eq!(markdown("12. # one"), r"12\. # one");
        assert_eq!(markdown("# one."), r"\# one.");
        assert_eq!(destination("file:///a (1).md"), "file:///a%20%281%29.md");
    }
}
