//! The progress of the first look at the texts, which may take a while.

use serde_json::json;

use super::State;

/// What the client shows of the first look at the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstLook {
    /// Nothing yet.
    ToCome,
    /// It was asked to make room.
    Announced,
    /// That it is under way.
    Shown,
    /// Nothing any more.
    Over,
}

/// The token of that progress.
const FIRST_LOOK: &str = "diglot/first-look";

impl State {
    /// It begins: asks the client to make room for it.
    pub(super) fn announce_first_look(&mut self) {
        if self.first_look == FirstLook::ToCome && self.client.work_done {
            self.first_look = FirstLook::Announced;
            self.requests.create_progress(FIRST_LOOK);
        }
    }

    /// The client has made room to show it.
    pub(super) fn first_look_shown(&mut self) {
        if self.first_look == FirstLook::Announced && !self.is_settled(None) {
            self.first_look = FirstLook::Shown;
            self.outbox.work(FIRST_LOOK, json!({ "kind": "begin", "title": "Diglot: comparing texts" }));
        }
    }

    pub(super) fn end_first_look(&mut self) {
        if self.first_look == FirstLook::Shown && self.is_settled(None) {
            self.first_look = FirstLook::Over;
            self.outbox.work(FIRST_LOOK, json!({ "kind": "end" }));
        }
    }
}
