//! A verdict that can be trusted: over every run that the options allow, no crash, no client that
//! waits for ever and no reference that a client keeps is called clean, and what ended a run is
//! named. The facts are read off the final situation, not off the rules.

use std::sync::Arc;

use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::play::LessonRun;
use mapi_teardown::lesson::run::ways_of;
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario, catalogue};
use mapi_teardown::sim::body::Who;
use mapi_teardown::sim::rules::Blame;
use mapi_teardown::sim::state::{End, HOLDERS, Holder};
use mapi_teardown::sim::timeline::Verdict;
use mapi_teardown::sim::{EventKind, Life, ObjectId, Timeline, Value};

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

/// Code of one's own: whoever counts, frees, keeps or takes wrongly is to blame, not whoever trips
/// over it.
#[test]
fn blame_falls_on_the_code_that_is_wrong() {
    let store = |body: &str| format!("module: store\nwho: provider\nmethods:\n{body}");
    let support = |body: &str| format!("module: store-support\nwho: mapi\nmethods:\n{body}");
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
    let book = "module: address-book\nwho: address-book\nmethods:\n  IABLogon::Logoff(flags) ~ \
        inferred:\n    - return S_OK\n";
    let line = "module: transport\nwho: transport\nmethods:\n  IXPLogon::TransportLogoff(flags) ~ \
        inferred:\n    - let s = support\n    - s.AddRef()\n    - return S_OK\n";
    let client = "module: client\nwho: client\nscripts:\n  release:\n    - wait until not rows of \
        store.logon\n    - store.Release()\n";
    for (run, bodies, rule, blame) in [
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
        ("address-book-logoff:world=plain", book.to_owned(), "INV-12", Blame::AddressBook),
        ("transport-logoff:world=plain", line.to_owned(), "INV-12", Blame::Transport),
        ("release:world=plain", client.to_owned(), "INV-28", Blame::Client),
    ] {
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
    let exits = blames(&word("fast-shutdown:world=busy,answer=store-A=no,bug=CB10"));
    assert!(exits.contains(&("INV-19", Blame::Client)), "{exits:?}");
    let kept = blames(&word("session-logoff:world=plain,bug=PB9"));
    assert_eq!(kept, [("INV-14", Blame::Provider)]);
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

#[test]
fn who_waits_is_told_with_what_for_since_when_and_who_could_end_it() {
    let timeline = word("store-logoff:world=busy,flag=purge,bug=PB22");
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let told: Vec<_> = timeline
        .stuck()
        .iter()
        .map(|stuck| {
            let it = &stuck.blocked;
            let statement = &program.body(it.at.body).statements[usize::from(it.at.statement)];
            let could = it.could.first().expect("somebody could");
            let could_text =
                &program.body(could.at.body).statements[usize::from(could.at.statement)].text;
            let began = timeline.event(stuck.since).map(|event| (event.thread, event.kind.clone()));
            assert_eq!(began, Some((it.thread, EventKind::Wait)));
            let by = could.thread.map(|thread| program.thread_name(state, thread));
            (
                program.thread_name(state, it.thread),
                statement.text.to_string(),
                could_text.to_string(),
                by,
                it.blame,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "client-1",
                "wait until answer != null".into(),
                "sup.answer = word".into(),
                Some("spooler"),
                Who::Provider
            ),
            (
                "spooler",
                "wait until not provider.lock".into(),
                "provider.lock = no".into(),
                Some("client-1"),
                Who::Provider
            ),
        ]
    );
}

#[test]
fn a_thread_that_is_waited_for_is_stuck_too_and_one_that_waits_for_itself_blames_whoever_came_back()
{
    let blamed = |run: &str| {
        let timeline = word(run);
        assert_eq!(timeline.verdict(), Verdict::Stuck, "{run}");
        let (program, state) = (timeline.machine().program(), timeline.final_state());
        let stuck = timeline
            .stuck()
            .iter()
            .map(|it| (program.thread_name(state, it.blocked.thread).to_owned(), it.blocked.blame));
        stuck.collect::<Vec<_>>()
    };
    assert_eq!(
        blamed("session-logoff:world=plain,bug=PB23"),
        [("client-1".to_owned(), Who::Provider), ("provider-worker".to_owned(), Who::Provider)]
    );
    assert_eq!(
        blamed("session-logoff:world=deep,bug=CB15"),
        [("client-1".to_owned(), Who::Client), ("spooler".to_owned(), Who::Client)]
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
