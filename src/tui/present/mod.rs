//! The projector: the stage for a room. What the clicker does, where the talk is and how one comes back to it, and the hands that were
//! counted.
//!
//! A lesson is played by the rules of [`super::play`]; here is only what a speaker needs beside them. It must not know the notes' socket
//! or the clock.

pub mod command;
pub mod letters;
pub mod poll;
pub mod short;
pub mod situation;
pub mod view;

use std::collections::BTreeMap;

use super::message::{Effect, Message, Wish};
use super::model::{Model, Screen};
use super::play::{self, Phase, Play};
use super::stage::{Focus, Stage, index};
use crate::lesson::LessonRun;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::sim::event::{LEDGERS, Ledger};
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
    lesson: String,
    /// The talk's own run while another one is on the stage.
    kept: Option<Kept>,
    /// The lesson was saved during an excursion: its card is to begin anew.
    renewed: bool,
    /// Leaving was asked for once.
    leaving: bool,
}

/// The talk's own run.
enum Kept {
    Lesson(Box<Play>),
    Run(Box<(RunOptions, Timeline)>),
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

/// Whether hands are to be counted: a question or a choice of the lesson is open.
pub fn asks(model: &Model) -> bool {
    let open = |play: &Play| matches!(play.phase, Phase::Asking | Phase::Choosing);
    model.in_lesson() && model.play.as_ref().is_some_and(open)
}

/// Whether what is on the stage is an excursion, and not the talk's own run.
pub fn is_away(model: &Model) -> bool {
    let Some(present) = &model.present else { return false };
    present.kept.is_some() || (model.play.is_some() && !model.in_lesson())
}

/// The hands for the question that is on the screen.
pub fn tally(model: &Model) -> Option<&Tally> {
    model.present.as_ref()?.hands.get(&scene(model)?)
}

/// The scene on the screen that asks something, or whose answer shows.
fn scene(model: &Model) -> Option<String> {
    let play = model.play.as_ref().filter(|_| model.in_lesson())?;
    let polls = matches!(play.phase, Phase::Asking | Phase::Choosing | Phase::Answered);
    let stop = play.here().filter(|_| polls)?;
    let name = play.run.scene(stop).id.as_ref().map(|id| id.value.clone());
    Some(name.unwrap_or_else(|| format!("#{}", play.run.stops()[stop].scene)))
}

/// The talk's lesson, also while something else is on the stage.
pub fn own(model: &Model) -> Option<&Play> {
    match model.present.as_ref().and_then(|present| present.kept.as_ref()) {
        Some(Kept::Lesson(play)) => Some(play),
        Some(Kept::Run(_)) => None,
        None => model.play.as_ref(),
    }
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
    }
    model.settle();
    None
}

