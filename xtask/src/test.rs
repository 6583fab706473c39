//! `cargo xtask test`: all tests, in the order in which they are likely to fail, with a summary at the end.
//!
//! What a test needs it installs itself; what is missing makes it fail. Nothing here skips a test: `--quick` leaves out
//! named ones and says so.

#![allow(
    clippy::print_stderr,
    reason = "the headings and the summary stand among the output of the tools it runs"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{beside_us, repository};

/// Integration tests that take longer than one cares to wait between two edits.
const SLOW: &[&str] = &["e2e", "samples"];

/// Where tests that are no Rust lie: each executable file `*/test` below is one.
const PROGRAMS: &[&str] = &["tests", "editors"];

/// What the command is asked to do.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only what is worth running between two edits: format, lints, unit and fixture tests
    #[arg(long)]
    quick: bool,
}

/// One test: a heading, and the command that must succeed.
struct Step {
    heading: String,
    command: Command,
}

/// What came of it.
struct Outcome {
    heading: String,
    /// Why it failed; `None` if it did not.
    failure: Option<String>,
    took: Duration,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let steps = if options.quick { quick()? } else { everything()? };
    let outcomes: Vec<Outcome> = steps.into_iter().map(perform).collect();
    heading("summary");
    for outcome in &outcomes {
        let verdict = outcome.failure.as_deref().unwrap_or("ok");
        eprintln!("{:>7.1} s  {:<40} {verdict}", outcome.took.as_secs_f64(), outcome.heading);
    }
    if options.quick {
        eprintln!(
            "           left out by --quick: {}, doc tests, documentation, protocol, editors",
            SLOW.join(", ")
        );
    }
    let failed = outcomes.iter().filter(|outcome| outcome.failure.is_some()).count();
    ensure!(failed == 0, "{failed} of {} failed", outcomes.len());
    Ok(())
}

/// All there is.
fn everything() -> Result<Vec<Step>> {
    let mut steps = style();
    steps.push(Step::cargo("tests", &["test", "--workspace", "--no-fail-fast"]));
    let mut documentation =
        Step::cargo("documentation", &["doc", "--workspace", "--no-deps", "--document-private-items"]);
    documentation.command.env("RUSTDOCFLAGS", "-D warnings");
    steps.push(documentation);
    steps.push(Step::xtask("the rules' pages are current", &["docs", "--check"])?);
    steps.push(Step::xtask("the language data is current", &["langdata", "--check"])?);
    steps.push(Step::xtask("the dependencies are what we allow", &["deny"])?);
    steps.push(Step::cargo("the binary", &["build", "--bin", "diglot"]));
    steps.push(Step::xtask("the README's picture is current", &["picture", "--check"])?);
    let diglot = beside_us("diglot")?;
    for program in programs()? {
        let name = program.strip_prefix(repository())?.display().to_string();
        let mut command = Command::new(&program);
        command.env("DIGLOT_SERVER", &diglot);
        steps.push(Step { heading: name, command });
    }
    Ok(steps)
}

/// What takes less than a minute once everything is built.
fn quick() -> Result<Vec<Step>> {
    let mut steps = style();
    let mut arguments = vec![
        "test".to_owned(),
        "--workspace".to_owned(),
        "--lib".to_owned(),
        "--bins".to_owned(),
        "--no-fail-fast".to_owned(),
    ];
    for name in integration_tests()?.into_iter().filter(|name| !SLOW.contains(&name.as_str())) {
        arguments.extend(["--test".to_owned(), name]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    steps.push(Step::cargo("unit and fixture tests", &arguments));
    Ok(steps)
}

fn style() -> Vec<Step> {
    vec![
        Step::cargo("format", &["fmt", "--all", "--check"]),
        Step::cargo("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ]
}

impl Step {
    fn cargo(heading: &str, arguments: &[&str]) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command.args(arguments);
        Self { heading: heading.to_owned(), command }
    }

    /// Another of our own commands.
    fn xtask(heading: &str, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(beside_us("xtask")?);
        command.args(arguments);
        Ok(Self { heading: heading.to_owned(), command })
    }
}

/// Runs a step with its output passing through.
fn perform(mut step: Step) -> Outcome {
    heading(&step.heading);
    let started = Instant::now();
    let status = step.command.current_dir(repository()).stdin(Stdio::null()).status();
    let failure = match status {
        Ok(status) => failure(status),
        Err(error) => Some(format!("FAILED: {}: {error}", Path::new(step.command.get_program()).display())),
    };
    Outcome { heading: step.heading, failure, took: started.elapsed() }
}

fn failure(status: ExitStatus) -> Option<String> {
    (!status.success()).then(|| format!("FAILED ({status})"))
}

fn heading(text: &str) {
    eprintln!("\n=== {text} ===");
}

/// The names of the Rust integration tests.
fn integration_tests() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for path in entries(&repository().join("tests"))? {
        let is_test =
            path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").exists();
        if let Some(name) = path.file_stem().filter(|_| is_test) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

/// The executable files `test` one folder below [`PROGRAMS`].
fn programs() -> Result<Vec<PathBuf>> {
    let mut programs = Vec::new();
    for folder in PROGRAMS.iter().map(|folder| repository().join(folder)).filter(|folder| folder.exists()) {
        for program in
            entries(&folder)?.into_iter().map(|entry| entry.join("test")).filter(|path| path.is_file())
        {
            if !executable(&program)? {
                bail!("{} is not executable: chmod +x it", program.display());
            }
            programs.push(program);
        }
    }
    ensure!(!programs.is_empty(), "no tests in {}", PROGRAMS.join(", "));
    Ok(programs)
}

/// What lies in a folder, in order.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

#[cfg(unix)]
fn executable(path: &Path) -> Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn executable(_: &Path) -> Result<bool> {
    Ok(true)
}
