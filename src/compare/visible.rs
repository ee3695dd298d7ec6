//! What of two runs can be compared where one was recorded: a log has calls and answers of some
//! interfaces, and nothing else of what a model shows.
//!
//! It must not know how runs are aligned.

use crate::sim::timeline::Recording;
use crate::sim::{EventKind, Timeline, Value};

/// The recordings among two runs.
pub(super) struct Window<'a> {
    recordings: Vec<&'a Recording>,
    /// Whether just one of the runs was recorded.
    is_mixed: bool,
}

/// Methods that begin a shutdown.
const ENDS: [&str; 4] = ["StoreLogoff", "StoreLogoffTransports", "Logoff", "Shutdown"];
/// Methods that open what is shut down.
const OPENS: [&str; 4] = ["Logon", "SpoolerLogon", "OpenMsgStore", "MAPILogonEx"];

impl<'a> Window<'a> {
    pub(super) fn of(a: &'a Timeline, b: &'a Timeline) -> Self {
        let recordings: Vec<_> = [a, b].into_iter().filter_map(Timeline::recording).collect();
        Self { is_mixed: recordings.len() == 1, recordings }
    }

    /// Whether both runs are the machine's own, which show everything.
    pub(super) fn is_clear(&self) -> bool {
        self.recordings.is_empty()
    }

    /// Whether what the spooler does shows in both runs.
    pub(super) fn sees_spooler(&self) -> bool {
        self.recordings.iter().all(|it| it.has_spooler)
    }

    /// Whether calls of an interface show in both runs.
    pub(super) fn sees(&self, interface: &str) -> bool {
        self.recordings.iter().all(|it| it.sees(interface))
    }

    /// The interfaces whose calls show in both runs; `None`: those of all.
    pub(super) fn interfaces(&self) -> Option<Vec<String>> {
        let mut listed = self.recordings.iter().filter_map(|it| it.seen.as_ref());
        let mut all = listed.next()?.clone();
        all.retain(|it| self.sees(it));
        Some(all)
    }

    /// Whether AddRef and Release show in both runs.
    pub(super) fn sees_counts(&self) -> bool {
        self.recordings.iter().all(|it| it.counts)
    }

    /// Whether input and output flags do.
    pub(super) fn sees_flags(&self) -> bool {
        self.recordings.iter().all(|it| it.flags)
    }

    /// Whether a run is cut off: a log without all that happened to its end.
    pub(super) fn is_cut_off(run: &Timeline) -> bool {
        run.recording().is_some_and(|it| !it.complete)
    }

    /// The step of a run with which what both can have begins: a run of the model begins after the
    /// logon, a log may begin before it.
    pub(super) fn begins(&self, run: &Timeline) -> usize {
        if !self.is_mixed || run.recording().is_none() {
            return 0;
        }
        let program = run.machine().program();
        let named = |method, names: &[&str]| names.contains(&program.method_name(method));
        let mut begins = 0;
        for (step, event) in (1..).zip(run.events()) {
            match event.kind {
                EventKind::Call { method, .. } if named(method, &ENDS) => break,
                EventKind::Return { method, .. } if named(method, &OPENS) => begins = step,
                // MAPI gives back the reference with which it gave the support object to Logon.
                EventKind::Return { object, result: Value::Number(1..), .. }
                    if program.interface(run.final_state(), object) == "IMAPISupport" =>
                {
                    begins = step;
                }
                _ => {}
            }
        }
        begins
    }
}
