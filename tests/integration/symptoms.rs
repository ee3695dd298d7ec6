//! Each symptom leads to the runs of its bugs, at the step where it happens; on the screen then are
//! the cause, whose mistake it is, the step and the cure.

use super::harness::screen::{picture, press};
use mapi_teardown::headless::film::entries;
use mapi_teardown::scenario::Scenario;
use mapi_teardown::scenario::catalogue::{self, SymptomText};
use mapi_teardown::sim::EventKind;
use mapi_teardown::sim::event::Fault;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Depth, Model, Settings, Start};

fn home(size: (u16, u16)) -> Model {
    let settings = Settings {
        reduced_motion: true,
        depth: Depth::None,
        lessons: entries(),
        ..Settings::from_environment(Lang::En)
    };
    let mut model = tui::model(Start::Home, &settings);
    update(&mut model, Message::Resize(size.0, size.1));
    press(&mut model, "Tab Tab");
    model
}

/// The run of a bug of a symptom, opened from the home screen.
fn opened(at: usize, bug: usize, size: (u16, u16)) -> Model {
    let mut model = home(size);
    (0..at).for_each(|_| {
        press(&mut model, "Down");
    });
    press(&mut model, "Enter");
    (0..bug).for_each(|_| {
        press(&mut model, "Down");
    });
    press(&mut model, "Enter");
    model
}

fn all() -> impl Iterator<Item = (usize, usize, &'static SymptomText, &'static str)> {
    catalogue::symptoms().iter().enumerate().flat_map(|(at, symptom)| {
        let bugs = symptom.bugs.iter().enumerate();
        bugs.map(move |(bug, id)| (at, bug, symptom, id.as_str()))
    })
}

#[test]
fn a_symptom_opens_each_run_where_it_happens() {
    for (at, bug, symptom, id) in all() {
        let model = opened(at, bug, (120, 36));
        let stage = model.stage().unwrap_or_else(|| panic!("{}: {id} can be run", symptom.id));
        assert_eq!(stage.options.all("bug"), [id], "{}", symptom.id);
        let timeline = &stage.timeline;
        let shows = |rule: &str| symptom.rules.iter().any(|it| it == rule);
        let here = timeline.violations_at(timeline.at());
        if timeline.violations().is_empty() {
            assert_eq!(timeline.at(), timeline.len(), "{}: {id} shows what is left", symptom.id);
        } else {
            assert!(
                here.iter().any(|it| shows(it.rule)),
                "{}: {id} at {}",
                symptom.id,
                timeline.at()
            );
        }
    }
}

#[test]
fn on_notify_accesses_the_freed_store_where_the_symptom_opens() {
    for size in [(80, 24), (120, 36)] {
        let is_it = |(.., symptom, id): &(_, _, &SymptomText, &str)| {
            symptom.id == "heap-damage" && *id == "PB14"
        };
        let (at, bug, ..) = all().find(is_it).expect("one");
        let model = opened(at, bug, size);
        let timeline = &model.stage().expect("a run").timeline;
        let Some(EventKind::Crash { why: Fault::UseAfterFree, object: Some(object) }) =
            timeline.last_event().map(|event| &event.kind)
        else {
            panic!("{:?}", timeline.last_event());
        };
        let program = timeline.machine().program();
        assert_eq!(program.object_name(timeline.state(), *object), "store-A");
        let called = |step: &usize| match timeline.event(*step).map(|event| &event.kind) {
            Some(EventKind::Call { method, .. }) => program.method_name(*method) == "OnNotify",
            _ => false,
        };
        assert!(timeline.callers(timeline.at()).iter().any(called));
        let shown = picture(&model);
        assert!(shown.contains("IMAPIAdviseSink::OnNotify"), "{shown}");
        assert!(shown.contains("INV-29") && shown.contains("Unsubscribe"), "{shown}");
    }
}

