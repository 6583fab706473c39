//! Files that come, go, change and are not what they seem, while the server looks at them.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, at, codes};

const SOURCE: &str = "Im Jahr 1958 begann die Kampagne in allen Provinzen des Landes.\n";
const SLIPPED: &str = "1985-ben kezdődött a kampány az ország összes tartományában.\n";
const RIGHT: &str = "1958-ban kezdődött a kampány az ország összes tartományában.\n";

/// How long nothing must come before a test takes what came for all there is.
const SILENCE: Duration = Duration::from_millis(500);

fn pair() -> Folder {
    Folder::with(&[("text.de.txt", SOURCE), ("text.hu.txt", SLIPPED)])
}

/// What kinds of changes the protocol knows.
const CREATED: u8 = 1;
const CHANGED: u8 = 2;
const DELETED: u8 = 3;

fn tell(client: &mut Client, uri: &str, kind: u8) {
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": kind }] }));
}

/// The rules that are told of a document at last, if anything is told anew.
fn told(client: &mut Client, uri: &str) -> Option<Vec<String>> {
    client.ask_at("textDocument/hover", uri, 0, 3);
    let shown = client.settle(uri, SILENCE);
    client.forget_diagnostics();
    shown.map(|shown| codes(&shown).into_iter().map(str::to_owned).collect())
}

fn only(code: &str) -> Vec<String> {
    vec![code.to_owned()]
}

