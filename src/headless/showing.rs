//! What a recording shows: a run, the scenes of its lesson, and the screen on which it plays by
//! itself.
//!
//! It must not know a file format.

use std::io;
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::Transcript;
use super::film::{Film, FilmScreen};
use crate::lesson::LessonRun;
use crate::lesson::library::Lesson;
use crate::lesson::run::{Stop, resolve};
use crate::lesson::sources::Sources;
use crate::lesson::story::Story;
use crate::narrate::narrate;
use crate::scenario::catalogue;
use crate::sim::{Event, State, Timeline};
use crate::text::Lang;
use crate::tui::Start;
use crate::words::Words;

/// A scene of a lesson, with its place in the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SceneText {
    /// The number of steps taken when the scene begins.
    pub place: usize,
    /// The scene's id or, if it has none, its number from 1.
    pub name: String,
    /// The scene's explanation.
    pub say: Option<String>,
    /// The question that the scene asks.
    pub ask: Option<String>,
    /// The sources of the text, with their marks.
    pub sources: Sources,
}

/// The scenes that a run reaches.
pub fn scenes(lesson: &Lesson, timeline: &Timeline, lang: Lang) -> Vec<SceneText> {
    let (stops, _) = resolve(lesson, None, &Story::of(timeline));
    let text = |stop: &Stop| {
        let scene = &lesson.file.scenes[stop.scene].value;
        let ask = scene.predict.as_ref().and_then(|predict| predict.value.ask.as_ref());
        SceneText {
            place: stop.place,
            name: scene
                .id
                .as_ref()
                .map_or_else(|| (stop.scene + 1).to_string(), |id| id.value.clone()),
            say: scene.say.as_ref().map(|say| say.value.get(lang).to_owned()),
            ask: ask.map(|ask| ask.value.get(lang).to_owned()),
            sources: Sources::from(scene),
        }
    };
    stops.iter().map(text).collect()
}

/// A run that is recorded.
pub struct Showing<'a> {
    /// The run and the selection to print.
    pub transcript: Transcript<'a>,
    /// The heading, in the language of the output.
    pub title: String,
    /// The scenes of its lesson.
    pub scenes: Vec<SceneText>,
    /// The lesson itself, if its run is unchanged: it is then played with its questions.
    pub lesson: Option<LessonRun>,
    /// Size, palette and speed of the screen.
    pub screen: FilmScreen,
}

/// A moment in a recording.
pub enum Shot<'a> {
    /// A new frame of the stage.
    Picture(&'a Buffer),
    /// A scene or a beat begins.
    Mark(&'a str),
}

impl Showing<'_> {
    /// The title of a run: its lesson's or, without a lesson, its path's.
    pub fn title_of(lesson: Option<&Lesson>, transcript: &Transcript<'_>) -> String {
        let path = transcript.scenario.path.as_str();
        if transcript.timeline.recording().is_some() {
            return Words::of(transcript.lang).text("log-title");
        }
        match lesson {
            Some(lesson) => lesson.file.title.value.get(transcript.lang).to_owned(),
            None => catalogue::path(path)
                .map_or(path, |text| text.title.get(transcript.lang))
                .to_owned(),
        }
    }

    /// The stage at the start of the run, without a lesson's cards.
    pub fn film(&self, still: bool) -> Film {
        let options = self.transcript.scenario.options.clone();
        let title = self.transcript.lesson.map(|_| self.title.clone());
        let start = Start::Ready(options, Box::new(self.transcript.timeline.clone()));
        recorded(Film::new(start, title, &self.screen, still))
    }

    /// The stage, playing by itself.
    fn playing(&self, still: bool) -> Film {
        let mut film = match &self.lesson {
            Some(lesson) => {
                let start = Start::Lesson(Box::new(lesson.clone()));
                recorded(Film::new(start, None, &self.screen, still))
            }
            None => self.film(still),
        };
        film.begin();
        film
    }

    /// How many scenes have begun so far.
    fn begun(&self, film: &Film) -> usize {
        match film.model.any_lesson() {
            Some(lesson) => lesson.course.current().map_or(0, |stop| stop + 1),
            None => self.scenes.iter().filter(|scene| scene.place <= film.place()).count(),
        }
    }

    /// The sentence for a step; `after` is the state after it.
    pub fn sentence(&self, after: &State, event: &Event) -> String {
        narrate(self.transcript.timeline.machine().program(), after, event, self.transcript.lang)
    }

    /// Plays the run by itself from start to end, with every frame of its animations; times are
    /// those that the viewer sees.
    ///
    /// # Errors
    /// What `each` reports; the run stops there.
    pub fn play(&self, each: &mut dyn FnMut(u64, Shot<'_>) -> io::Result<()>) -> io::Result<()> {
        let mut film = self.playing(false);
        let mut scenes = 0;
        let mut place = 0;
        loop {
            let now = self.screen.shown(film.clock());
            each(now, Shot::Picture(&film.picture()))?;
            for scene in self.scenes.iter().take(self.begun(&film)).skip(scenes) {
                each(now, Shot::Mark(&scene.name))?;
                scenes += 1;
            }
            if place != film.place() {
                place = film.place();
                if let Some(stage) = film.model.stage()
                    && let Some(event) = stage.timeline.last_event()
                {
                    each(now, Shot::Mark(&self.sentence(stage.timeline.state(), event)))?;
                }
            }
            if !film.moves() {
                return Ok(());
            }
            film.tick(Duration::MAX);
        }
    }

    /// Visits everything that stays on the screen for a while when the run plays by itself: the
    /// run, the duration, and the picture.
    ///
    /// # Errors
    /// What `each` reports; the run stops there.
    pub fn stands(
        &self,
        each: &mut dyn FnMut(&Film, &Timeline, u64, &Buffer) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut film = self.playing(true);
        while let Some(time) = film.model.deadline() {
            let picture = film.picture();
            let Some(stage) = film.model.stage() else { return Ok(()) };
            each(&film, &stage.timeline, self.screen.shown(time), &picture)?;
            film.tick(Duration::MAX);
        }
        Ok(())
    }
}

/// The stage in the form in which recordings show it.
fn recorded(mut film: Film) -> Film {
    film.model.recorded = true;
    film
}
