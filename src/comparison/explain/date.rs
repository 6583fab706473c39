//! Dates: explained whole, by a date that says less while the rest is said elsewhere, or by their parts.

use super::kin;
use super::ledger::{Ledger, Standing};
use crate::analysis::{Date, Kind, Number, Value};
use crate::comparison::view::{BeadView, Role, Said};

/// The date a mention says.
pub(super) fn dates<'v>(said: &'v Said<'_>) -> impl Iterator<Item = Date> + 'v {
    said.values.iter().filter_map(|value| match value {
        Value::Date(date) => Some(*date),
        _ => None,
    })
}

/// Whether no part of one contradicts the other, and how many parts they share.
fn shared(here: Date, there: Date) -> Option<u32> {
    let mut shared = 0;
    let parts = [
        (here.year.map(i64::from), there.year.map(i64::from)),
        (here.month.map(i64::from), there.month.map(i64::from)),
        (here.day.map(i64::from), there.day.map(i64::from)),
        (here.weekday.map(i64::from), there.weekday.map(i64::from)),
    ];
    for part in parts {
        if let (Some(here), Some(there)) = part {
            if here != there {
                return None;
            }
            shared += 1;
        }
    }
    (shared > 0).then_some(shared)
}

/// What `whole` says and `part` does not. The weekday is left out: it may go.
fn rest(whole: Date, part: Date) -> Date {
    Date {
        year: whole.year.filter(|_| part.year.is_none()),
        month: whole.month.filter(|_| part.month.is_none()),
        day: whole.day.filter(|_| part.day.is_none()),
        weekday: None,
    }
}

/// Ties dates of which one says less than the other, if the rest is said elsewhere on its side.
pub(super) fn tie_dates(ledger: &mut Ledger, bead: &BeadView<'_>) {
    let mut candidates = Vec::new();
    for source in ledger.open(Role::Source) {
        for target in ledger.open(Role::Target) {
            let (here, there) = (&bead.source.mentions[source], &bead.target.mentions[target]);
            let best = dates(here)
                .flat_map(|one| dates(there).filter_map(move |other| Some((shared(one, other)?, one, other))))
                .max_by_key(|(shared, ..)| *shared);
            if let Some((shared, one, other)) = best {
                let order = (here.bead != there.bead, u32::MAX - shared, source.abs_diff(target));
                candidates.push((order, source, target, one, other));
            }
        }
    }
    candidates.sort_unstable_by_key(|(order, source, target, ..)| (*order, *source, *target));
    for (_, source, target, one, other) in candidates {
        let open = ledger.source[source] == Standing::Open && ledger.target[target] == Standing::Open;
        if open
            && is_told(ledger, bead, Role::Target, bead.source.mentions[source].bead, rest(one, other))
            && is_told(ledger, bead, Role::Source, bead.target.mentions[target].bead, rest(other, one))
        {
            ledger.tie(source, target);
        }
    }
}

/// Explains dates of which each part is said somewhere on the other side.
pub(super) fn tell_by_parts(ledger: &mut Ledger, bead: &BeadView<'_>, role: Role) {
    for index in ledger.open(role) {
        let said = &bead.side(role).mentions[index];
        if said.mention.kind == Kind::Date
            && dates(said).any(|date| is_told(ledger, bead, role.other(), said.bead, date))
        {
            ledger.set(role, index, Standing::Told);
        }
    }
}

/// Whether the side `role` says each part of a date. A year or month may be said anywhere in the bead; a bare day only
/// in the counterpart sentence, by a number that explains nothing else.
fn is_told(ledger: &Ledger, bead: &BeadView<'_>, role: Role, sentence: u32, date: Date) -> bool {
    let mentions = &bead.side(role).mentions;
    let year = |year: i32| {
        mentions.iter().any(|said| {
            dates(said).any(|other| other.year == Some(year))
                || said.values.iter().any(|value| kin::number(*value) == Some(Number::whole(year.into())))
        })
    };
    let day = |day: u8| {
        mentions.iter().zip(ledger.of(role)).any(|(said, standing)| {
            said.bead == sentence
                && (*standing == Standing::Open
                    && said.values.iter().any(|value| kin::number(*value) == Some(Number::whole(day.into())))
                    || dates(said).any(|other| other.day == Some(day) && agree(other.month, date.month)))
        })
    };
    let month = |month: u8| mentions.iter().any(|said| dates(said).any(|other| other.month == Some(month)));
    date.year.is_none_or(year) && date.day.is_none_or(day) && date.month.is_none_or(month)
}

fn agree(one: Option<u8>, other: Option<u8>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Whether a date holds what another mention says alone: its year, its month, or, in the same sentence, its day.
pub(super) fn holds(date: &Said<'_>, part: &Said<'_>) -> bool {
    if date.mention.kind != Kind::Date {
        return false;
    }
    dates(date).any(|date_value| {
        let number = kin::number(part.first()).and_then(Number::as_whole);
        let by_number = number.is_some_and(|number| {
            date_value.year.map(i128::from) == Some(number)
                || date.bead == part.bead && date_value.day.map(i128::from) == Some(number)
        });
        by_number
            || part.mention.kind == Kind::Month
                && dates(part).any(|part| part.month.is_some() && part.month == date_value.month)
    })
}

/// Whether some calendar has the date; a date without a month or day is never wrong.
pub(crate) fn is_possible(date: Date) -> bool {
    let (Some(month), Some(day)) = (date.month, date.day) else { return true };
    let leap = date.year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn february_has_a_thirtieth_nowhere_and_a_twenty_ninth_at_times() {
        let date = |year, month, day| Date { year, month: Some(month), day: Some(day), weekday: None };
        assert!(!is_possible(date(None, 2, 30)));
        assert!(is_possible(date(None, 2, 29)));
        assert!(is_possible(date(Some(2000), 2, 29)));
        assert!(!is_possible(date(Some(1900), 2, 29)));
        assert!(!is_possible(date(Some(1999), 4, 31)));
    }
}
