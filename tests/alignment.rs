//! Laws of the alignment: every unit in one bead, sure of what is sure, the same from both sides, and exact again after
//! whatever is done to one side of a translation (`tests/fixtures/alignment`, our own texts).

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use diglot::alignment::{Alignment, Bead, Order, SentenceIndex, Side, align};
use diglot::analysis::{Analysis, Settings, analyze};
use diglot::language::language;
use diglot::text::{Block, Format, Paragraph, Wrapping};
use proptest::prelude::*;

/// A document, as paragraphs of Markdown.
#[derive(Debug, Clone)]
struct Text {
    tag: &'static str,
    paragraphs: Vec<String>,
}

impl Text {
    fn fixture(name: &str, tag: &'static str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/alignment").join(name);
        let text = std::fs::read_to_string(path).expect("the fixture is there");
        Self { tag, paragraphs: text.split("\n\n").map(|paragraph| paragraph.trim().to_owned()).collect() }
    }

    fn read(&self) -> Read {
        let text = self.paragraphs.join("\n\n");
        let paragraphs = Format::Markdown.paragraphs(&text, Wrapping::BlankLines);
        let language = language(self.tag);
        let analyses = paragraphs
            .iter()
            .map(|paragraph| Arc::new(analyze(language, &paragraph.prose, &Settings::default())))
            .collect();
        Read { paragraphs, analyses }
    }

    /// Whether two paragraphs from `index` on are plain.
    fn are_plain(&self, indexes: Range<usize>) -> bool {
        self.paragraphs[indexes].iter().all(|paragraph| !paragraph.starts_with('#'))
    }
}

struct Read {
    paragraphs: Vec<Paragraph>,
    analyses: Vec<Arc<Analysis>>,
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { paragraphs: &self.paragraphs, analyses: &self.analyses }
    }
}

fn german() -> Text {
    Text::fixture("lighthouse.de.txt", "de")
}

fn hungarian() -> Text {
    Text::fixture("lighthouse.hu.txt", "hu")
}

fn aligned(source: &Text, target: &Text) -> Alignment {
    align(source.read().side(), target.read().side())
}

/// The beads as (source, target), without what is sure to be 1-1 in order: `expected` fills in the rest.
fn shape(beads: &[Bead]) -> Vec<(Range<u32>, Range<u32>)> {
    beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect()
}

/// 1-1 beads up to `at`; there a bead of these sizes; 1-1 beads again up to the end of the source.
fn straight_but(at: usize, sizes: (u32, u32), sources: usize) -> Vec<(Range<u32>, Range<u32>)> {
    let at = at as u32;
    let mut beads: Vec<_> = (0..at).map(|unit| (unit..unit + 1, unit..unit + 1)).collect();
    beads.push((at..at + sizes.0, at..at + sizes.1));
    let shift = i64::from(sizes.1) - i64::from(sizes.0);
    beads.extend((at + sizes.0..sources as u32).map(|unit| {
        let target = (i64::from(unit) + shift) as u32;
        (unit..unit + 1, target..target + 1)
    }));
    beads
}

/// What came out at every place where something was done to the target.
#[derive(Default)]
struct Tally {
    tried: usize,
    missed: Vec<String>,
}

impl Tally {
    /// Tries one target; whatever is found, nothing wrong may be sure.
    #[track_caller]
    fn check(&mut self, place: usize, source: &Text, target: &Text, expected: &[(Range<u32>, Range<u32>)]) {
        let alignment = aligned(source, target);
        assert!(alignment.parallel, "at {place}: not parallel");
        self.tried += 1;
        let found = shape(&alignment.beads);
        if found != expected {
            let wrong = found.iter().filter(|bead| !expected.contains(bead));
            self.missed.push(format!("at {place}: {:?}", wrong.collect::<Vec<_>>()));
        }
        for bead in alignment.beads.iter().filter(|bead| bead.confidence >= 0.9) {
            assert!(
                expected.contains(&(bead.source.clone(), bead.target.clone())),
                "at {place}: sure of {bead:?}"
            );
        }
    }

