//! The projector: what the clicker does before a room. `place` is where the talk is and how one
//! comes back to it, `hands` what was counted, `pointer` the
//! line that is marked for the room.
//!
//! A lesson is played by its own rules; here is only what a speaker needs beside them. It must not
//! know the notes' socket or the clock.

mod command;
mod hands;
mod items;
mod place;
mod pointer;
mod questions;

pub use command::{meant, perform};
pub use hands::follow;
pub use items::{finish, go_to_item, playlist};
pub use place::{begins, exchange, take_up, to_place};
pub use pointer::{point, turn as turn_pointer};
pub use questions::ask;

use crate::sim::event::LEDGERS;
use crate::tui::model::message::{Effect, Message, TalkMessage};
use crate::tui::model::stage::{Focus, index};
use crate::tui::model::talk::Talk;
use crate::tui::model::{Model, Screen};
use crate::tui::update::lesson;
use crate::tui::update::settle::settle;
use crate::workshop::Tally;

/// Most digits of the number of a scene.
const DIGITS: usize = 4;

/// The meaning of a request on the projector.
pub enum Taken {
    /// What it always means.
    No,
    /// The meaning of any other request.
    As(Message),
    /// The message was dealt with; nothing else may take it.
    Done(Option<Effect>),
}

/// Begins a talk with what is on the stage, or behind the home screen; without anything there is
/// nothing to talk about.
pub fn begin_talk(model: &mut Model, minutes: Option<u32>) {
    model.screen = match std::mem::replace(&mut model.screen, Screen::Home(None)) {
        Screen::Home(Some(show)) | Screen::Bench(Some(show)) | Screen::Stage(show) => {
            Screen::Talk(Box::new(Talk::new(show, minutes)))
        }
        other => other,
    };
}

/// Applies a request that has its own meaning on the projector.
pub fn take(model: &mut Model, message: Message) -> Taken {
    let no_sheet = model.overlays.is_empty();
    let leave = ["notice-leave-talk", "notice-interrupt-talk"].map(|id| model.text(id));
    let Some(talk) = model.talk_mut() else { return Taken::No };
    let leaving = std::mem::take(&mut talk.leaving);
    let late = std::mem::take(&mut talk.late);
    let interrupted = std::mem::take(&mut talk.interrupted);
    if message == Message::Interrupt && !interrupted {
        // What is asked has to be seen.
        (talk.interrupted, talk.blank) = (true, false);
        let [_, leave] = leave;
        model.notice = Some(leave);
        return Taken::Done(None);
    }
    if matches!(message, Message::Interrupt | Message::Suspend) {
        return Taken::No;
    }
    if std::mem::take(&mut talk.blank) {
        return Taken::Done(None);
    }
    if pointer::leave(talk, message) {
        return Taken::Done(None);
    }
    if let Some(taken) = questions::take(model, message).or_else(|| items::take(model, message)) {
        return taken;
    }
    let Some(talk) = model.talk_mut() else { return Taken::No };
    match message {
        Message::Home | Message::Present(TalkMessage::AnyKey) => {}
        Message::Quit if !leaving => {
            talk.leaving = true;
            let [leave, _] = leave;
            model.notice = Some(leave);
        }
        Message::Present(wish) => return grant(model, wish, late),
        Message::Escape if talk.jump.is_some() => talk.jump = None,
        Message::Escape if no_sheet => {
            if !escape(model) {
                return Taken::No;
            }
        }
        Message::Beat
        | Message::Scene
        | Message::Statement
        | Message::Over
        | Message::Out
        | Message::Last => {
            talk.begun = true;
            talk.jump = None;
            return Taken::No;
        }
        Message::Back => {
            talk.jump = None;
            return Taken::No;
        }
        _ => return Taken::No,
    }
    Taken::Done(None)
}

/// Escape, one thing at a time: the excursion, the projector's layout, and in the full stage what
/// it always does, but never further than back to the projector. False: it is what it always does.
fn escape(model: &mut Model) -> bool {
    let Some(talk) = model.talk_mut() else { return false };
    if talk.big && talk.is_away() {
        to_place(model);
        return true;
    }
    let stage = talk.show.stage();
    let looks = stage.enlarged || stage.focus != Focus::Run || stage.walked.is_some();
    let busy = looks || stage.search.is_some();
    if !talk.big && busy && !talk.asks() {
        return false;
    }
    talk.big = !talk.big;
    talk.stood = if talk.big { None } else { place::stood(talk) };
    true
}

