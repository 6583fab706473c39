//! The form of a language file; `src/language/data/README.md` describes it for those who write one.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A file, generated or hand-written: both have the same form, and any part may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct File {
    /// The language's name in English.
    pub name: Option<String>,
    pub numbers: Numbers,
    pub dates: Dates,
    pub ordinals: Ordinals,
    pub suffixes: Suffixes,
    pub forms: Forms,
    pub sentences: Sentences,
    /// Kind of sense → words, or kind → value → words; see `senses.rs`.
    pub words: toml::Table,
    /// In the form of `words`: what an earlier file says and this one denies.
    pub remove: toml::Table,
    /// Words that mean two numbers.
    pub ambiguous: List,
    /// Letter → what is typed where a keyboard lacks it.
    pub typed: BTreeMap<char, String>,
    /// Kinds of words that the language does not have; for the test that asks whether a file is complete.
    pub none: List,
    /// Cases for the tests: what must be read …
    pub reads: Vec<Reads>,
    /// … and what must not.
    pub silent: Vec<Silent>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Numbers {
    pub decimals: Vec<char>,
    pub groups: Vec<char>,
    pub minimum_grouping: Option<u8>,
    pub indian: Option<bool>,
    pub percent_space: Option<bool>,
    /// The ten digits, zero first.
    pub digits: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Dates {
    /// "day month year".
    pub orders: Vec<String>,
    pub numeric: Option<String>,
    pub long: Option<String>,
    pub day_month: Option<String>,
    pub month_year: Option<String>,
    pub months: Vec<String>,
    pub connectors: List,
    pub capitalised: Option<bool>,
    pub half_day_first: Option<bool>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Ordinals {
    pub dot: Option<bool>,
    pub endings: List,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Suffixes {
    pub digits: List,
    /// Those of `digits` that make a decade of a round number.
    pub decades: List,
    /// Those of both that say that the number is only about right.
    pub approximate: List,
    pub words: List,
    /// Name → final words of numbers ("0 3 6 100"), for use in `harmony`.
    pub classes: toml::Table,
    /// A row a suffix: form → classes or final words after which it stands.
    pub harmony: Vec<toml::Table>,
}

/// Names in the forms that they take in a text, for the fixes: a row a form, a name for each value.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Forms {
    /// January to December.
    pub months: Vec<String>,
    /// Monday to Sunday.
    pub weekdays: Vec<String>,
    /// Early, mid, late.
    pub periods: Vec<String>,
    /// The tens to the nineties.
    pub decades: Vec<String>,
    /// The first day of a month in digits, where it is no mere number.
    pub first_day: Option<String>,
    /// A time of day, with `{hour}` and `{minute}`.
    pub time: Option<String>,
    /// A decade, with `{year}`.
    pub decade: Option<String>,
    /// A century, with `{number}` or `{roman}`.
    pub century: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Sentences {
    pub never: List,
    pub before_number: List,
    pub may_end: List,
    pub abbreviations: List,
    pub starters: List,
    pub joins: List,
    pub before_ordinal: List,
    pub after_ordinal: List,
    pub digraphs: List,
    pub abbreviation_endings: List,
    pub capitalised_nouns: Option<bool>,
    pub roman_first: Option<bool>,
    pub semicolon_asks: Option<bool>,
    pub no_case: Option<bool>,
    pub letters: Option<u8>,
}

/// A text and what the numbers and dates in it are, in order, in the notation of the README.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the tests read them; the build only checks that they are there")]
pub(crate) struct Reads {
    pub text: String,
    #[serde(rename = "as")]
    pub reading: List,
}

/// A text in which nothing may be demanded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the tests read them; the build only checks that they are there")]
pub(crate) struct Silent {
    pub text: String,
}

/// Words: an array, whose entries may be phrases, or one text of words between blanks.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum List {
    Text(String),
    Entries(Vec<String>),
}

impl Default for List {
    fn default() -> Self {
        Self::Entries(Vec::new())
    }
}

impl List {
    /// The entries, `haus{,es}` written out as two.
    pub(crate) fn entries(&self) -> Result<Vec<String>, String> {
        let raw: Vec<&str> = match self {
            Self::Text(text) => text.split_whitespace().collect(),
            Self::Entries(entries) => entries.iter().map(String::as_str).collect(),
        };
        let mut all = Vec::with_capacity(raw.len());
        for entry in raw {
            expand(entry, &mut all)?;
        }
        Ok(all)
    }
}

/// Writes out braces as a shell does, the first ones first.
fn expand(entry: &str, all: &mut Vec<String>) -> Result<(), String> {
    let Some(open) = entry.find('{') else {
        return if entry.contains('}') {
            Err(format!("{entry:?} has a }} without a {{"))
        } else {
            all.push(entry.to_owned());
            Ok(())
        };
    };
    let Some(close) = entry[open..].find('}').map(|at| open + at) else {
        return Err(format!("{entry:?} has a {{ without a }}"));
    };
    for part in entry[open + 1..close].split(',') {
        expand(&format!("{}{part}{}", &entry[..open], &entry[close + 1..]), all)?;
    }
    Ok(())
}
