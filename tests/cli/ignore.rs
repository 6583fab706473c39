//! `diglot check` and what is ignored: comments, `.diglot-ignore`, `--write-baseline`, `--prune-ignores`.

use std::path::Path;

use crate::{Run, run_in};

const GERMAN: &str = "# Die Kampagne\n\nIm Jahr 1958 begann sie. Drei Jahre später, 1961, endete sie in allen Provinzen.\n\nEs waren 38 Leute im Saal und 240 draußen vor der Tür.\n";
const HUNGARIAN: &str = "# A kampány\n\n1958-ban kezdődött. Három évvel később, 1960-ban ért véget az összes tartományban.\n\nA teremben 38-an voltak, odakint az ajtó előtt pedig nagyon sokan.\n";
const ENGLISH: &str = "# The campaign\n\nIt began in 1958. Three years later, in 1961, it ended in all provinces.\n\nThere were 38 people in the hall and a great many outside the door.\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn three() -> tempfile::TempDir {
    folder(&[
        ("docs/a.de.md", GERMAN),
        ("docs/a.hu.md", HUNGARIAN),
        ("docs/a.en.md", ENGLISH),
        ("diglot.toml", ""),
    ])
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn check(folder: &tempfile::TempDir, args: &[&str]) -> Run {
    run_in(folder.path(), &[&["check"], args].concat(), b"")
}

/// The report in short: each finding's severity, rule and place, the closing line, the exit code.
fn short(run: &Run) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in run.stdout.lines() {
        if let Some((title, _)) = line.split_once("]: ") {
            lines.push(format!("{title}]"));
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let last = lines.last_mut().unwrap();
            last.push(' ');
            last.push_str(place);
        } else if line.contains(" checked: ") {
            lines.push(line.rsplit_once(" checked: ").unwrap().1.to_owned());
        }
    }
    lines.extend(run.stderr.lines().map(str::to_owned));
    lines.push(format!("exit code {}", run.code.unwrap()));
    lines.join("\n")
}

