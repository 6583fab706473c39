//! From tokens to atoms: what each word, number and sign may mean by itself.

use super::numeral::{self, Numeral};
use super::{roman, spelled};
use crate::analysis::token::{Token, TokenKind, Tokens};
use crate::language::{Language, Sense};
use crate::text::LocalRange;

/// The smallest thing the grammar of numbers and dates looks at.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    /// Its bytes in the paragraph, a suffix included.
    pub(super) range: LocalRange,
    /// Where its suffix begins; `range.end()` without one.
    pub(super) stem_end: usize,
    /// Whether white space, or nothing at all, stands before it.
    pub(super) spaced: bool,
    /// What it is.
    pub(super) kind: AtomKind,
}

/// What an atom is.
#[derive(Debug, Clone)]
pub(super) enum AtomKind {
    /// A number in digits.
    Numeral(Box<Numeral>),
    /// A word or phrase that the lexicon knows.
    Known(Known),
    /// A Roman numeral that is no known word.
    Roman(u16),
    /// A code: digits and letters mixed, a phone number; with its only number, if it has just one ("Range1").
    Literal(u64, Option<u32>),
    /// Any other word, inline code, a URL.
    Other,
    /// A sign.
    Symbol(char),
}

/// A word or phrase that the lexicon knows, or that is made of such words.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// What it may mean.
    pub(super) senses: &'static [Sense],
    /// Whether its first letter is a capital.
    pub(super) capital: bool,
    /// A number word's value, if it is one.
    pub(super) spelled: Option<spelled::Spelled>,
}

impl Atom {
    pub(super) fn numeral(&self) -> Option<&Numeral> {
        match &self.kind {
            AtomKind::Numeral(numeral) => Some(numeral),
            _ => None,
        }
    }

    pub(super) fn senses(&self) -> &[Sense] {
        match &self.kind {
            AtomKind::Known(known) => known.senses,
            _ => &[],
        }
    }

    /// The first sense that `pick` takes.
    pub(super) fn sense<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses().iter().copied().find_map(pick)
    }

    pub(super) fn has(&self, sense: Sense) -> bool {
        self.senses().contains(&sense)
    }

    pub(super) fn is_symbol(&self, symbol: char) -> bool {
        matches!(self.kind, AtomKind::Symbol(c) if c == symbol)
    }
}

/// The atoms of a paragraph's tokens, in order.
pub(super) fn atoms(language: &Language, prose: &str, tokens: &Tokens) -> Vec<Atom> {
    let mut reader = Reader {
        language,
        prose,
        tokens,
        list: tokens.list(),
        atoms: Vec::with_capacity(tokens.list().len() / 2 + 8),
    };
    let mut at = 0;
    let mut spaced = true;
    while at < reader.list.len() {
        if reader.list[at].kind == TokenKind::Space {
            spaced = true;
            at += 1;
            continue;
        }
        at = reader.read(at, spaced);
        spaced = false;
    }
    reader.atoms
}

struct Reader<'a> {
    language: &'a Language,
    prose: &'a str,
    tokens: &'a Tokens,
    list: &'a [Token],
    atoms: Vec<Atom>,
}

