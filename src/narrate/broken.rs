//! What is the case where a rule is broken: which row is still there, which call came too late. A
//! rule's title says what should be; this says what is.
//!
//! It must not judge, nor know which bug or provider runs: it reads the step and the situation
//! after it.

use fluent_bundle::FluentValue;

use super::cursor::StateCursor;
use super::printed::{flags_of_call, flags_text};
use super::{caller_of, ending};
use crate::mapi::FlagSet;
use crate::sim::ledgers::{Item, Ledgers};
use crate::sim::rules::{Look, Memo, NO_CRASH, NO_ENDLESS_WAIT};
use crate::sim::state::{HOLDERS, Holder, MessageState};
use crate::sim::{Event, EventKind, Life, MethodId, ObjectId, State, Timeline, Value, Violation};
use crate::text::Lang;
use crate::words::Words;

/// The case in a sentence; `state` is the situation after the step that broke the rule.
pub fn case(timeline: &Timeline, found: &Violation, state: &State, lang: Lang) -> String {
    let words = Words::of(lang);
    let told = match found.rule {
        NO_CRASH => ending::crash(timeline, lang),
        NO_ENDLESS_WAIT => ending::wait_of(timeline, found.subject, lang),
        _ => None,
    };
    told.unwrap_or_else(|| {
        let it = Case::of(timeline, found, state);
        words.with(&id("case", it.found.rule, it.variant()), &it.arguments())
    })
}

/// How to mend code in which that is the case: what was missing, came too early or was refused in
/// this run. `None` where the run does not say; a rule's own advice is for all the ways in which it
/// can be broken, and this code may already do what it says.
pub fn remedy(timeline: &Timeline, found: &Violation, lang: Lang) -> Option<String> {
    let mut cursor = StateCursor::new(timeline);
    let it = Case::of(timeline, found, cursor.state(found.step));
    Words::of(lang).find(&id("remedy", it.found.rule, it.to_mend()), &it.arguments())
}

/// The id of a text about a rule that is broken in one of several ways.
fn id(what: &str, rule: &str, variant: &str) -> String {
    match variant {
        "" => format!("{what}-{rule}"),
        variant => format!("{what}-{rule}-{variant}"),
    }
}

struct Case<'a> {
    look: Look<'a>,
    found: &'a Violation,
    event: Option<&'a Event>,
}

impl<'a> Case<'a> {
    fn of(timeline: &'a Timeline, found: &'a Violation, state: &'a State) -> Self {
        let event = timeline.event(found.step);
        Self { look: Look::new(timeline.machine().program(), state, event), found, event }
    }

