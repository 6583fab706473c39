//! Words of a text as they may stand in a message.

use crate::analysis::token::is_invisible;
use crate::language::Language;
use crate::text::OPAQUE;

use super::view::Role;

/// The most characters of a value that are quoted.
const LONGEST: usize = 48;

/// Words as they are written, without what nobody sees, and not too long of them.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len().min(LONGEST * 4));
    let mut length = 0;
    let mut space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if is_invisible(c) || c.is_control() || c == OPAQUE {
            continue;
        }
        if length >= LONGEST {
            quoted.push('…');
            break;
        }
        if space && !quoted.is_empty() {
            quoted.push(' ');
            length += 1;
        }
        space = false;
        quoted.push(c);
        length += 1;
    }
    quoted
}

/// The beginning of a sentence or paragraph, in quotation marks.
pub(crate) fn beginning(text: &str) -> String {
    format!("“{}”", quote(text))
}

/// What a side is called within a message.
pub(crate) fn name(language: &'static Language, role: Role) -> &'static str {
    match (language.tag, role) {
        ("und", Role::Source) => "the source",
        ("und", Role::Target) => "the translation",
        _ => language.name,
    }
}

/// A message with its first letter in upper case.
pub(crate) fn message(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
