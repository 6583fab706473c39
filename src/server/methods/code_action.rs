//! `textDocument/codeAction`: quick fixes. Found anew from the range: few clients give `diagnostic.data` back.

mod edit;
mod fix_all;
mod ignore;
mod skeleton;

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::{Bitext, Side};
use crate::comparison::{Divergence, Fix};
use crate::server::state::{Set, State};
use crate::server::uri::Key;
use crate::server::{counterparts, escape, from_proto, sets, to_proto};
use crate::text::TextRange;

/// Mends all of a document that is unambiguous.
pub(in crate::server) const FIX_ALL: lsp::CodeActionKind = lsp::CodeActionKind::new("source.fixAll.diglot");

/// The fixes of what diverges in a range, and the ways to ignore it; in a source, those of its translations.
pub(in crate::server) fn code_action(
    state: &State,
    params: &lsp::CodeActionParams,
) -> Option<Vec<lsp::CodeActionResponse>> {
    let key = Key::of(&params.text_document.uri);
    let path = key.path().filter(|_| state.client.code_actions)?;
    let quick = wants(&params.context, "quickfix");
    let mut actions = Actions { shown: &params.context.diagnostics, list: Vec::new() };
    if quick && sets::is_configuration(path) {
        ignore::remove_entries(state, path, &mut actions);
    }
    for set in state.sets_of(path) {
        let Some(here) = set.plan.index(path) else { continue };
        if quick {
            quick_fixes(state, set, here, params.range, &mut actions);
        }
        if state.client.source_actions && wants(&params.context, "source.fixAll.diglot") {
            let asked_for = params.context.only.is_some();
            let mends_one_here = actions.list.iter().any(|action| action.is_preferred == Some(true));
            let all = fix_all::fix_all(state, set, here);
            // Unasked only beside another fix, and where it does more than that.
            actions.list.extend(
                all.filter(|(_, count)| asked_for || mends_one_here && *count > 1).map(|(all, _)| all),
            );
        }
    }
    let list: Vec<_> = actions.list.into_iter().map(lsp::CodeActionResponse::CodeAction).collect();
    (!list.is_empty()).then_some(list)
}

/// The fixes of what diverges in a range of a member, and the ways to ignore it.
fn quick_fixes(state: &State, set: &Set, here: usize, asked: lsp::Range, actions: &mut Actions<'_>) {
    let diverging = diverging(state, set, here, asked);
    for place in &diverging {
        for fix in &place.divergence.fixes {
            actions.extend(place.fix(fix));
        }
        actions.extend(skeleton::skeleton(place));
    }
    for place in &diverging {
        ignore::ways(place, actions);
    }
    ignore::remove_comments(state, set, here, asked, actions);
}

/// What diverges in a range of a member.
fn diverging<'a>(state: &'a State, set: &'a Set, here: usize, asked: lsp::Range) -> Vec<Place<'a>> {
    let side = if here == set.plan.source { Side::Source } else { Side::Target };
    let mut places = Vec::new();
    for (target, bitext) in counterparts::bitexts(state, set) {
        if side == Side::Target && here != target {
            continue;
        }
        let asked = from_proto::range(&bitext.text(side).snapshot, asked, state.client.encoding);
        let places_here =
            set.told(bitext).map(|(divergence, _)| Place { state, set, bitext, divergence, target, side });
        places.extend(places_here.filter(|place| place.range().is_some_and(|range| touches(range, asked))));
    }
    places
}

/// Whether the client wants actions of a kind, among others or alone.
fn wants(context: &lsp::CodeActionContext, kind: &str) -> bool {
    context.only.as_ref().is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.strip_prefix(wanted.as_str());
            wanted.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

/// Whether two ranges share a byte, or an end.
fn touches(range: TextRange, asked: TextRange) -> bool {
    range.start() <= asked.end() && asked.start() <= range.end()
}

/// The actions found so far.
struct Actions<'a> {
    /// What the client shows in the range.
    shown: &'a [lsp::Diagnostic],
    list: Vec<lsp::CodeAction>,
}

impl Actions<'_> {
    /// Adds an action, unless there is one that does the same: then that one mends this as well.
    fn extend(&mut self, found: Option<Found>) {
        let Some(Found { title, edit, is_preferred, mends }) = found else { return };
        let mut diagnostics: Vec<_> = self.shown.iter().filter(|shown| mends.is(shown)).cloned().collect();
        if let Some(same) = self.list.iter_mut().find(|action| action.edit.as_ref() == Some(&edit)) {
            let known = same.diagnostics.get_or_insert_default();
            diagnostics.retain(|diagnostic| !known.contains(diagnostic));
            known.extend(diagnostics);
            return;
        }
        self.list.push(lsp::CodeAction {
            title,
            kind: Some(lsp::CodeActionKind::QuickFix),
            diagnostics: Some(diagnostics).filter(|diagnostics| !diagnostics.is_empty()),
            is_preferred: is_preferred.then_some(true),
            edit: Some(edit),
            ..lsp::CodeAction::default()
        });
    }
}

/// An action.
struct Found {
    title: String,
    edit: lsp::WorkspaceEdit,
    is_preferred: bool,
    mends: Shown,
}

/// What a diagnostic is known by.
#[derive(Clone, Copy)]
struct Shown {
    range: Option<lsp::Range>,
    rule: &'static str,
}

impl Shown {
    /// Whether what the client shows is this.
    fn is(self, shown: &lsp::Diagnostic) -> bool {
        self.range == Some(shown.range)
            && matches!(&shown.code, Some(lsp::Code::String(code)) if code == self.rule)
    }
}

/// Where an action is asked for.
struct Place<'a> {
    state: &'a State,
    set: &'a Set,
    bitext: &'a Bitext,
    divergence: &'a Divergence,
    /// Index of the translation.
    target: usize,
    /// The side asked about.
    side: Side,
}

impl Place<'_> {
    /// Where the divergence is seen on the side asked about.
    fn range(&self) -> Option<TextRange> {
        let spot = match self.side {
            Side::Source => self.divergence.place.source(),
            Side::Target => self.divergence.place.target(),
        };
        self.bitext.range(self.side, spot?)
    }

    /// What the client shows of it.
    fn shown(&self) -> Shown {
        let snapshot = &self.bitext.text(self.side).snapshot;
        let range = self.range().map(|range| to_proto::range(snapshot, range, self.state.client.encoding));
        Shown { range, rule: self.divergence.rule.id }
    }

    fn fix(&self, fix: &Fix) -> Option<Found> {
        let text = &self.bitext.target;
        let range = self.bitext.range(Side::Target, fix.at)?;
        let member = &self.set.plan.members[self.target];
        Some(Found {
            title: self.of_target(self.title(fix, range)),
            edit: edit::of_text(self.state, &member.path, &text.snapshot, range, fix.text.clone()),
            is_preferred: self.state.client.preferred && fix.unambiguous,
            mends: self.shown(),
        })
    }

    fn title(&self, fix: &Fix, range: TextRange) -> String {
        let (new, old) = (escape::plain(&fix.text), escape::plain(&self.bitext.target.snapshot.slice(range)));
        match (old.trim(), new.trim()) {
            ("", new) => format!("Insert “{new}”"),
            (old, "") => format!("Delete “{old}”"),
            (old, new) => format!("Replace “{old}” by “{new}”"),
        }
    }

    /// A title of what is done about the translation; asked in the source, it says which.
    fn of_target(&self, what: String) -> String {
        match self.side {
            Side::Target => what,
            Side::Source => format!("{} text: {what}", self.bitext.target.language.name),
        }
    }
}
