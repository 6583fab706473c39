//! Ignoring, as a person in an editor does it: an action is carried out, the message goes, the sentence is edited, it is
//! back.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, codes, everything};

const GERMAN: &str = "# Die Kampagne\n\nIm Jahr 1958 begann sie. Drei Jahre später, 1961, endete sie in allen Provinzen.\n\n- Es waren 38 Leute im Saal und 240 draußen vor der Tür.\n";
const HUNGARIAN: &str = "# A kampány\n\n1958-ban kezdődött. Három évvel később, 1960-ban ért véget az összes tartományban.\n\n- A teremben 38-an voltak, odakint az ajtó előtt pedig nagyon sokan.\n";

const QUIET: Duration = Duration::from_millis(300);

/// A project with its configuration, in Markdown or plain text.
fn project(ending: &str) -> Folder {
    Folder::with(&[
        (&format!("text.de.{ending}"), GERMAN),
        (&format!("text.hu.{ending}"), HUNGARIAN),
        ("diglot.toml", "# ours\n"),
    ])
}

/// A client with the translation open, and what it shows there.
struct Editor {
    client: Client,
    folder: Folder,
    uri: String,
    text: String,
    version: i32,
}

impl Editor {
    fn open(folder: Folder, name: &str, setup: Setup) -> Self {
        let uri = folder.uri(name);
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let mut client = Client::start(setup);
        client.open(&uri, &text);
        Self { client, folder, uri, text, version: 1 }
    }

    /// Waits until this is shown, and stays so.
    #[track_caller]
    fn expect(&mut self, rules: &[&str]) {
        let uri = self.uri.clone();
        expect(&mut self.client, &uri, rules);
    }

    /// The actions offered at the first place of these words.
    fn actions(&mut self, words: &str, diagnostics: &Value) -> Vec<Value> {
        let at = self.text.find(words).expect("the words stand there");
        let (start, end) = (position(&self.text, at), position(&self.text, at + words.len()));
        let params = json!({
            "textDocument": { "uri": self.uri },
            "range": { "start": start, "end": end },
            "context": { "diagnostics": diagnostics },
        });
        self.client.ask("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
    }

    fn titles(&mut self, words: &str) -> Vec<String> {
        let actions = self.actions(words, &json!([]));
        actions.iter().map(|action| action["title"].as_str().unwrap().to_owned()).collect()
    }

    /// Carries out the action of this title, as an editor does: in the open text, or in files.
    fn act(&mut self, words: &str, title: &str) {
        let actions = self.actions(words, &json!([]));
        let action = actions.iter().find(|action| action["title"] == title);
        let action = action.unwrap_or_else(|| panic!("no “{title}” in {actions:#?}")).clone();
        for change in action["edit"]["documentChanges"].as_array().unwrap() {
            let uri = change["uri"].as_str().or(change["textDocument"]["uri"].as_str()).unwrap().to_owned();
            let name = uri.rsplit('/').next().unwrap().to_owned();
            if change["kind"] == "create" {
                assert_eq!(change["options"]["ignoreIfExists"], true);
                self.folder.write(&name, "");
                self.watched(&name, 1);
                continue;
            }
            for edit in change["edits"].as_array().unwrap() {
                if uri == self.uri {
                    assert_eq!(change["textDocument"]["version"], self.version);
                    let text = edited(&self.text, edit);
                    self.type_in(&text);
                } else {
                    assert_eq!(change["textDocument"]["version"], Value::Null);
                    let path = self.folder.path().join(&name);
                    let text = edited(&std::fs::read_to_string(&path).unwrap(), edit);
                    self.folder.write(&name, &text);
                    self.watched(&name, 2);
                }
            }
        }
    }

    fn type_in(&mut self, text: &str) {
        self.version += 1;
        text.clone_into(&mut self.text);
        self.client.replace(&self.uri, self.version, text);
    }

    fn watched(&mut self, name: &str, kind: u32) {
        let changes = json!([{ "uri": self.folder.uri(name), "type": kind }]);
        self.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }
}

/// Line and column of a byte; all that stands before it on its line is in the basic plane.
fn position(text: &str, at: usize) -> Value {
    let line = text[..at].rsplit('\n').next().unwrap();
    json!({ "line": text[..at].matches('\n').count(), "character": line.encode_utf16().count() })
}

fn edited(text: &str, edit: &Value) -> String {
    let byte = |end: &str| {
        let [line, column] =
            ["line", "character"].map(|unit| edit["range"][end][unit].as_u64().unwrap() as usize);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let columns = text[start..].char_indices().scan(0, |units, (at, c)| {
            let before = *units;
            *units += c.len_utf16();
            Some((before, start + at))
        });
        columns.filter(|(units, _)| *units == column).map(|(_, at)| at).next().unwrap_or(text.len())
    };
    let mut edited = text.to_owned();
    edited.replace_range(byte("start")..byte("end"), edit["newText"].as_str().unwrap());
    edited
}

/// Waits until this is shown in a document, and stays so.
#[track_caller]
fn expect(client: &mut Client, uri: &str, rules: &[&str]) {
    client.wait(&format!("{rules:?}"), |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == uri
            && codes(&message["params"]) == rules
    });
    if let Some(later) = client.settle(uri, QUIET) {
        assert_eq!(codes(&later), rules, "{later}");
    }
    client.forget_diagnostics();
}

