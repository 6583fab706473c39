//! Edits, against a string that is edited the slow and plain way.

use std::sync::Arc;

use diglot::text::{Change, Document, Encoding, Format, Position, Wrapping};
use proptest::prelude::*;

use crate::oracle::{self, ENCODINGS};

fn position() -> impl Strategy<Value = Position> {
    let column = prop_oneof![9 => 0..20_u32, 1 => Just(u32::MAX)];
    let line = prop_oneof![9 => 0..12_u32, 1 => Just(u32::MAX)];
    (line, column).prop_map(|(line, column)| Position { line, column })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        12 => (position(), position(), oracle::text()).prop_map(|(start, end, text)| Change::Range(start, end, text)),
        1 => oracle::text().prop_map(Change::Whole),
    ]
}

fn apply(text: &mut String, change: &Change, encoding: Encoding) {
    match change {
        Change::Whole(whole) => text.clone_from(whole),
        Change::Range(start, end, with) => {
            let (start, end) = (oracle::offset(text, *start, encoding), oracle::offset(text, *end, encoding));
            text.replace_range(start.min(end)..start.max(end), with);
        }
    }
}

fn at(line: u32, column: u32) -> Position {
    Position { line, column }
}

#[test]
fn each_change_counts_in_the_text_that_the_one_before_left() {
    let mut document = Document::new("one\ntwo\n", 1, Format::Plain, None);
    let changes = [
        Change::Range(at(0, 0), at(0, 0), "zero\r\n".to_owned()),
        Change::Range(at(2, 3), at(2, 0), "2".to_owned()),
        Change::Range(at(3, 0), at(9, 9), "three".to_owned()),
    ];
    document.apply(2, &changes, Encoding::Utf16);
    let snapshot = document.snapshot();
    assert_eq!(snapshot.rope().to_string(), "zero\r\none\n2\nthree");
    assert_eq!((snapshot.version, snapshot.paragraphs.len()), (2, 4));
}

#[test]
fn what_precedes_a_whole_text_is_gone() {
    let mut document = Document::new("one", 1, Format::Plain, None);
    let changes = [
        Change::Range(at(0, 0), at(0, 1), "x".to_owned()),
        Change::Whole("two".to_owned()),
        Change::Whole("drei".to_owned()),
        Change::Range(at(0, 4), at(0, 4), "!".to_owned()),
    ];
    document.apply(2, &changes, Encoding::Utf8);
    assert_eq!(document.snapshot().rope().to_string(), "drei!");
}

#[test]
fn a_snapshot_stays_as_it_was() {
    let mut document = Document::new("one\n\ntwo", 1, Format::Plain, None);
    let before = document.snapshot();
    document.apply(2, &[Change::Whole("three".to_owned())], Encoding::Utf8);
    assert_eq!((before.version, before.paragraphs.len()), (1, 2));
    assert_eq!(before.rope().to_string(), "one\n\ntwo");
}

#[test]
fn an_edit_does_not_flip_the_wrapping() {
    let wrapped = "The harvest of that year was the worst in\n".repeat(4);
    let wrapped = format!("{wrapped}memory.\n\n{wrapped}memory.\n");
    let mut document = Document::new(&wrapped, 1, Format::Plain, None);
    assert_eq!(document.snapshot().wrapping, Wrapping::BlankLines);
    let lines = [Change::Whole("One.\nTwo.\n".to_owned())];
    document.apply(2, &lines, Encoding::Utf16);
    assert_eq!(document.snapshot().paragraphs.len(), 1, "decided when the document was opened");

    let mut document = Document::new("", 1, Format::Plain, None);
    document.apply(2, &[Change::Whole(wrapped)], Encoding::Utf16);
    assert_eq!(document.snapshot().wrapping, Wrapping::Lines, "decided when the document was opened");
}

#[test]
fn an_edit_reads_only_what_it_touched() {
    for (wrapping, untouched) in [(Wrapping::Lines, 4), (Wrapping::BlankLines, 2)] {
        let mut document = Document::new("a\n\nb\nc\nd\n\ne", 1, Format::Plain, Some(wrapping));
        let before = document.snapshot();
        document.apply(2, &[Change::Range(at(3, 0), at(3, 1), "see\r\n".to_owned())], Encoding::Utf16);
        let after = document.snapshot();
        let is_shared =
            |prose| before.paragraphs.iter().any(|paragraph| Arc::ptr_eq(&paragraph.prose, prose));
        assert_eq!(after.paragraphs.iter().filter(|p| is_shared(&p.prose)).count(), untouched);
        let ends: Vec<u32> = after.paragraphs.iter().map(|p| p.range.end().into()).collect();
        assert_eq!((ends[0], ends.last()), (1, Some(&15)));
    }
}

proptest! {
    #[test]
    fn edited_is_as_fresh(
        text in oracle::text(),
        batches in prop::collection::vec(prop::collection::vec(change(), 0..4), 1..6),
        encoding in prop::sample::select(ENCODINGS.to_vec()),
        format in prop::sample::select(vec![Format::Plain, Format::Markdown]),
        wrapping in prop::sample::select(vec![Wrapping::Lines, Wrapping::BlankLines]),
    ) {
        let mut document = Document::new(&text, 0, format, Some(wrapping));
        let mut expected = text;
        for (batch, version) in batches.iter().zip(1..) {
            document.apply(version, batch, encoding);
            for change in batch {
                apply(&mut expected, change, encoding);
            }
            let snapshot = document.snapshot();
            prop_assert_eq!(snapshot.rope().to_string(), &expected[..]);
            prop_assert_eq!(snapshot.version, version);
            let fresh = Document::new(&expected, version, format, Some(wrapping)).snapshot();
            prop_assert_eq!(&snapshot.paragraphs, &fresh.paragraphs);
        }
    }
}
