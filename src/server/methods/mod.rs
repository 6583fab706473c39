//! One file an LSP method.

mod code_action;
mod definition;
pub(super) mod did_change;
pub(super) mod did_change_configuration;
pub(super) mod did_change_watched_files;
pub(super) mod did_change_workspace_folders;
pub(super) mod did_close;
pub(super) mod did_open;
pub(super) mod did_save;
mod hover;
pub(super) mod initialize;
mod references;

use super::event::Query;
use super::state::State;

/// Answers a question from the state as it stands.
pub(super) fn answer(state: &State, query: Query) {
    // A closed channel means a cancelled request: nobody is left to be told.
    match query {
        Query::Hover(params, reply) => drop(reply.send(hover::hover(state, &params))),
        Query::Definition(params, reply) => drop(reply.send(definition::definition(state, &params))),
        Query::References(params, reply) => drop(reply.send(references::references(state, &params))),
        Query::CodeAction(params, reply) => drop(reply.send(code_action::code_action(state, &params))),
    }
}
