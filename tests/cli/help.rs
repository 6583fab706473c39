//! Help texts, versions, rules and languages.

use crate::run;

#[test]
fn every_help_text_is_as_committed() {
    for command in ["", "check", "pairs", "server", "languages", "explain"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let help = run(&args);
        assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""), "{command}");
        assert!(help.stdout.lines().all(|line| line.chars().count() <= 100), "{}", help.stdout);
        insta::assert_snapshot!(format!("help-{command}").trim_end_matches('-').to_owned(), help.stdout);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = run(&["--version"]);
    assert_eq!(version.stdout, format!("diglot {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(version.code, Some(0));
}

#[test]
fn wrong_arguments_exit_with_2_and_say_what_would_be_right() {
    let wrong = run(&["chek"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(2), ""));
    assert!(wrong.stderr.contains("check"), "{}", wrong.stderr);
    assert_eq!(run(&[]).code, Some(2));
    assert_eq!(run(&["check", "--format", "xml"]).code, Some(2));
}

#[test]
fn explain_lists_all_rules_and_prints_each_page() {
    let list = run(&["explain"]);
    assert_eq!(list.code, Some(0));
    assert!(list.stdout.lines().count() >= 20, "{}", list.stdout);
    for line in list.stdout.lines() {
        let id = line.split_whitespace().next().unwrap();
        let page = run(&["explain", id]);
        assert_eq!(page.code, Some(0), "{id}");
        assert!(page.stdout.starts_with(&format!("# {id}\n")), "{}", page.stdout);
        assert!(page.stdout.lines().count() > 5, "{}", page.stdout);
    }
}

#[test]
fn explain_suggests_a_rule_for_an_unknown_one() {
    let slip = run(&["explain", "numbers-changed"]);
    assert_eq!((slip.code, slip.stdout.as_str()), (Some(2), ""));
    assert_eq!(slip.stderr, "diglot: no rule is called `numbers-changed`; did you mean `number-changed`?\n");
    for far in ["xyz", "nonsense", "no"] {
        let wanted = format!("diglot: no rule is called `{far}`; `diglot explain` lists them all\n");
        assert_eq!(run(&["explain", far]).stderr, wanted);
    }
}

#[test]
fn languages_show_how_each_writes() {
    let table = run(&["languages"]);
    assert_eq!(table.code, Some(0));
    let line = |tag: &str| table.stdout.lines().find(|line| line.starts_with(tag)).unwrap().to_owned();
    for (tag, expected) in [
        ("de ", ["German", "1.234,5", "31. Januar 1958"]),
        ("hu ", ["Hungarian", "1234,5", "1958. január 31"]),
        ("en ", ["English", "1,234.5", "January"]),
    ] {
        let line = line(tag);
        assert!(expected.iter().all(|part| line.contains(part)), "{line}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&run(&["languages", "--format", "json"]).stdout).unwrap();
    let german = json.as_array().unwrap().iter().find(|entry| entry["tag"] == "de").unwrap();
    assert_eq!(german["number"], "1.234,5");
    assert!(german["words"].as_u64().unwrap() > 100, "{german}");
}
