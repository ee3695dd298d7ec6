//! The workbench on the screen: pictures, keys, the mouse, a judgement, and the run that it shows.

use mapi_teardown::headless::film::entries;
use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::model::Context;
use mapi_teardown::tui::update::bench::judge_now;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, BenchScreen, Depth, Model, Settings, Start};

use crate::harness::screen::{picture, press};

pub const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// An order that breaks a rule, and one that breaks none.
const WRONG: [&str; 5] = [
    "unlink st from st.provider.open",
    "st.logon.store = null",
    "let hr, word = sup.StoreLogoffTransports(LOGOFF_ORDERLY)",
    "free st",
    "sup.Release()",
];

pub fn bench(id: &str, lang: Lang, size: (u16, u16)) -> Model {
    let settings =
        Settings { reduced_motion: true, depth: Depth::True, ..Settings::from_environment(lang) };
    let screen = BenchScreen::of(id).expect("a bundled task");
    let mut model = tui::model(Start::Bench(Box::new(screen)), &settings);
    update(&mut model, Message::Resize(size.0, size.1));
    assert_eq!(model.context(), Context::Bench);
    model
}

/// The text of what is selected.
pub fn selected(model: &Model) -> String {
    let bench = model.bench.as_deref().expect("is open");
    let number = bench.selected().unwrap_or(0);
    let statement = bench.bench.statement(number);
    statement.map_or_else(String::new, |at| bench.bench.task.statements[at].shown().to_owned())
}

/// Puts a statement of the pool where the methods are selected.
pub fn put(model: &mut Model, text: &str) {
    press(model, "Up Up Up Up Up Up Up Up Up");
    for _ in 0..20 {
        if selected(model) == text {
            press(model, "Enter");
            return;
        }
        press(model, "Down");
    }
    panic!("no {text} in the pool");
}

pub fn built(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = bench("1-order", lang, size);
    press(&mut model, "Tab Down Down Down Enter");
    WRONG.iter().for_each(|text| put(&mut model, text));
    model
}

/// Puts the right order, and judges it.
fn solve(model: &mut Model) {
    WRONG.iter().for_each(|text| put(model, &text.replace("LOGOFF_ORDERLY", "LOGOFF_ABORT")));
    judge(model);
}

pub fn judge(model: &mut Model) {
    press(model, "v");
    assert!(model.deadline().is_some(), "it is looked at while it is judged");
    judge_now(model);
    assert!(model.deadline().is_none(), "nothing moves when it is done");
}

