//! `initialize` and `initialized`: the two sides introduce themselves.

use std::path::PathBuf;

use tower_lsp::gen_lsp_types as lsp;

use crate::server::capabilities::Client;
use crate::server::event::Reply;
use crate::server::offer;
use crate::server::settings::Way;
use crate::server::state::State;
use crate::server::uri::Key;

/// Learns what the client can do, and says what we can.
pub(in crate::server) fn initialize(
    state: &mut State,
    params: &lsp::InitializeParams,
    reply: Reply<lsp::InitializeResult>,
) {
    state.client = Client::new(&params.capabilities);
    state.folders = folders(params);
    if let Some(options) = &params.initialization_options {
        let (_, faults) = state.settings.take(Way::Options, options);
        // The client listens to no complaints before the handshake is over.
        state.early_faults = faults;
    }
    // A closed channel means a cancelled request: nobody is left to be told.
    let _ = reply.send(offer::offer(state.client));
}

/// The client listens now: asks it for its settings, and to watch files.
pub(in crate::server) fn initialized(state: &mut State) {
    let faults = std::mem::take(&mut state.early_faults);
    super::did_change_configuration::complain(state, faults);
    if state.client.configuration {
        super::did_change_configuration::ask(state);
    }
    if state.client.watches_files {
        state.requests.watch_files();
    } else {
        state.watch_disk();
    }
}

/// The folders the client works in.
#[expect(deprecated, reason = "clients older than `workspaceFolders` say `rootUri`")]
fn folders(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    let path = |uri: &lsp::Uri| Key::of(uri).path().map(std::path::Path::to_owned);
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().filter_map(|folder| path(&folder.uri)).collect()
        }
        Some(lsp::WorkspaceFolders::Null) | None => params.root_uri.iter().filter_map(path).collect(),
    }
}
