//! The cases that the language files carry: each text is read as its file says.

#![allow(clippy::unwrap_used, reason = "helpers of tests: what is missing fails the test")]

use diglot::analysis::sentence::{joins, sentences};
use diglot::analysis::token::Tokens;
use diglot::analysis::{Date, Hardness, Kind, Measure, Number, Period, Quantity, Settings, Value, analyze};
use diglot::language::{language, units};

const FILES: &[(&str, &str, &str)] = &[
    ("de", include_str!("../src/language/data/de.toml"), include_str!("../src/language/data/de.cldr.toml")),
    ("en", include_str!("../src/language/data/en.toml"), include_str!("../src/language/data/en.cldr.toml")),
    ("es", include_str!("../src/language/data/es.toml"), include_str!("../src/language/data/es.cldr.toml")),
    ("fr", include_str!("../src/language/data/fr.toml"), include_str!("../src/language/data/fr.cldr.toml")),
    ("hu", include_str!("../src/language/data/hu.toml"), include_str!("../src/language/data/hu.cldr.toml")),
];

/// The kinds of words that the generated file may have for the hand-written one; the others are a hand-written file's own,
/// and [`Language::lacks`](diglot::language::Language) names those that it has not.
const KINDS: &[&str] = &[
    "cardinal",
    "ordinal",
    "scale",
    "scale_abbreviation",
    "month",
    "month_abbreviation",
    "weekday",
    "weekday_abbreviation",
    "permille",
    "currency",
    "currency_symbol",
    "unit",
    "unit_symbol",
];

fn table(text: &str) -> toml::Table {
    toml::from_str(text).unwrap()
}

