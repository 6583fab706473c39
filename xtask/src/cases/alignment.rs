//! `cargo xtask cases --alignment DIR`: alignments against gold.
//!
//! Each folder below DIR holds `src.txt` and `tgt.txt`, a unit a line, and `gold.tsv`, a bead a line: the 0-based numbers
//! of its units, source and target parted by a tab. `meta.json` may say the level (`sent`, `para`) and the languages.
//! Strict: the bead is exactly right; lax: it shares a unit on both sides with a right one (the measure of vecalign).

#![allow(clippy::print_stdout, reason = "the scores are what the command prints")]

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use diglot::alignment::{self, Features, Level};
use diglot::analysis::{self, Boundary, Sentence};
use diglot::language::{Language, language};
use diglot::text::{Block, Format, LocalRange, Paragraph, TextRange, TextSize, Wrapping};
use serde::Deserialize;

/// Prints a line for each set below `folder`, for each group of sets, and for half-finished translations; with `failures`
/// each bead that is not exactly right.
pub(crate) fn run(folder: &Path, failures: bool) -> anyhow::Result<()> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    paths.sort();
    let mut groups: BTreeMap<String, Score> = BTreeMap::new();
    println!(
        "{:<28} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "", "", "P", "R", "F", "lax P", "lax R", "lax F"
    );
    for path in paths.iter().filter(|path| path.join("gold.tsv").exists()) {
        let set = Set::read(path)?;
        let before = Instant::now();
        let beads = set.align(set.target.len());
        let milliseconds = before.elapsed().as_millis();
        let score = Score::of(&set.gold, &plain(&beads));
        println!("{:<28} {:>5} {score} {milliseconds:>6} ms", set.name, set.target.len());
        if failures {
            print_failures(&set.gold, &beads);
        }
        groups.entry(set.group().to_owned()).or_default().add(&score);
        if set.level == Level::Paragraph && set.target.len() >= 1000 {
            partial(&set, failures);
        }
    }
    println!();
    for (group, score) in groups {
        println!("{group:<34} {score}");
    }
    Ok(())
}

/// Aligns the whole source with the first part of the target only.
fn partial(set: &Set, failures: bool) {
    for percent in [5, 20, 40, 70] {
        let kept = set.target.len() * percent / 100;
        let before = Instant::now();
        let beads = set.align(kept);
        let milliseconds = before.elapsed().as_millis();
        let gold = truncated(&set.gold, kept as u32);
        let sure: Vec<_> = beads.iter().filter(|bead| bead.confidence >= 0.9).cloned().collect();
        let sure = Score::of(&gold, &plain(&sure));
        println!(
            "  {percent:>3} % of the target          {} {milliseconds:>6} ms, {} false of {} at .9",
            Score::of(&gold, &plain(&beads)),
            sure.precision.lax_wrong,
            sure.precision.lax_wrong + sure.precision.lax_right
        );
        if failures {
            print_failures(&gold, &beads);
        }
    }
}

/// The gold beads of a text that ends earlier.
fn truncated(gold: &[Plain], kept: u32) -> Vec<Plain> {
    let mut beads = Vec::new();
    for (source, target) in gold {
        let target: Vec<u32> = target.iter().copied().filter(|&unit| unit < kept).collect();
        if target.is_empty() {
            beads.extend(source.iter().map(|&unit| (vec![unit], Vec::new())));
        } else {
            beads.push((source.clone(), target));
        }
    }
    beads
}

/// Two texts with their right alignment.
struct Set {
    name: String,
    level: Level,
    source: Vec<Features>,
    target: Vec<Features>,
    gold: Vec<Plain>,
}

/// A bead as two lists of units.
type Plain = (Vec<u32>, Vec<u32>);

#[derive(Deserialize, Default)]
struct Meta {
    level: Option<String>,
    langs: Option<String>,
}

impl Set {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let meta: Meta = match fs::read_to_string(folder.join("meta.json")) {
            Ok(text) => serde_json::from_str(&text).with_context(|| format!("{name}/meta.json"))?,
            Err(_) => Meta::default(),
        };
        let level = if meta.level.as_deref() == Some("sent") { Level::Sentence } else { Level::Paragraph };
        let languages = meta.langs.as_deref().unwrap_or("de-hu");
        let (source, target) = languages.split_once('-').context("languages are written de-hu")?;
        let format = if name.starts_with("osg_") { Format::Markdown } else { Format::Plain };
        let units = |file: &str, tag: &str| -> anyhow::Result<Vec<Features>> {
            let text = fs::read_to_string(folder.join(file)).with_context(|| format!("{name}/{file}"))?;
            let language = language(tag);
            let lines = text.strip_suffix('\n').unwrap_or(&text).split('\n');
            Ok(lines.map(|line| unit(level, format, language, line)).collect())
        };
        Ok(Self {
            level,
            source: units("src.txt", source)?,
            target: units("tgt.txt", target)?,
            gold: gold(&fs::read_to_string(folder.join("gold.tsv"))?)
                .with_context(|| format!("{name}/gold.tsv"))?,
            name,
        })
    }

    fn group(&self) -> &str {
        self.name.split('_').next().unwrap_or_default()
    }

    fn align(&self, targets: usize) -> Vec<alignment::Bead> {
        alignment::align_features(self.level, &self.source, &self.target[..targets])
    }
}

