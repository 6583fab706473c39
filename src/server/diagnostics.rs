//! What is shown of a set: each translation carries what diverges in it, the source one hint for all languages
//! concerned. Published by difference.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::{Bitext, Side};
use crate::comparison::{Divergence, Rule, Severity, Spot, rules};
use crate::project::config::Mirror;
use crate::project::ignore::Ignore;
use crate::project::{FILE_UNREADABLE, IGNORE_UNUSED, Unreadable};
use crate::text::{TextRange, stable_hash};

use super::jobs::Content;
use super::sets::Fault;
use super::state::{Set, State};
use super::uri::Key;
use super::{escape, to_proto};

/// Longest excerpt in a related information, in characters.
const EXCERPT: usize = 80;

/// What is shown in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sheet {
    /// The version of the text that the places are in; `None` for a text from the disk.
    version: Option<i32>,
    /// In order of their places.
    list: Vec<lsp::Diagnostic>,
}

impl Sheet {
    /// Adds what another set shows in the same document.
    pub(super) fn merge(&mut self, other: &Self) {
        self.version = other.version.or(self.version);
        self.list.extend(other.list.iter().cloned());
    }

    /// What is shown, in order of its places.
    pub(super) fn list(&self) -> &[lsp::Diagnostic] {
        &self.list
    }

    fn sort(&mut self) {
        self.list.sort_by_key(key);
    }
}

fn key(diagnostic: &lsp::Diagnostic) -> (u32, u32, u32, u32, String) {
    let lsp::Range { start, end } = diagnostic.range;
    let code = match &diagnostic.code {
        Some(lsp::Code::String(code)) => code.clone(),
        _ => String::new(),
    };
    (start.line, start.character, end.line, end.character, code)
}

/// What the client shows now.
#[derive(Debug, Default)]
pub(super) struct Published(BTreeMap<Key, (lsp::Uri, Sheet)>);

impl Published {
    /// What is to be sent so that these are shown, and no others. `spelt` says how the client spells a document.
    pub(super) fn replace(
        &mut self,
        sheets: BTreeMap<Key, Sheet>,
        spelt: impl Fn(&Key) -> Option<lsp::Uri>,
    ) -> Vec<lsp::PublishDiagnosticsParams> {
        let mut send = Vec::new();
        self.0.retain(|key, (uri, shown)| {
            // A document that is spelt anew is another one for the client.
            let respelt = spelt(key).is_some_and(|spelt| spelt != *uri);
            let gone = respelt || !sheets.contains_key(key);
            if gone && !shown.list.is_empty() {
                send.push(lsp::PublishDiagnosticsParams {
                    uri: uri.clone(),
                    version: None,
                    diagnostics: Vec::new(),
                });
            }
            !gone
        });
        for (key, sheet) in sheets {
            let known = self.0.get(&key);
            let shown = known.is_some_and(|(_, shown)| *shown == sheet);
            let empty = sheet.list.is_empty() && known.is_none_or(|(_, shown)| shown.list.is_empty());
            let uri = spelt(&key).or_else(|| known.map(|(uri, _)| uri.clone())).unwrap_or_else(|| key.uri());
            if !shown && !empty {
                let diagnostics = sheet.list.clone();
                send.push(lsp::PublishDiagnosticsParams {
                    uri: uri.clone(),
                    version: sheet.version,
                    diagnostics,
                });
            }
            self.0.insert(key, (uri, sheet));
        }
        send
    }
}

/// What the client pulls instead of being sent it.
#[derive(Debug, Default)]
pub(super) struct Pulled {
    sheets: BTreeMap<Key, Sheet>,
    /// The result ids of what the client has, of the documents that it has asked for. Answers are given by functions of
    /// the state that change nothing else.
    handed: RefCell<BTreeMap<Key, String>>,
}

/// What tells one list of diagnostics from another.
pub(super) fn result_id(list: &[lsp::Diagnostic]) -> String {
    let text = serde_json::to_vec(list).unwrap_or_default();
    format!("{:016x}", stable_hash(&text))
}

impl Pulled {
    /// Takes the sheets of the documents that `is_pulled` names out of `sheets`.
    pub(super) fn take(&mut self, sheets: &mut BTreeMap<Key, Sheet>, is_pulled: impl Fn(&Key) -> bool) {
        let (pulled, left) = std::mem::take(sheets).into_iter().partition(|(key, _)| is_pulled(key));
        (self.sheets, *sheets) = (pulled, left);
        for sheet in self.sheets.values_mut() {
            sheet.sort();
        }
        self.handed.get_mut().retain(|key, _| is_pulled(key));
    }

