//! The projector: the stage for a room, and what the clicker does there. `place` is where the talk is and how one comes back to it, `hands`
//! what was counted.
//!
//! A lesson is played by the rules of [`crate::tui::update::lesson`]; here is only what a speaker needs beside them. It must not know the notes' socket
//! or the clock.

pub mod command;
mod hands;
mod place;

use std::collections::{BTreeMap, BTreeSet};

pub use hands::{asks, follow, tally};
use hands::{count, reveal};
use place::Kept;
pub use place::{begin, exchange, is_away, keep, own, take_up, to_place};

use crate::sim::event::{LEDGERS, Ledger};
use crate::tui::model::message::{Effect, Message, Wish};
use crate::tui::model::stage::{Focus, index};
use crate::tui::model::{Model, Screen};
use crate::tui::update::lesson;
use crate::workshop::Tally;

/// Most digits of the number of a scene.
const DIGITS: usize = 4;

/// What a talk adds to the stage.
#[derive(Default)]
pub struct Present {
    /// The projector's layout; the full stage otherwise.
    pub big: bool,
    /// The screen is blank.
    pub blank: bool,
    /// The talk has begun: the first step forward was made.
    pub begun: bool,
    /// The ledger that the speaker wants to see in full.
    pub ledger: Option<Ledger>,
    /// The number of a scene that is being typed.
    pub jump: Option<String>,
    /// How many minutes are planned, if not what the lesson says.
    pub minutes: Option<u32>,
    /// What is wrong with the lesson that was saved last; only the speaker is told.
    pub trouble: Option<String>,
    /// Hands by scene, of this lesson: by its name, as numbers change when a lesson is edited.
    hands: BTreeMap<String, Tally>,
    /// The choices of this lesson that were taken, by the names of their scenes.
    chosen: BTreeSet<String>,
    lesson: String,
    /// The talk's own run while another one is on the stage.
    kept: Option<Kept>,
    /// The lesson was saved during an excursion: its card is to begin anew.
    renewed: bool,
    /// Leaving was asked for once.
    leaving: bool,
}

impl Present {
    /// A talk that begins.
    pub fn new(minutes: Option<u32>) -> Self {
        Self { big: true, minutes, ..Self::default() }
    }
}

/// Whether the projector's layout is on the screen.
pub fn is_big(model: &Model) -> bool {
    model.screen == Screen::Stage && model.stage.is_some() && model.present.as_ref().is_some_and(|present| present.big)
}

/// Whether a key means something even if it means nothing: it brings the screen back, or does not end the talk.
pub fn takes_any_key(model: &Model) -> bool {
    model.present.as_ref().is_some_and(|present| present.blank || present.leaving)
}

/// Takes a wish that means something of its own on the projector; `None`: it means what it always means.
pub fn take(model: &mut Model, message: Message) -> Option<Option<Effect>> {
    let present = model.present.as_mut()?;
    let leaving = std::mem::take(&mut present.leaving);
    if matches!(message, Message::Interrupt | Message::Suspend) {
        return None;
    }
    if std::mem::take(&mut present.blank) {
        return Some(None);
    }
    let jump = present.jump.is_some();
    match message {
        Message::Present(Wish::AnyKey) => {}
        Message::Quit if !leaving => {
            present.leaving = true;
            model.notice = Some(model.text("notice-leave-talk"));
        }
        Message::Present(wish) => return Some(grant(model, wish)),
        Message::Home => {}
        Message::Escape if jump => present.jump = None,
        Message::Escape if model.overlays.is_empty() => escape(model)?,
        Message::Beat | Message::Scene | Message::Statement | Message::Over | Message::Out | Message::Last => {
            present.begun = true;
            present.jump = None;
            return None;
        }
        Message::Back => {
            present.jump = None;
            return None;
        }
        _ => return None,
    }
    Some(None)
}

/// Escape, one thing at a time: the excursion, the projector's layout, and in the full stage what it always does, but never further than
/// back to the projector.
fn escape(model: &mut Model) -> Option<()> {
    if is_big(model) {
        if is_away(model) {
            to_place(model);
        } else if let Some(present) = &mut model.present {
            present.big = false;
        }
        return Some(());
    }
    let stage = model.stage.as_ref()?;
    let busy = stage.enlarged || stage.focus != Focus::Run || stage.search.is_some();
    if busy && model.screen == Screen::Stage && !asks(model) {
        return None;
    }
    model.screen = Screen::Stage;
    if let Some(present) = &mut model.present {
        present.big = true;
    }
    Some(())
}

