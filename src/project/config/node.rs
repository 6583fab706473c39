//! Configuration as a tree of values, each with its place: the same for TOML and JSON. Pure.

use std::ops::Range;

use text_size::{TextRange, TextSize};
use toml::de::{DeTable, DeValue};

use super::Fault;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::project) struct Node {
    /// Its bytes in the file; empty for JSON, which comes without places.
    pub(in crate::project) range: TextRange,
    /// The value.
    pub(in crate::project) value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::project) enum Value {
    Switch(bool),
    Whole(i64),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// Something that no setting is, named as a message names it.
    Other(&'static str),
    /// Not set (JSON's `null`).
    Nothing,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::project) struct Entry {
    pub(in crate::project) key: String,
    /// Bytes of the key in the file.
    pub(in crate::project) range: TextRange,
    pub(in crate::project) node: Node,
}

impl Value {
    /// What it is, as a message names it.
    pub(in crate::project) fn kind(&self) -> &'static str {
        match self {
            Self::Switch(_) => "true or false",
            Self::Whole(_) => "a whole number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
            Self::Nothing => "nothing",
        }
    }
}

/// Reads TOML. Of what is broken the first is told, as the rest may only follow from it; it is left out, and what can be
/// read is read.
pub(in crate::project) fn from_toml(text: &str) -> (Node, Option<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults = errors.iter().map(|error| Fault {
        range: text_range(visible(text, error.span().unwrap_or(0..0))),
        message: one_line(error.message()),
    });
    let first = faults.min_by_key(|fault| fault.range.start());
    (Node { range: text_range(table.span()), value: toml_table(table.get_ref()) }, first)
}

/// The parser's place; where that is only a point, as where something ends too early, the line up to it. An empty range
/// would say the whole file.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(before) = text.get(..range.end).filter(|_| range.is_empty()) else { return range };
    let before = before.trim_end();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    before.len() - before[line..].trim_start_matches(blank).len()..before.len()
}

/// Reads JSON.
pub(in crate::project) fn from_json(json: &serde_json::Value) -> Node {
    let value = match json {
        serde_json::Value::Null => Value::Nothing,
        serde_json::Value::Bool(switch) => Value::Switch(*switch),
        serde_json::Value::Number(number) => number.as_i64().map_or(Value::Other("a number"), Value::Whole),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Array(list) => Value::List(list.iter().map(from_json).collect()),
        serde_json::Value::Object(table) => Value::Table(
            table
                .iter()
                .map(|(key, value)| Entry {
                    key: key.clone(),
                    range: TextRange::default(),
                    node: from_json(value),
                })
                .collect(),
        ),
    };
    Node { range: TextRange::default(), value }
}

fn toml_table(table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        range: text_range(key.span()),
        node: Node { range: text_range(value.span()), value: toml_value(value.get_ref()) },
    });
    Value::Table(entries.collect())
}

fn toml_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("a number that is too large"), Value::Whole),
        DeValue::Float(_) => Value::Other("a number with a fraction"),
        DeValue::Boolean(switch) => Value::Switch(*switch),
        DeValue::Datetime(_) => Value::Other("a date"),
        DeValue::Array(list) => Value::List(
            list.iter()
                .map(|value| Node { range: text_range(value.span()), value: toml_value(value.get_ref()) })
                .collect(),
        ),
        DeValue::Table(table) => toml_table(table),
    }
}

fn text_range(range: Range<usize>) -> TextRange {
    let [start, end] =
        [range.start, range.end.max(range.start)].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(TextSize::from(start), TextSize::from(end))
}

/// A parser's message, which may run over several lines, as one.
fn one_line(message: &str) -> String {
    message.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}
