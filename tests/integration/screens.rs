//! Pictures of every screen, and laws that hold for all of them.

mod by_use;
mod frames;
mod joints;
mod keys;
mod ledgers;
mod logs;
mod motion;
mod mouse;
mod sequence;
mod space;
mod stack;
mod violations;

use super::harness::screen::{picture_at as picture, press};
use mapi_teardown::scenario::RunOptions;
use mapi_teardown::sim::event::Ledger;
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::run::open_beside;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{Depth, Model, Settings, Start, keymap};
use proptest::prelude::*;

fn settings(lang: Lang) -> Settings {
    Settings { reduced_motion: true, depth: Depth::True, ..Settings::from_environment(lang) }
}

fn stage(word: &str, lang: Lang, size: (u16, u16)) -> Model {
    let options = RunOptions::parse(word).expect("a run");
    let mut model = tui::model(Start::Run(options), &settings(lang));
    update(&mut model, Message::Resize(size.0, size.1));
    assert!(model.stage().is_some(), "{word} can be built");
    model
}

#[test]
fn the_stage_in_both_languages_and_at_three_sizes() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (120, 36), (200, 60)] {
            let mut model = stage("store-logoff:world=busy", lang, size);
            press(&mut model, "1 1 1");
            let name = format!("stage-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model, size));
        }
    }
}

#[test]
fn the_home_screen_in_both_languages() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (120, 36)] {
            let mut model = tui::model(Start::Home, &settings(lang));
            update(&mut model, Message::Resize(size.0, size.1));
            insta::assert_snapshot!(
                format!("home-{}-{}x{}", lang.code(), size.0, size.1),
                picture(&model, size)
            );
        }
    }
}

#[test]
fn ascii_has_only_ascii() {
    let mut settings = settings(Lang::En);
    settings.ascii = true;
    let mut model = tui::model(Start::Run(RunOptions::path("store-logoff")), &settings);
    for keys in ["End", "?"] {
        press(&mut model, keys);
        update(&mut model, Message::Resize(120, 36));
        let picture = picture(&model, (120, 36));
        assert!(picture.is_ascii(), "{picture}");
    }
}

#[test]
fn every_beat_forward_and_back_is_the_same_picture() {
    let mut model = stage("store-logoff:world=plain", Lang::En, (120, 36));
    let size = (120, 36);
    let mut pictures = vec![picture(&model, size)];
    let beats = model.stage().map_or(0, |stage| stage.timeline.beats().len());
    for _ in 1..beats {
        press(&mut model, "Right");
        pictures.push(picture(&model, size));
    }
    for at in (0..beats - 1).rev() {
        press(&mut model, "Left");
        assert_eq!(picture(&model, size), pictures[at], "beat {at}");
    }
}

#[test]
fn without_colour_a_change_shows() {
    let mut settings = settings(Lang::En);
    settings.depth = Depth::None;
    let mut model = tui::model(Start::Run(RunOptions::path("store-logoff")), &settings);
    update(&mut model, Message::Resize(120, 36));
    press(&mut model, "1 1");
    let picture = picture(&model, (120, 36));
    let changed = model.stage().and_then(|stage| stage.marks.first(Ledger::StatusTable));
    assert!(changed.is_some());
    assert!(picture.lines().any(|line| line.contains("<│")), "{picture}");
}

#[test]
fn where_one_stands_and_when_a_rule_breaks_is_never_cut() {
    for (lang, later) in
        [(Lang::En, "will be broken at step "), (Lang::PtBr, "será violada no passo ")]
    {
        for size in [(80, 24), (60, 20), (30, 9)] {
            let mut model = stage("release:world=plain,bug=PB4", lang, size);
            let step =
                model.stage().map(|stage| stage.timeline.violations()[0].step).expect("a run");
            press(&mut model, "Right . .");
            let at = model.stage().map(|stage| stage.timeline.at()).expect("a run");
            let place = format!("{} {at}", if lang == Lang::En { "step" } else { "passo" });
            let title = picture(&model, size);
            assert!(
                title.lines().next().is_some_and(|line| line.trim_end().ends_with(&place)),
                "{title}"
            );
            press(&mut model, "r");
            let mut sheet = picture(&model, size);
            // A low sheet has it below the cause.
            press(&mut model, "PgDn");
            sheet += &picture(&model, size);
            let whole = sheet.replace(|c: char| !c.is_alphanumeric(), "");
            let later = format!("{later}{step}").replace(' ', "");
            assert!(size.0 < 60 || whole.contains(&later), "{sheet}");
        }
    }
}

