//! What stands on the other side of a place: where the methods' questions meet the bitexts.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::{Bitext, Counterpart, Side, Text, units};
use crate::project::Member;
use crate::text::{TextRange, TextSize};

use super::state::{Set, State};
use super::uri::Key;
use super::{from_proto, to_proto};

/// A counterpart of a place, in one other document.
pub(super) struct Found<'a> {
    /// The document asked about.
    pub(super) here: &'a Member,
    /// The other one.
    pub(super) there: &'a Member,
    /// The two.
    pub(super) bitext: &'a Bitext,
    /// Which of the two was asked about.
    pub(super) side: Side,
    /// The byte asked about.
    pub(super) offset: TextSize,
    /// What stands there.
    pub(super) counterpart: Counterpart,
    /// The set.
    pub(super) set: &'a Set,
}

impl Found<'_> {
    /// The text asked about.
    pub(super) fn text_here(&self) -> &Text {
        self.bitext.text(self.side)
    }

    /// The other one.
    pub(super) fn text_there(&self) -> &Text {
        self.bitext.text(self.side.other())
    }

    /// The counterpart sentences from the first to the last; where there is none, the paragraphs.
    pub(super) fn target(&self) -> TextRange {
        let paragraphs = self.counterpart.paragraphs;
        self.counterpart
            .sentences
            .iter()
            .copied()
            .filter(|sentence| paragraphs.contains_range(*sentence))
            .reduce(TextRange::cover)
            .unwrap_or(paragraphs)
    }

    /// What was asked about: the sentence, or the paragraphs.
    pub(super) fn origin(&self) -> TextRange {
        self.counterpart.sentence.unwrap_or(self.counterpart.origin)
    }

    /// The same, as the client counts.
    pub(super) fn origin_range(&self, state: &State) -> lsp::Range {
        to_proto::range(&self.text_here().snapshot, self.origin(), state.client.encoding)
    }
}

/// Where to jump, as the client takes it.
pub(super) enum Jumps {
    Locations(Vec<lsp::Location>),
    /// With the words that the jump is from, and the paragraphs around the sentence.
    Links(Vec<lsp::LocationLink>),
}

/// The counterparts as jumps from the range `origin`; `links` says which kind the client takes.
pub(super) fn jumps(state: &State, found: &[Found<'_>], origin: lsp::Range, links: bool) -> Jumps {
    if !links {
        return Jumps::Locations(found.iter().map(|found| location(state, found, found.target())).collect());
    }
    let links = found.iter().map(|found| {
        let selection = location(state, found, found.target());
        lsp::LocationLink {
            origin_selection_range: Some(origin),
            target_uri: selection.uri,
            target_range: location(state, found, found.counterpart.paragraphs).range,
            target_selection_range: selection.range,
        }
    });
    Jumps::Links(links.collect())
}

/// The counterparts of a place: of a place in a source those in all its translations, of one in a translation the
/// source's.
pub(super) fn at<'a>(state: &'a State, asked: &lsp::TextDocumentPositionParams) -> Vec<Found<'a>> {
    let key = Key::of(&asked.text_document.uri);
    let Some(path) = key.path() else { return Vec::new() };
    let mut found = Vec::new();
    for set in state.sets_of(path) {
        let Some(here) = set.plan.index(path) else { continue };
        for (target, bitext) in
            bitexts(state, set).filter(|(target, _)| here == set.plan.source || here == *target)
        {
            let side = if here == set.plan.source { Side::Source } else { Side::Target };
            let there = if side == Side::Source { target } else { set.plan.source };
            let snapshot = &bitext.text(side).snapshot;
            let offset = from_proto::offset(snapshot, asked.position, state.client.encoding);
            found.extend(in_bitext(set, bitext, side, (here, there), offset));
        }
    }
    found
}

/// The counterparts of what was found in a source, in the translations other than the one it was found from.
pub(super) fn siblings<'a>(state: &'a State, found: &Found<'a>) -> Vec<Found<'a>> {
    if found.side == Side::Source || found.counterpart.paragraphs.is_empty() {
        return Vec::new();
    }
    let (set, offset) = (found.set, found.target().start());
    let others = bitexts(state, set).filter(|(target, _)| set.plan.members[*target].path != found.here.path);
    others
        .filter_map(|(target, bitext)| {
            in_bitext(set, bitext, Side::Source, (set.plan.source, target), offset)
        })
        .collect()
}

