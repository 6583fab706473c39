//! Texts that belong together by what they say.

use std::path::{Path, PathBuf};

use diglot::project::{Basis, Memory, Options, Project};

/// The texts of the fixture as a folder, and the sets they make.
fn folder() -> (Memory, Vec<Vec<&'static str>>) {
    let fixture = include_str!("../fixtures/project/content.txt");
    let mut memory = Memory::default();
    for (name, lines) in super::cases(fixture) {
        memory.insert(Path::new("/p").join(name), lines.join("\n"));
    }
    let sets = fixture.lines().filter_map(|line| line.strip_prefix("= "));
    (memory, sets.map(|set| set.split(' ').collect()).collect())
}

fn names(project: &Project) -> Vec<Vec<String>> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut sets: Vec<Vec<String>> = project
        .sets
        .iter()
        .map(|set| set.members.iter().map(|member| name(&member.path)).collect())
        .collect();
    sets.sort();
    sets
}

#[test]
fn four_texts_in_three_languages_make_four_sets() {
    let (memory, mut wanted) = folder();
    wanted.sort();
    let project = Project::open(&memory, &[PathBuf::from("/p")], &Options::default());
    assert_eq!(names(&project), wanted);
    for set in &project.sets {
        let mut tags: Vec<&str> = set.members.iter().map(|member| member.tag.as_str()).collect();
        tags.sort_unstable();
        assert_eq!((tags, set.basis, set.source), (vec!["de", "en", "hu"], Basis::Content, 0));
    }
    assert_eq!(project.alone, [PathBuf::from("/p/06.txt"), PathBuf::from("/p/10.txt")]);
}

#[test]
fn without_its_translations_a_text_pairs_with_nothing() {
    let (all, sets) = folder();
    // One text of each set: each in another language than the one before.
    let mut memory = all.clone();
    for (index, set) in sets.iter().enumerate() {
        for (place, name) in set.iter().enumerate() {
            if place != index % 3 {
                memory.remove(&Path::new("/p").join(name));
            }
        }
    }
    let project = Project::open(&memory, &[PathBuf::from("/p")], &Options::default());
    assert_eq!(names(&project), Vec::<Vec<String>>::new());
}

#[test]
fn any_two_texts_alone_in_a_folder_pair_only_if_they_belong_together() {
    let (all, sets) = folder();
    let together = |one: &str, other: &str| sets.iter().any(|set| set.contains(&one) && set.contains(&other));
    let mut failures = Vec::new();
    let numbers: Vec<String> = (1..=14).map(|number| format!("{number:02}.txt")).collect();
    for (index, one) in numbers.iter().enumerate() {
        for other in &numbers[index + 1..] {
            let mut memory = all.clone();
            for name in numbers.iter().filter(|name| *name != one && *name != other) {
                memory.remove(&Path::new("/p").join(name));
            }
            let project = Project::open(&memory, &[PathBuf::from("/p")], &Options::default());
            if project.sets.is_empty() == together(one, other) {
                failures.push(format!("{one} and {other}"));
            }
        }
    }
    assert_eq!(failures, Vec::<String>::new(), "pair though they should not, or don't though they should");
}

#[test]
fn the_source_language_of_the_configuration_holds_for_them_too() {
    let (mut memory, sets) = folder();
    memory.insert("/p/diglot.toml", "source = \"hu\"\n");
    let project = Project::open(&memory, &[PathBuf::from("/p")], &Options::default());
    assert_eq!(project.sets.len(), sets.len());
    assert!(project.sets.iter().all(|set| set.source().tag.as_str() == "hu"));
}

/// The two files that the first user delivered, where they are at hand.
#[test]
fn files_as_delivered_pair() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/as-delivered");
    if !folder.is_dir() {
        return;
    }
    let project = Project::open(&diglot::project::Disk, &[folder], &Options::default());
    let tags: Vec<Vec<&str>> = project
        .sets
        .iter()
        .map(|set| set.members.iter().map(|member| member.tag.as_str()).collect())
        .collect();
    assert_eq!(tags, [["de", "hu"]]);
}
