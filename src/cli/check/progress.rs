//! How far the check has come, on a terminal only.

use std::io;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error; none where that is no terminal.
#[derive(Debug)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar for this many sets.
    pub(super) fn new(sets: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(sets as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} sets") {
            bar.set_style(style);
        }
        // A check that is done in a blink shows none.
        bar.enable_steady_tick(Duration::from_millis(250));
        Self(bar)
    }

    /// One more set is checked.
    pub(super) fn advance(&self) {
        self.0.inc(1);
    }

    /// Prints with the bar out of the way.
    pub(super) fn around(&self, print: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        self.0.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
