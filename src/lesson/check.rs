//! A lesson as a test: parse, lint, run, and compare with what it says. Everything that is wrong is
//! reported at once.
//!
//! It must not know how a report is printed.

use std::sync::Arc;

use fluent_bundle::FluentValue;

use super::anchor::in_words;
use super::bounds::{MOST_WORK, too_much};
use super::card;
use super::choices::options;
use super::expect::failures;
use super::library::{Lesson, all_bundled};
use super::lint::{Room, SMALL, lines, lint, suggestion};
use super::marked::Marked;
use super::play::LessonRun;
use super::predict::{NoAnswer, truth};
use super::run::{first_ways, load, run_options, set_all, ways_of};
use super::schema::{Anchor, Predict, Scene};
use super::shape::MOST_PROBLEMS;
use super::source::Source;
use super::story::Story;
use super::unanswered::Unanswered;
use super::unused::Unused;
use crate::diagnostic::{Diagnostic, Severity};
use crate::sim::event::LEDGERS;
use crate::sim::timeline::Verdict;
use crate::sim::{Limit, Timeline};
use crate::text::Lang;
use crate::words::Words;

/// What was found about one lesson.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What the user calls the file.
    pub name: String,
    /// The lesson's id: the name of its file without extension.
    pub id: String,
    /// Every problem, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it could be run.
    pub ran: bool,
    /// Number of scenes in the file.
    pub scenes: usize,
    /// Number of questions in the file.
    pub questions: usize,
    /// Steps of its run, all ways together.
    pub steps: usize,
}

impl Report {
    /// Whether something is wrong; warnings alone are not.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }
}

/// Checks a lesson for the smallest screen.
pub fn check_lesson(source: &Source) -> Report {
    check_for(source, &SMALL)
}

/// Checks a lesson for a screen with this room.
pub fn check_for(source: &Source, room: &Room) -> Report {
    let mut report =
        Report { name: source.name.clone(), id: source.id.clone(), ..Report::default() };
    match Lesson::parse(source.clone()) {
        Ok(lesson) => {
            report.scenes = lesson.file.scenes.len();
            report.questions =
                lesson.file.scenes.iter().filter(|scene| scene.predict.is_some()).count();
            report.diagnostics = lint(&lesson, room);
            run(&Arc::new(lesson), room, &mut report);
        }
        Err(found) => report.diagnostics = found,
    }
    report.diagnostics.sort_by_key(|it| it.place);
    let mut known: Vec<Diagnostic> = Vec::new();
    for it in std::mem::take(&mut report.diagnostics) {
        if known.last() != Some(&it) {
            known.push(it);
        }
    }
    if let Some(next) = known.get(MOST_PROBLEMS) {
        let message =
            format!("only the first {MOST_PROBLEMS} of {} problems are told", known.len());
        let rest = too_much(&report.name, next.place.unwrap_or_default(), message)
            .help("mend those that are told, and check again");
        known.truncate(MOST_PROBLEMS);
        known.push(rest);
    }
    report.diagnostics = known;
    report
}

/// Checks all bundled lessons.
pub fn check_bundled() -> Vec<Report> {
    all_bundled().iter().map(check_lesson).collect()
}

/// Runs the lesson itself and every other way of its choices.
fn run(lesson: &Arc<Lesson>, room: &Room, report: &mut Report) {
    let firsts = first_ways(lesson);
    let others = ways_of(lesson).map(|way| way.name.as_str()).filter(|name| !firsts.contains(name));
    let ways: Vec<Option<&str>> = std::iter::once(None).chain(others.map(Some)).collect();
    let mut unused = Unused::default();
    report.ran = true;
    let mut left = MOST_WORK;
    for way in ways {
        match LessonRun::unchecked(Arc::clone(lesson), way) {
            Ok(played) => {
                report.steps += played.timeline().len();
                if !pay(&mut left, lesson, way, &played, &mut report.diagnostics) {
                    return;
                }
                unused.look(lesson, way, played.timeline());
                Judge { lesson, way, room, found: &mut report.diagnostics }.all(&played);
            }
            Err(found) => {
                report.ran = false;
                report.diagnostics.extend(found);
            }
        }
        if report.diagnostics.len() > 2 * MOST_PROBLEMS {
            return;
        }
    }
    exercises(lesson, &mut left, &mut report.diagnostics);
    if report.ran {
        report.diagnostics.extend(unused.warnings(lesson, left));
    }
}

