//! A lesson on the stage: whether the learner reads, answers or looks, and what the keys mean meanwhile. What is right, the lesson
//! finds in its run.
//!
//! It must not know how anything is drawn.

use std::sync::Arc;

use super::card;
use super::marks::Item;
use super::message::{Effect, Message};
use super::model::{Model, Screen};
use super::named::item_named;
use super::overlay::{Kind, Overlay};
use super::stage::{Focus, Picked, Stage, index};
use crate::diagnostic::Diagnostic;
use crate::lesson::predict::Select;
use crate::lesson::run::run_options;
use crate::lesson::schema::Scene;
use crate::lesson::{Feedback, Lesson, LessonRun, Moved, Question};
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
    pub(super) fn new(run: LessonRun) -> Self {
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
    super::present::begin(model);
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
    stage.has_card = true;
    if let Some(old) = &model.stage {
        stage.arrangement = old.arrangement;
        stage.pace = old.pace;
    }
    model.stage = Some(stage);
    model.screen = Screen::Stage;
    model.overlays.clear();
}

/// What the card shows at a place that was just reached.
fn arrive(model: &mut Model) {
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

/// Shows the question of a stop, or its choice once that is answered.
pub(super) fn ask(model: &mut Model, stop: usize) {
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
fn show_picks(model: &mut Model) {
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

/// Goes on, first through what the card still has to say here.
pub fn go_on(model: &mut Model, to: usize) -> Option<Effect> {
    let play = model.play.as_mut()?;
    match (play.phase, play.here()) {
        (Phase::Text, Some(stop)) if play.run.asks(stop) => {
            ask(model, stop);
            return None;
        }
        (Phase::Asking | Phase::Choosing, _) => {
            model.notice = Some(model.text("notice-answer-first"));
            return None;
        }
        (Phase::Answered, Some(stop)) => {
            let step = play.feedback.as_ref().and_then(Feedback::step).unwrap_or(play.at());
            let explains = play.run.scene(stop).predict.as_ref().is_some_and(|predict| predict.why.is_some());
            play.waiting = explains.then_some((stop, step));
            if step > play.at() {
                travel(model, step);
            } else {
                arrive(model);
            }
            return None;
        }
        (Phase::Why(stop), Some(here)) if here != stop => {
            arrive(model);
            return None;
        }
        _ => {}
    }
    let play = model.play.as_ref()?;
    let before = (play.at(), play.run.current(), play.phase);
    travel(model, to);
    let play = model.play.as_ref()?;
    let stays = before.0 == play.at() && before.1 == play.run.current() && play.phase != Phase::Choosing;
    (stays && play.at() == play.run.timeline().len()).then(|| finish(model)).flatten()
}

/// Goes to a place, but not past a scene on the way forward.
pub fn travel(model: &mut Model, to: usize) {
    let Some(play) = &mut model.play else { return };
    let from = play.at();
    if to < from {
        play.run.back(to);
    } else if let Moved::Asks(stop) = play.run.forward(to) {
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
    play.waiting = None;
    play.run.back(to);
    sync(model, from);
}

/// Goes to the scene of a stop, from a list.
pub fn go_to(model: &mut Model, stop: usize) {
    let Some(play) = &mut model.play else { return };
    play.waiting = None;
    play.run.go_to(stop);
    back_to_lesson(model);
}

fn move_cursor(model: &mut Model, by: isize) {
    if let Some(play) = &mut model.play {
        let last = play.options().saturating_sub(1);
        play.cursor = play.cursor.saturating_add_signed(by).min(last);
    }
    show_picks(model);
}

fn mark(model: &mut Model) {
    let cursor = model.play.as_ref().map_or(0, |play| play.cursor);
    pick(model, cursor);
}

/// Marks an option, or takes the mark away.
fn pick(model: &mut Model, option: usize) {
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

fn hint(model: &mut Model) {
    let lang = model.lang;
    if let Some(play) = &mut model.play
        && let Some(stop) = play.here()
    {
        play.hint = play.run.hint(stop, lang);
        play.feedback = None;
        play.scroll = 0;
    }
}

pub(super) fn reveal(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here().filter(|_| play.phase == Phase::Asking) else { return };
    play.feedback = play.run.give_up(stop);
    play.given_up = true;
    play.hint = None;
    play.scroll = 0;
    play.phase = Phase::Answered;
}

fn hand_in(model: &mut Model) {
    let Some(play) = &mut model.play else { return };
    let Some(stop) = play.here() else { return };
    if play.phase == Phase::Choosing {
        return choose(model, stop);
    }
    if play.picked.is_empty() && play.select() == Select::One {
        play.picked.push(play.cursor);
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
    play.scroll = 0;
    play.sure = false;
    if play.feedback.as_ref().is_some_and(Feedback::is_right) {
        play.phase = Phase::Answered;
    }
    show_picks(model);
}

fn choose(model: &mut Model, stop: usize) {
    let Some(play) = &mut model.play else { return };
    let Some(way) = play.run.ways(stop).get(play.cursor) else { return };
    let (name, say) = (way.name.value.clone(), way.say.value.get(model.lang).to_owned());
    match play.run.choose(stop, &name) {
        Ok(()) => {
            play.waiting = None;
            back_to_lesson(model);
            model.notice = Some(model.words().with("notice-chosen", &[("way", say.trim().into())]));
        }
        Err(found) => trouble(model, &found),
    }
}

fn scroll(model: &mut Model, by: isize) {
    let last = card::last_scroll(model);
    if let Some(play) = &mut model.play {
        play.scroll = play.scroll.min(last).saturating_add_signed(by).min(last);
    }
}

/// The end: what was predicted wrong, and what comes next.
fn finish(model: &mut Model) -> Option<Effect> {
    let play = model.play.as_ref()?;
    let id = play.run.lesson().id().to_owned();
    let score = play.run.score();
    let score = (u32::try_from(score.right).ok()?, u32::try_from(score.questions).ok()?);
    if let Some(entry) = model.lessons.iter_mut().find(|entry| entry.id == id) {
        entry.done = true;
        entry.score = (score.1 > 0).then_some(score);
    }
    let regrets = play.run.recap(model.lang).iter().filter(|regret| regret.stop.is_some()).count();
    // What comes next is selected, not what went wrong.
    model.overlays.push(Overlay { selected: regrets, ..Overlay::new(Kind::Recap) });
    Some(Effect::Finished)
}

/// Plays on by itself: true if it goes on.
pub fn play_on(model: &mut Model) -> bool {
    let Some(play) = &model.play else { return false };
    let Some(next) = play.run.timeline().next_beat().filter(|_| play.phase == Phase::Free) else { return false };
    travel(model, next);
    model.play.as_ref().is_some_and(|play| play.phase == Phase::Free)
}