#[test]
fn a_counterpart_that_is_deleted_renamed_or_replaced_by_a_folder_is_none() {
    let folder = pair();
    let (source, target) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let path = folder.path().join("text.de.txt");
    let mut client = Client::start(Setup::default());
    client.open(&target, SLIPPED);
    assert_eq!(told(&mut client, &target), Some(only("number-changed")));

    std::fs::remove_file(&path).unwrap();
    tell(&mut client, &source, DELETED);
    assert_eq!(told(&mut client, &target), Some(Vec::new()), "deleted");

    folder.write("text.de.txt", SOURCE);
    tell(&mut client, &source, CREATED);
    assert_eq!(told(&mut client, &target), Some(only("number-changed")), "it is there again");

    std::fs::rename(&path, folder.path().join("other.pdf")).unwrap();
    tell(&mut client, &source, DELETED);
    tell(&mut client, &folder.uri("other.pdf"), CREATED);
    assert_eq!(told(&mut client, &target), Some(Vec::new()), "renamed");

    std::fs::create_dir(&path).unwrap();
    tell(&mut client, &source, CREATED);
    assert_eq!(told(&mut client, &target), None, "a folder is no text");
    assert_eq!(client.ask_at("textDocument/hover", &target, 0, 3), Value::Null);

    std::fs::remove_dir(&path).unwrap();
    folder.write("text.de.txt", SOURCE);
    tell(&mut client, &source, CHANGED);
    tell(&mut client, &source, CREATED);
    assert_eq!(told(&mut client, &target), Some(only("number-changed")), "a text again");
    // The file that the editor has open may go too: its text is the editor's.
    std::fs::remove_file(folder.path().join("text.hu.txt")).unwrap();
    tell(&mut client, &target, DELETED);
    assert!([None, Some(only("number-changed"))].contains(&told(&mut client, &target)));
    client.replace(&target, 2, RIGHT);
    assert_eq!(told(&mut client, &target), Some(Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = pair();
    let (source, target) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let path = folder.path().join("text.de.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything finds nothing wrong with it.
    let expected = if std::fs::read(&path).is_ok() { "number-changed" } else { "file-unreadable" };
    let mut client = Client::start(Setup::default());
    client.open(&target, SLIPPED);
    client.ask_at("textDocument/hover", &target, 0, 3);
    let of_source = client.settle(&source, SILENCE).expect("the source has a hint or is unreadable");
    assert_eq!(codes(&of_source), [expected]);
    client.forget_diagnostics();
}

#[test]
fn a_file_that_is_written_all_the_time_is_read_as_it_is_at_last() {
    let folder = pair();
    let (source, target) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let mut client = Client::start(Setup::default());
    client.open(&target, SLIPPED);
    assert_eq!(told(&mut client, &target), Some(only("number-changed")));
    for round in 0..100 {
        folder.write("text.de.txt", &format!("Im Jahr {} begann die Kampagne.\n", 1900 + round));
        tell(&mut client, &source, CHANGED);
        std::thread::sleep(Duration::from_millis(10));
    }
    folder.write("text.de.txt", &SOURCE.replace("1958", "1985"));
    tell(&mut client, &source, CHANGED);
    assert_eq!(told(&mut client, &target), Some(Vec::new()));
}

#[test]
fn a_client_that_watches_nothing_is_told_of_what_changes_on_the_disk() {
    let folder = pair();
    let target = folder.uri("text.hu.txt");
    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    client.open(&target, SLIPPED);
    assert_eq!(codes(&client.diagnostics(&target)), ["number-changed"]);
    client.settle("", SILENCE);
    client.forget_diagnostics();
    // The server has looked at the files before.
    std::thread::sleep(Duration::from_millis(2500));
    folder.write("text.de.txt", &SOURCE.replace("1958", "1985").replace("Landes", "ganzen Landes"));
    assert_eq!(codes(&client.diagnostics(&target)), [""; 0]);
    client.settle("", SILENCE);
    client.forget_diagnostics();
}

#[test]
fn what_is_too_large_is_told_and_costs_nothing() {
    let folder = pair();
    let big = std::fs::File::create(folder.path().join("text.hu.txt")).unwrap();
    big.set_len(100 << 20).unwrap();
    let (source, target) = (folder.uri("text.de.txt"), folder.uri("text.hu.txt"));
    let mut client = Client::start(Setup::default());
    client.open(&source, SOURCE);
    assert_eq!(codes(&client.diagnostics(&target)), ["file-unreadable"], "100 MiB on the disk");
    // One line of 10 MB, in the editor; it can still be edited there.
    client.open(&target, &"1985 ".repeat(2 << 20));
    let shown = client.diagnostics(&target);
    assert_eq!(codes(&shown), ["file-unreadable"], "one line of 10 MB: {shown}");
    assert!(shown["diagnostics"][0]["message"].as_str().unwrap().contains("line"), "{shown}");
    client.edit(&target, 2, &[((0, 0), (0, 4), "1958")]);
    assert_eq!(client.ask_at("textDocument/hover", &target, 0, 3), Value::Null);
    client.replace(&target, 3, SLIPPED);
    assert_eq!(told(&mut client, &target), Some(only("number-changed")));
}

#[test]
fn a_folder_of_twenty_thousand_files_is_no_burden() {
    let folder = pair();
    for part in 0..20 {
        let folder = folder.path().join(format!("part{part}"));
        std::fs::create_dir(&folder).unwrap();
        for file in 0..1000 {
            std::fs::File::create(folder.join(format!("note{file}.md"))).unwrap();
        }
    }
    let mut client = Client::connect(Setup::default());
    client.read_on();
    let root = folder.uri("");
    let id = client.request(
        "initialize",
        json!({
            "processId": null, "rootUri": root, "capabilities": {}, "initializationOptions": { "quiet_ms": 0 },
            "workspaceFolders": [{ "uri": root, "name": "many" }],
        }),
    );
    client.answer(id);
    client.notify("initialized", json!({}));
    client.open(&folder.uri("text.hu.txt"), SLIPPED);
    client.open(&folder.uri("part7/note7.md"), "Eine Notiz von 1958.\n");
    assert_eq!(told(&mut client, &folder.uri("text.hu.txt")), Some(only("number-changed")));
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_lead_nowhere() {
    let folder = pair();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("b.de.md"), folder.path().join("a.de.md")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("a.de.md"), folder.path().join("b.de.md")).unwrap();
    let mut client = Client::start(Setup::default());
    client.open(&folder.uri("text.hu.txt"), SLIPPED);
    assert_eq!(told(&mut client, &folder.uri("text.hu.txt")), Some(only("number-changed")));
    client.open(&folder.uri("a.hu.md"), RIGHT);
    assert_eq!(client.ask_at("textDocument/hover", &folder.uri("a.hu.md"), 0, 3), Value::Null);
    client.forget_diagnostics();
}

#[cfg(unix)]
#[test]
fn a_file_that_is_opened_through_a_link_is_shown_under_that_name() {
    let folder = pair();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("link")).unwrap();
    let linked = folder.uri("link/text.hu.txt");
    let mut client = Client::start(Setup::default());
    client.open(&linked, SLIPPED);
    assert_eq!(told(&mut client, &linked), Some(only("number-changed")));
    // The same file under its own name is another document for the editor, and for us.
    let direct = folder.uri("text.hu.txt");
    client.open(&direct, RIGHT);
    assert_eq!(told(&mut client, &direct).unwrap_or_default(), [""; 0]);
    assert_eq!(told(&mut client, &linked), None);
}

#[test]
fn a_file_is_one_however_it_is_spelt() {
    let folder = Folder::with(&[("my text.de.txt", SOURCE), ("my text.hu.txt", SLIPPED)]);
    let spelt = folder.uri("my text.hu.txt");
    assert!(spelt.contains("my%20text"), "{spelt}");
    let mut client = Client::start(Setup::default());
    client.open(&spelt, SLIPPED);
    assert_eq!(told(&mut client, &spelt), Some(only("number-changed")));
    // Changed under other spellings, it is the same document, and answered for under the first one.
    for (version, other) in
        [spelt.replace("%20", " "), spelt.replace(".hu", "%2Ehu"), spelt.replace("/my", "/./my")]
            .iter()
            .enumerate()
    {
        let text = if version % 2 == 0 { RIGHT } else { SLIPPED };
        client.replace(other, version as i32 + 2, text);
        assert!(client.ask("textDocument/hover", at(other, 0, 3)).is_object(), "{other}");
        let codes = told(&mut client, &spelt).expect("it was changed");
        assert_eq!(codes.is_empty(), version % 2 == 0, "{other}");
    }
}

#[test]
fn a_configuration_that_points_outside_is_refused() {
    let folder = Folder::with(&[("outside.txt", SOURCE), ("inside/text.hu.txt", SLIPPED)]);
    let absolute = folder.path().join("outside.txt");
    for named in ["../outside.txt", &absolute.to_string_lossy()] {
        let toml = format!("[[set]]\nfiles = {{ de = \"{named}\", hu = \"text.hu.txt\" }}\n");
        folder.write("inside/diglot.toml", &toml);
        let (target, configuration) = (folder.uri("inside/text.hu.txt"), folder.uri("inside/diglot.toml"));
        let mut client = Client::start(Setup::default());
        client.open(&target, SLIPPED);
        let shown = client.diagnostics(&configuration);
        assert!(codes(&shown).contains(&"config-invalid"), "{named}: {shown}");
        assert_eq!(client.ask_at("textDocument/hover", &target, 0, 3), Value::Null, "{named}");
        client.settle("", SILENCE);
        client.forget_diagnostics();
    }
    assert!(Path::new(&absolute).exists());
}
