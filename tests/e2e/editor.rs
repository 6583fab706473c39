//! Every feature as an editor shows it: the cases are the files in `tests/fixtures/editor`, each with texts in which `‸`
//! marks the cursor (two of them a range), questions, and the answers in a form that people can read. After a change
//! that is meant, `DIGLOT_BLESS=1 cargo test --test e2e editor` writes the answers anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::harness::{Client, Folder, Setup, everything};
use crate::readable::{Page, Pages};

/// Marks the cursor; two of them mark a range.
const CURSOR: char = '‸';

/// A fenced block of a fixture.
struct Block {
    /// What stands behind the fence, in words: "file text.de.md".
    info: Vec<String>,
    text: String,
}

/// A piece of a fixture: what is written anew, or stands as it is.
enum Piece {
    /// Lines as they stand.
    Prose(String),
    Block(Block),
}

/// One case: a folder with files, and questions about them.
#[derive(Default)]
struct Case {
    files: Vec<(String, String)>,
    marks: Vec<(String, Vec<(u32, u32)>)>,
    client: Value,
    settings: Value,
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/editor");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .collect();
    found.sort();
    found
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut prose = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("````") else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        pieces.push(Piece::Prose(std::mem::take(&mut prose)));
        let inside = lines.by_ref().take_while(|line| *line != "````");
        let text = inside.fold(String::new(), |text, line| text + line + "\n");
        pieces.push(Piece::Block(Block { info: info.split_whitespace().map(str::to_owned).collect(), text }));
    }
    pieces.push(Piece::Prose(prose));
    pieces
}

/// The text without its marks, and where they were: lines and UTF-16 columns from 0.
fn unmarked(text: &str) -> (String, Vec<(u32, u32)>) {
    let mut marks = Vec::new();
    let (mut line, mut column) = (0, 0);
    for character in text.chars() {
        match character {
            CURSOR => marks.push((line, column)),
            '\n' => (line, column) = (line + 1, 0),
            _ => column += character.len_utf16() as u32,
        }
    }
    (text.replace(CURSOR, ""), marks)
}

