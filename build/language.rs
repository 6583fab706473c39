//! Lays a language's files over each other: what they say together.

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::fold::fold;
use super::form::{File, List};
use super::review;
use super::senses::{Entry, Words};
use super::units::Unit;

/// A form of a suffix and the final words of numbers after which it stands.
#[derive(Debug)]
pub(crate) struct Form {
    pub suffix: String,
    /// As they stand in Rust.
    pub after: Vec<String>,
}

/// What the files of a language say together.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a yes or no of the file, under its name there")]
pub(crate) struct Merged {
    pub tag: String,
    pub name: String,
    /// What the hand-written files lack to be full ones.
    pub lacks: Vec<&'static str>,
    pub decimals: Vec<char>,
    pub groups: Vec<char>,
    pub minimum_grouping: u8,
    pub indian: bool,
    pub percent_space: bool,
    pub digits: Vec<char>,
    pub orders: Vec<String>,
    pub numeric: String,
    pub long: String,
    pub day_month: String,
    pub month_year: String,
    pub months: Vec<String>,
    pub capitalised: bool,
    pub half_day_first: bool,
    /// What stands right behind a year, a month's number and a day, where letters do: 年, 月, 日.
    pub marks: [String; 3],
    pub dot: bool,
    pub harmony: Vec<Vec<Form>>,
    /// Rows of names, by their field.
    pub forms: BTreeMap<&'static str, Vec<Vec<String>>>,
    /// Patterns of the fixes, by their field.
    pub patterns: BTreeMap<&'static str, String>,
    pub capitalised_nouns: bool,
    pub roman_first: bool,
    pub semicolon_asks: bool,
    pub no_case: bool,
    pub letters: u8,
    /// The word lists, by the name of their field.
    pub lists: BTreeMap<&'static str, BTreeSet<String>>,
    pub words: BTreeMap<String, Entry>,
}

/// Lays the files over each other, the general ones first.
pub(crate) fn merge(tag: &str, layers: &[(&str, &File)], units: &[Unit]) -> Result<Merged, Problem> {
    let mut merged = Merged { tag: tag.to_owned(), minimum_grouping: 1, ..Merged::default() };
    let mut words = Words::default();
    for (name, file) in layers {
        let at = |problem: String| format!("{name}.toml: {problem}");
        merged.numbers(file).map_err(at)?;
        merged.dates(file, name.contains('-')).map_err(at)?;
        merged.sentences(file).map_err(at)?;
        merged.suffixes(file).map_err(at)?;
        merged.forms(file).map_err(at)?;
        words.add(name, file, units)?;
    }
    merged.settle_sentences();
    merged.marks = merged.marks();
    merged.words = words.finish(tag)?;
    merged.lacks = review::lacks(layers);
    merged.check().map_err(|problem| format!("{tag}.toml: {problem}"))?;
    Ok(merged)
}

impl Merged {
    fn numbers(&mut self, file: &File) -> Result<(), Problem> {
        let numbers = &file.numbers;
        replace(&mut self.name, file.name.as_ref());
        replace_list(&mut self.decimals, &numbers.decimals);
        replace_list(&mut self.groups, &numbers.groups);
        replace(&mut self.minimum_grouping, numbers.minimum_grouping.as_ref());
        replace(&mut self.indian, numbers.indian.as_ref());
        replace(&mut self.percent_space, numbers.percent_space.as_ref());
        if let Some(digits) = &numbers.digits {
            self.digits = digits.chars().collect();
            if self.digits.len() != 10 {
                return Err("numbers.digits: needs ten digits".into());
            }
        }
        replace(&mut self.dot, file.ordinals.dot.as_ref());
        self.list("endings", "ordinals.endings", &file.ordinals.endings, fold)
    }

    /// The orders of dates: a variant's come first, and those of its parent are read as well.
    fn orders(&mut self, orders: &[String], variant: bool) {
        let before = std::mem::replace(&mut self.orders, orders.to_vec());
        if variant || orders.is_empty() {
            let others: Vec<String> = before.into_iter().filter(|order| !orders.contains(order)).collect();
            self.orders.extend(others);
        }
    }

