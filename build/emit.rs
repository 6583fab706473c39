//! Writes what the files say as Rust statics and `fst` maps.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::Problem;
use super::language::{Form, Merged};
use super::units::Unit;

/// The Rust source being written.
pub(crate) struct Source {
    rust: String,
    languages: Vec<String>,
}

impl Source {
    pub(crate) fn new(units: &[Unit]) -> Self {
        let mut rust = String::from("// Made by the build script from src/language/data.\nuse super::*;\n");
        rust.push_str("pub(super) static UNITS: &[UnitOfMeasure] = &[\n");
        for Unit { id, quantity, factor, offset } in units {
            let _ = writeln!(
                rust,
                "UnitOfMeasure {{ id: {id:?}, quantity: {quantity:?}, factor: {factor:?}, offset: {offset:?} }},"
            );
        }
        rust.push_str("];\n");
        Self { rust, languages: Vec::new() }
    }

    /// Adds a language; its lexicon goes into a file of its own in `out`, unless it is that of the language `twin`.
    pub(crate) fn language(&mut self, language: &Merged, twin: &str, out: &Path) -> Result<(), Problem> {
        let name = constant(&language.tag);
        if twin == language.tag {
            self.write_lexicon(language, out)?;
        }
        let lexicon = format!(
            "lexicon: Lexicon {{ keys: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{twin}.fst\")), \
             entries: {}_SENSES }},",
            constant(twin)
        );
        let body = format!(
            "static {name}: Language = Language {{ tag: {:?}, name: {:?},\n{}\n{}\n{}\n{}\n{}\n{}\n{lexicon}\n}};\n",
            language.tag,
            language.name,
            numbers(language),
            dates(language),
            format_args!(
                "ordinals: Ordinals {{ dot: {}, endings: {} }},",
                language.dot,
                words(language, "endings")
            ),
            suffixes(language),
            forms(language),
            sentences(language),
        );
        self.rust.push_str(&body);
        self.languages.push(name);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> String {
        let _ = writeln!(
            self.rust,
            "pub(super) static LANGUAGES: &[&Language] = &[&{}];",
            self.languages.join(", &")
        );
        self.rust
    }

    /// Writes the map from word to senses; words with the same senses share one list of them.
    fn write_lexicon(&mut self, language: &Merged, out: &Path) -> Result<(), Problem> {
        let mut lists: BTreeMap<&[String], u64> = BTreeMap::new();
        for list in language.words.values().flat_map(|entry| [&entry.whole, &entry.stem]) {
            lists.insert(list, 0);
        }
        lists.insert(&[], 0); // sorts first: index 0 is "no sense"
        let mut rust = format!("static {}_SENSES: &[&[Sense]] = &[", constant(&language.tag));
        for (index, (list, at)) in lists.iter_mut().enumerate() {
            *at = index as u64;
            let senses: Vec<String> = list.iter().map(|sense| format!("Sense::{sense}")).collect();
            let _ = write!(rust, "&[{}],", senses.join(","));
        }
        rust.push_str("];\n");
        self.rust.push_str(&rust);
        let pairs = language
            .words
            .iter()
            .map(|(word, entry)| (word, lists[entry.whole.as_slice()] | lists[entry.stem.as_slice()] << 32));
        let map = fst::Map::from_iter(pairs).map_err(|error| error.to_string())?;
        let file = out.join(format!("{}.fst", language.tag));
        std::fs::write(file, map.as_fst().as_bytes()).map_err(|error| error.to_string())
    }
}

/// The name of a language's static.
fn constant(tag: &str) -> String {
    tag.to_uppercase().replace('-', "_")
}

fn numbers(language: &Merged) -> String {
    format!(
        "numbers: Numbers {{ decimals: &{:?}, groups: &{:?}, minimum_grouping: {}, indian: {}, percent_space: {}, \
         digits: {:?} }},",
        language.decimals,
        language.groups,
        language.minimum_grouping,
        language.indian,
        language.percent_space,
        language.digits,
    )
}

fn dates(language: &Merged) -> String {
    let orders: Vec<String> = language.orders.iter().map(|order| date_order(order)).collect();
    format!(
        "dates: Dates {{ orders: &[{}], numeric: {:?}, long: {:?}, day_month: {:?}, month_year: {:?}, months: &{:?}, \
         connectors: {}, capitalised: {}, half_day_first: {} }},",
        orders.join(","),
        language.numeric,
        language.long,
        language.day_month,
        language.month_year,
        language.months,
        words(language, "connectors"),
        language.capitalised,
        language.half_day_first,
    )
}

fn date_order(order: &str) -> String {
    let parts: Vec<String> = order
        .split_whitespace()
        .map(|part| format!("DatePart::{}{}", part[..1].to_uppercase(), &part[1..]))
        .collect();
    format!("[{}]", parts.join(","))
}

fn suffixes(language: &Merged) -> String {
    let form = |Form { suffix, after }: &Form| {
        format!("HarmonyForm {{ suffix: {suffix:?}, after: &[{}] }}", after.join(","))
    };
    let rows: Vec<String> = language
        .harmony
        .iter()
        .map(|row| format!("&[{}]", row.iter().map(form).collect::<Vec<_>>().join(",")))
        .collect();
    let mut holding: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, row) in language.harmony.iter().enumerate() {
        for form in row {
            holding.entry(&form.suffix).or_default().push(index);
        }
    }
    let holding: Vec<String> =
        holding.iter().map(|(suffix, rows)| format!("({suffix:?}, &{rows:?})")).collect();
    format!(
        "suffixes: Suffixes {{ digits: {}, decades: {}, words: {}, harmony: &[{}], holding: &[{}] }},",
        words(language, "digit_suffixes"),
        words(language, "decade_suffixes"),
        words(language, "word_suffixes"),
        rows.join(",\n"),
        holding.join(","),
    )
}

fn forms(language: &Merged) -> String {
    let rows = |name: &str| {
        let rows = language.forms.get(name).into_iter().flatten();
        rows.map(|row| format!("&{row:?}")).collect::<Vec<_>>().join(",")
    };
    let pattern = |name: &str| language.patterns.get(name).map_or("", String::as_str);
    format!(
        "forms: Forms {{ months: &[{}], weekdays: &[{}], periods: &[{}], decades: &[{}], first_day: {:?}, time: {:?}, \
         decade: {:?}, century: {:?} }},",
        rows("months"),
        rows("weekdays"),
        rows("periods"),
        rows("decades"),
        pattern("first_day"),
        pattern("time"),
        pattern("decade"),
        pattern("century"),
    )
}

fn sentences(language: &Merged) -> String {
    let mut rust = String::from("sentences: SentenceTables {");
    for name in [
        "never",
        "before_number",
        "may_end",
        "abbreviations",
        "starters",
        "before_ordinal",
        "after_ordinal",
        "digraphs",
    ] {
        let _ = writeln!(rust, "{name}: {},", words(language, name));
    }
    let endings: Vec<&String> = language.lists.get("abbreviation_endings").into_iter().flatten().collect();
    let _ = write!(
        rust,
        "abbreviation_endings: &{endings:?}, capitalised_nouns: {}, roman_first: {}, semicolon_asks: {}, no_case: {} }},",
        language.capitalised_nouns, language.roman_first, language.semicolon_asks, language.no_case,
    );
    rust
}

fn words(language: &Merged, name: &str) -> String {
    let list: Vec<&String> = language.lists.get(name).into_iter().flatten().collect();
    format!("Words(&{list:?})")
}
