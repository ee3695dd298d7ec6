//! A conforming provider with a conforming client breaks no rule, whatever it is asked and whatever the transports do. This file replays
//! each combination once, in the default order; every other order is searched by `tests/explore.rs`.

use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::Timeline;
use mapi_teardown::sim::timeline::Verdict;

const ACTIVITIES: &[&[(&str, &str)]] = &[
    &[("queue", "none"), ("transport", "XP1=idle")],
    &[("queue", "M1:XP1,M2:XP2"), ("transport", "XP1=idle")],
    &[("queue", "none"), ("transport", "XP1=sending:M1")],
    &[("queue", "M2:XP1,M3:XP2"), ("transport", "XP1=sending:M1")],
    &[("queue", "none"), ("transport", "XP2=receiving:M9")],
    &[("queue", "M2:XP1"), ("transport", "XP1=sending:M1+receiving:M9")],
];

/// Replays one run and returns what went wrong, if anything did.
fn replay(path: &str, settings: &[(&str, &str)]) -> Option<String> {
    let mut options = RunOptions::path(path);
    for (key, value) in settings {
        options.set(key, value).unwrap_or_else(|problem| panic!("{problem}"));
    }
    let scenario = Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
    let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
    let broken: Vec<&str> = timeline.violations().iter().map(|violation| violation.rule).collect();
    (timeline.verdict() != Verdict::Clean).then(|| format!("{options}: {:?} {broken:?}", timeline.verdict()))
}

/// Every way to choose one value from each list.
fn product<'a>(lists: &[&[(&'a str, &'a str)]]) -> Vec<Vec<(&'a str, &'a str)>> {
    lists.iter().fold(vec![Vec::new()], |all, list| {
        all.iter().flat_map(|chosen| list.iter().map(move |one| [chosen.as_slice(), &[*one]].concat())).collect()
    })
}

#[test]
fn no_conforming_run_breaks_a_rule() {
    let flags = ["orderly", "no-wait", "purge", "abort", "quiet"].map(|flag| ("flag", flag));
    let dimensions: &[&[(&str, &str)]] = &[
        &[("provider", "eager"), ("provider", "deferred")],
        &[("world", "plain"), ("world", "busy")],
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
