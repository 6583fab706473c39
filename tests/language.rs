//! The language data: what is compiled from the files is there, and is what the files say.

use diglot::language::{language, languages, units};

#[test]
fn the_nearest_language_is_found() {
    for (tag, found) in
        [("de", "de"), ("de-LU", "de"), ("DE_at", "de-AT"), ("hu-Latn-HU", "hu"), ("tlh", "und"), ("", "und")]
    {
        assert_eq!(language(tag).tag, found, "{tag}");
    }
}

#[test]
fn languages_are_sorted_and_have_names() {
    let tags: Vec<&str> = languages().iter().map(|language| language.tag).collect();
    assert!(tags.is_sorted(), "{tags:?}");
    assert!(languages().iter().all(|language| !language.name.is_empty()));
}

#[test]
fn all_languages_of_modern_coverage_have_words_and_months() {
    let made: Vec<_> = languages().iter().filter(|language| !language.tag.contains('-')).collect();
    assert!(made.len() > 100, "{}", made.len());
    for language in made.into_iter().filter(|language| language.tag != "und") {
        assert!(language.reads_words(), "{} has no months", language.tag);
        assert!(language.lexicon.count() > 200, "{}: {} words", language.tag, language.lexicon.count());
    }
}

#[test]
fn only_full_files_make_a_language_reviewed() {
    let reviewed: Vec<&str> =
        languages().iter().filter(|language| language.is_reviewed()).map(|language| language.tag).collect();
    for tag in ["de", "de-AT", "en", "es", "es-419", "fr", "hu"] {
        assert!(reviewed.contains(&tag), "{tag} lacks {:?}", language(tag).lacks);
    }
    for tag in ["und", "pl", "ja"] {
        assert!(!reviewed.contains(&tag), "{tag}");
        assert!(language(tag).lacks.contains(&"silent"), "{tag}");
    }
}

#[test]
fn regions_differ_where_they_write_otherwise() {
    let numbers = |tag: &str| {
        let numbers = &language(tag).numbers;
        (numbers.decimals[0], numbers.groups[0])
    };
    for (tag, found) in [
        ("es", (',', '.')),
        ("es-MX", ('.', ',')),
        ("fr-CH", (',', '\'')),
        ("pt-PT", (',', '\u{A0}')),
        ("de-AT", (',', '\u{A0}')),
        ("pl", (',', '\u{A0}')),
        ("ja", ('.', ',')),
    ] {
        assert_eq!(numbers(tag), found, "{tag}");
    }
    assert!(language("en-IN").numbers.indian && !language("en").numbers.indian);
    let first = |tag: &str| language(tag).dates.orders[0];
    assert_ne!(first("en"), first("en-AU"));
    assert!(language("en-AU").dates.orders.contains(&first("en")), "what its parent writes is read too");
    assert_eq!(language("sr-Latn").dates.months[0], "januar");
}

#[test]
fn sentence_tables_are_there() {
    let german = &language("de").sentences;
    assert!(german.never.contains("z.b") && german.capitalised_nouns);
    assert!(german.after_ordinal.contains("jahrhundert"));
    assert!(german.may_end.contains("etc"), "what holds everywhere holds here");
    let hungarian = &language("hu").sentences;
    assert!(hungarian.roman_first && hungarian.digraphs.contains("Gy"));
    assert!(hungarian.starters.contains("azonban"));
    assert!(language("el").sentences.semicolon_asks);
}

use diglot::language::Sense;

/// What a word must be able to mean.
#[track_caller]
fn means(tag: &str, word: &str, sense: Sense, suffix: &str) {
    let reading = language(tag).read(word).unwrap_or_else(|| panic!("{tag} knows no {word:?}"));
    assert!(reading.senses.contains(&sense), "{tag} {word:?}: {:?} has no {sense:?}", reading.senses);
    assert_eq!(reading.suffix_len, suffix.len(), "{tag} {word:?}: the suffix");
}

