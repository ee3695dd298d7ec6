//! What a log must show for a finding of each rule, beyond what the rule saw.
//!
//! It must not know how a rule is checked.

use super::super::survey::Callers;
use super::{Doubt, Evidence, SubjectFacts};
use crate::sim::event::{Event, EventKind};
use crate::sim::rules::Blame;
use crate::sim::state::{Holder, Life, Memo, State};
use crate::sim::{ObjectId, Value, Violation};

/// Something that a finding takes.
#[derive(Clone, Copy, Debug)]
enum Proof {
    /// Nothing that a log has can prove it.
    Never,
    /// The log has the object, and its store, from the beginning.
    Whole,
    StoreWhole,
    /// All counts of the object, and of its store, are as expected.
    Steady,
    StoreSteady,
    /// No counts disagree anywhere.
    AllSteady,
    /// It is known whose code counts the object.
    Clear,
    /// All calls of an interface are recorded.
    Sees(&'static str),
    /// Creations and destructions are recorded, and all calls of the object.
    ObjectSeen,
    Objects,
    /// The destruction of the object is in the log.
    Freed,
    /// The object is still the one that it was.
    Same,
    /// The object and its store have all flags; the call has its own.
    Flags,
    OwnFlags,
    /// The return has its result.
    OwnResult,
    /// One thread calls the object; it has one client, one session.
    OneCaller,
    OneClient,
    OneSession,
    /// The log has all that happened to its end; the process is over.
    Complete,
    Over,
    FromStart,
    /// The provider has no reference on the support object left.
    LetGo,
    NoneHeld,
    /// The provider has one, or never gave any back.
    Kept,
    /// The store of the object is over.
    StoreOver,
    /// The object has references left: else somebody gave back what seems to be kept.
    StillThere,
    /// The process did not end fast.
    SlowEnd,
    /// A logon object of the provider object is still out.
    LogonOut,
    /// MAPI has StoreLogoffTransports.
    Supported,
    /// The support object, and that of its caller, were given to a Logon that is in the log.
    GivenToLogon,
}

use Proof as P;

/// Rules that may be about the process as a whole.
const OF_PROCESS: [&str; 8] =
    ["INV-17", "INV-25", "INV-29", "INV-31", "INV-32", "INV-33", "INV-34", "INV-35"];

const SUPPORT: Proof = P::Sees("IMAPISupport");

/// When a rule found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FoundAt {
    Call,
    Return,
    Freed,
    OtherStep,
    End,
}

/// A finding, and where it was made.
struct UnprovedFinding<'a> {
    state: &'a State,
    event: Option<&'a Event>,
    found: &'a Violation,
}

