//! The checklist of the guide page ticks what happens to the store that the run shuts down, and
//! nothing else: every path with every provider, compared with the steps by object, which are read
//! here from the run's JSON Lines.

mod expected;

use std::collections::BTreeMap;

use mapi_teardown::narrate::guide::{Subject, ticks};
use mapi_teardown::scenario::{RunOptions, Scenario, catalogue};
use mapi_teardown::sim::Timeline;
use mapi_teardown::text::Lang;

use expected::{expected, steps};

type Ticks = BTreeMap<String, usize>;

fn run(word: &str) -> Option<(Scenario, Timeline)> {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    let scenario = Scenario::load(&options, &[]).ok()?;
    let timeline = scenario.timeline(100_000);
    Some((scenario, timeline))
}

fn ticked(timeline: &Timeline) -> Ticks {
    let all = catalogue::guide().iter().zip(ticks(timeline));
    all.filter_map(|(statement, step)| Some((statement.id.clone(), step?))).collect()
}

fn ticks_of(word: &str) -> Ticks {
    ticked(&run(word).unwrap_or_else(|| panic!("{word} loads")).1)
}

/// The names of one store's things.
struct Own {
    store: &'static str,
    logon: &'static str,
    support: &'static str,
    row: &'static str,
}

const A: Own = Own { store: "store-A", logon: "logon-A", support: "support-A", row: "R4" };
const B: Own = Own { store: "store-B", logon: "logon-B", support: "support-B", row: "R7" };
const SPOOLERS: Own = Own { store: "store-A'", logon: "logon-A'", support: "support-A'", row: "-" };

/// What is known of each path: which store it shuts down.
fn own(word: &str) -> Option<Own> {
    let path = word.split(':').next().unwrap_or_default();
    match path {
        "transport-logoff" => None,
        // With activity a QUIET of the spooler's does nothing at all.
        "spooler-logoff" if word.contains("flag=quiet") && !word.contains("world=plain") => None,
        "fast-shutdown" if !word.contains("=no") => None,
        "spooler-logoff" if !word.contains("shared-instance") => Some(SPOOLERS),
        _ if word.contains("store=B") => Some(B),
        _ => Some(A),
    }
}

fn words() -> Vec<String> {
    let mut words = Vec::new();
    for path in Scenario::paths() {
        let options = Scenario::options_of(path);
        for provider in Scenario::providers() {
            for world in ["plain", "busy", "deep", "two-stores"] {
                words.push(format!("{path}:provider={provider},world={world}"));
                if options.contains(&"flag") && matches!(world, "plain" | "busy") {
                    words.extend(["no-wait", "abort", "quiet", "0x3"].map(|flag| {
                        format!("{path}:provider={provider},world={world},flag={flag}")
                    }));
                }
                for (key, value) in [
                    ("children", "hold-store"),
                    ("client", "untidy"),
                    ("orphans", "leave"),
                    ("store", "B"),
                ] {
                    if options.contains(&key) && world != "plain" {
                        words.push(format!(
                            "{path}:provider={provider},world={world},{key}={value}"
                        ));
                    }
                }
            }
            words.push(format!(
                "{path}:provider={provider},world=plain,reading=C10=shared-instance"
            ));
        }
    }
    let coupled = ["store-logoff", "release", "session-logoff"]
        .map(|path| format!("{path}:coupled=XP1,reading=C21=log-off-coupled"));
    words.extend(coupled);
    words.extend(["PB2", "PB4", "PB5", "PB6", "PB10"].map(|bug| format!("store-logoff:bug={bug}")));
    words.push("fast-shutdown:answer=store-A=no".to_owned());
    words
}

#[test]
fn every_path_and_provider_ticks_what_its_store_does() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for word in words() {
        let Some((scenario, timeline)) = run(&word) else { continue };
        tried += 1;
        let found = ticked(&timeline);
        let right =
            own(&word).map_or_else(Ticks::new, |own| expected(&steps(&scenario, &timeline), &own));
        if found != right {
            let differ =
                found.iter().filter(|it| !right.contains_key(it.0) || right[it.0] != *it.1);
            let missing = right.iter().filter(|it| !found.contains_key(it.0));
            wrong.push(format!(
                "{word}: ticked {:?}, not ticked {:?}",
                differ.collect::<Vec<_>>(),
                missing.collect::<Vec<_>>()
            ));
        }
    }
    assert!(tried > 300, "{tried} runs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_store_is_found_in_the_run() {
    for word in words() {
        let Some((_, timeline)) = run(&word) else { continue };
        let name = |it: Subject| {
            timeline.machine().program().object_name(timeline.final_state(), it.store)
        };
        assert_eq!(
            Subject::of(&timeline).map(name).as_deref(),
            own(&word).map(|own| own.store),
            "{word}"
        );
    }
}

