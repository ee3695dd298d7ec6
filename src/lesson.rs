//! Ring 5: lessons. A lesson is a YAML file that names a run and what a learner meets in it; the
//! run itself answers the questions.
//!
//! From the outside in:
//!
//! - [`library`] finds a lesson (bundled, in a file, in a folder). [`check::check_lesson`] reports
//!   everything that is wrong with one. [`course::Course`] is a lesson that is being played, and
//!   [`LessonRun`] is one with its own run to move in. [`template`] writes a new lesson and the
//!   JSON Schema.
//! - [`source`] reads bytes within strict bounds, `schema` defines what a file may contain,
//!   [`shape`] finds every error of shape, and `lint` finds what is wrong before anything runs.
//! - [`run`] makes the run, [`story`] describes it by names, `anchor` finds moments in it, and
//!   [`expect`] compares it with what must hold.
//! - [`progress`] stores how far a learner has got, and [`review`] brings back what was missed.
//! - [`predict`] computes what is right, `choices` what can be picked, and `grade` compares an
//!   attempt with what is right. [`because`] runs the changes of a question that asks why. `asked`
//!   and `hint` put questions and hints into words, `score` adds up the results, and [`card`] is
//!   what to remember.
//!
//! Decisions: scenes are anchored to what happens, never to a step number. Predictions have no
//! place for an answer. A choice has ways; the first is the lesson's own run, and each other way is
//! a separate run from the start, in which the lesson continues at the same scene. Differences in a
//! world are expressed by options (`transport`, `queue`, `inbox`), by a part of a world (`adds`),
//! or by bodies.
//!
//! It must not know a screen or a terminal.

pub(crate) mod anchor;
pub(crate) mod asked;
pub mod because;
mod block;
pub mod bounds;
pub mod card;
pub mod check;
pub(crate) mod choices;
pub mod claims;
pub mod course;
pub mod expect;
pub(crate) mod found;
pub mod from_log;
pub(crate) mod grade;
pub(crate) mod hint;
mod lesson_run;
pub mod library;
pub(crate) mod lint;
pub mod logged;
pub mod marked;
pub mod predict;
pub mod progress;
pub mod review;
pub mod run;
pub(crate) mod schema;
pub(crate) mod score;
pub mod shape;
mod sound;
pub mod source;
pub(crate) mod sources;
pub mod story;
pub mod tasks;
pub mod template;
pub mod thorough;
mod unanswered;
mod unused;
pub(crate) mod values;
pub mod wrong;

pub use course::{Course, Moved, Question};
pub use grade::Feedback;
pub use lesson_run::LessonRun;
pub use library::Lesson;
pub use marked::{Marked, Prose, Table};
pub use schema::LessonFile;
pub use source::LessonSource;
