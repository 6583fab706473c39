//! Values written in a language's own notation.

use diglot::language::{WrittenDate, before_suffix, harmonise, language, write_date, write_number};

#[test]
fn numbers_are_grouped_as_the_language_groups() {
    for (tag, plain, like, written) in [
        ("de", "1234.5", "", "1.234,5"),
        ("de", "-1234567", "", "-1.234.567"),
        ("de", "1234", "98765", "1234"),
        ("de", "1234567", "9 876 543", "1 234 567"),
        ("de", "12", "98765", "12"),
        ("hu", "1234.5", "", "1234,5"),
        ("hu", "12345", "", "12\u{A0}345"),
        ("hu", "12345", "54 321", "12 345"),
        ("hu", "1234567", "1.000.000", "1.234.567"),
        ("hu", "100", "", "100"),
        ("en", "1234.5", "", "1,234.5"),
        ("en", "1234", "1958", "1234"),
        ("en", "0.05", "", "0.05"),
    ] {
        assert_eq!(write_number(language(tag), plain, like), written, "{tag} {plain} like {like:?}");
    }
}

#[test]
fn dates_are_written_out() {
    let full = WrittenDate { year: Some(1958), month: Some(1), day: Some(3) };
    let no_year = WrittenDate { year: None, ..full };
    let no_day = WrittenDate { day: None, ..full };
    for (tag, date, written) in [
        ("de", full, Some("3. Januar 1958")),
        ("de", no_year, Some("3. Januar")),
        ("de", no_day, Some("Januar 1958")),
        ("de-AT", full, Some("3. Jänner 1958")),
        ("hu", full, Some("1958. január 3.")),
        ("hu", no_year, Some("január 3.")),
        ("hu", no_day, Some("1958. január")),
        ("en", full, Some("January 3, 1958")),
        ("en-GB", full, Some("3 January 1958")),
        ("und", full, Some("1958-01-03")),
        ("de", WrittenDate { month: Some(13), ..full }, None),
        ("de", WrittenDate { month: None, ..full }, None),
        ("hu", WrittenDate { year: None, day: None, month: Some(5) }, Some("május")),
        ("hu", WrittenDate { year: Some(1958), ..WrittenDate::default() }, Some("1958")),
    ] {
        assert_eq!(write_date(language(tag), date).as_deref(), written, "{tag} {date:?}");
    }
    assert_eq!(before_suffix("1958. január 3."), "1958. január 3");
}

#[test]
fn suffixes_are_in_harmony_with_the_number() {
    for (number, suffix, form) in [
        ("1960", "ben", "ban"),
        ("1961", "ban", "ben"),
        ("1900", "ben", "ban"),
        ("2000", "ban", "ben"),
        ("1000000", "ben", "ban"),
        ("1956", "es", "os"),
        ("1953", "es", "as"),
        ("1955", "es", "ös"),
        ("1990", "as", "es"),
        ("1980", "es", "as"),
        ("1000000", "es", "s"),
        ("3", "vel", "mal"),
        ("8", "vel", "cal"),
        ("1000", "val", "rel"),
        ("100", "vel", "zal"),
        ("2", "ször", "szer"),
        ("5", "szor", "ször"),
        ("12", "hez", "höz"),
        ("7.5", "os", "ös"),
        // Days of the month.
        ("1", "án", "jén"),
        ("2", "én", "án"),
        ("11", "jén", "én"),
        ("12", "án", "én"),
        ("22", "án", "én"),
        ("23", "én", "án"),
        ("30", "én", "án"),
        ("31", "án", "én"),
        // These do not change.
        ("1960", "ig", "ig"),
        ("1960", "i", "i"),
    ] {
        assert_eq!(harmonise(language("hu"), number, suffix), form, "{number}-{suffix}");
    }
    for (number, form) in [
        ("1", "st"),
        ("2", "nd"),
        ("3", "rd"),
        ("4", "th"),
        ("11", "th"),
        ("13", "th"),
        ("21", "st"),
        ("112", "th"),
        ("100", "th"),
    ] {
        assert_eq!(harmonise(language("en"), number, "th"), form, "{number}");
    }
}

/// The vowels of the number as it is read decide, whatever the table says.
#[test]
fn harmony_follows_the_vowels_of_the_number_words() {
    let generated: toml::Table = toml::from_str(include_str!("../src/language/data/hu.cldr.toml")).unwrap();
    let words = generated["words"]["cardinal"].as_table().unwrap();
    for number in 0..1000_u32 {
        // What is composed ends as the number below a hundred ends.
        let listed = |number: u32| words.get(&number.to_string());
        let word = listed(number).or_else(|| listed(number % 100)).unwrap();
        let word = word.as_array().unwrap().last().unwrap().as_str().unwrap();
        let front =
            ["egy", "kettő", "négy", "öt", "hét", "kilenc", "tíz", "negyven", "ötven", "hetven", "kilencven"];
        let back = ["nulla", "három", "hat", "nyolc", "húsz", "harminc", "hatvan", "nyolcvan", "száz"];
        assert_ne!(
            front.iter().any(|end| word.ends_with(end)),
            back.iter().any(|end| word.ends_with(end)),
            "{word}"
        );
        let (ban, tol) =
            if front.iter().any(|end| word.ends_with(end)) { ("ben", "től") } else { ("ban", "tól") };
        for later in [number, 1000 + number, 45_000 + number] {
            if later > 999 && number == 0 {
                continue; // read with "ezer"
            }
            assert_eq!(harmonise(language("hu"), &later.to_string(), "ban"), ban, "{later}");
            assert_eq!(harmonise(language("hu"), &later.to_string(), "től"), tol, "{later}");
        }
    }
}

#[test]
fn every_form_of_a_suffix_is_written_after_some_number() {
    for language in diglot::language::languages() {
        for row in language.suffixes.harmony {
            for form in *row {
                assert!(
                    language.suffixes.digits.contains(form.suffix)
                        || language.ordinals.endings.contains(form.suffix),
                    "{}: {}",
                    language.tag,
                    form.suffix
                );
                let found = (0..200_u32)
                    .chain([1000, 1_000_000, 1_000_000_000])
                    .any(|number| harmonise(language, &number.to_string(), form.suffix) == form.suffix);
                assert!(found, "{}: {}", language.tag, form.suffix);
            }
        }
    }
}