#[test]
fn this_one_is_ignored_until_its_sentence_is_edited() {
    for ending in ["md", "txt"] {
        let name = format!("text.hu.{ending}");
        let mut editor = Editor::open(project(ending), &name, Setup::default());
        editor.expect(&["number-changed", "number-missing"]);
        editor.act("1960", "Ignore this number-changed");
        editor.expect(&["number-missing"]);
        editor.act("A teremben", "Ignore this number-missing");
        editor.expect(&[]);
        let ignored = editor.file(".diglot-ignore");
        let expected = format!("[\"{name}\"]\nnumber-changed = [\n    {{ key = ");
        assert!(
            ignored.starts_with(&expected) && ignored.contains("\nnumber-missing = [\n    { key = "),
            "{ignored}"
        );

        editor.type_in(&HUNGARIAN.replace("# A kampány", "# Az egész hosszú kampány"));
        assert_eq!(editor.client.settle(&editor.uri, QUIET), None, "an edit elsewhere");
        editor.type_in(&HUNGARIAN.replace("később", "azután"));
        editor.expect(&["number-changed"]);
        let file = editor.folder.uri(".diglot-ignore");
        editor.type_in(&HUNGARIAN.replace("1960-ban", "1961-ben"));
        editor.client.open(&file, &ignored);
        expect(&mut editor.client, &file, &["ignore-unused"]);
    }
}

#[test]
fn a_paragraph_a_file_a_project() {
    let cases = [
        ("md", "Ignore number-missing in this paragraph", "text.hu.md"),
        ("md", "Ignore number-missing in this file", "text.hu.md"),
        ("txt", "Ignore number-missing in this file", ".diglot-ignore"),
        ("md", "Turn off number-missing in this project", "diglot.toml"),
    ];
    for (ending, title, written) in cases {
        let name = format!("text.hu.{ending}");
        let mut editor = Editor::open(project(ending), &name, Setup::default());
        editor.expect(&["number-changed", "number-missing"]);
        editor.act("A teremben", title);
        editor.expect(&["number-changed"]);
        let text = if written == name { editor.text.clone() } else { editor.file(written) };
        let expected = match title.rsplit(' ').next().unwrap() {
            "paragraph" => "- <!-- diglot-ignore number-missing -->\n  A teremben",
            "file" if ending == "md" => "<!-- diglot-ignore-file number-missing -->\n# A kampány",
            "file" => "[\"text.hu.txt\"]\nnumber-missing = [\n    {},\n]\n",
            _ => "# ours\n\n[rules]\nnumber-missing = \"off\"\n",
        };
        assert!(text.contains(expected), "{title}: {text}");
    }
}

#[test]
fn a_comment_in_the_source_holds_for_all_translations() {
    let mut editor = Editor::open(project("md"), "text.de.md", Setup::default());
    let hungarian = editor.folder.uri("text.hu.md");
    let before = editor.client.diagnostics(&hungarian);
    assert_eq!(codes(&before), ["number-changed", "number-missing"]);
    editor.expect(&["number-changed", "number-missing"]);
    editor.act("240", "Ignore number-missing in this paragraph");
    assert!(editor.text.contains("- <!-- diglot-ignore number-missing -->\n  Es waren"), "{}", editor.text);
    assert_eq!(codes(&editor.client.diagnostics(&hungarian)), ["number-changed"]);
    editor.expect(&["number-changed"]);
    assert!(editor.titles("1961").contains(&"Hungarian text: Ignore this number-changed".to_owned()));
}

