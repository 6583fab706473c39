//! The ways to ignore a divergence, and to take back an ignore that ignores nothing.

use std::path::Path;

use tower_lsp::gen_lsp_types as lsp;

use super::edit::{self, File};
use super::{Actions, Found, Place, Shown, touches};
use crate::bitext::Side;
use crate::project::IGNORE_UNUSED;
use crate::project::ignore::{self, Addition, Entry, Ignore, IgnoreFile};
use crate::server::state::{Set, State};
use crate::server::{from_proto, to_proto};
use crate::text::{Insertion, TextRange};

/// What takes an ignore back is called.
const REMOVE: &str = "Remove the ignore that ignores nothing";

/// This one, its rule in this paragraph, in this file, in the project.
pub(super) fn ways(place: &Place<'_>, actions: &mut Actions<'_>) {
    actions.extend(this_one(place));
    actions.extend(in_paragraph(place));
    actions.extend(in_file(place));
    actions.extend(in_project(place));
}

fn this_one(place: &Place<'_>) -> Option<Found> {
    let members = &place.set.plan.members;
    let paths = [place.set.plan.source, place.target].map(|member| members[member].path.as_path());
    let (file, added) = ignore::addition(place.bitext, place.divergence, paths, &place.set.plan.ignores)?;
    let title = place.of_target(format!("Ignore this {}", place.divergence.rule.id));
    found(place, title, add(place.state, &file, &added)?)
}

/// A comment before the paragraph, in the text asked about; in a source it holds for all translations.
fn in_paragraph(place: &Place<'_>) -> Option<Found> {
    let rule = place.divergence.rule.id;
    let spot = match place.side {
        Side::Source => place.divergence.place.source(),
        Side::Target => place.divergence.place.target(),
    };
    let snapshot = &place.bitext.text(place.side).snapshot;
    let comment = snapshot.comment_before(spot?.paragraph, &format!("{} {rule}", ignore::WORD))?;
    found(place, format!("Ignore {rule} in this paragraph"), insert(place, comment))
}

/// A comment at the top, or an entry where the format has no comments.
fn in_file(place: &Place<'_>) -> Option<Found> {
    let rule = place.divergence.rule.id;
    let snapshot = &place.bitext.text(place.side).snapshot;
    let comment = snapshot.comment_at_top(&format!("{}-file {rule}", ignore::WORD));
    let edit = if let Some(comment) = comment {
        insert(place, comment)
    } else {
        let path = here(place);
        let file = place.set.plan.ignores.of(path)?;
        let (text, reason) = (String::new(), String::new());
        add(place.state, file, &Addition { file: file.name_of(path)?, rule, key: None, text, reason })?
    };
    found(place, format!("Ignore {rule} in this file"), edit)
}

fn in_project(place: &Place<'_>) -> Option<Found> {
    let (rule, home) = (place.divergence.rule.id, &place.set.plan.home);
    let file = File { path: &home.path, text: home.text.as_deref(), exists: home.exists };
    let edit = file.edit(place.state, |text| ignore::with_rule_off(text, rule))?;
    found(place, format!("Turn off {rule} in this project"), edit)
}

#[expect(clippy::unnecessary_wraps, reason = "the last step of what may find nothing")]
fn found(place: &Place<'_>, title: String, edit: lsp::WorkspaceEdit) -> Option<Found> {
    Some(Found { title, edit, is_preferred: false, mends: place.shown() })
}

/// The file asked about.
fn here<'a>(place: &'a Place<'_>) -> &'a Path {
    let member = if place.side == Side::Source { place.set.plan.source } else { place.target };
    &place.set.plan.members[member].path
}

fn insert(place: &Place<'_>, comment: Insertion) -> lsp::WorkspaceEdit {
    let snapshot = &place.bitext.text(place.side).snapshot;
    edit::of_text(place.state, here(place), snapshot, TextRange::empty(comment.at), comment.text)
}

fn add(state: &State, file: &IgnoreFile, added: &Addition) -> Option<lsp::WorkspaceEdit> {
    let exists = file.text.is_some() || !file.problems.is_empty();
    let file = File { path: &file.path, text: file.text.as_deref(), exists };
    file.edit(state, |text| ignore::with(text, std::slice::from_ref(added)))
}

/// Takes out the comments of a member, or the names in them, that ignore nothing and are in the range asked about.
pub(super) fn remove_comments(
    state: &State,
    set: &Set,
    here: usize,
    asked: lsp::Range,
    actions: &mut Actions<'_>,
) {
    let member = &set.plan.members[here];
    let Some(reading) = set.reading(here).filter(|reading| state.is_as_read(member, reading)) else { return };
    let Some(text) = reading.text() else { return };
    let encoding = state.client.encoding;
    let asked = from_proto::range(&text.snapshot, asked, encoding);
    for unused in &set.judgement.unused {
        let Ignore::Comment { member: found, range, cut: Some(cut) } = &unused.ignore else { continue };
        if *found == here && touches(*range, asked) {
            let range = Some(to_proto::range(&text.snapshot, *range, encoding));
            actions.extend(Some(Found {
                title: REMOVE.to_owned(),
                edit: edit::of_text(state, &member.path, &text.snapshot, *cut, String::new()),
                is_preferred: state.client.preferred,
                mends: Shown { range, rule: IGNORE_UNUSED },
            }));
        }
    }
}

/// Takes out the entries of an open `.diglot-ignore` that the client shows to ignore nothing.
pub(super) fn remove_entries(state: &State, path: &Path, actions: &mut Actions<'_>) {
    let Some(open) = state.documents.file(path) else { return };
    let snapshot = open.document.snapshot();
    let text = snapshot.rope().to_string();
    let (entries, _) = ignore::parse(&text);
    let shown = |entry: &Entry| {
        let range = Some(to_proto::range(&snapshot, entry.range, state.client.encoding));
        Shown { range, rule: IGNORE_UNUSED }
    };
    let of_no_use: Vec<&Entry> = entries
        .iter()
        .filter(|entry| actions.shown.iter().any(|diagnostic| shown(entry).is(diagnostic)))
        .collect();
    for entry in of_no_use {
        let file = File { path, text: None, exists: true };
        let edit = file.edit(state, |text| ignore::without(text, &[entry]));
        actions.extend(edit.map(|edit| Found {
            title: REMOVE.to_owned(),
            edit,
            is_preferred: state.client.preferred,
            mends: shown(entry),
        }));
    }
}
