//! What we ask the client, in tasks of their own: nothing waits for them, their answers come back as events, and a
//! client that never answers costs nothing.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types as lsp;

use super::event::{Event, Events};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks the client.
#[derive(Debug, Clone)]
pub(super) struct Requests {
    client: Client,
    events: Events,
    refreshing: Arc<[Notify; 3]>,
}

/// What the client is to ask for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refresh {
    Diagnostics,
    CodeLenses,
    InlayHints,
}

impl Requests {
    pub(super) fn new(client: Client, events: Events) -> Self {
        let refreshing: Arc<[Notify; 3]> = Arc::default();
        for what in [Refresh::Diagnostics, Refresh::CodeLenses, Refresh::InlayHints] {
            let (client, refreshing) = (client.clone(), Arc::clone(&refreshing));
            tokio::spawn(async move {
                loop {
                    refreshing[what as usize].notified().await;
                    // One at a time: what changes meanwhile is asked for again afterwards.
                    let _ = tokio::time::timeout(PATIENCE, refreshed(&client, what)).await;
                }
            });
        }
        Self { client, events, refreshing }
    }

    /// Has the client ask again for something that has changed.
    pub(super) fn refresh(&self, what: Refresh) {
        self.refreshing[what as usize].notify_one();
    }

    /// Has the client show a document.
    pub(super) fn show_document(&self, params: lsp::ShowDocumentParams) {
        let client = self.client.clone();
        tokio::spawn(async move {
            // Whether it did is for the user to see.
            let _ = tokio::time::timeout(PATIENCE, client.show_document(params)).await;
        });
    }

    /// Has the client make room for the progress of a longer work; [`Event::ProgressBegins`] follows if it does.
    pub(super) fn create_progress(&self, token: &'static str) {
        let Self { client, events, .. } = self.clone();
        tokio::spawn(async move {
            let asked = client.create_work_done_progress(lsp::ProgressToken::String(token.to_owned()));
            if let Ok(Ok(())) = tokio::time::timeout(PATIENCE, asked).await {
                let _ = events.send(Event::ProgressBegins);
            }
        });
    }

    /// Asks for the section `diglot` of the client's configuration.
    pub(super) fn configuration(&self) {
        let Self { client, events, .. } = self.clone();
        tokio::spawn(async move {
            let items = vec![lsp::ConfigurationItem { scope_uri: None, section: Some("diglot".to_owned()) }];
            let answer = match tokio::time::timeout(PATIENCE, client.configuration(items)).await {
                Ok(Ok(answers)) => Ok(answers.into_iter().next().unwrap_or_default()),
                Ok(Err(error)) => Err(format!("no configuration from the client: {error}")),
                Err(_) => Err("the client never answered workspace/configuration".to_owned()),
            };
            let _ = events.send(Event::Configuration(answer));
        });
    }

    /// Asks the client to watch the files that matter to us.
    pub(super) fn watch_files(&self) {
        let Self { client, events, .. } = self.clone();
        let options = json!({ "watchers": [
            { "globPattern": "**/*.{md,markdown,mdown,mkd,txt,text}" },
            { "globPattern": "**/diglot.toml" },
            { "globPattern": "**/.diglot-ignore" },
        ]});
        tokio::spawn(async move {
            let registration = lsp::Registration {
                id: "diglot-files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(options),
            };
            let asked = client.register_capability(vec![registration]);
            if let Ok(Err(error)) = tokio::time::timeout(PATIENCE, asked).await {
                let _ = events.send(Event::Log(format!("the client does not watch files: {error}")));
            }
        });
    }
}

async fn refreshed(client: &Client, what: Refresh) -> tower_lsp::jsonrpc::Result<()> {
    match what {
        Refresh::Diagnostics => client.workspace_diagnostic_refresh().await,
        Refresh::CodeLenses => client.code_lens_refresh().await,
        Refresh::InlayHints => client.inlay_hint_refresh().await,
    }
}
