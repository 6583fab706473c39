//! The one way for notifications to the client, in order. What a client that does not read would only read to throw
//! away is not sent: of two waiting lists of diagnostics for a document, the newer one.

use std::collections::VecDeque;

use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types as lsp;

use super::progress::{ProgressNotification, ProgressParams};

/// A notification that waits to be sent.
#[derive(Debug)]
enum Note {
    Diagnostics(lsp::PublishDiagnosticsParams),
    Log(lsp::LogMessageParams),
    Progress(ProgressParams),
    Work(lsp::ProgressParams),
}

/// Takes notifications; never waits.
#[derive(Debug, Clone)]
pub(super) struct Outbox(mpsc::UnboundedSender<Note>);

impl Outbox {
    /// Shows these diagnostics, and no others, for a document.
    pub(super) fn publish(&self, diagnostics: lsp::PublishDiagnosticsParams) {
        self.send(Note::Diagnostics(diagnostics));
    }

    /// Writes to the client's log.
    pub(super) fn log(&self, kind: lsp::MessageType, message: String) {
        self.send(Note::Log(lsp::LogMessageParams { kind, message }));
    }

    /// Says how far a translation has come.
    pub(super) fn progress(&self, progress: ProgressParams) {
        self.send(Note::Progress(progress));
    }

    /// Says how far a work of ours has come that the client shows.
    pub(super) fn work(&self, token: &str, value: serde_json::Value) {
        self.send(Note::Work(lsp::ProgressParams {
            token: lsp::ProgressToken::String(token.to_owned()),
            value,
        }));
    }

    fn send(&self, note: Note) {
        // The task behind it ends only with the process.
        let _ = self.0.send(note);
    }
}

/// Starts the task that sends to `client`.
pub(super) fn start(client: Client) -> Outbox {
    let (sender, mut inbox) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut waiting = VecDeque::new();
        while let Some(note) = inbox.recv().await {
            queue(&mut waiting, note);
            loop {
                while let Ok(note) = inbox.try_recv() {
                    queue(&mut waiting, note);
                }
                match waiting.pop_front() {
                    Some(Note::Diagnostics(params)) => {
                        client.send_notification::<lsp::PublishDiagnosticsNotification>(params).await;
                    }
                    Some(Note::Log(params)) => {
                        client.send_notification::<lsp::LogMessageNotification>(params).await;
                    }
                    Some(Note::Progress(params)) => {
                        client.send_notification::<ProgressNotification>(params).await;
                    }
                    Some(Note::Work(params)) => {
                        client.send_notification::<lsp::ProgressNotification>(params).await;
                    }
                    None => break,
                }
            }
        }
    });
    Outbox(sender)
}

/// Puts a note last; a list of diagnostics takes the place of an older one for the same document.
fn queue(waiting: &mut VecDeque<Note>, note: Note) {
    if let Note::Diagnostics(newer) = &note {
        waiting.retain(|note| !matches!(note, Note::Diagnostics(older) if older.uri == newer.uri));
    }
    waiting.push_back(note);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostics(uri: &str, version: i32) -> Note {
        Note::Diagnostics(lsp::PublishDiagnosticsParams {
            uri: uri.into(),
            version: Some(version),
            diagnostics: Vec::new(),
        })
    }

    #[test]
    fn only_the_newest_list_of_a_document_waits() {
        let mut waiting = VecDeque::new();
        for note in [diagnostics("a", 1), diagnostics("b", 1), diagnostics("a", 2)] {
            queue(&mut waiting, note);
        }
        let left: Vec<_> = waiting
            .iter()
            .map(|note| match note {
                Note::Diagnostics(params) => (params.uri.0.as_str(), params.version),
                _ => unreachable!("none was queued"),
            })
            .collect();
        assert_eq!(left, [("b", Some(1)), ("a", Some(2))]);
    }
}
