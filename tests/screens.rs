//! Pictures of every screen, and laws that hold for all of them.

use mapi_teardown::scenario::RunOptions;
use mapi_teardown::sim::event::Ledger;
use mapi_teardown::sim::program::life_name;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::keymap::{self, Key};
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::run::open_beside;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Depth, Model, Settings, Start};
use proptest::prelude::*;
use ratatui::buffer::Buffer;

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

fn press(model: &mut Model, keys: &str) {
    for key in keys.split_whitespace() {
        let key = match key {
            "Right" => Key::Right,
            "Left" => Key::Left,
            "Up" => Key::Up,
            "Down" => Key::Down,
            "Home" => Key::Home,
            "End" => Key::End,
            "Tab" => Key::Tab,
            "Enter" => Key::Enter,
            "Esc" => Key::Escape,
            "Space" => Key::Char(' '),
            other => Key::Char(other.chars().next().expect("not empty")),
        };
        if let Some(message) = keymap::message(model, key) {
            update(model, message);
        }
    }
}

fn text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let row = |y: u16| {
        (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned()
    };
    (0..area.height).map(row).collect::<Vec<_>>().join("\n")
}

fn picture(model: &Model, size: (u16, u16)) -> String {
    text(&tui::render(model, size.0, size.1))
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

/// Ledgers before, keys, ledgers after: the rows and entries that are there, and the objects with
/// their counts.
fn ledgers(model: &Model) -> String {
    let stage = model.stage().expect("a run");
    let (state, program) = (stage.timeline.state(), stage.timeline.machine().program());
    let rows = state
        .rows
        .iter()
        .filter(|row| row.present)
        .map(|row| program.names.text(row.name).to_owned());
    let uids = state
        .uids
        .iter()
        .filter(|uid| uid.registered)
        .map(|uid| program.names.text(uid.name).to_owned());
    let objects = (0..state.objects.len() as u32)
        .map(mapi_teardown::sim::ObjectId)
        .filter(|object| {
            program.is_listed(state, *object) && program.object_name(state, *object).ends_with("-A")
        })
        .map(|object| {
            let it = state.object(object);
            format!("{}={}:{}", program.object_name(state, object), it.refs, life_name(it.life))
        });
    let join = |words: Vec<String>| words.join(" ");
    [join(rows.collect()), join(uids.collect()), join(objects.collect())].join(" | ")
}

#[test]
fn keys_move_the_ledgers() {
    let cases = [
        (
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
            "End",
            "R1 R2 R3 R5 R6 R8 | U-AB | logon-A=0:freed store-A=0:freed support-A=0:freed",
        ),
        (
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
            "End Home",
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
        ),
        (
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
            "2 2",
            "R1 R2 R3 R4 R5 R6 R8 | U-AB U-A' | logon-A=1:live store-A=0:freed support-A=0:live",
        ),
    ];
    for (before, keys, after) in cases {
        let mut model = stage("store-logoff:world=plain", Lang::En, (80, 24));
        assert_eq!(ledgers(&model), before);
        press(&mut model, keys);
        assert_eq!(ledgers(&model), after, "after {keys}");
    }
}

#[test]
fn what_is_gone_stays_in_its_place_and_is_struck() {
    let mut model = stage("store-logoff:world=plain", Lang::En, (120, 36));
    let before = picture(&model, (120, 36));
    press(&mut model, "End");
    let after = picture(&model, (120, 36));
    let line = |picture: &str, word: &str| picture.lines().position(|line| line.contains(word));
    for word in ["R4 ", "U-A ", "store-A", "logon-A"] {
        assert_eq!(line(&before, word), line(&after, word), "{word} has moved:\n{before}\n{after}");
    }
    assert!(after.lines().any(|line| line.contains("x R4 ") && line.contains("gone")), "{after}");
    let buffer = tui::render(&model, 120, 36);
    let struck = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::CROSSED_OUT))
        .count();
    assert!(struck > 20, "{struck}");
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
            let sheet = picture(&model, size);
            let whole = sheet.replace(|c: char| !c.is_alphanumeric(), "");
            let later = format!("{later}{step}").replace(' ', "");
            assert!(size.0 < 60 || whole.contains(&later), "{sheet}");
        }
    }
}

