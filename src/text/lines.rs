//! The lines of a text as the LSP has them: only `\n`, `\r\n` and `\r` end one.

use std::ops::Range;

/// The byte ranges of the lines, without their terminators. A text that ends with a terminator has an empty last line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let Some(length) = memchr::memchr2(b'\n', b'\r', &bytes[start..]) else {
            next = None;
            return Some(start..bytes.len());
        };
        let end = start + length;
        next = Some(if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 });
        Some(start..end)
    })
}
