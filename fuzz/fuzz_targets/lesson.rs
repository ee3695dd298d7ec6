//! A lesson: read, checked, and run as far as its bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mapi_teardown::lesson::LessonSource;
use mapi_teardown::lesson::check::check_lesson;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = LessonSource::from_bytes("x.yaml", bytes.to_vec()) {
        let report = check_lesson(&source);
        assert!(report.diagnostics.len() <= 101);
    }
});
