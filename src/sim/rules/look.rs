//! What a rule sees: the situation after a step, the step, and the names that the headers give to
//! what it watches.

use super::super::body::Who;
use super::super::event::{Event, EventKind};
use super::super::program::{Program, Watched};
use super::super::state::Memo;
use super::super::state::{End, Frame, HOLDERS, Holder, Life, State};
use super::super::value::{FieldId, MethodId, ObjectId, Value, Word};
use super::super::waiting;
use super::verdict::Blame;

/// A step, or the end of a run, as a rule sees it.
pub struct Look<'a> {
    /// Bodies and names of the run.
    pub program: &'a Program,
    /// The situation after the step.
    pub state: &'a State,
    /// The step; `None` at the end of a run.
    pub event: Option<&'a Event>,
    /// Methods, interfaces and fields that rules ask for, looked up once.
    pub watched: &'a Watched,
}

/// Whether a rule that looks at a step of one thread may look for this method on the stacks of the
/// others. A search relies on it that nothing else of theirs is looked at.
pub fn seen_across(program: &Program, method: Option<MethodId>) -> bool {
    method.is_some() && method == program.watched.on_notify
}

/// A call, or its return.
pub struct Called<'a> {
    /// The object that is called.
    pub object: ObjectId,
    /// The arguments of a call, or the result and the second value of a return.
    pub values: &'a [Value],
}

impl<'a> Look<'a> {
    /// Looks at a step or an end.
    pub fn new(program: &'a Program, state: &'a State, event: Option<&'a Event>) -> Self {
        Self { program, state, event, watched: &program.watched }
    }

