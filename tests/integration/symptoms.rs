//! Each symptom leads to the runs of its bugs, at the step where it happens; on the screen then are
//! the cause, whose mistake it is, the step and the cure.

use super::harness::screen::{picture, press};
use mapi_teardown::headless::film::entries;
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
