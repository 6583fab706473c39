//! What the client can do, read once; and what we offer in turn.

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
        }
    }

    /// What we offer such a client.
    pub(super) fn offer(self) -> lsp::InitializeResult {
        let position_encoding = match self.encoding {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
        };
        let sync = lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            save: Some(lsp::SaveOptions { include_text: Some(false) }.into()),
            ..lsp::TextDocumentSyncOptions::default()
        };
        let actions = lsp::CodeActionOptions {
            code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix]),
            ..lsp::CodeActionOptions::default()
        };
        lsp::InitializeResult {
            capabilities: lsp::ServerCapabilities {
                position_encoding: Some(position_encoding),
                text_document_sync: Some(sync.into()),
                completion_provider: Some(lsp::CompletionOptions {
                    // Words make an editor ask by themselves.
                    trigger_characters: Some((0..=9).map(|digit: u8| digit.to_string()).collect()),
                    ..lsp::CompletionOptions::default()
                }),
                hover_provider: Some(true.into()),
                definition_provider: Some(true.into()),
                implementation_provider: Some(true.into()),
                references_provider: Some(true.into()),
                document_highlight_provider: Some(true.into()),
                code_action_provider: self.code_actions.then(|| actions.into()),
                workspace: Some(lsp::WorkspaceOptions {
                    workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                        supported: Some(true),
                        change_notifications: Some(true.into()),
                    }),
                    ..lsp::WorkspaceOptions::default()
                }),
                ..lsp::ServerCapabilities::default()
            },
            server_info: Some(lsp::ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
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
        assert!(least.offer().capabilities.code_action_provider.is_none());
    }
}
