//! Laws of alignments that are kept while their texts are edited: whatever was done to either side, they settle to what
//! aligning from scratch gives; until then, what is not near an edit stands; and both sides are treated alike.

mod book;

use std::collections::BTreeMap;
use std::sync::Arc;

use book::{KINDS, Random, Read, book, edit};
use diglot::alignment::{Alignment, Bead, Kept, SentenceIndex, align};
use diglot::bitext::{Bitext, Text};
use diglot::comparison::{RuleKind, Settings, Severity};
use diglot::language::language;
use diglot::text::{Document, Format, Wrapping};
use proptest::prelude::*;

/// Two books that are edited.
struct Game {
    source: Read,
    target: Read,
    random: Random,
}

impl Game {
    fn new(paragraphs: usize, seed: u64) -> Self {
        let (source, target) = book(paragraphs, seed);
        Self { source: Read::new("de", &source), target: Read::new("hu", &target), random: Random::new(seed) }
    }

    /// Does something somewhere to one of the two.
    fn edit(&mut self) {
        let (source, random) = (self.random.below(2) == 0, &mut self.random);
        let read = if source { &mut self.source } else { &mut self.target };
        for _ in 0..20 {
            let kind = KINDS[random.below(KINDS.len())];
            let at = random.below(read.texts.len() - 1);
            let other = read.texts[random.below(read.texts.len())].clone();
            if let Some(edit) = edit(&read.texts, kind, at, &other, random) {
                read.splice(edit.at..edit.at + edit.removed, &edit.new);
                return;
            }
        }
    }
}

/// Every paragraph in one bead, every sentence of a pair in one bead of it.
#[track_caller]
fn assert_whole(alignment: &Alignment, game: &Game) {
    assert_units_once(&alignment.beads, game.source.paragraphs.len(), game.target.paragraphs.len());
    assert_eq!(alignment.beads.len(), alignment.sentences.len());
    for (bead, sentences) in alignment.beads.iter().zip(&alignment.sentences) {
        if bead.is_filled() {
            let sources = SentenceIndex::new(game.source.side(), bead.source.clone()).len();
            let targets = SentenceIndex::new(game.target.side(), bead.target.clone()).len();
            assert_units_once(sentences, sources, targets);
        } else {
            assert!(sentences.is_empty(), "{bead:?} has {sentences:?}");
        }
    }
}

#[track_caller]
fn assert_units_once(beads: &[Bead], sources: usize, targets: usize) {
    let mut of_source: Vec<u32> = beads.iter().flat_map(|bead| bead.source.clone()).collect();
    let mut of_target: Vec<u32> = beads.iter().flat_map(|bead| bead.target.clone()).collect();
    of_source.sort_unstable();
    of_target.sort_unstable();
    assert_eq!(of_source, (0..sources as u32).collect::<Vec<_>>(), "the source of {beads:?}");
    assert_eq!(of_target, (0..targets as u32).collect::<Vec<_>>(), "the target of {beads:?}");
    assert!(beads.iter().all(|bead| (0.0..=1.0).contains(&bead.confidence)), "{beads:?}");
}

