//! Threads beside the interface: how they start, how they sleep, and how they wake a thread that
//! waits for news. It must not know what they do.

use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

/// Called to wake a thread that waits for news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Lets a thread beside the interface sleep.
#[expect(
    clippy::disallowed_methods,
    reason = "the interface never sleeps; these threads serve nobody who waits"
)]
pub(super) fn rest(time: Duration) {
    thread::sleep(time);
}

/// Starts a thread with a small stack.
pub(super) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).stack_size(128 * 1024).spawn(work).map(drop)
}
