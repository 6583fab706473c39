//! Files and folders that a user names, or an editor opens, and the sets around them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diglot::project::{
    Basis, CONFIG_INVALID, Disk, FILE_UNREADABLE, Index, Layer, Memory, Options, Overlay, Project,
    settings_of,
};

const GERMAN: &str =
    "Die Bibliothek ist von Montag bis Freitag geöffnet, und am Samstag bleibt sie geschlossen.\n";
const HUNGARIAN: &str = "A könyvtár hétfőtől péntekig tart nyitva, szombaton pedig egész nap zárva van.\n";

fn memory(files: &[(&str, &str)]) -> Memory {
    let mut memory = Memory::default();
    for (path, text) in files {
        memory.insert(path, text);
    }
    memory
}

fn open(memory: &Memory, paths: &[&str]) -> Project {
    Project::open(memory, &paths.iter().map(PathBuf::from).collect::<Vec<_>>(), &Options::default())
}

/// The sets as paths, the source first.
fn sets(project: &Project) -> Vec<Vec<String>> {
    let text = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let members = |set: &diglot::project::Set| {
        let source = text(&set.source().path);
        std::iter::once(source).chain(set.translations().map(|member| text(&member.path))).collect()
    };
    project.sets.iter().map(members).collect()
}

#[test]
fn two_files_are_a_set_whatever_they_are_called() {
    let memory = memory(&[("/p/x.txt", HUNGARIAN), ("/p/sub/y.md", GERMAN), ("/p/z.txt", "1 2 3")]);
    let project = open(&memory, &["/p/x.txt", "/p/sub/y.md"]);
    assert_eq!(sets(&project), [["/p/sub/y.md", "/p/x.txt"]]);
    assert_eq!(project.sets[0].basis, Basis::Given);
    let tags: Vec<&str> = project.sets[0].members.iter().map(|member| member.tag.as_str()).collect();
    assert_eq!(tags, ["de", "hu"]);
    let unknown = open(&memory, &["/p/x.txt", "/p/z.txt"]);
    assert_eq!(unknown.sets[0].members[1].tag.as_str(), "und");
}

#[test]
fn two_files_named_stay_two() {
    let memory = memory(&[("/p/a.de.txt", ""), ("/p/a.en.txt", ""), ("/p/a.hu.txt", "")]);
    assert_eq!(sets(&open(&memory, &["/p/a.hu.txt", "/p/a.en.txt"])), [["/p/a.en.txt", "/p/a.hu.txt"]]);
}

#[test]
fn a_file_brings_its_source_and_a_source_its_translations() {
    let memory = memory(&[
        ("/p/de/a.txt", ""),
        ("/p/en/a.txt", ""),
        ("/p/hu/a.txt", ""),
        ("/p/hu/b.txt", ""),
        ("/p/fr/b.txt", ""),
    ]);
    assert_eq!(sets(&open(&memory, &["/p/hu/a.txt"])), [["/p/de/a.txt", "/p/hu/a.txt"]]);
    assert_eq!(sets(&open(&memory, &["/p/de/a.txt"])), [["/p/de/a.txt", "/p/en/a.txt", "/p/hu/a.txt"]]);
    let folder = sets(&open(&memory, &["/p/hu"]));
    assert_eq!(folder, [["/p/de/a.txt", "/p/hu/a.txt"], ["/p/fr/b.txt", "/p/hu/b.txt"]]);
}

#[test]
fn an_open_file_brings_its_whole_set() {
    let memory =
        memory(&[("/p/de/a.txt", ""), ("/p/en/a.txt", ""), ("/p/hu/a.txt", ""), ("/p/hu/b.txt", "")]);
    let mut index = Index::new(Options::default());
    let found = index.around(&memory, Path::new("/p/hu/a.txt"));
    assert_eq!(sets(&found), [["/p/de/a.txt", "/p/en/a.txt", "/p/hu/a.txt"]]);
    // Another member's answer is the same one, not found again.
    assert!(std::sync::Arc::ptr_eq(&found, &index.around(&memory, Path::new("/p/en/a.txt"))));
    assert!(index.around(&memory, Path::new("/p/hu/b.txt")).sets.is_empty());
}

