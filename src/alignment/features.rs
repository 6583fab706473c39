//! What a paragraph or sentence shows to the aligner: its length, its shape, and what of it survives translation.

mod counterparts;

use std::sync::Arc;

use crate::analysis::token::{digit_value, is_ideographic, is_invisible, letter_weight};
use crate::analysis::{Analysis, Boundary, Breadth, Hardness, Mention, Sentence, Value};
use crate::text::{Block, LocalRange, MARKUP, OPAQUE, Paragraph};

use super::Level;
use super::fold::{fold, fold_plain_word};

/// What a paragraph or sentence shows to the aligner. Depends on its own text only, never on its place; a copy costs
/// next to nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// Its letters, digits and punctuation, in letters of an alphabet and of a language of middling breadth; above 0.
    /// Markup and invisible characters weigh nothing, code and URLs little, ideographs and syllables as many letters as
    /// they stand for.
    pub(super) length: f32,
    /// The kind of its block, as an index below [`BLOCKS`].
    pub(super) block: u8,
    /// How it ends.
    pub(super) ending: Ending,
    /// Whether it begins as speech does: with a quotation mark or a dash.
    pub(super) speech: bool,
    /// Whether it begins and ends with markup, as an emphasised paragraph or a lone link does.
    pub(super) framed: bool,
    /// Whether the boundary after it is doubtful: only of sentences.
    pub(super) soft: bool,
    /// What it says.
    pub(super) words: Arc<Words>,
}

/// What a unit says, as far as the aligner hears it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Words {
    /// What should look the same in a translation; sorted, distinct.
    pub(super) signs: Box<[Sign]>,
    /// Where each of the signs stands.
    pub(super) sign_places: Box<[Placing]>,
    /// Hashes of its words without their endings, from which a lexicon is learned; sorted, distinct.
    pub(super) stems: Box<[u64]>,
    /// Where each of the stems stands.
    pub(super) stem_places: Box<[Placing]>,
}

/// How many kinds of block there are.
pub(super) const BLOCKS: usize = 11;

/// The last punctuation mark, closing quotation marks and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    None,
    Stop,
    Question,
    Exclamation,
    Colon,
    Comma,
    Semicolon,
}

/// How many kinds of ending there are.
pub(super) const ENDINGS: usize = 7;

/// Where in its unit something stands: in 254ths of its length; [`PLACELESS`] if in several places.
pub(super) type Placing = u8;
/// What stands in several places stands in none.
pub(super) const PLACELESS: Placing = u8::MAX;

/// Something that should look the same in a translation: a hash, whose lowest two bits say the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sign(u64);

/// How surely a sign comes back in the translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A number or date.
    Number,
    /// The beginning of a word: names, loan words, cognates. Number words up to twelve are no better.
    Word,
    /// Code, a URL, an identifier.
    Code,
    /// A pair of words from the learned lexicon.
    Learned,
}

impl Sign {
    fn new(class: Class, bytes: &[u8]) -> Self {
        Self::of(class, hash(bytes))
    }

    fn of(class: Class, hash: u64) -> Self {
        Self(hash & !0b11 | class as u64)
    }

    /// How surely it comes back.
    pub(super) fn class(self) -> Class {
        match self.0 & 0b11 {
            0 => Class::Number,
            1 => Class::Word,
            2 => Class::Code,
            _ => Class::Learned,
        }
    }

    /// The hash.
    pub(super) fn hash(self) -> u64 {
        self.0
    }
}

impl From<u64> for Sign {
    fn from(bits: u64) -> Self {
        Self(bits)
    }
}

impl From<Sign> for u64 {
    fn from(sign: Sign) -> Self {
        sign.0
    }
}

impl Features {
    /// The features of a paragraph.
    pub fn of_paragraph(paragraph: &Paragraph, analysis: &Analysis) -> Self {
        let whole = LocalRange::new(0, paragraph.prose.len());
        let mut reader = Reader::new(&paragraph.prose, whole, Level::Paragraph, Scratch::default());
        reader.read(&analysis.mentions);
        for literal in &paragraph.literals {
            reader.scratch.signs.push((Sign::new(Class::Code, &literal.to_le_bytes()), NOWHERE));
        }
        Self { block: block_index(paragraph.block), ..reader.finish(analysis.breadth) }
    }