    /// What is shown in a document.
    pub(super) fn list(&self, key: &Key) -> &[lsp::Diagnostic] {
        self.sheets.get(key).map_or(&[], |sheet| &sheet.list)
    }

    /// The client has this list of a document now.
    pub(super) fn hand_over(&self, key: &Key, id: &str) {
        self.handed.borrow_mut().insert(key.clone(), id.to_owned());
    }

    /// Whether the client has another list of a document; not if it never asked for one.
    pub(super) fn has_other(&self, key: &Key, id: &str) -> bool {
        self.handed.borrow().get(key).is_some_and(|handed| handed != id)
    }

    /// Whether the client has anything that is no longer true. It is told so once.
    pub(super) fn is_outdated(&mut self) -> bool {
        let sheets = &self.sheets;
        let mut outdated = false;
        for (key, handed) in self.handed.get_mut() {
            let now = result_id(sheets.get(key).map_or(&[], |sheet| &sheet.list));
            outdated |= now != *handed;
            *handed = now;
        }
        outdated
    }
}

/// One translation of a set, compared.
struct Pair<'a> {
    /// Index of the translation.
    target: usize,
    bitext: &'a Bitext,
}

/// What is shown of a set.
pub(super) fn sheets(state: &State, set: &Set) -> BTreeMap<PathBuf, Sheet> {
    let open = |member: usize| state.documents.file(&set.plan.members[member].path).is_some();
    let pairs: Vec<Pair<'_>> = set
        .plan
        .targets()
        .filter(|&target| open(target) || open(set.plan.source))
        .filter_map(|target| Some(Pair { target, bitext: set.bitexts.get(target)?.as_deref()? }))
        .collect();
    let mut lists: Vec<Vec<lsp::Diagnostic>> = vec![Vec::new(); set.plan.members.len()];
    for (member, list) in lists.iter_mut().enumerate() {
        list.extend(unreadable(set, member));
    }
    for pair in &pairs {
        lists[pair.target].extend(translation(state, set, pair));
    }
    lists[set.plan.source].extend(source(state, set, &pairs));
    let mut of_entries = BTreeMap::new();
    unused(state, set, &mut lists, &mut of_entries);
    let sheets = set.plan.members.iter().zip(lists).enumerate().map(|(member, (document, list))| {
        let version = set
            .reading(member)
            .and_then(|reading| reading.text())
            .map(|text| text.snapshot.version)
            .filter(|_| open(member));
        let mut sheet = Sheet { version, list };
        sheet.sort();
        (document.path.clone(), sheet)
    });
    sheets.chain(of_entries).collect()
}

/// The ignores that ignore nothing: comments in the members, entries of `.diglot-ignore`.
fn unused(
    state: &State,
    set: &Set,
    lists: &mut [Vec<lsp::Diagnostic>],
    of_entries: &mut BTreeMap<PathBuf, Sheet>,
) {
    let rule = rules::rule(IGNORE_UNUSED);
    let Some(severity) = rule.and_then(|rule| set.plan.settings.severity(rule, rule.severity)) else {
        return;
    };
    let shown = |member: usize| {
        let is_open = |member: usize| state.documents.file(&set.plan.members[member].path).is_some();
        member == set.plan.source || is_open(member) || is_open(set.plan.source)
    };
    let mut snapshots = BTreeMap::new();
    for unused in &set.judgement.unused {
        let message = escape::plain(&unused.message);
        match &unused.ignore {
            Ignore::Comment { member, range, .. } if shown(*member) => {
                let Some(text) = set.reading(*member).and_then(|reading| reading.text()) else { continue };
                let range = to_proto::range(&text.snapshot, *range, state.client.encoding);
                lists[*member].push(diagnostic(range, severity, IGNORE_UNUSED, message));
            }
            Ignore::Comment { .. } => {}
            Ignore::Entry { file, entry } => {
                let snapshot = snapshots.entry(&file.path).or_insert_with(|| state.snapshot_of(file));
                let Some(snapshot) = snapshot else { continue };
                let Some(entry) = file.entries.get(*entry) else { continue };
                let range = to_proto::range(snapshot, entry.range, state.client.encoding);
                let sheet = of_entries.entry(file.path.clone()).or_default();
                sheet.version = state.version(&file.path);
                sheet.list.push(diagnostic(range, severity, IGNORE_UNUSED, message));
            }
        }
    }
}

