//! What is left of a talk that broke off, and the log of one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mapi_teardown::workshop::log::Log;
use mapi_teardown::workshop::talk::SavedTalk;

fuzz_target!(|bytes: &[u8]| {
    let folder = std::env::temp_dir().join(format!("teardown-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("talk.json"), bytes).expect("written");
    let _ = SavedTalk::broken_off(&folder, u64::MAX);
    let log = folder.join("log");
    std::fs::write(&log, bytes).expect("written");
    // A file that is no log is left as it is.
    if Log::begin(&log).is_err() {
        assert_eq!(std::fs::read(&log).expect("there"), bytes);
    }
});
