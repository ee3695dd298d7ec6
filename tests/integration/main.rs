//! The tests of the program through its public faces, in one binary: the library is linked once.
//!
//! A file is a part of the program that is tested; what several of them need is in `harness`.

mod architecture;
mod authors;
mod because;
mod bounds;
mod bugs;
mod claims;
mod cli;
mod conforming;
mod coverage;
mod cpp;
mod explore;
mod finder;
mod guide;
mod harness;
mod help;
#[cfg(target_os = "linux")]
mod hostile;
mod idle;
#[cfg(unix)]
mod kept;
mod labels;
mod ledgers;
mod lesson_coverage;
mod lesson_stage;
mod lessons;
mod log;
mod mutation;
#[cfg(unix)]
mod notes;
#[cfg(target_os = "linux")]
mod packaging;
mod pasted;
mod plain;
mod present;
#[cfg(unix)]
mod pty;
mod readers;
mod readme;
mod record;
mod review;
mod screens;
mod script;
mod section6;
#[cfg(unix)]
mod shells;
mod standing;
mod statements;
#[cfg(unix)]
mod strangers;
mod symptoms;
mod thorough;
mod timeline;
mod verdicts;
mod workbench;
