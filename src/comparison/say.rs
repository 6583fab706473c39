//! What the rules on numbers and dates have in common: a change, and something missing or added.

use std::ops::Range;

use super::explain::{Family, Lost, family, is_possible, lost, unit_slip};
use super::quote::{message, name, quote};
use super::rules::RuleKind;
use super::view::{BeadView, Role, Said};
use super::{Divergence, Place, Rule, fix};
use crate::analysis::token::digit_value;
use crate::analysis::{Date, Measure, Number, Quantity, Value};

/// Which rules speak of a mention: those on numbers or those on dates.
fn kind(said: &Said<'_>) -> RuleKind {
    match family(said.mention.kind) {
        Some(Family::Number) | None => RuleKind::Number,
        Some(_) => RuleKind::Date,
    }
}

/// Says what changed, of the mentions that `rule` is about. Of two mentions the source's says what it should have been.
pub(super) fn changed(bead: &BeadView<'_>, rule: &'static Rule, found: &mut Vec<Divergence>) {
    let pairs = bead.explanation.changed.iter();
    for (here, there) in
        pairs.map(|&(here, there)| (&bead.source.mentions[here], &bead.target.mentions[there]))
    {
        // The translator mended what the author got wrong; that is told of the source.
        let mended = is_impossible(here) && !is_impossible(there);
        if kind(here) != rule.kind || mended {
            continue;
        }
        let text = message(&format!(
            "{} has {}, {} (line {{source_line}}) has {}{}",
            name(bead.target.input.language, Role::Target),
            quote(there.text()),
            name(bead.source.input.language, Role::Source),
            quote(here.text()),
            twist(here, there).map_or_else(String::new, |twist| format!(": {twist}")),
        ));
        found.push(Divergence {
            rule,
            severity: rule.severity,
            place: Place::Both { source: here.spot(), target: there.spot() },
            message: text,
            fixes: fix::of_change(bead, here, there).into_iter().collect(),
        });
    }
}

/// Says what nothing in the target explains.
pub(super) fn missing(bead: &BeadView<'_>, rule: &'static Rule, found: &mut Vec<Divergence>) {
    let lone = bead.explanation.missing.iter().map(|&index| &bead.source.mentions[index]);
    for said in
        lone.filter(|said| kind(said) == rule.kind && !is_told_as_impossible(bead, Role::Source, said))
    {
        let (source, target) = names(bead);
        let text = message(&format!(
            "{target} lacks {}, which {source} (line {{source_line}}) has",
            quote(said.text())
        ));
        let target = bead.counterpart(Role::Target, said.sentence);
        let fixes = fix::of_missing(bead, said).into_iter().collect();
        found.extend(
            divergence(rule, Place::new(Some(said.spot()), target), text)
                .map(|missing| Divergence { fixes, ..missing }),
        );
    }
}

/// Says what nothing in the source explains.
pub(super) fn added(bead: &BeadView<'_>, rule: &'static Rule, found: &mut Vec<Divergence>) {
    let lone = bead.explanation.added.iter().map(|&index| &bead.target.mentions[index]);
    for said in
        lone.filter(|said| kind(said) == rule.kind && !is_told_as_impossible(bead, Role::Target, said))
    {
        let (source, target) = names(bead);
        let text = message(&format!(
            "{target} has {}, {source} (line {{source_line}}) says nothing of it",
            quote(said.text())
        ));
        let source = bead.counterpart(Role::Source, said.sentence);
        found.extend(divergence(rule, Place::new(source, Some(said.spot())), text));
    }
}

/// A divergence at a place, without a fix, as severe as its rule; `None` without a place.
pub(super) fn divergence(rule: &'static Rule, place: Option<Place>, message: String) -> Option<Divergence> {
    Some(Divergence { rule, severity: rule.severity, place: place?, message, fixes: Vec::new() })
}

/// What the two sides are called within a message: source, target.
pub(super) fn names(bead: &BeadView<'_>) -> (&'static str, &'static str) {
    (name(bead.source.input.language, Role::Source), name(bead.target.input.language, Role::Target))
}

/// Whether no calendar has what a mention says, however it is read.
pub(super) fn is_impossible(said: &Said<'_>) -> bool {
    said.values.iter().all(|value| matches!(value, Value::Date(date) if !is_possible(*date)))
}

/// Whether `date-impossible` speaks of a mention that has no counterpart: of the translation's wherever there is one.
/// One slip is told once.
pub(super) fn is_told_as_impossible(bead: &BeadView<'_>, role: Role, said: &Said<'_>) -> bool {
    is_impossible(said) && (role == Role::Target || !bead.target.mentions.iter().any(is_impossible))
}

