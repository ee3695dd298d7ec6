//! What a workshop needs besides the stage: it keeps time, counts hands, and connects the speaker's
//! terminal to the projector.
//!
//! `clock`, `tally`, `lines` and `protocol` are pure; `socket` has the sockets, `stage_link` and
//! `notes_link` the threads at the two ends, `talk` and `log` the two files. It must not know a
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

/// The folder of this user's socket: the platform's runtime folder, which only the user can enter
/// and which disappears with the session; if there is none, the user's own state folder.
pub fn meeting_place() -> Option<PathBuf> {
    let folders = folders()?;
    Some(folders.0.unwrap_or(folders.1))
}

/// The path of the log file.
pub fn log_file() -> Option<PathBuf> {
    Some(folders()?.1.join("present.log"))
}

/// The program's folders for data that lasts only as long as the session, and for data that
/// persists.
fn folders() -> Option<(Option<PathBuf>, PathBuf)> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    let (_, lasting) = crate::file::lasting_folders()?;
    let runtime =
        base.runtime_dir().filter(|folder| folder.is_dir()).map(|folder| folder.join("teardown"));
    Some((runtime, lasting))
}