    /// What kind of step it is.
    pub fn kind(&self) -> Option<&'a EventKind> {
        self.event.map(|event| &event.kind)
    }

    /// The call that this step is, if it is one of that method.
    pub fn call(&self, method: Option<MethodId>) -> Option<Called<'a>> {
        match self.kind()? {
            EventKind::Call { object, method: called, args } if Some(*called) == method => {
                Some(Called { object: *object, values: args })
            }
            _ => None,
        }
    }

    /// The return that this step is, if it is one of that method: object, result, second value.
    pub fn returned(&self, method: Option<MethodId>) -> Option<(ObjectId, &'a Value, &'a Value)> {
        match self.kind()? {
            EventKind::Return { object, method: called, result, out }
                if Some(*called) == method =>
            {
                Some((*object, result, out))
            }
            _ => None,
        }
    }

    /// Whether an object is of an interface.
    pub fn is_kind(&self, object: ObjectId, kind: Option<Word>) -> bool {
        Some(self.program.class(self.state, object).kind) == kind
    }

    /// Whether it is a provider object of any sort.
    pub fn is_provider_object(&self, object: ObjectId) -> bool {
        self.watched.provider_kinds.contains(&Some(self.program.class(self.state, object).kind))
    }

    /// A field, freed memory included: rules may look where code may not.
    pub fn field(&self, object: ObjectId, field: Option<FieldId>) -> &'a Value {
        static NULL: Value = Value::Null;
        field
            .and_then(|field| self.program.field_at(self.state, object, field))
            .and_then(|at| self.state.fields.get(at))
            .unwrap_or(&NULL)
    }

    /// The object in a field.
    pub fn object_in(&self, object: ObjectId, field: Option<FieldId>) -> Option<ObjectId> {
        self.field(object, field).object()
    }

    /// The support object of a store, if it is one of a store: it has a logon object of a store.
    pub fn store_logon_of(&self, support: ObjectId) -> Option<ObjectId> {
        self.object_in(support, self.watched.field_logon)
            .filter(|logon| self.is_kind(*logon, self.watched.store_logon))
    }

    /// The store of a logon object: as it says, or as the store does.
    pub fn store_of(&self, logon: ObjectId) -> Option<ObjectId> {
        let is_its =
            |store: &ObjectId| self.object_in(*store, self.watched.field_logon) == Some(logon);
        let said = self.object_in(logon, self.watched.field_store);
        said.or_else(|| self.all(self.watched.store).find(is_its))
    }

    /// All objects of an interface.
    pub fn all(&self, kind: Option<Word>) -> impl Iterator<Item = ObjectId> + use<'a> {
        let program = self.program;
        let known = kind.map_or(0, |_| self.state.objects.len());
        let classes = move |class: super::super::value::ClassId| {
            Some(program.classes[class.index()].kind) == kind
        };
        (0u32..)
            .zip(&self.state.objects)
            .take(known)
            .filter(move |(_, object)| classes(object.class))
            .map(|(id, _)| ObjectId(id))
    }

    /// References that clients hold on an object.
    pub fn client_refs(&self, object: ObjectId) -> i32 {
        let held = &self.state.object(object).held;
        HOLDERS
            .iter()
            .zip(held)
            .filter(|(holder, _)| holder.is_client())
            .map(|(_, count)| i32::from(*count))
            .sum()
    }

    /// A counter of the rules; 0 if it was never raised.
    pub fn memo(&self, memo: Memo, of: ObjectId) -> i64 {
        self.state.memo(memo, of.0, 0)
    }

    /// Whether a session is logged off, or gone without that: nothing of it can be used again.
    pub fn is_over(&self, session: ObjectId) -> bool {
        self.memo(Memo::SessionOver, session) > 0 || self.life(session) == Life::Freed
    }

    /// Whether a counter of that sort is above zero, of whatever it counts: a look at the few
    /// counters, not at all objects.
    pub fn any_memo(&self, memo: Memo) -> bool {
        self.state.memory_of(memo).any(|(_, count)| count > 0)
    }

    /// Whose code made the step.
    pub fn who(&self) -> Who {
        self.event.map_or(Who::Mapi, |event| self.program.class(self.state, event.actor).who)
    }

    /// Whom to blame for what that code did.
    pub fn blame(&self) -> Blame {
        Blame::of(self.who())
    }

    /// Whose code freed an object.
    pub fn freed_by(&self, object: ObjectId) -> Who {
        let others =
            [Who::Client, Who::Mapi, Who::Spooler, Who::Provider, Who::Transport, Who::AddressBook];
        let by = others.into_iter().find(|who| self.memo(Memo::FreedBy, object) == *who as i64 + 1);
        by.unwrap_or(self.program.class(self.state, object).who)
    }

    /// Whether the party that runs the code of `user` has references on an object.
    pub fn holds(&self, event: &Event, user: ObjectId, object: ObjectId) -> bool {
        self.state.object(object).held[self.program.holder(self.state, event.thread, user) as usize]
            > 0
    }

    /// Who gave back more references on an object than it had. MAPI and its spooler have one
    /// account: either may let go for both.
    pub fn overdrawn(&self, object: ObjectId) -> Option<Holder> {
        let held = &self.state.object(object).held;
        let of_mapi = [Holder::Mapi, Holder::Spooler];
        let balanced = of_mapi.iter().map(|holder| held[*holder as usize]).sum::<i16>() >= 0;
        let over = |(holder, count): &(Holder, &i16)| {
            **count < 0 && !(balanced && of_mapi.contains(holder))
        };
        HOLDERS.into_iter().zip(held).find(over).map(|(holder, _)| holder)
    }

    /// Who called into an object, by a method other than Release, on the thread of the step.
    pub(super) fn caller_into(&self, object: ObjectId, event: &Event) -> Option<ObjectId> {
        if event.actor != object {
            return Some(event.actor);
        }
        let frames = &self.state.thread(event.thread).frames;
        let from = frames.iter().rposition(|frame| frame.this != object)?;
        let entered =
            frames.get(from + 1).is_some_and(|frame| frame.method != self.watched.release);
        entered.then_some(frames[from].this)
    }

    /// Whether the thread of the step is inside a method of an object; `except` leaves out the call
    /// that the step itself makes.
    pub fn is_inside(&self, object: ObjectId, method: Option<MethodId>) -> bool {
        self.inside(method).any(|this| this == object)
    }

    /// Objects whose method `method` is running on the thread of the step, outermost first; a call
    /// that begins in this step is not yet running.
    pub fn inside(&self, method: Option<MethodId>) -> impl Iterator<Item = ObjectId> + use<'a> {
        let begins = matches!(self.kind(), Some(EventKind::Call { .. }));
        let frames =
            self.event.map_or(&[][..], |event| &self.state.thread(event.thread).frames[..]);
        let running = &frames[..frames.len().saturating_sub(usize::from(begins))];
        running
            .iter()
            .filter(move |frame| frame.method.is_some() && frame.method == method)
            .map(|frame| frame.this)
    }

    /// Whether a method of an object is running, on any thread. At a step, only methods that are
    /// [`seen_across`] threads may be asked for.
    pub fn runs(&self, object: ObjectId, method: Option<MethodId>) -> bool {
        debug_assert!(
            self.event.is_none() || method.is_none() || seen_across(self.program, method)
        );
        let mut frames = self.state.threads.iter().flat_map(|thread| &thread.frames);
        method.is_some() && frames.any(|frame| frame.this == object && frame.method == method)
    }

    /// Whether every MAPIInitialize of the process is undone.
    pub fn is_uninitialized(&self) -> bool {
        self.all(self.watched.subsystem)
            .next()
            .is_some_and(|subsystem| self.state.object(subsystem).refs <= 0)
    }

    /// Whether the run ended in a crash, which stops every thread.
    pub fn crashed(&self) -> bool {
        self.state.end == Some(End::Crash)
    }

    /// Whether the run ended during the teardown of this store, in a crash or in a wait for
    /// ever: then what its last Release or Logoff still had to do was not omitted. To be asked at
    /// the end of a run only.
    pub fn is_cut_short(&self, logon: ObjectId) -> bool {
        let ends = |method: Option<MethodId>| {
            method.is_some() && [self.watched.release, self.watched.logoff].contains(&method)
        };
        // A late call on freed memory lets nothing go: it is the crash.
        let late = self.program.classes[self.program.freed.index()].any;
        let lets_go = |frame: &Frame| {
            ends(frame.method) && Some(frame.body) != late && self.is_part(frame.this, logon)
        };
        self.state.threads.iter().flat_map(|thread| &thread.frames).any(lets_go)
    }

    /// Whether clients keep a store open by what they hold under it, as children do that hold their
    /// store.
    pub fn is_held_open(&self, store: ObjectId) -> bool {
        self.state
            .below(store)
            .any(|child| self.life(child) != Life::Freed && self.client_refs(child) > 0)
    }

    /// Whether no thread can continue although one has not ended. To be asked at the
    /// end of a run only.
    pub fn is_stuck(&self) -> bool {
        !waiting::blocked(self.program, self.state).is_empty()
    }

    /// The session that an object belongs to.
    pub fn session_of(&self, object: ObjectId) -> Option<ObjectId> {
        let mut up =
            std::iter::successors(Some(object), |object| self.state.object(*object).parent);
        up.find(|object| self.is_kind(*object, self.watched.session))
    }

    /// Whether an object is a logon object, hangs under it, or is its support object.
    fn is_part(&self, object: ObjectId, logon: ObjectId) -> bool {
        let mut up =
            std::iter::successors(Some(object), |object| self.state.object(*object).parent);
        self.store_logon_of(object) == Some(logon) || up.any(|object| object == logon)
    }

    /// Live, invalid or freed.
    pub fn life(&self, object: ObjectId) -> Life {
        self.state.object(object).life
    }
}
