//! `.diglot-ignore`: what a project ignores, by file, rule and key. Pure.

use text_size::TextRange;

use super::key::Key;
use super::{Fault, ignorable};
use crate::comparison::Rule;
use crate::project::config::node::{self, Entry as Setting, Node, Value};
use crate::project::config::reader::{outside, suggest};

/// What an entry may say.
const FIELDS: &[&str] = &["key", "reason", "text"];

/// An entry: one ignored divergence, or one rule ignored in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file, by its path from the folder of `.diglot-ignore`, `/` between its parts.
    pub file: String,
    /// The rule.
    pub rule: &'static Rule,
    /// Which divergence; `None` for all of the rule in the file.
    pub key: Option<Key>,
    /// Its bytes in `.diglot-ignore`.
    pub range: TextRange,
    /// Its place in the list of its rule, from 0.
    pub place: usize,
}

/// Reads `.diglot-ignore`. What is wrong is told and left out; the rest holds. Of what is no TOML only that is told.
pub fn parse(text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let (root, broken) = node::from_toml(text);
    let mut reader = Reader { entries: Vec::new(), faults: Vec::new() };
    reader.files(&root);
    let Reader { entries, mut faults } = reader;
    if let Some(broken) = broken {
        return (entries, vec![broken]);
    }
    faults.sort_by_key(|fault| (fault.range.start(), fault.range.end()));
    (entries, faults)
}

struct Reader {
    entries: Vec<Entry>,
    faults: Vec<Fault>,
}

impl Reader {
    fn files(&mut self, root: &Node) {
        let Value::Table(files) = &root.value else { return };
        for file in files {
            let Value::Table(rules) = &file.node.value else {
                self.wrong(file, "a table `[\"path/of/the.file\"]` with rules in it");
                continue;
            };
            if let Some(message) = outside(&file.key) {
                self.faults.push(Fault { range: file.range, message });
                continue;
            }
            for rule in rules {
                self.rule(&file.key, rule);
            }
        }
    }

    fn rule(&mut self, file: &str, setting: &Setting) {
        let rule = match ignorable(&setting.key) {
            Ok(rule) => rule,
            Err(refused) => {
                return self.faults.push(Fault { range: setting.range, message: refused.message });
            }
        };
        let Value::List(list) = &setting.node.value else {
            return self.wrong(setting, "a list of entries such as `{ key = \"…\", reason = \"…\" }`");
        };
        for (place, entry) in list.iter().enumerate() {
            if let Some(key) = self.entry(entry) {
                self.entries.push(Entry { file: file.to_owned(), rule, key, range: entry.range, place });
            }
        }
    }

    /// Which divergence an entry is of; `None` if it is none.
    #[expect(clippy::option_option, reason = "an entry without a key is something else than no entry")]
    fn entry(&mut self, entry: &Node) -> Option<Option<Key>> {
        let Value::Table(fields) = &entry.value else {
            let kind = entry.value.kind();
            let message = format!("an entry must be like `{{ key = \"…\", reason = \"…\" }}`, not {kind}");
            self.faults.push(Fault { range: entry.range, message });
            return None;
        };
        let mut key = Some(None);
        let mut is_known = true;
        for field in fields {
            match (field.key.as_str(), &field.node.value) {
                ("key", Value::Text(text)) => {
                    key = Key::parse(text).map(Some);
                    if key.is_none() {
                        let message = format!("`{text}` is no key; one is 12 of the characters 0–9 and a–f");
                        self.faults.push(Fault { range: field.node.range, message });
                    }
                }
                ("reason" | "text", Value::Text(_)) => {}
                ("key", _) => {
                    // An entry that has lost its key must not silence the whole file.
                    key = None;
                    self.wrong(field, "text in quotes");
                }
                ("reason" | "text", _) => self.wrong(field, "text in quotes"),
                (unknown, _) => {
                    let mut message = format!("unknown key `{unknown}`");
                    suggest(&mut message, unknown, FIELDS);
                    is_known = false;
                    self.faults.push(Fault { range: field.range, message });
                }
            }
        }
        // Something unknown may have been meant to be the key.
        key.filter(|key| is_known || key.is_some())
    }

    fn wrong(&mut self, setting: &Setting, wanted: &str) {
        let (key, kind) = (&setting.key, setting.node.value.kind());
        let message = format!("`{key}` must be {wanted}, not {kind}");
        self.faults.push(Fault { range: setting.node.range, message });
    }
}
