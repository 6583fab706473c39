//! `workspace/symbol`: the sets that are kept compared, and their documents.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::{Set, State};

/// The documents whose name, language or set has the words asked for; all of them for no words.
#[expect(clippy::unnecessary_wraps, reason = "the form of a method")]
pub(in crate::server) fn workspace_symbol(
    state: &State,
    params: &lsp::WorkspaceSymbolParams,
) -> Option<lsp::WorkspaceSymbolResponse> {
    let words: Vec<String> = params.query.split_whitespace().map(str::to_lowercase).collect();
    let mut symbols = Vec::new();
    for set in state.sets() {
        symbols.extend(of_set(state, set, &words));
    }
    Some(lsp::WorkspaceSymbolResponse::SymbolInformationList(symbols))
}

/// The set, placed at its source, and its documents.
#[expect(deprecated, reason = "the type has the field and no default")]
fn of_set(state: &State, set: &Set, words: &[String]) -> Vec<lsp::SymbolInformation> {
    let name = |member: usize| {
        let name = set.plan.members[member].path.file_name();
        name.map(|name| super::super::escape::plain(&name.to_string_lossy())).unwrap_or_default()
    };
    let source = name(set.plan.source);
    let languages: Vec<&str> = set.plan.members.iter().map(|member| member.language.name).collect();
    let title = format!("{source} ({})", languages.join(", "));
    let symbol = |name: String, kind, container_name, member: usize| lsp::SymbolInformation {
        deprecated: None,
        location: lsp::Location {
            uri: state.uri(&set.plan.members[member].path),
            range: lsp::Range::default(),
        },
        base_symbol_information: lsp::BaseSymbolInformation { name, kind, tags: None, container_name },
    };
    let documents = set.plan.members.iter().enumerate().map(|(index, member)| {
        let shown = format!("{} ({})", name(index), member.language.name);
        symbol(shown, lsp::SymbolKind::File, Some(title.clone()), index)
    });
    let fits = |symbol: &lsp::SymbolInformation| {
        let shown = symbol.base_symbol_information.name.to_lowercase();
        words.iter().all(|word| shown.contains(word))
    };
    let whole = symbol(title.clone(), lsp::SymbolKind::Package, None, set.plan.source);
    std::iter::once(whole).chain(documents).filter(fits).collect()
}
