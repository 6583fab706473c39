//! What can happen to the server. Everything that changes state comes through here, in one order.

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tower_lsp::gen_lsp_types as lsp;

use super::disk::Changes;
use super::jobs::Compared;
use super::sets::Discovered;

/// Where events go.
pub(super) type Events = mpsc::UnboundedSender<Event>;

/// Where an answer goes. Dropped unanswered, the request is answered with an error.
pub(super) type Reply<T> = oneshot::Sender<T>;

/// Something that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// The client introduces itself.
    Initialize(Box<lsp::InitializeParams>, Reply<lsp::InitializeResult>),
    /// It has read our introduction.
    Initialized,
    /// It owns a document's text from now on.
    Opened(lsp::DidOpenTextDocumentParams),
    /// It changed a document.
    Changed(lsp::DidChangeTextDocumentParams),
    /// It wrote a document to the disk.
    Saved(lsp::DidSaveTextDocumentParams),
    /// The text on the disk counts again.
    Closed(lsp::DidCloseTextDocumentParams),
    /// Files changed that it watches for us.
    FilesChanged(lsp::DidChangeWatchedFilesParams),
    /// Its folders changed.
    FoldersChanged(lsp::DidChangeWorkspaceFoldersParams),
    /// Its settings changed; perhaps to these.
    ConfigurationChanged(Value),
    /// Its answer to `workspace/configuration`, or why there is none.
    Configuration(Result<Value, String>),
    /// It asks something.
    Asked(Query),
    /// It will leave.
    ShutDown,
    /// A job found out which files belong together.
    Discovered(Discovered),
    /// A job compared a set.
    Compared(Compared),
    /// A look at the disk found these changed.
    DiskChanged(Changes),
    /// A detached task has something to say to the client's log.
    Log(String),
}

/// A question about a place in a document.
#[derive(Debug)]
pub(super) enum Query {
    /// `textDocument/hover`.
    Hover(lsp::HoverParams, Reply<Option<lsp::Hover>>),
    /// `textDocument/definition`.
    Definition(lsp::DefinitionParams, Reply<Option<lsp::DefinitionResponse>>),
    /// `textDocument/references`.
    References(lsp::ReferenceParams, Reply<Option<Vec<lsp::Location>>>),
    /// `textDocument/codeAction`.
    CodeAction(lsp::CodeActionParams, Reply<Option<Vec<lsp::CodeActionResponse>>>),
}

impl Query {
    /// The document asked about.
    pub(super) fn uri(&self) -> &lsp::Uri {
        match self {
            Self::Hover(params, _) => &params.text_document_position_params.text_document.uri,
            Self::Definition(params, _) => &params.text_document_position_params.text_document.uri,
            Self::References(params, _) => &params.text_document_position_params.text_document.uri,
            Self::CodeAction(params, _) => &params.text_document.uri,
        }
    }

    /// Whether the answer is carried out in the texts, and must not be of a file that has changed on the disk.
    pub(super) fn may_edit(&self) -> bool {
        matches!(self, Self::CodeAction(..))
    }

    /// Whether the client has given up waiting.
    pub(super) fn is_cancelled(&self) -> bool {
        match self {
            Self::Hover(_, reply) => reply.is_closed(),
            Self::Definition(_, reply) => reply.is_closed(),
            Self::References(_, reply) => reply.is_closed(),
            Self::CodeAction(_, reply) => reply.is_closed(),
        }
    }

    /// Answers that there is nothing to say.
    pub(super) fn answer_nothing(self) {
        // A closed channel means a cancelled request: nobody is left to be told.
        match self {
            Self::Hover(_, reply) => drop(reply.send(None)),
            Self::Definition(_, reply) => drop(reply.send(None)),
            Self::References(_, reply) => drop(reply.send(None)),
            Self::CodeAction(_, reply) => drop(reply.send(None)),
        }
    }
}
