//! `diglot pairs`, over pipes.

use std::io::{BufRead, BufReader, Read, Write};

use crate::{command, root, run_in};

#[test]
fn questions_and_answers_are_as_committed() {
    let questions = std::fs::read(root().join("tests/fixtures/cli/pairs/questions.jsonl")).unwrap();
    let run = run_in(&root(), &["pairs", "--source", "de", "--target", "hu"], &questions);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn lines_without_a_fault_end_with_0() {
    let line = br#"{"id": 1, "source": "1961", "target": "1960", "source_lang": "de", "target_lang": "hu"}"#;
    let run = run_in(&root(), &["pairs"], line);
    assert_eq!(run.code, Some(0), "{run:?}");
}

/// What the fixture's divergences may be about.
const ALL_KINDS: [&str; 5] = ["number", "date", "sentence", "paragraph", "form"];

/// The answers without the divergences of other kinds than these.
fn of_kinds(answers: &str, kinds: &[&str]) -> Vec<serde_json::Value> {
    let of_kind = |line: &str| {
        let mut answer: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(found) = answer["divergences"].as_array_mut() {
            found.retain(|divergence| kinds.contains(&divergence["kind"].as_str().unwrap()));
        }
        answer
    };
    answers.lines().map(of_kind).collect()
}

#[test]
fn some_rules_say_what_they_say_among_all() {
    let questions = std::fs::read(root().join("tests/fixtures/cli/pairs/sentences.jsonl")).unwrap();
    let ask = |more: &[&str]| {
        let args = [&["pairs", "--source", "de", "--target", "hu"], more].concat();
        run_in(&root(), &args, &questions)
    };
    let all = ask(&[]).stdout;
    for kinds in [&["number", "date"][..], &["number"], &["date"], &["sentence"], &["form"]] {
        let some = of_kinds(&ask(&["--rules", &kinds.join(",")]).stdout, &ALL_KINDS);
        let expected = of_kinds(&all, kinds);
        let told = expected.iter().any(|answer| answer["divergences"] != serde_json::json!([]));
        assert!(told, "nothing of {kinds:?} is in the fixture");
        assert_eq!(some, expected, "{kinds:?}");
    }
}

#[test]
fn a_rule_that_does_not_exist_is_named() {
    let run = run_in(&root(), &["pairs", "--rules", "number,number-chagned"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`number-chagned`; did you mean `number-changed`?"), "{}", run.stderr);
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let mut child = command(&root(), &["pairs", "--source", "de", "--target", "hu"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..20 {
        writeln!(input, r#"{{"id": {id}, "source": "Ja.", "target": "Igen."}}"#).unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(answer, format!("{{\"id\":{id},\"divergences\":[]}}\n"));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_ends_the_run_without_complaint() {
    let mut child = command(&root(), &["pairs", "--source", "de", "--target", "hu"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let feed = std::thread::spawn(move || {
        let line = b"{\"id\": 1, \"source\": \"Ja.\", \"target\": \"Igen.\"}\n";
        // Until the pipe breaks.
        while input.write_all(line).is_ok() {}
    });
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let status = child.wait().unwrap();
    feed.join().unwrap();
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!((status.code(), complaint.as_str()), (Some(0), ""));
}