fn merge(into: &mut Value, over: &Value) {
    match (into, over) {
        (Value::Object(into), Value::Object(over)) => {
            for (key, value) in over {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, over) => *into = over.clone(),
    }
}

impl Case {
    fn take(&mut self, block: &Block) {
        let words: Vec<&str> = block.info.iter().map(String::as_str).collect();
        match words[..] {
            ["file", name] => {
                let (text, marks) = unmarked(&block.text);
                self.files.push((name.to_owned(), text));
                self.marks.push((name.to_owned(), marks));
            }
            ["samples"] => {
                for name in block.text.lines() {
                    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/samples").join(name);
                    self.files.push((name.to_owned(), std::fs::read_to_string(path).expect("a sample")));
                }
            }
            ["client"] => self.client = serde_json::from_str(&block.text).expect("capabilities as JSON"),
            ["settings"] => self.settings = serde_json::from_str(&block.text).expect("settings as JSON"),
            _ => panic!("a block that nobody knows: {words:?}"),
        }
    }

    /// Where a question is asked: at its words, or at the marks of the file.
    fn places(&self, file: &str, words: Option<&str>) -> Vec<(u32, u32)> {
        let text = &self.files.iter().find(|(name, _)| name == file).expect("a file of the case").1;
        if let Some(words) = words {
            let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {file}"));
            let end = format!("{}{CURSOR}{}", &text[..at + words.len()], &text[at + words.len()..]);
            let start = format!("{}{CURSOR}{}", &text[..at], &text[at..]);
            return [unmarked(&start).1, unmarked(&end).1].concat();
        }
        let marks = self.marks.iter().find(|(name, _)| name == file).map(|(_, marks)| marks.clone());
        let marks = marks.unwrap_or_default();
        if marks.is_empty() { vec![(0, 0), (text.lines().count() as u32, 0)] } else { marks }
    }

    /// The parameters of whatever question about a place or a range.
    fn params(&self, folder: &Folder, file: &str, words: Option<&str>, more: &str) -> Value {
        let places = self.places(file, words);
        let at = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
        let (first, last) = (at(places[0]), at(places[places.len() - 1]));
        let mut params = json!({
            "textDocument": { "uri": folder.uri(file) },
            "position": first,
            "positions": [first],
            "range": { "start": first, "end": last },
            "context": { "includeDeclaration": false, "diagnostics": [], "triggerKind": 1 },
        });
        if !more.trim().is_empty() {
            let more = more.replace("$uri", &folder.uri(file)).replace("\"$position\"", &first.to_string());
            merge(&mut params, &serde_json::from_str(&more).expect("parameters as JSON"));
        }
        params
    }

    /// Plays the session, and says what was answered to each question.
    fn play(&self, questions: &[&Block]) -> Vec<String> {
        let files: Vec<_> = self.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let folder = Folder::with(&files);
        let mut setup = Setup { capabilities: everything(&["utf-16"]), ..Setup::default() };
        merge(&mut setup.capabilities, &self.client);
        merge(&mut setup.options, &self.settings);
        let can_show = setup.capabilities["window"]["showDocument"]["support"] == true;
        let mut client = Client::start(setup);
        let mut open = Vec::new();
        let pages = Pages::new(files.iter().map(|(name, text)| Page {
            name: (*name).to_owned(),
            uri: folder.uri(name),
            text: (*text).to_owned(),
        }));
        let mut answers = Vec::new();
        for question in questions {
            let [method, file, ..] = &question.info[1..] else { panic!("ask METHOD FILE") };
            let words = question.info[3..].join(" ");
            let words = words.strip_prefix("at ").map(|words| words.trim_matches('"'));
            if !open.contains(file) && !folder.path().join(file).is_dir() {
                let text = &self.files.iter().find(|(name, _)| name == file).expect("a file of the case").1;
                client.open(&folder.uri(file), text);
                open.push(file.clone());
            }
            let params = self.params(&folder, file, words, &question.text);
            let answer = client.ask(method, params);
            let mut said = if method.starts_with("textDocument/semanticTokens") {
                let legend =
                    &client.initialized["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
                pages.tokens(file, legend, &answer)
            } else {
                pages.readable(file, &answer)
            };
            let shows = method == "workspace/executeCommand" && !answer.is_null() && can_show;
            if shows {
                let request = client.asked("window/showDocument");
                let _ = write!(said, "the editor shows:\n{}", pages.readable(file, &request["params"]));
            }
            answers.push(said);
        }
        client.leave_unread();
        answers
    }
}

/// The fixture with the answers as they are.
fn answered(text: &str) -> String {
    let pieces = pieces(text);
    let mut written = String::new();
    // A case begins at a heading, and ends before the next.
    let mut starts: Vec<usize> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| matches!(piece, Piece::Prose(prose) if prose.lines().any(|line| line.starts_with("## "))))
        .map(|(index, _)| index)
        .collect();
    starts.push(pieces.len());
    for piece in &pieces[..starts[0]] {
        let Piece::Prose(prose) = piece else { panic!("a block before the first case") };
        written.push_str(prose);
    }
    for pair in starts.windows(2) {
        let pieces = &pieces[pair[0]..pair[1]];
        let mut case = Case { client: json!({}), settings: json!({}), ..Case::default() };
        let mut questions = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Block(block) if block.info[0] == "ask" => questions.push(block),
                Piece::Block(block) if block.info[0] != "answer" => case.take(block),
                _ => {}
            }
        }
        let mut answers = case.play(&questions).into_iter();
        let mut blank_follows = false;
        for piece in pieces {
            match piece {
                Piece::Prose(prose) if blank_follows && prose.trim().is_empty() => {}
                Piece::Prose(prose) => {
                    if blank_follows {
                        written.push('\n');
                        written.push_str(prose.trim_start_matches('\n'));
                    } else {
                        written.push_str(prose);
                    }
                    blank_follows = false;
                }
                Piece::Block(block) if block.info[0] == "answer" => {}
                Piece::Block(block) => {
                    if blank_follows {
                        written.push('\n');
                    }
                    let _ = write!(written, "````{}\n{}````\n", block.info.join(" "), block.text);
                    blank_follows = false;
                    if block.info[0] == "ask" {
                        let answer = answers.next().expect("an answer to each question");
                        let _ = write!(written, "\n````answer\n{answer}````\n");
                        blank_follows = true;
                    }
                }
            }
        }
    }
    written
}

#[test]
fn every_answer_is_as_the_fixture_says() {
    let bless = std::env::var_os("DIGLOT_BLESS").is_some();
    let mut differ = String::new();
    for path in fixtures() {
        let before = std::fs::read_to_string(&path).expect("a fixture");
        let after = answered(&before);
        if bless && before != after {
            std::fs::write(&path, &after).expect("a fixture can be written");
        } else if before != after {
            let diff = similar::TextDiff::from_lines(&before, &after);
            let _ = writeln!(differ, "{}\n{}", path.display(), diff.unified_diff().context_radius(6));
        }
    }
    assert!(differ.is_empty(), "the answers differ (DIGLOT_BLESS=1 takes them over):\n{differ}");
}
