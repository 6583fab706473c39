//! Each of these was seen to break a real server.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use diglot::server::{Ending, Options};
use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, at, codes, everything};

const SOURCE: &str = "Im Jahr 1958 begann die Kampagne in allen Provinzen des Landes.\n";
const TARGET: &str = "1958-ban kezdődött a kampány az ország összes tartományában.\n";

fn pair() -> Folder {
    Folder::with(&[("text.de.txt", SOURCE), ("text.hu.txt", TARGET)])
}

fn options(hook: impl Fn(&std::path::Path) + Send + Sync + 'static) -> Options {
    let mut options = Options::default();
    options.before_analysis = Some(Arc::new(hook));
    options
}

#[test]
fn thousands_of_changes_in_a_burst_keep_their_order() {
    let folder = pair();
    let uri = folder.uri("text.hu.txt");
    let mut client = Client::start(Setup::default());
    // The document grows by one character a change, each put behind the last one: any other order gives another text.
    client.open(&uri, "");
    let text: Vec<char> = TARGET.trim_end().chars().cycle().take(5000).collect();
    for (index, character) in text.iter().enumerate() {
        let (at, version) = (index as u32, index as i32 + 2);
        client.edit(&uri, version, &[((0, at), (0, at), &character.to_string())]);
    }
    // Whatever the 5,000 changes made, this one leaves a text whose diagnostics are known, unless one was lost.
    let expected: String = text.iter().collect();
    let cut = expected.char_indices().nth(1000).unwrap().0;
    let rest = expected[cut..].encode_utf16().count() as u32;
    client.edit(&uri, 5002, &[((0, 1000), (0, 1000 + rest), ""), ((0, 0), (0, 1000), SLIPPED)]);
    let shown = last_version(&mut client, &uri, 5002);
    assert_eq!(codes(&shown), ["number-changed"], "{shown}");
    let range = &shown["diagnostics"][0]["range"];
    assert_eq!(range["start"]["character"], 0, "{shown}");
}

/// The target with its year's digits swapped.
const SLIPPED: &str = "1985-ben kezdődött a kampány az ország összes tartományában.";

/// The list that is shown for this version.
fn last_version(client: &mut Client, uri: &str, version: i32) -> Value {
    loop {
        let shown = client.diagnostics(uri);
        if shown["version"] == version {
            client.forget_diagnostics();
            return shown;
        }
    }
}

#[test]
fn a_client_that_never_answers_is_served_all_the_same() {
    let folder = pair();
    let uri = folder.uri("text.hu.txt");
    let mut client = Client::start(Setup { answers: false, ..Setup::default() });
    client.open(&uri, SLIPPED);
    for _ in 0..2000 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": {} }));
    }
    let asked: Vec<i64> = (0..2000).map(|_| client.request("textDocument/hover", at(&uri, 0, 3))).collect();
    for id in asked {
        client.answer(id);
    }
    assert_eq!(codes(&client.diagnostics(&uri)), ["number-changed"]);
    client.forget_diagnostics();
}

#[test]
fn a_client_that_does_not_read_for_a_while_is_waited_for() {
    let mut client = Client::connect(Setup { pipe: 64, capabilities: json!({}), ..Setup::default() });
    let mut asked = Vec::new();
    let initialize =
        client.request("initialize", json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    std::thread::sleep(Duration::from_millis(50));
    for _ in 0..5000 {
        asked.push(client.request("textDocument/hover", at("file:///unknown.md", 0, 0)));
    }
    std::thread::sleep(Duration::from_secs(2));
    client.read_on();
    client.answer(initialize);
    client.notify("initialized", json!({}));
    for id in asked {
        client.response(id);
    }
}

#[test]
fn shutdown_is_answered_while_an_analysis_goes_on() {
    let folder = pair();
    let (busy, released) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (seen, release) = (Arc::clone(&busy), Arc::clone(&released));
    let mut client = Client::start(Setup {
        server: options(move |_| {
            seen.store(true, Ordering::SeqCst);
            while !release.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(5));
            }
        }),
        ..Setup::default()
    });
    let uri = folder.uri("text.hu.txt");
    client.open(&uri, TARGET);
    while !busy.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let asked: Vec<i64> = (0..300).map(|_| client.request("textDocument/hover", at(&uri, 0, 3))).collect();
    for version in 2..1000 {
        client.edit(&uri, version, &[((0, 0), (0, 0), "7")]);
    }
    // The analysis ends only when all is over: whatever waited for it would wait for ever.
    client.ask("shutdown", Value::Null);
    for id in asked {
        client.response(id);
    }
    assert_eq!(client.exit(), Ending::Orderly);
    released.store(true, Ordering::SeqCst);
}

