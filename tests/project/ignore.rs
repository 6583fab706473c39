//! What comments and `.diglot-ignore` say, and how that file is changed.

use std::fmt::Write as _;
use std::path::Path;

use diglot::project::ignore::{
    Addition, Entry, Key, Named, Scope, directive, parse, splice, with, with_rule_off, without,
};
use diglot::project::{CONFIG_INVALID, Problem};

#[test]
fn comments_say_what_the_fixtures_say() {
    let mut failures = String::new();
    for (title, lines) in super::cases(include_str!("../fixtures/ignore/directives.txt")) {
        let body: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix('|')).collect();
        let body = body.join("\n");
        let mut found = Vec::new();
        if let Some(directive) = directive(&body) {
            let scope = if directive.scope == Scope::File { "file" } else { "paragraph" };
            let rules = match &directive.rules {
                Named::All => "all".to_owned(),
                Named::Rules(rules) if rules.is_empty() => "none".to_owned(),
                Named::Rules(rules) => {
                    assert!(rules.iter().all(|(rule, range)| &body[range.clone()] == rule.id), "{title}");
                    rules.iter().map(|(rule, _)| rule.id).collect::<Vec<_>>().join(", ")
                }
            };
            found.push(format!("= {scope}: {rules}"));
            let faults = directive.faults.iter();
            found.extend(faults.map(|fault| format!("! {:?} {}", &body[fault.range], fault.message)));
        }
        let wanted: Vec<&str> = lines.iter().copied().filter(|line| !line.starts_with('|')).collect();
        if found != wanted {
            let _ = writeln!(failures, "{title}:\n  wanted {wanted:#?}\n  found {found:#?}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn files_say_what_the_fixtures_say() {
    let mut failures = String::new();
    for (title, lines) in super::cases(include_str!("../fixtures/ignore/files.txt")) {
        let toml = super::behind(&lines, "| ");
        let wanted: Vec<&str> = lines.iter().copied().filter(|line| !line.starts_with('|')).collect();
        let windows = format!("\u{FEFF}{}", toml.replace('\n', "\r\n"));
        for toml in [toml, windows] {
            let found = read(&toml);
            if found != wanted {
                let _ = writeln!(failures, "{title}:\n  wanted {wanted:#?}\n  found {found:#?}");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Entries and faults as the fixture writes them.
fn read(toml: &str) -> Vec<String> {
    let (entries, faults) = parse(toml);
    let path = Path::new("/p/.diglot-ignore");
    let entries = entries.iter().map(|entry| {
        let line = toml[..usize::from(entry.range.start())].matches('\n').count() + 1;
        let key = entry.key.map_or("all".to_owned(), |key| key.to_string());
        format!("= {line} {} {} {key}", entry.file, entry.rule.id)
    });
    let faults = faults.into_iter().map(|fault| {
        let problem = Problem::in_text(CONFIG_INVALID, path, toml, fault.range, fault.message);
        format!("! {}:{} {:?} {}", problem.line, problem.column, &toml[problem.range], problem.message)
    });
    entries.chain(faults).collect()
}

fn addition(file: &str, rule: &'static str, key: &str) -> Addition {
    let text = if key.is_empty() { "" } else { "A „vita”\\…" };
    Addition {
        file: file.to_owned(),
        rule,
        key: Key::parse(key),
        text: text.to_owned(),
        reason: String::new(),
    }
}

#[test]
fn entries_go_where_they_are_sorted() {
    let added = [
        addition("b.txt", "number-missing", "222222222222"),
        addition("b.txt", "number-missing", "111111111111"),
        addition("b.txt", "number-missing", "111111111111"),
        addition("a.txt", "number-missing", ""),
        addition("b.txt", "date-added", "333333333333"),
    ];
    let text = with("", &added).unwrap();
    let expected = r#"["a.txt"]
number-missing = [
    {},
]

["b.txt"]
date-added = [
    { key = "333333333333", text = "A „vita”\\…" },
]
number-missing = [
    { key = "111111111111", text = "A „vita”\\…" },
    { key = "222222222222", text = "A „vita”\\…" },
]
"#;
    assert_eq!(
        text.replace("\"A „vita”\\\\…\"", "'x'").replace("'A „vita”\\…'", "'x'"),
        expected.replace("\"A „vita”\\\\…\"", "'x'")
    );
    assert_eq!(with(&text, &added).unwrap(), text, "what is there is not added again");
    assert_eq!(with("# ours\n", &added).unwrap(), format!("# ours\n\n{text}"));
    // One by one, in whatever order, it becomes the same.
    for start in 0..added.len() {
        let mut one_by_one = String::new();
        for index in 0..added.len() {
            one_by_one = with(&one_by_one, &added[(start + index) % added.len()..][..1]).unwrap();
        }
        assert_eq!(one_by_one, text);
    }
}

/// A file as people leave it.
const UNTIDY: &str = r#"# Why we ignore these: see the wiki.

# The old guide
["b.txt"] # until spring
number-missing = [ {key="222222222222", reason="x"} , { key = "444444444444" } ] # both
# codes
number-format = [{}]


["d.txt"]
date-added = [
    # agreed with the author
    { key = "555555555555" },
    { key = "666666666666" }
]
# the end
"#;

#[test]
fn what_is_not_concerned_stays_as_it_is() {
    let added = [
        addition("a.txt", "date-added", "111111111111"),
        addition("b.txt", "number-missing", "333333333333"),
        addition("c.txt", "date-added", "111111111111"),
        addition("d.txt", "date-added", "999999999999"),
        addition("e.txt", "date-added", "111111111111"),
    ];
    let text = with(UNTIDY, &added).unwrap();
    insta::assert_snapshot!(text);
    for remark in UNTIDY.lines().filter_map(|line| line.split_once("# ")).map(|(_, remark)| remark) {
        assert!(text.contains(remark), "{remark}");
    }
    let windows = UNTIDY.replace('\n', "\r\n");
    assert_eq!(
        with(&format!("\u{feff}{windows}"), &added).unwrap(),
        format!("\u{feff}{}", text.replace('\n', "\r\n"))
    );
    assert_eq!(parse(&text).0.len(), parse(UNTIDY).0.len() + added.len());
}

#[test]
fn removing_all_of_something_removes_what_held_it() {
    let (entries, faults) = parse(UNTIDY);
    assert!(faults.is_empty(), "{faults:?}");
    let all: Vec<&Entry> = entries.iter().collect();
    let left = without(UNTIDY, &all).unwrap();
    assert_eq!(parse(&left).0, []);
    assert!(left.contains("see the wiki") && left.contains("the end") && !left.contains("txt"), "{left}");
    for entry in &entries {
        let without = without(UNTIDY, &[entry]).unwrap();
        let left: Vec<_> =
            parse(&without).0.into_iter().map(|left| (left.file, left.rule, left.key)).collect();
        let others = entries.iter().filter(|other| *other != entry);
        assert_eq!(left, others.map(|one| (one.file.clone(), one.rule, one.key)).collect::<Vec<_>>());
    }
    assert_eq!(without("[broken", &[]), None);
    assert_eq!(with("[broken", &[addition("a.txt", "date-added", "")]), None);
}

#[test]
fn a_rule_is_switched_off_as_its_writer_would() {
    for (before, after) in [
        ("", "[rules]\nnumber-missing = \"off\"\n"),
        ("# ours\n", "# ours\n\n[rules]\nnumber-missing = \"off\"\n"),
        ("source = \"de\"\n", "source = \"de\"\n\n[rules]\nnumber-missing = \"off\"\n"),
        (
            "[rules] # ours\nlength-odd = \"hint\"\n\n[[set]]\nglob = \"{lang}/{path}.md\"\n",
            "[rules] # ours\nlength-odd = \"hint\"\nnumber-missing = \"off\"\n\n[[set]]\nglob = \"{lang}/{path}.md\"\n",
        ),
        ("[rules]\nnumber-missing = \"error\" # why\n", "[rules]\nnumber-missing = \"off\" # why\n"),
        (
            "rules = { length-odd = \"hint\" }\r\n",
            "rules = { length-odd = \"hint\", number-missing = \"off\" }\r\n",
        ),
        ("rules.length-odd = \"hint\"\n", "rules.length-odd = \"hint\"\nrules.number-missing = \"off\"\n"),
    ] {
        let changed = with_rule_off(before, "number-missing").unwrap();
        assert_eq!(changed, after);
        let splice = splice(before, &changed);
        let mut spliced = before.to_owned();
        spliced.replace_range(splice.range, &splice.text);
        assert_eq!(spliced, after);
    }
    assert_eq!(with_rule_off("rules = 1", "number-missing"), None);
}
