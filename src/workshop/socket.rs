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
    /// What who comes in has to say; nothing where only the user can come in.
    pub(super) key: String,
}

impl Door {
    /// Opens it. The caller holds the lock, so a door that is there is nobody's any more.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(FILE);
        let (listener, key) = system::listen(&path)?;
        Ok(Self { listener, path, key })
    }

    /// Waits for somebody.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        system::accept(&self.listener)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes the way out of the folder: nobody finds in any more.
pub(super) fn close(folder: &Path) {
    let _ = fs::remove_file(folder.join(FILE));
}

/// Goes in, with the key to say.
pub(super) fn connect(folder: &Path) -> io::Result<(Stream, String)> {
    system::connect(folder, &folder.join(FILE))
}
