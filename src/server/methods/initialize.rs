//! `initialize` and `initialized`: the two sides introduce themselves.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::capabilities::Client;
use crate::server::event::Reply;
use crate::server::state::State;

/// Learns what the client can do, and says what we can.
pub(in crate::server) fn initialize(
    state: &mut State,
    params: &lsp::InitializeParams,
    reply: Reply<lsp::InitializeResult>,
) {
    state.client = Client::new(&params.capabilities);
    if let Some(options) = &params.initialization_options {
        super::did_change_configuration::take_over(state, options);
    }
    // A closed channel means a cancelled request: nobody is left to be told.
    let _ = reply.send(state.client.offer());
}

/// The client listens now: asks it for its settings, and to watch files.
pub(in crate::server) fn initialized(state: &mut State) {
    if state.client.configuration {
        state.requests.configuration();
    }
    if state.client.watches_files {
        state.requests.watch_files();
    } else {
        state.watch_disk();
    }
}
