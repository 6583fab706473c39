//! The command line, run as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod check;
mod help;
mod ignore;
mod pairs;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs `diglot` in `folder`, with nothing of this machine's surroundings that changes what it prints.
fn run_in(folder: &Path, args: &[&str], stdin: &[u8]) -> Run {
    let mut child = command(folder, args).spawn().expect("the binary was built for this test");
    let mut input = child.stdin.take().expect("it is piped");
    let stdin = stdin.to_vec();
    // A command that reads nothing closes the pipe early.
    let feed = std::thread::spawn(move || input.write_all(&stdin).is_ok());
    let output = child.wait_with_output().expect("it ends");
    feed.join().expect("feeding does not panic");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.args(args).current_dir(folder).env("COLUMNS", "100").env_remove("NO_COLOR");
    command.env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(args: &[&str]) -> Run {
    run_in(&root(), args, b"")
}

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
