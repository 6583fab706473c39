//! `textDocument/codeAction`: quick fixes. Found anew from the range: few clients give `diagnostic.data` back.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::{Bitext, Side};
use crate::comparison::{Divergence, Fix};
use crate::project::Member;
use crate::server::state::{Set, State};
use crate::server::uri::Key;
use crate::server::{counterparts, escape, from_proto, to_proto};
use crate::text::TextRange;

/// The fixes of what diverges in a range; in a source, those of its translations.
pub(super) fn code_action(
    state: &State,
    params: &lsp::CodeActionParams,
) -> Option<Vec<lsp::CodeActionResponse>> {
    let key = Key::of(&params.text_document.uri);
    let path = key.path().filter(|_| state.client.code_actions && wanted(&params.context))?;
    let mut actions = Vec::new();
    for set in state.sets_of(path) {
        let Some(here) = set.plan.index(path) else { continue };
        for (target, bitext) in counterparts::bitexts(state, set) {
            let side = if here == set.plan.source { Side::Source } else { Side::Target };
            if side == Side::Target && here != target {
                continue;
            }
            let asked = from_proto::range(&bitext.text(side).snapshot, params.range, state.client.encoding);
            for divergence in bitext
                .divergences
                .iter()
                .filter(|one| set.severity(one).is_some() && touches(bitext, one, side, asked))
            {
                let place = Place { state, set, bitext, target, side };
                let fixes = divergence.fixes.iter();
                actions.extend(
                    fixes.filter_map(|fix| place.action(divergence, fix, &params.context.diagnostics)),
                );
            }
        }
    }
    (!actions.is_empty()).then_some(actions)
}

/// Whether the client wants quick fixes, among others or alone.
fn wanted(context: &lsp::CodeActionContext) -> bool {
    context.only.as_ref().is_none_or(|only| {
        only.iter().any(|kind| matches!(kind, lsp::CodeActionKind::QuickFix | lsp::CodeActionKind::Empty))
    })
}

/// Whether a divergence is seen on this side in the range, or at its ends.
fn touches(bitext: &Bitext, divergence: &Divergence, side: Side, asked: TextRange) -> bool {
    let spot = match side {
        Side::Source => divergence.place.source(),
        Side::Target => divergence.place.target(),
    };
    let range = spot.and_then(|spot| bitext.range(side, spot));
    range.is_some_and(|range| range.start() <= asked.end() && asked.start() <= range.end())
}

/// Where a fix is asked for.
struct Place<'a> {
    state: &'a State,
    set: &'a Set,
    bitext: &'a Bitext,
    /// Index of the translation.
    target: usize,
    /// The side asked about.
    side: Side,
}

impl Place<'_> {
    fn action(
        &self,
        divergence: &Divergence,
        fix: &Fix,
        shown: &[lsp::Diagnostic],
    ) -> Option<lsp::CodeActionResponse> {
        let text = &self.bitext.target;
        let range = self.bitext.range(Side::Target, fix.at)?;
        let member = &self.set.plan.members[self.target];
        let edit = lsp::TextEdit {
            range: to_proto::range(&text.snapshot, range, self.state.client.encoding),
            new_text: fix.text.clone(),
        };
        let diagnostics: Vec<_> = shown.iter().filter(|shown| self.is(divergence, shown)).cloned().collect();
        let action = lsp::CodeAction {
            title: self.title(fix, range),
            kind: Some(lsp::CodeActionKind::QuickFix),
            diagnostics: Some(diagnostics).filter(|diagnostics| !diagnostics.is_empty()),
            is_preferred: (self.state.client.preferred && fix.unambiguous).then_some(true),
            edit: Some(self.edit(member, edit)),
            ..lsp::CodeAction::default()
        };
        Some(lsp::CodeActionResponse::CodeAction(action))
    }

    fn title(&self, fix: &Fix, range: TextRange) -> String {
        let (new, old) = (escape::plain(&fix.text), escape::plain(&self.bitext.target.snapshot.slice(range)));
        let what = match (old.trim(), new.trim()) {
            ("", new) => format!("Insert “{new}”"),
            (old, "") => format!("Delete “{old}”"),
            (old, new) => format!("Replace “{old}” by “{new}”"),
        };
        match self.side {
            Side::Target => what,
            Side::Source => format!("{} text: {what}", self.bitext.target.language.name),
        }
    }

    /// Whether what the client shows is this divergence.
    fn is(&self, divergence: &Divergence, shown: &lsp::Diagnostic) -> bool {
        let spot = match self.side {
            Side::Source => divergence.place.source(),
            Side::Target => divergence.place.target(),
        };
        let range = spot.and_then(|spot| self.bitext.range(self.side, spot));
        let snapshot = &self.bitext.text(self.side).snapshot;
        let range = range.map(|range| to_proto::range(snapshot, range, self.state.client.encoding));
        range == Some(shown.range)
            && matches!(&shown.code, Some(lsp::Code::String(code)) if code == divergence.rule.id)
    }

    fn edit(&self, member: &Member, edit: lsp::TextEdit) -> lsp::WorkspaceEdit {
        let uri = self.state.uri(&member.path);
        if !self.state.client.document_changes {
            return lsp::WorkspaceEdit {
                changes: Some(HashMap::from([(uri, vec![edit])])),
                ..lsp::WorkspaceEdit::default()
            };
        }
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
            version: self.state.version(&member.path),
            text_document_identifier: lsp::TextDocumentIdentifier { uri },
        };
        let change = lsp::TextDocumentEdit { text_document, edits: vec![lsp::Edit::TextEdit(edit)] };
        lsp::WorkspaceEdit {
            document_changes: Some(vec![lsp::DocumentChange::TextDocumentEdit(change)]),
            ..lsp::WorkspaceEdit::default()
        }
    }
}
