//! Compares a lesson's run with what the lesson says about it: whether scenes are reached,
//! questions have answers, announced rules are broken, and the card fits. It must not know how many
//! ways a lesson has.

use crate::diagnostic::{Diagnostic, Place};
use crate::lesson::LessonRun;
use crate::lesson::anchor::in_words;
use crate::lesson::card;
use crate::lesson::choices::options;
use crate::lesson::expect::failures;
use crate::lesson::library::Lesson;
use crate::lesson::lint::{Room, lines};
use crate::lesson::marked::Marked;
use crate::lesson::predict::{NoAnswer, truth};
use crate::lesson::run::ways_of;
use crate::lesson::schema::{Anchor, Predict, Scene};
use crate::lesson::story::Story;
use crate::lesson::unanswered::unanswered;
use crate::scenario::problem::{Arguments, near, refuse, said};
use crate::sim::event::LEDGERS;
use crate::sim::timeline::Verdict;
use crate::sim::{Limit, Timeline};
use crate::text::{Lang, Text};
use crate::words::Words;

pub(super) struct Judge<'a> {
    pub(super) lesson: &'a Lesson,
    pub(super) way: Option<&'a str>,
    pub(super) room: &'a Room,
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl Judge<'_> {
    fn push(&mut self, place: Place, found: Diagnostic) {
        let found = match self.way {
            Some(way) => found.and(&said("refuse-on-the-way", &[("way", way)])),
            None => found,
        };
        self.found.push(found.at(&self.lesson.source.name, Some(place)));
    }

    /// An error with the text `refuse-CODE`.
    fn error(&mut self, code: &'static str, place: Place, said: Arguments<'_>) {
        self.push(place, refuse(code, code, said));
    }

    fn warn(&mut self, code: &'static str, place: Place, said: Arguments<'_>) {
        self.push(place, refuse(code, code, said).warning());
    }

    pub(super) fn all(&mut self, played: &LessonRun) {
        let story = played.story();
        if played.timeline().is_bounded() && !self.lesson.expects(Verdict::Bounded) {
            let why = |lang: Lang| stopped(played.timeline(), lang);
            let (steps, [en, pt_br]) = (played.timeline().len().to_string(), Lang::ALL.map(why));
            let of = |(at, why): &(String, String)| {
                said("refuse-endless-run", &[("steps", &steps), ("at", at), ("why", why)])
            };
            let message = Text { en: of(&en).en, pt_br: of(&pt_br).pt_br };
            let help = said("refuse-endless-run-help", &[]);
            let place = self.lesson.file.run.place;
            self.push(place, Diagnostic::in_both("endless-run", message, Some(help)));
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
                self.warn("scene-order", it.at.place, &[("what", &in_words(&it.at))]);
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
                self.error("no-fact", place, &[]);
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
                let (takes, most) = (takes.to_string(), most.to_string());
                let said = [("takes", takes.as_str()), ("most", &most), ("lang", lang.code())];
                self.push(card.place, refuse("too-long", "card-too-long", &said).warning());
            }
        }
    }

    pub(super) fn unreached(&mut self, anchor: &Marked<Anchor>, story: &Story<'_>) {
        let mut found =
            refuse("unreached-scene", "unreached-scene", &[("what", &in_words(anchor))]);
        let ledgers = story.ledgers_at(story.end());
        let known: Vec<&str> = ledgers.objects.iter().map(|(known, ..)| known.as_str()).collect();
        for name in
            [&anchor.object, &anchor.count, &anchor.created, &anchor.freed, &anchor.invalidated]
                .into_iter()
                .flatten()
        {
            if story.find(name).is_none() {
                found = found.help_in_both(near(name, known.iter().copied()));
            }
        }
        self.push(anchor.place, found);
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
                let said = [("name", &*format!("{:?}", focus.value))];
                let help = near(focus, names.iter().copied());
                let found = refuse("unknown-focus", "unknown-focus", &said);
                self.push(focus.place, found.help_in_both(help));
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
                let found = unanswered("", predict, why);
                self.push(found.place.unwrap_or(predict.place), found);
            }
            // The changes of such a question are checked separately.
            Ok(_) if predict.because.is_some() => {}
            Ok(_) if options(predict, story, place).is_empty() => {
                self.push(predict.place, refuse("no-answer", "nothing-to-pick", &[]));
            }
            Ok(_) if options(predict, story, place).len() < 2 => {
                self.warn("no-choice", predict.place, &[]);
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
                let told = |lang: Lang| {
                    let told = played.trials_told(played.timeline(), stop, lang);
                    told.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
                };
                let [en, pt_br] = Lang::ALL.map(told);
                let id = if right == 0 { "none-is-right" } else { "all-are-right" };
                let place = predict.because.as_ref().map_or(predict.place, |it| it.place);
                self.push(place, refuse("one-sided", id, &[]).help_in_both(Text { en, pt_br }));
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
                self.error("rule-not-broken", rule.place, &[("rule", &rule.value)]);
            }
        }
        let mut seen: Vec<&str> = announced.iter().map(|rule| rule.as_str()).collect();
        for broken in story.broken() {
            let by_verdict = self.way.is_none() && self.lesson.announces(&broken.rule);
            if !seen.contains(&broken.rule.as_str()) && !by_verdict {
                seen.push(&broken.rule);
                let step = broken.step.to_string();
                let said = [("step", step.as_str()), ("rule", broken.rule.as_str())];
                self.error("rule-broken", self.lesson.file.run.place, &said);
            }
        }
    }
}

/// The statement before which a run was stopped, by file and line, and the reason.
fn stopped(timeline: &Timeline, lang: Lang) -> (String, String) {
    let why = |limit: Limit| Words::of(lang).text(&format!("bounded-{}", limit.name()));
    let place = timeline.stopped_at().map(|(file, line)| format!("{file}:{line}"));
    (place.unwrap_or_default(), timeline.bounded_by().map_or_else(String::new, why))
}

fn names_of(ledgers: &crate::lesson::story::NamedLedgers) -> impl Iterator<Item = &str> {
    let rows = ledgers.rows.iter().map(|(name, _)| name.as_str());
    let objects = ledgers.objects.iter().map(|(name, ..)| name.as_str());
    let lines = ledgers.transports.iter().chain(&ledgers.messages).map(|(name, _)| name.as_str());
    rows.chain(ledgers.uids.iter().map(String::as_str)).chain(objects).chain(lines)
}