#[test]
fn a_panic_in_an_analysis_costs_that_one_result() {
    let folder = pair();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let mut client = Client::start(Setup {
        server: options(move |path| {
            let first = path.ends_with("text.hu.txt") && counted.fetch_add(1, Ordering::SeqCst) == 0;
            assert!(!first, "planted");
        }),
        ..Setup::default()
    });
    let uri = folder.uri("text.hu.txt");
    client.open(&uri, SLIPPED);
    let log = client.log();
    assert!(log.contains("planted") && log.contains("text.hu.txt"), "{log}");
    assert_eq!(client.ask_at("textDocument/hover", &uri, 0, 3), Value::Null);
    client.edit(&uri, 2, &[((0, 0), (0, 0), " ")]);
    assert_eq!(codes(&client.diagnostics(&uri)), ["number-changed"]);
    client.forget_diagnostics();
    assert!(runs.load(Ordering::SeqCst) >= 2);
}

#[test]
fn an_outdated_result_is_never_shown() {
    let folder = pair();
    let (begun, runs) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let (begins, counted) = (Arc::clone(&begun), Arc::clone(&runs));
    let mut client = Client::start(Setup {
        server: options(move |path| {
            if path.ends_with("text.hu.txt") && counted.fetch_add(1, Ordering::SeqCst) == 0 {
                begins.store(true, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(400));
            }
        }),
        ..Setup::default()
    });
    let uri = folder.uri("text.hu.txt");
    client.open(&uri, SLIPPED);
    while !begun.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(5));
    }
    // The slip is mended while the text with it is still being compared.
    client.replace(&uri, 2, TARGET);
    assert_eq!(client.settle(&uri, Duration::from_millis(1500)), None);
    assert!(runs.load(Ordering::SeqCst) >= 2, "the new text was compared");
}

#[test]
fn what_was_edited_is_shown_as_what_was_opened() {
    let folder = pair();
    let uri = folder.uri("text.hu.txt");
    let (mut source, mut target) = (String::new(), String::new());
    for line in 0..12 {
        let year = 1900 + line;
        write!(source, "{SOURCE}Absatz {line}, im Jahr {year}.\n\n").expect("a string takes it");
        write!(target, "{TARGET}{line}. bekezdés, {year}-ban.\n\n").expect("a string takes it");
    }
    folder.write("text.de.txt", &source);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut typed = Client::start(Setup { capabilities: everything(&["utf-32"]), ..Setup::default() });
    typed.open(&uri, &target);
    let mut lines: Vec<Vec<char>> = target.split('\n').map(|line| line.chars().collect()).collect();
    let mut version = 1;
    let mut shown = json!([]);
    for round in 0..8 {
        for _ in 0..10 {
            // Digits are typed and taken away, and lines broken and joined, anywhere.
            let line = random(lines.len());
            let column = random(lines[line].len() + 1);
            version += 1;
            let at = (line as u32, column as u32);
            match random(4) {
                0 => {
                    typed.edit(&uri, version, &[(at, at, "\n")]);
                    let rest = lines[line].split_off(column);
                    lines.insert(line + 1, rest);
                }
                1 if line + 1 < lines.len() => {
                    let end = (line as u32, lines[line].len() as u32);
                    typed.edit(&uri, version, &[(end, (line as u32 + 1, 0), "")]);
                    let next = lines.remove(line + 1);
                    lines[line].extend(next);
                }
                2 if column < lines[line].len() => {
                    typed.edit(&uri, version, &[(at, (at.0, at.1 + 1), "")]);
                    lines[line].remove(column);
                }
                _ => {
                    typed.edit(&uri, version, &[(at, at, "7")]);
                    lines[line].insert(column, '7');
                }
            }
        }
        let text = lines.iter().map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n");
        // A question waits for the comparison.
        typed.ask_at("textDocument/hover", &uri, 0, 0);
        typed.settle(&uri, Duration::from_millis(300)).inspect(|last| shown = last["diagnostics"].clone());
        let mut opened = Client::start(Setup { capabilities: everything(&["utf-32"]), ..Setup::default() });
        opened.open(&uri, &text);
        let fresh = opened.diagnostics(&uri);
        assert_eq!(shown, fresh["diagnostics"], "round {round}");
        opened.settle(&uri, Duration::from_millis(100));
        opened.forget_diagnostics();
    }
    typed.settle(&uri, Duration::from_millis(100));
    typed.forget_diagnostics();
}

#[test]
fn what_it_knows_nothing_of_is_null() {
    let folder = Folder::with(&[("alone.md", "Only one, with 1958 in it.\n")]);
    let mut client = Client::start(Setup::default());
    let alone = folder.uri("alone.md");
    client.open(&alone, "Only one, with 1958 in it.\n");
    client.open("untitled:Untitled-1", "Just begun in 1958.");
    client.open("git:/x/text.hu.md?ref", "Just begun in 1958.");
    for uri in
        [&alone, "untitled:Untitled-1", "git:/x/text.hu.md?ref", "file:///never/opened.md", "", "no uri"]
    {
        for method in ["textDocument/hover", "textDocument/definition", "textDocument/references"] {
            assert_eq!(client.ask_at(method, uri, 0, 3), Value::Null, "{method} {uri}");
        }
        let params = json!({
            "textDocument": { "uri": uri },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } },
            "context": { "diagnostics": [] },
        });
        assert_eq!(client.ask("textDocument/codeAction", params), Value::Null, "{uri}");
    }
}

