//! What diverges between two texts: cases as data in `tests/fixtures/comparison`, and the rules' own pages.
//!
//! A case is a heading, a fence with the source and a fence with the target, each named by its language; a line is a
//! paragraph. What a project chooses stands behind the target's language: `hu units=strict`. Behind the target's paragraphs each expected divergence stands on a line
//! `! rule "target words" ↔ "source words": message`. The message may be left out, `-` stands for no place, `…` for any
//! words, and `[hint]` behind the rule for a severity that is not the rule's own.

#![allow(clippy::unwrap_used, reason = "a test fails where a fixture is not as it should be")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diglot::bitext::{Bitext, Side, Text};
use diglot::comparison::rules::RULES;
use diglot::comparison::{Divergence, Settings, Severity, Spelled, Spot, Units};
use diglot::language::language;
use diglot::text::{Document, Format, Wrapping};

fn bitext(source: (&str, &str), target: (&str, &str)) -> Bitext {
    bitext_with(source, target, Settings::default())
}

fn bitext_with(source: (&str, &str), target: (&str, &str), settings: Settings) -> Bitext {
    let text = |(tag, words): (&str, &str)| {
        let snapshot = Document::new(words, 1, Format::Plain, Some(Wrapping::Lines)).snapshot();
        Arc::new(Text::new(snapshot, language(tag), Arc::default()))
    };
    Bitext::new(text(source), text(target), &settings)
}

/// A divergence as a fixture writes it, message included.
fn written(bitext: &Bitext, divergence: &Divergence) -> String {
    let words = |side: Side, spot: Option<Spot>| match spot.and_then(|spot| bitext.range(side, spot)) {
        Some(range) => format!("\"{}\"", bitext.text(side).snapshot.slice(range)),
        None => "-".to_owned(),
    };
    let severity = match divergence.severity {
        same if same == divergence.rule.severity => String::new(),
        Severity::Hint => " [hint]".to_owned(),
        other => format!(" [{}]", other.word()),
    };
    format!(
        "{}{severity} {} ↔ {}: {}",
        divergence.rule.id,
        words(Side::Target, divergence.place.target()),
        words(Side::Source, divergence.place.source()),
        bitext.message(divergence)
    )
}

