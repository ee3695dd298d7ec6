//! Why an answer is wrong in this run: what happens to the named thing until the question is
//! settled, read from the run.
//!
//! It doesn't reveal what is right, and must not know a screen.

use fluent_bundle::FluentValue;

use super::asked::label;
use super::predict::{QuestionKind, Truth, truth};
use super::schema::{ItemChange, LineChange, ObjectChange, Predict};
use super::story::{Moment, Story, What};
use crate::text::Lang;
use crate::words::Words;

/// Why `name` is not a right answer to a question of this kind that is asked at place `from`;
/// `None` if the run can't tell.
pub fn why(
    predict: &Predict,
    story: &Story<'_>,
    from: usize,
    name: &str,
    lang: Lang,
) -> Option<String> {
    let [kind] = QuestionKind::all_of(predict)[..] else { return None };
    let truth = truth(predict, story, from).ok()?;
    let it = WrongAnswer { predict, kind, truth, story, from, name };
    let (id, step) = it.reason()?;
    let transports = it.transports(step, lang);
    let arguments = [
        ("name", FluentValue::from(label(kind, name, lang))),
        ("step", step.unwrap_or(0).into()),
        ("listed", usize::from(!transports.is_empty()).into()),
        ("transports", transports.into()),
        ("count", it.changes().into()),
    ];
    Some(Words::of(lang).with(id, &arguments))
}

struct WrongAnswer<'a> {
    predict: &'a Predict,
    kind: QuestionKind,
    truth: Truth,
    story: &'a Story<'a>,
    from: usize,
    name: &'a str,
}

