//! The language server: a stateless adapter that turns messages into events, one actor that owns all state, one file an
//! LSP method. The only room that knows the protocol; nothing below it may name an LSP type.
//!
//! ```text
//! stdin ─► input (frames) ─► adapter ─► events ─► actor (state) ─► jobs on blocking threads ─► events …
//! stdout ◄─ pump ◄─ tower-lsp ◄─ outbox (ordered notifications) ◄─┘
//! ```
//!
//! What may never happen here: a handler that waits before its event is queued, the actor waiting for the client, a
//! notification past the outbox, an analysis on the actor's thread.

mod actor;
mod adapter;
mod capabilities;
mod counterparts;
mod diagnostics;
mod disk;
mod documents;
mod escape;
mod event;
mod from_proto;
mod input;
mod jobs;
mod lifecycle;
mod methods;
mod offer;
mod outbox;
mod page;
mod progress;
mod requests;
mod sets;
mod settings;
mod state;
mod to_proto;
mod uri;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tower_lsp::{LspService, Server};

use adapter::Adapter;
use lifecycle::Lifecycle;

/// How many messages may be under way at once. Head-room for requests that wait for an analysis ([`state`] holds back
/// half as many), not a device for correctness.
const CONCURRENCY: usize = 64;

/// How many bytes may lie between us and a client that does not read.
const OUTPUT_BUFFER: usize = 16 << 20;

/// How many bytes of input wait for the protocol.
const INPUT_BUFFER: usize = 1 << 20;

/// How long the last messages may take to leave when the server ends.
const FLUSH: Duration = Duration::from_millis(500);

/// Called on the analysis thread with each file before it is read; tests plant panics and delays with it.
pub type AnalysisHook = Arc<dyn Fn(&Path) + Send + Sync>;

/// What a server is started with, besides what the client says.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// See [`AnalysisHook`].
    pub before_analysis: Option<AnalysisHook>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Options").field("before_analysis", &self.before_analysis.is_some()).finish()
    }
}

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for `shutdown` before it left.
    Orderly,
    /// It did not: it said `exit`, closed the pipe or died.
    Abrupt,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Orderly => Self::SUCCESS,
            Ending::Abrupt => Self::FAILURE,
        }
    }
}

/// Serves one client on standard input and output until it leaves.
pub fn stdio() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            lifecycle::complain(&format!("the server could not start: {error}"));
            return ExitCode::from(2);
        }
    };
    let ending = runtime.block_on(run(tokio::io::stdin(), tokio::io::stdout(), Options::default()));
    // The thread that reads standard input can't be interrupted; the process ends with it still waiting.
    runtime.shutdown_background();
    ending.into()
}

/// Serves one client until it leaves: by `exit`, by closing `stdin`, or by dying.
pub async fn run<I, O>(stdin: I, stdout: O, options: Options) -> Ending
where
    I: AsyncRead + Unpin + Send + 'static,
    O: AsyncWrite + Unpin + Send + 'static,
{
    let lifecycle = Lifecycle::new();
    let (events, inbox) = mpsc::unbounded_channel();
    let at_end = events.clone();
    let (service, socket) = LspService::build(|client| {
        let outbox = outbox::start(client.clone());
        let requests = requests::Requests::new(client, events.clone());
        actor::start(inbox, events.clone(), outbox, requests, options);
        Adapter::new(events, lifecycle.clone())
    })
    .custom_method("diglot/counterpart", Adapter::counterpart)
    .finish();

    let (from_client, to_protocol) = tokio::io::duplex(INPUT_BUFFER);
    let input = input::pump(stdin, to_protocol, lifecycle.clone());
    let reading = tokio::spawn(async move {
        input.await;
        // Nobody is left to wait for an analysis.
        let _ = at_end.send(event::Event::ShutDown);
    });
    let (from_protocol, to_client) = tokio::io::duplex(OUTPUT_BUFFER);
    let writing = tokio::spawn(lifecycle::write_out(to_client, stdout));

    let serving =
        Server::new(from_client, from_protocol, socket).concurrency_level(CONCURRENCY).serve(service);
    tokio::select! {
        () = serving => {}
        () = lifecycle.client_died() => {}
    }
    reading.abort();
    let _ = tokio::time::timeout(FLUSH, writing).await;
    lifecycle.ending()
}
