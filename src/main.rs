//! Parses, runs, ends with the exit code.

fn main() -> std::process::ExitCode {
    mapi_teardown::command::main()
}