/// Where a range of the other document is.
pub(super) fn location(state: &State, found: &Found<'_>, range: TextRange) -> lsp::Location {
    lsp::Location {
        uri: state.uri(&found.there.path),
        range: to_proto::range(&found.text_there().snapshot, range, state.client.encoding),
    }
}

/// A set's translations that are compared as both texts stand now.
pub(super) fn bitexts<'a>(
    state: &'a State,
    set: &'a Set,
) -> impl Iterator<Item = (usize, &'a Bitext)> + use<'a> {
    let is_current = |member: usize, compared: &Arc<Text>| {
        set.reading(member).is_some_and(|reading| {
            reading.text().is_some_and(|text| Arc::ptr_eq(text, compared))
                && state.is_as_read(&set.plan.members[member], reading)
        })
    };
    set.bitexts.iter().enumerate().filter_map(move |(target, bitext)| {
        let bitext = bitext.as_deref()?;
        let current = is_current(set.plan.source, &bitext.source) && is_current(target, &bitext.target);
        current.then_some((target, bitext))
    })
}

fn in_bitext<'a>(
    set: &'a Set,
    bitext: &'a Bitext,
    side: Side,
    (here, there): (usize, usize),
    offset: TextSize,
) -> Option<Found<'a>> {
    let counterpart = bitext.counterpart(side, offset)?;
    let (here, there) = (set.plan.members.get(here)?, set.plan.members.get(there)?);
    Some(Found { here, there, bitext, side, offset, counterpart, set })
}

/// Another document of a set that the one asked about is compared with.
pub(super) struct Opposite<'a> {
    pub(super) set: &'a Set,
    /// The other document.
    pub(super) there: &'a Member,
    /// The two.
    pub(super) bitext: &'a Bitext,
    /// Which of the two was asked about.
    pub(super) side: Side,
    /// For each paragraph of the document asked about, its bead.
    beads: Vec<Option<usize>>,
}

/// What a document is compared with: a source with all its translations, a translation with its source.
pub(super) fn opposites<'a>(state: &'a State, path: &Path) -> Vec<Opposite<'a>> {
    let mut opposites = Vec::new();
    for set in state.sets_of(path) {
        let Some(here) = set.plan.index(path) else { continue };
        for (target, bitext) in bitexts(state, set) {
            let (side, there) = match here {
                here if here == set.plan.source => (Side::Source, target),
                here if here == target => (Side::Target, set.plan.source),
                _ => continue,
            };
            let mut beads = vec![None; bitext.text(side).snapshot.paragraphs.len()];
            for (index, bead) in bitext.alignment.beads.iter().enumerate() {
                for paragraph in units(bead, side) {
                    beads[paragraph as usize] = Some(index);
                }
            }
            opposites.push(Opposite { set, there: &set.plan.members[there], bitext, side, beads });
        }
    }
    opposites
}

impl Opposite<'_> {
    /// The counterpart's paragraphs; an empty range where there are none.
    pub(super) fn paragraphs(&self, paragraph: usize) -> Range<u32> {
        let bead = self.beads.get(paragraph).copied().flatten();
        bead.map_or(0..0, |bead| units(&self.bitext.alignment.beads[bead], self.side.other()))
    }

    /// How many sentences the counterpart of a paragraph has, if the two stand one to one.
    pub(super) fn sentences(&self, paragraph: usize) -> Option<usize> {
        let bead = &self.bitext.alignment.beads[self.beads.get(paragraph).copied().flatten()?];
        let there = units(bead, self.side.other());
        let one_to_one = units(bead, self.side).len() == 1 && there.len() == 1;
        let analyses = &self.bitext.text(self.side.other()).analyses;
        Some(analyses.get(there.start as usize).filter(|_| one_to_one)?.sentences.list.len())
    }

    /// Where the counterpart of a paragraph stands, in words: "German ¶ 4, line 12".
    pub(super) fn says(&self, paragraph: usize) -> String {
        let language = self.there.language.name;
        let there = self.paragraphs(paragraph);
        let snapshot = &self.bitext.text(self.side.other()).snapshot;
        match snapshot.paragraphs.get(there.start as usize).filter(|_| !there.is_empty()) {
            None => format!("not in {language}"),
            Some(first) => {
                let line = snapshot.line_of(first.range.start()) + 1;
                format!("{language} ¶ {}, line {line}", there.start + 1)
            }
        }
    }
}
