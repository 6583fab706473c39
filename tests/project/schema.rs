//! The schema of the configuration is current, and editors have a setting for each of its keys.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default()
}

#[test]
fn the_schema_in_the_book_is_current() {
    const PATH: &str = "docs/diglot.schema.json";
    let current = serde_json::to_string_pretty(&diglot::project::schema()).expect("a schema is JSON") + "\n";
    if std::env::var_os("DIGLOT_BLESS").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH), &current)
            .expect("it can be written");
    }
    assert!(
        read(PATH) == current,
        "{PATH} is out of date: DIGLOT_BLESS=1 cargo test --test project schema writes it"
    );
}

#[test]
fn the_extension_has_a_setting_for_each_key() {
    /// What only the extension needs.
    const OWN: [&str; 2] = ["server.path", "trace.server"];
    let manifest: Value = serde_json::from_str(&read("editors/vscode/package.json")).expect("a manifest");
    let pages = manifest["contributes"]["configuration"].as_array().expect("pages of settings").iter();
    let settings: BTreeSet<String> = pages
        .flat_map(|page| page["properties"].as_object().expect("settings").keys())
        .filter_map(|key| key.strip_prefix("diglot."))
        .filter(|key| !OWN.contains(key))
        .map(str::to_owned)
        .collect();
    let schema = diglot::project::schema();
    let keys: BTreeSet<String> = schema["properties"].as_object().expect("keys").keys().cloned().collect();
    assert_eq!(settings, keys);
}