#[test]
fn an_index_sees_new_files_once_it_forgets() {
    let mut memory = memory(&[("/p/a.de.txt", "")]);
    let mut index = Index::new(Options::default());
    let path = Path::new("/p/a.de.txt");
    assert!(index.around(&memory, path).sets.is_empty());
    memory.insert("/p/a.hu.txt", "");
    assert!(index.around(&memory, path).sets.is_empty(), "found once");
    index.forget();
    assert_eq!(sets(&index.around(&memory, path)), [["/p/a.de.txt", "/p/a.hu.txt"]]);
}

#[test]
fn open_buffers_count_before_they_are_saved() {
    let disk = memory(&[("/p/a.txt", GERMAN)]);
    let open = BTreeMap::from([
        (PathBuf::from("/p/a.txt"), HUNGARIAN.to_owned()),
        (PathBuf::from("/p/a.de.txt"), GERMAN.to_owned()),
    ]);
    let files = Overlay { files: &disk, open: &open };
    let project = Project::around(&files, Path::new("/p/a.de.txt"), &Options::default());
    assert_eq!(sets(&project), [["/p/a.txt", "/p/a.de.txt"]]);
    assert_eq!(project.sets[0].source().tag.as_str(), "hu", "the buffer's language, not the file's");
}

#[test]
fn the_nearest_configuration_holds_up_to_the_repository() {
    let mut memory = memory(&[
        ("/diglot.toml", "quiet_ms = 1"),
        ("/home/diglot.toml", "quiet_ms = 2"),
        ("/home/repo/.git/HEAD", ""),
        ("/home/repo/docs/diglot.toml", "quiet_ms = 3"),
        ("/home/repo/docs/de/a.txt", ""),
        ("/home/repo/b.txt", ""),
        ("/home/loose/c.txt", ""),
    ]);
    let quiet = |memory: &Memory, path: &str, root: Option<&str>| {
        let options = Options { root: root.map(PathBuf::from), ..Options::default() };
        settings_of(memory, Path::new(path), &options).0.quiet_ms
    };
    assert_eq!(quiet(&memory, "/home/repo/docs/de/a.txt", None), 3, "the nearest");
    assert_eq!(quiet(&memory, "/home/repo/b.txt", None), 300, "none above the repository");
    assert_eq!(quiet(&memory, "/home/loose/c.txt", None), 2, "no root is known: the nearest");
    assert_eq!(quiet(&memory, "/home/loose/c.txt", Some("/home/loose")), 300, "none above the workspace");
    memory.remove(Path::new("/home/repo/docs/diglot.toml"));
    memory.insert("/home/repo/diglot.toml", "quiet_ms = 4");
    let part = quiet(&memory, "/home/repo/docs/de/a.txt", Some("/home/repo/docs"));
    assert_eq!(part, 4, "an editor that opened a part of the repository");
}

#[test]
fn the_file_beats_the_editor() {
    let memory = memory(&[("/p/diglot.toml", "quiet_ms = 5"), ("/p/a.txt", "")]);
    let (client, _) = Layer::from_json(&serde_json::json!({ "quiet_ms": 6, "mirror": "off" }), &[]);
    let options = Options { client, ..Options::default() };
    let (settings, _) = settings_of(&memory, Path::new("/p/a.txt"), &options);
    assert_eq!((settings.quiet_ms, settings.mirror), (5, diglot::project::config::Mirror::Off));
}

#[test]
fn errors_in_a_configuration_are_told_once_and_the_rest_holds() {
    let toml = "colour = 1\n[[set]]\nfiles = { de = \"a.txt\", hu = \"b.txt\", en = \"missing.txt\" }\n";
    let memory =
        memory(&[("/p/diglot.toml", toml), ("/p/a.txt", ""), ("/p/b.txt", ""), ("/p/sub/c.txt", "")]);
    let project = open(&memory, &["/p"]);
    assert_eq!(sets(&project), [["/p/a.txt", "/p/b.txt"]]);
    let problems: Vec<String> = project
        .problems
        .iter()
        .map(|it| format!("{} {}:{}:{} {}", it.rule, it.path.display(), it.line, it.column, it.message))
        .collect();
    assert_eq!(
        problems,
        [
            "config-invalid /p/diglot.toml:1:1 unknown key `colour`",
            "config-invalid /p/diglot.toml:3:44 there is no file `missing.txt`",
        ]
    );
    assert_eq!(Project::around(&memory, Path::new("/p/a.txt"), &Options::default()).problems.len(), 2);
}

