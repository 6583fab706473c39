//! Which texts of one folder are translations of each other, told from what they say: their numbers and dates, their
//! names and cognates, each at its place in the text, and their shape. Pure.
//!
//! Two texts belong together when each is the other's best match in its language and clearly better than the second
//! best. What a folder's texts all share (a year, a place) weighs little there, as in any search by rare words.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tag::Tag;
use crate::analysis::token::{TokenKind, Tokens};
use crate::analysis::{self, Hardness, Mention, Value};
use crate::language;
use crate::text::{Document, Format, LocalRange, stable_hash};

/// The most texts of a folder that are compared with each other.
pub const MOST_TEXTS: usize = 200;

/// Texts less alike than this (0.0–1.0) don't belong together where few others show what chance can do. Of unrelated
/// texts in two languages, one pair in 1,000 is as alike.
const LEAST: f32 = 0.1;
/// The same among many, where [`MARGIN`] measures against the best of the others.
const LEAST_AMONG_MANY: f32 = 0.07;
/// From so many rivals on, what chance can do is seen.
const MANY: usize = 3;
/// How many times more alike than the second best the best must be.
const MARGIN: f32 = 1.5;
/// How far apart, as a share of the text, the places of the same thing in two translations may be to say anything.
const REACH: f32 = 0.15;
/// What is left of a match out of [`REACH`].
const OUT_OF_REACH: f32 = 0.2;
/// How much of a text is looked at, in bytes from its beginning: 200 large texts must not keep an editor waiting.
const LOOKED_AT: usize = 32 << 10;
/// How often one thing counts in a text: a word that stands everywhere says nothing by its place.
const MOST_OF_A_KIND: usize = 8;
/// How much of the likeness is that of numbers and literals, where there are plenty; the rest is that of words.
const SHARE_OF_HARD: f32 = 0.5;
/// What is left of the weight of a soft mention: "ein" and "egy" are ones in any two texts.
const SOFTENED: f32 = 0.25;
/// The weight of numbers and literals from which on half of [`SHARE_OF_HARD`] is given.
const SOME_HARD: f32 = 4.0;
/// Words are compared by so many first letters: "Industrie" and "industry", "Parlament" and "parlamenti".
const COGNATE_LETTERS: usize = 4;

/// What a text looks like to its possible translations.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    language: Tag,
    /// Numbers, dates and literals, sorted by key, then by place.
    hard: Vec<Trait>,
    /// Words, likewise.
    words: Vec<Trait>,
    /// Lengths of the paragraphs, in characters.
    paragraphs: Vec<u32>,
}

/// Something that a translation is likely to have as well, about there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Trait {
    key: u64,
    /// Where it stands: 0.0 at the beginning of the text, 1.0 at the end.
    place: f32,
    /// How much it says if both texts have it.
    weight: f32,
}

impl Profile {
    /// The profile of a text in this language.
    pub fn new(text: &str, language: &Tag, format: Format) -> Self {
        let snapshot = Document::new(text, 0, format, None).snapshot();
        let known = language::language(language.as_str());
        let settings = analysis::Settings::default(); // they say nothing of mentions
        let total = snapshot.paragraphs.iter().map(|paragraph| paragraph.prose.len()).sum::<usize>().max(1);
        let (mut hard, mut words) = (Vec::new(), Vec::new());
        let mut before = 0;
        for paragraph in snapshot.paragraphs.iter() {
            if before > LOOKED_AT {
                break;
            }
            let mentions = analysis::analyze(known, &paragraph.prose, &settings).mentions;
            let place = |range: LocalRange| (before + range.start()) as f32 / total as f32;
            add_mentions(&mentions, place, &mut hard);
            add_tokens(&paragraph.prose, &mentions, place, &mut hard, &mut words);
            for &literal in &paragraph.literals {
                let key = stable_hash(&literal.to_le_bytes());
                hard.push(Trait { key, place: before as f32 / total as f32, weight: 4.0 });
            }
            before += paragraph.prose.len();
        }
        let paragraphs = snapshot.paragraphs.iter().map(|it| it.prose.chars().count() as u32).collect();
        Self { language: language.clone(), hard: sorted(hard), words: sorted(words), paragraphs }
    }
}

