//! Which languages are made: those of CLDR's modern coverage, and of their scripts and regions those that may differ.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Cldr;

/// A region where fewer people speak a language has no file of its own.
const FEWEST_SPEAKERS: f64 = 1e6;

/// The tags to make, each after its parent. Whether a variant differs from its parent shows when it is made.
pub(super) fn tags(cldr: &Cldr) -> Result<Vec<String>> {
    let levels = cldr.json("cldr-core/coverageLevels.json")?;
    let levels =
        levels["effectiveCoverageLevels"].as_object().context("coverageLevels.json has no levels")?;
    let territories = cldr.json("cldr-core/supplemental/territoryInfo.json")?;
    let territories = &territories["supplemental"]["territoryInfo"];
    let modern = levels.iter().filter(|(_, level)| *level == "modern").map(|(tag, _)| tag);
    let mut tags: Vec<String> = modern
        .filter(|tag| *tag != "und" && (!tag.contains('-') || is_wanted(tag, territories)))
        .cloned()
        .collect();
    tags.sort_by_key(|tag| (tag.matches('-').count(), tag.clone()));
    Ok(tags)
}

/// The tag that a variant is a variant of: without its last part.
pub(super) fn parent(tag: &str) -> Option<&str> {
    tag.rsplit_once('-').map(|(parent, _)| parent)
}

/// Whether a variant is a script, a part of the world ("419"), or a region where many people speak an official language.
fn is_wanted(tag: &str, territories: &Value) -> bool {
    let Some((language, last)) = tag.rsplit_once('-') else { return true };
    let is_region = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_region {
        return last.len() == 4 || last.bytes().all(|byte| byte.is_ascii_digit());
    }
    let number = |value: &Value| value.as_str().and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    let territory = &territories[last];
    let spoken = &territory["languagePopulation"][language.replace('-', "_")];
    let speakers = number(&territory["_population"]) * number(&spoken["_populationPercent"]) / 100.0;
    spoken.get("_officialStatus").is_some() && speakers >= FEWEST_SPEAKERS
}

/// The language's name in English, with its script and region.
pub(super) fn name(cldr: &Cldr, tag: &str) -> Result<String> {
    let names = |kind: &str| cldr.read("cldr-localenames-full", "en", kind);
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let name = super::text(&names("languages")?, &["localeDisplayNames", "languages", language])?;
    let (scripts, territories) = (names("scripts")?, names("territories")?);
    let details: Vec<String> = parts
        .map(|part| {
            let (names, kind) =
                if part.len() == 4 { (&scripts, "scripts") } else { (&territories, "territories") };
            super::text(names, &["localeDisplayNames", kind, part])
        })
        .collect::<Result<_>>()?;
    Ok(if details.is_empty() { name } else { format!("{name} ({})", details.join(", ")) })
}