#[test]
fn an_orderly_run_ticks_in_the_order_of_the_page() {
    let order = [
        "client-calls-store-logoff",
        "begin-with-transports",
        "tells-mapi",
        "orderly-and-controlled",
        "caller-releases",
        "keep-track",
        "release-the-support-object",
        "remove-uids",
        "remove-row",
        "call-logoff",
        "release-logon",
    ];
    for word in ["store-logoff:world=plain", "store-logoff", "store-logoff:world=deep"] {
        let found = ticks_of(word);
        let steps: Vec<usize> = order
            .iter()
            .map(|id| *found.get(*id).unwrap_or_else(|| panic!("{word}: {id}")))
            .collect();
        assert!(steps.is_sorted_by(|one, other| one < other), "{word}: {steps:?}");
        assert!(
            found.contains_key("exactly-once") && found.len() == order.len() + 1,
            "{word}: {found:?}"
        );
    }
}

#[test]
fn what_happens_to_others_ticks_nothing() {
    for word in ["transport-logoff", "fast-shutdown", "transport-logoff:world=deep"] {
        assert_eq!(ticks_of(word), Ticks::new(), "{word}");
    }
    // In session Logoff the session calls Logoff and releases the logon object: two of the four
    // tasks are not the support object's.
    for provider in Scenario::providers() {
        let found = ticks_of(&format!("session-logoff:world=deep,provider={provider}"));
        assert!(
            !found.contains_key("call-logoff") && !found.contains_key("release-logon"),
            "{provider}: {found:?}"
        );
        assert!(
            found.contains_key("remove-uids") && found.contains_key("client-calls-session-logoff"),
            "{provider}: {found:?}"
        );
    }
    // A deferred provider calls StoreLogoffTransports late, but with the flag that somebody chose.
    for flag in ["orderly", "abort"] {
        let found = ticks_of(&format!("store-logoff:provider=deferred,flag={flag}"));
        assert!(
            !found.contains_key("less-orderly") && !found.contains_key("abort-if-not-called"),
            "{found:?}"
        );
    }
    // To stop receiving is not to be logged off.
    assert!(!ticks_of("store-logoff").contains_key("related-transports"));
    assert!(
        ticks_of("store-logoff:coupled=XP1,reading=C21=log-off-coupled")
            .contains_key("related-transports")
    );
}

#[test]
fn every_statement_is_ticked_by_some_run_and_bugs_take_ticks_away() {
    let runs = [
        "store-logoff",
        "spooler-logoff",
        "release",
        "session-logoff",
        "store-logoff:coupled=XP1,reading=C21=log-off-coupled",
    ];
    let runs: Vec<Ticks> = runs.map(ticks_of).into();
    for statement in catalogue::guide() {
        assert!(runs.iter().any(|ticks| ticks.contains_key(&statement.id)), "{}", statement.id);
    }
    let without_slt = ticks_of("release:world=plain,bug=PB4");
    for id in ["keep-track", "abort-if-not-called", "exactly-once"] {
        assert!(!without_slt.contains_key(id), "{id}");
    }
    assert!(without_slt.contains_key("release-the-support-object"));
    assert!(!ticks_of("store-logoff:bug=PB5").contains_key("exactly-once"), "called twice");
}

/// The support objects of transports, address books and wrappers do other things than a store's.
#[test]
fn the_four_tasks_are_told_of_a_stores_support_object_only() {
    use mapi_teardown::narrate::why;
    for word in [
        "session-logoff",
        "transport-logoff",
        "address-book-logoff",
        "store-logoff:provider=wrapper",
    ] {
        let (scenario, timeline) = run(word).expect("loads");
        let program = scenario.machine.program();
        let mut told: BTreeMap<(String, Lang), String> = BTreeMap::new();
        for event in timeline.events() {
            if let mapi_teardown::sim::EventKind::Refs { object, .. } = event.kind {
                let class = program.class(timeline.final_state(), object);
                for lang in [Lang::En, Lang::PtBr] {
                    if class.interface == "IMAPISupport"
                        && let Some(text) = why(program, event, lang)
                    {
                        told.insert((class.module.clone(), lang), text);
                    }
                }
            }
        }
        assert!(!told.is_empty(), "{word}");
        for ((module, lang), text) in &told {
            let others = told.iter().filter(|((other, of), _)| other != module && of == lang);
            assert!(others.into_iter().all(|(_, other)| other != text), "{word}: {module}: {text}");
            assert_eq!(
                text.contains("Logoff"),
                module == "store-support",
                "{word}: {module}: {text}"
            );
        }
    }
}
