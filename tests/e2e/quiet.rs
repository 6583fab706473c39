//! While somebody types, nothing flickers: what stands unchanged is not sent again, and the paragraph that is being
//! written is judged when its last sentence is closed, when editing goes on elsewhere, or after a rest.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, codes};

/// Lines 0 and 2 have slips that stand; lines 4 and 6 are to be written.
const SOURCE: &str = "Im Jahr 1958 begann die Kampagne im ganzen Land.\n\n\
    Es waren 20 Dörfer, in denen niemand mehr wohnte, und die Felder lagen brach.\n\n\
    Drei Jahre später, im Sommer 1961, endete sie in allen Provinzen des Landes.\n\n\
    Danach kehrten die Leute in ihre Häuser zurück und sprachen lange nicht darüber.\n";
const TARGET: &str = "1985-ben kezdődött a kampány az egész országban.\n\n\
    Ott 30 falu volt, ahol már senki sem lakott, és a földek parlagon hevertek.\n\n\
    Három évvel később\n\n\
    Aztán az emberek hazatértek, és sokáig nem beszéltek\n";

/// The same, with the third paragraph written.
const WRITTEN: &str = "1985-ben kezdődött a kampány az egész országban.\n\n\
    Ott 30 falu volt, ahol már senki sem lakott, és a földek parlagon hevertek.\n\n\
    Három évvel később, 1961 nyarán véget ért az ország minden tartományában.\n\n\
    Aztán az emberek hazatértek, és sokáig nem beszéltek\n";

/// So long that nothing in a test comes from a rest.
const NEVER: u64 = 60_000;

struct Editor {
    client: Client,
    /// Keeps the files until the end.
    _folder: Folder,
    uris: [String; 2],
    version: i32,
    shown: Value,
}

impl Editor {
    fn new(quiet_ms: u64, target: &str) -> Self {
        let folder = Folder::with(&[("text.de.txt", SOURCE), ("text.hu.txt", target)]);
        let uris = [folder.uri("text.hu.txt"), folder.uri("text.de.txt")];
        let mut client =
            Client::start(Setup { options: json!({ "quiet_ms": quiet_ms }), ..Setup::default() });
        client.open(&uris[1], SOURCE);
        client.open(&uris[0], target);
        let mut editor = Self { client, _folder: folder, uris, version: 1, shown: Value::Null };
        editor.publications(Duration::from_millis(1500));
        editor
    }

    fn edit(&mut self, at: (u32, u32), end: (u32, u32), text: &str) {
        self.version += 1;
        self.client.edit(&self.uris[0], self.version, &[(at, end, text)]);
    }

    /// Types a text key by key; each key is compared before the next one.
    fn write(&mut self, (line, mut column): (u32, u32), text: &str) {
        for key in text.chars() {
            self.edit((line, column), (line, column), &key.to_string());
            column += key.len_utf16() as u32;
            self.compared();
        }
    }

    /// Waits until the text has been compared as it stands: a question waits for that.
    fn compared(&mut self) {
        self.client.ask_at("textDocument/hover", &self.uris[0], 0, 0);
    }

    /// How many lists came for either file until nothing came for a while; the last one of the translation is kept.
    fn publications(&mut self, silence: Duration) -> usize {
        let mut count = 0;
        self.compared();
        while let Some(params) = self.client.publication(silence) {
            count += 1;
            if params["uri"] == self.uris[0] {
                self.shown = params;
            }
        }
        count
    }

    /// The rules that are told of a line, with their severities.
    fn told<'a>(&'a self, line: u32) -> Vec<(&'a str, i64)> {
        let list = self.shown["diagnostics"].as_array().into_iter().flatten();
        let on_line = list.filter(|one| one["range"]["start"]["line"] == line);
        let told = |one: &'a Value| Some((one["code"].as_str()?, one["severity"].as_i64()?));
        on_line.filter_map(told).collect()
    }
}

const SOON: Duration = Duration::from_millis(300);

#[test]
fn what_stands_is_not_sent_again() {
    let mut editor = Editor::new(300, WRITTEN);
    assert_eq!(codes(&editor.shown)[..2], ["number-changed", "number-changed"], "{:#}", editor.shown);
    // Words without numbers, in a paragraph behind the two slips.
    editor.write((6, 52), " arról, ami történt");
    assert_eq!(editor.publications(Duration::from_millis(1500)), 0, "{:#}", editor.shown);
}

#[test]
fn where_a_diagnostic_went_is_told_when_typing_rests() {
    let mut editor = Editor::new(NEVER, WRITTEN);
    // Every key moves the slip behind it on the line, as the editor sees for itself.
    editor.write((2, 3), "hon akkor");
    assert_eq!(editor.publications(SOON), 0, "{:#}", editor.shown);
    editor.client.notify("textDocument/didSave", json!({ "textDocument": { "uri": editor.uris[0] } }));
    assert!((1..=2).contains(&editor.publications(SOON)), "a list for each file at most");
    let list = editor.shown["diagnostics"].as_array().unwrap();
    let slip = list.iter().find(|one| one["range"]["start"]["line"] == 2).unwrap();
    assert_eq!(slip["range"]["start"]["character"], 13, "{slip}");
}

#[test]
fn a_paragraph_is_judged_when_its_last_sentence_is_closed() {
    let mut editor = Editor::new(NEVER, TARGET);
    editor.write((4, 18), ", 1916 nyarán, minden tartományban véget ért");
    editor.publications(SOON);
    assert!(editor.told(4).iter().all(|(_, severity)| *severity == 4), "{:#}", editor.shown);
    editor.write((4, 62), ".");
    editor.publications(SOON);
    assert!(editor.told(4).contains(&("number-changed", 2)), "{:#}", editor.shown);
}

#[test]
fn a_paragraph_is_judged_when_editing_goes_on_elsewhere() {
    let mut editor = Editor::new(NEVER, TARGET);
    editor.write((4, 18), ", 1916 nyarán, minden tartományban véget ért");
    editor.publications(SOON);
    assert!(editor.told(4).iter().all(|(_, severity)| *severity == 4), "{:#}", editor.shown);
    editor.write((0, 10), "x");
    editor.publications(SOON);
    assert!(editor.told(4).contains(&("number-changed", 2)), "{:#}", editor.shown);
}

#[test]
fn what_is_still_missing_is_a_hint_until_typing_rests() {
    let mut editor = Editor::new(1500, WRITTEN);
    // The year is taken away, to be written anew.
    editor.edit((0, 0), (0, 5), "");
    editor.publications(SOON);
    assert_eq!(editor.told(0), [("number-missing", 4)], "{:#}", editor.shown);
    editor.publications(Duration::from_secs(3));
    assert_eq!(editor.told(0), [("number-missing", 2)], "{:#}", editor.shown);
}

#[test]
fn without_a_rest_all_is_told_at_once() {
    let mut editor = Editor::new(0, WRITTEN);
    editor.edit((0, 0), (0, 5), "");
    editor.publications(SOON);
    assert_eq!(editor.told(0), [("number-missing", 2)], "{:#}", editor.shown);
}
