//! How fast texts are read and compared: `cargo bench`. Prints what the language data weighs and what a language costs
//! when it is first used, then times and throughput.
//!
//! The texts were written for this; a figure says how Diglot does on running prose with a number or two in a sentence.

#![allow(missing_docs, reason = "the macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark fails loudly and prints its figures"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use diglot::analysis::sentence::sentences as find_sentences;
use diglot::analysis::token::Tokens;
use diglot::analysis::{Settings, analyze};
use diglot::language::{data_size, language, languages};
use divan::counter::{BytesCount, ItemsCount};

/// The languages and their texts, a paragraph a line, all saying the same.
const TEXTS: &[(&str, &str)] = &[
    ("de", include_str!("texts/de.txt")),
    ("hu", include_str!("texts/hu.txt")),
    ("en", include_str!("texts/en.txt")),
    ("fr", include_str!("texts/fr.txt")),
    ("es", include_str!("texts/es.txt")),
];

const TAGS: [&str; 5] = ["de", "hu", "en", "fr", "es"];

/// How often a text is read in one go: enough to leave the caches' first misses behind.
const TIMES: usize = 50;

/// How many pairs `diglot pairs` is asked.
const PAIRS: usize = 20_000;

fn main() {
    let count = languages().len();
    println!("data of {count} languages: {:.0} kB in the binary", data_size() as f64 / 1e3);
    for (tag, text) in TEXTS {
        let first = text.lines().next().unwrap();
        let began = Instant::now();
        divan::black_box(analyze(language(tag), first, &Settings::default()));
        println!("first paragraph in {tag}: {:.3} ms", began.elapsed().as_secs_f64() * 1e3);
    }
    divan::main();
}

fn paragraphs(tag: &str) -> Vec<&'static str> {
    let (_, text) = TEXTS.iter().find(|(of, _)| *of == tag).unwrap();
    (0..TIMES).flat_map(|_| text.lines()).collect()
}

fn bytes(paragraphs: &[&str]) -> BytesCount {
    BytesCount::new(paragraphs.iter().map(|paragraph| paragraph.len()).sum::<usize>())
}

/// Sentences and mentions.
#[divan::bench(args = TAGS)]
fn analysis(bencher: divan::Bencher<'_, '_>, tag: &str) {
    let (language, paragraphs, settings) = (language(tag), paragraphs(tag), Settings::default());
    bencher.counter(bytes(&paragraphs)).bench_local(|| {
        for paragraph in &paragraphs {
            divan::black_box(analyze(language, paragraph, &settings));
        }
    });
}

/// Sentences only, with the tokens that they are found by.
#[divan::bench(args = TAGS)]
fn sentences(bencher: divan::Bencher<'_, '_>, tag: &str) {
    let (language, paragraphs, settings) = (language(tag), paragraphs(tag), Settings::default());
    bencher.counter(bytes(&paragraphs)).bench_local(|| {
        for paragraph in &paragraphs {
            let tokens = Tokens::new(paragraph);
            divan::black_box(find_sentences(language, paragraph, &tokens, &settings));
        }
    });
}

/// `diglot pairs` on all cores, the start of the process included.
#[divan::bench(args = [("de", "hu"), ("en", "fr"), ("en", "es")], sample_count = 5, sample_size = 1)]
fn pairs(bencher: divan::Bencher<'_, '_>, (source, target): (&str, &str)) {
    let both = paragraphs(source).into_iter().zip(paragraphs(target)).cycle().take(PAIRS);
    let mut questions = String::new();
    for (id, (source, target)) in both.enumerate() {
        let _ =
            writeln!(questions, "{}", serde_json::json!({ "id": id, "source": source, "target": target }));
    }
    bencher.counter(ItemsCount::new(PAIRS)).bench_local(|| ask(source, target, &questions));
}

/// Runs `diglot pairs` on the questions.
fn ask(source: &str, target: &str, questions: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_diglot"))
        .args(["pairs", "--source", source, "--target", target])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(questions.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "`diglot pairs` failed");
}
