//! Checks one set: reads each member once, compares each translation with the source.

use std::sync::Arc;

use rayon::prelude::*;

use super::paths::Paths;
use super::problem;
use crate::bitext::{Bitext, Side, Text};
use crate::cli::report::{Finding, Place};
use crate::comparison::{Divergence, Spot};
use crate::project::{Files, Member, Set, Settings, Unreadable, files};
use crate::text::{Document, Snapshot, TextRange};

/// What a set's files say.
#[derive(Debug)]
pub(super) struct Checked {
    /// In the order of the languages, the places, the rules.
    pub(super) findings: Vec<Finding>,
    /// Files that could be read.
    pub(super) documents: usize,
    /// Their paragraphs.
    pub(super) paragraphs: usize,
}

/// A file of the set, with its text if it could be read.
struct Read<'a> {
    member: &'a Member,
    /// Its path as the report shows it.
    path: String,
    text: Result<Arc<Text>, Unreadable>,
}

/// Checks the set.
pub(super) fn check(set: &Set, paths: &Paths, files: &dyn Files) -> Checked {
    let settings = &set.settings;
    let members: Vec<Read> =
        set.members.par_iter().map(|member| read(member, paths, settings, files)).collect();
    let source = &members[set.source];
    let mut translations: Vec<&Read> =
        members.iter().filter(|read| read.member.path != source.member.path).collect();
    translations.sort_by_key(|read| read.member.tag.as_str());
    let texts: Vec<&Arc<Text>> = members.iter().filter_map(|read| read.text.as_ref().ok()).collect();
    let mut findings: Vec<Finding> = source.unreadable(Side::Source, settings).into_iter().collect();
    findings.par_extend(
        translations.par_iter().flat_map_iter(|translation| compare(source, translation, settings)),
    );
    Checked {
        findings,
        documents: texts.len(),
        paragraphs: texts.iter().map(|text| text.snapshot.paragraphs.len()).sum(),
    }
}

fn read<'a>(member: &'a Member, paths: &Paths, settings: &Settings, files: &dyn Files) -> Read<'a> {
    let text = files::read(files, &member.path, &settings.limits).map(|text| {
        let snapshot = Document::new(&text, 0, member.format, settings.paragraphs).snapshot();
        Arc::new(Text::new(snapshot, member.language, settings.analysis(&member.tag)))
    });
    Read { member, path: paths.shown(&member.path), text }
}

/// What diverges between the two, or what is wrong with the translation's file.
fn compare(source: &Read, translation: &Read, settings: &Settings) -> Vec<Finding> {
    let (Ok(source_text), Ok(target_text)) = (&source.text, &translation.text) else {
        return translation.unreadable(Side::Target, settings).into_iter().collect();
    };
    let bitext = Bitext::new(Arc::clone(source_text), Arc::clone(target_text), &settings.comparison());
    let finding = |divergence| finding(source, translation, &bitext, divergence, settings);
    bitext.divergences.iter().filter_map(finding).collect()
}

/// The divergence as it is reported; `None` if the project does not want to hear of it.
fn finding(
    source: &Read,
    target: &Read,
    bitext: &Bitext,
    divergence: &Divergence,
    settings: &Settings,
) -> Option<Finding> {
    let severity = settings.severity(divergence.rule, divergence.severity)?;
    let place = |read: &Read, side: Side, spot: Option<Spot>| {
        let range = bitext.range(side, spot?)?;
        Some(read.place(bitext.text(side).snapshot.clone(), range))
    };
    Some(Finding {
        rule: divergence.rule,
        severity,
        message: bitext.message(divergence),
        source: place(source, Side::Source, divergence.place.source()),
        target: place(target, Side::Target, divergence.place.target()),
    })
}

impl Read<'_> {
    fn place(&self, snapshot: Snapshot, range: TextRange) -> Place {
        let tag = &self.member.tag;
        let language = if tag.is_determined() { tag.name().to_owned() } else { String::new() };
        Place { path: self.path.clone(), tag: Some(tag.to_string()), language, snapshot, range }
    }

    /// What is wrong with the file, unless it was read or the project does not want to hear of it.
    fn unreadable(&self, side: Side, settings: &Settings) -> Option<Finding> {
        let error = self.text.as_ref().err()?;
        let rule = problem::file_unreadable();
        let severity = settings.severity(rule, rule.severity)?;
        let place = Some(self.place(problem::empty(), TextRange::default()));
        let (source, target) = match side {
            Side::Source => (place, None),
            Side::Target => (None, place),
        };
        Some(Finding { rule, severity, message: error.to_string(), source, target })
    }
}
