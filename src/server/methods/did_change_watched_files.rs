//! `workspace/didChangeWatchedFiles`: files changed on the disk.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::state::State;
use crate::server::uri::Key;

/// Reads anew what is not open; files that come and go may change what belongs together.
pub(in crate::server) fn did_change_watched_files(
    state: &mut State,
    params: lsp::DidChangeWatchedFilesParams,
) {
    for change in params.changes {
        let key = Key::of(&change.uri);
        let Some(path) = key.path() else { continue };
        state.file_changed(path);
        if change.kind != lsp::FileChangeType::Changed {
            state.look_anew();
        }
    }
}
