//! Languages whose words are not known, or that nobody has reviewed: of what the other side says in words, only the digits
//! can be looked for, and nothing is demanded that words may say which are not read.

use super::kin;
use super::ledger::{Ledger, Standing};
use crate::analysis::token::digit_value;
use crate::analysis::{Hardness, Kind, Measure, Number, Value};
use crate::comparison::view::{BeadView, Role, Said};

/// The largest power of ten that a scale word which is not read may stand for.
const LARGEST_SCALE: u32 = 12;

/// Explains what one side says in words if the other side's words are unknown, and the digits there that it may be.
pub(super) fn tell_unread(ledger: &mut Ledger, bead: &BeadView<'_>) {
    let reads = |role| bead.side(role).input.language.reads_words();
    let reviewed = |role| bead.side(role).input.language.is_reviewed();
    for role in [Role::Source, Role::Target] {
        if reads(role) && reads(role.other()) && !reviewed(role.other()) {
            tell_unreviewed(ledger, bead, role);
        }
        if !reads(role) || reads(role.other()) {
            continue;
        }
        for index in ledger.open(role) {
            let said = &bead.side(role).mentions[index];
            if !said.text().chars().any(char::is_alphabetic) {
                continue;
            }
            for there in ledger.open(role.other()) {
                if may_be_part(said, &bead.side(role.other()).mentions[there]) {
                    ledger.set(role.other(), there, Standing::Told);
                }
            }
            ledger.set(role, index, Standing::Told);
        }
    }
}

/// Whether the other side, whose words are unknown, may say in words what a mention says in digits: ordinals, decades and
/// centuries, numbers that end in a thousand or are part of a word ("42-year-old").
pub(super) fn may_be_spelled(bead: &BeadView<'_>, role: Role, said: &Said<'_>) -> bool {
    if bead.side(role.other()).input.language.reads_words() {
        return false;
    }
    let round = kin::number(said.first())
        .and_then(Number::as_whole)
        .is_some_and(|number| number == 100 || number > 0 && number % 1000 == 0);
    let glued = said.prose[said.mention.range.end()..]
        .strip_prefix('-')
        .is_some_and(|behind| behind.starts_with(char::is_lowercase));
    matches!(said.mention.kind, Kind::Ordinal | Kind::Decade | Kind::Century) || round || glued
}

/// Explains what one side says in words alone, if nobody has reviewed the other side's words; and what it says in words
/// and digits, if the other side has the digits beside a word that is not read.
fn tell_unreviewed(ledger: &mut Ledger, bead: &BeadView<'_>, role: Role) {
    for index in ledger.open(role) {
        let said = &bead.side(role).mentions[index];
        if !said.text().chars().any(char::is_alphabetic) || said.mention.kind == Kind::Literal {
            continue;
        }
        if !said.text().chars().any(|c| digit_value(c).is_some()) {
            if said.mention.hardness == Hardness::Hard {
                ledger.set(role, index, Standing::Told);
            }
            continue;
        }
        let may_be_unread = said.mention.kind == Kind::Date || !is_percent(said.first());
        let there = ledger.open(role.other()).into_iter().find(|&there| {
            let digits = &bead.side(role.other()).mentions[there];
            is_bare(digits) && digits.bead == said.bead && may_be_part(said, digits)
        });
        if let Some(there) = there.filter(|_| may_be_unread) {
            ledger.set(role, index, Standing::Told);
            ledger.set(role.other(), there, Standing::Told);
        }
    }
}

/// Whether a number in digits stands between words of which none was read as what it counts.
fn is_bare(said: &Said<'_>) -> bool {
    let plain = matches!(said.first(), Value::Quantity(quantity) if quantity.measure == Measure::Plain);
    plain && !said.text().contains(char::is_alphabetic) && is_beside_word(said)
}

/// Whether a word stands before or behind a mention.
pub(super) fn is_beside_word(said: &Said<'_>) -> bool {
    let (before, after) = said.prose.split_at(said.mention.range.end());
    let next = after.chars().find(|c| !c.is_whitespace());
    let last = before[..said.mention.range.start()].chars().rev().find(|c| !c.is_whitespace());
    [next, last].into_iter().flatten().any(char::is_alphabetic)
}

fn is_percent(value: Value) -> bool {
    matches!(value, Value::Quantity(quantity) if matches!(quantity.measure, Measure::Percent | Measure::Permille))
}

/// Whether digits are among those of a mention in words and digits, or are its value but for a power of ten.
fn may_be_part(said: &Said<'_>, digits: &Said<'_>) -> bool {
    let written = runs(digits.text());
    if written.iter().all(|run| runs(said.text()).contains(run)) {
        return true;
    }
    // "May 3" may be written with the month's number.
    let month = |number: Number| {
        said.values.iter().any(|value| match value {
            Value::Date(date) => date.month.map(|month| Number::whole(month.into())) == Some(number),
            _ => false,
        })
    };
    if digits.values.iter().copied().filter_map(kin::number).any(month) {
        return true;
    }
    let value = said.values.iter().copied().find_map(kin::number);
    digits.values.iter().any(|&number| match (value, number) {
        (Some(value), Value::Quantity(quantity)) => differs_by_scale(value, quantity.amount),
        (Some(value), _) => kin::number(number) == Some(value),
        _ => false,
    })
}

fn differs_by_scale(whole: Number, part: Number) -> bool {
    (0..=LARGEST_SCALE).any(|exponent| {
        let scale = Number::whole(10_i128.pow(exponent));
        part.times(scale) == Some(whole)
    })
}

/// The runs of digits, separators inside them left out.
fn runs(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in text.chars() {
        match digit_value(c) {
            Some(digit) => {
                if let Some(run) = runs.last_mut() {
                    run.push(char::from(b'0' + digit));
                }
            }
            None if matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}') => {}
            None => runs.push(String::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