/// The filled beads with their sentences, source and target exchanged if `mirrored`, in one order.
fn seen_from(alignment: &Alignment, mirrored: bool) -> Vec<(Bead, Vec<Bead>)> {
    let turn = |bead: &Bead| {
        let (source, target) = (bead.source.clone(), bead.target.clone());
        let (source, target) = if mirrored { (target, source) } else { (source, target) };
        Bead { source, target, ..bead.clone() }
    };
    let key = |bead: &Bead| (bead.source.start, bead.target.start);
    let turned = |beads: &[Bead]| {
        let mut beads: Vec<Bead> = beads.iter().map(turn).filter(Bead::is_filled).collect();
        beads.sort_by_key(key);
        beads
    };
    let all = alignment.beads.iter().zip(&alignment.sentences).filter(|(bead, _)| bead.is_filled());
    let mut all: Vec<_> = all.map(|(bead, sentences)| (turn(bead), turned(sentences))).collect();
    all.sort_by_key(|(bead, _)| key(bead));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn it_settles_to_what_aligning_from_scratch_gives(
        paragraphs in 40usize..90,
        edits in 1usize..7,
        together in 1usize..4,
        seed in 1u64..1000,
    ) {
        let mut game = Game::new(paragraphs, seed);
        let (mut kept, mut alignment) = Kept::new(game.source.side(), game.target.side());
        assert_whole(&alignment, &game);
        for number in 0..edits {
            game.edit();
            // Several edits may come before the next look.
            if number % together == 0 {
                (kept, alignment) = kept.edited(game.source.side(), game.target.side());
                assert_whole(&alignment, &game);
            }
        }
        let (settled, alignment) = kept.settled(game.source.side(), game.target.side());
        prop_assert!(settled.is_settled());
        prop_assert_eq!(&alignment, &align(game.source.side(), game.target.side()));
        let (again, unchanged) = settled.edited(game.source.side(), game.target.side());
        prop_assert!(again.is_settled(), "nothing was edited");
        prop_assert_eq!(alignment, unchanged);
    }

    #[test]
    fn exchanging_the_sides_gives_the_mirror_image(
        paragraphs in 50usize..90,
        edits in 1usize..5,
        seed in 1u64..1000,
    ) {
        let mut game = Game::new(paragraphs, seed);
        let (mut forth, mut one) = Kept::new(game.source.side(), game.target.side());
        let (mut back, mut other) = Kept::new(game.target.side(), game.source.side());
        for _ in 0..edits {
            game.edit();
            (forth, one) = forth.edited(game.source.side(), game.target.side());
            (back, other) = back.edited(game.target.side(), game.source.side());
        }
        prop_assert_eq!(seen_from(&one, false), seen_from(&other, true));
    }
}

#[test]
fn a_first_answer_settles_too() {
    let mut game = Game::new(70, 2);
    let (first, alignment) = Kept::first(game.source.side(), game.target.side());
    assert!(!first.is_settled());
    let right = alignment.beads.iter().filter(|bead| bead.source == bead.target && bead.confidence >= 0.9);
    assert!(right.count() >= 65, "{:?}", alignment.beads);
    assert_eq!(
        first.settled(game.source.side(), game.target.side()).1,
        align(game.source.side(), game.target.side())
    );
    game.edit();
    let (edited, alignment) = first.edited(game.source.side(), game.target.side());
    assert!(!edited.is_settled(), "there is nothing to go on from but another first answer");
    let counts = [&game.source, &game.target].map(|text| text.side().paragraphs.len());
    assert_units_once(&alignment.beads, counts[0], counts[1]);
    assert_eq!(alignment, Kept::first(game.source.side(), game.target.side()).1);
    assert_eq!(
        edited.settled(game.source.side(), game.target.side()).1,
        align(game.source.side(), game.target.side())
    );
}

#[test]
fn what_is_not_near_an_edit_stands() {
    let mut game = Game::new(150, 5);
    let (kept, before) = Kept::new(game.source.side(), game.target.side());
    game.target.splice(70..71, &[]);
    let (edited, after) = kept.edited(game.source.side(), game.target.side());
    assert!(!edited.is_settled());
    assert_eq!(before.beads[..60], after.beads[..60]);
    assert_eq!(before.sentences[..60], after.sentences[..60]);
    let shifted = before.beads[80..].iter().map(|bead| {
        let target = bead.target.start - 1..bead.target.end - 1;
        Bead { target, ..bead.clone() }
    });
    assert_eq!(shifted.collect::<Vec<_>>(), after.beads[80..]);
    assert_eq!(before.sentences[80..], after.sentences[80..]);
}

#[test]
fn what_was_cut_and_put_elsewhere_is_found_again() {
    let mut game = Game::new(120, 8);
    let (kept, _) = Kept::new(game.source.side(), game.target.side());
    let paragraph = game.target.texts[30].clone();
    game.target.splice(30..31, &[]);
    game.target.splice(90..90, &[paragraph]);
    let (_, alignment) = kept.edited(game.source.side(), game.target.side());
    let bead = alignment.beads.iter().find(|bead| bead.source == (30..31)).expect("it is somewhere");
    assert_eq!(bead.target, 90..91);
    assert_whole(&alignment, &game);
}

