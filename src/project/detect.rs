//! The language of a text, where nothing names it. Pure.

use super::tag::Tag;

/// Fewer letters than this tell no language.
const FEWEST_LETTERS: usize = 40;
/// How much of a text is looked at, in bytes: more makes the answer no better.
const ENOUGH: usize = 16 << 10;

/// The language that `prose` is written in; `None` where there is too little of it or the answer is doubtful.
pub fn language(prose: &str) -> Option<Tag> {
    let end = (0..=ENOUGH.min(prose.len())).rev().find(|&end| prose.is_char_boundary(end)).unwrap_or(0);
    let prose = &prose[..end];
    let letters = prose.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count();
    if letters < FEWEST_LETTERS {
        return None;
    }
    let found = whatlang::detect(prose).filter(whatlang::Info::is_reliable)?;
    Tag::of_iso_639_3(found.lang().code())
}
