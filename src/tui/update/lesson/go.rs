//! Moving in a lesson: forward through what its card still has to say, never past a question, and back.
//!
//! It must not know how an answer is graded.

use crate::lesson::{Feedback, Moved};
use crate::tui::content::card;
use crate::tui::model::Model;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::stage::Focus;
use crate::tui::update::lesson::answer::{finish, hand_in, hint, mark, move_cursor, pick, reveal, scroll};
use crate::tui::update::lesson::{arrive, ask, back_to_lesson, focus_on_scene, show_picks};

/// Takes a wish that means something of its own in a lesson; `None`: it means what it always means.
pub fn take(model: &mut Model, message: Message) -> Option<Option<Effect>> {
    let play = model.play.as_ref()?;
    let stage = model.stage.as_ref()?;
    if !model.in_lesson() {
        let leaves = message == Message::Escape && stage.ghost.is_some() && !stage.enlarged && stage.focus == Focus::Run;
        return leaves.then(|| {
            back_to_lesson(model);
            None
        });
    }
    let timeline = &stage.timeline;
    let (at, len) = (timeline.at(), timeline.len());
    let asks = matches!(play.phase, Phase::Asking | Phase::Choosing);
    match message {
        Message::Up | Message::Down if asks => move_cursor(model, if message == Message::Up { -1 } else { 1 }),
        Message::Mark if asks => mark(model),
        Message::Pick(option) if asks => pick(model, usize::from(option)),
        Message::Hint if asks => hint(model),
        Message::Reveal if asks => reveal(model),
        Message::Enter if asks => hand_in(model),
        Message::PageUp => scroll(model, -4),
        Message::PageDown => scroll(model, 4),
        Message::Beat => return Some(go_on(model, timeline.next_beat().unwrap_or(len))),
        Message::Statement => return Some(go_on(model, (at + 1).min(len))),
        Message::Over => return Some(go_on(model, timeline.over())),
        Message::Out => return Some(go_on(model, timeline.out())),
        Message::Last | Message::Scene => return Some(go_on(model, len)),
        Message::Back => back(model, timeline.previous_beat().unwrap_or(0)),
        Message::StatementBack => back(model, at.saturating_sub(1)),
        Message::First => back(model, 0),
        Message::Undo | Message::Redo => {}
        Message::Ledger(ledger) if stage.focus == Focus::Ledger(ledger) => match timeline.next_change(ledger) {
            Some(step) => return Some(go_on(model, step)),
            None => model.notice = Some(model.text("notice-no-more-changes")),
        },
        _ => return None,
    }
    Some(None)
}

/// The step that answers a question; there its explanation will be shown.
fn explain(play: &mut Play, stop: usize) -> usize {
    let step = play.feedback.as_ref().and_then(Feedback::step).unwrap_or(play.at());
    let explains = play.run.scene(stop).predict.as_ref().is_some_and(|predict| predict.why.is_some());
    play.waiting.extend(explains.then_some((stop, step)));
    step
}

/// From an answer one beat towards the step that shows it, for who sees every beat.
pub fn see(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here() else { return };
    let step = explain(play, stop);
    if step > play.at() {
        let next = play.run.timeline().next_beat().unwrap_or(step);
        travel(model, next.min(step));
    } else {
        arrive(model);
    }
}

/// Goes on, first through what the card still has to say here.
pub fn go_on(model: &mut Model, to: usize) -> Option<Effect> {
    if go_on_unless_ended(model, to) { finish(model) } else { None }
}

/// The same; true if there is nothing more to go on to.
pub fn go_on_unless_ended(model: &mut Model, to: usize) -> bool {
    let Some(play) = &mut model.play else { return false };
    match (play.phase, play.here()) {
        (Phase::Text, Some(stop)) if play.run.asks(stop) => {
            ask(model, stop);
            return false;
        }
        (Phase::Asking | Phase::Choosing, _) => {
            model.notice = Some(model.text("notice-answer-first"));
            return false;
        }
        (Phase::Answered, Some(stop)) => {
            let step = explain(play, stop);
            if step > play.at() {
                travel(model, step);
            } else {
                arrive(model);
            }
            return false;
        }
        (Phase::Why(stop), here) if play.has_due() || here.is_some_and(|here| here != stop) => {
            arrive(model);
            return false;
        }
        _ => {}
    }
    let Some(play) = &model.play else { return false };
    let before = (play.at(), play.run.current(), play.phase);
    travel(model, to);
    let Some(play) = &model.play else { return false };
    let stays = before.0 == play.at() && before.1 == play.run.current() && play.phase != Phase::Choosing;
    stays && play.at() == play.run.timeline().len()
}

/// Goes to a place, but not past a scene on the way forward.
pub fn travel(model: &mut Model, to: usize) {
    let Some(play) = &mut model.play else { return };
    let from = play.at();
    if to < from {
        play.run.back(to);
    } else if let Moved::Asks(stop) = play.run.forward(play.next_due(to)) {
        if let Some(stage) = model.stage.as_mut().filter(|stage| stage.timeline.at() != from) {
            stage.go(from);
        }
        ask(model, stop);
        return;
    }
    sync(model, from);
}

/// Follows a jump on the stage that was none of the lesson's own, but not past a scene or a question.
pub fn follow(model: &mut Model) {
    if !model.in_lesson() {
        return;
    }
    let (Some(play), Some(stage)) = (&model.play, &model.stage) else { return };
    let to = stage.timeline.at();
    if to != play.at() {
        travel(model, to);
    }
}

fn sync(model: &mut Model, from: usize) {
    let (Some(play), Some(stage)) = (&model.play, &mut model.stage) else { return };
    let at = play.at();
    stage.go(at);
    if at > from && !model.reduced_motion {
        stage.animate();
    }
    arrive(model);
}

fn back(model: &mut Model, to: usize) {
    let Some(play) = &mut model.play else { return };
    let from = play.at();
    // From the page of the question to the page of the text.
    if matches!(play.phase, Phase::Asking | Phase::Choosing) && play.scene().is_some_and(|scene| scene.say.is_some()) {
        let had_room = card::has_room(model);
        if let Some(play) = &mut model.play
            && !had_room
        {
            play.reset();
            play.phase = Phase::Text;
            show_picks(model);
            focus_on_scene(model);
            return;
        }
    }
    let Some(play) = &mut model.play else { return };
    play.run.back(to);
    sync(model, from);
}

/// Goes to the scene of a stop, from a list.
pub fn go_to(model: &mut Model, stop: usize) {
    let Some(play) = &mut model.play else { return };
    play.waiting.clear();
    play.run.go_to(stop);
    play.run.reopen();
    back_to_lesson(model);
}

/// Plays on by itself: true if it goes on.
pub fn play_on(model: &mut Model) -> bool {
    let Some(play) = &model.play else { return false };
    let Some(next) = play.run.timeline().next_beat().filter(|_| play.phase == Phase::Free) else { return false };
    travel(model, next);
    model.play.as_ref().is_some_and(|play| play.phase == Phase::Free)
}
