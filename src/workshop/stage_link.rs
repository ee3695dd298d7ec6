//! The projector's end: threads that let speakers in, tell them the situation, and take what they ask.
//!
//! The stage only ever swaps a string under a lock that nobody holds while bytes travel, so that no peer, whatever it does, can make it
//! wait. Whoever breaks the protocol, falls silent or does not read is dropped, with a word in the log. It must not know what a situation
//! means.

use std::collections::VecDeque;
use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::net::Shutdown;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::clock::Clock;
use super::lines::Lines;
use super::log::Log;
use super::protocol::{self, Allowance, Asked, Command, PATIENCE, Refusal, Role, Situation, Told, VERSION};
use super::socket::{self, Door, Stream};
use super::talk::Talk;
use super::{Wake, rest};

/// Connections at once.
const PEERS: usize = 16;
/// Wishes that may wait.
const WISHES: usize = 64;
/// How long a connection may take to say who it is.
const GREETING: Duration = Duration::from_secs(2);
/// How long a write may take.
const WRITING: Duration = Duration::from_secs(1);
/// Connections are let in no faster than this, after the first few.
const ENTRY: Duration = Duration::from_millis(20);
/// How long the end of a talk waits for those who listen.
const GOODBYE: Duration = Duration::from_millis(100);
/// The place of the talk is kept at most this often.
const KEEPING: Duration = Duration::from_millis(150);

/// Why there is no link.
#[derive(Debug)]
pub enum Closed {
    /// Somebody else presents.
    Busy,
    /// The system does not allow it.
    Failed(io::Error),
}

impl From<io::Error> for Closed {
    fn from(error: io::Error) -> Self {
        Closed::Failed(error)
    }
}

/// The projector's end.
pub struct StageLink {
    shared: Arc<Shared>,
    folder: PathBuf,
    last: Situation,
    /// Held as long as this program presents; the system gives it free however the program ends.
    _lock: File,
}

struct Shared {
    inner: Mutex<Inner>,
    news: Condvar,
    /// Held while the place of the talk is written, so that no writing outlives the talk.
    keeping: Mutex<()>,
    wake: Wake,
    key: String,
    log: Log,
}

#[derive(Default)]
struct Inner {
    /// The situation for speakers and for followers, as JSON.
    now: [Arc<str>; 2],
    number: u64,
    made: Option<Instant>,
    wishes: VecDeque<Command>,
    peers: usize,
    over: bool,
    clock: Clock,
    talk: Talk,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds since 1970: the clock that survives the program.
pub fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
}

impl StageLink {
    /// Opens the door. `wake` is called when somebody asks for something; `broken_off` is a talk to be taken up.
    pub fn open(folder: &Path, log: Log, wake: Wake, broken_off: impl FnOnce(Option<Talk>) -> Clock) -> Result<Self, Closed> {
        socket::prepare(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join("present.lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Closed::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let clock = broken_off(Talk::broken_off(folder, now()));
        let door = Door::open(folder)?;
        let inner = Mutex::new(Inner { clock, ..Inner::default() });
        let shared =
            Arc::new(Shared { inner, news: Condvar::new(), keeping: Mutex::default(), wake, key: door.key.clone(), log });
        let (entry, keeper) = (Arc::clone(&shared), Arc::clone(&shared));
        spawn("notes-door", move || let_in(&door, &entry))?;
        let place = folder.to_owned();
        spawn("notes-talk", move || keep(&keeper, &place))?;
        Ok(Self { shared, folder: folder.to_owned(), last: Situation::default(), _lock: lock })
    }

    /// Tells the situation to whoever listens. `begun`: the talk has begun.
    pub fn tell(&mut self, mut situation: Situation, begun: bool) {
        let mut inner = self.shared.lock();
        inner.clock.note(begun, &situation.run, now());
        // Times go on by themselves; that they have is no news.
        let times = inner.clock.times(now());
        situation.times.runs = times.runs;
        if situation == self.last && inner.number > 0 {
            return;
        }
        self.last.clone_from(&situation);
        situation.times = times;
        let json = |it: &Situation| Arc::from(serde_json::to_string(it).unwrap_or_default());
        inner.now = [json(&situation), json(&situation.for_followers())];
        inner.number += 1;
        inner.made = Some(Instant::now());
        let talk = (situation.run, situation.scene, situation.step);
        if !situation.away {
            let clock = inner.clock.clone();
            inner.talk = Talk { talk: 1, run: talk.0, scene: talk.1, step: talk.2, clock, saved: now() };
        }
        drop(inner);
        self.shared.news.notify_all();
    }

    /// What was asked since the last time.
    pub fn asked(&self) -> Vec<Command> {
        self.shared.lock().wishes.drain(..).collect()
    }
}

impl Drop for StageLink {
    /// The talk is over: who listens is told, for a moment.
    fn drop(&mut self) {
        self.shared.lock().over = true;
        self.shared.news.notify_all();
        socket::close(&self.folder);
        let keeping = self.shared.keeping.lock();
        Talk::forget(&self.folder);
        drop(keeping);
        let waited = |inner: &mut Inner| inner.peers > 0;
        let _ = self.shared.news.wait_timeout_while(self.shared.lock(), GOODBYE, waited);
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).stack_size(128 * 1024).spawn(work).map(drop)
}

/// Keeps the place of the talk whenever it changes.
fn keep(shared: &Shared, folder: &Path) {
    let mut kept = Talk::default();
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
            shared.log.say(&format!("the place of the talk is not kept: {error}"));
        }
        drop(keeping);
        rest(KEEPING);
    }
}

