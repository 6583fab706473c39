//! `cargo xtask cases DIR`: whether the numbers, dates and times that cases expect are read at all.
//!
//! DIR holds `numbers.<language>.jsonl`, `dates.<language>….jsonl`, `times.<language>.jsonl`, `spelled.jsonl` and
//! `bilingual.jsonl`. What is expected counts as found if any reading of any mention of the text has its value. Cases
//! marked as doubtful, relative values and ranges of dates are left out; a pair of `bilingual.jsonl` is right if numbers
//! or dates are complained of exactly where they should be. Where a pair is about currencies, as its note says, another
//! amount of the same currency is no complaint.

#![allow(clippy::print_stdout, reason = "the table is what the command is for")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use diglot::analysis::{self, Date, Measure, Quantity, Value, analyze};
use diglot::bitext::{Bitext, Text};
use diglot::comparison::{self, Place, RuleKind, Severity, Spot};
use diglot::language::language;
use diglot::text::Snapshot;
use serde::Deserialize;

use super::nerkor;

#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    kind: String,
    text: String,
    expected: Vec<Expected>,
    doubtful: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Expected {
    text: String,
    #[serde(default)]
    kind: String,
    value: Option<serde_json::Value>,
    iso: Option<String>,
    timex: Option<String>,
}

/// A number in words; `agree` generators write it so.
#[derive(Deserialize)]
struct Spelled {
    lang: String,
    text: String,
    value: f64,
    agree: u32,
    suspect: Option<serde_json::Value>,
}

/// A text and its translation, and whether a checker is to be content with it.
#[derive(Deserialize)]
struct Pair {
    check: String,
    source_lang: String,
    target_lang: String,
    source: String,
    target: String,
    expected: String,
    #[serde(default)]
    note: String,
}

/// What must be among the readings.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wanted {
    Number(f64),
    Percent(f64),
    Money(f64, Option<[u8; 3]>),
    Date(Date),
    Minutes(u16),
}

/// How much was found, by language and kind.
#[derive(Default)]
struct Table {
    rows: BTreeMap<(String, String), (usize, usize)>,
    misses: Vec<String>,
}

/// Whether the file holds cases of this kind, by its name.
pub(super) fn is_values(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let known = ["numbers.", "dates.", "times.", "spelled.", "bilingual."];
    known.iter().any(|beginning| name.starts_with(beginning)) && name.ends_with(".jsonl")
}

/// Prints a line for each language and kind; with `print_failures` what was not found, too.
pub(super) fn score(folder: &Path, languages: &[String], print_failures: bool) -> anyhow::Result<()> {
    let mut table = Table::default();
    for language in languages {
        for file in ["numbers", "dates", "times"] {
            for (name, text) in read(folder, &format!("{file}.{language}."))? {
                // A corpus that is kept apart has a row of its own.
                let corpus = name.split('.').nth(2).filter(|corpus| *corpus != "jsonl").unwrap_or("");
                let prefix = corpus.split('-').next().filter(|corpus| !corpus.is_empty()).unwrap_or(file);
                table.cases(language, prefix, &text).with_context(|| name.clone())?;
            }
        }
        for (name, text) in read(folder, &format!("spans.{language}."))? {
            for span in nerkor::spans(language, &text).with_context(|| name.clone())? {
                table.count(language, "spans day", span.found, || span.miss);
            }
        }
    }
    for (_, text) in read(folder, "spelled.")? {
        table.spelled(languages, &text).context("spelled.jsonl")?;
    }
    for (_, text) in read(folder, "bilingual.")? {
        table.bilingual(&text).context("bilingual.jsonl")?;
    }
    table.print(print_failures);
    Ok(())
}

