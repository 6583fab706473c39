//! The words of a language file: which kinds there are, what values they take, and what `Sense` each becomes.

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::automaton::End;
use super::fold::{fold, spellings, typed as typed_as};
use super::form::{File, List};
use super::units::Unit;

/// How the value beside a kind's words is written.
#[derive(Clone, Copy)]
enum Argument {
    /// `kind = [words]`.
    None,
    /// `kind.23 = [words]`, between the two.
    Number(u16, u16),
    /// `kind."3/2" = [words]`.
    Fraction,
    /// `kind.early = [words]`: one of these.
    Names(&'static [(&'static str, &'static str)]),
    /// `kind.EUR = [words]`.
    Currency,
    /// `kind.length-meter = [words]`.
    Unit,
}

struct Kind {
    name: &'static str,
    /// The variant of `Sense`.
    sense: &'static str,
    argument: Argument,
    /// Whether the language's word suffixes may follow the word.
    inflected: bool,
}

const fn kind(name: &'static str, sense: &'static str, argument: Argument, inflected: bool) -> Kind {
    Kind { name, sense, argument, inflected }
}

const PERIODS: &[(&str, &str)] = &[("early", "0"), ("mid", "1"), ("late", "2")];
const HALVES: &[(&str, &str)] = &[("am", "DayHalf::Am"), ("pm", "DayHalf::Pm")];
const TIMES: &[(&str, &str)] = &[("noon", "720"), ("midnight", "0")];

/// All kinds, in the order in which the senses of one word are listed.
const KINDS: &[Kind] = &[
    kind("cardinal", "Cardinal", Argument::Number(0, 999), true),
    kind("ordinal", "Ordinal", Argument::Number(0, 999), true),
    kind("day", "DayOfMonth", Argument::Number(1, 31), true),
    kind("scale", "Scale", Argument::Number(2, 63), true),
    kind("scale_abbreviation", "ScaleAbbreviation", Argument::Number(2, 63), false),
    kind("scale_ordinal", "OrdinalScale", Argument::Number(2, 63), true),
    kind("fraction", "Fraction", Argument::Fraction, true),
    kind("denominator", "Denominator", Argument::Number(1, 1000), true),
    kind("collective", "Collective", Argument::Number(1, 1000), true),
    kind("multiple", "Multiple", Argument::Number(2, 1000), true),
    kind("digit", "Digit", Argument::Number(0, 9), false),
    kind("article", "Article", Argument::None, false),
    kind("silent", "Silent", Argument::None, false),
    kind("month", "Month", Argument::Number(1, 12), true),
    kind("month_abbreviation", "MonthAbbreviation", Argument::Number(1, 12), false),
    kind("month_ambiguous", "MonthAmbiguous", Argument::Number(1, 12), true),
    kind("weekday", "Weekday", Argument::Number(1, 7), true),
    kind("weekday_abbreviation", "WeekdayAbbreviation", Argument::Number(1, 7), false),
    kind("period", "Period", Argument::Names(PERIODS), true),
    kind("before_christ", "BeforeChrist", Argument::None, false),
    kind("after_christ", "AfterChrist", Argument::None, false),
    kind("decades", "Decades", Argument::None, true),
    kind("decade", "DecadeWord", Argument::Number(0, 90), true),
    kind("century", "Century", Argument::None, true),
    kind("percent", "Percent", Argument::None, true),
    kind("permille", "Permille", Argument::None, true),
    kind("currency", "Currency", Argument::Currency, true),
    kind("currency_symbol", "Currency", Argument::Currency, false),
    kind("unit", "Unit", Argument::Unit, true),
    kind("unit_symbol", "Unit", Argument::Unit, false),
    kind("half_day", "HalfDay", Argument::Names(HALVES), false),
    kind("clock", "Clock", Argument::None, true),
    kind("half_to", "HalfTo", Argument::None, false),
    kind("quarter_to", "QuarterTo", Argument::None, false),
    kind("three_quarters_to", "ThreeQuartersTo", Argument::None, false),
    kind("past", "Past", Argument::None, false),
    kind("before", "Before", Argument::None, false),
    kind("time_of_day", "TimeOfDay", Argument::Names(TIMES), true),
    kind("and", "And", Argument::None, false),
    kind("to", "To", Argument::None, false),
    kind("minus", "Minus", Argument::None, false),
    kind("decimal", "Decimal", Argument::None, false),
    kind("ratio", "Ratio", Argument::None, false),
    kind("reference", "Reference", Argument::None, false),
    kind("age", "Age", Argument::None, true),
];

/// Kinds whose words give up another meaning of the same value: "may" as an ambiguous month is no sure one.
const REPLACES: &[(&str, &str)] =
    &[("month_ambiguous", "month"), ("month", "month_abbreviation"), ("weekday", "weekday_abbreviation")];

/// Kinds of which a word can have only one value, unless it is listed as ambiguous. Units, currencies and abbreviations
/// share words as a matter of course.
const SINGLE: &[&str] = &[
    "cardinal",
    "ordinal",
    "day",
    "scale",
    "scale_ordinal",
    "fraction",
    "denominator",
    "month",
    "weekday",
    "decade",
];

/// Kinds whose abbreviations stand before a number with their last full stop ("Kr. e. 44"), which is then a part of them.
const DOTTED: &[&str] = &["before_christ", "after_christ"];

/// A sense: index into [`KINDS`], value as it stands in Rust.
pub(crate) type Sense = (usize, String);

/// A word's senses: all of them, and those that are left when one of the language's suffixes is taken off.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub whole: Vec<String>,
    pub stem: Vec<String>,
}

