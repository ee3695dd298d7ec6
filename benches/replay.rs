//! How fast a long run is made and written: a queue of 100,000 messages that a purging StoreLogoff
//! sends, as JSON Lines and as text.

use std::io;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use mapi_teardown::headless::{Transcript, jsonl, text};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::Timeline;
use mapi_teardown::text::Lang;

const MESSAGES: usize = 100_000;

fn main() {
    divan::main();
}

fn scenario(messages: usize) -> Scenario {
    let queue: Vec<String> = (1..=messages).map(|at| format!("M{at}:XP{}", at % 2 + 1)).collect();
    let mut options = RunOptions::path("store-logoff");
    for (key, value) in [("world", "plain"), ("flag", "purge"), ("queue", &queue.join(","))] {
        options.set(key, value).expect("is an option");
    }
    Scenario::load(&options, &[]).expect("is a run")
}

fn bounded(scenario: &Scenario) -> Timeline {
    Timeline::run_with(Arc::clone(&scenario.machine), &[], usize::MAX)
}

fn transcript<'a>(scenario: &'a Scenario, timeline: &'a Timeline) -> Transcript<'a> {
    Transcript {
        timeline,
        scenario,
        lesson: None,
        lang: Lang::En,
        steps: (1, timeline.len()),
        only: None,
        numbered: true,
    }
}

/// The machine with its rules, and the record that can be walked back.
#[divan::bench(sample_count = 5)]
fn run(bencher: Bencher<'_, '_>) {
    let scenario = scenario(MESSAGES);
    let steps = bounded(&scenario).len();
    bencher.counter(ItemsCount::new(steps)).bench_local(|| bounded(&scenario));
}

/// Run and JSON Lines together: what `replay --format jsonl` does.
#[divan::bench(sample_count = 5)]
fn run_and_write_json_lines(bencher: Bencher<'_, '_>) {
    let scenario = scenario(MESSAGES);
    let steps = bounded(&scenario).len();
    bencher.counter(ItemsCount::new(steps)).bench_local(|| {
        let timeline = bounded(&scenario);
        jsonl::write(&transcript(&scenario, &timeline), &mut io::sink())
    });
}

/// Only the writing.
#[divan::bench(sample_count = 5)]
fn write_json_lines(bencher: Bencher<'_, '_>) {
    let scenario = scenario(MESSAGES);
    let timeline = bounded(&scenario);
    let transcript = transcript(&scenario, &timeline);
    bencher
        .counter(ItemsCount::new(timeline.len()))
        .bench_local(|| jsonl::write(&transcript, &mut io::sink()));
}

/// The transcript, with sentences from the word files.
#[divan::bench(sample_count = 5)]
fn write_text(bencher: Bencher<'_, '_>) {
    let scenario = scenario(MESSAGES / 10);
    let timeline = bounded(&scenario);
    let transcript = transcript(&scenario, &timeline);
    bencher
        .counter(ItemsCount::new(timeline.len()))
        .bench_local(|| text::write(&transcript, false, &mut io::sink()));
}
