//! What happens at each edit, and what when edits rest.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use tokio::time::Instant;

use crate::bitext::Side;
use crate::server::diagnostics::{self, Manner};
use crate::server::typing::{self, Typing};
use crate::server::uri::Key;
use crate::text::TextRange;

use super::{CONFIGURATION_REST, SETTLING_REST, State};

impl State {
    /// The client opened a file.
    pub(in crate::server) fn opened(&mut self, key: &Key) {
        self.published.opened(key);
    }

    /// The client changed an open file; `changed` are the bytes, in the text as it is now, outside of which nothing did.
    pub(in crate::server) fn typed(&mut self, key: &Key, changed: Option<TextRange>) {
        let (Some(path), Some(open)) = (key.path(), self.documents.get(key)) else { return };
        let (now, snapshot) = (Instant::now(), open.document.snapshot());
        let quiet = self.sets_of(path).map(|set| set.plan.quiet()).max().unwrap_or_default();
        let written = changed.filter(|_| quiet > Duration::ZERO);
        let paragraph = written.and_then(|changed| typing::paragraph_left_open(&snapshot, changed));
        if self.typing.as_ref().is_some_and(|typing| typing.path != path) {
            self.judge_typed();
        }
        let before = self.typing.take();
        self.typing = paragraph.map(|paragraph| {
            let goes_on = |typing: &Typing| (typing.path.as_path(), typing.paragraph) == (path, paragraph);
            let stood = match before {
                Some(typing) if goes_on(&typing) => typing.stood,
                _ => self.said_beside(path, paragraph),
            };
            Typing { path: path.to_owned(), paragraph, until: now + quiet, stood }
        });
        let is_whole = changed.is_some_and(|changed| changed == TextRange::up_to(snapshot.len()));
        if self.published.edited(key, is_whole) {
            self.confirm_due = Some(now + SETTLING_REST);
        }
        self.text_changed(path, CONFIGURATION_REST);
    }

    /// What is said now of a paragraph and those beside it.
    fn said_beside(&self, path: &Path, paragraph: u32) -> HashSet<(&'static str, String)> {
        let mut said = HashSet::new();
        for set in self.sets_of(path) {
            let side =
                if set.plan.members[set.plan.source].path == path { Side::Source } else { Side::Target };
            let index = set.plan.index(path);
            let bitexts = set.bitexts.iter().enumerate();
            for (_, bitext) in bitexts.filter(|(target, _)| side == Side::Source || Some(*target) == index) {
                let told = bitext.iter().flat_map(|bitext| set.told(bitext)).map(|(told, _)| told);
                let beside = told.filter(|told| typing::is_beside(told, side, paragraph));
                said.extend(beside.map(typing::identity));
            }
        }
        said
    }

    /// Nobody types any more: what was held back is shown.
    pub(in crate::server) fn judge_typed(&mut self) {
        let Some(typing) = self.typing.take() else { return };
        for index in 0..self.sets.len() {
            let set = &self.sets[index];
            // What is of an older text is not shown; the comparison that is under way will say it.
            if set.plan.index(&typing.path).is_some() && set.is_settled() {
                let sheets = diagnostics::sheets(self, set);
                self.sets[index].sheets = sheets;
            }
        }
        self.publish();
    }

    /// Does what is due when typing rests.
    pub(super) fn rest(&mut self, now: Instant) {
        if self.typing.as_ref().is_some_and(|typing| typing.until <= now) {
            self.judge_typed();
        }
        if self.confirm_due.is_some_and(|due| due <= now) && self.typing.is_none() {
            self.confirm_due = None;
            self.publish_as(Manner::Confirming);
        }
    }
}
