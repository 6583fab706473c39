//! One line of the stream: what is asked and what is answered.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::lines::Line;
use crate::bitext::{Bitext, Text};
use crate::cli::report::escape;
use crate::cli::words;
use crate::comparison::{self, Divergence, Spot};
use crate::language::{self, Language};
use crate::project::tag::Tag;
use crate::text::Snapshot;

/// What holds for all lines.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) languages: Languages,
    pub(super) settings: comparison::Settings,
}

/// The languages of lines that name none.
#[derive(Debug, Clone)]
pub(super) struct Languages {
    source: Option<&'static Language>,
    target: Option<&'static Language>,
}

#[cfg(test)]
impl Terms {
    pub(super) fn of(languages: Languages) -> Self {
        Self { languages, settings: comparison::Settings::default() }
    }
}

impl Languages {
    /// The languages that the flags name; otherwise what is wrong with them.
    pub(super) fn from_flags(source: Option<&str>, target: Option<&str>) -> Result<Self, String> {
        let source = source.map(language_of).transpose().map_err(|error| format!("--source: {error}"))?;
        let target = target.map(language_of).transpose().map_err(|error| format!("--target: {error}"))?;
        Ok(Self { source, target })
    }
}

/// What is known of a language: what holds everywhere, if it is one without data.
fn language_of(tag: &str) -> Result<&'static Language, String> {
    let language = language::language(tag);
    if language.tag == "und" && tag != "und" && Tag::parse(tag).is_none() {
        return Err(format!("`{}` is no language tag (BCP 47)", escape(tag)));
    }
    Ok(language)
}

/// What a line asks. Fields that are not named here are the asker's own.
#[derive(Debug, Deserialize)]
struct Item {
    #[serde(default)]
    id: Value,
    source: Paragraphs,
    target: Paragraphs,
    source_lang: Option<String>,
    target_lang: Option<String>,
}

/// The texts of a side, each one paragraph.
#[derive(Debug)]
struct Paragraphs(Vec<String>);

impl<'de> Deserialize<'de> for Paragraphs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Paragraphs;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Paragraphs, E> {
                Ok(Paragraphs(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Paragraphs, A::Error> {
                let mut list = Vec::with_capacity(texts.size_hint().unwrap_or(0));
                while let Some(text) = texts.next_element()? {
                    list.push(text);
                }
                Ok(Paragraphs(list))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    divergences: Vec<Found>,
}

#[derive(Serialize)]
struct Failure<'a> {
    id: &'a Value,
    error: String,
}

#[derive(Serialize)]
struct Found {
    rule: &'static str,
    kind: &'static str,
    severity: &'static str,
    message: String,
    source: Option<Range>,
    target: Option<Range>,
}

/// A place in a side's texts.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Range {
    /// 0-based index in the list.
    paragraph: u32,
    /// Code points from the text's beginning.
    start: usize,
    /// Likewise, exclusive.
    end: usize,
}

/// Appends the answer to `out`, with its line end. Says whether the line could be read.
pub(super) fn answer(line: &Line, terms: &Terms, out: &mut Vec<u8>) -> bool {
    let result = read(line).and_then(|item| {
        // One text that brings the check down must not cost the rest of the corpus.
        panic::catch_unwind(AssertUnwindSafe(|| check(&item, terms)))
            .unwrap_or_else(|_| Err("internal error, please report this line".to_owned()))
            .map(|divergences| write(&Answer { id: &item.id, divergences }, out))
            .map_err(|error| (item.id, error))
    });
    match result {
        Ok(()) => true,
        Err((id, error)) => {
            write(&Failure { id: &id, error: format!("line {}: {error}", line.number) }, out);
            false
        }
    }
}

fn write(answer: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, answer).expect("plain structs, written to memory");
    out.push(b'\n');
}

/// Reads a line; otherwise the id, as far as that can be read, and what is wrong.
fn read(line: &Line) -> Result<Item, (Value, String)> {
    let Some(bytes) = &line.bytes else {
        return Err((Value::Null, "too long".to_owned()));
    };
    // From a list the fields would be taken in order.
    let is_list = bytes.trim_ascii_start().starts_with(b"[");
    let item = if is_list { Err(None) } else { serde_json::from_slice(bytes).map_err(Some) };
    item.map_err(|error: Option<serde_json::Error>| {
        let value: Option<Value> = serde_json::from_str(&String::from_utf8_lossy(bytes)).ok();
        match (error, value) {
            (Some(error), None) => (Value::Null, in_one_line(&error)),
            (Some(error), Some(Value::Object(mut object))) => {
                (object.remove("id").unwrap_or_default(), in_one_line(&error))
            }
            _ => (Value::Null, "a line must be a JSON object".to_owned()),
        }
    })
}

/// The parser counts lines too, but each of ours is a text of its own.
fn in_one_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

