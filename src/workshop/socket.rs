//! The local socket of a talk: the listener, and the connection to it. `system` contains what
//! depends on the platform: `unix.rs` where there are Unix sockets, otherwise `other.rs`.
//!
//! It must not know what is sent.

#[cfg_attr(unix, path = "socket/unix.rs")]
#[cfg_attr(not(unix), path = "socket/other.rs")]
mod system;

use std::path::{Path, PathBuf};
use std::{fs, io};

use system::{FILE, Listener};
pub(super) use system::{Stream, prepare, read};

/// The socket on which the stage accepts connections.
pub(super) struct Door {
    listener: Listener,
    path: PathBuf,
    /// The key that a peer has to send; empty if only the user can connect anyway.
    pub(super) key: String,
}

impl Door {
    /// Starts listening. The caller holds the lock, so an existing socket is stale.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(FILE);
        let (listener, key) = system::listen(&path)?;
        Ok(Self { listener, path, key })
    }

    /// Waits for a connection.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        system::accept(&self.listener)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes the socket from the folder, so that nobody can connect any more.
pub(super) fn close(folder: &Path) {
    let _ = fs::remove_file(folder.join(FILE));
}

/// Connects; returns the stream, and the key to send.
pub(super) fn connect(folder: &Path) -> io::Result<(Stream, String)> {
    system::connect(folder, &folder.join(FILE))
}
