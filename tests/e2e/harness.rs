//! A client for tests: real frames over pipes in memory, and strict. Every request must be answered exactly once, every
//! wait has a deadline, and a message that no test looked at fails the test when the client is dropped.
//!
//! `DIGLOT_RECORD=folder` writes every session as JSON lines (`{"d": "->" | "<-", "m": message}`, "->" from the server),
//! as the protocol checker reads them.

use std::collections::{BTreeMap, VecDeque};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diglot::project::path::Lexical;
use diglot::project::uri;
use diglot::server::{Ending, Options, run};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// How long any answer may take, on a busy machine.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

/// How the client behaves and what it says it can do.
pub(crate) struct Setup {
    pub(crate) capabilities: Value,
    pub(crate) options: Value,
    pub(crate) server: Options,
    /// Whether the client answers the server's requests.
    pub(crate) answers: bool,
    /// How many bytes lie between the server and a client that does not read.
    pub(crate) pipe: usize,
    /// What it answers to `workspace/configuration`.
    pub(crate) configuration: Value,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            capabilities: everything(&["utf-16"]),
            options: json!({ "quiet_ms": 0 }),
            server: Options::default(),
            answers: true,
            pipe: 1 << 20,
            configuration: Value::Null,
        }
    }
}

/// The capabilities of a client that can do all that we make use of.
pub(crate) fn everything(encodings: &[&str]) -> Value {
    json!({
        "general": { "positionEncodings": encodings },
        "workspace": {
            "configuration": true,
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            "symbol": {},
            "executeCommand": {},
        },
        "window": { "showDocument": { "support": true } },
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "definition": { "linkSupport": true },
            "implementation": { "linkSupport": true },
            "completion": { "contextSupport": true },
            "documentHighlight": {},
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "foldingRange": {},
            "selectionRange": {},
            "inlayHint": {},
            "codeLens": {},
            "documentLink": { "tooltipSupport": true },
            "semanticTokens": {
                "requests": { "full": true, "range": true }, "formats": ["relative"], "tokenModifiers": [],
                "tokenTypes": ["keyword", "number", "enumMember"],
            },
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
            "codeAction": {
                "isPreferredSupport": true,
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } },
            },
        },
    })
}

/// A client and the server it talks to.
pub(crate) struct Client {
    runtime: Option<Runtime>,
    to_server: Option<DuplexStream>,
    inbox: Receiver<Value>,
    /// Read, and not yet asked for.
    unread: VecDeque<Value>,
    reading: Option<Reading>,
    server: Option<JoinHandle<Ending>>,
    answers: bool,
    configuration: Value,
    /// Requests without an answer yet, by id.
    open: BTreeMap<i64, String>,
    ids: i64,
    record: Arc<Mutex<Option<std::fs::File>>>,
    pub(crate) initialized: Value,
    /// What the server asked besides its settings, as it came.
    pub(crate) requests: Vec<Value>,
}

/// The side of the pipe that is not read yet.
struct Reading {
    from_server: DuplexStream,
    sender: Sender<Value>,
}

