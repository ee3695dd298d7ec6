//! What never came into play is told: in a run's `Idle`, in text, in JSON and by `check`; and what
//! a run cannot answer is refused.

use std::sync::Arc;

use mapi_teardown::diagnostic::{Diagnostic, Severity};
use mapi_teardown::headless::{Telling, jsonl, text};
use mapi_teardown::lesson::Source;
use mapi_teardown::lesson::check::{Report, check_lesson};
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
    assert_eq!(idle("store-logoff:bug=CB1"), ["bug=CB1"]);
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
        jsonl::write(&telling(&scenario, &timeline, Lang::En), &mut out).expect("memory");
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

fn telling<'a>(scenario: &'a Scenario, timeline: &'a Timeline, lang: Lang) -> Telling<'a> {
    Telling { timeline, lesson: None, scenario, lang, steps: (1, timeline.len()), only: None }
}

fn told_of(word: &str, bodies: &str) -> String {
    let scenario = load(word, bodies);
    let timeline = scenario.timeline(100_000);
    let mut out = Vec::new();
    text::write(&telling(&scenario, &timeline, Lang::En), false, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn another_body_is_named_only_where_it_ran_in_its_place() {
    let finished = "module: deferred\nwho: provider\nobjects:\n  IMsgStore: {}\nmethods:\n  \
        IMsgStore::FinishedMsg(message) ~ inferred:\n    - return S_OK\n";
    let told = told_of("store-logoff:world=plain", finished);
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
    let logoff = "module: eager\nwho: provider\nmethods:\n  IMSLogon::Logoff(flags) ~ inferred:\n    - return S_OK\n";
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
        text::write(&telling(&scenario, &timeline, lang), false, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    };
    let (en, pt) = (told(Lang::En), told(Lang::PtBr));
    assert!(
        en.contains("Without effect: bug=CB3.")
            && en.contains("Never ran: IMsgStore::Release, in module store (own.yaml, line 4)")
    );
    assert!(en.contains("module eager has its own"), "{en}");
    assert!(
        pt.contains("Sem efeito: bug=CB3.") && pt.contains("Não foi executado: IMsgStore::Release"),
        "{pt}"
    );
    let mut out = Vec::new();
    jsonl::write(&telling(&scenario, &timeline, Lang::En), &mut out).expect("memory");
    let last = String::from_utf8(out).expect("UTF-8").lines().last().expect("a verdict").to_owned();
    let last: serde_json::Value = serde_json::from_str(&last).expect("an object");
    assert_eq!(last["idle"], serde_json::json!(["bug=CB3", "body=store/IMsgStore::Release"]));
}

#[test]
fn a_method_without_a_body_is_refused_where_it_is_called() {
    let script = |call: &str| {
        format!(
            "module: client\nwho: client\nscripts:\n  store-logoff:\n    - store.Release()\n    - \
             {call}\n"
        )
    };
    for (call, name) in [
        ("store.SaveChanges()", "SaveChanges"),
        ("store.CopyTo(null)", "CopyTo"),
        ("let hr, x = store.OpenAttach(0)", "OpenAttach"),
    ] {
        let found = refused("store-logoff:world=plain", &script(call));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, format!("this model knows no {name}"));
        assert_eq!(found[0].place.map(|place| place.line), Some(6), "{found:?}");
        assert!(
            found[0].help.as_ref().is_some_and(|help| !help.contains("OpenAttach"))
                && found[0].portuguese.is_some(),
            "{found:?}"
        );
    }
    let own = "module: eager\nwho: provider\nmethods:\n  IMsgStore::SaveChanges() ~ inferred:\n    - return S_OK\n";
    assert_eq!(
        refused("store-logoff:world=plain", own)[0].message,
        "this model knows no SaveChanges"
    );
    // A body of one's own for a method that the program only knows by name makes the call possible.
    let own = "module: eager\nwho: provider\nmethods:\n  IMsgStore::GetOutgoingQueue() ~ \
        inferred:\n    - return S_OK\n";
    let client = Replacement {
        text: script("store.GetOutgoingQueue()").replace("store.Release()", "store.GetProps()"),
        file: "client.yaml".into(),
        line: 0,
    };
    let provider = Replacement { text: own.to_owned(), file: "own.yaml".into(), line: 0 };
    let options = RunOptions::parse("store-logoff:world=plain").expect("a run");
    assert!(Scenario::load(&options, &[client, provider]).is_ok());
}

#[test]
fn a_method_of_another_object_is_refused_too() {
    let script = |call: &str| {
        format!(
            "module: client\nwho: client\nscripts:\n  store-logoff:\n    - {call}\n    - \
             store.Release()\n"
        )
    };
    for (call, message) in [
        ("session.GetProps()", "this model knows no GetProps of IMAPISession"),
        ("store.TransportLogoff(0)", "this model knows no TransportLogoff of IMsgStore"),
        ("subsystem.StoreLogoff(LOGOFF_ORDERLY)", "this model knows no StoreLogoff of MAPI"),
    ] {
        let found = refused("store-logoff:world=plain", &script(call));
        assert_eq!(found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>(), [message]);
        assert_eq!(found[0].place.map(|place| place.line), Some(5));
    }
    // What only the run can tell is left to it, and what the store really has is not refused.
    let own = Replacement { text: script("store.GetProps()"), file: "own.yaml".into(), line: 0 };
    assert!(
        Scenario::load(&RunOptions::parse("store-logoff:world=plain").expect("a run"), &[own])
            .is_ok()
    );
}

#[test]
fn every_bundled_run_calls_only_what_has_a_body() {
    use mapi_teardown::sim::body::Code;
    let mut calls = 0;
    let bugs = Scenario::bugs().into_iter().map(|(id, bug)| {
        format!("{}{}bug={id}", bug.run, if bug.run.contains(':') { ',' } else { ':' })
    });
    let paths = Scenario::all_paths().into_iter();
    let paths = paths.flat_map(|path| {
        Scenario::providers().into_iter().map(move |provider| format!("{path}:provider={provider}"))
    });
    for word in paths.chain(bugs) {
        let options = RunOptions::parse(&word).expect("a run");
        // Some paths are of one provider only.
        let Ok(scenario) = Scenario::load(&options, &[]) else { continue };
        let program = scenario.machine.program();
        for op in program.bodies.iter().flat_map(|body| &body.ops) {
            if let Code::Call { method, .. } = &op.code {
                calls += 1;
                let has_body = program
                    .classes
                    .iter()
                    .any(|class| class.dispatch.get(method.index()).copied().flatten().is_some());
                assert!(has_body, "{word}: {}", program.method_name(*method));
            }
        }
    }
    assert!(calls > 1000);
}

fn check(run: &str, scenes: &str, rest: &str) -> Report {
    let text = format!(
        "format: 1\ntitle: A test\ngoal: A test.\nminutes: \
         5\nrun:\n{run}\nscenes:\n{scenes}\nclose:\n  say: Done.\n  cite: []\n{rest}\n"
    );
    let source = Source { name: "own.yaml".to_owned(), id: "own".to_owned(), text };
    check_lesson(&source)
}

fn codes(report: &Report) -> Vec<&str> {
    report.diagnostics.iter().map(|found| found.code).collect()
}

const QUIET: &str =
    "  - at: {start: true}\n    say: It begins.\n    cite: []\n    predict: {objects: freed}";

#[test]
fn check_warns_of_what_no_run_of_the_lesson_needs() {
    let clean = "  expect: {verdict: clean}";
    let report = check("  path: store-logoff\n  world: plain\n  options: {bug: CB3}", QUIET, clean);
    assert_eq!(codes(&report), ["idle-setting"], "{:?}", report.diagnostics);
    let warning = &report.diagnostics[0];
    assert_eq!(
        (warning.severity, warning.place.map(|place| place.line)),
        (Severity::Warning, Some(8))
    );
    assert!(
        warning.message.contains("bug=CB3")
            && warning.help.as_ref().is_some_and(|help| help.contains("two-users"))
    );
    let bodies = "  path: store-logoff\n  world: plain\n  bodies: |\n    module: store\n    who: \
        provider\n    methods:\n      IMsgStore::Release() ~ inferred:\n        - return 0";
    let report = check(bodies, QUIET, clean);
    assert_eq!(codes(&report), ["idle-body"], "{:?}", report.diagnostics);
    let place = report.diagnostics[0].place.expect("a place");
    assert_eq!((place.line, place.column), (12, 7));
    assert!(
        report.diagnostics[0].help.as_ref().is_some_and(|help| help.contains("eager")),
        "{:?}",
        report.diagnostics
    );
}

#[test]
fn what_another_way_needs_is_not_idle() {
    let run = "  path: store-logoff\n  options: {orphans: free}";
    let scenes = format!(
        "{QUIET}\n  - at: {{call: StoreLogoff}}\n    say: Which?\n    cite: []\n    choose:\n      ask: Which client?\n      ways:\n        - {{name: tidy, say: A tidy one.}}\n        - {{name: untidy, say: An untidy one., set: {{client: untidy}}}}"
    );
    let report = check(run, &scenes, "  expect: {verdict: clean}");
    assert!(!codes(&report).contains(&"idle-setting"), "{:?}", report.diagnostics);
    let report = check(run, QUIET, "  expect: {verdict: clean}");
    assert_eq!(codes(&report), ["idle-setting"], "{:?}", report.diagnostics);
}

#[test]
fn bundled_lessons_ask_for_nothing_idle() {
    for report in mapi_teardown::lesson::check::check_bundled() {
        let idle: Vec<&Diagnostic> =
            report.diagnostics.iter().filter(|found| found.code.starts_with("idle-")).collect();
        assert!(idle.is_empty(), "{}: {idle:?}", report.id);
    }
}

#[test]
fn a_question_at_the_end_is_refused_unless_a_rule_is_judged_there() {
    let asks = |kind: &str| {
        format!(
            "  - at: {{end: true}}\n    say: It is over.\n    cite: []\n    predict: {{{kind}}}"
        )
    };
    let plain = "  path: store-logoff\n  world: plain";
    for kind in ["rule: true", "rows: removed", "objects: freed", "next_call: any", "blame: any"] {
        let report = check(plain, &asks(kind), "  expect: {verdict: clean}");
        assert!(codes(&report).contains(&"no-answer"), "{kind}: {:?}", report.diagnostics);
        assert!(report.has_errors());
    }
    let nothing =
        "  - at: {start: true}\n    say: It begins.\n    cite: []\n    predict: {messages: sent}";
    let report = check(plain, nothing, "  expect: {verdict: clean}");
    assert!(codes(&report).contains(&"no-answer"), "there is no message: {:?}", report.diagnostics);
    for kind in ["uids: changed", "messages: banana"] {
        let asked = format!(
            "  - at: {{start: true}}\n    say: It begins.\n    cite: []\n    predict: {{{kind}}}"
        );
        let report = check("  path: store-logoff", &asked, "  expect: {verdict: clean}");
        assert!(report.has_errors(), "{kind}: {:?}", report.diagnostics);
    }
    // PB2 forgets the support object: MAPIUIDs and row are found when the run is over.
    let leaky = "  path: store-logoff\n  world: plain\n  options: {bug: PB2}";
    let rest = "  expect: {verdict: violated}\nexpect_violations: [INV-06, INV-07, INV-12]";
    for kind in ["rule: true", "blame: INV-06"] {
        let report = check(leaky, &asks(kind), rest);
        assert!(!codes(&report).contains(&"no-answer"), "{kind}: {:?}", report.diagnostics);
    }
}

#[test]
fn what_is_judged_at_the_end_is_a_right_answer_there() {
    use mapi_teardown::lesson::library::Lesson;
    use mapi_teardown::lesson::play::LessonRun;
    let text = "format: 1\ntitle: A test\ngoal: A test.\nminutes: 5\nrun: {path: store-logoff, \
        world: plain, options: {bug: PB2}}\nexpect_violations: [INV-06, INV-07, \
        INV-12]\nscenes:\n  - at: {end: true}\n    say: Over.\n    cite: []\n    predict: {rule: \
        true}\nclose: {say: Done., cite: []}\n";
    let source =
        Source { name: "own.yaml".to_owned(), id: "own".to_owned(), text: text.to_owned() };
    let run = LessonRun::new(Arc::new(Lesson::parse(source).expect("a lesson"))).expect("it loads");
    let truth = run.truth(0).expect("an answer");
    let names: Vec<&str> = truth.facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["INV-06", "INV-07", "INV-12"]);
    assert!(run.question(0, Lang::En).is_some_and(|question| {
        names.iter().all(|name| question.options.iter().any(|it| it == name))
    }));
}
