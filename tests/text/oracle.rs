//! Lines and columns counted the slow and plain way, and texts that make counting hard.

use diglot::text::{Encoding, Position};
use proptest::prelude::*;

pub(crate) const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Texts of whatever goes wrong easily: all terminators, what is none, one to four bytes a character, marks.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => Just("\n".to_owned()),
        3 => Just("\r\n".to_owned()),
        2 => Just("\r".to_owned()),
        1 => prop::sample::select(vec!["\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\u{feff}", "\0"])
            .prop_map(str::to_owned),
        3 => prop::sample::select(vec!["👩‍👩‍👧", "𝒳", "é", "e\u{301}", "ő", "日本", "م", "\u{200f}", "\u{ad}"])
            .prop_map(str::to_owned),
        5 => "[a-z .,0-9]{0,12}",
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// The lines as (first byte, first byte behind their last character, first byte of the next line).
pub(crate) fn lines(text: &str) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let terminator = match &text.as_bytes()[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        if terminator > 0 {
            found.push((start, at, at + terminator));
            start = at + terminator;
        }
        at += terminator.max(1);
    }
    found.push((start, text.len(), text.len()));
    found
}

pub(crate) fn units(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

/// The byte at a position, clamped.
pub(crate) fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(&(start, end, _)) = lines(text).get(position.line as usize) else { return text.len() };
    let mut column = 0;
    for (at, c) in text[start..end].char_indices() {
        column += units(c, encoding);
        if column > position.column as usize {
            return start + at;
        }
    }
    end
}

/// The position of a byte that begins a character.
pub(crate) fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let lines = lines(text);
    let line = lines.iter().rposition(|line| line.0 <= offset).expect("the first line begins at 0");
    let content = &text[lines[line].0..offset.min(lines[line].1)];
    let column: usize = content.chars().map(|c| units(c, encoding)).sum();
    Position { line: line as u32, column: column as u32 }
}
