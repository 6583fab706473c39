//! Which files belong together: trees of names, errors in configurations, contents, paths.

#[path = "project/config.rs"]
mod config;
#[path = "project/content.rs"]
mod content;
#[path = "project/ignore.rs"]
mod ignore;
#[path = "project/ignore_life.rs"]
mod ignore_life;
#[path = "project/naming.rs"]
mod naming;
#[path = "project/opening.rs"]
mod opening;
#[path = "project/paths.rs"]
mod paths;
#[path = "project/schema.rs"]
mod schema;

/// The cases of a fixture: title, and the lines below it.
fn cases(fixture: &str) -> Vec<(&str, Vec<&str>)> {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in fixture.lines().filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push((title, Vec::new()));
        } else if let Some((_, lines)) = cases.last_mut() {
            lines.push(line);
        }
    }
    assert!(!cases.is_empty(), "a fixture has cases");
    cases
}

/// The lines of a case behind a mark, without it, each with its line end.
fn behind(lines: &[&str], mark: &str) -> String {
    lines.iter().filter_map(|line| line.strip_prefix(mark)).flat_map(|line| [line, "\n"]).collect()
}