impl UnprovedFinding<'_> {
    fn moment(&self) -> FoundAt {
        match self.event.map(|event| &event.kind) {
            Some(EventKind::Call { .. }) => FoundAt::Call,
            Some(EventKind::Return { .. }) => FoundAt::Return,
            Some(EventKind::Freed { .. }) => FoundAt::Freed,
            Some(_) => FoundAt::OtherStep,
            None => FoundAt::End,
        }
    }

    fn is_exit(&self) -> bool {
        matches!(self.event.map(|event| &event.kind), Some(EventKind::Exit))
    }

    fn is_freed(&self) -> bool {
        self.state.object(self.found.subject).life == Life::Freed
    }

    fn memo(&self, memo: Memo) -> i64 {
        self.state.memo(memo, self.found.subject.0, 0)
    }

    /// What it takes.
    fn takes(&self) -> &'static [Proof] {
        let by_client = self.found.blame == Blame::Client;
        match (self.found.rule, self.moment()) {
            ("INV-01", FoundAt::Return) => &[P::Flags, P::Same],
            ("INV-01", FoundAt::End) => &[P::Flags, SUPPORT, P::Whole, P::StoreOver],
            ("INV-01", _) => &[P::Flags, SUPPORT, P::Whole],
            ("INV-02", _) => &[P::LetGo, P::Same],
            ("INV-03", _) if self.memo(Memo::Asked) == 0 => {
                &[P::Flags, P::Sees("IMsgStore"), P::StoreWhole, P::Same]
            }
            ("INV-03", _) => &[P::Flags, P::Same],
            ("INV-04", _) => &[P::OwnFlags],
            ("INV-05", FoundAt::Return) => &[P::Flags, P::Same, P::Supported],
            ("INV-05", _) => &[P::OneCaller, P::Flags, P::Same],
            ("INV-27", _) => &[P::Whole, P::Steady],
            ("INV-06" | "INV-07", FoundAt::End) if by_client => {
                &[P::StoreWhole, P::StoreSteady, P::Over, P::SlowEnd]
            }
            ("INV-06" | "INV-07", FoundAt::End) => &[SUPPORT, P::Kept, P::StoreOver],
            // What MAPI removes shows in no call.
            ("INV-06" | "INV-07", _) if self.found.blame == Blame::Mapi => &[P::Never],
            ("INV-09", _) => &[P::Same],
            ("INV-10", _) => &[P::ObjectSeen, P::Whole, P::Steady],
            ("INV-11", FoundAt::Return) => &[P::OwnResult],
            ("INV-12", FoundAt::Call) if self.is_freed() => &[],
            ("INV-12", FoundAt::Call) => &[P::Whole, P::Steady, P::Clear, P::NoneHeld, P::Same],
            // How long MAPI keeps a support object is its own affair.
            ("INV-12", FoundAt::End) if self.found.blame == Blame::Mapi => &[P::Never],
            ("INV-12", FoundAt::End) => {
                &[P::Whole, P::Steady, P::Clear, P::Complete, P::StoreOver, P::StillThere]
            }
            ("INV-12", _) => &[P::Whole, P::Steady, P::Clear],
            ("INV-16", _) if self.is_exit() => &[P::Objects, P::Steady, P::Whole, P::SlowEnd],
            ("INV-14" | "INV-16", _) => &[P::Objects, P::Steady, P::Whole],
            ("INV-15", FoundAt::Freed) => &[P::Sees("IMSProvider"), P::Whole],
            ("INV-15", _) if self.memo(Memo::ShutdownCalls) > 1 => &[P::Same],
            ("INV-15", _) => &[P::LogonOut],
            ("INV-17", FoundAt::Call) => &[P::OneSession],
            ("INV-17", _) if self.is_exit() => &[P::OneSession, P::Whole, P::SlowEnd],
            ("INV-17", _) => &[P::OneSession, P::Whole],
            ("INV-20", _) => &[P::AllSteady],
            ("INV-21", FoundAt::Call) if !self.is_freed() => {
                &[P::Whole, SUPPORT, P::Steady, P::Clear]
            }
            ("INV-21", _) => &[P::Whole],
            ("INV-22", _) => &[P::Freed],
            // What Release returned is no proof that the object is gone.
            ("INV-26", FoundAt::Call) => &[P::Freed],
            ("INV-26", _)
                if matches!(self.event.map(|it| &it.kind), Some(EventKind::Crash { .. })) =>
            {
                &[P::Freed]
            }
            ("INV-26", FoundAt::End) => &[P::Whole, P::Steady, P::ObjectSeen],
            ("INV-26", _) => &[P::Whole, P::Steady, P::Clear],
            ("INV-30", _) => &[P::Whole, P::Steady, P::Complete, P::SlowEnd],
            ("INV-31" | "INV-33", _) if self.is_exit() => {
                &[P::Sees("MAPI"), P::FromStart, P::OneClient, P::SlowEnd]
            }
            ("INV-25" | "INV-31" | "INV-32" | "INV-33" | "INV-34" | "INV-35", _) => {
                &[P::Sees("MAPI"), P::FromStart, P::OneClient]
            }
            ("INV-18", FoundAt::Call) => &[P::GivenToLogon],
            ("INV-08" | "INV-18" | "INV-19" | "INV-28", _) => &[P::Never],
            _ => &[],
        }
    }
}

