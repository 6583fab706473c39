//! Number words 0–999 out of CLDR's spell-out rules (rule-based number formats, UTS 35 part 3).
//!
//! Only what those rules use below a thousand is done: no decimals, no signs. A number whose rules
//! need more is left out; the overlay can say it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::plural::Plurals;

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
pub(super) struct RuleSets<'a> {
    sets: BTreeMap<String, Vec<Rule>>,
    plurals: &'a Plurals,
}

impl<'a> RuleSets<'a> {
    pub(super) fn new(json: &Value, plurals: &'a Plurals) -> Self {
        let mut sets = BTreeMap::new();
        for (name, rules) in json.as_object().into_iter().flatten() {
            let Some(rules) = rules.as_array() else { continue };
            let mut rules: Vec<Rule> = rules.iter().filter_map(rule).collect();
            rules.sort_by_key(|rule| rule.base);
            sets.insert(name.clone(), rules);
        }
        Self { sets, plurals }
    }

    /// The names of the rule sets that are made for use, those for cheques and contracts left out: their characters
    /// mean other things in prose.
    pub(super) fn public(&self) -> impl Iterator<Item = &str> {
        self.sets
            .keys()
            .map(String::as_str)
            .filter(|name| !name.starts_with("%%") && !name.contains("financial"))
    }

    /// The words for powers of ten from a thousand on, each with its zeros: whatever a rule adds to the number that it
    /// multiplies, in all plural forms. Ordinals of them are left out.
    pub(super) fn scales(&self) -> BTreeSet<(u32, String)> {
        let sets =
            self.public().filter(|name| !name.contains("ordinal")).filter_map(|name| self.sets.get(name));
        let rules = sets.flatten().filter(|rule| rule.divisor >= 1000 && rule.divisor.ilog10() <= 18);
        let rules = rules.filter(|rule| rule.divisor == 10_u64.pow(rule.divisor.ilog10()));
        let multiplies = |rule: &&Rule| rule.base == rule.divisor || rule.body.contains('←');
        rules
            .filter(multiplies)
            .flat_map(|rule| literals(&rule.body).into_iter().map(|word| (rule.divisor.ilog10(), word)))
            .collect()
    }

    /// The number in words; `None` where the rules write digits or need what is not done here.
    pub(super) fn spell(&self, set: &str, number: u64) -> Option<String> {
        self.format(set, number, 0)
    }

    fn format(&self, set: &str, number: u64, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        let rules = self.sets.get(set)?;
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
                let before = &self.sets.get(set)?[index.checked_sub(1)?];
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
        self.choose(&out, number / rule.divisor)
    }

    /// Writes out `$(cardinal,few{…}other{…})$` by the form that the number takes; `None` for other choices.
    fn choose(&self, text: &str, number: u64) -> Option<String> {
        let Some((before, rest)) = text.split_once("$(") else { return Some(text.to_owned()) };
        let (choices, after) = rest.strip_prefix("cardinal,")?.split_once(")$")?;
        let of = |form: &str| {
            let forms = choices.split('}').filter_map(|choice| choice.split_once('{'));
            forms.filter(|(name, _)| name.trim() == form).map(|(_, words)| words).next()
        };
        let words = of(self.plurals.form(number)).or_else(|| of("other"))?;
        self.choose(&format!("{before}{words}{after}"), number)
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

/// The words that a rule adds by itself: outside of substitutions and of what may be left out, each plural form one. A
/// rule that adds more than one word adds none.
fn literals(body: &str) -> Vec<String> {
    let body = optional(body, true).unwrap_or_default();
    let (before, choice, after) = match body.split_once("$(") {
        Some((before, rest)) => match rest.split_once(")$") {
            Some((choice, after)) => (before, Some(choice), after),
            None => return Vec::new(),
        },
        None => (body.as_str(), None, ""),
    };
    let choices: Vec<&str> = choice.map_or_else(
        || vec![""],
        |choice| choice.split('{').skip(1).filter_map(|form| Some(form.split_once('}')?.0)).collect(),
    );
    let own = |text: &str| {
        let mut own = String::new();
        let mut inside = None;
        for c in text.chars() {
            match inside {
                Some(sign) if c == sign => inside = None,
                Some(_) => {}
                None if matches!(c, '→' | '←' | '=') => inside = Some(c),
                None => own.push(c),
            }
        }
        own
    };
    let words = choices.into_iter().map(|form| format!("{}{}{}", own(before), own(form), own(after)));
    words.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty() && !word.contains(' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::{Plurals, RuleSets};

    fn plurals() -> Plurals {
        Plurals::new(&serde_json::json!({ "pluralRule-count-few": "n = 2..4" }))
    }

    /// Rules made up for the test, with every construction that is used.
    fn sets(plurals: &Plurals) -> RuleSets<'_> {
        RuleSets::new(
            &serde_json::json!({
                "%n": [
                    ["-x", "minus →→;"], ["0", "nil;"], ["1", "un;"], ["2", "du;"], ["3", "=#,##0=;"],
                    ["10", "dek[-→→];"], ["20", "←%%small←dek[\u{AD}→→];"], ["30", "[→→ & ]tri;"],
                    ["100", "cent[ →→];"], ["200", "←←cent→%%th→;"], ["1000", "mil[→→];"],
                ],
                "%%small": [["0", "' =%n=;"], ["2", "twen;"]],
                "%%th": [["0", "th;"], ["1", "' and =%n=;"]],
                "%year": [["0", "=%n=;"], ["110/100", "←%%th← →→;"], ["500", "[five →→|five];"]],
                "%few": [["1", "un;"], ["20", "vin$(cardinal,few{ty}other{to})$[ →→];"]],
            }),
            plurals,
        )
    }

    #[test]
    fn rules_name_powers_of_ten() {
        let plurals = plurals();
        let sets = RuleSets::new(
            &serde_json::json!({
                "%n": [["1000", "mil[ →→];"], ["2000", "←← $(cardinal,few{mile}other{milów})$[ →→];"], ["20000", "←← de mil;"],
                       ["1000000", "←%%x← on[→→];"], ["2000000", "bion;"], ["3000000", "=#,##0=;"]],
                "%n-ordinal": [["1000", "milth;"]],
            }),
            &plurals,
        );
        let found: Vec<String> =
            sets.scales().into_iter().map(|(power, word)| format!("{power} {word}")).collect();
        assert_eq!(found, ["3 mil", "3 mile", "3 milów", "6 on"]);
    }

    #[test]
    fn rules_spell_numbers() {
        let plurals = plurals();
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
            ("%few", 21, Some("vinty un")),
            ("%few", 50, Some("vinto")),
        ] {
            assert_eq!(sets(&plurals).spell(set, number).as_deref(), spelled, "{set} {number}");
        }
    }
}
