//! The workbench: the learner puts a provider's statements in order, and a search over every client
//! and thread interleaving judges the result.
//!
//! A [`BuildTask`] is a file, a [`Bench`] its statements and where they are put, a [`Layout`]
//! becomes a module of bodies as any other, and [`judge()`] searches that. There is no answer key:
//! a provider is right if no client in the task can break a rule with it. It must not know a
//! screen, files or the clock.

pub mod as_lesson;
pub mod bench;
pub mod client;
pub mod cpp;
pub mod hint;
pub mod judge;
pub mod judged;
mod kept;
pub mod layout;
pub mod module;
pub mod piece;
pub mod problems;
pub mod repair;
pub mod solve;
pub mod suspect;
pub mod task;
pub mod told;

pub use crate::lesson::tasks::TASKS;
pub use bench::{Bench, BenchMove, BenchSlot, PutTarget};
pub use client::{CLIENTS, JudgingClient};
pub use judge::{BenchJudgement, judge};
pub use layout::Layout;
pub use module::WrittenModule;
pub use task::{BuildTask, ListedTask};
