//! Files are written as a whole or not at all.
//!
//! It must not know what is in them.

use std::io::Write;
use std::path::Path;

use super::Failure;

/// Writes a file as a whole or not at all: into a neighbour first, which then takes its name.
pub(super) fn save(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    let failed = |error| failed(path, error);
    let is_special = path.exists() && !path.is_file();
    if is_special {
        // A device or a pipe cannot be replaced by a file; a folder says so itself.
        let mut file = std::fs::File::options().write(true).open(path).map_err(failed)?;
        return file.write_all(bytes).and_then(|()| file.flush()).map_err(failed);
    }
    if path.metadata().is_ok_and(|it| it.permissions().readonly()) {
        // A file that its owner protects is not replaced by another one of its name.
        return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
    }
    let mut file = tempfile::NamedTempFile::new_in(folder_of(path)).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    allow_reading(file.as_file()).map_err(failed)?;
    match replace {
        true => file.persist(path).map_err(|error| failed(error.error))?,
        false => file.persist_noclobber(path).map_err(|error| failed(error.error))?,
    };
    Ok(())
}

/// Says now what saving would say later; leaves nothing behind.
pub(super) fn try_to_save(path: &Path) -> Result<(), Failure> {
    let failed = |error| failed(path, error);
    if path.exists() && !path.is_file() {
        return std::fs::File::options().write(true).open(path).map(drop).map_err(failed);
    }
    if path.metadata().is_ok_and(|it| it.permissions().readonly()) {
        return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
    }
    tempfile::NamedTempFile::new_in(folder_of(path)).map(drop).map_err(failed)
}

/// Why a file cannot be written; that it is first written under another name is no business of the reader's.
fn failed(path: &Path, error: std::io::Error) -> Failure {
    let error = if error.get_ref().is_some() { error.kind().into() } else { error };
    Failure::Write { target: path.display().to_string(), error }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Temporary files are private; the finished one is as public as files of the user usually are.
#[cfg(unix)]
fn allow_reading(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
