//! `workspace/didChangeWorkspaceFolders`: where configurations and tags in paths begin to count.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;
use crate::server::uri::Key;

/// Takes the folders over.
pub(in crate::server) fn did_change_workspace_folders(
    state: &mut State,
    params: &lsp::DidChangeWorkspaceFoldersParams,
) {
    for folder in &params.event.removed {
        state.folders.retain(|known| Some(known.as_path()) != Key::of(&folder.uri).path());
    }
    for folder in &params.event.added {
        state.folders.extend(Key::of(&folder.uri).path().map(std::path::Path::to_owned));
    }
    state.look_anew();
}
