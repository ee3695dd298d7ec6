//! The projector and the speaker's terminal without either: pictures, what the clicker does, where
//! a talk comes back to, and laws that hold at any size.

mod excursion;
mod hands;
mod playlist;
mod pointer;
mod speaker;

use std::sync::Arc;

use super::harness::screen::{picture, press};
use mapi_teardown::lesson::library::INDEX;
use mapi_teardown::lesson::{Lesson, LessonRun, LessonSource};
use mapi_teardown::scenario::RunOptions;
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::content::situation::situation;
use mapi_teardown::tui::message::{Effect, Message, TalkMessage};
use mapi_teardown::tui::model::Screen;
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::model::talk::Talk;
use mapi_teardown::tui::update::run::open;
use mapi_teardown::tui::update::talk::begin_talk;
use mapi_teardown::tui::update::{notes, reload, update};
use mapi_teardown::tui::{Depth, Model, Settings, Start};
use mapi_teardown::workshop::Situation;
use mapi_teardown::workshop::clock::Times;
use mapi_teardown::workshop::notes_link::{Heard, LinkState};
use proptest::prelude::*;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

fn settings(lang: Lang, ascii: bool) -> Settings {
    Settings { reduced_motion: true, depth: Depth::True, ascii, ..Settings::from_environment(lang) }
}

fn talk(start: Start, lang: Lang, size: (u16, u16), ascii: bool) -> Model {
    let mut model = tui::model(start, &settings(lang, ascii));
    begin_talk(&mut model, None);
    update(&mut model, Message::Resize(size.0, size.1));
    model
}

fn lesson(id: &str, lang: Lang, size: (u16, u16)) -> Model {
    let run = LessonRun::new(Arc::new(Lesson::find(id).expect("a lesson"))).expect("runs");
    talk(Start::Lesson(Box::new(run)), lang, size, false)
}

fn path(word: &str, lang: Lang, size: (u16, u16)) -> Model {
    talk(Start::Run(RunOptions::parse(word).expect("a run")), lang, size, false)
}

fn phase(model: &Model) -> CardPhase {
    model.any_lesson().expect("a lesson").phase
}

fn step(model: &Model) -> usize {
    model.stage().expect("a run").timeline.at()
}

fn scene(model: &Model) -> u32 {
    situation(model).scene
}

#[test]
fn the_projector_in_both_languages_and_at_both_sizes() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in SIZES {
            let name = |what: &str| format!("present-{what}-{}-{}x{}", lang.code(), size.0, size.1);
            let mut model = lesson("02", lang, size);
            press(&mut model, "PgDn PgDn 1 2 Enter 7");
            insta::assert_snapshot!(name("hands"), picture(&model));
            press(&mut model, "PgDn");
            insta::assert_snapshot!(name("answer"), picture(&model));
            let mut model = path("store-logoff:world=busy", lang, size);
            press(&mut model, "4 0 Enter");
            insta::assert_snapshot!(name("beat"), picture(&model));
        }
    }
}

/// The speaker's terminal beside a projector.
fn speaker(model: &Model, lang: Lang, size: (u16, u16)) -> Model {
    let mut it = tui::model(Start::Home, &settings(lang, false));
    it.screen = Screen::Notes(Box::default());
    update(&mut it, Message::Resize(size.0, size.1));
    let mut now = situation(model);
    now.times = Times { runs: true, talk: 1_234_000, lesson: 247_000 };
    notes::hear(&mut it, Heard { standing: LinkState::Here, now: Some(now) });
    it
}

