//! Changes of `.diglot-ignore` and `diglot.toml` that leave alone what they do not concern: comments, order, blanks.
//! Pure.

use std::collections::BTreeSet;
use std::ops::Range;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::file::Entry;
use super::key::Key;

/// An entry to be added.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addition {
    /// The file, by its path from the folder of `.diglot-ignore`, `/` between its parts.
    pub file: String,
    /// The rule.
    pub rule: &'static str,
    /// Which divergence; `None` for all of the rule in the file.
    pub key: Option<Key>,
    /// The beginning of what is ignored, for people; may be empty.
    pub text: String,
    /// Why; may be empty.
    pub reason: String,
}

/// A replacement of a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the text as it is.
    pub range: Range<usize>,
    /// What stands there then.
    pub text: String,
}

/// The text of `.diglot-ignore` with more entries, each in its place: sorted by file, rule, key. One that is there
/// already is not added again. `None` if the text can't be read, or says something else where an entry would go.
pub fn with(text: &str, additions: &[Addition]) -> Option<String> {
    let mut document = parse(text)?;
    let mut additions: Vec<&Addition> = additions.iter().collect();
    additions.sort();
    additions.dedup_by_key(|added| (added.file.clone(), added.rule, added.key));
    for added in additions.chunk_by(|one, other| (&one.file, one.rule) == (&other.file, other.rule)) {
        let (file, rule) = (&added[0].file, added[0].rule);
        let rules = file_table(&mut document, file)?;
        let is_new = !rules.contains_key(rule);
        insert(rules.entry(rule).or_insert(value(Array::new())).as_array_mut()?, added);
        if is_new {
            rules.sort_values();
        }
    }
    Some(as_before(text, &document.to_string()))
}

/// The text of `.diglot-ignore` without these entries, nor what held nothing else. `None` if it can't be read.
pub fn without(text: &str, entries: &[&Entry]) -> Option<String> {
    let mut document = parse(text)?;
    let gone: BTreeSet<(&str, &str, usize)> =
        entries.iter().map(|entry| (entry.file.as_str(), entry.rule.id, entry.place)).collect();
    for &(file, rule, place) in gone.iter().rev() {
        let rules = document.get_mut(file)?.as_table_like_mut()?;
        let list = rules.get_mut(rule)?.as_array_mut()?;
        if place < list.len() {
            list.remove(place);
        }
        if list.is_empty() {
            rules.remove(rule);
            if rules.is_empty() {
                remove_table(&mut document, file);
            }
        }
    }
    Some(as_before(text, document.to_string().trim_start_matches(['\n', '\r'])))
}

/// The text of `diglot.toml` with a rule switched off. `None` if it can't be read.
pub fn with_rule_off(text: &str, rule: &str) -> Option<String> {
    let mut document = parse(text)?;
    if document.is_empty() {
        let mut rules = Table::new();
        rules.decor_mut().set_prefix(take_remarks(&mut document));
        document.insert("rules", Item::Table(rules));
    }
    let rules = document.entry("rules").or_insert(Item::Table(Table::new()));
    if let Some((_, last)) = rules.as_inline_table_mut().and_then(|rules| rules.iter_mut().last()) {
        // The blank before the closing brace is no blank before a comma.
        last.decor_mut().set_suffix("");
    }
    let rules = rules.as_table_like_mut()?;
    match rules.get_mut(rule).and_then(Item::as_value_mut) {
        Some(level) => {
            let decor = level.decor().clone();
            *level = Value::from("off");
            *level.decor_mut() = decor;
        }
        None => drop(rules.insert(rule, value("off"))),
    }
    Some(as_before(text, &document.to_string()))
}

/// What turns one text into another: the smallest stretch that differs.
pub fn splice(before: &str, after: &str) -> Splice {
    let same = |(one, other): &(char, char)| one == other;
    let prefix: usize = before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (rest_before, rest_after) = (&before[prefix..], &after[prefix..]);
    let suffix: usize = rest_before
        .chars()
        .rev()
        .zip(rest_after.chars().rev())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    Splice { range: prefix..before.len() - suffix, text: rest_after[..rest_after.len() - suffix].to_owned() }
}

fn parse(text: &str) -> Option<DocumentMut> {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").parse().ok()
}

/// The byte order mark and the line ends of the text before: the writer has neither.
fn as_before(before: &str, after: &str) -> String {
    let mark = if before.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let after = if before.contains("\r\n") { after.replace('\n', "\r\n") } else { after.to_owned() };
    format!("{mark}{after}")
}

/// What stands in a file that says nothing, to be put before the first thing it says.
fn take_remarks(document: &mut DocumentMut) -> String {
    let remarks = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    if remarks.trim().is_empty() { String::new() } else { format!("{}\n\n", remarks.trim_end()) }
}