    /// The features of a sentence of a paragraph.
    pub fn of_sentence(paragraph: &Paragraph, analysis: &Analysis, sentence: Sentence) -> Self {
        let reader = Reader::of_sentence(paragraph, analysis, sentence, Scratch::default());
        Self { soft: sentence.end == Boundary::Soft, ..reader.finish(analysis.breadth) }
    }
}

/// The kind of a block, below [`BLOCKS`].
pub(super) fn block_index(block: Block) -> u8 {
    match block {
        Block::Paragraph => 0,
        Block::Heading(level) => level.clamp(1, 6),
        Block::Item => 7,
        Block::OrderedItem => 8,
        Block::Quote => 9,
        Block::Cell => 10,
    }
}

/// Where something stands that stands nowhere, in bytes.
const NOWHERE: u32 = u32::MAX;

/// What a reader writes into; taken over from unit to unit.
#[derive(Debug, Default)]
struct Scratch {
    /// What was found, and the byte of the unit where it stands.
    signs: Vec<(Sign, u32)>,
    /// Likewise; nothing where nobody learns from it.
    stems: Vec<(u64, u32)>,
    /// Whether nobody does.
    without_stems: bool,
    /// The word being read, folded.
    word: String,
}

/// Reads one unit in one pass.
struct Reader<'a> {
    text: &'a str,
    /// Where the unit begins in its paragraph.
    base: usize,
    /// Where the reader is in `text`.
    at: usize,
    length: f32,
    scratch: Scratch,
}

impl<'a> Reader<'a> {
    fn new(prose: &'a str, range: LocalRange, level: Level, mut scratch: Scratch) -> Self {
        let text = &prose[range];
        let expected = text.len() / 6 + 4;
        scratch.signs.reserve(2 * expected);
        if !scratch.without_stems {
            scratch.stems.reserve(expected);
        }
        scratch.word.reserve(32);
        Self { text, base: range.start(), at: numbering_end(text, level), length: 0.0, scratch }
    }

    /// A reader that has read a sentence.
    fn of_sentence(
        paragraph: &'a Paragraph,
        analysis: &Analysis,
        sentence: Sentence,
        scratch: Scratch,
    ) -> Self {
        let first =
            analysis.mentions.partition_point(|mention| mention.range.start() < sentence.range.start());
        let mut reader = Reader::new(&paragraph.prose, sentence.range, Level::Sentence, scratch);
        reader.read(&analysis.mentions[first..]);
        reader
    }

