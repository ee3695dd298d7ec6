//! The worked step if no option is right: what the run does instead of what is asked, or when it
//! does that.

use fluent_bundle::FluentValue;

use super::super::choices::options;
use super::super::predict::{QuestionKind, truth};
use super::super::schema::{ItemChange, LineChange, ObjectChange, Predict};
use super::super::story::{Moment, What};
use super::KeyedQuestion;

impl KeyedQuestion<'_> {
    /// Why nothing is right, explained by a step of the run.
    pub(super) fn nothing(&self) -> Option<String> {
        let until = || ("until", FluentValue::from(self.truth.until as f64));
        let gone: Vec<(usize, String, &'static str)> = self.goes().collect();
        match (self.kind, gone.last()) {
            (QuestionKind::Rule, _) => self.no_rule(),
            (
                QuestionKind::Rows(ItemChange::Stay)
                | QuestionKind::Uids(ItemChange::Stay)
                | QuestionKind::Objects(ObjectChange::Stay)
                | QuestionKind::Transports(LineChange::Stay),
                Some((last, ..)),
            ) => {
                let told = |(step, name, id): &(usize, String, &'static str)| {
                    let step = FluentValue::from(*step as f64);
                    self.words.with(id, &[("step", step), ("name", name.as_str().into())])
                };
                let list = gone.iter().map(told).collect::<Vec<_>>().join(", ");
                self.step("hint-nothing-stays", *last, vec![("list", FluentValue::from(list))])
            }
            _ => match (self.nearest(), self.later(), self.earlier()) {
                (Some(step), ..) => self.step("hint-nothing-nearest", step, vec![until()]),
                (_, Some(step), _) => self.step("hint-nothing-later", step, vec![until()]),
                (.., Some(step)) => self.step("hint-nothing-earlier", step, Vec::new()),
                _ if self.kind == QuestionKind::Messages => Some(self.where_they_are()),
                _ => {
                    let (step, thread) = self.last_done()?;
                    self.step(
                        "hint-nothing-never",
                        step,
                        vec![until(), ("thread", FluentValue::from(thread))],
                    )
                }
            },
        }
    }

    /// No message ever reaches the state: where each is instead when the question ends.
    fn where_they_are(&self) -> String {
        let told = |(name, state): (String, String)| {
            format!("{name} {}", self.words.text(&format!("state-{state}")))
        };
        let list = self
            .story
            .ledgers_at(self.truth.until)
            .messages
            .into_iter()
            .map(told)
            .collect::<Vec<_>>()
            .join(", ");
        self.words.with(
            "hint-nothing-messages",
            &[("until", FluentValue::from(self.truth.until as f64)), ("list", list.into())],
        )
    }

    /// The last thing that the asking thread does on the way.
    fn last_done(&self) -> Option<(usize, String)> {
        let (_, asked) = self.story.steps().find(|(step, _)| *step >= self.from)?;
        let does = |moment: &Moment| {
            moment.thread == asked.thread && !matches!(moment.what, What::Wait | What::Other)
        };
        let way = self.story.between(self.from, self.truth.until);
        way.filter(|(_, moment)| does(moment))
            .last()
            .map(|(step, moment)| (step, moment.thread.clone()))
    }

    /// No rule is broken: everything was checked, up to the last object that is freed.
    fn no_rule(&self) -> Option<String> {
        let mut frees = self.story.steps().rev().filter(|(_, moment)| moment.what == What::Freed);
        let (last, _) = frees.next()?;
        self.step(
            "hint-nothing-rule",
            last,
            vec![("steps", FluentValue::from(self.story.end() as f64))],
        )
    }

    /// A similar step on the way: the last one that does something else to an option, or the first
    /// that does the same to something beside it.
    fn nearest(&self) -> Option<usize> {
        let offered = options(self.predict, self.story, self.from);
        let is_offered = |moment: &Moment| {
            let name = moment.what.item().or_else(|| Some(self.story.object(moment.object?)));
            name.is_some_and(|name| offered.iter().any(|it| it == name))
        };
        let is_near = |moment: &Moment| match (self.kind, &moment.what) {
            (QuestionKind::Objects(ObjectChange::Freed), What::Count(left)) => {
                *left > 0 && is_offered(moment)
            }
            (QuestionKind::Transports(LineChange::LoggedOff), What::Line(..)) => is_offered(moment),
            // MAPI removes both one after the other: where it removed one, it would have removed
            // the other.
            (QuestionKind::Rows(ItemChange::Removed), What::UidRemoved(_)) => true,
            (QuestionKind::Uids(ItemChange::Removed), What::RowRemoved(_)) => true,
            _ => false,
        };
        let way = self.story.between(self.from, self.truth.until);
        let mut near = way.filter(|(_, moment)| is_near(moment)).map(|(step, _)| step);
        if matches!(self.kind, QuestionKind::Rows(_) | QuestionKind::Uids(_)) {
            near.next()
        } else {
            near.last()
        }
    }

    /// The first step that does it after the end of the question.
    fn later(&self) -> Option<usize> {
        self.steps_of(self.truth.until).find(|step| *step > self.truth.until)
    }

    /// The last step that did it before the question.
    fn earlier(&self) -> Option<usize> {
        self.steps_of(0).filter(|step| *step <= self.from).last()
    }

    /// The steps from a place to the end that do what is asked to one of the options.
    fn steps_of(&self, from: usize) -> impl Iterator<Item = usize> {
        let to_the_end = Predict { until: None, ..self.predict.clone() };
        let offered = options(self.predict, self.story, self.from);
        let facts =
            truth(&to_the_end, self.story, from).map_or_else(|_| Vec::new(), |truth| truth.facts);
        facts
            .into_iter()
            .filter(move |fact| offered.contains(&fact.name))
            .filter_map(|fact| fact.step)
    }
}