    /// Short paragraphs that share nothing with their counterpart are hard, so that one in ten may be missed.
    #[track_caller]
    fn finish(self) {
        assert!(
            self.tried > 0 && self.missed.len() * 10 <= self.tried,
            "of {}: {:#?}",
            self.tried,
            self.missed
        );
    }
}

#[test]
fn a_translation_is_paired_throughout() {
    let (source, target) = (german(), hungarian());
    let alignment = aligned(&source, &target);
    let count = source.paragraphs.len();
    assert_eq!(shape(&alignment.beads), straight_but(0, (1, 1), count));
    let sure = alignment.beads.iter().filter(|bead| bead.confidence >= 0.9).count();
    assert!(sure * 10 >= count * 9, "only {sure} of {count} are sure");
    for (bead, sentences) in alignment.beads.iter().zip(&alignment.sentences) {
        assert!(!sentences.is_empty(), "{bead:?} has sentences");
        assert!(sentences.iter().all(Bead::is_filled), "{bead:?}: {sentences:?}");
    }
}

#[test]
fn one_deleted_paragraph_is_found_wherever_it_stood() {
    let (source, target) = (german(), hungarian());
    let mut tally = Tally::default();
    for at in 0..target.paragraphs.len() {
        let mut less = target.clone();
        less.paragraphs.remove(at);
        let expected = straight_but(at, (1, 0), source.paragraphs.len());
        tally.check(at, &source, &less, &expected);
    }
    tally.finish();
}

#[test]
fn two_merged_paragraphs_are_found_wherever_they_stood() {
    let (source, target) = (german(), hungarian());
    let mut tally = Tally::default();
    for at in (0..target.paragraphs.len() - 1).filter(|&at| target.are_plain(at..at + 2)) {
        let mut merged = target.clone();
        let second = merged.paragraphs.remove(at + 1);
        merged.paragraphs[at] = format!("{} {second}", target.paragraphs[at]);
        let expected = straight_but(at, (2, 1), source.paragraphs.len());
        tally.check(at, &source, &merged, &expected);
    }
    tally.finish();
}

#[test]
fn a_split_paragraph_is_found_wherever_it_stands() {
    let (source, target) = (german(), hungarian());
    let read = target.read();
    let mut tally = Tally::default();
    for (at, analysis) in
        read.analyses.iter().enumerate().filter(|(_, analysis)| analysis.sentences.list.len() > 1)
    {
        let mut split = target.clone();
        let place = analysis.sentences.list[0].range.end();
        let (first, second) = target.paragraphs[at].split_at(place);
        split.paragraphs.splice(at..=at, [first.to_owned(), second.trim().to_owned()]);
        let expected = straight_but(at, (1, 2), source.paragraphs.len());
        tally.check(at, &source, &split, &expected);
    }
    tally.finish();
}

#[test]
fn two_swapped_paragraphs_are_never_paired_in_place() {
    let (source, target) = (german(), hungarian());
    let (mut found, mut tried) = (0, 0);
    for at in (0..target.paragraphs.len() - 1).filter(|&at| target.are_plain(at..at + 2)) {
        let mut swapped = target.clone();
        swapped.paragraphs.swap(at, at + 1);
        let alignment = aligned(&source, &swapped);
        let moved = alignment.beads.iter().filter(|bead| bead.order == Order::Moved).count();
        let index = at as u32;
        let wrong = alignment.beads.iter().any(|bead| {
            bead.confidence >= 0.9
                && bead.order == Order::Straight
                && bead.source == bead.target
                && bead.source.start == index
        });
        assert!(!wrong, "swapped at {at}: paired in place");
        tried += 1;
        found += usize::from(moved == 2 && alignment.beads.len() == source.paragraphs.len());
    }
    assert!(found * 10 >= tried * 9, "found {found} of {tried} swaps");
}

#[test]
fn a_paragraph_moved_far_is_found_again() {
    let (source, target) = (german(), hungarian());
    let mut moved = target.clone();
    let paragraph = moved.paragraphs.remove(9);
    moved.paragraphs.insert(30, paragraph);
    let alignment = aligned(&source, &moved);
    let bead = alignment.beads.iter().find(|bead| bead.source == (9..10)).unwrap();
    assert_eq!((bead.target.clone(), bead.order), (30..31, Order::Moved));
    assert_every_unit_once(&alignment.beads, source.paragraphs.len(), moved.paragraphs.len());
}

