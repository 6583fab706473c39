//! How fast texts are aligned, and an alignment is brought up to date after an edit: `cargo bench --bench alignment`.
//! `cargo xtask edits --speed 2000` prints the slowest edits as well, in processor time.

#![allow(missing_docs, reason = "the macros make public items")]

#[path = "../tests/book/mod.rs"]
mod book;

use book::{KINDS, Random, Read, book, edit};
use diglot::alignment::Kept;
use divan::Bencher;

fn main() {
    divan::main();
}

fn read(paragraphs: usize) -> (Read, Read) {
    let (source, target) = book(paragraphs, 2);
    (Read::new("de", &source), Read::new("hu", &target))
}

/// The first answer, with nothing learned.
#[divan::bench(args = [200, 2000], sample_count = 10)]
fn first(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (source, target) = read(paragraphs);
    bencher.bench_local(|| Kept::first(source.side(), target.side()));
}

/// From scratch, with what is learned.
#[divan::bench(args = [200, 2000], sample_count = 5)]
fn complete(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (source, target) = read(paragraphs);
    bencher.bench_local(|| Kept::new(source.side(), target.side()));
}

/// From scratch, when most paragraphs have been read before.
#[divan::bench(args = [200, 2000], sample_count = 5)]
fn settled(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (source, target) = read(paragraphs);
    let (kept, _) = Kept::new(source.side(), target.side());
    bencher.bench_local(|| kept.settled(source.side(), target.side()));
}

/// One edit anywhere in the translation.
#[divan::bench(args = [200, 2000, 20_000], sample_count = 200, sample_size = 1)]
fn edited(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (source, mut target) = read(paragraphs);
    let (kept, _) = Kept::new(source.side(), target.side());
    let mut random = Random::new(3);
    let mut undo: Option<(std::ops::Range<usize>, Vec<String>)> = None;
    let target = std::cell::RefCell::new(&mut target);
    bencher
        .with_inputs(|| {
            let mut target = target.borrow_mut();
            if let Some((range, texts)) = undo.take() {
                target.splice(range, &texts);
            }
            loop {
                let kind = KINDS[random.below(KINDS.len())];
                let at = random.below(target.texts.len() - 2);
                let other = target.texts[random.below(target.texts.len())].clone();
                if let Some(edit) = edit(&target.texts, kind, at, &other, &mut random) {
                    let old = target.texts[at..at + edit.removed].to_vec();
                    target.splice(at..at + edit.removed, &edit.new);
                    undo = Some((at..at + edit.new.len(), old));
                    return;
                }
            }
        })
        .bench_local_values(|()| kept.edited(source.side(), target.borrow().side()));
}
