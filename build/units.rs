//! The table of units, shared by all languages.

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
struct Table {
    units: Vec<Unit>,
}

/// The units in the order of the file; that order is what a sense's index counts.
pub(crate) fn read(path: &Path) -> Result<Vec<Unit>, Problem> {
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
    Ok(table.units)
}