/// The senses that number words are put together of.
const ADD_UP: &[&str] = &["Cardinal(", "Ordinal(", "Scale(", "OrdinalScale("];

impl Entry {
    /// Whether the word is a part of written-together number words.
    fn adds_up(&self) -> bool {
        self.whole.iter().any(|sense| ADD_UP.iter().any(|name| sense.starts_with(name)))
    }

    /// How the word ends in the automaton.
    pub(crate) fn end(&self) -> End {
        match (self.stem.is_empty(), self.adds_up()) {
            (_, true) => End::Number,
            (false, _) => End::Stem,
            (true, _) => End::Whole,
        }
    }
}

/// The words of a language, while its files are laid over each other.
#[derive(Debug, Default)]
pub(crate) struct Words {
    senses: BTreeMap<String, BTreeSet<Sense>>,
    ambiguous: BTreeSet<String>,
    typed: BTreeMap<char, String>,
}

impl Words {
    /// Lays a file over what is there.
    pub(crate) fn add(&mut self, name: &str, file: &File, units: &[Unit]) -> Result<(), Problem> {
        let place = |key: &str| format!("{name}.toml: {key}");
        let ambiguous =
            file.ambiguous.entries().map_err(|problem| format!("{}: {problem}", place("ambiguous")))?;
        self.ambiguous.extend(ambiguous.iter().map(|word| fold(word)));
        self.typed.extend(file.typed.clone());
        each(&file.remove, units, &mut |kind, value, word| {
            let sense = (kind, value.to_owned());
            if let Some(senses) = self.senses.get_mut(word) {
                senses.remove(&sense);
            }
        })
        .map_err(|problem| place(&format!("remove.{problem}")))?;
        each(&file.words, units, &mut |kind, value, word| {
            self.senses.entry(word.to_owned()).or_default().insert((kind, value.to_owned()));
        })
        .map_err(|problem| place(&format!("words.{problem}")))
    }

    /// Adds words as they are typed without their special letters, unless such a word is there already.
    fn add_typed(&mut self) {
        let kinds: Vec<usize> = TYPED.iter().map(|name| position(name)).collect();
        let mut typed: BTreeMap<String, BTreeSet<Sense>> = BTreeMap::new();
        for (word, senses) in &self.senses {
            let Some(spelling) = typed_as(word, &self.typed).filter(|word| !self.senses.contains_key(word))
            else {
                continue;
            };
            let numbers = senses.iter().filter(|sense| kinds.contains(&sense.0)).cloned();
            typed.entry(spelling).or_default().extend(numbers);
        }
        typed.retain(|word, senses| {
            !senses.is_empty() && (self.ambiguous.contains(word) || clash(senses).is_ok())
        });
        self.senses.append(&mut typed);
    }

    /// Every word with its senses, sorted; an error where a word means two numbers without being called ambiguous.
    pub(crate) fn finish(mut self, tag: &str) -> Result<BTreeMap<String, Entry>, Problem> {
        let mut entries = BTreeMap::new();
        self.add_typed();
        for (word, mut senses) in std::mem::take(&mut self.senses) {
            settle(&mut senses);
            if !self.ambiguous.contains(&word) {
                clash(&senses).map_err(|problem| {
                    format!("{tag}.toml: {word:?} is {problem}; if that is so, list it in `ambiguous`")
                })?;
            }
            if senses.is_empty() {
                continue;
            }
            let mut entry = Entry::default();
            for sense in &senses {
                let rust = rust(sense.0, &sense.1);
                if KINDS[sense.0].inflected && !entry.stem.contains(&rust) {
                    entry.stem.push(rust.clone());
                }
                if !entry.whole.contains(&rust) {
                    entry.whole.push(rust);
                }
            }
            entries.insert(word, entry);
        }
        Ok(entries)
    }
}

