//! `workspace/executeCommand`: the commands, which lead to a place. Their answer is that place; where the client can be
//! shown a document, it is shown as well.

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types as lsp;

use crate::server::counterparts;
use crate::server::state::State;
use crate::server::uri::Key;

/// Goes to the counterpart of a place.
pub(in crate::server) const OPEN_COUNTERPART: &str = "diglot.openCounterpart";
/// Goes to the next divergence of a document.
pub(in crate::server) const NEXT_DIVERGENCE: &str = "diglot.nextDivergence";
/// Goes to the one before.
pub(in crate::server) const PREVIOUS_DIVERGENCE: &str = "diglot.previousDivergence";

/// All commands.
pub(in crate::server) const COMMANDS: [&str; 3] = [OPEN_COUNTERPART, NEXT_DIVERGENCE, PREVIOUS_DIVERGENCE];

/// What a command is given.
struct Arguments {
    at: lsp::TextDocumentPositionParams,
    /// The document to go to, where there are several.
    there: Option<Key>,
}

/// The document a command is about, as its first argument names it.
pub(in crate::server) fn document(params: &lsp::ExecuteCommandParams) -> Option<lsp::Uri> {
    params.arguments.as_ref()?.first()?.as_str().map(|uri| lsp::Uri(uri.to_owned()))
}

/// Carries a command out; its answer is the place it leads to, `None` if it leads nowhere.
pub(in crate::server) fn execute_command(
    state: &State,
    params: &lsp::ExecuteCommandParams,
) -> Option<lsp::LspAny> {
    let arguments = arguments(params)?;
    let place = match params.command.as_str() {
        OPEN_COUNTERPART => counterpart(state, &arguments),
        NEXT_DIVERGENCE => divergence(state, &arguments, Way::Forth),
        PREVIOUS_DIVERGENCE => divergence(state, &arguments, Way::Back),
        _ => None,
    }?;
    if state.client.shows_documents {
        state.requests.show_document(lsp::ShowDocumentParams {
            uri: place.uri.clone(),
            external: None,
            take_focus: Some(true),
            selection: Some(place.range),
        });
    }
    Some(json!(place))
}

/// URI, position, URI of the other document; the last two may be left out.
fn arguments(params: &lsp::ExecuteCommandParams) -> Option<Arguments> {
    let given = params.arguments.as_deref().unwrap_or_default();
    let position = given.get(1).and_then(|position| serde_json::from_value(position.clone()).ok());
    let there = given.get(2).and_then(Value::as_str).map(|uri| Key::of(&lsp::Uri(uri.to_owned())));
    let at = lsp::TextDocumentPositionParams {
        text_document: lsp::TextDocumentIdentifier { uri: document(params)? },
        position: position.unwrap_or_default(),
    };
    Some(Arguments { at, there })
}

/// The counterpart sentence of a place; where none is known, the beginning of the other document.
fn counterpart(state: &State, arguments: &Arguments) -> Option<lsp::Location> {
    let is_wanted = |path: &std::path::Path| {
        arguments.there.as_ref().is_none_or(|there| there.path().is_some_and(|there| there == path))
    };
    let found = counterparts::at(state, &arguments.at);
    if let Some(found) = found.iter().find(|found| is_wanted(&found.there.path)) {
        return Some(counterparts::location(state, found, found.target()));
    }
    let key = Key::of(&arguments.at.text_document.uri);
    let opposites = counterparts::opposites(state, key.path()?);
    let there = opposites.iter().find(|opposite| is_wanted(&opposite.there.path))?;
    Some(lsp::Location { uri: state.uri(&there.there.path), range: lsp::Range::default() })
}

/// Which divergence is gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Forth,
    Back,
}

/// The next divergence shown in the document, or the one before; from the last one on to the first.
fn divergence(state: &State, arguments: &Arguments, way: Way) -> Option<lsp::Location> {
    let key = Key::of(&arguments.at.text_document.uri);
    let shown = state.shown(key.path()?);
    let at = arguments.at.position;
    let order = |position: lsp::Position| (position.line, position.character);
    let mut ranges: Vec<lsp::Range> = shown.map(|diagnostic| diagnostic.range).collect();
    ranges.sort_by_key(|range| (order(range.start), order(range.end)));
    let range = match way {
        Way::Forth => ranges.iter().find(|range| order(range.start) > order(at)).or(ranges.first()),
        Way::Back => ranges.iter().rev().find(|range| order(range.start) < order(at)).or(ranges.last()),
    }?;
    Some(lsp::Location { uri: arguments.at.text_document.uri.clone(), range: *range })
}
