//! Section 6 of the domain reference, cell by cell: what `StoreLogoff` answers for each flag and
//! activity, whether its caller waits, what becomes of every message, and what the transports' rows
//! say at the end.
//!
//! The table is written from the reference, not from the machine. A refused QUIET changes nothing;
//! the `Release` that follows it imposes LOGOFF_ABORT, so the last columns of those cells are
//! ABORT's.

use mapi_teardown::diagnostic::Place;
use mapi_teardown::mapi::{FlagSet, flag_names};
use mapi_teardown::scenario::world::spec::Fragment;
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::program::message_state_name;
use mapi_teardown::sim::{EventKind, State, Timeline, Value};
use mapi_teardown::yaml::Marked;

/// `waits`: whether `StoreLogoff` returns after the messages of this store have come to rest. M1 is
/// on XP1's line when the call is made, M2 waits for XP1, M9 arrives there; `-` where there is no
/// such message. `rows`: PR_STATUS_CODE of both transports, in hexadecimal. A line of one word is
/// the flag of the lines below it.
const TABLE: &str = "
activity          inbox word                             waits M1     M2     M9             rows

no-wait
idle              yes   COMPLETE                         no    -      -      -              100001
idle              no    COMPLETE                         no    -      -      -              110001
queued            yes   COMPLETE|OUTBOUND_QUEUE          no    -      sent   -              100001
queued            no    COMPLETE|OUTBOUND_QUEUE          no    -      sent   -              110001
sending           yes   COMPLETE|OUTBOUND                no    sent   -      -              100001
sending           no    COMPLETE|OUTBOUND                no    sent   -      -              110001
sending+queued    yes   COMPLETE|OUTBOUND|OUTBOUND_QUEUE no    sent   sent   -              100001
sending+queued    no    COMPLETE|OUTBOUND|OUTBOUND_QUEUE no    sent   sent   -              110001
receiving         yes   COMPLETE|INBOUND                 no    -      -      saved          100001
receiving         no    COMPLETE                         no    -      -      saved          110001
sending+receiving yes   COMPLETE|INBOUND|OUTBOUND        no    sent   -      saved          100001
sending+receiving no    COMPLETE|OUTBOUND                no    sent   -      saved          110001

orderly
idle              yes   COMPLETE                         no    -      -      -              100001
idle              no    COMPLETE                         no    -      -      -              110001
queued            yes   COMPLETE|OUTBOUND_QUEUE          no    -      queued -              100001
queued            no    COMPLETE|OUTBOUND_QUEUE          no    -      queued -              110001
sending           yes   COMPLETE|OUTBOUND                no    sent   -      -              100001
sending           no    COMPLETE|OUTBOUND                no    sent   -      -              110001
sending+queued    yes   COMPLETE|OUTBOUND|OUTBOUND_QUEUE no    sent   queued -              100001
sending+queued    no    COMPLETE|OUTBOUND|OUTBOUND_QUEUE no    sent   queued -              110001
receiving         yes   COMPLETE|INBOUND                 no    -      -      saved          100001
receiving         no    COMPLETE                         no    -      -      saved          110001
sending+receiving yes   COMPLETE|INBOUND|OUTBOUND        no    sent   -      saved          100001
sending+receiving no    COMPLETE|OUTBOUND                no    sent   -      saved          110001

purge
idle              yes   COMPLETE                         yes   -      -      -              100001
idle              no    COMPLETE                         yes   -      -      -              110001
queued            yes   COMPLETE                         yes   -      sent   -              100001
queued            no    COMPLETE                         yes   -      sent   -              110001
sending           yes   COMPLETE                         yes   sent   -      -              100001
sending           no    COMPLETE                         yes   sent   -      -              110001
sending+queued    yes   COMPLETE                         yes   sent   sent   -              100001
sending+queued    no    COMPLETE                         yes   sent   sent   -              110001
receiving         yes   COMPLETE                         yes   -      -      saved          100001
receiving         no    COMPLETE                         yes   -      -      saved          110001
sending+receiving yes   COMPLETE                         yes   sent   -      saved          100001
sending+receiving no    COMPLETE                         yes   sent   -      saved          110001

abort
idle              yes   COMPLETE                         yes   -      -      -              100001
idle              no    COMPLETE                         yes   -      -      -              110001
queued            yes   COMPLETE|OUTBOUND_QUEUE          yes   -      queued -              100001
queued            no    COMPLETE|OUTBOUND_QUEUE          yes   -      queued -              110001
sending           yes   COMPLETE|OUTBOUND_QUEUE          yes   queued -      -              100001
sending           no    COMPLETE|OUTBOUND_QUEUE          yes   queued -      -              110001
sending+queued    yes   COMPLETE|OUTBOUND_QUEUE          yes   queued queued -              100001
sending+queued    no    COMPLETE|OUTBOUND_QUEUE          yes   queued queued -              110001
receiving         yes   COMPLETE                         yes   -      -      with-transport 100001
receiving         no    COMPLETE                         yes   -      -      saved          110001
sending+receiving yes   COMPLETE|OUTBOUND_QUEUE          yes   queued -      with-transport 100001
sending+receiving no    COMPLETE|OUTBOUND_QUEUE          yes   queued -      saved          110001

