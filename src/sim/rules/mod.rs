//! The rules of section 7 of the domain reference, by their numbers there. They judge, they do not steer: the machine does what the
//! bodies say, right or wrong, and rules look at each step and at the end.
//!
//! Whatever a rule must know of the past is a counter in the state ([`Memo`]), so that a search sees it. Rules know methods, interfaces and
//! ledgers; they must not know which path, provider or edited body is running. Their words, in two languages, are in `assets/text/rules.yaml`.

mod counts;
mod fast;
mod ledgers;
mod logoff;
mod look;
mod memo;
mod session;
mod transports;

use super::body::Who;
use super::event::Event;
use super::program::Program;
use super::state::State;
use super::value::ObjectId;

pub use look::{Look, Watched};
pub use memo::{Memo, remember};

/// Whose mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Blame {
    /// A client program.
    Client,
    /// The store provider.
    Provider,
    /// The spooler.
    Spooler,
    /// MAPI itself.
    Mapi,
    /// A transport provider.
    Transport,
}

impl Blame {
    /// Who answers for this code.
    fn of(who: Who) -> Self {
        match who {
            Who::Client => Blame::Client,
            Who::Mapi => Blame::Mapi,
            Who::Spooler => Blame::Spooler,
            Who::Provider | Who::AddressBook => Blame::Provider,
            Who::Transport => Blame::Transport,
        }
    }

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Blame::Client => "client",
            Blame::Provider => "provider",
            Blame::Spooler => "spooler",
            Blame::Mapi => "mapi",
            Blame::Transport => "transport",
        }
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its number, such as `INV-01`.
    pub id: &'static str,
    /// Its short name, such as `slt-once`.
    pub name: &'static str,
    /// Looks at a step.
    step: Option<fn(&Look<'_>, &mut Report<'_>)>,
    /// Looks at the end of a run.
    end: Option<fn(&Look<'_>, &mut Report<'_>)>,
}

/// Takes what a rule finds: the object it is about, and who is to blame.
pub type Report<'a> = dyn FnMut(ObjectId, Blame) + 'a;

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Number of the rule.
    pub rule: &'static str,
    /// Its short name.
    pub name: &'static str,
    /// The step that broke it; at the end of a run, its last step. Filled in by the timeline.
    pub step: usize,
    /// The object that it is about.
    pub subject: ObjectId,
    /// Whose mistake it is.
    pub blame: Blame,
}

const fn on_step(id: &'static str, name: &'static str, step: fn(&Look<'_>, &mut Report<'_>)) -> Rule {
    Rule { id, name, step: Some(step), end: None }
}

const fn on_both(
    id: &'static str,
    name: &'static str,
    step: fn(&Look<'_>, &mut Report<'_>),
    end: fn(&Look<'_>, &mut Report<'_>),
) -> Rule {
    Rule { id, name, step: Some(step), end: Some(end) }
}

/// All rules, by number.
pub const RULES: [Rule; 27] = [
    on_both("INV-01", "slt-once", transports::slt_once, transports::slt_once_at_end),
    on_step("INV-02", "slt-before-support", transports::slt_before_support),
    on_step("INV-03", "flag-fidelity", transports::flag_fidelity),
    on_step("INV-04", "one-input-flag", transports::one_input_flag),
    on_step("INV-05", "after-complete", transports::after_complete),
    on_both("INV-06", "uids-gone", ledgers::uids_gone, ledgers::uids_gone_at_end),
    on_both("INV-07", "row-gone", ledgers::row_gone, ledgers::row_gone_at_end),
    on_step("INV-08", "unrouted-before-logoff", ledgers::unrouted_before_logoff),
    on_step("INV-09", "logoff-idempotent", logoff::logoff_idempotent),
    on_step("INV-10", "no-live-orphans", logoff::no_live_orphans),
    on_step("INV-11", "invalid-is-safe", counts::invalid_is_safe),
    on_both("INV-12", "support-balance", counts::support_balance, counts::support_balance_at_end),
    on_step("INV-13", "support-last", counts::support_last),
    on_both("INV-14", "logon-pair", logoff::logon_pair, logoff::logon_pair_at_end),
    on_step("INV-15", "shutdown-after-logons", logoff::shutdown_after_logons),
    on_both("INV-16", "unload-last", session::unload_last, session::unload_last_at_end),
    on_step("INV-17", "session-closed", session::session_closed),
    on_step("INV-18", "isolation", ledgers::isolation),
    Rule { id: "INV-19", name: "no-mail-loss", step: Some(fast::data_safe), end: Some(session::no_mail_loss) },
    on_step("INV-20", "second-open", counts::second_open),
    on_step("INV-21", "advise-balance", counts::advise_balance),
    on_step("INV-22", "no-reuse-while-dying", counts::no_reuse_while_dying),
    on_step("INV-23", "fast-consent", fast::fast_consent),
    on_step("INV-24", "fast-order", fast::fast_order),
    on_step("INV-25", "ole-before-mapi", session::ole_before_mapi),
    on_step("INV-26", "refcount-sane", counts::refcount_sane),
    on_step("INV-27", "sole-user", transports::sole_user),
];

/// The rules of a run, and those that no longer apply once the process has ended by a fast shutdown that was granted.
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

    /// Whether a rule was left aside in a run that ended so: by a fast shutdown that was granted. Against a refusal none is.
    pub fn leaves_aside(&self, id: &str, program: &Program, end: &State) -> bool {
        !self.applies(id) && fast::is_over(&Look::new(program, end, None))
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter()
    }

    /// Looks at a step; `state` is the situation after it.
    pub fn judge(&self, program: &Program, state: &State, event: &Event, report: &mut dyn FnMut(Violation)) {
        let look = Look::new(program, state, Some(event));
        for rule in &RULES {
            if let Some(check) = rule.step {
                check(&look, &mut |subject, blame| report(rule.found(subject, blame)));
            }
        }
    }

    /// Looks at the end of a run.
    pub fn judge_end(&self, program: &Program, state: &State, report: &mut dyn FnMut(Violation)) {
        let look = Look::new(program, state, None);
        let fast = fast::is_over(&look);
        for rule in RULES.iter().filter(|rule| !fast || self.applies(rule.id)) {
            if let Some(check) = rule.end {
                check(&look, &mut |subject, blame| report(rule.found(subject, blame)));
            }
        }
    }
}

impl Rule {
    fn found(&'static self, subject: ObjectId, blame: Blame) -> Violation {
        Violation { rule: self.id, name: self.name, step: 0, subject, blame }
    }
}