/// Whether a line of a fixture expects this; `…` stands for any words, and the message may be left out.
fn expects(line: &str, written: &str) -> bool {
    let mut rest = written;
    for (index, part) in line.split('…').enumerate() {
        let at = if index == 0 { rest.starts_with(part).then_some(0) } else { rest.find(part) };
        match at {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty() || rest.starts_with(": ")
}

struct Case {
    line: usize,
    source: (String, String),
    target: (String, String),
    expected: Vec<(usize, String)>,
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut sides: Vec<(String, String)> = Vec::new();
    let mut expected = Vec::new();
    let mut fence: Option<(String, Vec<&str>)> = None;
    for (index, line) in file.lines().enumerate() {
        match (&mut fence, line.strip_prefix("```")) {
            (None, Some(tag)) => fence = Some((tag.to_owned(), Vec::new())),
            (Some(_), Some(_)) => {
                let (tag, lines) = fence.take().unwrap();
                sides.push((tag, lines.join("\n")));
            }
            (Some((_, lines)), None) => match line.strip_prefix("! ") {
                Some(divergence) => expected.push((index + 1, divergence.to_owned())),
                None => lines.push(line),
            },
            (None, None) => {}
        }
        if sides.len() == 2 {
            let target = sides.pop().unwrap();
            let source = sides.pop().unwrap();
            cases.push(Case { line: index + 1, source, target, expected: std::mem::take(&mut expected) });
        }
    }
    assert!(fence.is_none() && sides.is_empty(), "a fence is open, or a side is missing");
    cases
}

fn markdown_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What a project chooses: "spelled=strict units=strict".
fn settings(chosen: &str) -> Settings {
    let mut settings = Settings::default();
    for chosen in chosen.split_whitespace() {
        match chosen {
            "spelled=strict" => settings.spelled = Spelled::Strict,
            "units=strict" => settings.units = Units::Strict,
            unknown => panic!("{unknown}: there is no such setting"),
        }
    }
    settings
}

#[test]
fn every_case_diverges_as_written() {
    let mut wrong = String::new();
    for path in markdown_files("tests/fixtures/comparison") {
        let file = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            let (tag, chosen) = case.target.0.split_once(' ').unwrap_or((&case.target.0, ""));
            let bitext =
                bitext_with((&case.source.0, &case.source.1), (tag, &case.target.1), settings(chosen));
            let mut found: Vec<String> =
                bitext.divergences.iter().map(|divergence| written(&bitext, divergence)).collect();
            for (line, expected) in &case.expected {
                match found.iter().position(|found| expects(expected, found)) {
                    Some(index) => drop(found.remove(index)),
                    None => writeln!(wrong, "{file}:{line}: missed: {expected}").unwrap(),
                }
            }
            for found in found {
                writeln!(wrong, "{file}:{}: false alarm: {found}", case.line).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}\nrerun: cargo test --test comparison every_case");
}

/// The ```` ```bitext ```` examples of a page: its headings, the languages, source and target.
fn examples(page: &str) -> Vec<(String, String, String, String, String)> {
    let mut examples = Vec::new();
    let mut heading = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        }
        let Some(tags) = line.strip_prefix("```bitext ") else { continue };
        let (source, target) = tags.split_once(' ').unwrap();
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let cut = body.iter().position(|line| *line == "---");
        let (first, second) = match cut {
            Some(cut) => (body[..cut].join("\n"), body[cut + 1..].join("\n")),
            None => (body[..1].join("\n"), body[1..].join("\n")),
        };
        examples.push((heading.clone(), source.to_owned(), target.to_owned(), first, second));
    }
    examples
}

#[test]
fn the_pages_examples_do_what_the_pages_say() {
    let mut wrong = String::new();
    for rule in RULES {
        for (heading, source, target, first, second) in examples(rule.page) {
            let bitext = bitext((&source, &first), (&target, &second));
            let found: Vec<String> =
                bitext.divergences.iter().map(|divergence| written(&bitext, divergence)).collect();
            let fires = heading == "Example";
            let ids: Vec<&str> = bitext.divergences.iter().map(|divergence| divergence.rule.id).collect();
            if fires && ids != [rule.id] || !fires && !ids.is_empty() {
                writeln!(wrong, "{}, {heading:?}: {second:?} gives {found:#?}", rule.id).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_rule_has_a_file_a_line_and_a_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/comparison/rules");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().replace('_', "-"))
        .filter(|stem| stem != "mod")
        .collect();
    files.sort();
    let mut ids: Vec<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    ids.sort();
    assert_eq!(files, ids);
    for rule in RULES {
        assert!(rule.summary.ends_with('.') || rule.summary.ends_with("compared"), "{}", rule.id);
        let headings: Vec<&str> = rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, ["Example", "What it leaves alone", "To silence it"], "{}", rule.id);
    }
}

#[test]
fn docs_hold_what_the_rules_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for rule in RULES {
        let page = std::fs::read_to_string(folder.join(format!("{}.md", rule.id))).unwrap_or_default();
        assert!(page.ends_with(&rule.document()), "docs/rules/{}.md: run `cargo xtask docs`", rule.id);
    }
}

/// A target with its first fix made; `None` without one.
fn mended(languages: (&str, &str), source: &str, target: &str) -> Option<String> {
    let bitext = bitext((languages.0, source), (languages.1, target));
    let fix = bitext.divergences.iter().find_map(|divergence| divergence.fixes.first())?;
    let range = bitext.range(Side::Target, fix.at).unwrap();
    let mut text = target.to_owned();
    text.replace_range(usize::from(range.start())..usize::from(range.end()), &fix.text);
    Some(text)
}

/// Cases: a line `de hu`, then source, target, and the target as the fix writes it, or a hyphen where there is none.
#[test]
fn fixes_write_the_right_value_as_the_language_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/comparison/fixes.txt");
    let file = std::fs::read_to_string(path).unwrap();
    let mut wrong = String::new();
    let blocks = file.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    for block in blocks {
        let lines: Vec<&str> = block.lines().filter(|line| !line.starts_with('#')).collect();
        if lines.is_empty() {
            continue;
        }
        let [languages, source, target, expected] = lines[..] else { panic!("four lines: {block}") };
        let languages = languages.split_once(' ').unwrap();
        let found = bitext((languages.0, source), (languages.1, target)).divergences;
        if found.len() != 1 {
            let _ = writeln!(wrong, "{target}\n  must differ in one thing, not {found:?}");
        }
        let fixed = mended(languages, source, target);
        let written = fixed.as_deref().unwrap_or("-").replace('\u{a0}', " ");
        if written != expected {
            let _ = writeln!(wrong, "{target}\n  is to be    {expected}\n  is mended to {written}");
        }
        if let Some(fixed) = fixed {
            let again = bitext((languages.0, source), (languages.1, &fixed)).divergences;
            if !again.is_empty() {
                let _ = writeln!(wrong, "{fixed}\n  is still wrong: {again:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A bare number is no amount of money; the plain number and the share are written whole.
#[test]
fn only_what_can_be_written_whole_is_inserted() {
    let cases = [
        ("Der Bau kostete 31 Euro.", "Az építés sokba került.", None),
        ("Der Bau ist 31 Meter hoch.", "Az építmény igen magas.", None),
        ("Der Bau hat 31 Fenster.", "Az építménynek ablakai vannak.", Some(" 31")),
        ("Der Bau ist zu 31 % fertig.", "Az építmény részben kész.", Some(" 31%")),
    ];
    for (source, target, inserted) in cases {
        let bitext = bitext(("de", source), ("hu", target));
        let [divergence] = &bitext.divergences[..] else { panic!("{source}: {:?}", bitext.divergences) };
        assert_eq!(divergence.rule.id, "number-missing", "{source}");
        assert_eq!(divergence.fixes.first().map(|fix| fix.text.as_str()), inserted, "{source}");
    }
}

/// Numbers are compared although a slip leaves a quarter of the paragraphs in doubt.
#[test]
fn a_lost_item_of_a_short_list_hides_no_other_slip() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/alignment");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let text = |tag: &str, words: &str| {
        let snapshot = Document::new(words, 1, Format::Markdown, None).snapshot();
        Arc::new(Text::new(snapshot, language(tag), Arc::default()))
    };
    let whole = read("list.hu.txt");
    for item in ["- pumpákat\n\n", "- ragasztókészletet\n\n", "- kulcsokat\n\n"] {
        let slipped = whole.replace(item, "").replace("3400", "4300");
        let bitext =
            Bitext::new(text("de", &read("list.de.txt")), text("hu", &slipped), &Settings::default());
        let ids: Vec<&str> = bitext.divergences.iter().map(|divergence| divergence.rule.id).collect();
        assert!(ids.contains(&"number-changed") && !ids.contains(&"not-parallel"), "without {item}: {ids:?}");
    }
}

#[test]
fn a_text_does_not_diverge_from_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clean");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for tag in ["de", "hu", "en", "und"] {
            let bitext = bitext((tag, &text), (tag, &text));
            let found: Vec<String> =
                bitext.divergences.iter().map(|divergence| written(&bitext, divergence)).collect();
            assert!(found.is_empty(), "{} as {tag}: {found:#?}", path.display());
        }
    }
}

/// The sample that the issue tracker argues about; it lies beside the repository, not in it.
#[test]
fn the_sample_beside_the_repository_has_two_slips() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (Ok(source), Ok(target)) = (read("great-leap.de.txt"), read("great-leap.hu.txt")) else { return };
    let found = |target: &str| {
        let bitext = bitext(("de", &source), ("hu", target));
        bitext.divergences.iter().map(|divergence| written(&bitext, divergence)).collect::<Vec<_>>()
    };
    let clean = found(&target);
    let ids: Vec<&str> = clean.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(ids, ["sentence-merged", "sentence-fragment"], "{clean:#?}");
    let slips = [
        ("1958 és", "1985 és", "number-changed \"1985\""),
        ("20 millió", "2 millió", "number-changed \"2 millió\""),
        ("20 millió", "20 milliárd", "number-changed \"20 milliárd\""),
        ("három egymást", "négy egymást", "number-changed \"négy\""),
        ("1966 elején", "1966 végén", "date-changed \"végén\""),
        (" 1958 elején", " elején", "number-missing"),
        (
            "A nagy ugrás kudarca megosztottságot eredményezett a párt vezetői között. ",
            "",
            "sentence-missing",
        ),
    ];
    for (right, wrong, expected) in slips {
        assert!(target.contains(right), "{right}");
        let mut more = found(&target.replacen(right, wrong, 1));
        more.retain(|line| !line.starts_with("sentence-merged") && !line.starts_with("sentence-fragment"));
        assert!(more.len() == 1 && more[0].starts_with(expected), "{right} → {wrong}: {more:#?}");
    }
    let paragraphs: Vec<&str> = target.lines().collect();
    let without = [paragraphs[0], paragraphs[2], paragraphs[3]].join("\n");
    let merged = format!("{}\n{} {}\n{}", paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[3]);
    for (text, expected) in [(without, "paragraph-missing"), (merged, "paragraph-merged")] {
        let ids: Vec<String> =
            found(&text).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
        let mut others = ids.clone();
        others.retain(|id| id != "sentence-merged" && id != "sentence-fragment");
        assert_eq!(others, [expected], "{ids:?}");
    }
}
