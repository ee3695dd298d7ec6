//! A lesson's questions, the attempts at them and what is kept of these; also the ways of a choice.
//! It must not know the current place in the run.

use std::collections::BTreeMap;

use super::{Course, MarkKey, Question, SceneAttempts};
use crate::diagnostic::Diagnostic;
use crate::lesson::asked::{ask, change_text};
use crate::lesson::because::Trials;
use crate::lesson::because::told::{self, trial_text};
use crate::lesson::grade::{Feedback, grade};
use crate::lesson::hint::HINTS;
use crate::lesson::marked::Marked;
use crate::lesson::predict::{QuestionKind, Truth};
use crate::lesson::run::{choice_of, ways_of};
use crate::lesson::schema::Way;
use crate::lesson::{choices, hint, predict, wrong};
use crate::sim::Timeline;
use crate::text::Lang;

impl Course {
    /// The question at a stop.
    pub fn question(&self, run: &Timeline, stop: usize, lang: Lang) -> Option<Question> {
        let predict = self.scene(stop).predict.as_ref()?;
        let kind = QuestionKind::of(predict)?;
        let options = choices::options(predict, &self.story(run), self.stops[stop].place);
        let changes = options.iter().filter_map(|name| change_text(predict, name, lang));
        Some(Question {
            ask: ask(predict, lang),
            changes: changes.collect(),
            options,
            select: kind.select(predict.ordered),
            ledger: kind.ledger(),
            kind,
            lang,
        })
    }

    /// How the changes of a stop's question affect its outcome; `None` if it does not ask why.
    pub fn trials(&self, run: &Timeline, stop: usize) -> Option<&Trials> {
        let scene = self.stops.get(stop)?.scene;
        self.tried.get(&self.lesson, self.way(), scene, &self.story(run))
    }

    /// What the run of each change did, and whether the change is right, in the order of the
    /// lesson; empty if the stop does not ask why.
    pub fn trials_told(&self, run: &Timeline, stop: usize, lang: Lang) -> Vec<(bool, String)> {
        let (Some(predict), Some(trials)) =
            (self.scene(stop).predict.as_ref(), self.trials(run, stop))
        else {
            return Vec::new();
        };
        let all = trials.all.iter();
        all.map(|it| (it.is_right, trial_text(predict, trials, it, lang))).collect()
    }

    /// What is right, as computed from the run.
    pub fn truth(&self, run: &Timeline, stop: usize) -> Option<Truth> {
        let predict = self.scene(stop).predict.as_ref()?;
        if predict.because.is_some() {
            return Some(self.trials(run, stop)?.truth(self.stops[stop].place));
        }
        predict::truth(predict, &self.story(run), self.stops[stop].place).ok()
    }

    /// Grades an attempt and records it. `None` if the stop asks nothing.
    pub fn answer(&mut self, run: &Timeline, stop: usize, answer: &[String]) -> Option<Feedback> {
        let feedback = grade(&self.truth(run, stop)?, answer);
        let mark = self.mark_mut(stop);
        if !mark.done {
            mark.attempts = mark.attempts.saturating_add(1);
            mark.right = feedback.is_right();
            mark.done = mark.right;
            if !mark.right && mark.attempts == 1 {
                mark.first_wrong = Some(feedback.clone());
                mark.first_answer = Some(answer.to_vec());
            }
        }
        Some(feedback)
    }

    /// Why an answer is wrong in this run, if the run can tell.
    pub fn why_wrong(&self, run: &Timeline, stop: usize, name: &str, lang: Lang) -> Option<String> {
        let predict = self.scene(stop).predict.as_ref()?;
        if let Some(trials) = self.trials(run, stop) {
            let trial = trials.all.iter().find(|it| it.name == name)?;
            return Some(trial_text(predict, trials, trial, lang));
        }
        wrong::why(predict, &self.story(run), self.stops[stop].place, name, lang)
    }

    /// Reveals the answer: the question is settled, but doesn't count as right.
    pub fn give_up(&mut self, run: &Timeline, stop: usize) -> Option<Feedback> {
        let feedback = grade(&self.truth(run, stop)?, &[]);
        let mark = self.mark_mut(stop);
        if !mark.done {
            mark.done = true;
            mark.first_wrong.get_or_insert_with(|| feedback.clone());
            mark.first_answer.get_or_insert_with(Vec::new);
        }
        Some(feedback)
    }

    /// The next hint at a stop with its number, from 1; repeats the last hint if there are no more.
    pub fn hint(&mut self, run: &Timeline, stop: usize, lang: Lang) -> Option<(usize, String)> {
        let taken = self.mark(stop).map_or(0, |mark| mark.hints);
        let level = taken.saturating_add(1).min(HINTS);
        let text = self.hint_text(run, stop, level, lang)?;
        let mark = self.mark_mut(stop);
        if !mark.done {
            mark.hints = level;
        }
        Some((level, text))
    }

