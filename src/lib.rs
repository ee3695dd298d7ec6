//! `teardown`: a debugger for the shutdown of a MAPI message store provider.
//!
//! Rings, from the inside: [`mapi`] has names only, [`sim`] executes bodies, `scenario` reads them,
//! `lesson` teaches with them, `tui` and `headless` show them, `command` is what the program does.
//! See `ARCHITECTURE.md`.

pub mod cli;
pub mod command;
pub mod compare;
pub mod diagnostic;
pub mod explore;
pub mod file;
pub mod headless;
pub mod lesson;
pub mod mapi;
pub mod narrate;
pub mod run;
pub mod scenario;
pub mod sim;
pub mod text;
pub mod tui;
pub mod words;
pub mod workshop;
pub mod yaml;
