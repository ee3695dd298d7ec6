//! What several files of tests need: the real binary and what it said, keys and pictures of a
//! model, and a terminal with the program in it.

pub mod screen;
#[cfg(unix)]
pub mod terminal;

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The real binary.
pub const BINARY: &str = env!("CARGO_BIN_EXE_teardown");

/// The real binary in an empty environment, where nobody types.
pub fn command<S: AsRef<OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments).env_clear().env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// The same in a folder that is the user's own.
pub fn command_in<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Command {
    let mut command = command(arguments);
    command.current_dir(folder).env("HOME", folder);
    command
}

/// Runs the real binary.
pub fn teardown<S: AsRef<OsStr>>(arguments: &[S]) -> Output {
    command(arguments).output().expect("the binary runs")
}

/// What a run of the binary said.
pub fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// What a run of the binary complained about.
pub fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}
