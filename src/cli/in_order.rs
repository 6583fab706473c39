//! Work on all cores, results in the order of the jobs, memory bounded.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};

use anyhow::Context;

/// The results of [`in_order`], in the order of the jobs.
#[derive(Debug)]
pub(super) struct Results<R> {
    /// One for each job begun; each gives its job's result when that is there.
    tickets: Receiver<Receiver<R>>,
}

/// Runs `work` on each job in the thread pool. A thread of its own draws the jobs, and stops while too many results
/// wait to be fetched.
pub(super) fn in_order<J, R, W>(jobs: impl Iterator<Item = J> + Send + 'static, work: W) -> Results<R>
where
    J: Send + 'static,
    R: Send + 'static,
    W: Fn(J) -> R + Clone + Send + 'static,
{
    // Enough that no thread waits for whoever fetches, few enough to hold in memory.
    let (queue, tickets) = mpsc::sync_channel(4 * rayon::current_num_threads());
    std::thread::spawn(move || draw(jobs, &work, &queue));
    Results { tickets }
}

fn draw<J, R, W>(jobs: impl Iterator<Item = J>, work: &W, queue: &SyncSender<Receiver<R>>)
where
    J: Send + 'static,
    R: Send + 'static,
    W: Fn(J) -> R + Clone + Send + 'static,
{
    for job in jobs {
        let (sender, ticket) = mpsc::sync_channel(1);
        let work = work.clone();
        rayon::spawn_fifo(move || {
            // The pool would end the process on a panic; dropping the sender tells whoever waits. Sending fails when
            // nobody does.
            if let Ok(result) = panic::catch_unwind(AssertUnwindSafe(|| work(job))) {
                let _ = sender.send(result);
            }
        });
        if queue.send(ticket).is_err() {
            return;
        }
    }
}

impl<R> Results<R> {
    /// The next result, or `None` behind the last. Calls `idle` first if no further job has begun yet, so that what is
    /// written so far can go out.
    pub(super) fn next(&mut self, idle: impl FnOnce() -> io::Result<()>) -> anyhow::Result<Option<R>> {
        let ticket = match self.tickets.try_recv() {
            Ok(ticket) => ticket,
            Err(TryRecvError::Disconnected) => return Ok(None),
            Err(TryRecvError::Empty) => {
                idle()?;
                match self.tickets.recv() {
                    Ok(ticket) => ticket,
                    Err(mpsc::RecvError) => return Ok(None),
                }
            }
        };
        ticket.recv().map(Some).context("internal error, please report it (the message above says where)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let mut results = in_order(0..1_000_u64, |job| {
            std::thread::sleep(std::time::Duration::from_micros(job * 7 % 50));
            job * 2
        });
        for job in 0..1_000 {
            assert_eq!(results.next(|| Ok(())).unwrap(), Some(job * 2));
        }
        assert_eq!(results.next(|| Ok(())).unwrap(), None);
    }

    #[test]
    fn a_panic_is_an_error_and_not_the_end() {
        let mut results = in_order(0..3, |job| {
            assert!(job != 1, "planted");
            job
        });
        assert_eq!(results.next(|| Ok(())).unwrap(), Some(0));
        assert!(results.next(|| Ok(())).is_err());
        assert_eq!(results.next(|| Ok(())).unwrap(), Some(2));
    }
}
