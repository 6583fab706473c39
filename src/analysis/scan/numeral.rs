//! Numbers in digits: separators, groups, decimals, and every value they may have.

use smallvec::SmallVec;

use crate::analysis::token::{Token, TokenKind, Tokens};
use crate::analysis::value::Number;
use crate::language::Language;
use crate::text::stable_hash;

/// A number in digits.
#[derive(Debug, Clone, Default)]
pub(super) struct Numeral {
    /// The values it may have, the language's own notation first; empty for a chain of numbers that is none ("3.1.1958").
    pub(super) values: SmallVec<[Number; 2]>,
    /// The runs of digits between its separators, as far as they fit a date; 0-based order of writing.
    pub(super) runs: SmallVec<[Run; 3]>,
    /// The separator between the runs, if it is one and the same; a space for "1 000".
    pub(super) separator: Option<char>,
    /// Whether the language writes the first value so.
    pub(super) native: bool,
    /// Whether an ending makes it an ordinal ("3rd").
    pub(super) ordinal: bool,
    /// Bytes of its suffix in the paragraph, without the hyphen before it.
    pub(super) suffix: Option<(u32, u32)>,
    /// The hash of its digits and separators, for comparing as a literal.
    pub(super) literal: u64,
}

/// A run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its value, if it fits.
    pub(super) value: u32,
    /// How many digits.
    pub(super) digits: u8,
}

impl Numeral {
    /// A vulgar fraction.
    pub(super) fn fraction(value: Number) -> Self {
        Self { values: SmallVec::from_slice(&[value]), native: true, ..Self::default() }
    }

    /// "22,24,26": neither one number nor a date or version, but several.
    pub(super) fn is_list(&self) -> bool {
        self.values.is_empty()
            && self.separator == Some(',')
            && self.runs.len() >= 3
            && self.runs.iter().all(|run| run.digits <= LISTED_DIGITS)
    }

    /// Digits behind a decimal sign that has no whole number before it. Where the language has another sign for it, they
    /// may be a whole number behind a stray one.
    pub(super) fn make_decimals(&mut self, sign: char, language: &Language) {
        let Some(run) = self.plain() else { return };
        let Some(unit) = 10_i128.checked_pow(run.digits.into()) else { return };
        self.values = self.values.iter().filter_map(|value| value.times(Number::new(1, unit)?)).collect();
        if !language.numbers.decimals.contains(&sign) {
            self.values.push(Number::whole(run.value.into()));
        }
        self.runs = SmallVec::from_slice(&[Run { value: 0, digits: 0 }, run]);
        self.separator = Some(sign);
    }

    /// Times a power of ten, or divided by it; `None` beyond 128 bits.
    pub(super) fn scaled(&self, exponent: u8, divides: bool, literal: u64) -> Option<Self> {
        let power = 10_i128.checked_pow(exponent.into())?;
        let unit = if divides { Number::new(1, power)? } else { Number::whole(power) };
        let values: SmallVec<[Number; 2]> =
            self.values.iter().filter_map(|value| value.times(unit)).collect();
        // Two runs, so that nobody takes it for a day or a year.
        let runs = self.runs.first().map(|&run| SmallVec::from_slice(&[run, Run { value: 0, digits: 0 }]))?;
        (!values.is_empty()).then(|| Self { values, runs, separator: None, literal, ..self.clone() })
    }

    /// The value of digits that stand without any separator.
    pub(super) fn plain(&self) -> Option<Run> {
        (self.runs.len() == 1).then(|| self.runs[0])
    }

    /// The value of one or two digits without separators, between the bounds.
    pub(super) fn small(&self, least: u32, greatest: u32) -> Option<u32> {
        let run = self.plain()?;
        (run.digits <= 2 && (least..=greatest).contains(&run.value)).then_some(run.value)
    }

    /// Whether it may be a year written in full: four digits from 1000 to 2199.
    pub(super) fn year(&self) -> Option<i32> {
        let run = self.plain()?;
        (run.digits == 4 && (1000..2200).contains(&run.value)).then_some(run.value as i32)
    }

