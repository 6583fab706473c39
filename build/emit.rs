//! Writes what the files say as Rust statics, and their words as automata.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::Problem;
use super::automaton::{self, End};
use super::language::{Form, Merged};
use super::units::{Table, Unit};

/// The Rust source being written.
pub(crate) struct Source {
    rust: String,
    languages: Vec<String>,
}

impl Source {
    pub(crate) fn new(table: &Table) -> Self {
        let mut rust = String::from("// Made by the build script from src/language/data.\nuse super::*;\n");
        rust.push_str("pub(super) static UNITS: &[UnitOfMeasure] = &[\n");
        for Unit { id, quantity, factor, offset } in &table.units {
            let _ = writeln!(
                rust,
                "UnitOfMeasure {{ id: {id:?}, quantity: {quantity:?}, factor: {factor:?}, offset: {offset:?} }},"
            );
        }
        rust.push_str("];\n");
        for (name, codes) in [("DOLLARS", &table.dollars), ("WEIGHTS", &table.weights)] {
            let codes: String = codes.iter().map(|code| format!("*b{code:?}, ")).collect();
            let _ = writeln!(rust, "pub(super) static {name}: &[[u8; 3]] = &[{codes}];");
        }
        Self { rust, languages: Vec::new() }
    }

    /// Adds a language; its lexicon goes into a file of its own in `out`, unless it is that of the language `twin`.
    pub(crate) fn language(&mut self, language: &Merged, twin: &str, out: &Path) -> Result<(), Problem> {
        let name = constant(&language.tag);
        if twin == language.tag {
            self.write_lexicon(language, out)?;
        }
        let file = |kind: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{twin}.{kind}\"))");
        let lexicon = format!(
            "lexicon: Lexicon {{ slots: {}, numbers: {}, meanings: {2}_MEANINGS, senses: {2}_SENSES }},",
            file("words"),
            file("numbers"),
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
        let entries = language.words.values();
        let lists: BTreeSet<&[String]> =
            entries.clone().flat_map(|entry| [entry.whole.as_slice(), entry.stem.as_slice()]).collect();
        let meanings: BTreeSet<(&[String], &[String])> =
            entries.clone().map(|entry| (entry.whole.as_slice(), entry.stem.as_slice())).collect();
        let mut ranges: BTreeMap<&[String], (usize, usize)> = BTreeMap::new();
        let (mut senses, mut count) = (String::new(), 0);
        for list in lists {
            list.iter().for_each(|sense| senses.push_str(&format!("Sense::{sense},")));
            ranges.insert(list, (count, count + list.len()));
            count += list.len();
        }
        let pairs: Vec<String> = meanings
            .iter()
            .map(|(whole, stem)| {
                let ((whole, whole_end), (stem, stem_end)) = (ranges[whole], ranges[stem]);
                format!("[{whole},{whole_end},{stem},{stem_end}]")
            })
            .collect();
        let meanings: BTreeMap<_, u16> = meanings.into_iter().zip(0..).collect();
        let name = constant(&language.tag);
        let _ = writeln!(
            self.rust,
            "static {name}_SENSES: &[Sense] = &[{senses}];\nstatic {name}_MEANINGS: &[[u16; 4]] = &[{}];",
            pairs.join(",")
        );
        let numbers: Vec<u8> = entries
            .flat_map(|entry| meanings[&(entry.whole.as_slice(), entry.stem.as_slice())].to_le_bytes())
            .collect();
        let words = language.words.iter().map(|(word, entry)| {
            let end = match (entry.stem.is_empty(), entry.adds_up()) {
                (_, true) => End::Number,
                (false, _) => End::Stem,
                (true, _) => End::Whole,
            };
            (word.as_str(), end)
        });
        let words: Vec<_> = words.collect();
        for (kind, bytes) in [("words", automaton::compile(&words)), ("numbers", numbers)] {
            let file = out.join(format!("{}.{kind}", language.tag));
            std::fs::write(file, bytes).map_err(|error| error.to_string())?;
        }
        Ok(())
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
    let words = language.lists.get(name).into_iter().flatten();
    let words: Vec<_> = words.map(|word| (word.as_str(), End::Whole)).collect();
    format!("Words(b\"{}\")", automaton::compile(&words).escape_ascii())
}
