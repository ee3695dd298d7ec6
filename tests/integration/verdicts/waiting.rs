//! Who waits for whom when nobody can go on, and who could end it.

use super::word;
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};
use mapi_teardown::sim::EventKind;
use mapi_teardown::sim::body::Who;
use mapi_teardown::sim::event::At;
use mapi_teardown::sim::timeline::Verdict;

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

/// A statement that would make the condition false ends no wait, nor does one of another object.
#[test]
fn what_could_end_a_wait_is_about_the_object_that_it_asks_for() {
    let text = "module: client\nwho: client\nscripts:\n  release:\n    - store.Release()\n    - \
        wait until not exists(session)\n";
    let replaced = Replacement { text: text.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let options = RunOptions::parse("release:world=plain").expect("valid");
    let timeline = Scenario::load(&options, &[replaced]).expect("loads").timeline(100_000);
    let program = timeline.machine().program();
    let first = timeline.stuck()[0].blocked.could.first().expect("somebody could");
    let body = program.body(first.at.body);
    assert_eq!(body.statements[usize::from(first.at.statement)].text, "free this");
    assert_eq!(body.title, "IMAPISession::Release()");
    let all = &timeline.stuck()[0].blocked.could;
    let creates = |at: At| {
        let statement = &program.body(at.body).statements[usize::from(at.statement)];
        statement.text.starts_with("create")
    };
    assert!(!all.iter().any(|could| creates(could.at)));
}