    /// A year beside a month or an era: one to four digits.
    pub(super) fn any_year(&self) -> Option<i32> {
        let run = self.plain()?;
        (run.digits <= 4).then_some(run.value as i32)
    }
}

/// The largest number that a list of numbers without spaces may hold has so many digits.
const LISTED_DIGITS: u8 = 4;

/// How many digits are read as a number; longer runs are literals.
const MOST_DIGITS: usize = 30;

/// Reads the number that begins at token `at` and says which token comes after it.
pub(super) fn read(language: &Language, list: &[Token], tokens: &Tokens, at: usize) -> (Numeral, usize) {
    let mut runs: SmallVec<[&str; 4]> = SmallVec::from_slice(&[tokens.folded(list[at])]);
    let mut separators: SmallVec<[char; 4]> = SmallVec::new();
    let mut end = at + 1;
    while let Some((separator, next)) = continuation(list, tokens, end, &runs, &separators) {
        separators.push(separator);
        runs.push(tokens.folded(list[next]));
        end = next + 1;
    }
    (numeral(language, &runs, &separators), end)
}

/// Whether the letter at token `next`, behind the digits from `at` on, parts the date from the time, or says that the time
/// is Greenwich's: "2024-05-17T10:30Z". It says nothing else.
pub(super) fn is_iso_letter(list: &[Token], prose: &str, at: usize, next: usize) -> bool {
    let kind = |at: usize| list.get(at).map(|token| token.kind);
    let is_sign = |at: usize, sign: char| kind(at) == Some(TokenKind::Symbol(sign));
    let two_digits = |at: usize| kind(at) == Some(TokenKind::Digits) && list[at].range.len() == 2;
    let (Some(before), Some(TokenKind::Word)) = (at.checked_sub(1), kind(next)) else { return false };
    match &prose[list[next].range] {
        "T" | "t" => is_sign(before, '-') && two_digits(at) && two_digits(next + 1) && is_sign(next + 2, ':'),
        "Z" | "z" => is_sign(before, ':') && two_digits(at) && kind(next + 1) != Some(TokenKind::Digits),
        _ => false,
    }
}

/// The separator at token `end` and the token of the digits behind it, if the number goes on there.
fn continuation(
    list: &[Token],
    tokens: &Tokens,
    end: usize,
    runs: &[&str],
    separators: &[char],
) -> Option<(char, usize)> {
    let joint = list.get(end)?;
    let run = list.get(end + 1).filter(|token| token.kind == TokenKind::Digits)?;
    match joint.kind {
        TokenKind::Symbol(separator @ ('.' | ',' | '\'' | '’' | '٫' | '٬' | '·' | '˙')) => {
            let separator = if separator == '’' { '\'' } else { separator };
            let group = separator != '\'' || tokens.folded(*run).len() == 3;
            // After a decimal part nothing but a chain of the same sign goes on.
            let chain = separators
                .last()
                .is_none_or(|&last| last == separator || last == ' ' || runs[runs.len() - 1].len() == 3);
            (group && chain).then_some((separator, end + 1))
        }
        TokenKind::Space => {
            let one_character = joint.range.len() <= 3;
            // A blank goes on from blanks and groups of three only, so that the last ones speak for all before them.
            let groups = match separators.last() {
                None => runs[0].len() <= 3 && runs[0] != "0",
                Some(&last) => last == ' ',
            };
            let three = tokens.folded(*run).len() == 3;
            (one_character && groups && three).then_some((' ', end + 1))
        }
        _ => None,
    }
}

/// A whole number in plain digits.
pub(super) fn whole(digits: &str) -> Numeral {
    let run = Run { value: digits.parse().unwrap_or(u32::MAX), digits: digits.len().min(255) as u8 };
    Numeral {
        values: decimal(&[digits], 1).into_iter().collect(),
        runs: SmallVec::from_slice(&[run]),
        native: true,
        literal: literal_hash(std::iter::once(digits)),
        ..Numeral::default()
    }
}

