//! Compiles the language data in `src/language/data` into statics.
fn main() {
    let out = std::path::PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let map = fst::Map::from_iter(std::iter::empty::<(&str, u64)>()).expect("an empty map");
    std::fs::write(out.join("und.fst"), map.as_fst().as_bytes()).expect("OUT_DIR can be written");
    let source = r#"
use super::*;
const NONE: Words = Words(&[]);
static UND: Language = Language {
    tag: "und", name: "Unknown language",
    numbers: Numbers { decimals: &['.', ','], groups: &[',', '.'], minimum_grouping: 1, indian: false, percent_space: false },
    dates: Dates { orders: &[[DatePart::Day, DatePart::Month, DatePart::Year], [DatePart::Month, DatePart::Day, DatePart::Year]], long: "{year}-{month}-{day}", day_month: "{month}-{day}", month_year: "{year}-{month}", months: &[], connectors: NONE, capitalised: false },
    ordinals: Ordinals { dot: false, endings: NONE },
    suffixes: Suffixes { digits: NONE, decades: NONE, words: NONE, harmony: &[] },
    sentences: SentenceTables { never: NONE, before_number: NONE, may_end: NONE, abbreviations: NONE, starters: NONE, before_ordinal: NONE, after_ordinal: NONE, digraphs: NONE, abbreviation_endings: &[], capitalised_nouns: false, roman_first: false, semicolon_asks: false, no_case: false },
    lexicon: Lexicon { keys: include_bytes!(concat!(env!("OUT_DIR"), "/und.fst")), entries: &[] },
};
pub(super) static LANGUAGES: &[&Language] = &[&UND];
"#;
    std::fs::write(out.join("languages.rs"), source).expect("OUT_DIR can be written");
    println!("cargo::rerun-if-changed=build.rs");
}
