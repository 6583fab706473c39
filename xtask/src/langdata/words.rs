//! The words of numbers: those below a thousand that the scanner can't compose itself, the words that join them, powers
//! of ten, endings of ordinals in digits.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::file::DataFile;
use super::plural::Plurals;
use super::rbnf::RuleSets;

/// Numbers from here on are composed by the scanner.
const END: usize = 1000;
/// As many numbers as share a word between hundreds and the rest, or a form of the hundreds, make it one.
const MANY: usize = 50;
/// Under so many hundreds a word that joins them to the rest stands.
const SEVERAL: usize = 5;
/// Bytes of the longest word that may join hundreds and the rest.
const LONGEST_JOINT: usize = 12;

/// The forms of every number below a thousand.
type Forms = Vec<BTreeSet<String>>;

/// Adds the number words of all public rule sets.
pub(super) fn number_words(file: &mut DataFile, rules: &Value, plurals: &Plurals) {
    let sets = RuleSets::new(rules, plurals);
    let (mut cardinals, mut ordinals) = (Forms::new(), Forms::new());
    for number in 0..END {
        let mut forms: [BTreeSet<String>; 2] = Default::default();
        for name in sets.public() {
            let words = sets.spell(name, number as u64);
            forms[usize::from(name.contains("ordinal"))].extend(words.map(|words| visible(&words)));
        }
        let [cardinal, ordinal] = forms;
        // An ordinal that is spelled as the cardinal is CLDR's way of saying that it has none.
        ordinals.push(ordinal.difference(&cardinal).cloned().collect());
        cardinals.push(cardinal);
    }
    add_hundreds(&mut cardinals);
    let joints = joints(&cardinals);
    for (kind, forms, heads) in
        [("cardinal", &cardinals, vec![&cardinals]), ("ordinal", &ordinals, vec![&cardinals, &ordinals])]
    {
        for (number, words) in forms.iter().enumerate() {
            let is_composed = |word: &str| {
                heads.iter().any(|heads| {
                    let mut found = splits(word, number, forms, heads).into_iter();
                    found.any(|joint| joint.is_empty() || joints.contains(&joint))
                })
            };
            // An ordinal above a hundred that is not composed is a chain of endings that nobody writes out.
            let rare = kind == "ordinal" && number > 100 && number % 100 != 0;
            let new = words.iter().filter(|word| !rare && !is_composed(word));
            new.for_each(|word| file.word(kind, &number.to_string(), word));
        }
    }
    for joint in &joints {
        file.word("and", "", joint);
    }
}

/// The words that join hundreds and the rest, like "and" and "und".
fn joints(cardinals: &Forms) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for (number, words) in cardinals.iter().enumerate() {
        for joint in words.iter().flat_map(|word| splits(word, number, cardinals, cardinals)) {
            let (count, hundreds) = seen.entry(joint).or_default();
            *count += 1;
            hundreds.insert(number / 100);
        }
    }
    let is_number = |word: &String| cardinals.iter().any(|forms| forms.contains(word));
    seen.into_iter()
        .filter(|(joint, (count, hundreds))| {
            !joint.is_empty() && *count >= MANY && hundreds.len() >= SEVERAL && !is_number(joint)
        })
        .map(|(joint, _)| joint)
        .collect()
}

/// "deux cent trois" shows that two hundred is "deux cent" too, not only "deux cents".
fn add_hundreds(cardinals: &mut Forms) {
    for hundred in (100..END).step_by(100) {
        let mut heads: BTreeMap<String, usize> = BTreeMap::new();
        for rest in 1..100 {
            let heads_of = |form: &String| {
                let tails = cardinals[rest].iter().filter_map(|tail| form.strip_suffix(tail.as_str()));
                tails.filter_map(|head| separated(head, form)).map(str::to_owned).collect::<Vec<_>>()
            };
            let found: BTreeSet<String> = cardinals[hundred + rest].iter().flat_map(heads_of).collect();
            for head in found {
                *heads.entry(head).or_default() += 1;
            }
        }
        let known = |head: &String| cardinals.iter().any(|forms| forms.contains(head));
        let joined = |head: &String| cardinals[hundred].iter().any(|form| head.starts_with(form.as_str()));
        let new: Vec<String> = heads
            .into_iter()
            .filter(|(head, count)| *count >= MANY && !known(head) && !joined(head))
            .map(|(head, _)| head)
            .collect();
        cardinals[hundred].extend(new);
    }
}