#[test]
fn an_ignore_that_ignores_nothing_is_told_and_taken_out() {
    let folder = project("md");
    let comment = "<!-- diglot-ignore number-missing, date-added: why -->\n";
    let text =
        HUNGARIAN.replace("- A terem", &format!("{comment}\n- A terem")).replace("1960-ban", "1961-ben");
    folder.write("text.hu.md", &text);
    let mut editor = Editor::open(folder, "text.hu.md", Setup::default());
    editor.expect(&["ignore-unused"]);
    editor.act("date-added", "Remove the ignore that ignores nothing");
    editor.expect(&[]);
    assert_eq!(editor.text, text.replace(", date-added", ""));
    editor.type_in(&editor.text.replace("nagyon sokan", "240-en"));
    editor.expect(&["ignore-unused"]);
    editor.act("diglot-ignore", "Remove the ignore that ignores nothing");
    editor.expect(&[]);
    assert_eq!(editor.text, text.replace(comment, "").replace("nagyon sokan", "240-en"));
}

#[test]
fn the_file_counts_as_it_is_written_and_its_faults_are_shown() {
    let mut editor = Editor::open(project("md"), "text.hu.md", Setup::default());
    editor.expect(&["number-changed", "number-missing"]);
    let file = editor.folder.uri(".diglot-ignore");
    let entry = "[\"text.hu.md\"]\nnumber-missing = [{ reason = \"x\" }]\n";
    editor.client.open(&file, "");
    editor.client.replace(&file, 2, &format!("{entry}number-chnaged = [{{}}]\n"));
    let told = editor.client.diagnostics(&file);
    assert_eq!((codes(&told), &told["version"]), (vec!["config-invalid"], &json!(2)), "{told}");
    editor.expect(&["number-changed"]);
    // An entry of no use, and the way out.
    let text = format!("{entry}date-added = [{{}}]\n");
    editor.client.replace(&file, 3, &text);
    let told = editor.client.wait("the entry of no use", |message| {
        message["params"]["uri"] == json!(file) && codes(&message["params"]) == ["ignore-unused"]
    });
    let told = &told["params"];
    let diagnostics = told["diagnostics"].clone();
    let params = json!({
        "textDocument": { "uri": file },
        "range": diagnostics[0]["range"],
        "context": { "diagnostics": diagnostics },
    });
    let actions = editor.client.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Remove the ignore that ignores nothing", "{actions}");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "ignore-unused");
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": file, "version": 3 }));
    assert_eq!(edited(&text, &change["edits"][0]), entry);
    editor.client.close(&file);
    editor.expect(&["number-changed", "number-missing"]);
}

#[test]
fn only_what_the_client_can_do_is_offered() {
    let plain = json!({ "textDocument": { "codeAction": {
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
    } } });
    let mut versioned = everything(&["utf-16"]);
    versioned["workspace"]["workspaceEdit"] = json!({ "documentChanges": true });
    for (capabilities, changes) in [(plain, true), (versioned, false)] {
        let setup = || Setup { capabilities: capabilities.clone(), ..Setup::default() };
        let mut editor = Editor::open(project("md"), "text.hu.md", setup());
        editor.expect(&["number-changed", "number-missing"]);
        let titles = editor.titles("A teremben");
        // No file can be created; the configuration is there.
        assert_eq!(
            titles.iter().filter(|title| !title.starts_with("Insert")).collect::<Vec<_>>(),
            [
                "Ignore number-missing in this paragraph",
                "Ignore number-missing in this file",
                "Turn off number-missing in this project",
            ]
        );
        let actions = editor.actions("A teremben", &json!([]));
        for action in &actions {
            assert_eq!(action["edit"]["changes"].is_object(), changes, "{action}");
            assert_eq!(action["edit"]["documentChanges"].is_array(), !changes, "{action}");
        }
        // Once there is a file, entries can be added to it.
        let folder = project("md");
        folder.write(".diglot-ignore", "");
        let mut editor = Editor::open(folder, "text.hu.md", setup());
        editor.expect(&["number-changed", "number-missing"]);
        assert!(editor.titles("A teremben").contains(&"Ignore this number-missing".to_owned()));
    }
}
