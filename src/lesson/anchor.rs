//! Finds the moments in a run to which a lesson's anchor refers. Anchors name what happens, never a
//! step number.
//!
//! It must not know what a lesson does there.

use std::collections::BTreeMap;

use super::marked::Marked;
use super::schema::{Anchor, Pick};
use super::story::{Moment, Story, What};
use crate::sim::ObjectId;

/// The events that an anchor can name, as they are written in a file.
pub const EVENTS: [&str; 19] = [
    "start",
    "end",
    "call",
    "return",
    "removed",
    "added",
    "changed",
    "count",
    "created",
    "freed",
    "invalidated",
    "message",
    "transport",
    "violation",
    "notify",
    "wait",
    "unload",
    "crash",
    "exit",
];

impl Anchor {
    /// The events that it names; there must be exactly one.
    pub fn events(&self) -> Vec<&'static str> {
        let flags =
            [("start", self.start), ("end", self.end), ("crash", self.crash), ("exit", self.exit)];
        let named = self.named().into_iter().filter_map(|(name, value)| value.map(|_| name));
        flags.iter().filter(|(_, on)| *on).map(|(name, _)| *name).chain(named).collect()
    }

    /// Each event with a name, and the name that the anchor gives, if any.
    pub fn named(&self) -> [(&'static str, Option<&Marked<String>>); 15] {
        [
            ("call", self.call.as_ref()),
            ("return", self.returns.as_ref()),
            ("removed", self.removed.as_ref()),
            ("added", self.added.as_ref()),
            ("changed", self.changed.as_ref()),
            ("count", self.count.as_ref()),
            ("created", self.created.as_ref()),
            ("freed", self.freed.as_ref()),
            ("invalidated", self.invalidated.as_ref()),
            ("message", self.message.as_ref()),
            ("transport", self.transport.as_ref()),
            ("violation", self.violation.as_ref()),
            ("notify", self.notify.as_ref()),
            ("wait", self.wait.as_ref()),
            ("unload", self.unload.as_ref()),
        ]
    }

    /// The places in a run at which it holds, in order; `previous` is the place of the previous
    /// scene. Empty if it is never reached.
    pub fn places(&self, story: &Story<'_>, previous: usize) -> Vec<usize> {
        if self.start {
            return vec![0];
        }
        if self.end {
            return vec![story.end()];
        }
        let back = usize::from(self.before);
        let mut steps = self.steps(story).map(|step| step - back);
        if let Some(nth) = &self.nth {
            return steps.nth((nth.value as usize).saturating_sub(1)).into_iter().collect();
        }
        match self.pick.as_ref().map_or(Pick::First, |pick| pick.value) {
            Pick::First => steps.next().into_iter().collect(),
            Pick::Next => steps.find(|place| *place > previous).into_iter().collect(),
            Pick::Last => steps.last().into_iter().collect(),
            Pick::Each => steps.collect(),
        }
    }

    /// The first place after `from` at which it holds; used for `until`, which looks ahead unless
    /// the anchor says which moment it means.
    pub fn place_after(&self, story: &Story<'_>, from: usize) -> Option<usize> {
        if self.pick.is_some() || self.nth.is_some() || self.start || self.end {
            return self.places(story, from).into_iter().find(|place| *place > from);
        }
        let back = usize::from(self.before);
        match &self.returns {
            Some(method) => self.returned_after(story, &method.value, from),
            None => self.steps(story).map(|step| step - back).find(|place| *place > from),
        }
    }

    /// The first return after `from` that doesn't belong to a nested call: it belongs to the call
    /// that was running at `from` or, if there was none, to the next outermost call.
    fn returned_after(&self, story: &Story<'_>, method: &str, from: usize) -> Option<usize> {
        let back = usize::from(self.before);
        let mut open: BTreeMap<(&str, Option<ObjectId>), Vec<usize>> = BTreeMap::new();
        story.steps().find_map(|(step, moment)| {
            let running = || (moment.thread.as_str(), moment.object);
            match &moment.what {
                What::Call(called) if called == method => {
                    open.entry(running()).or_default().push(step);
                }
                What::Return(returned, ..) if returned == method => {
                    let calls = open.entry(running()).or_default();
                    let began = calls.pop().unwrap_or(0);
                    let is_outer = began <= from || calls.is_empty();
                    if step - back > from && is_outer && self.fits(story, moment) {
                        return Some(step - back);
                    }
                }
                _ => {}
            }
            None
        })
    }

    fn steps<'s>(&'s self, story: &'s Story<'_>) -> Box<dyn Iterator<Item = usize> + 's> {
        if let Some(rule) = &self.violation {
            return Box::new(
                story
                    .broken()
                    .iter()
                    .filter(|it| it.rule == rule.value || rule.value == "any")
                    .map(|it| it.step),
            );
        }
        Box::new(
            story
                .steps()
                .filter(|(_, moment)| self.is_event(story, moment) && self.fits(story, moment))
                .map(|(step, _)| step),
        )
    }

    fn is_event(&self, story: &Story<'_>, moment: &Moment) -> bool {
        let says = |field: &Option<Marked<String>>, name: &str| {
            field.as_ref().is_some_and(|it| it.value == name)
        };
        let about = |field: &Option<Marked<String>>| {
            field.as_ref().is_some_and(|it| {
                moment.object.is_some_and(|object| story.object(object) == it.value)
            })
        };
        match &moment.what {
            What::Call(method) => says(&self.call, method),
            What::Return(method, ..) => says(&self.returns, method),
            What::RowRemoved(name) | What::UidRemoved(name) => says(&self.removed, name),
            What::RowAdded(name) | What::UidAdded(name) => says(&self.added, name),
            What::RowChanged(name) => says(&self.changed, name),
            What::Count(_) => about(&self.count),
            What::Created => about(&self.created),
            What::Freed => about(&self.freed),
            What::Invalidated => about(&self.invalidated),
            What::Message(name, _) => says(&self.message, name),
            What::Line(name, _) => says(&self.transport, name),
            What::Notify(_, what) => says(&self.notify, what),
            What::Wait => says(&self.wait, &moment.thread),
            What::Unload(name) => says(&self.unload, name),
            What::Crash => self.crash,
            What::Exit => self.exit,
            What::Other => false,
        }
    }

    fn fits(&self, story: &Story<'_>, moment: &Moment) -> bool {
        let same = |field: &Option<Marked<String>>, name: Option<&str>| {
            field.as_ref().is_none_or(|wanted| name.is_some_and(|name| name == wanted.value))
        };
        let to = match &moment.what {
            What::Message(_, to) | What::Line(_, to) | What::Return(_, to, _) => Some(to.clone()),
            What::Count(to) => Some(to.to_string()),
            What::Notify(to, _) => Some(to.clone()),
            _ => None,
        };
        same(&self.object, moment.object.map(|object| story.object(object)))
            && same(&self.interface, moment.object.map(|object| story.interface(object)))
            && same(&self.by, Some(&moment.actor))
            && same(&self.thread, Some(&moment.thread))
            && same(&self.to, to.as_deref())
    }
}

