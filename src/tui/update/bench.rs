//! Requests on the workbench.
//!
//! It must not know which thread judges: a judgement is asked for here, and its result is put here.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::tui::content::bench as bench_text;
use crate::tui::model::bench::{BenchPane, BenchRow, BenchScreen, Judging};
use crate::tui::model::beside::Healthy;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::message::{BenchMessage, Effect, Message};
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::show::Show;
use crate::tui::model::walk::StackPlace;
use crate::tui::model::{Model, Screen};
use crate::tui::update::settle::settle;
use crate::tui::update::{moved, open_runs, run, stack};
use crate::workbench::judged::JudgedBench;
use crate::workbench::{BenchMove, BenchSlot, PutTarget, WrittenModule};

/// Opens a bench, as it was left if it was; what is on the stage waits behind it.
pub fn open(model: &mut Model, bench: BenchScreen) {
    let id = bench.bench.task.id.clone();
    let is_it = |it: &BenchScreen| it.bench.task.id == id;
    if !model.bench.as_deref().is_some_and(is_it) {
        let known = model.benches.iter().position(is_it).map(|at| model.benches.remove(at));
        let left = model.bench.replace(Box::new(known.unwrap_or(bench)));
        if let Some(mut left) = left {
            left.judging = Judging::No;
            model.benches.push(*left);
        }
    }
    let on_stage = matches!(model.screen, Screen::Stage(_));
    let lesson = model.any_lesson().filter(|_| on_stage);
    let lesson = lesson.map(|it| it.course.lesson().id().to_owned());
    if let (Some(bench), Some(_)) = (&mut model.bench, &lesson) {
        bench.lesson = lesson;
    }
    model.overlays.clear();
    show(model);
}

/// Opens a bundled task.
pub(super) fn open_task(model: &mut Model, id: &str) {
    if let Some(screen) = BenchScreen::of(id) {
        open(model, screen);
    }
}

/// To the workbench: to the task that the lesson names, or to the one that is open.
pub(super) fn go(model: &mut Model) {
    if model.talk().is_some() {
        return;
    }
    match model.lesson().and_then(LessonStage::task) {
        Some(task) => open_task(model, task),
        None => show(model),
    }
}

/// Shows the bench that is open. The lesson from which it was opened is behind it again, and not
/// the run that it has shown.
fn show(model: &mut Model) {
    let Some(bench) = model.bench.as_deref() else { return };
    let is_run = model.stage().is_some_and(|stage| stage.of_bench);
    let lesson = bench.lesson.clone().filter(|_| is_run);
    let lesson = lesson.and_then(|id| open_runs::take_lesson(model, &id));
    model.screen = match std::mem::replace(&mut model.screen, Screen::Home(None)) {
        Screen::Home(behind) | Screen::Bench(behind) => Screen::Bench(lesson.or(behind)),
        Screen::Stage(Show::Run(run)) if run.of_bench => Screen::Bench(lesson),
        Screen::Stage(show) => Screen::Bench(Some(show)),
        other @ (Screen::Talk(_) | Screen::Notes(_)) => other,
    };
}

/// Leaves the workbench: back to the lesson from which it was opened, or home.
fn leave(model: &mut Model) {
    let lesson = model.bench.as_deref().and_then(|bench| bench.lesson.clone());
    let is_it = |show: &Show| {
        show.any_lesson().map(|it| it.course.lesson().id()) == lesson.as_deref() && lesson.is_some()
    };
    model.screen = match std::mem::replace(&mut model.screen, Screen::Home(None)) {
        Screen::Bench(Some(behind)) if is_it(&behind) => Screen::Stage(behind),
        Screen::Bench(behind) => Screen::Home(behind),
        other => other,
    };
}

/// Applies a request on the workbench.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Effect> {
    if message == Message::Save {
        let bench = &model.bench.as_ref()?.bench;
        return Some(Effect::SaveBodies(bench.layout().module(&bench.task).text));
    }
    if !leads_away(model, message) {
        work(model, message);
    }
    None
}

/// Leaves what is on the bench as it is, and shows something else; whether the request means that.
fn leads_away(model: &mut Model, message: Message) -> bool {
    let Some(bench) = model.bench.as_deref_mut() else { return true };
    match message {
        Message::Escape if bench.judging != Judging::No => judge(bench),
        Message::Escape => leave(model),
        Message::Bench(BenchMessage::Show) => shortest(model),
        Message::Bench(BenchMessage::Inside) => match bench.selected() {
            Some(number) if !bench.is_on_piece() => {
                let number = [("number", number.into())];
                model.notice = Some(model.words().with("build-no-piece", &number));
            }
            Some(_) => model.overlays.push(Overlay::new(SheetKind::Piece)),
            None => {}
        },
        Message::Bench(BenchMessage::Next) => {
            let next = bench.accepted().and_then(|_| bench.next_task());
            let lesson = bench.lesson.clone();
            if let Some(next) = next {
                open_task(model, next);
                model.bench.iter_mut().for_each(|it| it.lesson.clone_from(&lesson));
            }
        }
        _ => return false,
    }
    true
}