    /// Reads to the end. Digits inside a mention speak through its value; the others for themselves.
    fn read(&mut self, mentions: &[Mention]) {
        let end = self.base + self.text.len();
        let mentions = &mentions[..mentions.partition_point(|mention| mention.range.start() < end)];
        let numbering = self.base + self.at;
        let mut next = mentions.partition_point(|mention| mention.range.start() < numbering);
        for mention in &mentions[next..] {
            self.mention(mention);
        }
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b' ' => self.at += 1,
                b'a'..=b'z' | b'A'..=b'Z' => self.word(char::from(byte)),
                _ => {
                    let Some(c) = self.text[self.at..].chars().next() else { break };
                    let here = self.base + self.at;
                    while mentions.get(next).is_some_and(|mention| mention.range.end() <= here) {
                        next += 1;
                    }
                    let mentioned = mentions.get(next).is_some_and(|mention| mention.range.start() <= here);
                    self.step(c, mentioned);
                }
            }
        }
    }

    fn step(&mut self, c: char, mentioned: bool) {
        if digit_value(c).is_some() {
            self.number(mentioned);
        } else if is_unspaced(c) {
            self.unspaced();
        } else if c.is_alphabetic() {
            self.word(c);
        } else if c == OPAQUE {
            let rest = self.text[self.at..].trim_start_matches([OPAQUE, MARKUP]);
            let run = self.text.len() - self.at - rest.len();
            self.length += (run as f32).min(LONGEST_OPAQUE);
            self.at += run;
        } else {
            if !c.is_whitespace() && !is_invisible(c) && !matches!(c, '*' | '_' | '`') {
                self.length += 1.0;
            }
            self.at += c.len_utf8();
        }
    }

    /// Notes a sign that stands at byte `at` of the text.
    fn sign(&mut self, sign: Sign, at: usize) {
        self.scratch.signs.push((sign, at as u32));
    }

    /// Notes a stem.
    fn stem(&mut self, stem: u64, at: usize) {
        if !self.scratch.without_stems {
            self.scratch.stems.push((stem, at as u32));
        }
    }

    fn mention(&mut self, mention: &Mention) {
        // Articles and small number words stand in nearly every sentence, whatever it says.
        if mention.hardness != Hardness::Hard {
            return;
        }
        let at = mention.range.start().saturating_sub(self.base);
        let mut push = |tag: u8, value: i128| {
            let mut bytes = [0; 17];
            bytes[0] = tag;
            bytes[1..].copy_from_slice(&value.to_le_bytes());
            self.sign(Sign::new(Class::Number, &bytes), at);
        };
        match mention.readings.first() {
            Value::Quantity(quantity) => match quantity.amount.as_whole() {
                Some(whole) => push(0, whole),
                None => push(1, quantity.amount.parts().0.wrapping_mul(7919) ^ quantity.amount.parts().1),
            },
            Value::Date(date) => {
                if let Some(year) = date.year {
                    push(0, i128::from(year));
                }
                if let Some(month) = date.month {
                    push(2, i128::from(month) * 100 + date.day.map_or(0, i128::from));
                }
                if let (None, Some(weekday)) = (date.month, date.weekday) {
                    push(3, i128::from(weekday));
                }
            }
            Value::Time(minutes) => push(4, i128::from(minutes)),
            Value::Decade(year) => push(0, i128::from(year)),
            Value::Century(century) => push(5, i128::from(century)),
            Value::Period(period) => push(6, period as i128),
            Value::Literal(hash) => push(7, i128::from(hash)),
        }
    }

    /// A run of digits with its separators: the number they make without them.
    fn number(&mut self, mentioned: bool) {
        let start = self.at;
        let (mut value, mut digits) = (0i128, 0);
        while let Some(c) = self.text[self.at..].chars().next() {
            if let Some(digit) = digit_value(c) {
                value = value.wrapping_mul(10).wrapping_add(i128::from(digit));
                digits += 1;
            } else if !(is_invisible(c) || is_separator(c) && self.digit_follows(c)) {
                break;
            }
            self.at += c.len_utf8();
        }
        self.length += digits as f32;
        if !mentioned {
            let mut bytes = [0; 17];
            bytes[1..].copy_from_slice(&value.to_le_bytes());
            self.sign(Sign::new(Class::Number, &bytes), start);
        }
    }

    fn digit_follows(&self, c: char) -> bool {
        self.text[self.at + c.len_utf8()..].chars().next().is_some_and(|next| digit_value(next).is_some())
    }

    /// A word, which begins with `first`; or an identifier, path or address, if it holds what no word holds.
    fn word(&mut self, first: char) {
        let start = self.at;
        let upper = first.is_uppercase();
        if let Some(word) = fold_plain_word(self.text, start) {
            self.length += word.letters as f32;
            self.at = word.end;
            self.keep_word(word.beginning.bytes(), PrefixOf::Alphabet, upper, start);
            return;
        }
        let mut word = std::mem::take(&mut self.scratch.word);
        word.clear();
        let (mut letters, mut weight, mut identifier) = (0usize, 0.0, false);
        while let Some(c) = self.text[self.at..].chars().next() {
            let digit = digit_value(c);
            if let Some(digit) = digit {
                identifier = true;
                word.push(char::from(b'0' + digit));
            } else if c.is_alphabetic() && !is_unspaced(c) {
                fold(c, &mut word);
                weight += letter_weight(c) - 1.0;
            } else if is_joiner(c, identifier) && self.continues(c, &word) {
                identifier = true;
                word.push(c);
            } else if !is_invisible(c) && !unicode_normalization::char::is_combining_mark(c) {
                break;
            } else {
                self.at += c.len_utf8();
                continue;
            }
            letters += 1;
            self.at += c.len_utf8();
        }
        self.length += if identifier && letters > 20 { LONGEST_OPAQUE } else { letters as f32 + weight };
        if identifier {
            self.sign(Sign::new(Class::Code, word.as_bytes()), start);
        } else {
            let script = if word.starts_with(is_hangul) { PrefixOf::Syllables } else { PrefixOf::Alphabet };
            self.keep_word(word.as_bytes(), script, upper, start);
        }
        self.scratch.word = word;
    }

    /// Whether the word goes on behind the joining character `c`: with a letter, a digit, or the `//` of an address.
    fn continues(&self, c: char, word: &str) -> bool {
        let rest = &self.text[self.at + c.len_utf8()..];
        if c == ':' {
            return rest.starts_with("//");
        }
        rest.chars().next().is_some_and(|next| next.is_alphanumeric() || next == '/' && word.ends_with(':'))
    }

    fn keep_word(&mut self, word: &[u8], script: PrefixOf, upper: bool, at: usize) {
        // The hash of what comes before each letter, as far as anybody asks.
        let mut hashes = [FIRST; LONGEST_PREFIX + 1];
        let (mut letters, mut hash) = (0, FIRST);
        for &byte in word {
            // All bytes of a character but the first are 10xxxxxx.
            if byte & 0xC0 != 0x80 {
                hashes[letters] = hash;
                if letters == LONGEST_PREFIX {
                    break;
                }
                letters += 1;
            }
            hash = hashed(hash, byte);
        }
        hashes[letters] = hash;
        let prefix = |count: usize| mixed(hashes[count.min(letters)]);
        if letters >= 4 {
            self.sign(Sign::of(Class::Word, prefix(4)), at);
        }
        if letters >= 6 {
            self.sign(Sign::of(Class::Word, prefix(6)), at);
        }
        if letters == 3 || letters == 2 && upper {
            self.sign(Sign::of(Class::Word, prefix(letters)), at);
        }
        if letters >= 2 && !self.scratch.without_stems {
            self.stem(prefix(script as usize), at);
        }
    }

    /// A run of a script that writes no spaces: its pairs of characters.
    fn unspaced(&mut self) {
        let mut previous: Option<char> = None;
        while let Some(c) = self.text[self.at..].chars().next() {
            if is_unspaced(c) {
                self.length += letter_weight(c);
                if let Some(previous) = previous {
                    let mut bytes = [0; 8];
                    bytes[..4].copy_from_slice(&u32::from(previous).to_le_bytes());
                    bytes[4..].copy_from_slice(&u32::from(c).to_le_bytes());
                    self.stem(hash(&bytes), self.at);
                    self.sign(Sign::new(Class::Word, &bytes), self.at);
                }
                previous = Some(c);
            } else if !is_invisible(c) && !unicode_normalization::char::is_combining_mark(c) {
                break;
            }
            self.at += c.len_utf8();
        }
    }

    fn finish(self, breadth: Breadth) -> Features {
        let (signs, sign_places) = distinct(&self.scratch.signs, self.text.len());
        let (stems, stem_places) = distinct(&self.scratch.stems, self.text.len());
        self.shape(breadth, Words { signs, sign_places, stems, stem_places })
    }

    /// What the unit looks like, with what it says.
    fn shape(&self, breadth: Breadth, words: Words) -> Features {
        Features {
            length: breadth.even(self.length.max(1.0)),
            block: 0,
            ending: ending(self.text),
            speech: begins_as_speech(self.text),
            framed: self.text.starts_with(MARKUP) && self.text.ends_with(MARKUP),
            soft: false,
            words: Arc::new(words),
        }
    }
}

