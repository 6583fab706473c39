//! What is left: paired up where one stands in the other's stead, else missing or added.

use super::ledger::{Ledger, Standing, glued_word, is_demanded};
use super::{Explanation, kin, lost};
use crate::analysis::token::digit_value;
use crate::analysis::{Hardness, Kind, Measure, Value};
use crate::comparison::Settings;
use crate::comparison::structure::Certainty;
use crate::comparison::view::{BeadView, Role, Said};

/// From what posterior on a sentence bead bears a finding between two soft mentions.
const SURE_SENTENCE: f32 = 0.5;
/// What a pair in two different sentences costs; more than any other unlikeness.
const OTHER_SENTENCE: f32 = 10.0;

/// What mentions may be mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Number,
    Date,
    Weekday,
    Time,
    Era,
    Period,
}

/// The family of a kind; `None` for articles, which are never spoken of.
pub(crate) fn family(kind: Kind) -> Option<Family> {
    Some(match kind {
        Kind::Number
        | Kind::NumberWord
        | Kind::Ordinal
        | Kind::Year
        | Kind::Fraction
        | Kind::Roman
        | Kind::Literal => Family::Number,
        Kind::Date | Kind::Month => Family::Date,
        Kind::Weekday => Family::Weekday,
        Kind::Time => Family::Time,
        Kind::Decade | Kind::Century => Family::Era,
        Kind::Period => Family::Period,
        Kind::Article => return None,
    })
}

/// The leftovers of one side.
#[derive(Default)]
struct Leftovers {
    /// Demanded and not explained.
    wanted: Vec<usize>,
    /// Demanded, said on the other side, but more often here.
    spare: Vec<usize>,
    /// Demanded ones in digits, explained by no more than a word that may say one.
    loose: Vec<usize>,
    /// Digits glued to a word, not explained; compared with those that are glued to the same word.
    glued: Vec<usize>,
    /// Not demanded and not explained.
    soft: Vec<usize>,
    /// Not demanded, said on the other side, but more often here.
    soft_spare: Vec<usize>,
}

/// Pairs the leftovers of a bead.
pub(super) fn pair(bead: &BeadView<'_>, mut ledger: Ledger, settings: Settings) -> Explanation {
    if ledger.overflowed {
        return Explanation { tied: ledger.tied, ..Explanation::default() };
    }
    let mut source = leftovers(bead, &ledger, settings, Role::Source);
    let mut target = leftovers(bead, &ledger, settings, Role::Target);
    let mut changed = lost::take_lost(&mut ledger, bead);
    changed.append(&mut ledger.changed);
    let near = |_: &Said<'_>, _: &Said<'_>| true;
    let same_sentence = |here: &Said<'_>, there: &Said<'_>| here.bead == there.bead;
    let same_family = |here: &Said<'_>, there: &Said<'_>| {
        same_sentence(here, there) && family(here.mention.kind) == family(there.mention.kind)
    };
    let same_kind = |here: &Said<'_>, there: &Said<'_>| {
        same_sentence(here, there) && here.mention.kind == there.mention.kind
    };
    let both_numbers = |here: &Said<'_>, there: &Said<'_>| {
        same_kind(here, there) && matches!(here.mention.kind, Kind::Number | Kind::Year)
    };
    let not_one =
        |here: &Said<'_>, there: &Said<'_>| same_sentence(here, there) && !says_one(here) && !says_one(there);
    take(bead, &mut source.wanted, &mut target.wanted, near, &mut changed);
    let same_word = |here: &Said<'_>, there: &Said<'_>| {
        glued_word(bead, Role::Source, here) == glued_word(bead, Role::Target, there)
    };
    take(bead, &mut source.glued, &mut target.glued, same_word, &mut changed);
    take(bead, &mut source.wanted, &mut target.loose, same_family, &mut changed);
    take(bead, &mut source.loose, &mut target.wanted, same_family, &mut changed);
    take(bead, &mut source.wanted, &mut target.spare, same_kind, &mut changed);
    take(bead, &mut source.spare, &mut target.wanted, same_kind, &mut changed);
    take(bead, &mut source.spare, &mut target.spare, both_numbers, &mut changed);
    take(bead, &mut source.spare, &mut target.loose, both_numbers, &mut changed);
    take(bead, &mut source.loose, &mut target.spare, both_numbers, &mut changed);
    take(bead, &mut source.wanted, &mut target.soft, not_one, &mut changed);
    take(bead, &mut source.soft, &mut target.wanted, not_one, &mut changed);
    soft_changes(bead, &source, &target, &mut changed);
    changed.sort_unstable();
    Explanation { changed, missing: source.wanted, added: target.wanted, tied: ledger.tied }
}

