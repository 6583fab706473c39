//! What the client can do, read once.

use tower_lsp::gen_lsp_types as lsp;

use crate::text::Encoding;

/// What the client can do, as far as it changes what we say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the protocol of its own")]
pub(super) struct Client {
    /// The unit of columns, in both directions.
    pub(super) encoding: Encoding,
    /// Hovers may be Markdown.
    pub(super) markdown: bool,
    /// Diagnostics may point at the other text.
    pub(super) related_information: bool,
    /// A definition may say which words it is the definition of.
    pub(super) links: bool,
    /// So may an implementation.
    pub(super) implementation_links: bool,
    /// Code actions may be values, not commands only.
    pub(super) code_actions: bool,
    /// Code actions may be marked as the right one.
    pub(super) preferred: bool,
    /// Edits may name the version they are made for.
    pub(super) document_changes: bool,
    /// Edits may create files.
    pub(super) creates_files: bool,
    /// It answers `workspace/configuration`.
    pub(super) configuration: bool,
    /// It watches files when asked to.
    pub(super) watches_files: bool,
    /// It asks for diagnostics by itself, and again when it is told to; else they are only sent to it.
    pub(super) pulls: bool,
    /// What it pulls may come with other documents' diagnostics.
    pub(super) related_documents: bool,
    /// Outlines may be trees.
    pub(super) symbol_trees: bool,
    /// How many folding ranges of a document it takes.
    pub(super) most_folds: usize,
    /// Which tokens it colours; `None` if it colours none.
    pub(super) tokens: Option<Legend>,
    /// Links may say what they lead to.
    pub(super) link_tooltips: bool,
    /// It shows a document when asked to.
    pub(super) shows_documents: bool,
    /// It asks for code lenses again when it is told to.
    pub(super) refreshes_lenses: bool,
    /// It asks for inlay hints again when it is told to.
    pub(super) refreshes_hints: bool,
    /// It shows the progress of longer work.
    pub(super) work_done: bool,
    /// It takes `diglot/progress`.
    pub(super) progress: bool,
    /// It takes code actions of the kind `source.fixAll`.
    pub(super) source_actions: bool,
}

/// The types of tokens that a client colours, of those that we tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Legend {
    dates: bool,
    periods: bool,
}

impl Legend {
    /// Numbers; and all that the client has no colour of its own for.
    pub(super) const NUMBER: u32 = 0;

    fn of(types: &[String]) -> Option<Self> {
        let knows = |name: &str| types.iter().any(|known| known == name);
        let types = Self { dates: knows("enumMember"), periods: knows("keyword") };
        knows("number").then_some(types)
    }

    /// The names, in the order of their indexes.
    pub(super) fn names(self) -> Vec<String> {
        let dates = self.dates.then_some("enumMember");
        let periods = self.periods.then_some("keyword");
        ["number"].into_iter().chain(dates).chain(periods).map(str::to_owned).collect()
    }

    /// Dates and times.
    pub(super) fn date(self) -> u32 {
        u32::from(self.dates)
    }

    /// Words for a part of a time.
    pub(super) fn period(self) -> u32 {
        if self.periods { 1 + u32::from(self.dates) } else { Self::NUMBER }
    }
}

