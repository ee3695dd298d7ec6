//! The log of a talk: which connections were dropped and why, one line each, with the time. It
//! never contains anything that was sent.
//!
//! Its length is bounded: each talk starts it over, and after some hundred lines nothing more is
//! written. A failure to write it must not fail a talk.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::file;

/// The first line, which identifies a log: many programs' logs begin with a time.
const HEAD: &str = "teardown: the log of a talk";

/// The most lines in a log.
const MOST: usize = 500;

/// The log; without a file it discards everything.
#[derive(Default)]
pub struct Log {
    file: Mutex<Option<(File, usize)>>,
}

impl Log {
    /// Starts a log, overwriting the previous talk's; any other file of that name is left alone.
    ///
    /// # Errors
    /// A file that is not a log has that name, or the folder can't be written.
    pub fn begin(path: &Path) -> std::io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let is_other = path.is_file() && !is_log(&file::read(path, HEAD.len())?);
        // Opening a pipe would block.
        if is_other || is_pipe(path) {
            return Err(std::io::Error::new(
                ErrorKind::AlreadyExists,
                "this file is not the log of a talk",
            ));
        }
        let mut file = File::create(path)?;
        writeln!(file, "{HEAD}")?;
        Ok(Self { file: Mutex::new(Some((file, 0))) })
    }

    /// Appends a line, unless the log has reached its limit.
    pub fn say(&self, text: &str) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((file, lines)) = file.as_mut() else { return };
        *lines += 1;
        let text = match *lines {
            MOST => "...",
            1..MOST => text,
            _ => return,
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
        // A full disk is no reason to stop a talk.
        let _ = writeln!(file, "{} {text}", stamp(now));
    }
}

/// Whether a file begins like a log; an empty file may become one.
fn is_log(bytes: &[u8]) -> bool {
    bytes.is_empty() || bytes.strip_prefix(HEAD.as_bytes()).is_some_and(|rest| rest == b"\n")
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|it| it.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_path: &Path) -> bool {
    false
}

/// Seconds since 1970, as date and time in UTC.
fn stamp(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days since 1 March of year 0, in eras of 400 years.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let (month, year) = if month < 10 { (month + 3, year) } else { (month - 9, year + 1) };
    let (year, hour) = (year + era * 400, rest / 3600);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{:02}:{:02}Z", rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_a_date() {
        assert_eq!(stamp(0), "1970-01-01T00:00:00Z");
        assert_eq!(stamp(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(stamp(1_795_506_123), "2026-11-24T07:42:03Z");
    }

    #[test]
    fn only_a_log_is_begun_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        for text in [
            "a diary\n",
            "2026-11-30T00:00:00Z the log of another program\n",
            "teardown: the log of a talk that I gave\n",
            "teardown",
            "\u{0}",
        ] {
            fs::write(&path, text).expect("written");
            assert!(Log::begin(&path).is_err(), "{text:?}");
            assert_eq!(fs::read_to_string(&path).expect("is there"), text);
        }
        fs::write(&path, "").expect("written");
        Log::begin(&path).expect("an empty file may become one").say("first");
        Log::begin(&path).expect("its own").say("second");
        let text = fs::read_to_string(&path).expect("is there");
        assert!(text.starts_with(HEAD) && text.contains("second") && !text.contains("first"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("there is mkfifo").success());
        assert!(Log::begin(&path).is_err());
    }

    #[test]
    fn a_log_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join("log");
        let log = Log::begin(&path).expect("begins");
        (0..2000).for_each(|_| log.say("again"));
        let text = fs::read_to_string(path).expect("is there");
        assert_eq!(text.lines().count(), 1 + MOST);
        assert!(text.lines().last().is_some_and(|line| line.ends_with("...")));
        Log::default().say("nowhere");
    }
}
