//! `workspace/didChangeConfiguration`, and the client's answer to `workspace/configuration`.

use serde_json::Value;
use tower_lsp::gen_lsp_types as lsp;

use crate::server::settings::Way;
use crate::server::state::{Asking, State};

/// The client's settings changed. A client that answers questions is asked: what it sends along is often nothing.
pub(in crate::server) fn did_change_configuration(state: &mut State, sent: &Value) {
    if state.client.configuration {
        ask(state);
    } else {
        configuration(state, sent);
    }
}

/// Asks the client for its settings.
pub(super) fn ask(state: &mut State) {
    state.asking = match state.asking {
        Asking::No => {
            state.requests.configuration();
            Asking::Once
        }
        Asking::Once | Asking::Again => Asking::Again,
    };
}

/// The client answered, or did not.
pub(in crate::server) fn answered(state: &mut State, answer: Result<Value, String>) {
    let asked = std::mem::replace(&mut state.asking, Asking::No);
    match answer {
        Ok(sent) => {
            configuration(state, &sent);
            if asked == Asking::Again {
                ask(state);
            }
        }
        // Whoever did not answer now will hardly do so if asked again.
        Err(error) => state.outbox.log(lsp::MessageType::Warning, error),
    }
}

/// The client says what its settings are. `null` says that nothing is set.
fn configuration(state: &mut State, sent: &Value) {
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
