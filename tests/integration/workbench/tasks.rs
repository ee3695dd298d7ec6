//! Each task can be solved in more than one way, and only a search says whether it was.

use mapi_teardown::lesson::LessonSource;
use mapi_teardown::sim::rules::Blame;
use mapi_teardown::text::Lang;
use mapi_teardown::workbench::task::{StatementKind, TaskStatement};
use mapi_teardown::workbench::{Bench, BenchMove, BuildTask, Layout, PutTarget, solve};

use super::{all, broken, judged, layout, task};

/// Solutions, two of each task that differ from each other: `## ID`, then the statements of its
/// methods with `--` between them, two blanks for each block.
const SOLUTIONS: &str = include_str!("solutions.txt");

pub fn layouts(task: &BuildTask) -> Vec<Layout> {
    let of = |text: &str| {
        let methods: Vec<Vec<&str>> =
            text.split("\n--\n").map(|method| method.lines().collect()).collect();
        let methods: Vec<&[&str]> = methods.iter().map(Vec::as_slice).collect();
        layout(task, &methods)
    };
    let all = SOLUTIONS.split("## ").filter_map(|part| part.split_once('\n'));
    all.filter(|(id, _)| *id == task.id).map(|(_, text)| of(text)).collect()
}

#[test]
fn every_task_has_different_solutions_that_no_client_breaks() {
    for task in all() {
        let layouts = layouts(&task);
        assert!(layouts.len() >= 2 && layouts[0] != layouts[1], "{}", task.id);
        for layout in &layouts {
            let text = layout.module(&task).text;
            let judgement = judged(&task, layout).unwrap_or_else(|| panic!("runs: {text}"));
            assert!(judgement.is_accepted(), "{}: {:?} {text}", task.id, broken(&judgement));
        }
    }
}

#[test]
fn every_task_is_solved_by_search_over_its_own_pool_and_not_by_the_order_of_its_file() {
    for task in all() {
        let source = BuildTask::source(task.id.as_ref()).expect("bundled");
        assert_eq!(solve::check(&task, &source), [], "{}", task.id);
    }
}

#[test]
fn a_task_without_a_solution_or_in_the_right_order_is_refused() {
    let source = BuildTask::source("1".as_ref()).expect("bundled");
    let changed = |from: &str, to: &str| {
        assert!(source.text.contains(from));
        let mut text = source.text.replacen(from, to, 1);
        if to.is_empty() {
            // Nothing can need what is not in the pool.
            text = text.replacen("      needs: [\"sup.Release()\"]\n", "", 1);
        }
        let source = LessonSource { text, ..source.clone() };
        let task = BuildTask::parse(&source).expect("a task");
        solve::check(&task, &source).iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(changed("    - \"sup.Release()\"\n", ""), ["no-solution"]);
    let pool = "    - \"sup.Release()\"\n    - \"free st\"\n";
    let rest = "    - \"let hr, word = sup.StoreLogoffTransports(LOGOFF_ABORT)\"\n    \
                - \"unlink st from st.provider.open\"\n    - \"st.logon.store = null\"\n";
    let right = "    - \"free st\"\n    - \"sup.Release()\"\n";
    assert_eq!(changed(&format!("{pool}{rest}"), &format!("{rest}{right}")), ["solved-as-listed"]);
}

#[test]
fn what_a_task_asks_for_is_judged_or_said_not_to_be() {
    // Without one of these, or with another call in its place, a client breaks a rule: the check of
    // a task finds that. Here: the calls that a text names are among them.
    for task in all() {
        let calls = |text: &str| -> Vec<String> {
            let parts = text.split('(').filter_map(|part| part.rsplit_once('.'));
            // Methods begin with a capital letter, fields do not.
            let is_name = |name: &&str| {
                name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphanumeric)
            };
            parts.map(|(_, name)| name).filter(is_name).map(str::to_owned).collect()
        };
        let free = task.statements.iter().filter(|it| it.kind == StatementKind::Pool);
        let known: Vec<String> = free.flat_map(|it| calls(it.shown())).collect();
        let mut judged = 0;
        for ask in task.asks(true) {
            let needs = || ask.needs.iter().map(|need| task.statements[need.value].shown());
            let text = ask.say.get(Lang::En).replace("IMSLogon::Logoff", "");
            let names = text.split(|c: char| !c.is_alphanumeric());
            for name in names.filter(|name| known.iter().any(|it| it == name)) {
                let has_it = needs()
                    .any(|need| need.starts_with("do ") || calls(need).iter().any(|it| it == name));
                let method = task.methods.iter().any(|method| method.name == name);
                assert!(has_it || method, "{}: {name} in {text:?}", task.id);
            }
            judged += 1;
        }
        assert!(judged > 0, "{}", task.id);
    }
    let source = BuildTask::source("4".as_ref()).expect("bundled");
    let text = source.text.replacen("    - \"st.Release()\"\n", "    - \"free st\"\n", 1);
    let source = LessonSource { text, ..source };
    let task = BuildTask::parse(&source).expect("a task");
    let found = solve::check(&task, &source);
    let codes: Vec<_> = found.iter().map(|it| (it.code, it.place.is_some())).collect();
    assert_eq!(codes, [("ask-not-judged", true)], "freed by force, it is not marked: {found:?}");
}

