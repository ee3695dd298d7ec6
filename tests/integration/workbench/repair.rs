//! Bugs of the catalogue on the bench: the search breaks the sick provider, and accepts the mended
//! one.

use std::ops::ControlFlow;
use std::sync::Arc;

use mapi_teardown::scenario::{Scenario, catalogue, listing};
use mapi_teardown::workbench::judge::judge;
use mapi_teardown::workbench::{Bench, BenchMove, BuildTask, JudgingClient, PutTarget, repair};

use crate::harness::{command, stderr};

/// Bugs that are in no statement of a provider, such as one more reference.
const ELSEWHERE: [&str; 5] = ["PB7", "PB9", "PB11", "PB13", "PB18"];

fn task(id: &str) -> Option<BuildTask> {
    repair::find(id).expect("a bug").ok()
}

/// The clients up to the first one that breaks a rule; none if none does.
fn seen_by(bench: &Bench) -> Option<Vec<&'static JudgingClient>> {
    let task = &bench.task;
    let module = bench.layout().module(task).replacement(&task.id);
    let breaks = |client: &&'static JudgingClient| {
        let judgement =
            judge(&module, &task.provider, &[*client], &mut |_| ControlFlow::Continue(()));
        judgement.expect("a provider").shortest().is_some()
    };
    let first = task.clients.iter().position(breaks)?;
    Some(task.clients[..=first].to_vec())
}

/// Puts the statements where the bundled provider has them, by moves.
fn mend(bench: &mut Bench) {
    let modules = listing::modules().expect("all are read");
    let task = Arc::clone(&bench.task);
    for (at, method) in task.methods.iter().enumerate() {
        while let Some(line) = bench.layout().0[at].last() {
            let number = bench.number(line.statement);
            bench.make(BenchMove::TakeBack(number)).expect("moves");
        }
        let of = |name: &str| {
            let listed = modules.iter().find(|it| it.module.name == name).expect("a module");
            let found = listed.bodies().find(|(_, body)| listing::head(body) == method.head);
            found.map(|(_, body)| listing::statements(body))
        };
        let statements = of(&task.provider).or_else(|| of("store")).expect("a body");
        for statement in statements {
            let is = |number: &usize| {
                let at = bench.statement(*number).expect("a statement");
                task.statements[at].shown() == statement.text
            };
            let number = bench.pool().into_iter().find(is).expect(&statement.text);
            bench.make(BenchMove::Put(number, PutTarget::Last(at))).expect("moves");
            for _ in 0..statement.depth {
                bench.make(BenchMove::Indent(number)).expect("moves");
            }
        }
    }
}

#[test]
fn each_bug_of_a_store_provider_is_broken_as_it_is_and_accepted_when_it_is_mended() {
    let (mut elsewhere, mut unseen) = (Vec::new(), Vec::<&str>::new());
    for id in repair::bugs() {
        let Some(task) = task(id) else {
            elsewhere.push(id);
            continue;
        };
        let mut bench = Bench::new(Arc::new(task), 1);
        let Some(clients) = seen_by(&bench) else {
            unseen.push(id);
            continue;
        };
        mend(&mut bench);
        let module = bench.layout().module(&bench.task);
        let judgement = judge(&module.replacement(id), &bench.task.provider, &clients, &mut |_| {
            ControlFlow::Continue(())
        });
        let judgement = judgement.unwrap_or_else(|found| panic!("{id}: {found:?} {}", module.text));
        assert!(judgement.is_accepted(), "{id}: {:?}", super::broken(&judgement));
    }
    assert_eq!((elsewhere.as_slice(), unseen.as_slice()), (&ELSEWHERE[..], &[][..]));
}

#[test]
fn a_bug_is_mended_by_moves_and_what_is_none_is_refused() {
    let task = Arc::new(task("pb4").expect("a task"));
    let bench = Bench::new(Arc::clone(&task), 1);
    let dropped: Vec<&str> = bench
        .pool()
        .into_iter()
        .map(|number| task.statements[bench.statement(number).expect("there")].shown())
        .collect();
    assert_eq!(dropped.len(), 2, "{dropped:?}");
    assert!(dropped.contains(&"if not st.told"), "{dropped:?}");
    let output = command(&["build", "CB1", "--plain"]).output().expect("runs");
    assert!(!output.status.success() && stderr(&output).contains("CB1"), "{}", stderr(&output));
    // What is in no statement is said to be where it is, with the way to mend it and the run.
    for id in ELSEWHERE {
        let output = command(&["build", id, "--plain", "--lang", "en"]).output().expect("runs");
        let said = stderr(&output);
        let (_, bug) = Scenario::bugs().into_iter().find(|(it, _)| *it == id).expect("a bug");
        let mend = &catalogue::bug(id).expect("a text").mend.en;
        assert!(!output.status.success() && said.contains(id) && said.contains(mend), "{said}");
        let path = bug.run.split(':').next().expect("a path");
        assert!(said.contains(path) && said.contains(&format!("bug={id}")), "{said}");
    }
}
