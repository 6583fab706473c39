//! Language tags (BCP 47), and where a path bears one. Pure.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// A language tag in its usual spelling: "de", "pt-BR", "zh-Hans".
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Box<str>);

/// Where in a path a tag stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The tag.
    pub tag: Tag,
    /// Bytes of the path, from its first, that a sibling in another language has otherwise.
    pub range: Range<usize>,
    /// Bytes that a sibling without a tag does not have: the tag and what parts it from the rest. `None` where no such
    /// sibling can be (`de.md`).
    pub removable: Option<Range<usize>>,
    /// Whether the place says enough.
    pub evidence: Evidence,
}

/// Whether a part of a path that looks like a tag is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// It is.
    Sure,
    /// Only if a sibling differs in that part alone and bears another tag (`check-de.md`, `de.md`).
    NeedsSibling,
    /// It is a word as well: only if such a sibling's tag is none ("to", "is", "my").
    Word,
}

struct Code {
    primary: &'static str,
    iso_639_3: &'static str,
    word: bool,
    name: &'static str,
}

static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let rows = include_str!("data/languages.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut codes: Vec<Code> = rows
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next();
            Some(Code { primary: next()?, iso_639_3: next()?, word: next()? == "word", name: next()? })
        })
        .collect();
    codes.sort_unstable_by_key(|code| code.primary);
    codes
});

static REGIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("data/regions.txt").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(str::split_whitespace).collect()
});

impl Tag {
    /// The tag for a text whose language is not known: "und".
    pub fn undetermined() -> Self {
        Self("und".into())
    }

