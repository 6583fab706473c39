//! `--format json`: one object. Lines and columns are 1-based, columns count code points, bytes are 0-based from the
//! start of the file.

use serde::Serialize;

use super::{Finding, Format, Place, Point, Summary};
use crate::cli::words;

/// The JSON report.
#[derive(Debug)]
pub(in crate::cli) struct Json;

#[derive(Serialize)]
struct Divergence<'a> {
    rule: &'static str,
    kind: &'static str,
    severity: &'static str,
    message: &'a str,
    source: Option<Side<'a>>,
    target: Option<Side<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    path: &'a str,
    language: Option<&'a str>,
    start: Point,
    end: Point,
    text: String,
}

impl Format for Json {
    fn opening(&self) -> &'static str {
        "{\"divergences\": [\n"
    }

    fn finding(&self, finding: &Finding) -> String {
        to_json(&Divergence {
            rule: finding.rule.id,
            kind: words::kind(finding.rule.kind),
            severity: words::severity(finding.severity),
            message: &finding.message,
            source: finding.source.as_ref().map(side),
            target: finding.target.as_ref().map(side),
        })
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn closing(&self, summary: &Summary) -> String {
        format!("\n], \"summary\": {}}}\n", to_json(summary))
    }
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs, written to memory")
}

fn side(place: &Place) -> Side<'_> {
    Side {
        path: &place.path,
        language: place.tag.as_deref(),
        start: Point::new(&place.snapshot, place.range.start()),
        end: Point::new(&place.snapshot, place.range.end()),
        text: place.snapshot.slice(place.range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Format as FileFormat, Snapshot, TextRange};

    fn side_of(text: &str, words: &str) -> serde_json::Value {
        let start = text.find(words).unwrap() as u32;
        let range = TextRange::new(start.into(), (start + words.len() as u32).into());
        let snapshot: Snapshot = Document::new(text, 0, FileFormat::Plain, None).snapshot();
        let place = Place {
            path: "a \"b\".txt".to_owned(),
            tag: Some("de-AT".to_owned()),
            language: "German".to_owned(),
            snapshot,
            range,
        };
        serde_json::to_value(side(&place)).unwrap()
    }

    fn points(text: &str, words: &str) -> [[u64; 3]; 2] {
        let side = side_of(text, words);
        assert_eq!(side["text"], words);
        ["start", "end"].map(|end| ["line", "column", "byte"].map(|unit| side[end][unit].as_u64().unwrap()))
    }

    #[test]
    fn lines_and_columns_count_from_1_and_bytes_from_0() {
        assert_eq!(points("1961", "1961"), [[1, 1, 0], [1, 5, 4]]);
        assert_eq!(points("a\nb 1961\n", "1961"), [[2, 3, 4], [2, 7, 8]]);
    }

    #[test]
    fn columns_count_code_points_whatever_stands_before() {
        assert_eq!(points("👩‍🚀 1961", "1961"), [[1, 5, 12], [1, 9, 16]]);
        assert_eq!(points("e\u{301} 1961", "1961"), [[1, 4, 4], [1, 8, 8]]);
        assert_eq!(points("eins\r\nzwei\r\n\r\n1961\r\n", "1961"), [[4, 1, 14], [4, 5, 18]]);
    }

    #[test]
    fn a_byte_order_mark_has_bytes_and_no_column() {
        assert_eq!(points("\u{feff}1961\r\n", "1961"), [[1, 1, 3], [1, 5, 7]]);
        assert_eq!(points("\u{feff}a\n1961", "1961"), [[2, 1, 5], [2, 5, 9]]);
    }

    #[test]
    fn paths_and_tags_are_those_of_the_user() {
        let side = side_of("1961", "1961");
        assert_eq!(side["path"], "a \"b\".txt");
        assert_eq!(side["language"], "de-AT");
    }
}
