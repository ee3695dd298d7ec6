//! Ring 5: the log of a real program as a run: read, told apart, judged, and laid beside the model.
//!
//! It must not know a file, the command line or a screen.

pub mod evidence;
mod fold;
mod interface;
mod lines;
mod program;
pub mod read;
pub mod record;
pub mod shape;
mod survey;
mod walk;

pub use evidence::Standing;
pub use fold::{LoggedRun, fold};
pub use record::Log;
