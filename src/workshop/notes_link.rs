//! The speaker's end of the link: one thread that looks for the projector, reads from it, and sends
//! a keep-alive every second.
//!
//! If there is no projector, it tries again once a beat until there is one. It must not know what a
//! situation means.

use std::io::{self, Write};
use std::net::Shutdown;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::lines::LineBuffer;
use super::protocol::{
    self, BEAT, PATIENCE, PeerMessage, PeerRole, RemoteCommand, Situation, StageMessage, VERSION,
};
use super::socket::{self, Stream};
use super::threads::{Wake, rest};

/// How long sending a request may take.
const WRITING: Duration = Duration::from_millis(300);

/// The state of the connection to the projector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// There is no connection, or the projector does not answer.
    #[default]
    Waiting,
    /// The projector is sending what it shows.
    Here,
    /// The talk has ended.
    Over,
    /// The projector speaks another version, this one.
    Version(u32),
    /// The projector refuses the connection for another reason.
    Refused(String),
}

/// What the notes know about the projector.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The state of the connection.
    pub standing: LinkState,
    /// The last situation, with its times brought up to date.
    pub now: Option<Situation>,
}

/// The notes' side of the link: a thread that reads from the projector and reconnects.
pub struct NotesLink {
    shared: Arc<NotesShared>,
}

struct NotesShared {
    inner: Mutex<NotesState>,
    wake: Wake,
}

#[derive(Default)]
struct NotesState {
    standing: LinkState,
    now: Option<(Situation, Instant)>,
    stream: Option<Stream>,
}

impl NotesShared {
    fn lock(&self) -> MutexGuard<'_, NotesState> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut NotesState)) {
        change(&mut self.lock());
        (self.wake)();
    }

    fn stand(&self, standing: LinkState) {
        if self.lock().standing != standing {
            self.change(|inner| inner.standing = standing);
        }
    }
}

impl NotesLink {
    /// Starts looking for the projector. `wake` is called when there is something new.
    ///
    /// # Errors
    /// The system can't start a thread.
    pub fn open(folder: &Path, wake: Wake) -> io::Result<Self> {
        let shared = Arc::new(NotesShared { inner: Mutex::default(), wake });
        let (with, folder) = (Arc::clone(&shared), folder.to_owned());
        thread::Builder::new().name("notes".to_owned()).spawn(move || look(&with, &folder))?;
        Ok(Self { shared })
    }

    /// What was received last, with the times brought up to date.
    pub fn heard(&self) -> Heard {
        let inner = self.shared.lock();
        let now = inner.now.as_ref().map(|(now, since)| {
            let passed = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
            Situation { times: now.times.later(passed), ..now.clone() }
        });
        Heard { standing: inner.standing.clone(), now }
    }

    /// Sends a request; returns false if there is no connection.
    pub fn ask(&self, what: RemoteCommand) -> bool {
        let inner = self.shared.lock();
        let Some(mut stream) = inner.stream.as_ref() else { return false };
        stream.write_all(protocol::line(&PeerMessage::Do { what }).as_bytes()).is_ok()
    }
}

fn look(shared: &NotesShared, folder: &Path) {
    loop {
        let connected = socket::connect(folder);
        if let Err(error) = &connected
            && error.kind() == io::ErrorKind::PermissionDenied
        {
            shared.stand(LinkState::Refused(error.to_string()));
            rest(BEAT);
            continue;
        }
        if let Ok((stream, key)) = connected {
            let standing = listen(shared, &stream, key);
            let _ = stream.shutdown(Shutdown::Both);
            shared.change(|inner| {
                inner.stream = None;
                inner.standing = standing;
            });
        } else if shared.lock().standing != LinkState::Over {
            shared.stand(LinkState::Waiting);
        }
        rest(BEAT);
    }
}

/// Reads until the connection ends, and returns the state after that.
fn listen(shared: &NotesShared, stream: &Stream, key: String) -> LinkState {
    let hello = PeerMessage::Hello { version: VERSION, role: PeerRole::Speaker, key };
    if stream.set_write_timeout(Some(WRITING)).is_err() || say(stream, &hello).is_err() {
        return LinkState::Waiting;
    }
    let mut lines = LineBuffer::new(protocol::MOST_TOLD);
    let mut bytes = vec![0; 16 * 1024];
    let (mut heard, mut beat, mut number) = (Instant::now(), Instant::now() + BEAT, 0);
    loop {
        while let Some(line) = lines.line() {
            let Ok(told) =
                line.map_err(|_| ()).and_then(|line| protocol::told(&line).map_err(|_| ()))
            else {
                return LinkState::Refused("garbage".to_owned());
            };
            heard = Instant::now();
            if let Some(end) = take(shared, stream, told) {
                return end;
            }
        }
        let now = Instant::now();
        if now.duration_since(heard) > PATIENCE {
            return LinkState::Waiting;
        }
        if now >= beat {
            number += 1;
            beat = now + BEAT;
            if say(stream, &PeerMessage::Beat { number }).is_err() {
                return LinkState::Waiting;
            }
        }
        match socket::read(stream, &mut bytes, beat.saturating_duration_since(now)) {
            Ok(None) => {}
            Ok(Some(0)) | Err(_) => return LinkState::Waiting,
            Ok(Some(count)) => lines.push(&bytes[..count]),
        }
    }
}

/// Handles a message; if it ends the connection, returns the state after that.
fn take(shared: &NotesShared, stream: &Stream, told: StageMessage) -> Option<LinkState> {
    match told {
        StageMessage::Welcome { version } if version != VERSION => {
            return Some(LinkState::Version(version));
        }
        StageMessage::Welcome { .. } => {
            let writing = stream.try_clone().ok();
            shared.change(|inner| {
                inner.stream = writing;
                inner.standing = LinkState::Here;
            });
        }
        StageMessage::Now { age, now } => {
            let times = now.times.later(age);
            shared.change(|inner| inner.now = Some((Situation { times, ..*now }, Instant::now())));
        }
        StageMessage::Beat { .. } => {}
        StageMessage::End => return Some(LinkState::Over),
        StageMessage::Refused { why, version } => {
            return Some(if why == "version" {
                LinkState::Version(version)
            } else {
                LinkState::Refused(protocol::clean(&why))
            });
        }
    }
    None
}

fn say(mut stream: &Stream, asked: &PeerMessage) -> io::Result<()> {
    stream.write_all(protocol::line(asked).as_bytes())
}