fn check(item: &Item, terms: &Terms) -> Result<Vec<Found>, String> {
    let languages = &terms.languages;
    let source = text(&item.source, item.source_lang.as_deref(), languages.source, "source")?;
    let target = text(&item.target, item.target_lang.as_deref(), languages.target, "target")?;
    let bitext = Bitext::new(source, target, &terms.settings);
    Ok(bitext.divergences.iter().map(|divergence| found(&bitext, divergence, item)).collect())
}

fn text(
    paragraphs: &Paragraphs,
    tag: Option<&str>,
    flag: Option<&'static Language>,
    side: &str,
) -> Result<Arc<Text>, String> {
    let language =
        tag.map(language_of).transpose().map_err(|error| format!("`{side}_lang`: {error}"))?.or(flag);
    let language =
        language.ok_or_else(|| format!("no language: `{side}_lang` is missing, and --{side} not given"))?;
    Ok(Arc::new(Text::new(Snapshot::from_paragraphs(&paragraphs.0), language, Arc::default())))
}

fn found(bitext: &Bitext, divergence: &Divergence, item: &Item) -> Found {
    let range = |spot: Option<Spot>, texts: &Paragraphs| spot.and_then(|spot| range(spot, &texts.0));
    Found {
        rule: divergence.rule.id,
        kind: words::kind(divergence.rule.kind),
        severity: words::severity(divergence.severity),
        message: bitext.message(divergence),
        source: range(divergence.place.source(), &item.source),
        target: range(divergence.place.target(), &item.target),
    }
}

/// A spot in code points; `None` if it lies in no text, as the place in a side without any does.
fn range(spot: Spot, texts: &[String]) -> Option<Range> {
    let text = texts.get(spot.paragraph as usize)?;
    let start = code_points(text, spot.range.start());
    let end = code_points(text, spot.range.end());
    Some(Range { paragraph: spot.paragraph, start, end })
}

/// How many code points begin in the first `bytes` bytes.
fn code_points(text: &str, bytes: usize) -> usize {
    // In UTF-8, all bytes of a character but the first are 10xxxxxx.
    text.bytes().take(bytes).filter(|byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LocalRange;

    fn ask(line: &[u8]) -> String {
        let mut out = Vec::new();
        let languages = Languages::from_flags(None, Some("hu")).unwrap();
        answer(&Line { number: 7, bytes: Some(line.to_vec()) }, &Terms::of(languages), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn errors_name_the_line_and_keep_the_id() {
        let cases: &[(&[u8], &str)] = &[
            (
                br#"{"id": {"n": [1]}, "source": 3, "target": ""}"#,
                r#"{"id":{"n":[1]},"error":"line 7: invalid type: integer `3`, expected a text or a list of texts at column 30"}"#,
            ),
            (
                br#"{"id": "x", "source": ["a"], "target": ["b"]}"#,
                r#"{"id":"x","error":"line 7: no language: `source_lang` is missing, and --source not given"}"#,
            ),
            (
                b"{\"id\": \"x\", \"source\": \"\xFF\"}",
                r#"{"id":"x","error":"line 7: invalid unicode code point at column 24"}"#,
            ),
            (
                br#"{"id": 2, "source": "a", "target": "b", "source_lang": "german"}"#,
                r#"{"id":2,"error":"line 7: `source_lang`: `german` is no language tag (BCP 47)"}"#,
            ),
            (b" [1, 2]", r#"{"id":null,"error":"line 7: a line must be a JSON object"}"#),
            (
                br#"["x", "a", "b", "de", "hu"]"#,
                r#"{"id":null,"error":"line 7: a line must be a JSON object"}"#,
            ),
            (b"3", r#"{"id":null,"error":"line 7: a line must be a JSON object"}"#),
            (b"\"a\"", r#"{"id":null,"error":"line 7: a line must be a JSON object"}"#),
            (b"\xFF\xFE", r#"{"id":null,"error":"line 7: "#),
        ];
        for (line, expected) in cases {
            let got = ask(line);
            assert!(got.starts_with(expected), "{got}instead of\n{expected}");
        }
    }

    #[test]
    fn the_language_of_the_line_is_enough() {
        let line = r#"{"source": "Ja.", "target": ["Igen.", ""], "source_lang": "de-AT", "extra": 1}"#;
        assert!(ask(line.as_bytes()).starts_with(r#"{"id":null,"divergences":"#));
    }

    #[test]
    fn offsets_are_code_points_of_the_text() {
        let texts = [String::new(), "👩‍🚀 é 1961".to_owned()];
        let start = texts[1].find("1961").unwrap();
        let spot = Spot { paragraph: 1, range: LocalRange::new(start, start + 4) };
        assert_eq!(range(spot, &texts), Some(Range { paragraph: 1, start: 6, end: 10 }));
        assert_eq!(range(Spot { paragraph: 2, ..spot }, &texts), None);
    }
}
