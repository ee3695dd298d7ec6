//! Hints: a nudge, a pointer, a worked step. Those that a lesson does not write are made from the
//! kind of question and from the run.
//!
//! A worked step derives one right answer from its cause and leaves the others to the learner. It
//! must not know how many hints were taken.

mod nothing;

use fluent_bundle::FluentValue;

use super::asked::{label, labels};
use super::choices::options;
use super::predict::{Fact, QuestionKind, Truth, is_count_of, truth};
use super::schema::{ItemChange, LineChange, ObjectChange, Predict};
use super::story::{Broken, Story, What};
use crate::narrate::narrate;
use crate::text::Lang;
use crate::words::Words;

/// The number of hints for a question: a nudge, a pointer, a worked step.
pub const HINTS: usize = 3;

/// The hint of a level, from 1, for a question asked at a place.
pub fn text(
    predict: &Predict,
    story: &Story<'_>,
    from: usize,
    level: usize,
    lang: Lang,
) -> Option<String> {
    let [kind] = QuestionKind::all_of(predict)[..] else { return None };
    let truth = truth(predict, story, from).ok()?;
    let asked =
        KeyedQuestion { predict, kind, story, from, truth: &truth, lang, words: Words::of(lang) };
    match level {
        1 => Some(asked.nudge()),
        HINTS => asked.worked(),
        _ => asked.pointer(),
    }
}

/// A question together with what is right.
struct KeyedQuestion<'a> {
    predict: &'a Predict,
    kind: QuestionKind,
    story: &'a Story<'a>,
    from: usize,
    truth: &'a Truth,
    lang: Lang,
    words: &'static Words,
}

/// What the answer depends on.
enum Cause<'a> {
    /// The step that makes the first right answer right.
    Step(usize),
    /// For a question about what stays: the step that first removes something else, and what it
    /// removes.
    Goes(usize, String),
    /// No step on the way touches what the question is about.
    Untouched,
    /// The violation of a rule that is broken only at the end of the run.
    End(&'a Broken),
}

impl<'a> KeyedQuestion<'a> {
    fn nudge(&self) -> String {
        let key = self.kind.key().replace('_', "-");
        let change = match self.kind {
            QuestionKind::Rows(ItemChange::Changed) => "-changed",
            QuestionKind::Rows(ItemChange::Added)
            | QuestionKind::Uids(ItemChange::Added)
            | QuestionKind::Objects(ObjectChange::Created) => "-added",
            _ => "",
        };
        self.words.text(&format!("hint-nudge-{key}{change}"))
    }

    /// How many answers are right, and where to look for the first one.
    fn pointer(&self) -> Option<String> {
        let count = || ("count", FluentValue::from(self.truth.facts.len() as f64));
        let body = |step| Some(("body", FluentValue::from(self.place(step)?.0)));
        Some(match self.cause() {
            None => self.words.text("hint-pointer-nothing"),
            Some(Cause::Step(step)) if self.kind == QuestionKind::Count => {
                let changes = self.count_changes().count();
                self.words.with(
                    "hint-pointer-count",
                    &[("count", FluentValue::from(changes as f64)), body(step)?],
                )
            }
            Some(Cause::Step(step)) => {
                let id = match self.kind {
                    QuestionKind::NextCall => "hint-pointer-call",
                    QuestionKind::OutWord => "hint-pointer-word",
                    QuestionKind::Blame => "hint-pointer-blame",
                    _ => "hint-pointer",
                };
                self.words.with(id, &[count(), body(step)?])
            }
            Some(Cause::Goes(step, _)) => {
                self.words.with("hint-pointer-stays", &[count(), body(step)?])
            }
            Some(Cause::Untouched) if self.kind == QuestionKind::Count => {
                self.words.text("hint-pointer-count-untouched")
            }
            Some(Cause::Untouched) => self.words.text("hint-pointer-untouched"),
            Some(Cause::End(_)) => self.words.with("hint-pointer-end", &[count()]),
        })
    }