#[test]
fn a_comparison_tells_apart_code_and_effects_and_names_the_flags_that_differ() {
    for (lang, first, flags) in [
        (Lang::En, "at first only in their code", "Flags passed"),
        (Lang::PtBr, "de início só no código", "Flags passadas"),
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
        "g", "7", "/", "R", "t", "s", "v", "a", "y", "N", "e",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

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

#[test]
fn a_change_is_led_from_its_cause_to_its_effect() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=busy", Lang::En, size);
    model.reduced_motion = false;
    press(&mut model, "Right Right");
    assert!(model.is_moving(), "a count went down");
    let at = |model: &mut Model, passed: u64| {
        update(model, Message::Elapsed(std::time::Duration::from_millis(passed)));
        picture(model, size)
    };
    let cause = picture(&model, size);
    assert!(cause.contains("◆") && !cause.contains("1 → 0"), "{cause}");
    insta::assert_snapshot!("motion-half-way", at(&mut model, 100));
    let landed = at(&mut model, 90);
    assert!(landed.contains("1 → 0") && !landed.contains("◆"), "{landed}");
    let settled = at(&mut model, 60);
    assert!(!model.is_moving() && model.deadline().is_none());
    assert!(settled.contains("1 → 0 <"), "{settled}");
}

#[test]
fn any_key_completes_a_running_animation() {
    let mut model = stage("store-logoff:world=busy", Lang::En, (120, 36));
    model.reduced_motion = false;
    press(&mut model, "Right Right");
    assert!(model.is_moving());
    press(&mut model, "Tab");
    assert!(!model.is_moving());
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

/// Where a word stands on the screen.
fn find(model: &Model, size: (u16, u16), word: &str) -> (u16, u16) {
    let picture = picture(model, size);
    let (y, line) = picture
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(word))
        .expect("is on the screen");
    (line[..line.find(word).expect("is there")].chars().count() as u16, y as u16)
}

#[test]
fn a_drag_goes_along_the_timeline_only_if_it_began_there() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let at = |model: &Model| model.stage().map_or(0, |stage| stage.timeline.at());
    update(&mut model, Message::Drag(60));
    assert_eq!(at(&model), 0, "no button went down on it");
    update(&mut model, Message::Click(30, 34));
    let began = at(&model);
    update(&mut model, Message::Drag(60));
    assert!(at(&model) > began);
    update(&mut model, Message::Drag(0));
    assert_eq!(at(&model), 0);
}

#[test]
fn the_wheel_turns_in_the_ledger_under_the_pointer() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let (x, y) = find(&model, size, "R1 ");
    update(&mut model, Message::Wheel(false, (x, y)));
    assert_eq!(model.focused_ledger(), Some(Ledger::StatusTable));
    let (x, y) = find(&model, size, "store-A ");
    update(&mut model, Message::Wheel(false, (x, y)));
    assert_eq!(model.focused_ledger(), Some(Ledger::Objects));
}

#[test]
fn a_click_on_a_word_of_the_code_explains_it() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    press(&mut model, "Right");
    let (x, y) = find(&model, size, "LOGOFF_ORDERLY");
    update(&mut model, Message::Click(x + 3, y));
    assert!(picture(&model, size).contains("LOGOFF_ORDERLY") && model.overlays.len() == 1);
    update(&mut model, Message::Escape);
    update(&mut model, Message::Click(0, 0));
    assert!(model.overlays.is_empty(), "the brand is no word of MAPI");
}

#[test]
fn a_click_chooses_on_the_home_screen_and_the_next_one_opens() {
    for size in [(120, 36), (80, 24)] {
        let mut model = tui::model(Start::Home, &settings(Lang::En));
        update(&mut model, Message::Resize(size.0, size.1));
        let (x, y) = find(&model, size, "What do you see");
        update(&mut model, Message::Click(x + 1, y));
        let (x, y) = find(&model, size, "A ghost row");
        update(&mut model, Message::Click(x, y));
        assert!(model.overlays.is_empty(), "the first click chooses");
        update(&mut model, Message::Click(x, y));
        assert!(!model.overlays.is_empty() || model.stage().is_some(), "the second one opens");
    }
}

#[test]
fn a_click_selects_a_line_and_visits_a_place() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let (x, y) = find(&model, size, "R4 ");
    update(&mut model, Message::Click(x, y));
    assert_eq!(model.focused_ledger(), Some(Ledger::StatusTable));
    press(&mut model, "w");
    assert!(picture(&model, size).contains("R4 Store A"));
    press(&mut model, "Esc");
    update(&mut model, Message::Click(60, 34));
    let at = model.stage().map_or(0, |stage| stage.timeline.at());
    assert!(at > 20 && at < 60, "{at}");
    update(&mut model, Message::Click(117, 34));
    press(&mut model, "r");
    update(&mut model, Message::Click(0, 0));
    assert!(model.overlays.is_empty(), "a click beside a sheet closes it");
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
