//! A run or a lesson that plays by itself: what it shows next, and for how long. The stage and every recording play by this file.
//!
//! A scene stands as long as the lesson says (`pace`), shared by the parts that are read one after the other: text, question, answer,
//! explanation. It must not know the clock.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::lesson::LessonRun;
use crate::lesson::marked::Prose;
use crate::lesson::play::{Mark, MarkKey};
use crate::lesson::schema::Scene;
use crate::text::Lang;
use crate::tui::content::card;
use crate::tui::model::Model;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::model::message::{Effect, Exit, Message};
use crate::tui::model::stage::{NORMAL, Play as Playing};
use crate::tui::update::lesson;

/// How long one reads a word, and how long a part stands besides.
const WORD: u64 = 300;
const LOOK: u64 = 1000;
/// How long the answer to a question stands in a scene without a pace.
const ANSWER: u64 = 4000;
/// How many beats long the end stands.
const END: u32 = 3;

/// Playing by itself, questions included.
pub struct Auto {
    /// What the learner had answered before: what the machine answers is nobody's merit.
    marks: BTreeMap<MarkKey, Mark>,
    /// The answer to the question is marked; it is handed in next.
    marked: bool,
}

/// Begins to play by itself from where the model stands.
pub fn begin(model: &mut Model, looping: bool) {
    if model.in_lesson() && model.play.as_ref().is_some_and(|play| play.phase == Phase::Text) {
        // Only now the size is known, and whether the question has room beside the text.
        lesson::arrive(model);
    }
    let marks = model.play.as_ref().map_or_else(BTreeMap::new, |play| play.run.marks().clone());
    model.auto = Some(Auto { marks, marked: false });
    let left = stand(model);
    if let Some(stage) = &mut model.stage {
        stage.looping = looping;
        stage.play = Some(Playing { left });
    }
}

/// Whether a wish takes the run out of the machine's hands.
pub fn takes_over(message: Message) -> bool {
    use Message::{Click, Elapsed, Faster, Language, Look, Loop, Mouse, Play, Resize, Slower, Suspend};
    !matches!(message, Elapsed(_) | Resize(..) | Play | Faster | Slower | Loop | Language | Look | Mouse | Suspend | Click(..))
}

/// From here on a person plays; what the machine answered is forgotten.
pub fn hand_over(model: &mut Model) {
    let Some(auto) = model.auto.take() else { return };
    if let Some(stage) = &mut model.stage {
        stage.play = None;
    }
    if let Some(play) = &mut model.play {
        let mut marks = auto.marks;
        // An answer that is on the screen has been seen.
        if play.phase == Phase::Answered
            && let Some(stop) = play.here()
            && let Some(mark) = play.run.mark(stop)
        {
            marks.insert(play.run.key(play.run.stops()[stop].scene), mark.clone());
        }
        play.run.remember(marks);
        if play.phase == Phase::Asking {
            play.picked.clear();
        }
    }
    lesson::show_picks(model);
}

/// How long what is shown now stands.
pub fn stand(model: &Model) -> Duration {
    let Some(stage) = &model.stage else { return Duration::ZERO };
    let beat = stage.pace();
    let Some(auto) = &model.auto else { return beat };
    let at_end = stage.timeline.at() == stage.timeline.len();
    match model.play.as_ref().filter(|play| model.in_lesson() && play.phase != Phase::Free) {
        Some(play) => {
            let part = part(model, play, auto.marked);
            Duration::from_millis((part * beat.as_millis() as u64 / NORMAL).max(1))
        }
        None if at_end => beat * END,
        None => beat,
    }
}

/// The time of the part of a scene that is shown, in milliseconds at the usual speed.
fn part(model: &Model, play: &Play, marked: bool) -> u64 {
    let stop = match play.phase {
        Phase::Why(stop) => Some(stop),
        _ => play.here(),
    };
    let Some(stop) = stop else { return NORMAL };
    let scene = play.run.scene(stop);
    let parts = Parts::of(&play.run, stop, model.lang);
    // Where there is room the question comes with the text.
    let with_text = if card::has_room(model) { parts.text } else { 0 };
    let own = match play.phase {
        Phase::Asking if marked => parts.ask / 4,
        Phase::Asking => with_text + parts.ask - parts.ask / 4,
        Phase::Choosing if scene.predict.is_none() => with_text + parts.choose,
        Phase::Choosing => parts.choose,
        Phase::Answered => parts.answer,
        Phase::Why(_) => parts.why,
        Phase::Text | Phase::Free => parts.text,
    };
    let all = parts.text + parts.ask + parts.answer + parts.why + parts.choose;
    scene.pace.as_ref().map_or(own, |pace| u64::from(pace.value) * 1000 * own / all.max(1))
}

/// How long the parts of a scene are read.
struct Parts {
    text: u64,
    ask: u64,
    answer: u64,
    why: u64,
    choose: u64,
}

