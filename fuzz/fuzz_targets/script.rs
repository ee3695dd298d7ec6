//! A script of keys, waits and expectations.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mapi_teardown::headless::script::parse;

fuzz_target!(|text: &str| {
    let _ = parse::parse("x", text);
});