#[test]
fn messages_out_of_order_disturb_nothing() {
    let folder = pair();
    let uri = folder.uri("text.hu.txt");
    let mut client = Client::start(Setup::default());
    client.edit("file:///never/opened.md", 2, &[((0, 0), (0, 1), "x")]);
    client.close("file:///never/opened.md");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": "file:///never/opened.md" } }));
    client.open(&uri, TARGET);
    client.open(&uri, TARGET);
    // Versions that leap and go back are only echoed.
    client.replace(&uri, 7, TARGET);
    client.replace(&uri, 3, SLIPPED);
    let shown = last_version(&mut client, &uri, 3);
    assert_eq!(codes(&shown), ["number-changed"]);
    client.close(&uri);
    client.close(&uri);
    assert_eq!(codes(&client.diagnostics(&uri)), [""; 0]);
    client.forget_diagnostics();
}

#[test]
fn garbage_positions_are_clamped() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = pair();
        let uri = folder.uri("text.hu.txt");
        let mut client = Client::start(Setup { capabilities: everything(&[encoding]), ..Setup::default() });
        client.open(&uri, "😀");
        let odd = [json!(-1), json!(0), json!(1), json!(1.5), json!(1.797e308), json!(4_294_967_295_u64)];
        for line in &odd {
            for column in &odd {
                let range = json!({
                    "start": { "line": line, "character": column },
                    "end": { "line": column, "character": line },
                });
                let params = json!({
                    "textDocument": { "uri": uri, "version": 2 },
                    "contentChanges": [{ "range": range, "text": "é😀\r\n" }],
                });
                client.notify("textDocument/didChange", params);
                let asked = json!({
                    "textDocument": { "uri": uri }, "position": { "line": line, "character": column },
                });
                client.ask("textDocument/hover", asked);
            }
        }
        // It still counts as the editor does: the whole text is replaced, and the slip seen at its place.
        client.replace(&uri, 3, SLIPPED);
        let shown = last_version(&mut client, &uri, 3);
        assert_eq!(codes(&shown), ["number-changed"], "{encoding}");
    }
}

#[test]
fn broken_frames_cost_only_themselves() {
    let mut client = Client::start(Setup { capabilities: json!({}), ..Setup::default() });
    for broken in ["{", "[]", "null", "\u{feff}{}", r#"{"jsonrpc":"2.0","id":null}"#] {
        client.write(format!("Content-Length: {}\r\n\r\n{broken}", broken.len()).as_bytes());
    }
    client.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    client.write(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    // Lengths that nobody can mean, that are too short and too long, and a message deeper than any stack.
    client.write(b"Content-Length: 18446744073709551615\r\n\r\n");
    client.write(b"Content-Length: 3\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"initialized\"}");
    assert_eq!(client.ask_at("textDocument/hover", "file:///unknown.md", 0, 0), Value::Null);
    let deep = format!("{}{}", "[".repeat(1 << 20), "]".repeat(1 << 20));
    client.write(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    client.write(
        b"Content-Length: 45\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\"}Content-Length: 2\r\n\r\n{}",
    );
    assert_eq!(client.ask_at("textDocument/hover", "file:///unknown.md", 0, 0), Value::Null);
}

#[test]
fn a_cancelled_request_is_answered_once() {
    let folder = pair();
    let mut client = Client::start(Setup {
        server: options(|_| std::thread::sleep(Duration::from_millis(300))),
        ..Setup::default()
    });
    let uri = folder.uri("text.hu.txt");
    client.open(&uri, TARGET);
    let id = client.request("textDocument/hover", at(&uri, 0, 3));
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.response(id)["error"]["code"], -32800);
}

#[test]
fn a_question_is_answered_from_texts_that_stand_while_others_are_compared() {
    const ENGLISH: &str = "In 1958 the campaign began in all provinces of the country.\n";
    let folder = pair();
    folder.write("text.en.txt", ENGLISH);
    let slow = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&slow);
    let mut client = Client::start(Setup {
        server: options(move |path| {
            while path.ends_with("text.en.txt") && stop.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(5));
            }
        }),
        ..Setup::default()
    });
    let (hungarian, english) = (folder.uri("text.hu.txt"), folder.uri("text.en.txt"));
    client.open(&hungarian, TARGET);
    client.open(&english, ENGLISH);
    assert_ne!(client.ask_at("textDocument/hover", &english, 0, 3), Value::Null);
    slow.store(true, Ordering::SeqCst);
    client.edit(&english, 2, &[((0, 0), (0, 0), "Then. ")]);
    // Hungarian and German are as they were; of the English text only an outdated state is known.
    let asked = [&hungarian, &english].map(|uri| client.request("textDocument/hover", at(uri, 0, 3)));
    assert_ne!(client.answer(asked[0]), Value::Null);
    assert_eq!(client.answer(asked[1]), Value::Null);
    slow.store(false, Ordering::SeqCst);
    assert_ne!(client.ask_at("textDocument/hover", &english, 0, 8), Value::Null);
    client.settle("", Duration::from_millis(300));
    client.forget_diagnostics();
}
