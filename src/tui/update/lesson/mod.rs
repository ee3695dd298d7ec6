//! A lesson on the stage: whether the learner reads, answers or looks, and what the keys mean meanwhile. What is right, the lesson
//! finds in its run.
//!
//! It must not know how anything is drawn.

mod answer;
mod go;

use std::sync::Arc;

use crate::tui::model::lesson::{Phase, Play};
pub use answer::{answer_by_names, answer_right, follow_way, mark_right, reveal};
pub use go::{follow, go_on, go_on_unless_ended, go_to, play_on, see, take, travel};

use crate::diagnostic::Diagnostic;
use crate::lesson::predict::Select;
use crate::lesson::run::run_options;
use crate::lesson::{Lesson, LessonRun};
use crate::sim::event::LEDGERS;
use crate::sim::ledgers::Item;
use crate::text::Lang;
use crate::tui::content::card;
use crate::tui::content::sheet::{Kind, Overlay};
use crate::tui::model::stage::{Focus, Picked, Stage, index};
use crate::tui::model::{Model, Screen};

/// Where the card of a question is scrolled to: the options are in view, and above them what has room.
const OPTIONS_IN_VIEW: usize = usize::MAX;

/// Opens a bundled lesson.
pub fn open(model: &mut Model, id: &str) {
    if let Some(play) = &model.play
        && play.run.lesson().id() == id
        && play.at() < play.run.timeline().len()
    {
        back_to_lesson(model);
        return;
    }
    match Lesson::find(id).and_then(|lesson| LessonRun::new(Arc::new(lesson))) {
        Ok(run) => begin(model, run),
        Err(found) => trouble(model, &found),
    }
}

pub(in crate::tui) fn trouble(model: &mut Model, found: &[Diagnostic]) {
    let texts = found.iter().map(|it| it.told(model.lang)).collect();
    model.overlays.push(Overlay::new(Kind::Trouble(texts)));
}

/// Begins a lesson, where it was left if it was left halfway; then the learner is asked.
pub fn begin(model: &mut Model, run: LessonRun) {
    let Some(known) = model.kept.lessons.get(run.lesson().id()) else { return start(model, run) };
    let run = known.resume(run);
    if run.is_halfway() {
        start(model, run);
        model.overlays.push(Overlay::new(Kind::Resume));
        return;
    }
    match if run.is_over() { run.anew() } else { Ok(run) } {
        Ok(run) => start(model, run),
        Err(found) => trouble(model, &found),
    }
}

/// Begins the lesson that is played anew.
pub fn anew(model: &mut Model) {
    match model.play.as_ref().map(|play| play.run.anew()) {
        Some(Ok(run)) => start(model, run),
        Some(Err(found)) => trouble(model, &found),
        None => {}
    }
}

/// Puts a lesson on the stage.
pub fn start(model: &mut Model, run: LessonRun) {
    model.play = Some(Play::new(run));
    crate::tui::update::talk::begin(model);
    back_to_lesson(model);
}

/// Puts the lesson's own run on the stage, where the lesson is.
pub fn back_to_lesson(model: &mut Model) {
    put_on_stage(model);
    arrive(model);
}

/// The same, with the card as it was left.
pub fn resume(model: &mut Model) {
    put_on_stage(model);
    focus_on_scene(model);
    show_picks(model);
    model.settle();
}

fn put_on_stage(model: &mut Model) {
    let Some(play) = &model.play else { return };
    let options = run_options(play.run.lesson(), play.run.way()).unwrap_or_default();
    let mut stage = Stage::new(options, play.run.timeline().clone());
    if let Some(old) = &model.stage {
        stage.arrangement = old.arrangement;
        stage.pace = old.pace;
        stage.looping = old.looping;
    }
    model.stage = Some(stage);
    model.screen = Screen::Stage;
    model.overlays.clear();
}

/// What the card shows at a place that was just reached.
pub(in crate::tui) fn arrive(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    play.reset();
    let at = play.at();
    play.phase = match (play.take_due(), play.here()) {
        (Some(stop), _) => Phase::Why(stop),
        (None, Some(_)) => Phase::Text,
        (None, None) => Phase::Free,
    };
    let stops = play.run.stops();
    play.waiting.retain(|(stop, _)| stops[*stop].place <= at);
    show_picks(model);
    if let Some(play) = &model.play
        && play.phase == Phase::Text
        && let Some(stop) = play.here()
    {
        let asks = play.run.asks(stop);
        focus_on_scene(model);
        if asks {
            ask(model, stop);
            if !card::has_room(model)
                && let Some(play) = &mut model.play
            {
                play.reset();
                play.phase = Phase::Text;
                show_picks(model);
                focus_on_scene(model);
            }
        }
    }
    model.settle();
}