#[test]
fn a_configuration_that_is_no_text_is_a_problem() {
    let mut memory = memory(&[("/p/a.de.txt", ""), ("/p/a.hu.txt", "")]);
    memory.insert("/p/diglot.toml", b"source = \"\xFF\"");
    let project = open(&memory, &["/p"]);
    assert_eq!((project.sets.len(), project.problems.len()), (1, 1));
    assert_eq!(project.problems[0].rule, CONFIG_INVALID);
}

#[test]
fn files_that_cannot_be_read_are_told_and_hide_nothing() {
    let mut memory = memory(&[("/p/a.de.txt", ""), ("/p/a.hu.txt", ""), ("/p/x.txt", GERMAN)]);
    memory.insert("/p/latin.txt", b"\nM\xFCnchen");
    memory.insert("/p/diglot.toml", "max_file_bytes = 1000\nmax_line_bytes = 500\n");
    memory.insert("/p/large.txt", "word\n".repeat(300));
    memory.insert("/p/long.txt", "word ".repeat(150));
    let project = open(&memory, &["/p", "/p/nowhere.txt"]);
    assert_eq!(project.sets.len(), 1);
    let messages: Vec<String> =
        project.problems.iter().map(|it| format!("{} {}", it.path.display(), it.message)).collect();
    assert_eq!(
        messages,
        [
            "/p/large.txt the file has more than 1000 bytes and is not checked; `max_file_bytes` sets the limit",
            "/p/latin.txt the file is not UTF-8 (line 2, byte 2) and is not checked; save it as UTF-8",
            "/p/long.txt line 1 has more than 500 bytes, so the file is not checked; `max_line_bytes` sets the limit",
            "/p/nowhere.txt the file cannot be read: there is no such file or folder",
        ]
    );
    assert!(project.problems.iter().all(|problem| problem.rule == FILE_UNREADABLE));
}

#[test]
fn a_walk_ends_at_its_limit() {
    let memory = memory(&[("/p/a.de.txt", ""), ("/p/a.hu.txt", ""), ("/p/b.txt", "")]);
    let project = Project::open(&memory, &["/p".into()], &Options { max_files: 2, ..Options::default() });
    assert!(project.truncated);
}

#[test]
fn folders_of_other_projects_do_not_mix() {
    let memory = memory(&[
        ("/p/one/.git/HEAD", ""),
        ("/p/one/de/a.txt", ""),
        ("/p/one/hu/a.txt", ""),
        ("/p/two/diglot.toml", "source = \"hu\""),
        ("/p/two/de/a.txt", ""),
        ("/p/two/hu/a.txt", ""),
    ]);
    let found = sets(&open(&memory, &["/p"]));
    assert_eq!(found, [["/p/one/de/a.txt", "/p/one/hu/a.txt"], ["/p/two/hu/a.txt", "/p/two/de/a.txt"]]);
}

#[test]
fn the_disk_is_walked_without_ignored_files_and_links() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(".gitignore", "/out\n");
    for path in
        ["docs/a.de.md", "docs/a.hu.md", "out/b.de.md", "out/b.hu.md", ".git/c.de.md", "docs/d.de.exe"]
    {
        write(path, GERMAN);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&root, root.join("docs/loop")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", root.join("docs/e.de.md")).unwrap();
    }
    let project = Project::open(&Disk, std::slice::from_ref(&root), &Options::default());
    assert_eq!(project.sets.len(), 1, "{:?}", project.sets);
    assert_eq!(project.sets[0].source().path, root.join("docs/a.de.md"));
    assert!(project.alone.is_empty(), "{:?}", project.alone);
    // What is named is read, ignored or not.
    let named = Project::open(&Disk, &[root.join("out/b.hu.md")], &Options::default());
    assert_eq!(named.sets.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_configuration_does_not_lead_out_by_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap();
    std::fs::create_dir(root.join("inside")).unwrap();
    std::fs::write(root.join("outside.txt"), GERMAN).unwrap();
    std::fs::write(root.join("inside/a.txt"), HUNGARIAN).unwrap();
    std::os::unix::fs::symlink(root.join("outside.txt"), root.join("inside/b.txt")).unwrap();
    let toml = "[[set]]\nfiles = { hu = \"a.txt\", de = \"b.txt\" }\n";
    std::fs::write(root.join("inside/diglot.toml"), toml).unwrap();
    let project = Project::around(&Disk, &root.join("inside/a.txt"), &Options::default());
    assert_eq!(project.problems.len(), 1, "{:?}", project.problems);
    assert!(project.problems[0].message.contains("link that leads out"), "{:?}", project.problems);
    assert!(project.sets.is_empty());
}
