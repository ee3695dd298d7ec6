//! A talk of several items: one clock, one pace, and the clicker leads through all of them.

use std::sync::Arc;

use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::text::Lang;
use mapi_teardown::tui::content::situation::{place, situation};
use mapi_teardown::tui::message::{Effect, Exit, Message};
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::model::playlist::{ItemRun, TalkItem};
use mapi_teardown::tui::update::run::open;
use mapi_teardown::tui::update::talk::playlist;
use mapi_teardown::tui::update::{reload, update};
use mapi_teardown::tui::{Model, Start};
use mapi_teardown::workshop::OwnQuestion;

use super::{lesson, phase, scene, step, talk};
use crate::harness::screen::{picture, press};

fn item(word: &str) -> TalkItem {
    TalkItem::new(match Lesson::find(word) {
        Ok(lesson) => ItemRun::Lesson(Arc::new(lesson)),
        Err(_) => {
            let options = RunOptions::parse(word).expect("a run");
            let timeline = Scenario::load(&options, &[]).expect("loads").timeline(10_000);
            ItemRun::Run(Box::new((options, timeline)))
        }
    })
}

fn talk_of(words: &[&str], lang: Lang, size: (u16, u16)) -> Model {
    let run = LessonRun::new(Arc::new(Lesson::find(words[0]).expect("a lesson"))).expect("runs");
    let mut model = talk(Start::Lesson(Box::new(run)), lang, size, false);
    playlist(&mut model, words.iter().map(|word| item(word)).collect(), Vec::new());
    model
}

const PLAN: [&str; 5] = ["00", "02", "03", "04", "07"];

/// The last page of an item.
fn to_last_page(model: &mut Model) {
    let item = situation(model).item;
    for _ in 0..400 {
        press(model, "Wait PgDn");
        if situation(model).item != item {
            press(model, "[");
            return;
        }
    }
    panic!("the item does not end");
}

#[test]
fn the_clicker_leads_through_every_item_and_no_further() {
    for (lang, size) in [(Lang::En, (80, 24)), (Lang::PtBr, (160, 45))] {
        let mut model = talk_of(&PLAN, lang, size);
        let mut items = vec![situation(&model).item];
        let mut cards = 0;
        let mut presses = 0;
        let last = model.text("notice-last-item");
        while model.notice.as_deref() != Some(&last) {
            presses += 1;
            assert!(presses < 1000, "does not end");
            press(&mut model, "Wait PgDn");
            let now = situation(&model);
            if items.last() != Some(&now.item) {
                items.push(now.item);
            }
            cards += usize::from(now.sheet);
            assert_eq!((now.items, now.away), (5, false));
        }
        assert_eq!(items, [1, 2, 3, 4, 5]);
        assert!(cards >= 5, "every item has its reference card: {cards}");
    }
}

#[test]
fn an_item_is_found_as_it_was_left() {
    let mut model = talk_of(&["02", "store-logoff:world=plain", "03"], Lang::En, (80, 24));
    press(&mut model, "3 Enter PgDn 7 Enter 8");
    let before = (scene(&model), phase(&model), situation(&model).poll.map(|poll| poll.options));
    press(&mut model, "]");
    assert_eq!(situation(&model).item, 2);
    press(&mut model, "PgDn PgDn");
    let at = step(&model);
    press(&mut model, "[");
    let now = (scene(&model), phase(&model), situation(&model).poll.map(|poll| poll.options));
    assert_eq!(now, before, "with its hands");
    press(&mut model, "]");
    assert_eq!(step(&model), at);
    for _ in 0..400 {
        press(&mut model, "PgDn");
        if situation(&model).item == 3 {
            break;
        }
    }
    assert_eq!((situation(&model).item, scene(&model)), (3, 1), "a run ends in the next item");
    press(&mut model, "PgUp");
    assert_eq!(situation(&model).item, 2, "and back from its first page");
    press(&mut model, "[ [");
    assert_eq!(situation(&model).item, 1);
    assert!(model.notice.is_some());
}

