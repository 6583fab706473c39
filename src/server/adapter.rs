//! The protocol's methods: each turns its message into an event and queues it before it waits for anything, so that
//! events stand in the queue in the order of the messages. No state, no lock, no decision.

use serde_json::json;
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::event::{About, Answer, Event, Events, Query, Reply};
use super::lifecycle::Lifecycle;
use super::methods;
use super::methods::counterpart::{Counterpart, CounterpartParams};
use super::state::State;

/// The protocol's number for an answer that the server takes back.
const SERVER_CANCELLED: i64 = -32802;

/// Stands between the protocol library and the actor.
#[derive(Debug)]
pub(super) struct Adapter {
    events: Events,
    lifecycle: Lifecycle,
}

impl Adapter {
    pub(super) fn new(events: Events, lifecycle: Lifecycle) -> Self {
        Self { events, lifecycle }
    }

    /// `diglot/counterpart`.
    pub(super) async fn counterpart(&self, params: CounterpartParams) -> Result<Option<Vec<Counterpart>>> {
        self.query(of(&params.text_document), params, methods::counterpart::counterpart).await
    }

    fn tell(&self, event: Event) {
        // The actor ends only with the process; nobody is left to be told that it is gone.
        let _ = self.events.send(event);
    }

    async fn ask<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(event(reply));
        answer.await.map_err(|_| Error::internal_error())
    }

    /// Asks a question; `None` where there is nothing to say, or nothing that is still true.
    async fn query<P: Send + 'static, A: Send + 'static>(
        &self,
        about: About,
        params: P,
        method: fn(&State, &P) -> Option<A>,
    ) -> Result<Option<A>> {
        self.query_by(|reply| Query::new(about, params, method, reply)).await.map(Answer::found)
    }

    async fn query_by<A>(&self, query: impl FnOnce(Reply<Answer<A>>) -> Query) -> Result<Answer<A>> {
        self.ask(|reply| Event::Asked(query(reply))).await
    }
}

impl LanguageServer for Adapter {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        if let Some(process) = params.process_id {
            self.lifecycle.client_is(process);
        }
        self.ask(|reply| Event::Initialize(Box::new(params), reply)).await
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.tell(Event::ShutDown);
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        self.tell(Event::Opened(params));
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        self.tell(Event::Changed(params));
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        self.tell(Event::Saved(params));
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params));
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        self.tell(Event::FilesChanged(params));
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        self.tell(Event::FoldersChanged(params));
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        self.tell(Event::ConfigurationChanged(params.settings));
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        self.query(in_document(&params.text_document_position_params), params, methods::hover::hover).await
    }

    async fn goto_definition(
        &self,
        params: lsp::DefinitionParams,
    ) -> Result<Option<lsp::DefinitionResponse>> {
        let about = in_document(&params.text_document_position_params);
        self.query(about, params, methods::definition::definition).await
    }

    async fn goto_implementation(
        &self,
        params: lsp::ImplementationParams,
    ) -> Result<Option<lsp::ImplementationResponse>> {
        let about = in_document(&params.text_document_position_params);
        self.query(about, params, methods::implementation::implementation).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let about = in_document(&params.text_document_position_params);
        self.query(about, params, methods::document_highlight::document_highlight).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let about = in_document(&params.text_document_position_params);
        self.query(about, params, methods::references::references).await
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        let about = in_document(&params.text_document_position_params);
        self.query(about, params, methods::completion::completion).await
    }

    async fn diagnostic(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReport> {
        let about = of(&params.text_document);
        let query = |reply| Query::new(about, params, methods::diagnostic::diagnostic, reply).editing();
        match self.query_by(query).await? {
            Answer::Found(report) => Ok(report),
            // The protocol has no `null` here.
            Answer::Nothing => Ok(lsp::RelatedFullDocumentDiagnosticReport::default().into()),
            Answer::Outdated => Err(Error {
                code: ErrorCode::ServerError(SERVER_CANCELLED),
                message: "the text has changed meanwhile".into(),
                data: Some(json!({ "retriggerRequest": true })),
            }),
        }
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        self.query(of(&params.text_document), params, methods::document_symbol::document_symbol).await
    }

    async fn symbol(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        self.query(About::Everything, params, methods::workspace_symbol::workspace_symbol).await
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.query(of(&params.text_document), params, methods::folding_range::folding_range).await
    }

    async fn selection_range(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        self.query(of(&params.text_document), params, methods::selection_range::selection_range).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokens>> {
        self.query(of(&params.text_document), params, methods::semantic_tokens::full).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokens>> {
        self.query(of(&params.text_document), params, methods::semantic_tokens::range).await
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        self.query(of(&params.text_document), params, methods::inlay_hint::inlay_hint).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.query(of(&params.text_document), params, methods::code_lens::code_lens).await
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.query(of(&params.text_document), params, methods::document_link::document_link).await
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<lsp::LspAny>> {
        let Some(uri) = methods::execute_command::document(&params) else { return Ok(None) };
        self.query(About::Document(uri), params, methods::execute_command::execute_command).await
    }

    async fn code_action(
        &self,
        params: lsp::CodeActionParams,
    ) -> Result<Option<Vec<lsp::CodeActionResponse>>> {
        let about = of(&params.text_document);
        self.query_by(|reply| Query::new(about, params, methods::code_action::code_action, reply).editing())
            .await
            .map(Answer::found)
    }
}

/// About the document of a place.
fn in_document(place: &lsp::TextDocumentPositionParams) -> About {
    of(&place.text_document)
}

/// About a document.
fn of(document: &lsp::TextDocumentIdentifier) -> About {
    About::Document(document.uri.clone())
}
