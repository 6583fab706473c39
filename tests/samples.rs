//! The two texts that Diglot was first asked for, with what it must say of them as they are and after each of a list of
//! slips. The texts are not ours to publish and lie beside the repository, in `../shared/samples`; `DIGLOT_SAMPLES`
//! names another folder, or says `absent`. In CI they must be there, or be said to be absent.

#![allow(clippy::print_stderr, reason = "what is not checked is said")]

#[allow(dead_code, reason = "the tests of the server use the rest of it")]
#[path = "e2e/harness.rs"]
mod harness;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, everything};

/// A slip in the translation, and the one divergence more that it must give.
struct Slip {
    name: &'static str,
    /// The paragraph (line) that is changed, from 1.
    paragraph: usize,
    /// The words that go.
    old: &'static str,
    /// The words that come.
    new: &'static str,
    /// The rule, and the words it must stand on, in the source and in the translation; `None`: nothing is said.
    expected: Option<(&'static str, On, On)>,
}

/// Which words a divergence must stand on.
#[derive(Clone, Copy)]
enum On {
    /// Exactly these.
    Words(&'static str),
    /// More words, that begin with these.
    Beginning(&'static str),
    /// A place without words in this line.
    PlaceInLine(u64),
}

use On::{Beginning, PlaceInLine, Words};

const SLIPS: &[Slip] = &[
    Slip {
        name: "another year",
        paragraph: 1,
        old: "1958 és",
        new: "1985 és",
        expected: Some(("number-changed", Words("1958"), Words("1985"))),
    },
    Slip {
        name: "another year with its period",
        paragraph: 2,
        old: "1958 elején",
        new: "1985 elején",
        expected: Some(("number-changed", Words("1958"), Words("1985"))),
    },
    Slip {
        name: "a digit lost",
        paragraph: 3,
        old: "20 millió",
        new: "2 millió",
        expected: Some(("number-changed", Words("20 Millionen"), Words("2 millió"))),
    },
    Slip {
        name: "another scale",
        paragraph: 3,
        old: "20 millió",
        new: "20 milliárd",
        expected: Some(("number-changed", Words("20 Millionen"), Words("20 milliárd"))),
    },
    Slip {
        name: "another number word",
        paragraph: 3,
        old: "három egymást",
        new: "négy egymást",
        expected: Some(("number-changed", Words("drei"), Words("négy"))),
    },
    Slip {
        name: "another part of the year",
        paragraph: 4,
        old: "1966 elején",
        new: "1966 végén",
        expected: Some(("date-changed", Words("Anfang"), Words("végén"))),
    },
    Slip {
        name: "a year deleted",
        paragraph: 4,
        old: " 1966 elején.",
        new: ".",
        expected: Some(("number-missing", Words("1966"), Beginning("Néhányan arra"))),
    },
    Slip {
        name: "one of two years deleted",
        paragraph: 3,
        old: "1959 és 1962 között",
        new: "1962-ig",
        expected: Some(("number-missing", Words("1959"), Beginning("A települések"))),
    },
    Slip {
        name: "a sentence deleted",
        paragraph: 3,
        old: "A parasztokat dandárcsapatokba szervezték, és közösségi konyhákat hoztak létre, hogy a nőket munkára \
              szabadíthassák. ",
        new: "",
        expected: Some(("sentence-missing", Beginning("Die Bauern waren in Brigadeteams"), PlaceInLine(3))),
    },
    Slip {
        name: "a sentence added",
        paragraph: 2,
        old: "Intenzív vita után",
        new: "A falvakban esténként hangszórók szóltak, és a gyerekek új dalokat tanultak az iskolában. Intenzív vita \
              után",
        expected: Some(("sentence-added", PlaceInLine(2), Beginning("A falvakban esténként"))),
    },
    Slip {
        name: "a number moved to another sentence",
        paragraph: 3,
        old: "Ezeket a végrehajtási hibákat súlyosbította",
        new: "Ezeket a végrehajtási hibákat 1962-ben súlyosbította",
        expected: None,
    },
];

/// The folder of the texts; `None` where they are said to be absent.
fn samples() -> Option<PathBuf> {
    let folder = match std::env::var_os("DIGLOT_SAMPLES") {
        Some(said) if said == "absent" => {
            eprintln!("not checked: DIGLOT_SAMPLES says that the texts are absent");
            return None;
        }
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
    };
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} does not exist", folder.display());
    eprintln!("not checked: {} does not exist", folder.display());
    None
}

/// What `diglot check` reports of files or folders.
fn check(folder: &Path, paths: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_diglot"))
        .args(["check", "--format", "json"])
        .args(paths)
        .current_dir(folder)
        .output()
        .expect("the binary was built for this test");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    report["divergences"].as_array().expect("a list").clone()
}

/// The texts in a folder of their own, the translation changed, and what is reported of them.
fn changed(samples: &Path, change: impl Fn(&str) -> String) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let read = |name: &str| std::fs::read_to_string(samples.join(name)).expect("a sample can be read");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it can be written");
    write("great-leap.de.txt", &read("great-leap.de.txt"));
    write("great-leap.hu.txt", &change(&read("great-leap.hu.txt")));
    check(folder.path(), &["great-leap.de.txt", "great-leap.hu.txt"])
}

/// The text with words of one line replaced.
#[track_caller]
fn replaced(text: &str, line: usize, old: &str, new: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = &mut lines[line - 1];
    assert_eq!(line.matches(old).count(), 1, "“{old}” stands once in its paragraph");
    *line = line.replace(old, new);
    lines.join("\n")
}

/// The text without a line.
fn without(text: &str, line: usize) -> String {
    let kept = text.lines().enumerate().filter(|(index, _)| index + 1 != line).map(|(_, line)| line);
    kept.collect::<Vec<_>>().join("\n")
}

/// The text with a line and the one after it made one.
fn merged(text: &str, line: usize) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let second = lines.remove(line);
    lines[line - 1] = format!("{} {second}", lines[line - 1]);
    lines.join("\n")
}

