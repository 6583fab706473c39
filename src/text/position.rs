//! Byte offset ↔ line and column, in the units an editor may count in.

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