fn count(model: &mut Model, change: impl FnOnce(&mut Tally)) {
    let Some(scene) = scene(model).filter(|_| asks(model)) else { return };
    if let Some(tally) = model.present.as_mut().and_then(|present| present.hands.get_mut(&scene)) {
        change(tally);
    }
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
        return super::update::update(model, Message::Scene);
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
            Some(stop) => play::go_to(model, stop),
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

/// What the machine does, beside the hands; at a choice, the way that has the most of them.
fn reveal(model: &mut Model) -> Option<Effect> {
    if let Some(present) = &mut model.present {
        present.begun = true;
        present.jump = None;
    }
    let choosing = model.play.as_ref().is_some_and(|play| play.phase == Phase::Choosing);
    if !choosing {
        return super::update::update(model, Message::Reveal);
    }
    let way = tally(model).map_or(0, |tally| tally.most().unwrap_or(tally.at()));
    if let Some(play) = &mut model.play {
        play.cursor = way;
    }
    super::update::update(model, Message::Enter)
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

/// Back to the place of the talk, from wherever: a sheet, another run, the full stage.
pub fn to_place(model: &mut Model) {
    model.overlays.clear();
    model.draft = None;
    model.screen = Screen::Stage;
    let away = is_away(model);
    let Some(present) = &mut model.present else { return };
    present.big = true;
    present.jump = None;
    match present.kept.take() {
        Some(Kept::Lesson(play)) => {
            model.play = Some(*play);
            resume(model);
        }
        Some(Kept::Run(run)) => {
            let pace = model.stage.as_ref().map(|stage| stage.pace);
            let mut stage = Stage::new(run.0, run.1);
            stage.pace = pace.unwrap_or(stage.pace);
            model.stage = Some(stage);
        }
        None if away => resume(model),
        None => {}
    }
    if away && let Some(stage) = &mut model.stage {
        // What the last beat did is marked again.
        stage.go(stage.timeline.at());
    }
    model.settle();
}

fn resume(model: &mut Model) {
    match model.present.as_mut().is_some_and(|present| std::mem::take(&mut present.renewed)) {
        true => play::back_to_lesson(model),
        false => play::resume(model),
    }
}

/// Keeps the talk's own run before another one takes its place; of several in a row, the first. The lesson itself stays in the model
/// unless it, too, is about to go.
pub fn keep(model: &mut Model, lesson_goes: bool) {
    let Some(present) = model.present.as_mut().filter(|present| present.kept.is_none()) else { return };
    match (model.play.take_if(|_| lesson_goes), &model.play, &model.stage) {
        (Some(play), ..) => present.kept = Some(Kept::Lesson(Box::new(play))),
        (None, None, Some(stage)) => {
            present.kept = Some(Kept::Run(Box::new((stage.options.clone(), stage.timeline.clone()))));
        }
        _ => {}
    }
}

/// A lesson begins, or begins again: it is the talk's own run now.
pub fn begin(model: &mut Model) {
    let Some(present) = &mut model.present else { return };
    present.kept = None;
    let id = model.play.as_ref().map_or("", |play| play.run.lesson().id());
    if present.lesson != id {
        present.lesson = id.to_owned();
        present.hands.clear();
    }
}

/// The lesson was saved during an excursion: the talk goes on in the new one when it comes back.
pub fn exchange(model: &mut Model, run: LessonRun) {
    let play = Play::new(run);
    if let Some(present) = &mut model.present {
        present.renewed = true;
    }
    match model.present.as_mut().map(|present| &mut present.kept) {
        Some(Some(kept @ Kept::Lesson(_))) => *kept = Kept::Lesson(Box::new(play)),
        _ => model.play = Some(play),
    }
}

/// After each wish: who asks needs somewhere to count.
pub fn follow(model: &mut Model) {
    if let (Some(present), Some(play)) = (&mut model.present, &model.play)
        && present.lesson.is_empty()
    {
        present.lesson = play.run.lesson().id().to_owned();
    }
    let Some(scene) = scene(model) else { return };
    let options = match &model.play {
        Some(play) if play.phase == Phase::Choosing => play.here().map_or(0, |stop| play.run.ways(stop).len()),
        Some(play) => play.questions.as_ref().map_or(0, |both| both[0].options.len()),
        None => 0,
    };
    let Some(present) = &mut model.present else { return };
    let known = present.hands.entry(scene).or_insert_with(|| Tally::new(options));
    if known.options() != options {
        *known = Tally::new(options);
    }
}

/// Takes up a talk that broke off.
pub fn take_up(model: &mut Model, scene: usize, step: usize) {
    if let Some(present) = &mut model.present {
        present.begun = true;
    }
    match &mut model.play {
        Some(play) => {
            if let Some(stop) = scene.checked_sub(1) {
                play.run.go_to(stop);
            }
            play.run.stand_at(step);
            play::back_to_lesson(model);
        }
        None => {
            if let Some(stage) = &mut model.stage {
                stage.go(step.min(stage.timeline.len()));
            }
        }
    }
    model.notice = Some(model.text("notice-taken-up"));
    follow(model);
    model.settle();
}
