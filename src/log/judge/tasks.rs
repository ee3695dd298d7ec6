//! MAPI's four tasks in the support object's last Release: which of them the log shows. A MAPI that
//! does not do them is not the provider's mistake.
//!
//! It must not judge a provider.

use std::collections::BTreeMap;

use super::super::evidence::{Doubt, Standing};
use super::super::fold::LoggedRun;
use crate::sim::value::Value;
use crate::sim::{EventKind, ObjectId};

/// One of the four tasks, as the guide page numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The MAPIUIDs are removed.
    Uids,
    /// The row is.
    Row,
    /// `IMSLogon::Logoff` is called.
    Logoff,
    /// The logon object is released.
    Release,
}

impl Task {
    /// All four, in order.
    pub const ALL: [Task; 4] = [Task::Uids, Task::Row, Task::Logoff, Task::Release];

    /// The word in JSON, and the end of the id of its words.
    pub fn name(self) -> &'static str {
        match self {
            Task::Uids => "uids",
            Task::Row => "row",
            Task::Logoff => "logoff",
            Task::Release => "release",
        }
    }
}

/// Whether MAPI did a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStanding {
    /// The log shows it.
    Done,
    /// The log shows that it was not done.
    NotDone,
    /// Logon gave no logon object: there is none to log off.
    Nothing,
    /// The log does not show what it takes.
    CannotTell(Doubt),
}

impl TaskStanding {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            TaskStanding::Done => "done",
            TaskStanding::NotDone => "not-done",
            TaskStanding::Nothing => "nothing",
            TaskStanding::CannotTell(_) => "cannot-tell",
        }
    }
}

/// The tasks for one support object.
#[derive(Clone, Debug)]
pub struct MapiTasks {
    /// The support object's name.
    pub support: String,
    /// The step at which its last Release begins.
    pub step: usize,
    /// How each task came out.
    pub tasks: [(Task, TaskStanding); 4],
}

/// Calls of Logoff and of Release of a logon object, by how many there are.
#[derive(Default)]
struct Calls {
    logoffs: usize,
    releases_after: usize,
}

/// The tasks for every support object whose last Release the log has.
pub(super) fn tasks(run: &LoggedRun) -> Vec<MapiTasks> {
    let timeline = &run.timeline;
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let watched = &program.watched;
    let mut calls: BTreeMap<ObjectId, Calls> = BTreeMap::new();
    let mut last: Vec<(ObjectId, usize)> = Vec::new();
    for step in 1..=timeline.len() {
        match timeline.event(step).map(|event| &event.kind) {
            Some(EventKind::Call { object, method, .. }) => {
                let of = calls.entry(*object);
                if Some(*method) == watched.logoff {
                    of.or_default().logoffs += 1;
                } else if Some(*method) == watched.release {
                    let of = of.or_default();
                    of.releases_after += usize::from(of.logoffs > 0);
                }
            }
            Some(EventKind::Return { object, method, result: Value::Number(..=0), .. })
                if Some(*method) == watched.release
                    && program.interface(state, *object) == "IMAPISupport"
                    && last.iter().all(|(known, _)| known != object) =>
            {
                last.push((*object, timeline.call_of(step).unwrap_or(step)));
            }
            _ => {}
        }
    }
    let sees_logon = run.log.observes("IMSLogon");
    let of_support = |(support, step): (ObjectId, usize)| {
        let logon = watched
            .field_logon
            .and_then(|field| program.field_at(state, support, field))
            .and_then(|at| state.fields[at].object());
        let calls = logon.and_then(|logon| calls.get(&logon));
        let standing = |task| match (task, calls) {
            (Task::Uids | Task::Row, _) => TaskStanding::CannotTell(Doubt::Inside),
            (Task::Logoff, Some(calls)) if calls.logoffs > 0 => TaskStanding::Done,
            (Task::Release, Some(calls)) if calls.releases_after > 0 => TaskStanding::Done,
            _ if !sees_logon => TaskStanding::CannotTell(Doubt::Calls("IMSLogon")),
            _ if run.evidence.has_no_logon(support) => TaskStanding::Nothing,
            _ if logon.is_none() => TaskStanding::CannotTell(Doubt::Start),
            _ if !ended(run) => TaskStanding::CannotTell(Doubt::End),
            _ => TaskStanding::NotDone,
        };
        MapiTasks {
            support: program.object_name(state, support),
            step,
            tasks: Task::ALL.map(|task| (task, standing(task))),
        }
    };
    // One that was made and not kept, as for a store that was open already, serves no logon object.
    let serves = |(support, _): &(ObjectId, usize)| !run.evidence.is_spare(*support);
    last.into_iter().filter(serves).map(of_support).collect()
}

/// Whether the log has all that came after.
fn ended(run: &LoggedRun) -> bool {
    !matches!(run.evidence.standing("INV-28", &run.timeline), Standing::CannotTell(_))
}