/// What it took to read the lesson once more, and to make its world again.
fn reading(lesson: &Lesson, objects: usize) -> usize {
    40 * lesson.source.text.len() + 100 * objects
}

/// What it took to load a lesson, run it, and look at its scenes there.
pub(super) fn cost(lesson: &Lesson, timeline: &Timeline) -> usize {
    let state = timeline.final_state();
    let looks = (lesson.file.scenes.len() + 20) * (timeline.len() + 100);
    looks + reading(lesson, state.objects.len() + state.messages.len())
}

/// Counts what a way takes; says so if that is too much.
fn pay(
    left: &mut usize,
    lesson: &Lesson,
    way: Option<&str>,
    played: &LessonRun,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let cost = cost(lesson, played.timeline());
    if way.is_some() && cost > *left {
        let place = ways_of(lesson)
            .find(|it| Some(it.name.value.as_str()) == way)
            .map(|way| way.name.place);
        let message = "the runs of this lesson are too long to check all of its ways".to_owned();
        found.push(too_much(&lesson.source.name, place.unwrap_or(lesson.file.run.place), message));
        return false;
    }
    *left = left.saturating_sub(cost);
    true
}

fn exercises(lesson: &Lesson, left: &mut usize, found: &mut Vec<Diagnostic>) {
    for exercise in lesson.file.scenes.iter().filter_map(|scene| scene.exercise.as_ref()) {
        let Ok(mut options) = run_options(lesson, None) else { return };
        let before = found.len();
        set_all(&mut options, &exercise.set, &lesson.source.name, found);
        if found.len() == before && !exercise.set.0.is_empty() {
            if *left == 0 {
                let message = "this lesson is too large to check all of its exercises".to_owned();
                found.push(too_much(&lesson.source.name, exercise.place, message));
                return;
            }
            *left = left.saturating_sub(reading(lesson, 0));
            for complaint in load(lesson, &options).err().unwrap_or_default() {
                found.push(Diagnostic {
                    file: lesson.source.name.clone(),
                    place: Some(exercise.place),
                    ..complaint
                });
            }
        }
    }
}

struct Judge<'a> {
    lesson: &'a Lesson,
    way: Option<&'a str>,
    room: &'a Room,
    found: &'a mut Vec<Diagnostic>,
}

