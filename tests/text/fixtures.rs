//! Runs the cases in `tests/fixtures/text`: a text each, and the paragraphs that are to be found in it.
//!
//! A file's extension is its cases' format. A case is
//!
//! ```text
//! ==== what it shows [crlf] [bom]
//! the text
//! ---- wrapping
//! Block: prose, with · for each byte of markup, ▒ for each that is opaque, ⏎ and ␍ for line breaks
//! ```
//!
//! Flags: `[crlf]` and `[cr]` change the text's line ends, `[bom]` puts a byte order mark before it, `[open]` takes its
//! last line end away. `UPDATE_FIXTURES=1 cargo test --test text fixtures` writes what is found into the files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use diglot::text::{Document, Format, MARKUP, OPAQUE, Snapshot, Wrapping};

#[test]
fn paragraphs_are_those_of_the_fixtures() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let mut failures = String::new();
    let files = fixture_files();
    assert!(files.len() >= 2, "the fixtures are where they were");
    for path in files {
        let file = std::fs::read_to_string(&path).unwrap();
        let format = Format::of_path(&path).expect("a fixture is named after its format");
        let mut found = String::new();
        for case in cases(&file) {
            let snapshot = Document::new(&case.text(), 0, format, None).snapshot();
            let paragraphs = show(&snapshot);
            if paragraphs != case.expected {
                let place = format!("{}:{}", path.display(), case.line);
                writeln!(
                    failures,
                    "{place}: {}\nexpected:\n{}found:\n{paragraphs}",
                    case.title, case.expected
                )
                .unwrap();
            }
            write!(found, "==== {}\n{}{paragraphs}", case.title, case.source).unwrap();
        }
        if update {
            std::fs::write(&path, found).unwrap();
        }
    }
    assert!(update || failures.is_empty(), "{failures}rerun: cargo test --test text fixtures");
}

fn fixture_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/text");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder is read").path())
        .collect();
    files.sort();
    files
}

struct Case<'a> {
    /// 1-based.
    line: usize,
    title: &'a str,
    /// With a line end after each line.
    source: &'a str,
    expected: &'a str,
}

fn cases(file: &str) -> Vec<Case<'_>> {
    let mut at = 0;
    let mut found = Vec::new();
    for part in file.split_inclusive('\n').collect::<Vec<_>>().chunk_by(|_, next| !next.starts_with("==== "))
    {
        let whole = &file[at..at + part.iter().map(|line| line.len()).sum::<usize>()];
        let line = file[..at].lines().count() + 1;
        at += whole.len();
        let title = whole.lines().next().and_then(|line| line.strip_prefix("==== "));
        let title = title.unwrap_or_else(|| panic!("line {line}: a case begins with `==== title`"));
        let body = &whole[part[0].len()..];
        let end = body.find("---- ").unwrap_or(body.len());
        found.push(Case { line, title, source: &body[..end], expected: &body[end..] });
    }
    found
}

impl Case<'_> {
    fn text(&self) -> String {
        let has = |flag| self.title.contains(flag);
        let mut text = self.source.to_owned();
        if has("[open]") {
            text.pop();
        }
        if has("[crlf]") {
            text = text.replace('\n', "\r\n");
        }
        if has("[cr]") {
            text = text.replace('\n', "\r");
        }
        if has("[bom]") {
            text.insert(0, '\u{feff}');
        }
        text
    }
}

fn show(snapshot: &Snapshot) -> String {
    let mut shown = match (snapshot.format, snapshot.wrapping) {
        (Format::Markdown, _) => "---- markdown\n".to_owned(),
        (_, Wrapping::Lines) => "---- lines\n".to_owned(),
        (_, Wrapping::BlankLines) => "---- blank lines\n".to_owned(),
    };
    for paragraph in snapshot.paragraphs.iter() {
        let prose: String = paragraph.prose.chars().map(visible).collect();
        let _ = write!(shown, "{:?}: {prose}", paragraph.block);
        match paragraph.literals.len() {
            0 => shown.push('\n'),
            count => drop(writeln!(shown, " ({count} literals)")),
        }
    }
    shown
}

fn visible(c: char) -> char {
    match c {
        MARKUP => '·',
        OPAQUE => '▒',
        '\n' => '⏎',
        '\r' => '␍',
        _ => c,
    }
}
