//! Turns a lesson into its run: options, bodies, additions to the world, and the places of its
//! scenes.
//!
//! It must not know a learner.

use super::block::{Block, blocks, indented};
use super::bounds::MOST_LOOKS;
use super::library::Lesson;
use super::marked::{Marked, OneOrMore, Prose, Table};
use super::schema::{BodyEdit, RunChange, Way};
use super::shape::MOST_PROBLEMS;
use super::story::Story;
use crate::diagnostic::{Diagnostic, Place};
use crate::scenario::edits::{Edit, Move, MoveSide};
use crate::scenario::problem::{refuse, said};
use crate::scenario::syntax::{embedded, misfit};
use crate::scenario::world::spec::Fragment;
use crate::scenario::yaml::StatementLines;
use crate::scenario::{Besides, OPTIONS, Replacement, RunOptions, Scenario};
use crate::sim::Timeline;
use crate::text::{Lang, Text};
use crate::yaml::{DEEPEST, Node, strict, typed};

/// A scene, with its place in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Index into the lesson's scenes.
    pub scene: usize,
    /// The place, as a number of steps taken.
    pub place: usize,
}

/// The options for a lesson's run, or for one of its ways.
///
/// # Errors
/// Options in the lesson or the way that do not exist or make no sense.
pub fn run_options(lesson: &Lesson, way: Option<&str>) -> Result<RunOptions, Vec<Diagnostic>> {
    let run = &lesson.file.run;
    let mut options =
        RunOptions::path(run.path.as_ref().map_or("store-logoff", |path| path.as_str()));
    let mut found = Vec::new();
    let file = &lesson.source.name;
    if let Some(world) = &run.world {
        set(&mut options, "world", &world.value, world.place, file, &mut found);
    }
    set_all(&mut options, &run.options, file, &mut found);
    if let Some(way) = way {
        match ways_of(lesson).find(|it| it.name.value == way) {
            Some(way) => set_all(&mut options, &way.set, file, &mut found),
            None => {
                let name = format!("{way:?}");
                found.push(refuse("unknown-way", "unknown-way", &[("name", &name)]).at(file, None));
            }
        }
    }
    if found.is_empty() { Ok(options) } else { Err(found) }
}

/// All ways in all choices of a lesson.
pub fn ways_of(lesson: &Lesson) -> impl Iterator<Item = &Way> {
    let choices = lesson.file.scenes.iter().filter_map(|scene| scene.choose.as_ref());
    choices.flat_map(|choose| choose.ways.iter().map(|way| &way.value))
}

/// Sets options from a lesson; each error points at the value.
pub fn set_all(
    options: &mut RunOptions,
    table: &Table<OneOrMore>,
    file: &str,
    found: &mut Vec<Diagnostic>,
) {
    for (key, values) in &table.0 {
        if found.len() > MOST_PROBLEMS {
            return;
        }
        options.clear(key);
        for value in &values.value.0 {
            let known = OPTIONS.iter().any(|spec| spec.key == key.value);
            let place = if known { values.place } else { key.place };
            set(options, key, value, place, file, found);
        }
    }
}

fn set(
    options: &mut RunOptions,
    key: &str,
    value: &str,
    place: Place,
    file: &str,
    found: &mut Vec<Diagnostic>,
) {
    if let Err(complaint) = options.set(key, value) {
        found.push(Diagnostic {
            code: "bad-option",
            file: file.into(),
            place: Some(place),
            ..complaint
        });
    }
}

/// The scenario of a lesson with these options, including its bodies and what it adds to the world.
///
/// # Errors
/// All errors in the options, in the lesson's bodies and in what it adds to the world.
pub fn load(lesson: &Lesson, options: &RunOptions) -> Result<Scenario, Vec<Diagnostic>> {
    load_changed(lesson, options, None)
}

