//! `textDocument/codeLens`: above the first line, each counterpart with how far it has come. A click opens it.

use serde_json::json;
use tower_lsp::gen_lsp_types as lsp;

use super::execute_command::OPEN_COUNTERPART;
use crate::server::counterparts;
use crate::server::page::page;
use crate::server::progress::Progress;
use crate::server::state::State;

/// One lens a counterpart. `None` where there is none.
pub(in crate::server) fn code_lens(
    state: &State,
    params: &lsp::CodeLensParams,
) -> Option<Vec<lsp::CodeLens>> {
    let page = page(state, &params.text_document)?;
    let start = lsp::Position::default();
    let lenses = counterparts::opposites(state, &page.path).into_iter().map(|opposite| {
        let progress = Progress::of(opposite.set, opposite.bitext);
        let place = opposite.there.path.file_name().map(|name| name.to_string_lossy().into_owned());
        let place = super::super::escape::plain(&place.unwrap_or_default());
        let command = lsp::Command {
            title: format!("{} {place}: {progress}", opposite.there.language.name),
            tooltip: None,
            command: OPEN_COUNTERPART.to_owned(),
            arguments: Some(vec![
                json!(params.text_document.uri),
                json!(start),
                json!(state.uri(&opposite.there.path)),
            ]),
        };
        lsp::CodeLens { range: lsp::Range { start, end: start }, command: Some(command), data: None }
    });
    let lenses: Vec<_> = lenses.collect();
    (!lenses.is_empty()).then_some(lenses)
}
