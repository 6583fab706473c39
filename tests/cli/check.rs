//! `diglot check`, over folders.

use std::io::Read as _;
use std::path::Path;

use serde_json::Value;

use crate::{Run, command, root, run, run_in};

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn divergences(run: &Run) -> Vec<Value> {
    json(run)["divergences"].as_array().unwrap().clone()
}

/// "warning number-changed: “214” (de) ↔ “241” (hu)", long texts cut.
fn line(divergence: &Value) -> String {
    let side = |side: &str| match &divergence[side] {
        Value::Null => "–".to_owned(),
        place => {
            let text = place["text"].as_str().unwrap();
            let text = &text.replace('\n', " ");
            let short: String = text.chars().take(40).collect();
            let cut = if short == *text { "" } else { "…" };
            format!("“{short}{cut}” ({}:{})", place["path"].as_str().unwrap(), place["start"]["line"])
        }
    };
    let word = |key: &str| divergence[key].as_str().unwrap().to_owned();
    format!("{} {}: {} ↔ {}", word("severity"), word("rule"), side("source"), side("target"))
}

#[test]
fn the_samples_show_what_the_tool_does() {
    let report = run(&["check", "docs/samples", "--format", "json"]);
    assert_eq!((report.code, report.stderr.as_str()), (Some(1), ""));
    let lines: Vec<String> = divergences(&report).iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"));
    let shown = run(&["check", "docs/samples"]);
    assert!(lines.iter().all(|line| {
        let mut words = line.split([' ', ':']);
        let (severity, rule) = (words.next().unwrap(), words.next().unwrap());
        shown.stdout.contains(&format!("{severity}[{rule}]: "))
    }));
    let summary = &json(&report)["summary"];
    let closing = format!("{} sets, {} documents, ", summary["sets"], summary["documents"]);
    assert!(shown.stdout.lines().last().unwrap().starts_with(&closing), "{}", shown.stdout);
}