quiet
idle              yes   COMPLETE                         no    -      -      -              100001
idle              no    COMPLETE                         no    -      -      -              110001
queued            yes   COMPLETE|OUTBOUND_QUEUE          no    -      queued -              100001
queued            no    COMPLETE|OUTBOUND_QUEUE          no    -      queued -              110001
sending           yes   OUTBOUND                         no    queued -      -              100001
sending           no    OUTBOUND                         no    queued -      -              110001
sending+queued    yes   OUTBOUND|OUTBOUND_QUEUE          no    queued queued -              100001
sending+queued    no    OUTBOUND|OUTBOUND_QUEUE          no    queued queued -              110001
receiving         yes   INBOUND                          no    -      -      with-transport 100001
receiving         no    COMPLETE                         no    -      -      saved          110001
sending+receiving yes   INBOUND|OUTBOUND                 no    queued -      with-transport 100001
sending+receiving no    OUTBOUND                         no    queued -      saved          110001
";

/// Another process has the store: COMPLETE, and the transports go on as if nothing had been said.
const OTHER_PROCESS: &str = "
activity           M1      M2      M9
idle               -       -       -
queued             -       sent    -
sending            sent    -       -
sending+queued     sent    sent    -
receiving          -       -       saved
sending+receiving  sent    -       saved
";

/// What transports do and what waits, as options of a run.
fn activity(name: &str) -> [(&'static str, &'static str); 2] {
    match name {
        "idle" => [("transport", "XP1=idle"), ("queue", "none")],
        "queued" => [("transport", "XP1=idle"), ("queue", "M2:XP1")],
        "sending" => [("transport", "XP1=sending:M1"), ("queue", "none")],
        "sending+queued" => [("transport", "XP1=sending:M1"), ("queue", "M2:XP1")],
        "receiving" => [("transport", "XP1=receiving:M9"), ("queue", "none")],
        "sending+receiving" => [("transport", "XP1=sending:M1+receiving:M9"), ("queue", "none")],
        other => panic!("no activity {other}"),
    }
}

fn run(settings: &[(&str, &str)], extra: Option<&Fragment>) -> Timeline {
    let mut options = RunOptions::path("store-logoff");
    for (key, value) in [("world", "plain")].iter().chain(settings) {
        options.set(key, value).unwrap_or_else(|problem| panic!("{problem}"));
    }
    let scenario = Scenario::load_in(&options, &[], extra)
        .unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
    Timeline::run(scenario.machine)
}

/// Step and output word of the return of `StoreLogoff`.
fn answer(timeline: &Timeline) -> (usize, String) {
    let program = timeline.machine().program();
    let found = (1..).zip(timeline.events()).find_map(|(step, event)| match &event.kind {
        EventKind::Return { method, out: Value::Number(word), .. }
            if program.method_name(*method) == "StoreLogoff" =>
        {
            let names = flag_names(FlagSet::Logoff, *word as u32);
            // The header's order of bits is INBOUND, OUTBOUND, OUTBOUND_QUEUE, with COMPLETE first.
            Some((
                step,
                names
                    .iter()
                    .map(|name| name.trim_start_matches("LOGOFF_"))
                    .collect::<Vec<_>>()
                    .join("|"),
            ))
        }
        _ => None,
    });
    found.expect("StoreLogoff returns")
}

fn message(timeline: &Timeline, state: &State, name: &str) -> String {
    let program = timeline.machine().program();
    let found = state.messages.iter().find(|message| program.names.text(message.name) == name);
    found.map_or("-".to_owned(), |message| {
        let lock = if message.locked { " locked" } else { "" };
        format!("{}{lock}", message_state_name(message.state))
    })
}

/// PR_STATUS_CODE of the transports' rows, once if they agree.
fn rows(timeline: &Timeline, state: &State) -> String {
    let program = timeline.machine().program();
    let of_transports = state
        .rows
        .iter()
        .filter(|row| row.present && matches!(program.names.text(row.name), "R5" | "R6"));
    let mut codes: Vec<String> = of_transports.map(|row| format!("{:X}", row.status)).collect();
    assert_eq!(codes.len(), 2, "transports keep their rows");
    codes.dedup();
    codes.join("/")
}