#[test]
fn what_is_not_yet_translated_is_one_gap_at_the_end() {
    let source = german();
    for kept in [1, 3, 8, 20, 35] {
        let mut begun = hungarian();
        begun.paragraphs.truncate(kept);
        let alignment = aligned(&source, &begun);
        let mut expected = straight_but(0, (1, 1), kept);
        expected.extend(
            (kept..source.paragraphs.len())
                .map(|unit| (unit as u32..unit as u32 + 1, kept as u32..kept as u32)),
        );
        assert_eq!(shape(&alignment.beads), expected, "{kept} translated");
        let last = alignment.beads.last().unwrap();
        assert!(last.confidence >= 0.8, "{kept} translated: the end is {} sure", last.confidence);
        assert!(alignment.parallel, "{kept} translated");
    }
}

#[test]
fn a_short_paragraph_lost_beside_one_left_untranslated_is_found() {
    let (mut source, whole) = (german(), hungarian());
    let candidates = (10..source.paragraphs.len() - 5).step_by(5);
    let untranslated: Vec<usize> = candidates.filter(|&at| source.are_plain(at..at + 1)).collect();
    for at in untranslated {
        let mut target = whole.clone();
        target.paragraphs[at] = source.paragraphs[at].clone();
        source.paragraphs.insert(at, "So ist es.".to_owned());
        let alignment = aligned(&source, &target);
        source.paragraphs.remove(at);
        let index = at as u32;
        let bead = alignment.beads.iter().find(|bead| bead.source.contains(&(index + 1)));
        let bead = bead.map(|bead| (bead.source.clone(), bead.target.clone()));
        assert_eq!(bead, Some((index + 1..index + 2, index..index + 1)), "{:?}", alignment.beads);
    }
}

#[test]
fn line_numbers_are_no_evidence() {
    let numbered = |text: &Text, from: usize| {
        let lines = text.paragraphs.iter().filter(|paragraph| !paragraph.starts_with('#')).enumerate();
        let paragraphs = lines.map(|(line, paragraph)| format!("{} {paragraph}", line + from)).collect();
        Text { tag: text.tag, paragraphs }
    };
    let (source, target) = (numbered(&german(), 1), numbered(&hungarian(), 3));
    let expected = straight_but(0, (1, 1), source.paragraphs.len());
    assert_eq!(shape(&aligned(&source, &target).beads), expected);
}

#[test]
fn unrelated_texts_are_not_parallel() {
    let bees = Text::fixture("bees.hu.txt", "hu");
    assert!(!aligned(&german(), &bees).parallel);
}

/// A short text, of which the items of a list are most paragraphs.
#[test]
fn a_lost_item_of_a_short_list_leaves_the_texts_parallel() {
    let (source, target) = (Text::fixture("list.de.txt", "de"), Text::fixture("list.hu.txt", "hu"));
    let whole = aligned(&source, &target);
    assert!(whole.parallel);
    for at in 0..target.paragraphs.len() {
        let mut less = target.clone();
        less.paragraphs.remove(at);
        assert!(aligned(&source, &less).parallel, "without paragraph {at}");
        assert!(aligned(&less, &source).parallel, "without paragraph {at}, from the other side");
    }
}

#[test]
fn a_deleted_sentence_is_found() {
    let (source, target) = (german(), hungarian());
    let read = target.read();
    let (mut tried, mut found) = (0, 0);
    for (at, analysis) in
        read.analyses.iter().enumerate().filter(|(_, analysis)| analysis.sentences.list.len() > 1)
    {
        for (index, sentence) in analysis.sentences.list.iter().enumerate() {
            let mut less = target.clone();
            less.paragraphs[at].replace_range(sentence.range.start()..sentence.range.end(), "");
            let alignment = aligned(&source, &less);
            let index = index as u32;
            let gap = alignment.sentences[at].iter().find(|bead| bead.target.is_empty());
            tried += 1;
            found +=
                usize::from(gap.is_some_and(|gap| gap.source == (index..index + 1) && gap.confidence >= 0.5));
        }
    }
    assert!(found * 10 >= tried * 8, "found {found} of {tried} deleted sentences");
}