#[test]
fn a_comparison_tells_apart_code_and_effects_and_names_the_flags_that_differ() {
    for (lang, first, flags) in [
        (Lang::En, "at first only in the code", "flags passed"),
        (Lang::PtBr, "a princípio só no código", "flags passadas"),
    ] {
        let size = (80, 40);
        let mut model = stage("store-logoff:world=plain", lang, size);
        open_beside(&mut model, RunOptions::parse("release:world=plain").expect("a run"));
        press(&mut model, "c");
        let sheet = picture(&model, size);
        assert!(sheet.contains(flags), "{sheet}");
        let line = sheet
            .lines()
            .find(|line| line.contains("▸ support-A.StoreLogoffTransports"))
            .unwrap_or_default();
        assert!(line.contains("LOGOFF_ABORT") && line.contains("LOGOFF_ORDERLY"), "{sheet}");
        let mut model = stage("store-logoff:world=plain", lang, size);
        open_beside(
            &mut model,
            RunOptions::parse("store-logoff:world=plain,provider=deferred").expect("a run"),
        );
        press(&mut model, "c");
        let sheet = picture(&model, size);
        assert!(sheet.contains(first), "{sheet}");
    }
}

#[test]
fn a_value_of_many_is_found_by_typing_at_home_and_in_what_if() {
    let mut model = tui::model(Start::Home, &settings(Lang::En));
    update(&mut model, Message::Resize(80, 24));
    press(&mut model, "Down Down Down Down / c b 1 1 Enter");
    assert_eq!(model.home.form.to_string(), "store-logoff:bug=CB11");
    press(&mut model, "Enter x Down Down Down Down Down Down / p l a i n Enter");
    assert!(picture(&model, (80, 24)).contains("changes step 1"), "{}", picture(&model, (80, 24)));
    press(&mut model, "Enter");
    let run = model.stage().map(|stage| stage.options.to_string());
    assert_eq!(run.as_deref(), Some("store-logoff:bug=CB11,world=plain"));
}

#[test]
fn in_a_window_without_room_keys_do_nothing_unseen() {
    let mut model = stage("store-logoff", Lang::En, (30, 8));
    press(&mut model, "Right Right x Esc");
    assert_eq!(model.stage().map(|stage| stage.timeline.at()), Some(0));
    assert!(model.overlays.is_empty());
    update(&mut model, Message::Resize(80, 24));
    press(&mut model, "End");
    assert!(picture(&model, (80, 24)).contains("Clean: no rule was broken"));
}

fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Right", "Left", "Up", "Down", "Home", "End", "Tab", "Enter", "Esc", "Space", ".", ",",
        "n", "o", "p", "+", "1", "2", "3", "4", "z", "w", "x", "c", "r", "?", "i", "T", "u", "U",
        "g", "7", "/", "R", "t", "s", "v", "a", "y", "N", "e", "<", ">", "J", "K",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_view_panics_at_any_size_in_any_language(
        keys in prop::collection::vec(any_key(), 0..25),
        sizes in prop::collection::vec((0u16..=200, 0u16..=60), 1..6),
        home in any::<bool>(),
        portuguese in any::<bool>(),
    ) {
        let lang = if portuguese { Lang::PtBr } else { Lang::En };
        let start = if home { Start::Home } else { Start::Run(RunOptions::path("store-logoff")) };
        let mut model = tui::model(start, &settings(lang));
        let mut at = 0;
        for (index, key) in keys.iter().enumerate() {
            if index % 4 == 0 {
                let (w, h) = sizes[at % sizes.len()];
                update(&mut model, Message::Resize(w, h));
                at += 1;
            }
            press(&mut model, key);
            let (w, h) = model.size;
            tui::render(&model, w, h);
        }
    }
}

