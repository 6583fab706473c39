//! Fixes that change only what is wrong: the day, the month's name, the hour, in the target's own notation.

use super::after_number;
use crate::analysis::token::digit_value;
use crate::analysis::{Date, Value};
use crate::comparison::view::Said;
use crate::language::{Language, Named, Sense, inflect};
use crate::text::LocalRange;

const NOON: u16 = 720;

/// A run of digits in a mention.
#[derive(Debug, Clone, Copy)]
struct Run {
    range: LocalRange,
    value: u32,
    digits: usize,
}

/// What is to stand in the stead of a piece of the paragraph.
struct Edit {
    range: LocalRange,
    text: String,
}

/// The parts of a date that differ, each changed where it stands. `None` where one of them is not to be found, or may be
/// two things.
pub(super) fn date(
    language: &Language,
    there: &Said<'_>,
    wrong: Date,
    right: Date,
) -> Option<(LocalRange, String)> {
    let runs = runs(there);
    let padded = runs.iter().any(|run| run.digits == 2 && run.value < 10);
    let mut edits = Vec::new();
    if let Some((wrong, right)) = differ(wrong.year, right.year) {
        let (wrong, right) = (u32::try_from(wrong).ok()?, u32::try_from(right).ok()?);
        let run = only(&runs, |run| run.digits == 4 && run.value == wrong)?;
        edits.push(number(language, there, run, right, false)?);
    }
    let small = |value: u8| only(&runs, |run| run.digits <= 2 && run.value == u32::from(value));
    if let Some((wrong, right)) = differ(wrong.month, right.month) {
        edits.push(match name(language, Named::Month, wrong, right, there) {
            Some(edit) => edit,
            None => number(language, there, small(wrong)?, right.into(), padded)?,
        });
    }
    if let Some((wrong, right)) = differ(wrong.day, right.day) {
        edits.push(day(language, there, small(wrong)?, right, padded)?);
    }
    finish(there, edits)
}

/// Both values, where both are said and they differ.
fn differ<T: PartialEq + Copy>(wrong: Option<T>, right: Option<T>) -> Option<(T, T)> {
    let (wrong, right) = (wrong?, right?);
    (wrong != right).then_some((wrong, right))
}

/// A day in digits, with what the first of a month has beside its number in some languages.
fn day(language: &Language, there: &Said<'_>, run: Run, right: u8, padded: bool) -> Option<Edit> {
    let first = language.forms.first_day;
    let ending = first.trim_start_matches(|c| digit_value(c).is_some());
    if !ending.is_empty() && (right == 1) != (run.value == 1) {
        let behind = &there.prose[run.range.end()..there.mention.range.end()];
        let text = if right == 1 { first.to_owned() } else { right.to_string() };
        let end = match behind.strip_prefix(ending) {
            Some(_) if run.value == 1 => run.range.end() + ending.len(),
            _ => run.range.end(),
        };
        return Some(Edit { range: LocalRange::new(run.range.start(), end), text });
    }
    number(language, there, run, right.into(), padded)
}

/// Hours and minutes, each changed where it stands, on the clock of twelve or twenty-four hours that the target has there.
pub(super) fn time(language: &Language, there: &Said<'_>, here: &Said<'_>) -> Option<(LocalRange, String)> {
    let times = |said: &Said<'_>| -> Vec<u16> {
        said.mention
            .readings
            .iter()
            .filter_map(|value| match value {
                Value::Time(minutes) => Some(minutes),
                _ => None,
            })
            .collect()
    };
    let (right, wrong) = (times(here), times(there));
    let runs = runs(there);
    let &hour = runs.first()?;
    let (&old, &new) = (wrong.first()?, right.first()?);
    let says_half = wrong.len() == 1 && hour.value <= 12;
    let (old_half, afternoon) = (old >= NOON, hour.value > 12);
    let new = if right.len() > 1 {
        *right.iter().find(|minutes| (**minutes >= NOON) == (old_half && (says_half || afternoon)))?
    } else {
        new
    };
    let half_fits = !says_half || (new >= NOON) == old_half;
    // "délután 5" is no "délután 8": longer words say more than the half of the day.
    let kept = new / 60 == old / 60 || !says_half || !has_long_word(language, there);
    if !half_fits || !kept {
        return None;
    }
    let new_hour = match new / 60 {
        hours if !says_half => hours,
        hours if hours % 12 == 0 => 12,
        hours => hours % 12,
    };
    let mut edits = Vec::new();
    if u32::from(new_hour) != hour.value {
        edits.push(number(language, there, hour, new_hour.into(), hour.digits == 2 && hour.value < 10)?);
    }
    let minutes = runs.get(1).copied();
    let fits = minutes.map_or(old % 60 == 0 && new % 60 == 0, |minutes| {
        minutes.digits == 2 && minutes.value == u32::from(old % 60)
    });
    if !fits || u32::from(old / 60) % 12 != hour.value % 12 {
        return None;
    }
    if let Some(minutes) = minutes.filter(|_| new % 60 != old % 60) {
        edits.push(number(language, there, minutes, (new % 60).into(), true)?);
    }
    finish(there, edits)
}

