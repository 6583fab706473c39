//! What the scanner reads in a sentence: cases as data, one file a language in `tests/fixtures/analysis`.
//!
//! A case is a line `> text` and below it a line for each mention: its kind, `hard` or `soft`, its readings parted by
//! `|`, its words in quotes. `UPDATE=1 cargo test --test analysis` writes what is read today; read the difference
//! before you commit it.

use std::fmt::Write as _;
use std::path::Path;

use diglot::analysis::{
    Analysis, Date, Hardness, Measure, Mention, Notation, Period, Purpose, Quantity, Settings, Value, analyze,
};
use diglot::language::{Language, language};

#[test]
fn every_case_is_read_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/analysis");
    let mut wrong = String::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let tag = path.file_stem().unwrap().to_str().unwrap();
        let expected = std::fs::read_to_string(&path).unwrap();
        let actual = read_all(language(tag), &expected);
        if actual == expected {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &actual).unwrap();
            continue;
        }
        let diff = similar::TextDiff::from_lines(&expected, &actual);
        let _ = writeln!(wrong, "{}\n{}", path.display(), diff.unified_diff().context_radius(3));
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 cargo test --test analysis accepts this");
}

/// The file with what is read below each text; comments and blank lines stay.
fn read_all(language: &Language, file: &str) -> String {
    let mut out = String::new();
    for line in file.lines() {
        if let Some(text) = line.strip_prefix("> ") {
            let text = text.replace("\\n", "\n").replace("\\u{a0}", "\u{a0}");
            let _ = writeln!(out, "{line}");
            for mention in &analyze(language, &text, &Settings::default()).mentions {
                let _ = writeln!(out, "{}", describe(mention, &text));
            }
        } else if line.is_empty() || line.starts_with('#') {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

fn describe(mention: &Mention, text: &str) -> String {
    let hardness = match mention.hardness {
        Hardness::Hard => "hard",
        Hardness::Soft => "soft",
        Hardness::Unreviewed => "unreviewed",
    };
    let readings: Vec<String> = mention.readings.iter().map(value).collect();
    let foreign = if mention.notation == Notation::Foreign && mention.purpose == Purpose::Counting {
        " foreign"
    } else {
        ""
    };
    let stem = if mention.stem == mention.range {
        String::new()
    } else {
        format!(" stem {:?}", &text[mention.stem])
    };
    let words = &text[mention.range];
    format!("{:?} {hardness}{foreign} {} {words:?}{stem}", mention.kind, readings.join(" | "))
}

fn value(value: Value) -> String {
    match value {
        Value::Quantity(quantity) => amount(quantity),
        Value::Date(date) => self::date(date),
        Value::Time(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        Value::Decade(first) => format!("{first}s"),
        Value::Century(number) => format!("century {number}"),
        Value::Period(Period::Early) => "early".to_owned(),
        Value::Period(Period::Mid) => "mid".to_owned(),
        Value::Period(Period::Late) => "late".to_owned(),
        Value::Literal(_) => "literal".to_owned(),
    }
}

fn amount(quantity: Quantity) -> String {
    let (numerator, denominator) = quantity.amount.parts();
    let number = if denominator == 1 { numerator.to_string() } else { format!("{numerator}/{denominator}") };
    match quantity.measure {
        Measure::Plain => number,
        Measure::Percent => format!("{number}%"),
        Measure::Permille => format!("{number}‰"),
        Measure::Currency(code) => format!("{number} {}", String::from_utf8_lossy(&code)),
        Measure::Unit(unit) => format!("{number} {}", diglot::language::units()[unit as usize].id),
    }
}

fn date(date: Date) -> String {
    let field = |value: Option<i64>, width: usize| {
        value.map_or("?".repeat(width), |value| format!("{value:0width$}"))
    };
    match date.weekday {
        Some(day) => format!("weekday {day}"),
        None => format!(
            "{}-{}-{}",
            field(date.year.map(i64::from), 4),
            field(date.month.map(i64::from), 2),
            field(date.day.map(i64::from), 2)
        ),
    }
}

/// Whatever a text holds, its mentions are in order, inside it, and on character boundaries.
fn is_well_formed(analysis: &Analysis, text: &str) -> bool {
    let mut end = 0;
    analysis.mentions.iter().all(|mention| {
        let range = mention.range;
        let fits = end <= range.start()
            && range.start() < range.end()
            && range.contains(mention.stem)
            && text.get(range.start()..range.end()).is_some()
            && text.get(mention.stem.start()..mention.stem.end()).is_some();
        end = range.end();
        fits
    })
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", index in 0_usize..100) {
        let languages = diglot::language::languages();
        let analysis = analyze(languages[index % languages.len()], &text, &Settings::default());
        proptest::prop_assert!(is_well_formed(&analysis, &text), "{:?}", analysis.mentions);
    }

    #[test]
    fn any_mix_of_numbers_is_read(
        text in "([0-9]{1,40}|,[0-9]{1,3}|[.,:/' \u{a0}%€$+½-]|-ban|er|Millionen|millió|and|und|Januar|január|May|V|XX|halb|Uhr|v\\. Chr\\.|század|1E999){0,30}",
        tag in proptest::sample::select(vec!["de", "hu", "en", "und"]),
    ) {
        let analysis = analyze(language(tag), &text, &Settings::default());
        proptest::prop_assert!(is_well_formed(&analysis, &text), "{:?}", analysis.mentions);
    }
}

/// What texts are made of that grow out of hand: each of these, very many times over.
const MONOTONOUS: &[&str] = &[
    "1",
    "1 ",
    "1.",
    "1,",
    "1-",
    "1/",
    "1:",
    " 111",
    ".111",
    "1a",
    "a1",
    "1E999999999 ",
    " 99999999.30 Uhr",
    " 99999999:30",
    "½",
    "%",
    "- ",
    "(",
    "\"",
    "„",
    ".",
    ". ",
    "… ",
    "?! ",
    "a.",
    "a. ",
    "A. ",
    "I",
    "X. ",
    "hundert",
    "hundert ",
    "ein",
    "und ",
    "és",
    "-ban",
    "millió ",
    "Januar ",
    "3. ",
    "halb ",
    "v. Chr. ",
    "\u{301}",
    "a\u{301}",
    "\u{AD}",
    "\u{1}",
    "\u{2}",
    "三",
    "٣",
    "।",
];

#[test]
fn no_text_grows_out_of_hand() {
    const BYTES: usize = 20_000;
    for piece in MONOTONOUS {
        let text = piece.repeat(BYTES / piece.len());
        for tag in ["de", "hu"] {
            let analysis = analyze(language(tag), &text, &Settings::default());
            assert!(is_well_formed(&analysis, &text), "{tag}: {piece:?} over and over");
        }
    }
}
