//! `workspace/didChangeConfiguration`, and the client's answer to `workspace/configuration`.

use serde_json::Value;
use tower_lsp::gen_lsp_types as lsp;

use crate::server::settings::Settings;
use crate::server::state::State;

/// The client's settings changed. A client that answers questions is asked: what it sends along is often nothing.
pub(in crate::server) fn did_change_configuration(state: &mut State, sent: &Value) {
    if state.client.configuration {
        state.requests.configuration();
    } else {
        configuration(state, sent);
    }
}

/// The client says what its settings are.
pub(in crate::server) fn configuration(state: &mut State, sent: &Value) {
    // `null` says that nothing is set, and leaves standing what the client was started with.
    if !sent.is_null() && take_over(state, sent) {
        state.compare_all();
        state.discover();
    }
}

/// Takes settings over; says whether they are new.
pub(super) fn take_over(state: &mut State, sent: &Value) -> bool {
    match Settings::read(sent) {
        Ok(settings) if settings != state.settings => {
            state.settings = settings;
            true
        }
        Ok(_) => false,
        Err(error) => {
            state.outbox.log(lsp::MessageType::Error, format!("the settings can't be read: {error}"));
            false
        }
    }
}
