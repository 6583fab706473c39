//! The table of units and what is known of currencies, shared by all languages.

use std::path::Path;

use serde::Deserialize;

use super::Problem;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    pub id: String,
    pub quantity: String,
    pub factor: f64,
    #[serde(default)]
    pub offset: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// The units in the order of the file; that order is what a sense's index counts.
    pub units: Vec<Unit>,
    /// Codes of the currencies written with "$".
    pub dollars: Vec<String>,
    /// Codes of the currencies whose names are those of weights.
    pub weights: Vec<String>,
}

/// Reads the file.
pub(crate) fn read(path: &Path) -> Result<Table, Problem> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let table: Table = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    for (index, unit) in table.units.iter().enumerate() {
        let problem = if table.units[..index].iter().any(|other| other.id == unit.id) {
            "stands twice"
        } else if !unit.factor.is_finite() || unit.factor <= 0.0 {
            "needs a factor above zero"
        } else {
            continue;
        };
        return Err(format!("{}: {} {problem}", path.display(), unit.id));
    }
    for code in table.dollars.iter().chain(&table.weights) {
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("{}: {code} is no currency code of three capitals", path.display()));
        }
    }
    Ok(table)
}
