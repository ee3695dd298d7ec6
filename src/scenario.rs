//! Ring 4: reads the assets (worlds, bodies, edits, readings) and the user's request, and builds a
//! machine from them.
//!
//! It must not know a screen, and it decides nothing about MAPI: the files that it reads do.

pub mod assets;
pub(crate) mod calls;
pub mod catalogue;
pub mod compile;
pub mod edits;
pub mod expression;
pub(crate) mod idle;
pub mod lexer;
pub mod lines;
pub(crate) mod link;
pub mod listing;
pub(crate) mod load;
pub mod mended;
pub mod module;
pub mod names;
pub mod options;
pub mod order;
pub(crate) mod problem;
pub mod readings;
mod refusal;
pub(crate) mod same;
pub mod statement;
pub(crate) mod syntax;
pub mod world;
pub(crate) mod written;
pub mod yaml;

pub use idle::Idle;
pub use load::{Besides, Beyond, Replacement, Scenario};
pub use mended::Mended;
pub use options::{OPTIONS, OptionSpec, RunOptions};
pub use same::{Both, LeftOut};
