//! Whether a log shows that something is over: a store's life, or a process that was shut down and
//! did not end fast.
//!
//! A count of 0 ends a store only where nothing that was opened in it can still hold it. It must
//! not know how a rule is checked.

use super::super::record::NONE;
use super::{Doubt, Evidence, SubjectFacts};
use crate::sim::ObjectId;
use crate::sim::state::{Holder, Life, Memo, Object, State};

impl Evidence {
    /// Why it is not shown that the store of an object is over; `None` if it is.
    pub(super) fn doubt_of_end(&self, state: &State, it: &SubjectFacts) -> Option<Doubt> {
        // A Logon that gave no store leaves none to wait for.
        if it.store == NONE && it.given_line > 0 {
            return None;
        }
        let known = |at: u32| {
            Some((self.known.get(at as usize)?, state.objects.get(self.object(at).index())?))
        };
        let Some((store, object)) = known(it.store) else { return Some(Doubt::Start) };
        // A provider that gives its support object back has ended the store itself.
        let support = self.object(it.support);
        let let_go = self.subject(support).is_some() && is_set(state, Memo::LetGo, support);
        if object.life != Life::Live || let_go {
            return None;
        }
        if object.refs > 0 || !store.steady {
            return Some(Doubt::Counts);
        }
        let is_over = |at: &u32| {
            known(*at).is_some_and(|(facts, child)| {
                child.life != Life::Live || child.refs <= 0 && facts.steady
            })
        };
        let is_closed = !store.opens_unseen && store.below.iter().all(is_over);
        (!is_closed).then_some(Doubt::Opened)
    }

    /// Whether all that a rule is about ended before the log did: its stores, and the support
    /// objects of those.
    pub(super) fn is_over_before_end(&self, rule: &str, state: &State) -> bool {
        let is_open = |at: u32| {
            let object = self.object(at);
            let mut frames = state.threads.iter().flat_map(|thread| &thread.frames);
            frames.any(|frame| frame.method.is_some() && frame.this == object)
        };
        let is_kept = |at: u32| {
            let support = state.objects.get(self.object(at).index());
            support.is_some_and(|it| it.held[Holder::Provider as usize] > 0)
        };
        let is_over = |it: &SubjectFacts| {
            self.doubt_of_end(state, it).is_none()
                && ![it.store, it.support, it.logon].into_iter().any(is_open)
                && !is_kept(it.support)
        };
        let mut stores = self.stores().peekable();
        matches!(rule, "INV-01" | "INV-12")
            && stores.peek().is_some()
            && stores.all(|(_, it)| is_over(it))
    }

    /// Whether a store may have ended whose support object the log does not have.
    pub(super) fn ends_unbound(&self, state: &State) -> bool {
        self.stores().any(|(at, it)| {
            let store = state.objects.get(self.object(at).index());
            let is_over = |store: &Object| store.life != Life::Live || store.refs <= 0;
            self.known.get(it.support as usize).is_none() && store.is_some_and(is_over)
        })
    }

    fn stores(&self) -> impl Iterator<Item = (u32, &SubjectFacts)> {
        (0u32..).zip(&self.known).filter(|(_, it)| it.is_store)
    }

    /// Whether the process was shut down step by step, as far as an object is concerned: after a
    /// fast shutdown nobody owes anything, and only calls of its interfaces show that there was
    /// none.
    pub(super) fn is_slow_end(&self, state: &State, it: Option<&SubjectFacts>) -> bool {
        let any = |memo| state.memory_of(memo).any(|(_, count)| count > 0);
        let is_own = |at: u32, memo| {
            self.known.get(at as usize).is_some() && is_set(state, memo, self.object(at))
        };
        self.sees("IMAPIClientShutdown")
            || self.sees("IMAPISession") && !self.queries_session
            || any(Memo::ShutdownCalls)
            || any(Memo::SessionOver)
            || it.is_some_and(|it| {
                is_own(it.support, Memo::Asked) || is_own(it.logon, Memo::LogoffCalls)
            })
    }

    fn object(&self, at: u32) -> ObjectId {
        ObjectId(self.base.saturating_add(at))
    }
}

fn is_set(state: &State, memo: Memo, object: ObjectId) -> bool {
    state.memo(memo, object.0, 0) > 0
}
