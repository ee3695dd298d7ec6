//! A verdict that can be trusted: over every run that the options allow, no crash, no client that
//! waits for ever and no reference that a client keeps is called clean, and what ended a run is
//! named. The facts are read off the final situation, not off the rules.

mod changed;
mod waiting;

use mapi_teardown::lesson::LessonRun;
use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::run::ways_of;
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario, catalogue};
use mapi_teardown::sim::body::Who;
use mapi_teardown::sim::rules::Blame;
use mapi_teardown::sim::state::{End, HOLDERS, Holder};
use mapi_teardown::sim::timeline::Verdict;
use mapi_teardown::sim::{EventKind, Life, ObjectId, Timeline, Value};
use std::sync::Arc;

/// What is wrong with the verdict of a run, if anything is.
fn untrue(timeline: &Timeline) -> Option<String> {
    let (program, state, verdict) =
        (timeline.machine().program(), timeline.final_state(), timeline.verdict());
    let crashed = state.end == Some(End::Crash);
    if crashed != (verdict == Verdict::Crashed) || crashed != timeline.crash().is_some() {
        return Some(format!(
            "crashed {crashed}, verdict {verdict:?}, named {}",
            timeline.crash().is_some()
        ));
    }
    let is_client = |this: ObjectId| program.class(state, this).who == Who::Client;
    let waits = state.end.is_none()
        && !timeline.is_bounded()
        && state
            .threads
            .iter()
            .any(|thread| thread.frames.first().is_some_and(|frame| is_client(frame.this)));
    if waits && (verdict != Verdict::Stuck || timeline.stuck().is_empty()) {
        return Some(format!("a client never ends, verdict {verdict:?}"));
    }
    let kept = kept_by_clients(timeline);
    if verdict == Verdict::Clean && !kept.is_empty() {
        return Some(format!("clean, but clients keep {kept:?}"));
    }
    None
}

/// Objects that a client whose script is over still holds, but for its session and what it says
/// that it goes on using.
fn kept_by_clients(timeline: &Timeline) -> Vec<String> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let ended = timeline.events().iter().filter(|event| matches!(event.kind, EventKind::ThreadEnd));
    let clients = ended.filter(|event| program.class(state, event.actor).who == Who::Client);
    let mut kept = Vec::new();
    for client in clients {
        let holder = program.holder(state, client.thread, client.actor);
        if holder == Holder::OtherProcess {
            continue;
        }
        let keeps = program
            .fields
            .iter()
            .position(|field| field == "keeps")
            .map(|at| mapi_teardown::sim::FieldId(at as u16));
        let keeps = keeps
            .and_then(|field| program.field_at(state, client.actor, field))
            .map(|at| state.fields[at].clone());
        let goes_on = |id: ObjectId| match &keeps {
            Some(Value::List(list)) => list.contains(&Value::Object(id)),
            _ => false,
        };
        let column = HOLDERS.iter().position(|known| *known == holder).expect("a holder");
        for (id, object) in (0u32..).map(ObjectId).zip(&state.objects) {
            let of_mapi = ["MAPI", "IMAPISession"].contains(&program.interface(state, id));
            if object.held[column] > 0 && object.life != Life::Freed && !of_mapi && !goes_on(id) {
                kept.push(program.object_name(state, id));
            }
        }
    }
    kept
}

fn run(path: &str, settings: &[(&str, &str)]) -> Option<Timeline> {
    let mut options = RunOptions::path(path);
    settings.iter().try_for_each(|(key, value)| options.set(key, value)).ok()?;
    Some(Scenario::load(&options, &[]).ok()?.timeline(100_000))
}