/// The rules of a file; in a table of its own behind the last that sorts before it, if there is none yet.
fn file_table<'a>(document: &'a mut DocumentMut, file: &str) -> Option<&'a mut Table> {
    if !document.contains_key(file) {
        let before = document.iter().filter(|(name, _)| *name < file);
        let place = before.filter_map(|(_, item)| position(item)).max();
        let mut table = Table::new();
        let mut prefix = if document.is_empty() { take_remarks(document) } else { "\n".to_owned() };
        if let Some((first, was_first)) = first_table(document).filter(|_| place.is_none()) {
            // What stands at the top of the file stays there, apart from what belongs to the table below it.
            let before = prefix_of(was_first);
            let (top, own) = before.split_at(before.rfind("\n\n").map_or(0, |end| end + 2));
            was_first.decor_mut().set_prefix(format!("\n{own}"));
            top.clone_into(&mut prefix);
            table.set_position(Some(first - 1));
        } else {
            // Tables of one position stand in the order they were added in.
            table.set_position(place.or(Some(0)));
        }
        table.decor_mut().set_prefix(prefix);
        document.insert(file, Item::Table(table));
    }
    document.get_mut(file)?.as_table_mut()
}

/// Takes a file's table out; a remark above it stays, as it may be about all that follows.
fn remove_table(document: &mut DocumentMut, file: &str) {
    let Some(removed) = document.remove(file) else { return };
    let place = position(&removed);
    let remark = removed.as_table().map(prefix_of).filter(|prefix| prefix.contains('#'));
    let Some(remark) = remark else { return };
    let tables = document.iter_mut().filter_map(|(_, item)| item.as_table_mut());
    let next = tables.filter(|table| table.position() > place).min_by_key(|table| table.position());
    if let Some(next) = next {
        let prefix = format!("{remark}{}", prefix_of(next));
        next.decor_mut().set_prefix(prefix);
    } else {
        let trailing = format!("{remark}{}", document.trailing().as_str().unwrap_or_default());
        document.set_trailing(trailing);
    }
}

fn first_table(document: &mut DocumentMut) -> Option<(isize, &mut Table)> {
    let tables = document.iter_mut().filter_map(|(_, item)| item.as_table_mut());
    tables.filter_map(|table| Some((table.position()?, table))).min_by_key(|(position, _)| *position)
}

fn position(item: &Item) -> Option<isize> {
    item.as_table()?.position()
}

fn prefix_of(table: &Table) -> String {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned()
}

/// Puts entries, which are in order, into their rule's list, each before the first with a greater key, on a line of its
/// own.
fn insert(list: &mut Array, additions: &[&Addition]) {
    let known: Vec<(Option<Option<Key>>, Value)> =
        list.iter().map(|entry| (key_of(entry), entry.clone())).collect();
    let keys: BTreeSet<Option<Key>> = known.iter().filter_map(|(key, _)| *key).collect();
    let mut new = additions.iter().filter(|added| !keys.contains(&added.key)).peekable();
    list.clear();
    for (key, entry) in known {
        while let Some(added) = new.next_if(|added| key.is_some_and(|key| added.key < key)) {
            push(list, Value::InlineTable(fields(added)));
        }
        push(list, entry);
    }
    new.for_each(|added| push(list, Value::InlineTable(fields(added))));
    list.set_trailing_comma(true);
    if !list.trailing().as_str().unwrap_or_default().contains('\n') {
        list.set_trailing("\n");
    }
}

/// What an entry is of; `None` for what is no entry.
#[expect(clippy::option_option, reason = "an entry without a key is something else than no entry")]
fn key_of(entry: &Value) -> Option<Option<Key>> {
    match entry.as_inline_table()?.get("key") {
        None => Some(None),
        Some(key) => Key::parse(key.as_str()?).map(Some),
    }
}

fn fields(added: &Addition) -> InlineTable {
    let mut entry = InlineTable::new();
    let key = added.key.map(|key| key.to_string()).unwrap_or_default();
    for (name, said) in [("key", &key), ("text", &added.text), ("reason", &added.reason)] {
        if !said.is_empty() {
            entry.insert(name, said.as_str().into());
        }
    }
    entry
}

/// Puts an entry behind the others; on a line of its own, if it is not already, and with nothing before its comma.
fn push(list: &mut Array, mut entry: Value) {
    let [prefix, suffix] = [entry.decor().prefix(), entry.decor().suffix()]
        .map(|decor| decor.and_then(|decor| decor.as_str()).unwrap_or_default().to_owned());
    if !prefix.contains('\n') {
        entry.decor_mut().set_prefix("\n    ");
    }
    if suffix.trim().is_empty() {
        entry.decor_mut().set_suffix("");
    }
    list.push_formatted(entry);
}