/// Like [`load`], with a change to its statements and references; the options of the change are
/// already in `options`.
///
/// # Errors
/// As for [`load`], plus names in the change that the run does not have.
pub(super) fn load_changed(
    lesson: &Lesson,
    options: &RunOptions,
    change: Option<&RunChange>,
) -> Result<Scenario, Vec<Diagnostic>> {
    let (run, file) = (&lesson.file.run, &lesson.source.name);
    let blocks = blocks(lesson);
    let replacements: Vec<Replacement> = run
        .bodies
        .0
        .iter()
        .zip(&blocks)
        .map(|(text, block)| Replacement {
            text: text.value.clone(),
            file: file.clone(),
            line: block.lines_before,
        })
        .collect();
    let adds = run.adds.as_ref().map(|text| -> Result<Fragment, Vec<Diagnostic>> {
        let bad = |found: Diagnostic| {
            let block = Block::of(lesson, text);
            let place = found
                .place
                .map(|it| block.indented(Place { line: it.line + block.lines_before, ..it }));
            vec![found.at(file, place.or(Some(text.place)))]
        };
        let node = Node::parse(text, strict(DEEPEST));
        let node = node.map_err(|error| bad(embedded("bad-world", text, &error)))?;
        let fragment = typed::<Fragment>(&node)
            .map_err(|problem| bad(misfit("bad-world", &problem).at("", problem.place)))?;
        Ok(Fragment { written: true, ..fragment })
    });
    let mut adds = adds.transpose()?;
    if let Some(change) = change.filter(|change| !change.hold.0.is_empty()) {
        let held = change.hold.0.iter().map(|(object, by)| (object.clone(), by.value.clone()));
        adds.get_or_insert_default().hold.0.extend(held);
    }
    let own = run.edits.iter();
    let written: Vec<&Marked<BodyEdit>> =
        own.chain(change.iter().flat_map(|change| &change.edits)).collect();
    if let Some(extra) = written.get(MOST_EDITS) {
        let (count, most) = (written.len().to_string(), MOST_EDITS.to_string());
        let said = [("count", count.as_str()), ("most", most.as_str())];
        return Err(vec![refuse("too-much", "many-edits", &said).at(file, Some(extra.place))]);
    }
    let reason = |(label, text): &(Marked<String>, Marked<Prose>)| {
        let [en, pt_br] = Lang::ALL.map(|lang| text.get(lang).to_owned());
        (label.clone(), Text { en, pt_br })
    };
    let besides = Besides {
        replacements,
        extra: adds,
        edits: written.iter().map(|it| edit(it)).collect(),
        reasons: run.reasons.0.iter().map(reason).collect(),
    };
    Scenario::load_with(options, &besides).map_err(|found| {
        let cause = culprit(&found, options, &besides).and_then(|at| written.get(at));
        let placed = |it: Diagnostic| match (it.code, cause) {
            ("edit-misses" | "unknown-label", _) if it.file.is_empty() && it.place.is_some() => {
                Diagnostic { file: file.as_str().into(), ..it }
            }
            (_, Some(cause)) if is_of_edit(&it) => at_edit(cause, file, it),
            _ if *it.file == **file => {
                Diagnostic { place: it.place.map(|place| indented(&blocks, place)), ..it }
            }
            _ => at_run(lesson, it),
        };
        found.into_iter().map(placed).collect()
    })
}

/// The most edits of a run, those of a change included: each copies the body that it edits.
const MOST_EDITS: usize = 200;

/// Whether an edit led to a problem in a body: the statements that it writes have no place, and the
/// bundled bodies have no problems of their own.
fn is_of_edit(problem: &Diagnostic) -> bool {
    let is_bundled = problem.file.starts_with("assets/");
    problem.place.is_some_and(|place| place.line == 0) || is_bundled
}

/// The first edit with which the run can no longer be loaded.
fn culprit(found: &[Diagnostic], options: &RunOptions, besides: &Besides) -> Option<usize> {
    found.iter().find(|problem| is_of_edit(problem))?;
    // The first edits are loadable up to some number and not from there on.
    let loads = |count: usize| {
        let edits = besides.edits[..count].to_vec();
        let fewer = Besides { edits, reasons: Vec::new(), ..besides.clone() };
        !Scenario::load_with(options, &fewer).is_err_and(|all| all.iter().any(is_of_edit))
    };
    let (mut good, mut bad) = (0, besides.edits.len());
    while good + 1 < bad {
        let middle = usize::midpoint(good, bad);
        if loads(middle) { good = middle } else { bad = middle }
    }
    Some(good)
}

