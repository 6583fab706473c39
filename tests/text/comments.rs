//! Comments: which paragraph one is about, putting one before a paragraph, taking one out again.

use std::path::Path;

use diglot::text::{Change, Document, Encoding, Format, Insertion, Position, Snapshot, TextRange};

const WORD: &str = "diglot-ignore";

fn read(fixture: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
    std::fs::read_to_string(path).expect("the fixture is where it was")
}

fn snapshot(text: &str) -> Snapshot {
    Document::new(text, 0, Format::Markdown, None).snapshot()
}

/// The cases of a fixture: title, text, and what stands behind `---- `.
fn cases(file: &str) -> Vec<(&str, String, Vec<&str>)> {
    let parts = file.split("==== ").skip(1).map(|case| {
        let (title, rest) = case.split_once('\n').expect("a title");
        let is_expected = |line: &&str| line.starts_with("---- ");
        let text = rest.lines().take_while(|line| !is_expected(line)).flat_map(|line| [line, "\n"]).collect();
        (title, text, rest.lines().filter(is_expected).map(|line| &line["---- ".len()..]).collect())
    });
    parts.collect()
}

/// A text with a stretch of it replaced.
fn changed(before: &Snapshot, range: TextRange, text: &str) -> Snapshot {
    let mut document = Document::new(&before.rope().to_string(), 0, before.format, None);
    let [start, end] = [range.start(), range.end()].map(|at| before.position(at, Encoding::Utf8));
    let whole = before.rope().to_string();
    let mut expected = whole.clone();
    expected.replace_range(usize::from(range.start())..usize::from(range.end()), text);
    let change = Change::Range(
        Position { line: start.line, column: start.column },
        Position { line: end.line, column: end.column },
        text.to_owned(),
    );
    document.apply(1, &[change], Encoding::Utf8);
    let after = document.snapshot();
    assert_eq!(after.rope().to_string(), expected, "an editor can make the change");
    after
}

fn prose(snapshot: &Snapshot) -> Vec<String> {
    // What joins two lines of a paragraph may be another blank than before.
    snapshot.paragraphs.iter().map(|one| one.prose.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_comment_is_about_the_paragraph_it_stands_in_or_before() {
    let file = read("ignore/comments.md");
    let cases = cases(&file);
    assert!(cases.len() > 10);
    for (title, text, expected) in cases {
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let snapshot = snapshot(&text);
            let comments = snapshot.comments(WORD);
            let covered = comments.iter().map(|comment| match comment.paragraph {
                Some(index) => snapshot.slice(snapshot.paragraphs[index as usize].range),
                None => "-".to_owned(),
            });
            let covered: Vec<String> =
                covered.map(|text| text.split([' ', '\r', '\n']).next().unwrap().to_owned()).collect();
            assert_eq!(covered, expected, "{title}");
            for comment in &comments {
                let all = snapshot.slice(comment.range);
                assert!(all.starts_with("<!--") && all.ends_with("-->"), "{title}: {all}");
                assert_eq!(all[4..all.len() - 3], snapshot.slice(comment.body), "{title}");
            }
        }
    }
}

#[test]
fn a_comment_taken_out_changes_no_paragraph() {
    let file = read("ignore/comments.md");
    for (title, text, _) in cases(&file) {
        // Without it the lines around this one are one paragraph.
        if title.starts_with("between two lines") {
            continue;
        }
        let snapshot = snapshot(&text);
        for comment in snapshot.comments(WORD) {
            let cut = snapshot.without_comment(comment.range);
            assert!(cut.contains_range(comment.range), "{title}");
            let without = changed(&snapshot, cut, "");
            let trim = |prose: Vec<String>| -> Vec<String> {
                prose
                    .iter()
                    .map(|prose| prose.replace('\u{1}', "").split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect()
            };
            assert_eq!(
                trim(prose(&without)),
                trim(prose(&snapshot)),
                "{title}: {:?}",
                without.rope().to_string()
            );
            assert_eq!(without.comments(WORD).len() + 1, snapshot.comments(WORD).len(), "{title}");
        }
    }
}

/// Every paragraph of every Markdown text of the fixtures.
#[test]
fn a_comment_put_before_a_paragraph_is_about_it_and_changes_none() {
    let file = read("text/blocks.md");
    let mut count = 0;
    for case in file.split("==== ").skip(1) {
        let (title, rest) = case.split_once('\n').unwrap();
        let text = rest.split("---- markdown").next().unwrap();
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let before = snapshot(&text);
            for index in 0..before.paragraphs.len() as u32 {
                let words = format!("{WORD} number-missing");
                let Insertion { at, text: comment } = before.comment_before(index, &words).unwrap();
                let after = changed(&before, TextRange::empty(at), &comment);
                let shown = after.rope().to_string();
                assert_eq!(prose(&after), prose(&before), "{title}: {shown:?}");
                let comments = after.comments("number-missing");
                let [comment] = &comments[..] else { panic!("{title}: {comments:?} in {shown:?}") };
                assert_eq!(comment.paragraph, Some(index), "{title}: {shown:?}");
                let without = changed(&after, after.without_comment(comment.range), "");
                assert_eq!(without.rope().to_string(), before.rope().to_string(), "{title}: {shown:?}");
                count += 1;
            }
            let Insertion { at, text: comment } = before.comment_at_top(&format!("{WORD}-file")).unwrap();
            let after = changed(&before, TextRange::empty(at), &comment);
            assert_eq!(prose(&after), prose(&before), "{title}");
            assert_eq!(after.comments("diglot-ignore-file").len(), 1, "{title}");
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn plain_text_has_no_comments() {
    let snapshot = Document::new("<!-- diglot-ignore -->\nOne.\n", 0, Format::Plain, None).snapshot();
    assert_eq!(snapshot.comments(WORD), []);
    assert_eq!(snapshot.comment_before(0, WORD), None);
    assert_eq!(snapshot.comment_at_top(WORD), None);
}
