//! Where sentences end: cases in `tests/fixtures/sentences`, and what holds for any text.
//!
//! A case is a line `{"lang", "category", "paragraph", "sentences"}`; `abbreviations` are a project's own, `least` and `greatest` bind the counts, `fragments`
//! the texts that begin in lower case after a full stop. Without `fragments` the case has none; where the case is about
//! them, the sentences are not compared.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use diglot::analysis::sentence::{joins, sentences};
use diglot::analysis::token::{Tokens, is_invisible};
use diglot::analysis::{Boundary, Sentences, Settings};
use diglot::language::{language, languages};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    lang: String,
    category: String,
    paragraph: String,
    sentences: Vec<String>,
    least: Option<u32>,
    greatest: Option<u32>,
    fragments: Option<Vec<String>>,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(rename = "src")]
    _source: Option<String>,
}

fn read(tag: &str, prose: &str) -> Sentences {
    read_with(tag, prose, &Settings::default())
}

fn read_with(tag: &str, prose: &str, settings: &Settings) -> Sentences {
    sentences(language(tag), prose, &Tokens::new(prose), settings)
}

fn texts<'a>(found: &Sentences, prose: &'a str) -> Vec<&'a str> {
    found.list.iter().map(|sentence| &prose[sentence.range]).collect()
}

/// What a case says otherwise than it is read; `None` if nothing.
fn complaint(case: &Case) -> Option<String> {
    let prose = case.paragraph.as_str();
    let settings = Settings::new(case.abbreviations.iter().map(String::as_str));
    let found = read_with(&case.lang, prose, &settings);
    let mut complaint = String::new();
    let read = texts(&found, prose);
    if case.fragments.is_none() && read != case.sentences {
        let _ = writeln!(complaint, "  expected {:?}\n  found    {read:?}", case.sentences);
    }
    let (least, greatest) = (found.least(), found.greatest());
    if case.least.is_some_and(|expected| expected != least)
        || case.greatest.is_some_and(|expected| expected != greatest)
    {
        let _ = writeln!(
            complaint,
            "  expected {:?} to {:?} sentences, found {least} to {greatest}",
            case.least, case.greatest
        );
    }
    let expected = case.fragments.as_deref().unwrap_or_default();
    let starts: Vec<&str> = found.lower_case_starts.iter().map(|&start| &prose[start as usize..]).collect();
    let agree = starts.len() == expected.len()
        && starts.iter().zip(expected).all(|(start, expected)| start.starts_with(expected.as_str()));
    if !agree {
        let _ = writeln!(complaint, "  expected fragments {expected:?}, found {starts:?}");
    }
    (!complaint.is_empty()).then(|| format!("{} {}: {prose:?}\n{complaint}", case.lang, case.category))
}

#[test]
fn every_case_is_read_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sentences");
    let mut complaints = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("the fixtures are there") {
        let path = entry.expect("a file").path();
        for line in fs::read_to_string(&path).expect("a case file is UTF-8").lines() {
            let case: Case = serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{}: {error}: {line}", path.display()));
            cases += 1;
            complaints.extend(complaint(&case));
        }
    }
    assert!(cases > 150, "only {cases} cases were found");
    assert!(complaints.is_empty(), "{} of {cases} cases:\n{}", complaints.len(), complaints.join("\n"));
}

/// Ranges in order on character boundaries, with nothing but white space and invisible characters outside.
fn assert_lossless(found: &Sentences, prose: &str) {
    let mut end = 0;
    let is_nothing = |text: &str| text.chars().all(|c| c.is_whitespace() || is_invisible(c));
    for sentence in &found.list {
        let range = sentence.range;
        assert!(end <= range.start() && range.start() < range.end() && range.end() <= prose.len());
        assert!(is_nothing(&prose[end..range.start()]), "lost {:?}", &prose[end..range.start()]);
        assert!(
            !prose[range].starts_with(char::is_whitespace) && !prose[range].ends_with(char::is_whitespace)
        );
        end = range.end();
    }
    assert!(is_nothing(&prose[end..]), "lost {:?}", &prose[end..]);
    assert!(found.list.last().is_none_or(|last| last.end == Boundary::Firm));
    assert!(found.least() <= found.list.len() as u32 && found.list.len() as u32 <= found.greatest());
}

/// Words a fragment begins with, in order, each at a lower-case letter.
fn assert_lower_case_starts(found: &Sentences, prose: &str) {
    assert!(found.lower_case_starts.is_sorted());
    for &start in &found.lower_case_starts {
        assert!(prose[start as usize..].starts_with(char::is_lowercase));
    }
}

