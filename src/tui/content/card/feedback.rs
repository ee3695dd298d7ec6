//! What is said of an attempt at a question: what was right, what was not and why, and of a
//! question that asks why, what the run of each change did. It must not know what comes next.

use super::plain;
use crate::lesson::Feedback;
use crate::lesson::asked::{answer_line, attempt_lines};
use crate::text::Lang;
use crate::tui::content::pen::{Piece, wrap};
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;

/// Wrong answers that are explained at once.
pub const MOST_WRONG: usize = 3;

/// How the attempt compares, and, once the answer shows, what comes next.
pub(super) fn feedback(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let Some(feedback) = &lesson.feedback else { return Vec::new() };
    let Some(predict) = lesson.scene().and_then(|scene| scene.predict.as_ref()) else {
        return Vec::new();
    };
    let glyphs = reader.theme.glyphs;
    let mut all = tried(lesson, reader, columns);
    if !all.is_empty() {
        // What each change did says what is right, too.
    } else if lesson.given_up {
        let names = feedback.missed.iter().map(|fact| fact.name.as_str());
        let text = answer_line(predict, names, reader.lang);
        all.extend(plain(Role::Title, wrap(&text, columns)));
    } else {
        let open = lesson.phase == CardPhase::Asking;
        for (is_good, text) in attempt_lines(feedback, predict, open, reader.lang) {
            let (mark, role) =
                if is_good { (glyphs.holds, Role::Good) } else { (glyphs.broken, Role::Bad) };
            all.extend(plain(role, wrap(&format!("{mark} {text}"), columns)));
        }
        for text in wrong(lesson, feedback, reader.lang) {
            all.extend(plain(Role::Text, wrap(&text, columns)));
        }
        if !feedback.is_right() {
            all.extend(plain(Role::Quiet, wrap(&reader.text("card-again"), columns)));
        }
    }
    let has_more = predict.because.is_none() || predict.why.is_some();
    if lesson.phase == CardPhase::Answered && !reader.plays && has_more {
        let text = match feedback.step().filter(|step| *step > lesson.at()) {
            Some(step) => {
                let id = if lesson.has_scene_before(step) { "card-see-later" } else { "card-see" };
                reader.words().with(id, &[("step", step.into())])
            }
            None => reader.text("card-see-why"),
        };
        all.extend(plain(Role::Quiet, wrap(&text, columns)));
    }
    all
}

/// What the run of each change did, once a question that asks why is answered.
fn tried(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let Some(stop) = lesson.here().filter(|_| lesson.phase == CardPhase::Answered) else {
        return Vec::new();
    };
    let all = lesson.course.trials_told(&lesson.stage.timeline, stop, reader.lang);
    let line = |(is_right, text): (bool, String)| {
        let (mark, role) = match is_right {
            true => (reader.theme.glyphs.holds, Role::Good),
            false => ("-", Role::Text),
        };
        plain(role, wrap(&format!("{mark} {text}"), columns))
    };
    all.into_iter().flat_map(line).collect()
}

/// Why what was answered is wrong in this run, for the first few.
fn wrong(lesson: &LessonStage, feedback: &Feedback, lang: Lang) -> Vec<String> {
    let Some(stop) = lesson.here() else { return Vec::new() };
    let run = &lesson.stage.timeline;
    let extra = feedback.extra.iter().take(MOST_WRONG);
    extra.filter_map(|name| lesson.course.why_wrong(run, stop, name, lang)).collect()
}
