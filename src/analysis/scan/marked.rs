//! Dates whose numbers are marked: "1958年1月3日", "2017 年 6 月", "1월 3일".

use super::{Grammar, Match, plain};
use crate::analysis::mention::{Hardness, Kind};
use crate::analysis::value::{Date, Number, Readings, Value};

/// A number with its mark, and the atom after it.
type Marked = Option<(u32, usize)>;

impl Grammar<'_> {
    /// A date of which each number has its mark; a month or a year in full alone as well. A marked day alone may be a
    /// number of days.
    pub(super) fn marked_date(&self, at: usize) -> Option<Match> {
        let [year_mark, month_mark, day_mark] = self.language.dates.marks;
        if month_mark.is_empty() {
            return None;
        }
        let year = self.marked(at, year_mark, 4);
        let month_at = year.map_or(at, |(_, next)| next);
        let month = self.marked(month_at, month_mark, 2).filter(|(month, _)| (1..=12).contains(month));
        let Some((month, after_month)) = month else { return self.year_alone(at, year?) };
        let day = self.marked(after_month, day_mark, 2).filter(|(day, _)| (1..=31).contains(day));
        let date = Date {
            year: year.map(|(year, _)| year as i32),
            month: Some(month as u8),
            day: day.map(|(day, _)| day as u8),
            weekday: None,
        };
        let next = day.map_or(after_month, |(_, next)| next);
        let alone = date.year.is_none() && date.day.is_none();
        let (kind, hardness) =
            if alone { (Kind::Month, Hardness::Soft) } else { (Kind::Date, Hardness::Hard) };
        let readings = Readings::one(Value::Date(date));
        Some(Match::one(self.mention(at, next, kind, hardness, readings), next))
    }

    /// A year in four digits; fewer are a number of years.
    fn year_alone(&self, at: usize, (year, next): (u32, usize)) -> Option<Match> {
        self.atoms[at].numeral()?.year()?;
        let readings = Readings::one(plain(Number::whole(year.into())));
        Some(Match::one(self.mention(at, next, Kind::Year, Hardness::Hard, readings), next))
    }

    /// A number of at most so many digits before the mark.
    fn marked(&self, at: usize, mark: &str, digits: u8) -> Marked {
        let run = self.get(at)?.numeral()?.plain().filter(|run| run.digits <= digits)?;
        let is_mark = |at: usize| self.get(at).is_some_and(|atom| &self.prose[atom.range] == mark);
        (!mark.is_empty() && is_mark(at + 1)).then_some((run.value, at + 2))
    }
}
