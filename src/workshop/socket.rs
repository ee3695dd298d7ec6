//! The local socket of a talk: the door that others come in by, and the way in. What differs
//! between systems is in `system`: `unix.rs` where there are Unix sockets, else `other.rs`.
//!
//! It must not know what is said.

#[cfg_attr(unix, path = "socket/unix.rs")]
#[cfg_attr(not(unix), path = "socket/other.rs")]
mod system;

use std::path::{Path, PathBuf};
use std::{fs, io};

use system::{FILE, Listener};
pub(super) use system::{Stream, prepare, read};

/// Where others come in.
pub(super) struct Door {
    listener: Listener,
    path: PathBuf,
    /// The key that a peer has to send; none where only the user can connect.
    pub(super) key: String,
}

impl Door {
    /// Opens it. The caller holds the lock, so an existing socket is stale.
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

/// Removes the socket from the folder: no one can connect any longer.
pub(super) fn close(folder: &Path) {
    let _ = fs::remove_file(folder.join(FILE));
}

/// Goes in, with the key to say.
pub(super) fn connect(folder: &Path) -> io::Result<(Stream, String)> {
    system::connect(folder, &folder.join(FILE))
}
