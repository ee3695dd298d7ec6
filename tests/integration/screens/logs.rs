//! The stage on a log of a real program: where a rule is broken, and where the log cannot tell.

use std::ffi::OsStr;

use mapi_teardown::run;
use mapi_teardown::tui::Start;

use super::*;

/// The stage on one of the logs of other implementations.
fn on_log(name: &str, lang: Lang, size: (u16, u16)) -> Model {
    // Tests run in the root: the pictures have this path, wherever the checkout lies.
    let path = format!("tests/logs/{name}.log");
    let run = run::find(Some(OsStr::new(&path)), &[]).expect("a log");
    let options = run.scenario.options.clone();
    let timeline = run.timeline();
    let mut model = tui::model(Start::Ready(options, Box::new(timeline)), &settings(lang));
    update(&mut model, Message::Resize(size.0, size.1));
    model
}

#[test]
fn a_log_that_breaks_a_rule() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (120, 36)] {
            let mut model = on_log("always-abort", lang, size);
            press(&mut model, "]");
            let name = format!("log-broken-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model, size));
        }
    }
}

#[test]
fn a_log_that_cannot_tell() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (120, 36)] {
            let mut model = on_log("store-only", lang, size);
            press(&mut model, "End r");
            let name = format!("log-unknown-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model, size));
        }
    }
}

#[test]
fn every_view_opens_on_every_log() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs");
    let names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    for name in names {
        for (lang, size) in [(Lang::En, (80, 24)), (Lang::PtBr, (120, 36))] {
            for keys in ["End w", "End r", "t", "s", "End c", "]", "/ S t o r e"] {
                let mut model = on_log(&name, lang, size);
                press(&mut model, keys);
                assert!(!picture(&model, size).trim().is_empty(), "{name} {keys}");
            }
        }
    }
}
