//! The data that the threads at the projector's end share: the newest situation, the requests, the
//! talk's place. It must not know who is listening.

use std::collections::VecDeque;
use std::io::Write;
use std::net::Shutdown;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::workshop::clock::TalkClock;
use crate::workshop::log::Log;
use crate::workshop::protocol::{self, RemoteCommand, StageMessage, VERSION};
use crate::workshop::socket::Stream;
use crate::workshop::talk::SavedTalk;
use crate::workshop::threads::Wake;

/// How long a write may take.
pub(super) const WRITING: Duration = Duration::from_secs(1);

/// The data that the projector's threads share.
pub(super) struct StageShared {
    pub(super) inner: Mutex<StageState>,
    pub(super) news: Condvar,
    /// Held while the talk's place is written, so that no write happens after the end of the talk.
    pub(super) keeping: Mutex<()>,
    pub(super) wake: Wake,
    pub(super) key: String,
    pub(super) log: Log,
}

/// The talk's state, and who is listening.
#[derive(Default)]
pub(super) struct StageState {
    /// The newest situation; `None` as long as nobody is listening.
    pub(super) now: Option<Made>,
    /// How many situations have been made.
    pub(super) number: u64,
    /// How many peers have sent their hello.
    pub(super) listening: usize,
    pub(super) wishes: VecDeque<RemoteCommand>,
    pub(super) peers: usize,
    pub(super) over: bool,
    pub(super) clock: TalkClock,
    pub(super) talk: SavedTalk,
}

/// A situation as it is sent.
pub(super) struct Made {
    /// JSON for speakers, and JSON for followers.
    pub(super) json: [Arc<str>; 2],
    pub(super) at: Instant,
}

impl StageShared {
    pub(super) fn lock(&self) -> MutexGuard<'_, StageState> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds since a moment, independent of the system time.
pub(super) fn passed(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Tells a connection why it is refused, and closes it.
pub(super) fn refuse(mut stream: &Stream, why: &str) {
    let _ = stream.set_write_timeout(Some(WRITING));
    let _ = stream.write_all(
        protocol::line(&StageMessage::Refused { why: why.to_owned(), version: VERSION }).as_bytes(),
    );
    let _ = stream.shutdown(Shutdown::Both);
}