/// Pieces that sentence ends are made of, and what goes between them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ".",
        ". ",
        "...",
        "…",
        "!",
        "? ",
        "。",
        "！",
        "؟",
        "।",
        ";",
        ":",
        ": ",
        ",",
        "(",
        ")",
        "[",
        "]",
        "[1]",
        "\"",
        " \"",
        "'",
        "''",
        "»",
        "«",
        "“",
        "”",
        "„",
        "」",
        "「",
        "–",
        " – ",
        "*",
        "•",
        "\n",
        "\r\n",
        " ",
        "\u{a0}",
        "\u{1}",
        "\u{2}\u{2}",
        "\u{ad}",
        "\u{200f}",
        "1",
        "3. ",
        "2000",
        "IV. ",
        "XII",
        "A",
        "b",
        "Cs.",
        "z. B.",
        "dr. ",
        "stb. ",
        "Januar",
        "évi",
        "Der",
        "the ",
        "Ő",
        "e\u{301}",
        "ß",
        "İ",
        "日",
        "と",
        "ก",
        "ა",
        "👍",
        "a) ",
        "b. ",
        "l'",
        "5 cm. ",
        "p.m. ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_loss(prose in ".{0,200}|(?s:.{0,200})", at in any::<prop::sample::Index>()) {
        let found = read(at.get(languages()).tag, &prose);
        assert_lossless(&found, &prose);
        assert_lower_case_starts(&found, &prose);
    }

    #[test]
    fn any_punctuation_is_read_without_loss(prose in pieces(), at in any::<prop::sample::Index>()) {
        let found = read(at.get(languages()).tag, &prose);
        assert_lossless(&found, &prose);
        assert_lower_case_starts(&found, &prose);
    }

    /// Markup vanishes: the sentences are those of the text without it, wherever it stands.
    #[test]
    fn markup_changes_nothing(prose in pieces(), at in any::<prop::sample::Index>()) {
        let plain: String = prose.chars().filter(|&c| !is_invisible(c)).collect();
        let marked: String = plain.chars().flat_map(|c| ['\u{1}', c]).collect();
        let tag = at.get(languages()).tag;
        let (plain_found, found) = (read(tag, &plain), read(tag, &marked));
        let without_markup: Vec<String> =
            texts(&found, &marked).iter().map(|text| text.replace('\u{1}', "")).collect();
        prop_assert_eq!(texts(&plain_found, &plain), without_markup);
        prop_assert_eq!(plain_found.doubtful, found.doubtful);
    }
}

/// What would take hours if a stop looked back or ahead without bound.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    const REPEATS: usize = 40_000;
    const FAR_BEYOND_LINEAR: Duration = Duration::from_secs(20);
    let patterns = [
        "(", ". (", "(a.", "a.) ", "\"", "\" . ", "[1", "?[1", "' '", "a. ", "A.", "1. ", "1.", "((((. ",
        "x.y", "! ", ". . ", "«.»", "-", "!'' ", "•\n",
    ];
    for pattern in patterns {
        let prose = pattern.repeat(REPEATS);
        let begin = Instant::now();
        for tag in ["und", "de", "hu"] {
            assert_lossless(&read(tag, &prose), &prose);
        }
        assert!(begin.elapsed() < FAR_BEYOND_LINEAR, "{pattern:?} repeated took {:?}", begin.elapsed());
    }
}

#[test]
fn a_paragraph_without_words_is_one_sentence_or_none() {
    for (prose, count) in
        [("", 0), (" \n\t", 0), ("\u{1}\u{1}", 0), ("…", 1), ("?! ! ...", 1), ("—", 1), ("👍", 1)]
    {
        assert_eq!(read("en", prose).list.len(), count, "{prose:?}");
    }
}

/// Where nothing parts words, one that joins is found at the beginning of what follows.
#[test]
fn a_word_that_joins_is_found_in_scripts_without_spaces() {
    let cases = [
        ("zh", "但让我们等着看吧。", true),
        ("zh", "“不过他没有来。", true),
        ("zh", "我们等着看吧。", false),
        ("ja", "しかし彼は来なかった。", true),
        ("ja", "彼は来なかった。", false),
        ("en", "And he came.", true),
        ("en", "Andrew came.", false),
    ];
    for (tag, sentence, expected) in cases {
        assert_eq!(joins(language(tag), sentence), expected, "{tag}: {sentence}");
    }
}
