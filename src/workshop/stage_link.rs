//! The projector's end of the link: threads that accept speakers, send them the situation, and take
//! their requests.
//!
//! The stage itself only ever swaps a string under a lock that is not held during I/O, so no peer
//! can make it wait, whatever it does. A peer that breaks the protocol, falls silent or does not
//! read is dropped, and a line in the log says so. It must not know what a situation means.

mod peer;
mod shared;

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use peer::attend;
use shared::{Made, StageShared, StageState, passed, refuse};

use super::clock::{TalkClock, Times};
use super::log::Log;
use super::protocol::{Allowance, RemoteCommand, Situation};
use super::socket;
use super::socket::Door;
use super::talk::{SavedTalk, TalkPlace};
use super::threads::{Wake, rest, spawn};

/// The most simultaneous connections.
const PEERS: usize = 16;
/// The shortest interval between accepted connections, after the first few.
const ENTRY: Duration = Duration::from_millis(20);
/// How long the end of a talk waits until peers have been told.
const GOODBYE: Duration = Duration::from_millis(100);
/// The shortest interval between writes of the talk's place.
const KEEPING: Duration = Duration::from_millis(150);

/// Why the link could not be opened.
#[derive(Debug)]
pub enum Closed {
    /// Another program of the same user is presenting.
    Busy,
    /// The system does not allow it.
    Failed(io::Error),
}

impl From<io::Error> for Closed {
    fn from(error: io::Error) -> Self {
        Closed::Failed(error)
    }
}

/// The projector's end of the link, which serves the notes of one talk.
pub struct StageLink {
    shared: Arc<StageShared>,
    folder: PathBuf,
    last: Situation,
    /// Whether the talk was ended normally, as opposed to broken off.
    ended: bool,
    /// Held as long as this program presents; the system releases it however the program ends.
    _lock: File,
}

/// Milliseconds since 1970, a clock that survives the program.
pub fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
}

