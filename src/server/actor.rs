//! The task that owns the state: takes events in order, and looks at the clock. It never waits for the client, nor for
//! an analysis.

use tokio::sync::mpsc;
use tokio::time::Instant;
use tower_lsp::gen_lsp_types as lsp;

use super::Options;
use super::event::{Event, Events};
use super::jobs::guarded;
use super::outbox::Outbox;
use super::requests::Requests;
use super::state::State;

/// How many events are taken before the clock is looked at.
const BATCH: usize = 4096;

/// Starts the actor.
pub(super) fn start(
    mut inbox: mpsc::UnboundedReceiver<Event>,
    events: Events,
    outbox: Outbox,
    requests: Requests,
    options: Options,
) {
    tokio::spawn(async move {
        let mut state = State::new(events, outbox, requests, options);
        let mut batch = Vec::new();
        loop {
            let deadline = state.deadline();
            tokio::select! {
                biased;
                taken = inbox.recv_many(&mut batch, BATCH) => {
                    if taken == 0 {
                        return;
                    }
                }
                () = until(deadline) => {}
            }
            let mut events = batch.drain(..).peekable();
            while let Some(event) = events.next() {
                let event = with_following(event, &mut events);
                contained(&mut state, |state| state.handle(event));
            }
            contained(&mut state, |state| state.tick(Instant::now()));
        }
    });
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

/// Joins the changes of one document that stand in a row: they are applied together.
fn with_following(event: Event, following: &mut std::iter::Peekable<impl Iterator<Item = Event>>) -> Event {
    let Event::Changed(mut change) = event else { return event };
    let same = |next: &lsp::DidChangeTextDocumentParams, uri: &lsp::Uri| {
        next.text_document.text_document_identifier.uri == *uri
    };
    let uri = change.text_document.text_document_identifier.uri.clone();
    while let Some(Event::Changed(next)) =
        following.next_if(|next| matches!(next, Event::Changed(next) if same(next, &uri)))
    {
        change.text_document.version = next.text_document.version;
        change.content_changes.extend(next.content_changes);
    }
    Event::Changed(change)
}

/// Does something with the state; a panic costs only that.
fn contained(state: &mut State, work: impl FnOnce(&mut State)) {
    if let Err(panic) = guarded(|| work(state)) {
        state.outbox.log(lsp::MessageType::Error, panic);
    }
}