/// Why a document is not compared.
fn unreadable(set: &Set, member: usize) -> Option<lsp::Diagnostic> {
    let Content::Unreadable(reason) = &set.reading(member)?.content else { return None };
    let line = match reason {
        Unreadable::LineTooLong { line, .. } | Unreadable::NotUtf8 { line, .. } => *line as u32 - 1,
        Unreadable::TooLarge { .. } | Unreadable::Refused(_) => 0,
    };
    let start = lsp::Position { line, character: 0 };
    let severity = match rules::rule(FILE_UNREADABLE) {
        Some(rule) => set.plan.settings.severity(rule, rule.severity)?,
        None => Severity::Warning,
    };
    let range = lsp::Range { start, end: start };
    Some(diagnostic(range, severity, FILE_UNREADABLE, escape::plain(&reason.to_string())))
}

/// What is wrong with configurations.
pub(super) fn configurations(state: &State, faults: &[Fault]) -> BTreeMap<PathBuf, Sheet> {
    let severity = |id: &str| rules::rule(id).map_or(Severity::Error, |rule: &Rule| rule.severity);
    let mut sheets: BTreeMap<PathBuf, Sheet> = BTreeMap::new();
    for fault in faults {
        let range = to_proto::range(&fault.snapshot, fault.range, state.client.encoding);
        let sheet = sheets.entry(fault.path.clone()).or_default();
        sheet.version = state.version(&fault.path);
        let (rule, message) = (fault.rule, escape::plain(&fault.message));
        sheet.list.push(diagnostic(range, severity(rule), rule, message));
    }
    sheets
}

/// What a translation carries.
fn translation(state: &State, set: &Set, pair: &Pair<'_>) -> Vec<lsp::Diagnostic> {
    let shown = set.told(pair.bitext).filter_map(|(divergence, severity)| {
        let range = pair.bitext.range(Side::Target, divergence.place.target()?)?;
        let range = to_proto::range(&pair.bitext.target.snapshot, range, state.client.encoding);
        let mut diagnostic = said(pair.bitext, divergence, severity, range);
        diagnostic.related_information =
            related(state, set, pair, Side::Source, divergence).map(|one| vec![one]);
        Some(diagnostic)
    });
    shown.collect()
}

/// What the source carries: what is seen in it alone, and one hint for all translations that diverge at a place.
fn source(state: &State, set: &Set, pairs: &[Pair<'_>]) -> Vec<lsp::Diagnostic> {
    let mut shown = Vec::new();
    let mut mirrored: BTreeMap<(TextRangeKey, &str), Vec<Mirrored<'_>>> = BTreeMap::new();
    for pair in pairs {
        for (divergence, severity) in set.told(pair.bitext) {
            let spot = divergence.place.source();
            let Some(range) = spot.and_then(|spot| pair.bitext.range(Side::Source, spot)) else { continue };
            if divergence.place.target().is_none() {
                let range = to_proto::range(&pair.bitext.source.snapshot, range, state.client.encoding);
                shown.push(said(pair.bitext, divergence, severity, range));
            } else {
                let mirrored = mirrored.entry((range_key(range), divergence.rule.id)).or_default();
                mirrored.push(Mirrored { pair, divergence, severity });
            }
        }
    }
    if set.plan.settings.mirror != Mirror::Off {
        shown.extend(mirrored.into_iter().filter_map(|((range, _), said)| mirror(state, set, range, &said)));
    }
    shown
}

/// First and last byte: text ranges have no order of their own.
type TextRangeKey = (u32, u32);

fn range_key(range: TextRange) -> TextRangeKey {
    (range.start().into(), range.end().into())
}

/// What a translation says, as the source shows it.
struct Mirrored<'a> {
    pair: &'a Pair<'a>,
    divergence: &'a Divergence,
    severity: Severity,
}

