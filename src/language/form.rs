//! Writes values as a language writes them, for the fixes: numbers, dates, and suffixes that change with the number before
//! them. Numbers come as plain digits: an optional "-", digits, and perhaps "." and more digits ("-1234.5").

use smallvec::SmallVec;

use super::{After, HarmonyForm, Language, Numbers};

/// Digits in a group, counted from the decimal sign.
const GROUP: usize = 3;

/// A date, or the parts of one that are to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenDate {
    /// After Christ.
    pub year: Option<u32>,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
}

/// The number in the language's notation, grouped as it groups. `like` is a number of the same text as it stands there,
/// or nothing: whether and by which sign that one is grouped, and its digits, are taken over where the language allows.
pub fn write_number(language: &Language, plain: &str, like: &str) -> String {
    let numbers = &language.numbers;
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut written = sign.to_owned();
    match group_sign(numbers, like) {
        Some(group) => push_grouped(&mut written, whole, group, numbers),
        None => written.push_str(whole),
    }
    if !decimals.is_empty() {
        written.extend(numbers.decimals.first());
        written.push_str(decimals);
    }
    if like.bytes().any(|byte| byte.is_ascii_digit()) {
        return written;
    }
    written.chars().map(|c| c.to_digit(10).map_or(c, |digit| numbers.digits[digit as usize])).collect()
}

/// The date in words, in full or as far as its parts are given; `None` without a form for these parts (a day alone, a
/// day and a year, a month that is none).
pub fn write_date(language: &Language, date: WrittenDate) -> Option<String> {
    let dates = &language.dates;
    let pattern = match date {
        WrittenDate { year: Some(_), month: Some(_), day: Some(_) } => dates.long,
        WrittenDate { year: None, month: Some(_), day: Some(_) } => dates.day_month,
        WrittenDate { year: Some(_), month: Some(_), day: None } => dates.month_year,
        WrittenDate { year: None, month: Some(_), day: None } => "{month}",
        WrittenDate { year: Some(_), month: None, day: None } => "{year}",
        _ => return None,
    };
    let mut written = pattern.to_owned();
    if let Some(year) = date.year {
        written = written.replace("{year}", &year.to_string());
    }
    if let Some(day) = date.day.filter(|day| (1..=31).contains(day)) {
        written = written.replace("{day}", &day.to_string()).replace("{dd}", &format!("{day:02}"));
    }
    if let Some(month) = date.month.filter(|month| (1..=12).contains(month)) {
        let padded = format!("{month:02}");
        let name = dates.months.get(usize::from(month) - 1).map_or(padded.as_str(), |name| *name);
        written =
            written.replace("{month}", name).replace("{mm}", &padded).replace("{m}", &month.to_string());
    }
    (!written.contains('{')).then_some(written)
}

/// What is written, as it stands before a suffix: a full stop at its end gives way ("január 3." → "január 3-án").
pub fn before_suffix(written: &str) -> &str {
    written.strip_suffix('.').unwrap_or(written)
}

/// The form of a suffix that stands after the number `to` ("ban" after "1960"), where it stands as `suffix` after the number
/// `from` ("ben" after "1961"): by the language's own table, in which several rows may hold the suffix. `None` where more
/// than one form may be right, or none is; the suffix as it is where the table does not know it.
pub fn harmonise<'a>(language: &Language, from: &str, to: &str, suffix: &'a str) -> Option<&'a str> {
    let suffixes = &language.suffixes;
    let Ok(place) = suffixes.holding.binary_search_by(|(held, _)| (*held).cmp(suffix)) else {
        return Some(suffix);
    };
    let rows = suffixes.holding[place].1.iter().map(|&row| suffixes.harmony[usize::from(row)]);
    let (from, to) = (endings(from), endings(to));
    let stands = |row: &'static [HarmonyForm]| form_after(row, &from) == Some(suffix);
    // A suffix that is wrong where it stands may be of any row.
    let known = rows.clone().any(stands);
    let mut forms = rows.filter(|row| !known || stands(row)).map(|row| form_after(row, &to));
    let first = forms.next()??;
    forms.all(|form| form == Some(first)).then_some(first)
}

