//! A run or a lesson that plays by itself: what it shows next, and for how long. The stage and
//! every recording play by this file.
//!
//! A scene is shown as long as the lesson says (`pace`), divided among the parts that are read one
//! after the other: text, question, answer, explanation. It must not know the clock.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::lesson::LessonRun;
use crate::lesson::marked::Prose;
use crate::text::Lang;
use crate::tui::content::{card, lookup};
use crate::tui::model::Model;
use crate::tui::model::auto::Auto;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::message::{Effect, Exit, Message};
use crate::tui::model::reader::Reader;
use crate::tui::model::show::Show;
use crate::tui::model::stage::{NORMAL, Stage};
use crate::tui::model::theme::Theme;
use crate::tui::update::lesson::{self, GoneOn};

/// Reading time of a word, and the extra time of a part.
const WORD: u64 = 300;
const LOOK: u64 = 1000;
/// How long the answer to a question is shown in a scene without a pace.
const ANSWER: u64 = 4000;
/// Words of a sentence that are read during a beat; one with fewer or more is shown shorter or
/// longer, in hundredths of a beat.
const WORDS: usize = 12;
const SHORTEST: usize = 60;
const LONGEST: usize = 220;
/// How many beats the end is shown.
const END: u32 = 3;

/// Begins to play by itself from the current place.
pub fn begin(model: &mut Model, looping: bool) {
    if model.lesson().is_some_and(|lesson| lesson.phase == CardPhase::Text) {
        // Only now the size is known, and whether the question has room beside the text.
        lesson::arrive(model);
    }
    let marks =
        model.any_lesson().map_or_else(BTreeMap::new, |lesson| lesson.course.marks().clone());
    model.auto = Some(Auto { marks, marked: false });
    let left = stand(model);
    if let Some(stage) = model.stage_mut() {
        stage.looping = looping;
        stage.autoplay = Some(left);
    }
}

/// Whether a request takes the run out of the machine's hands.
pub fn takes_over(message: Message) -> bool {
    use Message::{
        Click, Elapsed, Faster, Language, Look, Loop, Mouse, Play, Resize, Slower, Suspend,
    };
    !matches!(
        message,
        Elapsed(_)
            | Resize(..)
            | Play
            | Faster
            | Slower
            | Loop
            | Language
            | Look
            | Mouse
            | Suspend
            | Click(..)
    )
}

/// From here on a person plays; what the machine answered is forgotten.
pub fn hand_over(model: &mut Model) {
    let Some(auto) = model.auto.take() else { return };
    if let Some(stage) = model.stage_mut() {
        stage.autoplay = None;
    }
    let Some(lesson) = model.any_lesson_mut() else { return };
    let mut marks = auto.marks;
    // An answer that is on the screen has been seen.
    if lesson.phase == CardPhase::Answered
        && let Some(stop) = lesson.here()
        && let Some(mark) = lesson.course.mark(stop)
    {
        marks.insert(lesson.course.key(lesson.course.stops()[stop].scene), mark.clone());
    }
    lesson.course.remember(marks);
    if lesson.phase == CardPhase::Asking {
        lesson.picked.clear();
    }
    lesson.show_picks();
}

/// How long the current part is shown.
pub fn stand(model: &Model) -> Duration {
    let Some(stage) = model.stage() else { return Duration::ZERO };
    let (beat, sentence) = (stage.pace(), beat(stage, model.lang));
    let Some(auto) = &model.auto else { return sentence };
    let at_end = stage.timeline.at() == stage.timeline.len();
    match model.lesson().filter(|lesson| lesson.phase != CardPhase::Free) {
        Some(lesson) => {
            let part = part(lesson, auto.marked, model.reader());
            Duration::from_millis((part * beat.as_millis() as u64 / NORMAL).max(1))
        }
        None if at_end => beat * END,
        None => sentence,
    }
}

/// How long a beat is shown: by how much there is to read.
pub(super) fn beat(stage: &Stage, lang: Lang) -> Duration {
    let told = lookup::sentence(&stage.scene(lang, Theme::default()));
    let share = told.split_whitespace().count() * 100 / WORDS;
    stage.pace() * share.clamp(SHORTEST, LONGEST) as u32 / 100
}

