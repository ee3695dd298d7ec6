//! What never came into play is told: in a run's `Idle`, in text, in JSON and by `check`; and what
//! a run cannot answer is refused.

mod calls;
mod lessons;

use mapi_teardown::diagnostic::Diagnostic;
use mapi_teardown::headless::{Transcript, jsonl, text};
use mapi_teardown::scenario::{Idle, Replacement, RunOptions, Scenario};
use mapi_teardown::sim::Timeline;
use mapi_teardown::text::Lang;

fn load(word: &str, bodies: &str) -> Scenario {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    let own = Replacement { text: bodies.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let own = if bodies.is_empty() { Vec::new() } else { vec![own] };
    Scenario::load(&options, &own).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]))
}

fn idle_with(word: &str, bodies: &str) -> Vec<String> {
    let scenario = load(word, bodies);
    Idle::of(&scenario, &scenario.timeline(100_000)).words().collect()
}

fn idle(word: &str) -> Vec<String> {
    idle_with(word, "")
}

fn refused(word: &str, bodies: &str) -> Vec<Diagnostic> {
    let options = RunOptions::parse(word).expect("a run");
    let own = Replacement { text: bodies.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    Scenario::load(&options, &[own]).map(|_| ()).expect_err("is refused")
}

#[test]
fn a_bug_of_another_path_is_idle_and_no_bug_is_in_its_own_run() {
    assert_eq!(idle("store-logoff:bug=CB3"), ["bug=CB3"]);
    assert_eq!(idle("transport-logoff:bug=PB2"), ["bug=PB2"]);
    assert_eq!(idle("release:world=plain,bug=PB6,bug=PB4"), ["bug=PB6"], "only the one that is");
    assert_eq!(
        idle("store-logoff:world=plain,bug=PB10"),
        ["bug=PB10"],
        "there is no status object"
    );
    for (id, bug) in Scenario::bugs() {
        let mut options = RunOptions::parse(&bug.run).expect("a run");
        options.set("bug", id).expect("known");
        assert_eq!(idle(&options.to_string()), [""; 0], "{id}");
    }
}

#[test]
fn a_bug_whose_thread_never_steps_or_whose_reference_is_never_counted_is_idle() {
    for path in [
        "store-logoff",
        "release",
        "spooler-logoff",
        "other-process",
        "two-stores",
        "purge",
        "transport-logoff",
    ] {
        assert_eq!(
            idle(&format!("{path}:world=plain,bug=PB23")),
            ["bug=PB23"],
            "{path}: Shutdown never runs"
        );
    }
    for path in [
        "fast-shutdown:bug=PB23",
        "open-entry:world=plain,bug=PB23",
        "reopen:bug=PB23",
        "wrapped-store:bug=PB23",
    ] {
        assert_eq!(idle(path), ["bug=PB23"], "{path}: Shutdown never runs");
    }
    for path in ["transport-logoff", "spooler-logoff", "fast-shutdown"] {
        assert_eq!(
            idle(&format!("{path}:world=plain,bug=PB9")),
            ["bug=PB9"],
            "{path}: nobody releases the store"
        );
    }
    assert_eq!(idle("store-logoff:world=plain,bug=PB9"), [""; 0], "its Release leaves one more");
}

#[test]
fn a_setting_that_a_bug_replaces_is_idle_unless_its_own_run_asks_for_both() {
    assert_eq!(idle("session-logoff:world=plain,provider=wrapper,bug=PB7"), ["provider=wrapper"]);
    assert_eq!(idle("two-users:world=plain,provider=stub,bug=PB7"), ["provider=stub"]);
    assert_eq!(
        idle("two-users:world=plain,provider=deferred,bug=PB7"),
        [""; 0],
        "what the bug is shown by"
    );
}

#[test]
fn the_provider_that_is_the_default_is_a_bug_where_its_rule_is_broken() {
    assert_eq!(idle("two-users:world=plain,bug=PB7"), [""; 0]);
    assert_eq!(idle("store-logoff:world=plain,bug=PB7"), ["bug=PB7"]);
}

#[test]
fn options_and_readings_that_change_nothing_are_idle() {
    let cases = [
        ("store-logoff:world=plain,client=untidy", "client=untidy"),
        ("store-logoff:orphans=free", "orphans=free"),
        ("store-logoff:world=plain,lenient=yes", "lenient=yes"),
        ("store-logoff:world=plain,coupled=XP1", "coupled=XP1"),
        ("release:world=plain,reading=C18=spooler", "reading=C18=spooler"),
        ("transport-logoff:world=plain,provider=deferred", "provider=deferred"),
        ("fast-shutdown:world=plain,policy=1", "policy=1"),
    ];
    for (word, found) in cases {
        assert_eq!(idle(word), [found], "{word}");
    }
    let none = [
        "store-logoff:client=untidy,orphans=free",
        "store-logoff:world=plain,flag=0x3,lenient=yes",
        "store-logoff:world=plain,coupled=XP1,reading=C21=log-off-coupled",
        "release:world=plain,reading=C9=no-row",
        "fast-shutdown:world=plain,policy=1,answer=store-A=absent",
        // What is the default anyway, and in which order the threads go on, is not told to be of no
        // use.
        "store-logoff:flag=orderly,orphans=make-invalid,reading=C9=row,world=busy",
        "store-logoff:order=client-1",
        "store-logoff:inbox=no",
        "store-logoff:queue=none",
    ];
    for word in none {
        assert_eq!(idle(word), [""; 0], "{word}");
    }
}

#[test]
fn an_idle_setting_is_one_without_which_every_step_is_the_same() {
    // Told by another way: both runs as JSON, which has every step and every ledger.
    let lines = |word: &str| {
        let scenario = load(word, "");
        let timeline = scenario.timeline(100_000);
        let mut out = Vec::new();
        jsonl::write(&transcript(&scenario, &timeline, Lang::En), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("UTF-8");
        text.lines()
            .skip(1)
            .filter(|line| !line.contains("\"end\":true"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for path in Scenario::paths() {
        let plain = format!("{path}:world=plain");
        let options = Scenario::options_of(path);
        for setting in [
            "children=hold-store",
            "client=untidy",
            "orphans=leave",
            "inbox=no",
            "flag=quiet",
            "bug=PB4",
            "bug=PB14",
        ] {
            let key = setting.split('=').next().unwrap_or_default();
            let word = format!("{plain},{setting}");
            if options.contains(&key)
                && Scenario::load(&RunOptions::parse(&word).expect("a run"), &[]).is_ok()
            {
                let found = idle(&word).contains(&setting.to_owned());
                // A start in which the ledgers are alike has no line of its own here, and inbox=no
                // shows in no ledger.
                assert_eq!(found, lines(&word) == lines(&plain), "{word}");
            }
        }
    }
}

fn transcript<'a>(scenario: &'a Scenario, timeline: &'a Timeline, lang: Lang) -> Transcript<'a> {
    Transcript {
        timeline,
        lesson: None,
        scenario,
        lang,
        steps: (1, timeline.len()),
        only: None,
        numbered: true,
    }
}

fn told_of(word: &str, bodies: &str) -> String {
    let scenario = load(word, bodies);
    let timeline = scenario.timeline(100_000);
    let mut out = Vec::new();
    text::write(&transcript(&scenario, &timeline, Lang::En), false, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn another_body_is_named_only_where_it_ran_in_its_place() {
    let finished = "module: deferred\nwho: provider\nobjects:\n  IMsgStore: {}\nmethods:\n  \
        IMsgStore::FinishedMsg(message) ~ inferred:\n    - return S_OK\n";
    let told = told_of("store-logoff:world=plain,provider=deferred", finished);
    assert!(
        told.contains("Never ran: IMsgStore::FinishedMsg") && !told.contains("has its own"),
        "nothing calls it: {told}"
    );
    let support = "module: store-support\nwho: mapi\nmethods:\n  IMAPISupport::AddRef() ~ \
        inferred:\n    - let left = refs += 1\n    - return left\n";
    let told = told_of("transport-logoff:world=plain", support);
    assert!(!told.contains("has its own"), "another class: {told}");
}

#[test]
fn a_script_that_waits_or_is_silent_has_run() {
    let script = |lines: &str| {
        format!("module: client\nwho: client\nscripts:\n  store-logoff ~ inferred:\n{lines}")
    };
    for lines in [
        "    - wait until store == null\n",
        "    - let x = 1\n",
        "    - let x = 1\n    - wait until store == null\n",
    ] {
        assert_eq!(idle_with("store-logoff:world=plain", &script(lines)), [""; 0], "{lines}");
    }
}

const SHADOWED: &str = "module: store\nwho: provider\nmethods:\n  IMsgStore::Release() ~ \
    inferred:\n    - let left = refs -= 1\n    - return left\n";
const MISPLACED: &str =
    "module: mapi\nwho: mapi\nscripts:\n  store-logoff ~ inferred:\n    - exit\n";

#[test]
fn bodies_that_never_run_are_idle() {
    assert_eq!(idle_with("store-logoff:world=plain", SHADOWED), ["body=store/IMsgStore::Release"]);
    assert_eq!(
        idle_with(
            "store-logoff:world=plain",
            MISPLACED.replace("exit", "notify this fnevExtended").as_str()
        ),
        ["body=mapi/store-logoff"]
    );
    let own = |text: &str| idle_with("store-logoff:world=plain", text);
    let logoff = "module: eager\nwho: provider\nmethods:\n  IMSLogon::Logoff(flags) ~ inferred:\
        \n    - return S_OK\n";
    assert_eq!(own(logoff), [""; 0]);
    let uncalled = "module: store\nwho: provider\nmethods:\n  IMsgStore::Advise(sink) ~ \
        inferred:\n    - return S_OK\n";
    assert_eq!(own(uncalled), ["body=store/IMsgStore::Advise"], "nobody calls it");
    // A shared piece runs where it is put in, if it has silent statements only; that of another
    // module is idle.
    let pieces = "module: eager\nwho: provider\npieces:\n  orphans ~ inferred:\n    - let nothing \
        = null\n  spare ~ inferred:\n    - let nothing = null\n";
    assert_eq!(own(pieces), ["body=eager/spare"]);
}

#[test]
fn text_and_json_tell_it_in_both_languages() {
    let scenario = load("store-logoff:world=plain,bug=CB3", SHADOWED);
    let timeline = scenario.timeline(100_000);
    let told = |lang| {
        let mut out = Vec::new();
        text::write(&transcript(&scenario, &timeline, lang), false, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    };
    let (en, pt) = (told(Lang::En), told(Lang::PtBr));
    assert!(
        en.contains("No effect: bug=CB3.")
            && en.contains("Never ran: IMsgStore::Release, in module store (own.yaml, line 4)")
    );
    assert!(en.contains("module eager has its own"), "{en}");
    assert!(
        pt.contains("Sem efeito: bug=CB3.") && pt.contains("Não rodou: IMsgStore::Release"),
        "{pt}"
    );
    let mut out = Vec::new();
    jsonl::write(&transcript(&scenario, &timeline, Lang::En), &mut out).expect("memory");
    let last = String::from_utf8(out).expect("UTF-8").lines().last().expect("a verdict").to_owned();
    let last: serde_json::Value = serde_json::from_str(&last).expect("an object");
    assert_eq!(last["idle"], serde_json::json!(["bug=CB3", "body=store/IMsgStore::Release"]));
}