#[test]
fn the_workbench_in_both_languages_at_two_sizes() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in SIZES {
            let name = format!("bench-{}-{}x{}", lang.code(), size.0, size.1);
            let mut model = bench("2-told", lang, size);
            insta::assert_snapshot!(name, picture(&model));
            press(&mut model, "c");
            let name = format!("bench-cpp-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model));
            press(&mut model, "c");
            assert_eq!(picture(&model), picture(&bench("2-told", lang, size)));
            let mut model = built(lang, size);
            judge(&mut model);
            let name = format!("bench-broken-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model));
            press(&mut model, "o");
            let name = format!("bench-run-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model));
            let mut model = bench("1-order", lang, size);
            solve(&mut model);
            let name = format!("bench-accepted-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model));
        }
    }
}

#[test]
fn a_task_is_solved_with_keys_and_the_shortest_run_is_shown_on_the_stage() {
    for size in SIZES {
        let mut model = built(Lang::En, size);
        assert!(press(&mut model, "o").is_none() && model.stage().is_none(), "nothing is judged");
        judge(&mut model);
        let shown = picture(&model);
        assert!(shown.contains("Not accepted") && shown.contains("INV-03"), "{shown}");
        press(&mut model, "H");
        assert!(picture(&model).contains("The rule: INV-03"), "{}", picture(&model));
        press(&mut model, "H H");
        assert!(picture(&model).contains("The step: number"), "{}", picture(&model));
        let length = {
            let judged = model.bench.as_deref().and_then(BenchScreen::verdict).expect("judged");
            let judgement = judged.result.as_ref().expect("it runs");
            judgement.shortest().expect("a run").2.choices.len()
        };
        press(&mut model, "o");
        assert_eq!(model.context(), Context::Stage);
        assert_eq!(model.stage().map(|stage| stage.timeline.at()), Some(length));
        let shown = picture(&model);
        assert!(shown.contains("Your provider: Order these five"), "{shown}");
        assert!(shown.contains("LOGOFF_ORDERLY"), "the learner's own code: {shown}");
        press(&mut model, "W");
        assert_eq!(model.context(), Context::Bench);
        // The wrong call goes back, the right one comes in its place.
        press(&mut model, "Tab Up Up");
        assert_eq!(selected(&model), WRONG[2]);
        press(&mut model, "Back Tab");
        put(&mut model, "let hr, word = sup.StoreLogoffTransports(LOGOFF_ABORT)");
        judge(&mut model);
        assert!(picture(&model).contains("Accepted"), "{}", picture(&model));
        press(&mut model, "u");
        assert!(!picture(&model).contains("Accepted"), "a verdict is about what is on the bench");
        press(&mut model, "U");
        assert!(picture(&model).contains("Accepted"));
        press(&mut model, "Esc");
        assert_eq!(model.context(), Context::Home);
    }
}

#[test]
fn statements_move_with_their_blocks_by_keys_and_by_the_mouse() {
    let mut model = bench("2-told", Lang::En, (120, 36));
    let indents = |model: &Model| {
        let bench = model.bench.as_deref().expect("is open");
        bench.bench.layout().0[1].iter().map(|line| line.indent).collect::<Vec<_>>()
    };
    press(&mut model, "Tab Down Enter");
    put(&mut model, "if not st.told");
    put(&mut model, "let hr, word = st.support.StoreLogoffTransports(LOGOFF_ABORT)");
    assert_eq!(indents(&model)[..3], [0, 1, 0], "what follows an if goes into its block");
    press(&mut model, "Right Left");
    assert_eq!(indents(&model)[..3], [0, 0, 0]);
    press(&mut model, "l");
    assert_eq!(indents(&model)[..3], [0, 1, 0]);
    press(&mut model, "k ]");
    assert_eq!(indents(&model)[..3], [0, 0, 1], "the block goes along");
    press(&mut model, "[ [");
    assert_eq!(model.bench.as_deref().map(|it| it.bench.layout().0[0].len()), Some(2));
    press(&mut model, "u u u");
    assert_eq!(indents(&model)[..3], [0, 1, 0], "before it was moved down and up");
    let shown = picture(&model);
    let row = shown.lines().position(|line| line.contains("return hr, word")).expect("is shown");
    let before = model.bench.as_deref().map(|it| it.bench.pool().len());
    for _ in 0..2 {
        update(&mut model, Message::Click(6, row as u16));
    }
    let after = model.bench.as_deref().map(|it| it.bench.pool().len());
    assert_eq!(after.map(|it| it + 1), before, "the second click puts it");
}

#[test]
fn the_finder_opens_a_task() {
    let settings = Settings::from_environment(Lang::En);
    let mut model = tui::model(Start::Home, &settings);
    update(&mut model, Message::Resize(120, 36));
    press(&mut model, "f");
    "write a provider".chars().for_each(|c| {
        update(&mut model, Message::Char(c));
    });
    press(&mut model, "Enter");
    assert_eq!(model.context(), Context::Bench);
}

#[test]
fn who_only_presses_enter_puts_statements_below_each_other_and_is_told_what_comes_next() {
    for (lang, size) in [(Lang::En, SIZES[0]), (Lang::PtBr, SIZES[1])] {
        let mut model = bench("1-order", lang, size);
        let pool = model.bench.as_deref().expect("is open").bench.pool();
        press(&mut model, &"Enter ".repeat(pool.len()));
        let bench = model.bench.as_deref().expect("is open");
        let lines = bench.bench.layout().0[0].iter();
        let numbers: Vec<usize> = lines.map(|line| bench.bench.number(line.statement)).collect();
        let given = numbers.len() - pool.len();
        assert_eq!(numbers[given..], pool, "after what the task gives, from top to bottom");
        assert!(!picture(&model).contains("Enter "), "{}", picture(&model));
        judge(&mut model);
        let shown = picture(&model);
        let next = match lang {
            Lang::En => "Press o to see the shortest run",
            Lang::PtBr => "o mostra a execu",
        };
        assert!(shown.contains(next), "{shown}");
    }
}

#[test]
fn the_best_solution_is_kept_and_offered_and_the_next_task_is_a_key_away() {
    let mut model = bench("1-order", Lang::En, SIZES[0]);
    solve(&mut model);
    assert!(picture(&model).contains("n next task"), "{}", picture(&model));
    let kept = model.kept.tasks["1-order"].clone();
    let best = kept.best.as_ref().expect("it is solved");
    assert_eq!((kept.attempts, best.statements, best.attempts), (1, 5, 1));
    let again = model.kept.to_string().parse().expect("readable");
    assert_eq!(model.kept, again);
    let solved = model.bench.as_deref().map(|it| it.bench.layout().clone());
    press(&mut model, "n");
    let task = |model: &Model| model.bench.as_deref().map(|it| it.bench.task.id.clone());
    assert_eq!(task(&model).as_deref(), Some("2-told"));
    // Another start: the bench is empty, and the solution is offered.
    let mut other = bench("1-order", Lang::En, SIZES[0]);
    other.kept = model.kept;
    assert!(picture(&other).contains("press p to put your best solution"), "{}", picture(&other));
    press(&mut other, "p");
    assert_eq!(other.bench.as_deref().map(|it| it.bench.layout().clone()), solved);
    press(&mut other, "u");
    assert_ne!(other.bench.as_deref().map(|it| it.bench.layout().clone()), solved);
}

#[test]
fn the_home_screen_lists_the_tasks_with_marks_and_opens_them() {
    let settings = Settings { lessons: entries(), ..Settings::from_environment(Lang::En) };
    for size in SIZES {
        let mut model = tui::model(Start::Home, &settings);
        update(&mut model, Message::Resize(size.0, size.1));
        press(&mut model, "End");
        let shown = picture(&model);
        let last = super::task("8-empty-page");
        let title = format!("Build: {}", last.title.get(Lang::En));
        assert!(shown.contains(&title), "{shown}");
        press(&mut model, "Enter");
        assert_eq!(model.context(), Context::Bench);
        let task = &model.bench.as_deref().expect("is open").bench.task;
        assert_eq!(task.id, "8-empty-page");
        press(&mut model, "Esc");
        assert_eq!(model.context(), Context::Home);
        press(&mut model, "W");
        assert_eq!(model.context(), Context::Bench, "what was begun is a key away");
    }
}

#[test]
fn a_lesson_leads_to_its_task_and_the_task_back_to_the_lesson() {
    for size in SIZES {
        let lesson = Lesson::find("04").and_then(|lesson| LessonRun::new(lesson.into()));
        let settings = Settings::from_environment(Lang::En);
        let start = Start::Lesson(Box::new(lesson.expect("is bundled")));
        let mut model = tui::model(start, &settings);
        update(&mut model, Message::Resize(size.0, size.1));
        press(&mut model, "Right Right W");
        let id = |model: &Model| model.any_lesson().map(|it| it.course.lesson().id().to_owned());
        let at = model.stage().map(|stage| stage.timeline.at());
        assert_eq!(model.context(), Context::Bench);
        assert!(picture(&model).contains("to the lesson"), "{}", picture(&model));
        WRONG.iter().for_each(|text| put(&mut model, text));
        judge(&mut model);
        press(&mut model, "o");
        assert_eq!((model.context(), id(&model)), (Context::Stage, None));
        press(&mut model, "W");
        assert_eq!(model.context(), Context::Bench);
        press(&mut model, "Esc");
        assert_eq!(id(&model).as_deref(), Some("04-only-release"));
        assert_eq!(model.stage().map(|stage| stage.timeline.at()), at);
        assert!(matches!(model.context(), Context::Lesson | Context::Question));
    }
}

#[test]
fn the_mouse_puts_statements_where_the_arrow_is() {
    for size in SIZES {
        let mut model = bench("2-told", Lang::En, size);
        let row = |model: &Model, text: &str| {
            let shown = picture(model);
            let at = shown.lines().position(|line| line.contains(text));
            at.unwrap_or_else(|| panic!("no {text}: {shown}")) as u16
        };
        let right = size.0 / 2 + 8;
        let given = row(&model, "do unsubscribe-all");
        update(&mut model, Message::Click(right, given));
        for _ in 0..2 {
            let asks = row(&model, "if not st.told");
            update(&mut model, Message::Click(6, asks));
        }
        let bench = model.bench.as_deref().expect("is open");
        let lines = &bench.bench.layout().0[1];
        let shown = |at: usize| bench.bench.task.statements[lines[at].statement].shown();
        assert_eq!(shown(2), "if not st.told", "{}", picture(&model));
        assert!(row(&model, "goes here") > row(&model, "if not st.told"));
    }
}
