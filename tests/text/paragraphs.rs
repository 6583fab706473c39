//! What holds for the paragraphs of any text in any format.

use diglot::text::{Document, Format, MARKUP, OPAQUE, Paragraph, Wrapping};
use proptest::prelude::*;

use crate::oracle;

/// Texts full of what Markdown makes something of.
fn markdown() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "#",
        "## ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\t",
        "  \n",
        "\\",
        "[",
        "]",
        "](",
        ")",
        "![",
        "[a]: b\n",
        "<b>",
        "</b>",
        "<br>",
        "<!-- ",
        " -->",
        "<div>\n",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&#10;",
        "&",
        "|",
        "|-|-|\n",
        "---\n",
        "===\n",
        "+++\n",
        "[^1]",
        "[^1]: ",
        "- [ ] ",
        "https://a.b/c_d",
        "<https://a.b>",
        "a@b.cd",
        "www.a.b",
        "\n\n",
        "\r\n",
        "\r",
        "\u{1}",
        "\u{2}",
        "\0",
        "> [!NOTE]\n",
        "$",
        "{#id}",
    ]);
    let piece = prop_oneof![6 => mark.prop_map(str::to_owned), 3 => "[a-z0-9 ]{1,6}", 1 => oracle::text()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    for (format, wrapping) in [
        (Format::Plain, Wrapping::Lines),
        (Format::Plain, Wrapping::BlankLines),
        (Format::Markdown, Wrapping::Lines),
    ] {
        let mut end = 0;
        for paragraph in format.paragraphs(text, wrapping) {
            let range = usize::from(paragraph.range.start())..usize::from(paragraph.range.end());
            prop_assert!(end <= range.start, "{format:?}: paragraphs are in order and do not overlap");
            end = range.end;
            let raw = text.get(range);
            prop_assert!(raw.is_some(), "{format:?}: a range holds whole characters of the text");
            check_paragraph(&paragraph, raw.unwrap_or_default())?;
        }
    }
    Ok(())
}

fn check_paragraph(paragraph: &Paragraph, raw: &str) -> Result<(), TestCaseError> {
    let prose = &*paragraph.prose;
    prop_assert_eq!(prose.len(), raw.len(), "{:?} for {:?}", prose, raw);
    prop_assert_eq!(raw, raw.trim());
    prop_assert!(prose.chars().any(|c| c != MARKUP && !c.is_whitespace()), "{prose:?} says something");
    for (at, c) in prose.char_indices() {
        if ['\n', '\r'].contains(&c) || ['\n', '\r'].contains(&char::from(raw.as_bytes()[at])) {
            prop_assert_eq!(prose.as_bytes()[at], raw.as_bytes()[at], "line breaks stand as they are");
        }
        let is_blank = [MARKUP, OPAQUE].contains(&c);
        // Entities and line breaks of HTML say something else than they are, where they begin.
        let is_decoded = raw.as_bytes()[at] == b'&' || raw.as_bytes()[at] == b'<' || raw.as_bytes()[at] == 0;
        let stands = raw.get(at..).is_some_and(|rest| rest.starts_with(c));
        prop_assert!(is_blank || is_decoded || stands, "{prose:?} for {raw:?} at {at}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn paragraphs_fit_their_text(text in markdown()) {
        check(&text)?;
    }

    #[test]
    fn paragraphs_fit_odd_texts(text in oracle::text()) {
        check(&text)?;
    }

    #[test]
    fn paragraphs_fit_any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn line_ends_change_no_paragraph(text in markdown()) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for format in [Format::Plain, Format::Markdown] {
            let prose = |text: &str| -> Vec<String> {
                let paragraphs = format.paragraphs(text, Wrapping::BlankLines);
                paragraphs.iter().map(|p| p.prose.replace("\r\n", "\n").replace('\r', "\n")).collect()
            };
            prop_assert_eq!(prose(&text.replace('\n', "\r")), prose(&text));
            prop_assert_eq!(prose(&text.replace('\n', "\r\n")), prose(&text));
        }
    }

    #[test]
    fn wrapping_is_decided_for_any_text(text in oracle::text()) {
        let decided = Document::new(&text, 0, Format::Plain, None).snapshot().wrapping;
        prop_assert_eq!(decided, Wrapping::of(&text));
    }
}

#[test]
fn literals_are_the_same_in_both_languages() {
    let literals = |text: &str| Format::Markdown.paragraphs(text, Wrapping::Lines)[0].literals.clone();
    let english = literals("See [the page](a.md), `x = 1` and https://example.org.");
    assert_eq!(english, literals("Ld. az [oldalt](a.md), ezt: `x = 1`, és https://example.org!"));
    assert_ne!(english, literals("See [the page](b.md), `x = 1` and https://example.org."));
    assert_eq!(literals("a [b](c)"), literals("a [b][c]\n\n[c]: c"));
}

#[test]
fn hashes_are_those_of_every_run() {
    let paragraphs = Format::Plain.paragraphs("a", Wrapping::Lines);
    assert_eq!(paragraphs[0].hash, 0xa4ab_72ea_1300_aae8, "of \"a\"");
}

#[test]
fn texts_made_to_be_hard_are_read() {
    for unit in [
        "> ",
        "- ",
        "[",
        "![",
        "*a ",
        "_a ",
        "`",
        "``a",
        "<!-- ",
        "<a ",
        "&",
        "(",
        ")",
        "\\",
        "|",
        "[a](",
        "a@",
        "a://",
        "www.",
        "[^1]: ",
        "* a\n",
        "\r",
        "~~",
        "a**b",
        "---\n",
        "+++\n",
        "http://a)",
        "a|b\n-|-\n",
    ] {
        check(&unit.repeat(20_000 / unit.len())).unwrap();
    }
}
