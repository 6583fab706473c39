//! Trees of names and the sets they make.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use diglot::project::{FILE_NAME, Memory, Options, Project, Set};

const ROOT: &str = "/p";

fn described(set: &Set) -> String {
    let member = |member: &diglot::project::Member| {
        let path = member.path.strip_prefix(ROOT).unwrap_or(&member.path);
        format!("{}:{}", path.to_string_lossy().replace('\\', "/"), member.tag)
    };
    let mut words = vec![format!("{:?}", set.basis).to_lowercase(), member(set.source())];
    words.extend(set.translations().map(member));
    words.join(" ")
}

fn tree(lines: &[&str]) -> (Memory, Vec<PathBuf>) {
    let mut memory = Memory::default();
    memory.insert(format!("{ROOT}/.git/HEAD"), "");
    let toml = super::behind(lines, "| ");
    if !toml.is_empty() {
        memory.insert(Path::new(ROOT).join(FILE_NAME), toml);
    }
    let names = lines.iter().filter(|line| !line.starts_with("| ") && !line.starts_with('='));
    let paths: Vec<PathBuf> = names.map(|name| Path::new(ROOT).join(name)).collect();
    for path in &paths {
        memory.insert(path, "");
    }
    (memory, paths)
}

#[test]
fn names_and_configuration_make_these_sets() {
    let mut failures = String::new();
    for (title, lines) in super::cases(include_str!("../fixtures/project/naming.txt")) {
        let (memory, paths) = tree(&lines);
        let options = Options::default();
        let project = Project::open(&memory, &[PathBuf::from(ROOT)], &options);
        let found: Vec<String> = project.sets.iter().map(described).collect();
        let mut wanted: Vec<&str> =
            lines.iter().filter_map(|line| line.strip_prefix('=')).map(str::trim).collect();
        wanted.retain(|set| !set.is_empty());
        if found != wanted || !project.problems.is_empty() {
            let _ = writeln!(
                failures,
                "{title}:\n  wanted {wanted:#?}\n  found {found:#?}\n  {:?}",
                project.problems
            );
        }
        // What an editor finds around each file is the same as what the command finds in the folder.
        for path in paths.iter().filter(|path| !path.to_string_lossy().contains("/.")) {
            let around = Project::around(&memory, path, &options);
            let around = around.set_of(path).map(described);
            let whole = project.set_of(path).map(described);
            if around != whole {
                let _ = writeln!(failures, "{title}: {path:?}: around {around:?}, whole {whole:?}");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
