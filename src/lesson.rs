//! Ring 5: lessons. A lesson is a YAML file that names a run and what a learner meets in it; the
//! run itself answers its questions.
//!
//! From the outside in:
//!
//! - [`library`] finds a lesson (bundled, a file, a folder); [`check::check_lesson`] reports
//!   everything that is wrong with one; [`course::Course`] is one that is played,
//!   [`LessonRun`] one with a run of its own to walk in; [`template`] writes a new one and
//!   its JSON Schema.
//! - [`source`] reads bytes under strict bounds; `schema` says what a file may contain; [`shape`]
//!   finds every problem of shape; `lint` what is wrong before it runs.
//! - [`run`] makes the run; [`story`] tells it by names; `anchor` finds moments in it; [`expect`]
//!   compares it with what must hold.
//! - [`progress`] keeps how far a learner is; [`review`] brings back what was missed.
//! - [`predict`] finds what is right, `choices` what can be picked, `grade` how an attempt
//!   compares; [`because`] runs the changes of a question that asks why; `asked` and `hint` say it
//!   in words, `score` adds it up, [`card`] is what to remember.
//!
//! Decisions. Scenes are anchored to what happens, never to a step number. Predictions have no
//! place for an answer. A choice has ways; the first is the lesson's own run, another is a run of
//! its own from the start, in which the lesson continues at the same scene. What differs in a world
//! is said with options (`transport`, `queue`, `inbox`), with a part of a world (`adds`), or with
//! bodies.
//!
//! It must not know a screen or a terminal.

pub(crate) mod anchor;
pub(crate) mod asked;
pub mod because;
pub mod bounds;
pub mod card;
pub mod check;
pub(crate) mod choices;
pub mod claims;
pub mod course;
pub mod expect;
pub(crate) mod found;
pub(crate) mod grade;
pub(crate) mod hint;
mod lesson_run;
pub mod library;
pub(crate) mod lint;
pub mod marked;
pub mod predict;
pub mod progress;
pub mod review;
pub mod run;
pub(crate) mod schema;
pub(crate) mod score;
pub mod shape;
pub mod source;
pub(crate) mod sources;
pub mod story;
pub mod template;
pub mod thorough;
mod unanswered;
mod unused;
pub mod wrong;

pub use course::{Course, Moved, Question};
pub use grade::Feedback;
pub use lesson_run::LessonRun;
pub use library::Lesson;
pub use marked::{Marked, Prose, Table};
pub use schema::LessonFile;
pub use source::LessonSource;
