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