/// The texts of an array of cases, each with what it is to be read as.
fn cases(file: &toml::Table, name: &str, key: &str) -> Vec<(String, Vec<String>)> {
    let list = file.get(name).and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let texts = |value: &toml::Value| {
        value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    let case = |case: &toml::Value| {
        let readings: Vec<String> = case.get(key).map_or_else(Vec::new, texts);
        let written = braces(case["text"].as_str().unwrap());
        // Braces in a reading go along with those in the text.
        let along = |reading: &String, index: usize| {
            let all = braces(reading);
            assert!(all.len() == 1 || all.len() == written.len(), "{written:?}: {reading:?}");
            all.get(index).unwrap_or(&all[0]).clone()
        };
        let each = written.iter().enumerate();
        each.map(|(index, text)| (text.clone(), readings.iter().map(|it| along(it, index)).collect()))
            .collect::<Vec<_>>()
    };
    list.iter().flat_map(case).collect()
}

/// Writes out braces as the language files have them: "{a,b} c" is two texts.
fn braces(text: &str) -> Vec<String> {
    let Some((before, rest)) = text.split_once('{') else { return vec![text.to_owned()] };
    let (inside, after) = rest.split_once('}').unwrap();
    inside.split(',').flat_map(|part| braces(&format!("{before}{part}{after}"))).collect()
}

#[test]
fn hand_written_files_are_complete() {
    for (tag, overlay, generated) in FILES {
        let (overlay, generated) = (table(overlay), table(generated));
        let everywhere = table(include_str!("../src/language/data/und.toml"));
        let none = overlay.get("none").and_then(toml::Value::as_str).unwrap_or_default();
        let is_said = |kind: &str| {
            [&overlay, &generated, &everywhere].iter().any(|file| file["words"].get(kind).is_some())
        };
        for kind in KINDS {
            let is_lacking = none.split_whitespace().any(|name| name == *kind);
            assert!(is_said(kind) || is_lacking, "{tag}: {kind} is in neither `none` nor `words`");
        }
        for kind in none.split_whitespace() {
            assert!(!is_said(kind), "{tag}: {kind} is in `none` and in `words`");
        }
        assert_eq!(language(tag).lacks, [""; 0], "{tag}: is no full file");
        for section in ["dates", "ordinals", "suffixes", "sentences", "words", "remove", "reads", "silent"] {
            assert!(overlay.contains_key(section), "{tag}: {section}");
        }
    }
}

#[test]
fn texts_are_read_as_their_files_say() {
    let mut failures = Vec::new();
    for (tag, overlay, _) in FILES {
        let path = format!("{}/tests/fixtures/language/{tag}.toml", env!("CARGO_MANIFEST_DIR"));
        let more = std::fs::read_to_string(path).unwrap();
        let both =
            |name: &str| [overlay, &more.as_str()].map(|file| cases(&table(file), name, "as")).concat();
        for (text, expected) in both("reads") {
            let analysis = analyze(language(tag), &text, &Settings::default());
            let said = analysis.mentions.iter().filter(|mention| mention.kind != Kind::Article);
            let found: Vec<Vec<Value>> = said.map(|mention| mention.readings.iter().collect()).collect();
            let expected_values: Vec<Value> = expected.iter().map(|notation| value(notation)).collect();
            let agree = found.len() == expected.len()
                && expected_values.iter().zip(&found).all(|(value, readings)| readings.contains(value));
            if !agree {
                failures.push(format!("{tag} {text:?}: expected {expected:?}, found {found:?}"));
            }
        }
        for (text, _) in both("silent") {
            let analysis = analyze(language(tag), &text, &Settings::default());
            let hard: Vec<_> =
                analysis.mentions.iter().filter(|mention| mention.hardness == Hardness::Hard).collect();
            if !hard.is_empty() {
                failures.push(format!("{tag} {text:?}: nothing may be demanded, found {hard:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn texts_are_parted_into_the_sentences_that_their_files_say() {
    let mut failures = Vec::new();
    for (tag, ..) in FILES {
        let path = format!("{}/tests/fixtures/language/{tag}.toml", env!("CARGO_MANIFEST_DIR"));
        let file = table(&std::fs::read_to_string(path).unwrap());
        for (text, expected) in cases(&file, "parted", "into") {
            let found = sentences(language(tag), &text, &Tokens::new(&text), &Settings::default());
            // One that joins what it says to the sentence before is marked.
            let marked = |sentence: &str| {
                let mark = if joins(language(tag), sentence) { "+ " } else { "" };
                format!("{mark}{sentence}")
            };
            let found: Vec<String> =
                found.list.iter().map(|part| marked(&text.as_str()[part.range])).collect();
            if found != expected {
                failures.push(format!("{tag} {text:?}: expected {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a notation of the README stands for.
fn value(notation: &str) -> Value {
    let words: Vec<&str> = notation.split(' ').collect();
    match words[..] {
        ["early"] => Value::Period(Period::Early),
        ["mid"] => Value::Period(Period::Mid),
        ["late"] => Value::Period(Period::Late),
        [number, "century"] => Value::Century(digits(number)),
        ["month", month] => Value::Date(Date { month: month.parse().ok(), ..Date::default() }),
        ["weekday", day] => Value::Date(Date { weekday: day.parse().ok(), ..Date::default() }),
        [time] if time.contains(':') => {
            let (hours, minutes) = time.split_once(':').unwrap();
            Value::Time(hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap())
        }
        [decade] if decade.ends_with('s') => Value::Decade(digits(decade)),
        [year] if year.starts_with('+') => Value::Date(Date { year: Some(digits(year)), ..Date::default() }),
        [date] if date.contains('-') => Value::Date(self::date(date)),
        [amount] => Value::Quantity(Quantity { amount: self::amount(amount), measure: Measure::Plain }),
        [amount, counted] => {
            Value::Quantity(Quantity { amount: self::amount(amount), measure: measure(counted) })
        }
        _ => panic!("{notation:?} is no notation"),
    }
}

fn digits(text: &str) -> i32 {
    text.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap()
}

fn date(text: &str) -> Date {
    if let Some(year) = text.strip_prefix('-') {
        return Date { year: Some(-year.parse::<i32>().unwrap()), ..Date::default() };
    }
    let parts: Vec<&str> = text.split('-').collect();
    let short = |part: &str| Some(part.parse::<u8>().unwrap());
    match parts[..] {
        [year, month, day] => {
            Date { year: year.parse().ok(), month: short(month), day: short(day), weekday: None }
        }
        [year, month] if year.len() == 4 => {
            Date { year: year.parse().ok(), month: short(month), ..Date::default() }
        }
        [month, day] => Date { month: short(month), day: short(day), ..Date::default() },
        _ => panic!("{text:?} is no date"),
    }
}

fn amount(text: &str) -> Number {
    if let Some((numerator, denominator)) = text.split_once('/') {
        return Number::new(numerator.parse().unwrap(), denominator.parse().unwrap()).unwrap();
    }
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
    Number::new(text.replace('.', "").parse().unwrap(), 10_i128.pow(decimals)).unwrap()
}

fn measure(text: &str) -> Measure {
    match text {
        "%" => Measure::Percent,
        "‰" => Measure::Permille,
        code if code.len() == 3 => Measure::Currency(code.as_bytes().try_into().unwrap()),
        id => {
            let unit = units().iter().position(|unit| unit.id == id);
            Measure::Unit(unit.unwrap_or_else(|| panic!("{id:?} is no unit")) as u16)
        }
    }
}
