//! What makes a language's hand-written file a full one: it has words of every kind that CLDR can't know, or says that the
//! language has none. Then a person has looked at all that is read, and the numbers in words may be demanded.

use super::form::File;

/// The kinds of words that a full hand-written file has, or names in its `none`.
const KINDS: &[&str] = &[
    "scale_ordinal",
    "day",
    "fraction",
    "denominator",
    "collective",
    "article",
    "silent",
    "period",
    "before_christ",
    "after_christ",
    "decades",
    "decade",
    "century",
    "percent",
    "half_day",
    "clock",
    "half_to",
    "quarter_to",
    "three_quarters_to",
    "past",
    "before",
    "time_of_day",
    "and",
    "to",
    "digit",
    "ratio",
    "reference",
    "age",
];

/// What the hand-written ones among the files lack to be full; nothing if they are.
pub(crate) fn lacks(layers: &[(&str, &File)]) -> Vec<&'static str> {
    let is_hand_written = |name: &str| name != "und" && name.strip_suffix(".cldr").is_none();
    let hand = || layers.iter().filter(|(name, _)| is_hand_written(name)).map(|(_, file)| file);
    let none: Vec<String> = hand().flat_map(|file| file.none.entries().unwrap_or_default()).collect();
    let said = |name: &str| hand().any(|file| file.words.contains_key(name));
    let mut lacks: Vec<&str> =
        KINDS.iter().copied().filter(|kind| !said(kind) && !none.iter().any(|name| name == kind)).collect();
    let entries = |list: &super::form::List| list.entries().is_ok_and(|entries| !entries.is_empty());
    for (name, filled) in [
        ("suffixes.digits", hand().any(|file| entries(&file.suffixes.digits))),
        ("suffixes.words", hand().any(|file| entries(&file.suffixes.words))),
        ("reads", hand().any(|file| !file.reads.is_empty())),
        ("silent cases", hand().any(|file| !file.silent.is_empty())),
    ] {
        if !filled && !none.iter().any(|lacking| lacking == name) {
            lacks.push(name);
        }
    }
    lacks
}
