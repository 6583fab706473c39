//! Books of any length in two languages, made of the sentences of our own sample texts with other numbers in them; and
//! what is done to them while they are edited. For tests, benchmarks and measurements.

#![allow(dead_code, unreachable_pub, reason = "each of those who use it needs another part of it")]

use std::sync::Arc;

use diglot::alignment::Side;
use diglot::analysis::{Analysis, Settings, analyze};
use diglot::language::{Language, language};
use diglot::text::{Format, Paragraph, Wrapping};

/// Our own texts, paragraph by paragraph the same in both languages.
const SAMPLES: [(&str, &str); 4] = [
    (
        include_str!("../fixtures/alignment/lighthouse.de.txt"),
        include_str!("../fixtures/alignment/lighthouse.hu.txt"),
    ),
    (include_str!("../fixtures/clean/canal.de.txt"), include_str!("../fixtures/clean/canal.hu.txt")),
    (include_str!("../fixtures/clean/museum.de.md"), include_str!("../fixtures/clean/museum.hu.md")),
    (include_str!("../../docs/samples/sourdough.de.md"), include_str!("../../docs/samples/sourdough.hu.md")),
];

/// Numbers that look like chance and are the same in every run (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }
}

/// Paragraphs in two languages; those with the same index are counterparts.
pub fn book(paragraphs: usize, seed: u64) -> (Vec<String>, Vec<String>) {
    let sentences = sentence_pairs();
    let mut random = Random::new(seed);
    (0..paragraphs)
        .map(|_| {
            let (mut source, mut target) = (Vec::new(), Vec::new());
            for _ in 0..=random.below(5) {
                let (of_source, of_target) = &sentences[random.below(sentences.len())];
                let shift = random.below(8) as u8 + 1;
                source.push(renumbered(of_source, shift));
                target.push(renumbered(of_target, shift));
            }
            (source.join(" "), target.join(" "))
        })
        .unzip()
}

/// Other digits in the numbers of three digits and more, but for the first; those in short numbers stay, since there are
/// no other days and hours.
fn renumbered(text: &str, shift: u8) -> String {
    let mut renumbered = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
        renumbered.push_str(&rest[..=start]);
        for digit in rest[start + 1..start + digits].bytes() {
            let other = if digits > 2 { b'1' + (digit - b'0' + shift) % 9 } else { digit };
            renumbered.push(other as char);
        }
        rest = &rest[start + digits..];
    }
    renumbered + rest
}

fn sentence_pairs() -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (source, target) in SAMPLES {
        let (source, target) = (sentences(source, "de"), sentences(target, "hu"));
        for (source, target) in source.into_iter().zip(target) {
            if source.len() == target.len() {
                pairs.extend(source.into_iter().zip(target).filter(|(one, other)| is_pair(one, other)));
            }
        }
    }
    assert!(pairs.len() > 40, "the samples are parallel");
    pairs
}

/// Whether two sentences are long enough and have the same digits.
fn is_pair(source: &str, target: &str) -> bool {
    const SHORTEST: usize = 24;
    let digits = |text: &str| {
        let mut digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    source.len().min(target.len()) >= SHORTEST && digits(source) == digits(target)
}

/// The sentences of each paragraph of a text.
fn sentences(text: &str, tag: &str) -> Vec<Vec<String>> {
    let paragraphs = Format::Markdown.paragraphs(text, Wrapping::BlankLines);
    let sentences = |paragraph: &Paragraph| {
        let analysis = analyze(language(tag), &paragraph.prose, &Settings::default());
        let all = analysis.sentences.list.iter();
        all.map(|sentence| paragraph.prose[sentence.range].replace(['\n', '\u{1}', '\u{2}'], " ")).collect()
    };
    paragraphs.iter().map(sentences).collect()
}

/// One side of a book, read; what is the same as before is taken over when it is read again.
pub struct Read {
    language: &'static Language,
    pub texts: Vec<String>,
    pub paragraphs: Vec<Paragraph>,
    pub analyses: Vec<Arc<Analysis>>,
}

impl Read {
    pub fn new(tag: &str, texts: &[String]) -> Self {
        let mut read =
            Self { language: language(tag), texts: Vec::new(), paragraphs: Vec::new(), analyses: Vec::new() };
        read.splice(0..0, texts);
        read
    }

    /// Puts other paragraphs in the place of some; the ranges in the document stay what they were, which nobody asks for.
    pub fn splice(&mut self, range: std::ops::Range<usize>, new: &[String]) {
        let paragraphs: Vec<Paragraph> = new.iter().map(|text| paragraph(text)).collect();
        let analyze = |it: &Paragraph| Arc::new(analyze(self.language, &it.prose, &Settings::default()));
        let analyses: Vec<_> = paragraphs.iter().map(analyze).collect();
        self.paragraphs.splice(range.clone(), paragraphs);
        self.analyses.splice(range.clone(), analyses);
        self.texts.splice(range, new.iter().cloned());
    }

    pub fn side(&self) -> Side<'_> {
        Side { paragraphs: &self.paragraphs, analyses: &self.analyses }
    }
}

/// A text as one paragraph, or as one heading or item of Markdown.
fn paragraph(text: &str) -> Paragraph {
    let mut found = Format::Markdown.paragraphs(text, Wrapping::Lines);
    if found.len() != 1 {
        found = Format::Plain.paragraphs(text, Wrapping::Lines);
    }
    assert_eq!(found.len(), 1, "{text:?} is one paragraph");
    found.remove(0)
}

/// What may be done to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Delete,
    Insert,
    Merge,
    Split,
    Swap,
}

/// All of them.
pub const KINDS: [Kind; 5] = [Kind::Delete, Kind::Insert, Kind::Merge, Kind::Split, Kind::Swap];

/// What was done: these paragraphs were replaced.
#[derive(Debug, Clone)]
pub struct Edit {
    pub at: usize,
    pub removed: usize,
    pub new: Vec<String>,
}

/// Does something to the paragraph `at`; `None` if it can't be done there. `other` is inserted.
pub fn edit(texts: &[String], kind: Kind, at: usize, other: &str, random: &mut Random) -> Option<Edit> {
    let (removed, new) = match kind {
        Kind::Delete => (1, vec![]),
        Kind::Insert => (0, vec![other.to_owned()]),
        Kind::Merge => {
            (is_prose(&texts[at]) && is_prose(&texts[at + 1])).then_some(())?;
            (2, vec![format!("{} {}", texts[at], texts[at + 1])])
        }
        Kind::Split => {
            let text = Some(&texts[at]).filter(|text| is_prose(text))?;
            let ends = text.match_indices(['.', '!', '?']).map(|(end, _)| end + 1);
            let ends = ends.filter(|&end| text[end..].starts_with(' ') && end > 25 && text.len() - end > 25);
            let ends: Vec<usize> = ends.collect();
            let end = *ends.get(random.below(ends.len()))?;
            (1, vec![text[..end].to_owned(), text[end + 1..].to_owned()])
        }
        Kind::Swap => (2, vec![texts[at + 1].clone(), texts[at].clone()]),
    };
    Some(Edit { at, removed, new })
}

/// Whether a text is neither a heading nor an item nor the like.
fn is_prose(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '»' | '„' | '"' | '“' | '–' | '—' | '«'))
}
