//! What is shown of a text and its translations: diagnostics, hovers, jumps, quick fixes.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, codes};

const GERMAN: &str =
    "# Die Kampagne\n\nIm Jahr 1958 begann sie. Drei Jahre später, 1961, endete sie in allen Provinzen.\n";
const HUNGARIAN: &str =
    "# A kampány\n\n1958-ban kezdődött. Három évvel később, 1960-ban ért véget az összes tartományban.\n";
const ENGLISH: &str =
    "# The campaign\n\nIt began in 1958. Three years later, in 1961, it ended in all provinces.\n";

/// A source with one right and one slipped translation.
fn three() -> Folder {
    Folder::with(&[("text.de.md", GERMAN), ("text.hu.md", HUNGARIAN), ("text.en.md", ENGLISH)])
}

const QUIET: Duration = Duration::from_millis(300);

#[test]
fn both_files_of_a_pair_are_shown_also_when_one_is_open() {
    let folder = three();
    let (german, hungarian) = (folder.uri("text.de.md"), folder.uri("text.hu.md"));
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    let shown = client.diagnostics(&hungarian);
    assert_eq!((codes(&shown), &shown["version"]), (vec!["number-changed"], &json!(1)));
    let one = &shown["diagnostics"][0];
    assert_eq!(one["severity"], 2);
    assert_eq!(one["source"], "diglot");
    assert!(
        one["message"].as_str().unwrap().contains("1960")
            && one["message"].as_str().unwrap().contains("1961")
    );
    assert_eq!(one["relatedInformation"][0]["location"]["uri"], german);

    let mirrored = client.diagnostics(&german);
    assert_eq!(codes(&mirrored), ["number-changed"]);
    assert_eq!(mirrored.get("version"), None, "a file from the disk has no version");
    assert_eq!(mirrored["diagnostics"][0]["severity"], 4);
    assert_eq!(mirrored["diagnostics"][0]["relatedInformation"][0]["location"]["uri"], hungarian);

    client.close(&hungarian);
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0]);
    assert_eq!(codes(&client.diagnostics(&german)), [""; 0]);
}