/// One hint for all translations that diverge at a place of the source in the same way.
fn mirror(
    state: &State,
    set: &Set,
    (start, end): TextRangeKey,
    diverging: &[Mirrored<'_>],
) -> Option<lsp::Diagnostic> {
    let first = diverging.first()?;
    let range = TextRange::new(start.into(), end.into());
    let range = to_proto::range(&first.pair.bitext.source.snapshot, range, state.client.encoding);
    let severity = match set.plan.settings.mirror {
        Mirror::Same => diverging.iter().map(|mirrored| mirrored.severity).max()?,
        Mirror::Hint | Mirror::Off => Severity::Hint,
    };
    let mut messages: Vec<String> = Vec::new();
    for Mirrored { pair, divergence, .. } in diverging {
        let message = escape::plain(&pair.bitext.message(divergence));
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
    let mut shown = diagnostic(range, severity, first.divergence.rule.id, messages.join("; "));
    let related: Vec<_> = diverging
        .iter()
        .filter_map(|Mirrored { pair, divergence, .. }| related(state, set, pair, Side::Target, divergence))
        .collect();
    shown.related_information = Some(related).filter(|related| !related.is_empty());
    Some(shown)
}

fn said(bitext: &Bitext, divergence: &Divergence, severity: Severity, range: lsp::Range) -> lsp::Diagnostic {
    diagnostic(range, severity, divergence.rule.id, escape::plain(&bitext.message(divergence)))
}

fn diagnostic(range: lsp::Range, severity: Severity, rule: &str, message: String) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range,
        severity: Some(to_proto::severity(severity)),
        code: Some(lsp::Code::String(rule.to_owned())),
        source: Some("diglot".to_owned()),
        message: lsp::Message::String(message),
        ..lsp::Diagnostic::default()
    }
}

/// Where the other text says it, for clients that show such a thing.
fn related(
    state: &State,
    set: &Set,
    pair: &Pair<'_>,
    side: Side,
    divergence: &Divergence,
) -> Option<lsp::DiagnosticRelatedInformation> {
    if !state.client.related_information {
        return None;
    }
    let (member, spot): (usize, Option<Spot>) = match side {
        Side::Source => (set.plan.source, divergence.place.source()),
        Side::Target => (pair.target, divergence.place.target()),
    };
    let range = pair.bitext.range(side, spot?)?;
    let text = pair.bitext.text(side);
    let excerpt = excerpt(&text.snapshot.slice(range));
    let message = match excerpt.as_str() {
        "" => format!("{}: here", text.language.name),
        said => format!("{}: {said}", text.language.name),
    };
    let uri = state.uri(&set.plan.members[member].path);
    let range = to_proto::range(&text.snapshot, range, state.client.encoding);
    Some(lsp::DiagnosticRelatedInformation { location: lsp::Location { uri, range }, message })
}

/// The beginning of a text, on one line.
fn excerpt(text: &str) -> String {
    let text = escape::plain(text);
    match text.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(version: i32, messages: &[&str]) -> Sheet {
        let range = lsp::Range::default();
        let list = messages
            .iter()
            .map(|message| diagnostic(range, Severity::Warning, "number-changed", (*message).to_owned()))
            .collect();
        Sheet { version: Some(version), list }
    }

    fn sent(published: &mut Published, sheets: &[(&str, Sheet)]) -> Vec<(String, Option<i32>, usize)> {
        let sheets =
            sheets.iter().map(|(key, sheet)| (Key::Other((*key).to_owned()), sheet.clone())).collect();
        let send = published.replace(sheets, |_| None);
        send.into_iter().map(|params| (params.uri.0, params.version, params.diagnostics.len())).collect()
    }

    #[test]
    fn only_differences_are_published_and_what_is_gone_is_cleared() {
        let mut published = Published::default();
        assert_eq!(
            sent(&mut published, &[("a", sheet(1, &["x"])), ("b", sheet(1, &[]))]),
            [("a".into(), Some(1), 1)]
        );
        assert_eq!(sent(&mut published, &[("a", sheet(1, &["x"])), ("b", sheet(2, &[]))]), []);
        assert_eq!(
            sent(&mut published, &[("a", sheet(2, &["x"])), ("b", sheet(2, &[]))]),
            [("a".into(), Some(2), 1)]
        );
        assert_eq!(
            sent(&mut published, &[("b", sheet(3, &["y", "z"]))]),
            [("a".into(), None, 0), ("b".into(), Some(3), 2)]
        );
        assert_eq!(sent(&mut published, &[]), [("b".into(), None, 0)]);
        assert_eq!(sent(&mut published, &[]), []);
    }

    #[test]
    fn an_excerpt_is_short_and_on_one_line() {
        assert_eq!(excerpt("a\nb"), "a b");
        assert_eq!(excerpt(&"ü".repeat(200)).chars().count(), EXCERPT + 1);
    }
}
