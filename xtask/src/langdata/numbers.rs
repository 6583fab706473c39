//! Separators, digits, scale words, currencies and units.

use anyhow::Result;
use serde_json::Value;

use super::file::DataFile;
use super::text;

/// Currencies that a text is likely to name.
const CURRENCIES: &[&str] = &[
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DEM", "DKK", "EGP", "EUR",
    "FRF", "GBP", "HKD", "HRK", "HUF", "IDR", "ILS", "INR", "ISK", "ITL", "JPY", "KRW", "MXN", "MYR", "NGN",
    "NOK", "NZD", "PHP", "PKR", "PLN", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH",
    "USD", "VND", "ZAR",
];

/// Symbols that several currencies share; what they mean everywhere is said by hand.
const SHARED_SYMBOLS: &[&str] = &["$", "£", "¥", "kr", "€"];

/// Separators and how they are used.
pub(super) fn symbols(file: &mut DataFile, numbers: &Value, systems: &Value) -> Result<()> {
    let system = text(numbers, &["defaultNumberingSystem"])?;
    let symbols = |key: &str| {
        let mut found: Vec<String> = Vec::new();
        for system in [system.as_str(), "latn"] {
            let symbol = numbers[format!("symbols-numberSystem-{system}")][key].as_str().map(visible);
            found.extend(symbol.filter(|symbol| symbol.chars().count() == 1 && !found.contains(symbol)));
        }
        found
    };
    file.list("numbers", "decimals", &symbols("decimal"));
    file.list("numbers", "groups", &symbols("group"));
    file.scalar("numbers", "digits", &text(systems, &[&system, "_digits"])?);
    file.plain("numbers", "minimum_grouping", &text(numbers, &["minimumGroupingDigits"])?);
    let decimal = text(numbers, &[&format!("decimalFormats-numberSystem-{system}"), "standard"])?;
    file.plain("numbers", "indian", &decimal.contains("#,##,##0"));
    let percent = text(numbers, &[&format!("percentFormats-numberSystem-{system}"), "standard"])?;
    file.plain("numbers", "percent_space", &percent.contains(['\u{A0}', ' ', '\u{202F}']));
    Ok(())
}

/// Words and abbreviations for powers of ten.
pub(super) fn scales(file: &mut DataFile, numbers: &Value) {
    let system = numbers["defaultNumberingSystem"].as_str().unwrap_or_default();
    for (length, kind) in [("long", "scale"), ("short", "scale_abbreviation")] {
        for system in [system, "latn"] {
            let formats = &numbers[format!("decimalFormats-numberSystem-{system}")][length]["decimalFormat"];
            for (key, pattern) in formats.as_object().into_iter().flatten() {
                let (Some(power), Some(pattern)) = (key.split('-').next(), pattern.as_str()) else {
                    continue;
                };
                let zeros = pattern.matches('0').count();
                let word = visible(&pattern.replace(['0', '\''], ""));
                // "0" alone, or tens of nothing, is no power of ten that a word stands for.
                let exponent = power.len().saturating_sub(zeros);
                if zeros > 0 && exponent >= 2 && !word.trim().is_empty() && !file.has("scale", word.trim()) {
                    file.word(kind, &exponent.to_string(), &word);
                }
            }
        }
    }
}

/// Names and symbols of currencies.
pub(super) fn currencies(file: &mut DataFile, currencies: &Value) {
    for code in CURRENCIES {
        for (key, value) in currencies[*code].as_object().into_iter().flatten() {
            let Some(word) = value.as_str().filter(|word| word != code && !SHARED_SYMBOLS.contains(word))
            else {
                continue;
            };
            let kind = if key.starts_with("symbol") { "currency_symbol" } else { "currency" };
            file.word(kind, code, &visible(word));
        }
    }
}

/// Names of units in all their plural and case forms, and their symbols.
pub(super) fn units(file: &mut DataFile, units: &Value, ids: &[String]) {
    for id in ids {
        for (length, kind) in [("long", "unit"), ("short", "unit_symbol")] {
            for (key, pattern) in units[length][id].as_object().into_iter().flatten() {
                let Some(pattern) = pattern.as_str().filter(|_| key.contains("-count-")) else { continue };
                let word = match (pattern.strip_prefix("{0}"), pattern.strip_suffix("{0}")) {
                    (Some(word), _) | (_, Some(word)) => visible(word.trim()),
                    _ => continue, // a dual, which says the number itself
                };
                if kind == "unit" || !file.has("unit", &word) {
                    file.word(kind, id, &word);
                }
            }
        }
    }
}

/// The words for hundredths and thousandths, which CLDR has among the units.
pub(super) fn percent(file: &mut DataFile, units: &Value) {
    for (id, kind) in [("concentr-percent", "percent"), ("concentr-permille", "permille")] {
        for (key, pattern) in units["long"][id].as_object().into_iter().flatten() {
            if let Some(pattern) = pattern.as_str().filter(|_| key.contains("-count-")) {
                file.word(kind, "", &visible(&pattern.replace("{0}", "")));
            }
        }
    }
}

/// What counts centuries names one as well: "20th century".
pub(super) fn centuries(file: &mut DataFile) {
    for word in file.words_of("unit", "duration-century") {
        file.word("century", "", &word);
    }
}

/// Without marks of direction.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')).collect()
}
