//! What the client may set: the same keys as `diglot.toml`.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

/// How the source shows what diverges in its translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mirror {
    /// As a hint.
    #[default]
    Hint,
    /// As severely as in the translation.
    Same,
    /// Not at all.
    Off,
}

/// The client's settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    /// How long typing must rest before the texts are compared anew, in milliseconds; 0: not at all.
    pub(super) quiet_ms: u64,
    /// How the source shows what diverges in its translations.
    pub(super) mirror: Mirror,
    /// Largest text that is analysed, in bytes.
    pub(super) max_file_bytes: u64,
    /// Longest line of a text that is analysed, in bytes.
    pub(super) max_line_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { quiet_ms: 300, mirror: Mirror::Hint, max_file_bytes: 64 << 20, max_line_bytes: 1 << 20 }
    }
}

impl Settings {
    /// Reads what a client sent, bare or under `diglot`; `Err` says what can't be read. `null` is the defaults.
    pub(super) fn read(sent: &Value) -> Result<Self, String> {
        let sent = sent.get("diglot").unwrap_or(sent);
        if sent.is_null() {
            return Ok(Self::default());
        }
        serde_json::from_value(sent.clone()).map_err(|error| error.to_string())
    }

    /// How long typing must rest.
    pub(super) fn quiet(&self) -> Duration {
        Duration::from_millis(self.quiet_ms)
    }
}
