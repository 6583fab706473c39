//! From tokens to atoms: what each word, number and sign may mean by itself.

use super::numeral::{self, Numeral};
use super::{roman, spelled};
use crate::analysis::token::{Token, TokenKind, Tokens};
use crate::language::{Language, Sense, Walk};
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

    /// Whether it joins what stands around it, and begins nothing ("and", "to").
    pub(super) fn only_joins(&self) -> bool {
        let senses = self.senses();
        !senses.is_empty() && senses.iter().all(|sense| matches!(sense, Sense::And | Sense::To))
    }

    /// Whether it is what no date is without: a number in digits, Roman ones too, or a month's name.
    pub(super) fn may_date(&self) -> bool {
        match &self.kind {
            AtomKind::Numeral(_) | AtomKind::Roman(_) => true,
            AtomKind::Known(known) => known.senses.iter().any(|sense| {
                matches!(sense, Sense::Month(_) | Sense::MonthAbbreviation(_) | Sense::MonthAmbiguous(_))
            }),
            AtomKind::Literal(..) | AtomKind::Other | AtomKind::Symbol(_) => false,
        }
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

/// How many digits make a telephone number without its area code, or nearly.
const LOCAL_NUMBER: usize = 7;

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
            TokenKind::Symbol('.' | ',') if self.leads_decimals(at) => self.bare_decimals(at, spaced),
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
        let (numeral, next) = numeral::read(self.language, self.list, self.tokens, at);
        let start = self.list[at].range.start();
        if let Some((numeral, end)) = self.with_exponent(&numeral, at, next) {
            let stop = self.list[end - 1].range.end();
            self.push(LocalRange::new(start, stop), stop, spaced, AtomKind::Numeral(Box::new(numeral)));
            return end;
        }
        if numeral::is_iso_letter(self.list, self.prose, at, next) {
            let end = self.list[next - 1].range.end();
            self.push(LocalRange::new(start, end), end, spaced, AtomKind::Numeral(Box::new(numeral)));
            return next + 1;
        }
        if let Some(next) = self.code(at, spaced) {
            return next;
        }
        if numeral.is_list() {
            return self.comma_list(at, next, spaced);
        }
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

    /// Whether digits stand behind the point or comma at `at`, and nothing that they could belong to before it: ".55".
    fn leads_decimals(&self, at: usize) -> bool {
        const OPENING: &[char] =
            &['-', '–', '−', '+', '±', '(', '[', '<', '>', '=', '~', '$', '€', '£', '"', '“', '„', '«'];
        let before = at.checked_sub(1).map(|before| self.list[before].kind);
        let opens = match before {
            None | Some(TokenKind::Space) => true,
            Some(TokenKind::Symbol(symbol)) => OPENING.contains(&symbol),
            _ => false,
        };
        opens && self.digits_at(at + 1)
    }

    /// ".55": decimals without a whole number before them.
    fn bare_decimals(&mut self, at: usize, spaced: bool) -> usize {
        let point = self.list[at];
        let TokenKind::Symbol(sign) = point.kind else { return at + 1 };
        let first = self.atoms.len();
        let next = self.digits(at + 1, false);
        match &mut self.atoms[first..] {
            [Atom { range, spaced: leads, kind: AtomKind::Numeral(numeral), .. }]
                if numeral.plain().is_some() =>
            {
                numeral.make_decimals(sign, self.language);
                *range = LocalRange::new(point.range.start(), range.end());
                *leads = spaced;
            }
            _ => {
                let atom = Atom {
                    range: point.range,
                    stem_end: point.range.end(),
                    spaced,
                    kind: AtomKind::Symbol(sign),
                };
                self.atoms.insert(first, atom);
            }
        }
        next
    }

    /// "12e-1": the number with the power of ten that is glued behind it, and the token after that.
    fn with_exponent(&self, numeral: &Numeral, at: usize, next: usize) -> Option<(Numeral, usize)> {
        let letter = self.list.get(next).filter(|token| token.kind == TokenKind::Word)?;
        if self.tokens.folded(*letter) != "e" {
            return None;
        }
        let sign = match self.list.get(next + 1)?.kind {
            TokenKind::Symbol('-' | '−') => Some(true),
            TokenKind::Symbol('+') => Some(false),
            _ => None,
        };
        let digits_at = next + 1 + usize::from(sign.is_some());
        let digits = self.list.get(digits_at).filter(|token| token.kind == TokenKind::Digits)?;
        let exponent: u8 = self.tokens.folded(*digits).parse().ok().filter(|&exponent| exponent < 30)?;
        let end = digits_at + 1;
        if matches!(self.list.get(end).map(|token| token.kind), Some(TokenKind::Word)) {
            return None;
        }
        let runs = self.list[at..end].iter().filter(|token| token.kind == TokenKind::Digits);
        let literal = numeral::literal_hash(runs.map(|&token| self.tokens.folded(token)));
        Some((numeral.scaled(exponent, sign == Some(true), literal)?, end))
    }

    /// "22,24,26,31": numbers listed without a space.
    fn comma_list(&mut self, at: usize, next: usize, spaced: bool) -> usize {
        for index in at..next - 1 {
            let token = self.list[index];
            let kind = match token.kind {
                TokenKind::Symbol(symbol) => AtomKind::Symbol(symbol),
                _ => AtomKind::Numeral(Box::new(numeral::whole(self.tokens.folded(token)))),
            };
            self.push(token.range, token.range.end(), spaced && index == at, kind);
        }
        self.digits(next - 1, false)
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
            // A slash parts an area code, but no number that is long enough already.
            let joins = joint.kind == TokenKind::Symbol('-')
                || international && joint.kind == TokenKind::Space
                || international && joint.kind == TokenKind::Symbol('/') && digits < LOCAL_NUMBER;
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
        let Some(found) = self.language.find(folded) else {
            self.unknown_word(token, spaced);
            return at + 1;
        };
        let phrase = found.walk.and_then(|walk| self.phrase_from(walk, at + 1));
        let capital = self.prose[token.range].chars().next().is_some_and(char::is_uppercase);
        let compound = || found.number.then(|| spelled::compound(self.language, folded)).flatten();
        // In "háromszázöt", five is no suffix.
        let whole = |senses: &[Sense]| {
            let read = spelled::of_senses(senses)?.value;
            compound().filter(|(compound, suffix)| *suffix == 0 && compound.value != read)
        };
        let word = found
            .reading
            .filter(|reading| reading.suffix_len == 0 || whole(reading.senses).is_none())
            .map(|reading| (at + 1, reading.senses, reading.suffix_len));
        if let Some((next, senses, suffix)) = phrase.map(|(next, senses)| (next, senses, 0)).or(word) {
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
        // Codes of currencies and Roman numerals are written in capitals.
        let capital = self.prose.as_bytes().get(token.range.start()).is_some_and(u8::is_ascii_uppercase);
        if capital && self.millions_of_money(token, spaced) {
            return;
        }
        match capital.then(|| self.roman(token)).flatten() {
            Some((value, len)) => {
                self.push(token.range, token.range.start() + len, spaced, AtomKind::Roman(value));
            }
            None => self.push(token.range, token.range.end(), spaced, AtomKind::Other),
        }
    }

    /// "MEUR", "MUSD": pushes the M for millions and the currency's code behind it; says whether it did.
    fn millions_of_money(&mut self, token: Token, spaced: bool) -> bool {
        const CODE: usize = 4;
        const MILLIONS: &[Sense] = &[Sense::ScaleAbbreviation(6)];
        let code = self.prose[token.range].strip_prefix('M').filter(|code| code.len() + 1 == CODE);
        if !code.is_some_and(|code| code.bytes().all(|letter| letter.is_ascii_uppercase())) {
            return false;
        }
        let senses = self.tokens.folded(token).get(1..).and_then(|code| self.language.lexicon.get(code));
        let is_currency = |senses: &&[Sense]| senses.iter().any(|sense| matches!(sense, Sense::Currency(_)));
        let Some(senses) = senses.filter(is_currency) else { return false };
        let (start, end) = (token.range.start(), token.range.end());
        let known = |senses| AtomKind::Known(Known { senses, capital: true, spelled: None });
        self.push(LocalRange::new(start, start + 1), start + 1, spaced, known(MILLIONS));
        self.push(LocalRange::new(start + 1, end), end, false, known(senses));
        true
    }

    /// A Roman numeral in capitals, perhaps with an ending that makes an ordinal of it (`XIXe`), and its bytes without it.
    fn roman(&self, token: Token) -> Option<(u16, usize)> {
        let text = &self.prose[token.range];
        if !matches!(text.as_bytes().first(), Some(b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M')) {
            return None;
        }
        let (numeral, ending) = text.split_at(text.bytes().take_while(u8::is_ascii_uppercase).count());
        let ended = ending.is_empty() || self.language.ordinals.endings.contains(ending);
        let value = if ended { roman::value(numeral)? } else { return None };
        Some((value, numeral.len()))
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

    /// The longest phrase of the lexicon that begins with the sign at token `at`: the token after it, and its senses.
    fn phrase(&self, at: usize) -> Option<(usize, &'static [Sense])> {
        let mut walk = self.language.lexicon.walk();
        if walk.step(&self.prose[self.list[at].range]) { self.phrase_from(walk, at + 1) } else { None }
    }

    /// The longest phrase of the lexicon whose first token ends before token `next`, as far as `walk` has come.
    fn phrase_from(&self, mut walk: Walk<'_>, next: usize) -> Option<(usize, &'static [Sense])> {
        let mut longest = None;
        let mut here = next;
        while let Some(token) = self.list.get(here) {
            let text = match token.kind {
                TokenKind::Word | TokenKind::Digits => self.tokens.folded(*token),
                TokenKind::Symbol(_) => &self.prose[token.range],
                TokenKind::Space => " ",
                TokenKind::Opaque => break,
            };
            if !walk.step(text) {
                break;
            }
            here += 1;
            if token.kind != TokenKind::Space
                && !self.in_a_word(here)
                && !self.counts_itself(next, here)
                && let Some(senses) = walk.senses()
            {
                longest = Some((here, senses));
            }
        }
        longest
    }

    /// Whether a phrase with digits in it ("por 100"), whose second token is `second`, stands behind no number, so that its
    /// digits are one.
    fn counts_itself(&self, second: usize, end: usize) -> bool {
        let digits = self.list[second..end].iter().any(|token| token.kind == TokenKind::Digits);
        let behind_number = self.atoms.last().is_some_and(|atom| match &atom.kind {
            AtomKind::Numeral(_) => true,
            AtomKind::Known(known) => known.spelled.is_some(),
            _ => false,
        });
        digits && !behind_number && self.list[second - 1].kind == TokenKind::Word
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
