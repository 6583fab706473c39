//! `workspace/didChangeConfiguration`, and the client's answer to `workspace/configuration`.

use serde_json::Value;
use tower_lsp::gen_lsp_types as lsp;

use crate::server::settings::Way;
use crate::server::state::State;

/// The client's settings changed. A client that answers questions is asked: what it sends along is often nothing.
pub(in crate::server) fn did_change_configuration(state: &mut State, sent: &Value) {
    if state.client.configuration {
        state.requests.configuration();
    } else {
        configuration(state, sent);
    }
}

/// The client says what its settings are. `null` says that nothing is set.
pub(in crate::server) fn configuration(state: &mut State, sent: &Value) {
    let (new, faults) = state.settings.take(Way::Configuration, sent);
    complain(state, faults);
    if new {
        state.look_anew();
    }
}

/// Says what is wrong with settings.
pub(super) fn complain(state: &State, faults: Vec<String>) {
    for fault in faults {
        state.outbox.log(lsp::MessageType::Error, format!("in the settings of the editor: {fault}"));
    }
}
