//! The file of progress: what is read is written so that it is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mapi_teardown::lesson::progress::Progress;

fuzz_target!(|text: &str| {
    if let Ok(progress) = text.parse::<Progress>() {
        let written = progress.to_string();
        let again: Progress = written.parse().expect("what is written is read");
        assert_eq!(again.to_string(), written);
    }
});
