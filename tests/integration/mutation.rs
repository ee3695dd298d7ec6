//! Lessons as tests of the machine. The bundled bodies are perturbed one statement at a time: two
//! neighbours swapped, one dropped, a flag or a yes changed, a condition turned round. Whoever
//! changes what a run of a lesson shows must be noticed by a lesson: by an expectation, by a graded
//! prediction whose right answer changes, by a scene that is no longer reached, or by a rule.
//!
//! A run changes if its calls, returns, changes of ledgers, notifications or waits do; the order in
//! which local names are computed is nobody's business. Pinned counts of the program's own tests,
//! snapshots and golden files do not count as noticing.

mod mutants;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use mapi_teardown::explore::side_by_side;
use mapi_teardown::lesson::expect::failures;
use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::marked::{Blocks, Marked};
use mapi_teardown::lesson::predict::truth;
use mapi_teardown::lesson::run::{first_ways, load, resolve, run_options, ways_of};
use mapi_teardown::lesson::source::LessonSource;
use mapi_teardown::lesson::story::{Story, What};
use mapi_teardown::sim::Timeline;

use mutants::{Mutant, mutants};

/// No run of a lesson comes near this; a mutant that does is endless, and `check` says so.
const BOUND: usize = 3000;

/// Of all mutants at least this part must be noticed.
const WANTED: f64 = 0.95;

/// One way of one lesson.
struct Case {
    lesson: Arc<Lesson>,
    way: Option<String>,
    seen: Seen,
    /// Files and lines that its run executes.
    lines: BTreeSet<(String, u32)>,
}

/// What a run shows, and what its lesson says about it.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    happened: Vec<String>,
    noticed: Vec<String>,
}

fn all_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in INDEX {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("lessons")
            .join(format!("{}.yaml", entry.id));
        let lesson =
            Arc::new(Lesson::parse(LessonSource::read(&file).expect("readable")).expect("parses"));
        let firsts: Vec<String> = first_ways(&lesson).into_iter().map(str::to_owned).collect();
        let others = ways_of(&lesson)
            .map(|way| way.name.value.clone())
            .filter(|name| !firsts.contains(name));
        for way in std::iter::once(None).chain(others.map(Some)) {
            let timeline = play(&lesson, way.as_deref()).expect("runs");
            let program = timeline.machine().program();
            let lines = timeline
                .events()
                .iter()
                .filter_map(|event| {
                    let body = program.body(event.at.body);
                    let statement = body.statements.get(usize::from(event.at.statement))?;
                    Some((body.file.to_string(), statement.line))
                })
                .collect();
            let seen = look(&lesson, way.as_deref(), &timeline);
            cases.push(Case { lesson: Arc::clone(&lesson), way, seen, lines });
        }
    }
    cases
}

fn play(lesson: &Lesson, way: Option<&str>) -> Option<Timeline> {
    let options = run_options(lesson, way).ok()?;
    let scenario = load(lesson, &options).ok()?;
    Some(Timeline::run_with(scenario.machine, &[], BOUND))
}

fn look(lesson: &Lesson, way: Option<&str>, timeline: &Timeline) -> Seen {
    let story = Story::of(timeline);
    let happened = story
        .steps()
        .filter(|(_, moment)| !matches!(moment.what, What::Other))
        .map(|(_, it)| {
            format!(
                "{} {} {:?} {:?}",
                it.thread,
                it.actor,
                it.object.map(|id| story.object(id)),
                it.what
            )
        })
        .collect();
    let mut noticed: Vec<String> =
        story.broken().iter().map(|it| format!("{} {}", it.rule, it.blame)).collect();
    noticed.sort();
    noticed.dedup();
    if timeline.is_bounded() {
        noticed.push("endless".to_owned());
        return Seen { happened, noticed };
    }
    let (stops, unreached) = resolve(lesson, way, &Story::of(timeline));
    noticed.extend(unreached.iter().map(|scene| format!("scene {scene} is not reached")));
    for stop in &stops {
        let scene = &lesson.file.scenes[stop.scene];
        if let Some(predict) = &scene.predict {
            let right = truth(predict, &story, stop.place);
            let names =
                right.map(|it| it.facts.into_iter().map(|fact| fact.name).collect::<Vec<_>>());
            noticed.push(format!("scene {}: {names:?}", stop.scene));
        }
    }
    for (scene, it) in lesson.file.scenes.iter().enumerate() {
        let Some(stop) = stops.iter().find(|stop| stop.scene == scene) else { continue };
        if let Some(expect) = &it.expect {
            noticed
                .extend(failures(expect, &story, stop.place, "").into_iter().map(|it| it.message));
        }
    }
    if let Some(expect) = lesson.file.close.expect.as_ref().filter(|_| way.is_none()) {
        noticed.extend(failures(expect, &story, story.end(), "").into_iter().map(|it| it.message));
    }
    Seen { happened, noticed }
}

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// No run of a lesson loads it, or none changes.
    Same,
    Caught,
    Survived,
}