impl Judge<'_> {
    fn error(
        &mut self,
        code: &'static str,
        place: crate::diagnostic::Place,
        message: String,
        help: &str,
    ) {
        let message = match self.way {
            Some(way) => format!("{message} (on the way {way:?})"),
            None => message,
        };
        self.found.push(
            Diagnostic::error(code, &self.lesson.source.name, Some(place), message).help(help),
        );
    }

    fn warn(
        &mut self,
        code: &'static str,
        place: crate::diagnostic::Place,
        message: String,
        help: &str,
    ) {
        self.error(code, place, message, help);
        if let Some(last) = self.found.last_mut() {
            last.severity = Severity::Warning;
        }
    }

    fn all(&mut self, played: &LessonRun) {
        let story = played.story();
        if played.timeline().is_bounded() && !self.lesson.expects(Verdict::Bounded) {
            let (at, why) = stopped(played.timeline());
            let message = format!(
                "the run does not end; it was stopped after {} steps, before {at}: {why}",
                played.timeline().len()
            );
            let place = self.lesson.file.run.place;
            self.error("endless-run", place, message, "look for a loop in the bodies");
        }
        for scene in played.unreached() {
            self.unreached(&self.lesson.file.scenes[*scene].at, &story);
        }
        let mut latest = 0;
        for scene in 0..self.lesson.file.scenes.len() {
            let Some(first) = played.stops().iter().find(|stop| stop.scene == scene) else {
                continue;
            };
            let it = &self.lesson.file.scenes[scene];
            if first.place < latest {
                let message = format!("{} happens before the scene above it", in_words(&it.at));
                self.warn(
                    "scene-order",
                    it.at.place,
                    message,
                    "put scenes in the order of the run, or use pick: next",
                );
            }
            latest = latest.max(first.place);
            self.scene(it, &story, first.place);
        }
        self.rules(&story);
        if self.way.is_none() {
            self.card(played, &story);
        }
        if let Some(expect) = self.lesson.file.close.expect.as_ref().filter(|_| self.way.is_none())
        {
            self.found.extend(failures(expect, &story, story.end(), &self.lesson.source.name));
        }
    }

    /// What the run adds to the card, and whether one screen holds it.
    fn card(&mut self, played: &LessonRun, story: &Story<'_>) {
        let Some(card) = &self.lesson.file.card else { return };
        for line in card.iter() {
            let place =
                line.calls.as_ref().map(|it| it.place).or(line.run.as_ref().map(|it| it.place));
            if let Some(place) =
                place.filter(|_| card::fact(line, story, "card-fact", Lang::En).is_none())
            {
                let help = "`teardown replay` shows what happens in it";
                self.error(
                    "no-fact",
                    place,
                    "the run has nothing of this kind for the card".to_owned(),
                    help,
                );
            }
        }
        for lang in Lang::ALL {
            let (width, most) = self.room.card;
            let all = card::lines(played, lang);
            let takes: usize = all
                .iter()
                .map(|line| lines(&card::paragraph(line, lang).join(" "), width - 2))
                .sum();
            if takes > most {
                let message = format!(
                    "the card takes {takes} lines in {} at 80x24, there are {most}",
                    lang.code()
                );
                self.warn(
                    "too-long",
                    card.place,
                    message,
                    "say less: one screen is all that anybody keeps",
                );
            }
        }
    }

    fn unreached(&mut self, anchor: &Marked<Anchor>, story: &Story<'_>) {
        let message = format!("the run never comes to {}", in_words(anchor));
        let mut help = "`teardown replay` shows what happens in it".to_owned();
        for name in
            [&anchor.object, &anchor.count, &anchor.created, &anchor.freed, &anchor.invalidated]
                .into_iter()
                .flatten()
        {
            if story.find(name).is_none() {
                let ledgers = story.ledgers_at(story.end());
                let known: Vec<&str> =
                    ledgers.objects.iter().map(|(known, ..)| known.as_str()).collect();
                help = format!("there is no object {:?}; {}", name.value, suggestion(name, known));
            }
        }
        self.error("unreached-scene", anchor.place, message, &help);
    }

    fn scene(&mut self, scene: &Marked<Scene>, story: &Story<'_>, place: usize) {
        if let Some(focus) = &scene.focus {
            let ledgers = story.ledgers_at(story.end());
            let start = story.ledgers_at(0);
            let names = names_of(&ledgers)
                .chain(names_of(&start))
                .chain(LEDGERS.iter().map(|it| it.name()));
            let names: Vec<&str> = names.collect();
            if !names.contains(&focus.as_str()) {
                let help = suggestion(focus, names.iter().copied());
                self.error(
                    "unknown-focus",
                    focus.place,
                    format!("no ledger has {:?}", focus.value),
                    &help,
                );
            }
        }
        if let Some(predict) = &scene.predict {
            self.question(predict, story, place);
        }
        if let Some(expect) = &scene.expect {
            self.found.extend(failures(expect, story, place, &self.lesson.source.name));
        }
    }

    fn question(&mut self, predict: &Marked<Predict>, story: &Story<'_>, place: usize) {
        match truth(predict, story, place) {
            // That is said of the file, whatever its run.
            Err(NoAnswer::NoKind) => {}
            Err(why) => {
                let Unanswered { code, place, message, help } = Unanswered::new(predict, why);
                self.error(code, place, message, help);
            }
            Ok(_) if options(predict, story, place).is_empty() => {
                let help = "ask about something that this run has";
                self.error("no-answer", predict.place, "there is nothing to pick".to_owned(), help);
            }
            Ok(_) if options(predict, story, place).len() < 2 => {
                let help = "ask about more than one thing";
                self.warn(
                    "no-choice",
                    predict.place,
                    "there is only one thing to pick".to_owned(),
                    help,
                );
            }
            Ok(_) => {}
        }
    }

    fn rules(&mut self, story: &Story<'_>) {
        let own = &self.lesson.file.expect_violations;
        let way = self.way.and_then(|name| ways_of(self.lesson).find(|way| way.name.value == name));
        let announced = way.map_or(own, |way| &way.expect_violations);
        for rule in announced {
            if !story.broken().iter().any(|it| it.rule == rule.value) {
                let message = format!("{} is announced, but not broken", rule.value);
                self.error(
                    "rule-not-broken",
                    rule.place,
                    message,
                    "remove it from expect_violations",
                );
            }
        }
        let mut seen: Vec<&str> = announced.iter().map(|rule| rule.as_str()).collect();
        for broken in story.broken() {
            let by_verdict = self.way.is_none() && self.lesson.announces(&broken.rule);
            if !seen.contains(&broken.rule.as_str()) && !by_verdict {
                seen.push(&broken.rule);
                let message = format!(
                    "step {} breaks {}, and the lesson does not announce it",
                    broken.step, broken.rule
                );
                let place = self.lesson.file.run.place;
                let help = format!("add {} to expect_violations, or mend the run", broken.rule);
                self.error("rule-broken", place, message, &help);
            }
        }
    }
}

