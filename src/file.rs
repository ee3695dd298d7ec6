//! The user's files: written completely or not at all, and read only up to a bound.
//!
//! Data is written to a draft beside the file, and the draft then takes the file's name. A draft
//! that a killed program left behind is removed by the next program that writes there. It must not
//! know what is in a file.

use std::fs::{self, File, Permissions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Prefix and suffix of a draft's name; between them are the process ID and some letters.
const DRAFT: (&str, &str) = (".teardown-", ".tmp");

/// The longest chain of symbolic links that is followed.
const MOST_LINKS: usize = 40;

/// This program's persistent folders: one for what a user wants to keep, such as progress, and one
/// for what only this machine needs, such as a log. `None` if the system names no folder for them.
///
/// On Windows both are below `%LOCALAPPDATA%`, because neither should follow the user to other
/// machines.
pub fn lasting_folders() -> Option<(PathBuf, PathBuf)> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    let (kept, local) = match cfg!(windows) {
        true => (base.cache_dir(), base.cache_dir()),
        false => (base.data_dir(), base.state_dir().unwrap_or_else(|| base.data_dir())),
    };
    Some((kept.join("teardown"), local.join("teardown")))
}

/// Writes a file, replacing any file of that name. A symbolic link keeps pointing to its target, a
/// file that only its owner can read stays private, and a write-protected file is left alone. A
/// device or a pipe just receives the bytes.
///
/// # Errors
/// The folder or the file can't be written; the old file is then intact.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &target(path)?;
    if path.exists() && !path.is_file() {
        // A device or a pipe can't be replaced by a file; for a folder, `open` reports the error.
        let mut file = File::options().write(true).open(path)?;
        return file.write_all(bytes).and_then(|()| file.flush());
    }
    draft(path, bytes)?.persist(path).map(drop).map_err(|error| error.error)
}

/// Writes a file, unless one of that name exists.
///
/// # Errors
/// A file of that name already exists, or the folder can't be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    draft(path, bytes)?.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// Writes a file under the first free one of these names, which are all in the same folder.
///
/// # Errors
/// No name is given or free, or the folder can't be written.
pub fn create_first(names: impl IntoIterator<Item = PathBuf>, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut names = names.into_iter();
    let mut next = names.next().ok_or(ErrorKind::InvalidInput)?;
    let mut written = draft(&next, bytes)?;
    loop {
        match written.persist_noclobber(&next) {
            Ok(_) => return Ok(next),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                written = error.file;
                next = names.next().ok_or(ErrorKind::AlreadyExists)?;
            }
            Err(error) => return Err(error.error),
        }
    }
}

/// Fails now if [`replace`] would fail later; leaves nothing behind.
///
/// # Errors
/// What [`replace`] would report.
pub fn try_to_replace(path: &Path) -> io::Result<()> {
    let path = &target(path)?;
    if path.exists() && !path.is_file() {
        return File::options().write(true).open(path).map(drop);
    }
    draft(path, &[]).map(drop)
}

/// Reads a file, but at most one byte more than `most`, which is enough to see that it is too long.
/// A pipe without data or writer counts as empty; the program doesn't wait for a writer.
///
/// # Errors
/// The file does not exist or can't be read.
pub fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The path that finally holds the data: a name may be a link, and a link may point to nothing yet.
/// A file to be read piece by piece.
///
/// # Errors
/// The file does not exist or can't be read.
pub fn reader(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(Box::new(BufReader::with_capacity(1 << 16, open(path)?)))
}

fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if !fs::symlink_metadata(&path).is_ok_and(|it| it.is_symlink()) {
            return Ok(path);
        }
        let next = fs::read_link(&path)?;
        path = folder_of(&path).join(next);
    }
    Err(ErrorKind::InvalidInput.into())
}