/// Steps in which a message of this store came to the state that it keeps.
fn rests(timeline: &Timeline, name: &str) -> Option<usize> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let is_it = |kind: &EventKind| match kind {
        EventKind::Message { message, .. } => program.message_name(state, *message) == name,
        _ => false,
    };
    timeline.events().iter().rposition(|event| is_it(&event.kind)).map(|at| at + 1)
}

/// What the machine says of a cell, in the form of the table's line.
fn cell(flag: &str, doing: &str, inbox: &str) -> Vec<String> {
    let timeline = run(&[&activity(doing)[..], &[("flag", flag), ("inbox", inbox)]].concat(), None);
    let (step, word) = answer(&timeline);
    let last = timeline.final_state();
    // Mail that comes in for another store is nothing that the caller could wait for.
    let own: &[&str] = if inbox == "yes" { &["M1", "M2", "M9"] } else { &["M1", "M2"] };
    let after: Vec<bool> =
        own.iter().filter_map(|name| rests(&timeline, name)).map(|rest| step > rest).collect();
    let waits = match (after.iter().all(|after| *after), after.iter().any(|after| *after)) {
        _ if after.is_empty() => "nothing moves",
        (true, _) => "yes",
        (_, false) => "no",
        _ => "in part",
    };
    let mail = ["M1", "M2", "M9"].map(|name| message(&timeline, last, name));
    let mut line =
        vec![flag.to_owned(), doing.to_owned(), inbox.to_owned(), word, waits.to_owned()];
    line.extend(mail);
    line.push(rows(&timeline, last));
    line
}

fn table(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).skip(1);
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// The lines of [`TABLE`], each with its flag.
fn cells() -> Vec<Vec<String>> {
    let mut flag = Vec::new();
    let mut cells = Vec::new();
    for line in table(TABLE) {
        match line.len() {
            1 => flag = line,
            _ => cells.push([flag.clone(), line].concat()),
        }
    }
    cells
}

#[test]
fn the_table_has_every_cell() {
    let cells = cells();
    let mut keys: Vec<&[String]> = cells.iter().map(|line| &line[..3]).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 5 * 6 * 2);
    assert!(cells.iter().all(|line| line.len() == 9));
}

#[test]
fn every_cell_is_as_the_reference_has_it() {
    let mut wrong = Vec::new();
    for wanted in cells() {
        let mut real = cell(&wanted[0], &wanted[1], &wanted[2]);
        if real[4] == "nothing moves" {
            real[4].clone_from(&wanted[4]);
        }
        if real != wanted {
            wrong.push(format!("reference {}\nmachine   {}", wanted.join(" "), real.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn whether_the_caller_waits_can_be_seen_in_every_flag_but_quiet() {
    for (flag, waits) in [("no-wait", "no"), ("orderly", "no"), ("purge", "yes"), ("abort", "yes")]
    {
        for doing in ["sending", "receiving", "sending+receiving"] {
            assert_eq!(cell(flag, doing, "yes")[4], waits, "{flag} {doing}");
        }
    }
}

#[test]
fn a_refused_quiet_changes_nothing() {
    for doing in ["sending", "sending+queued", "receiving", "sending+receiving"] {
        let mut timeline =
            run(&[&activity(doing)[..], &[("flag", "quiet"), ("inbox", "yes")]].concat(), None);
        let (step, word) = answer(&timeline);
        assert!(!word.contains("COMPLETE"), "{doing}: {word}");
        timeline.seek(step);
        let (before, after) = (timeline.machine().start(), timeline.state());
        assert_eq!((&before.rows, &before.uids), (&after.rows, &after.uids), "{doing}");
        assert_eq!(
            (&before.transports, &before.messages),
            (&after.transports, &after.messages),
            "{doing}"
        );
        let counts = |state: &State| {
            state.objects.iter().map(|object| (object.refs, object.life)).collect::<Vec<_>>()
        };
        assert_eq!(counts(before), counts(after), "{doing}");
    }
}

#[test]
fn another_process_keeps_the_transports_going() {
    let extra = Fragment {
        set: vec![Marked {
            value: "entry-A.other_process = yes".to_owned(),
            place: Place::default(),
        }],
        ..Fragment::default()
    };
    let mut wrong = Vec::new();
    for wanted in table(OTHER_PROCESS) {
        for flag in ["no-wait", "orderly", "purge", "abort", "quiet"] {
            let timeline =
                run(&[&activity(&wanted[0])[..], &[("flag", flag)]].concat(), Some(&extra));
            let (_, word) = answer(&timeline);
            let last = timeline.final_state();
            let real = ["M1", "M2", "M9"].map(|name| message(&timeline, last, name));
            let state = (word.as_str(), rows(&timeline, last));
            if real[..] != wanted[1..] || state != ("COMPLETE", "110001".to_owned()) {
                wrong.push(format!("{flag} {}: {state:?} {real:?}", wanted.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}
