//! `cargo xtask cases`: how well the analyses do on cases that others wrote, which lie outside the repository.

mod alignment;
mod nerkor;
mod sentences;
mod values;

use std::path::PathBuf;

use clap::Args;

/// What to score.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Folder of `*.jsonl` files with sentences, or one such file.
    #[arg(long, value_name = "PATH")]
    sentences: Option<PathBuf>,
    /// Folder of sets with gold alignments.
    #[arg(long, value_name = "DIR")]
    alignment: Option<PathBuf>,
    /// Folder of cases of numbers, dates and times.
    #[arg(long, value_name = "DIR")]
    values: Option<PathBuf>,
    /// The languages whose numbers, dates and times are scored.
    #[arg(long, num_args = 1.., default_values = ["de", "hu", "en", "fr", "es"], value_name = "TAG")]
    languages: Vec<String>,
    /// Print each case that is not read as it should be.
    #[arg(long)]
    failures: bool,
}

/// Scores what is asked for and prints a table.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if let Some(path) = &arguments.sentences {
        sentences::score(path, arguments.failures)?;
    }
    if let Some(folder) = &arguments.alignment {
        alignment::run(folder, arguments.failures)?;
    }
    if let Some(folder) = &arguments.values {
        values::score(folder, &arguments.languages, arguments.failures)?;
    }
    Ok(())
}
