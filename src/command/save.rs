//! Files that a command writes: as a whole or not at all, and what went wrong by the name that the
//! user gave.
//!
//! It must not know what is in them.

use std::io;
use std::path::Path;

use super::Failure;
use crate::file;

/// Writes a file; another one of its name is replaced only if that is wanted.
pub(super) fn save(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    let is_special = path.exists() && !path.is_file();
    let written =
        if replace || is_special { file::replace(path, bytes) } else { file::create(path, bytes) };
    written.map_err(|error| failed(path, error))
}

/// Says now what saving would say later; leaves nothing behind.
pub(super) fn try_to_save(path: &Path) -> Result<(), Failure> {
    file::try_to_replace(path).map_err(|error| failed(path, error))
}

/// Why a file cannot be written; that it is first written under another name is no business of the
/// reader's.
fn failed(path: &Path, error: io::Error) -> Failure {
    let error = if error.get_ref().is_some() { error.kind().into() } else { error };
    Failure::Write { target: path.display().to_string(), error }
}
