//! `cargo xtask edits`: how well alignments survive editing, and what an edit costs.
//!
//! Windows of paragraphs that are counterparts one by one are edited on either side, at random but the same in every run;
//! then the alignment that was kept through the edits, and the one from scratch, are held against what is right.

#![allow(clippy::print_stdout, reason = "the table is what the command prints")]

mod game;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use diglot::alignment::Kept;

use crate::book::{self, KINDS, Kind, Random, Read};
use game::{Game, Tally};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folders with `src.txt`, `tgt.txt` and `gold.tsv` as in `cases --alignment`, in German and Hungarian; without any,
    /// books made of our own texts
    folders: Vec<PathBuf>,
    /// How often each kind and number of edits is tried
    #[arg(long, default_value_t = 60)]
    runs: usize,
    /// How many paragraphs are aligned at a time
    #[arg(long, default_value_t = 200)]
    window: usize,
    /// Only the rows with this in their name
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Print each bead that is not right
    #[arg(long)]
    failures: bool,
    /// Measure the time of single edits in books of so many paragraphs instead
    #[arg(long, value_name = "PARAGRAPHS")]
    speed: Vec<usize>,
}

/// Paragraphs that are counterparts one by one.
struct Pairs {
    name: String,
    source: Vec<String>,
    target: Vec<String>,
    tags: (String, String),
}

/// Measures what is asked for and prints a table.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    if !options.speed.is_empty() {
        options.speed.iter().for_each(|&paragraphs| speed(paragraphs));
        return Ok(());
    }
    let mut documents = Vec::new();
    for folder in &options.folders {
        documents.push(read(folder)?);
    }
    if documents.is_empty() {
        let (source, target) = book::book(1200, 1);
        let tags = ("de".to_owned(), "hu".to_owned());
        documents.push(Pairs { name: "our own texts".to_owned(), source, target, tags });
    }
    println!("exact windows, false pairs a window, and those of them at confidence .9 or more\n");
    println!("{:<26} {:>22} {:>22}", "", "from scratch", "kept");
    for document in &documents {
        println!("{}: {} paragraphs", document.name, document.source.len());
        table(document, options);
    }
    Ok(())
}

fn table(document: &Pairs, options: &Options) {
    row(document, options, "none", &[], 0);
    for edits in [1, 3, 5] {
        for kind in KINDS {
            row(document, options, &format!("{edits} {kind:?}").to_lowercase(), &[kind], edits);
        }
        row(document, options, &format!("{edits} mixed"), &KINDS, edits);
    }
}

fn row(document: &Pairs, options: &Options, name: &str, kinds: &[Kind], edits: usize) {
    if options.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
        return;
    }
    let (mut cold, mut kept) = (Tally::default(), Tally::default());
    let window = options.window.min(document.source.len());
    for run in 0..options.runs {
        let mut random = Random::new(run as u64 * 7919 + edits as u64 * 104_729 + name.len() as u64 * 31);
        let start = random.below(document.source.len() - window + 1);
        let range = start..start + window;
        let tags = (document.tags.0.as_str(), document.tags.1.as_str());
        let mut game = Game::new(tags, &document.source[range.clone()], &document.target[range]);
        let (mut state, mut alignment) = Kept::new(game.source.side(), game.target.side());
        for _ in 0..edits {
            let kind = kinds[random.below(kinds.len())];
            let of_source = random.below(2) == 0;
            let texts = if of_source { &document.source } else { &document.target };
            let other = texts[random.below(texts.len())].clone();
            game.edit(kind, of_source, &other, &mut random);
            (state, alignment) = state.edited(game.source.side(), game.target.side());
        }
        kept.add(&game, &alignment.beads, options.failures);
        let (_, alignment) = state.settled(game.source.side(), game.target.side());
        cold.add(&game, &alignment.beads, options.failures);
    }
    println!("  {name:<24} {cold} {kept}");
}

/// Aligns a book, then edits it at random, and prints the times.
fn speed(paragraphs: usize) {
    const EDITS: usize = 400;
    let (source, target) = book::book(paragraphs, 2);
    let (source, mut target) = (Read::new("de", &source), Read::new("hu", &target));
    let (_, first) = timed(|| Kept::first(source.side(), target.side()));
    let ((mut state, _), complete) = timed(|| Kept::new(source.side(), target.side()));
    let (_, settled) = timed(|| state.settled(source.side(), target.side()));
    let mut random = Random::new(3);
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..EDITS {
        let kind = KINDS[random.below(KINDS.len())];
        let at = random.below(target.texts.len() - 2);
        let other = target.texts[random.below(target.texts.len())].clone();
        let Some(edit) = book::edit(&target.texts, kind, at, &other, &mut random) else { continue };
        target.splice(edit.at..edit.at + edit.removed, &edit.new);
        let (edited, time) = timed(|| state.edited(source.side(), target.side()));
        times.push(time);
        state = edited.0;
    }
    times.sort_unstable();
    let quantile = |share: usize| times[(times.len() - 1) * share / 100];
    println!(
        "{paragraphs:>7} paragraphs: first answer {first:.1?}, complete {complete:.1?}, again {settled:.1?}; an edit {:.2?} (median), \
         {:.2?} (95 %), {:.2?} (99 %)",
        quantile(50),
        quantile(95),
        quantile(99)
    );
}

/// What `work` gives, and how long a processor was busy with it: other programs must not count.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = now();
    let result = work();
    (result, now().saturating_sub(before))
}

/// The processor time of this thread.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time since this was first asked.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

fn read(folder: &Path) -> anyhow::Result<Pairs> {
    let lines = |file: &str| -> anyhow::Result<Vec<String>> {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(text.lines().map(str::to_owned).collect())
    };
    let (sources, targets) = (lines("src.txt")?, lines("tgt.txt")?);
    let (mut source, mut target) = (Vec::new(), Vec::new());
    for line in lines("gold.tsv")? {
        let (one, other) = line.split_once('\t').unwrap_or_default();
        // Gold beads of several units are no number.
        let (Ok(one), Ok(other)) = (one.trim().parse::<usize>(), other.trim().parse::<usize>()) else {
            continue;
        };
        if !sources[one].trim().is_empty() && !targets[other].trim().is_empty() {
            source.push(sources[one].clone());
            target.push(targets[other].clone());
        }
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let meta: serde_json::Value = match std::fs::read_to_string(folder.join("meta.json")) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) => serde_json::Value::Null,
    };
    let languages = meta["langs"].as_str().unwrap_or("de-hu");
    let (from, to) = languages.split_once('-').context("languages are written de-hu")?;
    Ok(Pairs { name, source, target, tags: (from.to_owned(), to.to_owned()) })
}
