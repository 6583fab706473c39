//! What is missing, put where it belongs so that it can be translated there: as a comment where the format has comments,
//! else as it stands in the source.

use super::{Found, Place, edit};
use crate::bitext::Side;
use crate::server::escape;
use crate::text::{Block, Format, Snapshot, TextRange, TextSize};

/// The rules that a skeleton is for.
const PARAGRAPH: &str = "paragraph-missing";
const SENTENCE: &str = "sentence-missing";

/// The skeleton of a paragraph or sentence without counterpart; `None` for other divergences, and where it can't be told
/// where it would stand.
pub(super) fn skeleton(place: &Place<'_>) -> Option<Found> {
    let (bitext, divergence) = (place.bitext, place.divergence);
    let source = bitext.range(Side::Source, divergence.place.source()?)?;
    let spot = divergence.place.target()?;
    let at = bitext.range(Side::Target, spot)?;
    let snapshot = &bitext.target.snapshot;
    let said = escape::plain(&bitext.source.snapshot.slice(source));
    let (what, at, new_text) = match divergence.rule.id {
        PARAGRAPH => {
            let said =
                format!("{}{said}", heading(&bitext.source.snapshot, divergence.place.source()?.paragraph));
            let (at, new) = paragraph(snapshot, at.start(), &written(snapshot.format, &said))?;
            ("paragraph", at, new)
        }
        SENTENCE => {
            let said = written(snapshot.format, said.trim());
            let is_first = spot.range.start() == 0;
            let new = if is_first { format!("{said} ") } else { format!(" {said}") };
            ("sentence", at.start(), new)
        }
        _ => return None,
    };
    let form = if has_comments(snapshot.format) { " as a comment" } else { ", to translate it" };
    let member = &place.set.plan.members[place.target];
    Some(Found {
        title: place.of_target(format!("Insert the {} {what}{form}", bitext.source.language.name)),
        edit: edit::of_text(place.state, &member.path, snapshot, TextRange::empty(at), new_text),
        is_preferred: false,
        mends: place.shown(),
    })
}

fn has_comments(format: Format) -> bool {
    format == Format::Markdown
}

/// What the source says, as it may stand in a text of this format.
fn written(format: Format, said: &str) -> String {
    if has_comments(format) { format!("<!-- {} -->", said.replace("--", "- -")) } else { said.to_owned() }
}

/// The marks of a heading, which are no part of its paragraph.
fn heading(source: &Snapshot, paragraph: u32) -> String {
    match source.paragraphs.get(paragraph as usize).map(|paragraph| paragraph.block) {
        Some(Block::Heading(level)) if source.format == Format::Markdown => {
            format!("{} ", "#".repeat(level.into()))
        }
        _ => String::new(),
    }
}

/// Where a paragraph is inserted that would stand at `at`, and what is. `None` inside a list, a quote or a table: what
/// parts their paragraphs is not a blank line.
fn paragraph(snapshot: &Snapshot, at: TextSize, new: &str) -> Option<(TextSize, String)> {
    let index = snapshot.paragraph_at(at)?;
    let next = &snapshot.paragraphs[index];
    if !matches!(next.block, Block::Paragraph | Block::Heading(_)) {
        return None;
    }
    if at == next.range.end() && at != next.range.start() {
        let last_line = snapshot.line_range(snapshot.line_of(at));
        return Some((
            last_line.end().max(at),
            format!("{}{new}", gap(snapshot, index.checked_sub(1)?, index)),
        ));
    }
    let line = snapshot.line_range(snapshot.line_of(next.range.start()));
    let before = snapshot.slice(TextRange::new(line.start(), next.range.start()));
    let is_plain = before.chars().all(|c| c == '#' || c == ' ');
    let gap = if index == 0 { gap(snapshot, 0, 1) } else { gap(snapshot, index - 1, index) };
    is_plain.then(|| (line.start(), format!("{new}{gap}")))
}

/// What parts two paragraphs that follow each other: a line end, or a blank line.
fn gap(snapshot: &Snapshot, before: usize, behind: usize) -> &'static str {
    match (snapshot.paragraphs.get(before), snapshot.paragraphs.get(behind)) {
        (Some(before), Some(behind)) => {
            let lines = snapshot.line_of(behind.range.start()) - snapshot.line_of(before.range.end());
            if lines > 1 { "\n\n" } else { "\n" }
        }
        _ => "\n\n",
    }
}
