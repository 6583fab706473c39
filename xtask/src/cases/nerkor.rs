//! Spans of running text that are marked as dates, without values: whether those that hold a day and a month are read.
//!
//! The day and month of a span are taken from its words by the plainest of rules, not by the scanner: a month's name, or the
//! beginning of one, and right behind it a number up to 31; or a year, a month and a day in digits.

use anyhow::Context;
use diglot::analysis::{Settings, Value, analyze};
use diglot::language::{Language, language};
use diglot::text::LocalRange;
use serde::Deserialize;

#[derive(Deserialize)]
struct Text {
    text: String,
    expected: Vec<Marked>,
}

/// A marked span, in code points.
#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: String,
}

/// A date's span, and whether a mention over it says its day and month.
pub(super) struct Span {
    pub(super) found: bool,
    pub(super) miss: String,
}

/// The fewest letters that make a shortened name of a month.
const SHORTEST_MONTH: usize = 3;

/// The spans of JSON lines that hold a day and a month.
pub(super) fn spans(tag: &str, lines: &str) -> anyhow::Result<Vec<Span>> {
    let language = language(tag);
    let mut spans = Vec::new();
    for line in lines.lines() {
        let text: Text = serde_json::from_str(line).with_context(|| line.to_owned())?;
        for marked in text.expected.iter().filter(|marked| marked.label == "DATE") {
            let byte = |at: usize| text.text.char_indices().nth(at).map_or(text.text.len(), |(byte, _)| byte);
            let range = LocalRange::new(byte(marked.start), byte(marked.end));
            if let Some(wanted) =
                day_and_month(language, text.text.get(range.start()..range.end()).unwrap_or_default())
            {
                spans.push(span(language, &text.text, range, wanted));
            }
        }
    }
    Ok(spans)
}

fn span(language: &Language, text: &str, range: LocalRange, (month, day): (u8, u8)) -> Span {
    let found = analyze(language, text, &Settings::default());
    let over = found
        .mentions
        .iter()
        .filter(|mention| mention.range.start() < range.end() && range.start() < mention.range.end());
    let values: Vec<Value> = over.flat_map(|mention| mention.readings.iter().collect::<Vec<_>>()).collect();
    let right = values.iter().any(
        |value| matches!(value, Value::Date(date) if date.month == Some(month) && date.day == Some(day)),
    );
    Span {
        found: right,
        miss: format!(
            "{:?} in {text:?}: {month:02}-{day:02}, found {values:?}",
            text.get(range.start()..range.end()).unwrap_or_default()
        ),
    }
}

/// Month and day of a span that names both; the first ones of a range.
fn day_and_month(language: &Language, span: &str) -> Option<(u8, u8)> {
    let words: Vec<&str> =
        span.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str, greatest: u8| {
        let digits = word.trim_end_matches(char::is_alphabetic);
        digits.parse::<u8>().ok().filter(|number| (1..=greatest).contains(number))
    };
    let named = words.windows(2).find_map(|pair| Some((month(language, pair[0])?, number(pair[1], 31)?)));
    let in_digits = || {
        let [year, month, day] = words.get(..3)?.try_into().ok()?;
        let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        is_year(year).then_some(())?;
        Some((number(month, 12)?, number(day, 31)?))
    };
    named.or_else(in_digits)
}

/// The month that a word names: by its whole name with whatever ending, or by the first letters of it.
fn month(language: &Language, word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let names = language.dates.months.iter();
    let is_name = |name: &&str| {
        word.starts_with(*name) || word.chars().count() >= SHORTEST_MONTH && name.starts_with(&word)
    };
    names.zip(1..).find(|(name, _)| is_name(name)).map(|(_, month)| month)
}
