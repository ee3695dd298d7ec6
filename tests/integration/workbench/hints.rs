//! What somebody is told whose provider is not right: which method lacks what, which statement must
//! change, how to mend what the run shows; and none of it about what the task gives.

use std::ops::ControlFlow;
use std::sync::Arc;

use mapi_teardown::lesson::progress::KeptSolution;
use mapi_teardown::narrate::broken::remedy;
use mapi_teardown::text::Lang;
use mapi_teardown::workbench::judged::JudgedBench;
use mapi_teardown::workbench::suspect::StatementChange;
use mapi_teardown::workbench::task::StatementKind;
use mapi_teardown::workbench::{Bench, BuildTask, Layout, hint, problems, told};

use super::screen::{SIZES, bench, judge, put};
use super::{layout, task};
use crate::harness::screen::{picture, press};

/// A bench with this layout.
fn laid(task: &Arc<BuildTask>, layout: &Layout) -> Bench {
    let kept: KeptSolution = layout.kept(task, 1);
    let mut bench = Bench::new(Arc::clone(task), task.seed());
    assert!(bench.take_up(&kept), "{}", layout.module(task).text);
    bench
}

fn judged(bench: &Bench) -> JudgedBench {
    JudgedBench::of(bench, &mut |_| ControlFlow::Continue(()))
}

/// StoreLogoff of the second task, which notes something, and its last Release.
fn told_task(notes: &str) -> (Arc<BuildTask>, Layout) {
    let task = task("2");
    let logoff = ["let hr, word = support.StoreLogoffTransports(flags)", notes, "return hr, word"];
    let release = [
        "if not st.told",
        "  let hr, word = st.support.StoreLogoffTransports(LOGOFF_ABORT)",
        "let sup = st.support",
        "do unsubscribe-all",
        "unlink st from st.provider.open",
        "st.logon.store = null",
        "free st",
        "sup.Release()",
    ];
    let layout = layout(&task, &[&logoff, &release]);
    (task, layout)
}

#[test]
fn what_does_not_run_names_the_method_the_statements_and_what_is_missing_once() {
    let task = task("8");
    let uses = ["do unsubscribe-all", "free st", "sup.Release()"];
    let layout = layout(&task, &[&["let hr, word = support.StoreLogoffTransports(flags)"], &uses]);
    let bench = laid(&task, &layout);
    let judged = judged(&bench);
    let number = |text: &str| {
        let is = |at: &usize| task.statements[*at].shown() == text;
        bench.number((0..task.statements.len()).find(is).expect("is there"))
    };
    for (lang, missing) in [(Lang::En, "nothing sets sup"), (Lang::PtBr, "nada define sup")] {
        let of = |at: usize| bench.number(at);
        let lines = problems::lines(&task, &judged, &of, lang);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("destroy-store") && lines[0].contains(missing), "{lines:?}");
        for text in [uses[0], uses[2]] {
            assert!(lines[0].contains(&format!("{} (`{text}`)", number(text))), "{lines:?}");
        }
        assert!(lines[1].contains("StoreLogoff") && lines[1].contains("return"), "{lines:?}");
        let hints = hint::hints(&task, &judged, &of, lang);
        let sets = number("let sup = st.support").to_string();
        assert!(hints[0].contains(&sets) && hints[0].contains("destroy-store"), "{hints:?}");
        let returns = number("return hr, word").to_string();
        assert!(hints[1].contains(&returns), "{hints:?}");
    }
}

#[test]
fn a_hint_is_there_where_nothing_runs_yet() {
    for size in SIZES {
        let mut model = bench("3-two-users", Lang::En, size);
        put(&mut model, "saved = flags");
        judge(&mut model);
        assert!(picture(&model).contains("Release can end without a `return`"), "{size:?}");
        press(&mut model, "H");
        assert!(picture(&model).contains("These statements return"), "{}", picture(&model));
    }
}

#[test]
fn the_last_hint_is_about_what_the_learner_put_and_holds_when_it_is_changed() {
    let (mut exact, mut named) = (0, 0);
    for id in ["1", "2"] {
        let task = task(id);
        let is_own = |at: usize| task.statements[at].kind != StatementKind::Given;
        for right in super::tasks::layouts(&task) {
            for at in right.0.iter().flatten().map(|it| it.statement).filter(|at| is_own(*at)) {
                let (method, row) = right.find(at).expect("there");
                let mut wrong = right.clone();
                wrong.0[method].remove(row);
                let kept = wrong.kept(&task, 1);
                let mut bench = Bench::new(Arc::clone(&task), 1);
                if !bench.take_up(&kept) {
                    continue;
                }
                let judged = judged(&bench);
                let Some(suspect) = judged.suspect else { continue };
                named += 1;
                exact += usize::from(suspect.mends_all);
                match suspect.change {
                    StatementChange::Move(at)
                    | StatementChange::Replace(at)
                    | StatementChange::TakeBack(at) => {
                        assert!(is_own(at), "{id}: {suspect:?}");
                    }
                    StatementChange::Put(method) => {
                        assert!(method < task.methods.len(), "{suspect:?}");
                    }
                }
            }
        }
    }
    assert!(named > 6 && exact > 4, "{named} {exact}");
    let (task, wrong) = told_task("told = yes");
    let bench = laid(&task, &wrong);
    let judged = judged(&bench);
    let is = |at: &usize| task.statements[*at].shown() == "told = yes";
    let at = (0..task.statements.len()).find(is).expect("is there");
    let suspect = judged.suspect.expect("one");
    assert_eq!((suspect.change, suspect.mends_all), (StatementChange::Replace(at), true));
}

