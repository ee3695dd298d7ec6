//! Ring 3: lessons. A lesson is a YAML file that names a run and what a learner meets in it; the run itself answers its questions.
//!
//! - [`source`] reads bytes under strict bounds, [`schema`] says what a file may contain, [`shape`] finds every problem of shape.
//!
//! It must not know a screen or a terminal.

pub mod anchor;
pub mod check;
pub mod expect;
pub mod library;
pub mod lint;
pub mod marked;
pub mod play;
pub mod predict;
pub mod schema;
pub mod shape;
pub mod source;
pub mod story;
pub mod template;

pub use marked::{Marked, Prose, Table};
pub use schema::LessonFile;
pub use source::Source;