/// The time of the part of a scene that is shown, in milliseconds at the usual speed.
fn part(lesson: &LessonStage, marked: bool, reader: Reader) -> u64 {
    let stop = match lesson.phase {
        CardPhase::Why(stop) => Some(stop),
        _ => lesson.here(),
    };
    let Some(stop) = stop else { return NORMAL };
    let scene = lesson.course.scene(stop);
    let parts = ReadingTimes::of(lesson, stop, reader.lang);
    // Where there is room the question comes with the text.
    let with_text = if card::has_room(lesson, reader) { parts.text } else { 0 };
    let own = match lesson.phase {
        CardPhase::Asking if marked => parts.ask / 4,
        CardPhase::Asking => with_text + parts.ask - parts.ask / 4,
        CardPhase::Choosing if scene.predict.is_none() => with_text + parts.choose,
        CardPhase::Choosing => parts.choose,
        CardPhase::Answered => parts.answer,
        CardPhase::Why(_) => parts.why,
        CardPhase::Text | CardPhase::Free => parts.text,
    };
    let all = parts.text + parts.ask + parts.answer + parts.why + parts.choose;
    scene.pace.as_ref().map_or(own, |pace| u64::from(pace.value) * 1000 * own / all.max(1))
}

/// How long the parts of a scene are read.
struct ReadingTimes {
    text: u64,
    ask: u64,
    answer: u64,
    why: u64,
    choose: u64,
}

impl ReadingTimes {
    fn of(lesson: &LessonStage, stop: usize, lang: Lang) -> Self {
        let scene = lesson.course.scene(stop);
        let read = |words: usize| words as u64 * WORD + LOOK;
        let words = |text: &Prose| text.get(lang).split_whitespace().count();
        let said = scene.say.as_ref().map_or(0, |say| words(say))
            + scene.exercise.as_ref().map_or(0, |it| words(&it.say));
        let question = lesson.course.question(&lesson.stage.timeline, stop, lang);
        let why = scene.predict.as_ref().and_then(|predict| predict.why.as_ref());
        let choose = scene.choose.as_ref();
        let ways = choose
            .map(|it| words(&it.ask) + it.ways.iter().map(|way| words(&way.say)).sum::<usize>());
        Self {
            text: read(said),
            ask: question.as_ref().map_or(0, |it| {
                read(
                    it.ask.split_whitespace().count()
                        + it.labels().map(|label| label.split_whitespace().count()).sum::<usize>(),
                )
            }),
            answer: if question.is_some() { ANSWER } else { 0 },
            why: why.map_or(0, |why| read(words(why))),
            choose: ways.map_or(0, read),
        }
    }
}

/// The current part was shown long enough: shows the next one. At the end it begins again, or
/// wants to leave.
pub fn step(model: &mut Model) -> Option<Effect> {
    let reader = model.reader();
    let marked = model.auto.as_mut().is_some_and(|auto| std::mem::take(&mut auto.marked));
    let ended = match model.show_mut() {
        None => true,
        Some(Show::Run(stage) | Show::Excursion(stage, _)) => match stage.timeline.next_beat() {
            Some(beat) => {
                stage.go(beat);
                if !reader.reduced_motion {
                    stage.animate();
                }
                false
            }
            None => true,
        },
        Some(Show::Lesson(lesson)) => match lesson.phase {
            CardPhase::Choosing => {
                lesson::follow_way(model, 0);
                false
            }
            CardPhase::Asking if !marked => {
                lesson::mark_right(lesson);
                if let Some(auto) = &mut model.auto {
                    auto.marked = true;
                }
                false
            }
            _ => step_in_lesson(lesson, reader),
        },
    };
    let looping = model.stage().is_some_and(|stage| stage.looping);
    let over = ended && !(looping && again(model));
    let left = if over { None } else { Some(stand(model)) };
    if let Some(stage) = model.stage_mut() {
        stage.autoplay = left;
    }
    over.then_some(Effect::Quit(Exit::Done))
}