fn leftovers(bead: &BeadView<'_>, ledger: &Ledger, settings: Settings, role: Role) -> Leftovers {
    let mut left = Leftovers::default();
    for (index, (said, standing)) in bead.side(role).mentions.iter().zip(ledger.of(role)).enumerate() {
        if matches!(standing, Standing::Tied | Standing::Told)
            || said.mention.hardness == Hardness::Unreviewed
        {
            continue;
        }
        if glued_word(bead, role, said).is_some() {
            left.glued.extend((*standing == Standing::Open).then_some(index));
            continue;
        }
        match (standing, is_demanded(bead, role, said, settings)) {
            (Standing::Open, true) => left.wanted.push(index),
            (Standing::Repeated, true) => left.spare.push(index),
            (Standing::Loose, true) => left.loose.push(index),
            (Standing::Open, false) if family(said.mention.kind).is_some() => left.soft.push(index),
            (Standing::Repeated, false) if family(said.mention.kind).is_some() => left.soft_spare.push(index),
            _ => {}
        }
    }
    left
}

/// Takes the likest pairs out of two lists of leftovers.
fn take(
    bead: &BeadView<'_>,
    sources: &mut Vec<usize>,
    targets: &mut Vec<usize>,
    allowed: impl Fn(&Said<'_>, &Said<'_>) -> bool,
    changed: &mut Vec<(usize, usize)>,
) {
    let mut candidates = Vec::new();
    for &source in sources.iter() {
        for &target in targets.iter() {
            let (here, there) = (&bead.source.mentions[source], &bead.target.mentions[target]);
            if let Some(cost) = unlikeness(here, there).filter(|_| allowed(here, there)) {
                let order = 0.01 * source.abs_diff(target) as f32;
                let elsewhere = if here.bead == there.bead { 0.0 } else { OTHER_SENTENCE };
                candidates.push((cost + order + elsewhere, source, target));
            }
        }
    }
    candidates.sort_by(|one, other| one.0.total_cmp(&other.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    for (_, source, target) in candidates {
        if sources.contains(&source) && targets.contains(&target) {
            sources.retain(|&index| index != source);
            targets.retain(|&index| index != target);
            changed.push((source, target));
        }
    }
}

/// How unlike two mentions are that say different values; `None` where neither can stand in the other's stead.
fn unlikeness(here: &Said<'_>, there: &Said<'_>) -> Option<f32> {
    let families = (family(here.mention.kind)?, family(there.mention.kind)?);
    let kinds = if here.mention.kind == there.mention.kind { 0.0 } else { 1.0 };
    let far = match families {
        (one, other) if one == other => 0.0,
        (Family::Number, Family::Date | Family::Time | Family::Era)
        | (Family::Date | Family::Time | Family::Era, Family::Number) => 3.0,
        _ => return None,
    };
    let digits = digits_unlike(here.text(), there.text());
    let code = [here, there].iter().any(|said| said.mention.kind == Kind::Literal);
    if code && digits > 0.5 && !same_letters(here, there) || far > 0.0 && digits > 0.75 {
        return None;
    }
    Some(kinds + far + 4.0 * digits + measures_unlike(here, there)?)
}

/// Quantities of a kind cost nothing; the same amount with a measure lost little; two measures can't be confused.
fn measures_unlike(here: &Said<'_>, there: &Said<'_>) -> Option<f32> {
    let (Value::Quantity(one), Value::Quantity(other)) = (here.first(), there.first()) else {
        return Some(0.0);
    };
    match (one.measure, other.measure) {
        _ if one.amount == other.amount => Some(0.0),
        (Measure::Plain, Measure::Plain)
        | (Measure::Percent, Measure::Percent)
        | (Measure::Currency(_), Measure::Currency(_))
        | (Measure::Unit(_), Measure::Unit(_)) => Some(0.0),
        (Measure::Plain, _) | (_, Measure::Plain) => Some(2.0),
        (Measure::Percent, Measure::Permille) | (Measure::Permille, Measure::Percent) => Some(1.0),
        _ => None,
    }
}

/// The share of digits that differ, 0.0 (all the same) to 1.0; 1.0 where a side has none.
fn digits_unlike(here: &str, there: &str) -> f32 {
    /// Longer runs of digits are compared by their beginning.
    const MOST: usize = 32;
    let digits = |text: &str| text.chars().filter_map(digit_value).take(MOST).collect::<Vec<u8>>();
    let (here, there) = (digits(here), digits(there));
    if here.is_empty() || there.is_empty() {
        return 1.0;
    }
    edits(&here, &there) as f32 / here.len().max(there.len()) as f32
}

/// Whether two codes are the same but for their digits: "3G" and "4G".
fn same_letters(here: &Said<'_>, there: &Said<'_>) -> bool {
    let rest = |text: &'_ str| text.chars().filter(|c| digit_value(*c).is_none()).collect::<String>();
    let here = rest(here.text());
    here.contains(char::is_alphabetic) && here == rest(there.text())
}

/// Levenshtein's distance.
fn edits(here: &[u8], there: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=there.len()).collect();
    for (index, one) in here.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in there.iter().enumerate() {
            let replaced = diagonal + usize::from(one != other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[there.len()]
}

/// One soft mention of a family left over on each side of a sentence bead: that is a change, too. Weekdays and months may
/// stand in different sentences.
fn soft_changes(
    bead: &BeadView<'_>,
    source: &Leftovers,
    target: &Leftovers,
    changed: &mut Vec<(usize, usize)>,
) {
    if [&source.soft, &target.soft].iter().all(|left| left.is_empty()) {
        return;
    }
    for kinds in SOFT_FAMILIES {
        let before = changed.len();
        for index in 0..bead.sentences.len() {
            let change = soft_change(bead, source, target, kinds, Some(index as u32));
            changed.extend(change.filter(|_| bead.sentence_confidence(index) >= SURE_SENTENCE));
        }
        let roams = kinds.iter().any(|kind| matches!(kind, Kind::Month | Kind::Weekday));
        if roams && changed.len() == before {
            changed.extend(soft_change(bead, source, target, kinds, None));
        }
    }
}

/// The one mention of the kinds left over on each side, within one sentence bead or anywhere. Where a side has none that
/// is unexplained, one that it repeats stands for it, as long as the other side's is unexplained.
fn soft_change(
    bead: &BeadView<'_>,
    source: &Leftovers,
    target: &Leftovers,
    kinds: &[Kind],
    sentence: Option<u32>,
) -> Option<(usize, usize)> {
    let of_kind = |left: &[usize], role: Role| -> Vec<usize> {
        let mentions = &bead.side(role).mentions;
        let here = |said: &Said<'_>| sentence.is_none_or(|sentence| said.bead == sentence);
        let fits = |index: &usize| {
            let said = &mentions[*index];
            kinds.contains(&said.mention.kind)
                && here(said)
                && (said.mention.kind != Kind::Fraction || is_scale(said))
        };
        left.iter().copied().filter(fits).collect()
    };
    let (open_source, open_target) =
        (of_kind(&source.soft, Role::Source), of_kind(&target.soft, Role::Target));
    let pair = match (&open_source[..], &open_target[..]) {
        (&[here], &[there]) => (here, there),
        (&[here], &[]) => (here, lone(&of_kind(&target.soft_spare, Role::Target))?),
        (&[], &[there]) => (lone(&of_kind(&source.soft_spare, Role::Source))?, there),
        _ => return None,
    };
    let one = says_one(&bead.source.mentions[pair.0]) || says_one(&bead.target.mentions[pair.1]);
    (!one).then_some(pair)
}

fn lone(left: &[usize]) -> Option<usize> {
    match left {
        &[index] => Some(index),
        _ => None,
    }
}

/// The soft families; what is left of one on each side is compared. Soft literals are the numbers of list items.
const SOFT_FAMILIES: [&[Kind]; 8] = [
    &[Kind::NumberWord],
    &[Kind::Fraction],
    &[Kind::Ordinal],
    &[Kind::Month],
    &[Kind::Weekday],
    &[Kind::Period],
    &[Kind::Decade],
    &[Kind::Literal],
];

/// "Millions": a scale word alone. Halves, doubles and dozens come and go with the way of speaking.
fn is_scale(said: &Said<'_>) -> bool {
    kin::number(said.first()).is_some_and(|number| number.to_f64() >= 1_000.0)
}

/// "One" and "first" come and go with the way of speaking.
fn says_one(said: &Said<'_>) -> bool {
    said.mention.hardness == Hardness::Soft
        && said.mention.kind != Kind::Literal
        && said
            .values
            .iter()
            .any(|value| kin::number(*value).is_some_and(|number| number.as_whole() == Some(1)))
}

/// Leaves out the numbers of sentences that have no counterpart: that is said of the sentence. A number that nothing
/// explains makes sure of it where it was only likely.
pub(super) fn leave_to_sentences(bead: &mut BeadView<'_>) {
    for role in [Role::Source, Role::Target] {
        let mut lone = std::mem::take(bead.explanation.lone_mut(role));
        lone.retain(|&index| {
            let sentence = bead.side(role).mentions[index].sentence;
            let lost = bead.structure.lost_mut(role).iter_mut().find(|lost| lost.sentence == sentence);
            match lost {
                Some(lost) if lost.certainty == Certainty::Elsewhere => false,
                Some(lost) => {
                    lost.certainty = Certainty::Sure;
                    false
                }
                None => true,
            }
        });
        *bead.explanation.lone_mut(role) = lone;
    }
}
