//! What the two ends of a workshop say to each other.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mapi_teardown::workshop::lines::LineBuffer;
use mapi_teardown::workshop::protocol;

fuzz_target!(|bytes: &[u8]| {
    let mut lines = LineBuffer::new(4096);
    lines.push(bytes);
    while let Some(Ok(line)) = lines.line() {
        let _ = protocol::hello(&line, "");
        let _ = protocol::asked(&line, protocol::Role::Speaker);
        let _ = protocol::told(&line);
        let _ = protocol::aged(&line, 7);
    }
});