    fn dates(&mut self, file: &File, variant: bool) -> Result<(), Problem> {
        let dates = &file.dates;
        for order in &dates.orders {
            let mut parts: Vec<&str> = order.split_whitespace().collect();
            parts.sort_unstable();
            if parts != ["day", "month", "year"] {
                return Err(format!("dates.orders: {order:?} is not day, month and year in some order"));
            }
        }
        for (key, pattern, parts) in [
            ("numeric", &dates.numeric, &["{day}", "{month}", "{year}"][..]),
            ("long", &dates.long, &["{day}", "{month}", "{year}"]),
            ("day_month", &dates.day_month, &["{day}", "{month}"]),
            ("month_year", &dates.month_year, &["{month}", "{year}"]),
        ] {
            let Some(pattern) = pattern else { continue };
            let unpadded =
                pattern.replace("{dd}", "{day}").replace("{mm}", "{month}").replace("{m}", "{month}");
            if let Some(missing) = parts.iter().find(|part| !unpadded.contains(**part)) {
                return Err(format!("dates.{key}: {missing} is missing"));
            }
        }
        self.orders(&dates.orders, variant);
        replace(&mut self.numeric, dates.numeric.as_ref());
        replace(&mut self.long, dates.long.as_ref());
        replace(&mut self.day_month, dates.day_month.as_ref());
        replace(&mut self.month_year, dates.month_year.as_ref());
        replace_list(&mut self.months, &dates.months);
        replace(&mut self.capitalised, dates.capitalised.as_ref());
        replace(&mut self.half_day_first, dates.half_day_first.as_ref());
        self.list("connectors", "dates.connectors", &dates.connectors, fold)
    }

    fn sentences(&mut self, file: &File) -> Result<(), Problem> {
        let tables = &file.sentences;
        replace(&mut self.capitalised_nouns, tables.capitalised_nouns.as_ref());
        replace(&mut self.roman_first, tables.roman_first.as_ref());
        replace(&mut self.semicolon_asks, tables.semicolon_asks.as_ref());
        replace(&mut self.no_case, tables.no_case.as_ref());
        replace(&mut self.letters, tables.letters.as_ref());
        for (name, list) in [
            ("never", &tables.never),
            ("before_number", &tables.before_number),
            ("may_end", &tables.may_end),
            ("abbreviations", &tables.abbreviations),
            ("starters", &tables.starters),
            ("joins", &tables.joins),
            ("before_ordinal", &tables.before_ordinal),
            ("after_ordinal", &tables.after_ordinal),
            ("abbreviation_endings", &tables.abbreviation_endings),
        ] {
            self.list(name, &format!("sentences.{name}"), list, |word| fold(word).replace(' ', ""))?;
        }
        self.list("digraphs", "sentences.digraphs", &tables.digraphs, str::to_owned)
    }

    fn suffixes(&mut self, file: &File) -> Result<(), Problem> {
        let suffixes = &file.suffixes;
        self.list("digit_suffixes", "suffixes.digits", &suffixes.digits, fold)?;
        self.list("decade_suffixes", "suffixes.decades", &suffixes.decades, fold)?;
        self.list("approximate_suffixes", "suffixes.approximate", &suffixes.approximate, fold)?;
        self.list("word_suffixes", "suffixes.words", &suffixes.words, fold)?;
        if !suffixes.harmony.is_empty() {
            self.harmony = suffixes
                .harmony
                .iter()
                .map(|row| {
                    row.iter().map(|(form, after)| harmony_form(form, after, &suffixes.classes)).collect()
                })
                .collect::<Result<_, _>>()?;
        }
        Ok(())
    }

    fn forms(&mut self, file: &File) -> Result<(), Problem> {
        let forms = &file.forms;
        for (name, rows, values) in [
            ("months", &forms.months, 12),
            ("weekdays", &forms.weekdays, 7),
            ("periods", &forms.periods, 3),
            ("decades", &forms.decades, 9),
        ] {
            if rows.is_empty() {
                continue;
            }
            let rows: Vec<Vec<String>> = rows.iter().map(|row| names(row)).collect();
            if let Some(row) = rows.iter().find(|row| row.len() != values) {
                return Err(format!("forms.{name}: {row:?} has {} names, not {values}", row.len()));
            }
            self.forms.insert(name, rows);
        }
        for (name, pattern) in [
            ("first_day", &forms.first_day),
            ("time", &forms.time),
            ("decade", &forms.decade),
            ("century", &forms.century),
        ] {
            if let Some(pattern) = pattern {
                self.patterns.insert(name, pattern.clone());
            }
        }
        Ok(())
    }

