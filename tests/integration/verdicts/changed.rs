//! Code that was changed answers for what breaks only since: without the change the same run keeps
//! the rule.

use super::{blamed, blames, support};
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
