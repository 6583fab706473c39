//! Writes what the files say as Rust statics and `fst` maps. What several languages share lies in the binary once: lists of
//! senses, word lists, whole lexicons.

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
    /// Every list of senses that some word has, with its index; index 0 is "no sense".
    senses: BTreeMap<Vec<String>, u64>,
    /// Word lists of more than one language or field, by their Rust.
    lists: BTreeMap<String, usize>,
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
        Self { rust, languages: Vec::new(), senses: BTreeMap::from([(Vec::new(), 0)]), lists: BTreeMap::new() }
    }

    /// Adds a language; its lexicon goes into a file of its own in `out`, unless it is that of the language `twin`.
    pub(crate) fn language(&mut self, language: &Merged, twin: &str, out: &Path) -> Result<(), Problem> {
        let name = constant(&language.tag);
        if twin == language.tag {
            self.write_lexicon(language, out)?;
        }
        let lexicon = format!(
            "lexicon: Lexicon {{ keys: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{twin}.fst\")), \
             entries: SENSES }},"
        );
        let body = format!(
            "static {name}: Language = Language {{ tag: {:?}, name: {:?}, lacks: &{:?},\n{}\n{}\n{}\n{}\n{}\n{lexicon}\n}};\n",
            language.tag,
            language.name,
            language.lacks,
            numbers(language),
            self.dates(language),
            format_args!(
                "ordinals: Ordinals {{ dot: {}, endings: {} }},",
                language.dot,
                self.words(language, "endings")
            ),
            self.suffixes(language),
            self.sentences(language),
        );
        self.rust.push_str(&body);
        self.languages.push(name);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> String {
        let mut lists: Vec<(&String, &usize)> = self.lists.iter().collect();
        lists.sort_by_key(|(_, index)| **index);
        for (list, index) in lists {
            let _ = writeln!(self.rust, "static LIST_{index}: &[&str] = &{list};");
        }
        let mut senses: Vec<(&Vec<String>, &u64)> = self.senses.iter().collect();
        senses.sort_by_key(|(_, index)| **index);
        self.rust.push_str("static SENSES: &[&[Sense]] = &[");
        for (list, _) in senses {
            let senses: Vec<String> = list.iter().map(|sense| format!("Sense::{sense}")).collect();
            let _ = write!(self.rust, "&[{}],", senses.join(","));
        }
        self.rust.push_str("];\n");
        let _ = writeln!(
            self.rust,
            "pub(super) static LANGUAGES: &[&Language] = &[&{}];",
            self.languages.join(", &")
        );
        self.rust
    }

    /// Writes the map from word to senses.
    fn write_lexicon(&mut self, language: &Merged, out: &Path) -> Result<(), Problem> {
        let mut builder = fst::MapBuilder::memory();
        for (word, entry) in &language.words {
            let value = self.index(&entry.whole) | self.index(&entry.stem) << 32;
            builder.insert(word, value).map_err(|error| error.to_string())?;
        }
        let bytes = builder.into_inner().map_err(|error| error.to_string())?;
        let file = out.join(format!("{}.fst", language.tag));
        std::fs::write(file, bytes).map_err(|error| error.to_string())
    }

    /// Where a list of senses stands among all of them.
    fn index(&mut self, senses: &[String]) -> u64 {
        if let Some(&index) = self.senses.get(senses) {
            return index;
        }
        let index = self.senses.len() as u64;
        self.senses.insert(senses.to_vec(), index);
        index
    }

    /// A word list of the language.
    fn words(&mut self, language: &Merged, name: &str) -> String {
        format!("Words({})", self.list(language, name))
    }

    /// The texts of such a list.
    fn list(&mut self, language: &Merged, name: &str) -> String {
        let list: Vec<&String> = language.lists.get(name).into_iter().flatten().collect();
        if list.is_empty() {
            return "&[]".to_owned();
        }
        let next = self.lists.len();
        let index = self.lists.entry(format!("{list:?}")).or_insert(next);
        format!("LIST_{index}")
    }

    fn dates(&mut self, language: &Merged) -> String {
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
            self.words(language, "connectors"),
            language.capitalised,
            language.half_day_first,
        )
    }

    fn suffixes(&mut self, language: &Merged) -> String {
        let form = |Form { suffix, after }: &Form| {
            format!("HarmonyForm {{ suffix: {suffix:?}, after: &[{}] }}", after.join(","))
        };
        let rows: Vec<String> = language
            .harmony
            .iter()
            .map(|row| format!("&[{}]", row.iter().map(form).collect::<Vec<_>>().join(",")))
            .collect();
        format!(
            "suffixes: Suffixes {{ digits: {}, decades: {}, words: {}, harmony: &[{}] }},",
            self.words(language, "digit_suffixes"),
            self.words(language, "decade_suffixes"),
            self.words(language, "word_suffixes"),
            rows.join(",\n"),
        )
    }

    fn sentences(&mut self, language: &Merged) -> String {
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
            let _ = writeln!(rust, "{name}: {},", self.words(language, name));
        }
        let _ = write!(
            rust,
            "abbreviation_endings: {}, capitalised_nouns: {}, roman_first: {}, semicolon_asks: {}, no_case: {} }},",
            self.list(language, "abbreviation_endings"),
            language.capitalised_nouns,
            language.roman_first,
            language.semicolon_asks,
            language.no_case,
        );
        rust
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

fn date_order(order: &str) -> String {
    let parts: Vec<String> = order
        .split_whitespace()
        .map(|part| format!("DatePart::{}{}", part[..1].to_uppercase(), &part[1..]))
        .collect();
    format!("[{}]", parts.join(","))
}
