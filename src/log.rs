//! Ring 5: the log of a real program as a run: read, told apart, judged, and laid beside the model.
//!
//! It must not know a file, the command line or a screen.

pub mod evidence;
pub mod fit;
mod fold;
mod interface;
pub mod judge;
pub mod lines;
pub mod plain;
mod program;
pub mod read;
pub mod record;
pub mod shape;
pub mod stable;
mod survey;
mod walk;

pub use evidence::Standing;
pub use fold::{LoggedRun, fold};
pub use judge::{LogJudgement, judge};
pub use program::{FIRST_SEEN, TASK_UIDS};
pub use record::CallLog;