impl Reader<'_> {
    /// Reads the atom that begins at token `at` and says which token comes next.
    fn read(&mut self, at: usize, spaced: bool) -> usize {
        let token = self.list[at];
        match token.kind {
            TokenKind::Digits => self.digits(at, spaced),
            TokenKind::Word => self.word(at, spaced),
            TokenKind::Symbol(symbol) => {
                if !symbol.is_ascii()
                    && let Some((next, senses)) = self.phrase(at)
                {
                    let end = self.list[next - 1].range.end();
                    let known = Known { senses, capital: false, spelled: None };
                    self.push(LocalRange::new(token.range.start(), end), end, spaced, AtomKind::Known(known));
                    return next;
                }
                self.push(token.range, token.range.end(), spaced, self.symbol(symbol));
                at + 1
            }
            TokenKind::Opaque | TokenKind::Space => {
                self.push(token.range, token.range.end(), spaced, AtomKind::Other);
                at + 1
            }
        }
    }

    fn push(&mut self, range: LocalRange, stem_end: usize, spaced: bool, kind: AtomKind) {
        self.atoms.push(Atom { range, stem_end, spaced, kind });
    }

    /// A sign: known to the lexicon ("%", "€", "§"), a vulgar fraction ("½"), or just itself.
    fn symbol(&self, symbol: char) -> AtomKind {
        if symbol.is_ascii() && !matches!(symbol, '%' | '$' | '&' | '\'' | '"') {
            return AtomKind::Symbol(symbol);
        }
        if let Some(fraction) = numeral::vulgar_fraction(symbol) {
            return AtomKind::Numeral(Box::new(Numeral::fraction(fraction)));
        }
        let mut buffer = [0; 4];
        match self.language.lexicon.get(symbol.encode_utf8(&mut buffer)) {
            Some(senses) => AtomKind::Known(Known { senses, capital: false, spelled: None }),
            None => AtomKind::Symbol(symbol),
        }
    }

    /// A number in digits, or the code it is a part of.
    fn digits(&mut self, at: usize, spaced: bool) -> usize {
        if let Some(next) = self.code(at, spaced) {
            return next;
        }
        let (numeral, next) = numeral::read(self.language, self.list, self.tokens, at);
        let start = self.list[at].range.start();
        let stem_end = self.list[next - 1].range.end();
        let (mut numeral, mut end, mut next) = (numeral, stem_end, next);
        // A letter glued to a version is a part of it ("3.5.5a"), not a suffix.
        let version = numeral.values.is_empty()
            && self.list.get(next).is_some_and(|token| token.kind == TokenKind::Word);
        if let Some((suffix_end, after, ordinal)) = self.suffix(next).filter(|_| !version) {
            numeral.ordinal |= ordinal;
            numeral.suffix = Some((stem_end as u32, suffix_end as u32));
            (end, next) = (suffix_end, after);
        } else if !self.clock_time(at)
            && let Some(code_end) = self.glued_code(next)
        {
            return self.literal(start, at, code_end, spaced);
        }
        self.push(LocalRange::new(start, end), stem_end, spaced, AtomKind::Numeral(Box::new(numeral)));
        next
    }

    /// A suffix of a number that ends before token `at`: glued, or joined by a hyphen or an apostrophe. Gives the byte
    /// and the token after it, and whether it makes an ordinal.
    fn suffix(&self, at: usize) -> Option<(usize, usize, bool)> {
        let joint = self.list.get(at)?.kind;
        let joined = matches!(joint, TokenKind::Symbol('-' | '\'' | '’' | '‑' | ':' | '.'));
        let word_at = at + usize::from(joined);
        let word = self.list.get(word_at).filter(|token| token.kind == TokenKind::Word)?;
        let folded = self.tokens.folded(*word);
        let ordinal = self.language.ordinals.endings.contains(folded);
        // Behind a full stop, only a raised ending is one ("3.º").
        if joint == TokenKind::Symbol('.') && (!ordinal || folded.is_ascii()) {
            return None;
        }
        if !ordinal && !self.language.suffixes.digits.contains(folded) {
            return None;
        }
        let counts = |sense: &Sense| matches!(sense, Sense::Percent | Sense::Permille | Sense::Currency(_));
        if self.digits_at(word_at + 1)
            || self.language.read(folded).is_some_and(|read| read.senses.iter().any(counts))
        {
            return None;
        }
        Some((word.range.end(), word_at + 1, ordinal))
    }

    /// The end of the letters and digits glued to a number that ends before token `at`, if no table knows them: the
    /// number is then part of a code ("2.2r4").
    fn glued_code(&self, at: usize) -> Option<usize> {
        let word = self.list.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let end = self.end_of_code(at);
        let known = end == at + 1 && self.language.read(self.tokens.folded(*word)).is_some();
        // "2.1.1Finanzaufsicht": a heading whose number was set without a space.
        let mut letters = self.prose[word.range].chars();
        let heading = letters.next().is_some_and(char::is_uppercase)
            && letters.as_str().chars().count() >= 3
            && letters.all(char::is_lowercase);
        if heading {
            return None;
        }
        let ideograph = self.prose[word.range].chars().all(crate::analysis::token::is_ideographic);
        (!known && !ideograph).then_some(end)
    }

    /// The token after the letters and digits that stand together from `at` on.
    fn end_of_code(&self, at: usize) -> usize {
        let unspaced =
            |token: &Token| self.prose[token.range].chars().all(crate::analysis::token::is_ideographic);
        let belongs = |token: &Token| match token.kind {
            TokenKind::Digits => true,
            TokenKind::Word => !unspaced(token),
            _ => false,
        };
        at + self.list[at..].iter().take_while(|token| belongs(token)).count()
    }

    fn digits_at(&self, at: usize) -> bool {
        matches!(self.list.get(at).map(|token| token.kind), Some(TokenKind::Digits))
    }

    /// Digits that are part of a code: letters glued before them ("F125", "x86"), letters glued behind that no table
    /// knows ("3D"), or dots, dashes and spaces in the manner of versions and telephone numbers.
    fn code(&mut self, at: usize, spaced: bool) -> Option<usize> {
        if let Some(end) = self.phone_number(at) {
            let start = self.list[at].range.start();
            return Some(self.literal(start, at, end, spaced));
        }
        let end = self.end_of_code(at);
        if end == at + 1 || self.clock_time(at) {
            return None;
        }
        let glued = self.list[at + 1];
        let folded = self.tokens.folded(glued);
        let meaningful = end == at + 2
            && (self.language.suffixes.digits.contains(folded)
                || self.language.ordinals.endings.contains(folded)
                || self.language.read(folded).is_some());
        if meaningful {
            return None;
        }
        let start = self.list[at].range.start();
        Some(self.literal(start, at, end, spaced))
    }

    /// Whether hours, the clock's word and minutes stand there without spaces: "14h30".
    fn clock_time(&self, at: usize) -> bool {
        let digits = |at: usize| self.list.get(at).filter(|token| token.kind == TokenKind::Digits);
        let word = |at: usize| self.list.get(at).filter(|token| token.kind == TokenKind::Word);
        let clock = word(at + 1).and_then(|word| self.language.lexicon.get(self.tokens.folded(*word)));
        clock.is_some_and(|senses| senses.contains(&Sense::Clock))
            && digits(at).is_some_and(|hours| self.tokens.folded(*hours).len() <= 2)
            && digits(at + 2).is_some_and(|minutes| self.tokens.folded(*minutes).len() == 2)
            && word(at + 3).is_none()
    }

    /// Whether the tokens from `at` are a telephone number or the like: a plus sign before, or at least three runs of
    /// digits joined by hyphens.
    fn phone_number(&self, at: usize) -> Option<usize> {
        let international = at > 0 && self.list[at - 1].kind == TokenKind::Symbol('+');
        let mut end = at + 1;
        let mut runs = 1;
        let mut digits = self.list[at].range.len();
        while let (Some(joint), Some(run)) = (self.list.get(end), self.list.get(end + 1)) {
            let joins = joint.kind == TokenKind::Symbol('-')
                || international && matches!(joint.kind, TokenKind::Space | TokenKind::Symbol('/'));
            if !joins || run.kind != TokenKind::Digits {
                break;
            }
            digits += run.range.len();
            runs += 1;
            end += 2;
        }
        let iso_date = runs == 3 && self.list[at].range.len() == 4 && digits == 8 || runs == 3 && digits <= 8;
        (runs >= 3 && !iso_date || international && digits >= 7 && runs >= 2).then_some(end)
    }

    /// Pushes the tokens `at..end` as one literal, beginning at byte `start`.
    fn literal(&mut self, start: usize, at: usize, end: usize, spaced: bool) -> usize {
        let stop = self.list[end - 1].range.end();
        let tokens = &self.list[at..end];
        let hash = numeral::literal_hash(tokens.iter().map(|&token| self.tokens.folded(token)));
        let mut runs = tokens.iter().filter(|token| token.kind == TokenKind::Digits);
        let number = match (runs.next(), runs.next()) {
            (Some(&only), None) => self.tokens.folded(only).parse().ok(),
            _ => None,
        };
        self.push(LocalRange::new(start, stop), stop, spaced, AtomKind::Literal(hash, number));
        end
    }

    fn word(&mut self, at: usize, spaced: bool) -> usize {
        if let Some(next) = self.mixed_code(at, spaced) {
            return next;
        }
        let token = self.list[at];
        let folded = self.tokens.folded(token);
        if !self.language.lexicon.touches(folded) {
            self.unknown_word(token, spaced);
            return at + 1;
        }
        let capital = self.prose[token.range].chars().next().is_some_and(char::is_uppercase);
        let compound = || spelled::compound(self.language, folded);
        // In "háromszázöt", five is no suffix.
        let whole = |senses: &[Sense]| {
            let read = spelled::of_senses(senses)?.value;
            compound().filter(|(compound, suffix)| *suffix == 0 && compound.value != read)
        };
        let looked_up = self.lookup(at).filter(|(_, senses, suffix)| *suffix == 0 || whole(senses).is_none());
        if let Some((next, senses, suffix)) = looked_up {
            let end = self.list[next - 1].range.end();
            let stem_end = suffix_start(self.prose, LocalRange::new(token.range.start(), end), suffix);
            let spelled = spelled::of_senses(senses);
            let known = Known { senses, capital, spelled };
            self.push(LocalRange::new(token.range.start(), end), stem_end, spaced, AtomKind::Known(known));
            return next;
        }
        if let Some((compound, suffix)) = compound() {
            let known = Known { senses: &[], capital, spelled: Some(compound) };
            let stem_end = suffix_start(self.prose, token.range, suffix);
            self.push(token.range, stem_end, spaced, AtomKind::Known(known));
        } else {
            self.unknown_word(token, spaced);
        }
        at + 1
    }

    /// Pushes a word that the lexicon does not know.
    fn unknown_word(&mut self, token: Token, spaced: bool) {
        match self.roman(token) {
            Some((value, len)) => {
                self.push(token.range, token.range.start() + len, spaced, AtomKind::Roman(value));
            }
            None => self.push(token.range, token.range.end(), spaced, AtomKind::Other),
        }
    }

    /// A Roman numeral in capitals, perhaps with an ending that makes an ordinal of it (`XIXe`), and its bytes without it.
    fn roman(&self, token: Token) -> Option<(u16, usize)> {
        let text = &self.prose[token.range];
        if !text.starts_with(['I', 'V', 'X', 'L', 'C', 'D', 'M']) {
            return None;
        }
        let (numeral, ending) = text.split_at(text.bytes().take_while(u8::is_ascii_uppercase).count());
        let ended = ending.is_empty() || self.language.ordinals.endings.contains(ending);
        roman::value(numeral).filter(|_| ended).map(|value| (value, numeral.len()))
    }

    /// A word with digits glued to it is a code ("F125", "H2O").
    fn mixed_code(&mut self, at: usize, spaced: bool) -> Option<usize> {
        let next = self.list.get(at + 1).filter(|token| token.kind == TokenKind::Digits)?;
        if at > 0 && self.clock_time(at - 1) {
            return None;
        }
        let folded = self.tokens.folded(self.list[at]);
        let currency = self
            .language
            .lexicon
            .get(folded)
            .is_some_and(|senses| senses.iter().any(|sense| matches!(sense, Sense::Currency(_))));
        let ideograph = self.prose[self.list[at].range].chars().all(crate::analysis::token::is_ideographic);
        let letters_behind = self.list.get(at + 2).is_some_and(|token| token.kind == TokenKind::Word);
        let money =
            currency && !letters_behind && !self.prose[self.list[at].range].contains(char::is_lowercase);
        if money || ideograph || next.range.is_empty() {
            return None;
        }
        let end = self.end_of_code(at);
        Some(self.literal(self.list[at].range.start(), at, end, spaced))
    }

    /// The longest phrase of the lexicon that begins at token `at`, else the word, with or without a suffix. Gives the
    /// token after it, its senses, and the bytes of the folded suffix.
    fn lookup(&self, at: usize) -> Option<(usize, &'static [Sense], usize)> {
        if let Some((next, senses)) = self.phrase(at) {
            return Some((next, senses, 0));
        }
        let folded = self.tokens.folded(self.list[at]);
        let reading = self.language.read(folded)?;
        Some((at + 1, reading.senses, reading.suffix_len))
    }

    fn phrase(&self, at: usize) -> Option<(usize, &'static [Sense])> {
        let mut walk = self.language.lexicon.walk();
        let mut longest = None;
        let mut here = at;
        loop {
            let token = self.list.get(here)?;
            let text = match token.kind {
                TokenKind::Word | TokenKind::Digits => self.tokens.folded(*token),
                TokenKind::Symbol(_) => &self.prose[token.range],
                TokenKind::Space | TokenKind::Opaque => "",
            };
            if text.is_empty() || !walk.step(text) {
                break;
            }
            here += 1;
            if here > at + 1
                && !self.in_a_word(here)
                && let Some(senses) = walk.senses()
            {
                longest = Some((here, senses));
            }
            let Some(next) = self.list.get(here) else { break };
            if next.kind == TokenKind::Space {
                if !walk.step(" ") {
                    break;
                }
                here += 1;
            }
        }
        longest
    }

    /// Whether the token before `at` and the one at `at` are letters without a space between them.
    fn in_a_word(&self, at: usize) -> bool {
        let is_word =
            |index: usize| matches!(self.list.get(index).map(|token| token.kind), Some(TokenKind::Word));
        is_word(at) && is_word(at - 1) && {
            let first = self.prose[self.list[at].range].chars().next();
            !first.is_some_and(crate::analysis::token::is_ideographic)
        }
    }
}

/// Where the suffix of `len` folded bytes begins in the word as it stands. Folding seldom changes lengths; where it
/// does, the suffix is counted in characters from the end.
fn suffix_start(prose: &str, range: LocalRange, len: usize) -> usize {
    let at = range.end().saturating_sub(len);
    if len == 0 {
        range.end()
    } else if at > range.start() && prose.is_char_boundary(at) {
        at
    } else {
        range.end()
    }
}
