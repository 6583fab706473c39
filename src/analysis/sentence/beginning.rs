//! What words tell that sentences begin with; asked only where two texts differ in their number of sentences.

use super::characters::is_lower;
use crate::analysis::token::{Token, TokenKind, Tokens, is_ideographic};
use crate::language::Language;

/// The most characters of a word that joins, in scripts without spaces.
const LONGEST_UNSPACED: usize = 4;

/// Whether a sentence begins with a word that joins it to the one before ("and", "but"): the two may be one sentence that
/// was parted.
pub fn joins(language: &Language, sentence: &str) -> bool {
    let joins = &language.sentences.joins;
    let text = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    if text.starts_with(is_ideographic) {
        // Nothing parts the word from the next one.
        let mut ends = text.char_indices().skip(1).map(|(end, _)| end).take(LONGEST_UNSPACED);
        return ends.any(|end| joins.contains(&text[..end]));
    }
    let tokens = Tokens::new(sentence);
    let first = tokens.list().iter().find(|token| token.kind == TokenKind::Word);
    first.is_some_and(|&first| joins.contains(tokens.folded(first)))
}

/// How many full stops were perhaps forgotten in a sentence: before words that begin sentences, with a capital, between
/// two words in lower case. None where other words are written with capitals, too.
pub fn forgotten_stops(language: &Language, sentence: &str) -> u32 {
    let tables = &language.sentences;
    if tables.capitalised_nouns || tables.no_case || tables.starters.is_empty() {
        return 0;
    }
    let tokens = Tokens::new(sentence);
    let first = |token: &Token| sentence[token.range].chars().next();
    let low = |token: &Token| token.kind == TokenKind::Word && first(token).is_some_and(is_lower);
    let begins = |token: &Token| {
        token.kind == TokenKind::Word
            && token.range.len() > 1
            && first(token).is_some_and(char::is_uppercase)
            && tables.starters.contains(tokens.folded(*token))
    };
    let places = tokens.list().windows(5).filter(|around| match around {
        [before, blank, word, next_blank, next] => {
            blank.kind == TokenKind::Space
                && next_blank.kind == TokenKind::Space
                && begins(word)
                && low(before)
                && low(next)
        }
        _ => false,
    });
    places.count() as u32
}