fn try_out(mutant: &Mutant, cases: &[Case]) -> (Fate, String) {
    let mut fate = (Fate::Same, String::new());
    let executes = |case: &&Case| {
        let mut lines = case.lines.iter().filter(|(file, _)| mutant.piece || *file == mutant.file);
        lines.any(|(_, line)| (mutant.from..=mutant.to).contains(line))
    };
    for case in cases.iter().filter(executes) {
        let mut lesson = (*case.lesson).clone();
        lesson.file.run.value.bodies =
            Blocks(vec![Marked { value: mutant.text.clone(), ..Marked::default() }]);
        let Some(timeline) = play(&lesson, case.way.as_deref()) else { continue };
        let seen = look(&lesson, case.way.as_deref(), &timeline);
        if seen.noticed != case.seen.noticed {
            return (Fate::Caught, String::new());
        }
        if seen.happened != case.seen.happened && fate.0 == Fate::Same {
            let at = seen
                .happened
                .iter()
                .zip(&case.seen.happened)
                .position(|(one, other)| one != other)
                .unwrap_or(0);
            let place = format!("{} {:?}: {:?}", case.lesson.id(), case.way, seen.happened.get(at));
            fate = (Fate::Survived, place);
        }
    }
    fate
}

/// Mutants that a run shows and nobody notices, and why that is right. A name here is the end of
/// what the test prints.
const KNOWN: &[(&str, &str)] = &[
    (
        "first-user:: swap \"wait until turn\" with the next",
        "with nothing open there is nothing to release before or after the wait; only the moment \
         of the wait itself moves",
    ),
    (
        "main-thread:: swap \"wait until turn\" with the next",
        "the same: in the plain world there is nothing to release",
    ),
];

fn all_mutants() -> Vec<Mutant> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join("assets/bodies")];
    let mut all = BTreeMap::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("there").map(|it| it.expect("readable").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let name =
                    entry.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                all.insert(
                    name.clone(),
                    mutants(&name, &fs::read_to_string(&entry).expect("text")),
                );
            }
        }
    }
    all.into_values().flatten().collect()
}

#[test]
fn lessons_notice_what_changes_their_runs() {
    let (cases, all) = (all_cases(), all_mutants());
    assert!(all.len() > 500, "{}", all.len());
    let fates = side_by_side(&all, 2, |mutant| try_out(mutant, &cases));
    let count = |fate: Fate| fates.iter().filter(|it| it.0 == fate).count();
    let (caught, survived) = (count(Fate::Caught), count(Fate::Survived));
    let survivors: Vec<String> = fates
        .iter()
        .zip(&all)
        .filter(|(it, _)| it.0 == Fate::Survived)
        .map(|(it, mutant)| format!("{}\n      {}", mutant.name, it.1))
        .collect();
    let part = caught as f64 / (caught + survived).max(1) as f64;
    println!(
        "{} mutants, {} change no run, {caught} caught, {survived} survive: {:.1} %",
        all.len(),
        count(Fate::Same),
        part * 100.0
    );
    println!("{}", survivors.join("\n"));
    assert!(part >= WANTED, "only {:.1} % are noticed:\n{}", part * 100.0, survivors.join("\n"));
    let unexplained: Vec<&String> = survivors
        .iter()
        .filter(|name| !KNOWN.iter().any(|(known, why)| name.contains(known) && !why.is_empty()))
        .collect();
    assert!(unexplained.is_empty(), "nobody says why these survive:\n{unexplained:#?}");
}
