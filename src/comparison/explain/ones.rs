//! Ones: "1" in digits and the words that may say it. Articles and "one" stand everywhere, so they explain a one
//! loosely: it still may be what another number has become.

use super::kin;
use super::ledger::{Ledger, Standing};
use crate::analysis::token::digit_value;
use crate::analysis::{Hardness, Kind, Measure, Number, Value};
use crate::comparison::view::{BeadView, Role, Said};

/// Whether one of two mentions is a one in digits and the other only a word that says one.
pub(super) fn are_loose(here: &Said<'_>, there: &Said<'_>) -> bool {
    is_digit(here) && is_word(there) || is_digit(there) && is_word(here)
}

/// Whether an article can't be what a one in digits became: the one has a unit, which would stand behind the article,
/// or it counts nothing ("type 1").
pub(super) fn are_apart(here: &Said<'_>, there: &Said<'_>) -> bool {
    let apart = |digit: &Said<'_>, article: &Said<'_>| {
        article.mention.kind == Kind::Article
            && is_digit(digit)
            && (is_measured(digit) || is_broken(digit) || !counts(digit))
    };
    apart(here, there) || apart(there, here)
}

/// Explains ones in digits that nothing else explains by words that say one.
pub(super) fn tell_ones(ledger: &mut Ledger, bead: &BeadView<'_>, role: Role) {
    for index in ledger.open(role) {
        let here = &bead.side(role).mentions[index];
        // "1 %" may have become a bare "1"; no word explains it then.
        let rivals = |said: &Said<'_>| said.bead == here.bead && is_digit(said);
        let lost_measure = is_measured(here) && bead.side(role.other()).mentions.iter().any(rivals);
        if !is_digit(here) || is_broken(here) || lost_measure {
            continue;
        }
        let theres = &bead.side(role.other()).mentions;
        if !counts(here)
            && bead.side(role.other()).sentences.iter().any(|sentence| has_roman_one(sentence.text))
        {
            ledger.set(role, index, Standing::Loose);
            continue;
        }
        let mut words = ledger.open(role.other());
        // What CLDR alone calls a unit, as "1人", may be how the language counts.
        let reviewed = bead.side(role).input.language.is_reviewed();
        words.retain(|&there| is_word(&theres[there]) && !(reviewed && are_apart(here, &theres[there])));
        if let Some(&word) = words.iter().min_by_key(|&&there| theres[there].bead != here.bead) {
            ledger.set(role, index, Standing::Loose);
            ledger.set(role.other(), word, Standing::Told);
        }
    }
}

/// "WG I", "la I Guerra Mundial": a lone "I" beside a name.
fn has_roman_one(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: Option<&&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    (0..words.len()).any(|index| {
        words[index].trim_matches(|c: char| !c.is_alphanumeric()) == "I"
            && (is_name(words.get(index + 1))
                || is_name(index.checked_sub(1).and_then(|before| words.get(before))))
    })
}

fn says_one(said: &Said<'_>) -> bool {
    said.values.iter().any(|value| kin::number(*value) == Some(Number::whole(1)))
}

/// Whether a one in digits counts something, so that an article may say it.
pub(super) fn is_counting_one(said: &Said<'_>) -> bool {
    is_digit(said) && counts(said) && !is_measured(said)
}

fn is_digit(said: &Said<'_>) -> bool {
    has_digits(said) && says_one(said)
}

fn is_word(said: &Said<'_>) -> bool {
    said.mention.hardness != Hardness::Hard && !has_digits(said) && says_one(said)
}

/// Whether digits stand in a mention.
pub(super) fn has_digits(said: &Said<'_>) -> bool {
    said.text().chars().any(|c| digit_value(c).is_some())
}

/// "1.0" is no one that words say.
fn is_broken(said: &Said<'_>) -> bool {
    said.text().contains(['.', ','])
}

fn is_measured(said: &Said<'_>) -> bool {
    matches!(said.first(), Value::Quantity(quantity) if quantity.measure != Measure::Plain)
}

/// Whether a number counts what follows: a word stands behind it, and neither a name nor another code before it.
fn counts(said: &Said<'_>) -> bool {
    let range = said.mention.range;
    let (before, after) = (&said.prose[..range.start()], &said.prose[range.end()..]);
    let word_behind = after.strip_prefix([' ', '-', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let glued = before.chars().last().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '#' | '='));
    let name = before.trim_end().rsplit_once(char::is_whitespace);
    let name = name.is_some_and(|(_, word)| word.starts_with(char::is_uppercase));
    word_behind.starts_with(char::is_alphabetic) && !glued && !name
}
