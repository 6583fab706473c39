//! What the client may set: the same keys as `diglot.toml`, told when the server starts and again whenever they change.

use serde_json::Value;

use crate::project::Layer;
use crate::project::rule_ids;

/// The client's settings, by the way they came.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// In `initializationOptions`.
    options: Layer,
    /// By `workspace/configuration` or `workspace/didChangeConfiguration`; wins.
    configured: Layer,
}

/// How settings came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// In `initializationOptions`.
    Options,
    /// By `workspace/configuration` or `workspace/didChangeConfiguration`.
    Configuration,
}

impl Settings {
    /// Takes over what the client sent, bare or under `diglot`; says whether that is new, and what is wrong with it.
    pub(super) fn take(&mut self, way: Way, sent: &Value) -> (bool, Vec<String>) {
        let (layer, faults) = Layer::from_json(sent.get("diglot").unwrap_or(sent), &rule_ids());
        let place = match way {
            Way::Options => &mut self.options,
            Way::Configuration => &mut self.configured,
        };
        let new = *place != layer;
        *place = layer;
        (new, faults.into_iter().map(|fault| fault.message).collect())
    }

    /// All of them.
    pub(super) fn layer(&self) -> Layer {
        self.options.clone().merge(self.configured.clone())
    }
}