#[test]
fn the_notes_in_both_languages() {
    for lang in [Lang::En, Lang::PtBr] {
        let mut model = lesson("02", lang, (80, 24));
        press(&mut model, "PgDn PgDn 1 2 Enter 7");
        for size in [(80, 24), (100, 30)] {
            let name = format!("notes-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&speaker(&model, lang, size)));
        }
    }
}

#[test]
fn the_clicker_goes_on_and_back_and_blanks() {
    let mut model = lesson("02", Lang::En, (80, 24));
    assert_eq!((step(&model), scene(&model), phase(&model)), (0, 1, CardPhase::Text));
    press(&mut model, "PgDn");
    assert_eq!((scene(&model), phase(&model)), (2, CardPhase::Text));
    press(&mut model, "PgDn");
    assert_eq!(phase(&model), CardPhase::Asking, "the question comes before the run goes on");
    let before = picture(&model);
    for key in ["b", "."] {
        press(&mut model, key);
        assert_eq!(picture(&model).trim(), "", "nothing is left on the screen");
        press(&mut model, if key == "b" { "PgDn" } else { "%" });
        assert_eq!(picture(&model), before, "any key brings it back, and does nothing else");
    }
    let place = step(&model);
    press(&mut model, "Wait PgDn");
    assert_eq!(phase(&model), CardPhase::Answered);
    press(&mut model, "PgDn");
    assert!(matches!(phase(&model), CardPhase::Why(_)) && step(&model) > 0);
    press(&mut model, "PgUp");
    assert_eq!((scene(&model), step(&model), phase(&model)), (2, place, CardPhase::Asking));
    press(&mut model, "PgUp PgUp");
    assert_eq!(scene(&model), 1);
}

#[test]
fn a_number_and_enter_go_to_a_scene_past_its_pauses() {
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "6 Enter");
    assert_eq!(scene(&model), 6);
    press(&mut model, "PgDn");
    assert_eq!(phase(&model), CardPhase::Asking);
    press(&mut model, "g 2 Enter");
    assert_eq!(scene(&model), 2, "where digits count hands, g comes first");
    press(&mut model, "9 9 Enter");
    assert_eq!(scene(&model), 2);
    assert_eq!(model.notice.as_deref(), Some("Scene numbers run from 1 to 9"));
    let mut model = path("release:world=plain", Lang::En, (80, 24));
    press(&mut model, "1 2 Enter");
    assert_eq!(model.stage().map(|stage| stage.timeline.beat()), Some(12));
}

#[test]
fn a_lesson_that_is_saved_keeps_the_place() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/lessons/02-orderly-logoff.yaml"
    ))
    .expect("is there");
    let read = |text: &str| {
        let source = LessonSource::from_bytes("02-orderly-logoff.yaml", text.as_bytes().to_vec())
            .expect("is text");
        Lesson::parse(source).and_then(|lesson| LessonRun::new(Arc::new(lesson)))
    };
    let run = read(&text).expect("runs");
    let mut model = talk(Start::Lesson(Box::new(run)), Lang::En, (80, 24), false);
    press(&mut model, "3 Enter PgDn 7 PgDn");
    assert_eq!((scene(&model), phase(&model)), (3, CardPhase::Answered));
    let (place, poll) = (step(&model), situation(&model).poll);
    reload::reload(
        &mut model,
        read(&text.replace("The user closed the store", "Somebody closed the store")),
    );
    assert_eq!((scene(&model), step(&model), phase(&model)), (3, place, CardPhase::Answered));
    assert_eq!(situation(&model).poll, poll, "the hands, too");
    // A scene more before it, and an error.
    let more = text.replace(
        "  - id: asked\n",
        "  - id: more\n    at: {call: StoreLogoff, object: \
        store-A}\n    say: {en: One more., pt-BR: Mais uma.}\n    cite: []\n  - id: asked\n",
    );
    reload::reload(&mut model, read(&more));
    assert_eq!((scene(&model), step(&model)), (4, place), "the same scene has another number");
    reload::reload(&mut model, read("format: ["));
    assert_eq!(
        (scene(&model), step(&model), model.overlays.len()),
        (4, place, 0),
        "the audience sees no error"
    );
    assert!(!situation(&model).speaker.expect("for the speaker").trouble.is_empty());
    // During an excursion.
    press(&mut model, "Esc F5");
    open(&mut model, RunOptions::path("session-logoff"));
    reload::reload(&mut model, read(&text));
    assert!(model.talk().is_some_and(Talk::is_away));
    press(&mut model, "F5");
    assert_eq!((scene(&model), step(&model)), (3, place));
}

