//! Parses, runs, ends with the exit code.
fn main() {}