#[test]
fn how_to_mend_fits_the_run_and_not_only_the_rule() {
    let (task, wrong) = told_task("told = yes");
    let judged = judged(&laid(&task, &wrong));
    let judgement = judged.result.as_ref().expect("it runs");
    let (client, rule, breach) = judgement.shortest().expect("it breaks");
    let timeline = client.timeline(breach);
    let found = client.found(&timeline, rule).expect("found");
    let said = remedy(&timeline, found, Lang::En).expect("a remedy");
    assert!(rule == "INV-01" && said.contains("refused"), "{rule} {said}");
    let mut model = bench("2-told", Lang::En, SIZES[1]);
    let kept = wrong.kept(&task, 1);
    assert!(model.bench.as_deref_mut().expect("is open").bench.take_up(&kept));
    judge(&mut model);
    press(&mut model, "o");
    let shown = picture(&model);
    assert!(shown.contains("The call was refused") && !shown.contains("Record whether"), "{shown}");
}

#[test]
fn a_sentence_says_what_differs_from_the_accepted_order() {
    let task = task("1");
    let order = [
        "let sup = st.support",
        "do unsubscribe-all",
        "unlink st from st.provider.open",
        "let hr, word = sup.StoreLogoffTransports(LOGOFF_ABORT)",
        "free st",
        "st.logon.store = null",
        "sup.Release()",
    ];
    let layout = layout(&task, &[&order]);
    let judgement = super::judged(&task, &layout).expect("it runs");
    let said = told::lines(&judgement, None, Lang::En).join("\n");
    assert!(said.contains("`st.logon.store = null` uses store-A' after it was freed"), "{said}");
}

#[test]
fn the_spoolers_objects_are_introduced_where_they_are_named() {
    let said = hint::introduced("on support-A'. More", Lang::En).expect("a sentence");
    assert!(said.starts_with("support-A' is the spooler's"), "{said}");
    assert_eq!(hint::introduced("the client's store-A, the users' session", Lang::En), None);
}

#[test]
fn what_is_taken_back_is_not_what_is_put_next_and_a_key_without_use_says_so() {
    let mut model = bench("2-told", Lang::En, SIZES[0]);
    put(&mut model, "let hr, word = support.StoreLogoffTransports(flags)");
    let marked = |model: &mapi_teardown::tui::Model| {
        let bench = model.bench.as_deref().expect("is open");
        bench.bench.pool().get(bench.in_pool).copied()
    };
    let before = marked(&model);
    press(&mut model, "Tab x");
    assert_eq!(marked(&model), before, "the mark stays at its statement");
    press(&mut model, "Tab d");
    assert!(picture(&model).contains("inserts nothing"), "{}", picture(&model));
}

#[test]
fn names_are_whole_at_the_smallest_size_and_the_verdict_stays() {
    let mut model = bench("2-told", Lang::En, SIZES[0]);
    assert!(picture(&model).contains("StoreLogoffTransports("), "{}", picture(&model));
    press(&mut model, "v");
    mapi_teardown::tui::update::bench::judge_now(&mut model);
    let mut model = super::screen::built(Lang::En, SIZES[0]);
    judge(&mut model);
    press(&mut model, "H H H PgDn PgDn");
    assert!(picture(&model).contains("Not accepted"), "{}", picture(&model));
    press(&mut model, "Tab");
    let foot = picture(&model).lines().last().unwrap_or_default().to_owned();
    assert!(foot.contains("H hint"), "{foot}");
}

#[test]
fn a_release_that_only_a_client_may_make_is_judged() {
    let task = task("4");
    let right = super::tasks::layouts(&task).remove(0);
    let is = |text: &str| {
        let of = |at: &usize| task.statements[*at].shown() == text;
        (0..task.statements.len()).find(of).expect("is there")
    };
    let mut wrong = right.clone();
    let (method, at) = right.find(is("sup.MakeInvalid(st)")).expect("there");
    let mut line = right.0[method][at];
    line.statement = is("st.Release()");
    wrong.0[method].insert(at + 1, line);
    let judgement = super::judged(&task, &wrong).expect("it runs");
    assert_eq!(super::broken(&judgement), ["INV-26"]);
}