/// Focuses what the scene is about.
fn focus_on_scene(model: &mut Model) {
    let (lang, theme) = (model.lang, model.theme);
    let name = model.play.as_ref().and_then(Play::scene).and_then(|scene| scene.focus.as_ref()).map(|focus| focus.value.clone());
    let Some(stage) = &mut model.stage else { return };
    stage.focus = Focus::Run;
    let Some(name) = name else { return };
    match LEDGERS.into_iter().find(|ledger| ledger.name() == name) {
        Some(ledger) => stage.focus = Focus::Ledger(ledger),
        None => {
            if let Some(item) = LEDGERS.into_iter().find_map(|ledger| stage.ledgers().find(ledger, &name)) {
                stage.select(item, lang, theme);
            }
        }
    }
}

/// Shows what the scene here asks, if it still shows its text.
pub fn ask_here(model: &mut Model) {
    if let Some(play) = model.play.as_ref().filter(|play| play.phase == Phase::Text)
        && let Some(stop) = play.here()
    {
        ask(model, stop);
    }
}

/// Shows the question of a stop, or its choice once that is answered.
pub(in crate::tui) fn ask(model: &mut Model, stop: usize) {
    let Some(play) = &mut model.play else { return };
    play.reset();
    if !play.is_open(stop) {
        let way = |name: &str| play.run.ways(stop).iter().position(|way| way.name.value == name);
        play.cursor = play.run.way().and_then(way).unwrap_or(0);
        play.phase = Phase::Choosing;
        return;
    }
    let both = [Lang::En, Lang::PtBr].map(|lang| play.run.question(stop, lang));
    let [Some(mut en), Some(mut pt)] = both else { return };
    if let (Some(ledger), Some(stage)) = (en.ledger, &model.stage) {
        // In the order of the panel; what is not in it comes last.
        let scene = stage.scene(model.lang, model.theme);
        let mut sorted: Vec<(usize, Option<Item>, String)> = std::mem::take(&mut en.options)
            .into_iter()
            .map(|name| {
                let item = stage.ledgers().find(ledger, &name);
                let line = item.and_then(|item| scene.line_of(item)).unwrap_or(usize::MAX);
                (line, item, name)
            })
            .collect();
        sorted.sort_by_key(|(line, ..)| *line);
        play.items = sorted.iter().map(|(_, item, _)| *item).collect();
        en.options = sorted.into_iter().map(|(.., name)| name).collect();
        pt.options = en.options.clone();
    } else {
        play.items = vec![None; en.options.len()];
    }
    play.questions = Some([en, pt]);
    play.phase = Phase::Asking;
    play.scroll = OPTIONS_IN_VIEW;
    show_picks(model);
}

/// Shows the marks of the question in its panel, and the cursor as the selected line.
pub fn show_picks(model: &mut Model) {
    let (lang, theme) = (model.lang, model.theme);
    let (Some(play), Some(stage)) = (&model.play, &mut model.stage) else { return };
    stage.picks.clear();
    let Some(question) = play.question(lang) else { return };
    let place = |option: usize| play.picked.iter().position(|picked| *picked == option);
    for (option, item) in play.items.iter().enumerate() {
        let Some(item) = item else { continue };
        let picked = match (place(option), question.select) {
            (None, _) => Picked::No,
            (Some(place), Select::Ordered) => Picked::At(place + 1),
            (Some(_), _) => Picked::Yes,
        };
        stage.picks.push((*item, picked));
    }
    if play.phase != Phase::Asking {
        return;
    }
    match (play.items.get(play.cursor).copied().flatten(), question.ledger) {
        (Some(item), _) => stage.select(item, lang, theme),
        (None, Some(ledger)) => {
            stage.focus = Focus::Ledger(ledger);
            stage.selected[index(ledger)] = usize::MAX;
        }
        (None, None) => {}
    }
}
