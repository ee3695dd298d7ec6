//! What a workshop needs beside the stage: how time is kept, how hands are counted, and how the
//! speaker's terminal hears of the projector.
//!
//! `clock`, `tally`, `lines` and `protocol` are pure; `socket` has the sockets, `stage_link` and
//! `notes_link` the threads at its two ends, `talk` and `log` the two files. It must not know a
//! screen, a key or a lesson's run.

pub mod clock;
pub mod lines;
pub mod log;
pub mod notes_link;
pub mod protocol;
pub mod question;
mod socket;
pub(crate) mod stage_link;
pub mod talk;
pub(crate) mod tally;
mod threads;

use std::path::PathBuf;

pub use notes_link::NotesLink;
pub use protocol::{RemoteCommand, Situation};
pub use question::OwnQuestion;
pub use stage_link::StageLink;
pub use tally::Tally;
pub use threads::Wake;

/// Where the socket of this user is: the platform's folder for such things, which only the user can
/// enter and which goes with the session; where there is none, the user's own folder for state.
pub fn meeting_place() -> Option<PathBuf> {
    let folders = folders()?;
    Some(folders.0.unwrap_or(folders.1))
}

/// Where the log is kept.
pub fn log_file() -> Option<PathBuf> {
    Some(folders()?.1.join("present.log"))
}

/// The folders of the program for what lasts as long as the session, and for what lasts.
fn folders() -> Option<(Option<PathBuf>, PathBuf)> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    let (_, lasting) = crate::file::lasting_folders()?;
    let runtime =
        base.runtime_dir().filter(|folder| folder.is_dir()).map(|folder| folder.join("teardown"));
    Some((runtime, lasting))
}
