//! Writes what the files say as Rust statics, and their words as automata. What several languages share lies in the binary
//! once: meanings, word lists, whole lexicons.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::Problem;
use super::automaton::{self, End};
use super::language::{Form, Merged};
use super::senses::Entry;
use super::units::{Table, Unit};

/// The Rust source being written.
pub(crate) struct Source {
    rust: String,
    languages: Vec<String>,
    /// Every meaning that some word of some language has, with its index.
    meanings: BTreeMap<Entry, u16>,
    /// Lists of more than one language or field, by their Rust.
    lists: BTreeMap<String, usize>,
    /// The automata of word lists of more than one language or field, by their words.
    tables: BTreeMap<Vec<String>, usize>,
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
            let codes: Vec<String> = codes.iter().map(|code| format!("*b{code:?}")).collect();
            let _ = writeln!(rust, "pub(super) static {name}: &[[u8; 3]] = &[{}];", codes.join(", "));
        }
        Self {
            rust,
            languages: Vec::new(),
            meanings: BTreeMap::new(),
            lists: BTreeMap::new(),
            tables: BTreeMap::new(),
        }
    }

    /// Adds a language; its lexicon goes into a file of its own in `out`, unless it is that of the language `twin`.
    pub(crate) fn language(&mut self, language: &Merged, twin: &str, out: &Path) -> Result<(), Problem> {
        let name = constant(&language.tag);
        if twin == language.tag {
            self.write_lexicon(language, out)?;
        }
        let file = |kind: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{twin}.{kind}\"))");
        let lexicon = format!(
            "lexicon: Lexicon {{ slots: {}, numbers: {}, meanings: MEANINGS, senses: SENSES }},",
            file("words"),
            file("numbers"),
        );
        let body = format!(
            "static {name}: Language = Language {{ tag: {:?}, name: {:?}, lacks: &{:?},\n{}\n{}\n{}\n{}\n{}\n{}\n{lexicon}\n}};\n",
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
            forms(language),
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
        self.write_tables();
        self.write_meanings();
        let _ = writeln!(
            self.rust,
            "pub(super) static LANGUAGES: &[&Language] = &[&{}];",
            self.languages.join(", &")
        );
        self.rust
    }

    /// Writes the automata of the word lists.
    fn write_tables(&mut self) {
        for (words, index) in &self.tables {
            let words: Vec<_> = words.iter().map(|word| (word.as_str(), End::Whole)).collect();
            let table = automaton::compile(&words);
            let _ = writeln!(self.rust, "static TABLE_{index}: &[u8] = b\"{}\";", table.escape_ascii());
        }
    }

    /// Writes the lists of senses, one behind the other, and for each meaning where its two begin and end.
    fn write_meanings(&mut self) {
        let mut meanings: Vec<(&Entry, &u16)> = self.meanings.iter().collect();
        meanings.sort_by_key(|(_, index)| **index);
        let lists = meanings.iter().flat_map(|(entry, _)| [&entry.whole, &entry.stem]);
        let mut ranges: BTreeMap<&Vec<String>, (usize, usize)> = BTreeMap::new();
        let (mut senses, mut count) = (String::new(), 0);
        for list in lists {
            ranges.entry(list).or_insert_with(|| {
                for sense in list {
                    let _ = write!(senses, "Sense::{sense},");
                }
                count += list.len();
                (count - list.len(), count)
            });
        }
        let pairs: Vec<String> = meanings
            .iter()
            .map(|(entry, _)| {
                let ((whole, whole_end), (stem, stem_end)) = (ranges[&entry.whole], ranges[&entry.stem]);
                format!("[{whole},{whole_end},{stem},{stem_end}]")
            })
            .collect();
        let _ = writeln!(
            self.rust,
            "static SENSES: &[Sense] = &[{senses}];\nstatic MEANINGS: &[[u16; 4]] = &[{}];",
            pairs.join(",")
        );
    }

    /// Writes the automaton of the words, and for each word, in order, the index of its meaning.
    fn write_lexicon(&mut self, language: &Merged, out: &Path) -> Result<(), Problem> {
        let mut numbers = Vec::new();
        for entry in language.words.values() {
            let next = self.meanings.len();
            let index = match self.meanings.get(entry) {
                Some(&index) => index,
                None => u16::try_from(next).map_err(|_| "the languages' words have too many meanings")?,
            };
            self.meanings.insert(entry.clone(), index);
            numbers.extend(index.to_le_bytes());
        }
        let words = language.words.iter().map(|(word, entry)| (word.as_str(), entry.end()));
        let words: Vec<_> = words.collect();
        for (kind, bytes) in [("words", automaton::compile(&words)), ("numbers", numbers)] {
            let file = out.join(format!("{}.{kind}", language.tag));
            std::fs::write(file, bytes).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// A word list of the language.
    fn words(&mut self, language: &Merged, name: &str) -> String {
        let words = language.lists.get(name).into_iter().flatten().cloned().collect();
        let next = self.tables.len();
        format!("Words(TABLE_{})", self.tables.entry(words).or_insert(next))
    }

    /// A list of texts of the language.
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
             connectors: {}, capitalised: {}, half_day_first: {}, marks: {:?} }},",
            orders.join(","),
            language.numeric,
            language.long,
            language.day_month,
            language.month_year,
            language.months,
            self.words(language, "connectors"),
            language.capitalised,
            language.half_day_first,
            language.marks,
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
        let mut holding: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, row) in language.harmony.iter().enumerate() {
            for form in row {
                holding.entry(&form.suffix).or_default().push(index);
            }
        }
        let holding: Vec<String> =
            holding.iter().map(|(suffix, rows)| format!("({suffix:?}, &{rows:?})")).collect();
        format!(
            "suffixes: Suffixes {{ digits: {}, decades: {}, approximate: {}, words: {}, harmony: &[{}], holding: &[{}] }},",
            self.words(language, "digit_suffixes"),
            self.words(language, "decade_suffixes"),
            self.words(language, "approximate_suffixes"),
            self.words(language, "word_suffixes"),
            rows.join(",\n"),
            holding.join(","),
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
            "joins",
            "before_ordinal",
            "after_ordinal",
            "digraphs",
        ] {
            let _ = writeln!(rust, "{name}: {},", self.words(language, name));
        }
        let _ = write!(
            rust,
            "abbreviation_endings: {}, capitalised_nouns: {}, roman_first: {}, semicolon_asks: {}, no_case: {}, letters: {} }},",
            self.list(language, "abbreviation_endings"),
            language.capitalised_nouns,
            language.roman_first,
            language.semicolon_asks,
            language.no_case,
            language.letters,
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
