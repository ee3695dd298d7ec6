//! A lesson file that was saved while its lesson is played: where to continue in the new one, and
//! what stays answered.
//!
//! It must not know how the file is followed.

use crate::diagnostic::Diagnostic;
use crate::lesson::LessonRun;
use crate::lesson::course::{Course, MarkKey, SceneAttempts};
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::playlist::ItemRun;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::talk::Talk;
use crate::tui::update::lesson::start;
use crate::tui::update::settle::settle;
use crate::tui::update::talk;

/// Takes up a lesson file that was saved: the first scene that changed, with everything answered
/// before it.
pub fn reload(model: &mut Model, saved: Result<LessonRun, Vec<Diagnostic>>) {
    model.overlays.retain(|overlay| !matches!(overlay.kind, SheetKind::Broken(_)));
    let mut run = match saved {
        Ok(run) => run,
        Err(found) => {
            let texts: Vec<String> = found.iter().map(|it| it.told(model.lang)).collect();
            if let Some(talk) = model.talk_mut() {
                // Not before the audience: the old lesson continues, and the speaker is told.
                talk.trouble = Some(texts.join("; "));
                return;
            }
            model.overlays.push(Overlay::new(SheetKind::Broken(texts)));
            return;
        }
    };
    if let Some(talk) = model.talk_mut() {
        (talk.trouble, talk.pointer) = (None, None);
        exchange_item(talk, &run);
    }
    let Some(lesson) = own(model) else { return };
    let old = &lesson.course;
    if old.lesson().source.text == run.lesson().source.text
        || old.lesson().source.name != run.lesson().source.name
    {
        return;
    }
    if model.talk().is_some() {
        keep_place(model, run);
        return;
    }
    let (before, after) = (scene_texts(old), scene_texts(&run));
    let changed = (0..after.len()).find(|scene| before.get(*scene) != after.get(*scene));
    let kept = changed.unwrap_or(after.len());
    run.set_round(old.round());
    run.remember(
        old.marks()
            .iter()
            .filter(|((scene, _), _)| *scene < kept)
            .map(|(key, mark)| (key.clone(), mark.clone()))
            .collect(),
    );
    let stop = match changed {
        Some(scene) => run.stops().iter().position(|stop| stop.scene >= scene),
        None => old.current(),
    };
    if let Some(stop) = stop {
        run.go_to(stop);
    }
    start(model, run);
    model.notice = Some(model.text("notice-reloaded"));
}

/// An item of the talk whose file was saved: it is shown as the file is now, from its start if the
/// talk is elsewhere.
fn exchange_item(talk: &mut Talk, run: &LessonRun) {
    for item in &mut talk.playlist.items {
        if let ItemRun::Lesson(lesson) = &mut item.run
            && lesson.source.name == run.lesson().source.name
            && lesson.source.text != run.lesson().source.text
        {
            *lesson = run.shared_lesson();
            item.left = None;
        }
    }
}

/// Before an audience: the same scene of the new lesson, at the same step if there is still such a
/// one. Every question that was asked stays answered, and the card shows what it showed where it
/// can.
fn keep_place(model: &mut Model, mut run: LessonRun) {
    let Some(lesson) = own(model) else { return };
    let (old, phase, timeline) = (&lesson.course, lesson.phase, &lesson.stage.timeline);
    run.set_round(old.round());
    let there = |((scene, way), mark): (&MarkKey, &SceneAttempts)| {
        Some(((same_scene(old, &run, *scene)?, way.clone()), mark.clone()))
    };
    let marks = old.marks().iter().filter_map(there).collect();
    run.remember(marks);
    if let Some(stop) = old.current() {
        let scene = same_scene(old, &run, old.stops()[stop].scene).unwrap_or(usize::MAX);
        // The next one that is still there.
        let same = run.stops().iter().position(|it| it.scene >= scene);
        run.go_to(same.unwrap_or(usize::MAX));
    }
    if run.timeline().len() == timeline.len() {
        run.stand_at(timeline.at());
    }
    if model.talk().is_some_and(Talk::is_away) {
        talk::exchange(model, run);
    } else {
        start(model, run);
        reach(model, phase);
    }
    model.notice = Some(model.text("notice-reloaded-place"));
}

/// Turns the pages of a scene that was just reached until the card shows what it showed before; an
/// answer is only shown, not counted.
fn reach(model: &mut Model, phase: CardPhase) {
    let Some(lesson) = model.lesson_mut() else { return };
    let asked = phase.asks() || phase == CardPhase::Answered;
    let Some(stop) = lesson.here().filter(|_| asked && lesson.phase == CardPhase::Text) else {
        return;
    };
    if phase == CardPhase::Answered && lesson.course.scene(stop).predict.is_some() {
        let mut marks = lesson.course.marks().clone();
        marks.remove(&lesson.course.key(lesson.course.stops()[stop].scene));
        lesson.course.remember(marks);
        lesson.ask(stop);
        lesson.reveal();
    } else if lesson.course.asks(stop) {
        lesson.ask(stop);
    }
    settle(model);
}

/// The lesson that a saved file can be of: a talk's own, or the one that is played.
fn own(model: &Model) -> Option<&LessonStage> {
    model.talk().map_or_else(|| model.any_lesson(), Talk::own)
}

/// A scene of a lesson in another version of it: by its name, else by its number.
fn same_scene(old: &Course, new: &Course, scene: usize) -> Option<usize> {
    let name = |run: &Course, scene: usize| {
        run.lesson().file.scenes[scene].id.as_ref().map(|id| id.value.clone())
    };
    let scenes = 0..new.lesson().file.scenes.len();
    match name(old, scene) {
        Some(wanted) => scenes.clone().find(|it| name(new, *it).as_ref() == Some(&wanted)),
        None => scenes.contains(&scene).then_some(scene),
    }
}

/// The text of each scene, as the file has it.
fn scene_texts(run: &Course) -> Vec<String> {
    let lesson = run.lesson();
    let lines: Vec<&str> = lesson.source.text.lines().collect();
    let starts: Vec<usize> = lesson
        .file
        .scenes
        .iter()
        .map(|scene| scene.place.line.saturating_sub(1) as usize)
        .collect();
    let end = |at: usize| starts.get(at + 1).copied().unwrap_or(lines.len()).min(lines.len());
    (0..starts.len()).map(|at| lines[starts[at].min(end(at))..end(at)].join("\n")).collect()
}
