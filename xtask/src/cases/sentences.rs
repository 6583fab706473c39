//! Scores the sentence segmenter: JSON lines of `{"lang", "paragraph" or "text", "sentences"}`.

#![allow(clippy::print_stdout, reason = "the table is what the command is for")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;
use diglot::analysis::Settings;
use diglot::analysis::sentence::sentences;
use diglot::analysis::token::Tokens;
use diglot::language::language;
use serde::Deserialize;

/// A paragraph and the sentences it has.
#[derive(Debug, Deserialize)]
struct Case {
    lang: String,
    #[serde(alias = "text")]
    paragraph: String,
    sentences: Vec<String>,
}

/// What was counted over the cases of a file.
#[derive(Debug, Default)]
struct Score {
    cases: usize,
    /// As many sentences as there are.
    exact: usize,
    /// The same sentences.
    same: usize,
    /// The number of sentences lies between the least and the greatest possible.
    inside: usize,
    /// The sum of greatest − least.
    width: u32,
    /// Words said to begin a fragment; no case has a fragment in it.
    fragments: usize,
}

/// Prints a line for each file of the folder, or for the one file.
pub(super) fn score(path: &Path, print_failures: bool) -> anyhow::Result<()> {
    println!(
        "{:24}{:>7}{:>8}{:>8}{:>8}{:>7}{:>10}",
        "file", "cases", "count %", "same %", "in %", "width", "fragments"
    );
    for file in files(path)? {
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let mut score = Score::default();
        for (index, line) in text.lines().enumerate() {
            let case: Case =
                serde_json::from_str(line).with_context(|| format!("{}:{}", file.display(), index + 1))?;
            score.add(&case, print_failures);
        }
        println!("{:24}{score}", file.file_stem().unwrap_or_default().to_string_lossy());
    }
    Ok(())
}

/// The files to score, sorted by name: those of the folder that hold sentences.
pub(super) fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("reading {}", path.display()))? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "jsonl") && holds_sentences(&file)? {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether the first object of JSON lines has sentences.
fn holds_sentences(file: &Path) -> anyhow::Result<bool> {
    let mut first = String::new();
    let opened = fs::File::open(file).with_context(|| format!("reading {}", file.display()))?;
    BufReader::new(opened).read_line(&mut first).with_context(|| format!("reading {}", file.display()))?;
    let object: serde_json::Value = serde_json::from_str(&first).unwrap_or_default();
    Ok(object.get("sentences").is_some())
}

impl Score {
    fn add(&mut self, case: &Case, print_failures: bool) {
        let prose = case.paragraph.as_str();
        let tokens = Tokens::new(prose);
        let found = sentences(language(&case.lang), prose, &tokens, &Settings::default());
        let texts: Vec<&str> = found.list.iter().map(|sentence| &prose[sentence.range]).collect();
        let expected = case.sentences.iter().map(|sentence| sentence.trim());
        let count = case.sentences.len() as u32;
        self.cases += 1;
        self.exact += usize::from(texts.len() == case.sentences.len());
        self.same += usize::from(texts.iter().copied().eq(expected));
        self.inside += usize::from((found.least()..=found.greatest()).contains(&count));
        self.width += found.greatest() - found.least();
        self.fragments += found.lower_case_starts.len();
        if print_failures && texts.len() != case.sentences.len() {
            println!(
                "{} expected {:#?}\nfound {texts:#?} ({}..={})",
                case.lang,
                case.sentences,
                found.least(),
                found.greatest()
            );
        }
        if print_failures {
            for &start in &found.lower_case_starts {
                println!("{} fragment: {}", case.lang, &prose[start as usize..]);
            }
        }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let per_case = |sum: f64| sum / self.cases.max(1) as f64;
        let percent = |count: usize| 100.0 * per_case(count as f64);
        write!(
            f,
            "{:>7}{:>8.1}{:>8.1}{:>8.1}{:>7.2}{:>10}",
            self.cases,
            percent(self.exact),
            percent(self.same),
            percent(self.inside),
            per_case(f64::from(self.width)),
            self.fragments,
        )
    }
}