#[test]
fn sentences_are_counted_through_a_beads_paragraphs() {
    let read = german().read();
    let index = SentenceIndex::new(read.side(), 1..3);
    let places: Vec<u32> = index.iter().map(|(paragraph, _)| paragraph).collect();
    assert_eq!(places, [1, 1, 1, 2, 2]);
    let (paragraph, sentence) = index.get(3).unwrap();
    assert!(read.paragraphs[paragraph as usize].prose[sentence.range].starts_with("Gebaut hat ihn"));
    assert_eq!((index.len(), index.get(5)), (5, None));
    assert!(SentenceIndex::new(read.side(), 90..99).is_empty());
}

#[test]
fn a_side_may_be_empty() {
    let (nothing, text) = (Text { tag: "de", paragraphs: Vec::new() }, hungarian());
    let count = text.paragraphs.len();
    for alignment in [aligned(&nothing, &text), aligned(&text, &nothing)] {
        assert_eq!((alignment.beads.len(), alignment.sentences.len()), (count, count));
    }
    assert_eq!(aligned(&nothing, &nothing).beads, []);
}

#[test]
fn a_single_pair_is_one_sure_bead() {
    let one = |tag, text: &str| Text { tag, paragraphs: vec![text.to_owned()] };
    let alignment = aligned(
        &one("de", "Der Turm steht seit 1874. Er ist 42 Meter hoch."),
        &one("hu", "A torony 1874 óta áll. Magassága 42 méter."),
    );
    assert_eq!(shape(&alignment.beads), [(0..1, 0..1)]);
    assert!(alignment.beads[0].confidence > 0.95, "{:?}", alignment.beads[0]);
    assert_eq!(shape(&alignment.sentences[0]), [(0..1, 0..1), (1..2, 1..2)]);
}

#[track_caller]
fn assert_every_unit_once(beads: &[Bead], sources: usize, targets: usize) {
    for (side, count) in [(0, sources), (1, targets)] {
        let of = |bead: &Bead| if side == 0 { bead.source.clone() } else { bead.target.clone() };
        let mut units: Vec<u32> = beads.iter().flat_map(of).collect();
        units.sort_unstable();
        assert_eq!(units, (0..count as u32).collect::<Vec<_>>(), "side {side} of {beads:?}");
    }
    for bead in beads {
        assert!((0.0..=1.0).contains(&bead.confidence), "{bead:?}");
        assert!(bead.source.end <= sources as u32 && bead.target.end <= targets as u32, "{bead:?}");
    }
    assert!(beads.is_sorted_by_key(|bead| bead.source.start), "in the source's order: {beads:?}");
}

/// The beads with their sentences, each side in the other's place, in an order that does not depend on the side.
fn seen_from(alignment: &Alignment, mirrored: bool) -> Vec<(Bead, Vec<Bead>)> {
    let turn = |bead: &Bead| {
        let (source, target) = (bead.source.clone(), bead.target.clone());
        let (source, target) = if mirrored { (target, source) } else { (source, target) };
        Bead { source, target, ..bead.clone() }
    };
    let key = |bead: &Bead| (bead.source.start, bead.source.end, bead.target.start, bead.target.end);
    let sorted = |beads: &[Bead]| {
        let mut beads: Vec<Bead> = beads.iter().map(turn).filter(Bead::is_filled).collect();
        beads.sort_by_key(key);
        beads
    };
    let both = alignment.beads.iter().zip(&alignment.sentences).filter(|(bead, _)| bead.is_filled());
    let mut beads: Vec<(Bead, Vec<Bead>)> =
        both.map(|(bead, sentences)| (turn(bead), sorted(sentences))).collect();
    beads.sort_by_key(|(bead, _)| key(bead));
    beads
}

