//! Pictures as pixels: what was painted is what was drawn, and the film stands as long as its run.

use std::fs;
use std::process::Output;

use super::RUN;
use crate::harness::{command_in, stderr};

/// Records into a file of this name.
fn recorded(name: &str, arguments: &[&str]) -> (Output, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = vec!["record", RUN, "-o", name];
    all.extend_from_slice(arguments);
    let output = command_in(folder.path(), &all).output().expect("the program runs");
    (output, fs::read(folder.path().join(name)).ok())
}

#[cfg(not(feature = "pictures"))]
#[test]
fn without_the_feature_it_is_said_how_to_get_it() {
    for name in ["a.png", "a.gif"] {
        let (output, file) = recorded(name, &["--lang", "en"]);
        assert_eq!((output.status.code(), file), (Some(2), None));
        assert!(stderr(&output).contains("--features pictures"), "{}", stderr(&output));
    }
}

#[cfg(feature = "pictures")]
mod painted {
    use super::{recorded, stderr};

    /// The bytes of a file, after two runs that must agree.
    fn picture(name: &str, arguments: &[&str]) -> Vec<u8> {
        let [first, second] = [(); 2].map(|()| {
            let (output, file) = recorded(name, arguments);
            assert!(output.status.success(), "{}", stderr(&output));
            file.expect("is written")
        });
        assert!(first == second, "{name} differs");
        first
    }

    /// Width, height and pixels, three bytes each.
    fn still(arguments: &[&str]) -> (u32, u32, Vec<u8>) {
        let bytes = picture("a.png", arguments);
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("fits")];
        let info = reader.next_frame(&mut pixels).expect("a picture");
        (info.width, info.height, pixels)
    }

    #[test]
    fn a_still_has_letters_in_the_colours_of_its_palette() {
        for (theme, ground, ink) in [
            ("dark", [0x15, 0x19, 0x1f], [0xd4, 0xd8, 0xde]),
            ("light", [0xfc, 0xfc, 0xfa], [0x20, 0x24, 0x2b]),
        ] {
            let (width, height, pixels) = still(&["--at", "Release", "--theme", theme]);
            assert_eq!((width, height), (120 * 9 * 2, 36 * 19 * 2));
            let share = |colour: [u8; 3]| {
                let same = pixels.chunks_exact(3).filter(|pixel| **pixel == colour).count();
                same as f64 / f64::from(width * height)
            };
            assert!(share(ground) > 0.6, "{theme}: {}", share(ground));
            assert!(share(ink) > 0.003, "{theme}: {}", share(ink));
        }
    }

    #[test]
    fn a_moment_reaches_the_picture() {
        let size = ["--size", "60x20"];
        let at = |step: &'static str| still(&[&size[..], &["--at", step]].concat());
        assert_eq!((at("1").0, at("1").1), (1080, 760));
        assert!(at("1").2 != at("40").2);
    }

    #[test]
    fn a_film_shows_the_run_for_as_long_as_the_terminal_would() {
        let arguments = ["--size", "60x20", "--speed", "20"];
        let bytes = picture("a.gif", &arguments);
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::Indexed);
        let mut film = options.read_info(&bytes[..]).expect("a GIF");
        assert_eq!((film.width(), film.height()), (540, 380));
        let (mut frames, mut time) = (0, 0);
        while let Some(frame) = film.read_next_frame().expect("a frame") {
            assert!(frame.delay >= 2, "players show it longer than it says");
            frames += 1;
            time += u64::from(frame.delay);
        }
        let cast = super::super::record("a.cast", &[&[super::RUN], &arguments[..]].concat());
        let (_, events) = super::super::cast::cast(&cast);
        let end = events.last().expect("an end").0 / 10;
        assert!(frames > 20, "{frames}");
        // The last frame stands three seconds.
        assert!((end..=end + 300).contains(&time), "{time} hundredths, the cast {end}");
    }
}
