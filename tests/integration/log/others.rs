//! Logs of implementations that are not the example's: each is plausible, and what is said of it
//! must be what its maintainer would accept.

use std::path::PathBuf;

use super::build::{broken, judged, result};

/// What is expected of a log: what it breaks and whose mistake that is, how some other rules come
/// out, and the path of the model that it fits.
struct Expected {
    name: &'static str,
    broken: &'static [(&'static str, &'static str)],
    rules: &'static [(&'static str, &'static str)],
    path: &'static str,
}

const CLEAN: &[(&str, &str)] = &[];

const ALL: [Expected; 23] = [
    // A MAPI that does none of its four tasks, with a provider that only says S_OK.
    Expected {
        name: "stub-of-all",
        broken: &[("INV-01", "provider")],
        rules: &[("INV-06", "cannot-tell inside"), ("INV-12", "cannot-tell inside")],
        path: "store-logoff:flag=no-wait",
    },
    // The same MAPI does not have StoreLogoffTransports either: no mistake of the provider.
    Expected {
        name: "stub-of-mapi",
        broken: &[("INV-01", "mapi")],
        rules: &[("INV-02", "held"), ("INV-07", "cannot-tell inside")],
        path: "store-logoff:flag=orderly",
    },
    Expected {
        name: "store-only",
        broken: CLEAN,
        rules: &[
            ("INV-01", "cannot-tell calls"),
            ("INV-06", "cannot-tell inside"),
            ("INV-26", "cannot-tell start"),
        ],
        path: "store-logoff:flag=orderly",
    },
    Expected {
        name: "no-counts",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-02", "cannot-tell counts")],
        path: "store-logoff:flag=orderly",
    },
    // AddRef and Release return 0, whatever is held.
    Expected {
        name: "zero-while-held",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-02", "cannot-tell counts")],
        path: "store-logoff:flag=purge",
    },
    Expected {
        name: "deferred",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-03", "held"), ("INV-05", "not-tested")],
        path: "store-logoff:flag=orderly,provider=deferred",
    },
    Expected {
        name: "two-stores",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-03", "held")],
        path: "two-stores:flag=purge",
    },
    Expected {
        name: "two-sessions",
        broken: CLEAN,
        rules: &[("INV-02", "held"), ("INV-17", "cannot-tell who")],
        path: "session-logoff:",
    },
    // The second store is at the addresses of the first.
    Expected {
        name: "pointer-reuse",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-03", "held"), ("INV-09", "cannot-tell everything")],
        path: "store-logoff:flag=orderly",
    },
    Expected {
        name: "indexer-thread",
        broken: CLEAN,
        rules: &[("INV-05", "cannot-tell who"), ("INV-27", "cannot-tell who")],
        path: "store-logoff:flag=orderly",
    },
    Expected {
        name: "abort",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-05", "held")],
        path: "store-logoff:flag=abort",
    },
    Expected {
        name: "abort-refused",
        broken: &[("INV-01", "mapi")],
        rules: &[("INV-02", "held"), ("INV-03", "held")],
        path: "store-logoff:flag=abort,provider=eager,reading=C1=refuse-if-active",
    },
    // The sink is the provider's own: no client did anything to it.
    Expected {
        name: "crash-in-onnotify",
        broken: &[("INV-21", "provider"), ("INV-29", "unknown")],
        rules: &[("INV-01", "held"), ("INV-02", "held"), ("INV-12", "held")],
        path: "store-logoff:flag=orderly",
    },
    Expected {
        name: "wrapper",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-03", "held")],
        path: "wrapped-store:flag=orderly",
    },
    Expected {
        name: "after-logon",
        broken: CLEAN,
        rules: &[("INV-01", "cannot-tell start"), ("INV-04", "held"), ("INV-05", "held")],
        path: "store-logoff:flag=purge",
    },
    Expected {
        name: "one-variable",
        broken: &[("INV-04", "client")],
        rules: &[("INV-03", "held")],
        path: "store-logoff:flag=no-wait",
    },
    Expected {
        name: "quiet-refused",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-03", "held")],
        path: "store-logoff:flag=quiet,provider=eager,transport=XP1=sending:M1",
    },
    Expected {
        name: "quiet-error",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-03", "held")],
        path: "store-logoff:flag=quiet,provider=eager,reading=C22=error",
    },
    // The client logs off its session, and never releases the store.
    Expected {
        name: "session-logoff",
        broken: &[("INV-30", "client")],
        rules: &[("INV-01", "held"), ("INV-02", "held")],
        path: "session-logoff:",
    },
    Expected {
        name: "spooler-store",
        broken: CLEAN,
        rules: &[("INV-01", "held"), ("INV-05", "held")],
        path: "store-logoff:flag=orderly",
    },
    Expected {
        name: "always-abort",
        broken: &[("INV-03", "provider"), ("INV-12", "provider"), ("INV-26", "provider")],
        rules: &[("INV-01", "held"), ("INV-02", "held")],
        path: "store-logoff:flag=purge,provider=deferred",
    },
    Expected {
        name: "support-kept",
        broken: &[("INV-06", "provider"), ("INV-07", "provider"), ("INV-12", "provider")],
        rules: &[("INV-01", "held")],
        path: "store-logoff:flag=orderly",
    },
    // StoreLogoffTransports on a support object that was given back: MAPI may refuse it.
    Expected {
        name: "support-first",
        broken: &[("INV-02", "provider"), ("INV-12", "provider"), ("INV-01", "provider")],
        rules: &[("INV-03", "held")],
        path: "release:",
    },
];

