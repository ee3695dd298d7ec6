//! A conforming provider with a conforming client breaks no rule, whatever it is asked and whatever
//! the transports do; with an untidy client only what that client owes is broken, and it is the
//! client's mistake. This file replays each combination once, in the default order; every other
//! order is searched by `tests/integration/explore.rs`.

mod mail;

use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::Timeline;
use mapi_teardown::sim::rules::{Blame, Violation};
use mapi_teardown::sim::timeline::Verdict;

const ACTIVITIES: &[&[(&str, &str)]] = &[
    &[("queue", "none"), ("transport", "XP1=idle")],
    &[("queue", "M1:XP1,M2:XP2"), ("transport", "XP1=idle")],
    &[("queue", "none"), ("transport", "XP1=sending:M1")],
    &[("queue", "M2:XP1,M3:XP2"), ("transport", "XP1=sending:M1")],
    &[("queue", "none"), ("transport", "XP2=receiving:M9")],
    &[("queue", "M2:XP1"), ("transport", "XP1=sending:M1+receiving:M9")],
    &[("queue", "M2:XP1"), ("transport", "XP1=receiving:M9+offered:M8+deferred:M4")],
    &[("queue", "M2:XP2"), ("transport", "XP1=flushing+offered:M8")],
];

/// Replays one run and returns what went wrong, if anything did.
fn replay(path: &str, settings: &[(&str, &str)]) -> Option<String> {
    let mut options = RunOptions::path(path);
    for (key, value) in settings {
        options.set(key, value).unwrap_or_else(|problem| panic!("{problem}"));
    }
    let scenario = Scenario::load(&options, &[])
        .unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
    let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
    let broken: Vec<&str> = timeline.violations().iter().map(|violation| violation.rule).collect();
    let owed =
        |violation: &Violation| violation.rule == "INV-30" && violation.blame == Blame::Client;
    let expected = match options.get("client") {
        // In these worlds it holds objects when the run begins.
        Some("untidy") if matches!(options.get("world"), None | Some("busy" | "deep")) => {
            timeline.verdict() == Verdict::Violated && timeline.violations().iter().all(owed)
        }
        _ => timeline.verdict() == Verdict::Clean,
    };
    (!expected).then(|| format!("{options}: {:?} {broken:?}", timeline.verdict()))
}

/// Every way to choose one value from each list.
fn product<'a>(lists: &[&[(&'a str, &'a str)]]) -> Vec<Vec<(&'a str, &'a str)>> {
    lists.iter().fold(vec![Vec::new()], |all, list| {
        all.iter()
            .flat_map(|chosen| list.iter().map(move |one| [chosen.as_slice(), &[*one]].concat()))
            .collect()
    })
}