/// Where the byte `at` of a unit is that is so many bytes long.
fn placing(at: u32, length: usize) -> Placing {
    if at == NOWHERE {
        return PLACELESS;
    }
    ((at as usize).min(length) * 254 / length.max(1)) as Placing
}

/// Each once, sorted, with its place in a unit that is so many bytes long.
fn distinct<T: Copy + Into<u64> + From<u64>>(all: &[(T, u32)], length: usize) -> (Box<[T]>, Box<[Placing]>) {
    // As one number each, they are sorted several times as fast as in pairs.
    let mut packed: Vec<u128> =
        all.iter().map(|&(one, at)| u128::from(one.into()) << 8 | u128::from(placing(at, length))).collect();
    packed.sort_unstable();
    packed.dedup_by(|next, kept| {
        let same = *next >> 8 == *kept >> 8;
        if same && next != kept {
            *kept |= u128::from(PLACELESS);
        }
        same
    });
    let values = packed.iter().map(|&packed| T::from((packed >> 8) as u64)).collect();
    (values, packed.iter().map(|&packed| packed as Placing).collect())
}

/// How many letters of a word its stem has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PrefixOf {
    /// In an alphabet.
    Alphabet = 5,
    /// Where a letter is a syllable.
    Syllables = 2,
}

/// Of a word no more letters count than these.
pub(super) const LONGEST_PREFIX: usize = 6;

