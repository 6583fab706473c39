//! What is under way and how far it has come: only to clients that say they want to know.

use std::sync::Arc;
use std::time::Duration;

use diglot::server::Options;
use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, everything};

const GERMAN: &str =
    "Der Turm ist 42 Meter hoch.\n\nEr wurde 1887 gebaut.\n\nDort wohnt heute niemand mehr.\n";
const HUNGARIAN: &str = "A torony 41 méter magas.\n\n1887-ben épült.\n\nMa már senki sem lakik ott.\n";
const QUIET: Duration = Duration::from_millis(500);

fn folder() -> Folder {
    Folder::with(&[("text.de.txt", GERMAN), ("text.hu.txt", HUNGARIAN)])
}

#[test]
fn progress_is_told_when_it_changes() {
    let folder = folder();
    let (german, hungarian) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let mut capabilities = everything(&["utf-16"]);
    capabilities["experimental"] = json!({ "diglot": { "progress": true } });
    let mut client = Client::start(Setup { capabilities, ..Setup::default() });
    client.open(&hungarian, HUNGARIAN);
    let progress = |client: &mut Client| {
        client.wait("the progress", |message| message["method"] == "diglot/progress")["params"].clone()
    };
    let told = json!({
        "uri": hungarian, "source": german, "paragraphs": 3, "translated": 3, "divergences": 1,
    });
    assert_eq!(progress(&mut client), told);
    client.edit(&hungarian, 2, &[((0, 9), (0, 11), "42")]);
    assert_eq!(progress(&mut client)["divergences"], 0);
    client.leave_unread();
}

#[test]
fn the_first_look_at_the_texts_is_shown_where_the_client_shows_such_a_thing() {
    let folder = folder();
    let mut capabilities = everything(&["utf-16"]);
    capabilities["window"]["workDoneProgress"] = json!(true);
    let slow: diglot::server::AnalysisHook = Arc::new(|_| std::thread::sleep(Duration::from_millis(300)));
    let mut server = Options::default();
    server.before_analysis = Some(slow);
    let mut client = Client::start(Setup { capabilities, server, ..Setup::default() });
    client.open(&folder.uri("text.hu.txt"), HUNGARIAN);
    let created = client.asked("window/workDoneProgress/create");
    let mut progress = |kind: &str| {
        let message = client.wait(kind, |message| {
            message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind
        });
        assert_eq!(message["params"]["token"], created["params"]["token"]);
    };
    progress("begin");
    progress("end");
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn hints_and_lenses_are_asked_for_again_when_they_are_others_without_an_edit() {
    let folder = folder();
    let hungarian = folder.uri("text.hu.txt");
    let mut capabilities = everything(&["utf-16"]);
    capabilities["workspace"]["inlayHint"] = json!({ "refreshSupport": true });
    capabilities["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    capabilities["workspace"]["configuration"] = json!(false);
    let mut client = Client::start(Setup { capabilities, ..Setup::default() });
    client.open(&hungarian, HUNGARIAN);
    client.asked("workspace/codeLens/refresh");
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let params = json!({ "textDocument": { "uri": hungarian }, "range": whole });
    assert_eq!(client.ask("textDocument/inlayHint", params.clone()), Value::Null);
    let settings = json!({ "quiet_ms": 0, "inlay_hints": { "paragraphs": true } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "diglot": settings } }));
    client.asked("workspace/inlayHint/refresh");
    assert_eq!(client.ask("textDocument/inlayHint", params).as_array().map(Vec::len), Some(3));
    client.leave_unread();
}

#[test]
fn a_client_that_declares_nothing_is_asked_and_told_nothing() {
    let folder = folder();
    let hungarian = folder.uri("text.hu.txt");
    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    client.open(&hungarian, HUNGARIAN);
    let at = json!({ "textDocument": { "uri": hungarian }, "position": { "line": 0, "character": 0 } });
    client.ask("textDocument/hover", at);
    let command = json!({ "command": "diglot.openCounterpart", "arguments": [hungarian] });
    assert!(client.ask("workspace/executeCommand", command)["uri"].is_string(), "the answer is all there is");
    client.settle("", QUIET);
    assert_eq!(client.requests, [Value::Null; 0]);
    client.forget_diagnostics();
    // That nothing else was sent is seen when the client leaves: nothing may be unread.
}