    /// The same where it decides how to mend it: a call that was refused is to be made again, one
    /// that has taken effect is not.
    fn to_mend(&self) -> &'static str {
        let (look, subject) = (&self.look, self.found.subject);
        match (self.found.rule, self.variant()) {
            ("INV-01", "never") if look.memo(Memo::SltRefused, subject) > 0 => "refused",
            ("INV-03", _) if look.memo(Memo::SltComplete, subject) > 0 => "again",
            ("INV-05", _) => "",
            ("INV-06" | "INV-07", "left") => {
                let support = look.object_in(subject, look.watched.field_support);
                let is_held = |it: ObjectId| look.state.object(it).refs > 0;
                if support.is_some_and(is_held) { "left" } else { "unknown" }
            }
            ("INV-10", _) if look.client_refs(subject) > 0 => "held",
            (_, variant) => variant,
        }
    }

    /// In which of the ways that there are the rule is broken; empty where there is one.
    fn variant(&self) -> &'static str {
        match self.found.rule {
            "INV-01" | "INV-06" | "INV-07" | "INV-12" | "INV-14" => self.of_closing(),
            "INV-11" | "INV-15" | "INV-18" | "INV-21" | "INV-26" => self.of_objects(),
            "INV-16" | "INV-17" | "INV-31" => self.of_process(),
            "INV-19" => match self.kind() {
                Some(EventKind::Return { object, .. }) if self.is_subject(*object) => "unsaved",
                _ if self.messages(|it| it == MessageState::Lost).is_empty() => "locked",
                _ => "lost",
            },
            "INV-23" => self.of_fast_shutdown(),
            "INV-30" if matches!(self.kind(), Some(EventKind::Exit)) => "exit",
            "INV-05" if matches!(self.kind(), Some(EventKind::Return { .. })) => "invented",
            "INV-03" if self.look.memo(Memo::Asked, self.found.subject) == 0 => "bare",
            "INV-03" => "changed",
            "INV-25" if self.calls(self.look.watched.uninitialize) => "ole",
            "INV-25" => "util",
            _ => "",
        }
    }

    fn of_closing(&self) -> &'static str {
        let (look, subject) = (&self.look, self.found.subject);
        let store = look.object_in(subject, look.watched.field_store);
        match (self.found.rule, self.kind()) {
            ("INV-01", Some(EventKind::Return { object, .. }))
                if self.is_subject(*object) && look.memo(Memo::SltComplete, subject) > 1 =>
            {
                "twice"
            }
            ("INV-01", _) => "never",
            ("INV-06", Some(EventKind::UidRemoved { uid }))
                if look.state.uids[uid.index()].owner == subject =>
            {
                "foreign"
            }
            ("INV-07", Some(EventKind::RowAdded { .. }))
                if look.state.rows_of(subject).count() > 1 =>
            {
                "two"
            }
            ("INV-07", Some(EventKind::RowRemoved { row }))
                if look.state.rows[row.index()].owner == Some(subject) =>
            {
                "foreign"
            }
            ("INV-06" | "INV-07", _) if !look.is_kind(subject, look.watched.store_logon) => "freed",
            ("INV-06" | "INV-07", _)
                if store.is_some_and(|store| {
                    look.life(store) == Life::Live && look.client_refs(store) > 0
                }) =>
            {
                "held"
            }
            ("INV-12", Some(EventKind::Refs { object, .. }))
                if self.is_subject(*object) && self.held(Holder::Provider) < 0 =>
            {
                "over"
            }
            ("INV-12", Some(EventKind::Refs { object, to: ..=0, .. }))
                if self.is_subject(*object) && self.held(Holder::Provider) == 0 =>
            {
                "dropped"
            }
            ("INV-12", Some(EventKind::Call { object, .. })) if self.is_subject(*object) => "use",
            ("INV-12", _) if look.object_in(subject, look.watched.field_logon).is_none() => {
                "unused"
            }
            ("INV-12", _) if look.store_logon_of(subject).is_none() => "sibling",
            ("INV-14", Some(EventKind::Refs { object, to: 0, .. }))
                if self.is_subject(*object)
                    && *look.field(subject, look.watched.field_store) != Value::Null =>
            {
                "early"
            }
            ("INV-14", _) if look.is_kind(subject, look.watched.store) => "store",
            ("INV-14", _) if look.memo(Memo::LogoffReturns, subject) > 0 => "logged-off",
            ("INV-14", _)
                if look
                    .object_in(subject, look.watched.field_support)
                    .is_some_and(|support| look.life(support) == Life::Freed) =>
            {
                "forgotten"
            }
            ("INV-14", _) => "cycle",
            _ => "left",
        }
    }

    fn of_objects(&self) -> &'static str {
        let (look, subject) = (&self.look, self.found.subject);
        match (self.found.rule, self.kind()) {
            ("INV-11", Some(EventKind::Return { .. })) => "answered",
            ("INV-11", Some(EventKind::Crash { .. })) => "crash",
            ("INV-11", _) => "freed",
            ("INV-15", Some(EventKind::Freed { .. })) => "never",
            ("INV-15", _) if look.memo(Memo::ShutdownCalls, subject) > 1 => "twice",
            ("INV-15", _) => "early",
            ("INV-18", Some(EventKind::Notify { .. })) => "client",
            ("INV-18", Some(EventKind::RowRemoved { .. } | EventKind::UidRemoved { .. })) => {
                "entry"
            }
            ("INV-18", Some(EventKind::Call { .. })) => "support",
            ("INV-18", _) => "object",
            ("INV-21", Some(EventKind::Call { object, .. })) if self.is_subject(*object) => {
                if self.calls(look.watched.on_notify) { "notified" } else { "release" }
            }
            ("INV-21", Some(EventKind::Freed { object, .. })) if self.is_subject(*object) => {
                "running"
            }
            ("INV-21", _) if look.is_kind(subject, look.watched.sink) => "sink",
            ("INV-26", Some(EventKind::Refs { object, to, .. })) if self.is_subject(*object) => {
                if *to < 0 {
                    "below"
                } else if self.held(Holder::Provider) < 0 {
                    "taken"
                } else {
                    "over"
                }
            }
            ("INV-26", Some(EventKind::Crash { .. })) if self.statement().is_empty() => "running",
            ("INV-26", Some(EventKind::Crash { .. })) => "uses",
            ("INV-26", Some(EventKind::Call { object, .. })) if self.is_subject(*object) => "call",
            ("INV-26", Some(EventKind::Freed { object, .. })) if self.is_subject(*object) => {
                "early"
            }
            _ => "left",
        }
    }

    fn of_process(&self) -> &'static str {
        let (look, subject) = (&self.look, self.found.subject);
        let of_mapi = look.is_kind(subject, look.watched.subsystem);
        let initialized = look.state.object(subject).refs > 0;
        match (self.found.rule, self.kind()) {
            ("INV-16", _) if !of_mapi => "alive",
            ("INV-16", Some(EventKind::Exit)) if initialized => "exit",
            ("INV-16", _) if initialized => "early",
            ("INV-16", _) => {
                let gone = &look.state.unloaded;
                let twice = (1..gone.len()).any(|at| gone[..at].contains(&gone[at]));
                if twice { "twice" } else { "loaded" }
            }
            ("INV-17", Some(EventKind::Call { .. })) if of_mapi => "uninitialised",
            ("INV-17", Some(EventKind::Call { .. })) => "closed",
            ("INV-17" | "INV-31", Some(EventKind::Refs { to: ..=-1, .. })) => "over",
            ("INV-17", Some(EventKind::Unload { .. })) => "unload",
            (_, Some(EventKind::Exit)) => "exit",
            _ => "left",
        }
    }

    fn of_fast_shutdown(&self) -> &'static str {
        let look = &self.look;
        match self.kind() {
            Some(EventKind::Exit) => "exit",
            _ if look.any_memo(Memo::FastDone) => "after",
            _ if look.is_provider_object(self.found.subject) => "direct",
            _ => "consent",
        }
    }

    fn kind(&self) -> Option<&EventKind> {
        self.event.map(|event| &event.kind)
    }

    fn is_subject(&self, object: ObjectId) -> bool {
        object == self.found.subject
    }

    fn calls(&self, wanted: Option<MethodId>) -> bool {
        matches!(self.kind(), Some(EventKind::Call { method, .. }) if Some(*method) == wanted)
    }

    /// References that a holder has on the subject.
    fn held(&self, holder: Holder) -> i16 {
        self.look.state.object(self.found.subject).held[holder as usize]
    }

    /// Messages in such a state.
    fn messages(&self, wanted: fn(MessageState) -> bool) -> Vec<String> {
        let ledgers = Ledgers::of(self.look.program, self.look.state);
        let bad = ledgers.messages().filter(|it| wanted(it.state));
        bad.map(|it| it.name.to_owned()).collect()
    }

    /// Everything that a sentence may name.
    fn arguments(&self) -> Vec<(&'static str, FluentValue<'static>)> {
        let (program, state) = (self.look.program, self.look.state);
        let subject = self.found.subject;
        let ledgers = Ledgers::of(program, state);
        let title = |item: Item| ledgers.title(item);
        let rows: Vec<String> = state.rows_of(subject).map(|id| title(Item::Row(id))).collect();
        let uids: Vec<String> =
            state.uids_of(subject).map(|id| program.uid_name(state, id)).collect();
        let lost = self.messages(|it| it == MessageState::Lost);
        let locked: Vec<String> =
            ledgers.messages().filter(|it| it.locked).map(|it| it.name.to_owned()).collect();
        let holder = self.event.map(|event| program.holder(state, event.thread, event.actor));
        let provider = self.held(Holder::Provider).max(0);
        let all: i16 = HOLDERS.iter().map(|holder| self.held(*holder).max(0)).sum();
        vec![
            ("subject", program.object_name(state, subject).into()),
            ("count", state.object(subject).refs.into()),
            ("own", holder.map_or(0, |holder| self.held(holder)).into()),
            ("held", (if provider > 0 { provider } else { all }).into()),
            ("rows", rows.join(", ").into()),
            ("row-count", rows.len().into()),
            ("uids", uids.join(", ").into()),
            ("uid-count", uids.len().into()),
            ("lost", lost.join(", ").into()),
            ("lost-count", lost.len().into()),
            ("locked", locked.join(", ").into()),
            ("locked-count", locked.len().into()),
            (
                "caller",
                self.event.map_or_else(String::new, |it| caller_of(program, state, it)).into(),
            ),
            (
                "thread",
                self.event.map_or("", |it| program.thread_name(state, it.thread)).to_owned().into(),
            ),
            ("statement", self.statement().into()),
            ("method", self.method().into()),
            ("object", self.object().into()),
            ("flags", self.flags().into()),
            ("asked", self.asked().into()),
            ("entry", self.entry().into()),
        ]
    }

    /// The statement of the step.
    fn statement(&self) -> String {
        let found = self.event.and_then(|event| self.look.program.statement(event));
        found.map_or_else(String::new, |it| it.text.to_string())
    }

    fn method(&self) -> String {
        match self.kind() {
            Some(EventKind::Call { method, .. } | EventKind::Return { method, .. }) => {
                self.look.program.method_name(*method).to_owned()
            }
            _ => String::new(),
        }
    }

    /// The object that the step is about.
    fn object(&self) -> String {
        let object = match self.kind() {
            Some(EventKind::Call { object, .. } | EventKind::Return { object, .. }) => *object,
            _ => self.found.subject,
        };
        self.look.program.object_name(self.look.state, object)
    }

    /// The flags that the step passes.
    fn flags(&self) -> String {
        let (program, state) = (self.look.program, self.look.state);
        let Some(EventKind::Call { object, method, args }) = self.kind() else {
            return String::new();
        };
        let Some((at, set)) = flags_of_call(program, state, *object, *method) else {
            return String::new();
        };
        args.get(at).and_then(Value::flags).map_or_else(String::new, |word| flags_text(set, word))
    }

    /// The flags that the last StoreLogoff was passed, where the subject is a support object.
    fn asked(&self) -> String {
        let asked = self.look.memo(Memo::Asked, self.found.subject);
        u32::try_from(asked - 1)
            .map_or_else(|_| String::new(), |it| flags_text(FlagSet::Logoff, it))
    }

    /// The row or the MAPIUID that the step removes.
    fn entry(&self) -> String {
        let (program, state) = (self.look.program, self.look.state);
        match self.kind() {
            Some(EventKind::RowRemoved { row }) => {
                Ledgers::of(program, state).title(Item::Row(*row))
            }
            Some(EventKind::UidRemoved { uid }) => program.uid_name(state, *uid),
            _ => String::new(),
        }
    }
}