#[test]
fn without_ignores_everything_is_reported() {
    insta::assert_snapshot!(short(&check(&three(), &[])), @r"
    warning[number-missing] docs/a.en.md:5:1
    warning[number-changed] docs/a.hu.md:3:41
    warning[number-missing] docs/a.hu.md:5:1
    3 warnings
    exit code 1
    ");
}

#[test]
fn a_comment_in_a_translation_is_about_that_one_and_one_in_the_source_about_all() {
    let folder = three();
    let comment = "<!-- diglot-ignore number-missing: nobody counted them -->\n";
    write(folder.path(), "docs/a.hu.md", &HUNGARIAN.replace("A teremben", &format!("{comment}A teremben")));
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    warning[number-missing] docs/a.en.md:5:1
    warning[number-changed] docs/a.hu.md:3:41
    2 warnings, 1 ignored
    exit code 1
    ");
    write(folder.path(), "docs/a.hu.md", HUNGARIAN);
    write(folder.path(), "docs/a.de.md", &GERMAN.replace("Es waren", &format!("{comment}Es waren")));
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    warning[number-changed] docs/a.hu.md:3:41
    1 warning, 2 ignored
    exit code 1
    ");
    let summary: serde_json::Value =
        serde_json::from_str(&check(&folder, &["--format", "json"]).stdout).unwrap();
    assert_eq!(summary["summary"]["ignored"], 2);
    insta::assert_snapshot!(short(&check(&folder, &["--no-ignores"])), @r"
    warning[number-missing] docs/a.en.md:5:1
    warning[number-changed] docs/a.hu.md:3:41
    warning[number-missing] docs/a.hu.md:5:1
    3 warnings
    exit code 1
    ");
}

#[test]
fn what_ignores_nothing_is_told() {
    let folder = three();
    let comments = "<!-- diglot-ignore date-changed -->\n# A kampány <!-- diglot-ignore number-mising -->\n\n<!-- diglot-ignore date-added, number-changed: so it says in the book -->";
    let text = HUNGARIAN
        .replace("# A kampány\n", comments)
        .replace("sokan.\n", "sokan.\n\n<!-- diglot-ignore -->\n");
    write(folder.path(), "docs/a.hu.md", &text);
    write(folder.path(), "docs/a.de.md", &format!("<!-- diglot-ignore-file length-odd -->\n{GERMAN}"));
    let ignored = "[\"docs/a.en.md\"]\nnumber-missing = [\n    { key = \"0123456789ab\" },\n]\n\n[\"docs/gone.md\"]\ndate-added = [{}]\n\n[\"docs/b.md\"]\ndate-aded = [{}]\n";
    write(folder.path(), ".diglot-ignore", ignored);
    insta::assert_snapshot!(check(&folder, &["--min-severity", "information"]).stdout);
    // A part of the set tells nothing of what is meant for the whole of it.
    let part = check(&folder, &["docs/a.hu.md", "docs/a.de.md"]);
    assert!(!part.stdout.contains("a.de.md:1:1"), "{part:?}");
    write(folder.path(), "diglot.toml", "[rules]\nignore-unused = \"off\"\n");
    let off = check(&folder, &[]);
    assert!(!off.stdout.contains("a.hu.md:1:1"), "{off:?}");
}

#[test]
fn of_several_rules_only_those_of_no_use_are_told() {
    let folder = three();
    let write_comment = |rules: &str| {
        let comment = format!("<!-- diglot-ignore {rules} -->\n1958-ban");
        write(folder.path(), "docs/a.hu.md", &HUNGARIAN.replace("1958-ban", &comment));
    };
    write_comment("number-changed, date-added, length-odd");
    insta::assert_snapshot!(short(&check(&folder, &["--min-severity", "information"])), @r"
    warning[number-missing] docs/a.en.md:5:1
    information[ignore-unused] docs/a.hu.md:3:36
    information[ignore-unused] docs/a.hu.md:3:48
    warning[number-missing] docs/a.hu.md:6:1
    2 warnings, 2 information, 1 ignored
    exit code 1
    ");
    write_comment("date-added, length-odd");
    insta::assert_snapshot!(short(&check(&folder, &["--min-severity", "information"])), @r"
    warning[number-missing] docs/a.en.md:5:1
    information[ignore-unused] docs/a.hu.md:3:1
    warning[number-changed] docs/a.hu.md:4:41
    warning[number-missing] docs/a.hu.md:6:1
    3 warnings, 1 information
    exit code 1
    ");
}

#[test]
fn nothing_is_told_of_what_could_not_be_compared() {
    let folder = three();
    write(
        folder.path(),
        "docs/a.hu.md",
        "<!-- diglot-ignore-file number-missing -->\n\nMás szöveg, amely semmiben sem egyezik a némettel.\n\nEgy másik bekezdés 77 almáról.\n\nMég egy, 99 körtéről és 55 szilváról.\n",
    );
    let run = check(&folder, &[]);
    assert!(!run.stdout.contains("ignore-unused"), "{}", run.stdout);
}

#[test]
fn a_baseline_leaves_what_is_new() {
    let folder = three();
    insta::assert_snapshot!(short(&check(&folder, &["--write-baseline"])), @r"
    diglot: put 3 divergences aside in .diglot-ignore
    exit code 0
    ");
    let written = std::fs::read_to_string(folder.path().join(".diglot-ignore")).unwrap();
    insta::assert_snapshot!(written);
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    nothing diverges, 3 ignored
    exit code 0
    ");
    insta::assert_snapshot!(short(&check(&folder, &["--write-baseline"])), @r"
    diglot: nothing to put aside
    exit code 0
    ");
    write(folder.path(), "docs/a.hu.md", &HUNGARIAN.replace("1958-ban", "1985-ben"));
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    warning[number-changed] docs/a.hu.md:3:1
    1 warning, 3 ignored
    exit code 1
    ");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn a_baseline_of_the_worst_leaves_the_rest() {
    let folder = three();
    write(folder.path(), "diglot.toml", "[rules]\nnumber-missing = \"information\"\n");
    insta::assert_snapshot!(short(&check(&folder, &["--write-baseline", "--min-severity", "warning"])), @r"
    diglot: put 1 divergence aside in .diglot-ignore
    exit code 0
    ");
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    information[number-missing] docs/a.en.md:5:1
    information[number-missing] docs/a.hu.md:5:1
    2 information, 1 ignored
    exit code 0
    ");
}

#[test]
fn pruning_removes_what_ignores_nothing_and_nothing_else() {
    let folder = three();
    check(&folder, &["--write-baseline"]);
    let baseline = std::fs::read_to_string(folder.path().join(".diglot-ignore")).unwrap();
    let kept = format!("# Ours.\n{baseline}\n[\"docs/gone.md\"]\ndate-added = [{{}}]\n");
    write(folder.path(), ".diglot-ignore", &kept);
    write(folder.path(), "docs/a.hu.md", &HUNGARIAN.replace("1960-ban", "1961-ben"));
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    information[ignore-unused] .diglot-ignore:16:15
    information[ignore-unused] .diglot-ignore:9:5
    2 information, 2 ignored
    exit code 0
    ");
    insta::assert_snapshot!(short(&check(&folder, &["--prune-ignores"])), @r"
    nothing diverges, 2 ignored
    diglot: removed 2 ignores that ignored nothing from .diglot-ignore
    exit code 0
    ");
    let left = std::fs::read_to_string(folder.path().join(".diglot-ignore")).unwrap();
    assert!(left.starts_with("# Ours.\n[\"docs/a.en.md\"]\n"), "{left}");
    assert!(!left.contains("number-changed") && !left.contains("gone"), "{left}");
    // Comments are the translator's.
    let comment = "<!-- diglot-ignore number-changed -->\n";
    let text = HUNGARIAN.replace("1960-ban", "1961-ben").replace("1958-ban", &format!("{comment}1958-ban"));
    write(folder.path(), "docs/a.hu.md", &text);
    insta::assert_snapshot!(short(&check(&folder, &["--prune-ignores"])), @r"
    information[ignore-unused] docs/a.hu.md:3:1
    1 information, 2 ignored
    exit code 0
    ");
    assert_eq!(std::fs::read_to_string(folder.path().join("docs/a.hu.md")).unwrap(), text);
}

#[test]
fn entries_of_files_that_were_not_checked_are_left_alone() {
    let folder = three();
    check(&folder, &["--write-baseline"]);
    write(folder.path(), "other/b.de.txt", "Es waren 38 Leute.\n");
    write(folder.path(), "other/b.hu.txt", "38 ember volt.\n");
    let before = std::fs::read_to_string(folder.path().join(".diglot-ignore")).unwrap();
    let run = check(&folder, &["other", "--prune-ignores"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join(".diglot-ignore")).unwrap(), before);
}

#[test]
fn a_broken_file_is_told_and_never_written_over() {
    let folder = three();
    write(folder.path(), ".diglot-ignore", "[\"docs/a.hu.md\"]\nnumber-changed = [{}]\n[broken\n");
    insta::assert_snapshot!(short(&check(&folder, &[])), @r"
    error[config-invalid] .diglot-ignore:3:1
    warning[number-missing] docs/a.en.md:5:1
    warning[number-missing] docs/a.hu.md:5:1
    1 error, 2 warnings, 1 ignored
    exit code 1
    ");
    let run = check(&folder, &["--write-baseline"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("can't be changed while something is wrong with it"), "{run:?}");
    assert!(std::fs::read_to_string(folder.path().join(".diglot-ignore")).unwrap().ends_with("[broken\n"));
    std::fs::write(folder.path().join(".diglot-ignore"), b"\xff\xfe").unwrap();
    assert_eq!(check(&folder, &["--write-baseline"]).code, Some(2));
}

#[test]
fn the_nearest_file_upwards_holds_and_a_new_one_stands_beside_the_configuration() {
    let folder = three();
    write(folder.path(), "docs/.diglot-ignore", "[\"a.hu.md\"]\nnumber-changed = [{}]\n");
    write(folder.path(), ".diglot-ignore", "[\"docs/a.hu.md\"]\nnumber-missing = [{}]\n");
    let run = check(&folder, &["docs/a.de.md", "docs/a.hu.md"]);
    assert!(run.stdout.contains("number-missing") && !run.stdout.contains("number-changed"), "{run:?}");
    // Without configuration and repository: beside the translation.
    let folder = self::folder(&[("de/a.md", GERMAN), ("hu/a.md", HUNGARIAN)]);
    let run = check(&folder, &["--write-baseline"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(folder.path().join("hu/.diglot-ignore").exists());
    assert_eq!(short(&check(&folder, &[])), "nothing diverges, 2 ignored\nexit code 0");
}