#[test]
fn a_crash_is_promised_only_where_a_run_crashes() {
    let crashes = |at, bug| {
        let model = opened(at, bug, (120, 36));
        let timeline = &model.stage().expect("a run").timeline;
        timeline.events().iter().any(|event| matches!(event.kind, EventKind::Crash { .. }))
    };
    let mut beyond = 0;
    for (at, symptom) in catalogue::symptoms().iter().enumerate() {
        let title = symptom.title.get(Lang::En).to_lowercase();
        let is_crash =
            ["crash", "access violation", "corruption"].iter().any(|it| title.contains(it));
        let runs = 0..symptom.bugs.len();
        if symptom.beyond {
            beyond += 1;
            assert!(!is_crash || !runs.clone().any(|bug| crashes(at, bug)), "{title} is reached");
        } else if is_crash {
            assert!(crashes(at, 0), "{title}: the first cause ends otherwise");
        }
        let mut model = home((80, 24));
        (0..at).for_each(|_| {
            press(&mut model, "Down");
        });
        let remark = "No run shows the symptom itself";
        assert_eq!(said(&model).contains(remark), symptom.beyond, "{title}");
        press(&mut model, "Enter");
        assert_eq!(said(&model).contains(remark), symptom.beyond, "{title}");
    }
    assert_eq!(beyond, 8);
}

#[test]
fn every_rule_of_a_symptom_that_a_bug_breaks_is_broken_in_one_of_its_runs() {
    for (at, symptom) in catalogue::symptoms().iter().enumerate() {
        let mut broken: Vec<&str> = Vec::new();
        for bug in 0..symptom.bugs.len() {
            let model = opened(at, bug, (120, 36));
            let found = model.stage().expect("a run").timeline.violations();
            broken.extend(found.iter().map(|it| it.rule));
        }
        // Some rules are only broken by a provider of one's own.
        for rule in symptom
            .rules
            .iter()
            .filter(|rule| !["INV-08", "INV-09", "INV-24"].contains(&rule.as_str()))
        {
            assert!(broken.contains(&rule.as_str()), "{} never breaks {rule}", symptom.id);
        }
    }
}

#[test]
fn titles_are_whole_in_a_window_of_120_columns() {
    for lang in [Lang::En, Lang::PtBr] {
        let settings =
            Settings { depth: Depth::None, lessons: entries(), ..Settings::from_environment(lang) };
        let mut model = tui::model(Start::Home, &settings);
        update(&mut model, Message::Resize(120, 80));
        press(&mut model, "Tab Tab End");
        let shown = picture(&model);
        let symptoms = catalogue::symptoms().iter().map(|it| it.title.get(lang));
        for title in symptoms {
            assert!(shown.contains(title), "{title} is cut\n{shown}");
        }
    }
}

