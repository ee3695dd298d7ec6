//! Checks a lesson's scenes as written: questions, anchors, expectations and the names in them. It
//! must not run the lesson.

use super::wording::is_yes_or_no;
use super::{Lint, quoted};
use crate::diagnostic::Diagnostic;
use crate::lesson::hint::HINTS;
use crate::lesson::marked::{Marked, Prose};
use crate::lesson::predict::QuestionKind;
use crate::lesson::schema::{Anchor, Expect, Scene};
use crate::mapi::{FlagSet, flags, method_spec, methods};
use crate::scenario::catalogue;
use crate::scenario::options::unknown;
use crate::scenario::problem::{near, unknown_method};
use crate::sim::program::{MESSAGE_STATES, message_state_name};
use crate::text::Lang;

impl Lint<'_> {
    pub(super) fn scene(&mut self, scene: &Marked<Scene>) {
        if self.is_full() {
            return;
        }
        self.anchor(&scene.at);
        if let Some(say) = &scene.say {
            self.prose(say, "text", self.room.say);
            if scene.cite.is_none() {
                self.warn("uncited", say.place, "uncited-text", &[]);
            }
        }
        self.cites(scene.cite.as_deref().map_or(&[], Vec::as_slice));
        self.reading(scene.reading.as_ref());
        self.question(scene);
        if let Some(exercise) = &scene.exercise {
            self.prose(&exercise.say, "exercise", self.room.say);
        }
        if let Some(notes) = &scene.notes {
            self.prose(notes, "note", usize::MAX);
        }
        if let Some(expect) = &scene.expect {
            self.expect(expect);
        }
    }

    pub(super) fn reading(&mut self, reading: Option<&Marked<String>>) {
        if let Some(reading) = reading {
            let id = reading.split('=').next().unwrap_or_default();
            if catalogue::reading(id).is_none() {
                let count = catalogue::readings().len().to_string();
                let said = [("name", &*quoted(reading)), ("count", &*count)];
                self.error("unknown-reading", reading.place, "unknown-reading", &said);
            }
        }
    }

    pub(super) fn question(&mut self, scene: &Scene) {
        if let Some(extra) = scene.hints.get(HINTS) {
            let said = [("count", &*scene.hints.len().to_string())];
            self.error("too-many-hints", extra.place, "too-many-hints", &said);
        }
        for hint in &scene.hints {
            self.prose(hint, "hint", self.room.hint);
        }
        let Some(predict) = &scene.predict else {
            if let Some(hint) = scene.hints.first() {
                self.warn("idle-hint", hint.place, "idle-hint", &[]);
            }
            return;
        };
        let kinds = QuestionKind::all_of(predict);
        if kinds.len() != 1 {
            let keys: Vec<&str> = kinds.iter().map(|kind| kind.key()).collect();
            let id = if keys.is_empty() { "no-kind" } else { "several-kinds" };
            self.error("one-kind", predict.place, id, &[("keys", &keys.join(", "))]);
        }
        self.because(predict);
        if let Some(ask) = &predict.ask {
            self.prose(ask, "question", self.room.ask);
            self.yes_or_no(ask);
        }
        if let Some(why) = &predict.why {
            self.prose(why, "explanation", self.room.say);
            if scene.cite.is_none() {
                self.warn("uncited", why.place, "uncited-why", &[]);
            }
        }
        if let Some(until) = &predict.until {
            self.anchor(until);
        }
        if let Some(method) = &predict.out_word {
            self.method(method);
        }
        let states = MESSAGE_STATES.map(message_state_name);
        if let Some(state) =
            predict.messages.as_ref().filter(|state| !states.contains(&state.as_str()))
        {
            let said = [("name", &*quoted(state))];
            let help = near(state, states);
            self.error_near("unknown-value", state.place, "message-state", &said, help);
        }
        if let Some(rule) = predict.blame.as_ref().filter(|rule| rule.value != "any") {
            self.rules(std::slice::from_ref(rule));
        }
    }

    fn yes_or_no(&mut self, ask: &Marked<Prose>) {
        for lang in [Lang::En, Lang::PtBr] {
            if ask.given(lang).is_some_and(|text| is_yes_or_no(text, lang)) {
                let place = ask.value.place(lang).unwrap_or(ask.place);
                self.warn("yes-no", place, "yes-no", &[]);
            }
        }
    }

    fn anchor(&mut self, anchor: &Marked<Anchor>) {
        let events = anchor.events();
        if events.len() != 1 {
            let id = if events.is_empty() { "no-event" } else { "several-events" };
            let (given, known) = (events.join(", "), crate::lesson::anchor::EVENTS.join(", "));
            let said = [("events", given.as_str()), ("known", &known)];
            self.error("one-event", anchor.place, id, &said);
        }
        for method in [&anchor.call, &anchor.returns].into_iter().flatten() {
            self.method(method);
        }
        if let Some(rule) = anchor.violation.as_ref().filter(|rule| rule.value != "any") {
            self.rules(std::slice::from_ref(rule));
        }
        if let (Some(nth), Some(_)) = (&anchor.nth, &anchor.pick) {
            self.error("nth-and-pick", nth.place, "nth-and-pick", &[]);
        }
        if let Some(nth) = anchor.nth.as_ref().filter(|nth| nth.value == 0) {
            self.error("nth-zero", nth.place, "nth-zero", &[]);
        }
    }

    fn method(&mut self, method: &Marked<String>) {
        let name = method.rsplit_once('.').map_or(method.as_str(), |(_, name)| name);
        if !self.is_full() && method_spec(None, name).is_none() {
            self.push(method.place, unknown_method(name, methods::method_names()));
        }
    }

    pub(super) fn expect(&mut self, expect: &Expect) {
        for rule in expect.violations.iter().flat_map(|rules| rules.iter()) {
            self.rules(std::slice::from_ref(rule));
        }
        for flag in expect.out.iter().flat_map(|flags| flags.iter()) {
            let known: Vec<&str> = flags::flags_of(FlagSet::Logoff).map(|(name, _)| name).collect();
            if !known.contains(&flag.as_str()) {
                let found = unknown("flag", flag, known);
                self.push(flag.place, Diagnostic { code: "unknown-flag", ..found });
            }
        }
        for method in expect.failed.iter().flat_map(|methods| methods.iter()) {
            self.method(method);
        }
        for (method, _) in &expect.calls.0 {
            self.method(method);
        }
        expect.order.iter().for_each(|anchor| self.anchor(anchor));
        if let Some(shown) = &expect.shown {
            self.expect(shown);
        }
    }
}
