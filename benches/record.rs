//! How fast recordings are made: frames of a cast beside those that ratatui's `TestBackend` draws
//! alone, and a lesson of sixty beats in every format.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use divan::Bencher;
use divan::counter::ItemsCount;
use mapi_teardown::headless::film::{Film, FilmScreen};
use mapi_teardown::headless::html::colours::PageScheme;
use mapi_teardown::headless::paint::Paper;
use mapi_teardown::headless::showing::{Showing, scenes};
use mapi_teardown::headless::{Transcript, cast, html, jsonl, markdown, mermaid, svg, text};
use mapi_teardown::lesson::LessonRun;
use mapi_teardown::run::{self, Run};
use mapi_teardown::sim::Timeline;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::{Start, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// 61 beats, and eight scenes with three questions.
const LESSON: &str = "02-orderly-logoff";

fn main() {
    divan::main();
}

fn showing<'a>(run: &'a Run, timeline: &'a Timeline) -> Showing<'a> {
    let transcript = Transcript {
        timeline,
        scenario: &run.scenario,
        lesson: run.lesson_id(),
        lang: Lang::En,
        steps: (1, timeline.len()),
        only: None,
        numbered: true,
    };
    let lesson = run.lesson.clone().expect("a lesson");
    Showing {
        transcript,
        title: Showing::title_of(Some(&lesson), &transcript),
        scenes: scenes(&lesson, timeline, Lang::En),
        lesson: Some(LessonRun::new(lesson).expect("runs")),
        screen: FilmScreen::default(),
    }
}

fn film(run: &Run) -> Film {
    let lesson = LessonRun::new(Arc::clone(run.lesson.as_ref().expect("a lesson"))).expect("runs");
    let mut film = Film::new(Start::Lesson(Box::new(lesson)), None, &FilmScreen::default(), false);
    film.begin();
    film
}

/// Plays the lesson, and lets somebody draw each frame of it. Gives their number.
fn frames(run: &Run, mut draw: impl FnMut(&Film)) -> usize {
    let mut film = film(run);
    let mut count = 0;
    while film.moves() {
        draw(&film);
        count += 1;
        film.tick(Duration::MAX);
    }
    count
}

/// Every frame of a lesson as a recording of a terminal.
#[divan::bench]
fn cast_with_every_frame(bencher: Bencher<'_, '_>) {
    let run = run::find(Some(LESSON.as_ref()), &[]).expect("a lesson");
    let timeline = run.timeline();
    let showing = showing(&run, &timeline);
    let count = frames(&run, |_| {});
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| cast::write(&showing, cast::Version::Two, &mut io::sink()));
}

/// The same frames, drawn by ratatui into its own backend for tests and written nowhere.
#[divan::bench]
fn test_backend_alone(bencher: Bencher<'_, '_>) {
    let run = run::find(Some(LESSON.as_ref()), &[]).expect("a lesson");
    let count = frames(&run, |_| {});
    let (w, h) = FilmScreen::default().size;
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        let mut terminal = Terminal::new(TestBackend::new(w, h)).expect("a backend");
        frames(&run, |film| {
            terminal.draw(|frame| view(&film.model, frame.buffer_mut())).expect("draws");
        })
    });
}

/// The run of the lesson and all its formats, one after the other.
#[divan::bench]
fn every_format() -> Vec<usize> {
    let run = run::find(Some(LESSON.as_ref()), &[]).expect("a lesson");
    let timeline = run.timeline();
    let showing = showing(&run, &timeline);
    let paper = Paper::of(showing.screen.look);
    let length = |write: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("is written");
        bytes.len()
    };
    vec![
        length(&|out| text::write(&showing.transcript, true, out)),
        length(&|out| markdown::write(&showing, out)),
        length(&|out| jsonl::write(&showing.transcript, out)),
        length(&|out| mermaid::write(&showing.transcript, &showing.title, out)),
        length(&|out| cast::write(&showing, cast::Version::Two, out)),
        length(&|out| cast::write(&showing, cast::Version::Three, out)),
        length(&|out| svg::still(&showing.film(true).picture(), paper, &showing.title, "", out)),
        length(&|out| svg::animated(&showing, out)),
        length(&|out| html::write(&showing, PageScheme::Reader, out)),
    ]
}
