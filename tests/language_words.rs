//! Every line that a person has written into a full language file does something: without it, some case of the file is read
//! otherwise, or something is written otherwise. A line that nothing needs is a mistake, says what CLDR says already, or
//! wants a case.

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
use std::path::{Path, PathBuf};

use diglot::analysis::sentence::{joins, sentences};
use diglot::analysis::token::Tokens;
use diglot::analysis::{Mention, Sentences, Settings, analyze};
use diglot::language::{
    DatePart, Dates, Language, Lexicon, Named, Numbers, Ordinals, Sense, SentenceTables, Words, inflect,
    languages, write_number,
};
use form::{File, List, Reads, Silent};
use merging::Merged;
use senses::Entry;
use serde::Deserialize;

type Problem = String;

/// For each full language and section of its file the number of hand-written lines that change nothing that a case shows.
/// A number may only fall; a word that is added comes with its case.
const WITHOUT_CASE: &str = "tests/fixtures/language/without_case.toml";

#[test]
fn every_hand_written_line_is_used_by_a_case() {
    let allowed = std::fs::read_to_string(at(WITHOUT_CASE)).unwrap();
    let allowed: BTreeMap<String, BTreeMap<String, usize>> = toml::from_str(&allowed).unwrap();
    let mut report = String::new();
    for language in
        languages().iter().filter(|language| language.is_reviewed() && !language.tag.contains('-'))
    {
        let unused = Reviewed::new(language).unused();
        let here = allowed.get(language.tag).cloned().unwrap_or_default();
        let sections: BTreeSet<&str> =
            unused.keys().copied().chain(here.keys().map(String::as_str)).collect();
        for section in sections {
            let (names, allowed) = (
                unused.get(section).map_or(&[][..], Vec::as_slice),
                here.get(section).copied().unwrap_or_default(),
            );
            if names.len() != allowed {
                let (tag, count, names) = (language.tag, names.len(), names.join(", "));
                let _ = writeln!(
                    report,
                    "{tag}, {section}: {count} without a case, {WITHOUT_CASE} says {allowed}: {names}"
                );
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The cases that stand beside a language's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Cases {
    reads: Vec<Reads>,
    silent: Vec<Silent>,
    parted: Vec<Text>,
}

#[derive(Debug, Deserialize)]
struct Text {
    text: String,
}

/// A case of `tests/fixtures/sentences`.
#[derive(Debug, Deserialize)]
struct Paragraph {
    lang: String,
    paragraph: String,
}

/// A full language, taken apart.
struct Reviewed {
    language: &'static Language,
    units: Vec<units::Unit>,
    /// What all languages have, what is generated, what is written by hand.
    files: [(String, File); 3],
    merged: Merged,
    /// The senses of its words by their Rust.
    senses: BTreeMap<String, Sense>,
    texts: Vec<String>,
}

/// A line of a language file, and what the language is without it.
struct Line {
    section: &'static str,
    /// Lines of one name stand for each other: the spellings of a word.
    name: String,
    /// Text without this, folded, is read the same.
    hint: String,
    language: Language,
    /// The words that are otherwise, or are gone.
    words: Vec<(String, Option<Entry>)>,
}

/// What the language says in a text.
type Look = (Vec<Mention>, Sentences, Vec<bool>);

/// A text and what is read in it.
struct Seen<'a> {
    text: &'a str,
    folded: String,
    /// The language's words that are somewhere in it.
    words: BTreeMap<&'a str, &'a Entry>,
    look: Look,
}

impl Reviewed {
    fn new(language: &'static Language) -> Self {
        let tag = language.tag;
        let units = units::read(&at("src/language/data/units.toml")).unwrap().units;
        let files = ["und".to_owned(), format!("{tag}.cldr"), tag.to_owned()].map(|name| {
            let text = std::fs::read_to_string(at(&format!("src/language/data/{name}.toml"))).unwrap();
            (name, toml::from_str(&text).unwrap())
        });
        let merged = merge(tag, &files, &units).unwrap();
        let pairs =
            merged.words.iter().filter_map(|(word, entry)| Some((entry, language.lexicon.get(word)?)));
        let pairs = pairs.flat_map(|(entry, senses)| entry.whole.iter().cloned().zip(senses.iter().copied()));
        let (senses, texts) = (pairs.collect(), texts(tag, &files[2].1));
        Self { language, units, files, merged, senses, texts }
    }

    /// By section, the lines without which everything is read and written as with them.
    fn unused(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut waiting: BTreeMap<(&'static str, String), Vec<Line>> = BTreeMap::new();
        let lines = [self.words(), self.removed(), self.lists(), self.settings(), self.forms()];
        for line in lines.into_iter().flatten() {
            waiting.entry((line.section, line.name.clone())).or_default().push(line);
        }
        for text in &self.texts {
            let folded = fold::fold(text);
            let words: BTreeMap<&str, &Entry> = self
                .merged
                .words
                .iter()
                .filter(|(word, _)| folded.contains(word.as_str()))
                .map(|(word, entry)| (word.as_str(), entry))
                .collect();
            let look = self.look(self.language, &words, text);
            let seen = Seen { text, folded, words, look };
            waiting.retain(|_, lines| !lines.iter().any(|line| self.needs(line, &seen)));
        }
        let mut unused: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (section, name) in waiting.into_keys() {
            unused.entry(section).or_default().push(name);
        }
        unused
    }

    /// Whether the text is read otherwise without the line.
    fn needs(&self, line: &Line, seen: &Seen<'_>) -> bool {
        let touched = || line.words.iter().filter(|(word, _)| seen.folded.contains(word.as_str()));
        if !seen.folded.contains(&line.hint) || !line.words.is_empty() && touched().next().is_none() {
            return false;
        }
        let mut words = seen.words.clone();
        for (word, entry) in touched() {
            match entry {
                Some(entry) => words.insert(word, entry),
                None => words.remove(word.as_str()),
            };
        }
        self.look(&line.language, &words, seen.text) != seen.look
    }

    /// What is read in a text if these are the language's only words.
    fn look(&self, language: &Language, words: &BTreeMap<&str, &Entry>, text: &str) -> Look {
        let (mut numbers, mut meanings, mut senses) = (Vec::new(), Vec::new(), Vec::new());
        for (index, entry) in words.values().enumerate() {
            numbers.extend((index as u16).to_le_bytes());
            let bounds = [&entry.whole, &entry.stem].map(|list| {
                let from = senses.len() as u16;
                senses.extend(list.iter().map(|sense| self.sense(sense)));
                [from, senses.len() as u16]
            });
            meanings.push([bounds[0][0], bounds[0][1], bounds[1][0], bounds[1][1]]);
        }
        let keys: Vec<_> = words.iter().map(|(word, entry)| (*word, entry.end())).collect();
        let slots = automaton::compile(&keys);
        let lexicon = Lexicon::new(slots.leak(), numbers.leak(), meanings.leak(), senses.leak());
        let language = Language { lexicon, ..*language };
        let parts = sentences(&language, text, &Tokens::new(text), &Settings::default());
        let joined = parts.list.iter().map(|part| joins(&language, &text[part.range])).collect();
        (analyze(&language, text, &Settings::default()).mentions.to_vec(), parts, joined)
    }

    /// The sense that stands so in the build's Rust.
    fn sense(&self, rust: &str) -> Sense {
        if let Some(&sense) = self.senses.get(rust) {
            return sense;
        }
        // None of the language's words has it: what the file takes away.
        let (name, value) = rust.split_once('(').unwrap_or((rust, ""));
        let value = value.trim_end_matches(')');
        let number = || value.parse::<u16>().unwrap_or_else(|_| panic!("{rust}"));
        match name {
            "Unit" => Sense::Unit(number()),
            "ScaleAbbreviation" => Sense::ScaleAbbreviation(number() as u8),
            "MonthAbbreviation" => Sense::MonthAbbreviation(number() as u8),
            "WeekdayAbbreviation" => Sense::WeekdayAbbreviation(number() as u8),
            "Currency" => Sense::Currency(value.as_bytes()[3..6].try_into().unwrap()),
            _ => panic!("no word of {} is {rust}", self.language.tag),
        }
    }

    /// The words of the file.
    fn words(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        senses::each(&self.files[2].1.words, &self.units, &mut |kind, value, word| {
            let sense = senses::rust(kind, value);
            // The spellings of an entry ("a-b", "a b") stand for each other.
            let bare: String = word.chars().filter(|c| !matches!(c, '-' | ' ' | '.' | '’' | '\'')).collect();
            let name = format!("{sense} {}", bare.replace('ß', "ss"));
            let entry = self.merged.words.get(word).map(|entry| without(entry, &sense));
            let left = entry.filter(|entry| !entry.whole.is_empty());
            lines.push(Line { words: vec![(word.to_owned(), left)], ..self.line("words", name, word) });
        })
        .unwrap();
        lines
    }

    /// What the file takes away from what is generated.
    fn removed(&self) -> Vec<Line> {
        let mut files = self.files.clone();
        files[2].1.remove = toml::Table::new();
        let all = merge(self.language.tag, &files, &self.units).unwrap().words;
        let mut lines = Vec::new();
        senses::each(&self.files[2].1.remove, &self.units, &mut |kind, value, word| {
            let sense = senses::rust(kind, value);
            let mut entry = self.merged.words.get(word).cloned().unwrap_or_default();
            let before = all.get(word).cloned().unwrap_or_default();
            let put_back = |now: &mut Vec<String>, before: Vec<String>| {
                now.extend(before.into_iter().filter(|other| *other == sense));
            };
            put_back(&mut entry.whole, before.whole);
            put_back(&mut entry.stem, before.stem);
            let name = format!("{sense} {word}");
            lines.push(Line {
                words: vec![(word.to_owned(), Some(entry))],
                ..self.line("remove", name, word)
            });
        })
        .unwrap();
        lines
    }

    /// The entries of the file's lists.
    fn lists(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (section, key, list, set) in LISTS {
            let joined = |entry: &str| fold::fold(entry).replace(' ', "");
            for entry in list(&self.files[2].1).entries().unwrap() {
                let entry = match *key {
                    "digraphs" => entry,
                    _ if *section == "sentences" => joined(&entry),
                    _ => fold::fold(&entry),
                };
                let mut left = self.merged.lists.get(key).cloned().unwrap_or_default();
                left.remove(&entry);
                let first = entry.split('.').next().unwrap_or_default();
                let mut line = self.line(section, format!("{key} {entry}"), &fold::fold(first));
                set(&mut line.language, left);
                lines.push(line);
            }
        }
        lines
    }

    /// The settings of the file, and what it lists of letters and dates.
    fn settings(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (section, name, file) in settings(&self.files[2].1) {
            let mut files = self.files.clone();
            files[2].1 = file;
            let Ok(merged) = merge(self.language.tag, &files, &self.units) else {
                continue; // It can't be left out.
            };
            let language = overlaid(self.language, &merged);
            let written = |language: &Language| write_number(language, "-1234567.5", "");
            let says_more = format!("{merged:?}") != format!("{:?}", self.merged);
            if says_more && WRITTEN.contains(&section) || written(&language) != written(self.language) {
                continue;
            }
            let words = self.merged.words.keys().chain(merged.words.keys()).collect::<BTreeSet<_>>();
            let words =
                words.into_iter().filter(|word| self.merged.words.get(*word) != merged.words.get(*word));
            let words = words.map(|word| (word.clone(), merged.words.get(word).cloned())).collect();
            lines.push(Line { language, words, ..self.line(section, name, "") });
        }
        lines
    }

    /// The rows of names without which no name is written otherwise.
    fn forms(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (key, named, set) in FORMS {
            let rows = self.merged.forms.get(key).map_or(&[][..], Vec::as_slice);
            for (index, row) in rows.iter().enumerate() {
                let left = rows.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, row)| row);
                let left = left.map(|row| leak(row.iter().map(|name| &*name.clone().leak()).collect()));
                let mut language = *self.language;
                set(&mut language, leak(left.collect()));
                let written = |language: &Language, from: usize, to: usize| {
                    inflect(language, *named, from as u8 + 1, to as u8 + 1, &row[from])
                };
                let pairs = || (0..row.len()).flat_map(|from| (0..row.len()).map(move |to| (from, to)));
                if !pairs().any(|(from, to)| written(&language, from, to) != written(self.language, from, to))
                {
                    lines.push(self.line("forms", format!("{key}: {}", row.join(" ")), ""));
                }
            }
        }
        lines
    }

    /// A line of which nothing is known yet: the language is the same without it.
    fn line(&self, section: &'static str, name: String, hint: &str) -> Line {
        Line { section, name, hint: hint.to_owned(), language: *self.language, words: Vec::new() }
    }
}

/// Sections whose lines say how something is written: `tests/language_form.rs` has the cases.
const WRITTEN: &[&str] = &["written", "none", "suffixes.classes"];

type Get = fn(&File) -> &List;
type Set = fn(&mut Language, BTreeSet<String>);

/// The lists by section, name, and their place in the file and the language alike; how they get into a language.
macro_rules! lists {
    ($($section:literal $name:literal $part:ident.$field:ident $as:ident;)*) => {
        &[$(($section, $name, |file| &file.$part.$field, |to, words| to.$part.$field = $as(&words))),*]
    };
}

/// The lists of words, by section and name, with how they get into a language.
#[rustfmt::skip]
const LISTS: &[(&str, &str, Get, Set)] = lists! {
    "dates"     "connectors"           dates.connectors                table;
    "ordinals"  "endings"              ordinals.endings                table;
    "suffixes"  "digit_suffixes"       suffixes.digits                 table;
    "suffixes"  "decade_suffixes"      suffixes.decades                table;
    "suffixes"  "approximate_suffixes" suffixes.approximate            table;
    "suffixes"  "word_suffixes"        suffixes.words                  table;
    "sentences" "never"                sentences.never                 table;
    "sentences" "before_number"        sentences.before_number         table;
    "sentences" "may_end"              sentences.may_end               table;
    "sentences" "abbreviations"        sentences.abbreviations         table;
    "sentences" "starters"             sentences.starters              table;
    "sentences" "joins"                sentences.joins                 table;
    "sentences" "before_ordinal"       sentences.before_ordinal        table;
    "sentences" "after_ordinal"        sentences.after_ordinal         table;
    "sentences" "digraphs"             sentences.digraphs              table;
    "sentences" "abbreviation_endings" sentences.abbreviation_endings  list;
};

type Rows = &'static [&'static [&'static str]];
type SetRows = fn(&mut Language, Rows);

/// The rows of names, by name.
const FORMS: &[(&str, Named, SetRows)] = &[
    ("months", Named::Month, |to, rows| to.forms.months = rows),
    ("weekdays", Named::Weekday, |to, rows| to.forms.weekdays = rows),
    ("periods", Named::Period, |to, rows| to.forms.periods = rows),
    ("decades", Named::Decade, |to, rows| to.forms.decades = rows),
];

/// The file without each of its settings and small lists: section, name, the file without it.
fn settings(file: &File) -> Vec<(&'static str, String, File)> {
    let mut all = Vec::new();
    let mut less = |section: &'static str, name: String, change: &dyn Fn(&mut File)| {
        let mut changed = file.clone();
        change(&mut changed);
        all.push((section, name, changed));
    };
    for (index, sign) in file.numbers.decimals.iter().enumerate() {
        less("numbers", format!("decimals {sign:?}"), &|file| {
            file.numbers.decimals.remove(index);
        });
    }
    for (index, sign) in file.numbers.groups.iter().enumerate() {
        less("numbers", format!("groups {sign:?}"), &|file| {
            file.numbers.groups.remove(index);
        });
    }
    for (index, order) in file.dates.orders.iter().enumerate() {
        less("dates", format!("orders {order}"), &|file| drop(file.dates.orders.remove(index)));
    }
    for letter in file.typed.keys() {
        less("typed", letter.to_string(), &|file| drop(file.typed.remove(letter)));
    }
    for (section, list, set) in SMALL_LISTS {
        let entries = list(file).entries().unwrap();
        for (index, entry) in entries.iter().enumerate() {
            let mut left = entries.clone();
            left.remove(index);
            less(section, entry.clone(), &|file| set(file, List::Entries(left.clone())));
        }
    }
    for class in file.suffixes.classes.keys() {
        less("suffixes.classes", class.clone(), &|file| drop(file.suffixes.classes.remove(class)));
    }
    for (section, name, is_said, forget) in SETTINGS {
        if is_said(file) {
            less(section, (*name).to_owned(), forget);
        }
    }
    all
}

type Forget = fn(&mut File, List);
type IsSaid = fn(&File) -> bool;
type LeaveOut<'a> = &'a dyn Fn(&mut File);

const SMALL_LISTS: &[(&str, Get, Forget)] = &[
    ("ambiguous", |file| &file.ambiguous, |file, list| file.ambiguous = list),
    ("none", |file| &file.none, |file, list| file.none = list),
];

/// The settings by section and name: whether the file has one, and how it is left out.
#[rustfmt::skip]
const SETTINGS: &[(&str, &str, IsSaid, LeaveOut<'_>)] = &[
    ("written", "minimum_grouping", |it| it.numbers.minimum_grouping.is_some(), &|it| it.numbers.minimum_grouping = None),
    ("numbers", "indian", |it| it.numbers.indian.is_some(), &|it| it.numbers.indian = None),
    ("written", "percent_space", |it| it.numbers.percent_space.is_some(), &|it| it.numbers.percent_space = None),
    ("numbers", "digits", |it| it.numbers.digits.is_some(), &|it| it.numbers.digits = None),
    ("written", "numeric", |it| it.dates.numeric.is_some(), &|it| it.dates.numeric = None),
    ("written", "long", |it| it.dates.long.is_some(), &|it| it.dates.long = None),
    ("written", "day_month", |it| it.dates.day_month.is_some(), &|it| it.dates.day_month = None),
    ("written", "month_year", |it| it.dates.month_year.is_some(), &|it| it.dates.month_year = None),
    ("written", "months", |it| !it.dates.months.is_empty(), &|it| it.dates.months.clear()),
    ("dates", "capitalised", |it| it.dates.capitalised.is_some(), &|it| it.dates.capitalised = None),
    ("dates", "half_day_first", |it| it.dates.half_day_first.is_some(), &|it| it.dates.half_day_first = None),
    ("ordinals", "dot", |it| it.ordinals.dot.is_some(), &|it| it.ordinals.dot = None),
    ("written", "first_day", |it| it.forms.first_day.is_some(), &|it| it.forms.first_day = None),
    ("written", "time", |it| it.forms.time.is_some(), &|it| it.forms.time = None),
    ("written", "decade", |it| it.forms.decade.is_some(), &|it| it.forms.decade = None),
    ("written", "century", |it| it.forms.century.is_some(), &|it| it.forms.century = None),
    ("written", "letters", |it| it.sentences.letters.is_some(), &|it| it.sentences.letters = None),
    ("sentences", "capitalised_nouns", |it| it.sentences.capitalised_nouns.is_some(), &|it| it.sentences.capitalised_nouns = None),
    ("sentences", "roman_first", |it| it.sentences.roman_first.is_some(), &|it| it.sentences.roman_first = None),
    ("sentences", "semicolon_asks", |it| it.sentences.semicolon_asks.is_some(), &|it| it.sentences.semicolon_asks = None),
    ("sentences", "no_case", |it| it.sentences.no_case.is_some(), &|it| it.sentences.no_case = None),
];

/// The texts of all cases of a language.
fn texts(tag: &str, own: &File) -> Vec<String> {
    let cases = std::fs::read_to_string(at(&format!("tests/fixtures/language/{tag}.toml"))).unwrap();
    let cases: Cases = toml::from_str(&cases).unwrap();
    let reads = own.reads.iter().chain(&cases.reads).map(|case| case.text.clone());
    let silent = own.silent.iter().chain(&cases.silent).map(|case| case.text.clone());
    let parted = cases.parted.iter().map(|case| case.text.clone());
    let texts = reads.chain(silent).chain(parted);
    let mut texts: Vec<String> =
        texts.flat_map(|text| List::Entries(vec![text]).entries().unwrap()).collect();
    for file in std::fs::read_dir(at("tests/fixtures/sentences")).unwrap() {
        let lines = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let cases = lines.lines().map(|line| serde_json::from_str::<Paragraph>(line).unwrap());
        texts.extend(cases.filter(|case| case.lang == tag).map(|case| case.paragraph));
    }
    texts
}

fn merge(tag: &str, files: &[(String, File); 3], units: &[units::Unit]) -> Result<Merged, Problem> {
    let layers = files.each_ref().map(|(name, file)| (name.as_str(), file));
    merging::merge(tag, &layers, units)
}

/// The entry without one of its senses.
fn without(entry: &Entry, sense: &str) -> Entry {
    let rest = |list: &[String]| list.iter().filter(|other| *other != sense).cloned().collect();
    Entry { whole: rest(&entry.whole), stem: rest(&entry.stem) }
}

/// The language with the settings of other files, but for its words and lists.
fn overlaid(language: &Language, merged: &Merged) -> Language {
    let part = |name: &str| match name {
        "day" => DatePart::Day,
        "month" => DatePart::Month,
        _ => DatePart::Year,
    };
    let order = |order: &String| {
        let parts: Vec<DatePart> = order.split_whitespace().map(part).collect();
        <[DatePart; 3]>::try_from(parts).unwrap()
    };
    Language {
        numbers: Numbers {
            decimals: leak(merged.decimals.clone()),
            groups: leak(merged.groups.clone()),
            indian: merged.indian,
            digits: merged.digits.clone().try_into().unwrap(),
            ..language.numbers
        },
        dates: Dates {
            orders: leak(merged.orders.iter().map(order).collect()),
            capitalised: merged.capitalised,
            half_day_first: merged.half_day_first,
            ..language.dates
        },
        ordinals: Ordinals { dot: merged.dot, ..language.ordinals },
        sentences: SentenceTables {
            capitalised_nouns: merged.capitalised_nouns,
            roman_first: merged.roman_first,
            semicolon_asks: merged.semicolon_asks,
            no_case: merged.no_case,
            ..language.sentences
        },
        ..*language
    }
}

fn table(words: &BTreeSet<String>) -> Words {
    let words: Vec<_> = words.iter().map(|word| (word.as_str(), automaton::End::Whole)).collect();
    Words::new(automaton::compile(&words).leak())
}

fn leak<T>(list: Vec<T>) -> &'static [T] {
    list.leak()
}

fn list(words: &BTreeSet<String>) -> &'static [&'static str] {
    leak(words.iter().map(|word| &*word.clone().leak()).collect())
}