#[test]
fn all_items_have_one_pace() {
    let mut model = talk_of(&PLAN, Lang::En, (80, 24));
    if let Some(talk) = model.talk_mut() {
        talk.minutes = Some(45);
    }
    let run = place(&model).run;
    let mut until = 0;
    for at in 1..=5 {
        let speaker = situation(&model).speaker.expect("for the speaker");
        assert_eq!(speaker.planned, 45 * 60_000);
        assert_eq!((situation(&model).item, place(&model).run.clone()), (at, run.clone()));
        assert!(speaker.due.0 >= until && speaker.due.1 > speaker.due.0, "{at}: {:?}", speaker.due);
        to_last_or_end(&mut model, at);
        let speaker = situation(&model).speaker.expect("for the speaker");
        until = speaker.due.1;
        if at == 5 {
            assert!(until.abs_diff(speaker.planned) < 100, "{until}");
        }
        press(&mut model, "]");
    }
}

fn to_last_or_end(model: &mut Model, at: u32) {
    if at < 5 {
        to_last_page(model);
        return;
    }
    let last = model.any_lesson().map_or(0, |it| it.course.lesson().file.scenes.len());
    press(model, &format!("g {} Enter", digits(last)));
}

fn digits(number: usize) -> String {
    number.to_string().chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_scene_on_another_way_is_reached_by_its_number() {
    let mut model = lesson("04", Lang::En, (80, 24));
    let scenes = model.any_lesson().expect("a lesson").course.lesson().file.scenes.len();
    let mut ways = std::collections::BTreeSet::new();
    // There and back again, in both orders.
    for number in (1..=scenes).chain((1..=scenes).rev()) {
        press(&mut model, &format!("g {} Enter", digits(number)));
        assert_eq!(scene(&model) as usize, number, "{:?}", model.notice);
        ways.insert(model.any_lesson().and_then(|it| it.course.way().map(str::to_owned)));
    }
    assert!(ways.len() > 1, "{ways:?}");
}

#[test]
fn b_blanks_and_f5_leads_back_from_everywhere() {
    for keys in
        ["", "x", "R", "?", "m", "Esc", "Esc PgDn", "Esc Right Right", "PgDn PgDn", "x Enter"]
    {
        for blank in ["b", "."] {
            let mut model = lesson("02", Lang::En, (80, 24));
            press(&mut model, "6 Enter");
            let (at, before) = ((scene(&model), step(&model)), picture(&model));
            press(&mut model, keys);
            model.notice = None;
            let shown = picture(&model);
            press(&mut model, blank);
            assert_eq!(picture(&model).trim(), "", "{keys}");
            press(&mut model, blank);
            assert_eq!(picture(&model), shown, "{keys}");
            if keys != "PgDn PgDn" {
                press(&mut model, "F5");
                assert_eq!(
                    ((scene(&model), step(&model)), picture(&model)),
                    (at, before.clone()),
                    "{keys}"
                );
            }
        }
    }
    // A question on the full stage, where letters are options.
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "PgDn PgDn 4");
    let before = picture(&model);
    press(&mut model, "Esc b");
    assert_eq!(picture(&model).trim(), "");
    press(&mut model, "b S Right Right Right F5");
    assert_eq!((picture(&model), phase(&model)), (before, CardPhase::Asking));
}

#[test]
fn ctrl_c_asks_first_wherever_one_is() {
    for keys in ["", "x", "Esc", "b", "PgDn PgDn", "PgDn PgDn Esc"] {
        let mut model = lesson("02", Lang::En, (80, 24));
        press(&mut model, keys);
        assert_eq!(update(&mut model, Message::Interrupt), None, "{keys}");
        let notice = model.text("notice-interrupt-talk");
        assert_eq!(model.notice.as_deref(), Some(notice.as_str()));
        assert!(picture(&model).contains("Ctrl-C again"), "{keys}");
        press(&mut model, "%");
        assert_eq!(update(&mut model, Message::Interrupt), None, "asked again: {keys}");
        let left = Effect::Quit(Exit::Interrupted);
        assert_eq!(update(&mut model, Message::Interrupt), Some(left), "{keys}");
    }
}

