//! What a divergence is known by: a hash of what it is about, so that an ignore of it outlives every edit elsewhere and
//! dies with its own sentences. Pure.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::analysis::token::is_invisible;
use crate::bitext::{Bitext, Side};
use crate::comparison::{Divergence, Rule, RuleKind, Spot, quote};
use crate::text::{LocalRange, OPAQUE, stable_hash};

/// How many bits a key has: twelve digits, few enough to be read out. Both halves must fit, and only among the entries
/// of one rule in one file, so that even a large baseline has no two that are alike by chance.
const BITS: u32 = 2 * HALF;
/// How many of them are of one side.
const HALF: u32 = 24;

/// The most sentences that are looked at together as the counterpart of one.
const MOST_TOGETHER: usize = 3;

/// Marks the words at the spot within their sentences; no prose holds them.
const SPOT: (char, char) = ('\u{3}', '\u{4}');

/// Two hashes of a divergence: of its rule, the sentences concerned, and where in them its words stand, on either side.
/// White space, line breaks, emphasis and invisible characters make no difference. Written as twelve digits and letters
/// from `a` to `f`, the source's six first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// The key of a divergence.
    pub fn of(bitext: &Bitext, divergence: &Divergence) -> Self {
        let said = |side, spot: Option<Spot>| match spot {
            // What is said of a whole text is the same whatever stands in it.
            Some(spot) if divergence.rule.kind != RuleKind::Document => sentences(bitext, side, spot),
            _ => None,
        };
        let place = divergence.place;
        let [source, target] = [(Side::Source, place.source()), (Side::Target, place.target())]
            .map(|(side, spot)| half(divergence.rule, said(side, spot).unwrap_or_default()));
        Self::new(source, target)
    }

    /// The keys that a divergence whose words stand on one side only would have beside other sentences of the paragraph
    /// on the other side: which of them is the counterpart is only likely, and may change with what stands around it.
    pub fn beside_others(bitext: &Bitext, divergence: &Divergence) -> Vec<Self> {
        let (Some(source), Some(target)) = (divergence.place.source(), divergence.place.target()) else {
            return Vec::new();
        };
        let sides = [(Side::Source, source), (Side::Target, target)];
        let [Some((source, source_whole)), Some((target, target_whole))] =
            sides.map(|(side, spot)| touched(bitext, side, spot))
        else {
            return Vec::new();
        };
        let (side, spot, own) = match (source_whole, target_whole) {
            (true, false) => (Side::Source, divergence.place.source(), target),
            (false, true) => (Side::Target, divergence.place.target(), source),
            _ => return Vec::new(),
        };
        let own = half(divergence.rule, own);
        let Some(spot) = spot else { return Vec::new() };
        let Some(analysis) = bitext.text(side).analyses.get(spot.paragraph as usize) else {
            return Vec::new();
        };
        let list = &analysis.sentences.list;
        let windows = (1..=MOST_TOGETHER.min(list.len())).flat_map(|length| list.windows(length));
        let others = windows.filter_map(|window| {
            let range = window.first()?.range.cover(window.last()?.range);
            let other = half(divergence.rule, sentences(bitext, side, Spot { range, ..spot })?);
            Some(if side == Side::Source { Self::new(other, own) } else { Self::new(own, other) })
        });
        others.collect()
    }

    fn new(source: u64, target: u64) -> Self {
        Self(source << HALF | target)
    }

    /// A key as it is written; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        let written = text.len() == BITS as usize / 4 && text.bytes().all(digits);
        u64::from_str_radix(text, 16).ok().filter(|_| written).map(Self)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:0width$x}", self.0, width = BITS as usize / 4)
    }
}

/// The beginning of what a divergence is about, for people: the translation's sentence, or the source's where the
/// translation has none.
pub fn excerpt(bitext: &Bitext, divergence: &Divergence) -> String {
    let said = |side, spot: Option<Spot>| {
        let words: String =
            sentences(bitext, side, spot?)?.into_iter().filter(|c| *c != SPOT.0 && *c != SPOT.1).collect();
        Some(quote(&words)).filter(|words| !words.is_empty())
    };
    let target = said(Side::Target, divergence.place.target());
    target.or_else(|| said(Side::Source, divergence.place.source())).unwrap_or_default()
}

/// A hash of what one side says, folded to half a key: as the hash's authors say, all its bits count.
fn half(rule: &Rule, said: Vec<char>) -> u64 {
    let mut words = format!("{}\0", rule.id);
    words.extend(normalised(said));
    let hash = stable_hash(words.as_bytes());
    (hash ^ hash >> HALF ^ hash >> (2 * HALF)) & ((1 << HALF) - 1)
}

/// See [`touched`].
fn sentences(bitext: &Bitext, side: Side, spot: Spot) -> Option<Vec<char>> {
    touched(bitext, side, spot).map(|(said, _)| said)
}

/// The prose of the sentences that a spot touches, its words marked, and whether the spot is the whole of them; `None`
/// for a place between two sentences, which belongs to neither.
fn touched(bitext: &Bitext, side: Side, spot: Spot) -> Option<(Vec<char>, bool)> {
    let text = bitext.text(side);
    let paragraph = text.snapshot.paragraphs.get(spot.paragraph as usize)?;
    let analysis = text.analyses.get(spot.paragraph as usize)?;
    let list = analysis.sentences.list.iter().map(|sentence| sentence.range);
    let all = list.filter(|sentence| sentence.overlaps(spot.range)).reduce(LocalRange::cover)?;
    let mut marked = Vec::with_capacity(all.len() + 2);
    let (start, end) = (spot.range.start().max(all.start()), spot.range.end().min(all.end()));
    marked.extend(paragraph.prose[all.start()..start].chars());
    marked.push(SPOT.0);
    marked.extend(paragraph.prose[start..end].chars());
    marked.push(SPOT.1);
    marked.extend(paragraph.prose[end..all.end()].chars());
    Some((marked, (start, end) == (all.start(), all.end())))
}

/// The same words, however they are written on the page.
fn normalised(words: Vec<char>) -> Vec<char> {
    let mut normalised: Vec<char> = Vec::with_capacity(words.len());
    for c in words.into_iter().filter(|c| !is_invisible(*c)).nfc() {
        let c = if c.is_whitespace() { ' ' } else { c };
        // One blank for many, and one mark for code however long it is.
        if !((c == ' ' || c == OPAQUE) && normalised.last() == Some(&c)) {
            normalised.push(c);
        }
    }
    normalised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for key in [Key(0), Key(0x3f2a_9c1d_5b7e), Key((1 << BITS) - 1)] {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        for wrong in ["", "3f2a", "3F2A9C1D5B7E", "3f2a9c1d5b7g", "+f2a9c1d5b7e", "3f2a9c1d5b7e0"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_nobody_sees_makes_no_difference() {
        let of = |text: &str| normalised(text.chars().collect()).into_iter().collect::<String>();
        assert_eq!(of("Ein\r\n  Wort\u{ad}teil, \u{1}\u{1}19\u{1}61"), "Ein Wortteil, 1961");
        assert_eq!(of("e\u{301} \u{2}\u{2}\u{2}"), "é \u{2}");
    }
}