    /// The hint of a level, from 1: either the lesson's own or one made from the run.
    fn hint_text(&self, run: &Timeline, stop: usize, level: usize, lang: Lang) -> Option<String> {
        let (scene, story) = (self.scene(stop), self.story(run));
        let predict = scene.predict.as_ref()?;
        if let Some(written) = scene.hints.get(level - 1) {
            return Some(written.get(lang).to_owned());
        }
        match self.trials(run, stop) {
            Some(trials) => told::hint(predict, trials, &story, level, lang),
            None => hint::text(predict, &story, self.stops[stop].place, level, lang),
        }
    }

    /// What the learner did at a stop.
    pub fn mark(&self, stop: usize) -> Option<&SceneAttempts> {
        self.marks.get(&self.key(self.stops.get(stop)?.scene))
    }

    fn mark_mut(&mut self, stop: usize) -> &mut SceneAttempts {
        self.marks.entry(self.key(self.stops[stop].scene)).or_default()
    }

    /// What the learner did, by scene: save it, and restore it with [`Course::remember`].
    pub fn marks(&self) -> &BTreeMap<MarkKey, SceneAttempts> {
        &self.marks
    }

    /// The key under which this run records what is done at a scene.
    pub fn key(&self, scene: usize) -> MarkKey {
        let forked = self
            .way
            .as_ref()
            .filter(|way| choice_of(&self.lesson, way).is_some_and(|chosen| scene > chosen));
        (scene, forked.cloned())
    }

    /// How often the lesson has been restarted.
    pub fn round(&self) -> u32 {
        self.round
    }

    /// Sets how often the lesson has been restarted.
    pub fn set_round(&mut self, round: u32) {
        self.round = round;
    }

    /// Restores what was done earlier.
    pub fn remember(&mut self, marks: BTreeMap<MarkKey, SceneAttempts>) {
        self.marks = marks;
    }

    /// Takes a way that contains a scene, if its choice is on the current way. Returns that way's
    /// run.
    pub fn lead_to(&mut self, scene: usize) -> Option<Timeline> {
        let lesson = self.shared_lesson();
        let wanted = lesson.file.scenes.get(scene)?.way.as_ref().map(|way| way.value.as_str());
        for stop in 0..self.stops.len() {
            for way in lesson.file.scenes[self.stops[stop].scene]
                .choose
                .iter()
                .flat_map(|it| &it.ways.value)
            {
                let name = way.name.value.as_str();
                let mut other = self.clone();
                if wanted.is_none_or(|wanted| wanted == name)
                    && let Ok(run) = other.choose(stop, name)
                    && other.stops.iter().any(|stop| stop.scene == scene)
                {
                    *self = other;
                    return Some(run);
                }
            }
        }
        // The choice that offers the way is itself on another way.
        let choice = choice_of(&lesson, wanted?)?;
        if self.stops.iter().any(|stop| stop.scene == choice) {
            return None;
        }
        let mut other = self.clone();
        other.lead_to(choice)?;
        let run = other.lead_to(scene)?;
        *self = other;
        Some(run)
    }

    /// Forgets what was done from a stop on, so that everything there is asked again.
    pub fn forget_from(&mut self, stop: usize) {
        for at in stop..self.stops.len() {
            self.marks.remove(&self.key(self.stops[at].scene));
        }
    }

    /// The ways of a choice at a stop.
    pub fn ways(&self, stop: usize) -> &[Marked<Way>] {
        self.scene(stop).choose.as_ref().map_or(&[], |choose| &choose.ways.value)
    }

    /// The way that was taken at the last choice before a stop.
    pub fn chosen_before(&self, stop: usize) -> Option<&Way> {
        let here = self.stops.get(stop)?.scene;
        let forked = ways_of(&self.lesson).find(|way| Some(way.name.as_str()) == self.way());
        if let Some(way) = forked {
            return Some(way)
                .filter(|way| choice_of(&self.lesson, &way.name).is_some_and(|at| at < here));
        }
        let before = &self.lesson.file.scenes[..here];
        let (scene, choose) = before
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, scene)| Some((at, scene.choose.as_ref()?)))?;
        let taken = self.marks.get(&(scene, None))?.way.as_deref()?;
        choose.ways.iter().map(|way| &way.value).find(|way| way.name.value == taken)
    }

    /// Takes a way: the lesson continues in its run, at the same scene, and keeps all answers.
    /// Returns that run, at the place where the lesson continues.
    ///
    /// # Errors
    /// Errors in the run of the way; nothing has then changed.
    pub fn choose(&mut self, stop: usize, name: &str) -> Result<Timeline, Vec<Diagnostic>> {
        let first = self.ways(stop).first().is_some_and(|way| way.name.value == name);
        let scene = self.stops[stop].scene;
        let (mut other, mut run) = Self::begin(self.shared_lesson(), (!first).then_some(name))?;
        other.marks = std::mem::take(&mut self.marks);
        other.round = self.round;
        other.marks.entry((scene, None)).or_default().way = Some(name.to_owned());
        let at = other.stops.iter().position(|it| it.scene >= scene).unwrap_or(0);
        if let Some(place) = other.go_to(at) {
            run.seek(place);
        }
        *self = other;
        Ok(run)
    }
}
