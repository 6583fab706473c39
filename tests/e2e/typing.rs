//! Somebody types a slip character by character and takes it back: what is shown follows when typing rests, and
//! ends where it began, in every encoding, in plain text and in Markdown, behind an emoji.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Client, Folder, Setup, codes, everything};

/// Longer than any of these clients lets typing rest before it wants to know.
const REST: Duration = Duration::from_millis(900);

struct Case {
    name: &'static str,
    source: &'static str,
    target: &'static str,
    /// What of the target is typed over, and by what.
    right: &'static str,
    wrong: &'static str,
    rule: &'static str,
}

const CASES: &[Case] = &[
    Case {
        name: "plain.{}.txt",
        source: "Der erste Absatz steht hier.\r\n\r\n😀 Die Kampagne endete nach langer Zeit 1961 im ganzen Land.\r\n",
        target: "Itt áll az első bekezdés.\r\n\r\n😀 A kampány hosszú idő után 1961-ben ért véget az egész országban.\r\n",
        right: "1961",
        wrong: "1906",
        rule: "number-changed",
    },
    Case {
        name: "markup.{}.md",
        source: "# Bericht\n\n- Erster Punkt\n- 👩‍👩‍👧 Es waren **20** Dörfer, wie a\u{308}ltere Leute sagen.\n",
        target: "# Jelentés\n\n- Első pont\n- 👩‍👩‍👧 Az idősebbek szerint **20** falu volt, e\u{301}s nem több.\n",
        right: "20",
        wrong: "2",
        rule: "number-changed",
    },
];

/// Columns as the encoding counts them.
fn width(text: &str, encoding: &str) -> u32 {
    let width = match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    };
    width as u32
}

/// Where a byte of a text is, counted apart from the server's own way.
fn position(text: &str, byte: usize, encoding: &str) -> (u32, u32) {
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() as u32, width(&before[line_start..], encoding))
}

/// A text in the editor, typed in key by key.
struct Editor<'a> {
    client: &'a mut Client,
    uri: &'a str,
    encoding: &'a str,
    text: String,
    version: i32,
    last: serde_json::Value,
}

impl Editor<'_> {
    fn splice(&mut self, range: std::ops::Range<usize>, new: &str) {
        let start = position(&self.text, range.start, self.encoding);
        let end = position(&self.text, range.end, self.encoding);
        self.version += 1;
        self.client.edit(self.uri, self.version, &[(start, end, new)]);
        self.text.replace_range(range, new);
    }

    /// Backspaces over `old`, which stands at `at`, and types `new`.
    fn type_over(&mut self, at: usize, old: &str, new: &str) {
        for (offset, character) in old.char_indices().rev() {
            self.splice(at + offset..at + offset + character.len_utf8(), "");
        }
        for (offset, character) in new.char_indices() {
            self.splice(at + offset..at + offset, character.encode_utf8(&mut [0; 4]));
        }
    }

    /// The diagnostics of the text as it stands, once it has been compared and typing has rested. What stands as it stood
    /// is not sent again: then it is what was last shown.
    fn shown(&mut self) -> serde_json::Value {
        self.client.ask_at("textDocument/hover", self.uri, 0, 0);
        if let Some(shown) = self.client.settle(self.uri, REST) {
            self.last = shown;
        }
        self.last.clone()
    }
}

fn types_and_takes_back(case: &Case, encoding: &str, quiet_ms: u64) {
    let (source, target) = (case.name.replace("{}", "de"), case.name.replace("{}", "hu"));
    let folder = Folder::with(&[(&source, case.source), (&target, case.target)]);
    let uri = folder.uri(&target);
    let mut client = Client::start(Setup {
        capabilities: everything(&[encoding]),
        options: json!({ "quiet_ms": quiet_ms }),
        ..Setup::default()
    });
    client.open(&folder.uri(&source), case.source);
    client.open(&uri, case.target);
    let began = client
        .settle(&uri, Duration::from_millis(500))
        .map_or(json!([]), |shown| shown["diagnostics"].clone());
    assert_eq!(began, json!([]), "the two texts say the same");

    let at = case.target.find(case.right).expect("it stands there");
    let last = json!({ "diagnostics": began });
    let mut editor =
        Editor { client: &mut client, uri: &uri, encoding, text: case.target.to_owned(), version: 1, last };
    editor.type_over(at, case.right, case.wrong);
    let shown = editor.shown();
    assert_eq!(codes(&shown), [case.rule], "{encoding}: {shown:#}");
    let (line, start) = position(&editor.text, at, encoding);
    let range = &shown["diagnostics"][0]["range"];
    assert_eq!(range["start"], json!({ "line": line, "character": start }), "{encoding}");
    assert_eq!(range["end"]["line"], line, "{encoding}");

    editor.type_over(at, case.wrong, case.right);
    let shown = editor.shown();
    assert_eq!(shown["diagnostics"], began, "{encoding}: it ends where it began");
    client.settle(&uri, Duration::from_millis(200));
    client.forget_diagnostics();
}

#[test]
fn in_every_encoding_and_format() {
    for case in CASES {
        for encoding in ["utf-8", "utf-16", "utf-32"] {
            types_and_takes_back(case, encoding, 0);
        }
    }
}

#[test]
fn with_the_usual_rest() {
    types_and_takes_back(&CASES[0], "utf-16", 300);
}

#[test]
fn nothing_is_shown_while_somebody_types() {
    let case = &CASES[0];
    let (source, target) = (case.name.replace("{}", "de"), case.name.replace("{}", "hu"));
    let folder = Folder::with(&[(&source, case.source), (&target, case.target)]);
    let uri = folder.uri(&target);
    let mut client = Client::start(Setup { options: json!({ "quiet_ms": 600 }), ..Setup::default() });
    client.open(&uri, case.target);
    client.settle(&uri, Duration::from_millis(500));
    let at = case.target.find(case.right).expect("it stands there");
    let mut editor = Editor {
        client: &mut client,
        uri: &uri,
        encoding: "utf-16",
        text: case.target.to_owned(),
        version: 1,
        last: json!({ "diagnostics": [] }),
    };
    for digit in (at..at + case.right.len()).rev() {
        editor.splice(digit..digit + 1, "");
        let shown = editor.client.settle(&uri, Duration::from_millis(100)).unwrap_or_default();
        let listed = shown["diagnostics"].as_array().into_iter().flatten();
        // While it is half taken away nothing is said, and then no more than that it is still missing.
        for one in listed {
            assert_eq!((&one["code"], &one["severity"]), (&json!("number-missing"), &json!(4)), "{shown}");
            assert_eq!(digit, at, "the number is only half taken away: {shown}");
        }
    }
    let shown = editor.shown();
    assert!(!codes(&shown).is_empty(), "{shown}");
    client.settle(&uri, Duration::from_millis(200));
    client.forget_diagnostics();
}
