//! Markdown around an edit. An outermost block is what it is whatever stands before it, so that reading may begin with
//! one, and end where the blocks begin as they did before the edit.

use std::borrow::Cow;

use ropey::Rope;

use super::markdown::read_from;
use super::{Edit, OuterBlock, Outline, Reread};

/// How many blocks before an edit are read again: a line more may join a block to the one before.
const BEFORE: usize = 2;
/// How many behind it: a line more may part what was one.
const BEHIND: usize = 3;
/// How many blocks in a row must begin as before, with the same text behind them, to be the same blocks: whether a line
/// begins a table hangs on the next one.
const AGREEING: usize = 3;
/// How many times farther is looked for them at last, a quadrupling a time. A fence that is opened swallows all.
const TRIES: usize = 4;

/// Reads again what an edit changed; `None` if that may be anything.
pub(super) fn markdown(rope: &Rope, edit: &Edit, outline: &Outline) -> Option<Reread> {
    let blocks = &outline.blocks;
    if outline.has_definitions || changes_front_matter(rope, edit, outline) {
        return None;
    }
    // Where numbered lists are, only what is between two headings stands for itself.
    let begins = |index: usize| !outline.is_numbered || blocks[index].is_heading;
    let touched = blocks.partition_point(|block| (block.start as usize) < edit.old.start);
    let start = (0..touched.saturating_sub(BEFORE)).rev().find(|&index| begins(index)).unwrap_or(0);
    let from = if start == 0 { outline.base } else { blocks[start].start as usize };
    let behind = blocks.partition_point(|block| (block.start as usize) <= edit.old.end);
    let moved = |block: &OuterBlock| OuterBlock {
        start: (block.start as usize - edit.old.end + edit.new.end) as u32,
        ..*block
    };
    let mut further = BEHIND;
    for _ in 0..TRIES {
        // The text is read on behind the place that is looked for, so that its end is no end of a block there.
        let limit = blocks.get(behind + further + AGREEING).map(|block| moved(block).start as usize);
        let to = limit.unwrap_or(rope.len_bytes());
        let text = Cow::from(rope.byte_slice(from..to));
        let (mut paragraphs, fresh) = read_from(&text, from);
        if fresh.has_definitions {
            return None;
        }
        let agreed = match limit {
            None => Some((blocks.len(), fresh.blocks.len())),
            Some(_) => agreement(&blocks[behind..], &fresh.blocks, moved, outline.is_numbered)
                .map(|(old, new)| (behind + old, new)),
        };
        if let Some((old, new)) = agreed {
            let end = fresh.blocks.get(new).map_or(to, |block| block.start as usize);
            paragraphs.retain(|paragraph| usize::from(paragraph.range.start()) < end);
            let mut all = Vec::with_capacity(start + new + blocks.len() - old);
            all.extend_from_slice(&blocks[..start]);
            all.extend_from_slice(&fresh.blocks[..new]);
            all.extend(blocks[old..].iter().map(moved));
            // The first numbered lists of a text all stand in what was read again.
            let is_numbered = outline.is_numbered || fresh.is_numbered;
            let outline = Outline { blocks: all, base: outline.base, has_definitions: false, is_numbered };
            return Some(Reread { stretch: from..end, paragraphs, outline });
        }
        limit?;
        further *= 4;
    }
    None
}

/// Whether an edit may have made or unmade a byte order mark or front matter.
fn changes_front_matter(rope: &Rope, edit: &Edit, outline: &Outline) -> bool {
    const BEGINNINGS: [&str; 3] = ["\u{feff}", "---", "+++"];
    // The line break behind front matter is none of it.
    if outline.base > 0 {
        return edit.old.start <= outline.base;
    }
    let begins = |mark: &&str| mark.chars().eq(rope.chars().take(mark.chars().count()));
    BEGINNINGS.iter().any(begins)
}

/// The first block of `old`, and its index in `fresh`, from which on the blocks begin at the same places; a heading, if
/// it must be one.
fn agreement(
    old: &[OuterBlock],
    fresh: &[OuterBlock],
    moved: impl Fn(&OuterBlock) -> OuterBlock,
    heading: bool,
) -> Option<(usize, usize)> {
    for (index, block) in old.iter().enumerate() {
        let block = moved(block);
        let at = fresh.partition_point(|fresh| fresh.start < block.start);
        // Those that agree may not be the last ones read.
        if at + AGREEING >= fresh.len() {
            return None;
        }
        let agree =
            (0..AGREEING).all(|next| old.get(index + next).map(&moved) == fresh.get(at + next).copied());
        if agree && (!heading || block.is_heading) {
            return Some((index, at));
        }
    }
    None
}