fn numeral(language: &Language, runs: &[&str], separators: &[char]) -> Numeral {
    let digits: usize = runs.iter().map(|run| run.len()).sum();
    let mut numeral = Numeral {
        literal: literal_hash(runs.iter().copied()),
        separator: separators.first().copied().filter(|first| separators.iter().all(|other| other == first)),
        native: true,
        ..Numeral::default()
    };
    if digits > MOST_DIGITS {
        return numeral;
    }
    numeral.runs = runs
        .iter()
        .take(4)
        .map(|run| Run { value: run.parse().unwrap_or(u32::MAX), digits: run.len().min(255) as u8 })
        .collect();
    values(language, runs, separators, &mut numeral);
    numeral
}

/// The values of runs joined by separators, and whether the language writes the first one so.
fn values(language: &Language, runs: &[&str], separators: &[char], numeral: &mut Numeral) {
    let whole = || decimal(runs, runs.len());
    let fractional = || decimal(runs, runs.len() - 1);
    let later_threes = |runs: &[&str]| runs[1..].iter().all(|run| run.len() == 3) && runs[0].len() <= 3;
    let groups = |separator: char| is_group(language, separator);
    let decimals = |separator: char| language.numbers.decimals.contains(&separator);
    match separators {
        [] => numeral.values.extend(whole()),
        [separator] => {
            let may_group = later_threes(runs) && runs[0] != "0" && *separator != '·';
            let may_decimal = *separator != ' ' && *separator != '\'';
            match (may_group, may_decimal) {
                (true, true) if groups(*separator) || !decimals(*separator) => {
                    numeral.values.extend(whole().into_iter().chain(fractional()));
                    numeral.native = groups(*separator);
                }
                (true, true) => numeral.values.extend(fractional().into_iter().chain(whole())),
                (true, false) => numeral.values.extend(whole()),
                (false, _) => {
                    numeral.values.extend(fractional());
                    numeral.native = decimals(*separator);
                }
            }
        }
        [first, .., last] if separators.iter().all(|separator| separator == first) => {
            if later_threes(runs) || indian(language, runs) {
                numeral.values.extend(whole());
                numeral.native = groups(*last);
            }
        }
        [first, middle @ .., last] => {
            let grouped = middle.iter().all(|separator| separator == first)
                && (later_threes(&runs[..runs.len() - 1]) || indian(language, &runs[..runs.len() - 1]));
            if grouped && *last != ' ' {
                numeral.values.extend(fractional());
                numeral.native = decimals(*last) && groups(*first);
            }
        }
    }
}

fn indian(language: &Language, runs: &[&str]) -> bool {
    language.numbers.indian
        && runs.last().is_some_and(|run| run.len() == 3)
        && runs[1..runs.len() - 1].iter().all(|run| run.len() == 2)
}

/// Spaces and apostrophes group in every language.
fn is_group(language: &Language, separator: char) -> bool {
    matches!(separator, ' ' | '\'') || language.numbers.groups.contains(&separator)
}

/// The runs as one number of which the first `whole` runs stand before the decimal separator.
fn decimal(runs: &[&str], whole: usize) -> Option<Number> {
    let mut numerator: i128 = 0;
    let mut denominator: i128 = 1;
    for (index, run) in runs.iter().enumerate() {
        for digit in run.bytes() {
            numerator = numerator.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
            if index >= whole {
                denominator = denominator.checked_mul(10)?;
            }
        }
    }
    Number::new(numerator, denominator)
}

/// The value of a vulgar fraction's sign.
pub(super) fn vulgar_fraction(symbol: char) -> Option<Number> {
    let (numerator, denominator) = match symbol {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅒' => (1, 10),
        _ => return None,
    };
    Number::new(numerator, denominator)
}

/// A hash of runs of digits and letters that leaves out what stands between them.
pub(super) fn literal_hash<'a>(runs: impl Iterator<Item = &'a str>) -> u64 {
    runs.fold(0, |hash, run| {
        stable_hash(run.as_bytes()) ^ hash.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