/// Before which statement a run was stopped, by its file and line, and why.
fn stopped(timeline: &Timeline) -> (String, String) {
    let why = |limit: Limit| Words::of(Lang::En).text(&format!("bounded-{}", limit.name()));
    let place = timeline.stopped_at().map(|(file, line)| format!("{file}:{line}"));
    (place.unwrap_or_default(), timeline.bounded_by().map_or_else(String::new, why))
}

fn names_of(ledgers: &super::story::Standing) -> impl Iterator<Item = &str> {
    let rows = ledgers.rows.iter().map(|(name, _)| name.as_str());
    let objects = ledgers.objects.iter().map(|(name, ..)| name.as_str());
    let lines = ledgers.transports.iter().chain(&ledgers.messages).map(|(name, _)| name.as_str());
    rows.chain(ledgers.uids.iter().map(String::as_str)).chain(objects).chain(lines)
}

/// Codes of complaints about lessons, in the order of the alphabet.
pub const CODES: &[&str] = &[
    "bad-cite",
    "bad-option",
    "bad-world",
    "bad-yaml",
    "control-character",
    "duplicate-key",
    "duplicate-scene",
    "duplicate-way",
    "empty-file",
    "empty-text",
    "endless-run",
    "expectation-failed",
    "first-way",
    "idle-body",
    "idle-hint",
    "idle-setting",
    "lost-place",
    "missing-key",
    "missing-translation",
    "newer-format",
    "no-answer",
    "no-choice",
    "no-expectation",
    "no-fact",
    "no-scenes",
    "no-such-file",
    "no-such-lesson",
    "not-every-order",
    "not-utf8",
    "nth-and-pick",
    "nth-zero",
    "odd-minutes",
    "one-event",
    "one-kind",
    "one-way",
    "rule-broken",
    "rule-not-broken",
    "same-translation",
    "scene-order",
    "several-documents",
    "some-order-breaks",
    "some-order-misses",
    "too-deep",
    "too-large",
    "too-long",
    "too-many-hints",
    "too-much",
    "uncited",
    "unknown-alias",
    "unknown-flag",
    "unknown-focus",
    "unknown-format",
    "unknown-key",
    "unknown-lesson",
    "unknown-method",
    "unknown-reading",
    "unknown-rule",
    "unknown-value",
    "unknown-way",
    "unreached-scene",
    "unreached-until",
    "unreadable",
    "watch-only",
    "wrong-type",
    "yes-no",
];

/// What a code means and how to mend what it complains about.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    Words::of(lang).find(&format!("explain-{code}"), &[("code", FluentValue::from(code))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained() {
        for code in CODES {
            for lang in [Lang::En, Lang::PtBr] {
                assert!(
                    explain(code, lang).is_some_and(|text| text.len() > 40),
                    "{code} in {}",
                    lang.code()
                );
            }
        }
        assert!(CODES.is_sorted());
        assert_eq!(explain("no-such-code", Lang::En), None);
    }

    #[test]
    fn every_code_that_is_used_is_listed() {
        let sources = [
            include_str!("source.rs"),
            include_str!("shape.rs"),
            include_str!("lint.rs"),
            include_str!("check.rs"),
        ];
        let sources = sources.iter().chain(&[
            include_str!("library.rs"),
            include_str!("run.rs"),
            include_str!("expect.rs"),
            include_str!("unused.rs"),
        ]);
        let mut used = 0;
        for source in sources.map(|it| it.split("#[cfg(test)]").next().unwrap_or(it)) {
            for part in source.split("error(").chain(source.split("warn(")).skip(1) {
                let Some(code) =
                    part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
                else {
                    continue;
                };
                assert!(CODES.contains(&code), "{code} is not listed");
                used += 1;
            }
        }
        assert!(used > 30);
    }
}
