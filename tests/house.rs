//! Holds the code to `docs/architecture.md`: rooms look only at those above them, the core touches no outside world,
//! every file says what it is for and fits in the head, and every path that the book names exists.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The rooms, from the ground up: each may use those before it. Rooms in one entry may use each other's public types
/// only as far as the order inside says.
const FLOORS: &[&str] =
    &["text", "language", "analysis", "alignment", "comparison", "bitext", "project", "server", "cli"];

/// The rooms that are pure.
const CORE: &[&str] = &["text", "language", "analysis", "alignment", "comparison", "bitext"];

/// What the core must not touch, and why.
const OUTSIDE: &[(&str, &str)] = &[
    ("std::fs", "the core reads no files"),
    ("std::net", "the core has no network"),
    ("std::process", "the core starts and ends nothing"),
    ("std::env", "the core depends on its arguments alone"),
    ("std::io", "the core does no IO"),
    ("std::time", "the core has no clock"),
    ("std::thread", "the core starts no threads"),
    ("tokio", "the core is not async"),
    ("async fn", "the core is not async"),
    (".await", "the core is not async"),
    ("tower_lsp", "the core knows no protocol"),
    ("gen_lsp_types", "the core knows no protocol"),
    ("serde", "the core has no wire format"),
    ("println!", "the core prints nothing"),
    ("Instant", "the core has no clock"),
    ("SystemTime", "the core has no clock"),
];

/// The greatest number of lines of code in a file, comments, blank lines and tests apart.
const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below `folder` with this ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The room of a source file: the first part of its path below `src`, without its ending.
fn room(source: &Path) -> String {
    let first = source.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    first.unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// The lines of code: without comments, and without what stands below `#[cfg(test)]`.
fn code(source: &str) -> Vec<(usize, &str)> {
    source
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect()
}

/// What is wrong with a file of a room.
fn faults(path: &str, room: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = code(source);
    if let Some(floor) = FLOORS.iter().position(|&floor| floor == room) {
        for above in &FLOORS[floor + 1..] {
            for (number, line) in &lines {
                if line.contains(&format!("crate::{above}::")) || line.contains(&format!("crate::{above};")) {
                    faults.push(format!(
                        "{path}:{number}: {room} must not know {above}, which stands above it"
                    ));
                }
            }
        }
    }
    if CORE.contains(&room) {
        for (number, line) in &lines {
            for (word, why) in OUTSIDE {
                if line.contains(word) {
                    faults.push(format!("{path}:{number}: {word}: {why}"));
                }
            }
        }
    }
    if !source.starts_with("//!") {
        faults.push(format!("{path}:1: no `//!` says what this file is for"));
    }
    if lines.len() > LONGEST_FILE {
        faults.push(format!("{path}: {} lines of code, more than {LONGEST_FILE}", lines.len()));
    }
    faults
}

#[test]
fn no_floor_reaches_up_and_the_core_is_pure() {
    let src = root().join("src");
    let mut report = String::new();
    for path in files(&src, "rs") {
        let source = std::fs::read_to_string(&path).expect("a source file can be read");
        let inside = path.strip_prefix(&src).expect("the file lies below src");
        for fault in faults(&path.display().to_string(), &room(inside), &source) {
            let _ = writeln!(report, "{fault}");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn a_planted_violation_is_seen() {
    let upward = faults("x.rs", "analysis", "//! A room.\nuse crate::server::Actor;\n");
    assert_eq!(upward.len(), 1, "{upward:?}");
    for outside in [
        "let now = std::time::Instant::now();",
        "async fn read() {}",
        "use tower_lsp::Client;",
        "std::fs::read(p)",
    ] {
        assert!(!faults("x.rs", "comparison", &format!("//! A room.\n{outside}\n")).is_empty(), "{outside}");
    }
    assert_eq!(faults("x.rs", "text", "fn undocumented() {}\n").len(), 1);
    let long = format!("//! Long.\n{}", "let x = 1;\n".repeat(LONGEST_FILE + 1));
    assert_eq!(faults("x.rs", "cli", &long).len(), 1);
    assert!(faults("x.rs", "cli", "//! Fine.\nuse crate::server::run;\nuse std::fs;\n").is_empty());
}

#[test]
fn only_data_names_a_language() {
    let mut report = String::new();
    let names: Vec<&str> = diglot::language::languages()
        .iter()
        .filter(|language| language.tag != "und")
        .map(|language| language.name)
        .collect();
    for path in files(&root().join("src"), "rs") {
        let source = std::fs::read_to_string(&path).expect("a source file can be read");
        for (number, line) in code(&source) {
            // Help texts and the rules' pages give examples; what must not be is a decision.
            for name in names.iter().filter(|name| line.contains(&format!("\"{name}\""))) {
                let _ = writeln!(report, "{}:{number}: names {name}", path.display());
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_path_in_the_book_exists() {
    let mut report = String::new();
    let pages = files(&root().join("docs"), "md")
        .into_iter()
        .chain(files(&root().join("editors"), "md"))
        .chain([root().join("README.md"), root().join("CONTRIBUTING.md")]);
    for page in pages
        .filter(|page| page.exists() && !page.components().any(|part| part.as_os_str() == "node_modules"))
    {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        for word in text.split('`').skip(1).step_by(2) {
            let ours = ["src/", "tests/", "docs/", "editors/", "xtask/", "benches/", "build/", "fuzz/"];
            if !ours.iter().any(|folder| word.starts_with(folder)) || word.contains(['*', '<', '{', ' ']) {
                continue;
            }
            if !root().join(word).exists() {
                let _ = writeln!(report, "{}: `{word}` does not exist", page.display());
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
