//! Plays a script on the stage, on the clock of its film.
//!
//! What is expected and is not so is collected; what cannot be done ends the script there. It must not know the command line.

use std::sync::Arc;
use std::time::Duration;

use super::condition::Wanted;
use super::{Command, Script};
use crate::diagnostic::{Diagnostic, Place};
use crate::headless::film::Film;
use crate::headless::paint::Paper;
use crate::headless::svg;
use crate::lesson::grade::Feedback;
use crate::lesson::library::Lesson;
use crate::lesson::play::{LessonRun, Moved};
use crate::lesson::run::run_options;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::tui::keymap::Key;
use crate::tui::message::Message;
use crate::tui::model::Context;
use crate::tui::update::update;

/// What is said of a command is said of its whole line.
const WHOLE_LINE: u32 = 200;

/// A script while it plays.
pub struct Player<'a> {
    /// The stage.
    pub film: Film,
    script: &'a Script,
    lesson: Option<LessonRun>,
    feedback: Option<Feedback>,
    outcome: Outcome,
}

/// What came of a script.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Expectations that were looked at.
    pub expectations: usize,
    /// What was not as expected, or could not be done.
    pub failures: Vec<Diagnostic>,
    /// Names of moments, with the virtual time of each.
    pub marks: Vec<(Duration, String)>,
    /// Pictures, by their file names.
    pub stills: Vec<(String, Vec<u8>)>,
    /// Virtual time that passed.
    pub time: Duration,
}

/// Why a command failed: what was wanted, and what there was.
struct Failed {
    wanted: String,
    got: String,
    /// Whether nothing after it makes sense.
    fatal: bool,
}

impl Failed {
    fn fatal(wanted: impl Into<String>, got: impl Into<String>) -> Self {
        Self { wanted: wanted.into(), got: got.into(), fatal: true }
    }
}

/// Plays a script; `name` is its file.
pub fn play(
    script: &Script,
    name: &str,
    options: RunOptions,
    timeline: Timeline,
    lesson: Option<Arc<Lesson>>,
) -> Result<Outcome, Vec<Diagnostic>> {
    let lesson = lesson.map(LessonRun::new).transpose()?;
    let title = lesson.as_ref().map(|it| it.lesson().file.title.value.get(script.screen.lang).to_owned());
    let film = Film::new(options, timeline, title, &script.screen, false);
    let mut player = Player { film, script, lesson, feedback: None, outcome: Outcome::default() };
    for (line, command) in &script.commands {
        if let Err(failed) = player.take(command) {
            let place = Place { line: *line, column: 1, length: WHOLE_LINE };
            let message = format!("wanted {}; got: {}", failed.wanted, failed.got);
            player.outcome.failures.push(Diagnostic::error("expectation", name, Some(place), message));
            if failed.fatal {
                break;
            }
        }
    }
    player.outcome.time = player.film.clock();
    Ok(player.outcome)
}