#[test]
fn every_place_is_where_its_words_are() {
    let report = run(&["check", "docs/samples", "tests/fixtures/cli/positions", "--format", "json"]);
    let mut count = 0;
    for divergence in divergences(&report) {
        for place in
            ["source", "target"].map(|side| &divergence[side]).into_iter().filter(|place| !place.is_null())
        {
            assert_place_is_right(place);
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

/// Bytes, lines and columns say the same, counted anew from the file.
#[track_caller]
fn assert_place_is_right(place: &Value) {
    let path = place["path"].as_str().unwrap();
    let bytes = std::fs::read(root().join(path)).unwrap();
    let offset = |end: &str| place[end]["byte"].as_u64().unwrap() as usize;
    let text = place["text"].as_str().unwrap();
    assert_eq!(std::str::from_utf8(&bytes[offset("start")..offset("end")]).unwrap(), text, "{place}");
    for end in ["start", "end"] {
        let before = std::str::from_utf8(&bytes[..offset(end)]).unwrap();
        let before = before.strip_prefix('\u{feff}').unwrap_or(before).replace("\r\n", "\n");
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        assert_eq!(place[end]["line"], before.matches('\n').count() + 1, "{place}");
        assert_eq!(place[end]["column"], column, "{place}");
    }
}

#[test]
fn a_slip_is_found_behind_marks_emoji_and_other_line_ends() {
    let report = run(&["check", "tests/fixtures/cli/positions", "--format", "json"]);
    let lines: Vec<String> = divergences(&report).iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn clean_translations_give_nothing() {
    let report = run(&["check", "tests/fixtures/clean"]);
    assert_eq!(report.stdout, "3 sets, 9 documents, 93 paragraphs checked: nothing diverges\n");
    assert_eq!((report.code, report.stderr.as_str()), (Some(0), ""));
}

#[test]
fn fail_on_decides_the_exit_code() {
    let folder = folder(&[("a.de.txt", b"Es waren 38 Leute."), ("a.hu.txt", b"83 ember volt.")]);
    for (fail_on, code) in [("error", 0), ("warning", 1), ("information", 1), ("hint", 1), ("never", 0)] {
        let report = run_in(folder.path(), &["check", "--fail-on", fail_on], b"");
        assert_eq!(report.code, Some(code), "{fail_on}: {report:?}");
    }
    assert_eq!(run_in(folder.path(), &["check"], b"").code, Some(1));
}

#[test]
fn min_severity_hides_and_still_counts() {
    let folder = folder(&[("a.de.txt", b"Es waren 38 Leute."), ("a.hu.txt", b"83 ember volt.")]);
    let report = run_in(folder.path(), &["check", "--min-severity", "error", "--format", "json"], b"");
    assert_eq!(divergences(&report).len(), 0);
    assert_eq!(json(&report)["summary"]["warnings"], 1);
    assert_eq!(report.code, Some(1));
}

#[test]
fn a_rule_that_is_switched_off_says_nothing_and_one_can_be_raised() {
    let files: [(&str, &[u8]); 2] = [("a.de.txt", b"Es waren 38 Leute."), ("a.hu.txt", b"83 ember volt.")];
    for (level, rule) in
        [("off", None), ("error", Some("error number-changed")), ("hint", Some("hint number-changed"))]
    {
        let config = format!("[rules]\nnumber-changed = \"{level}\"\n");
        let folder = folder(&[files[0], files[1], ("diglot.toml", config.as_bytes())]);
        let report = run_in(folder.path(), &["check", "--format", "json"], b"");
        let lines: Vec<String> = divergences(&report).iter().map(line).collect();
        assert_eq!(lines.len(), usize::from(rule.is_some()), "{lines:?}");
        assert!(lines.iter().zip(rule).all(|(line, rule)| line.starts_with(rule)), "{lines:?}");
    }
}

#[test]
fn errors_in_the_configuration_are_reported_with_their_place() {
    let folder = folder(&[
        ("a.de.txt", b"Eins."),
        ("a.hu.txt", b"Egy."),
        ("diglot.toml", b"# \xc3\xa9\n[rules]\nnumber-chanegd = \"off\"\n"),
    ]);
    let report = run_in(folder.path(), &["check", "--format", "json"], b"");
    let [divergence] = divergences(&report).try_into().unwrap();
    assert_eq!(divergence["rule"], "config-invalid");
    assert_eq!(divergence["severity"], "error");
    assert!(divergence["message"].as_str().unwrap().contains("number-changed"), "{divergence}");
    assert_eq!(divergence["source"], Value::Null);
    let place = &divergence["target"];
    assert_eq!(
        (place["path"].as_str(), place["text"].as_str()),
        (Some("diglot.toml"), Some("number-chanegd"))
    );
    assert_eq!(
        (&place["start"]["line"], &place["start"]["column"], &place["start"]["byte"]),
        (&3.into(), &1.into(), &13.into())
    );
    assert_eq!(report.code, Some(1));
    let shown = run_in(folder.path(), &["check"], b"");
    assert!(shown.stdout.contains("--> diglot.toml:3:1"), "{}", shown.stdout);
}

#[test]
fn files_that_cannot_be_read_are_reported_and_the_rest_is_checked() {
    let folder = folder(&[
        ("bad.de.txt", b"Eins."),
        ("bad.hu.txt", b"Egy \xff."),
        ("good.de.txt", b"Es waren 38 Leute."),
        ("good.hu.txt", b"83 ember volt."),
        ("source.de.txt", b"\xff"),
        ("source.hu.txt", b"Egy."),
    ]);
    let report = run_in(folder.path(), &["check", "--format", "json"], b"");
    let lines: Vec<String> = divergences(&report).iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "warning file-unreadable: – ↔ “” (bad.hu.txt:1)",
            "warning number-changed: “38” (good.de.txt:1) ↔ “83” (good.hu.txt:1)",
            "warning file-unreadable: “” (source.de.txt:1) ↔ –",
        ]
    );
    let summary = &json(&report)["summary"];
    assert_eq!((&summary["sets"], &summary["documents"]), (&3.into(), &4.into()));
    let shown = run_in(folder.path(), &["check"], b"");
    assert!(shown.stdout.contains("--> bad.hu.txt:1:1\n"), "{}", shown.stdout);
}

#[test]
fn what_cannot_run_exits_with_2_and_says_why() {
    let empty = folder(&[]);
    let nothing = run_in(empty.path(), &["check"], b"");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(2), ""));
    assert!(
        nothing.stderr.starts_with("diglot: no translation found in .: no text or Markdown file"),
        "{nothing:?}"
    );

    let single = folder(&[("a.de.txt", b"Eins.")]);
    let alone = run_in(single.path(), &["check", "a.de.txt"], b"");
    assert_eq!((alone.code, alone.stdout.as_str()), (Some(2), ""));
    assert!(alone.stderr.contains("a.de.txt: one file, and none that translates it"), "{alone:?}");

    let missing = run_in(empty.path(), &["check", "guide.md", "."], b"");
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert_eq!(missing.stderr, "diglot: guide.md: there is no such file or folder\n");
}

