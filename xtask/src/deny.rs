//! `cargo xtask deny`: whether the dependencies are what `deny.toml` allows, by `cargo-deny`, which it installs beside
//! the build where the machine has none.

#![allow(clippy::print_stderr, reason = "what could not be checked is said among the output of the tool")]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::repository;

/// The version that is installed; any that is on the path will do.
const VERSION: &str = "0.20.2";

/// Checks licences, duplicates, bans and sources; and known flaws, where their list can be had.
pub(crate) fn run() -> Result<()> {
    let tool = tool()?;
    let checks = ["licenses", "bans", "sources"];
    let status = deny(&tool).arg("check").args(checks).status().context("running cargo-deny")?;
    ensure!(status.success(), "the dependencies are not what deny.toml allows");
    // A failure to fetch is told apart from a finding by fetching first.
    let fetched = deny(&tool).args(["fetch", "db"]).stderr(Stdio::null()).status()?;
    if !fetched.success() {
        eprintln!("advisories: not checked, the list of known flaws can't be fetched from here");
        return Ok(());
    }
    let status = deny(&tool).args(["check", "advisories"]).status()?;
    ensure!(status.success(), "a dependency has a known flaw");
    Ok(())
}

fn deny(tool: &PathBuf) -> Command {
    let mut command = Command::new(tool);
    command.current_dir(repository()).arg("--all-features");
    command
}

/// The program on the path, else one of our own beside the build.
fn tool() -> Result<PathBuf> {
    let name = format!("cargo-deny{}", std::env::consts::EXE_SUFFIX);
    let on_path = Command::new(&name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if on_path.is_ok_and(|status| status.success()) {
        return Ok(name.into());
    }
    let folder = repository().join("target").join("tools");
    let installed = folder.join("bin").join(name);
    if !installed.is_file() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["install", "cargo-deny", "--locked", "--debug", "--version", VERSION, "--root"])
            .arg(&folder)
            .status()?;
        ensure!(status.success(), "cargo-deny could not be installed");
    }
    Ok(installed)
}
