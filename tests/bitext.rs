//! What stands on the other side of a place, in whole bitexts.

use std::sync::Arc;

use diglot::bitext::{Bitext, Counterpart, Side, Text};
use diglot::comparison::Settings;
use diglot::language::language;
use diglot::text::{Document, Format, TextRange, TextSize};

const GERMAN: &str = "\
# Der Bericht von 1961\n\n\
Im Jahr 1958 begann die Kampagne. Drei Jahre danach, im Sommer 1961, endete sie in allen 20 Provinzen.\n\n\
Dieser Absatz über die 47 Brücken am Fluss steht nur hier.\n\n\
Zum Schluss wurden 1234 Briefe gezählt.\n";

const HUNGARIAN: &str = "\
# Az 1961-es jelentés\n\n\
1958-ban kezdődött a kampány. Három évvel később, 1961 nyarán, mind a 20 tartományban véget ért.\n\n\
Végül 1234 levelet számoltak meg.\n";

fn text(source: &str, tag: &str) -> Arc<Text> {
    Arc::new(Text::new(
        Document::new(source, 1, Format::Markdown, None).snapshot(),
        language(tag),
        Arc::default(),
    ))
}

fn bitext() -> Bitext {
    Bitext::new(text(GERMAN, "de"), text(HUNGARIAN, "hu"), &Settings::default())
}

fn at(bitext: &Bitext, side: Side, words: &str) -> Option<Counterpart> {
    let text = if side == Side::Source { GERMAN } else { HUNGARIAN };
    let offset = text.find(words).expect("the words stand there");
    bitext.counterpart(side, TextSize::from(offset as u32))
}

fn slice(text: &str, range: TextRange) -> &str {
    &text[usize::from(range.start())..usize::from(range.end())]
}

#[test]
fn a_sentence_has_its_counterpart() {
    let bitext = bitext();
    let found = at(&bitext, Side::Source, "Sommer").expect("a counterpart");
    assert!(slice(GERMAN, found.origin).starts_with("Im Jahr 1958"));
    assert!(slice(GERMAN, found.sentence.expect("a sentence")).starts_with("Drei Jahre"));
    assert!(slice(HUNGARIAN, found.paragraphs).starts_with("1958-ban"));
    let sentences: Vec<_> = found.sentences.iter().map(|&range| slice(HUNGARIAN, range)).collect();
    assert_eq!(sentences, ["Három évvel később, 1961 nyarán, mind a 20 tartományban véget ért."]);

    let back = at(&bitext, Side::Target, "nyarán").expect("a counterpart");
    assert_eq!(
        (back.sentence, back.sentences.as_slice()),
        (Some(found.sentences[0]), &[found.sentence.unwrap()][..])
    );
}

#[test]
fn a_paragraph_without_counterpart_has_the_place_where_it_would_stand() {
    let found = at(&bitext(), Side::Source, "Brücken").expect("a place");
    assert!(found.paragraphs.is_empty() && found.sentences.is_empty(), "{found:?}");
    let place = usize::from(found.paragraphs.start());
    assert!(HUNGARIAN[place..].starts_with("Végül"), "{:?}", &HUNGARIAN[place..]);
}

#[test]
fn what_is_in_no_paragraph_has_none() {
    let bitext = bitext();
    let blank = GERMAN.find("\n\nIm").expect("a blank line") + 2;
    assert!(
        bitext.counterpart(Side::Source, TextSize::from(blank as u32)).is_some(),
        "a paragraph begins here"
    );
    let empty = Bitext::new(text("", "de"), text("", "hu"), &Settings::default());
    assert_eq!(empty.counterpart(Side::Source, TextSize::from(0)), None);
    assert_eq!(empty.counterpart(Side::Target, TextSize::from(99)), None);
    let alone = Bitext::new(text(GERMAN, "de"), text("", "hu"), &Settings::default());
    if let Some(found) = at(&alone, Side::Source, "Sommer") {
        assert_eq!(found.paragraphs, TextRange::default());
    }
}

#[test]
fn a_message_names_a_line_of_an_empty_text_and_fills_nothing_into_quotes() {
    let target = "The {source_line} of the “{target_line}” report stands here alone.\n";
    let bitext = Bitext::new(text("", "de"), text(target, "en"), &Settings::default());
    let messages: Vec<String> = bitext.divergences.iter().map(|it| bitext.message(it)).collect();
    assert!(
        messages
            .iter()
            .any(|it| it.contains("(line 1)") && it.contains("“The {source_line} of the “{target_")),
        "{messages:?}"
    );
}
