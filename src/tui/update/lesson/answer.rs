//! Answering a question of a lesson: marking options, hints, handing in, choosing a way.
//!
//! It must not know how anything is drawn, nor what is right.

use crate::lesson::Feedback;
use crate::lesson::grade::grade;
use crate::lesson::predict::Select;
use crate::tui::content::card;
use crate::tui::content::sheet::{Kind, Overlay};
use crate::tui::model::Model;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::model::message::Effect;
use crate::tui::update::lesson::{ask_here, back_to_lesson, show_picks, trouble};

/// Moves the cursor among the options.
pub(in crate::tui) fn move_cursor(model: &mut Model, by: isize) {
    if let Some(play) = &mut model.play {
        let last = play.options().saturating_sub(1);
        play.cursor = play.cursor.saturating_add_signed(by).min(last);
    }
    show_picks(model);
    let scroll = card::follow(model);
    if let Some(play) = &mut model.play {
        play.scroll = scroll;
    }
}

/// Marks the option with the cursor.
pub(in crate::tui) fn mark(model: &mut Model) {
    let cursor = model.play.as_ref().map_or(0, |play| play.cursor);
    pick(model, cursor);
}

/// Marks an option, or takes the mark away.
pub(in crate::tui) fn pick(model: &mut Model, option: usize) {
    if let Some(play) = model.play.as_mut().filter(|play| option < play.options()) {
        play.cursor = option;
        play.sure = false;
        if play.phase == Phase::Asking {
            match play.picked.iter().position(|picked| *picked == option) {
                Some(at) => {
                    play.picked.remove(at);
                }
                None => {
                    if play.select() == Select::One {
                        play.picked.clear();
                    }
                    play.picked.push(option);
                }
            }
        }
    }
    show_picks(model);
}

/// Shows the next hint.
pub(in crate::tui) fn hint(model: &mut Model) {
    let lang = model.lang;
    if let Some(play) = &mut model.play
        && let Some(stop) = play.here()
    {
        play.hint = play.run.hint(stop, lang);
        play.feedback = None;
    }
    show_said(model);
}

/// What was just said is in view, and below it as many options as have room.
fn show_said(model: &mut Model) {
    let said = card::said_at(model);
    if let Some(play) = &mut model.play {
        play.scroll = said;
    }
}

/// Shows the answer.
pub fn reveal(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here().filter(|_| play.phase == Phase::Asking) else { return };
    play.feedback = play.run.give_up(stop);
    play.given_up = true;
    play.hint = None;
    play.scroll = 0;
    play.phase = Phase::Answered;
}

/// Hands in what is marked, or takes the way that is chosen.
pub(in crate::tui) fn hand_in(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here() else { return };
    if play.phase == Phase::Choosing {
        return choose(model, stop);
    }
    if play.picked.is_empty() && play.select() == Select::One {
        model.notice = Some(model.text("notice-mark-one"));
        return;
    }
    if play.picked.is_empty() && !play.sure {
        play.sure = true;
        model.notice = Some(model.text("notice-nothing-marked"));
        return;
    }
    let Some(both) = &play.questions else { return };
    let answer: Vec<String> = play.picked.iter().map(|option| both[0].options[*option].clone()).collect();
    play.feedback = play.run.answer(stop, &answer);
    play.hint = None;
    play.sure = false;
    if play.feedback.as_ref().is_some_and(Feedback::is_right) {
        play.phase = Phase::Answered;
        play.scroll = 0;
    } else {
        show_said(model);
    }
    show_picks(model);
}

fn choose(model: &mut Model, stop: usize) {
    let Some(play) = &mut model.play else { return };
    let Some(way) = play.run.ways(stop).get(play.cursor) else { return };
    let (name, say) = (way.name.value.clone(), way.say.value.get(model.lang).to_owned());
    let before = play.run.way().map(str::to_owned);
    match play.run.choose(stop, &name) {
        Ok(()) => {
            if play.run.way() != before.as_deref() {
                play.waiting.clear();
            }
            back_to_lesson(model);
            model.notice = Some(model.words().with("notice-chosen", &[("way", say.trim().into())]));
        }
        Err(found) => trouble(model, &found),
    }
}

/// Scrolls the card.
pub(in crate::tui) fn scroll(model: &mut Model, by: isize) {
    let last = card::last_scroll(model);
    if let Some(play) = &mut model.play {
        play.scroll = play.scroll.min(last).saturating_add_signed(by).min(last);
    }
}

/// The end: what was predicted wrong, and what comes next.
pub(in crate::tui) fn finish(model: &mut Model) -> Option<Effect> {
    let play = model.play.as_ref()?;
    let id = play.run.lesson().id().to_owned();
    let score = play.run.score();
    let score = (u32::try_from(score.right).ok()?, u32::try_from(score.questions).ok()?);
    if let Some(entry) = model.lessons.iter_mut().find(|entry| entry.id == id) {
        entry.done = true;
        entry.score = (score.1 > 0).then_some(score);
    }
    let has_card = play.run.lesson().file.card.is_some();
    model.overlays.push(Overlay::new(Kind::Recap));
    if has_card {
        model.overlays.push(Overlay::new(Kind::Card));
    }
    Some(Effect::Finished)
}

/// Marks what the run says is right.
pub fn mark_right(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let truth = play.here().and_then(|stop| play.run.truth(stop));
    let (Some(truth), Some(both)) = (truth, &play.questions) else { return };
    let place = |name: &String| both[0].options.iter().position(|option| option == name);
    play.picked = truth.facts.iter().filter_map(|fact| place(&fact.name)).collect();
    play.cursor = play.picked.first().copied().unwrap_or(0);
    show_picks(model);
}

/// Answers a question with what the run says is right. It is settled, but nobody has answered it right.
pub fn answer_right(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here() else { return };
    let Some(truth) = play.run.truth(stop) else { return };
    let names: Vec<String> = truth.facts.iter().map(|fact| fact.name.clone()).collect();
    play.run.give_up(stop);
    play.feedback = Some(grade(&truth, &names));
    play.scroll = 0;
    play.phase = Phase::Answered;
    show_picks(model);
}

/// Hands in an answer by names, whether or not each can be marked. False if nothing is asked here.
pub fn answer_by_names(model: &mut Model, names: &[String]) -> bool {
    let Some(stop) = model.play.as_ref().and_then(Play::here) else { return false };
    ask_here(model);
    let Some(play) = &mut model.play else { return false };
    let options = play.questions.as_ref().map_or(&[][..], |both| &both[0].options);
    play.picked = names.iter().filter_map(|name| options.iter().position(|option| option == name)).collect();
    let Some(feedback) = play.run.answer(stop, names) else { return false };
    if feedback.is_right() {
        play.phase = Phase::Answered;
    }
    play.feedback = Some(feedback);
    play.hint = None;
    play.scroll = 0;
    show_picks(model);
    true
}

/// Follows a way of the choice here, by its place in the list.
pub fn follow_way(model: &mut Model, way: usize) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here() else { return };
    play.cursor = way;
    choose(model, stop);
}