    fn list(
        &mut self,
        name: &'static str,
        key: &str,
        list: &List,
        fold: impl Fn(&str) -> String,
    ) -> Result<(), Problem> {
        let entries = list.entries().map_err(|problem| format!("{key}: {problem}"))?;
        let words = self.lists.entry(name).or_default();
        for entry in entries {
            let folded = fold(&entry);
            if folded.is_empty() {
                return Err(format!("{key}: {entry:?} is no word"));
            }
            words.insert(folded);
        }
        Ok(())
    }

    /// The letters that stand right behind the parts of a date in the long form; behind a month's number also in its name.
    fn marks(&self) -> [String; 3] {
        let letters = |text: &str| text.chars().take_while(|c| c.is_alphabetic()).collect::<String>();
        let behind =
            |part: &str| self.long.split_once(part).map(|(_, rest)| letters(rest)).unwrap_or_default();
        let in_name = self.months.first().and_then(|name| name.strip_prefix('1')).map(letters);
        let month = behind("{m}");
        [
            behind("{year}"),
            if month.is_empty() { in_name.unwrap_or_default() } else { month },
            behind("{day}"),
        ]
    }

    /// What never ends a sentence, or may, is in no need of being an abbreviation before a starter as well.
    fn settle_sentences(&mut self) {
        let stronger: BTreeSet<String> =
            ["never", "may_end"].iter().filter_map(|name| self.lists.get(name)).flatten().cloned().collect();
        if let Some(weaker) = self.lists.get_mut("abbreviations") {
            weaker.retain(|word| !stronger.contains(word));
        }
    }

    fn check(&self) -> Result<(), Problem> {
        if self.name.is_empty() {
            return Err("name: is missing".into());
        }
        if !self.months.is_empty() && self.months.len() != 12 {
            return Err(format!("dates.months: needs twelve names, has {}", self.months.len()));
        }
        if !(50..=200).contains(&self.letters) {
            return Err(format!("sentences.letters: {} is not between 50 and 200", self.letters));
        }
        if self.decimals.is_empty() || self.groups.is_empty() || self.orders.is_empty() {
            return Err("numbers.decimals, numbers.groups and dates.orders must not be empty".into());
        }
        Ok(())
    }
}

/// "0 3 =2" or names of classes → the Rust of what comes before the suffix.
fn harmony_form(form: &str, after: &toml::Value, classes: &toml::Table) -> Result<Form, Problem> {
    let at = |problem: &str| format!("suffixes.harmony.{form}: {problem}");
    let text = after.as_str().ok_or_else(|| at("needs a text of numbers or classes"))?;
    let mut rust = Vec::new();
    for part in text.split_whitespace() {
        let numbers = match classes.get(part) {
            Some(class) => {
                class.as_str().ok_or_else(|| at(&format!("the class {part} needs a text of numbers")))?
            }
            None => part,
        };
        for number in numbers.split_whitespace() {
            let (kind, digits) = match number.strip_prefix('=') {
                Some(digits) => ("Whole", digits),
                None => ("LastWord", number),
            };
            let value: u64 =
                digits.parse().map_err(|_| at(&format!("{number:?} is no number and no class")))?;
            rust.push(format!("After::{kind}({value})"));
        }
    }
    Ok(Form { suffix: fold(form), after: rust })
}

/// The names of a row: parted by strokes if there are any, else by blanks; a hyphen stands for none.
fn names(row: &str) -> Vec<String> {
    let name = |name: &str| if name == "-" { String::new() } else { name.to_owned() };
    if row.contains('|') {
        row.split('|').map(|part| name(part.trim())).collect()
    } else {
        row.split_whitespace().map(name).collect()
    }
}

fn replace<T: Clone>(old: &mut T, new: Option<&T>) {
    if let Some(new) = new {
        old.clone_from(new);
    }
}

fn replace_list<T: Clone>(old: &mut Vec<T>, new: &[T]) {
    if !new.is_empty() {
        old.clear();
        old.extend_from_slice(new);
    }
}