/// A sense as it stands in Rust.
pub(crate) fn rust(kind: usize, value: &str) -> String {
    match value {
        "" => KINDS[kind].sense.to_owned(),
        _ => format!("{}({value})", KINDS[kind].sense),
    }
}

/// Kinds whose words are also found without their accents: the longer number words and names, which no other word is like.
const TYPED: &[&str] = &["cardinal", "ordinal", "scale", "scale_ordinal", "denominator", "month"];

/// Drops what a stronger sense of the same word replaces.
fn settle(senses: &mut BTreeSet<Sense>) {
    let silent = position("silent");
    if senses.iter().any(|sense| sense.0 == silent) {
        senses.retain(|sense| sense.0 == silent);
    }
    for (by, replaced) in REPLACES {
        let (by, replaced) = (position(by), position(replaced));
        let values: Vec<String> =
            senses.iter().filter(|sense| sense.0 == by).map(|sense| sense.1.clone()).collect();
        senses.retain(|sense| sense.0 != replaced || !values.contains(&sense.1));
    }
}

/// Two values of one kind, where only one can be meant.
fn clash(senses: &BTreeSet<Sense>) -> Result<(), String> {
    let mut last: Option<&Sense> = None;
    for sense in senses {
        if let Some(last) = last.filter(|last| last.0 == sense.0 && SINGLE.contains(&KINDS[sense.0].name)) {
            return Err(format!("{} {} and {}", KINDS[sense.0].name, last.1, sense.1));
        }
        last = Some(sense);
    }
    Ok(())
}

fn position(name: &str) -> usize {
    KINDS.iter().position(|kind| kind.name == name).expect("a kind of the table")
}

/// Calls `found` with kind, value and folded word of everything in a `words` table.
pub(crate) fn each(
    table: &toml::Table,
    units: &[Unit],
    found: &mut dyn FnMut(usize, &str, &str),
) -> Result<(), Problem> {
    for (name, value) in table {
        let Some(kind) = KINDS.iter().position(|kind| kind.name == name) else {
            return Err(format!("{name}: there is no such kind of word"));
        };
        let argument = KINDS[kind].argument;
        if matches!(argument, Argument::None) {
            words(value, name, &mut |word| found(kind, "", word))?;
            continue;
        }
        let values = value.as_table().ok_or_else(|| format!("{name}: its words need a value each"))?;
        for (key, list) in values {
            let value = argument.rust(key, units).map_err(|problem| format!("{name}.{key}: {problem}"))?;
            words(list, &format!("{name}.{key}"), &mut |word| found(kind, &value, word))?;
        }
    }
    Ok(())
}

fn words(value: &toml::Value, key: &str, found: &mut dyn FnMut(&str)) -> Result<(), Problem> {
    let dotted = DOTTED.contains(&key);
    let list: List = value.clone().try_into().map_err(|_| format!("{key}: needs a list of words"))?;
    for word in list.entries().map_err(|problem| format!("{key}: {problem}"))? {
        let folded = fold(&word);
        if folded.is_empty() {
            return Err(format!("{key}: {word:?} is no word"));
        }
        for spelling in spellings(&folded) {
            found(&spelling);
            if dotted && spelling.contains('.') {
                found(&(spelling + "."));
            }
        }
    }
    Ok(())
}

impl Argument {
    /// The value as it stands in Rust.
    fn rust(self, key: &str, units: &[Unit]) -> Result<String, Problem> {
        match self {
            Self::None => Ok(String::new()),
            Self::Number(least, greatest) => match key.parse::<u16>() {
                Ok(value) if (least..=greatest).contains(&value) => Ok(value.to_string()),
                _ => Err(format!("needs a number from {least} to {greatest}")),
            },
            Self::Fraction => {
                let parts = key.split_once('/').and_then(|(over, under)| {
                    Some((over.parse::<u8>().ok()?, under.parse::<u8>().ok().filter(|&under| under > 0)?))
                });
                parts
                    .map(|(over, under)| format!("{over}, {under}"))
                    .ok_or("needs a fraction like \"3/2\"".into())
            }
            Self::Names(names) => {
                let found = names.iter().find(|(name, _)| *name == key);
                found.map(|(_, rust)| (*rust).to_owned()).ok_or_else(|| {
                    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                    format!("needs one of {}", names.join(", "))
                })
            }
            Self::Currency => {
                if key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'$') {
                    Ok(format!("*b\"{key}\""))
                } else {
                    Err("needs a currency code of three capitals, or $$$ for a dollar of any country".into())
                }
            }
            Self::Unit => match units.iter().position(|unit| unit.id == key) {
                Some(index) => Ok(index.to_string()),
                None => Err("is not in units.toml".into()),
            },
        }
    }
}
