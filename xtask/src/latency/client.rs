//! An editor as far as a language server sees one: frames over pipes, and a clock at both ends.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server and what it says.
pub(super) struct Client {
    server: Child,
    stdin: ChildStdin,
    inbox: Receiver<(Instant, Value)>,
    ids: i64,
    /// When the server was started.
    pub(super) began: Instant,
}

impl Client {
    /// Starts a server and introduces the client to it; what the server answers to `initialize`.
    pub(super) fn start(command: &[String], folder: &Path, options: &Value) -> Result<(Self, Value)> {
        let (program, arguments) = command.split_first().context("a command names a program")?;
        let began = Instant::now();
        let mut server = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{program} does not start"))?;
        let (stdin, stdout) = (server.stdin.take(), server.stdout.take());
        let (stdin, stdout) = (stdin.context("a pipe")?, stdout.context("a pipe")?);
        let (sender, inbox) = channel();
        std::thread::spawn(move || {
            let mut stdout = BufReader::with_capacity(1 << 20, stdout);
            while let Ok(body) = read_frame(&mut stdout) {
                // The time is taken before the message is understood, which takes a while if it is long.
                let now = Instant::now();
                let Ok(message) = serde_json::from_slice(&body) else { return };
                if sender.send((now, message)).is_err() {
                    return;
                }
            }
        });
        let mut client = Self { server, stdin, inbox, ids: 0, began };
        let root = uri(folder);
        let id = client.request(
            "initialize",
            &json!({
                "processId": std::process::id(), "rootUri": root, "initializationOptions": options,
                "workspaceFolders": [{ "uri": root, "name": "latency" }],
                "capabilities": {
                    "general": { "positionEncodings": ["utf-16"] },
                    "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
                    "textDocument": {
                        "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
                        "hover": { "contentFormat": ["markdown"] },
                        "definition": { "linkSupport": true },
                    },
                },
            }),
        )?;
        let (_, answer) = client.answer(id)?;
        client.notify("initialized", &json!({}))?;
        Ok((client, answer))
    }

    /// Its process.
    pub(super) fn process(&self) -> u32 {
        self.server.id()
    }

    /// Sends a notification; when.
    pub(super) fn notify(&mut self, method: &str, params: &Value) -> Result<Instant> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Sends a request; its id.
    pub(super) fn request(&mut self, method: &str, params: &Value) -> Result<i64> {
        self.ids += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.ids, "method": method, "params": params }))?;
        Ok(self.ids)
    }

    fn send(&mut self, message: &Value) -> Result<Instant> {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let now = Instant::now();
        self.stdin.write_all(frame.as_bytes()).context("the server is gone")?;
        self.stdin.flush()?;
        Ok(now)
    }

    /// The answer to a request, and when it came.
    pub(super) fn answer(&mut self, id: i64) -> Result<(Instant, Value)> {
        self.wait(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// The first message that `wanted` accepts, and when it came; those before it are thrown away.
    pub(super) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<(Instant, Value)> {
        let until = Instant::now() + PATIENCE;
        loop {
            let Some((at, message)) = self.next(until.saturating_duration_since(Instant::now()))? else {
                bail!("the server said nothing for {PATIENCE:?}");
            };
            if wanted(&message) {
                return Ok((at, message));
            }
        }
    }

    /// The next message, and when it came; `None` if none comes in time. What the server asks is answered.
    pub(super) fn next(&mut self, patience: Duration) -> Result<Option<(Instant, Value)>> {
        let (at, message) = match self.inbox.recv_timeout(patience) {
            Ok(came) => came,
            Err(RecvTimeoutError::Timeout) => return Ok(None),
            Err(RecvTimeoutError::Disconnected) => bail!("the server ended"),
        };
        if let (Some(method), Some(id)) = (message.get("method"), message.get("id")) {
            let result = if method == "workspace/configuration" { json!([null]) } else { Value::Null };
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }))?;
        }
        Ok(Some((at, message)))
    }

    /// Has the server leave.
    pub(super) fn leave(mut self) -> Result<()> {
        let id = self.request("shutdown", &Value::Null)?;
        self.answer(id)?;
        self.notify("exit", &Value::Null)?;
        self.server.wait()?;
        Ok(())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // After an orderly leave there is nothing to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read_frame(from: &mut BufReader<ChildStdout>) -> Result<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        ensure!(from.read_line(&mut line)? > 0, "the end");
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(body)
}

/// A file's URI; the paths that are measured have nothing in them to be escaped.
pub(super) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
