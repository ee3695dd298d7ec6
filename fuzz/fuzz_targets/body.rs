//! A file of bodies, and its statements in a run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};

fuzz_target!(|text: &str| {
    let replacement = Replacement { text: text.to_owned(), file: "x.yaml".to_owned(), line: 0 };
    let options = RunOptions::parse("store-logoff:world=plain").expect("a run");
    if let Ok(scenario) = Scenario::load(&options, &[replacement]) {
        let _ = scenario.timeline(2_000).verdict();
    }
});
