//! The local socket on systems with Unix sockets: a file in a folder that only the user can enter.
//! It must not know what is sent.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

pub(in crate::workshop) use std::os::unix::net::{UnixListener as Listener, UnixStream as Stream};

/// The socket's file.
pub(super) const FILE: &str = "present.sock";

/// Makes the folder, accessible only to the user.
pub(in crate::workshop) fn prepare(folder: &Path) -> io::Result<()> {
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        other => other?,
    }
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            format!("{} is not a folder", folder.display()),
        ));
    }
    // Fails if the folder belongs to another user.
    fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// Starts listening; only the user can connect, so there is no key.
pub(super) fn listen(path: &Path) -> io::Result<(Listener, String)> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.file_type().is_socket() => fs::remove_file(path)?,
        Ok(_) => {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("{} is not a socket", path.display()),
            ));
        }
        Err(_) => {}
    }
    let listener = Listener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok((listener, String::new()))
}

pub(super) fn accept(listener: &Listener) -> io::Result<Stream> {
    listener.accept().map(|(stream, _)| stream)
}

/// Connects, but only if folder and socket belong to the user, because what is sent is private.
pub(super) fn connect(folder: &Path, socket: &Path) -> io::Result<(Stream, String)> {
    for place in [folder, socket] {
        let it = fs::symlink_metadata(place)?;
        let right = if place == folder {
            it.is_dir() && it.mode() & 0o022 == 0
        } else {
            it.file_type().is_socket()
        };
        if !right || it.uid() != rustix::process::geteuid().as_raw() {
            let message = format!("{} belongs to another user", place.display());
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
        }
    }
    Ok((Stream::connect(socket)?, String::new()))
}

/// Reads what has arrived or arrives in time; `None` if the time is over, or after an interruption.
///
/// It polls before reading: a thread that blocks in the read itself is also woken whenever the
/// other end takes what was sent to it.
pub(in crate::workshop) fn read(
    mut stream: &Stream,
    bytes: &mut [u8],
    time: Duration,
) -> io::Result<Option<usize>> {
    let limit = Timespec::try_from(time).map_err(|_| io::ErrorKind::InvalidInput)?;
    match poll(&mut [PollFd::new(stream, PollFlags::IN)], Some(&limit)) {
        Ok(0) | Err(Errno::INTR) => return Ok(None),
        Ok(_) => {}
        Err(error) => return Err(error.into()),
    }
    match stream.read(bytes) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(None),
        read => read.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Door, connect};
    use super::{FILE, prepare};
    use std::fs::{self, Permissions};
    use std::io;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::fs::{chown, symlink};
    use std::path::Path;

    /// Changes a folder with a listening socket, and returns whether it is still possible to
    /// connect.
    fn goes_in(change: impl Fn(&Path)) -> bool {
        let above = tempfile::tempdir().expect("a folder");
        let folder = above.path().join("teardown");
        prepare(&folder).expect("a folder for the user alone");
        let _door = Door::open(&folder).expect("opens");
        change(&folder);
        match connect(&folder) {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.kind(), io::ErrorKind::PermissionDenied, "{error}");
                false
            }
        }
    }

    #[test]
    fn only_the_users_own_folder_and_socket_are_gone_into() {
        let moved = |from: &Path| {
            let to = from.with_extension("elsewhere");
            fs::rename(from, &to).expect("moved");
            symlink(&to, from).expect("linked");
        };
        assert!(goes_in(|_| {}));
        assert!(!goes_in(|folder| {
            fs::set_permissions(folder, Permissions::from_mode(0o777)).expect("opened to all");
        }));
        assert!(!goes_in(|folder| moved(&folder.join(FILE))));
        assert!(!goes_in(moved));
        assert!(!goes_in(|folder| {
            fs::remove_file(folder.join(FILE)).expect("removed");
            fs::write(folder.join(FILE), "").expect("written");
        }));
        if rustix::process::geteuid().is_root() {
            // Only root can give a file to another user.
            let other = Some(65_534);
            assert!(!goes_in(|folder| chown(folder, other, other).expect("given away")));
            assert!(!goes_in(|folder| chown(folder.join(FILE), other, other).expect("given away")));
        }
    }
}