/// Whether a word of more than two letters stands there that is none for the clock: "délután", "evening".
fn has_long_word(language: &Language, there: &Said<'_>) -> bool {
    let words = there.prose[there.mention.range].split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() > 2).any(|word| {
        let folded = word.to_lowercase();
        language.read(&folded).is_none_or(|reading| !reading.senses.contains(&Sense::Clock))
    })
}

/// A decade in digits or by its name ("ötvenes").
pub(super) fn decade(
    language: &Language,
    there: &Said<'_>,
    wrong: i32,
    right: i32,
) -> Option<(LocalRange, String)> {
    let runs = runs(there);
    let century = if wrong >= 100 { wrong - wrong.rem_euclid(100) } else { right - right.rem_euclid(100) };
    let full = if right >= 100 { right } else { century + right };
    let edit = match runs[..] {
        [run] if run.digits == 4 => number(language, there, run, u32::try_from(full).ok()?, false)?,
        [run] if run.digits == 2 => {
            let same_century = wrong < 100 || right < 100 || wrong / 100 == right / 100;
            let short =
                u32::try_from(right.rem_euclid(100)).ok().filter(|short| same_century && *short > 0)?;
            number(language, there, run, short, true)?
        }
        [] => {
            let tens = |decade: i32| u8::try_from(decade.rem_euclid(100) / 10).ok();
            name(language, Named::Decade, tens(wrong)?, tens(right)?, there)?
        }
        _ => return None,
    };
    finish(there, vec![edit])
}

/// A century in digits or Roman numerals.
pub(super) fn century(
    language: &Language,
    there: &Said<'_>,
    wrong: i32,
    right: i32,
) -> Option<(LocalRange, String)> {
    let (wrong, right) = (u32::try_from(wrong).ok()?, u32::try_from(right).ok()?);
    let runs = runs(there);
    if let Some(run) = only(&runs, |run| run.value == wrong) {
        return finish(there, vec![number(language, there, run, right, false)?]);
    }
    let old = roman(wrong)?;
    let start = there.mention.range.start();
    let text = &there.prose[there.mention.range];
    let (at, _) = text.match_indices(&old).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + old.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| "IVX".contains(c))
    })?;
    let range = LocalRange::new(start + at, start + at + old.len());
    let run = Run { range, value: wrong, digits: old.len() };
    let mut edit = number(language, there, run, right, false)?;
    edit.text = edit.text.replacen(&right.to_string(), &roman(right)?, 1);
    finish(there, vec![edit])
}

