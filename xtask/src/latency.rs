//! `cargo xtask latency`: how long an editor waits for the server.
//!
//! Drives the real program over pipes, as an editor would: columns in UTF-16, one character a change, at the start, in
//! the middle and at the end of a file. Each change makes or mends a slip, so that each has its answer.

#![allow(clippy::print_stdout, reason = "the table is what the command prints")]

mod client;
mod process;
mod session;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use crate::repository;
use session::{Bitext, Measured};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How many paragraphs the texts have
    #[arg(long, value_delimiter = ',', default_value = "100,2000,20000,100000")]
    paragraphs: Vec<usize>,
    /// How many characters are typed at each place
    #[arg(long, default_value_t = 200)]
    keys: usize,
    /// How often all is done; the best of each figure counts, since a machine has other things to do
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// What the texts are
    #[arg(long, value_enum, default_value_t = Form::Markdown)]
    form: Form,
    /// The program to measure, instead of the one that is built for it
    #[arg(long)]
    program: Option<PathBuf>,
    /// The command of another language server, for PO files, to be measured beside ours on the same text
    #[arg(long, value_name = "COMMAND")]
    rival: Option<String>,
}

/// A format of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Plain text, a paragraph a line
    Plain,
    /// Markdown
    Markdown,
}

/// Measures and prints a table.
pub(crate) fn run(options: &Options) -> Result<()> {
    let program = match &options.program {
        Some(program) => program.canonicalize().context("the program to measure")?,
        None => built()?,
    };
    let ours = [program.display().to_string(), "server".to_owned()];
    println!("{:?}; times in ms, the best of {} runs; memory in MB\n", options.form, options.runs);
    println!(
        "{:>10} {:>7} {:>7} {:>7} {:>6}  {:>6} {:>6} {:>6} {:>6}  {:>7} {:>7}  {:>6} {:>6} {:>6}",
        "paragraphs",
        "place",
        "p50",
        "p95",
        "p99",
        "cpu",
        "hover",
        "defin.",
        "",
        "first",
        "final",
        "text",
        "peak",
        "rests"
    );
    for &paragraphs in &options.paragraphs {
        let bitext = Bitext::written(paragraphs, options.form)?;
        let mut best: Option<Measured> = None;
        for _ in 0..options.runs.max(1) {
            let measured = session::ours(&ours, &bitext, options.keys)?;
            best = Some(best.map_or(measured.clone(), |best| best.or_better(&measured)));
        }
        let best = best.context("it ran at least once")?;
        print(&bitext, &best);
        if let Some(rival) = &options.rival {
            let command: Vec<String> = rival.split_whitespace().map(str::to_owned).collect();
            compare(&command, &bitext, &best, options)?;
        }
    }
    Ok(())
}

/// The program, built for use.
fn built() -> Result<PathBuf> {
    let shell = xshell::Shell::new()?;
    shell.change_dir(repository());
    xshell::cmd!(shell, "cargo build --quiet --release --bin diglot").run()?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from);
    Ok(target.join("release").join(format!("diglot{}", std::env::consts::EXE_SUFFIX)))
}

fn print(bitext: &Bitext, measured: &Measured) {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    for (index, (place, times)) in measured.places.iter().enumerate() {
        print!(
            "{:>10} {place:>7} {:>7.2} {:>7.2} {:>7.2} {:>6.2}",
            bitext.paragraphs,
            milliseconds(times.p50),
            milliseconds(times.p95),
            milliseconds(times.p99),
            milliseconds(times.busy),
        );
        if index == 0 {
            print!(
                "  {:>6.2} {:>6.2} {:>6}  {:>7.0} {:>7.0}  {:>6.1} {:>6.1} {:>6.1}",
                milliseconds(measured.hover),
                milliseconds(measured.definition),
                "",
                milliseconds(measured.first),
                milliseconds(measured.complete),
                megabytes(bitext.bytes),
                megabytes(measured.memory.peak),
                megabytes(measured.memory.now),
            );
        }
        println!();
    }
}

/// Measures another server on the same text.
fn compare(command: &[String], bitext: &Bitext, ours: &Measured, options: &Options) -> Result<()> {
    /// It may take seconds a change.
    const MOST_KEYS: usize = 20;
    let mut best: Option<session::Times> = None;
    for _ in 0..options.runs.max(1) {
        let times = session::rivals(command, bitext, options.keys.min(MOST_KEYS))?;
        best = Some(best.map_or(times, |best| best.or_better(&times)));
    }
    let best = best.context("it ran at least once")?;
    let of_ours = ours.places.iter().map(|(_, times)| times.p50).max().unwrap_or_default();
    println!(
        "{:>10} {:>7} {:>7.2} {:>7.2} {:>7.2} {:>6.2}  {:.0} times ours (median)",
        bitext.paragraphs,
        "rival",
        milliseconds(best.p50),
        milliseconds(best.p95),
        milliseconds(best.p99),
        milliseconds(best.busy),
        best.p50.as_secs_f64() / of_ours.as_secs_f64().max(1e-9),
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
