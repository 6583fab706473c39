//! Answers of the server as people read them: places as line and column from 1 with the words that stand there, files by
//! their names, keys in the order of the alphabet.

use std::fmt::Write as _;

use serde_json::Value;

/// A file that answers may speak of.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) uri: String,
    pub(crate) text: String,
}

/// The files that answers may speak of.
pub(crate) struct Pages(Vec<Page>);

impl Pages {
    pub(crate) fn new(pages: impl Iterator<Item = Page>) -> Self {
        Self(pages.collect())
    }

    /// An answer to a question about `file`.
    pub(crate) fn readable(&self, file: &str, value: &Value) -> String {
        let page = self.0.iter().find(|page| page.name == file);
        let mut text = String::new();
        self.write(&mut text, value, page, 0);
        let mut text = text.trim_start_matches(['\n', ' ']).to_owned();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }

    /// Semantic tokens: each place with its words and what they are.
    pub(crate) fn tokens(&self, file: &str, legend: &Value, value: &Value) -> String {
        let page = self.0.iter().find(|page| page.name == file);
        let data: Vec<u64> =
            value["data"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let (mut line, mut column) = (0, 0);
        let mut text = String::new();
        for token in data.chunks(5) {
            (line, column) =
                if token[0] == 0 { (line, column + token[1]) } else { (line + token[0], token[1]) };
            let words = page.map(|page| between(&page.text, (line, column), (line, column + token[2])));
            let kind = legend[token[3] as usize].as_str().unwrap_or("?");
            let _ = writeln!(text, "{}:{} “{}” {kind}", line + 1, column + 1, words.unwrap_or_default());
        }
        if text.is_empty() { "nothing\n".to_owned() } else { text }
    }

    fn write(&self, text: &mut String, value: &Value, page: Option<&Page>, depth: usize) {
        let indent = "  ".repeat(depth);
        match value {
            Value::Null => text.push_str(" nothing\n"),
            Value::Bool(_) | Value::Number(_) => {
                let _ = writeln!(text, " {value}");
            }
            Value::String(said) => {
                let said = self.named(said);
                if said.trim_end_matches('\n').contains('\n') || said.ends_with('\n') {
                    text.push_str(" |\n");
                    for line in said.lines() {
                        let _ = writeln!(text, "{}", format!("{indent}{line}").trim_end());
                    }
                } else {
                    let _ = writeln!(text, " {said}");
                }
            }
            Value::Array(list) if list.is_empty() => text.push_str(" none\n"),
            Value::Array(list) => {
                text.push('\n');
                for one in list {
                    let mut inner = String::new();
                    self.write(&mut inner, one, page, depth + 1);
                    let inner = inner.trim_start();
                    let _ = write!(text, "{indent}- {inner}");
                }
            }
            Value::Object(_) if place(value).is_some() || range(value).is_some() => {
                let _ = writeln!(text, " {}", shown(value, page));
            }
            Value::Object(map) => {
                text.push('\n');
                let own = |key: &str| map.get(key).and_then(Value::as_str);
                let document = map.get("textDocument").and_then(|document| document["uri"].as_str());
                let uri = own("targetUri").or(own("uri")).or(document);
                let page_here = uri.map_or(page, |uri| self.0.iter().find(|page| page.uri == uri));
                for (key, inner) in map {
                    if key == "resultId" {
                        // It depends on where the files lie.
                        let _ = writeln!(text, "{indent}{key}: …");
                        continue;
                    }
                    let _ = write!(text, "{indent}{}:", self.named(key));
                    let keyed = self.0.iter().find(|page| page.uri == *key);
                    let page = if key == "originSelectionRange" { page } else { keyed.or(page_here) };
                    self.write(text, inner, page, depth + 1);
                }
            }
        }
    }

    /// A text with the files' names instead of their URIs.
    fn named(&self, said: &str) -> String {
        // Longer ones first: one may begin with another.
        let mut pages: Vec<&Page> = self.0.iter().collect();
        pages.sort_by_key(|page| std::cmp::Reverse(page.uri.len()));
        let folder = pages.first().and_then(|page| page.uri.strip_suffix(&page.name)).unwrap_or("\u{0}");
        let named = pages.iter().fold(said.to_owned(), |said, page| said.replace(&page.uri, &page.name));
        named.replace(folder, "")
    }
}

fn place(value: &Value) -> Option<(u64, u64)> {
    let is_place = value.as_object().is_some_and(|map| map.len() == 2);
    is_place.then(|| Some((value["line"].as_u64()?, value["character"].as_u64()?))).flatten()
}

fn range(value: &Value) -> Option<((u64, u64), (u64, u64))> {
    let is_range = value.as_object().is_some_and(|map| map.len() == 2);
    is_range.then(|| Some((place(&value["start"])?, place(&value["end"])?))).flatten()
}

/// "3:1–3:5 “1961”".
fn shown(value: &Value, page: Option<&Page>) -> String {
    if let Some((line, column)) = place(value) {
        return format!("{}:{}", line + 1, column + 1);
    }
    let Some((start, end)) = range(value) else { return value.to_string() };
    let words = page.map(|page| between(&page.text, start, end)).unwrap_or_default();
    let place = format!("{}:{}–{}:{}", start.0 + 1, start.1 + 1, end.0 + 1, end.1 + 1);
    let words = words.replace('\n', "⏎");
    match words.chars().count() {
        0 => place,
        1..=60 => format!("{place} “{words}”"),
        count => {
            let first: String = words.chars().take(25).collect();
            let last: String = words.chars().skip(count - 25).collect();
            format!("{place} “{first} … {last}”")
        }
    }
}

/// The words between two places, in UTF-16 columns.
fn between(text: &str, start: (u64, u64), end: (u64, u64)) -> String {
    let offset = |(line, column): (u64, u64)| {
        let before: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut left = column as usize;
        let inside = text[before..].chars().take_while(|character| {
            let fits = left >= character.len_utf16() && *character != '\n';
            left = left.saturating_sub(character.len_utf16());
            fits
        });
        before + inside.map(char::len_utf8).sum::<usize>()
    };
    text.get(offset(start)..offset(end)).unwrap_or("?").to_owned()
}