#[test]
fn a_translation_grows_at_its_end() {
    let mut game = Game::new(160, 11);
    let rest = game.target.texts[60..].to_vec();
    game.target.splice(60..160, &[]);
    let (mut kept, _) = Kept::new(game.source.side(), game.target.side());
    for (number, paragraph) in rest.iter().enumerate().take(12) {
        let end = game.target.texts.len();
        // As it is typed: first its beginning, then all of it.
        let beginning: String = paragraph.chars().take(paragraph.chars().count() / 2).collect();
        game.target.splice(end..end, &[beginning]);
        kept = kept.edited(game.source.side(), game.target.side()).0;
        game.target.splice(end..end + 1, std::slice::from_ref(paragraph));
        let (next, alignment) = kept.edited(game.source.side(), game.target.side());
        kept = next;
        let pairs = alignment.beads.iter().filter(|bead| bead.is_filled() && bead.source == bead.target);
        assert_eq!(pairs.count(), 61 + number, "{:?}", &alignment.beads[55..]);
    }
}

fn text(paragraphs: &[String], tag: &str, earlier: Option<&Text>) -> Arc<Text> {
    let snapshot = Document::new(&paragraphs.join("\n"), 1, Format::Plain, Some(Wrapping::Lines)).snapshot();
    Arc::new(Text::updated(snapshot, language(tag), Arc::default(), earlier))
}

/// The warnings about numbers and dates, by the paragraph of the target that has them.
fn alarms(bitext: &Bitext) -> BTreeMap<(String, String), usize> {
    let mut alarms = BTreeMap::new();
    for it in bitext.divergences.iter().filter(|it| it.severity == Severity::Warning) {
        let spot = it.place.target().filter(|_| matches!(it.rule.kind, RuleKind::Number | RuleKind::Date));
        if let Some(spot) = spot {
            let prose = bitext.target.snapshot.paragraphs[spot.paragraph as usize].prose.to_string();
            *alarms.entry((it.rule.id.to_owned(), prose)).or_default() += 1;
        }
    }
    alarms
}

#[test]
fn a_deleted_paragraph_raises_no_alarm_about_numbers_anywhere() {
    const PARAGRAPHS: usize = 200;
    let (source, target) = book(PARAGRAPHS, 4);
    let settings = Settings::default();
    let (of_source, of_target) = (text(&source, "de", None), text(&target, "hu", None));
    let whole = Bitext::new(Arc::clone(&of_source), Arc::clone(&of_target), &settings);
    let usual = alarms(&whole);
    let kept = Bitext::opened(Arc::clone(&of_source), Arc::clone(&of_target), &settings);
    let kept = kept.settled(Arc::clone(&of_source), Arc::clone(&of_target), &settings);
    assert_eq!(alarms(&kept), usual);
    for at in 0..PARAGRAPHS {
        let mut less = target.clone();
        less.remove(at);
        let less = text(&less, "hu", Some(&of_target));
        let edited = kept.edited(Arc::clone(&of_source), Arc::clone(&less), &settings);
        let mut states = vec![edited];
        if at % 20 == 0 {
            states.push(Bitext::new(Arc::clone(&of_source), less, &settings));
        }
        for state in states {
            for (alarm, count) in alarms(&state) {
                let before = usual.get(&alarm).copied().unwrap_or_default();
                let around = |bead: &&Bead| bead.source.start.abs_diff(at as u32) < 4;
                assert!(
                    count <= before,
                    "without paragraph {at}: {alarm:?} {:#?} {:#?} {:#?}",
                    state.alignment.beads.iter().filter(around).collect::<Vec<_>>(),
                    &source[at.saturating_sub(2)..(at + 3).min(PARAGRAPHS)],
                    &target[at.saturating_sub(2)..(at + 3).min(PARAGRAPHS)],
                );
            }
        }
    }
}