/// What two reports are compared by: the rule and, as the slips are all in the translation, the place in the source.
fn counted(divergences: &[Value]) -> BTreeMap<(String, u64), usize> {
    let mut counted = BTreeMap::new();
    for divergence in divergences {
        let rule = divergence["rule"].as_str().expect("a rule").to_owned();
        let at = divergence["source"]["start"]["byte"].as_u64().expect("a place in the source");
        *counted.entry((rule, at)).or_default() += 1;
    }
    counted
}

/// The divergences of `after` that `before` does not have; `None` if one of `before` is gone.
fn news(before: &[Value], after: &[Value]) -> Option<Vec<Value>> {
    let mut old = counted(before);
    let mut news = Vec::new();
    for divergence in after {
        let key = counted(std::slice::from_ref(divergence)).into_keys().next().expect("one");
        match old.get_mut(&key).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => news.push(divergence.clone()),
        }
    }
    old.values().all(|&count| count == 0).then_some(news)
}

fn stands_on(place: &Value, on: On) -> bool {
    let text = place["text"].as_str().unwrap_or_default();
    match on {
        Words(words) => text == words,
        Beginning(words) => text.starts_with(words),
        PlaceInLine(line) => text.trim().is_empty() && place["start"]["line"] == line,
    }
}

/// One line a divergence, for a failure's message.
fn shown(divergences: &[Value]) -> String {
    let mut shown = String::new();
    for divergence in divergences {
        let [rule, message, source, target] = [
            &divergence["rule"],
            &divergence["message"],
            &divergence["source"]["text"],
            &divergence["target"]["text"],
        ];
        let _ = writeln!(shown, "  {rule} {message}\n    source: {source}\n    target: {target}");
    }
    if shown.is_empty() { "  nothing\n".to_owned() } else { shown }
}

#[test]
fn the_texts_as_they_are() {
    let Some(samples) = samples() else { return };
    let named = check(&samples, &["great-leap.de.txt", "great-leap.hu.txt"]);
    let rules: Vec<&str> = named.iter().filter_map(|divergence| divergence["rule"].as_str()).collect();
    assert_eq!(rules, ["sentence-merged", "sentence-fragment"], "\n{}", shown(&named));
    let [merged, fragment] = [&named[0], &named[1]];
    for side in ["source", "target"] {
        assert_eq!(merged[side]["start"]["line"], 3);
        assert_eq!(fragment[side]["start"]["line"], 4);
    }
    assert!(stands_on(&merged["source"], Beginning("Die Ineffizienz der Gemeinden")));
    assert!(stands_on(&merged["target"], Beginning("A települések hatástalansága")));
    assert!(merged["message"].as_str().is_some_and(|message| message.contains('5') && message.contains('6')));
    assert!(merged["message"].as_str().is_some_and(|message| message.contains(';')));
    assert!(stands_on(&fragment["target"], Beginning("és a mezőgazdasági eszközöket")));

    let mut delivered = check(&samples, &["as-delivered"]);
    let mut expected = named.clone();
    for divergence in delivered.iter_mut().chain(&mut expected) {
        for side in ["source", "target"] {
            divergence[side]["path"].take();
        }
    }
    assert_eq!(delivered, expected, "without names and configuration the same is said");
}

