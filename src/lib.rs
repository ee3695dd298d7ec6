//! `teardown` shows and judges how a MAPI message store provider shuts down: which client, object
//! and provider does what, in which order, and which rule of an orderly shutdown is broken.
//!
//! It is a model, not MAPI: every method that runs is a short body of statements in a text file,
//! and statements of MAPI cite the page that says so. This library is what the program `teardown`,
//! its tests, benches and fuzz targets are made of. Nothing here is promised to other programs;
//! what is promised to scripts are the commands, their exit codes and JSON Lines, which
//! `docs/reference.md` describes.
//!
//! A run is asked for by [`RunOptions`], made by [`Scenario::load`], and is a [`Timeline`]: all its
//! steps, the broken rules, and a place in it that can be moved both ways. [`Search`] looks for
//! broken rules in every order of the threads, [`Comparison`] tells two runs apart, and a
//! [`LessonRun`] asks questions that the run itself answers.
//!
//! ```
//! use mapi_teardown::sim::timeline::DEFAULT_BOUND;
//! use mapi_teardown::{RunOptions, Scenario};
//!
//! // A client logs off from a store whose provider never releases its support object.
//! let options = RunOptions::parse("store-logoff:world=plain,bug=PB2").expect("known options");
//! let scenario = Scenario::load(&options, &[]).expect("a run that makes sense");
//! let timeline = scenario.timeline(DEFAULT_BOUND);
//! for broken in timeline.violations() {
//!     println!("step {}: {} {}", broken.step, broken.rule, broken.name);
//! }
//! assert_eq!(timeline.verdict().name(), "violated");
//! ```
//!
//! Modules form rings, and each imports only from those further in: [`mapi`] has names only,
//! [`sim`] executes bodies, [`scenario`] reads them, [`explore`] searches, [`narrate`] and
//! [`compare`] tell what happened, [`lesson`] teaches with it, [`headless`] writes it down.
//! `ARCHITECTURE.md` has the map.

pub mod compare;
pub mod diagnostic;
pub mod explore;
pub mod headless;
pub mod lesson;
pub mod log;
pub mod mapi;
pub mod narrate;
pub mod run;
pub mod scenario;
pub mod sim;
pub mod text;
pub mod workbench;

// For the binary, tests, benches and fuzz targets.
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod command;
#[doc(hidden)]
pub mod tui;
#[doc(hidden)]
pub mod words;
#[doc(hidden)]
pub mod workshop;
#[doc(hidden)]
pub mod yaml;

mod file;

pub use compare::Comparison;
pub use diagnostic::Diagnostic;
pub use explore::{Search, SearchReport};
pub use headless::Transcript;
pub use lesson::{Lesson, LessonRun};
pub use scenario::{RunOptions, Scenario};
pub use sim::Timeline;
pub use text::Lang;
