//! The rules that say whether a stop with white space behind it ends a sentence, in the order in which they are asked.

use super::around::{After, Before, Begins, Chunk, Opening, Text};
use super::characters::{is_quotation_mark, is_roman, is_vowel};
use crate::language::{Language, SentenceTables, Words};

/// Whether a sentence ends at a stop, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It ends.
    Ends,
    /// It seems to end.
    SeemsToEnd,
    /// It seems to go on.
    SeemsToGoOn,
    /// It goes on.
    GoesOn,
}

use Verdict::{Ends, GoesOn, SeemsToEnd, SeemsToGoOn};

/// A stop in its sentence.
#[derive(Debug, Default)]
pub(super) struct StopRun {
    /// Token index of its first character.
    pub at: usize,
    /// Token index after its last character.
    pub end: usize,
    /// How many full stops it is; an ellipsis counts three.
    pub dots: u32,
    /// Whether a question or exclamation mark or a stop of another script is in it.
    pub strong: bool,
    /// Whether quotes, brackets or footnote marks follow it directly.
    pub closed: bool,
    /// The bracket around it.
    pub bracket: InnerBracket,
}

/// A bracket that opened inside the sentence, after its first word, and is open at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum InnerBracket {
    /// There is none.
    #[default]
    None,
    /// It stays open.
    Open,
    /// It closes directly behind the stop.
    Closes,
}

/// A sentence as far as it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct SoFar {
    /// Index of its first token.
    pub start: usize,
    /// Index of the token that is its first word or number, if there is one yet.
    pub first_word: Option<usize>,
    /// How many words and numbers it has.
    pub words: u32,
}

/// A sentence of so few words that stops before a title may be no more than a time or place put first: "At 5 a.m. Mr.
/// Smith arrived."
const FRONTED_WORDS: u32 = 7;

/// Whether the sentence ends at the stop.
pub(super) fn verdict(
    language: &Language,
    text: Text<'_>,
    so_far: SoFar,
    run: &StopRun,
    after: &After<'_>,
) -> Verdict {
    let tables = &language.sentences;
    let lower_case = after.begins == Begins::LowerCase && !tables.no_case;
    if lower_case || is_alone_in_bracket(text, run) {
        return GoesOn;
    }
    let starter = tables.starters.contains(&after.word.folded) && !after.is_short_abbreviation();
    if run.bracket == InnerBracket::Closes {
        return if starter { SeemsToEnd } else { SeemsToGoOn };
    }
    if run.strong {
        // "Why?" Anna asked.
        let perhaps_said = ends_quotation(text, run) && !starter && after.opening == Opening::Nothing;
        return if perhaps_said && !tables.starters.is_empty() { SeemsToEnd } else { Ends };
    }
    if run.dots > 1 {
        return after_ellipsis(after, starter);
    }
    let before = Before::new(text, so_far.start, so_far.first_word, run.at);
    if before.chunk.tokens == 0 {
        return Ends; // after a bracket, a quotation, what is no prose
    }
    let starter = starter || is_title(tables, after) && so_far.words > FRONTED_WORDS;
    let stop = FullStop { language, tables, run, before: &before, after, starter };
    FULL_STOP_RULES.iter().find_map(|rule| rule(&stop)).unwrap_or(Ends)
}

/// Whether a closing quotation mark follows the stop directly.
fn ends_quotation(text: Text<'_>, run: &StopRun) -> bool {
    run.closed && text.symbol(run.end).is_some_and(is_quotation_mark)
}

/// "(!)", "(?)", "[…]"
fn is_alone_in_bracket(text: Text<'_>, run: &StopRun) -> bool {
    run.closed && run.at.checked_sub(1).is_some_and(|before| matches!(text.symbol(before), Some('(' | '[')))
}

/// After an ellipsis a lone capital letter tells nothing unless it begins sentences: "... I" in English.
fn after_ellipsis(after: &After<'_>, starter: bool) -> Verdict {
    match (starter, after.word.begins_with_lone_letter()) {
        (true, _) => Ends,
        (false, true) => SeemsToGoOn,
        (false, false) => SeemsToEnd,
    }
}

/// Whether the next word is a title before a name, which begins a sentence as well as anything: "Mr. Smith".
fn is_title(tables: &SentenceTables, after: &After<'_>) -> bool {
    after.dotted && after.word.written.chars().nth(1).is_some() && tables.never.contains(&after.word.folded)
}

