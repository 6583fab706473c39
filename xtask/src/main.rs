//! Developer commands: `cargo xtask --help` lists them.

#[path = "../../tests/book/mod.rs"]
mod book;
mod cases;
mod deny;
mod docs;
mod edits;
mod langdata;
mod latency;
mod picture;
mod test;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Parser, Subcommand};

/// Developer commands of Diglot.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Scores the analyses on cases that lie outside the repository
    Cases(cases::Arguments),
    /// Checks the dependencies: licences, duplicates, sources, known flaws
    Deny,
    /// Writes the rules' pages into docs/rules
    Docs(docs::Options),
    /// Measures how alignments survive editing
    Edits(edits::Options),
    /// Makes the generated language files from CLDR
    Langdata(langdata::Options),
    /// Measures how long an editor waits for the server
    Latency(latency::Options),
    /// Draws the README's picture from a real run
    Picture(picture::Options),
    /// Runs all tests
    Test(test::Options),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Cases(arguments) => cases::run(&arguments),
        Command::Deny => deny::run(),
        Command::Docs(options) => docs::run(&options),
        Command::Edits(options) => edits::run(&options),
        Command::Langdata(options) => langdata::run(&options),
        Command::Latency(options) => latency::run(&options),
        Command::Picture(options) => picture::run(&options),
        Command::Test(options) => test::run(&options),
    }
}

/// The repository's root.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A program of this workspace, built in the same profile as this one.
fn beside_us(name: &str) -> anyhow::Result<PathBuf> {
    let ours = std::env::current_exe().context("where this program lies")?;
    let folder = ours.parent().context("a program lies in a folder")?;
    Ok(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