type Reason = (&'static str, Option<usize>);

impl WrongAnswer<'_> {
    fn reason(&self) -> Option<Reason> {
        match self.kind {
            QuestionKind::Rows(ItemChange::Stay)
            | QuestionKind::Uids(ItemChange::Stay)
            | QuestionKind::Objects(ObjectChange::Stay)
            | QuestionKind::Transports(LineChange::Stay) => self.went(),
            QuestionKind::Rows(_) | QuestionKind::Uids(_) => self.item(),
            QuestionKind::Objects(_) => self.object(),
            QuestionKind::Transports(_) | QuestionKind::Messages => self.item(),
            QuestionKind::NextCall => self.call(),
            QuestionKind::Rule => self.rule(),
            QuestionKind::OutWord => Some(("why-not-flag", Some(self.settled()?))),
            QuestionKind::Count => Some(("why-not-count", None)),
            QuestionKind::Blame => Some(("why-not-blame", None)),
            QuestionKind::Because => None,
        }
    }

    /// The first steps from the question on in which something happens to the item: one before the
    /// question is settled, one after that.
    fn steps(&self, wanted: impl Fn(&Moment) -> bool) -> (Option<usize>, Option<usize>) {
        let all = self.story.steps().filter(|(step, _)| *step > self.from);
        let mut found = all.filter(|(_, moment)| wanted(moment)).map(|(step, _)| step);
        let first = found.next();
        match first {
            Some(step) if step > self.truth.until => (None, Some(step)),
            _ => (first, found.find(|step| *step > self.truth.until)),
        }
    }

    /// The reason for a row, MAPIUID, transport or message.
    fn item(&self) -> Option<Reason> {
        Some(match self.steps(|moment| moment.what.item() == Some(self.name)) {
            (Some(step), _) => ("why-not-other", Some(step)),
            (None, Some(later)) => ("why-not-later", Some(later)),
            (None, None) => ("why-not-untouched", None),
        })
    }

    fn object(&self) -> Option<Reason> {
        let object = self.story.find(self.name)?;
        let touches = |moment: &Moment| {
            let about = moment.object == Some(object);
            about
                && matches!(
                    moment.what,
                    What::Count(_) | What::Created | What::Freed | What::Invalidated
                )
        };
        Some(match self.steps(touches) {
            (Some(step), _) => ("why-not-other", Some(step)),
            (None, Some(later)) => ("why-not-later", Some(later)),
            (None, None) => ("why-not-untouched", None),
        })
    }

    /// The reason for something that was said to stay but does not.
    fn went(&self) -> Option<Reason> {
        let object = self.story.find(self.name);
        let goes = |moment: &Moment| match &moment.what {
            What::RowRemoved(name) | What::UidRemoved(name) => name == self.name,
            What::Line(name, to) => name == self.name && to == "logged-off",
            What::Freed | What::Invalidated => object.is_some() && moment.object == object,
            _ => false,
        };
        let before = match self.kind {
            QuestionKind::Objects(_) => "why-not-invalid-before",
            QuestionKind::Transports(_) => "why-not-logged-off-before",
            _ => "why-not-gone-before",
        };
        match self.steps(goes) {
            (Some(step), _) => Some((self.ending(step), Some(step))),
            _ => self.is_gone().then_some((before, None)),
        }
    }

    /// The text for a step after which the named thing is no longer there.
    fn ending(&self, step: usize) -> &'static str {
        let mut steps = self.story.steps();
        match steps.find(|(at, _)| *at == step).map(|(_, moment)| &moment.what) {
            Some(What::Freed) => "why-not-freed",
            Some(What::Invalidated) => "why-not-invalidated",
            Some(What::Line(..)) => "why-not-logged-off",
            _ => "why-not-goes",
        }
    }

    fn is_gone(&self) -> bool {
        let ledgers = self.story.ledgers_at(self.from);
        !ledgers.rows.iter().any(|(row, _)| row == self.name)
            && !ledgers.uids.iter().any(|uid| uid == self.name)
    }

    /// The step that settles the question.
    fn settled(&self) -> Option<usize> {
        self.truth.facts.iter().find_map(|fact| fact.step)
    }

    /// What transports and messages are doing after a step.
    fn transports(&self, step: Option<usize>, lang: Lang) -> String {
        let (Some(step), QuestionKind::OutWord) = (step, self.kind) else { return String::new() };
        let (words, ledgers) = (Words::of(lang), self.story.ledgers_at(step));
        let lines = ledgers.transports.iter().map(|(name, does)| {
            format!("{name} {}", words.text(&format!("activity-{}", does.replace('+', "-"))))
        });
        let mail = ledgers
            .messages
            .iter()
            .map(|(name, state)| format!("{name} {}", words.text(&format!("message-{state}"))));
        lines.chain(mail).collect::<Vec<_>>().join(", ")
    }

    /// How often the count in question changes until the question is settled.
    fn changes(&self) -> usize {
        let Some(object) = self.predict.count.as_ref().and_then(|it| self.story.find(it)) else {
            return 0;
        };
        let until = self.truth.until;
        let counts = |moment: &Moment| {
            moment.object == Some(object) && matches!(moment.what, What::Count(_))
        };
        self.story.between(self.from, until).filter(|(_, moment)| counts(moment)).count()
    }

    /// The reason for a call, given as `object.Method`.
    fn call(&self) -> Option<Reason> {
        let settled = self.settled()?;
        let (object, method) = self.name.rsplit_once('.')?;
        let object = self.story.find(object)?;
        let calls = |moment: &Moment| {
            moment.object == Some(object)
                && matches!(&moment.what, What::Call(name) if name == method)
        };
        let mut later = self.story.steps().filter(|(step, _)| *step > settled);
        let mut before = self.story.steps().filter(|(step, _)| *step <= self.from);
        Some(match later.find(|(_, moment)| calls(moment)) {
            Some((step, _)) => ("why-not-call-later", Some(step)),
            None => match before.rfind(|(_, moment)| calls(moment)) {
                Some((step, _)) => ("why-not-call-before", Some(step)),
                None => ("why-not-call-never", None),
            },
        })
    }

    fn rule(&self) -> Option<Reason> {
        let tested = self.story.timeline().situations(self.name) > 0;
        Some((if tested { "why-not-rule-holds" } else { "why-not-rule-untested" }, None))
    }
}
