//! The JSON schema of `diglot.toml` and of the editors' settings, made from the types that hold them. Editors complete and
//! check by it; what `diglot.toml` means is decided by [`super::reader`] alone, and the tests hold the two together.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Layer;
use crate::comparison::rules::RULES;

/// The schema, for a file.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Layer).to_value();
    schema["title"] = "diglot.toml".into();
    schema["description"] = "How Diglot checks a text and its translations.".into();
    schema
}

/// How plain text is cut into paragraphs.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum ParagraphsWord {
    /// Each text tells by itself.
    Auto,
    /// Each line is a paragraph.
    Lines,
    /// Blank lines part the paragraphs.
    BlankLines,
}

/// How small numbers in words are taken.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum SpelledWord {
    /// They may explain a number and may be left out.
    Soft,
    /// They must be explained, as digits are.
    Strict,
}

/// How units of measure are compared.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum UnitsWord {
    /// Five miles are eight kilometres.
    Convert,
    /// Only the same unit is the same.
    Strict,
}

/// Files that belong together; either `glob` or `files`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct SetTable {
    /// A pattern or several. `{lang}` stands for the language's tag, `{path}` for any path.
    glob: Option<OneOrMore>,
    /// A file for each language, by its tag.
    files: Option<std::collections::BTreeMap<String, String>>,
    /// The language translated from.
    source: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What an editor shows inside the text.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct InlayHintsTable {
    /// Numbers of paragraphs, with the counterpart's where it is another one.
    paragraphs: Option<bool>,
    /// Counts of sentences, with the counterpart's where it is another one.
    sentences: Option<bool>,
}

/// A severity for each rule that there is.
pub(super) fn rules(_: &mut SchemaGenerator) -> Schema {
    let levels = ["off", "hint", "information", "warning", "error"];
    let rules = RULES
        .iter()
        .map(|rule| (rule.id.to_owned(), serde_json::json!({ "description": rule.summary, "enum": levels })));
    let rules: serde_json::Map<String, serde_json::Value> = rules.collect();
    json_schema!({ "type": ["object", "null"], "properties": rules, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::project::{Layer, rule_ids};

    /// What is said about settings.
    fn faults(settings: &Value) -> Vec<String> {
        Layer::from_json(settings, &rule_ids()).1.into_iter().map(|fault| fault.message).collect()
    }

    /// A schema with what it refers to in its place.
    fn resolved(schema: &Value, root: &Value) -> Value {
        match schema {
            Value::Object(map) => {
                if let Some(name) = map.get("$ref").and_then(Value::as_str) {
                    let name = name.trim_start_matches("#/$defs/");
                    return resolved(&root["$defs"][name], root);
                }
                map.iter().map(|(key, value)| (key.clone(), resolved(value, root))).collect()
            }
            Value::Array(list) => list.iter().map(|one| resolved(one, root)).collect(),
            other => other.clone(),
        }
    }

    /// The words that a schema allows, wherever it lists them.
    fn words(schema: &Value) -> Vec<Value> {
        let Some(map) = schema.as_object() else { return Vec::new() };
        let listed = map.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
        let constant = map.get("const").cloned();
        let nested = ["anyOf", "oneOf"].iter().filter_map(|key| map.get(*key)?.as_array());
        let nested = nested.flatten().flat_map(words);
        let all = listed.into_iter().chain(constant).chain(nested);
        all.filter(Value::is_string).collect()
    }

    #[test]
    fn it_has_the_keys_that_are_read_and_no_others() {
        let schema = schema();
        let keys: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, super::super::reader::KEYS);
        assert_eq!(schema["additionalProperties"], false);
        let described = schema["properties"].as_object().unwrap().values();
        assert!(described.clone().all(|key| key["description"].is_string()), "{schema:#}");
    }

    #[test]
    fn each_word_it_allows_is_read_and_no_other_is() {
        let schema = resolved(&schema(), &schema());
        let mut seen = 0;
        for (key, allowed) in schema["properties"].as_object().unwrap() {
            for word in words(allowed) {
                assert_eq!(faults(&json!({ key: word })), [""; 0], "{key}");
                seen += 1;
            }
            if !words(allowed).is_empty() {
                assert_ne!(faults(&json!({ key: "nonsense" })), [""; 0], "{key}");
            }
        }
        assert_eq!(seen, 10, "paragraphs, mirror, spelled, units");
        for (rule, allowed) in schema["properties"]["rules"]["properties"].as_object().unwrap() {
            for level in words(allowed) {
                assert_eq!(faults(&json!({ "rules": { rule: level } })), [""; 0], "{rule}");
            }
        }
        for hint in schema["properties"]["inlay_hints"]["anyOf"][0]["properties"].as_object().unwrap().keys()
        {
            assert_eq!(faults(&json!({ "inlay_hints": { hint: true } })), [""; 0], "{hint}");
        }
    }

    #[test]
    fn its_limits_are_those_that_are_read() {
        let schema = schema();
        for key in ["quiet_ms", "max_file_bytes", "max_line_bytes"] {
            let limits = &schema["properties"][key];
            let [least, most] = ["minimum", "maximum"].map(|limit| limits[limit].as_i64().unwrap());
            for (value, good) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
                assert_eq!(faults(&json!({ key: value })).is_empty(), good, "{key} = {value}");
            }
        }
    }
}
