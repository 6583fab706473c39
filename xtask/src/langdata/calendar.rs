//! Months, weekdays, eras, halves of the day and the patterns of dates.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::file::DataFile;
use super::text;

const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Everything that is read out of a Gregorian calendar.
pub(super) fn dates(file: &mut DataFile, calendar: &Value) -> Result<()> {
    names(file, calendar);
    eras(file, calendar);
    day_periods(file, calendar);
    let months = (1..=12).map(|month| text(calendar, &["months", "format", "wide", &month.to_string()]));
    let months = months.collect::<Result<Vec<_>>>()?;
    let first = months.first().and_then(|name| name.chars().next()).context("January has no name")?;
    file.plain("dates", "capitalised", &first.is_uppercase());
    file.list("dates", "months", &months);
    let available = &calendar["dateTimeFormats"]["availableFormats"];
    clock(file, available);
    let mut connectors = Vec::new();
    for (key, pattern) in [
        ("long", text(calendar, &["dateFormats", "long"])?),
        ("numeric", text(available, &["yMd"])?),
        ("day_month", text(available, &["MMMMd"])?),
        ("month_year", text(available, &["yMMMM"])?),
    ] {
        let (placeholders, words) = convert(&pattern);
        if key == "numeric" {
            file.list("dates", "orders", &[order(&placeholders)]);
        }
        connectors.extend(words);
        file.scalar("dates", key, &placeholders);
    }
    connectors.sort();
    connectors.dedup();
    file.list("dates", "connectors", &connectors);
    Ok(())
}

/// "d 'de' MMMM" → "{day} de {month}" and its words. Two letters ask for two digits: `{dd}`, `{mm}`; one for the
/// month's number: `{m}`.
fn convert(pattern: &str) -> (String, Vec<String>) {
    let mut out = String::new();
    let mut literal = String::new();
    let mut chars = pattern.chars().peekable();
    let mut in_quotes = false;
    while let Some(c) = chars.next() {
        if c == '\'' {
            in_quotes = !in_quotes;
        } else if in_quotes || !c.is_ascii_alphabetic() {
            literal.push(c);
            out.push(c);
        } else {
            let mut count = 1;
            while chars.next_if_eq(&c).is_some() {
                count += 1;
            }
            out.push_str(match (c, count) {
                ('y', _) => "{year}",
                ('M' | 'L', 1) => "{m}",
                ('M' | 'L', 2) => "{mm}",
                ('M' | 'L', _) => "{month}",
                ('d', 2) => "{dd}",
                ('d', _) => "{day}",
                _ => "",
            });
            literal.push(' ');
        }
    }
    let words = literal.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    let words = words.filter(|word| word.chars().any(char::is_alphabetic)).map(str::to_owned).collect();
    (out.trim().to_owned(), words)
}

/// "{mm}/{dd}/{year}" → "month day year".
fn order(pattern: &str) -> String {
    let parts = pattern.split(['{', '}']).filter_map(|part| match part {
        "day" | "dd" => Some("day"),
        "month" | "m" | "mm" => Some("month"),
        "year" => Some("year"),
        _ => None,
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// Names of months and weekdays, inside a date and alone, in full and short.
fn names(file: &mut DataFile, calendar: &Value) {
    for (width, suffix) in [("wide", ""), ("abbreviated", "_abbreviation")] {
        for context in ["format", "stand-alone"] {
            for month in 1..=12 {
                let month = month.to_string();
                if let Some(name) = calendar["months"][context][width][&month].as_str() {
                    file.word(&format!("month{suffix}"), &month, name);
                }
            }
            for (index, day) in WEEKDAYS.iter().enumerate() {
                if let Some(name) = calendar["days"][context][width][day].as_str() {
                    file.word(&format!("weekday{suffix}"), &(index + 1).to_string(), name);
                }
            }
        }
    }
}

fn eras(file: &mut DataFile, calendar: &Value) {
    for (era, kind) in [("0", "before_christ"), ("1", "after_christ")] {
        for width in ["eraNames", "eraAbbr"] {
            for variant in ["", "-alt-variant"] {
                if let Some(name) = calendar["eras"][width][format!("{era}{variant}")].as_str() {
                    file.word(kind, "", name);
                }
            }
        }
    }
}

/// The word for the clock ("HH 'Uhr'"), and whether the half of the day stands before the hour ("a h").
fn clock(file: &mut DataFile, formats: &Value) {
    for pattern in ["H", "Hm", "h"].iter().filter_map(|key| formats[*key].as_str()) {
        let (_, words) = convert(&pattern.replace(['h', 'H', 'K', 'k', 'a', 'B'], " 0 "));
        for word in &words {
            file.word("clock", "", word);
        }
    }
    if let Some(pattern) = formats["h"].as_str() {
        file.plain("dates", "half_day_first", &pattern.starts_with(['a', 'B']));
    }
}

/// What is surely before or after noon; nights are on both sides.
fn day_periods(file: &mut DataFile, calendar: &Value) {
    for width in ["wide", "abbreviated"] {
        for (key, name) in calendar["dayPeriods"]["format"][width].as_object().into_iter().flatten() {
            let period = key.split("-alt").next().unwrap_or_default().trim_end_matches(char::is_numeric);
            let (kind, value) = match period {
                "am" | "morning" => ("half_day", "am"),
                "pm" | "afternoon" | "evening" => ("half_day", "pm"),
                "noon" | "midnight" => ("time_of_day", period),
                _ => continue,
            };
            if let Some(name) = name.as_str() {
                file.word(kind, value, name);
            }
        }
    }
}