impl Evidence {
    /// Why a finding is not proved; `None` if it is.
    pub(super) fn doubt(
        &self,
        state: &State,
        event: Option<&Event>,
        found: &Violation,
    ) -> Option<Doubt> {
        // A hidden object: a client's thread, or code outside.
        if self.subject(found.subject).is_none() && !OF_PROCESS.contains(&found.rule) {
            return Some(Doubt::Inside);
        }
        let finding = UnprovedFinding { state, event, found };
        finding.takes().iter().find_map(|proof| self.lacks(*proof, &finding))
    }

    fn lacks(&self, proof: Proof, finding: &UnprovedFinding<'_>) -> Option<Doubt> {
        let it = self.subject(finding.found.subject);
        let store = it.and_then(|it| self.known.get(it.store as usize));
        let object = it.map(|_| finding.state.object(finding.found.subject));
        let facts = |test: fn(&SubjectFacts) -> bool| it.is_none_or(test);
        let of_store = |test: fn(&SubjectFacts) -> bool| store.is_some_and(test);
        let gone = if self.objects { Doubt::Gone } else { Doubt::Objects };
        let by_provider = object.map_or(0, |it| it.held[Holder::Provider as usize]);
        let none_left = object.is_none_or(|it| it.refs <= 0);
        let (holds, doubt) = match proof {
            P::Never => (false, Doubt::Inside),
            P::Whole => (facts(|it| it.whole), Doubt::Start),
            P::StoreWhole => (store.map_or(self.from_start, |it| it.whole), Doubt::Start),
            P::Steady => (facts(|it| it.steady), Doubt::Counts),
            P::StoreSteady => (of_store(|it| it.steady), Doubt::Counts),
            P::AllSteady => (self.meets(Doubt::Counts), Doubt::Counts),
            P::Clear => (facts(|it| !it.unclear), Doubt::Caller),
            P::Sees(interface) => (self.sees(interface), Doubt::Calls(interface)),
            P::Objects => (self.objects, Doubt::Objects),
            P::ObjectSeen => (self.objects && facts(|it| it.calls_seen), Doubt::Objects),
            P::Freed => (finding.is_freed(), gone),
            P::Same => (self.is_same(finding), gone),
            P::Flags => {
                (facts(|it| !it.lacks_flags) && !of_store(|it| it.lacks_flags), Doubt::Flags)
            }
            P::OwnFlags => (has_flags(finding.event), Doubt::Flags),
            P::OwnResult => (has_result(finding.event), Doubt::Results),
            P::OneCaller => (it.is_none_or(|it| is_same_caller(it, finding.event)), Doubt::Who),
            P::OneClient => (self.anonymous <= 1, Doubt::Who),
            P::OneSession => (self.sessions <= 1, Doubt::Who),
            P::Complete => (self.complete, Doubt::End),
            P::Over => (self.over, Doubt::End),
            P::FromStart => (self.from_start, Doubt::Start),
            P::NoneHeld => (by_provider <= 0, Doubt::Counts),
            P::LetGo if none_left => (true, Doubt::Counts),
            P::LetGo if !facts(|it| !it.unclear) => (false, Doubt::Caller),
            P::LetGo => (by_provider <= 0, Doubt::Counts),
            P::Kept => return self.doubt_of_kept(finding, it),
            P::StoreOver => {
                return match it {
                    Some(it) => self.doubt_of_end(finding.state, it),
                    None => Some(Doubt::Start),
                };
            }
            P::SlowEnd => {
                (self.is_slow_end(finding.state, it), Doubt::Calls("IMAPIClientShutdown"))
            }
            P::StillThere => (!none_left, Doubt::Caller),
            P::LogonOut => (self.is_logon_out(finding), Doubt::Objects),
            P::GivenToLogon => (self.are_given(finding), Doubt::Start),
            P::Supported => (facts(|it| !it.unsupported), Doubt::Inside),
        };
        (!holds).then_some(doubt)
    }