fn path(name: &str) -> PathBuf {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs"));
    folder.join(format!("{name}.log"))
}

#[test]
fn other_implementations_are_judged_by_what_their_logs_prove() {
    for it in &ALL {
        let (judged, code, complaints) = judged(&path(it.name));
        assert_eq!(complaints, "", "{}", it.name);
        let wanted: Vec<_> =
            it.broken.iter().map(|(rule, blame)| (rule.to_string(), blame.to_string())).collect();
        assert_eq!(broken(&judged), wanted, "{}", it.name);
        assert_eq!(code, i32::from(!wanted.is_empty()), "{}", it.name);
        for (rule, wanted) in it.rules {
            assert_eq!(result(&judged, rule), *wanted, "{} {rule}", it.name);
        }
        let run = judged["fit"]["run"].as_str().expect("a run");
        assert!(run.starts_with(it.path), "{}: {run}", it.name);
    }
}

#[test]
fn what_a_reading_allows_is_told() {
    let (refused, ..) = judged(&path("abort-refused"));
    let finding = &refused["findings"][0];
    assert_eq!(finding["no_mistake_under"], serde_json::json!(["C1=refuse-if-active"]));
    assert_eq!(finding["leans_on"], serde_json::json!(["C1", "C5", "C26"]));
    // What a MAPI without a spooler process answers, no page says.
    let (stub, ..) = judged(&path("stub-of-mapi"));
    let finding = &stub["findings"][0];
    assert_eq!(finding["no_mistake_under"], serde_json::json!(["C27=client-thread"]));
    assert_eq!(finding["leans_on"], serde_json::json!(["C27"]));
    // An error in place of the flags is told by the reading that it fits.
    let (error, ..) = judged(&path("quiet-error"));
    let counts = |it: &serde_json::Value| it["only_log"].as_u64().expect("a count");
    let others = error["fit"]["others"].as_array().expect("others");
    assert!(others.iter().all(|it| counts(it) > counts(&error["fit"])), "{others:?}");
}

#[test]
fn the_tasks_of_a_mapi_are_told_apart() {
    let tasks = |name: &str| judged(&path(name)).0["mapi_tasks"].clone();
    let stub = tasks("stub-of-mapi");
    assert_eq!(stub[0]["tasks"]["logoff"]["result"], "not-done");
    assert_eq!(tasks("stub-of-all"), serde_json::json!([]));
    // Without counts it is not known which Release is the last, but what it calls is seen.
    let uncounted = tasks("no-counts");
    assert_eq!(
        (&uncounted[0]["last"], &uncounted[0]["line"]),
        (&serde_json::Value::Null, &13.into())
    );
    assert_eq!(uncounted[0]["tasks"]["logoff"]["result"], "done");
    // The support object that a wrapper gives to the provider inside is none of MAPI's.
    let wrapper = tasks("wrapper");
    assert_eq!(wrapper.as_array().map(Vec::len), Some(1));
    assert_eq!(wrapper[0]["support"], "support-A");
    // A Release inside of it comes back first, below 0, and is not the one that begins them.
    let nested = tasks("always-abort");
    assert_eq!(
        (&nested[0]["line"], &nested[0]["tasks"]["logoff"]["line"]),
        (&15.into(), &16.into())
    );
    // The session calls Logoff, and the provider releases the support object from inside of it.
    let session = tasks("session-logoff");
    let logoff = &session[0]["tasks"]["logoff"];
    assert_eq!((&logoff["result"], &logoff["line"]), (&"elsewhere".into(), &15.into()));
    // Two logons at the same addresses have a support object each.
    let reused = tasks("pointer-reuse");
    assert_eq!(
        (&reused[0]["support"], &reused[1]["support"]),
        (&"support-A".into(), &"support-A#2".into())
    );
}