fn let_in(door: &Door, shared: &Arc<Shared>) {
    let mut allowance = Allowance::new(now());
    loop {
        let stream = match door.accept() {
            Ok(stream) => stream,
            Err(error) => {
                shared.log.say(&format!("a connection was not taken: {error}"));
                rest(Duration::from_millis(200));
                continue;
            }
        };
        if !allowance.take(now()) {
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

fn refuse(mut stream: &Stream, why: &str) {
    let _ = stream.set_write_timeout(Some(WRITING));
    let _ = stream.write_all(protocol::line(&Told::Refused { why: why.to_owned(), version: VERSION }).as_bytes());
    let _ = stream.shutdown(Shutdown::Both);
}

/// One connection from its hello to its end.
fn attend(stream: &Stream, shared: &Arc<Shared>) {
    if let Err(why) = converse(stream, shared) {
        shared.log.say(&format!("dropped: {why}"));
    }
    let _ = stream.shutdown(Shutdown::Both);
    shared.lock().peers -= 1;
    shared.news.notify_all();
}

fn converse(stream: &Stream, shared: &Arc<Shared>) -> Result<(), &'static str> {
    stream.set_write_timeout(Some(WRITING)).map_err(|_| "the connection is broken")?;
    let mut reader = Reader { stream, lines: Lines::new(protocol::MOST_ASKED) };
    let Some(greeting) = reader.next(GREETING, "no word of who it is")? else { return Ok(()) };
    let role = protocol::hello(&greeting, &shared.key).map_err(|refusal| {
        refuse(stream, refusal.name());
        said(refusal)
    })?;
    let peer = Arc::new(Peer { writing: Mutex::new(stream.try_clone().map_err(|_| "the connection is broken")?), role });
    peer.write(&protocol::line(&Told::Welcome { version: VERSION }))?;
    let (teller, with) = (Arc::clone(&peer), Arc::clone(shared));
    spawn("notes-teller", move || tell_on(&teller, &with)).map_err(|_| "there is no thread for it")?;
    let mut allowance = Allowance::new(now());
    while let Some(line) = reader.next(PATIENCE, "no sign of life")? {
        if !allowance.take(now()) {
            return Err("too many lines");
        }
        match protocol::asked(&line, role).map_err(said)? {
            Asked::Beat { number } => peer.write(&protocol::line(&Told::Beat { number }))?,
            Asked::Do { what } => {
                let mut inner = shared.lock();
                if inner.wishes.len() < WISHES {
                    inner.wishes.push_back(what);
                }
                drop(inner);
                (shared.wake)();
            }
            Asked::Hello { .. } => {}
        }
    }
    Ok(())
}

fn said(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Garbage => "a line that is none of the protocol",
        Refusal::Version => "another version of the protocol",
        Refusal::Key => "the wrong key",
    }
}

/// What is sent to one peer, by two threads.
struct Peer {
    writing: Mutex<Stream>,
    role: Role,
}

impl Peer {
    /// Writes a whole line; who does not read it in time is given up.
    fn write(&self, line: &str) -> Result<(), &'static str> {
        let mut stream = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        stream.write_all(line.as_bytes()).map_err(|_| "it does not read")
    }

    fn hang_up(&self) {
        let stream = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = stream.shutdown(Shutdown::Both);
    }
}

/// Tells the newest situation, and only that, until the end.
fn tell_on(peer: &Arc<Peer>, shared: &Shared) {
    let mut told = 0;
    loop {
        let mut inner = shared.lock();
        // The other half of the conversation holds the peer too; when it is gone, so is this one.
        while inner.number == told && !inner.over && Arc::strong_count(peer) > 1 {
            inner = shared.news.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        if inner.over || Arc::strong_count(peer) == 1 {
            drop(inner);
            let _ = peer.write(&protocol::line(&Told::End));
            return peer.hang_up();
        }
        told = inner.number;
        let now = Arc::clone(&inner.now[usize::from(peer.role == Role::Follower)]);
        let age = inner.made.map_or(0, |made| made.elapsed().as_millis());
        drop(inner);
        if peer.write(&protocol::aged(&now, u64::try_from(age).unwrap_or(u64::MAX))).is_err() {
            // The other half hears of it.
            shared.log.say("dropped: it does not read");
            return peer.hang_up();
        }
    }
}

/// Lines of a connection, each with its own deadline.
struct Reader<'a> {
    stream: &'a Stream,
    lines: Lines,
}

impl Reader<'_> {
    /// The next line; `None` at the end of the connection.
    fn next(&mut self, patience: Duration, late: &'static str) -> Result<Option<String>, &'static str> {
        let until = Instant::now() + patience;
        let mut bytes = [0; 1024];
        loop {
            if let Some(line) = self.lines.line() {
                return line.map(Some).map_err(|_| "a line that is too long");
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(late);
            }
            match socket::read(self.stream, &mut bytes, left) {
                Ok(None) => {}
                Ok(Some(0)) | Err(_) => return Ok(None),
                Ok(Some(count)) => self.lines.push(&bytes[..count]),
            }
        }
    }
}