fn text(tag: &'static str) -> impl Strategy<Value = Text> {
    let sentence = prop_oneof![
        "[A-Z][a-zäöü]{0,9}( [a-z]{1,9}){0,8}[.!?]",
        "(Karl|Anna|Wien|Budapest) [a-z]{2,8} [0-9]{1,4} [a-z]{1,12}\\.",
        "[日本語の文章をたくさん]{1,20}。",
        "(?s).{0,12}",
    ];
    let paragraph = prop::collection::vec(sentence, 0..5).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 0..14).prop_map(move |paragraphs| Text { tag, paragraphs })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_unit_is_in_exactly_one_bead(source in text("de"), target in text("hu")) {
        let (source, target) = (source.read(), target.read());
        let alignment = align(source.side(), target.side());
        assert_every_unit_once(&alignment.beads, source.paragraphs.len(), target.paragraphs.len());
        prop_assert_eq!(alignment.beads.len(), alignment.sentences.len());
        for (bead, sentences) in alignment.beads.iter().zip(&alignment.sentences) {
            if bead.is_filled() {
                let sources = SentenceIndex::new(source.side(), bead.source.clone()).len();
                let targets = SentenceIndex::new(target.side(), bead.target.clone()).len();
                assert_every_unit_once(sentences, sources, targets);
            } else {
                prop_assert!(sentences.is_empty());
            }
        }
    }

    #[test]
    fn exchanging_the_sides_gives_the_mirror_image(source in text("en"), target in text("de")) {
        let forth = aligned(&source, &target);
        let back = aligned(&target, &source);
        prop_assert_eq!(seen_from(&forth, false), seen_from(&back, true));
        prop_assert_eq!(forth.parallel, back.parallel);
    }
}

/// Scripts without spaces, and those that run from right to left.
const OTHER_SCRIPTS: [&str; 5] = ["ja", "zh", "th", "ar", "he"];

fn ferry(tag: &'static str) -> Text {
    Text::fixture(&format!("ferry.{tag}.txt"), tag)
}

#[test]
fn texts_in_other_scripts_are_paired_throughout() {
    let source = ferry("en");
    let count = source.paragraphs.len();
    for tag in OTHER_SCRIPTS {
        let alignment = aligned(&source, &ferry(tag));
        assert!(alignment.parallel, "{tag}");
        assert_eq!(shape(&alignment.beads), straight_but(0, (1, 1), count), "{tag}");
    }
    let among_themselves = aligned(&ferry("ja"), &ferry("ar"));
    assert_eq!(shape(&among_themselves.beads), straight_but(0, (1, 1), count));
}

#[test]
fn sentences_in_other_scripts_are_paired() {
    let source = ferry("en");
    // Thai ends no sentence with a mark: a paragraph is one.
    for tag in OTHER_SCRIPTS.into_iter().filter(|tag| *tag != "th") {
        let target = ferry(tag);
        let counts = |text: &Text| -> Vec<usize> {
            text.read().analyses.iter().map(|analysis| analysis.sentences.list.len()).collect()
        };
        assert_eq!(counts(&source), counts(&target), "{tag}");
        for (at, sentences) in aligned(&source, &target).sentences.iter().enumerate() {
            assert!(sentences.iter().all(|bead| bead.source == bead.target), "{tag} {at}: {sentences:?}");
        }
    }
}

#[test]
fn one_deleted_paragraph_of_another_script_makes_nothing_wrong_sure() {
    let source = ferry("en");
    for tag in OTHER_SCRIPTS {
        let target = ferry(tag);
        let mut found = 0;
        for at in 0..target.paragraphs.len() {
            let mut less = target.clone();
            less.paragraphs.remove(at);
            let expected = straight_but(at, (1, 0), source.paragraphs.len());
            let alignment = aligned(&source, &less);
            found += usize::from(shape(&alignment.beads) == expected);
            for bead in alignment.beads.iter().filter(|bead| bead.is_filled() && bead.confidence >= 0.9) {
                let units = (bead.source.clone(), bead.target.clone());
                assert!(expected.contains(&units), "{tag} without {at}: sure of {bead:?}");
            }
        }
        // So short a text teaches nothing: length and numbers are all there is.
        assert!(found * 2 >= target.paragraphs.len(), "{tag}: found {found}");
    }
}

#[test]
fn blocks_take_part() {
    let headings = |text: &Text| -> Vec<usize> {
        let paragraphs = text.read().paragraphs;
        (0..paragraphs.len()).filter(|&index| matches!(paragraphs[index].block, Block::Heading(_))).collect()
    };
    assert_eq!(headings(&german()), headings(&hungarian()), "the fixtures match");
}
