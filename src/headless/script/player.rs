//! Plays a script on the stage, on its film's clock.
//!
//! A failed expectation is recorded, and the script continues; a command that can't be carried out
//! ends the script. It must not know the command line.

use std::time::Duration;

use super::condition::Wanted;
use super::{Script, ScriptCommand};
use crate::diagnostic::{Diagnostic, Place};
use crate::headless::film::Film;
use crate::headless::paint::Paper;
use crate::headless::svg;
use crate::lesson::grade::Feedback;
use crate::tui::Start;
use crate::tui::keymap::Key;
use crate::tui::message::Message;
use crate::tui::model::Context;
use crate::tui::model::lesson::LessonStage;
use crate::tui::update::lesson as stage;

/// The width of an error that concerns a whole command, enough for any line.
pub const WHOLE_LINE: u32 = 200;

/// A script that is being played.
pub struct Player<'a> {
    /// The stage on which the script is played.
    pub film: Film,
    script: &'a Script,
    feedback: Option<Feedback>,
    outcome: ScriptReport,
}

/// The result of playing a script.
#[derive(Debug, Default)]
pub struct ScriptReport {
    /// The number of expectations that were checked.
    pub expectations: usize,
    /// The expectations that failed, and the commands that could not be carried out.
    pub failures: Vec<Diagnostic>,
    /// The virtual times that were recorded, with their names.
    pub marks: Vec<(Duration, String)>,
    /// The pictures, with their file names.
    pub stills: Vec<(String, Vec<u8>)>,
    /// The virtual time that passed.
    pub time: Duration,
}

/// Why a command failed: the expected and the actual value.
struct Failed {
    wanted: String,
    got: String,
    /// Whether the script can't continue after it.
    fatal: bool,
}

impl Failed {
    fn fatal(wanted: impl Into<String>, got: impl Into<String>) -> Self {
        Self { wanted: wanted.into(), got: got.into(), fatal: true }
    }
}

/// Plays a script; `name` is its file name.
pub fn play(script: &Script, name: &str, start: Start) -> ScriptReport {
    let film = Film::new(start, None, &script.screen, false);
    let mut player = Player { film, script, feedback: None, outcome: ScriptReport::default() };
    for (line, command) in &script.commands {
        let taken = player.take(command);
        player.remember();
        if let Err(failed) = taken {
            let place = Place { line: *line, column: 1, length: WHOLE_LINE };
            let message = format!("wanted {}; got: {}", failed.wanted, failed.got);
            player.outcome.failures.push(Diagnostic::error(
                "expectation",
                name,
                Some(place),
                message,
            ));
            if failed.fatal {
                break;
            }
        }
    }
    player.outcome.time = player.film.clock();
    player.outcome
}