/// What kind of slip it looks like.
fn twist(here: &Said<'_>, there: &Said<'_>) -> Option<&'static str> {
    if let Some(lost) = lost(here, there) {
        return Some(match lost {
            Lost::Currency => "the currency is lost",
            Lost::Degrees => "the degree sign is lost",
            Lost::Minus => "the minus is lost",
        });
    }
    match (here.first(), there.first()) {
        (Value::Quantity(one), Value::Quantity(other)) if one.amount == other.amount => {
            match (one.measure, other.measure) {
                (Measure::Percent, Measure::Plain) => Some("the percent sign is lost"),
                (Measure::Plain, Measure::Percent) => Some("it became a percentage"),
                (Measure::Currency(_), Measure::Currency(_)) => Some("the currency differs"),
                (Measure::Unit(_), Measure::Unit(_)) => Some("the unit differs"),
                _ => None,
            }
        }
        (Value::Quantity(one), Value::Quantity(other)) if are_other_units(one, other) => {
            unit_slip(one, other).and_then(named_factor)
        }
        (Value::Quantity(one), Value::Quantity(other)) => {
            power_of_ten(one.amount, other.amount).or_else(|| swapped_digits(here.text(), there.text()))
        }
        (Value::Date(one), Value::Date(other)) if swapped_parts(one, other) => {
            Some("day and month are swapped")
        }
        _ => swapped_digits(here.text(), there.text()),
    }
}

fn are_other_units(one: Quantity, other: Quantity) -> bool {
    matches!((one.measure, other.measure), (Measure::Unit(one), Measure::Unit(other)) if one != other)
}

/// What is said of a slip of so many times.
const FACTORS: [(i128, &str); 5] = [
    (10, "off by a factor of ten"),
    (100, "off by a factor of a hundred"),
    (1_000, "off by a factor of a thousand"),
    (1_000_000, "off by a factor of a million"),
    (1_000_000_000, "off by a factor of a thousand million"),
];

fn named_factor(factor: i128) -> Option<&'static str> {
    FACTORS.into_iter().find(|(named, _)| *named == factor).map(|(_, twist)| twist)
}

fn power_of_ten(one: Number, other: Number) -> Option<&'static str> {
    let is_factor = |factor: i128| {
        one.times(Number::whole(factor)) == Some(other) || other.times(Number::whole(factor)) == Some(one)
    };
    let zero = one.to_f64() == 0.0 || other.to_f64() == 0.0;
    FACTORS.into_iter().find(|(factor, _)| !zero && is_factor(*factor)).map(|(_, twist)| twist)
}

fn swapped_digits(here: &str, there: &str) -> Option<&'static str> {
    let digits = |text: &str| text.chars().filter_map(digit_value).collect::<Vec<u8>>();
    let (here, there) = (digits(here), digits(there));
    let differ: Vec<usize> =
        (0..here.len().min(there.len())).filter(|&index| here[index] != there[index]).collect();
    match differ[..] {
        [first, second]
            if here.len() == there.len()
                && second == first + 1
                && here[first] == there[second]
                && here[second] == there[first] =>
        {
            Some("two digits are swapped")
        }
        _ => None,
    }
}

fn swapped_parts(one: Date, other: Date) -> bool {
    one.month.is_some() && one.month == other.day && one.day == other.month && one.month != one.day
}

/// "paragraph 3" or "sentences 5 and 6", counted as people count, within the bead.
pub(super) fn sentences(range: &Range<u32>) -> String {
    match range.len() {
        1 => format!("sentence {}", range.end),
        2 => format!("sentences {} and {}", range.start + 1, range.end),
        _ => format!("sentences {} to {}", range.start + 1, range.end),
    }
}

/// "1 paragraph", "2 paragraphs".
pub(super) fn paragraphs(count: usize) -> String {
    format!("{count} paragraph{}", if count == 1 { "" } else { "s" })
}

/// ", joined at “;”": where the one sentence of several was put together, if there is a single mark that says so.
pub(super) fn joint(bead: &BeadView<'_>, role: Role, range: &Range<u32>) -> String {
    let within = bead.side(role).sentences.get(range.start as usize..range.end as usize).unwrap_or_default();
    let marks = within.iter().flat_map(|sentence| sentence.text.chars());
    let joints: Vec<char> = marks.filter(|c| matches!(c, ';' | '；')).collect();
    match joints[..] {
        [mark] => format!(", joined at “{mark}”"),
        _ => String::new(),
    }
}
