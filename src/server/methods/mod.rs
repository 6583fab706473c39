//! One file an LSP method: a question is a function of the state, which the adapter names; what changes the state is
//! called by its owner.

pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod completion;
pub(super) mod counterpart;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod did_change;
pub(super) mod did_change_configuration;
pub(super) mod did_change_watched_files;
pub(super) mod did_change_workspace_folders;
pub(super) mod did_close;
pub(super) mod did_open;
pub(super) mod did_save;
pub(super) mod document_highlight;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod execute_command;
pub(super) mod folding_range;
pub(super) mod hover;
pub(super) mod implementation;
pub(super) mod initialize;
pub(super) mod inlay_hint;
pub(super) mod references;
pub(super) mod selection_range;
pub(super) mod semantic_tokens;
pub(super) mod workspace_symbol;
