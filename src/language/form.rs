//! Writes values as a language writes them, for the fixes: numbers, dates, and suffixes that change with the number before
//! them. Numbers come as plain digits: an optional "-", digits, and perhaps "." and more digits ("-1234.5").

use super::{After, Language, Numbers};

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

/// The form of a suffix that stands after the number ("ben" after "1961" is "ban" after "1960"), by the language's own
/// table; the suffix as it is where the table does not know it.
pub fn harmonise(language: &Language, plain: &str, suffix: &str) -> String {
    let rows = language.suffixes.harmony;
    let Some(row) = rows.iter().find(|row| row.iter().any(|form| form.suffix == suffix)) else {
        return suffix.to_owned();
    };
    let form = endings(plain)
        .into_iter()
        .find_map(|ending| row.iter().find(|form| form.after.contains(&ending)))
        .map_or(suffix, |form| form.suffix);
    form.to_owned()
}

/// What a suffix may look at, the particular first: the whole number, its last two digits as one word, its last word.
fn endings(plain: &str) -> Vec<After> {
    let digits = plain.rsplit('.').next().unwrap_or_default();
    let digits = digits.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('0');
    let whole: Option<u64> = if digits.is_empty() { Some(0) } else { digits.parse().ok() };
    let mut endings: Vec<After> = whole.map(After::Whole).into_iter().collect();
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
