//! `cargo xtask docs`: writes the rules' pages into `docs/rules`, from the same text that `diglot explain` prints.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use diglot::comparison::rules::RULES;

/// What to do with the pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if a page is not as it would be written
    #[arg(long)]
    check: bool,
}

/// Writes the pages, or compares them.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules");
    let mut pages: Vec<(PathBuf, String)> =
        RULES.iter().map(|rule| (folder.join(format!("{}.md", rule.id)), marked(&rule.document()))).collect();
    pages.push((folder.join("index.md"), marked(&index())));
    if options.check {
        return check(&folder, &pages);
    }
    std::fs::create_dir_all(&folder)?;
    for stale in strangers(&folder, &pages)? {
        std::fs::remove_file(&stale).with_context(|| stale.display().to_string())?;
    }
    for (path, page) in &pages {
        std::fs::write(path, page).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn check(folder: &Path, pages: &[(PathBuf, String)]) -> anyhow::Result<()> {
    for (path, page) in pages {
        if std::fs::read_to_string(path).unwrap_or_default() != *page {
            bail!("{} is not what `cargo xtask docs` writes", path.display());
        }
    }
    match strangers(folder, pages)?.first() {
        Some(stale) => bail!("{} is the page of no rule", stale.display()),
        None => Ok(()),
    }
}

/// Pages in the folder that no rule has.
fn strangers(folder: &Path, pages: &[(PathBuf, String)]) -> anyhow::Result<Vec<PathBuf>> {
    let mut strangers = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !pages.iter().any(|(known, _)| *known == path) {
            strangers.push(path);
        }
    }
    Ok(strangers)
}

/// A page with the remark where to change it.
fn marked(page: &str) -> String {
    format!("<!-- Written by `cargo xtask docs` from src/comparison/rules; change it there. -->\n\n{page}")
}

fn index() -> String {
    let mut index = "# The rules\n\n| rule | kind | severity | said when |\n|---|---|---|---|\n".to_owned();
    for rule in RULES {
        let (kind, severity) = (rule.kind.word(), rule.severity.word());
        // Writing into a string can't fail.
        let _ = writeln!(index, "| [`{0}`]({0}.md) | {kind} | {severity} | {1} |", rule.id, rule.summary);
    }
    index
}