#[test]
fn a_named_file_without_translation_is_told_beside_the_others() {
    let folder = folder(&[("a.de.txt", b"Eins."), ("a.hu.txt", b"Egy."), ("b/b.de.txt", b"Zwei.")]);
    let report = run_in(folder.path(), &["check", "a.de.txt", "a.hu.txt", "b/b.de.txt"], b"");
    assert_eq!(report.code, Some(0), "{report:?}");
    assert_eq!(report.stderr.replace('\\', "/"), "diglot: b/b.de.txt: no translation found\n");
}

#[test]
fn the_source_flag_turns_the_direction() {
    let folder = folder(&[("a.de.txt", b"Es waren 38 Leute."), ("a.hu.txt", b"83 ember volt.")]);
    let report = run_in(folder.path(), &["check", "--source", "hu", "--format", "json"], b"");
    let lines: Vec<String> = divergences(&report).iter().map(line).collect();
    assert_eq!(lines, ["warning number-changed: “83” (a.hu.txt:1) ↔ “38” (a.de.txt:1)"]);
    assert_eq!(run_in(folder.path(), &["check", "--source", "x9"], b"").code, Some(2));
}

#[test]
fn paths_are_shown_as_the_user_wrote_them() {
    let folder =
        folder(&[("de/a.txt", b"Es waren 38 Leute."), ("hu/a.txt", b"83 ember volt."), ("x/y", b"")]);
    let from = |inside: &str, path: &str| {
        let report = run_in(&folder.path().join(inside), &["check", path, "--format", "json"], b"");
        divergences(&report)[0]["target"]["path"].as_str().unwrap().replace('\\', "/")
    };
    assert_eq!(from("", "."), "hu/a.txt");
    assert_eq!(from("x", ".."), "../hu/a.txt");
    let absolute = folder.path().to_str().unwrap();
    assert_eq!(
        from("x", absolute),
        Path::new(absolute).join("hu/a.txt").to_str().unwrap().replace('\\', "/")
    );
}

#[test]
fn the_report_is_the_same_on_any_number_of_cores() {
    let report = |threads: &str| {
        let mut command = command(&root(), &["check", "docs/samples", "tests/fixtures/clean"]);
        let output = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let one = report("1");
    assert!(one.lines().count() > 50, "{one}");
    for threads in ["2", "5"] {
        assert_eq!(report(threads), one);
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let coloured = |args: &[&str], no_color: bool| {
        let mut command = command(&root(), &[&["check", "docs/samples"], args].concat());
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], false), "the output is no terminal");
    assert!(coloured(&["--color", "always"], false));
    assert!(!coloured(&["--color", "never"], false));
    assert!(!coloured(&[], true));
}

