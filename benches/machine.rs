//! Measures the machine: a step with its rules, few and many open objects, a long queue, going to
//! the end of a long run and back.
//!
//! `cargo bench --bench machine` prints the median time of a whole run and, as items, its steps per
//! second.

use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use mapi_teardown::scenario::world::spec::Fragment;
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::budget::Meter;
use mapi_teardown::sim::{Machine, State, Timeline};
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::model::Model;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{Settings, Start, model, render};
use mapi_teardown::yaml::{Node, typed};

const BOUND: usize = 5_000_000;

fn main() {
    divan::main();
}

fn machine(word: &str, extra: &str) -> Arc<Machine> {
    let options = RunOptions::parse(word).expect("a run");
    let node = Node::parse(extra, serde_yaml::Options::default()).expect("YAML");
    let extra: Fragment = typed(&node).expect("a part of a world");
    let scenario = Scenario::load_in(&options, &[], Some(&extra))
        .unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    scenario.machine
}

/// Folders that the client has open under the store; `tidy` says whether it releases them itself.
fn folders(count: u32, tidy: bool) -> Arc<Machine> {
    let opened: Vec<String> = (1..=count).map(|number| format!("many-{number}")).collect();
    let opened = if tidy {
        format!("set: ['client-1.opened = [{}]']\n", opened.join(", "))
    } else {
        String::new()
    };
    let objects = "{object: many, class: eager/IMAPIFolder, parent: store-A, held: {client-1: 1}, \
        fields: {store: store-A}";
    machine(
        "store-logoff:world=plain",
        &format!("objects:\n  - {objects}, count: {count}}}\n{opened}"),
    )
}

/// Mail that waits for XP1, and a client that has it sent.
fn mail(count: u32) -> Arc<Machine> {
    let messages =
        format!("{{message: M, transport: XP1, store: entry-A, activity: queued, count: {count}}}");
    machine("store-logoff:world=plain,flag=purge", &format!("messages:\n  - {messages}\n"))
}

/// Steps to the end, each with everything that a run does for it but storing it.
fn run(machine: &Machine, state: &mut State) -> usize {
    let (mut steps, mut broken) = (0, 0);
    while let Some(choice) = machine.default_choice(state) {
        let Ok(event) = machine.step(state, choice, &Meter::default()) else { break };
        divan::black_box(machine.is_background(state, &event));
        machine.judge(state, &event, &mut |_| broken += 1);
        steps += 1;
    }
    divan::black_box(broken);
    steps
}

fn measure(bencher: Bencher<'_, '_>, machine: &Machine) {
    let steps = run(machine, &mut machine.start().clone());
    bencher
        .counter(ItemsCount::new(steps))
        .with_inputs(|| machine.start().clone())
        .bench_local_refs(|state| run(machine, state));
}

#[divan::bench(args = [
    "store-logoff:flag=purge",
    "store-logoff:flag=abort,provider=deferred",
    "session-logoff:client=untidy",
])]
fn steps_with_rules(bencher: Bencher<'_, '_>, word: &str) {
    measure(bencher, &machine(word, "{}"));
}

#[divan::bench(args = [10, 1_000, 100_000], max_time = 20)]
fn open_objects_released_by_the_client(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, &folders(count, true));
}

#[divan::bench(args = [10, 1_000, 100_000], max_time = 20)]
fn open_objects_left_to_the_provider(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, &folders(count, false));
}

#[divan::bench(args = [10, 1_000, 100_000], max_time = 20, sample_count = 10)]
fn queue_through_a_timeline(bencher: Bencher<'_, '_>, count: u32) {
    let machine = mail(count);
    let steps = Timeline::run_with(Arc::clone(&machine), &[], BOUND).len();
    bencher
        .counter(ItemsCount::new(steps))
        .bench_local(|| Timeline::run_with(Arc::clone(&machine), &[], BOUND));
}

/// A run of about a million steps.
#[divan::bench(sample_count = 20)]
fn to_the_end_of_a_million_steps_and_back(bencher: Bencher<'_, '_>) {
    let mut timeline = Timeline::run_with(mail(48_000), &[], BOUND);
    assert!(timeline.len() >= 1_000_000, "{} steps", timeline.len());
    bencher.bench_local(|| {
        timeline.seek(usize::MAX);
        timeline.seek(0);
    });
}

/// Any place of that run: at worst half the distance between two checkpoints away.
#[divan::bench(sample_count = 20)]
fn to_any_place_of_a_million_steps(bencher: Bencher<'_, '_>) {
    let mut timeline = Timeline::run_with(mail(48_000), &[], BOUND);
    let mut place = 0;
    bencher.bench_local(|| {
        place = (place + 618_033) % timeline.len();
        timeline.seek(place);
    });
}

/// A stage that stands in the middle of a run with this many open objects.
fn stage(count: u32) -> Model {
    let options = RunOptions::parse("store-logoff:world=plain").expect("a run");
    let timeline = Timeline::run_with(folders(count, true), &[], BOUND);
    let settings = Settings { reduced_motion: true, ..Settings::from_environment(Lang::En) };
    let mut model = model(Start::Ready(options, Box::new(timeline)), &settings);
    update(&mut model, Message::Resize(120, 36));
    (0..8).for_each(|_| drop(update(&mut model, Message::Beat)));
    model
}

#[divan::bench(args = [10, 1_000, 100_000], sample_count = 20)]
fn a_frame_with_open_objects(bencher: Bencher<'_, '_>, count: u32) {
    let model = stage(count);
    bencher.bench_local(|| render(&model, 120, 36));
}

#[divan::bench(args = [10, 1_000, 100_000], sample_count = 20)]
fn a_key_and_its_frame_with_open_objects(bencher: Bencher<'_, '_>, count: u32) {
    let mut model = stage(count);
    bencher.bench_local(|| {
        update(&mut model, Message::Beat);
        update(&mut model, Message::Back);
        render(&model, 120, 36)
    });
}