impl Parts {
    fn of(run: &LessonRun, stop: usize, lang: Lang) -> Self {
        let scene: &Scene = run.scene(stop);
        let read = |words: usize| words as u64 * WORD + LOOK;
        let words = |text: &Prose| text.get(lang).split_whitespace().count();
        let said = scene.say.as_ref().map_or(0, |say| words(say)) + scene.exercise.as_ref().map_or(0, |it| words(&it.say));
        let question = run.question(stop, lang);
        let why = scene.predict.as_ref().and_then(|predict| predict.why.as_ref());
        let choose = scene.choose.as_ref();
        let ways = choose.map(|it| words(&it.ask) + it.ways.iter().map(|way| words(&way.say)).sum::<usize>());
        Self {
            text: read(said),
            ask: question.as_ref().map_or(0, |it| {
                read(it.ask.split_whitespace().count() + it.labels().map(|label| label.split_whitespace().count()).sum::<usize>())
            }),
            answer: if question.is_some() { ANSWER } else { 0 },
            why: why.map_or(0, |why| read(words(why))),
            choose: ways.map_or(0, read),
        }
    }
}

/// What was shown has stood long enough: the next thing is shown. At the end it begins again, or wants to leave.
pub fn step(model: &mut Model) -> Option<Effect> {
    let phase = model.play.as_ref().filter(|_| model.in_lesson()).map(|play| play.phase);
    let ended = match phase {
        Some(phase) => step_in_lesson(model, phase),
        None => step_in_run(model),
    };
    let looping = model.stage.as_ref().is_some_and(|stage| stage.looping);
    if ended && !(looping && again(model)) {
        if let Some(stage) = &mut model.stage {
            stage.play = None;
        }
        return Some(Effect::Quit(Exit::Done));
    }
    let left = stand(model);
    if let Some(stage) = &mut model.stage {
        stage.play = Some(Playing { left });
    }
    None
}

fn step_in_run(model: &mut Model) -> bool {
    let reduced = model.reduced_motion;
    let Some(stage) = &mut model.stage else { return true };
    let Some(beat) = stage.timeline.next_beat() else { return true };
    stage.go(beat);
    if !reduced {
        stage.animate();
    }
    false
}

fn step_in_lesson(model: &mut Model, phase: Phase) -> bool {
    let marked = model.auto.as_mut().is_some_and(|auto| std::mem::take(&mut auto.marked));
    match phase {
        Phase::Asking if !marked => {
            lesson::mark_right(model);
            if let Some(auto) = &mut model.auto {
                auto.marked = true;
            }
        }
        Phase::Asking => lesson::answer_right(model),
        Phase::Choosing => lesson::follow_way(model, 0),
        Phase::Answered => lesson::see(model),
        _ => {
            let next = model.stage.as_ref().map_or(0, |stage| stage.timeline.next_beat().unwrap_or(stage.timeline.len()));
            return lesson::go_on_unless_ended(model, next);
        }
    }
    false
}

/// From the start again, with nothing answered.
fn again(model: &mut Model) -> bool {
    let lesson = model.play.as_ref().filter(|_| model.in_lesson()).map(|play| play.run.shared_lesson());
    match lesson.map(LessonRun::new) {
        Some(Ok(run)) => lesson::start(model, run),
        Some(Err(_)) => return false,
        None => {
            if let Some(stage) = &mut model.stage {
                stage.go(0);
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::lesson::Lesson;
    use crate::lesson::library::INDEX;
    use crate::tui::runtime::tape::Here;
    use crate::tui::update::auto::*;
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
                seen.extend(model.play.as_ref().and_then(|play| play.run.current()));
                effect = update(&mut model, Message::Elapsed(time));
                assert!(seen.len() < 10_000 && model.overlays.is_empty(), "{} goes on", entry.id);
            }
            assert_eq!(effect, Some(Effect::Quit(Exit::Done)), "{}", entry.id);
            seen.dedup();
            let play = model.play.as_ref().expect("a lesson");
            assert_eq!(seen, (0..play.run.stops().len()).collect::<Vec<_>>(), "{}", entry.id);
            assert_eq!(play.run.timeline().at(), play.run.timeline().len(), "{}", entry.id);
        }
    }

    #[test]
    fn the_pieces_in_which_time_passes_do_not_matter() {
        let at = |pieces: &[u64]| {
            let mut model = lesson("02-orderly-logoff");
            for piece in pieces {
                update(&mut model, Message::Elapsed(Duration::from_millis(*piece)));
            }
            let left = model.stage.as_ref().and_then(|stage| stage.play).map(|play| play.left);
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
        let answered = |model: &Model| model.play.as_ref().map_or(0, |play| play.run.marks().len());
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
        assert_eq!(model.play.as_ref().map(|play| play.run.score().right), Some(0));
    }
}