/// How many lines the text below moves at a time, of so many that have room.
fn page(height: usize) -> usize {
    height.saturating_sub(1).max(1)
}

/// Changes what is on the bench, what is selected or what shows.
fn work(model: &mut Model, message: Message) {
    let kept = model.kept_solution().cloned();
    let reach = model.bench.as_deref().map(|bench| bench_text::reach(model, bench));
    let (height, last) = reach.unwrap_or_default();
    let Some(bench) = model.bench.as_deref_mut() else { return };
    let refused = match message {
        Message::Bench(BenchMessage::Cpp) => {
            bench.turn_cpp();
            None
        }
        Message::Bench(BenchMessage::TakeUp) => {
            if let Some(kept) = kept {
                bench.bench.take_up(&kept);
            }
            None
        }
        Message::Swap => {
            bench.pane = match bench.pane {
                BenchPane::Pool => BenchPane::Methods,
                BenchPane::Methods => BenchPane::Pool,
            };
            None
        }
        Message::PageUp => {
            bench.scroll = bench.scroll.saturating_sub(page(height));
            None
        }
        Message::PageDown => {
            bench.scroll = (bench.scroll + page(height)).min(last);
            None
        }
        Message::Bench(BenchMessage::Judge) => {
            judge(bench);
            None
        }
        Message::Hint => {
            bench.hints = bench.hints.saturating_add(1).min(3);
            bench.scroll = 0;
            if !bench.is_judged() && bench.judging == Judging::No {
                bench.judging = Judging::Asked;
            }
            None
        }
        Message::Undo | Message::Redo => {
            let _ = if message == Message::Undo { bench.bench.undo() } else { bench.bench.redo() };
            None
        }
        other => change(bench, other),
    };
    bench.settle();
    if let Some((number, name)) = refused {
        let arguments = [("number", number.into())];
        model.notice = Some(model.words().with(&format!("build-refuse-{name}"), &arguments));
    }
}

/// Moves the selection, or a statement; why it is not possible, with the statement's number.
fn change(bench: &mut BenchScreen, message: Message) -> Option<(usize, &'static str)> {
    let number = bench.selected();
    let what = match (message, bench.pane) {
        (Message::Up | Message::Down, BenchPane::Pool) => {
            let last = bench.bench.pool().len().saturating_sub(1);
            bench.in_pool = moved(bench.in_pool, message, last);
            return None;
        }
        (Message::Up | Message::Down, BenchPane::Methods) => {
            bench.go_to_row(moved(bench.row, message, bench.rows().len().saturating_sub(1)));
            return None;
        }
        (Message::Enter, BenchPane::Methods) => {
            bench.pane = BenchPane::Pool;
            return None;
        }
        (Message::Enter, BenchPane::Pool) => {
            let slot = bench.slot();
            let to = BenchSlot { at: slot.at, indent: slot.indent };
            BenchMove::Put(number?, PutTarget::At(slot.method, to))
        }
        (Message::Left, BenchPane::Pool) => {
            bench.shift_slot(-1);
            return None;
        }
        (Message::Right, BenchPane::Pool) => {
            if !bench.shift_slot(1) {
                bench.pane = BenchPane::Methods;
            }
            return None;
        }
        (Message::Left, BenchPane::Methods) if !bench.depths()[0] => {
            bench.pane = BenchPane::Pool;
            return None;
        }
        (Message::Right, BenchPane::Methods) => BenchMove::Indent(number?),
        (Message::Left, BenchPane::Methods) => BenchMove::Outdent(number?),
        (Message::Backspace, BenchPane::Methods) => BenchMove::TakeBack(number?),
        (Message::Bench(BenchMessage::Raise), BenchPane::Methods) => raise(bench)?,
        (Message::Bench(BenchMessage::Lower), BenchPane::Methods) => lower(bench)?,
        _ => return None,
    };
    let number = number?;
    let in_pool = bench.bench.pool().get(bench.in_pool).copied();
    let taken = bench.selected_line().filter(|_| what == BenchMove::TakeBack(number));
    if let Err(refusal) = bench.bench.make(what) {
        return Some((number, refusal.name()));
    }
    match taken {
        Some(line) => {
            bench.take_place_of(line);
            // What was taken back is not what is put next.
            let known = bench.bench.pool().iter().position(|it| Some(*it) == in_pool);
            bench.in_pool = known.unwrap_or(bench.in_pool);
        }
        None => bench.select(number),
    }
    None
}

