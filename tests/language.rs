//! The language data: what is compiled from the files is there, and is what the files say.

use diglot::language::{language, languages};

#[test]
fn the_nearest_language_is_found() {
    for (tag, found) in
        [("de", "de"), ("de-AT", "de"), ("DE_at", "de"), ("hu-Latn-HU", "hu"), ("tlh", "und"), ("", "und")]
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