fn grant(model: &mut Model, wish: TalkMessage, late: bool) -> Taken {
    let Some(talk) = model.talk_mut() else { return Taken::Done(None) };
    let (counts, points) = (talk.counts(), talk.pointer().is_some());
    match wish {
        TalkMessage::Blank => talk.blank = true,
        TalkMessage::Place => to_place(model),
        TalkMessage::Questions => questions::list(model),
        TalkMessage::NextItem => items::turn(model, 1),
        TalkMessage::PreviousItem => items::turn(model, -1),
        TalkMessage::Ledger => turn_ledger(talk),
        TalkMessage::Digit(digit) if counts => hands::digit(model, digit),
        TalkMessage::Digit(_) if talk.jump.is_none() && talk.is_answered() => {
            hands::too_late(model);
        }
        TalkMessage::Digit(digit) => {
            let jump = talk.jump.get_or_insert_default();
            if jump.len() < DIGITS {
                jump.push(char::from(b'0' + digit.min(9)));
            }
        }
        TalkMessage::Late => hands::too_late(model),
        TalkMessage::Erase if counts => drop(talk.count(Tally::erase)),
        TalkMessage::Erase => {
            if let Some(jump) = &mut talk.jump {
                jump.pop();
            }
        }
        TalkMessage::Number => talk.jump = Some(String::new()),
        TalkMessage::Option(option) => hands::letter(model, option),
        TalkMessage::Pointer => pointer::toggle(model),
        TalkMessage::Up if points => pointer::turn(model, -1),
        TalkMessage::Down if points => pointer::turn(model, 1),
        TalkMessage::Up => drop(talk.count(|tally| tally.turn(-1))),
        TalkMessage::Down => drop(talk.count(|tally| tally.turn(1))),
        TalkMessage::Enter if counts => drop(talk.count(|tally| tally.turn(1))),
        TalkMessage::Enter if late => hands::too_late(model),
        TalkMessage::Enter => return enter(model),
        TalkMessage::Reveal => {
            return hands::reveal(model).map_or(Taken::Done(None), Taken::As);
        }
        TalkMessage::AnyKey => {}
    }
    settle(model);
    Taken::Done(None)
}

/// To the scene whose number was typed, or to the next one.
fn enter(model: &mut Model) -> Taken {
    let Some(talk) = model.talk_mut() else { return Taken::Done(None) };
    talk.begun = true;
    match talk.jump.take().map(|number| number.parse::<usize>()) {
        Some(Ok(number)) => go_to(model, number),
        // Nothing typed: nothing happens.
        Some(Err(_)) => {}
        None if talk.show.lesson().is_some() => return Taken::As(Message::Scene),
        None => {
            let stage = talk.show.stage_mut();
            let at = stage.timeline.at();
            let next = stage
                .phases
                .iter()
                .map(|(from, _)| *from)
                .find(|from| *from > at)
                .unwrap_or(stage.timeline.len());
            stage.jump(next);
            settle(model);
        }
    }
    Taken::Done(None)
}

/// To a scene by its number, past whatever it would stop at; in a run without scenes, to a beat.
pub fn go_to(model: &mut Model, number: usize) {
    let Some(talk) = model.talk_mut() else { return };
    talk.begun = true;
    talk.jump = None;
    if talk.is_away() {
        to_place(model);
    }
    questions::close(model);
    if model.talk().is_some_and(|talk| talk.question().is_some()) {
        model.notice = Some(model.text("notice-no-scene-here"));
        return;
    }
    if let Some(lesson) = model.any_lesson() {
        let scenes = lesson.course.lesson().file.scenes.len();
        match number.checked_sub(1).filter(|scene| *scene < scenes) {
            Some(scene) => {
                if !lesson::go_to_scene(model, scene) {
                    model.notice = Some(model.text("notice-scene-elsewhere"));
                }
            }
            None => {
                model.notice =
                    Some(model.words().with("notice-no-scene", &[("last", scenes.into())]));
            }
        }
    } else if let Some(stage) = model.stage_mut() {
        let beats = stage.timeline.beats();
        let last = beats.len().saturating_sub(1);
        match beats.get(number).copied() {
            Some(step) => stage.jump(step),
            None => {
                model.notice = Some(model.words().with("notice-no-beat", &[("last", last.into())]));
            }
        }
    }
    follow(model);
    settle(model);
}

/// All ledgers in short form, then each of them in full.
fn turn_ledger(talk: &mut Talk) {
    let stage = talk.show.stage_mut();
    let shown = match (talk.ledger, stage.focus) {
        (None, Focus::Ledger(ledger)) => Some(ledger),
        (shown, _) => shown,
    };
    talk.ledger = match shown {
        None => Some(LEDGERS[0]),
        Some(ledger) => LEDGERS.get(index(ledger) + 1).copied(),
    };
    stage.focus = Focus::Run;
}
