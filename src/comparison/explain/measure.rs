//! Quantities: what they count, converted units, shares of a hundred, amounts repeated in another unit or currency.

use super::ledger::{Ledger, Standing};
use crate::analysis::{Kind, Measure, Number, Quantity, Value};
use crate::comparison::view::{BeadView, Role, Said};
use crate::comparison::{Settings, Units};
use crate::language::{UnitOfMeasure, is_dollar, is_named_as_weight, units};

/// How far a converted amount may be off, being rounded.
const ROUNDING: f64 = 0.06;

/// The code of the sign "$", whose country is not said.
const DOLLAR_SIGN: [u8; 3] = *b"$$$";

/// Whether two mentions may count in the same unit.
pub(super) fn share_unit(here: &Said<'_>, there: &Said<'_>) -> bool {
    let unit = |value: &Value| match value {
        Value::Quantity(Quantity { measure: Measure::Unit(unit), .. }) => Some(*unit),
        _ => None,
    };
    here.values
        .iter()
        .filter_map(unit)
        .any(|one| there.values.iter().filter_map(unit).any(|other| one == other))
}

fn is_same_currency(here: [u8; 3], there: [u8; 3]) -> bool {
    here == there || here == DOLLAR_SIGN && is_dollar(there) || there == DOLLAR_SIGN && is_dollar(here)
}

fn is_weight(unit: u16) -> bool {
    units().get(usize::from(unit)).is_some_and(|unit| unit.quantity == "mass")
}

/// Whether two quantities may be the same.
pub(super) fn agree(here: Quantity, there: Quantity, settings: Settings) -> bool {
    match (here.measure, there.measure) {
        (Measure::Unit(here_unit), Measure::Unit(there_unit)) if here_unit != there_unit => {
            settings.units == Units::Convert && converts(here.amount, here_unit, there.amount, there_unit)
        }
        (Measure::Permille, Measure::Percent) => tenth(here.amount) == Some(there.amount),
        (Measure::Percent, Measure::Permille) => tenth(there.amount) == Some(here.amount),
        (one, other) => here.amount == there.amount && may_stand_for(one, other),
    }
}

fn tenth(number: Number) -> Option<Number> {
    Number::new(1, 10)?.times(number)
}

/// Whether one measure may be meant by another: a unit or a currency is often said once for two amounts, or goes without
/// saying; a percent sign never does.
fn may_stand_for(here: Measure, there: Measure) -> bool {
    match (here, there) {
        (Measure::Currency(here), Measure::Currency(there)) => is_same_currency(here, there),
        (Measure::Currency(currency), Measure::Unit(unit))
        | (Measure::Unit(unit), Measure::Currency(currency)) => {
            !is_weight(unit) || is_named_as_weight(currency)
        }
        (Measure::Percent | Measure::Permille, other) | (other, Measure::Percent | Measure::Permille) => {
            matches!(
                (here, other),
                (Measure::Percent, Measure::Percent) | (Measure::Permille, Measure::Permille)
            )
        }
        _ => true,
    }
}

/// Half and 50 %: a fraction in words that is a share of a hundred.
pub(super) fn is_share(here: &Said<'_>, value: Value, there: &Said<'_>, other: Value) -> bool {
    let share = |percent: Value, fraction: Value| {
        let (Value::Quantity(percent), Value::Quantity(fraction)) = (percent, fraction) else { return false };
        percent.measure == Measure::Percent
            && fraction.measure == Measure::Plain
            && fraction.amount.times(Number::whole(100)) == Some(percent.amount)
    };
    there.mention.kind == Kind::Fraction && share(value, other)
        || here.mention.kind == Kind::Fraction && share(other, value)
}

/// Whether two amounts in two units of one quantity are the same, but for rounding; both ways, because degrees begin at
/// different zeros.
fn converts(here: Number, here_unit: u16, there: Number, there_unit: u16) -> bool {
    let units = units();
    let (Some(from), Some(to)) = (units.get(usize::from(here_unit)), units.get(usize::from(there_unit)))
    else {
        return false;
    };
    if from.quantity != to.quantity {
        // "0,3° C": the letter may stand apart from the sign.
        let degrees = |unit: &UnitOfMeasure| unit.id == "angle-degree" || unit.quantity == "temperature";
        return degrees(from) && degrees(to) && here == there;
    }
    let converted = (here.to_f64() * from.factor + from.offset - to.offset) / to.factor;
    let back = (there.to_f64() * to.factor + to.offset - from.offset) / from.factor;
    near(converted, there.to_f64()) || near(back, here.to_f64())
}

/// By what power of ten an amount told in another unit is off: 10, 100 or 1000; `None` where it is right, or off by
/// something else.
pub(crate) fn unit_slip(here: Quantity, there: Quantity) -> Option<i128> {
    let (Measure::Unit(here_unit), Measure::Unit(there_unit)) = (here.measure, there.measure) else {
        return None;
    };
    if here_unit == there_unit {
        return None;
    }
    let times = |number: Number, factor: i128| number.times(Number::whole(factor));
    [10, 100, 1000].into_iter().find(|&factor| {
        let more = times(here.amount, factor)
            .is_some_and(|more| converts(more, here_unit, there.amount, there_unit));
        let less = times(there.amount, factor)
            .is_some_and(|more| converts(here.amount, here_unit, more, there_unit));
        more || less
    })
}

