//! A lesson on the stage: whether the learner reads, answers or looks, and what the keys mean meanwhile. What is right, the lesson
//! finds in its run.
//!
//! It must not know how anything is drawn.

mod answer;
mod go;

use std::sync::Arc;

pub use answer::{answer_by_names, answer_right, follow_way, mark_right};
pub use go::{follow, go_on, go_on_unless_ended, go_to, play_on, see, take, travel};

use super::card;
use super::marks::Item;
use super::model::{Model, Screen};
use super::named::item_named;
use super::overlay::{Kind, Overlay};
use super::stage::{Focus, Picked, Stage, index};
use crate::diagnostic::Diagnostic;
use crate::lesson::predict::Select;
use crate::lesson::run::run_options;
use crate::lesson::schema::Scene;
use crate::lesson::{Feedback, Lesson, LessonRun, Question};
use crate::sim::event::LEDGERS;
use crate::text::Lang;

/// What the card shows, and so what going on means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Between two scenes: the card says what the step did.
    Free,
    /// The text of the scene.
    Text,
    /// Its question.
    Asking,
    /// How the attempt compares; the step comes next.
    Answered,
    /// The explanation of a question, by its stop.
    Why(usize),
    /// Its choice.
    Choosing,
}
/// A lesson that is being played.
pub struct Play {
    /// The lesson, its run, and what was answered.
    pub run: LessonRun,
    /// What the card shows.
    pub phase: Phase,
    /// The question in both languages.
    pub questions: Option<[Question; 2]>,
    /// The line of each option in its panel.
    pub items: Vec<Option<Item>>,
    /// The option with the cursor, or the way.
    pub cursor: usize,
    /// Options that are marked, in the order of marking.
    pub picked: Vec<usize>,
    /// How the last attempt compares.
    pub feedback: Option<Feedback>,
    /// The learner asked for the answer.
    pub given_up: bool,
    /// The hint that shows, and its level.
    pub hint: Option<(usize, String)>,
    /// The first line of the card that shows.
    pub scroll: usize,
    /// The explanation that waits for its step: a stop and the step.
    waiting: Option<(usize, usize)>,
    /// Handing in nothing was asked for once.
    sure: bool,
}
impl Play {
    fn new(run: LessonRun) -> Self {
        Self {
            run,
            phase: Phase::Free,
            questions: None,
            items: Vec::new(),
            cursor: 0,
            picked: Vec::new(),
            feedback: None,
            given_up: false,
            hint: None,
            scroll: 0,
            waiting: None,
            sure: false,
        }
    }

    /// The stop of the scene at this place.
    pub fn here(&self) -> Option<usize> {
        self.run.current().filter(|stop| self.run.stops()[*stop].place == self.at())
    }

    fn at(&self) -> usize {
        self.run.timeline().at()
    }

    /// The name of the scene that was reached last: its own, or its number.
    pub fn scene_name(&self) -> Option<String> {
        let stop = self.run.current()?;
        let id = self.run.scene(stop).id.as_ref().map(|id| id.value.clone());
        Some(id.unwrap_or_else(|| (self.run.stops()[stop].scene + 1).to_string()))
    }

    /// The scene that the card is about.
    pub fn scene(&self) -> Option<&Scene> {
        match self.phase {
            Phase::Free => None,
            Phase::Why(stop) => Some(self.run.scene(stop)),
            _ => self.here().map(|stop| self.run.scene(stop)),
        }
    }

    /// The question in a language.
    pub fn question(&self, lang: Lang) -> Option<&Question> {
        self.questions.as_ref().map(|both| &both[usize::from(lang == Lang::PtBr)])
    }

    fn select(&self) -> Select {
        self.questions.as_ref().map_or(Select::Many, |both| both[0].select)
    }

    fn options(&self) -> usize {
        match self.phase {
            Phase::Choosing => self.here().map_or(0, |stop| self.run.ways(stop).len()),
            _ => self.questions.as_ref().map_or(0, |both| both[0].options.len()),
        }
    }

    /// Whether a question of a stop is not settled.
    fn is_open(&self, stop: usize) -> bool {
        self.run.scene(stop).predict.is_some() && !self.run.mark(stop).is_some_and(|mark| mark.done)
    }

    fn reset(&mut self) {
        self.questions = None;
        self.items.clear();
        self.cursor = 0;
        self.picked.clear();
        self.feedback = None;
        self.given_up = false;
        self.hint = None;
        self.scroll = 0;
        self.sure = false;
    }
}
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
        Ok(run) => start(model, run),
        Err(found) => trouble(model, &found),
    }
}
pub(super) fn trouble(model: &mut Model, found: &[Diagnostic]) {
    let texts = found.iter().map(ToString::to_string).collect();
    model.overlays.push(Overlay::new(Kind::Trouble(texts)));
}
/// Begins a lesson.
pub fn start(model: &mut Model, run: LessonRun) {
    model.play = Some(Play::new(run));
    back_to_lesson(model);
}
/// Puts the lesson's own run on the stage, where the lesson is.
pub fn back_to_lesson(model: &mut Model) {
    let Some(play) = &model.play else { return };
    let options = run_options(play.run.lesson(), play.run.way()).unwrap_or_default();
    let mut stage = Stage::new(options, play.run.timeline().clone());
    stage.has_card = true;
    if let Some(old) = &model.stage {
        stage.arrangement = old.arrangement;
        stage.pace = old.pace;
        stage.looping = old.looping;
    }
    model.stage = Some(stage);
    model.screen = Screen::Stage;
    model.overlays.clear();
    arrive(model);
}
/// What the card shows at a place that was just reached.
pub(super) fn arrive(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    play.reset();
    let at = play.at();
    play.phase = match (play.waiting, play.here()) {
        (Some((stop, step)), _) if at >= step => {
            play.waiting = None;
            Phase::Why(stop)
        }
        (_, Some(_)) => Phase::Text,
        (_, None) => Phase::Free,
    };
    if play.waiting.is_some_and(|(stop, _)| play.run.stops()[stop].place > at) {
        play.waiting = None;
    }
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
            if let Some(item) = LEDGERS.into_iter().find_map(|ledger| item_named(stage, ledger, &name)) {
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
fn ask(model: &mut Model, stop: usize) {
    let Some(play) = &mut model.play else { return };
    play.reset();
    if !play.is_open(stop) {
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
                let item = item_named(stage, ledger, &name);
                let line = item.and_then(|item| super::panel::line_of(&scene, item)).unwrap_or(usize::MAX);
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