#[test]
fn words_are_found() {
    for (tag, word, sense, suffix) in [
        ("de", "dreiundzwanzig", Sense::Cardinal(23), ""),
        ("de", "dritten", Sense::Ordinal(3), ""),
        ("de", "milliarden", Sense::Scale(9), ""),
        ("de", "fünfziger", Sense::DecadeWord(50), ""),
        ("de", "anderthalb", Sense::Fraction(3, 2), ""),
        ("de", "dreijährige", Sense::Cardinal(3), "jährige"),
        ("de", "v. chr", Sense::BeforeChrist, ""),
        ("de", "jänner", Sense::Month(1), ""),
        ("hu", "huszonhárom", Sense::Cardinal(23), ""),
        ("hu", "harmadik", Sense::Ordinal(3), ""),
        ("hu", "harmadikán", Sense::DayOfMonth(3), "n"),
        ("hu", "elsején", Sense::DayOfMonth(1), "n"),
        ("hu", "millió", Sense::Scale(6), ""),
        ("hu", "ötvenes", Sense::DecadeWord(50), ""),
        ("hu", "két", Sense::Cardinal(2), ""),
        ("hu", "huszonkettes", Sense::Cardinal(22), "es"),
        ("hu", "hármat", Sense::Cardinal(3), "at"),
        ("hu", "ezret", Sense::Scale(3), "et"),
        ("hu", "januárban", Sense::Month(1), "ban"),
        ("hu", "januárjában", Sense::Month(1), "ban"),
        ("hu", "században", Sense::Century, "ban"),
        ("hu", "forintot", Sense::Currency(*b"HUF"), "ot"),
        ("hu", "százalékos", Sense::Percent, "os"),
        ("hu", "másfél", Sense::Fraction(3, 2), ""),
        ("hu", "de.", Sense::HalfDay(diglot::language::DayHalf::Am), ""),
        ("en", "twenty-three", Sense::Cardinal(23), ""),
        ("en", "twenty three", Sense::Cardinal(23), ""),
        ("en", "third", Sense::Ordinal(3), ""),
        ("en", "may", Sense::MonthAmbiguous(5), ""),
        ("en", "p.m", Sense::HalfDay(diglot::language::DayHalf::Pm), ""),
        ("en", "o’clock", Sense::Clock, ""),
        ("fr", "vingt-trois", Sense::Cardinal(23), ""),
        ("pl", "§", Sense::Reference, ""),
    ] {
        means(tag, word, sense, suffix);
    }
}

#[test]
fn words_that_only_begin_like_numbers_are_none() {
    for (tag, word) in [
        ("hu", "hatalom"),
        ("hu", "hatóság"),
        ("hu", "határ"),
        ("hu", "hétvége"),
        ("hu", "ötlet"),
        ("hu", "egyház"),
        ("hu", "százados"),
        ("hu", "tízórai"),
        ("de", "siebenbürgen"),
        ("de", "achtung"),
        ("de", "dreist"),
        ("de", "zehntel"),
        ("en", "tent"),
        ("en", "onerous"),
        ("en", "sixpence"),
        ("de", "am"),
        ("hu", "de"),
        ("hu", "dél"),
    ] {
        let senses = language(tag).read(word).map_or(&[][..], |reading| reading.senses);
        let number = senses.iter().find(|sense| {
            matches!(sense, Sense::Cardinal(_) | Sense::Ordinal(_) | Sense::HalfDay(_) | Sense::TimeOfDay(_))
        });
        assert_eq!(number, None, "{tag} {word:?}");
    }
}

#[test]
fn silent_words_say_nothing_else() {
    for (tag, word) in [
        ("de", "hunderter"),
        ("de", "außer acht"),
        ("hu", "egyre"),
        ("hu", "több száz"),
        ("en", "one another"),
        ("en", "tens"),
    ] {
        assert_eq!(language(tag).lexicon.get(word), Some(&[Sense::Silent][..]), "{tag} {word:?}");
    }
}

#[test]
fn a_week_is_no_seven() {
    for word in ["héttel", "héten", "hetek", "heti"] {
        let senses = language("hu").read(word).unwrap().senses;
        assert!(senses.iter().all(|sense| matches!(sense, Sense::Unit(_))), "{word:?}: {senses:?}");
    }
}

#[test]
fn units_convert_into_each_other() {
    let unit = |id: &str| units().iter().find(|unit| unit.id == id).unwrap();
    for (amount, from, to, expected) in [
        (1.0, "length-mile", "length-kilometer", 1.609_344),
        (6.0, "length-foot", "length-centimeter", 182.88),
        (212.0, "temperature-fahrenheit", "temperature-celsius", 100.0),
        (1.0, "volume-gallon", "volume-liter", 3.785_411_784),
        (1.0, "volume-barrel", "volume-gallon", 42.0),
        (8.0, "volume-pint", "volume-gallon", 1.0),
        (3.0, "volume-teaspoon", "volume-tablespoon", 1.0),
        (640.0, "area-acre", "area-square-mile", 1.0),
        (14.0, "mass-pound", "mass-stone", 1.0),
        (14.0, "duration-day", "duration-week", 2.0),
        (12.0, "duration-month", "duration-year", 1.0),
        (1.0, "energy-kilowatt-hour", "energy-kilojoule", 3600.0),
        (1.0, "digital-byte", "digital-bit", 8.0),
    ] {
        let (from, to) = (unit(from), unit(to));
        assert_eq!(from.quantity, to.quantity);
        let converted = (amount * from.factor + from.offset - to.offset) / to.factor;
        assert!(
            (converted - expected).abs() < 1e-6 * expected,
            "{amount} {} is {converted} {}",
            from.id,
            to.id
        );
    }
}