#[test]
fn each_slip_gives_one_divergence_more() {
    let Some(samples) = samples() else { return };
    let base = changed(&samples, str::to_owned);
    let mut failures = String::new();
    for slip in SLIPS {
        let after = changed(&samples, |text| replaced(text, slip.paragraph, slip.old, slip.new));
        let right = match (news(&base, &after).as_deref(), slip.expected) {
            (Some([]), None) => true,
            (Some([new]), Some((rule, source, target))) => {
                new["rule"] == rule && stands_on(&new["source"], source) && stands_on(&new["target"], target)
            }
            _ => false,
        };
        if !right {
            let _ = writeln!(failures, "{} ({} → {}):\n{}", slip.name, slip.old, slip.new, shown(&after));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_paragraph_deleted_is_one_paragraph_missing_and_no_more() {
    let Some(samples) = samples() else { return };
    let base = changed(&samples, str::to_owned);
    let mut failures = String::new();
    for lost in 1..=4 {
        let after = changed(&samples, |text| without(text, lost));
        // Nobody can tell a last paragraph that was deleted from one that is not translated yet.
        let rule = if lost == 4 { "untranslated-from" } else { "paragraph-missing" };
        let kept = base.iter().filter(|known| known["source"]["start"]["line"] != lost);
        let right =
            news(&kept.cloned().collect::<Vec<_>>(), &after).is_some_and(|new| match new.as_slice() {
                [new] => {
                    new["rule"] == rule
                        && new["source"]["start"]["line"] == lost
                        && new["target"]["text"].as_str().is_none_or(str::is_empty)
                }
                _ => false,
            });
        if !right {
            let _ = writeln!(failures, "paragraph {lost} deleted:\n{}", shown(&after));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn two_paragraphs_merged_are_one_paragraph_merged_and_no_more() {
    let Some(samples) = samples() else { return };
    let base = changed(&samples, str::to_owned);
    let mut failures = String::new();
    for first in [1, 2] {
        let after = changed(&samples, |text| merged(text, first));
        let merged = after.iter().filter(|divergence| divergence["rule"] == "paragraph-merged").count();
        if merged != 1 || after.len() != base.len() + 1 {
            let _ = writeln!(failures, "paragraphs {first} and {} merged:\n{}", first + 1, shown(&after));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// What a divergence that `check` reports must be in an editor: code, severity, message, and range in code points.
fn as_diagnostic(divergence: &Value) -> Value {
    let severity = ["error", "warning", "information", "hint"]
        .iter()
        .position(|word| divergence["severity"] == *word)
        .map(|index| index + 1);
    let position = |place: &Value| {
        let from_zero = |key: &str| place[key].as_u64().expect("a number from 1") - 1;
        json!({ "line": from_zero("line"), "character": from_zero("column") })
    };
    let place = &divergence["target"];
    json!({
        "code": divergence["rule"],
        "severity": severity,
        "message": divergence["message"],
        "range": { "start": position(&place["start"]), "end": position(&place["end"]) },
    })
}

/// What an editor shows in the translation, as [`as_diagnostic`] writes it, and how many hints in the source.
fn in_an_editor(folder: &Folder, text: &str) -> (Vec<Value>, usize) {
    let (source, target) = (folder.uri("great-leap.de.txt"), folder.uri("great-leap.hu.txt"));
    let mut client = Client::start(Setup { capabilities: everything(&["utf-32"]), ..Setup::default() });
    client.open(&target, text);
    let shown = client.diagnostics(&target);
    let mirrored = client.diagnostics(&source);
    client.forget_diagnostics();
    let list = |shown: &Value| shown["diagnostics"].as_array().expect("a list").clone();
    let shown = list(&shown).into_iter().map(|one| {
        json!({ "code": one["code"], "severity": one["severity"], "message": one["message"], "range": one["range"] })
    });
    (shown.collect(), list(&mirrored).len())
}

#[test]
fn an_editor_shows_what_check_reports() {
    let Some(samples) = samples() else { return };
    let read = |name: &str| std::fs::read_to_string(samples.join(name)).expect("a sample can be read");
    let (source, target) = (read("great-leap.de.txt"), read("great-leap.hu.txt"));
    let mut texts = vec![("as it is".to_owned(), target.clone())];
    for slip in SLIPS {
        texts.push((slip.name.to_owned(), replaced(&target, slip.paragraph, slip.old, slip.new)));
    }
    for line in [1, 2] {
        texts.push((format!("without paragraph {line}"), without(&target, line)));
        texts.push((format!("paragraphs {line} and {} merged", line + 1), merged(&target, line)));
    }
    for (name, text) in texts {
        let folder = Folder::with(&[("great-leap.de.txt", &source), ("great-leap.hu.txt", &text)]);
        let reported = check(folder.path(), &["great-leap.de.txt", "great-leap.hu.txt"]);
        let (mut shown, mirrored) = in_an_editor(&folder, &text);
        let mut expected: Vec<Value> = reported.iter().map(as_diagnostic).collect();
        for list in [&mut shown, &mut expected] {
            list.sort_by_key(Value::to_string);
        }
        assert_eq!(shown, expected, "{name}");
        assert_eq!(mirrored, reported.len(), "{name}: every divergence has its hint in the source");
    }
}
