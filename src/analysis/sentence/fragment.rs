//! Fragments: words in lower case after a full stop, before which text was lost.

use super::around::{After, Before, Chunk, Opening, Text};
use super::characters::is_vowel;
use super::rules::{SoFar, StopRun, has_ending};
use crate::analysis::token::TokenKind;
use crate::language::{Language, SentenceTables};

/// Whether a paragraph begins in lower case: then its writer does not keep to capitals, and a fragment is nothing odd.
pub(super) fn is_written_in_lower_case(text: Text<'_>) -> bool {
    let first = text.list().iter().find(|token| token.kind != TokenKind::Space);
    first.is_some_and(|first| text.prose[first.range].starts_with(char::is_lowercase))
}

/// Where the next word begins in lower case though an ordinary word and a full stop stand before it: the byte in the
/// prose. Whatever might explain it leaves it unsaid.
pub(super) fn lower_case_start(
    language: &Language,
    text: Text<'_>,
    so_far: SoFar,
    run: &StopRun,
    after: &After<'_>,
) -> Option<u32> {
    let tables = &language.sentences;
    let is_single_stop = run.dots == 1 && !run.strong && !run.closed;
    if !is_single_stop || tables.no_case || tables.starters.is_empty() || !is_plain_word(text, after) {
        return None;
    }
    let before = Before::new(text, so_far.start, so_far.first_word, run.at);
    let ordinary = before.chunk.tokens == 1
        && is_ordinary(&before.chunk)
        && before.after_word
        && !before.chunk.own_abbreviation
        && !is_abbreviation(tables, &before.chunk.folded)
        && !(language.ordinals.dot && language.lexicon.get(&before.chunk.folded).is_some()); // "onsekiz. yüzyıl"
    ordinary.then(|| text.list()[after.at].range.start() as u32)
}

/// Four letters or more in lower case, with a vowel.
fn is_ordinary(chunk: &Chunk<'_>) -> bool {
    chunk.written.chars().nth(3).is_some()
        && chunk.written.chars().all(char::is_lowercase)
        && chunk.written.chars().any(is_vowel)
}

/// A word in lower case between blanks or before a comma, behind nothing but the stop: no address, no name of a thing.
fn is_plain_word(text: Text<'_>, after: &After<'_>) -> bool {
    let follows = after.at + after.word.tokens;
    after.opening == Opening::Nothing
        && !after.dotted
        && after.word.tokens == 1
        && text.list()[after.at].kind == TokenKind::Word
        && after.word.written.chars().all(char::is_lowercase)
        && after.word.folded != "www"
        && (text.is_space(follows) || text.symbol(follows) == Some(','))
}

/// Whether any table has the word as an abbreviation.
fn is_abbreviation(tables: &SentenceTables, folded: &str) -> bool {
    [tables.never, tables.before_number, tables.may_end, tables.abbreviations]
        .iter()
        .any(|table| table.contains(folded))
        || has_ending(tables, folded)
}