/// What a URL or code span weighs at most, in letters: it is the same length on both sides and says nothing of it.
const LONGEST_OPAQUE: f32 = 8.0;

/// Where the number that counts a paragraph (a verse, a line, an item) ends; 0 if there is none. Such numbers are no
/// evidence: they run on where the text does not. A bare number counts as one before a paragraph only, and only with up
/// to three digits, since texts begin with years.
fn numbering_end(text: &str, level: Level) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text[digits..].chars();
    let marked =
        matches!(rest.next(), Some('.' | ')' | ':' | ']')) && rest.next().is_some_and(char::is_whitespace);
    let bare = level == Level::Paragraph && text[digits..].starts_with([' ', '\t', '\u{a0}']);
    let counts = (1..=4).contains(&digits) && marked || (1..=3).contains(&digits) && bare;
    if counts { digits } else { 0 }
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '٫' | '٬')
}

fn is_joiner(c: char, identifier: bool) -> bool {
    matches!(c, '_' | '/' | '@' | ':') || identifier && matches!(c, '.' | '-' | '?' | '=' | '&' | '#' | '%')
}

/// Whether the script of a letter writes words without spaces.
fn is_unspaced(c: char) -> bool {
    !c.is_ascii()
        && (is_ideographic(c)
            || c.is_alphabetic()
                && matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'))
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

fn ending(text: &str) -> Ending {
    let last = text.chars().rev().find(|&c| {
        !(c.is_whitespace()
            || is_invisible(c)
            || matches!(
                c,
                '"' | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '‹'
                    | '›'
                    | '\''
                    | '’'
                    | '‘'
                    | ')'
                    | ']'
                    | '）'
                    | '」'
                    | '』'
                    | '*'
                    | '_'
                    | '`'
                    | '–'
                    | '—'
                    | '-'
            ))
    });
    match last {
        Some('.' | '…' | '。' | '．' | '।' | '۔' | '։' | '።') => Ending::Stop,
        Some('?' | '？' | '؟' | '\u{37e}') => Ending::Question,
        Some('!' | '！') => Ending::Exclamation,
        Some(':' | '：') => Ending::Colon,
        Some(',' | '，' | '、' | '،') => Ending::Comma,
        Some(';' | '；' | '؛') => Ending::Semicolon,
        _ => Ending::None,
    }
}

fn begins_as_speech(text: &str) -> bool {
    let first = text.chars().find(|&c| !(c.is_whitespace() || is_invisible(c) || matches!(c, '*' | '_')));
    first.is_some_and(|c| {
        matches!(
            c,
            '„' | '"' | '»' | '«' | '“' | '”' | '–' | '—' | '―' | '-' | '‚' | '‘' | '\'' | '「' | '『'
        )
    })
}

/// FNV-1a with its bits mixed once more, since tables are indexed by the lowest.
fn hash(bytes: &[u8]) -> u64 {
    mixed(bytes.iter().fold(FIRST, |hash, &byte| hashed(hash, byte)))
}

const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

fn hashed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 32)
}