/// The move that brings the selected statement one place up.
fn raise(bench: &BenchScreen) -> Option<BenchMove> {
    let rows = bench.rows();
    let BenchRow::Line(method, at) = *rows.get(bench.row)? else { return None };
    let number = bench.number_of(rows[bench.row])?;
    let lines = &bench.bench.layout().0[method];
    // The statement before, or the head of the block that ends there, or of the one it is in.
    let before = lines[..at].iter().rposition(|line| line.indent <= lines[at].indent);
    let target = match before {
        Some(before) => PutTarget::Before(bench.bench.number(lines[before].statement)),
        None => PutTarget::Last(method.checked_sub(1)?),
    };
    Some(BenchMove::Put(number, target))
}

/// The move that brings the selected statement one place down.
fn lower(bench: &BenchScreen) -> Option<BenchMove> {
    let rows = bench.rows();
    let BenchRow::Line(method, at) = *rows.get(bench.row)? else { return None };
    let number = bench.number_of(rows[bench.row])?;
    let layout = bench.bench.layout();
    let (lines, end) = (&layout.0[method], layout.end_of_block(method, at));
    Some(match lines.get(end) {
        Some(next) if next.indent < lines[at].indent => BenchMove::Outdent(number),
        Some(next) => BenchMove::Put(number, PutTarget::After(bench.bench.number(next.statement))),
        None if lines[at].indent > 0 => BenchMove::Outdent(number),
        None if method + 1 < layout.0.len() => BenchMove::Put(number, PutTarget::First(method + 1)),
        None => return None,
    })
}

/// Asks for a judgement, or ends the one that runs.
fn judge(bench: &mut BenchScreen) {
    bench.judging = match bench.judging {
        Judging::No if !bench.is_judged() => {
            bench.hints = 0;
            Judging::Asked
        }
        Judging::Asked => Judging::No,
        Judging::Runs(_) | Judging::Stopping => Judging::Stopping,
        Judging::No => Judging::No,
    };
    bench.scroll = 0;
}

/// Takes what a judgement found, and keeps the learner's best solution.
pub fn judged(model: &mut Model, judged: JudgedBench) {
    let Some(bench) = model.bench.as_deref_mut() else { return };
    bench.attempts += 1;
    let task = &bench.bench.task;
    let known = model.kept.tasks.entry(task.id.clone()).or_default();
    known.merge(&judged.progress(task, known.attempts, bench.attempts));
    bench.judged = Some(Arc::new(judged));
    bench.judging = Judging::No;
    bench.scroll = 0;
}

/// Judges at once what a judgement is asked for, where there is no thread that could.
pub fn judge_now(model: &mut Model) {
    let asked = model.bench.as_deref().filter(|bench| bench.judging == Judging::Asked);
    if let Some(bench) = asked {
        let found = JudgedBench::of(&bench.bench, &mut |_| ControlFlow::Continue(()));
        judged(model, found);
    }
}

/// Puts the shortest run that breaks a rule on the stage, at the step that breaks it.
fn shortest(model: &mut Model) {
    let Some(bench) = model.bench.as_deref() else { return };
    let Some(Ok(judgement)) = bench.verdict().map(|judged| &judged.result) else { return };
    let Some((client, _, breach)) = judgement.shortest() else { return };
    let timeline = client.timeline(breach);
    let module = bench.verdict().map(|judged| judged.module.clone());
    let options = client.scenario.options.clone();
    let title = [("task", bench.bench.task.title.get(model.lang).into())];
    let title = model.words().with("build-run-title", &title);
    let lesson = bench.lesson.clone();
    let is_it = |show: &Show| {
        lesson.is_some() && show.any_lesson().map(|it| it.course.lesson().id()) == lesson.as_deref()
    };
    if let Screen::Bench(behind) = &mut model.screen
        && behind.as_ref().is_some_and(is_it)
        && let Some(waits) = behind.take()
    {
        open_runs::keep_lesson(model, waits);
    }
    run::put_on(model, options, timeline);
    if let Some(stage) = model.stage_mut() {
        stage.made = false;
        stage.of_bench = true;
        // The model's own provider would be the answer.
        stage.healthy = Healthy::Unknown;
        stage.title = Some(title);
    }
    if let Some(module) = module {
        show_own_code(model, &module);
    }
    settle(model);
}

/// Shows the learner's code at the step that is on the stage: the innermost call that is in it, or
/// the method whose statement ran last before the step.
fn show_own_code(model: &mut Model, module: &WrittenModule) {
    let Some(stage) = model.stage_mut() else { return };
    let (state, running) = (stage.state(), stage.running.thread);
    let program = stage.timeline.machine().program();
    let is_own = |place: &StackPlace| {
        let frame = place.frame(state).filter(|_| place.thread == running);
        frame.is_some_and(|frame| module.is_in(program.body(frame.body)))
    };
    let own = StackPlace::all(state, running).into_iter().find(is_own);
    let step = stage.timeline.at();
    let before =
        module.last_step(&stage.timeline, step).and_then(|(it, _)| stage.timeline.event(it));
    let before = before.map(|event| (step, event.at));
    match own {
        Some(place) => stack::go(model, place),
        None => {
            stage.own_code = before;
            stage.go(step);
        }
    }
}