/// What may join hundreds and the rest in a form of both: nothing, or a word; all ways to split it.
fn splits(form: &str, number: usize, forms: &Forms, heads: &Forms) -> Vec<String> {
    let (rest, hundred) = (number % 100, number - number % 100);
    if rest == 0 || hundred == 0 {
        return Vec::new();
    }
    let before = forms[rest].iter().filter_map(|tail| form.strip_suffix(tail.as_str()));
    let joints = before.filter_map(|head| separated(head, form)).flat_map(|head| {
        let after = heads[hundred].iter().filter_map(move |hundreds| head.strip_prefix(hundreds.as_str()));
        after.filter(|joint| joint.starts_with([' ', '-']) || joint.is_empty() || !form.contains(' '))
    });
    let joints = joints.map(|joint| joint.trim_matches([' ', '-']).to_owned());
    joints.filter(|joint| joint.len() <= LONGEST_JOINT && joint.chars().all(char::is_alphabetic)).collect()
}

/// What stands before the rest of a number, without the space or hyphen that parts them. A form is written either
/// with spaces or without: "و" glued to the one word of two is no separate word.
fn separated<'a>(head: &'a str, form: &str) -> Option<&'a str> {
    let trimmed = head.trim_end_matches([' ', '-']);
    let parted = trimmed.len() < head.len();
    (!trimmed.is_empty() && (parted || !form.contains(' '))).then_some(trimmed)
}

/// Adds the words for powers of ten that the rules have beyond those of the compact formats: in all their cases.
pub(super) fn scale_words(file: &mut DataFile, rules: &Value) {
    for (power, word) in RuleSets::new(rules, &Plurals::default()).scales() {
        let word = visible(&word);
        let is_word = word.chars().all(|c| c.is_alphabetic() || is_mark(c));
        if is_word && !file.has("cardinal", &word) {
            file.word("scale", &power.to_string(), &word);
        }
    }
}

/// Adds what is written behind a number in digits to make an ordinal of it.
pub(super) fn ordinal_endings(file: &mut DataFile, rules: &Value) {
    let mut endings = BTreeSet::new();
    let mut dot = false;
    for (name, rules) in rules.as_object().into_iter().flatten() {
        if name.starts_with("%%") {
            continue;
        }
        let bodies = rules.as_array().into_iter().flatten().filter_map(|rule| rule.get(1)?.as_str());
        for tail in bodies.filter_map(|body| body.strip_prefix("=#,##0=")) {
            let tail = tail.trim_end_matches(';');
            let choices = tail.split_once('{').map_or_else(
                || vec![tail],
                |(_, choices)| {
                    choices.split('{').filter_map(|choice| Some(choice.split_once('}')?.0)).collect()
                },
            );
            for choice in choices {
                dot |= choice == ".";
                let ending = choice.trim_start_matches(['-', ':', '\'', '’', '.', ' ']);
                if !ending.is_empty() && ending.chars().all(|c| c.is_alphabetic() || is_mark(c)) {
                    endings.insert(ending.to_owned());
                }
            }
        }
    }
    if dot {
        file.plain("ordinals", "dot", &true);
    }
    if !endings.is_empty() {
        file.list("ordinals", "endings", &endings.into_iter().collect::<Vec<_>>());
    }
}

/// Without soft hyphens and the like, which only say where a word may be broken.
fn visible(words: &str) -> String {
    let visible: String = words.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}')).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Vowel signs and the like of the Indic scripts, which are no letters.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x900..=0xDFF | 0xE31..=0xECD
        | 0x1000..=0x109F | 0x1780..=0x17DD | 0x200C..=0x200D)
}