#[test]
fn no_task_gives_a_return_that_makes_a_return_of_the_pool_unreachable() {
    for task in all() {
        let is_return = |kind: StatementKind| {
            move |it: &&TaskStatement| it.kind == kind && it.shown().starts_with("return")
        };
        let given = task.statements.iter().filter(is_return(StatementKind::Given)).count();
        let free = task.statements.iter().filter(is_return(StatementKind::Pool)).count();
        assert!(given == 0 || free == 0, "{}: {given} given, {free} in the pool", task.id);
    }
}

#[test]
fn every_swap_and_every_omission_is_judged_by_search() {
    let (mut accepted, mut wrong, mut refused) = (0, 0, 0);
    for task in all() {
        let right = layouts(&task).remove(0);
        let mut changed = Vec::new();
        for method in 0..right.0.len() {
            for at in 0..right.0[method].len() {
                let mut without = right.clone();
                without.0[method].remove(at);
                changed.push(without);
                if at + 1 < right.0[method].len() {
                    let mut swapped = right.clone();
                    let indents = (right.0[method][at].indent, right.0[method][at + 1].indent);
                    swapped.0[method].swap(at, at + 1);
                    (swapped.0[method][at].indent, swapped.0[method][at + 1].indent) = indents;
                    changed.push(swapped);
                }
            }
        }
        for layout in changed {
            let Some(judgement) = judged(&task, &layout) else {
                refused += 1;
                continue;
            };
            let text = layout.module(&task).text;
            assert!(judgement.is_complete() || !broken(&judgement).is_empty(), "{text}");
            match judgement.shortest() {
                None => accepted += 1,
                Some((client, rule, breach)) => {
                    let timeline = client.timeline(breach);
                    let at = breach.choices.len();
                    assert_eq!(timeline.at(), at, "{text}");
                    let found = client.found(&timeline, rule);
                    assert_eq!(found.map(|it| it.step), Some(at), "{rule} {text}");
                    assert_ne!(found.map(|it| it.blame), Some(Blame::Client), "{rule} {text}");
                    wrong += 1;
                }
            }
        }
    }
    assert!(accepted > 5 && wrong > 20 && refused > 5, "{accepted} {wrong} {refused}");
}

#[test]
fn moves_keep_blocks_and_the_way_back_has_no_end() {
    let mut bench = Bench::new(task("2"), 7);
    let number = |bench: &Bench, text: &str| {
        let is = |at: &usize| bench.task.statements[*at].shown() == text;
        bench.number((0..bench.task.statements.len()).find(is).expect("is there"))
    };
    let begin = bench.layout().clone();
    let given = number(&bench, "free st");
    let asks = number(&bench, "if not st.told");
    let call = number(&bench, "let hr, word = st.support.StoreLogoffTransports(LOGOFF_ABORT)");
    bench.make(BenchMove::Put(asks, PutTarget::Before(given))).expect("goes there");
    bench.make(BenchMove::Put(call, PutTarget::Under(asks))).expect("goes into its block");
    let deep = bench.layout().clone();
    bench.make(BenchMove::Put(asks, PutTarget::First(1))).expect("moves with its block");
    assert_eq!(bench.layout().0[1][..2].iter().map(|line| line.indent).collect::<Vec<_>>(), [0, 1]);
    assert!(bench.make(BenchMove::Put(asks, PutTarget::Under(call))).is_err());
    assert!(bench.make(BenchMove::TakeBack(given)).is_err(), "what is given stays");
    assert!(bench.undo());
    assert_eq!(*bench.layout(), deep);
    assert!(bench.undo() && bench.undo() && !bench.undo());
    assert_eq!(*bench.layout(), begin);
    assert!(bench.redo() && bench.redo() && bench.redo() && !bench.redo());
    let (mut again, mut other) = (Bench::new(task("2"), 7), Bench::new(task("2"), 8));
    let texts = |bench: &mut Bench| {
        let statement = |number| bench.statement(number).expect("is there");
        let of = |number| bench.task.statements[statement(number)].shown().to_owned();
        bench.pool().into_iter().map(of).collect::<Vec<_>>()
    };
    assert_ne!(texts(&mut again), texts(&mut other), "a seed is an order");
}

#[test]
fn what_is_wrong_with_a_task_has_its_place() {
    let source = BuildTask::source("2".as_ref()).expect("bundled");
    for (from, to, code) in [
        ("provider: eager", "provider: eagre", "unknown-value"),
        ("[release, ", "[relaese, ", "unknown-value"),
        ("  en: \"Remember whether you told MAPI\"\n", "", "missing-translation"),
        ("imsgstore-storelogoff lpulFlags\"", "imsgstore-storelogoff lpulFlag\"", "bad-cite"),
        ("minutes: 8", "minutes: many", "wrong-type"),
        ("format: 1", "format: 2", "newer-format"),
        ("        - \"free st\"", "        - \"    free st\"", "too-deep"),
        ("needs: [\"told = word", "needs: [\"told = wrod", "unknown-value"),
    ] {
        assert!(source.text.contains(from), "{from}");
        let text = source.text.replacen(from, to, 1);
        let found = BuildTask::parse(&LessonSource { text, ..source.clone() }).expect_err(code);
        assert!(found.iter().any(|it| it.code == code && it.place.is_some()), "{code} {found:?}");
    }
}