#[test]
fn texts_cannot_steer_the_terminal() {
    let slip = "Es waren 38 Leute.\u{1b}[2J \u{202e}".as_bytes();
    let folder = folder(&[("a.de.txt", slip), ("a.hu.txt", b"83 ember volt. \x07")]);
    let report = run_in(folder.path(), &["check"], b"");
    assert!(report.stdout.contains(r"\u{1b}") && report.stdout.contains(r"\u{202e}"), "{}", report.stdout);
    assert!(!report.stdout.contains(|c: char| c != '\n' && c.is_control()), "{:?}", report.stdout);
    assert!(!report.stdout.contains('\u{202e}'));
}

#[test]
fn long_lines_stay_readable() {
    let filler = "ein Wort nach dem anderen ".repeat(200);
    let source = format!("{filler} 38 Leute {filler}.");
    let target = format!("{filler} 83 ember {filler}.", filler = "egy szó a másik után ".repeat(200));
    let folder = folder(&[("a.de.txt", source.as_bytes()), ("a.hu.txt", target.as_bytes())]);
    let report = run_in(folder.path(), &["check"], b"");
    assert!(report.stdout.contains("number-changed"), "{}", report.stdout);
    for line in report.stdout.lines() {
        assert!(line.chars().count() <= 120, "{line}");
    }
}

#[test]
fn a_reader_that_leaves_ends_the_check_without_complaint() {
    let mut child = command(&root(), &["check", "docs/samples", "--color", "always"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!((child.wait().unwrap().code(), complaint.as_str()), (Some(0), ""));
}

#[test]
fn what_a_project_chooses_is_checked() {
    let source = "Fünf Wagen warteten am Tor. Die Straße ist 5 Meilen lang.";
    let target = "A kapunál kocsik vártak. Az út 8 kilométer hosszú.";
    let rules = |config: &str| {
        let folder = folder(&[
            ("a.de.txt", source.as_bytes()),
            ("a.hu.txt", target.as_bytes()),
            ("diglot.toml", config.as_bytes()),
        ]);
        let report = run_in(folder.path(), &["check", "--format", "json"], b"");
        let found = divergences(&report);
        found.iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules("source = \"de\"\n"), [""; 0]);
    assert_eq!(rules("source = \"de\"\nspelled = \"strict\"\n"), ["number-missing"]);
    assert_eq!(rules("source = \"de\"\nunits = \"strict\"\n"), ["number-changed"]);
}

#[test]
fn a_projects_own_abbreviations_end_no_sentence() {
    let source = "Die Ware kam von der Fahl. Huber hat sie am Montag gebracht. Alle waren froh.";
    let target = "Az árut a Huber testvérek hozták hétfőn. Mindenki örült.";
    let found = |config: &str| {
        let folder = folder(&[
            ("a.de-AT.txt", source.as_bytes()),
            ("a.hu.txt", target.as_bytes()),
            ("diglot.toml", config.as_bytes()),
        ]);
        divergences(&run_in(folder.path(), &["check", "--format", "json"], b"")).iter().map(line).collect()
    };
    let without: Vec<String> = found("source = \"de-AT\"\n");
    assert!(without.len() == 1 && without[0].starts_with("warning sentence-"), "{without:?}");
    let with: Vec<String> = found("source = \"de-AT\"\n[abbreviations]\nde = [\"Fahl.\"]\n");
    assert_eq!(with, [""; 0]);
    let other: Vec<String> = found("source = \"de-AT\"\n[abbreviations]\nen = [\"Fahl.\"]\n");
    assert_eq!(other, without);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_told_and_not_waited_for() {
    let folder = folder(&[("text.de.txt", b"Ja.\n")]);
    let pipe = folder.path().join("text.hu.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = run_in(folder.path(), &["check", "text.de.txt", "text.hu.txt"], b"");
    assert!(run.stdout.contains("it is no regular file") || run.stderr.contains("it is no regular file"));
}
