//! Shutdowns as a person would check them on paper: the ledgers before, the calls that were made, the ledgers after.
//!
//! In the notation a struck thing is gone, `!` is invalid, a number in parentheses is a reference count.

use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::{Timeline, notation};

fn replay(word: &str) -> [String; 3] {
    let options = RunOptions::parse(word).expect("a run");
    let scenario = Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    let timeline = Timeline::run(scenario.machine);
    let program = timeline.machine().program();
    let last = timeline.final_state();
    let calls = notation::calls(program, last, timeline.events());
    [notation::ledgers(program, timeline.machine().start()), calls, notation::ledgers(program, last)]
}

/// Compares without regard to indentation of the whole and to how a ledger is broken into lines.
fn check(word: &str, before: &str, calls: &str, after: &str) {
    let [real_before, real_calls, real_after] = replay(word);
    assert_eq!(words(&real_before), words(before), "{word}: before\n{real_before}");
    let wanted: Vec<&str> = calls.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let margin = wanted.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let wanted: Vec<&str> = wanted.iter().map(|line| &line[margin..]).collect();
    assert_eq!(real_calls.lines().collect::<Vec<_>>(), wanted, "{word}: calls\n{real_calls}");
    assert_eq!(words(&real_after), words(after), "{word}: after\n{real_after}");
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn show() {
    for word in [
        "store-logoff:world=plain",
        "store-logoff:world=plain,provider=deferred",
        "release:world=plain",
        "session-logoff:world=plain",
    ] {
        let [a, b, c] = replay(word);
        println!("== {word}\n{a}\n{b}\n{c}");
    }
    check("store-logoff:world=plain", "", "", "");
}
