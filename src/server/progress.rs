//! How far a translation has come: what code lenses say, and the notification `diglot/progress`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::Bitext;

use super::state::{Set, State};

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Progress {
    /// Paragraphs of the source.
    pub(super) paragraphs: usize,
    /// Those of them that have a counterpart in another language than their own.
    pub(super) translated: usize,
    /// What diverges, as far as it is told.
    pub(super) divergences: usize,
}

impl Progress {
    /// Of one of a set's translations.
    pub(super) fn of(set: &Set, bitext: &Bitext) -> Self {
        let (translated, paragraphs) = bitext.translated();
        Self { paragraphs, translated, divergences: set.told(bitext).count() }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { paragraphs, translated, divergences } = self;
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        write!(
            formatter,
            "{translated} of {paragraphs} paragraph{} translated, {divergences} divergence{}",
            plural(*paragraphs),
            plural(*divergences)
        )
    }
}

/// What `diglot/progress` says of a translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProgressParams {
    /// The translation.
    uri: lsp::Uri,
    /// What it is a translation of.
    source: lsp::Uri,
    paragraphs: usize,
    translated: usize,
    divergences: usize,
}

/// The notification.
#[derive(Debug)]
pub(super) enum ProgressNotification {}

impl lsp::Notification for ProgressNotification {
    type Params = ProgressParams;
    const METHOD: lsp::LspNotificationMethod<'static> = lsp::LspNotificationMethod::new("diglot/progress");
    const MESSAGE_DIRECTION: lsp::MessageDirection = lsp::MessageDirection::ServerToClient;
}

/// What the client was last told, by translation.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<PathBuf, ProgressParams>);

impl Told {
    /// Forgets the translations that `keep` does not name: reopened, they are told of anew.
    pub(super) fn retain(&mut self, keep: impl Fn(&Path) -> bool) {
        self.0.retain(|path, _| keep(path));
    }

    /// What is to be told anew of a set.
    pub(super) fn news(&mut self, state: &State, set: &Set) -> Vec<ProgressParams> {
        let mut news = Vec::new();
        for (target, bitext) in super::counterparts::bitexts(state, set) {
            let path = &set.plan.members[target].path;
            let Progress { paragraphs, translated, divergences } = Progress::of(set, bitext);
            let (uri, source) = (state.uri(path), state.uri(&set.plan.members[set.plan.source].path));
            let params = ProgressParams { uri, source, paragraphs, translated, divergences };
            if self.0.get(path) != Some(&params) {
                self.0.insert(path.clone(), params.clone());
                news.push(params);
            }
        }
        news
    }
}
