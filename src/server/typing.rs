//! What is held back while somebody types: the paragraph that is being written is judged when its last sentence is
//! closed, when editing goes on elsewhere, or after a rest. Until then what stood stands, what is still missing is no
//! more than a hint, and of all else that is new nobody speaks.

use std::collections::HashSet;
use std::path::PathBuf;

use tokio::time::Instant;

use crate::analysis::sentence::is_ended;
use crate::bitext::Side;
use crate::comparison::{Divergence, RuleKind, Severity};
use crate::text::{Snapshot, TextRange, Wrapping};

use super::sets::Plan;

/// The paragraph that somebody types in.
#[derive(Debug)]
pub(super) struct Typing {
    /// The file.
    pub(super) path: PathBuf,
    /// The paragraph's number in it.
    pub(super) paragraph: u32,
    /// When it is judged, if nothing is typed before.
    pub(super) until: Instant,
    /// What was said of it and of those beside it when this typing began.
    pub(super) stood: HashSet<(&'static str, String)>,
}

/// How far from a paragraph that is being written its neighbours are that may change with it.
const BESIDE: u32 = 2;

/// What a divergence is known by while the paragraph that it is in changes.
pub(super) fn identity(divergence: &Divergence) -> (&'static str, String) {
    (divergence.rule.id, divergence.message.clone())
}

/// Whether a divergence is in a paragraph of a side, or in one beside it.
pub(super) fn is_beside(divergence: &Divergence, side: Side, paragraph: u32) -> bool {
    is_within(divergence, side, paragraph, BESIDE)
}

fn is_within(divergence: &Divergence, side: Side, paragraph: u32, distance: u32) -> bool {
    let spot = match side {
        Side::Source => divergence.place.source(),
        Side::Target => divergence.place.target(),
    };
    spot.is_some_and(|spot| spot.paragraph.abs_diff(paragraph) <= distance)
}

/// The paragraph that an edit was made in and left open; `None` if it closed its last sentence, or was made in none.
pub(super) fn paragraph_left_open(snapshot: &Snapshot, edited: TextRange) -> Option<u32> {
    let index = snapshot.paragraphs.partition_point(|paragraph| paragraph.range.start() <= edited.end());
    let index = index.checked_sub(1)?;
    let paragraph = &snapshot.paragraphs[index];
    let end = paragraph.range.end();
    if edited.end() > end {
        // A blank behind the last word is no end; a line is, or two where lines make no paragraphs.
        let between = snapshot.slice(TextRange::new(end, edited.end()));
        let most = usize::from(snapshot.wrapping != Wrapping::Lines);
        let lines = between.matches('\n').count();
        return (between.trim().is_empty() && lines <= most && !is_ended(&paragraph.prose))
            .then_some(index as u32);
    }
    // Whatever closes quotations and emphasis may stand behind the place.
    let behind = snapshot.slice(TextRange::new(edited.end(), end));
    let is_closed = is_ended(&paragraph.prose) && !behind.contains(char::is_alphanumeric);
    (!is_closed).then_some(index as u32)
}

impl Typing {
    /// The side of a bitext that is being typed in; `None` if it is neither.
    pub(super) fn side(&self, plan: &Plan, target: usize) -> Option<Side> {
        let typed = plan.index(&self.path)?;
        match typed {
            typed if typed == plan.source => Some(Side::Source),
            typed if typed == target => Some(Side::Target),
            _ => None,
        }
    }

    /// How much a divergence matters for now; `None` if it is not to be told yet.
    pub(super) fn severity(
        &self,
        side: Side,
        divergence: &Divergence,
        severity: Severity,
    ) -> Option<Severity> {
        let rule = divergence.rule;
        // A paragraph that is begun puts its neighbours where they were not.
        let distance = u32::from(matches!(rule.kind, RuleKind::Paragraph | RuleKind::Progress));
        if !is_within(divergence, side, self.paragraph, distance)
            || self.stood.contains(&identity(divergence))
        {
            return Some(severity);
        }
        let missing_here = match side {
            Side::Source => "-added",
            Side::Target => "-missing",
        };
        let is_to_come = distance == 0 && rule.id.ends_with(missing_here);
        is_to_come.then_some(Severity::Hint.min(severity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Format, TextSize};

    #[test]
    fn a_paragraph_is_open_until_its_last_sentence_is_closed() {
        // The edit ends at the bar.
        let cases = [
            ("One. Two|", Format::Plain, Some(0)),
            ("One. Two |", Format::Plain, Some(0)),
            ("One. Two.|", Format::Plain, None),
            ("One. \"Two.|\"", Format::Plain, None),
            ("One. **Two.**|", Format::Markdown, None),
            ("One|. Two.", Format::Plain, Some(0)),
            ("One. Two. |", Format::Plain, None),
            ("One. Two\n|", Format::Plain, None),
            ("One. Two\n|", Format::Markdown, Some(0)),
            ("One. Two\n\n|", Format::Markdown, None),
            ("One\n\nTwo| three", Format::Markdown, Some(1)),
            ("|", Format::Plain, None),
        ];
        for (text, format, expected) in cases {
            let at = TextSize::from(text.find('|').unwrap() as u32);
            let document = Document::new(&text.replace('|', ""), 0, format, None);
            let found = paragraph_left_open(&document.snapshot(), TextRange::empty(at));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
