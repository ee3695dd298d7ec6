//! Compares a lesson's run with what the lesson says about it: whether scenes are reached,
//! questions have answers, announced rules are broken, and the card fits. It must not know how many
//! ways a lesson has.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lesson::LessonRun;
use crate::lesson::anchor::in_words;
use crate::lesson::card;
use crate::lesson::choices::options;
use crate::lesson::expect::failures;
use crate::lesson::library::Lesson;
use crate::lesson::lint::{Room, lines, suggestion};
use crate::lesson::marked::Marked;
use crate::lesson::predict::{NoAnswer, truth};
use crate::lesson::run::ways_of;
use crate::lesson::schema::{Anchor, Predict, Scene};
use crate::lesson::story::Story;
use crate::lesson::unanswered::Unanswered;
use crate::sim::event::LEDGERS;
use crate::sim::timeline::Verdict;
use crate::sim::{Limit, Timeline};
use crate::text::Lang;
use crate::words::Words;

pub(super) struct Judge<'a> {
    pub(super) lesson: &'a Lesson,
    pub(super) way: Option<&'a str>,
    pub(super) room: &'a Room,
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl Judge<'_> {
    pub(super) fn error(
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

    pub(super) fn warn(
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

    pub(super) fn all(&mut self, played: &LessonRun) {
        let story = played.story();
        if played.timeline().is_bounded() && !self.lesson.expects(Verdict::Bounded) {
            let (at, why) = stopped(played.timeline());
            let message = format!(
                "the run did not end; it was stopped after {} steps, before {at}: {why}",
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
        self.changes(played);
        self.rules(&story);
        if self.way.is_none() {
            self.card(played, &story);
        }
        if let Some(expect) = self.lesson.file.close.expect.as_ref().filter(|_| self.way.is_none())
        {
            self.found.extend(failures(expect, &story, story.end(), &self.lesson.source.name));
        }
    }

    /// Checks what the run adds to the card, and whether the card fits on one screen.
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
                self.warn("too-long", card.place, message, "say less: a card has one screen");
            }
        }
    }

    pub(super) fn unreached(&mut self, anchor: &Marked<Anchor>, story: &Story<'_>) {
        let message = format!("the run never reaches {}", in_words(anchor));
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

    pub(super) fn scene(&mut self, scene: &Marked<Scene>, story: &Story<'_>, place: usize) {
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
                    format!("there is no {:?} in any ledger", focus.value),
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
            // This is reported for the file, whatever its run.
            Err(NoAnswer::NoKind) => {}
            Err(why) => {
                let Unanswered { code, place, message, help } = Unanswered::new(predict, why);
                self.error(code, place, message, help);
            }
            // The changes of such a question are checked separately.
            Ok(_) if predict.because.is_some() => {}
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

    /// Checks the changes of questions that ask why: each must run, some must be right, and some
    /// wrong.
    fn changes(&mut self, played: &LessonRun) {
        let mut seen = Vec::new();
        for (stop, it) in played.stops().iter().enumerate() {
            let Some(trials) = played.trials(played.timeline(), stop) else { continue };
            let Some(predict) = &self.lesson.file.scenes[it.scene].predict else { continue };
            if seen.contains(&it.scene) {
                continue;
            }
            seen.push(it.scene);
            let failed = trials.all.iter().filter_map(|trial| trial.run.as_ref().err());
            let failed: Vec<Diagnostic> = failed.flatten().cloned().collect();
            let right = trials.all.iter().filter(|trial| trial.is_right).count();
            if failed.is_empty() && (right == 0 || right == trials.all.len()) {
                let told = played.trials_told(played.timeline(), stop, Lang::En);
                let told: Vec<String> = told.into_iter().map(|(_, text)| text).collect();
                let which = if right == 0 { "no change is" } else { "every change is" };
                let message = format!("{which} a right answer to this question");
                let place = predict.because.as_ref().map_or(predict.place, |it| it.place);
                self.error("one-sided", place, message, &told.join(" "));
            }
            self.found.extend(failed);
        }
    }

    fn rules(&mut self, story: &Story<'_>) {
        let own = &self.lesson.file.expect_violations;
        let way = self.way.and_then(|name| ways_of(self.lesson).find(|way| way.name.value == name));
        let announced = way.map_or(own, |way| &way.expect_violations);
        for rule in announced {
            if !story.broken().iter().any(|it| it.rule == rule.value) {
                let message = format!("{} is announced, but the run does not break it", rule.value);
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
                let help = format!("add {} to expect_violations, or fix the run", broken.rule);
                self.error("rule-broken", place, message, &help);
            }
        }
    }
}

/// The statement before which a run was stopped, by file and line, and the reason.
fn stopped(timeline: &Timeline) -> (String, String) {
    let why = |limit: Limit| Words::of(Lang::En).text(&format!("bounded-{}", limit.name()));
    let place = timeline.stopped_at().map(|(file, line)| format!("{file}:{line}"));
    (place.unwrap_or_default(), timeline.bounded_by().map_or_else(String::new, why))
}

fn names_of(ledgers: &crate::lesson::story::NamedLedgers) -> impl Iterator<Item = &str> {
    let rows = ledgers.rows.iter().map(|(name, _)| name.as_str());
    let objects = ledgers.objects.iter().map(|(name, ..)| name.as_str());
    let lines = ledgers.transports.iter().chain(&ledgers.messages).map(|(name, _)| name.as_str());
    rows.chain(ledgers.uids.iter().map(String::as_str)).chain(objects).chain(lines)
}
