//! Byte offset ↔ line and column, in the units an editor may count in. The only place that counts them, both ways.

use std::ops::Range;

use ropey::Rope;
use text_size::TextSize;

/// The unit of [`Position::column`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16.
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A place as editors count it: both 0-based; the column in units of an [`Encoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// 0-based; only `\n`, `\r\n` and `\r` end a line.
    pub line: u32,
    /// 0-based, in units of the encoding agreed on.
    pub column: u32,
}

impl Encoding {
    /// How many units stand before the character at `char_index` of the text.
    fn units_before(self, rope: &Rope, char_index: usize) -> usize {
        match self {
            Self::Utf8 => rope.char_to_byte(char_index),
            Self::Utf16 => rope.char_to_utf16_cu(char_index),
            Self::Utf32 => char_index,
        }
    }

    /// The index of the character that holds this unit of the text; the text's end for units behind it.
    fn char_at(self, rope: &Rope, unit: usize) -> usize {
        match self {
            Self::Utf8 => rope.byte_to_char(unit.min(rope.len_bytes())),
            Self::Utf16 => rope.utf16_cu_to_char(unit.min(rope.len_utf16_cu())),
            Self::Utf32 => unit.min(rope.len_chars()),
        }
    }
}

/// Where a byte is. Behind the text means its end, inside a character the character's start, and inside a line's
/// terminator the line's end: an editor can put its cursor at each position returned.
pub(super) fn position_of(rope: &Rope, offset: TextSize, encoding: Encoding) -> Position {
    let char_index = Encoding::Utf8.char_at(rope, usize::from(offset));
    let line = rope.char_to_line(char_index);
    let content = line_content(rope, line);
    let column =
        encoding.units_before(rope, char_index.min(content.end)) - encoding.units_before(rope, content.start);
    Position { line: line as u32, column: column as u32 }
}

/// The index of the character at a position, clamped as the LSP says: a column behind the line's end is that end,
/// before its terminator; a line behind the last is the text's end; a unit inside a character is the character.
pub(super) fn char_of(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let content = line_content(rope, line);
    let unit = encoding.units_before(rope, content.start).saturating_add(position.column as usize);
    encoding.char_at(rope, unit).min(content.end)
}

/// The characters of a line without its terminator, as indexes into the text; for lines behind the last, nothing at
/// the text's end.
pub(super) fn line_content(rope: &Rope, line: usize) -> Range<usize> {
    if line >= rope.len_lines() {
        return rope.len_chars()..rope.len_chars();
    }
    let (start, mut end) = (rope.line_to_char(line), rope.line_to_char(line + 1));
    if end > start && rope.char(end - 1) == '\n' {
        end -= 1;
        if end > start && rope.char(end - 1) == '\r' {
            end -= 1;
        }
    } else if end > start && rope.char(end - 1) == '\r' {
        end -= 1;
    }
    start..end
}
