//! Questions: they wait until their texts are compared, and are answered once.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use super::{Set, State};
use crate::server::event::{About, Query};
use crate::server::uri::Key;

/// How many questions may wait for an analysis. Beyond it the oldest is answered: questions that wait must never fill
/// the protocol's slots, or nothing else gets through.
const MOST_WAITING: usize = crate::server::CONCURRENCY / 2;

/// How long a question may wait for an analysis.
const PATIENCE: Duration = Duration::from_secs(2);

/// A question that waits for an analysis.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) query: Query,
    /// The document asked about, and its revision then; `None` for a question about everything.
    asked: Option<(Key, u64)>,
    pub(super) until: Instant,
}

impl State {
    pub(super) fn asked(&mut self, query: Query) {
        let asked = match query.about() {
            About::Everything => None,
            About::Document(uri) => {
                let key = Key::of(uri);
                let Some(open) = self.documents.get(&key).filter(|_| key.path().is_some()) else {
                    return query.answer_nothing();
                };
                Some((key, open.revision))
            }
        };
        if self.shutting_down {
            return query.answer_nothing();
        }
        self.waiting.push(Waiting { query, asked, until: Instant::now() + PATIENCE });
        while self.waiting.len() > MOST_WAITING {
            self.waiting.remove(0).query.answer_outdated();
        }
    }

    /// Answers the questions whose sets are settled, and those that have waited long enough; has the others' sets
    /// compared at once.
    pub(super) fn answer_waiting(&mut self, now: Instant) {
        for waiting in std::mem::take(&mut self.waiting) {
            let as_asked = waiting.asked.as_ref().is_none_or(|(key, revision)| {
                self.documents.get(key).is_some_and(|open| open.revision == *revision)
            });
            if waiting.query.is_cancelled() || !as_asked {
                // Its position means a text that is no more.
                waiting.query.answer_outdated();
            } else if self.is_settled(waiting.asked.as_ref())
                || waiting.until <= now && !waiting.query.may_edit()
            {
                // Before the set is settled: from those of its bitexts that are of the texts as they stand.
                waiting.query.answer(self);
            } else if waiting.until <= now {
                waiting.query.answer_outdated();
            } else {
                self.waiting.push(waiting);
            }
        }
        let impatient =
            self.waiting.iter().map(|waiting| waiting.asked.as_ref().and_then(|(key, _)| key.path()));
        let impatient: Vec<Option<PathBuf>> = impatient.map(|path| path.map(Path::to_owned)).collect();
        for set in &mut self.sets {
            let asked =
                |path: &Option<PathBuf>| path.as_ref().is_none_or(|path| set.plan.index(path).is_some());
            if set.due.is_some_and(|due| due > now) && impatient.iter().any(asked) {
                set.due = Some(now);
            }
        }
    }

    pub(super) fn is_settled(&self, asked: Option<&(Key, u64)>) -> bool {
        self.discovery.due.is_none()
            && self.discovery.running.is_none()
            && match asked {
                None => self.sets.iter().all(Set::is_settled),
                Some((key, _)) => key.path().is_some_and(|path| self.sets_of(path).all(Set::is_settled)),
            }
    }
}
