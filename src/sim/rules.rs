//! The rules of section 7 of the domain reference, by their numbers there. They judge, they do not
//! steer: the machine does what the bodies say, right or wrong, and rules look at each step and at
//! the end.
//!
//! Whatever a rule must know of the past is a counter in the state ([`Memo`]), so that a search
//! sees it. Rules know methods, interfaces and ledgers; they must not know which path, provider or
//! edited body is running. Their words, in two languages, are in `assets/text/rules.yaml`.

mod accounts;
mod client;
mod counts;
mod endings;
mod fast;
mod kinds;
mod ledgers;
mod logoff;
mod look;
mod memo;
mod session;
mod transports;
mod verdict;

use super::event::Event;
use super::program::Program;
use super::state::State;
use super::value::ObjectId;
use kinds::Kinds;

pub use super::program::Watched;
pub use super::state::Memo;
pub use look::{Look, seen_across};
pub use memo::remember;
pub use verdict::{Blame, Report, Violation};

/// Rules that a step, or an end, put to the test: a set, by their position in [`RULES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tested(u64);

impl Tested {
    /// Positions in [`RULES`], ascending.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        (0..RULES.len()).filter(move |at| self.0 >> at & 1 == 1)
    }

    /// The set as bits, the first rule lowest.
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// A rule of an orderly shutdown, which every step and every end of a run is checked against.
#[derive(Debug)]
pub struct Rule {
    /// Its number, such as `INV-01`.
    pub id: &'static str,
    /// Its short name, such as `slt-once`.
    pub name: &'static str,
    /// The kinds of steps that it looks at: of others it says nothing.
    kinds: Kinds,
    /// Looks at a step.
    step: Option<Check>,
    /// Looks at the end of a run.
    end: Option<Check>,
}

type Check = fn(&Look<'_>, &mut Report<'_>);

const fn on_step(id: &'static str, name: &'static str, kinds: Kinds, step: Check) -> Rule {
    Rule { id, name, kinds, step: Some(step), end: None }
}

const fn on_both(
    id: &'static str,
    name: &'static str,
    kinds: Kinds,
    step: Check,
    end: Check,
) -> Rule {
    Rule { id, name, kinds, step: Some(step), end: Some(end) }
}

/// The rule that a crash breaks, whatever else it breaks.
pub const NO_CRASH: &str = "INV-29";
/// The rule that a thread breaks which waits for ever.
pub const NO_ENDLESS_WAIT: &str = "INV-28";

/// All rules, by number.
pub const RULES: [Rule; 35] = [
    on_both(
        "INV-01",
        "slt-once",
        Kinds::RETURN.and(Kinds::FREED).and(Kinds::INVALIDATED),
        transports::slt_once,
        transports::slt_once_at_end,
    ),
    on_step("INV-02", "slt-before-support", Kinds::CALL, transports::slt_before_support),
    on_step("INV-03", "flag-fidelity", Kinds::CALL, transports::flag_fidelity),
    on_step("INV-04", "one-input-flag", Kinds::CALL, transports::one_input_flag),
    on_step("INV-05", "after-complete", Kinds::CALL.and(Kinds::RETURN), transports::after_complete),
    on_both(
        "INV-06",
        "uids-gone",
        Kinds::RETURN.and(Kinds::UID_REMOVED),
        ledgers::uids_gone,
        ledgers::uids_gone_at_end,
    ),
    on_both(
        "INV-07",
        "row-gone",
        Kinds::RETURN.and(Kinds::ROW_ADDED).and(Kinds::ROW_REMOVED),
        ledgers::row_gone,
        ledgers::row_gone_at_end,
    ),
    on_step("INV-08", "unrouted-before-logoff", Kinds::CALL, ledgers::unrouted_before_logoff),
    on_step("INV-09", "logoff-idempotent", Kinds::LEDGER, logoff::logoff_idempotent),
    on_both(
        "INV-10",
        "no-live-orphans",
        Kinds::REFS.and(Kinds::INVALIDATED).and(Kinds::FREED).and(Kinds::RETURN),
        logoff::no_live_orphans,
        logoff::no_orphans_at_end,
    ),
    on_step(
        "INV-11",
        "invalid-is-safe",
        Kinds::CALL.and(Kinds::RETURN).and(Kinds::INVALIDATED).and(Kinds::CRASH),
        counts::invalid_is_safe,
    ),
    on_both(
        "INV-12",
        "support-balance",
        Kinds::CALL.and(Kinds::REFS),
        counts::support_balance,
        counts::support_balance_at_end,
    ),
    on_step("INV-13", "support-last", Kinds::ALL, counts::support_last),
    on_both("INV-14", "logon-pair", Kinds::REFS, logoff::logon_pair, logoff::logon_pair_at_end),
    on_step(
        "INV-15",
        "shutdown-after-logons",
        Kinds::CALL.and(Kinds::FREED),
        logoff::shutdown_after_logons,
    ),
    on_both(
        "INV-16",
        "unload-last",
        Kinds::UNLOAD.and(Kinds::EXIT),
        session::unload_last,
        session::unload_last_at_end,
    ),
    on_step(
        "INV-17",
        "session-closed",
        Kinds::CALL.and(Kinds::REFS).and(Kinds::EXIT).and(Kinds::UNLOAD),
        session::session_closed,
    ),
    on_step(
        "INV-18",
        "isolation",
        Kinds::LEDGER.and(Kinds::NOTIFY).and(Kinds::RETURN).and(Kinds::CALL),
        ledgers::isolation,
    ),
    on_both("INV-19", "no-mail-loss", Kinds::RETURN, fast::data_safe, session::no_mail_loss),
    on_step("INV-20", "second-open", Kinds::REFS.and(Kinds::CREATED), counts::second_open),
    on_both(
        "INV-21",
        "advise-balance",
        Kinds::CALL.and(Kinds::FREED),
        counts::advise_balance,
        counts::advise_balance_at_end,
    ),
    on_step("INV-22", "no-reuse-while-dying", Kinds::REFS, counts::no_reuse_while_dying),
    on_step(
        "INV-23",
        "fast-consent",
        Kinds::CALL.and(Kinds::RETURN).and(Kinds::EXIT),
        fast::fast_consent,
    ),
    on_step("INV-24", "fast-order", Kinds::CALL, fast::fast_order),
    on_step("INV-25", "ole-before-mapi", Kinds::CALL, session::ole_before_mapi),
    on_both(
        "INV-26",
        "refcount-sane",
        Kinds::CALL.and(Kinds::REFS).and(Kinds::FREED).and(Kinds::CRASH),
        counts::refcount_sane,
        counts::refcount_sane_at_end,
    ),
    on_step("INV-27", "sole-user", Kinds::CALL, transports::sole_user),
    Rule {
        id: NO_ENDLESS_WAIT,
        name: "no-endless-wait",
        kinds: Kinds::NONE,
        step: None,
        end: Some(endings::no_endless_wait),
    },
    on_step(NO_CRASH, "no-crash", Kinds::ALL, endings::no_crash),
    on_step(
        "INV-30",
        "references-returned",
        Kinds::THREAD_END.and(Kinds::EXIT),
        client::references_returned,
    ),
    on_both(
        "INV-31",
        "initialize-balance",
        Kinds::REFS.and(Kinds::EXIT),
        client::initialize_balance,
        client::initialize_balance_at_end,
    ),
    on_step("INV-32", "initialize-first", Kinds::CALL, client::initialize_first),
    on_step(
        "INV-33",
        "uninitialize-on-thread",
        Kinds::THREAD_END.and(Kinds::EXIT),
        client::uninitialize_on_thread,
    ),
    on_step("INV-34", "no-stray-uninitialize", Kinds::REFS, client::no_stray_uninitialize),
    on_step("INV-35", "first-thread-last", Kinds::REFS, client::first_thread_last),
];

