//! The scanner of numbers and dates: one pass over a paragraph's tokens, driven by the language's tables.
//!
//! Tokens become atoms ([`atom`]): a number with every value it may have, a word with every meaning. The grammar below
//! then tries, at each atom, the forms that numbers and dates take in any language, the longest first: dates, clock
//! times, decades and centuries, quantities, spelled numbers. What is true of one language stands in its data.

mod atom;
mod date;
mod digits;
mod ending;
mod era;
mod fraction;
mod joined;
mod marked;
mod numeral;
mod parts;
mod period;
mod quantity;
mod roman;
mod spelled;
mod time;
mod wording;
mod words;

use super::mention::{Hardness, Kind, Mention, Notation, Purpose};
use super::token::Tokens;
use super::value::{Measure, Number, Quantity, Readings, Value};
use crate::language::{Language, Sense};
use crate::text::LocalRange;
use atom::{Atom, AtomKind};

/// The mentions of a paragraph's prose, in order, not overlapping.
pub(super) fn mentions(language: &Language, prose: &str, tokens: &Tokens) -> Box<[Mention]> {
    let atoms = atom::atoms(language, prose, tokens);
    let dates_end = atoms.iter().rposition(Atom::may_date).map_or(0, |last| last + 1);
    let mut grammar =
        Grammar { language, prose, atoms: &atoms, dates_end, mentions: Vec::new(), used: Vec::new() };
    grammar.run();
    grammar.mentions.sort_by_key(|mention| mention.range);
    grammar.mentions.into()
}

/// What a form has matched: its mentions, and the atom after it.
struct Match {
    mentions: smallvec::SmallVec<[Mention; 1]>,
    next: usize,
}

impl Match {
    fn one(mention: Mention, next: usize) -> Self {
        Self { mentions: smallvec::smallvec![mention], next }
    }

    fn nothing(next: usize) -> Self {
        Self { mentions: smallvec::SmallVec::new(), next }
    }
}

struct Grammar<'a> {
    language: &'a Language,
    prose: &'a str,
    atoms: &'a [Atom],
    /// The atom behind the last one without which nothing is a date: digits, or a month's name.
    dates_end: usize,
    mentions: Vec<Mention>,
    /// The atoms that each match has taken, and the kind of its first mention: for the period words beside it.
    used: Vec<(std::ops::Range<usize>, Kind)>,
}