impl Player<'_> {
    /// The scene of the lesson that is shown.
    pub fn scene_name(&self) -> Option<String> {
        let lesson = self.lesson.as_ref()?;
        let stop = lesson.current()?;
        let id = lesson.scene(stop).id.as_ref().map(|id| id.value.clone());
        Some(id.unwrap_or_else(|| (lesson.stops()[stop].scene + 1).to_string()))
    }

    /// Whether the last answer was right.
    pub fn was_right(&self) -> Option<bool> {
        self.feedback.as_ref().map(Feedback::is_right)
    }

    fn take(&mut self, command: &Command) -> Result<(), Failed> {
        match command {
            Command::Key { key, count, every } => {
                for done in 0..*count {
                    if !self.film.press(*key) {
                        let got = format!("it does nothing here (pressed {done} times, step {})", self.film.place());
                        return Err(Failed::fatal(format!("the key {}", key.name(true)), got));
                    }
                    self.pass(*every);
                }
                Ok(())
            }
            Command::Type(text) => {
                // Elsewhere a letter is a key, and would do something that was not meant.
                let typed = self.film.model.context() == Context::Typing && text.chars().all(|c| self.film.press(Key::Char(c)));
                if typed { Ok(()) } else { Err(Failed::fatal(format!("{text:?} to be typed"), "nothing here is typed into")) }
            }
            Command::Wait(time) => {
                self.pass(*time);
                Ok(())
            }
            Command::WaitUntil(wanted, limit) => self.wait(wanted, *limit),
            Command::Mark(name) => {
                self.outcome.marks.push((self.film.clock(), name.clone()));
                Ok(())
            }
            Command::Still(name) => self.still(name),
            Command::Expect(wanted) => {
                self.outcome.expectations += 1;
                wanted.check(self).map_err(|got| Failed { wanted: wanted.words(), got, fatal: false })
            }
            of_lesson => self.teach(of_lesson),
        }
    }

    /// Lets so much time pass, with every frame of it.
    fn pass(&mut self, time: Duration) {
        let end = self.film.clock() + time;
        while self.film.clock() < end {
            self.film.tick(end - self.film.clock());
        }
    }

    fn wait(&mut self, wanted: &Wanted, limit: Duration) -> Result<(), Failed> {
        let end = self.film.clock() + limit;
        loop {
            let Err(got) = wanted.check(self) else { return Ok(()) };
            let left = end.saturating_sub(self.film.clock());
            if left.is_zero() {
                let wanted = format!("{} within {} ms", wanted.words(), limit.as_millis());
                return Err(Failed::fatal(wanted, got));
            }
            // Where nothing moves the rest of the time changes nothing, and passes at once.
            self.film.tick(left);
        }
    }

    fn still(&mut self, name: &str) -> Result<(), Failed> {
        let mut bytes = Vec::new();
        let options = self.film.model.stage.as_ref().map_or(String::new(), |stage| stage.options.to_string());
        let paper = Paper::of(self.film.model.theme.look);
        let drawn = svg::still(&self.film.picture(), paper, &self.script.run, &options, &mut bytes);
        drawn.map_err(|error| Failed::fatal(name, error.to_string()))?;
        self.outcome.stills.retain(|(known, _)| known != name);
        self.outcome.stills.push((name.to_owned(), bytes));
        Ok(())
    }

    /// Commands about the lesson; the stage follows it.
    fn teach(&mut self, command: &Command) -> Result<(), Failed> {
        let lang = self.script.screen.lang;
        let Some(lesson) = &mut self.lesson else { return Err(Failed::fatal("a lesson", "the run is none")) };
        let here = lesson.current().ok_or_else(|| Failed::fatal("a scene", "the lesson is before its first one"));
        match command {
            Command::NextScene => return self.next_scene(),
            Command::WalkThrough => return self.walk_through(),
            Command::Answer(names) => {
                self.feedback = lesson.answer(here?, names);
                self.asked()?;
            }
            Command::AnswerRight => {
                let stop = here?;
                let truth = lesson.truth(stop);
                let names = truth.map(|truth| truth.facts.into_iter().map(|fact| fact.name).collect::<Vec<_>>());
                self.feedback = names.and_then(|names| lesson.answer(stop, &names));
                self.asked()?;
            }
            Command::GiveUp => {
                self.feedback = lesson.give_up(here?);
                self.asked()?;
            }
            Command::Hint => {
                let stop = here?;
                lesson.hint(stop, lang).ok_or_else(|| Failed::fatal("a hint", "the scene asks nothing"))?;
            }
            Command::Choose(way) => {
                let stop = here?;
                let known: Vec<String> = lesson.ways(stop).iter().map(|way| way.value.name.value.clone()).collect();
                if !known.contains(way) {
                    return Err(Failed::fatal(format!("the way {way:?}"), format!("the ways here: {}", known.join(", "))));
                }
                let chosen = lesson.choose(stop, way);
                chosen.map_err(|found| Failed::fatal(format!("the way {way:?}"), texts(&found)))?;
                self.follow_way()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn asked(&self) -> Result<(), Failed> {
        match self.feedback {
            Some(_) => Ok(()),
            None => Err(Failed::fatal("a question", "the scene asks nothing")),
        }
    }

    fn next_scene(&mut self) -> Result<(), Failed> {
        let moved = self.lesson.as_mut().map(LessonRun::next_scene);
        self.follow();
        match moved {
            Some(Moved::Asks(_)) => {
                let name = self.scene_name().unwrap_or_default();
                Err(Failed::fatal("the next scene", format!("scene {name} asks something first")))
            }
            _ => Ok(()),
        }
    }

    /// Through all scenes that are left: what is asked is answered with what the run says, and each must be found right.
    fn walk_through(&mut self) -> Result<(), Failed> {
        while let Some(lesson) = &self.lesson {
            if let Some(stop) = lesson.current() {
                let scene = lesson.scene(stop);
                let way = scene.choose.as_ref().and_then(|it| it.ways.value.first()).map(|way| way.value.name.value.clone());
                let settled = !lesson.asks(stop);
                if scene.predict.is_some() && !settled {
                    self.teach(&Command::AnswerRight)?;
                    self.outcome.expectations += 1;
                    if self.was_right() != Some(true) {
                        let name = self.scene_name().unwrap_or_default();
                        return Err(Failed::fatal(
                            format!("scene {name} to take the run's own answer"),
                            format!("{:?}", self.feedback),
                        ));
                    }
                }
                if let Some(way) = way.filter(|_| !settled) {
                    self.teach(&Command::Choose(way))?;
                }
            }
            let Some(lesson) = &mut self.lesson else { break };
            let before = lesson.current();
            let moved = lesson.next_scene();
            let stuck = lesson.current() == before;
            self.follow();
            match moved {
                Moved::Scene(_) if !stuck => {}
                Moved::Asks(_) => return self.next_scene(),
                _ => break,
            }
        }
        Ok(())
    }

    /// The stage goes where the lesson is.
    fn follow(&mut self) {
        let place = self.lesson.as_ref().map(|lesson| lesson.timeline().at());
        if let (Some(place), Some(stage)) = (place, &mut self.film.model.stage) {
            stage.play = None;
            stage.jump(place);
        }
        self.film.model.settle();
    }

    /// The stage takes the run of the way that was chosen.
    fn follow_way(&mut self) -> Result<(), Failed> {
        let Some(lesson) = &self.lesson else { return Ok(()) };
        let options = run_options(lesson.lesson(), lesson.way()).map_err(|found| Failed::fatal("the way", texts(&found)))?;
        let timeline = lesson.timeline().clone();
        let title = self.film.model.stage.as_ref().and_then(|stage| stage.title.clone());
        self.film.model.show(options, timeline);
        if let Some(stage) = &mut self.film.model.stage {
            stage.title = title;
        }
        let (w, h) = self.script.screen.size;
        update(&mut self.film.model, Message::Resize(w, h));
        self.follow();
        Ok(())
    }
}

fn texts(found: &[Diagnostic]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
