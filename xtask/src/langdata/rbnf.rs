//! Number words 0–999 out of CLDR's spell-out rules (rule-based number formats, UTS 35 part 3).
//!
//! Only what those rules use below a thousand is done: no decimals, no signs, no plural choices. A number whose rules
//! need more is left out; the overlay can say it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::file::DataFile;

/// Numbers from here on are composed by the scanner.
const END: u64 = 1000;
/// No honest rule set is nested deeper.
const DEEPEST: usize = 32;

/// A rule: from which number on, and its text.
#[derive(Debug)]
struct Rule {
    base: u64,
    /// The power of the radix that a number is divided by.
    divisor: u64,
    body: String,
}

/// The rule sets of a language by name ("%spellout-cardinal").
#[derive(Debug)]
pub(super) struct RuleSets(BTreeMap<String, Vec<Rule>>);

/// Adds all forms of the numbers, of every public rule set.
pub(super) fn number_words(file: &mut DataFile, json: &Value) {
    let sets = RuleSets::new(json);
    for number in 0..END {
        let mut forms: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for name in sets.0.keys().filter(|name| !name.starts_with("%%")) {
            let kind = if name.contains("ordinal") { "ordinal" } else { "cardinal" };
            forms.entry(kind).or_default().extend(sets.spell(name, number));
        }
        // An ordinal that is spelled as the cardinal is CLDR's way of saying that it has none.
        let cardinals = forms.remove("cardinal").unwrap_or_default();
        for form in &cardinals {
            file.word("cardinal", &number.to_string(), form);
        }
        for form in forms.remove("ordinal").unwrap_or_default().difference(&cardinals) {
            file.word("ordinal", &number.to_string(), form);
        }
    }
}

impl RuleSets {
    pub(super) fn new(json: &Value) -> Self {
        let mut sets = BTreeMap::new();
        for (name, rules) in json.as_object().into_iter().flatten() {
            let Some(rules) = rules.as_array() else { continue };
            let mut rules: Vec<Rule> = rules.iter().filter_map(rule).collect();
            rules.sort_by_key(|rule| rule.base);
            sets.insert(name.clone(), rules);
        }
        Self(sets)
    }

    /// The number in words; `None` where the rules write digits or need what is not done here.
    pub(super) fn spell(&self, set: &str, number: u64) -> Option<String> {
        self.format(set, number, 0)
    }

    fn format(&self, set: &str, number: u64, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        let rules = self.0.get(set)?;
        let after = rules.partition_point(|rule| rule.base <= number);
        let mut index = after.checked_sub(1)?;
        // A multiple of the divisor has nothing left for the remainder: the rule before is meant, if this one starts at
        // a number that is none.
        let rule = &rules[index];
        if rule.body.contains('→')
            && number.is_multiple_of(rule.divisor)
            && !rule.base.is_multiple_of(rule.divisor)
        {
            index = index.checked_sub(1)?;
        }
        let rule = &rules[index];
        let body = optional(
            &rule.body,
            rule.base.is_multiple_of(rule.divisor) && rule.base > 0 && number.is_multiple_of(rule.divisor),
        )?;
        self.substitute(set, rule, &body, number, depth, index)
    }

    fn substitute(
        &self,
        set: &str,
        rule: &Rule,
        body: &str,
        number: u64,
        depth: usize,
        index: usize,
    ) -> Option<String> {
        let mut out = String::new();
        let mut rest = body;
        while let Some(at) = rest.find(['→', '←', '=']) {
            out.push_str(&rest[..at]);
            let sign = rest[at..].chars().next()?;
            let inner = &rest[at + sign.len_utf8()..];
            let close = inner.find(sign)?;
            let (name, after) = (&inner[..close], &inner[close + sign.len_utf8()..]);
            let value = match sign {
                '→' => number % rule.divisor,
                '←' => number / rule.divisor,
                _ => number,
            };
            if sign == '→' && name.is_empty() && after.starts_with('→') {
                // "→→→": the rest by the rule before this one.
                let before = &self.0.get(set)?[index.checked_sub(1)?];
                let body = optional(&before.body, value.is_multiple_of(before.divisor))?;
                out += &self.substitute(set, before, &body, value, depth + 1, index - 1)?;
                rest = &after['→'.len_utf8()..];
                continue;
            }
            let target = match name {
                "" => set,
                name if name.starts_with('%') => name,
                _ => return None, // a pattern of digits
            };
            out += &self.format(target, value, depth + 1)?;
            rest = after;
        }
        out.push_str(rest);
        (!out.contains("$(")).then_some(out)
    }
}

fn rule(json: &Value) -> Option<Rule> {
    let (key, body) = (json.get(0)?.as_str()?, json.get(1)?.as_str()?);
    let (base, radix) = key.split_once('/').unwrap_or((key, "10"));
    let digits: String = radix.chars().filter(char::is_ascii_digit).collect();
    let (base, radix): (u64, u64) = (base.parse().ok()?, digits.parse().ok()?);
    let mut divisor = 1;
    while radix > 1 && base > 0 && divisor <= base / radix {
        divisor *= radix;
    }
    let body = body.strip_suffix(';').unwrap_or(body);
    Some(Rule { base, divisor, body: body.strip_prefix('\'').unwrap_or(body).to_owned() })
}

/// Writes out `[text]` or `[text|other]`, by whether it is to be left out.
fn optional(body: &str, leave_out: bool) -> Option<String> {
    let Some((before, rest)) = body.split_once('[') else { return Some(body.to_owned()) };
    let (inner, after) = rest.split_once(']')?;
    let (full, other) = inner.split_once('|').unwrap_or((inner, ""));
    Some(format!("{before}{}{after}", if leave_out { other } else { full }))
}

#[cfg(test)]
mod tests {
    use super::RuleSets;

    /// Rules made up for the test, with every construction that is used.
    fn sets() -> RuleSets {
        RuleSets::new(&serde_json::json!({
            "%n": [
                ["-x", "minus →→;"], ["0", "nil;"], ["1", "un;"], ["2", "du;"], ["3", "=#,##0=;"],
                ["10", "dek[-→→];"], ["20", "←%%small←dek[\u{AD}→→];"], ["30", "[→→ & ]tri;"],
                ["100", "cent[ →→];"], ["200", "←←cent→%%th→;"], ["1000", "mil[→→];"],
            ],
            "%%small": [["0", "' =%n=;"], ["2", "twen;"]],
            "%%th": [["0", "th;"], ["1", "' and =%n=;"]],
            "%year": [["0", "=%n=;"], ["110/100", "←%%th← →→;"], ["500", "[five →→|five];"]],
        }))
    }

    #[test]
    fn rules_spell_numbers() {
        for (set, number, spelled) in [
            ("%n", 0, Some("nil")),
            ("%n", 10, Some("dek")),
            ("%n", 12, Some("dek-du")),
            ("%n", 20, Some("twendek")),
            ("%n", 21, Some("twendek\u{AD}un")),
            ("%n", 31, Some("un & tri")),
            ("%n", 30, Some("tri")),
            ("%n", 100, Some("cent")),
            ("%n", 111, Some("cent dek-un")),
            ("%n", 200, Some("ducentth")),
            ("%n", 212, Some("ducent and dek-du")),
            ("%n", 3, None),
            ("%n", 13, None),
            ("%year", 112, Some(" and un dek-du")),
            ("%year", 500, Some("five")),
            ("%year", 502, Some("five du")),
        ] {
            assert_eq!(sets().spell(set, number).as_deref(), spelled, "{set} {number}");
        }
    }
}