/// The views that the stage opens, by their key.
const VIEWS: [(&str, &str); 6] = [
    ("readings", "R"),
    ("checklist", "t"),
    ("survives", "v"),
    ("glossary", "a"),
    ("sequence", "s"),
    ("situation", "y"),
];

#[test]
fn every_view_in_both_languages() {
    let size = (100, 34);
    for lang in [Lang::En, Lang::PtBr] {
        for (name, key) in VIEWS {
            let mut model = stage("store-logoff:world=plain", lang, size);
            press(&mut model, "1 1 1 Esc");
            press(&mut model, key);
            insta::assert_snapshot!(format!("view-{name}-{}", lang.code()), picture(&model, size));
        }
        let mut model = stage("store-logoff:world=plain", lang, size);
        press(&mut model, "/ l o g o f f");
        insta::assert_snapshot!(format!("view-search-{}", lang.code()), picture(&model, size));
        press(&mut model, "Enter");
        let first = model.stage().map(|stage| stage.timeline.at());
        press(&mut model, "n N");
        assert_eq!(
            model.stage().map(|stage| stage.timeline.at()),
            first,
            "n and N are each other's way back"
        );
    }
}

#[test]
fn a_reading_that_is_turned_marks_only_what_differs() {
    let size = (110, 40);
    let mut model = stage("release:world=busy", Lang::En, size);
    press(&mut model, "R Right");
    let picture_of_it = picture(&model, size);
    insta::assert_snapshot!("view-reading-turned", picture_of_it);
    press(&mut model, "Enter");
    let stage = model.stage().expect("a run");
    assert_eq!(stage.options.all("reading"), ["C1=refuse-if-active"]);
    assert!(stage.ghost.is_some(), "the run as it was stays as a ghost");
}

#[test]
fn a_word_on_the_screen_leads_to_its_entry() {
    let size = (100, 34);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    press(&mut model, "Right a");
    let list = picture(&model, size);
    assert!(list.contains("On the screen") && list.contains("LOGOFF_ORDERLY"), "{list}");
    press(&mut model, "L O G O F F _ O R D Enter");
    let entry = picture(&model, size);
    insta::assert_snapshot!("view-entry", entry);
    press(&mut model, "Esc");
    assert!(picture(&model, size).contains("> LOGOFF_ORD"), "Esc leads back to the list");
    press(&mut model, "M A P I U");
    assert!(picture(&model, size).contains("> MAPIU_"), "what is typed then is another word");
    press(&mut model, "Enter");
    assert!(
        picture(&model, size).contains("Sixteen bytes"),
        "MAPIUID is nearer than MAPIUninitialize"
    );
}

#[test]
fn the_glossary_knows_a_term_in_both_languages() {
    let size = (100, 34);
    for word in ["objeto de suporte", "support object"] {
        let mut model = stage("store-logoff:world=plain", Lang::PtBr, size);
        press(&mut model, "a");
        for c in word.chars() {
            update(&mut model, Message::Char(c));
        }
        press(&mut model, "Enter");
        let entry = picture(&model, size);
        assert!(entry.contains("objeto de suporte (support object)"), "{entry}");
    }
}

#[test]
fn the_hint_line_tells_of_what_a_run_breaks_and_of_a_comparison() {
    let told = |model: &Model, key: &str| {
        keymap::hints(model).iter().any(|hint| hint.keys == key && hint.rank <= 3)
    };
    let whole = stage("store-logoff", Lang::En, (80, 24));
    assert!(!told(&whole, "r") && !told(&whole, "c"));
    let mut sick = stage("store-logoff:bug=PB5", Lang::En, (80, 24));
    assert!(told(&sick, "r"));
    press(&mut sick, "x Enter");
    assert!(told(&sick, "c"));
}
