//! Checks one set: reads each member once, compares each translation with the source.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::paths::Paths;
use super::problem;
use crate::bitext::{Bitext, Side, Text};
use crate::cli::report::{Finding, Place};
use crate::comparison::{Divergence, Severity, Spot};
use crate::project::ignore::{self, Addition, Ignore, IgnoreFile, Judged, Judgement};
use crate::project::{Files, Member, Set, Settings, Unreadable, files};
use crate::text::{Document, Snapshot, TextRange};

/// What a set's files say.
#[derive(Debug)]
pub(super) struct Checked {
    /// In the order of the languages, the places, the rules; what is wrong with entries of `.diglot-ignore` comes last.
    pub(super) findings: Vec<Finding>,
    /// Files that could be read.
    pub(super) documents: usize,
    /// Their paragraphs.
    pub(super) paragraphs: usize,
    /// Divergences that would be findings if they were not ignored.
    pub(super) ignored: usize,
    /// The entries that would put the findings aside, with the severities of these; none unless asked for.
    pub(super) aside: Vec<(Severity, Arc<IgnoreFile>, Addition)>,
    /// Entries of `.diglot-ignore` that ignore nothing, by their index.
    pub(super) unused: Vec<(Arc<IgnoreFile>, usize)>,
}

/// How a set is to be checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    /// Whether what is ignored is reported all the same.
    pub(super) all: bool,
    /// Whether what is found is going to be put aside.
    pub(super) aside: bool,
    /// Whether entries of `.diglot-ignore` that are of no use are going to be removed, and hence not reported.
    pub(super) prunes: bool,
}

/// A file of the set, with its text if it could be read.
struct Read<'a> {
    member: &'a Member,
    /// Its path as the report shows it.
    path: String,
    text: Result<Arc<Text>, Unreadable>,
}

/// Checks the set.
pub(super) fn check(set: &Set, paths: &Paths, files: &dyn Files, how: How) -> Checked {
    let settings = &set.settings;
    let members: Vec<Read> =
        set.members.par_iter().map(|member| read(member, paths, settings, files)).collect();
    let source = &members[set.source];
    let compare = |(index, translation): (usize, &Read)| match (&source.text, &translation.text) {
        (Ok(source), Ok(target)) if index != set.source => {
            Some(Bitext::new(Arc::clone(source), Arc::clone(target), &settings.comparison()))
        }
        _ => None,
    };
    let bitexts: Vec<Option<Bitext>> = members.par_iter().enumerate().map(compare).collect();
    let judged = members.iter().zip(&bitexts).map(|(read, bitext)| Judged {
        path: &read.member.path,
        text: read.text.as_deref().ok(),
        bitext: bitext.as_ref(),
    });
    let judged: Vec<Judged<'_>> = judged.collect();
    let judgement = if how.all {
        Judgement { ignored: vec![Vec::new(); members.len()], unused: Vec::new() }
    } else {
        ignore::judge(&judged, set.source, set.is_whole, &set.ignores)
    };
    let texts = || members.iter().filter_map(|read| read.text.as_ref().ok());
    let mut checked = Checked {
        findings: source.unreadable(Side::Source, settings).into_iter().collect(),
        documents: texts().count(),
        paragraphs: texts().map(|text| text.snapshot.paragraphs.len()).sum(),
        ignored: 0,
        aside: Vec::new(),
        unused: Vec::new(),
    };
    checked.findings.extend(unused_comments(set, &members, &judgement, set.source));
    let mut translations: Vec<usize> = (0..members.len()).filter(|&index| index != set.source).collect();
    translations.sort_by_key(|&index| members[index].member.tag.as_str());
    for index in translations {
        let mut findings = unused_comments(set, &members, &judgement, index);
        match &bitexts[index] {
            Some(bitext) => {
                let (sides, ignored) = ([source, &members[index]], &judgement.ignored[index]);
                checked.take(set, sides, bitext, ignored, &mut findings);
                if how.aside {
                    checked.put_aside(set, sides, bitext, ignored);
                }
            }
            None => findings.extend(members[index].unreadable(Side::Target, settings)),
        }
        // What the translation has no place for stays behind all else; what stands at one place stays in its order.
        findings.sort_by_key(|finding| {
            finding.target.as_ref().map_or(u32::MAX, |target| target.range.start().into())
        });
        checked.findings.extend(findings);
    }
    checked.entries(&judgement, paths, settings, how);
    checked
}

impl Checked {
    /// Takes in what diverges between a source and a translation.
    fn take(
        &mut self,
        set: &Set,
        [source, target]: [&Read; 2],
        bitext: &Bitext,
        ignored: &[bool],
        findings: &mut Vec<Finding>,
    ) {
        for (index, divergence) in bitext.divergences.iter().enumerate() {
            let Some(finding) = finding(source, target, bitext, divergence, &set.settings) else { continue };
            if ignored.get(index) == Some(&true) {
                self.ignored += 1;
                continue;
            }
            findings.push(finding);
        }
    }

    /// Takes in the entries that would ignore what diverges.
    fn put_aside(&mut self, set: &Set, [source, target]: [&Read; 2], bitext: &Bitext, ignored: &[bool]) {
        let paths = [&source.member.path, &target.member.path].map(PathBuf::as_path);
        for (index, divergence) in bitext.divergences.iter().enumerate() {
            let severity = set.settings.severity(divergence.rule, divergence.severity);
            if let (Some(severity), Some(false)) = (severity, ignored.get(index)) {
                let added = ignore::addition(bitext, divergence, paths, &set.ignores);
                self.aside.extend(added.map(|(file, added)| (severity, file, added)));
            }
        }
    }

    /// Takes in the entries of `.diglot-ignore` that ignore nothing.
    fn entries(&mut self, judgement: &Judgement, paths: &Paths, settings: &Settings, how: How) {
        for unused in &judgement.unused {
            let Ignore::Entry { file, entry } = &unused.ignore else { continue };
            self.unused.push((Arc::clone(file), *entry));
            let (Some(text), Some(entry)) = (&file.text, file.entries.get(*entry)) else { continue };
            let rule = problem::ignore_unused();
            if let Some(severity) = settings.severity(rule, rule.severity).filter(|_| !how.prunes) {
                let place = problem::place(paths.shown(&file.path), text, entry.range);
                let message = unused.message.clone();
                self.findings.push(Finding { rule, severity, message, source: None, target: Some(place) });
            }
        }
    }
}

/// The comments of a member that ignore nothing, and what is wrong with others.
fn unused_comments(set: &Set, members: &[Read<'_>], judgement: &Judgement, index: usize) -> Vec<Finding> {
    let rule = problem::ignore_unused();
    let Some(severity) = set.settings.severity(rule, rule.severity) else { return Vec::new() };
    let read = &members[index];
    let unused = judgement.unused.iter().filter_map(|unused| match (&unused.ignore, &read.text) {
        (Ignore::Comment { member, range, .. }, Ok(text)) if *member == index => {
            let place = Some(read.place(text.snapshot.clone(), *range));
            Some(Finding { rule, severity, message: unused.message.clone(), source: None, target: place })
        }
        _ => None,
    });
    unused.collect()
}

fn read<'a>(member: &'a Member, paths: &Paths, settings: &Settings, files: &dyn Files) -> Read<'a> {
    let text = files::read(files, &member.path, &settings.limits).map(|text| {
        let snapshot = Document::new(&text, 0, member.format, settings.paragraphs).snapshot();
        Arc::new(Text::new(snapshot, member.language, settings.analysis(&member.tag)))
    });
    Read { member, path: paths.shown(&member.path), text }
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