impl Grammar<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(atom) = self.atoms.get(at) {
            // Most words say nothing.
            if matches!(atom.kind, AtomKind::Other) || atom.only_joins() {
                at += 1;
                continue;
            }
            match self.form(at) {
                Some(found) => {
                    debug_assert!(found.next > at, "a form takes at least one atom");
                    if let Some(first) = found.mentions.first() {
                        self.used.push((at..found.next, first.kind));
                    }
                    self.mentions.extend(found.mentions);
                    at = found.next;
                }
                None => at += 1,
            }
        }
        self.periods();
    }

    /// The longest form that begins at an atom.
    fn form(&self, at: usize) -> Option<Match> {
        match &self.atoms[at].kind {
            AtomKind::Other => None,
            AtomKind::Literal(hash, number) => Some(self.literal(at, *hash, *number)),
            AtomKind::Symbol(symbol) => self.signed(at, *symbol),
            AtomKind::Numeral(_) => self
                .date(at)
                .map(|found| self.or_share(at, found))
                .or_else(|| self.time(at))
                .or_else(|| self.era(at))
                .or_else(|| self.list_marker(at))
                .or_else(|| self.quantity(at))
                .or_else(|| self.chain(at)),
            AtomKind::Roman(value) => self.era(at).or_else(|| self.lone_roman(at, *value)),
            AtomKind::Known(_) => self
                .minus(at)
                .or_else(|| self.date(at))
                .or_else(|| self.time(at))
                .or_else(|| self.era(at))
                .or_else(|| self.quantity(at))
                .or_else(|| self.word(at)),
        }
    }

    /// A date of two numbers with a slash may be a share as well: "2/10".
    fn or_share(&self, at: usize, mut found: Match) -> Match {
        if found.next == at + 3
            && let Some(share) = self.share(at)
            && let Some(mention) = found.mentions.first_mut()
        {
            mention.readings.or(plain(share));
        }
        found
    }

    fn get(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at)
    }

    /// The atom at `at` if no white space stands before it.
    fn glued(&self, at: usize) -> Option<&Atom> {
        self.get(at).filter(|atom| !atom.spaced)
    }

    /// Whether the sign stands at `at` without white space before it.
    fn glued_symbol(&self, at: usize, symbol: char) -> bool {
        self.glued(at).is_some_and(|atom| atom.is_symbol(symbol))
    }

    /// The atom after a full stop glued to the atom before `at`, if there is one.
    fn past_stop(&self, at: usize) -> usize {
        at + usize::from(self.glued_symbol(at, '.'))
    }

    fn has(&self, at: usize, sense: Sense) -> bool {
        self.get(at).is_some_and(|atom| atom.has(sense))
    }

    /// Whether the word at `at` stands in a capital where the language writes names of months and weekdays so.
    fn capital_enough(&self, at: usize) -> bool {
        let capital = matches!(&self.atoms[at].kind, AtomKind::Known(known) if known.capital);
        capital || !self.language.dates.capitalised
    }

    /// Whether the atom at `at` is a word that may stand between a date's parts ("of", "de"), or a comma if that may.
    fn connector(&self, at: usize) -> bool {
        let Some(atom) = self.get(at) else { return false };
        matches!(atom.kind, AtomKind::Other | AtomKind::Known(_))
            && atom.range.len() <= 24
            && self.language.dates.connectors.contains_lower(&self.prose[atom.range])
    }

    /// A mention of the atoms `from..next`, its stem without the last one's suffix.
    fn mention(
        &self,
        from: usize,
        next: usize,
        kind: Kind,
        hardness: Hardness,
        readings: Readings,
    ) -> Mention {
        let range = self.atoms[from].range.cover(self.atoms[next - 1].range);
        let stem = LocalRange::new(range.start(), self.atoms[next - 1].stem_end.max(range.start()));
        Mention {
            range,
            stem,
            kind,
            hardness: self.warranted(from..next, kind, hardness),
            notation: Notation::Native,
            purpose: Purpose::Counting,
            readings,
        }
    }

    /// How hard a mention may be: where nobody has reviewed the language's words, what is said without any digit is
    /// neither demanded nor spoken of. Names of months and weekdays are sure.
    fn warranted(&self, atoms: std::ops::Range<usize>, kind: Kind, hardness: Hardness) -> Hardness {
        let in_digits = |atom: &Atom| {
            matches!(atom.kind, AtomKind::Numeral(_) | AtomKind::Literal(..) | AtomKind::Roman(_))
        };
        let named = matches!(kind, Kind::Month | Kind::Weekday);
        if self.language.is_reviewed() || named || self.atoms[atoms].iter().any(in_digits) {
            hardness
        } else {
            Hardness::Unreviewed
        }
    }

    fn literal(&self, at: usize, hash: u64, number: Option<u32>) -> Match {
        let mut readings = Readings::one(Value::Literal(hash));
        // "Range1" may be translated as "Bereich 1".
        if let Some(number) = number {
            readings.or(plain(Number::whole(number.into())));
        }
        Match::one(self.mention(at, at + 1, Kind::Literal, Hardness::Hard, readings), at + 1)
    }

    /// Digits that are no number: a version, a chain of numbers, more digits than a number has.
    fn chain(&self, at: usize) -> Option<Match> {
        let numeral = self.atoms[at].numeral()?;
        Some(self.literal(at, numeral.literal, None))
    }

    fn lone_roman(&self, at: usize, value: u16) -> Option<Match> {
        // "I" and "V." are more often words and initials than numbers; "Ie" means the first century or nothing.
        if self.atoms[at].stem_end - self.atoms[at].range.start() < 2 {
            return None;
        }
        let readings = Readings::one(plain(Number::whole(value.into())));
        Some(Match::one(self.mention(at, at + 1, Kind::Roman, Hardness::Soft, readings), at + 1))
    }

    /// The number of a list item or heading, at the start of a paragraph: it may explain, and is never demanded.
    fn list_marker(&self, at: usize) -> Option<Match> {
        let run = self.atoms[at].numeral()?.plain()?;
        let marked = self.glued_symbol(at + 1, '.') || self.glued_symbol(at + 1, ')');
        let spaced = self.get(at + 2).is_some_and(|atom| atom.spaced);
        if at != 0 || run.digits > 3 || !marked || !spaced {
            return None;
        }
        let readings = Readings::one(plain(Number::whole(run.value.into())));
        Some(Match::one(self.mention(at, at + 1, Kind::Literal, Hardness::Soft, readings), at + 2))
    }

    /// A number with its sign.
    fn signed(&self, at: usize, symbol: char) -> Option<Match> {
        let certain = match symbol {
            '−' => true,
            '-' | '–' => false,
            _ => return None,
        };
        let next = self.get(at + 1)?;
        let leads = self.atoms[at].spaced
            || at > 0
                && matches!(
                    self.atoms[at - 1].kind,
                    AtomKind::Symbol('(' | '[' | '„' | '"' | '“' | '<' | '>' | '=')
                );
        if !leads || next.numeral().is_none() {
            return None;
        }
        // "10:00 -13:30": a clock shows no minus.
        if !certain && self.time(at + 1).is_some() {
            return None;
        }
        if next.spaced {
            return self.after_dash(at, symbol);
        }
        self.negated(at, self.quantity(at + 1)?, certain)
    }

    /// "- 20 degrees": a dash, and perhaps a minus sign.
    fn after_dash(&self, at: usize, symbol: char) -> Option<Match> {
        if symbol == '–' || at > 0 && self.atoms[at - 1].numeral().is_some() {
            return None;
        }
        let mut found = self.form(at + 1)?;
        let mention = found.mentions.first_mut().filter(|mention| mention.kind == Kind::Number)?;
        let negative = with_sign(&mention.readings, true);
        negative.iter().for_each(|value| mention.readings.or(value));
        Some(found)
    }

    /// "minus five", "moins 20". Behind another number it takes away: then the number may stand as it is.
    fn minus(&self, at: usize) -> Option<Match> {
        if !self.has(at, Sense::Minus) {
            return None;
        }
        let found = self.quantity(at + 1)?;
        let takes_away = at > 0
            && (self.atoms[at - 1].numeral().is_some()
                || self.measured(at - 1)
                || matches!(&self.atoms[at - 1].kind, AtomKind::Known(known) if known.spelled.is_some()));
        self.negated(at, found, !takes_away)
    }

    /// The quantity behind the sign or word at `at`, below zero.
    fn negated(&self, at: usize, mut found: Match, certain: bool) -> Option<Match> {
        let mention = found.mentions.first_mut()?;
        if !matches!(mention.kind, Kind::Number | Kind::Year | Kind::NumberWord | Kind::Fraction) {
            return None;
        }
        let start = self.atoms[at].range.start();
        mention.range = LocalRange::new(start, mention.range.end());
        mention.stem = LocalRange::new(start, mention.stem.end());
        mention.kind = if mention.kind == Kind::Year { Kind::Number } else { mention.kind };
        mention.readings = with_sign(&mention.readings, certain);
        Some(found)
    }
}

/// The readings with a minus sign; with those without it too, where the sign may be a dash.
fn with_sign(readings: &Readings, certain: bool) -> Readings {
    let negative = |value| match value {
        Value::Quantity(quantity) => {
            Value::Quantity(Quantity { amount: quantity.amount.negated(), ..quantity })
        }
        other => other,
    };
    let mut signed = Readings::one(negative(readings.first()));
    readings.iter().map(negative).for_each(|value| signed.or(value));
    if !certain {
        readings.iter().for_each(|value| signed.or(value));
    }
    signed
}

/// A bare number.
fn plain(amount: Number) -> Value {
    Value::Quantity(Quantity { amount, measure: Measure::Plain })
}
