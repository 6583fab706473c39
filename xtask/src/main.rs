//! Developer commands: `cargo xtask --help` lists them.

mod langdata;

use clap::{Parser, Subcommand};

/// Developer commands of Diglot.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes `src/language/data/<tag>.cldr.toml` from CLDR
    Langdata(langdata::Options),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse().command {
        Command::Langdata(options) => langdata::run(&options),
    }
}