/// The next thing of a lesson; true at its end.
fn step_in_lesson(lesson: &mut LessonStage, reader: Reader) -> bool {
    match lesson.phase {
        CardPhase::Asking => lesson::answer_right(lesson),
        CardPhase::Answered => lesson.see(reader),
        _ => {
            let next = lesson.stage.timeline.next_beat().unwrap_or(lesson.stage.timeline.len());
            return lesson.go_on(next, reader) == GoneOn::Ended;
        }
    }
    false
}

/// From the start again, with nothing answered.
fn again(model: &mut Model) -> bool {
    match model.lesson().map(|lesson| LessonRun::new(lesson.course.shared_lesson())) {
        Some(Ok(run)) => lesson::start(model, run),
        Some(Err(_)) => return false,
        None => {
            if let Some(stage) = model.stage_mut() {
                stage.go(0);
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lesson::Lesson;
    use crate::lesson::library::INDEX;
    use crate::tui::runtime::tape::Here;
    use crate::tui::update::update;
    use crate::tui::{Settings, Start, model};

    fn lesson(id: &str) -> Model {
        let lesson = Arc::new(Lesson::find(id).expect("is there"));
        let run = LessonRun::new(lesson).expect("runs");
        let mut model = model(Start::Lesson(Box::new(run)), &Settings::from_environment(Lang::En));
        model.reduced_motion = true;
        update(&mut model, Message::Resize(100, 30));
        begin(&mut model, false);
        model
    }

    #[test]
    fn every_lesson_comes_to_its_end_by_itself_past_all_its_scenes() {
        for entry in INDEX {
            let mut model = lesson(entry.id);
            let mut seen = Vec::new();
            let mut effect = None;
            while let Some(time) = model.deadline() {
                seen.extend(model.lesson().and_then(|lesson| lesson.course.current()));
                effect = update(&mut model, Message::Elapsed(time));
                assert!(seen.len() < 10_000 && model.overlays.is_empty(), "{} goes on", entry.id);
            }
            assert_eq!(effect, Some(Effect::Quit(Exit::Done)), "{}", entry.id);
            seen.dedup();
            let play = model.lesson().expect("a lesson");
            assert_eq!(seen, (0..play.course.stops().len()).collect::<Vec<_>>(), "{}", entry.id);
            assert_eq!(play.at(), play.stage.timeline.len(), "{}", entry.id);
        }
    }

    #[test]
    fn the_pieces_in_which_time_passes_do_not_matter() {
        let at = |pieces: &[u64]| {
            let mut model = lesson("02-orderly-logoff");
            for piece in pieces {
                update(&mut model, Message::Elapsed(Duration::from_millis(*piece)));
            }
            let left = model.stage().and_then(|stage| stage.autoplay);
            (Here::of(&model), left)
        };
        let whole = at(&[210_500]);
        assert_eq!(at(&[7; 30_000]), at(&[210_000]));
        assert_eq!(at(&[100_000, 1, 110_499]), whole);
        assert_ne!(at(&[1]), whole);
    }

    #[test]
    fn who_takes_over_has_answered_nothing() {
        let mut model = lesson("02-orderly-logoff");
        let answered =
            |model: &Model| model.lesson().map_or(0, |lesson| lesson.course.marks().len());
        while answered(&model) < 2 {
            let time = model.deadline().expect("it plays");
            update(&mut model, Message::Elapsed(time));
        }
        update(&mut model, Message::Play);
        assert!(model.auto.is_some() && model.deadline().is_none(), "a pause is no taking over");
        update(&mut model, Message::Play);
        assert!(model.deadline().is_some());
        update(&mut model, Message::Help);
        assert!(model.auto.is_none());
        update(&mut model, Message::Escape);
        assert_eq!(model.deadline(), None);
        assert_eq!(answered(&model), 1, "only what is on the screen is settled, and not as right");
        assert_eq!(model.lesson().map(|lesson| lesson.course.score().right), Some(0));
    }
}
