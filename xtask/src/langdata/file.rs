//! The file being made: sections, keys and words, one line a value, in a fixed order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How the command that makes the file is called, for its header.
const COMMAND: &str = "cargo xtask langdata";

/// A section's lines by key.
type Section = BTreeMap<String, String>;

/// A kind's words by value; numbers sort as numbers.
type Kind = BTreeMap<(u64, String), Vec<String>>;

/// Kinds of which a word can have only one value. Where CLDR gives it two, it says nothing sure, and is left out.
const SINGLE: &[&str] = &["cardinal", "ordinal", "scale", "month", "weekday"];

/// A language file in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct DataFile {
    scalars: BTreeMap<String, Section>,
    words: BTreeMap<String, Kind>,
    remove: BTreeMap<String, Kind>,
}

impl DataFile {
    /// A single text.
    pub(super) fn scalar(&mut self, section: &str, key: &str, value: &str) {
        self.line(section, key, quoted(value));
    }

    /// A number or a yes or no.
    pub(super) fn plain(&mut self, section: &str, key: &str, value: &impl ToString) {
        self.line(section, key, value.to_string());
    }

    /// A list of texts.
    pub(super) fn list(&mut self, section: &str, key: &str, values: &[String]) {
        self.line(section, key, list(values));
    }

    fn line(&mut self, section: &str, key: &str, value: String) {
        self.scalars.entry(section.to_owned()).or_default().insert(key.to_owned(), value);
    }

    /// A word of a kind that takes a value, once; soft hyphens and zero-width spaces are left out.
    pub(super) fn word(&mut self, kind: &str, value: &str, word: &str) {
        let visible: String = word.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}')).collect();
        let word = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        let word = word.trim_end_matches('.').to_owned();
        if word.is_empty() {
            return;
        }
        let key = (value.parse().unwrap_or(0), value.to_owned());
        let words = self.words.entry(kind.to_owned()).or_default().entry(key).or_default();
        if !words.contains(&word) {
            words.push(word);
        }
    }

    /// Takes the words of a kind for another kind as well: what counts centuries names one, too.
    pub(super) fn words_of(&self, kind: &str, value: &str) -> Vec<String> {
        let key = (value.parse().unwrap_or(0), value.to_owned());
        self.words.get(kind).and_then(|values| values.get(&key)).cloned().unwrap_or_default()
    }

    /// Leaves out the words that have two values where one is possible.
    pub(super) fn settle(&mut self) {
        for kind in SINGLE {
            let Some(values) = self.words.get_mut(*kind) else { continue };
            let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for ((_, value), words) in values.iter() {
                for word in words {
                    seen.entry(folded(word)).or_default().insert(value.clone());
                }
            }
            for words in values.values_mut() {
                words.retain(|word| seen[&folded(word)].len() == 1);
            }
            values.retain(|_, words| !words.is_empty());
        }
    }

    /// What this variant says otherwise than its parent, or more; `None` if that is no number, date or number word.
    pub(super) fn beyond(&self, parent: &Self) -> Option<Self> {
        let mut file = Self::default();
        for (section, lines) in &self.scalars {
            for (key, value) in lines {
                if parent.scalars.get(section).and_then(|lines| lines.get(key)) != Some(value) {
                    file.line(section, key, value.clone());
                }
            }
        }
        let notable = file.scalars.keys().any(|section| !section.is_empty());
        for (kind, values) in &self.words {
            for ((_, value), words) in values {
                let known = parent.words_of(kind, value);
                words
                    .iter()
                    .filter(|word| !known.contains(word))
                    .for_each(|word| file.word(kind, value, word));
            }
        }
        for (kind, values) in SINGLE.iter().filter_map(|kind| Some((kind, parent.words.get(*kind)?))) {
            for ((order, value), words) in values {
                let denied = words.iter().filter(|word| {
                    let own = file.words.get(*kind).into_iter().flatten();
                    own.flat_map(|(_, words)| words).any(|own| folded(own) == folded(word))
                });
                let denied: Vec<String> = denied.cloned().collect();
                if !denied.is_empty() {
                    let kind = file.remove.entry((*kind).to_owned()).or_default();
                    kind.insert((*order, value.clone()), denied);
                }
            }
        }
        notable.then_some(file)
    }

    /// Whether a kind has the word, whatever its value.
    pub(super) fn has(&self, kind: &str, word: &str) -> bool {
        self.words
            .get(kind)
            .is_some_and(|values| values.values().any(|words| words.iter().any(|w| w == word)))
    }

    /// The file's text with its header.
    pub(super) fn finish(self, generator: &[&str], cldr: &str) -> String {
        let mut body = String::new();
        for (section, lines) in &self.scalars {
            if !section.is_empty() {
                let _ = writeln!(body, "\n[{section}]");
            }
            for (key, value) in lines {
                let _ = writeln!(body, "{key} = {value}");
            }
        }
        write_words(&mut body, "words", &self.words);
        write_words(&mut body, "remove", &self.remove);
        let stamp = stamp(&body, generator, cldr);
        format!(
            "# Made by `{COMMAND}` from CLDR {cldr}. Don't edit: edit the file of the same name without \".cldr\".\n\
             # Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0 (see THIRD-PARTY.md)\n\
             # Stamp: {stamp}\n{body}"
        )
    }
}

/// Writes a table of words, those without a value first.
fn write_words(body: &mut String, name: &str, kinds: &BTreeMap<String, Kind>) {
    let (plain, valued): (Vec<_>, Vec<_>) =
        kinds.iter().partition(|(_, values)| values.keys().all(|(_, key)| key.is_empty()));
    if !plain.is_empty() {
        let _ = writeln!(body, "\n[{name}]");
    }
    for (kind, values) in plain {
        let _ = writeln!(body, "{kind} = {}", list(&values[&(0, String::new())]));
    }
    for (kind, values) in valued.into_iter().filter(|(_, values)| !values.is_empty()) {
        let _ = writeln!(body, "\n[{name}.{kind}]");
        for ((_, key), words) in values {
            let _ = writeln!(body, "{} = {}", bare_or_quoted(key), list(words));
        }
    }
}

/// As words are compared: upper and lower case and hyphens do not matter.
fn folded(word: &str) -> String {
    word.to_lowercase().replace('-', " ")
}

/// The stamp of a file and what it stamps.
pub(super) fn split(text: &str) -> Option<(String, String)> {
    let text = text.replace("\r\n", "\n");
    let (_, rest) = text.split_once("# Stamp: ")?;
    let (stamp, body) = rest.split_once('\n')?;
    Some((stamp.to_owned(), body.to_owned()))
}

/// FNV-1a over all that decides about a file.
pub(super) fn stamp(body: &str, generator: &[&str], cldr: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in generator.iter().copied().chain([cldr, body]) {
        for byte in part.bytes().filter(|&byte| byte != b'\r').chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

fn list(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    format!("[{}]", quoted.join(", "))
}

/// As a TOML text. Spaces that look like others are written by their number.
fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{200E}' | '\u{200F}' => {
                let _ = write!(text, "\\u{:04X}", c as u32);
            }
            _ => text.push(c),
        }
    }
    text + "\""
}

fn bare_or_quoted(key: &str) -> String {
    if key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        key.to_owned()
    } else {
        quoted(key)
    }
}