#[test]
fn the_source_carries_one_hint_for_all_languages() {
    let folder = three();
    folder.write("text.en.md", &ENGLISH.replace("1961", "1962"));
    let german = folder.uri("text.de.md");
    let mut client = Client::start(Setup::default());
    client.open(&german, GERMAN);
    let shown = client.diagnostics(&german);
    assert_eq!(codes(&shown), ["number-changed"], "{shown:#}");
    let message = shown["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("1960") && message.contains("1962"), "{message}");
    assert_eq!(shown["diagnostics"][0]["relatedInformation"].as_array().unwrap().len(), 2);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn the_mirror_is_a_setting() {
    for (mirror, severity) in [("hint", Some(4)), ("same", Some(2)), ("off", None)] {
        let folder = three();
        let german = folder.uri("text.de.md");
        let mut client =
            Client::start(Setup { options: json!({ "quiet_ms": 0, "mirror": mirror }), ..Setup::default() });
        client.open(&german, GERMAN);
        assert_eq!(codes(&client.diagnostics(&folder.uri("text.hu.md"))), ["number-changed"], "{mirror}");
        let shown = client.settle(&german, QUIET);
        let shown = shown.map(|shown| shown["diagnostics"][0]["severity"].clone());
        assert_eq!(shown, severity.map(Value::from), "{mirror}");
        client.forget_diagnostics();
    }
}

#[test]
fn a_file_on_the_disk_counts_until_it_is_opened_and_again_when_closed() {
    let folder = three();
    let (german, hungarian) = (folder.uri("text.de.md"), folder.uri("text.hu.md"));
    let mut client = Client::start(Setup::default());
    client.open(&german, GERMAN);
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);
    client.open(&hungarian, &HUNGARIAN.replace("1960", "1961"));
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0]);
    client.close(&hungarian);
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);
    folder.write("text.hu.md", &HUNGARIAN.replace("1960", "1961"));
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": hungarian, "type": 2 }] }));
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_client_that_does_not_watch_files_is_spared_it() {
    let folder = three();
    let (german, hungarian) = (folder.uri("text.de.md"), folder.uri("text.hu.md"));
    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    client.open(&german, GERMAN);
    let shown = client.diagnostics(&hungarian);
    assert_eq!(codes(&shown), ["number-changed"]);
    assert_eq!(shown["diagnostics"][0].get("relatedInformation"), None, "this client shows none");
    // The first look only learns how things are.
    std::thread::sleep(Duration::from_millis(2500));
    folder.write("text.hu.md", &HUNGARIAN.replace("1960", "Nem tudni, mikor, de 1961"));
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn uris_are_echoed_as_the_client_spells_them() {
    let folder = three();
    let spelt = folder.uri("text.hu.md").replace("text", "%74ext");
    let mut client = Client::start(Setup::default());
    client.open(&spelt, HUNGARIAN);
    assert_eq!(codes(&client.diagnostics(&spelt)), ["number-changed"]);
    let german = client.diagnostics(&folder.uri("text.de.md"));
    assert_eq!(german["diagnostics"][0]["relatedInformation"][0]["location"]["uri"], spelt);
}

#[test]
fn a_hover_shows_the_counterpart_and_what_differs() {
    let folder = three();
    let hungarian = folder.uri("text.hu.md");
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    let hover = client.ask_at("textDocument/hover", &hungarian, 2, 25);
    assert_eq!(hover["contents"]["kind"], "markdown");
    let shown = hover["contents"]["value"].as_str().unwrap();
    let link = format!("[text.de.md:3]({}#L3,26)", folder.uri("text.de.md"));
    assert!(shown.starts_with(&format!("**German** {link}")), "{shown}");
    assert!(shown.contains(r"> Im Jahr 1958 begann sie. **Drei Jahre später, 1961, endete sie"), "{shown}");
    let differs = shown.lines().last().unwrap();
    assert!(differs.starts_with("- ") && differs.contains("1960") && differs.contains("1961"), "{shown}");
    assert_eq!(hover["range"]["start"], json!({ "line": 2, "character": 0 }));

    // From the source: one part a language.
    let hover = client.ask_at("textDocument/hover", &hungarian, 0, 3);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("**Die Kampagne**"), "{hover}");
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_hover_is_plain_text_where_the_client_shows_no_other() {
    let folder = three();
    let german = folder.uri("text.de.md");
    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    client.open(&german, GERMAN);
    let hover = client.ask_at("textDocument/hover", &german, 2, 3);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("English text.en.md:3\n\n*It began in 1958.* Three"), "{shown}");
    assert!(shown.contains("Hungarian text.hu.md:3\n\n*1958-ban kezdődött.* Három"), "{shown}");
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn nothing_in_a_text_acts_on_the_hover() {
    let folder = Folder::with(&[
        ("evil.de.txt", "Guten Tag im Jahr 1961.\n"),
        ("evil.hu.txt", "Jó <b>napot</b> [kattints](command:x) \u{202e}![](http://x/y.png) 1961-ben.\n"),
    ]);
    let german = folder.uri("evil.de.txt");
    let mut client = Client::start(Setup::default());
    client.open(&german, "Guten Tag im Jahr 1961.\n");
    let hover = client.ask_at("textDocument/hover", &german, 0, 3);
    let shown = hover["contents"]["value"].as_str().unwrap();
    for evil in ["<b>", "](command", "\u{202e}", "![]"] {
        assert!(!shown.contains(evil), "{evil:?} in {shown}");
    }
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_definition_is_the_counterpart_sentence() {
    let folder = three();
    let (german, hungarian) = (folder.uri("text.de.md"), folder.uri("text.hu.md"));
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    let links = client.ask_at("textDocument/definition", &hungarian, 2, 25);
    let link = &links[0];
    assert_eq!((links.as_array().unwrap().len(), &link["targetUri"]), (1, &json!(german)));
    assert_eq!(link["targetSelectionRange"]["start"], json!({ "line": 2, "character": 25 }));
    assert_eq!(link["targetRange"]["start"], json!({ "line": 2, "character": 0 }));
    assert_eq!(link["originSelectionRange"]["start"], json!({ "line": 2, "character": 20 }));
    client.settle("", QUIET);
    client.forget_diagnostics();

    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    client.open(&german, GERMAN);
    let locations = client.ask_at("textDocument/definition", &german, 2, 30);
    let uris: Vec<_> = locations.as_array().unwrap().iter().map(|one| one["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, [folder.uri("text.en.md"), hungarian]);
    assert_eq!(locations[0]["range"]["start"], json!({ "line": 2, "character": 18 }));
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn references_are_the_counterparts_in_all_languages() {
    let folder = three();
    let hungarian = folder.uri("text.hu.md");
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    let found = client.ask_at("textDocument/references", &hungarian, 2, 25);
    let uris: Vec<_> = found.as_array().unwrap().iter().map(|one| one["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, [folder.uri("text.de.md"), folder.uri("text.en.md")]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_quick_fix_writes_the_right_value_without_the_diagnostic_coming_back() {
    let folder = three();
    let hungarian = folder.uri("text.hu.md");
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    let shown = client.diagnostics(&hungarian);
    let range = shown["diagnostics"][0]["range"].clone();
    let params = json!({
        "textDocument": { "uri": hungarian }, "range": range, "context": { "diagnostics": [] },
    });
    let actions = client.ask("textDocument/codeAction", params);
    let action = &actions[0];
    assert_eq!(action["kind"], "quickfix");
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": hungarian, "version": 1 }));
    let edit = &change["edits"][0];
    let new = edit["newText"].as_str().unwrap();
    assert!(new.contains("1961"), "{action}");
    let place = |at: &str| {
        let position = &edit["range"][at];
        (position["line"].as_u64().unwrap() as u32, position["character"].as_u64().unwrap() as u32)
    };
    client.edit(&hungarian, 2, &[(place("start"), place("end"), new)]);
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0], "the fix silences it");
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_fix_is_only_offered_where_it_is_wanted() {
    let folder = three();
    let hungarian = folder.uri("text.hu.md");
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    let shown = client.diagnostics(&hungarian);
    let here = shown["diagnostics"][0]["range"].clone();
    let heading = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } });
    for (range, only, offered) in [
        (&here, json!(["quickfix"]), true),
        (&here, json!(["refactor"]), false),
        (&heading, json!(null), false),
    ] {
        let mut context = json!({ "diagnostics": shown["diagnostics"] });
        if !only.is_null() {
            context["only"] = only;
        }
        let params = json!({ "textDocument": { "uri": hungarian }, "range": range, "context": context });
        let actions = client.ask("textDocument/codeAction", params);
        assert_eq!(actions.is_array(), offered, "{actions}");
        if offered {
            assert_eq!(actions[0]["diagnostics"][0]["code"], "number-changed");
        }
    }
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_file_that_can_not_be_compared_says_so() {
    let folder = three();
    std::fs::write(folder.path().join("text.hu.md"), b"1960-ban \xff\xfe").unwrap();
    let mut client = Client::start(Setup::default());
    client.open(&folder.uri("text.de.md"), GERMAN);
    let shown = client.diagnostics(&folder.uri("text.hu.md"));
    assert_eq!(codes(&shown), ["file-unreadable"]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_configuration_holds_and_its_faults_are_shown_while_it_is_written() {
    let folder = three();
    let (hungarian, configuration) = (folder.uri("text.hu.md"), folder.uri("diglot.toml"));
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);

    // What the editor holds counts, saved or not.
    client.open(&configuration, "quiet_ms = 0\nquite_ms = 1\n");
    let shown = client.diagnostics(&configuration);
    assert_eq!(codes(&shown), ["config-invalid"]);
    let one = &shown["diagnostics"][0];
    assert_eq!((&one["severity"], &one["range"]["start"]["line"]), (&json!(1), &json!(1)));
    assert!(one["message"].as_str().unwrap().contains("quiet_ms"), "it says what was meant: {one}");

    client.replace(&configuration, 2, "quiet_ms = 0\n[rules]\nnumber-changed = \"off\"\n");
    assert_eq!(codes(&client.diagnostics(&configuration)), [""; 0]);
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0], "the rule is off");
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_counterpart_that_comes_later_is_found() {
    let folder = Folder::with(&[("text.de.md", GERMAN)]);
    let (german, hungarian) = (folder.uri("text.de.md"), folder.uri("text.hu.md"));
    let mut client = Client::start(Setup::default());
    client.open(&german, GERMAN);
    assert_eq!(client.ask_at("textDocument/hover", &german, 2, 3), Value::Null);
    // In the editor, not saved yet.
    client.open(&hungarian, HUNGARIAN);
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);
    client.close(&hungarian);
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0], "there is no such file");
    // On the disk.
    folder.write("text.hu.md", HUNGARIAN);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": hungarian, "type": 1 }] }));
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn a_configuration_on_the_disk_holds_as_soon_as_it_changes() {
    let folder = three();
    let (hungarian, configuration) = (folder.uri("text.hu.md"), folder.uri("diglot.toml"));
    let mut client = Client::start(Setup::default());
    client.open(&hungarian, HUNGARIAN);
    assert_eq!(codes(&client.diagnostics(&hungarian)), ["number-changed"]);
    let changed = |client: &mut Client, text: &str, kind: u8| {
        folder.write("diglot.toml", text);
        let params = json!({ "changes": [{ "uri": configuration, "type": kind }] });
        client.notify("workspace/didChangeWatchedFiles", params);
    };
    changed(&mut client, "quiet_ms = 0\n[rules]\nnumber-changed = \"off\"\n", 1);
    assert_eq!(codes(&client.diagnostics(&hungarian)), [""; 0], "the rule is off");
    changed(&mut client, "quiet_ms = 0\n[rules]\nnumber-changed = \"error\"\n", 2);
    assert_eq!(client.diagnostics(&hungarian)["diagnostics"][0]["severity"], 1);
    // What is right in a broken file holds; what is wrong shows where it stands.
    changed(&mut client, "mirror = \"of\"\n[rules]\nnumber-changed = \"hint\"\n", 2);
    assert_eq!(client.diagnostics(&hungarian)["diagnostics"][0]["severity"], 4);
    let shown = client.diagnostics(&configuration);
    assert_eq!(codes(&shown), ["config-invalid"]);
    let range = json!({ "start": { "line": 0, "character": 9 }, "end": { "line": 0, "character": 13 } });
    assert_eq!(shown["diagnostics"][0]["range"], range);
    std::fs::remove_file(folder.path().join("diglot.toml")).unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": configuration, "type": 3 }] }),
    );
    assert_eq!(codes(&client.diagnostics(&configuration)), [""; 0]);
    assert_eq!(client.diagnostics(&hungarian)["diagnostics"][0]["severity"], 2);
    client.settle("", QUIET);
    client.forget_diagnostics();
}

#[test]
fn what_a_project_chooses_holds_without_a_text_being_touched() {
    let source = "Fünf Wagen der Fahl. Huber fuhren 5 Meilen.\n";
    let target = "A Fahl. Huber kocsijai 8 kilométert mentek.\n";
    let folder = Folder::with(&[("text.de.txt", source), ("text.hu.txt", target)]);
    let hungarian = folder.uri("text.hu.txt");
    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    client.open(&hungarian, target);
    assert_eq!(client.settle(&hungarian, QUIET), None);
    let mut set = |settings: Value| {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": { "diglot": settings } }));
        let shown = client.settle(&hungarian, Duration::from_secs(1)).unwrap_or_default();
        client.forget_diagnostics();
        codes(&shown).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(set(json!({ "spelled": "strict", "quiet_ms": 0 })), ["number-missing"]);
    assert_eq!(set(json!({ "units": "strict", "quiet_ms": 0 })), ["number-changed"]);
    assert_eq!(set(json!({ "units": "convert", "quiet_ms": 0 })), [""; 0]);
    // One sentence against two, until both languages know the word.
    let hover = |client: &mut Client| client.ask_at("textDocument/hover", &hungarian, 0, 3);
    let part = hover(&mut client)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(part.contains("Huber fuhren"), "{part}");
    let words = json!({ "abbreviations": { "de": ["Fahl."], "hu": ["Fahl."] }, "quiet_ms": 0 });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "diglot": words } }));
    let whole = hover(&mut client)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(whole.contains("*Fünf Wagen der Fahl. Huber fuhren 5 Meilen.*"), "{whole}");
    assert_ne!(part, whole);
    client.settle("", QUIET);
    client.forget_diagnostics();
}