    /// The first right answer, derived from its cause.
    fn worked(&self) -> Option<String> {
        let facts = &self.truth.facts;
        let Some(cause) = self.cause() else { return self.nothing() };
        let names = match self.kind {
            // The flags of one return belong together.
            QuestionKind::OutWord => {
                labels(self.kind, facts.iter().map(|fact| fact.name.as_str()), self.lang)
            }
            _ => label(self.kind, &facts.first()?.name, self.lang),
        };
        let name = || ("name", FluentValue::from(names.clone()));
        let worked = match &cause {
            Cause::Step(step) if self.kind == QuestionKind::Count => {
                let told = |(step, count): (usize, i32)| {
                    let arguments = [
                        ("step", FluentValue::from(step as f64)),
                        ("count", FluentValue::from(count)),
                    ];
                    self.words.with("hint-count-step", &arguments)
                };
                let counts = self.count_changes().map(told).collect::<Vec<_>>().join(", ");
                self.step(
                    "hint-worked-count",
                    *step,
                    vec![name(), ("counts", FluentValue::from(counts))],
                )?
            }
            Cause::Step(step) => {
                let id = match self.kind {
                    QuestionKind::Rule => "hint-worked-rule",
                    QuestionKind::Blame => "hint-worked-blame",
                    QuestionKind::NextCall | QuestionKind::OutWord => "hint-worked-whole",
                    _ => "hint-worked",
                };
                self.step(id, *step, vec![name()])?
            }
            Cause::Goes(step, other) => self.step(
                "hint-worked-stays",
                *step,
                vec![name(), ("other", FluentValue::from(other.as_str()))],
            )?,
            Cause::Untouched if self.kind == QuestionKind::Count => {
                self.words.with("hint-count-untouched", &[name()])
            }
            Cause::Untouched => self.words.with("hint-untouched", &[name()]),
            Cause::End(broken) => {
                let id =
                    if self.kind == QuestionKind::Blame { "hint-end-blame" } else { "hint-end" };
                let rule = label(QuestionKind::Rule, &broken.rule, self.lang);
                let subject = ("subject", FluentValue::from(broken.subject.as_str()));
                self.words.with(id, &[name(), subject, ("rule", FluentValue::from(rule))])
            }
        };
        let more = if self.kind == QuestionKind::OutWord { 0 } else { facts.len() - 1 };
        let more = (more > 0)
            .then(|| self.words.with("hint-more", &[("count", FluentValue::from(more as f64))]));
        Some(std::iter::once(worked).chain(more).collect::<Vec<_>>().join(" "))
    }

    fn cause(&self) -> Option<Cause<'a>> {
        let stays = matches!(
            self.kind,
            QuestionKind::Rows(ItemChange::Stay)
                | QuestionKind::Uids(ItemChange::Stay)
                | QuestionKind::Objects(ObjectChange::Stay)
                | QuestionKind::Transports(LineChange::Stay)
        );
        let fact = self.truth.facts.first()?;
        if stays && let Some((step, name, _)) = self.goes().next() {
            return Some(Cause::Goes(step, name));
        }
        match (self.kind, fact.step) {
            (_, None) => Some(Cause::Untouched),
            (QuestionKind::Rule | QuestionKind::Blame, Some(step)) => {
                Some(self.broken(fact, step).map_or(Cause::Step(step), Cause::End))
            }
            (_, Some(step)) => Some(Cause::Step(step)),
        }
    }

    /// The rule behind a right answer, if only what is left at the end breaks it.
    fn broken(&self, fact: &Fact, step: usize) -> Option<&'a Broken> {
        let is_it = |it: &&Broken| {
            it.step == step
                && (it.rule == fact.name
                    || self.kind == QuestionKind::Blame && it.blame == fact.name)
        };
        self.story.broken().iter().find(is_it).filter(|it| it.at_end)
    }

    /// The steps on the way that end one of the options, which one, and the id of the text for it.
    fn goes(&self) -> impl Iterator<Item = (usize, String, &'static str)> {
        let offered = options(self.predict, self.story, self.from);
        self.story.between(self.from, self.truth.until).filter_map(move |(step, moment)| {
            let (name, told) = match &moment.what {
                What::RowRemoved(name) | What::UidRemoved(name) => {
                    (name.as_str(), "hint-goes-removed")
                }
                What::Line(name, to) if to == "logged-off" => {
                    (name.as_str(), "hint-goes-logged-off")
                }
                What::Freed => (self.story.object(moment.object?), "hint-goes-freed"),
                What::Invalidated => (self.story.object(moment.object?), "hint-goes-invalidated"),
                _ => return None,
            };
            offered.iter().any(|it| it == name).then(|| (step, name.to_owned(), told))
        })
    }

    /// The steps on the way that change the count, with the new count.
    fn count_changes(&self) -> impl Iterator<Item = (usize, i32)> {
        let name = self.predict.count.as_ref().map_or("", |it| it.as_str());
        let way = self.story.between(self.from, self.truth.until);
        way.filter_map(move |(step, moment)| match moment.what {
            What::Count(to) if is_count_of(self.story, moment, name) => Some((step, to)),
            _ => None,
        })
    }

    /// The body and the statement of a step.
    fn place(&self, step: usize) -> Option<(&'a str, &'a str)> {
        let event = self.story.timeline().event(step)?;
        let program = self.story.program();
        Some((
            program.body(event.at.body).title.as_str(),
            program.statement(event).map_or("", |it| &*it.text),
        ))
    }

    /// Describes a step: where it is, what its statement is, what it does.
    fn step<'v>(
        &self,
        id: &str,
        step: usize,
        mut arguments: Vec<(&'v str, FluentValue<'v>)>,
    ) -> Option<String> {
        let (body, statement) = self.place(step)?;
        let event = self.story.timeline().event(step)?;
        let said = narrate(self.story.program(), &self.story.state_at(step), event, self.lang);
        arguments.extend([
            ("step", FluentValue::from(step as f64)),
            ("body", FluentValue::from(body.to_owned())),
            ("statement", FluentValue::from(statement.to_owned())),
            ("said", FluentValue::from(said)),
        ]);
        Some(self.words.with(id, &arguments))
    }
}
