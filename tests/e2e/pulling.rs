//! Clients that ask for diagnostics by themselves: what they pull is not pushed as well, and they are told when it is no
//! longer true.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, codes, everything};

const GERMAN: &str = "Im Jahr 1958 begann sie. Drei Jahre später, 1961, endete sie in allen Provinzen.\n";
const HUNGARIAN: &str =
    "1958-ban kezdődött. Három évvel később, 1960-ban ért véget az összes tartományban.\n";
const QUIET: Duration = Duration::from_millis(300);

fn setup(related: bool) -> Setup {
    let mut capabilities = everything(&["utf-16"]);
    capabilities["textDocument"]["diagnostic"] = json!({ "relatedDocumentSupport": related });
    capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    Setup { capabilities, ..Setup::default() }
}

fn pull(client: &mut Client, uri: &str, before: &Value) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri } });
    if !before.is_null() {
        params["previousResultId"] = before.clone();
    }
    client.ask("textDocument/diagnostic", params)
}

/// The rules that a report names.
fn rules(report: &Value) -> Vec<&str> {
    report["items"].as_array().into_iter().flatten().filter_map(|one| one["code"].as_str()).collect()
}

#[test]
fn what_is_pulled_is_not_pushed_and_what_is_not_open_is() {
    let folder = Folder::with(&[("text.de.txt", GERMAN), ("text.hu.txt", HUNGARIAN)]);
    let (german, hungarian) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let mut client = Client::start(setup(true));
    assert_eq!(client.initialized["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    client.open(&hungarian, HUNGARIAN);
    let report = pull(&mut client, &hungarian, &Value::Null);
    assert_eq!((rules(&report), &report["kind"]), (vec!["number-changed"], &json!("full")));
    assert_eq!(report.get("relatedDocuments"), None, "no other document is open");
    assert_eq!(codes(&client.diagnostics(&german)), ["number-changed"], "nobody pulls what is not open");
    assert_eq!(client.settle(&hungarian, QUIET), None, "what is pulled is not pushed");

    // Opened, the other one is pulled too: what was pushed of it is taken back.
    client.open(&german, GERMAN);
    assert_eq!(codes(&client.diagnostics(&german)), [""; 0]);
    assert_eq!(rules(&pull(&mut client, &german, &Value::Null)), ["number-changed"]);
    let again = pull(&mut client, &hungarian, &report["resultId"]);
    assert_eq!((&again["kind"], &again["resultId"]), (&json!("unchanged"), &report["resultId"]));

    // Closed, it is pushed again.
    client.close(&german);
    assert_eq!(codes(&client.diagnostics(&german)), ["number-changed"]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn an_edit_of_one_text_brings_the_other_ones_diagnostics_along() {
    let folder = Folder::with(&[("text.de.txt", GERMAN), ("text.hu.txt", HUNGARIAN)]);
    let (german, hungarian) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let mut client = Client::start(setup(true));
    client.open(&german, GERMAN);
    client.open(&hungarian, HUNGARIAN);
    for uri in [&german, &hungarian] {
        assert_eq!(rules(&pull(&mut client, uri, &Value::Null)), ["number-changed"]);
    }
    client.edit(&german, 2, &[((0, 44), (0, 48), "1960")]);
    let report = pull(&mut client, &german, &Value::Null);
    assert_eq!(rules(&report), [""; 0]);
    let related = &report["relatedDocuments"][&hungarian];
    assert_eq!((rules(related), &related["kind"]), (vec![], &json!("full")), "{report}");
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_client_is_told_when_what_it_has_is_no_longer_true() {
    let folder = Folder::with(&[("text.de.txt", GERMAN), ("text.hu.txt", HUNGARIAN)]);
    let (german, hungarian) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let mut client = Client::start(setup(false));
    client.open(&hungarian, HUNGARIAN);
    assert_eq!(rules(&pull(&mut client, &hungarian, &Value::Null)), ["number-changed"]);
    folder.write("text.de.txt", &GERMAN.replace("1961", "1960"));
    let changes = json!({ "changes": [{ "uri": german, "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changes);
    client.asked("workspace/diagnostic/refresh");
    assert_eq!(rules(&pull(&mut client, &hungarian, &Value::Null)), [""; 0]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_client_that_can_not_be_told_is_sent_all() {
    let folder = Folder::with(&[("text.de.txt", GERMAN), ("text.hu.txt", HUNGARIAN)]);
    let hungarian = folder.uri("text.hu.txt");
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::start(Setup { capabilities, ..Setup::default() });
    assert_eq!(client.initialized["capabilities"].get("diagnosticProvider"), None);
    client.open(&hungarian, HUNGARIAN);
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn an_overtaken_pull_is_to_be_asked_again() {
    let folder = Folder::with(&[("text.de.txt", GERMAN), ("text.hu.txt", HUNGARIAN)]);
    let hungarian = folder.uri("text.hu.txt");
    let mut setup = setup(false);
    setup.server.before_analysis = Some(Arc::new(|_| std::thread::sleep(Duration::from_millis(200))));
    let mut client = Client::start(setup);
    client.open(&hungarian, HUNGARIAN);
    let id = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": hungarian } }));
    client.edit(&hungarian, 2, &[((0, 0), (0, 0), "x")]);
    let answer = client.response(id);
    let error = &answer["error"];
    assert_eq!(
        (&error["code"], &error["data"]["retriggerRequest"]),
        (&json!(-32802), &json!(true)),
        "{answer}"
    );
    client.settle("", QUIET);
    client.forget_diagnostics();
}