#[test]
fn a_lesson_that_is_opened_besides_is_a_detour_from_the_items() {
    let mut model = talk_of(&PLAN, Lang::En, (80, 24));
    press(&mut model, "] 3 Enter");
    let before = picture(&model);
    open(&mut model, RunOptions::path("session-logoff"));
    assert!(situation(&model).away);
    press(&mut model, "F5");
    assert_eq!(picture(&model), before);
    mapi_teardown::tui::update::lesson::open(&mut model, "05-exactly-once");
    assert!(situation(&model).away, "it is no item");
    press(&mut model, "PgDn F5");
    assert_eq!((picture(&model), situation(&model).item), (before, 2));
}

/// The same question at the beginning and at the end, and one that somebody asks in between.
#[test]
fn a_question_of_the_speakers_own_is_asked_before_and_after_with_both_counts() {
    for (lang, size) in [(Lang::En, (80, 24)), (Lang::PtBr, (160, 45))] {
        let run = LessonRun::new(Arc::new(Lesson::find("00").expect("a lesson"))).expect("runs");
        let mut model = talk(Start::Lesson(Box::new(run)), lang, size, false);
        let ask = "Who takes a row out of the status table?";
        let question = OwnQuestion::parse(&format!("{ask} | the provider | MAPI | the client"));
        let own = || TalkItem::new(ItemRun::Question(0));
        playlist(&mut model, vec![own(), item("00"), own()], vec![question.expect("is one")]);
        let options = |model: &Model| {
            let poll = situation(model).poll.expect("a question");
            assert!(poll.ask == ask && !poll.revealed);
            poll.options.iter().map(|it| (it.before, it.count)).collect::<Vec<_>>()
        };
        assert_eq!((situation(&model).item, options(&model)), (1, vec![(None, None); 3]));
        assert!(picture(&model).contains(ask));
        press(&mut model, "PgDn PgDn");
        assert_eq!(situation(&model).item, 1, "a clicker that bounces does not leave it");
        press(&mut model, "1 4 Enter 3 PgDn");
        assert_eq!((situation(&model).item, scene(&model)), (2, 1));
        press(&mut model, "PgUp");
        assert_eq!(options(&model), [(None, Some(14)), (None, Some(3)), (None, None)]);
        press(&mut model, "PgDn");
        // In between, one that is typed.
        press(&mut model, "p");
        for c in "Again? | yes | no".chars() {
            update(&mut model, Message::Char(c));
        }
        press(&mut model, "Enter 9 Wait");
        assert_eq!(situation(&model).poll.map(|poll| poll.ask), Some("Again?".to_owned()));
        assert!(picture(&model).contains("Again?"));
        press(&mut model, "PgDn");
        assert_eq!((situation(&model).item, scene(&model)), (2, 1), "where the talk was");
        press(&mut model, "]");
        let before = [(Some(14), None), (Some(3), None), (None, None)];
        assert_eq!((situation(&model).item, options(&model)), (3, before.to_vec()));
        press(&mut model, "2 Enter 1 5");
        let shown = picture(&model);
        for count in ["14", "15", "2", "3"] {
            assert!(shown.contains(&format!(" {count} ")), "{count}\n{shown}");
        }
        press(&mut model, "Wait PgDn");
        let last = model.text("notice-last-item");
        assert_eq!(model.notice.as_deref(), Some(last.as_str()));
    }
}

#[test]
fn a_question_with_no_option_or_forty_is_refused_where_it_is_typed() {
    for (typed, id) in [("Who?", "question-options"), (&"a|".repeat(39), "question-empty")] {
        let mut model = lesson("02", Lang::En, (80, 24));
        press(&mut model, "p");
        for c in typed.chars() {
            update(&mut model, Message::Char(c));
        }
        let said = model.text(id);
        let start: String = said.chars().take(20).collect();
        assert!(picture(&model).contains(&start), "{}", picture(&model));
        press(&mut model, "Enter");
        assert!(situation(&model).sheet, "it is not asked");
    }
}

#[test]
fn a_file_that_vanishes_is_only_told_to_the_speaker() {
    let mut model = talk_of(&PLAN, Lang::En, (80, 24));
    let before = picture(&model);
    let gone = mapi_teardown::lesson::LessonSource::read(std::path::Path::new("no/such.yaml"));
    reload::reload(&mut model, Err(vec![gone.expect_err("is not there")]));
    assert_eq!(picture(&model), before, "the audience sees nothing of it");
    assert!(!situation(&model).speaker.expect("for the speaker").trouble.is_empty());
}