fn near(exact: f64, written: f64) -> bool {
    (exact - written).abs() <= ROUNDING * exact.abs().max(written.abs())
}

/// Explains amounts that only tell again, in another unit or currency, what stands beside them: "5 miles (8 km)". The
/// other side may do without one of the two, and whichever it has is no slip.
pub(super) fn tell_glosses(ledger: &mut Ledger, bead: &BeadView<'_>, role: Role) {
    let mentions = &bead.side(role).mentions;
    for second in 1..mentions.len() {
        let first = second - 1;
        if !glosses(&mentions[first], &mentions[second]) {
            continue;
        }
        let open = |index: usize| ledger.of(role)[index] == Standing::Open;
        let told = match (open(first), open(second)) {
            (true, true) => Some(if is_likelier(ledger, bead, role, first, second) { second } else { first }),
            // The other side has the second one, in brackets too: the first one is lost there.
            (true, false) => {
                let counterpart =
                    ledger.partner(role, second).map(|there| &bead.side(role.other()).mentions[there]);
                (!counterpart.is_some_and(is_bracketed)).then_some(first)
            }
            // The other side has the first one, and in brackets behind it another one.
            (false, true) => {
                let behind = ledger.partner(role, first).map(|there| there + 1);
                let other = behind.and_then(|behind| bead.side(role.other()).mentions.get(behind));
                let is_open = behind.is_some_and(|behind| {
                    ledger.of(role.other()).get(behind).is_some_and(|standing| *standing == Standing::Open)
                });
                (!is_open || !other.is_some_and(is_bracketed)).then_some(second)
            }
            (false, false) => None,
        };
        if let Some(told) = told {
            ledger.set(role, told, Standing::Told);
        }
    }
}

/// Whether of two mentions that say the same the first one is likelier to be what the other side has got wrong.
fn is_likelier(ledger: &Ledger, bead: &BeadView<'_>, role: Role, first: usize, second: usize) -> bool {
    let mentions = &bead.side(role).mentions;
    let theres = bead.side(role.other()).mentions.iter().zip(ledger.of(role.other()));
    let left: Vec<_> = theres
        .filter(|(_, standing)| matches!(standing, Standing::Open | Standing::Repeated))
        .map(|(there, _)| there)
        .collect();
    let has_unit = |index: usize| left.iter().any(|there| share_unit(&mentions[index], there));
    has_unit(first) || !has_unit(second)
}

/// Whether a mention stands right behind an opening bracket.
pub(super) fn is_bracketed(said: &Said<'_>) -> bool {
    said.prose[..said.mention.range.start()].trim_end().ends_with(['(', '['])
}

/// Whether two neighbours say one amount twice, the second in brackets.
fn glosses(first: &Said<'_>, second: &Said<'_>) -> bool {
    let (Value::Quantity(one), Value::Quantity(two)) = (first.first(), second.first()) else { return false };
    let between = first.mention.range.end()..second.mention.range.start();
    let bracketed = first.paragraph == second.paragraph
        && first
            .prose
            .get(between)
            .is_some_and(|between| between.len() <= 24 && between.contains(['(', '[', '/']));
    bracketed
        && match (one.measure, two.measure) {
            (Measure::Unit(from), Measure::Unit(to)) => {
                from != to && converts(one.amount, from, two.amount, to)
            }
            (Measure::Currency(from), Measure::Currency(to)) => from != to,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(amount: i128, measure: Measure) -> Quantity {
        Quantity { amount: Number::whole(amount), measure }
    }

    #[test]
    fn a_percent_sign_is_not_lost_lightly() {
        let settings = Settings::default();
        assert!(!agree(quantity(5, Measure::Percent), quantity(5, Measure::Plain), settings));
        assert!(agree(quantity(5, Measure::Percent), quantity(50, Measure::Permille), settings));
        assert!(agree(quantity(5, Measure::Currency(*b"EUR")), quantity(5, Measure::Plain), settings));
        assert!(!agree(
            quantity(5, Measure::Currency(*b"EUR")),
            quantity(5, Measure::Currency(*b"USD")),
            settings
        ));
        assert!(agree(
            quantity(5, Measure::Currency(*b"$$$")),
            quantity(5, Measure::Currency(*b"USD")),
            settings
        ));
    }

    #[test]
    fn a_dollar_sign_is_no_euro_and_a_euro_no_weight() {
        let agree = |here, there| agree(quantity(31, here), quantity(31, there), Settings::default());
        let money = |code: &[u8; 3]| Measure::Currency(*code);
        let unit = |id: &str| {
            Measure::Unit(units().iter().position(|unit| unit.id == id).unwrap().try_into().unwrap())
        };
        assert!(agree(money(b"$$$"), money(b"CAD")) && agree(money(b"MXN"), money(b"$$$")));
        assert!(!agree(money(b"$$$"), money(b"EUR")) && !agree(money(b"GBP"), money(b"$$$")));
        assert!(!agree(money(b"EUR"), unit("mass-pound")));
        assert!(agree(money(b"GBP"), unit("mass-pound")));
        assert!(agree(money(b"HUF"), unit("length-foot")));
    }
}