fn print_failures(gold: &[Plain], beads: &[alignment::Bead]) {
    let right: HashSet<&Plain> = gold.iter().collect();
    for (bead, plain) in beads.iter().zip(plain(beads)) {
        if !right.contains(&plain) {
            println!("  {:?} {:?} at {:.2}", plain.0, plain.1, bead.confidence);
        }
    }
}

fn unit(level: Level, format: Format, language: &Language, line: &str) -> Features {
    let paragraph = paragraph(format, line);
    let analysis = analysis::analyze(language, &paragraph.prose, &analysis::Settings::default());
    match level {
        Level::Paragraph => Features::of_paragraph(&paragraph, &analysis),
        Level::Sentence => {
            let sentence = Sentence { range: LocalRange::new(0, paragraph.prose.len()), end: Boundary::Firm };
            Features::of_sentence(&paragraph, &analysis, sentence)
        }
    }
}

/// A line as one paragraph, whatever is made of it: a table's row is read as the prose of its cells, a line without any
/// prose as a literal.
fn paragraph(format: Format, line: &str) -> Paragraph {
    let found = format.paragraphs(line, Wrapping::Lines);
    let mut literals: Vec<u64> =
        found.iter().flat_map(|paragraph| paragraph.literals.iter().copied()).collect();
    if found.is_empty() && format == Format::Markdown {
        literals.push(line.bytes().fold(7, |hash: u64, byte| hash.wrapping_mul(31) ^ u64::from(byte)));
    }
    let prose: Vec<&str> = found.iter().map(|paragraph| &*paragraph.prose).collect();
    let prose: Arc<str> = prose.join(" ").into();
    Paragraph {
        range: TextRange::up_to(TextSize::of(&*prose)),
        block: found.first().map_or(Block::Paragraph, |paragraph| paragraph.block),
        prose,
        literals: literals.into(),
        hash: 0,
    }
}

fn gold(text: &str) -> anyhow::Result<Vec<Plain>> {
    let units = |list: &str| -> anyhow::Result<Vec<u32>> {
        list.split(',').filter(|unit| !unit.is_empty()).map(|unit| Ok(unit.trim().parse()?)).collect()
    };
    let bead = |line: &str| {
        let (source, target) = line.split_once('\t').unwrap_or((line, ""));
        Ok((units(source)?, units(target)?))
    };
    text.lines().map(bead).collect()
}

fn plain(beads: &[alignment::Bead]) -> Vec<Plain> {
    beads.iter().map(|bead| (bead.source.clone().collect(), bead.target.clone().collect())).collect()
}

/// How two lists of beads agree.
#[derive(Default)]
struct Score {
    precision: Counts,
    recall: Counts,
}

#[derive(Default)]
struct Counts {
    right: u32,
    wrong: u32,
    lax_right: u32,
    lax_wrong: u32,
}

impl Score {
    /// Gaps count for precision only.
    fn of(gold: &[Plain], found: &[Plain]) -> Self {
        let filled = |beads: &[Plain]| -> Vec<Plain> {
            beads
                .iter()
                .filter(|(source, target)| !source.is_empty() && !target.is_empty())
                .cloned()
                .collect()
        };
        Self { precision: Counts::of(found, gold), recall: Counts::of(&filled(gold), &filled(found)) }
    }

    fn add(&mut self, other: &Self) {
        for (mine, others) in [(&mut self.precision, &other.precision), (&mut self.recall, &other.recall)] {
            mine.right += others.right;
            mine.wrong += others.wrong;
            mine.lax_right += others.lax_right;
            mine.lax_wrong += others.lax_wrong;
        }
    }
}

impl Counts {
    fn of(beads: &[Plain], truth: &[Plain]) -> Self {
        let exact: HashSet<&Plain> = truth.iter().collect();
        let links: HashSet<(u32, u32)> = truth.iter().flat_map(links).collect();
        let mut counts = Self::default();
        for bead in beads {
            let right = exact.contains(bead);
            let lax = right || links_of(bead).any(|link| links.contains(&link));
            counts.right += u32::from(right);
            counts.wrong += u32::from(!right);
            counts.lax_right += u32::from(lax);
            counts.lax_wrong += u32::from(!lax);
        }
        counts
    }
}

fn links(bead: &Plain) -> Vec<(u32, u32)> {
    links_of(bead).collect()
}

fn links_of((source, target): &Plain) -> impl Iterator<Item = (u32, u32)> + '_ {
    source.iter().flat_map(move |&unit| target.iter().map(move |&other| (unit, other)))
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |right: u32, wrong: u32| f64::from(right) / f64::from((right + wrong).max(1));
        let harmonic =
            |one: f64, other: f64| if one + other == 0.0 { 0.0 } else { 2.0 * one * other / (one + other) };
        let strict =
            (share(self.precision.right, self.precision.wrong), share(self.recall.right, self.recall.wrong));
        let lax = (
            share(self.precision.lax_right, self.precision.lax_wrong),
            share(self.recall.lax_right, self.recall.lax_wrong),
        );
        write!(
            f,
            "{:6.4} {:6.4} {:6.4} {:6.4} {:6.4} {:6.4}",
            strict.0,
            strict.1,
            harmonic(strict.0, strict.1),
            lax.0,
            lax.1,
            harmonic(lax.0, lax.1)
        )
    }
}
