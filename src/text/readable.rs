//! Whether bytes are a text that we read: UTF-8, and within limits.

use super::lines::lines;

/// How large a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest text, in bytes. Offsets are 32 bits wide, so that 4 GiB less one byte is the most there is.
    pub max_bytes: usize,
    /// The longest line, in bytes, its terminator left out.
    pub max_line_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 64 << 20, max_line_bytes: 1 << 20 }
    }
}

/// Why a text is not read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    /// Why.
    pub reason: UnreadableReason,
    /// The line where it shows, 0-based; 0 if the whole text is meant.
    pub line: usize,
    /// The first byte where it shows, from the text's start; 0 if the whole text is meant.
    pub byte: usize,
}

/// Why a text is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnreadableReason {
    /// Longer than [`Limits::max_bytes`].
    TooLarge {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Its bytes are not UTF-8.
    NotUtf8,
    /// A line longer than [`Limits::max_line_bytes`].
    LineTooLong {
        /// The line's length in bytes.
        bytes: usize,
    },
}

/// The text that the bytes are. A byte order mark stays in it, so that offsets are those of the file.
pub fn readable<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a str, Unreadable> {
    if bytes.len() > limits.max_bytes.min(u32::MAX as usize) {
        let reason = UnreadableReason::TooLarge { bytes: bytes.len() };
        return Err(Unreadable { reason, line: 0, byte: 0 });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..byte]);
        Unreadable { reason: UnreadableReason::NotUtf8, line: lines(&before).count() - 1, byte }
    })?;
    match lines(text).enumerate().find(|(_, line)| line.len() > limits.max_line_bytes) {
        None => Ok(text),
        Some((line, range)) => {
            let reason = UnreadableReason::LineTooLong { bytes: range.len() };
            Err(Unreadable { reason, line, byte: range.start })
        }
    }
}