/// A single full stop, with all that the rules ask about it.
struct FullStop<'a> {
    language: &'a Language,
    tables: &'a SentenceTables,
    run: &'a StopRun,
    before: &'a Before<'a>,
    after: &'a After<'a>,
    /// Whether the next word begins sentences.
    starter: bool,
}

/// Asked in order; the first that knows decides, and where none knows the sentence ends.
const FULL_STOP_RULES: &[fn(&FullStop<'_>) -> Option<Verdict>] = &[
    after_own_abbreviation,
    after_list_letter,
    after_number,
    after_roman,
    after_initial,
    after_joined_initials,
    after_abbreviation_ending,
    before_number,
    between_numbers,
    after_never,
    after_may_end,
    after_abbreviation,
    after_whole_letter,
    after_inner_stops,
    after_lone_letter,
    after_vowelless,
    in_bracket_before_number,
];

/// Only before a word that begins sentences does a doubtful stop end one.
fn if_starter(stop: &FullStop<'_>) -> Verdict {
    if stop.starter && !stop.after.is_initial() { SeemsToEnd } else { SeemsToGoOn }
}

/// What the project says is one: that is asked first, so that it holds whatever the word looks like.
fn after_own_abbreviation(stop: &FullStop<'_>) -> Option<Verdict> {
    let begins_none = matches!(stop.after.begins, Begins::Digit | Begins::LowerCase);
    stop.before.chunk.own_abbreviation.then(|| if begins_none { GoesOn } else { if_starter(stop) })
}

/// "a." at the beginning
fn after_list_letter(stop: &FullStop<'_>) -> Option<Verdict> {
    let chunk = &stop.before.chunk;
    let is_marker = stop.before.first && chunk.is_letter() && chunk.written.chars().all(char::is_lowercase);
    is_marker.then_some(GoesOn)
}

/// "am 3. Januar", "2000. évi", "1998. Danach", "1. Bevezetés"
fn after_number(stop: &FullStop<'_>) -> Option<Verdict> {
    let written = &stop.before.chunk.written;
    let last = stop.before.chunk.folded.rsplit(['-', '/', '.']).next().filter(|last| !last.is_empty())?;
    if !last.bytes().all(|byte| byte.is_ascii_digit()) || stop.run.closed && !stop.before.first {
        return None;
    }
    let value: u32 = last.parse().unwrap_or(u32::MAX);
    if stop.before.first && (written.chars().nth(3).is_none() || written.contains('.')) {
        return Some(GoesOn); // a list's number
    }
    if !stop.language.ordinals.dot {
        return Some(if stop.tables.starters.is_empty() { SeemsToEnd } else { Ends });
    }
    if counts_after_abbreviation(stop) {
        return Some(Ends);
    }
    let goes_on_with_month = is_roman(&stop.after.word.written) && stop.after.dotted; // "1958. I. 3."
    if matches!(stop.after.opening, Opening::Bracket | Opening::Reference)
        || stop.tables.after_ordinal.contains(&stop.after.word.folded)
        || goes_on_with_month
    {
        return Some(GoesOn);
    }
    if stop.after.is_number() {
        return Some(if is_date_in_digits(stop, value) { GoesOn } else { Ends });
    }
    if stop.starter {
        return Some(Ends);
    }
    Some(before_capital(stop, value))
}

/// "S. 45.", "Goethestr. 12.": a number that an abbreviation asks for is no ordinal.
fn counts_after_abbreviation(stop: &FullStop<'_>) -> bool {
    let previous = stop.before.previous.folded.as_ref();
    let abbreviation = previous.trim_end_matches('.');
    let takes_number = stop.tables.before_number.contains(abbreviation)
        && !stop.tables.after_ordinal.contains(abbreviation)
        || has_ending(stop.tables, abbreviation);
    abbreviation.len() < previous.len() && !stop.after.is_number() && takes_number
}

/// "1999. 12. 31.", "3. 10. 1990", "1. 2."
fn is_date_in_digits(stop: &FullStop<'_>, value: u32) -> bool {
    let next: u32 = stop.after.word.folded.parse().unwrap_or(u32::MAX);
    stop.after.dotted && next <= 31
        || value <= 31 && stop.after.word.folded.len() == 4
        || next <= 31 && stop.before.after_number()
}

/// From here on a dotted number is rather a year or an amount than an ordinal.
const ORDINALS_END: u32 = 100;

/// No year that a text tells of lies beyond.
const YEARS_END: u32 = 2100;

/// A dotted number before a capitalised word that tells nothing by itself.
fn before_capital(stop: &FullStop<'_>, value: u32) -> Verdict {
    let ordinal_before = stop.tables.before_ordinal.contains(&stop.before.previous.folded);
    if !stop.tables.capitalised_nouns {
        return if ordinal_before { SeemsToGoOn } else { SeemsToEnd };
    }
    let ordinal = if value >= ORDINALS_END {
        ordinal_before && value > YEARS_END
    } else {
        ordinal_before || stop.before.after_punctuation || !stop.before.after_word
    };
    if ordinal { SeemsToGoOn } else { SeemsToEnd }
}

/// "II. Rákóczi", "Wilhelm II. Danach"
fn after_roman(stop: &FullStop<'_>) -> Option<Verdict> {
    let chunk = &stop.before.chunk;
    if !stop.language.ordinals.dot && is_title_in_capitals(stop) {
        return None; // "MM. Dupont"
    }
    if !is_roman(&chunk.written) || chunk.is_letter() && !stop.language.ordinals.dot || stop.run.closed {
        return None;
    }
    if stop.before.first {
        return Some(GoesOn);
    }
    if stop.after.is_number() && stop.before.after_number() {
        return Some(GoesOn); // "1958. I. 3."
    }
    if stop.tables.starters.is_empty() {
        return Some(SeemsToGoOn); // many languages that are not known here have dotted ordinals
    }
    if !stop.language.ordinals.dot || stop.starter && !stop.after.is_initial() {
        return Some(SeemsToEnd);
    }
    let goes_on = stop.tables.roman_first
        || stop.tables.after_ordinal.contains(&stop.after.word.folded)
        || stop.tables.before_ordinal.contains(&stop.before.previous.folded);
    Some(if goes_on { SeemsToGoOn } else { SeemsToEnd })
}

/// "J. Kovács", "Gy. Szabó"
fn after_initial(stop: &FullStop<'_>) -> Option<Verdict> {
    let chunk = &stop.before.chunk;
    let capital = chunk.is_letter() && chunk.written.chars().all(char::is_uppercase);
    if !capital && !stop.tables.digraphs.contains(&chunk.written) {
        return None;
    }
    let ends = stop.starter && !stop.after.is_initial() && !stop.before.first && !stop.after.is_number();
    Some(if stop.run.closed || ends { SeemsToEnd } else { GoesOn })
}

/// "J.-P. Sartre"
fn after_joined_initials(stop: &FullStop<'_>) -> Option<Verdict> {
    let is_initial = |part: &str| {
        let letters = part.trim_end_matches('.');
        letters.chars().nth(2).is_none() && letters.starts_with(char::is_uppercase)
    };
    let written = &stop.before.chunk.written;
    (written.contains('-') && written.split('-').all(is_initial)).then_some(GoesOn)
}

/// "Goethestr."
fn after_abbreviation_ending(stop: &FullStop<'_>) -> Option<Verdict> {
    has_ending(stop.tables, &stop.before.chunk.folded).then(|| if_starter(stop))
}

/// "Nr. 5"
fn before_number(stop: &FullStop<'_>) -> Option<Verdict> {
    let takes_number =
        is_listed(stop, stop.tables.before_number) || ends_compound(stop, stop.tables.before_number);
    (stop.after.is_number() && takes_number && !stop.before.chunk.is_capitals()).then_some(GoesOn)
}

/// "3 in. 2 lb."
fn between_numbers(stop: &FullStop<'_>) -> Option<Verdict> {
    let short = stop.before.chunk.written.chars().nth(2).is_none();
    (short && stop.after.is_number() && is_unit(stop)).then_some(SeemsToGoOn)
}

/// Letters in lower case after a number.
fn is_unit(stop: &FullStop<'_>) -> bool {
    let is_number = stop.before.previous.folded.ends_with(|c: char| c.is_ascii_digit());
    is_number && stop.before.chunk.written.chars().all(char::is_lowercase)
}

/// "[page. 42]"
fn in_bracket_before_number(stop: &FullStop<'_>) -> Option<Verdict> {
    (stop.run.bracket != InnerBracket::None && stop.after.is_number()).then_some(SeemsToGoOn)
}

/// "Dr. Kovács", "z. B. Wasser"
fn after_never(stop: &FullStop<'_>) -> Option<Verdict> {
    if is_title_in_capitals(stop) {
        return Some(if stop.run.closed { SeemsToEnd } else { if_starter(stop) });
    }
    let never = is_listed(stop, stop.tables.never) && !stop.before.chunk.is_capitals();
    never.then_some(if stop.run.closed { SeemsToEnd } else { GoesOn })
}

/// "MM. Dupont", "MR. SMITH". With a vowel, it is rather a word or an acronym that ends the sentence ("REV.").
fn is_title_in_capitals(stop: &FullStop<'_>) -> bool {
    let chunk = &stop.before.chunk;
    chunk.is_capitals() && !chunk.folded.contains(is_vowel) && is_listed(stop, stop.tables.never)
}

/// "usw. Danach"
fn after_may_end(stop: &FullStop<'_>) -> Option<Verdict> {
    let goes_on = stop.after.opening == Opening::Bracket || stop.after.is_initial() && !stop.starter;
    is_listed(stop, stop.tables.may_end).then_some(if goes_on { SeemsToGoOn } else { SeemsToEnd })
}

/// "u. a. Wasser"
fn after_abbreviation(stop: &FullStop<'_>) -> Option<Verdict> {
    let table = stop.tables.abbreviations;
    let listed = is_listed(stop, table) && !stop.before.chunk.is_capitals() || ends_compound(stop, table);
    let ends_as_unit = is_unit(stop) && !stop.after.is_number() && !stop.tables.capitalised_nouns;
    listed.then(|| if ends_as_unit { SeemsToEnd } else { if_starter(stop) })
}

/// A word of one letter is a word ("o" in Turkish).
fn after_whole_letter(stop: &FullStop<'_>) -> Option<Verdict> {
    let chunk = &stop.before.chunk;
    (chunk.is_letter() && stop.tables.starters.contains(&chunk.folded)).then_some(SeemsToEnd)
}

/// "U.S.", "p.m.", "a.C."
fn after_inner_stops(stop: &FullStop<'_>) -> Option<Verdict> {
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().nth(3).is_none() && part.chars().all(char::is_alphabetic)
    };
    let written = &stop.before.chunk.written;
    let shaped = written.contains('.') && written.split('.').all(is_part);
    shaped.then(|| if stop.run.closed { SeemsToEnd } else { if_starter(stop) })
}

