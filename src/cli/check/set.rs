//! Checks one set: reads each member once, compares each translation with the source.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bitext::{Bitext, Side, Text};
use crate::cli::report::{Finding, Place};
use crate::comparison::{Divergence, Severity, Spot, rules};
use crate::language::language;
use crate::project::config::Settings;
use crate::project::files::{self, Files};
use crate::project::tag::Tag;
use crate::text::{Document, Format, Snapshot, TextRange, TextSize};

/// What a set's files say.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// In the order of the languages, the places, the rules.
    pub(super) findings: Vec<Finding>,
    /// Files that could be read.
    pub(super) documents: usize,
    /// Their paragraphs.
    pub(super) paragraphs: usize,
}

/// A file of the set as the report names it, with its text if it could be read.
struct Member {
    path: String,
    tag: Tag,
    text: Result<Arc<Text>, Unread>,
}

/// Checks the set.
pub(super) fn check(set: &Set, settings: &Settings, files: &dyn Files) -> Checked {
    let members: Vec<Member> = set.members.par_iter().map(|member| read(member, settings, files)).collect();
    let source = &members[set.source];
    let translations: Vec<&Member> = members.iter().filter(|member| !std::ptr::eq(*member, source)).collect();
    let mut checked = Checked::default();
    for text in members.iter().filter_map(|member| member.text.as_ref().ok()) {
        checked.documents += 1;
        checked.paragraphs += text.snapshot.paragraphs.len();
    }
    checked.findings.extend(unreadable(source, Side::Source));
    let compared = translations.par_iter().map(|translation| compare(source, translation));
    checked.findings.extend(compared.flatten_iter());
    checked
}

/// What diverges between the two; what is wrong with the translation's file.
fn compare(source: &Member, translation: &Member, settings: &Settings) -> Vec<Finding> {
    match (&source.text, &translation.text) {
        (_, Err(unread)) => vec![unreadable(translation, unread)],
        (Err(_), _) => Vec::new(),
        (Ok(source_text), Ok(target_text)) => {
            let bitext = Bitext::new(Arc::clone(source_text), Arc::clone(target_text));
            let divergences = bitext.divergences.iter();
            divergences.filter_map(|divergence| finding(source, translation, &bitext, divergence, settings)).collect()
        }
    }
}

/// The divergence as it is reported; `None` if the project does not want to hear of it.
fn finding(
    source: &Member,
    target: &Member,
    bitext: &Bitext,
    divergence: &Divergence,
    settings: &Settings,
) -> Option<Finding> {
    let severity = settings.severity(divergence.rule, divergence.severity)?;
    let place = |member: &Member, side: Side, spot: Option<Spot>| {
        Some(member.place(bitext.text(side).snapshot.clone(), bitext.range(side, spot?)?))
    };
    Some(Finding {
        rule: divergence.rule,
        severity,
        message: bitext.message(divergence),
        source: place(source, Side::Source, divergence.place.source()),
        target: place(target, Side::Target, divergence.place.target()),
    })
}

impl Member {
    fn place(&self, snapshot: Snapshot, range: TextRange) -> Place {
        let language = if self.tag.is_determined() { self.tag.name().to_owned() } else { String::new() };
        Place { path: self.path.clone(), tag: Some(self.tag.to_string()), language, snapshot, range }
    }
}