impl Client {
    /// A client that has been through the handshake.
    pub(crate) fn start(setup: Setup) -> Self {
        let capabilities = setup.capabilities.clone();
        let options = setup.options.clone();
        let mut client = Self::connect(setup);
        client.read_on();
        let id = client.request(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options }),
        );
        client.initialized = client.answer(id);
        client.notify("initialized", json!({}));
        client
    }

    /// A client that has said nothing, and reads nothing until [`Self::read_on`].
    pub(crate) fn connect(setup: Setup) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let (to_server, stdin) = tokio::io::duplex(1 << 20);
        let (stdout, from_server) = tokio::io::duplex(setup.pipe);
        let server = runtime.spawn(run(stdin, stdout, setup.server));
        let (sender, inbox) = channel();
        Self {
            runtime: Some(runtime),
            to_server: Some(to_server),
            inbox,
            unread: VecDeque::new(),
            reading: Some(Reading { from_server, sender }),
            server: Some(server),
            answers: setup.answers,
            configuration: setup.configuration,
            open: BTreeMap::new(),
            ids: 0,
            record: Arc::new(Mutex::new(recording())),
            initialized: Value::Null,
            requests: Vec::new(),
        }
    }

    /// Begins to read what the server writes.
    pub(crate) fn read_on(&mut self) {
        let Some(Reading { from_server, sender }) = self.reading.take() else { return };
        let record = Arc::clone(&self.record);
        self.runtime.as_ref().expect("until it is dropped").spawn(async move {
            let mut from_server = BufReader::new(from_server);
            while let Some(message) = read_frame(&mut from_server).await {
                note(&record, "->", &message);
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
    }

    /// Writes bytes as they stand.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let to_server = self.to_server.as_mut().expect("the pipe is open");
        let runtime = self.runtime.as_ref().expect("until it is dropped");
        let writing = async { tokio::time::timeout(DEADLINE, to_server.write_all(bytes)).await };
        runtime.block_on(writing).expect("the server reads").expect("the server is there");
    }

    fn send(&mut self, message: &Value) {
        note(&self.record, "<-", message);
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Answers the server; it may be gone by now.
    fn answer_request(&mut self, message: &Value) {
        let Some(to_server) = self.to_server.as_mut().filter(|_| self.server.is_some()) else { return };
        note(&self.record, "<-", message);
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let runtime = self.runtime.as_ref().expect("until it is dropped");
        let _ = runtime
            .block_on(async { tokio::time::timeout(DEADLINE, to_server.write_all(frame.as_bytes())).await });
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        message["params"] = params;
        self.send(&message);
    }

    /// Sends a request; its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.ids += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": self.ids, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.open.insert(self.ids, method.to_owned());
        self.send(&message);
        self.ids
    }

    /// The result of a request; panics if it is an error.
    #[track_caller]
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        let message = self.response(id);
        assert!(message.get("error").is_none(), "an error: {message}");
        message["result"].clone()
    }

    /// The whole answer to a request.
    #[track_caller]
    pub(crate) fn response(&mut self, id: i64) -> Value {
        self.wait(&format!("the answer to {id}"), |message| {
            message.get("method").is_none() && message["id"] == json!(id)
        })
    }

    /// Asks and waits.
    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// The next list of diagnostics for a document.
    #[track_caller]
    pub(crate) fn diagnostics(&mut self, uri: &str) -> Value {
        let message = self.wait(&format!("diagnostics for {uri}"), |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        });
        message["params"].clone()
    }

    /// The next request of the server by this method, besides those for its settings.
    #[track_caller]
    pub(crate) fn asked(&mut self, method: &str) -> Value {
        let until = Instant::now() + DEADLINE;
        loop {
            if let Some(at) = self.requests.iter().position(|request| request["method"] == method) {
                return self.requests.remove(at);
            }
            let came = self.take(until.saturating_duration_since(Instant::now()));
            assert!(came, "no {method} within {DEADLINE:?}; asked: {:#?}", self.requests);
        }
    }

    /// The next message to the log.
    #[track_caller]
    pub(crate) fn log(&mut self) -> String {
        let message = self.wait("a log message", |message| message["method"] == "window/logMessage");
        message["params"]["message"].as_str().unwrap_or_default().to_owned()
    }

    /// The first message, from now on, that `wanted` accepts.
    #[track_caller]
    pub(crate) fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + DEADLINE;
        let mut seen = 0;
        loop {
            if let Some(at) = (seen..self.unread.len()).find(|&at| wanted(&self.unread[at])) {
                return self.unread.remove(at).expect("the place exists");
            }
            seen = self.unread.len();
            let came = self.take(until.saturating_duration_since(Instant::now()));
            assert!(came, "no {what} within {DEADLINE:?}; unread: {:#?}", self.unread);
        }
    }

    /// What has come for a document after a while of silence: its last list of diagnostics, if any came.
    pub(crate) fn settle(&mut self, uri: &str, silence: Duration) -> Option<Value> {
        while self.take(silence) {}
        let is_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        };
        let last =
            self.unread.iter().rfind(|message| is_it(message)).map(|message| message["params"].clone());
        self.unread.retain(|message| !is_it(message));
        last
    }

    /// Throws away the diagnostics that came so far.
    pub(crate) fn forget_diagnostics(&mut self) {
        self.unread.retain(|message| message["method"] != "textDocument/publishDiagnostics");
    }

    /// Takes one message in; `false` if none comes.
    fn take(&mut self, patience: Duration) -> bool {
        let message = match self.inbox.recv_timeout(patience) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
        };
        match (message.get("method").and_then(Value::as_str), message.get("id")) {
            (Some(method), Some(id)) => {
                if self.answers {
                    let result = match method {
                        "workspace/configuration" => json!([self.configuration]),
                        "client/registerCapability"
                        | "window/workDoneProgress/create"
                        | "workspace/diagnostic/refresh"
                        | "workspace/codeLens/refresh"
                        | "workspace/inlayHint/refresh"
                        | "workspace/semanticTokens/refresh" => Value::Null,
                        "window/showDocument" => json!({ "success": true }),
                        other => panic!("the server asks what no client was asked to know: {other}"),
                    };
                    self.answer_request(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
                    self.requests.push(message);
                }
            }
            (Some(_), None) => self.unread.push_back(message),
            (None, id) => {
                let id =
                    id.and_then(Value::as_i64).unwrap_or_else(|| panic!("an answer to nothing: {message}"));
                assert!(self.open.remove(&id).is_some(), "a second answer to {id}: {message}");
                self.unread.push_back(message);
            }
        }
        true
    }

    /// `shutdown`, `exit`, and how the server ended.
    pub(crate) fn shut_down(mut self) -> Ending {
        self.leave()
    }

    /// `shutdown` and `exit`, whatever nobody has read.
    pub(crate) fn leave_unread(mut self) {
        assert_eq!(self.leave(), Ending::Orderly);
        while self.take(Duration::ZERO) {}
        self.unread.clear();
    }

    /// Closes the pipe, and how the server ended.
    pub(crate) fn hang_up(mut self) -> Ending {
        self.to_server = None;
        self.ended()
    }

    /// `exit` alone, and how the server ended.
    pub(crate) fn exit(mut self) -> Ending {
        self.notify("exit", Value::Null);
        self.ended()
    }

    fn leave(&mut self) -> Ending {
        let id = self.request("shutdown", Value::Null);
        self.answer(id);
        self.notify("exit", Value::Null);
        self.ended()
    }

    fn ended(&mut self) -> Ending {
        let server = self.server.take().expect("it runs");
        let runtime = self.runtime.as_ref().expect("until it is dropped");
        runtime
            .block_on(async { tokio::time::timeout(DEADLINE, server).await })
            .expect("it ends")
            .expect("no panic")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            if self.server.is_some() {
                assert_eq!(self.leave(), Ending::Orderly);
            }
            while self.take(Duration::ZERO) {}
            assert!(self.unread.is_empty(), "nobody read: {:#?}", self.unread);
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn read_frame(from: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = Some(value.parse().expect("a length")),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.expect("a Content-Length")];
    from.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

fn recording() -> Option<std::fs::File> {
    static SESSIONS: AtomicUsize = AtomicUsize::new(0);
    let folder = PathBuf::from(std::env::var_os("DIGLOT_RECORD")?);
    std::fs::create_dir_all(&folder).expect("the recordings' folder");
    let name = std::thread::current().name().unwrap_or("session").replace("::", "-");
    let number = SESSIONS.fetch_add(1, Ordering::Relaxed);
    Some(std::fs::File::create(folder.join(format!("{name}-{number}.jsonl"))).expect("a recording"))
}

fn note(record: &Mutex<Option<std::fs::File>>, direction: &str, message: &Value) {
    if let Some(file) = record.lock().expect("no panic while writing").as_mut() {
        writeln!(file, "{}", json!({ "d": direction, "m": message })).expect("a recording can be written");
    }
}

/// A folder with files in it, gone when dropped.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// A file's URI.
    pub(crate) fn uri(&self, name: &str) -> String {
        uri::from_path(&Lexical::of(&self.path().join(name))).expect("an absolute path")
    }
}