impl Player<'_> {
    fn lesson(&self) -> Option<&LessonStage> {
        self.film.model.any_lesson()
    }

    /// Keeps the result of the last answer until there is another one.
    fn remember(&mut self) {
        if let Some(feedback) = self.lesson().and_then(|lesson| lesson.feedback.as_ref()) {
            self.feedback = Some(feedback.clone());
        }
    }

    /// Whether the last answer was right; `None` before the first.
    fn was_right(&self) -> Option<bool> {
        self.feedback.as_ref().map(Feedback::is_right)
    }

    fn take(&mut self, command: &ScriptCommand) -> Result<(), Failed> {
        match command {
            ScriptCommand::Key { key, count, every } => {
                for done in 0..*count {
                    if !self.film.press(*key) {
                        let got = format!(
                            "it does nothing here (pressed {done} times, step {})",
                            self.film.place()
                        );
                        return Err(Failed::fatal(format!("the key {}", key.name(true)), got));
                    }
                    self.pass(*every);
                }
                Ok(())
            }
            ScriptCommand::Type(text) => {
                // Elsewhere a letter is a key, and would do something unintended.
                let typed = self.film.model.context() == Context::Typing
                    && text.chars().all(|c| self.film.press(Key::Char(c)));
                if typed {
                    Ok(())
                } else {
                    Err(Failed::fatal(format!("{text:?} to be typed"), "nothing here takes text"))
                }
            }
            ScriptCommand::Click(..) | ScriptCommand::Wheel { .. } | ScriptCommand::Resize(..) => {
                self.film.send(match *command {
                    ScriptCommand::Click(x, y) => Message::Click(x, y),
                    ScriptCommand::Resize(w, h) => Message::Resize(w, h),
                    ScriptCommand::Wheel { up: true } => Message::Up,
                    _ => Message::Down,
                });
                Ok(())
            }
            ScriptCommand::Wait(time) => {
                self.pass(*time);
                Ok(())
            }
            ScriptCommand::WaitUntil(wanted, limit) => self.wait(wanted, *limit),
            ScriptCommand::Mark(name) => {
                self.outcome.marks.push((self.film.clock(), name.clone()));
                Ok(())
            }
            ScriptCommand::Still(name) => self.still(name),
            ScriptCommand::Expect(wanted) => {
                self.outcome.expectations += 1;
                wanted.check(&self.film, self.was_right()).map_err(|got| Failed {
                    wanted: wanted.words(),
                    got,
                    fatal: false,
                })
            }
            of_lesson => self.teach(of_lesson),
        }
    }

    /// Lets this much time pass, drawing every frame.
    fn pass(&mut self, time: Duration) {
        let end = self.film.clock() + time;
        while self.film.clock() < end {
            self.film.tick(end - self.film.clock());
        }
    }

    fn wait(&mut self, wanted: &Wanted, limit: Duration) -> Result<(), Failed> {
        let end = self.film.clock() + limit;
        loop {
            let Err(got) = wanted.check(&self.film, self.was_right()) else { return Ok(()) };
            let left = end.saturating_sub(self.film.clock());
            if left.is_zero() {
                let wanted = format!("{} within {} ms", wanted.words(), limit.as_millis());
                return Err(Failed::fatal(wanted, got));
            }
            // If nothing moves, the remaining time changes nothing and passes at once.
            self.film.tick(left);
        }
    }

    fn still(&mut self, name: &str) -> Result<(), Failed> {
        let mut bytes = Vec::new();
        let options =
            self.film.model.stage().map_or(String::new(), |stage| stage.options.to_string());
        let paper = Paper::of(self.film.model.theme.look);
        let drawn = svg::still(&self.film.picture(), paper, &self.script.run, &options, &mut bytes);
        drawn.map_err(|error| Failed::fatal(name, error.to_string()))?;
        self.outcome.stills.retain(|(known, _)| known != name);
        self.outcome.stills.push((name.to_owned(), bytes));
        Ok(())
    }

    /// Carries out commands about the lesson.
    fn teach(&mut self, command: &ScriptCommand) -> Result<(), Failed> {
        let lesson = self.lesson().ok_or_else(|| Failed::fatal("a lesson", "a plain run"))?;
        if *command == ScriptCommand::NextScene {
            return self.next_scene();
        }
        if *command == ScriptCommand::WalkThrough {
            return self.walk_through();
        }
        let stop = lesson.course.current().ok_or_else(|| {
            Failed::fatal("a scene", "the lesson has not reached its first scene")
        })?;
        match command {
            ScriptCommand::Answer(names) => self.answer(names),
            ScriptCommand::AnswerRight => {
                let truth = lesson.truth(stop);
                let names = truth
                    .map(|truth| truth.facts.into_iter().map(|fact| fact.name).collect::<Vec<_>>());
                self.answer(&names.unwrap_or_default())
            }
            ScriptCommand::GiveUp | ScriptCommand::Hint => {
                if lesson.course.scene(stop).predict.is_none() {
                    return Err(Failed::fatal("a question", "the scene asks nothing"));
                }
                if let Some(lesson) = self.film.model.lesson_mut() {
                    lesson.ask_here();
                }
                self.film.send(if *command == ScriptCommand::Hint {
                    Message::Hint
                } else {
                    Message::Reveal
                });
                Ok(())
            }
            ScriptCommand::Choose(way) => self.choose(stop, way),
            _ => Ok(()),
        }
    }

    fn answer(&mut self, names: &[String]) -> Result<(), Failed> {
        match stage::answer_by_names(&mut self.film.model, names) {
            true => Ok(()),
            false => Err(Failed::fatal("a question", "the scene asks nothing")),
        }
    }

    fn choose(&mut self, stop: usize, way: &str) -> Result<(), Failed> {
        let ways = self.lesson().map_or(&[][..], |lesson| lesson.course.ways(stop));
        let known: Vec<&str> = ways.iter().map(|way| way.value.name.value.as_str()).collect();
        let Some(at) = known.iter().position(|known| *known == way) else {
            return Err(Failed::fatal(
                format!("the way {way:?}"),
                format!("the ways here: {}", known.join(", ")),
            ));
        };
        stage::follow_way(&mut self.film.model, at);
        match self.film.model.overlays.is_empty() {
            true => Ok(()),
            false => Err(Failed::fatal(format!("the way {way:?}"), "its run cannot be built")),
        }
    }

    fn next_scene(&mut self) -> Result<(), Failed> {
        let asks = self
            .lesson()
            .and_then(|lesson| lesson.course.current().filter(|stop| lesson.course.asks(*stop)));
        if asks.is_some() {
            let name = self.film.scene_name().unwrap_or_default();
            return Err(Failed::fatal(
                "the next scene",
                format!("scene {name} asks a question first"),
            ));
        }
        let end = self.lesson().map_or(0, |lesson| lesson.stage.timeline.len());
        stage::travel(&mut self.film.model, end);
        Ok(())
    }

    /// Plays all remaining scenes: answers each question with the run's own answer, which must be
    /// accepted as right.
    fn walk_through(&mut self) -> Result<(), Failed> {
        while let Some(lesson) = self.lesson() {
            if let Some(stop) = lesson.course.current().filter(|stop| lesson.course.asks(*stop)) {
                let asked = lesson.course.scene(stop).predict.is_some()
                    && !lesson.course.mark(stop).is_some_and(|mark| mark.done);
                let way = lesson.course.ways(stop).first().map(|way| way.value.name.value.clone());
                if asked {
                    self.teach(&ScriptCommand::AnswerRight)?;
                    self.remember();
                    self.outcome.expectations += 1;
                    if self.was_right() != Some(true) {
                        let name = self.film.scene_name().unwrap_or_default();
                        let wanted = format!("scene {name} to accept the run's own answer");
                        return Err(Failed::fatal(wanted, format!("{:?}", self.feedback)));
                    }
                }
                if let Some(way) = way {
                    self.teach(&ScriptCommand::Choose(way))?;
                }
            }
            let before = self.lesson().and_then(|lesson| lesson.course.current());
            self.next_scene()?;
            if self.lesson().and_then(|lesson| lesson.course.current()) == before {
                break;
            }
        }
        Ok(())
    }
}
