//! The hands of a room: for which scene they are counted, and what the machine does beside them.
//!
//! It must not know where a talk comes back to.

use crate::tui::model::Model;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::model::message::{Effect, Message};
use crate::tui::update::update;
use crate::workshop::Tally;

/// Whether hands are to be counted: a question or a choice of the lesson is open.
pub fn asks(model: &Model) -> bool {
    let open = |play: &Play| matches!(play.phase, Phase::Asking | Phase::Choosing);
    model.in_lesson() && model.play.as_ref().is_some_and(open)
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

pub(in crate::tui) fn count(model: &mut Model, change: impl FnOnce(&mut Tally)) {
    // A lesson may begin with a question: then nothing was done before the first digit.
    follow(model);
    let Some(scene) = scene(model).filter(|_| asks(model)) else { return };
    if let Some(tally) = model.present.as_mut().and_then(|present| present.hands.get_mut(&scene)) {
        change(tally);
    }
}

/// What the machine does, beside the hands; at a choice, the way that has the most of them. Who comes back to a choice wants to see
/// another way: then the mark decides, whatever the room wanted.
pub(in crate::tui) fn reveal(model: &mut Model) -> Option<Effect> {
    if let Some(present) = &mut model.present {
        present.begun = true;
        present.jump = None;
    }
    let choosing = model.play.as_ref().is_some_and(|play| play.phase == Phase::Choosing);
    if !choosing {
        return update(model, Message::Reveal);
    }
    let again = scene(model).zip(model.present.as_mut()).is_some_and(|(scene, present)| !present.chosen.insert(scene));
    let most = |tally: &Tally| tally.most().filter(|_| !again);
    let way = tally(model).map_or(0, |tally| most(tally).unwrap_or(tally.at()));
    if let Some(play) = &mut model.play {
        play.cursor = way;
    }
    update(model, Message::Enter)
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
