//! What we offer a client: all we have, whatever the settings; what depends on the client, only to those that can do it.

use serde_json::json;
use tower_lsp::gen_lsp_types as lsp;

use crate::text::Encoding;

use super::capabilities::Client;
use super::methods::code_action::FIX_ALL;
use super::methods::execute_command::COMMANDS;

/// The answer to `initialize`.
pub(super) fn offer(client: Client) -> lsp::InitializeResult {
    lsp::InitializeResult {
        capabilities: lsp::ServerCapabilities {
            position_encoding: Some(match client.encoding {
                Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
                Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
                Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(sync().into()),
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
            document_symbol_provider: Some(true.into()),
            workspace_symbol_provider: Some(true.into()),
            code_action_provider: client.code_actions.then(|| actions(client).into()),
            code_lens_provider: Some(lsp::CodeLensOptions::default()),
            document_link_provider: Some(lsp::DocumentLinkOptions::default()),
            folding_range_provider: Some(true.into()),
            selection_range_provider: Some(true.into()),
            inlay_hint_provider: Some(true.into()),
            semantic_tokens_provider: client.tokens.map(|legend| tokens(legend.names()).into()),
            diagnostic_provider: client.pulls.then(|| diagnostics().into()),
            execute_command_provider: Some(lsp::ExecuteCommandOptions {
                commands: COMMANDS.map(str::to_owned).to_vec(),
                ..lsp::ExecuteCommandOptions::default()
            }),
            workspace: Some(lsp::WorkspaceOptions {
                workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(true.into()),
                }),
                ..lsp::WorkspaceOptions::default()
            }),
            experimental: Some(json!({ "diglot": { "counterpart": true, "progress": true } })),
            ..lsp::ServerCapabilities::default()
        },
        server_info: Some(lsp::ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn sync() -> lsp::TextDocumentSyncOptions {
    lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(lsp::SaveOptions { include_text: Some(false) }.into()),
        ..lsp::TextDocumentSyncOptions::default()
    }
}

fn actions(client: Client) -> lsp::CodeActionOptions {
    let fix_all = client.source_actions.then_some(FIX_ALL);
    lsp::CodeActionOptions {
        code_action_kinds: Some(std::iter::once(lsp::CodeActionKind::QuickFix).chain(fix_all).collect()),
        ..lsp::CodeActionOptions::default()
    }
}

fn tokens(token_types: Vec<String>) -> lsp::SemanticTokensOptions {
    lsp::SemanticTokensOptions {
        legend: lsp::SemanticTokensLegend { token_types, token_modifiers: Vec::new() },
        range: Some(lsp::SemanticTokensOptionsRange::Bool(true)),
        full: Some(lsp::Full::Bool(true)),
        ..lsp::SemanticTokensOptions::default()
    }
}

fn diagnostics() -> lsp::DiagnosticOptions {
    lsp::DiagnosticOptions {
        identifier: Some(env!("CARGO_PKG_NAME").to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: false,
        ..lsp::DiagnosticOptions::default()
    }
}
