//! What several files of tests need: the real binary, and what it said.

use std::process::{Command, Output, Stdio};

/// Runs the real binary in an empty environment.
pub fn teardown(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teardown"))
        .args(arguments)
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

/// What a run of the binary complained about.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
