//! What is idle in a lesson.

use std::sync::Arc;

use mapi_teardown::diagnostic::{Diagnostic, Severity};
use mapi_teardown::lesson::LessonSource;
use mapi_teardown::lesson::check::{LessonReport, check_lesson};
use mapi_teardown::text::Lang;

fn check(run: &str, scenes: &str, rest: &str) -> LessonReport {
    let text = format!(
        "format: 1\ntitle: A test\ngoal: A test.\nminutes: \
         5\nrun:\n{run}\nscenes:\n{scenes}\nclose:\n  say: Done.\n  cite: []\n{rest}\n"
    );
    let source = LessonSource { name: "own.yaml".to_owned(), id: "own".to_owned(), text };
    check_lesson(&source)
}

fn codes(report: &LessonReport) -> Vec<&str> {
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
        "{QUIET}\n  - at: {{call: StoreLogoff}}\n    say: Which?\n    cite: []\n    choose:\
        \n      ask: Which client?\n      ways:\n        - {{name: tidy, say: A tidy one.}}\
        \n        - {{name: untidy, say: An untidy one., set: {{client: untidy}}}}"
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
    use mapi_teardown::lesson::LessonRun;
    use mapi_teardown::lesson::library::Lesson;
    let text = "format: 1\ntitle: A test\ngoal: A test.\nminutes: 5\nrun: {path: store-logoff, \
        world: plain, options: {bug: PB2}}\nexpect_violations: [INV-06, INV-07, \
        INV-12]\nscenes:\n  - at: {end: true}\n    say: Over.\n    cite: []\n    predict: {rule: \
        true}\nclose: {say: Done., cite: []}\n";
    let source =
        LessonSource { name: "own.yaml".to_owned(), id: "own".to_owned(), text: text.to_owned() };
    let run = LessonRun::new(Arc::new(Lesson::parse(source).expect("a lesson"))).expect("it loads");
    let truth = run.truth(0).expect("an answer");
    let names: Vec<&str> = truth.facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["INV-06", "INV-07", "INV-12"]);
    assert!(run.question(0, Lang::En).is_some_and(|question| {
        names.iter().all(|name| question.options.iter().any(|it| it == name))
    }));
}