#[test]
fn no_crash_no_endless_wait_and_no_kept_reference_is_called_clean() {
    let bugs: Vec<&str> = Scenario::bugs().into_iter().map(|(id, _)| id).collect();
    let mut changes: Vec<Vec<(&str, String)>> = vec![Vec::new()];
    changes.extend(bugs.iter().map(|bug| vec![("bug", (*bug).to_owned())]));
    for reading in catalogue::readings().iter().filter(|reading| reading.switch) {
        let others = reading.values.iter().filter(|value| !value.default);
        changes
            .extend(others.map(|value| vec![("reading", format!("{}={}", reading.id, value.id))]));
    }
    changes.extend(
        [
            ("client", "untidy"),
            ("client", "eight-steps"),
            ("orphans", "free"),
            ("orphans", "leave"),
            ("children", "hold-store"),
        ]
        .map(|(key, value)| vec![(key, value.to_owned())]),
    );
    let (mut runs, mut seen, mut wrong) = (0, std::collections::BTreeSet::new(), Vec::new());
    for path in Scenario::paths() {
        for world in Scenario::worlds() {
            for provider in Scenario::providers() {
                for change in &changes {
                    let mut settings = vec![("world", world), ("provider", provider)];
                    settings.extend(change.iter().map(|(key, value)| (*key, value.as_str())));
                    let Some(timeline) = run(path, &settings) else { continue };
                    runs += 1;
                    seen.insert(timeline.verdict());
                    wrong.extend(
                        untrue(&timeline).map(|text| format!("{path} {settings:?}: {text}")),
                    );
                }
            }
        }
    }
    assert!(runs > 3_000, "only {runs} runs");
    assert!(
        wrong.is_empty(),
        "{} of {runs} runs:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
    for verdict in [Verdict::Clean, Verdict::Violated, Verdict::Crashed, Verdict::Stuck] {
        assert!(seen.contains(&verdict), "no run is {verdict:?}");
    }
}

#[test]
fn the_bundled_lessons_tell_the_truth_too() {
    for entry in INDEX {
        let lesson = Arc::new(Lesson::find(entry.id).expect("bundled"));
        let ways = ways_of(&lesson).map(|way| Some(way.name.value.clone()));
        for way in std::iter::once(None).chain(ways) {
            let played = LessonRun::with_way(Arc::clone(&lesson), way.as_deref()).expect("runs");
            assert_eq!(untrue(played.timeline()), None, "{} {way:?}", entry.id);
        }
    }
}

fn word(word: &str) -> Timeline {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    Scenario::load(&options, &[])
        .unwrap_or_else(|problems| panic!("{word}: {}", problems[0]))
        .timeline(100_000)
}

fn blames(timeline: &Timeline) -> Vec<(&'static str, Blame)> {
    let mut all: Vec<_> =
        timeline.violations().iter().map(|found| (found.rule, found.blame)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whoever left it out or did it is to blame, whatever the rule is about.
#[test]
fn blame_falls_on_who_did_it_or_left_it_out() {
    for (run, expected) in [
        ("release:world=busy,client=untidy,children=hold-store", vec![("INV-30", Blame::Client)]),
        ("release:world=busy,client=untidy", vec![("INV-30", Blame::Client)]),
        (
            "session-logoff:bug=CB6,world=plain,session=shared",
            vec![("INV-31", Blame::Client), ("INV-34", Blame::Client)],
        ),
        ("two-users:world=plain,bug=PB7", vec![("INV-27", Blame::Provider)]),
    ] {
        assert_eq!(blames(&word(run)), expected, "{run}");
    }
}

fn store(body: &str) -> String {
    format!("module: store\nwho: provider\nmethods:\n{body}")
}

fn support(body: &str) -> String {
    format!("module: store-support\nwho: mapi\nmethods:\n{body}")
}

/// Runs with bodies of one's own, each with the rule that it breaks and who is to blame for that.
fn blamed(runs: Vec<(&str, String, &str, Blame)>) {
    for (run, bodies, rule, blame) in runs {
        let replaced = Replacement { text: bodies.clone(), file: "own.yaml".to_owned(), line: 0 };
        let scenario = Scenario::load(&RunOptions::parse(run).expect("valid"), &[replaced]);
        let timeline = scenario
            .unwrap_or_else(|problems| panic!("{run}: {}\n{bodies}", problems[0]))
            .timeline(100_000);
        let of_rule: Vec<Blame> = blames(&timeline)
            .into_iter()
            .filter(|(id, _)| *id == rule)
            .map(|(_, blame)| blame)
            .collect();
        assert_eq!(of_rule, [blame], "{run}: {:?}\n{bodies}", blames(&timeline));
    }
}

/// Code of one's own: whoever counts, frees, keeps or takes wrongly is to blame, not whoever trips
/// over it.
#[test]
fn blame_falls_on_the_code_that_is_wrong() {
    let twice = "  IMsgStore::Release() ~ inferred:\n    - let left = refs -= 1\n    - let last = \
        refs -= 1\n    - if last != 0:\n        - return last\n    - let st = this\n    - do \
        destroy-store\n    - return 0\n";
    let never = "  IMsgStore::Release() ~ inferred:\n    - return 0\n";
    let unasked = "  IMAPISupport::StoreLogoffTransports(flags) ~ inferred:\n    - wait until \
        answer != null\n    - return S_OK, answer\n";
    let kept = "  IMAPISupport::Release() ~ inferred:\n    - let left = refs -= 1\n    - if left \
        != 0:\n        - return left\n    - let lg = logon\n    - each u in uids of lg:\n        \
        - remove uid u\n    - each r in rows of lg:\n        - remove row r\n    - lg.Logoff(0)\
            \n    - free this\n    - return 0\n";
    let sink = "  IMsgStore::Unadvise(connection) ~ inferred:\n    - unlink connection from \
        this.sinks\n    - return S_OK\n";
    let sent = "  IMsgStore::FinishedMsg(message) ~ inferred:\n    - return S_OK\n";
    let zero = "  IUnknown::Release() ~ inferred:\n    - let left = refs -= 1\n    - return left\n";
    let opened = |times: usize| {
        let count = "    - st.refs += 1\n".repeat(times);
        format!(
            "  IMSProvider::Logon(entry, support) ~ inferred:\
            \n    - let st = first(o for o in open if exists(o) and o.entry == entry \
            and not o.side)\
            \n{count}    - return S_OK gives st\n"
        )
    };
    blamed(vec![
        (
            "release:world=plain",
            store(twice).replace("module: store", "module: eager"),
            "INV-26",
            Blame::Provider,
        ),
        (
            "release:world=plain",
            store(never).replace("module: store", "module: eager"),
            "INV-30",
            Blame::Provider,
        ),
        ("release:world=plain", support(unasked), "INV-28", Blame::Mapi),
        ("release:world=plain", support(kept), "INV-14", Blame::Mapi),
        ("release:world=deep", store(sink), "INV-21", Blame::Provider),
        ("store-logoff:world=busy,flag=purge", store(sent), "INV-19", Blame::Provider),
        ("release:world=busy", store(zero), "INV-26", Blame::Provider),
        ("two-users:world=plain,provider=deferred", store(&opened(2)), "INV-30", Blame::Provider),
        ("two-users:world=plain,provider=deferred", store(&opened(0)), "INV-29", Blame::Provider),
    ]);
}

#[test]
fn blame_falls_on_what_calls_waits_or_takes_wrongly_too() {
    let book = "module: address-book\nwho: address-book\nmethods:\n  IABLogon::Logoff(flags) ~ \
        inferred:\n    - return S_OK\n";
    let line = "module: transport\nwho: transport\nmethods:\n  IXPLogon::TransportLogoff(flags) ~ \
        inferred:\n    - let s = support\n    - s.AddRef()\n    - return S_OK\n";
    let script = |call: &str| {
        format!(
            "module: client\nwho: client\nscripts:\n  release:\n    - {call}\n    - \
             store.Release()\n"
        )
    };
    let idle_spooler =
        "module: spooler\nwho: spooler\nscripts:\n  spooler ~ inferred:\n    - let x = 1\n";
    let gone = "module: client\nwho: client\nscripts:\n  session-logoff:\n    - \
        store.Release()\n    - session.Release()\n";
    let own_sink = "module: client\nwho: client\nmethods:\n  IMAPIAdviseSink::OnNotify(event):\
        \n    - this.Release()\n    - return S_OK\n";
    let client = "module: client\nwho: client\nscripts:\n  release:\n    - wait until not rows of \
        store.logon\n    - store.Release()\n";
    blamed(vec![
        ("address-book-logoff:world=plain", book.to_owned(), "INV-12", Blame::AddressBook),
        ("transport-logoff:world=plain", line.to_owned(), "INV-12", Blame::Transport),
        ("release:world=plain", client.to_owned(), "INV-28", Blame::Client),
        ("release:world=plain", script("store.Advise(null)"), "INV-29", Blame::Client),
        ("release:world=plain", idle_spooler.to_owned(), "INV-28", Blame::Spooler),
        ("session-logoff:world=plain", gone.to_owned(), "INV-33", Blame::Client),
        ("session-logoff:world=deep", own_sink.to_owned(), "INV-21", Blame::Client),
    ]);
    let exits = blames(&word("fast-shutdown:world=busy,answer=store-A=no,bug=CB10"));
    assert!(exits.contains(&("INV-19", Blame::Client)), "{exits:?}");
    let kept = blames(&word("session-logoff:world=plain,bug=PB9"));
    assert_eq!(kept, [("INV-14", Blame::Provider)]);
}

/// Statements without a step: nobody can tell a long loop from an endless one, and it is no crash.
#[test]
fn a_loop_in_which_nothing_happens_is_bounded() {
    let text = "module: client\nwho: client\nscripts:\n  release:\n    - store.Release()\
        \n    - for ever:\n        - let x = 1\n";
    let replaced = Replacement { text: text.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let options = RunOptions::parse("release:world=plain").expect("valid");
    let scenario = Scenario::load(&options, &[replaced]).expect("loads");
    assert_eq!(scenario.timeline(100_000).verdict(), Verdict::Bounded);
}

/// Under the reading that refuses even LOGOFF_ABORT a provider has nothing stronger to pass.
#[test]
fn a_refused_abort_is_not_the_providers_mistake() {
    let refused = word("release:world=busy,reading=C1=refuse-if-active");
    assert_eq!(blames(&refused), [("INV-01", Blame::Mapi)]);
}

/// The spooler may give back the last reference of a shared instance while Logoff waits for it.
#[test]
fn a_shared_instance_survives_the_logoff_of_its_session() {
    for provider in Scenario::providers().into_iter().filter(|provider| *provider != "stub") {
        let run = format!(
            "session-logoff:provider={provider},client=eight-steps,reading=C10=shared-instance"
        );
        assert_eq!(word(&run).verdict(), Verdict::Clean, "{run}");
    }
}

#[test]
fn a_session_that_was_never_logged_off_is_no_provider_s_mistake() {
    let timeline = word("worker-thread:world=plain,bug=CB18");
    assert!(
        blames(&timeline).iter().all(|(_, blame)| *blame == Blame::Client),
        "{:?}",
        blames(&timeline)
    );
}

/// What never came up was not kept.
#[test]
fn a_run_says_how_often_it_put_each_rule_to_the_test() {
    let situations = |run: &str, rule: &str| word(run).situations(rule);
    assert_eq!(
        situations("store-logoff:world=plain", "INV-02"),
        2,
        "once for the client's instance, once for the spooler's"
    );
    assert_eq!(situations("store-logoff:world=plain", "INV-23"), 0, "no fast shutdown");
    assert_eq!(situations("store-logoff:world=plain", "INV-16"), 0, "nothing is unloaded");
    assert!(situations("session-logoff:world=plain", "INV-16") > 0);
    assert_eq!(situations("store-logoff:world=plain", "INV-28"), 1, "the end");
}

/// Where nothing could have broken it, a rule was not put to the test.
#[test]
fn a_rule_is_tested_only_where_something_could_have_broken_it() {
    let situations = |run: &str, rule: &str| word(run).situations(rule);
    assert_eq!(
        situations("release:world=plain", "INV-10"),
        0,
        "nothing is open below the logon object"
    );
    assert!(situations("store-logoff:world=busy,client=untidy", "INV-10") > 0);
    for run in ["release", "session-logoff", "open-entry", "address-book-logoff"] {
        assert_eq!(
            situations(&format!("{run}:world=plain"), "INV-27"),
            0,
            "{run}: there is one client"
        );
    }
    assert!(situations("two-users:world=plain,provider=deferred", "INV-27") > 0);
    assert_eq!(situations("transport-logoff:world=plain", "INV-07"), 0, "no store ends");
    assert!(situations("store-logoff:world=plain", "INV-07") > 0);
    assert_eq!(
        situations("store-logoff:world=plain", "INV-32"),
        0,
        "its thread had initialised MAPI before"
    );
    assert!(situations("worker-thread:world=plain", "INV-32") > 0);
}

/// The page's own way: every store is released before Logoff.
#[test]
fn a_client_of_the_eight_steps_has_no_store_left_at_logoff() {
    let timeline = word("session-logoff:world=busy,client=eight-steps");
    assert_eq!(timeline.verdict(), Verdict::Clean);
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let step = |wanted: &dyn Fn(&EventKind) -> bool| {
        timeline.events().iter().position(|event| wanted(&event.kind))
    };
    let named = |object: ObjectId, name: &str| program.object_name(state, object) == name;
    let freed =
        step(&|kind| matches!(kind, EventKind::Freed { object, .. } if named(*object, "store-A")));
    let logoff = step(&|kind| match kind {
        EventKind::Call { object, method, .. } => {
            named(*object, "session") && program.method_name(*method) == "Logoff"
        }
        _ => false,
    });
    assert!(freed.is_some() && freed < logoff, "{freed:?} {logoff:?}");
}