/// A time, decade or century, written anew by the language's own pattern.
pub(super) fn written(language: &Language, here: &Said<'_>) -> Option<String> {
    let forms = &language.forms;
    let text = match here.first() {
        Value::Time(minutes) if here.mention.readings.iter().count() == 1 => forms
            .time
            .replace("{hour}", &(minutes / 60).to_string())
            .replace("{minute}", &format!("{:02}", minutes % 60)),
        Value::Decade(year) if year >= 100 => pattern(language, forms.decade, "{year}", &year.to_string())?,
        Value::Century(number) => {
            let number = u32::try_from(number).ok()?;
            let roman = forms.century.replace("{roman}", &roman(number)?);
            pattern(language, &roman, "{number}", &number.to_string())?
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The pattern with the number in its place, the suffix behind it in the form that stands after this number.
fn pattern(language: &Language, pattern: &str, place: &str, number: &str) -> Option<String> {
    let Some((before, behind)) = pattern.split_once(place) else { return Some(pattern.to_owned()) };
    let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
    let suffix = after_number(language, "", number, &behind[..end])?;
    Some(format!("{before}{number}{suffix}{}", &behind[end..]))
}

/// A Roman numeral up to the thirtieth century.
fn roman(number: u32) -> Option<String> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = "X".repeat((number / 10) as usize);
    (1..=30).contains(&number).then(|| format!("{tens}{}", ONES[(number % 10) as usize]))
}

/// The runs of digits of a mention.
fn runs(said: &Said<'_>) -> Vec<Run> {
    let range = said.mention.range;
    let mut runs: Vec<Run> = Vec::new();
    for (offset, c) in said.prose[range].char_indices() {
        let Some(digit) = digit_value(c) else { continue };
        let start = range.start() + offset;
        let end = start + c.len_utf8();
        match runs.last_mut() {
            Some(run) if run.range.end() == start => {
                run.range = LocalRange::new(run.range.start(), end);
                run.value = run.value.saturating_mul(10).saturating_add(digit.into());
                run.digits += 1;
            }
            _ => runs.push(Run { range: LocalRange::new(start, end), value: digit.into(), digits: 1 }),
        }
    }
    runs
}

/// The one run that fits.
fn only(runs: &[Run], fits: impl Fn(&Run) -> bool) -> Option<Run> {
    let mut fitting = runs.iter().filter(|run| fits(run));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(*first)
}

/// Another number in the place of a run, its suffix with it; in two digits at least if `padded`.
fn number(language: &Language, there: &Said<'_>, run: Run, right: u32, padded: bool) -> Option<Edit> {
    let (start, end) = (run.range.start(), there.mention.range.end());
    let behind = &there.prose[run.range.end()..end];
    let joint = behind.find(|c: char| !matches!(c, '-' | '‑' | '\'' | '’')).unwrap_or(behind.len());
    let letters = behind[joint..].find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len() - joint);
    // Letters with digits behind them are no suffix: "14h30".
    let is_suffix = letters > 0 && !behind[joint + letters..].starts_with(|c| digit_value(c).is_some());
    let suffix = if is_suffix { &behind[..joint + letters] } else { "" };
    let plain = right.to_string();
    let ending = after_number(language, &run.value.to_string(), &plain, suffix)?;
    let digits = if padded { format!("{right:02}") } else { plain };
    let range = LocalRange::new(start, run.range.end() + suffix.len());
    Some(Edit { range, text: digits + &ending })
}

/// Another name in the place of the one that the mention holds somewhere.
fn name(language: &Language, kind: Named, wrong: u8, right: u8, there: &Said<'_>) -> Option<Edit> {
    let range = there.mention.range;
    let ends = there.prose[range]
        .char_indices()
        .map(|(at, c)| range.start() + at + c.len_utf8())
        .filter(|&end| !there.prose[end..].starts_with(char::is_alphanumeric));
    let found =
        ends.filter_map(|end| Some((end, inflect(language, kind, wrong, right, &there.prose[..end])?)));
    // An abbreviation's stop belongs to it.
    let (end, (len, text)) = found.max_by_key(|(end, (len, _))| (end - len, *len))?;
    Some(Edit { range: LocalRange::new(end - len, end), text })
}

/// The smallest stretch that holds all edits, with them in it; `None` without any, or where they overlap.
fn finish(there: &Said<'_>, mut edits: Vec<Edit>) -> Option<(LocalRange, String)> {
    edits.sort_by_key(|edit| edit.range);
    let range = edits.first()?.range.cover(edits.last()?.range);
    let mut text = String::new();
    let mut at = range.start();
    for edit in &edits {
        text.push_str(there.prose.get(at..edit.range.start())?);
        text.push_str(&edit.text);
        at = edit.range.end();
    }
    Some((range, text))
}
