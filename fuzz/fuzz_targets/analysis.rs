//! Any text in any language is read: mentions and sentences in order, inside the text, on character boundaries.

#![no_main]

use diglot::analysis::token::is_invisible;
use diglot::analysis::{Settings, analyze};
use diglot::language::languages;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &str)| {
    let (number, text) = input;
    let languages = languages();
    let language = languages[usize::from(number) % languages.len()];
    let analysis = analyze(language, text, &Settings::default());
    let mut end = 0;
    for mention in &analysis.mentions {
        assert!(mention.range.start() >= end, "mentions overlap");
        assert!(text.get(mention.range.start()..mention.range.end()).is_some(), "outside the text");
        assert!(mention.stem.end() <= mention.range.end(), "the stem is longer than the mention");
        end = mention.range.end();
    }
    end = 0;
    for sentence in &analysis.sentences.list {
        let range = sentence.range;
        let gap = &text[end..range.start()];
        assert!(gap.chars().all(|c| c.is_whitespace() || is_invisible(c)), "text between two sentences");
        assert!(text.get(range.start()..range.end()).is_some(), "outside the text");
        end = range.end();
    }
});
