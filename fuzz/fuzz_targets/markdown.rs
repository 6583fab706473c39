//! Any Markdown is cut into paragraphs that lie in order inside the text, with as many bytes of prose as they have.

#![no_main]

use diglot::text::{Document, Format};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let snapshot = Document::new(text, 0, Format::Markdown, None).snapshot();
    let mut end = 0;
    for paragraph in snapshot.paragraphs.iter() {
        let (start, next) = (usize::from(paragraph.range.start()), usize::from(paragraph.range.end()));
        assert!(end <= start && start < next, "paragraphs overlap or are empty");
        assert!(text.get(start..next).is_some(), "outside the text");
        assert_eq!(paragraph.prose.len(), next - start, "an offset in prose is an offset in the paragraph");
        end = next;
    }
});
