//! `file:` URIs as text: percent escapes, drive letters (`c:`, `C%3A`), UNC hosts. Pure.

use super::path::{Lexical, Style};

/// The path that a `file:` URI names on a system of this style; `None` for other schemes, for a host on Unix, and for
/// escapes that are no UTF-8 or hide a NUL.
pub fn to_path(uri: &str, style: Style) -> Option<Lexical> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let (host, path) = (percent_decoded(host)?, percent_decoded(path)?);
    let local = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    match style {
        Style::Unix if local && path.starts_with('/') => Some(Lexical::parse(&path, style)),
        Style::Unix => None,
        Style::Windows if !local => Some(Lexical::parse(&format!("//{host}{path}"), style)),
        Style::Windows => {
            // "/c:/x" names a drive; "//host/share" after an empty host is a share that some clients write so.
            let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
            Some(Lexical::parse(drive.unwrap_or(&path), style))
        }
    }
}

/// The URI of an absolute path, as RFC 8089 writes it (`file:///C:/x`, `file://host/share/x`); `None` for a relative
/// one.
pub fn from_path(path: &Lexical) -> Option<String> {
    if !path.is_absolute() {
        return None;
    }
    let text = path.as_str();
    let mut uri = String::from(if text.starts_with("//") {
        "file:"
    } else if text.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    Some(uri)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = match tail {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        // A lone "%" stands for itself: clients that forget to escape it mean just that.
        let (byte, used) = escape.map_or((*first, 1), |(high, low)| (high << 4 | low, 3));
        bytes.push(byte);
        rest = &rest[used..];
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
