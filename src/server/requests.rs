//! What we ask the client, in tasks of their own: nothing waits for them, their answers come back as events, and a
//! client that never answers costs nothing.

use std::time::Duration;

use serde_json::json;
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
}

impl Requests {
    pub(super) fn new(client: Client, events: Events) -> Self {
        Self { client, events }
    }

    /// Asks for the section `diglot` of the client's configuration.
    pub(super) fn configuration(&self) {
        let Self { client, events } = self.clone();
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
        let Self { client, events } = self.clone();
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
