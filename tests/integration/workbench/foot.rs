//! What somebody who reads nothing needs on the workbench: the arrow at its place, keys in the
//! foot, pieces that open, hints that say something new.

use mapi_teardown::text::Lang;
use mapi_teardown::tui::model::Context;
use mapi_teardown::tui::{BenchScreen, Model};
use mapi_teardown::workbench::{hint, told};

use super::screen::{SIZES, bench, built, judge, put, selected};
use crate::harness::screen::{picture, press};

#[test]
fn what_is_taken_back_leaves_the_arrow_at_its_place_at_every_depth() {
    let mut benches = 0;
    for id in ["1-order", "2-told", "3-two-users", "4-both-sides", "5-orphans", "6-two-threads"] {
        for solution in super::tasks::layouts(&super::task(id)) {
            let mut model = bench(id, Lang::En, SIZES[0]);
            let screen = model.bench.as_deref_mut().expect("is open");
            let kept = solution.kept(&screen.bench.task, 1);
            // Some have a given statement elsewhere: no bench has them.
            if !screen.bench.take_up(&kept) {
                continue;
            }
            benches += 1;
            let rows = screen.rows().len();
            press(&mut model, "Tab");
            for row in 0..rows {
                model.bench.as_deref_mut().expect("is open").go_to_row(row);
                let before = model.bench.as_deref().map(|it| it.bench.layout().clone());
                let number = model.bench.as_deref().and_then(BenchScreen::selected);
                press(&mut model, "x");
                if model.bench.as_deref().map(|it| it.bench.layout().clone()) == before {
                    continue;
                }
                press(&mut model, "Tab");
                let bench = model.bench.as_deref_mut().expect("is open");
                let at = bench.bench.pool().iter().position(|it| Some(*it) == number);
                bench.in_pool = at.expect("in the pool");
                let was_head = before.as_ref().is_some_and(|layout| {
                    let statement = bench.bench.statement(number.unwrap_or(0)).unwrap_or(0);
                    let found = layout.find(statement);
                    found.is_some_and(|(method, at)| layout.end_of_block(method, at) > at + 1)
                });
                press(&mut model, "Enter");
                let after = model.bench.as_deref().map(|it| it.bench.layout().clone());
                // What was in its block has moved out of it.
                assert!(was_head || after == before, "{id} row {row}: {after:?}");
                press(&mut model, "u u Tab");
            }
        }
    }
    assert!(benches > 5, "{benches}");
}

#[test]
fn the_arrow_goes_out_of_a_block_and_back_where_what_follows_allows_it() {
    for size in SIZES {
        let mut model = bench("2-told", Lang::En, size);
        press(&mut model, "Tab Down Enter");
        put(&mut model, "if not st.told");
        assert!(picture(&model).contains("\u{2190} outdent"), "{}", picture(&model));
        let indents = |model: &Model| {
            let bench = model.bench.as_deref().expect("is open");
            bench.bench.layout().0[1].iter().map(|line| line.indent).collect::<Vec<_>>()
        };
        let call = "let hr, word = st.support.StoreLogoffTransports(LOGOFF_ABORT)";
        press(&mut model, "Left");
        assert!(!picture(&model).contains("outdent"), "{}", picture(&model));
        put(&mut model, call);
        assert_eq!(indents(&model)[..2], [0, 0], "{}", picture(&model));
        press(&mut model, "u Tab Up Tab");
        let bench = model.bench.as_deref_mut().expect("is open");
        bench.go_to_row(2);
        press(&mut model, "Left Right");
        put(&mut model, call);
        assert_eq!(indents(&model)[..2], [0, 1], "{}", picture(&model));
        // Below the head of a block that has something, there is no other place than in it.
        model.bench.as_deref_mut().expect("is open").go_to_row(2);
        assert!(!picture(&model).contains("outdent"), "{}", picture(&model));
    }
}

#[test]
fn the_foot_names_what_is_needed_next_in_both_languages() {
    for (lang, size) in [(Lang::En, SIZES[0]), (Lang::PtBr, SIZES[0]), (Lang::En, SIZES[1])] {
        let foot = |model: &Model| picture(model).lines().last().unwrap_or_default().to_owned();
        let has = |model: &Model, keys: &[&str]| {
            let foot = foot(model);
            let words: Vec<&str> = foot.split_whitespace().collect();
            let missing: Vec<_> = keys.iter().filter(|key| !words.contains(key)).collect();
            assert!(missing.is_empty(), "{missing:?} in {foot}");
        };
        let mut model = bench("3-two-users", lang, size);
        has(&model, &["Enter", "Tab", "v", "H", "?"]);
        put(&mut model, "saved = flags");
        put(&mut model, "return S_OK, LOGOFF_COMPLETE");
        press(&mut model, "Tab");
        has(&model, &["x", "J/K", "Tab"]);
        press(&mut model, "Tab");
        put(&mut model, "do destroy-store");
        press(&mut model, "Tab");
        has(&model, &["x", "J/K", "Tab", "d"]);
        let mut model = built(lang, size);
        judge(&mut model);
        has(&model, &["o", "PgDn", "Tab", "H"]);
    }
}

#[test]
fn what_a_statement_inserts_is_a_key_away() {
    let mut model = bench("4-both-sides", Lang::En, SIZES[0]);
    press(&mut model, "Tab");
    press(&mut model, "d");
    assert_eq!(model.context(), Context::Bench, "this one inserts nothing");
    while selected(&model) != "do orphans" {
        press(&mut model, "Up");
    }
    press(&mut model, "d");
    assert_eq!(model.context(), Context::Sheet);
    assert!(picture(&model).contains("sup.MakeInvalid(o)"), "{}", picture(&model));
    press(&mut model, "Esc");
    assert_eq!(model.context(), Context::Bench);
}

#[test]
fn hints_say_what_the_verdict_does_not_and_the_run_shows_the_learners_code() {
    for size in SIZES {
        let mut model = bench("3-two-users", Lang::En, size);
        put(&mut model, "saved = flags");
        put(&mut model, "return S_OK, LOGOFF_COMPLETE");
        press(&mut model, "Tab");
        model.bench.as_deref_mut().expect("is open").go_to_row(3);
        press(&mut model, "Tab");
        for text in ["let left = refs -= 1", "let st = this", "do destroy-store", "return left"] {
            put(&mut model, text);
        }
        judge(&mut model);
        let screen = model.bench.as_deref().expect("is open");
        let judged = screen.verdict().expect("is judged");
        let judgement = judged.result.as_ref().expect("it runs");
        let number = |statement: usize| screen.bench.number(statement);
        let hints = hint::hints(&screen.bench.task, judged, &number, Lang::En);
        let verdict = told::lines(judgement, None, Lang::En).join("\n");
        let parts = |hint: &str| hint.split(['.', ':']).map(str::trim).map(str::to_owned).collect();
        for hint in &hints {
            let said: Vec<String> = parts(hint);
            let new = said.iter().filter(|part| part.len() > 20 && !verdict.contains(&**part));
            assert!(new.count() > 0, "{hint} repeats {verdict}");
        }
        assert!(hints[2].contains("is missing in Release."), "{hints:?}");
        assert!(hints[2].contains("no client can break a rule"), "{hints:?}");
        assert!(hints[1].contains("client-2: session.OpenMsgStore"), "{hints:?}");
        press(&mut model, "o");
        assert!(picture(&model).contains(".saved)"), "{size:?}");
    }
}