/// An anchor in words, for error messages.
pub fn in_words(anchor: &Anchor) -> String {
    let mut text: Vec<String> = anchor
        .events()
        .into_iter()
        .map(|event| {
            match anchor
                .named()
                .into_iter()
                .find(|(name, _)| *name == event)
                .and_then(|(_, value)| value)
            {
                Some(value) => format!("{event} {}", value.value),
                None => event.to_owned(),
            }
        })
        .collect();
    let rest = [
        ("of", &anchor.object),
        ("of", &anchor.interface),
        ("by", &anchor.by),
        ("on", &anchor.thread),
        ("to", &anchor.to),
    ];
    text.extend(
        rest.iter().filter_map(|(word, value)| {
            value.as_ref().map(|value| format!("{word} {}", value.value))
        }),
    );
    text.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario};

    /// The run has a support object that is released once more inside its own last Release.
    #[test]
    fn until_a_return_means_the_call_that_is_running_and_none_inside_it() {
        let options = RunOptions::parse("store-logoff:world=plain,bug=PB8").expect("a run");
        let timeline = Scenario::load(&options, &[]).expect("it loads").timeline(10_000);
        let story = Story::of(&timeline);
        let moments = |wanted: &str| -> Vec<usize> {
            let is_wanted = |moment: &Moment| match &moment.what {
                What::Call(method) => wanted == "call" && method == "Release",
                What::Return(method, ..) => wanted == "return" && method == "Release",
                _ => false,
            };
            let of_support = |moment: &Moment| {
                moment.object.is_some_and(|object| story.object(object) == "support-A")
            };
            story
                .steps()
                .filter(|(_, moment)| is_wanted(moment) && of_support(moment))
                .map(|(step, _)| step)
                .collect()
        };
        let marked =
            |value: &str| Some(Marked { value: value.to_owned(), place: Default::default() });
        let anchor =
            Anchor { returns: marked("Release"), object: marked("support-A"), ..Anchor::default() };
        let (calls, returns) = (moments("call"), moments("return"));
        assert_eq!((calls.len(), returns.len()), (2, 2), "one inside the other");
        let after = |from: usize| anchor.place_after(&story, from);
        assert_eq!(after(0), Some(returns[1]), "it has not begun: the outer one");
        assert_eq!(after(calls[0]), Some(returns[1]), "it begins here");
        assert_eq!(after(calls[0] + 1), Some(returns[1]), "it is running");
        assert_eq!(after(calls[1]), Some(returns[0]), "the inner one begins here");
        assert_eq!(after(returns[0]), Some(returns[1]));
        assert_eq!(after(returns[1]), None);
    }
}
