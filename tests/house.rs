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

/// The pages people read: the book, the editors' pages, and those at the top.
fn pages() -> Vec<PathBuf> {
    let outside = |page: &PathBuf| {
        let parts: Vec<_> =
            page.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        parts.iter().any(|part| part == "node_modules" || part == "samples" || part == "tests")
    };
    let tops =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD-PARTY.md"].map(|name| root().join(name));
    let mut pages: Vec<PathBuf> =
        ["docs", "editors"].iter().flat_map(|folder| files(&root().join(folder), "md")).collect();
    pages.retain(|page| !outside(&page.strip_prefix(root()).unwrap_or(page).to_owned()));
    pages.extend(tops.into_iter().filter(|page| page.exists()));
    pages
}

/// The destinations of a page's links and pictures, without those on the web and within the page.
fn links(page: &str) -> Vec<&str> {
    let prose = page.split("```").step_by(2);
    prose
        .flat_map(|prose| prose.split("](").skip(1))
        .filter_map(|rest| rest.split([')', '#', ' ']).next())
        .filter(|link| !link.is_empty() && !link.contains("://"))
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut report = String::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        let folder = page.parent().expect("a page lies in a folder");
        for link in links(&text).into_iter().filter(|link| !folder.join(link).exists()) {
            let _ = writeln!(report, "{}: {link} does not exist", page.display());
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert_eq!(links("[a](b.md#c) ```\n[x](y)\n``` ![d](e.svg) [f](https://g) [h](#i)"), ["b.md", "e.svg"]);
}

#[test]
fn the_book_has_all_its_pages() {
    let summary = std::fs::read_to_string(root().join("docs/SUMMARY.md")).expect("the book has a summary");
    let listed = links(&summary);
    for page in files(&root().join("docs"), "md") {
        let name = page
            .strip_prefix(root().join("docs"))
            .expect("it lies in docs")
            .to_string_lossy()
            .replace('\\', "/");
        let apart = name == "SUMMARY.md" || name.starts_with("samples/") || name.starts_with("rules/");
        assert!(apart || listed.contains(&name.as_str()), "docs/SUMMARY.md does not list {name}");
    }
}

#[test]
fn the_readme_lists_all_rules() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    for rule in diglot::comparison::rules::RULES {
        let row = format!(
            "| [`{0}`](docs/rules/{0}.md) | {1} | {2} |",
            rule.id,
            rule.severity.word(),
            rule.summary
        );
        assert!(readme.contains(&row), "the README lacks the row\n{row}");
    }
}

#[test]
fn every_path_in_the_book_exists() {
    let mut report = String::new();
    for page in pages() {
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