#[test]
fn no_conforming_run_breaks_a_rule() {
    let flags = ["orderly", "no-wait", "purge", "abort", "quiet"].map(|flag| ("flag", flag));
    let dimensions: &[&[(&str, &str)]] = &[
        &[("provider", "eager"), ("provider", "deferred")],
        &[("world", "plain"), ("world", "busy"), ("world", "deep")],
        &[("client", "tidy"), ("client", "untidy")],
        &[("orphans", "make-invalid"), ("orphans", "free")],
        &[("inbox", "yes"), ("inbox", "no")],
    ];
    let mut wrong = Vec::new();
    let mut runs = 0;
    for chosen in product(dimensions) {
        for activity in ACTIVITIES {
            let settings = [chosen.as_slice(), activity].concat();
            for path in ["release", "session-logoff"] {
                wrong.extend(replay(path, &settings));
                runs += 1;
            }
            for flag in flags {
                wrong.extend(replay("store-logoff", &[settings.as_slice(), &[flag]].concat()));
                runs += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {runs} runs:\n{}", wrong.len(), wrong.join("\n"));
}

const FLAGS: &[(&str, &str)] = &[
    ("flag", "orderly"),
    ("flag", "no-wait"),
    ("flag", "purge"),
    ("flag", "abort"),
    ("flag", "quiet"),
];

/// Replays every combination on a path and returns what went wrong.
fn all(path: &str, dimensions: &[&[(&str, &str)]]) -> Vec<String> {
    let product = product(dimensions);
    ACTIVITIES
        .iter()
        .flat_map(|activity| {
            product.iter().map(move |chosen| [chosen.as_slice(), activity].concat())
        })
        .filter_map(|settings| replay(path, &settings))
        .collect()
}

#[test]
fn no_other_path_breaks_a_rule() {
    let worlds: &[(&str, &str)] = &[("world", "plain"), ("world", "busy"), ("world", "deep")];
    let providers: &[(&str, &str)] =
        &[("provider", "eager"), ("provider", "deferred"), ("provider", "wrapper")];
    let inbox: &[(&str, &str)] = &[("inbox", "yes"), ("inbox", "no")];
    let mut wrong = Vec::new();
    wrong.extend(all("spooler-logoff", &[worlds, providers, FLAGS, inbox]));
    wrong.extend(all("two-users", &[&[("provider", "deferred")], FLAGS, inbox]));
    wrong.extend(all("other-process", &[providers, FLAGS]));
    wrong.extend(all("other-session", &[&providers[..2], FLAGS]));
    wrong.extend(all("two-stores", &[&providers[..2], FLAGS, &[("store", "A"), ("store", "B")]]));
    wrong.extend(all("purge", &[worlds, providers, inbox]));
    wrong.extend(all("wrapped-store", &[worlds, FLAGS, inbox]));
    wrong.extend(all("abort-submit", &[worlds, providers, FLAGS]));
    wrong.extend(all("host-exit", &[worlds, providers]));
    wrong.extend(all("reopen", &[&providers[..2]]));
    assert!(wrong.is_empty(), "{} runs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_transport_address_book_or_fast_shutdown_breaks_a_rule() {
    let mut wrong = Vec::new();
    for target in ["XP1", "XP2"] {
        for activity in [
            "XP1=idle",
            "XP1=sending:M1",
            "XP1=receiving:M9",
            "XP1=sending:M1+receiving:M9",
            "XP1=receiving:M9+offered:M8",
            "XP1=sending:M1+deferred:M4",
            "XP1=flushing",
        ] {
            for end in ["logoff", "last-release"] {
                for world in ["busy", "deep"] {
                    let settings = [
                        ("world", world),
                        ("target", target),
                        ("transport", activity),
                        ("transport-end", end),
                    ];
                    wrong.extend(replay("transport-logoff", &settings));
                    let settings = [
                        ("world", world),
                        ("transport", activity),
                        ("transport-end", end),
                        ("client", "untidy"),
                    ];
                    wrong.extend(replay("session-logoff", &settings));
                }
            }
        }
    }
    wrong.extend(replay("address-book-logoff", &[]));
    let answers: Vec<Vec<(&str, &str)>> = product(&[
        &[("answer", "store-A=yes"), ("answer", "store-A=no"), ("answer", "store-A=absent")],
        &[("answer", "XP1=yes"), ("answer", "XP1=no"), ("answer", "XP1=absent")],
        &[("answer", "XP2=yes"), ("answer", "XP2=no"), ("answer", "XP2=absent")],
        &[("answer", "ab=yes"), ("answer", "ab=no"), ("answer", "ab=absent")],
        &[("policy", "0"), ("policy", "1"), ("policy", "2")],
    ]);
    wrong.extend(answers.iter().filter_map(|settings| replay("fast-shutdown", settings)));
    assert!(wrong.is_empty(), "{} runs:\n{}", wrong.len(), wrong.join("\n"));
}

/// With MAPI_NO_MAIL no transport is there and the spooler has nothing of the store: whoever gives
/// it up waits for nobody.
#[test]
fn no_session_without_mail_breaks_a_rule() {
    let world = ("world", "no-mail");
    let mut wrong = Vec::new();
    for provider in ["eager", "deferred", "wrapper"] {
        for client in ["tidy", "untidy"] {
            let settings = [world, ("provider", provider), ("client", client)];
            for flag in FLAGS {
                wrong.extend(replay("store-logoff", &[settings.as_slice(), &[*flag]].concat()));
            }
            for path in ["release", "session-logoff", "purge", "fast-shutdown"] {
                wrong.extend(replay(path, &settings));
            }
        }
    }
    wrong.extend(replay("fast-shutdown", &[world, ("answer", "store-A=no")]));
    wrong.extend(replay("two-users", &[world, ("provider", "deferred")]));
    assert!(wrong.is_empty(), "{} runs:\n{}", wrong.len(), wrong.join("\n"));
}

/// A store that was opened with MDB_NO_MAIL is not opened by the spooler, so none of its mail is
/// under way: the world's own goes, and what is asked for is refused. What waits in the queue stays
/// there.
#[test]
fn a_store_without_mail_has_none_under_way() {
    let mut wrong = Vec::new();
    for world in ["plain", "busy", "deep"] {
        for provider in ["eager", "deferred", "wrapper"] {
            let settings = [("world", world), ("provider", provider), ("no-mail", "yes")];
            for path in ["store-logoff", "release", "session-logoff"] {
                wrong.extend(replay(path, &settings));
                wrong.extend(replay(
                    path,
                    &[&settings[..], &[("queue", "M1:XP1"), ("transport", "XP2=flushing")]]
                        .concat(),
                ));
                let elsewhere = [("inbox", "no"), ("transport", "XP1=receiving:M9+offered:M8")];
                wrong.extend(replay(path, &[&settings[..], &elsewhere].concat()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} runs:\n{}", wrong.len(), wrong.join("\n"));
    for activity in ["sending:M1", "receiving:M9", "offered:M8", "deferred:M4"] {
        let word = format!("store-logoff:world=busy,no-mail=yes,transport=XP1={activity}");
        let problems =
            Scenario::load(&RunOptions::parse(&word).expect("valid"), &[]).expect_err("is refused");
        assert!(problems[0].to_string().contains("no-mail"), "{word}: {}", problems[0]);
    }
}

/// A late OnNotify comes after Unadvise has returned, on a sink that its provider keeps alive for
/// that: no rule minds.
#[test]
fn a_notification_may_arrive_after_unadvise() {
    use mapi_teardown::sim::EventKind;
    let word = "store-logoff:world=deep,notify=late,order=XP1+13.spooler";
    let scenario = Scenario::load(&RunOptions::parse(word).expect("valid"), &[]).expect("loads");
    let timeline = scenario.timeline(100_000);
    let program = timeline.machine().program();
    let place = |wanted: &str, returns: bool| {
        timeline.events().iter().position(|event| match &event.kind {
            EventKind::Call { method, .. } => !returns && program.method_name(*method) == wanted,
            EventKind::Return { method, .. } => returns && program.method_name(*method) == wanted,
            _ => false,
        })
    };
    assert!(
        place("Unadvise", true) < place("OnNotify", false) && place("OnNotify", false).is_some(),
        "{word}"
    );
    assert_eq!(timeline.verdict(), Verdict::Clean);
}

/// A second Logoff, called from inside the support object's Release while the first is running,
/// tests and returns: no rule minds.
#[test]
fn a_nested_logoff_that_only_tests_and_returns_breaks_no_rule() {
    let text = "module: store-support
who: mapi
methods:
  IMAPISupport::Release() ~ inferred:
    - let left = refs -= 1
    - if left != 0:
        - return left
    - let lg = logon
    - each u in uids of lg:
        - remove uid u
    - each r in rows of lg:
        - remove row r
    - lg.Logoff(0)
    - if not logoff_in_progress:
        - lg.Release()
    - free this
    - return 0
";
    let replacement = mapi_teardown::scenario::Replacement {
        text: text.to_owned(),
        file: "own.yaml".to_owned(),
        line: 0,
    };
    for provider in ["eager", "deferred"] {
        let options = RunOptions::parse(&format!("session-logoff:world=busy,provider={provider}"))
            .expect("valid");
        let scenario = Scenario::load(&options, std::slice::from_ref(&replacement)).expect("loads");
        let timeline = scenario.timeline(100_000);
        assert!(timeline.violations().is_empty(), "{provider}: {:?}", timeline.violations());
    }
}

/// Each reading that is a switch, on each path that it touches. C1 has a price that its card names:
/// the ABORT of a bare Release is refused while mail is under way, so the provider goes on without
/// a completed call.
#[test]
fn no_reading_breaks_a_rule_but_the_price_of_one() {
    let mut wrong = Vec::new();
    for reading in
        mapi_teardown::scenario::catalogue::readings().iter().filter(|reading| reading.switch)
    {
        for value in reading.values.iter().filter(|value| !value.default) {
            let given = format!("{}={}", reading.id, value.id);
            for path in Scenario::paths() {
                let provider = match path {
                    "two-users" => "deferred",
                    "wrapped-store" => "wrapper",
                    _ => "eager",
                };
                let coupled =
                    if Scenario::options_of(path).contains(&"coupled") { "XP1" } else { "" };
                let mut settings =
                    vec![("reading", given.as_str()), ("provider", provider), ("coupled", coupled)];
                settings.retain(|(_, value)| !value.is_empty());
                let broken = replay(path, &settings);
                // C24 is to show that its second value takes the MAPIUID of another store.
                let price = match (reading.id.as_str(), path) {
                    ("C1", _) => Some("[\"INV-01\"]"),
                    ("C24", "two-stores") => Some("[\"INV-06\""),
                    _ => None,
                };
                wrong.extend(broken.filter(|text| price.is_none_or(|price| !text.contains(price))));
            }
        }
    }
    assert!(wrong.is_empty(), "{} runs:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether the client was refused decides, not the path: only a fast shutdown that was granted is
/// spared the rules of the teardown.
#[test]
fn only_a_granted_fast_shutdown_leaves_rules_aside() {
    for (word, aside) in [
        ("fast-shutdown", true),
        ("fast-shutdown:answer=store-A=no", false),
        ("fast-shutdown:answer=store-A=no,bug=CB10", false),
        ("session-logoff", false),
    ] {
        let scenario =
            Scenario::load(&RunOptions::parse(word).expect("valid"), &[]).expect("loads");
        let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
        let spared = |rule| timeline.machine().leaves_aside(rule, timeline.final_state());
        assert_eq!(
            (spared("INV-01"), spared("INV-16"), spared("INV-17")),
            (aside, aside, false),
            "{word}"
        );
    }
}