impl StageLink {
    /// Opens the socket. `wake` is called when a request arrives. `begin` is called with the talk
    /// to resume, but only once it is certain that no other presentation is running: a log started
    /// earlier would overwrite theirs.
    ///
    /// # Errors
    /// Another program of the user is presenting, or the system refuses folder, lock or socket.
    pub fn open(
        folder: &Path,
        wake: Wake,
        begin: impl FnOnce(Option<SavedTalk>) -> (TalkClock, Log),
    ) -> Result<Self, Closed> {
        socket::prepare(folder)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("present.lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Closed::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let (clock, log) = begin(SavedTalk::broken_off(folder, now()));
        let door = Door::open(folder)?;
        let inner = Mutex::new(StageState { clock, ..StageState::default() });
        let shared = Arc::new(StageShared {
            inner,
            news: Condvar::new(),
            keeping: Mutex::default(),
            wake,
            key: door.key.clone(),
            log,
        });
        let (entry, keeper) = (Arc::clone(&shared), Arc::clone(&shared));
        spawn("notes-door", move || let_in(&door, &entry))?;
        let place = folder.to_owned();
        spawn("notes-talk", move || keep(&keeper, &place))?;
        Ok(Self {
            shared,
            folder: folder.to_owned(),
            last: Situation::default(),
            ended: false,
            _lock: lock,
        })
    }

    /// Records the place, and sends the situation to the peers; without peers, none is made.
    pub fn tell(&mut self, place: TalkPlace, situation: impl FnOnce() -> Situation) {
        let mut inner = self.shared.lock();
        let at = now();
        inner.clock.note(place.begun, Some(place.run.as_str()).filter(|_| !place.away), at);
        if !place.away && !inner.talk.is_at(&place, &inner.clock) {
            inner.talk = SavedTalk::new(place, inner.clock.clone(), at);
            self.shared.news.notify_all();
        }
        let times = inner.clock.times(at);
        if inner.listening == 0 {
            inner.now = None;
            return;
        }
        drop(inner);
        let mut situation = situation();
        // Clocks advance by themselves, which is no reason to send a situation.
        situation.times = Times { runs: times.runs, ..Times::default() };
        let mut inner = self.shared.lock();
        if situation == self.last && inner.now.is_some() {
            return;
        }
        self.last.clone_from(&situation);
        situation.times = times;
        let json = |it: &Situation| Arc::from(serde_json::to_string(it).unwrap_or_default());
        inner.now = Some(Made {
            json: [json(&situation), json(&situation.for_followers())],
            at: Instant::now(),
        });
        inner.number += 1;
        drop(inner);
        self.shared.news.notify_all();
    }

    /// The talk is over and can't be resumed.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// The requests that have arrived since the last call.
    pub fn asked(&self) -> Vec<RemoteCommand> {
        self.shared.lock().wishes.drain(..).collect()
    }
}

impl Drop for StageLink {
    /// Ends the link: tells the peers and waits briefly for them. The place of a talk that was
    /// broken off is saved.
    fn drop(&mut self) {
        self.shared.lock().over = true;
        self.shared.news.notify_all();
        socket::close(&self.folder);
        let keeping = self.shared.keeping.lock();
        if self.ended {
            SavedTalk::forget(&self.folder);
        } else {
            let talk = self.shared.lock().talk.clone();
            if talk.clock.begun.is_some()
                && let Err(error) = talk.keep(&self.folder)
            {
                self.shared.log.say(&format!("the place of the talk was not saved: {error}"));
            }
        }
        drop(keeping);
        let waited = |inner: &mut StageState| inner.peers > 0;
        let _ = self.shared.news.wait_timeout_while(self.shared.lock(), GOODBYE, waited);
    }
}

/// Writes the talk's place whenever it changes.
fn keep(shared: &StageShared, folder: &Path) {
    let mut kept = SavedTalk::default();
    loop {
        let mut inner = shared.lock();
        while inner.talk == kept && !inner.over {
            inner = shared.news.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        if inner.over {
            return;
        }
        kept.clone_from(&inner.talk);
        drop(inner);
        let keeping = shared.keeping.lock();
        if shared.lock().over {
            return;
        }
        if kept.clock.begun.is_some()
            && let Err(error) = kept.keep(folder)
        {
            shared.log.say(&format!("the place of the talk was not saved: {error}"));
        }
        drop(keeping);
        rest(KEEPING);
    }
}

fn let_in(door: &Door, shared: &Arc<StageShared>) {
    // Measures the rate of input; a clock that can be set back would count earlier input again.
    let clock = Instant::now();
    let mut allowance = Allowance::new(0);
    loop {
        let stream = match door.accept() {
            Ok(stream) => stream,
            Err(error) => {
                shared.log.say(&format!("a connection was not taken: {error}"));
                rest(Duration::from_millis(200));
                continue;
            }
        };
        if !allowance.take(passed(clock)) {
            rest(ENTRY);
        }
        let mut inner = shared.lock();
        if inner.over {
            return;
        }
        if inner.peers >= PEERS {
            drop(inner);
            refuse(&stream, "full");
            shared.log.say("dropped: too many connections");
            continue;
        }
        inner.peers += 1;
        drop(inner);
        let peer = Arc::clone(shared);
        if let Err(error) = spawn("notes-peer", move || attend(&stream, &peer)) {
            shared.lock().peers -= 1;
            shared.log.say(&format!("a connection was not taken: {error}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::protocol::{self, PeerMessage, PeerRole, StageMessage, VERSION};
    use std::io::{BufRead, BufReader, Write};
    use std::sync::mpsc::channel;
    use std::thread;

    #[test]
    fn a_situation_is_made_only_for_somebody_who_listens() {
        let folder = tempfile::tempdir().expect("a folder");
        let (woken, wakes) = channel();
        let wake: Wake = Arc::new(move || woken.send(()).expect("the test hears"));
        let open = StageLink::open(folder.path(), wake, |_| (TalkClock::default(), Log::default()));
        let Ok(mut link) = open else { panic!("does not open") };
        let place = |scene| TalkPlace { run: "02".to_owned(), scene, ..TalkPlace::default() };
        let made = |scene| Situation { run: "02".to_owned(), scene, ..Situation::default() };
        link.tell(place(1), || panic!("nobody listens"));
        let (stream, key) = socket::connect(folder.path()).expect("comes in");
        let hello = PeerMessage::Hello { version: VERSION, role: PeerRole::Follower, key };
        (&stream).write_all(protocol::line(&hello).as_bytes()).expect("is sent");
        wakes.recv().expect("the stage is woken");
        link.tell(place(2), || made(2));
        let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
        let mut hears = || match lines
            .by_ref()
            .find_map(|line| protocol::told(&line).ok().filter(|told| *told != WELCOME))
        {
            Some(StageMessage::Now { now, .. }) => now.scene,
            other => panic!("{other:?}"),
        };
        assert_eq!(hears(), 2);
        link.tell(place(2), || made(2));
        link.tell(place(3), || made(3));
        assert_eq!(hears(), 3, "what is known is not told again");
        drop(stream);
        while link.shared.lock().listening > 0 {
            thread::yield_now();
        }
        link.tell(place(4), || panic!("nobody listens any more"));
    }

    const WELCOME: StageMessage = StageMessage::Welcome { version: VERSION };
}
