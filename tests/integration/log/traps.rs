//! Traps: logs that look wrong and are not, or look right and are not. Calls nest and overlap, one
//! address is several objects, and whoever holds a reference need not be in the log.

use super::STOPPED;
use super::build::{ALL, broken, file, judged, log, logon, on, result, shut_down};

/// What is said of a log.
struct Trap {
    name: &'static str,
    lines: Vec<String>,
    broken: &'static [(&'static str, &'static str)],
    rules: &'static [(&'static str, &'static str)],
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// A shutdown that is asked for on one thread, with something on another in the middle of it.
fn amid(before: usize, other: &[&str]) -> Vec<String> {
    let mut all = on("client-1", &logon(1));
    let shutdown = on("client-1", &shut_down(1));
    all.extend_from_slice(&shutdown[..before]);
    all.extend(lines(other));
    all.extend_from_slice(&shutdown[before..]);
    all
}

fn overlaps() -> Vec<Trap> {
    // A call that began before LOGOFF_COMPLETE comes back after it: it was not made too late.
    let mut began_before = amid(1, &["[client-1b] store1.GetProps()"]);
    began_before.insert(12, "[client-1b] -> S_OK".to_owned());
    // One that begins after it is, although the other is still running.
    let began_after = amid(4, &["[client-1] store1.GetProps()", "[client-1] -> S_OK"]);
    // The support object is released while StoreLogoffTransports still runs on another thread: it
    // began before.
    let mut still_runs = on("a", &logon(1));
    still_runs.extend(lines(&[
        "[a] store1.StoreLogoff(LOGOFF_PURGE)",
        "[a] support1.StoreLogoffTransports(LOGOFF_PURGE)",
        "[b] store1.Release()",
        "[b] support1.Release()",
        "[a] -> S_OK LOGOFF_COMPLETE",
        "[b] -> 0",
        "[b] -> 0",
        "[a] -> S_OK LOGOFF_COMPLETE",
    ]));
    // The store uses itself inside of its own last Release, where it has counted already.
    let mut inside = [logon(1), shut_down(1)].concat();
    inside.splice(
        13..13,
        lines(&[
            "store1.GetProps()",
            "-> S_OK",
            "store1.AddRef()",
            "-> 1",
            "store1.Release()",
            "-> 0",
        ]),
    );
    vec![
        Trap { name: "overlap", lines: began_before, broken: &[], rules: &[("INV-05", "held")] },
        Trap { name: "late", lines: began_after, broken: &[("INV-05", "client")], rules: &[] },
        Trap { name: "still-runs", lines: still_runs, broken: &[], rules: &[("INV-02", "held")] },
        Trap { name: "inside-last", lines: inside, broken: &[], rules: &[("INV-02", "held")] },
    ]
}

fn identities() -> Vec<Trap> {
    // The store under the name of an interface that it inherits, and under IUnknown.
    let named = |interface: &str, method: &str| {
        let head = r#"! {"record":"call","object":"store1","#;
        format!(r#"{head}"interface":"{interface}","method":"{method}"}}"#)
    };
    let mut inherited = logon(1);
    for (interface, method, back) in [
        ("IMAPIProp", "GetProps", "-> S_OK"),
        ("IUnknown", "AddRef", "-> 2"),
        ("IMAPIProp", "Release", "-> 1"),
    ] {
        inherited.extend([named(interface, method), back.to_owned()]);
    }
    inherited.extend(shut_down(1));
    // A provider hands the same objects out again once they are logged off.
    let pool = [logon(1), shut_down(1), logon(1), shut_down(1)].concat();
    // StoreLogoffTransports on another support object than the store's.
    let mut mistaken = logon(1);
    mistaken.extend(shut_down(1));
    mistaken[9] = mistaken[9].replace("support1", "support7");
    vec![
        Trap { name: "inherited", lines: inherited, broken: &[], rules: &[("INV-01", "held")] },
        Trap { name: "pool", lines: pool, broken: &[], rules: &[("INV-05", "held")] },
        Trap {
            name: "mistaken",
            lines: mistaken,
            broken: &[("INV-01", "provider")],
            rules: &[("INV-03", "not-tested")],
        },
    ]
}

fn holders() -> Vec<Trap> {
    // A worker of the provider's releases the support object, and MAPI's own Release of it after
    // Logon is not in the log: neither is taken for the other's.
    let mut worker = on("1", &logon(1)[..6]);
    worker.extend(lines(&[
        "[1] store1.StoreLogoff(LOGOFF_ORDERLY)",
        "[2] support1.StoreLogoffTransports(LOGOFF_ORDERLY)",
        "[2] -> S_OK LOGOFF_COMPLETE",
        "[1] -> S_OK LOGOFF_COMPLETE",
        "[1] store1.Release()",
        "[1] -> 0",
        "[2] support1.Release()",
        "[2] -> 0",
    ]));
    // A client that was told LOGOFF_COMPLETE never releases its store: what stays is its mistake,
    // and no provider's; while the process runs it may still do so.
    let unreleased = |how: &str| {
        let used = lines(&["store1.AddRef()", "-> 2", "store1.Release()", "-> 1"]);
        let mut all = [logon(1), used, shut_down(1)[..4].to_vec()].concat();
        all.push(format!(r#"! {{"record":"end","how":"{how}"}}"#));
        all
    };
    // A Logon that fails gives back what it took, or keeps it.
    let failed = |gives_back: bool| {
        let mut all = logon(1)[..3].to_vec();
        if gives_back {
            all.extend(lines(&["support1.Release()", "-> 1"]));
        }
        let count = if gives_back { "-> 0" } else { "-> 1" };
        all.extend(lines(&["-> MAPI_E_FAILONEPROVIDER", "support1.Release()", count]));
        all
    };
    // An exception leaves StoreLogoffTransports without a return, and the last Release calls it.
    let mut thrown = logon(1);
    thrown.extend(lines(&[
        "store1.StoreLogoff(LOGOFF_ORDERLY)",
        "support1.StoreLogoffTransports(LOGOFF_ORDERLY)",
        r#"! {"record":"return","method":"StoreLogoff","result":"MAPI_E_CALL_FAILED"}"#,
        "store1.Release()",
        "support1.StoreLogoffTransports(LOGOFF_ABORT)",
        "-> S_OK LOGOFF_COMPLETE",
    ]));
    thrown.extend_from_slice(&shut_down(1)[5..]);
    vec![
        Trap { name: "worker", lines: worker, broken: &[], rules: &[("INV-02", "held")] },
        Trap {
            name: "unreleased",
            lines: unreleased("exit"),
            broken: &[("INV-30", "client"), ("INV-06", "client")],
            rules: &[("INV-12", "cannot-tell objects")],
        },
        Trap {
            name: "unreleased-yet",
            lines: unreleased("stopped"),
            broken: &[],
            rules: &[("INV-06", "cannot-tell end")],
        },
        Trap { name: "failed", lines: failed(true), broken: &[], rules: &[] },
        Trap {
            name: "failed-and-kept",
            lines: failed(false),
            broken: &[("INV-12", "provider")],
            rules: &[],
        },
        Trap {
            name: "thrown",
            lines: thrown,
            broken: &[],
            rules: &[("INV-01", "held"), ("INV-03", "held")],
        },
    ]
}

#[test]
fn what_looks_wrong_is_told_from_what_is() {
    for trap in overlaps().into_iter().chain(identities()).chain(holders()) {
        let Trap { name, mut lines, broken: wanted, rules } = trap;
        if !lines.last().is_some_and(|line| line.contains("\"end\"")) {
            lines.push(STOPPED.to_owned());
        }
        let (judged, ..) = judged(&file(&format!("trap-{name}"), log(ALL, &lines)));
        let found = broken(&judged);
        let found: Vec<_> = found.iter().map(|(rule, who)| (rule.as_str(), who.as_str())).collect();
        assert_eq!(found, wanted, "{name}");
        for (rule, wanted) in rules {
            assert_eq!(result(&judged, rule), *wanted, "{name} {rule}");
        }
    }
}

#[test]
fn a_session_that_ends_is_seen_by_its_logon_objects() {
    // MAPI logs a logon object off from nowhere that is recorded; nobody called StoreLogoff.
    let mut all = logon(1);
    all.extend(lines(&[
        "logon1.Logoff(0)",
        "support1.StoreLogoffTransports(LOGOFF_ABORT)",
        "-> S_OK LOGOFF_COMPLETE",
        "support1.Release()",
        "-> 0",
        "-> S_OK",
        "logon1.Release()",
        "-> 0",
        STOPPED,
    ]));
    let (judged, ..) = judged(&file("trap-session", log(ALL, &all)));
    let run = judged["fit"]["run"].as_str().expect("a run");
    assert!(run.starts_with("session-logoff:"), "{run}");
    assert_eq!(broken(&judged), []);
}
