//! Nothing is untaught: every path, rule, flag, provider, reading and bug is met in the run of some
//! bundled lesson, or of one of its ways. What is counted is what runs, not what a text mentions;
//! only of readings that have no switch is the text counted.

use std::collections::BTreeSet;
use std::sync::Arc;

use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::run::{first_ways, load, run_options, ways_of};
use mapi_teardown::lesson::story::{Story, What};
use mapi_teardown::mapi::FlagSet;
use mapi_teardown::mapi::flags::flags_of;
use mapi_teardown::scenario::{Scenario, catalogue};
use mapi_teardown::sim::event::EventKind;
use mapi_teardown::sim::rules::RULES;
use mapi_teardown::sim::{Timeline, Value};

/// What the runs of all lessons meet.
#[derive(Default)]
struct Taught {
    paths: BTreeSet<String>,
    providers: BTreeSet<String>,
    bugs: BTreeSet<String>,
    rules: BTreeSet<String>,
    flags: BTreeSet<String>,
    readings: BTreeSet<String>,
    named: BTreeSet<String>,
}

fn taught() -> Taught {
    let mut taught = Taught::default();
    for entry in INDEX {
        let lesson = Arc::new(Lesson::find(entry.id).expect("bundled"));
        let named = lesson.file.scenes.iter().filter_map(|scene| scene.reading.as_ref());
        taught.named.extend(
            named.map(|reading| reading.value.split('=').next().unwrap_or_default().to_owned()),
        );
        let firsts: Vec<String> = first_ways(&lesson).into_iter().map(str::to_owned).collect();
        let others = ways_of(&lesson)
            .map(|way| way.name.value.clone())
            .filter(|name| !firsts.contains(name));
        for way in std::iter::once(None).chain(others.map(Some)) {
            run(&lesson, way.as_deref(), &mut taught);
        }
    }
    taught
}

fn run(lesson: &Lesson, way: Option<&str>, taught: &mut Taught) {
    let options = run_options(lesson, way).expect("valid");
    let scenario = load(lesson, &options).expect("loads");
    taught.paths.insert(scenario.path.clone());
    taught.providers.insert(scenario.options.get("provider").unwrap_or("eager").to_owned());
    taught.bugs.extend(scenario.options.all("bug").iter().cloned());
    taught.readings.extend(scenario.options.all("reading").iter().cloned());
    let timeline = Timeline::run_with(scenario.machine, &[], 10_000);
    let story = Story::of(&timeline);
    taught.rules.extend(story.broken().iter().map(|it| it.rule.clone()));
    for (_, moment) in story.steps() {
        if let What::Return(_, _, Some(flags)) = &moment.what {
            taught.flags.extend(flags.iter().cloned());
        }
    }
    let program = timeline.machine().program();
    for event in timeline.events() {
        if let EventKind::Call { method, args, .. } = &event.kind
            && ["StoreLogoff", "StoreLogoffTransports"].contains(&program.method_name(*method))
            && let Some(Value::Number(word)) = args.first()
        {
            let given = flags_of(FlagSet::Logoff).filter(|(_, value)| i64::from(*value) == *word);
            taught.flags.extend(given.map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn nothing_is_untaught() {
    let taught = taught();
    let mut untaught = Vec::new();
    let mut check = |what: &str, all: Vec<String>, met: &BTreeSet<String>| {
        assert!(!all.is_empty(), "no {what}");
        untaught.extend(
            all.into_iter().filter(|name| !met.contains(name)).map(|name| format!("{what} {name}")),
        );
    };
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    check("path", owned(Scenario::paths()), &taught.paths);
    check("provider", owned(Scenario::providers()), &taught.providers);
    check("bug", Scenario::bugs().into_iter().map(|(id, _)| id.to_owned()).collect(), &taught.bugs);
    check("rule", RULES.iter().map(|rule| rule.id.to_owned()).collect(), &taught.rules);
    check(
        "flag",
        flags_of(FlagSet::Logoff).map(|(name, _)| name.to_owned()).collect(),
        &taught.flags,
    );
    let switches = catalogue::readings().iter().filter(|reading| reading.switch);
    let values = switches.flat_map(|it| {
        it.values
            .iter()
            .filter(|value| !value.default)
            .map(|value| format!("{}={}", it.id, value.id))
    });
    check("reading", values.collect(), &taught.readings);
    check("reading", catalogue::readings().iter().map(|it| it.id.clone()).collect(), &taught.named);
    assert!(untaught.is_empty(), "no lesson runs through these:\n{}", untaught.join("\n"));
}