fn draft(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    let there = fs::metadata(path).ok().map(|it| it.permissions());
    if there.as_ref().is_some_and(Permissions::readonly) {
        // Don't replace a file that its owner has write-protected.
        return Err(ErrorKind::PermissionDenied.into());
    }
    sweep(folder);
    let mut file = new(folder, there.is_none())?;
    file.write_all(bytes)?;
    if let Some(there) = there {
        file.as_file().set_permissions(there)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes a draft; if the file is new, the draft gets the mode from the user's umask.
fn new(folder: &Path, public: bool) -> io::Result<NamedTempFile> {
    let prefix = format!("{}{}-", DRAFT.0, std::process::id());
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(DRAFT.1);
    #[cfg(unix)]
    if public {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = public;
    builder.tempfile_in(folder)
}

/// Removes the drafts of programs that have ended.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let inner =
            name.to_str().and_then(|name| name.strip_prefix(DRAFT.0)?.strip_suffix(DRAFT.1));
        let process = inner.and_then(|inner| inner.split('-').next()?.parse().ok());
        if process.is_some_and(is_over) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether no program with this process ID is running.
#[cfg(unix)]
fn is_over(process: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) == Err(rustix::io::Errno::SRCH))
}

/// True for every other process: nobody can be asked here, and an open file can't be removed
/// anyway.
#[cfg(not(unix))]
fn is_over(process: u32) -> bool {
    process != std::process::id()
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    let file =
        File::options().read(true).custom_flags(i32::try_from(flags).unwrap_or(0)).open(path)?;
    // Only opening must not wait: a writer may take its time.
    rustix::fs::fcntl_setfl(&file, rustix::fs::OFlags::empty())?;
    Ok(file)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("is there").permissions().mode() & 0o777
    }

    #[test]
    fn a_link_keeps_pointing_and_a_private_file_stays_private() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        symlink("file", &link).expect("linked");
        replace(&link, b"one").expect("written through a link to nothing");
        fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("set");
        replace(&link, b"two").expect("written");
        assert!(fs::symlink_metadata(&link).expect("is there").is_symlink());
        assert_eq!((fs::read(&file).expect("is there"), mode(&file)), (b"two".to_vec(), 0o600));
        fs::set_permissions(&file, Permissions::from_mode(0o444)).expect("set");
        assert_eq!(
            replace(&link, b"three").expect_err("is protected").kind(),
            ErrorKind::PermissionDenied
        );
        symlink("round", folder.path().join("round")).expect("linked");
        assert!(replace(&folder.path().join("round"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "no draft is left");
    }

    #[test]
    fn a_draft_of_a_program_that_is_no_more_is_taken_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = std::process::Command::new("true").spawn().expect("there is true");
        child.wait().expect("ends");
        let (left, own) = (
            format!(".teardown-{}-a.tmp", child.id()),
            format!(".teardown-{}-b.tmp", std::process::id()),
        );
        fs::write(folder.path().join(&left), "x").expect("written");
        fs::write(folder.path().join(&own), "x").expect("written");
        replace(&folder.path().join("file"), b"one").expect("written");
        assert!(!folder.path().join(left).exists() && folder.path().join(own).exists());
    }

    #[test]
    fn reading_stops_at_the_bound_and_waits_for_nobody() {
        assert_eq!(read(Path::new("/dev/zero"), 1000).expect("read").len(), 1001);
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made =
            std::process::Command::new("mkfifo").arg(&pipe).status().expect("there is mkfifo");
        assert!(made.success());
        assert!(read(&pipe, 1000).expect("is empty").is_empty());
    }

    #[test]
    fn the_first_free_name_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = || (1..4).map(|number| folder.path().join(format!("n{number}")));
        for wanted in ["n1", "n2", "n3"] {
            assert_eq!(
                create_first(names(), b"x").expect("free").file_name().expect("a name"),
                wanted
            );
        }
        assert_eq!(
            create_first(names(), b"x").expect_err("none free").kind(),
            ErrorKind::AlreadyExists
        );
    }
}