/// What a picture says, without borders and line ends.
fn said(model: &Model) -> String {
    let plain = picture(model).replace(['│', '║', '\n'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, as many as a panel surely shows in one piece.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn where_a_cause_is_shown_the_whole_cure_and_the_key_to_the_reasons_are_on_the_screen() {
    for size in [(80, 24), (120, 36)] {
        for (at, bug, symptom, id) in all() {
            let mut model = opened(at, bug, size);
            let (shown, hint) = (said(&model), picture(&model));
            let hint = hint.trim_end().lines().last().expect("a hint line").to_owned();
            let text = catalogue::bug(id).expect("told");
            let cure = words(text.mend.get(Lang::En));
            let of_bug = model.stage().expect("a run").healthy.run().expect("a healthy run");
            assert_eq!(of_bug.bugs, [id], "{}", symptom.id);
            let place = format!("{} {id} at {size:?}: {hint}\n{shown}", symptom.id);
            assert!(shown.contains(&cure), "the cure of {place}");
            assert!(hint.contains("w why") && hint.contains("c vs healthy run"), "{place}");
            assert!(shown.lines().next().is_some_and(|line| line.contains(id)), "{place}");
            press(&mut model, "w");
            let why = said(&model);
            assert!(why.contains(&format!("Cause: {id}")), "{place}\n{why}");
        }
    }
}

#[test]
fn a_bug_that_breaks_no_rule_shows_at_the_end_of_its_run() {
    let quiet = |(.., id): &(_, _, _, &str)| {
        let known = Scenario::bugs();
        known.iter().any(|(bug, spec)| bug == id && spec.rules.is_empty())
    };
    let found: Vec<_> = all().filter(quiet).collect();
    assert!(!found.is_empty());
    for (at, bug, _, id) in found {
        for size in [(80, 24), (120, 36)] {
            let mut model = opened(at, bug, size);
            let shown = said(&model);
            assert!(shown.contains("does not end like the run without"), "{shown}");
            assert!(!shown.contains("Clean"), "{shown}");
            let blame = if id.starts_with('C') { "the client" } else { "the store provider" };
            assert!(shown.contains(&format!("to blame: {blame}")), "{shown}");
            press(&mut model, "w");
            let why = said(&model);
            assert!(why.contains("Cause:") && why.contains("This run diverges"), "{why}");
            press(&mut model, "Esc c");
            assert!(picture(&model).contains("the run without"), "{}", picture(&model));
        }
    }
}

#[test]
fn the_code_at_fault_is_the_one_that_does_it() {
    for (wanted, method, line) in [
        ("PB7", "StoreLogoff", "StoreLogoffTransports"),
        ("PB13", "IMSLogon::Logoff", "MakeInvalid"),
        ("CB16", "worker-thread", "subsystem.MAPIInitialize()"),
        ("PB15", "Logon", "let st = null"),
    ] {
        for size in [(80, 24), (120, 36)] {
            let (at, bug, ..) = all().find(|(.., id)| *id == wanted).expect("a cause");
            let shown = said(&opened(at, bug, size));
            assert!(shown.contains(method) && shown.contains(line), "{wanted}\n{shown}");
        }
    }
}

#[test]
fn the_list_of_causes_blames_whom_the_run_blames() {
    for (at, symptom) in catalogue::symptoms().iter().enumerate() {
        let Some(place) = symptom.bugs.iter().position(|id| id == "PB18") else { continue };
        let mut model = home((120, 60));
        (0..at).for_each(|_| {
            press(&mut model, "Down");
        });
        press(&mut model, "Enter");
        let list = said(&model);
        let entry = list.split("PB18").nth(1).expect("listed");
        let entry = entry.split("PB").next().unwrap_or(entry);
        assert!(entry.contains("the transport"), "{entry}");
        let run = said(&opened(at, place, (120, 36)));
        assert!(run.contains("to blame: the transport"), "{run}");
    }
}

#[test]
fn what_never_existed_in_a_run_is_not_called_gone_there() {
    let (at, bug, ..) = all().find(|(.., id)| *id == "PB15").expect("a cause");
    let mut model = opened(at, bug, (120, 36));
    press(&mut model, "c Home");
    let shown = picture(&model);
    assert!(shown.contains("never existed"), "{shown}");
}

#[test]
fn a_word_that_people_use_leads_to_its_symptom() {
    for (word, title) in [
        ("refcount", "My client leaks a store"),
        ("0x80040108", "Calls fail"),
        ("FreeLibrary", "The DLL stays loaded"),
        ("integrity", "The data file was not closed properly"),
        ("timeout", "Outlook hangs at exit"),
        ("R6025", "A crash in the last Release"),
        ("pure virtual", "A crash in the last Release"),
    ] {
        let mut model = home((120, 36));
        press(&mut model, "/");
        word.chars().for_each(|letter| {
            let key = if letter == ' ' { "Space".to_owned() } else { letter.to_string() };
            press(&mut model, &key);
        });
        let shown = picture(&model);
        assert!(shown.contains(title), "{word}\n{shown}");
    }
}

#[test]
fn a_cause_that_is_selected_is_in_view_as_far_as_its_cure() {
    for (at, bug, symptom, id) in all() {
        let mut model = home((80, 24));
        (0..at).for_each(|_| {
            press(&mut model, "Down");
        });
        press(&mut model, "Enter");
        (0..bug).for_each(|_| {
            press(&mut model, "Down");
        });
        let shown = said(&model);
        let cure = words(catalogue::bug(id).expect("told").mend.get(Lang::En));
        assert!(shown.contains(&cure), "{} {id}\n{shown}", symptom.id);
    }
}