/// Every bundled lesson from its first scene to its last with the clicker alone: nothing is cut,
/// and every screen has what it must have.
#[test]
fn every_lesson_is_presented_with_the_clicker_alone_and_never_cut() {
    for lang in [Lang::En, Lang::PtBr] {
        for entry in INDEX {
            let mut model = lesson(entry.id, lang, (80, 24));
            let all = situation(&model).scenes;
            let mut polls = 0;
            for press_number in 0.. {
                assert!(press_number < 2000, "{} does not end", entry.id);
                let shown = picture(&model);
                let words: Vec<String> = [
                    situation(&model).seen.last().cloned(),
                    situation(&model).poll.map(|poll| poll.ask),
                ]
                .into_iter()
                .flatten()
                .filter(|_| model.overlays.is_empty() && !matches!(phase(&model), CardPhase::Free))
                .filter(|line| !line.starts_with('[') && !line.contains('▶'))
                .collect();
                let flat: String = shown.split_whitespace().collect::<Vec<_>>().join(" ");
                for line in words {
                    let wanted = line.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(
                        flat.contains(&wanted),
                        "{} {} is cut: {wanted}\n{shown}",
                        entry.id,
                        lang.code()
                    );
                }
                assert!(
                    // Below the card nothing is left.
                    !shown.lines().any(|line| line.starts_with('╰') && line.contains('▼'))
                        || !model.overlays.is_empty(),
                    "{}\n{shown}",
                    entry.id
                );
                if let Some(poll) = situation(&model).poll.filter(|poll| !poll.revealed) {
                    // The speaker counts for the last option, even where not all of them have room.
                    update(
                        &mut model,
                        Message::Present(TalkMessage::Option(poll.options.len() as u8 - 1)),
                    );
                    let notes = picture(&speaker(&model, lang, (80, 24)));
                    let here = notes
                        .lines()
                        .find(|line| line.contains('▌'))
                        .expect("the option that is counted");
                    let first = poll
                        .options
                        .last()
                        .and_then(|option| option.text.split_whitespace().next())
                        .expect("a text");
                    assert!(here.contains(first), "{}: {first}\n{notes}", entry.id);
                    update(&mut model, Message::Present(TalkMessage::Option(0)));
                }
                polls += usize::from(situation(&model).poll.is_some_and(|poll| poll.revealed));
                press(&mut model, "Wait");
                if matches!(press(&mut model, "PgDn"), Some(Effect::Finished)) {
                    break;
                }
            }
            let course = &model.any_lesson().expect("a lesson").course;
            assert!(course.is_over() && scene(&model) <= all, "{}", entry.id);
            let questions = model.any_lesson().map_or(0, |play| play.course.score().questions);
            assert!(polls >= questions, "{}: {polls} answers of {questions} questions", entry.id);
            assert!(!picture(&model).contains("of 1 right"), "a room is not graded");
        }
    }
}

/// Where the parts of a screen are: the text's heading, the ledgers, the method.
fn places(model: &Model) -> Vec<Option<usize>> {
    let shown = picture(model);
    let row = |text: &str| shown.lines().position(|line| line.trim_start().starts_with(text));
    vec![row("── "), row("Status "), row("╭─ ")]
}

/// From beat to beat every part keeps its place, whatever the steps do.
#[test]
fn nothing_moves_on_the_projector_from_beat_to_beat() {
    for size in [(80, 24), (100, 30), (160, 45)] {
        let mut model = path("store-logoff:world=busy", Lang::En, size);
        press(&mut model, "PgDn");
        let first = places(&model);
        assert!(first[0].is_some(), "{}", picture(&model));
        let (mut beats, mut moved) = (0, 0);
        for _ in 0..400 {
            press(&mut model, "PgDn");
            beats += 1;
            // A text of more than four lines takes the rows that it needs.
            moved += usize::from(places(&model) != first);
        }
        assert!(moved == 0, "{size:?}: {moved} of {beats}");
    }
}