/// The texts that belong together: indexes into `profiles`, at least two in each, in order, no two in one language.
pub fn pair(profiles: &[Profile]) -> Vec<Vec<usize>> {
    let rarity = Rarity::new(profiles);
    let alike = Alike::new(profiles, &rarity);
    let mut links: Vec<(f32, usize, usize)> = Vec::new();
    for one in 0..profiles.len() {
        for other in one + 1..profiles.len() {
            if alike.is_clear(profiles, one, other) {
                links.push((alike.of(one, other), one, other));
            }
        }
    }
    // The surest links first; one that would put two texts of a language together is none.
    links.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut group: Vec<usize> = (0..profiles.len()).collect();
    for (_, one, other) in links {
        let (into, from) = (group[one].min(group[other]), group[one].max(group[other]));
        let members = |of: usize| group.iter().enumerate().filter(move |(_, group)| **group == of);
        let clash = members(into).any(|(one, _)| {
            members(from)
                .any(|(other, _)| profiles[one].language.primary() == profiles[other].language.primary())
        });
        if into != from && !clash {
            group.iter_mut().filter(|group| **group == from).for_each(|group| *group = into);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, group) in group.into_iter().enumerate() {
        groups.entry(group).or_default().push(index);
    }
    groups.into_values().filter(|members| members.len() > 1).collect()
}

/// How alike two texts are, 0.0–1.0, where there is nothing to compare them with.
pub fn likeness(one: &Profile, other: &Profile) -> f32 {
    let both = [one.clone(), other.clone()];
    alike(&both[0], &both[1], &Rarity::new(&both))
}

/// The traits by key, then by place, each thing at most so often as counts.
fn sorted(mut traits: Vec<Trait>) -> Vec<Trait> {
    traits.sort_by(|one, other| one.key.cmp(&other.key).then(one.place.total_cmp(&other.place)));
    traits
        .chunk_by(|one, other| one.key == other.key)
        .flat_map(|run| run.iter().take(MOST_OF_A_KIND))
        .copied()
        .collect()
}

fn add_mentions(mentions: &[Mention], place: impl Fn(LocalRange) -> f32, traits: &mut Vec<Trait>) {
    for mention in mentions {
        let at = place(mention.range);
        let first = traits.len();
        for value in mention.readings.iter() {
            match value {
                Value::Quantity(quantity) => {
                    let (numerator, denominator) = quantity.amount.parts();
                    traits.push(number(numerator, denominator, at));
                }
                Value::Date(date) => {
                    let numbers = [date.year.map(i128::from), date.day.map(i128::from)];
                    traits.extend(numbers.into_iter().flatten().map(|part| number(part, 1, at)));
                    traits.extend(date.month.map(|month| token("month", u64::from(month), 1.0, at)));
                }
                Value::Time(minutes) => traits.push(token("time", u64::from(minutes), 2.0, at)),
                Value::Decade(first) => traits.push(token("decade", first.unsigned_abs().into(), 2.0, at)),
                Value::Century(century) => {
                    traits.push(token("century", century.unsigned_abs().into(), 2.0, at));
                }
                Value::Literal(hash) => traits.push(token("literal", hash, 4.0, at)),
                Value::Period(_) => {}
            }
        }
        if mention.hardness != Hardness::Hard {
            traits[first..].iter_mut().for_each(|it| it.weight *= SOFTENED);
        }
    }
}

/// Digits that no mention holds, and words by their beginnings.
fn add_tokens(
    prose: &str,
    mentions: &[Mention],
    place: impl Fn(LocalRange) -> f32,
    hard: &mut Vec<Trait>,
    words: &mut Vec<Trait>,
) {
    let tokens = Tokens::new(prose);
    for token in tokens.list() {
        let at = place(token.range);
        let folded = tokens.folded(*token);
        match token.kind {
            TokenKind::Digits if !mentions.iter().any(|mention| mention.range.contains(token.range)) => {
                if let Ok(value) = folded.parse::<i128>() {
                    hard.push(number(value, 1, at));
                }
            }
            TokenKind::Word => {
                let large = prose[token.range].starts_with(char::is_uppercase);
                let bare = folded.nfd().filter(|&c| !is_combining_mark(c));
                let beginning: String = bare.take(COGNATE_LETTERS).collect();
                let letters = beginning.chars().count();
                if letters == COGNATE_LETTERS || large && letters + 1 == COGNATE_LETTERS {
                    let key = stable_hash(beginning.as_bytes());
                    words.push(Trait { key, place: at, weight: if large { 1.0 } else { 0.5 } });
                }
            }
            _ => {}
        }
    }
}

fn number(numerator: i128, denominator: i128, place: f32) -> Trait {
    let weight = match numerator.unsigned_abs() {
        _ if denominator > 1 => 3.0,
        0..=12 => 1.0,
        13..=99 => 2.0,
        _ => 3.0,
    };
    let mut bytes = numerator.to_le_bytes().to_vec();
    bytes.extend(denominator.to_le_bytes());
    Trait { key: stable_hash(&bytes), place, weight }
}

fn token(kind: &str, value: u64, weight: f32, place: f32) -> Trait {
    let mut bytes = kind.as_bytes().to_vec();
    bytes.extend(value.to_le_bytes());
    Trait { key: stable_hash(&bytes), place, weight }
}

/// How much a trait says among these texts: the fewer have it, the more.
struct Rarity {
    texts: HashMap<u64, u32>,
    total: f32,
}

impl Rarity {
    fn new(profiles: &[Profile]) -> Self {
        let mut texts = HashMap::new();
        for profile in profiles {
            for traits in [&profile.hard, &profile.words] {
                for run in traits.chunk_by(|one, other| one.key == other.key) {
                    *texts.entry(run[0].key).or_default() += 1;
                }
            }
        }
        Self { texts, total: profiles.len() as f32 }
    }

    fn of(&self, key: u64) -> f32 {
        (1.0 + self.total / self.texts.get(&key).map_or(1.0, |&texts| texts as f32)).ln()
    }
}

/// How alike each two texts in different languages are; 0.0 for two in one language.
struct Alike {
    table: Vec<f32>,
    texts: usize,
}

impl Alike {
    fn new(profiles: &[Profile], rarity: &Rarity) -> Self {
        let texts = profiles.len();
        let mut table = vec![0.0; texts * texts];
        for one in 0..texts {
            for other in one + 1..texts {
                if profiles[one].language.primary() != profiles[other].language.primary() {
                    let value = alike(&profiles[one], &profiles[other], rarity);
                    table[one * texts + other] = value;
                    table[other * texts + one] = value;
                }
            }
        }
        Self { table, texts }
    }

    fn of(&self, one: usize, other: usize) -> f32 {
        self.table[one * self.texts + other]
    }

    /// Whether each of the two is the other's best match in its language, by the margin.
    fn is_clear(&self, profiles: &[Profile], one: usize, other: usize) -> bool {
        let value = self.of(one, other);
        let (mut rivals, mut best) = (0, 0.0_f32);
        for (of, than) in [(one, other), (other, one)] {
            for text in 0..self.texts {
                if text != than && profiles[text].language == profiles[than].language {
                    rivals += 1;
                    best = best.max(self.of(of, text));
                }
            }
        }
        let least = if rivals >= MANY { LEAST_AMONG_MANY } else { LEAST };
        value >= least && value >= MARGIN * best
    }
}

fn alike(one: &Profile, other: &Profile, rarity: &Rarity) -> f32 {
    let (hard, weight) = agreement(&one.hard, &other.hard, rarity);
    let (words, _) = agreement(&one.words, &other.words, rarity);
    let share = SHARE_OF_HARD * weight / (weight + SOME_HARD);
    (share * hard + (1.0 - share) * words) * shape(&one.paragraphs, &other.paragraphs)
}

/// How much of what two texts have they both have, 0.0–1.0, and how much that is.
fn agreement(one: &[Trait], other: &[Trait], rarity: &Rarity) -> (f32, f32) {
    let weight = |traits: &[Trait]| traits.iter().map(|it| it.weight * rarity.of(it.key)).sum::<f32>();
    let mean = (weight(one) * weight(other)).sqrt();
    (if mean > 0.0 { shared(one, other, rarity) / mean } else { 0.0 }, mean)
}

/// The weight of what both have, each thing matched with the nearest of its kind.
fn shared(one: &[Trait], other: &[Trait], rarity: &Rarity) -> f32 {
    let (mut one, mut other, mut sum) = (one, other, 0.0);
    while let (Some(first), Some(second)) = (one.first(), other.first()) {
        match first.key.cmp(&second.key) {
            Ordering::Less => one = &one[1..],
            Ordering::Greater => other = &other[1..],
            Ordering::Equal => {
                let key = first.key;
                let (here, rest) = one.split_at(one.iter().take_while(|it| it.key == key).count());
                let (there, tail) = other.split_at(other.iter().take_while(|it| it.key == key).count());
                sum += matched(here, there) * rarity.of(key);
                (one, other) = (rest, tail);
            }
        }
    }
    sum
}

/// How well two runs of the same thing match in their places, both sorted by place.
fn matched(here: &[Trait], there: &[Trait]) -> f32 {
    let (few, many) = if here.len() <= there.len() { (here, there) } else { (there, here) };
    let mut rest = many;
    let mut sum = 0.0;
    for (index, one) in few.iter().enumerate() {
        // Leave enough behind for those that follow.
        let reachable = rest.len() - (few.len() - index - 1);
        let distance = |it: &Trait| (it.place - one.place).abs();
        let nearest = (0..reachable).min_by(|&a, &b| distance(&rest[a]).total_cmp(&distance(&rest[b])));
        let Some(nearest) = nearest else { break };
        let near = (1.0 - distance(&rest[nearest]) / REACH).max(OUT_OF_REACH);
        sum += near * one.weight.min(rest[nearest].weight);
        rest = &rest[nearest + 1..];
    }
    sum
}

/// How alike two texts are in their paragraphs, 0.0–1.0: how many there are, and how long each is beside the others.
fn shape(one: &[u32], other: &[u32]) -> f32 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    // Where the same share of the text lies behind, the same share of the paragraphs should.
    let [one_shares, other_shares] = [one, other].map(shares);
    let points = one_shares.iter().map(|&share| gap(share, &other_shares));
    let back = other_shares.iter().map(|&share| gap(share, &one_shares));
    let count = (one.len() + other.len()) as f32;
    let mean_gap = points.chain(back).sum::<f32>() / count;
    let number = one.len().min(other.len()) as f32 / one.len().max(other.len()) as f32;
    (0.5 + 0.5 * number) * (1.0 - (mean_gap * 4.0).min(0.5))
}

/// The share of the text that lies before the end of each paragraph.
fn shares(lengths: &[u32]) -> Vec<f32> {
    let total = lengths.iter().sum::<u32>().max(1) as f32;
    let ends = lengths.iter().scan(0, |sum, &length| {
        *sum += length;
        Some(*sum as f32 / total)
    });
    ends.collect()
}

/// The distance from `share` to the nearest of the sorted `shares`.
fn gap(share: f32, shares: &[f32]) -> f32 {
    let after = shares.partition_point(|&other| other < share);
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|index| shares.get(index))
        .map(|other| (other - share).abs())
        .fold(1.0, f32::min)
}
