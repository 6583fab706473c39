//! The command line: one file a subcommand, one file an output format under `report`. Knows all other rooms; none knows
//! it.

mod args;
mod check;
mod explain;
mod in_order;
mod languages;
mod pairs;
mod report;
mod words;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser;

use crate::server;
use args::{Args, Command};

/// How a command ended; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It ran, and there is nothing to complain of.
    Clean,
    /// It ran, and found something.
    Found,
    /// It could not run; the reason stands on standard error.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the command line and says how it ended.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(message) => return print_help_or_usage(&message).into(),
    };
    args.color.write_global();
    let outcome = match &args.command {
        Command::Check(args) => check::run(args, anstream::stdout().lock()),
        Command::Pairs(args) => pairs::run(args),
        Command::Languages(args) => languages::run(args, anstream::stdout().lock()),
        Command::Explain(args) => explain::run(args, anstream::stdout().lock()),
        Command::Server(_) => return server::stdio(),
    };
    outcome.unwrap_or_else(|error| report_failure(&error)).into()
}

/// `--help` and `--version` come out of clap as errors too, and are none.
fn print_help_or_usage(message: &clap::Error) -> Outcome {
    // A reader that has gone away (`diglot --help | head -1`) is no failure.
    let _ = message.print();
    if message.use_stderr() { Outcome::Failed } else { Outcome::Clean }
}

/// Says on standard error why the command could not run; a closed pipe only means that nobody wants more.
fn report_failure(error: &anyhow::Error) -> Outcome {
    if is_broken_pipe(error) {
        return Outcome::Clean;
    }
    complain(&format!("{error:#}"));
    Outcome::Failed
}

/// Says something on standard error, if anybody listens there.
fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "diglot: {message}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