/// A problem in a body, at the edit that led to it.
fn at_edit(edit: &Marked<BodyEdit>, file: &str, problem: Diagnostic) -> Diagnostic {
    let written = edit.write.as_ref().map(|lines| lines.place);
    let body = &edit.body;
    let place = written.filter(|_| problem.place.is_some_and(|place| place.line == 0));
    let line = problem.place.filter(|place| place.line > 0).map(|place| place.line.to_string());
    let problem = match line {
        Some(line) => {
            let said_of = [("file", &*problem.file), ("line", &line)];
            let of = said("refuse-in-body", &said_of);
            problem.and(&of)
        }
        None => problem,
    };
    let place = Some(place.unwrap_or(body.place));
    problem.at(file, place)
}

fn edit(edit: &Marked<BodyEdit>) -> Edit {
    let target = [&edit.before, &edit.after, &edit.instead, &edit.drop];
    let target = target.into_iter().flatten().next();
    let written = edit.write.as_ref().map(|lines| StatementLines(lines.value.0.clone()));
    let put = |here: bool| written.clone().filter(|_| here);
    let side = if edit.before.is_some() { MoveSide::Before } else { MoveSide::After };
    let place = edit.moved.as_ref().or(target).map_or(edit.place, |label| label.place);
    Edit {
        body: edit.body.value.clone(),
        at: target.map(|label| label.value.clone()),
        drop: edit.drop.is_some(),
        replace: put(edit.instead.is_some()),
        before: put(edit.before.is_some()),
        after: put(edit.after.is_some()),
        first: put(target.is_none()),
        moved: edit.moved.as_ref().map(|label| Move { label: label.value.clone(), side }),
        place: Some(place),
        body_place: Some(edit.body.place),
    }
}

/// Converts a place in a lesson's bodies to a place in the lesson's file.
pub(super) fn place_in_bodies(lesson: &Lesson, place: Place) -> Place {
    indented(&blocks(lesson), place)
}

/// Where a lesson gives an option this value: in its run, or in a way or an exercise.
fn place_of_option(lesson: &Lesson, (key, value): &(String, String)) -> Option<Place> {
    let run = &lesson.file.run;
    let exercises = lesson.file.scenes.iter().filter_map(|scene| scene.exercise.as_ref());
    let tables = std::iter::once(&run.options)
        .chain(ways_of(lesson).map(|way| &way.set))
        .chain(exercises.map(|exercise| &exercise.set));
    let world = run.world.as_ref().filter(|world| key == "world" && world.value == *value);
    let mut entries = tables.flat_map(|table| &table.0);
    let is_it = |(its, values): &&(Marked<String>, Marked<OneOrMore>)| {
        its.value == *key && values.value.0.contains(value)
    };
    let found = entries.find(is_it).map(|(_, values)| values.place);
    world.map(|world| world.place).or(found)
}

/// Converts a place in a text that is embedded in a lesson to a place in the lesson's file.
pub(super) fn place_in(lesson: &Lesson, text: &Marked<String>, place: Place) -> Place {
    let block = Block::of(lesson, text);
    block.indented(Place { line: place.line + block.lines_before, ..place })
}

/// A complaint about a run, at the place in the lesson that it is about.
pub(super) fn at_run(lesson: &Lesson, complaint: Diagnostic) -> Diagnostic {
    if !complaint.file.is_empty() {
        return complaint;
    }
    let run = &lesson.file.run;
    if let (Some(place), Some(adds)) = (complaint.place, &run.adds) {
        // In the world, only what the lesson adds has a place.
        let block = Block::of(lesson, adds);
        let place = block.indented(Place { line: place.line + block.lines_before, ..place });
        return Diagnostic {
            file: lesson.source.name.as_str().into(),
            place: Some(place),
            ..complaint
        };
    }
    let own = complaint.about.as_ref().and_then(|about| place_of_option(lesson, about));
    let path = run.path.as_ref().map(|path| path.place);
    let place = own.or(path).or((run.place.line > 0).then_some(run.place));
    Diagnostic { file: lesson.source.name.as_str().into(), place, ..complaint }
}

