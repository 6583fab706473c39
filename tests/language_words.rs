//! Every word that a person has written into a full language file does something: without it, some case of the file is read
//! otherwise. A word that none of them needs is a mistake, says what CLDR says already, or wants a case.

#![allow(dead_code, reason = "the modules of the build script are used in part")]
#![allow(clippy::unwrap_used, reason = "helpers of tests: what is missing fails the test")]

#[path = "../build/automaton.rs"]
mod automaton;
#[path = "../build/fold.rs"]
mod fold;
#[path = "../build/form.rs"]
mod form;
#[path = "../build/language.rs"]
mod merging;
#[path = "../build/review.rs"]
mod review;
#[path = "../build/senses.rs"]
mod senses;
#[path = "../build/units.rs"]
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use diglot::analysis::{Mention, Settings, analyze};
use diglot::language::{Language, Lexicon, Sense, language, languages};
use form::{File, List};
use senses::Entry;

type Problem = String;

/// For each full language the number of its hand-written words that change nothing that a case shows. A number may only
/// fall; a word that is added comes with its case.
const WITHOUT_CASE: &str = "tests/fixtures/language/without_case.toml";

#[test]
fn every_hand_written_word_is_used_by_a_case() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WITHOUT_CASE);
    let allowed: BTreeMap<String, usize> = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let full = languages().iter().filter(|language| language.is_reviewed() && !language.tag.contains('-'));
    let mut report = String::new();
    for tag in full.map(|language| language.tag) {
        let unused = unused(tag);
        let allowed = allowed.get(tag).copied().unwrap_or_default();
        if unused.len() != allowed {
            let _ = writeln!(
                report,
                "{tag}: {} words without a case, {WITHOUT_CASE} says {allowed}: {}",
                unused.len(),
                unused.join(", ")
            );
        }
    }
    assert!(report.is_empty(), "{report}");
}

fn file(name: &str) -> File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/language/data/{name}.toml"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The hand-written words without which all cases are read as with them.
fn unused(tag: &str) -> Vec<String> {
    let units = units::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language/data/units.toml"))
        .unwrap()
        .units;
    let files =
        ["und".to_owned(), format!("{tag}.cldr"), tag.to_owned()].map(|name| (name.clone(), file(&name)));
    let layers: Vec<(&str, &File)> = files.iter().map(|(name, file)| (name.as_str(), file)).collect();
    let words = merging::merge(tag, &layers, &units).unwrap().words;
    let own = &files[2].1;
    let mut waiting: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    senses::each(&own.words, &units, &mut |kind, value, word| {
        let sense = senses::rust(kind, value);
        // The spellings of an entry ("a-b", "a b") stand for each other.
        let bare: String = word.chars().filter(|c| !matches!(c, '-' | ' ' | '.' | '’' | '\'')).collect();
        let entry = format!("{sense} {}", bare.replace('ß', "ss"));
        waiting.entry(entry).or_default().insert((word.to_owned(), sense));
    })
    .unwrap();
    let more = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/language/{tag}.toml"));
    let more: File = toml::from_str(&std::fs::read_to_string(more).unwrap()).unwrap();
    let reads = own.reads.iter().chain(&more.reads).map(|case| &case.text);
    let texts = reads.chain(own.silent.iter().chain(&more.silent).map(|case| &case.text));
    for text in texts.flat_map(|text| List::Entries(vec![text.clone()]).entries().unwrap()) {
        let folded = fold::fold(&text);
        let here: BTreeMap<&str, Entry> = words
            .iter()
            .filter(|(word, _)| folded.contains(word.as_str()))
            .map(|(word, entry)| (word.as_str(), entry.clone()))
            .collect();
        let with = read(language(tag), &here, &text);
        waiting.retain(|_, spellings| {
            !spellings.iter().any(|(word, sense)| {
                let Some(entry) = here.get(word.as_str()) else { return false };
                let mut without = here.clone();
                let left = Entry {
                    whole: entry.whole.iter().filter(|other| *other != sense).cloned().collect(),
                    stem: entry.stem.iter().filter(|other| *other != sense).cloned().collect(),
                };
                if left.whole.is_empty() {
                    without.remove(word.as_str());
                } else {
                    without.insert(word, left);
                }
                read(language(tag), &without, &text) != with
            })
        });
    }
    waiting.into_keys().collect()
}

/// What is read in a text if these are the language's only words.
fn read(language: &Language, words: &BTreeMap<&str, Entry>, text: &str) -> Vec<Mention> {
    let (mut numbers, mut meanings, mut senses) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (word, entry)) in words.iter().enumerate() {
        numbers.extend((index as u16).to_le_bytes());
        let bounds = [&entry.whole, &entry.stem].map(|list| {
            let from = senses.len() as u16;
            senses.extend(list.iter().map(|sense| meaning(language, word, sense)));
            [from, senses.len() as u16]
        });
        meanings.push([bounds[0][0], bounds[0][1], bounds[1][0], bounds[1][1]]);
    }
    let keys: Vec<_> = words.iter().map(|(word, entry)| (*word, entry.end())).collect();
    let slots = automaton::compile(&keys);
    let lexicon = Lexicon::new(slots.leak(), numbers.leak(), meanings.leak(), senses.leak());
    analyze(&Language { lexicon, ..*language }, text, &Settings::default()).mentions.to_vec()
}

/// The sense of a word that stands so in the build's Rust.
fn meaning(language: &Language, word: &str, rust: &str) -> Sense {
    let debug = |sense: &Sense| format!("{sense:?}").replace("DayHalf::", "").replace([' ', '[', ']'], "");
    let plain = match rust.split_once("*b\"") {
        Some((name, code)) => {
            let code: Vec<String> = code.bytes().take(3).map(|byte| byte.to_string()).collect();
            format!("{name}{})", code.join(","))
        }
        None => rust.replace("DayHalf::", "").replace(' ', ""),
    };
    let senses = language.lexicon.get(word).unwrap_or_default();
    *senses
        .iter()
        .find(|sense| debug(sense) == plain)
        .unwrap_or_else(|| panic!("{word}: {rust} not in {senses:?}"))
}
