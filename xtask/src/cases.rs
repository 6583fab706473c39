//! `cargo xtask cases`: how well the analyses do on cases that others wrote, which lie outside the repository.

mod alignment;
mod nerkor;
mod sentences;
mod values;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

/// What to score. A folder may hold cases of several kinds, which its files tell: numbers, dates and times
/// (`numbers.de.jsonl` …), sentences (`*.jsonl` with `sentences`), alignments (folders with a `gold.tsv`).
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Folders of cases, or files of sentences
    #[arg(value_name = "PATH", required_unless_present_any = ["sentences", "alignment", "values"])]
    paths: Vec<PathBuf>,
    /// Only the sentences of this folder or file
    #[arg(long, value_name = "PATH")]
    sentences: Vec<PathBuf>,
    /// Only the alignments of this folder
    #[arg(long, value_name = "DIR")]
    alignment: Vec<PathBuf>,
    /// Only the numbers, dates and times of this folder
    #[arg(long, value_name = "DIR")]
    values: Vec<PathBuf>,
    /// The languages whose numbers, dates and times are scored
    #[arg(long, value_delimiter = ',', default_values = ["de", "hu", "en", "fr", "es"], value_name = "TAG")]
    languages: Vec<String>,
    /// Print each case that is not read as it should be
    #[arg(long)]
    failures: bool,
}

/// Scores what is asked for and prints a table for each kind of cases.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    for path in &arguments.paths {
        let held = Held::by(path)?;
        anyhow::ensure!(
            held.values || held.sentences || held.alignments,
            "{} holds no cases: no numbers.*.jsonl or the like, no file with sentences, no gold.tsv in its folders",
            path.display()
        );
        if held.values {
            values::score(path, &arguments.languages, arguments.failures)?;
        }
        if held.sentences {
            sentences::score(path, arguments.failures)?;
        }
        if held.alignments {
            alignment::run(path, arguments.failures)?;
        }
    }
    for path in &arguments.sentences {
        sentences::score(path, arguments.failures)?;
    }
    for folder in &arguments.alignment {
        alignment::run(folder, arguments.failures)?;
    }
    for folder in &arguments.values {
        values::score(folder, &arguments.languages, arguments.failures)?;
    }
    Ok(())
}

/// What cases lie in a place.
struct Held {
    values: bool,
    sentences: bool,
    alignments: bool,
}

impl Held {
    /// Looks at the names in a folder, and at the first lines of files whose names say nothing.
    fn by(path: &Path) -> anyhow::Result<Self> {
        let mut held =
            Self { values: false, sentences: !sentences::files(path)?.is_empty(), alignments: false };
        if path.is_dir() {
            for entry in fs::read_dir(path).with_context(|| format!("reading {}", path.display()))? {
                let entry = entry?.path();
                held.values |= values::is_values(&entry);
                held.alignments |= entry.join("gold.tsv").exists();
            }
        }
        Ok(held)
    }
}
