//! What can happen to the server. Everything that changes state comes through here, in one order.

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tower_lsp::gen_lsp_types as lsp;

use super::disk::Changes;
use super::jobs::Compared;
use super::sets::Discovered;
use super::state::State;

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
    /// The client shows the progress of the first look at the texts.
    ProgressBegins,
    /// A detached task has something to say to the client's log.
    Log(String),
}

/// A question, with the method that answers it.
pub(super) struct Query {
    about: About,
    may_edit: bool,
    method: Box<dyn Method>,
}

/// What a question is about.
#[derive(Debug, Clone)]
pub(super) enum About {
    /// A document.
    Document(lsp::Uri),
    /// All that the server knows.
    Everything,
}

/// What became of a question.
#[derive(Debug)]
pub(super) enum Answer<A> {
    /// The answer.
    Found(A),
    /// There is nothing to say.
    Nothing,
    /// The text has changed since, or it took too long: the answer would be of another text.
    Outdated,
}

impl<A> Answer<A> {
    /// The answer, if there is one.
    pub(super) fn found(self) -> Option<A> {
        match self {
            Self::Found(answer) => Some(answer),
            Self::Nothing | Self::Outdated => None,
        }
    }
}

/// A method as a function of the state, with its parameters and the place for its answer.
struct Asked<P, A> {
    params: P,
    method: fn(&State, &P) -> Option<A>,
    reply: Reply<Answer<A>>,
}

/// [`Asked`] of any parameters and answer.
trait Method: Send {
    fn answer(self: Box<Self>, state: &State);
    fn answer_nothing(self: Box<Self>);
    fn answer_outdated(self: Box<Self>);
    fn is_cancelled(&self) -> bool;
}

// A closed channel means a cancelled request: nobody is left to be told.
impl<P: Send, A: Send> Method for Asked<P, A> {
    fn answer(self: Box<Self>, state: &State) {
        let answer = (self.method)(state, &self.params).map_or(Answer::Nothing, Answer::Found);
        drop(self.reply.send(answer));
    }

    fn answer_nothing(self: Box<Self>) {
        drop(self.reply.send(Answer::Nothing));
    }

    fn answer_outdated(self: Box<Self>) {
        drop(self.reply.send(Answer::Outdated));
    }

    fn is_cancelled(&self) -> bool {
        self.reply.is_closed()
    }
}

impl Query {
    /// A question that `method` answers from the state as it stands then.
    pub(super) fn new<P: Send + 'static, A: Send + 'static>(
        about: About,
        params: P,
        method: fn(&State, &P) -> Option<A>,
        reply: Reply<Answer<A>>,
    ) -> Self {
        Self { about, may_edit: false, method: Box::new(Asked { params, method, reply }) }
    }

    /// The same, whose answer is carried out in the texts, and must not be of a file that has changed on the disk.
    #[must_use]
    pub(super) fn editing(self) -> Self {
        Self { may_edit: true, ..self }
    }

    /// What it is about.
    pub(super) fn about(&self) -> &About {
        &self.about
    }

    /// Whether the answer is carried out in the texts.
    pub(super) fn may_edit(&self) -> bool {
        self.may_edit
    }

    /// Whether the client has given up waiting.
    pub(super) fn is_cancelled(&self) -> bool {
        self.method.is_cancelled()
    }

    /// Answers from the state as it stands.
    pub(super) fn answer(self, state: &State) {
        self.method.answer(state);
    }

    /// Answers that there is nothing to say.
    pub(super) fn answer_nothing(self) {
        self.method.answer_nothing();
    }

    /// Answers that the text is another one by now.
    pub(super) fn answer_outdated(self) {
        self.method.answer_outdated();
    }
}

impl std::fmt::Debug for Query {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Query").field("about", &self.about).finish_non_exhaustive()
    }
}