    /// Reads a tag in any case, with `-` or `_` between language, script and region. `None` unless the language is a
    /// known one, the script has four letters and the region is a known one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut subtags = text.split(['-', '_']);
        let primary = subtags.next()?.to_ascii_lowercase();
        code(&primary)?;
        let mut tag = primary;
        let mut next = subtags.next();
        if let Some(script) = next.filter(|script| is_script(script)) {
            tag.push('-');
            tag.push_str(&script[..1].to_ascii_uppercase());
            tag.push_str(&script[1..].to_ascii_lowercase());
            next = subtags.next();
        }
        if let Some(region) = next {
            let region = region.to_ascii_uppercase();
            if !REGIONS.contains(&region.as_str()) {
                return None;
            }
            tag.push('-');
            tag.push_str(&region);
            next = subtags.next();
        }
        next.is_none().then(|| Self(tag.into()))
    }

    /// The tag of an ISO 639-3 code ("deu"), as detectors name languages.
    pub fn of_iso_639_3(iso: &str) -> Option<Self> {
        let known = CODES.iter().find(|code| code.iso_639_3.split(' ').any(|known| known == iso))?;
        Some(Self(known.primary.into()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first subtag: "pt" of "pt-BR".
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The language's name in English ("German"); the tag itself where none is known.
    pub fn name(&self) -> &str {
        code(self.primary()).map_or(&self.0, |code| code.name)
    }

    /// Whether the language is known.
    pub fn is_determined(&self) -> bool {
        &*self.0 != "und"
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where `path`, with `/` between its parts, may bear a tag: folders first, then places in the file's name.
pub fn occurrences(path: &str) -> Vec<Occurrence> {
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    let mut found = Vec::new();
    let mut start = 0;
    for folder in path[..name_start].split_terminator('/') {
        if let Some(tag) = Tag::parse(folder) {
            let range = start..start + folder.len();
            let removable = Some(start..range.end + 1);
            found.push(Occurrence { tag, evidence: evidence(folder), range, removable });
        }
        start += folder.len() + 1;
    }
    in_name(path, name_start, &mut found);
    // "guide_pt-BR" bears "pt-BR", not also "BR".
    let ranges: Vec<Range<usize>> = found.iter().map(|occurrence| occurrence.range.clone()).collect();
    found.retain(|Occurrence { range, .. }| {
        let inside =
            |other: &Range<usize>| other.start <= range.start && range.end <= other.end && other != range;
        !ranges.iter().any(inside)
    });
    found
}

/// The tags that stand anywhere in `text` as words of their own, each with its bytes; longer ones first.
pub fn candidates(text: &str) -> Vec<(Range<usize>, Tag)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '/')]) {
        match start {
            None if c.is_alphanumeric() => start = Some(at),
            Some(from) if !c.is_alphanumeric() => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let mut found: Vec<(Range<usize>, Tag)> = Vec::new();
    for (index, first) in words.iter().enumerate() {
        for last in words[index..].iter().take(3) {
            let range = first.start..last.end;
            found.extend(Tag::parse(&text[range.clone()]).map(|tag| (range, tag)));
        }
    }
    found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
    found
}

fn code(primary: &str) -> Option<&'static Code> {
    CODES.binary_search_by(|code| code.primary.cmp(primary)).ok().map(|index| &CODES[index])
}

fn is_script(subtag: &str) -> bool {
    subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// What a text that parses as a tag proves by itself, in a good place.
fn evidence(text: &str) -> Evidence {
    let primary = text.split(['-', '_']).next().unwrap_or_default();
    let small = primary.bytes().all(|byte| byte.is_ascii_lowercase());
    let large = primary.bytes().all(|byte| byte.is_ascii_uppercase());
    // A word with a large region ("is-IS") is a tag for sure; "to-do" is none, though "DO" is a region.
    let large_region = text[primary.len()..].contains(|c: char| c.is_ascii_uppercase());
    let word = code(&primary.to_ascii_lowercase()).is_some_and(|code| code.word);
    // Nobody writes "De" for a language.
    if (word && !large_region) || !(small || large) { Evidence::Word } else { Evidence::Sure }
}

/// The same, in a place where other things stand as often.
fn evidence_in_doubt(text: &str) -> Evidence {
    match evidence(text) {
        Evidence::Word => Evidence::Word,
        Evidence::Sure | Evidence::NeedsSibling => Evidence::NeedsSibling,
    }
}

fn in_name(path: &str, name_start: usize, found: &mut Vec<Occurrence>) {
    let name = &path[name_start..];
    let stem = &name[..name.rfind('.').unwrap_or(name.len())];
    let stem_end = name_start + stem.len();
    if let Some(tag) = Tag::parse(stem) {
        let range = name_start..stem_end;
        found.push(Occurrence { tag, range, removable: None, evidence: evidence_in_doubt(stem) });
    }
    for separator in ['.', '_', '-'] {
        // The longest of the last three pieces that is a tag: "guide_pt_BR" bears "pt_BR", not "BR".
        let cuts: Vec<usize> = stem.rmatch_indices(separator).map(|(at, _)| at).take(3).collect();
        let ending = cuts.iter().rev().filter(|&&cut| cut > 0).find_map(|&cut| {
            let tag = Tag::parse(&stem[cut + 1..])?;
            Some((cut, tag))
        });
        if let Some((cut, tag)) = ending {
            let tagged = &stem[cut + 1..];
            let evidence = if separator == '-' { evidence_in_doubt(tagged) } else { evidence(tagged) };
            let (from, range) = (name_start + cut, name_start + cut + 1..stem_end);
            found.push(Occurrence { tag, range, removable: Some(from..stem_end), evidence });
        }
        let starts: Vec<usize> = stem.match_indices(separator).map(|(at, _)| at).take(3).collect();
        let beginning = starts.iter().rev().filter(|&&cut| cut + 1 < stem.len()).find_map(|&cut| {
            let tag = Tag::parse(&stem[..cut])?;
            Some((cut, tag))
        });
        if let Some((cut, tag)) = beginning {
            let range = name_start..name_start + cut;
            let removable = Some(name_start..name_start + cut + 1);
            found.push(Occurrence { tag, range, removable, evidence: evidence_in_doubt(&stem[..cut]) });
        }
    }
}
