//! Errors in `diglot.toml`, and which of two settings holds.

use std::fmt::Write as _;

use diglot::comparison::{Rule, Severity};
use diglot::project::config::{Layer, Mirror, Settings, Spelled, Units};
use diglot::project::{CONFIG_INVALID, Problem};
use diglot::text::Wrapping;

const RULES: &[&str] = &["number-format", "number-missing", "number-added"];

fn problems(toml: &str) -> Vec<String> {
    let (_, faults) = Layer::from_toml(toml, RULES);
    let path = std::path::Path::new("/p/diglot.toml");
    faults
        .into_iter()
        .map(|fault| {
            let problem = Problem::in_text(CONFIG_INVALID, path, toml, fault.range, fault.message);
            let words = &toml[problem.range];
            format!("{}:{} {words:?} {}", problem.line, problem.column, problem.message)
        })
        .collect()
}

#[test]
fn errors_name_their_place() {
    let mut failures = String::new();
    for (title, lines) in super::cases(include_str!("../fixtures/project/config.txt")) {
        let toml = super::behind(&lines, "| ");
        let wanted: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("! ")).collect();
        let windows = format!("\u{FEFF}{}", toml.replace('\n', "\r\n"));
        for toml in [toml, windows] {
            let found = problems(&toml);
            if found != wanted {
                let _ = writeln!(failures, "{title}:\n  wanted {wanted:#?}\n  found {found:#?}");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_is_right_beside_errors_holds() {
    let (layer, faults) = Layer::from_toml("mirror = \"same\"\ncolour = 1\nunits = \"strict\"\n", RULES);
    let settings = Settings::of(layer);
    assert_eq!((faults.len(), settings.mirror, settings.units), (1, Mirror::Same, Units::Strict));
}

#[test]
fn the_file_wins_over_the_editor_and_the_editor_over_the_defaults() {
    let client = serde_json::json!({
        "quiet_ms": 50, "mirror": "off", "paragraphs": "lines", "spelled": null,
        "rules": { "number-format": "off", "number-added": "error" },
    });
    let (client, faults) = Layer::from_json(&client, RULES);
    assert!(faults.is_empty(), "{faults:?}");
    let toml = "mirror = \"same\"\n[rules]\nnumber-format = \"hint\"\n";
    let (file, faults) = Layer::from_toml(toml, RULES);
    assert!(faults.is_empty(), "{faults:?}");
    let settings = Settings::of(client.merge(file));
    assert_eq!(settings.mirror, Mirror::Same, "the file's");
    assert_eq!(settings.quiet_ms, 50, "the editor's");
    assert_eq!(settings.paragraphs, Some(Wrapping::Lines), "the editor's");
    assert_eq!(settings.spelled, Spelled::Soft, "null is not set");
    assert_eq!(settings.limits.max_bytes, 64 << 20, "the default");
    let severity = |id| settings.severity(rule(id), Severity::Warning);
    assert_eq!(severity("number-format"), Some(Severity::Hint), "rule by rule: the file's");
    assert_eq!(severity("number-added"), Some(Severity::Error), "rule by rule: the editor's");
    assert_eq!(severity("number-missing"), Some(Severity::Warning), "its own");
}

#[test]
fn what_came_unsure_never_becomes_more() {
    let (layer, _) = Layer::from_toml("[rules]\nnumber-missing = \"error\"\nnumber-added = \"off\"\n", RULES);
    let settings = Settings::of(layer);
    assert_eq!(settings.severity(rule("number-missing"), Severity::Hint), Some(Severity::Hint));
    assert_eq!(settings.severity(rule("number-missing"), Severity::Warning), Some(Severity::Error));
    assert_eq!(settings.severity(rule("number-added"), Severity::Hint), None);
}

#[test]
fn settings_of_an_editor_that_are_wrong_are_told() {
    let (_, faults) = Layer::from_json(&serde_json::json!({ "quiet_ms": 1.5, "mirorr": 1 }), RULES);
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        messages,
        ["unknown key `mirorr`; did you mean `mirror`?", "`quiet_ms` must be a whole number, not a number",]
    );
}

fn rule(id: &str) -> &'static Rule {
    diglot::comparison::rules::rule(id).expect("a rule")
}
