//! `diglot languages`: what Diglot knows of each language.

use std::io::Write;

use serde::Serialize;

use super::Outcome;
use super::args::{LanguagesArgs, ListFormat};
use crate::language::{Language, languages};

#[derive(Serialize)]
struct Entry {
    tag: &'static str,
    name: &'static str,
    /// A number as the language writes it; `None` if nothing is known of that.
    number: Option<String>,
    /// A date in the language's long form; `None` if it has no month names.
    date: Option<String>,
    /// Words and phrases that say numbers, months and the like.
    words: usize,
    /// Abbreviations that end no sentence.
    abbreviations: usize,
    /// Where its words come from.
    data: Data,
    /// What its hand-written file lacks to be a full one.
    lacks: &'static [&'static str],
}

/// How far a person has gone through what Diglot knows of a language.
#[derive(Serialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Data {
    /// All of it: number words are demanded of a translation.
    Reviewed,
    /// What CLDR says: number words explain, and are never demanded.
    Generated,
    /// Only what holds everywhere, and perhaps where sentences end.
    Digits,
}

/// Prints all languages.
pub(super) fn run(args: &LanguagesArgs, mut out: impl Write) -> anyhow::Result<Outcome> {
    let entries: Vec<Entry> = languages().iter().copied().map(entry).collect();
    match args.format {
        ListFormat::Text => table(&entries, &mut out)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &entries)?;
            writeln!(out)?;
        }
    }
    Ok(Outcome::Clean)
}

fn entry(language: &Language) -> Entry {
    let sentences = &language.sentences;
    let abbreviations =
        [sentences.never, sentences.before_number, sentences.may_end, sentences.abbreviations];
    Entry {
        tag: language.tag,
        name: language.name,
        // Only a language with month names has data of its own for numbers and dates.
        number: language.dates.months.first().map(|_| number(language)),
        date: date(language),
        words: language.lexicon.count(),
        abbreviations: abbreviations.iter().map(|words| words.len()).sum(),
        data: match (language.is_reviewed(), language.reads_words()) {
            (true, _) => Data::Reviewed,
            (_, true) => Data::Generated,
            _ => Data::Digits,
        },
        lacks: language.lacks,
    }
}

/// "1.234,5" in the language's own separators.
fn number(language: &Language) -> String {
    let numbers = &language.numbers;
    let group = numbers.groups.first().filter(|_| numbers.minimum_grouping < 2);
    let decimal = numbers.decimals.first().unwrap_or(&'.');
    format!("1{}234{decimal}5", group.map(char::to_string).unwrap_or_default())
}

fn date(language: &Language) -> Option<String> {
    let dates = &language.dates;
    let month = dates.months.first()?;
    Some(
        dates
            .long
            .replace("{day}", "31")
            .replace("{month}", month)
            .replace("{m}", "1")
            .replace("{year}", "1958"),
    )
}

fn table(entries: &[Entry], out: &mut impl Write) -> std::io::Result<()> {
    let head = ["TAG", "LANGUAGE", "NUMBERS", "DATES", "WORDS", "ABBREVIATIONS", "DATA"].map(str::to_owned);
    let rows = entries.iter().map(|entry| {
        let own =
            |example: &Option<String>, common: &str| example.clone().unwrap_or_else(|| common.to_owned());
        let (number, date) = (own(&entry.number, "digits"), own(&entry.date, "1958-01-31"));
        let (words, abbreviations) = (entry.words.to_string(), entry.abbreviations.to_string());
        let data = match entry.data {
            Data::Reviewed => "reviewed",
            Data::Generated => "generated",
            Data::Digits => "digits",
        };
        [entry.tag.to_owned(), entry.name.to_owned(), number, date, words, abbreviations, data.to_owned()]
    });
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(width);
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