/// From line and column, to line and column, the new text.
pub(crate) type Change<'a> = ((u32, u32), (u32, u32), &'a str);

impl Client {
    /// Opens a document.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let is_markdown = Path::new(uri).extension().is_some_and(|extension| extension == "md");
        let language = if is_markdown { "markdown" } else { "plaintext" };
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": language, "version": 1, "text": text } }),
        );
    }

    /// Changes a document by ranges.
    pub(crate) fn edit(&mut self, uri: &str, version: i32, changes: &[Change<'_>]) {
        let changes: Vec<_> = changes
            .iter()
            .map(|((line, column), (end_line, end_column), text)| {
                json!({ "range": {
                    "start": { "line": line, "character": column },
                    "end": { "line": end_line, "character": end_column },
                }, "text": text })
            })
            .collect();
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
    }

    /// Replaces a document's text.
    pub(crate) fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": text }] }),
        );
    }

    /// Closes a document.
    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// A question about a place.
    #[track_caller]
    pub(crate) fn ask_at(&mut self, method: &str, uri: &str, line: u32, column: u32) -> Value {
        self.ask(method, at(uri, line, column))
    }
}

/// The parameters of a question about a place.
pub(crate) fn at(uri: &str, line: u32, column: u32) -> Value {
    json!({
        "textDocument": { "uri": uri },
        "position": { "line": line, "character": column },
        "context": { "includeDeclaration": false },
    })
}

/// The rules that a list of diagnostics names, in order.
pub(crate) fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["code"].as_str())
        .collect()
}
