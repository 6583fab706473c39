//! Developer commands: `cargo xtask`.

mod cases;

use clap::{Parser, Subcommand};

/// Developer commands of Diglot.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Scores the analyses on cases that lie outside the repository.
    Cases(cases::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Cases(arguments) => cases::run(&arguments),
    }
}
