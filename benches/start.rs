//! What a start takes until the first screen is there: the whole program, on the home screen, a run
//! and a lesson; one frame; and the bytes of one frame.
//!
//! A start is a process of its own: what is read once is read in each. In plain mode it says the
//! first screen as lines of text, and ends as there is nobody who types.

use std::process::{Command, Stdio};
use std::sync::Arc;

use divan::Bencher;
use mapi_teardown::headless::film::{Film, FilmScreen};
use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::tui::keymap::Key;
use mapi_teardown::tui::{Encoder, Start};
use ratatui::buffer::Buffer;

const RUN: &str = "store-logoff";
const LESSON: &str = "02-orderly-logoff";

fn main() {
    divan::main();
}

#[divan::bench(args = ["", RUN, LESSON])]
fn start(bencher: Bencher<'_, '_>, run: &str) {
    let nowhere = std::env::temp_dir().join("teardown-bench-no-home");
    bencher.bench_local(|| {
        let status = Command::new(env!("CARGO_BIN_EXE_teardown"))
            .args([run, "--plain"].into_iter().filter(|word| !word.is_empty()))
            .env_clear()
            .env("HOME", &nowhere)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok_and(|status| status.success()));
    });
}

/// A lesson in the middle of its run, on a screen of 120 columns and 36 rows.
fn film() -> Film {
    let lesson = Arc::new(Lesson::find(LESSON).expect("is bundled"));
    let run = LessonRun::new(lesson).expect("runs");
    let screen = FilmScreen { size: (120, 36), ..FilmScreen::default() };
    let mut film = Film::new(Start::Lesson(Box::new(run)), None, &screen, true);
    film.begin();
    film
}

/// One frame drawn.
#[divan::bench]
fn frame(bencher: Bencher<'_, '_>) {
    let film = film();
    bencher.bench_local(|| film.picture());
}

/// One frame as bytes, on a cleared screen.
#[divan::bench]
fn encode(bencher: Bencher<'_, '_>) {
    let picture = film().picture();
    encoded(bencher, None, &picture);
}

/// One frame as bytes, after the one before.
#[divan::bench]
fn encode_what_changed(bencher: Bencher<'_, '_>) {
    let mut film = film();
    let before = film.picture();
    film.press(Key::Right);
    encoded(bencher, Some(&before), &film.picture());
}

fn encoded(bencher: Bencher<'_, '_>, before: Option<&Buffer>, picture: &Buffer) {
    let mut out = String::new();
    bencher.bench_local(|| {
        out.clear();
        Encoder::default().encode(before, picture, &mut out);
        out.len()
    });
}
