//! One file an LSP method: a question is a function of the state, which the adapter names; what changes the state is
//! called by its owner.

pub(super) mod code_action;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod did_change;
pub(super) mod did_change_configuration;
pub(super) mod did_change_watched_files;
pub(super) mod did_change_workspace_folders;
pub(super) mod did_close;
pub(super) mod did_open;
pub(super) mod did_save;
pub(super) mod document_highlight;
pub(super) mod hover;
pub(super) mod implementation;
pub(super) mod initialize;
pub(super) mod references;