fn grant(model: &mut Model, wish: Wish) -> Option<Effect> {
    let counts = asks(model) && model.present.as_ref().is_some_and(|present| present.jump.is_none());
    match wish {
        Wish::Blank => {
            if let Some(present) = &mut model.present {
                present.blank = true;
            }
        }
        Wish::Place => to_place(model),
        Wish::Ledger => turn_ledger(model),
        Wish::Digit(digit) if counts => count(model, |tally| tally.digit(digit)),
        Wish::Digit(digit) => {
            if let Some(present) = &mut model.present {
                let jump = present.jump.get_or_insert_default();
                if jump.len() < DIGITS {
                    jump.push(char::from(b'0' + digit.min(9)));
                }
            }
        }
        Wish::Erase if counts => count(model, Tally::erase),
        Wish::Erase => {
            if let Some(jump) = model.present.as_mut().and_then(|present| present.jump.as_mut()) {
                jump.pop();
            }
        }
        Wish::Number => {
            if let Some(present) = &mut model.present {
                present.jump = Some(String::new());
            }
        }
        Wish::Option(option) => count(model, |tally| tally.choose(usize::from(option))),
        Wish::Up => count(model, |tally| tally.turn(-1)),
        Wish::Down => count(model, |tally| tally.turn(1)),
        Wish::Enter if counts => count(model, |tally| tally.turn(1)),
        Wish::Enter => return enter(model),
        Wish::Reveal => return reveal(model),
        Wish::AnyKey => {}
    }
    model.settle();
    None
}

/// To the scene whose number was typed, or to the next one.
fn enter(model: &mut Model) -> Option<Effect> {
    let Some(present) = &mut model.present else { return None };
    present.begun = true;
    let Some(number) = present.jump.take() else { return next_scene(model) };
    // Nothing typed: nothing happens.
    if let Ok(number) = number.parse::<usize>() {
        go_to(model, number);
    }
    None
}

fn next_scene(model: &mut Model) -> Option<Effect> {
    if model.in_lesson() {
        return crate::tui::update::update(model, Message::Scene);
    }
    let Some(stage) = &mut model.stage else { return None };
    let at = stage.timeline.at();
    let next = stage.phases.iter().map(|(from, _)| *from).find(|from| *from > at).unwrap_or(stage.timeline.len());
    stage.jump(next);
    model.settle();
    None
}

/// To a scene by its number, past whatever it would stop at; in a run without scenes, to a beat.
pub fn go_to(model: &mut Model, number: usize) {
    if let Some(present) = &mut model.present {
        present.begun = true;
        present.jump = None;
    }
    if is_away(model) {
        to_place(model);
    }
    if let Some(play) = &model.play {
        let stops = play.run.stops().len();
        match number.checked_sub(1).filter(|stop| *stop < stops) {
            Some(stop) => lesson::go_to(model, stop),
            None => model.notice = Some(model.words().with("notice-no-scene", &[("last", stops.into())])),
        }
    } else if let Some(stage) = &mut model.stage {
        let beats = stage.timeline.beats();
        match beats.get(number).copied() {
            Some(step) => stage.jump(step),
            None => {
                let last = beats.len().saturating_sub(1);
                model.notice = Some(model.words().with("notice-no-beat", &[("last", last.into())]));
            }
        }
    }
    follow(model);
    model.settle();
}

/// All ledgers in short form, then each of them in full.
fn turn_ledger(model: &mut Model) {
    let (Some(stage), Some(present)) = (&mut model.stage, &mut model.present) else { return };
    let shown = match (present.ledger, stage.focus) {
        (None, Focus::Ledger(ledger)) => Some(ledger),
        (shown, _) => shown,
    };
    present.ledger = match shown {
        None => Some(LEDGERS[0]),
        Some(ledger) => LEDGERS.get(index(ledger) + 1).copied(),
    };
    stage.focus = Focus::Run;
}
