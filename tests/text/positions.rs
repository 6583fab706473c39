//! Bytes ↔ positions, against the oracle.

use diglot::text::{Document, Encoding, Format, Position, Snapshot, TextRange, TextSize, Wrapping};
use proptest::prelude::*;

use crate::oracle::{self, ENCODINGS};

fn snapshot(text: &str) -> Snapshot {
    Document::new(text, 0, Format::Plain, Some(Wrapping::Lines)).snapshot()
}

fn at(line: u32, column: u32) -> Position {
    Position { line, column }
}

#[test]
fn only_three_terminators_end_a_line() {
    let text = snapshot("a\u{2028}b\u{2029}c\u{b}d\u{c}e\u{85}f\ng\r\nh\ri");
    let lines: Vec<_> = (0..5).map(|line| text.line_text(line).into_owned()).collect();
    assert_eq!(lines, ["a\u{2028}b\u{2029}c\u{b}d\u{c}e\u{85}f", "g", "h", "i", ""]);
    assert_eq!(text.line_of(text.len()), 3);
}

#[test]
fn columns_are_counted_in_the_unit_agreed_on() {
    let text = snapshot("x\n𝒳é1961\r\n");
    let year = TextSize::from(8);
    assert_eq!(text.slice(TextRange::at(year, 4.into())), "1961");
    assert_eq!(ENCODINGS.map(|encoding| text.position(year, encoding).column), [6, 3, 2]);
}

#[test]
fn positions_outside_are_clamped() {
    let text = snapshot("a𝒳\r\nb");
    for (position, encoding, offset) in [
        (at(0, 2), Encoding::Utf16, 1), // half a surrogate pair
        (at(0, 3), Encoding::Utf8, 1),  // inside a character
        (at(0, 9), Encoding::Utf16, 5), // behind the line's end: before its terminator
        (at(0, u32::MAX), Encoding::Utf32, 5),
        (at(1, 2), Encoding::Utf8, 8),
        (at(2, 0), Encoding::Utf8, 8), // behind the last line
        (at(u32::MAX, u32::MAX), Encoding::Utf16, 8),
    ] {
        assert_eq!(text.offset(position, encoding), TextSize::from(offset), "{position:?} in {encoding:?}");
    }
    assert_eq!(text.position(6.into(), Encoding::Utf16), at(0, 3), "inside a terminator is the line's end");
    assert_eq!(text.position(u32::MAX.into(), Encoding::Utf16), at(1, 1));
}

#[test]
fn paragraphs_are_found_by_offset() {
    let text = snapshot("ab\n\n cd ");
    let found: Vec<_> = (0..9).map(|offset| text.paragraph_at(offset.into())).collect();
    let (first, second) = (Some(0), Some(1));
    assert_eq!(found, [first, first, first, None, None, second, second, second, None]);
    assert_eq!(text.paragraph_at(u32::MAX.into()), None);
}

proptest! {
    #[test]
    fn positions_are_the_oracles(text in oracle::text()) {
        let snapshot = snapshot(&text);
        for encoding in ENCODINGS {
            for (offset, c) in text.char_indices().chain([(text.len(), ' ')]) {
                let position = snapshot.position((offset as u32).into(), encoding);
                prop_assert_eq!(position, oracle::position(&text, offset, encoding));
                let back = usize::from(snapshot.offset(position, encoding));
                let in_crlf = c == '\n' && text[..offset].ends_with('\r');
                prop_assert_eq!(back, if in_crlf { offset - 1 } else { offset });
                for inside in offset..offset + c.len_utf8() {
                    prop_assert_eq!(snapshot.position((inside as u32).into(), encoding), position);
                }
            }
        }
    }

    #[test]
    fn any_position_is_an_offset(text in oracle::text(), line in 0..30_u32, column in 0..60_u32) {
        let snapshot = snapshot(&text);
        for encoding in ENCODINGS {
            let offset = snapshot.offset(at(line, column), encoding);
            prop_assert_eq!(usize::from(offset), oracle::offset(&text, at(line, column), encoding));
            prop_assert_eq!(snapshot.offset(at(line, u32::MAX), encoding), snapshot.line_range(line).end());
        }
    }

    #[test]
    fn lines_are_the_oracles(text in oracle::text()) {
        let snapshot = snapshot(&text);
        let lines = oracle::lines(&text);
        for (line, &(start, end, next)) in lines.iter().enumerate() {
            let range = TextRange::new((start as u32).into(), (end as u32).into());
            prop_assert_eq!(snapshot.line_range(line as u32), range);
            prop_assert_eq!(snapshot.line_text(line as u32), &text[start..end]);
            for offset in start..next {
                prop_assert_eq!(snapshot.line_of((offset as u32).into()), line as u32);
            }
        }
        prop_assert_eq!(snapshot.line_range(lines.len() as u32), TextRange::empty(snapshot.len()));
        prop_assert_eq!(snapshot.line_text(u32::MAX), "");
    }

    #[test]
    fn any_range_is_sliced(text in oracle::text(), start in 0..200_u32, length in 0..200_u32) {
        let floor = |offset: u32| {
            (0..=text.len().min(offset as usize)).rev().find(|&at| text.is_char_boundary(at)).unwrap()
        };
        let range = TextRange::at(start.into(), length.into());
        prop_assert_eq!(snapshot(&text).slice(range), &text[floor(start)..floor(start + length)]);
    }
}
