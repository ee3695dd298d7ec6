//! The local socket where there are no Unix sockets: a port of the loopback interface, which no
//! other machine reaches. Other users of the machine do, so who comes in has to say a key that
//! stands in a file of the user.
//!
//! The only file of the workshop with sockets on these systems. It must not know what is said.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) use std::net::TcpStream as Stream;

/// Where others come in.
pub(super) struct Door {
    listener: TcpListener,
    path: PathBuf,
    /// What who comes in has to say.
    pub(super) key: String,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("present.port")
}

/// Makes the folder. On these systems what is below the user's folder is the user's.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

impl Door {
    /// Opens it. The caller holds the lock, so a port that is written there is nobody's any more.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        // The seeds of hash maps come from the system's source of chance.
        let chance = || RandomState::new().build_hasher().finish();
        let key = format!("{:016x}{:016x}", chance(), chance());
        let path = path(folder);
        fs::write(&path, format!("{} {key}\n", listener.local_addr()?.port()))?;
        Ok(Self { listener, path, key })
    }

    /// Waits for somebody.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        let (stream, _) = self.listener.accept()?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes the way out of the folder: nobody finds in any more.
pub(super) fn close(folder: &Path) {
    let _ = fs::remove_file(path(folder));
}

/// Goes in, with the key to say.
pub(super) fn connect(folder: &Path) -> io::Result<(Stream, String)> {
    let text = fs::read_to_string(path(folder))?;
    let (port, key) = text.trim().split_once(' ').ok_or(io::ErrorKind::InvalidData)?;
    let port: u16 = port.parse().map_err(|_| io::ErrorKind::InvalidData)?;
    let stream = Stream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_nodelay(true)?;
    Ok((stream, key.to_owned()))
}

/// Reads what has come, or what comes in time; `None` when that is over, or for no reason that
/// matters.
pub(super) fn read(
    mut stream: &Stream,
    bytes: &mut [u8],
    time: Duration,
) -> io::Result<Option<usize>> {
    // A time of nothing would mean no limit.
    stream.set_read_timeout(Some(time.max(Duration::from_millis(1))))?;
    match stream.read(bytes) {
        Err(error) => match error.kind() {
            io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                Ok(None)
            }
            _ => Err(error),
        },
        Ok(count) => Ok(Some(count)),
    }
}
