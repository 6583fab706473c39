//! How a server ends: what the client said, whether it still lives, and how the last bytes leave.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::watch;

use super::Ending;

/// How often the client's process is looked for.
const POLL: Duration = Duration::from_secs(3);

/// What is known about the end; clones share it.
#[derive(Debug, Clone)]
pub(super) struct Lifecycle {
    shut_down: Arc<AtomicBool>,
    client: watch::Sender<Option<i32>>,
}

impl Lifecycle {
    pub(super) fn new() -> Self {
        Self { shut_down: Arc::new(AtomicBool::new(false)), client: watch::Sender::new(None) }
    }

    /// The client asked for `shutdown`.
    pub(super) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }

    /// The client said which process is to be outlived by none of us.
    pub(super) fn client_is(&self, process: i32) {
        self.client.send_replace(Some(process));
    }

    /// Ends when the client's process is gone; never, while it has not named one.
    pub(super) async fn client_died(&self) {
        let mut client = self.client.subscribe();
        let Ok(process) = client.wait_for(Option::is_some).await.map(|process| *process) else {
            return std::future::pending().await;
        };
        while process.is_none_or(lives) {
            tokio::time::sleep(POLL).await;
        }
    }

    pub(super) fn ending(&self) -> Ending {
        if self.shut_down.load(Ordering::SeqCst) { Ending::Orderly } else { Ending::Abrupt }
    }
}

/// Whether a process exists. What can't be asked counts as living: the end of input tells us then.
#[cfg(unix)]
fn lives(process: i32) -> bool {
    rustix::process::Pid::from_raw(process)
        .filter(|_| process > 0)
        .is_none_or(|process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn lives(_process: i32) -> bool {
    true
}

/// Carries what the protocol writes to the client until there is no more, so that a client that does not read holds up
/// nobody else.
pub(super) async fn write_out(mut from: impl AsyncRead + Unpin, mut stdout: impl AsyncWrite + Unpin) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(read) = from.read(&mut buffer).await {
        // A client that has closed its end wants nothing more; that is no error.
        if read == 0 || stdout.write_all(&buffer[..read]).await.is_err() || stdout.flush().await.is_err() {
            return;
        }
    }
}

/// Says something where a person may look who has no editor to tell it to. Never fails, never panics.
pub(super) fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "diglot server: {message}");
}