    /// Whether Logon was given a support object, and that of the object that calls it.
    fn are_given(&self, finding: &UnprovedFinding<'_>) -> bool {
        let is_given = |it: Option<&SubjectFacts>| it.is_some_and(|it| it.given_line > 0);
        let caller = finding.event.and_then(|event| self.subject(event.actor));
        let own = caller.and_then(|it| self.known.get(it.support as usize));
        is_given(self.subject(finding.found.subject)) && is_given(own)
    }

    /// Whether a logon object of a provider object is still out: creations and destructions are
    /// recorded, or the log has no Release of a reference that MAPI was given.
    fn is_logon_out(&self, finding: &UnprovedFinding<'_>) -> bool {
        self.objects || self.logons_out(finding.state, finding.found.subject).next().is_some()
    }

    /// Logon objects of a provider object that MAPI has not given back, as far as calls show it.
    pub(super) fn logons_out<'a>(
        &'a self,
        state: &'a State,
        provider: ObjectId,
    ) -> impl Iterator<Item = ObjectId> + 'a {
        let is_out = move |(at, it): &(u32, &SubjectFacts)| {
            let logon = state.objects.get(self.base.saturating_add(*at) as usize);
            it.logon == *at
                && ObjectId(self.base.saturating_add(it.provider)) == provider
                && it.whole
                && it.steady
                && logon.is_some_and(|logon| {
                    logon.life == Life::Live && logon.held[Holder::Mapi as usize] > 0
                })
        };
        let logons = (0u32..).zip(&self.known).filter(is_out);
        logons.map(|(at, _)| ObjectId(self.base.saturating_add(at)))
    }

    /// Whether an object cannot be another one at the same address: there still is a reference on
    /// it, or it is recorded which objects there are.
    fn is_same(&self, finding: &UnprovedFinding<'_>) -> bool {
        let is_held = || finding.state.object(finding.found.subject).refs > 0 && self.counts;
        self.objects || self.sees("IMSProvider") || is_held()
    }

    /// MAPIUIDs and a row that stay: MAPI removes them once the support object is gone, so the log
    /// shows who kept that.
    fn doubt_of_kept(
        &self,
        finding: &UnprovedFinding<'_>,
        it: Option<&SubjectFacts>,
    ) -> Option<Doubt> {
        let support = it.map_or(u32::MAX, |it| it.support);
        let support = ObjectId(self.base.saturating_add(support));
        let Some(known) = self.subject(support) else {
            return Some(Doubt::Calls("IMAPISupport"));
        };
        let object = finding.state.object(support);
        let held = object.held[Holder::Provider as usize];
        let is_over = object.life == Life::Freed || known.steady && object.refs <= 0;
        let never = finding.state.memo(Memo::LetGo, support.0, 0) == 0;
        let all = [
            // What MAPI removes in its last Release shows in no call.
            (!is_over, Doubt::Inside),
            (known.whole, Doubt::Start),
            (!known.unclear, Doubt::Caller),
            // Released and not gone: somebody holds it whose calls are not in the log.
            (known.steady && held > 0 || never, Doubt::Counts),
        ];
        all.into_iter().find(|(holds, _)| !holds).map(|(_, doubt)| doubt)
    }
}

/// Whether a call of a store is made by the caller that logged it off: on the only thread that
/// does, or on the only thread that calls it.
fn is_same_caller(it: &SubjectFacts, event: Option<&Event>) -> bool {
    let own = event.map(|event| Callers::One(event.thread.0));
    !it.callers.is_several() || own == Some(it.logged_off_by)
}

/// Whether a call has a flag word.
fn has_flags(event: Option<&Event>) -> bool {
    match event.map(|event| &event.kind) {
        Some(EventKind::Call { args, .. }) => matches!(args.first(), Some(Value::Number(_))),
        _ => false,
    }
}

/// Whether a return has a result.
fn has_result(event: Option<&Event>) -> bool {
    matches!(
        event.map(|event| &event.kind),
        Some(EventKind::Return { result: Value::HResult(_), .. })
    )
}