/// The stops of a way, and the scenes that are never reached. Scenes before the choice of another
/// way were met in the lesson's own run; on the other way they are kept only if they come in the
/// same order.
pub fn resolve(lesson: &Lesson, way: Option<&str>, story: &Story<'_>) -> (Vec<Stop>, Vec<usize>) {
    let own = first_ways(lesson);
    let chosen_at = way.and_then(|way| choice_of(lesson, way)).unwrap_or(0);
    let above = way.map_or_else(Vec::new, |way| above(lesson, way));
    // Checking each stop involves the whole run.
    let most = MOST_LOOKS / (story.end() + 1);
    let (mut stops, mut unreached) = (Vec::new(), Vec::new());
    let mut previous = 0;
    for (scene, it) in lesson.file.scenes.iter().enumerate() {
        let belongs = it.way.as_ref().is_none_or(|wanted| match way {
            Some(way) => {
                let leads =
                    |(name, choice): &(&str, usize)| *name == wanted.value && scene <= *choice;
                wanted.value == way || above.iter().any(leads)
            }
            None => own.contains(&wanted.as_str()),
        });
        if !belongs {
            continue;
        }
        let mut places = it.at.places(story, previous);
        places.truncate(most.saturating_sub(stops.len()).max(1));
        match places.first() {
            Some(place) if scene < chosen_at && *place < previous => continue,
            Some(place) => previous = *place,
            None if scene < chosen_at => continue,
            None => unreached.push(scene),
        }
        stops.extend(places.into_iter().map(|place| Stop { scene, place }));
    }
    stops.sort_by_key(|stop| stop.place);
    (stops, unreached)
}

/// The scene whose choice offers a way.
pub(super) fn choice_of(lesson: &Lesson, way: &str) -> Option<usize> {
    lesson.file.scenes.iter().position(|scene| {
        scene
            .choose
            .as_ref()
            .is_some_and(|choose| choose.ways.iter().any(|it| it.name.value == way))
    })
}

/// If the choice of a way is itself on a way: the ways that lead to it, each with the scene of the
/// choice to which it leads.
fn above<'a>(lesson: &'a Lesson, way: &'a str) -> Vec<(&'a str, usize)> {
    let (mut found, mut below) = (Vec::new(), usize::MAX);
    let mut of = way;
    while let Some(choice) = choice_of(lesson, of).filter(|choice| *choice < below)
        && let Some(way) = &lesson.file.scenes[choice].way
    {
        found.push((way.as_str(), choice));
        (of, below) = (way.as_str(), choice);
    }
    found
}

/// The first way of each choice, which is the lesson's own run.
pub fn first_ways(lesson: &Lesson) -> Vec<&str> {
    let choices = lesson.file.scenes.iter().filter_map(|scene| scene.choose.as_ref());
    choices.filter_map(|choose| choose.ways.first().map(|way| way.name.as_str())).collect()
}

/// The cost of reading the lesson and building its world once more.
pub(super) fn reading_cost(lesson: &Lesson, objects: usize) -> usize {
    40 * lesson.source.text.len() + 100 * objects
}

/// The cost of loading a lesson, running it, and examining its scenes.
pub(super) fn cost(lesson: &Lesson, timeline: &Timeline) -> usize {
    let state = timeline.final_state();
    let looks = (lesson.file.scenes.len() + 20) * (timeline.len() + 100);
    looks + reading_cost(lesson, state.objects.len() + state.messages.len())
}

/// The cost of running a change of a lesson and comparing it.
pub(super) fn change_cost(lesson: &Lesson, timeline: &Timeline) -> usize {
    let state = timeline.final_state();
    let bodies: usize = lesson.file.run.bodies.0.iter().map(|text| text.len()).sum();
    20 * (timeline.len() + 100) + 40 * bodies + 100 * (state.objects.len() + state.messages.len())
}
