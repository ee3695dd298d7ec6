//! A lesson file that was saved while its lesson is played: where to go on in the new one, and what stays answered.
//!
//! It must not know how the file is followed.

use super::model::Model;
use super::overlay::{Kind, Overlay};
use super::play::start;
use crate::diagnostic::Diagnostic;
use crate::lesson::LessonRun;

/// Takes up a lesson file that was saved: the first scene that changed, with everything answered before it.
pub fn reload(model: &mut Model, saved: Result<LessonRun, Vec<Diagnostic>>) {
    model.overlays.retain(|overlay| !matches!(overlay.kind, Kind::Broken(_)));
    let mut run = match saved {
        Ok(run) => run,
        Err(found) => {
            let texts = found.iter().map(ToString::to_string).collect();
            model.overlays.push(Overlay::new(Kind::Broken(texts)));
            return;
        }
    };
    let Some(play) = &model.play else { return };
    let old = &play.run;
    if old.lesson().source.text == run.lesson().source.text {
        return;
    }
    let (before, after) = (scene_texts(old), scene_texts(&run));
    let changed = (0..after.len()).find(|scene| before.get(*scene) != after.get(*scene));
    let kept = changed.unwrap_or(after.len());
    run.set_round(old.round());
    run.remember(
        old.marks().iter().filter(|((scene, _), _)| *scene < kept).map(|(key, mark)| (key.clone(), mark.clone())).collect(),
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

/// The text of each scene, as the file has it.
fn scene_texts(run: &LessonRun) -> Vec<String> {
    let lesson = run.lesson();
    let lines: Vec<&str> = lesson.source.text.lines().collect();
    let starts: Vec<usize> = lesson.file.scenes.iter().map(|scene| scene.place.line.saturating_sub(1) as usize).collect();
    let end = |at: usize| starts.get(at + 1).copied().unwrap_or(lines.len()).min(lines.len());
    (0..starts.len()).map(|at| lines[starts[at].min(end(at))..end(at)].join("\n")).collect()
}