impl Client {
    /// Reads a client's capabilities.
    pub(super) fn new(capabilities: &lsp::ClientCapabilities) -> Self {
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let hover = text.and_then(|text| text.hover.as_ref()).and_then(|hover| hover.content_format.as_ref());
        let actions = text.and_then(|text| text.code_action.as_ref());
        let diagnostics = text.and_then(|text| text.publish_diagnostics.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let window = capabilities.window.as_ref();
        let pull = text.and_then(|text| text.diagnostic.as_ref());
        let tokens = text.and_then(|text| text.semantic_tokens.as_ref());
        let folding = text.and_then(|text| text.folding_range.as_ref());
        let kinds = actions.and_then(|actions| actions.code_action_literal_support.as_ref());
        let own = capabilities.experimental.as_ref().and_then(|experimental| experimental.get("diglot"));
        let document_changes = edits.is_some_and(|edit| edit.document_changes == Some(true));
        let creates = |operations: &Vec<_>| operations.contains(&lsp::ResourceOperationKind::Create);
        Self {
            encoding: encoding(capabilities),
            // The client lists what it prefers first.
            markdown: hover.and_then(|formats| formats.first()) == Some(&lsp::MarkupKind::Markdown),
            related_information: diagnostics
                .is_some_and(|client| client.diagnostics_capabilities.related_information == Some(true)),
            links: text
                .and_then(|text| text.definition.as_ref())
                .is_some_and(|definition| definition.link_support == Some(true)),
            implementation_links: text
                .and_then(|text| text.implementation.as_ref())
                .is_some_and(|implementation| implementation.link_support == Some(true)),
            code_actions: actions.is_some_and(|actions| actions.code_action_literal_support.is_some()),
            preferred: actions.is_some_and(|actions| actions.is_preferred_support == Some(true)),
            document_changes,
            creates_files: document_changes
                && edits.and_then(|edit| edit.resource_operations.as_ref()).is_some_and(creates),
            configuration: workspace.is_some_and(|workspace| workspace.configuration == Some(true)),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref())
                .is_some_and(|watching| watching.dynamic_registration == Some(true)),
            pulls: pull.is_some()
                && workspace
                    .and_then(|workspace| workspace.diagnostics.as_ref())
                    .is_some_and(|diagnostics| diagnostics.refresh_support == Some(true)),
            related_documents: pull.is_some_and(|pull| pull.related_document_support == Some(true)),
            symbol_trees: text
                .and_then(|text| text.document_symbol.as_ref())
                .is_some_and(|symbols| symbols.hierarchical_document_symbol_support == Some(true)),
            most_folds: folding
                .and_then(|folding| folding.range_limit)
                .map_or(usize::MAX, |limit| limit as usize),
            tokens: tokens.and_then(|tokens| Legend::of(&tokens.token_types)),
            link_tooltips: text
                .and_then(|text| text.document_link.as_ref())
                .is_some_and(|links| links.tooltip_support == Some(true)),
            shows_documents: window
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|show| show.support),
            refreshes_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref())
                .is_some_and(|lenses| lenses.refresh_support == Some(true)),
            refreshes_hints: workspace
                .and_then(|workspace| workspace.inlay_hint.as_ref())
                .is_some_and(|hints| hints.refresh_support == Some(true)),
            work_done: window.is_some_and(|window| window.work_done_progress == Some(true)),
            progress: own.and_then(|own| own.get("progress")) == Some(&serde_json::Value::Bool(true)),
            source_actions: kinds.is_some_and(|kinds| {
                let known = |kind: &lsp::CodeActionKind| {
                    matches!(
                        kind,
                        lsp::CodeActionKind::Empty
                            | lsp::CodeActionKind::Source
                            | lsp::CodeActionKind::SourceFixAll
                    )
                };
                kinds.code_action_kind.value_set.iter().any(known)
            }),
        }
    }
}

/// UTF-8 where the client offers it, else UTF-32, else what every client counts in.
fn encoding(capabilities: &lsp::ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let offered = offered.unwrap_or_default();
    if offered.contains(&lsp::PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.contains(&lsp::PositionEncodingKind::UTF32) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn client(capabilities: serde_json::Value) -> Client {
        Client::new(&serde_json::from_value(capabilities).unwrap())
    }

    #[test]
    fn the_encoding_is_negotiated() {
        for (offered, taken) in [
            (json!(["utf-16"]), Encoding::Utf16),
            (json!(["utf-16", "utf-32"]), Encoding::Utf32),
            (json!(["utf-32", "utf-16", "utf-8"]), Encoding::Utf8),
            (json!(["utf-7"]), Encoding::Utf16),
            (json!([]), Encoding::Utf16),
            (json!(null), Encoding::Utf16),
        ] {
            assert_eq!(
                client(json!({ "general": { "positionEncodings": offered } })).encoding,
                taken,
                "{offered}"
            );
        }
    }

    #[test]
    fn hovers_come_as_the_client_prefers() {
        for (formats, markdown) in [
            (json!(["markdown", "plaintext"]), true),
            (json!(["plaintext", "markdown"]), false),
            (json!(["plaintext"]), false),
            (json!([]), false),
            (json!(null), false),
        ] {
            let client = client(json!({ "textDocument": { "hover": { "contentFormat": formats } } }));
            assert_eq!(client.markdown, markdown, "{formats}");
        }
    }

    #[test]
    fn a_client_that_says_nothing_gets_the_least() {
        let least = client(json!({}));
        assert!(!least.related_information && !least.links && !least.code_actions && !least.configuration);
        assert!(super::super::offer::offer(least).capabilities.code_action_provider.is_none());
    }
}
