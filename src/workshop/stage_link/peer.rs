//! One speaker's connection from its hello to its end: its requests, and what is sent to it. It
//! must not know the listening socket, nor what a situation means.

use std::io::Write;
use std::net::Shutdown;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::shared::{StageShared, WRITING, passed, refuse};
use crate::workshop::lines::LineBuffer;
use crate::workshop::protocol::{
    Allowance, PATIENCE, PeerMessage, PeerRole, Refusal, StageMessage, VERSION,
};
use crate::workshop::socket::Stream;
use crate::workshop::threads::spawn;
use crate::workshop::{protocol, socket};

/// The most requests that may wait.
const WISHES: usize = 64;
/// How long a connection may take to send its hello.
const GREETING: Duration = Duration::from_secs(2);

/// Serves one connection from its hello to its end.
pub(super) fn attend(stream: &Stream, shared: &Arc<StageShared>) {
    if let Err(why) = converse(stream, shared) {
        shared.log.say(&format!("dropped: {why}"));
    }
    let _ = stream.shutdown(Shutdown::Both);
    shared.lock().peers -= 1;
    shared.news.notify_all();
}

fn converse(stream: &Stream, shared: &Arc<StageShared>) -> Result<(), &'static str> {
    stream.set_write_timeout(Some(WRITING)).map_err(|_| "the connection is broken")?;
    let mut reader = LineReader { stream, lines: LineBuffer::new(protocol::MOST_ASKED) };
    let Some(greeting) = reader.next(GREETING, "it did not say hello in time")? else {
        return Ok(());
    };
    let role = protocol::hello(&greeting, &shared.key).map_err(|refusal| {
        refuse(stream, refusal.name());
        said(refusal)
    })?;
    let peer = Arc::new(Peer {
        writing: Mutex::new(stream.try_clone().map_err(|_| "the connection is broken")?),
        role,
    });
    peer.write(&protocol::line(&StageMessage::Welcome { version: VERSION }))?;
    let _listening = Listening::begin(shared);
    let (teller, with) = (Arc::clone(&peer), Arc::clone(shared));
    spawn("notes-teller", move || tell_on(&teller, &with))
        .map_err(|_| "no thread could be started for it")?;
    let clock = Instant::now();
    let mut allowance = Allowance::new(0);
    while let Some(line) = reader.next(PATIENCE, "it sent no heartbeat")? {
        if !allowance.take(passed(clock)) {
            return Err("too many lines");
        }
        match protocol::asked(&line, role).map_err(said)? {
            PeerMessage::Beat { number } => {
                peer.write(&protocol::line(&StageMessage::Beat { number }))?;
            }
            PeerMessage::Do { what } => {
                let mut inner = shared.lock();
                if inner.wishes.len() < WISHES {
                    inner.wishes.push_back(what);
                }
                drop(inner);
                (shared.wake)();
            }
            PeerMessage::Hello { .. } => {}
        }
    }
    Ok(())
}

/// Counts the peer as listening as long as this value exists.
struct Listening<'a>(&'a StageShared);

impl<'a> Listening<'a> {
    pub(super) fn begin(shared: &'a StageShared) -> Self {
        shared.lock().listening += 1;
        // The stage makes a situation when the first peer arrives.
        (shared.wake)();
        Self(shared)
    }
}

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        self.0.lock().listening -= 1;
    }
}

fn said(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Garbage => "a line that is not part of the protocol",
        Refusal::Version => "another version of the protocol",
        Refusal::Key => "the wrong key",
    }
}

/// The sending side of one peer, shared by two threads.
struct Peer {
    writing: Mutex<Stream>,
    role: PeerRole,
}

impl Peer {
    /// Writes a whole line; drops a peer that does not read it in time.
    pub(super) fn write(&self, line: &str) -> Result<(), &'static str> {
        let mut stream = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        stream.write_all(line.as_bytes()).map_err(|_| "it does not read")
    }

    fn hang_up(&self) {
        let stream = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = stream.shutdown(Shutdown::Both);
    }
}

/// Sends the newest situation, and only that, until the connection ends.
fn tell_on(peer: &Arc<Peer>, shared: &StageShared) {
    let mut told = 0;
    let role = usize::from(peer.role == PeerRole::Follower);
    loop {
        let mut inner = shared.lock();
        // The reading thread holds the peer too; when it has ended, this one ends as well.
        while (inner.now.is_none() || inner.number == told)
            && !inner.over
            && Arc::strong_count(peer) > 1
        {
            inner = shared.news.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        let Some(made) = inner.now.as_ref().filter(|_| !inner.over && Arc::strong_count(peer) > 1)
        else {
            drop(inner);
            let _ = peer.write(&protocol::line(&StageMessage::End));
            return peer.hang_up();
        };
        let (now, age) = (Arc::clone(&made.json[role]), made.at.elapsed().as_millis());
        told = inner.number;
        drop(inner);
        if peer.write(&protocol::aged(&now, u64::try_from(age).unwrap_or(u64::MAX))).is_err() {
            // This also ends the reading thread.
            shared.log.say("dropped: it does not read");
            return peer.hang_up();
        }
    }
}

/// The lines of a connection, each with its own deadline.
struct LineReader<'a> {
    stream: &'a Stream,
    lines: LineBuffer,
}

impl LineReader<'_> {
    /// The next line; `None` at the end of the connection.
    fn next(
        &mut self,
        patience: Duration,
        late: &'static str,
    ) -> Result<Option<String>, &'static str> {
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
