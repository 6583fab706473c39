//! A number that ICU4X writes for a locale is read as itself in that language: for every language that has a data file.

use diglot::analysis::{Measure, Mention, Number, Quantity, Settings, Value, analyze};
use diglot::language::{Language, languages};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Digits that a text in any language may have, with separators of their own.
const OTHER_DIGITS: &str = "-u-nu-arab";

/// Languages of CLDR that ICU4X has no data of, so that it writes their numbers as no language does.
const UNKNOWN_TO_ICU: &[&str] = &["ht"];

/// The languages with what writes their numbers, in the digits of the locale and in others.
fn writers() -> Vec<(&'static Language, DecimalFormatter, DecimalFormatter)> {
    let writer = |tag: &str| {
        let locale: Locale = tag.parse().unwrap_or_else(|error| panic!("{tag}: {error}"));
        let options = DecimalFormatterOptions::default();
        DecimalFormatter::try_new((&locale).into(), options).expect("every locale has a way to write numbers")
    };
    let known = languages()
        .iter()
        .filter(|language| language.tag != "und" && !UNKNOWN_TO_ICU.contains(&language.tag));
    known
        .map(|language| (*language, writer(language.tag), writer(&format!("{}{OTHER_DIGITS}", language.tag))))
        .collect()
}

/// The only mention of a text.
fn only_mention(language: &Language, text: &str) -> Result<Mention, String> {
    let mut mentions = analyze(language, text, &Settings::default()).mentions.into_vec();
    match (mentions.pop(), mentions.is_empty()) {
        (Some(mention), true) => Ok(mention),
        (None, _) => Err(format!("{} reads nothing in {text:?}", language.tag)),
        (Some(_), false) => Err(format!("{} reads several things in {text:?}", language.tag)),
    }
}

fn bare(value: Number) -> Value {
    Value::Quantity(Quantity { amount: value, measure: Measure::Plain })
}

fn reads(mention: &Mention, value: Number) -> bool {
    mention.readings.iter().any(|reading| reading == bare(value))
}

#[test]
fn a_written_number_reads_back_as_itself() {
    let writers = writers();
    // Of all lengths, not only long ones.
    let digits = (1_u32..15).prop_flat_map(|length| 0..10_i64.pow(length));
    let numbers = (digits, 0_i16..5, any::<bool>());
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&numbers, |(digits, decimals, negative)| {
        let digits = if negative { -digits } else { digits };
        let mut decimal = Decimal::from(digits);
        decimal.multiply_pow10(-decimals);
        let value = Number::new(digits.into(), 10_i128.pow(decimals as u32)).unwrap();
        for (language, own, other) in &writers {
            let text = own.format(&decimal).to_string();
            let mention = only_mention(language, &text).map_err(TestCaseError::fail)?;
            // Without data of its own, a language has either reading of "1,234".
            let likeliest = mention.readings.first() == bare(value);
            let read = likeliest || !language.reads_words() && reads(&mention, value);
            prop_assert!(read, "{} in {}: {:?}", text, language.tag, mention.readings);
            let text = other.format(&decimal).to_string();
            let mention = only_mention(language, &text).map_err(TestCaseError::fail)?;
            prop_assert!(reads(&mention, value), "{} in {}: {:?}", text, language.tag, mention.readings);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
