//! The local socket on systems without Unix sockets: a port of the loopback interface, which no
//! other machine can reach. Other users of this machine can, so a peer has to send a key from a
//! file that belongs to the user.
//!
//! It must not know what is sent.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read};
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

pub(in crate::workshop) use std::net::{TcpListener as Listener, TcpStream as Stream};

/// The file that contains the port and the key.
pub(super) const FILE: &str = "present.port";

/// Makes the folder. On these systems everything below the user's folder belongs to the user.
pub(in crate::workshop) fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Starts listening, and returns the key that a peer has to send.
pub(super) fn listen(path: &Path) -> io::Result<(Listener, String)> {
    let listener = Listener::bind((Ipv4Addr::LOCALHOST, 0))?;
    // The seeds of hash maps come from the system's random source.
    let chance = || RandomState::new().build_hasher().finish();
    let key = format!("{:016x}{:016x}", chance(), chance());
    fs::write(path, format!("{} {key}\n", listener.local_addr()?.port()))?;
    Ok((listener, key))
}

pub(super) fn accept(listener: &Listener) -> io::Result<Stream> {
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

pub(super) fn connect(_folder: &Path, path: &Path) -> io::Result<(Stream, String)> {
    let text = fs::read_to_string(path)?;
    let (port, key) = text.trim().split_once(' ').ok_or(io::ErrorKind::InvalidData)?;
    let port: u16 = port.parse().map_err(|_| io::ErrorKind::InvalidData)?;
    let stream = Stream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_nodelay(true)?;
    Ok((stream, key.to_owned()))
}

/// Reads what has arrived or arrives in time; `None` if the time is over, or after an interruption.
pub(in crate::workshop) fn read(
    mut stream: &Stream,
    bytes: &mut [u8],
    time: Duration,
) -> io::Result<Option<usize>> {
    // A timeout of zero would be rejected, so wait at least a millisecond.
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
