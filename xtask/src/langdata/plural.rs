//! CLDR's plural rules for whole numbers (UTS 35 part 3): which form a number takes.

use serde_json::Value;

/// A language's rules in order: the name of the form, and its condition.
#[derive(Debug, Default)]
pub(super) struct Plurals(Vec<(String, String)>);

impl Plurals {
    /// The rules of a language, as `plurals.json` has them.
    pub(super) fn new(json: &Value) -> Self {
        let rules = json.as_object().into_iter().flatten().filter_map(|(name, rule)| {
            let condition = rule.as_str()?.split('@').next()?.trim();
            Some((name.strip_prefix("pluralRule-count-")?.to_owned(), condition.to_owned()))
        });
        Self(rules.collect())
    }

    /// The name of the form that a whole number takes.
    pub(super) fn form(&self, number: u64) -> &str {
        let found = self.0.iter().find(|(_, condition)| {
            !condition.is_empty()
                && condition.split(" or ").any(|all| all.split(" and ").all(|one| holds(one, number)))
        });
        found.map_or("other", |(name, _)| name)
    }
}

/// Whether "i % 10 = 2..4,7" holds of a whole number, which has no decimals and no exponent.
fn holds(relation: &str, number: u64) -> bool {
    let (left, right, wanted) = match relation.split_once("!=") {
        Some((left, right)) => (left, right, false),
        None => match relation.split_once('=') {
            Some((left, right)) => (left, right, true),
            None => return false,
        },
    };
    let (operand, modulus) = left
        .split_once('%')
        .map_or((left, None), |(operand, modulus)| (operand, modulus.trim().parse::<u64>().ok()));
    let value = if matches!(operand.trim(), "n" | "i") { number } else { 0 };
    let value = modulus.filter(|&modulus| modulus > 0).map_or(value, |modulus| value % modulus);
    let within = right.trim().split(',').any(|range| {
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        matches!((first.trim().parse(), last.trim().parse()), (Ok(first), Ok(last)) if (first..=last).contains(&value))
    });
    within == wanted
}

#[cfg(test)]
mod tests {
    use super::Plurals;

    #[test]
    fn numbers_take_the_form_of_their_rule() {
        let plurals = Plurals::new(&serde_json::json!({
            "pluralRule-count-one": "i = 1 and v = 0 @integer 1",
            "pluralRule-count-few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14 @integer 2~4, 22~24",
            "pluralRule-count-many": "f != 0 or n % 100 = 5,7 @integer 5",
            "pluralRule-count-other": " @integer 0",
        }));
        for (number, form) in
            [(0, "other"), (1, "one"), (2, "few"), (12, "other"), (24, "few"), (107, "many"), (11, "other")]
        {
            assert_eq!(plurals.form(number), form, "{number}");
        }
    }
}