/// The form of the row that stands after a number of these endings.
fn form_after(row: &'static [HarmonyForm], endings: &[After]) -> Option<&'static str> {
    let form = |ending: &After| row.iter().find(|form| form.after.contains(ending));
    endings.iter().find_map(form).map(|form| form.suffix)
}

/// What a name of [`super::Forms`] names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// 1–12.
    Month,
    /// 1–7, from Monday.
    Weekday,
    /// 1–3: early, mid, late.
    Period,
    /// 1–9: the tens to the nineties.
    Decade,
}

/// The name of `to` in the form that the name of `from` has at the end of `text`, and how many bytes that one is; the
/// longest one counts, which may be a phrase ("d'avril" → "de mai"). A capital is kept. `None` where the language's file
/// has no such form.
pub fn inflect(language: &Language, named: Named, from: u8, to: u8, text: &str) -> Option<(usize, String)> {
    let (from, to) = (usize::from(from).checked_sub(1)?, usize::from(to).checked_sub(1)?);
    let forms = &language.forms;
    let (plain, rows) = match named {
        Named::Month => (Some(language.dates.months), forms.months),
        Named::Weekday => (None, forms.weekdays),
        Named::Period => (None, forms.periods),
        Named::Decade => (None, forms.decades),
    };
    let rows = plain.into_iter().chain(rows.iter().copied());
    let mut longest: Option<(usize, &str)> = None;
    for row in rows {
        let (Some(old), Some(new)) = (row.get(from), row.get(to)) else { continue };
        if let Some(len) = ends_with(text, old)
            && longest.is_none_or(|(longest, _)| len > longest)
        {
            longest = Some((len, new));
        }
    }
    let (len, new) = longest.filter(|(_, new)| !new.is_empty())?;
    let old = &text[text.len() - len..];
    let capital = old.chars().next().is_some_and(char::is_uppercase);
    let mut letters = new.chars();
    let written = match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => return None,
    };
    Some((len, written))
}

/// How many bytes at the end of a text are this word, whatever its capitals; `None` if it does not end with it as a word.
fn ends_with(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in word.chars().rev() {
        let here = rest.next_back()?;
        if here != wanted && !here.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let whole = !word.is_empty() && !rest.as_str().ends_with(char::is_alphanumeric);
    whole.then(|| text.len() - rest.as_str().len())
}

/// What a suffix may look at, the particular first: the whole number, its last two digits as one word, its last word.
fn endings(plain: &str) -> SmallVec<[After; 3]> {
    let digits = plain.rsplit('.').next().unwrap_or_default();
    let digits = digits.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('0');
    let whole: Option<u64> = if digits.is_empty() { Some(0) } else { digits.parse().ok() };
    let mut endings: SmallVec<[After; 3]> = whole.map(After::Whole).into_iter().collect();
    let Some(last) = digits.bytes().rfind(|&byte| byte != b'0') else {
        endings.push(After::LastWord(0));
        return endings;
    };
    let last = u64::from(last - b'0');
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    endings.extend(whole.map(|whole| whole % 100).filter(|&two| two > 0).map(After::LastWord));
    endings.push(After::LastWord(match zeros {
        0 => last,
        1 => last * 10,
        2 => 100,
        // Thousand, million, milliard …: the words go by three zeros.
        _ => 1000_u64.checked_pow((zeros / GROUP) as u32).unwrap_or(1_000_000),
    }));
    endings
}

/// By what the digits are grouped; `None` if not at all, as `like` has it.
fn group_sign(numbers: &Numbers, like: &str) -> Option<char> {
    let is_group = |c: char| numbers.groups.contains(&c) || is_space(c) || matches!(c, '\'' | '’');
    let mut run = 0;
    let mut found = None;
    for c in like.chars() {
        match c {
            _ if c.is_numeric() => run += 1,
            _ if run > 0 && is_group(c) && found.is_none() => found = Some(c),
            _ => {}
        }
    }
    let long = run > GROUP + usize::from(numbers.minimum_grouping.max(1)) - 1;
    if found.is_none() && long { None } else { found.or(numbers.groups.first().copied()) }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

fn push_grouped(written: &mut String, whole: &str, group: char, numbers: &Numbers) {
    let grouped = whole.len() >= GROUP + usize::from(numbers.minimum_grouping.max(1));
    let step = if numbers.indian { 2 } else { GROUP };
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        let starts_group = left == GROUP || left > GROUP && (left - GROUP).is_multiple_of(step);
        if grouped && index > 0 && starts_group {
            written.push(group);
        }
        written.push(digit);
    }
}
