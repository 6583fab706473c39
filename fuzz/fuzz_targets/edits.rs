//! Any history of edits leaves what a document that is read from scratch has.

#![no_main]

use arbitrary::Arbitrary;
use diglot::text::{Change, Document, Encoding, Format, Position};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct History {
    text: String,
    is_markdown: bool,
    encoding: u8,
    edits: Vec<Vec<Edit>>,
}

#[derive(Debug, Arbitrary)]
enum Edit {
    Whole(String),
    Range { start: (u8, u8), end: (u8, u8), text: String },
    Far { start: (u32, u32), end: (u32, u32), text: String },
}

fn change(edit: Edit) -> Change {
    let at = |(line, column): (u32, u32)| Position { line, column };
    let near = |(line, column): (u8, u8)| Position { line: (line % 16).into(), column: (column % 32).into() };
    match edit {
        Edit::Whole(text) => Change::Whole(text),
        Edit::Range { start, end, text } => Change::Range(near(start), near(end), text),
        Edit::Far { start, end, text } => Change::Range(at(start), at(end), text),
    }
}

fuzz_target!(|history: History| {
    let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][usize::from(history.encoding) % 3];
    let format = if history.is_markdown { Format::Markdown } else { Format::Plain };
    let mut document = Document::new(&history.text, 0, format, None);
    let wrapping = document.snapshot().wrapping;
    for (edits, version) in history.edits.into_iter().zip(1..) {
        let changes: Vec<Change> = edits.into_iter().map(change).collect();
        document.apply(version, &changes, encoding);
        let edited = document.snapshot();
        let fresh = Document::new(&edited.rope().to_string(), version, format, Some(wrapping)).snapshot();
        assert_eq!(edited.paragraphs, fresh.paragraphs);
    }
});