/// The names and texts of the files whose names begin so.
fn read(folder: &Path, beginning: &str) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(beginning) && path.extension().is_some_and(|extension| extension == "jsonl") {
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The objects of JSON lines.
fn lines<'a, T: Deserialize<'a>>(text: &'a str) -> impl Iterator<Item = anyhow::Result<T>> {
    text.lines().map(|line| serde_json::from_str(line).with_context(|| line.to_owned()))
}

impl Table {
    fn cases(&mut self, tag: &str, prefix: &str, text: &str) -> anyhow::Result<()> {
        for case in lines::<Case>(text) {
            let case = case?;
            if case.doubtful.is_some() {
                continue;
            }
            for expected in &case.expected {
                for wanted in expected.wanted(&case.kind, prefix == "times") {
                    let kind = if expected.kind.is_empty() { &case.kind } else { &expected.kind };
                    self.look(tag, &format!("{prefix} {kind}"), &expected.text, &case.text, wanted);
                }
            }
        }
        Ok(())
    }

    fn spelled(&mut self, languages: &[String], text: &str) -> anyhow::Result<()> {
        for row in lines::<Spelled>(text) {
            let row = row?;
            if row.suspect.is_some() || row.agree < 2 || !languages.contains(&row.lang) {
                continue;
            }
            self.look(&row.lang, "spelled", &row.text, &row.text, Wanted::Number(row.value));
        }
        Ok(())
    }

    fn bilingual(&mut self, text: &str) -> anyhow::Result<()> {
        for pair in lines::<Pair>(text) {
            let pair = pair?;
            let ours = ["numbers", "currency", "dates"].contains(&pair.check.as_str());
            if !ours || pair.note.contains("LIMITATION") {
                continue;
            }
            let complaints = complaints(&pair);
            self.count("pairs", &pair.check, complaints.is_empty() == (pair.expected == "pass"), || {
                format!("{} → {}: must {}, {}", pair.source, pair.target, pair.expected, listed(&complaints))
            });
        }
        Ok(())
    }

    /// Counts whether a reading of the text has the value of its `part`.
    fn look(&mut self, tag: &str, kind: &str, part: &str, text: &str, wanted: Wanted) {
        let found = readings(tag, text);
        let right = found.iter().any(|&value| wanted.is(value));
        self.count(tag, kind, right, || {
            let found: Vec<String> = found.iter().map(|&value| said(value)).collect();
            let text = if part == text { String::new() } else { format!(" in “{text}”") };
            format!("“{part}”{text} is {wanted}, read: {}", listed(&found))
        });
    }

    fn count(&mut self, language: &str, kind: &str, right: bool, miss: impl FnOnce() -> String) {
        let (found, all) = self.rows.entry((language.to_owned(), kind.to_owned())).or_default();
        *found += usize::from(right);
        *all += 1;
        if !right {
            self.misses.push(format!("{language} {kind}: {}", miss()));
        }
    }

    fn print(&self, failures: bool) {
        println!("{:<9}{:<26}{:>7}{:>7}{:>9}", "language", "kind", "found", "of", "%");
        for ((language, kind), &counts) in &self.rows {
            line(language, kind, counts);
            if kind == ORDINALS {
                let numbers =
                    self.rows.get(&(language.clone(), NUMBERS.to_owned())).copied().unwrap_or_default();
                line(language, "number + ordinal", (numbers.0 + counts.0, numbers.1 + counts.1));
            }
        }
        self.misses.iter().filter(|_| failures).for_each(|miss| println!("{miss}"));
    }
}

/// The kinds that are told together, too.
const NUMBERS: &str = "numbers number";
const ORDINALS: &str = "numbers ordinal";

fn line(language: &str, kind: &str, (found, all): (usize, usize)) {
    let percent = found as f64 * 100.0 / all as f64;
    println!("{language:<9}{kind:<26}{found:>7}{all:>7}{percent:>9.1}");
}

fn listed(texts: &[String]) -> String {
    if texts.is_empty() { "nothing".to_owned() } else { texts.join(" | ") }
}

/// A reading as people write it.
fn said(value: Value) -> String {
    match value {
        Value::Quantity(quantity) => {
            let (numerator, denominator) = quantity.amount.parts();
            let number =
                if denominator == 1 { numerator.to_string() } else { format!("{numerator}/{denominator}") };
            match quantity.measure {
                Measure::Plain => number,
                Measure::Percent => format!("{number}%"),
                Measure::Permille => format!("{number}‰"),
                Measure::Currency(code) => format!("{number} {}", String::from_utf8_lossy(&code)),
                Measure::Unit(unit) => {
                    let unit = diglot::language::units().get(usize::from(unit)).map_or("?", |unit| unit.id);
                    format!("{number} {unit}")
                }
            }
        }
        Value::Date(date) => day(date),
        Value::Time(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        Value::Decade(first) => format!("{first}s"),
        Value::Century(number) => format!("century {number}"),
        Value::Period(period) => format!("{period:?}").to_lowercase(),
        Value::Literal(_) => "literal".to_owned(),
    }
}

fn day(date: Date) -> String {
    let part = |part: Option<i32>| part.map_or("??".to_owned(), |part| format!("{part:02}"));
    let (month, day) = (date.month.map(i32::from), date.day.map(i32::from));
    match date.weekday {
        Some(weekday) => format!("weekday {weekday}"),
        None => format!("{}-{}-{}", part(date.year), part(month), part(day)),
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Percent(number) => write!(f, "{number}%"),
            Self::Money(number, None) => write!(f, "{number} of money"),
            Self::Money(number, Some(code)) => write!(f, "{number} {}", String::from_utf8_lossy(&code)),
            Self::Date(date) => write!(f, "{}", day(date)),
            Self::Minutes(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

/// All readings of all mentions of a text.
fn readings(tag: &str, text: &str) -> Vec<Value> {
    let found = analyze(language(tag), text, &analysis::Settings::default());
    found.mentions.iter().flat_map(|mention| mention.readings.iter().collect::<Vec<_>>()).collect()
}

/// What is said to be wrong with a pair's numbers and dates.
fn complaints(pair: &Pair) -> Vec<String> {
    let text = |tag: &str, text: &str| {
        Arc::new(Text::new(Snapshot::from_paragraphs(&[text]), language(tag), Arc::default()))
    };
    let (source, target) = (text(&pair.source_lang, &pair.source), text(&pair.target_lang, &pair.target));
    let bitext = Bitext::new(source, target, &comparison::Settings::default());
    let ours = |kind| matches!(kind, RuleKind::Number | RuleKind::Date);
    let warned = |severity| matches!(severity, Severity::Error | Severity::Warning);
    let amount_only = |place: Place| {
        pair.check == "currency"
            && place.source().zip(place.target()).is_some_and(|(source, target)| {
                let money = |tag, text: &str, spot: Spot| {
                    currencies(tag, text.get(spot.range.start()..spot.range.end()).unwrap_or_default())
                };
                let (source, target) = (
                    money(&pair.source_lang, &pair.source, source),
                    money(&pair.target_lang, &pair.target, target),
                );
                !source.is_empty() && source == target
            })
    };
    let wrong = bitext.divergences.iter().filter(|wrong| ours(wrong.rule.kind) && warned(wrong.severity));
    wrong.filter(|wrong| !amount_only(wrong.place)).map(|wrong| bitext.message(wrong)).collect()
}

/// The currencies that a text names.
fn currencies(tag: &str, text: &str) -> BTreeSet<[u8; 3]> {
    let money = |value| match value {
        Value::Quantity(Quantity { measure: Measure::Currency(code), .. }) => Some(code),
        _ => None,
    };
    readings(tag, text).into_iter().filter_map(money).collect()
}

impl Expected {
    /// What must be found, both ends of a range; nothing where the value is relative to something.
    fn wanted(&self, kind: &str, clock: bool) -> Vec<Wanted> {
        if let Some(timex) = &self.timex {
            let time = || minutes(timex).map(Wanted::Minutes);
            return if clock { time() } else { date(timex).map(Wanted::Date) }.into_iter().collect();
        }
        let value = self.value.as_ref().map_or_else(String::new, |value| value.to_string().replace('"', ""));
        let bounds = value.trim_matches(['[', ']', '(', ')']).split(',');
        bounds
            .filter_map(|bound| {
                let percent = bound.ends_with('%');
                let number: f64 = bound.trim_end_matches('%').trim().parse().ok()?;
                Some(match kind {
                    "currency" => Wanted::Money(
                        number,
                        self.iso.as_ref().and_then(|iso| iso.as_bytes().try_into().ok()),
                    ),
                    _ if percent => Wanted::Percent(number),
                    _ => Wanted::Number(number),
                })
            })
            .collect()
    }
}

impl Wanted {
    /// Whether a reading has the value.
    fn is(self, value: Value) -> bool {
        match (self, value) {
            (Self::Number(number), Value::Quantity(quantity)) => same(quantity, number),
            (Self::Number(number), Value::Century(value) | Value::Decade(value)) => {
                equal(value.into(), number)
            }
            (Self::Percent(number), Value::Quantity(quantity)) => {
                quantity.measure == Measure::Percent && same(quantity, number)
            }
            (Self::Money(number, code), Value::Quantity(quantity)) => match quantity.measure {
                Measure::Currency(found) => {
                    same(quantity, number)
                        && code.is_none_or(|code| code == found || !found.iter().all(u8::is_ascii_alphabetic))
                }
                _ => false,
            },
            (Self::Date(wanted), Value::Date(found)) => {
                wanted.month == found.month
                    && wanted.day == found.day
                    && (wanted.year.is_none() || wanted.year == found.year)
            }
            // A year alone is a number as well.
            (Self::Date(Date { year: Some(year), month: None, day: None, .. }), Value::Quantity(found)) => {
                same(found, year.into())
            }
            (Self::Minutes(wanted), Value::Time(found)) => wanted == found,
            _ => false,
        }
    }
}

/// Whether the amount is the number, which may be rounded in its last digit.
fn same(quantity: Quantity, number: f64) -> bool {
    equal(quantity.amount.to_f64(), number)
}

fn equal(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= wanted.abs() * 1e-9
}

/// "1958-01-03", "XXXX-01-03", "1958-01", "XXXX-01", "1958", with or without a time behind; `None` for all else.
fn date(timex: &str) -> Option<Date> {
    let parts: Vec<&str> = timex.split('T').next()?.split('-').collect();
    let year = match *parts.first()? {
        "XXXX" => None,
        year if year.len() == 4 => Some(year.parse().ok()?),
        _ => return None,
    };
    let short = |index: usize| {
        parts.get(index).map(|part| part.parse::<u8>().ok()).map_or(Some(None), |part| part.map(Some))
    };
    let date = Date { year, month: short(1)?, day: short(2)?, weekday: None };
    (parts.len() <= 3 && date != Date::default()).then_some(date)
}

/// "T15:20", "T07"; seconds count for nothing.
fn minutes(timex: &str) -> Option<u16> {
    let mut parts = timex.strip_prefix('T')?.split(':').map(|part| part.parse::<u16>().ok());
    let hours = parts.next()??;
    Some((hours * 60 + parts.next().unwrap_or(Some(0))?) % 1440)
}
