//! Code that was changed answers for what breaks only since: without the change the same run keeps
//! the rule.

use super::{blamed, blames, store, support};
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};
use mapi_teardown::sim::rules::Blame;

fn mapi(body: &str) -> String {
    format!("module: mapi\nwho: mapi\nmethods:\n{body}")
}

#[test]
fn who_leaves_its_part_out_is_blamed_whoever_stumbles() {
    let invalid = "  IMAPISupport::MakeInvalid(o) ~ inferred:\n    - return S_OK\n";
    let unsubscribe = "  IMAPISupport::Unsubscribe(key) ~ inferred:\n    - return S_OK\n";
    let logoff = "  IMAPISession::Logoff(flags) ~ inferred:\n    - return S_OK\n";
    let open = |result: &str| {
        mapi(&format!(
            "  IMAPISession::OpenMsgStore(entry) ~ inferred:\n    - return {result} gives null\n"
        ))
    };
    let dead = "module: spooler\nwho: spooler\nscripts:\n  spooler ~ inferred:\n    - let x = 1\n";
    let swallows = "module: transport\nwho: transport\nmethods:\n  \
        IXPLogon::SubmitMessage(message) ~ inferred:\n    - return S_OK\n";
    let two = "two-users:world=plain,provider=deferred";
    blamed(vec![
        ("session-logoff:world=busy,client=untidy", support(invalid), "INV-10", Blame::Mapi),
        ("release:world=busy", support(unsubscribe), "INV-21", Blame::Mapi),
        ("session-logoff:world=plain", mapi(logoff), "INV-16", Blame::Mapi),
        (two, open("S_OK"), "INV-29", Blame::Mapi),
        // It was told, and goes on all the same.
        (two, open("MAPI_E_LOGON_FAILED"), "INV-29", Blame::Client),
        ("store-logoff:world=plain", dead.to_owned(), "INV-28", Blame::Spooler),
        ("store-logoff:world=busy,flag=purge", swallows.to_owned(), "INV-19", Blame::Transport),
    ]);
}

/// What is left behind, freed too early or granted against a refusal is seen, whoever does it.
#[test]
fn what_the_changed_code_leaves_behind_is_no_clean_run() {
    let of = |module: &str, who: &str, body: &str| {
        format!("module: {module}\nwho: {who}\nmethods:\n{body}")
    };
    let opened = "  IMSProvider::Logon(entry, support) ~ inferred:\n    - support.AddRef()\n    - \
        let st = first(o for o in open if exists(o) and o.entry == entry and not o.side)\n    - \
        st.refs += 1\n    - return S_OK gives st\n";
    let early = "  IMAPIStatus::Release() ~ inferred:\n    - let left = refs -= 1\n    - let lg = \
        logon\n    - free this\n    - lg.Release()\n    - return 0\n";
    let tells_nobody = "  IMAPIClientShutdown::DoFastShutdown() ~ inferred:\n    - return S_OK\n";
    let grants = "  IMAPIClientShutdown::QueryFastShutdown() ~ inferred:\n    - each p in \
        transports | address_books | stores:\n        - p.QueryFastShutdown()\n    - return S_OK\n";
    let no_logoff = "  IMAPISupport::Release() ~ inferred:\n    - let left = refs -= 1\n    - if \
        left != 0:\n        - return left\n    - let lg = logon\n    - each u in uids of lg:\
        \n        - remove uid u\n    - each r in rows of lg:\n        - remove row r\n    - \
        lg.Release()\n    - free this\n    - return 0\n";
    let wrapped = "  IMSLogon::Logoff(flags) ~ inferred:\n    - return S_OK\n";
    let session = "  IMAPISession::Release() ~ inferred:\n    - let left = refs -= 1\n    - return \
        left\n";
    blamed(vec![
        ("two-users:world=plain,provider=deferred", store(opened), "INV-12", Blame::Provider),
        ("release:world=busy", store(early), "INV-26", Blame::Provider),
        ("fast-shutdown:world=busy", mapi(tells_nobody), "INV-19", Blame::Mapi),
        ("fast-shutdown:world=plain,answer=store-A=no", mapi(grants), "INV-23", Blame::Mapi),
        ("release:world=busy", support(no_logoff), "INV-14", Blame::Mapi),
        (
            "release:world=plain,provider=wrapper",
            of("wrapper", "provider", wrapped),
            "INV-14",
            Blame::Provider,
        ),
        ("session-logoff:world=plain", mapi(session), "INV-26", Blame::Mapi),
    ]);
}

/// What was broken before stays with whoever broke it.
#[test]
fn a_change_that_breaks_nothing_is_not_blamed() {
    let text = support(
        "  IMAPISupport::Subscribe(key) ~ inferred:\n    - link key into \
        subscriptions\n    - return S_OK\n",
    );
    let run = "release:world=busy,client=untidy";
    let load = |replacements: &[Replacement]| {
        let options = RunOptions::parse(run).expect("valid");
        Scenario::load(&options, replacements).expect("loads").timeline(100_000)
    };
    let changed = Replacement { text, file: "own.yaml".to_owned(), line: 0 };
    assert_eq!(blames(&load(&[changed])), blames(&load(&[])));
    assert_eq!(blames(&load(&[])), [("INV-30", Blame::Client)]);
}