/// "n. Chr." of a language that is not told of it
fn after_lone_letter(stop: &FullStop<'_>) -> Option<Verdict> {
    let chunk = &stop.before.chunk;
    let lone = chunk.is_letter() && chunk.written.chars().all(char::is_lowercase) && !stop.run.closed;
    lone.then(|| if_starter(stop))
}

/// "vmk."; but after a number it is a unit and ends the sentence: "70 cm. Danach"
fn after_vowelless(stop: &FullStop<'_>) -> Option<Verdict> {
    let chunk = &stop.before.chunk;
    if stop.run.closed || !is_short_without_vowel(chunk) {
        return None;
    }
    Some(if !stop.after.is_number() && is_unit(stop) { SeemsToEnd } else { if_starter(stop) })
}

/// Two to four lower-case letters of Latin, Greek or Cyrillic, none a vowel.
fn is_short_without_vowel(chunk: &Chunk<'_>) -> bool {
    const LAST_CYRILLIC: char = '\u{4FF}';
    let letters = chunk.written.chars().count();
    (2..=4).contains(&letters)
        && chunk.written.chars().all(|c| c.is_lowercase() && c <= LAST_CYRILLIC && !is_vowel(c))
}

/// Whether the table has the chunk, alone or with the abbreviation before it ("z. B.").
fn is_listed(stop: &FullStop<'_>, table: Words) -> bool {
    let folded = &stop.before.chunk.folded;
    let unelided = folded.rsplit_once(['\'', '’']).map(|(_, word)| word).filter(|word| word.len() > 1);
    table.contains(folded)
        || unelided.is_some_and(|word| table.contains(word)) // "l'Ing. Mengozzi"
        || stop.before.joined.as_ref().is_some_and(|joined| table.contains(joined))
}

/// Whether the table has the last part of a hyphenated word ("Mozart-Str."); a case suffix ("Eb-n.") is none.
fn ends_compound(stop: &FullStop<'_>, table: Words) -> bool {
    let last = stop.before.chunk.folded.rsplit_once('-').map(|(_, last)| last);
    last.is_some_and(|last| last.chars().nth(2).is_some() && table.contains(last))
}

/// Whether the word ends as the language's abbreviated compounds do ("Goethestr").
pub(super) fn has_ending(tables: &SentenceTables, folded: &str) -> bool {
    tables.abbreviation_endings.iter().any(|ending| folded.len() > ending.len() && folded.ends_with(ending))
}