/// The rules of a run, and those that no longer apply once the process has ended by a fast shutdown
/// that was granted.
#[derive(Clone, Debug)]
pub struct Armed {
    exempt: Vec<&'static str>,
}

impl Armed {
    /// All rules; `exempt` are those that a fast shutdown need not keep, by number.
    pub fn new(exempt: &[&str]) -> Self {
        Self { exempt: RULES.iter().map(|rule| rule.id).filter(|id| exempt.contains(id)).collect() }
    }

    /// Whether a rule applies however the process ends.
    pub fn applies(&self, id: &str) -> bool {
        !self.exempt.contains(&id)
    }

    /// Whether a rule was left aside in a run that ended so: by a fast shutdown that was granted.
    /// Against a refusal none is.
    pub fn leaves_aside(&self, id: &str, program: &Program, end: &State) -> bool {
        !self.applies(id) && fast::is_over(&Look::new(program, end, None))
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter()
    }

    /// Looks at a step; `state` is the situation after it. Says which rules it put to the test.
    pub fn judge(
        &self,
        program: &Program,
        state: &State,
        event: &Event,
        report: &mut dyn FnMut(Violation),
    ) -> Tested {
        let look = Look::new(program, state, Some(event));
        let concerned = BY_KIND[Kinds::of(&event.kind).first()];
        debug_assert_eq!(
            ask(&look, Tested(!concerned.0), |rule| rule.step, &mut |_| {}),
            Tested::default(),
            "a rule looks at a kind of step that it does not name: {event:?}"
        );
        ask(&look, concerned, |rule| rule.step, report)
    }

    /// Looks at the end of a run. Says which rules it put to the test.
    pub fn judge_end(
        &self,
        program: &Program,
        state: &State,
        report: &mut dyn FnMut(Violation),
    ) -> Tested {
        let look = Look::new(program, state, None);
        let fast = fast::is_over(&look);
        let applies = |rule: &&Rule| !fast || self.applies(rule.id);
        ask(&look, Tested(u64::MAX), |rule| Some(rule).filter(applies)?.end, report)
    }
}

/// For each kind of steps the rules that look at it.
static BY_KIND: [Tested; Kinds::COUNT] = {
    let mut by_kind = [Tested(0); Kinds::COUNT];
    let mut at = 0;
    while at < RULES.len() {
        let mut kind = 0;
        while kind < Kinds::COUNT {
            if RULES[at].kinds.has(kind) {
                by_kind[kind].0 |= 1 << at;
            }
            kind += 1;
        }
        at += 1;
    }
    by_kind
};

/// Asks those of these rules that have such a check.
fn ask(
    look: &Look<'_>,
    rules: Tested,
    check: impl Fn(&'static Rule) -> Option<Check>,
    report: &mut dyn FnMut(Violation),
) -> Tested {
    static ALL: [Rule; RULES.len()] = RULES;
    let mut tested = 0;
    let mut left = rules.0 & ((1 << ALL.len()) - 1);
    while left != 0 {
        let at = left.trailing_zeros() as usize;
        left &= left - 1;
        let rule = &ALL[at];
        if let Some(check) = check(rule) {
            let mut found =
                |subject, blame, contested| report(rule.found(subject, blame, contested));
            let mut report = Report { tested: false, found: &mut found };
            check(look, &mut report);
            tested |= u64::from(report.tested) << at;
        }
    }
    Tested(tested)
}

impl Rule {
    fn found(&'static self, subject: ObjectId, blame: Blame, contested: bool) -> Violation {
        Violation { rule: self.id, name: self.name, step: 0, subject, blame, contested }
    }
}