/// The first thing that a room reads is a call, a return or a change, and never a line of code.
#[test]
fn a_headline_is_no_line_of_code() {
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (160, 45));
        for _ in 0..60 {
            press(&mut model, "Wait PgDn");
            let shown = picture(&model);
            let headline = shown.lines().nth(1).unwrap_or_default();
            for code in ["each ", "quietly ", " in sinks", "if ", "let "] {
                assert!(!headline.trim_start().starts_with(code), "{}: {headline}", entry.id);
            }
        }
    }
}

#[test]
fn ascii_talks_have_only_ascii() {
    let mut model = talk(Start::Run(RunOptions::path("store-logoff")), Lang::En, (120, 36), true);
    for keys in ["PgDn", "PgDn PgDn PgDn Tab", "Tab Tab", "4 0 Enter"] {
        press(&mut model, keys);
        let picture = picture(&model);
        assert!(picture.is_ascii(), "{picture}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Drawing a projector or notes never leaves the window (a buffer panics outside of its area),
    /// whatever was pressed before.
    #[test]
    fn no_size_and_no_key_is_too_much(
        w in 0u16..160,
        h in 0u16..60,
        lesson_number in 0usize..INDEX.len(),
        keys in proptest::collection::vec(0usize..18, 0..40),
    ) {
        const KEYS: [&str; 18] = [
            "PgDn", "PgDn", "PgDn", "PgUp", "Enter", "7", "1", "Tab", "b", "x", "Down", "Esc", "F5",
            "g", "Back", "q", "B", "c",
        ];
        let entry = &INDEX[lesson_number];
        let mut model = lesson(entry.id, Lang::PtBr, (w, h));
        for key in keys {
            press(&mut model, KEYS[key]);
            tui::render(&model, w, h);
        }
        tui::render(&speaker(&model, Lang::PtBr, (w, h)), w, h);
    }

    /// Whatever another process says, the notes draw it.
    #[test]
    fn any_situation_can_be_drawn(
        w in 0u16..160, h in 0u16..60, texts in proptest::collection::vec(
            "\\PC{0,300}",
            4,
        ), numbers in proptest::array::uniform4(any::<u32>()), times in any::<(u64, u64)>(),
    ) {
        let mut now = Situation {
            title: texts[0].clone(),
            scene: numbers[0],
            scenes: numbers[1],
            seen: texts.clone(),
            ..Situation::default()
        };
        now.times = Times { runs: true, talk: times.0, lesson: times.1 };
        let mut speaker = situation(&lesson("02", Lang::En, (80, 24))).speaker.unwrap_or_default();
        speaker.notes.clone_from(&texts[1]);
        speaker.due = times;
        speaker.planned = times.1;
        now.speaker = Some(speaker);
        now.clean();
        let mut model = tui::model(Start::Home, &settings(Lang::En, false));
        model.screen = Screen::Notes(Box::default());
        update(&mut model, Message::Resize(w, h));
        notes::hear(&mut model, Heard { standing: LinkState::Here, now: Some(now) });
        tui::render(&model, w, h);
    }
}

#[test]
fn every_ledger_keeps_a_line_and_the_end_names_keys_that_work() {
    for size in [(80, 24), (100, 30), (120, 36)] {
        let mut model = path("store-logoff:world=busy", Lang::En, size);
        loop {
            let shown = picture(&model);
            for title in ["Status ", "UIDs ", "Objects ", "Transports "] {
                assert!(shown.contains(title), "{size:?} {title}\n{shown}");
            }
            let at = step(&model);
            press(&mut model, "PgDn");
            if step(&model) == at {
                break;
            }
        }
        for key in ["r", "v"] {
            press(&mut model, key);
            assert_eq!(model.overlays.len(), 1, "{key}");
            press(&mut model, "Esc");
        }
    }
}
