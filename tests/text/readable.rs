//! Which bytes are a text.

use diglot::text::{Limits, Unreadable, UnreadableReason, readable};

fn why(bytes: &[u8]) -> Result<&str, Unreadable> {
    readable(bytes, &Limits { max_bytes: 20, max_line_bytes: 6 })
}

#[test]
fn a_text_within_limits_is_read() {
    assert_eq!(why("\u{feff}ő\r\nbcdefg\n".as_bytes()), Ok("\u{feff}ő\r\nbcdefg\n"));
    assert_eq!(why(b""), Ok(""));
    assert_eq!(readable(&vec![b'a'; 1 << 20], &Limits::default()).map(str::len), Ok(1 << 20));
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let at = |reason, line, byte| Err(Unreadable { reason, line, byte });
    assert_eq!(why(b"ab\r\ncd\n\xe9x"), at(UnreadableReason::NotUtf8, 2, 7));
    assert_eq!(why(b"\xff\xfea\0"), at(UnreadableReason::NotUtf8, 0, 0));
    assert_eq!(why(b"a\rb\nabcdefg\nabcdefgh"), at(UnreadableReason::LineTooLong { bytes: 7 }, 2, 4));
    assert_eq!(why(&[b'\n'; 21]), at(UnreadableReason::TooLarge { bytes: 21 }, 0, 0));
    let line = vec![b'a'; (1 << 20) + 1];
    let reason = UnreadableReason::LineTooLong { bytes: line.len() };
    assert_eq!(readable(&line, &Limits::default()), at(reason, 0, 0));
}
