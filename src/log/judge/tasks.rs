//! MAPI's four tasks in the Release with which a support object's count reaches 0: which of them
//! the log shows there. A MAPI that does not do them is not the provider's mistake.
//!
//! It must not judge a provider.

use std::collections::{BTreeMap, BTreeSet};

use super::super::evidence::Doubt;
use super::super::fold::LoggedRun;
use crate::sim::body::Who;
use crate::sim::value::Value;
use crate::sim::{EventKind, ObjectId, Timeline};

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
    /// The support object calls it in that Release, at this step.
    Done(usize),
    /// It is called at this step, and not from that Release.
    Elsewhere(usize),
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
            TaskStanding::Done(_) => "done",
            TaskStanding::Elsewhere(_) => "elsewhere",
            TaskStanding::NotDone => "not-done",
            TaskStanding::Nothing => "nothing",
            TaskStanding::CannotTell(_) => "cannot-tell",
        }
    }

    /// The step of its call, if the log has one.
    pub fn step(self) -> Option<usize> {
        match self {
            TaskStanding::Done(step) | TaskStanding::Elsewhere(step) => Some(step),
            _ => None,
        }
    }
}

/// The tasks for one support object.
#[derive(Clone, Debug)]
pub struct MapiTasks {
    /// The support object's name.
    pub support: String,
    /// The step at which the Release begins with which its count reaches 0, or that may be it.
    pub step: usize,
    /// The log shows that the count reaches 0 with it.
    pub is_last: bool,
    /// How each task came out.
    pub tasks: [(Task, TaskStanding); 4],
}

/// The Release with which the count of a support object reaches 0, or may: its call.
#[derive(Clone, Copy)]
struct LastRelease {
    support: ObjectId,
    call: usize,
    /// The count came back as 0.
    is_last: bool,
}

/// Calls of a logon object that end it.
#[derive(Default)]
struct LogonCalls {
    logoffs: Vec<usize>,
    /// Those of Release after the first Logoff that are not its provider's own.
    releases: Vec<usize>,
}

/// The tasks for every support object of MAPI's whose last Release the log has.
pub(super) fn tasks(run: &LoggedRun) -> Vec<MapiTasks> {
    let timeline = &run.timeline;
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let watched = &program.watched;
    let calls = logon_calls(timeline);
    let sees_logon = run.log.observes("IMSLogon");
    let of_support = |LastRelease { support, call, is_last }: LastRelease| {
        let logon = watched
            .field_logon
            .and_then(|field| program.field_at(state, support, field))
            .and_then(|at| state.fields[at].object());
        let calls = logon.and_then(|logon| calls.get(&logon));
        let found = |steps: &[usize]| {
            let inside = steps.iter().find(|step| timeline.call_of(**step) == Some(call));
            let done = inside.map(|step| TaskStanding::Done(*step));
            done.or_else(|| steps.first().map(|step| TaskStanding::Elsewhere(*step)))
        };
        let standing = |task| {
            let shown = calls.and_then(|calls| match task {
                Task::Uids | Task::Row => None,
                Task::Logoff => found(&calls.logoffs),
                Task::Release => found(&calls.releases),
            });
            match task {
                Task::Uids | Task::Row => TaskStanding::CannotTell(Doubt::Inside),
                _ if shown.is_some() => shown.unwrap_or(TaskStanding::NotDone),
                _ if !sees_logon => TaskStanding::CannotTell(Doubt::Calls("IMSLogon")),
                _ if run.evidence.has_no_logon(support) => TaskStanding::Nothing,
                _ if logon.is_none() => TaskStanding::CannotTell(Doubt::Start),
                _ if !run.evidence.is_complete() => TaskStanding::CannotTell(Doubt::End),
                _ if !is_last => TaskStanding::CannotTell(Doubt::Counts),
                _ => TaskStanding::NotDone,
            }
        };
        MapiTasks {
            support: program.object_name(state, support),
            step: call,
            is_last,
            tasks: Task::ALL.map(|task| (task, standing(task))),
        }
    };
    // One that was made and not kept, as for a store that was open already, serves no logon object,
    // and one that a provider made is none of MAPI's.
    let serves = |it: &LastRelease| {
        !run.evidence.is_spare(it.support) && !run.evidence.is_of_wrapper(it.support)
    };
    let mut releases = last_releases(timeline);
    let of_last = |it: &LastRelease| releases.iter().all(|last| last.support != it.support);
    let unsure: Vec<_> = possible_releases(timeline, &calls).into_iter().filter(of_last).collect();
    releases.extend(unsure);
    releases.sort_by_key(|it| it.call);
    releases.into_iter().filter(serves).map(of_support).collect()
}

/// Of each support object the Release by its provider that may be the last and is not known to be:
/// its counts are not in the log, or it never came back. That from which MAPI ends a logon object
/// is it, else the last one.
fn possible_releases(
    timeline: &Timeline,
    logons: &BTreeMap<ObjectId, LogonCalls>,
) -> Vec<LastRelease> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let ends_logon: BTreeSet<usize> = logons
        .values()
        .flat_map(|calls| calls.logoffs.iter().chain(&calls.releases))
        .filter_map(|step| timeline.call_of(*step))
        .collect();
    let mut open: BTreeMap<usize, ObjectId> = BTreeMap::new();
    let mut found: BTreeMap<ObjectId, LastRelease> = BTreeMap::new();
    let mut take = |support: ObjectId, call: usize| {
        let is_sure = |it: &LastRelease| ends_logon.contains(&it.call);
        if !found.get(&support).is_some_and(is_sure) {
            found.insert(support, LastRelease { support, call, is_last: false });
        }
    };
    for (step, event) in (1..).zip(timeline.events()) {
        match event.kind {
            EventKind::Call { object, method, .. }
                if Some(method) == program.watched.release
                    && program.interface(state, object) == "IMAPISupport"
                    && program.class(state, event.actor).who == Who::Provider =>
            {
                open.insert(step, object);
            }
            EventKind::Return { object, ref result, .. } => {
                let call = timeline.call_of(step).filter(|call| open.remove(call).is_some());
                if let Some(call) = call.filter(|_| *result == Value::Null) {
                    take(object, call);
                }
            }
            _ => {}
        }
    }
    for (call, support) in open {
        take(support, call);
    }
    found.into_values().collect()
}

/// The first Release of each support object with which its count reaches 0 and that came back so:
/// one inside of it may come back earlier, and does not begin the tasks.
fn last_releases(timeline: &Timeline) -> Vec<LastRelease> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let is_support = |object: ObjectId| {
        program.interface(state, object) == "IMAPISupport" && !program.uncounted.contains(&object)
    };
    let mut begun: BTreeMap<ObjectId, usize> = BTreeMap::new();
    let mut last: Vec<LastRelease> = Vec::new();
    for step in 1..=timeline.len() {
        match timeline.event(step).map(|event| &event.kind) {
            Some(EventKind::Refs { object, from: 1.., to: ..=0 }) if is_support(*object) => {
                if let Some(call) = timeline.call_of(step) {
                    begun.entry(*object).or_insert(call);
                }
            }
            Some(EventKind::Return { object, result: Value::Number(..=0), .. }) => {
                let call = timeline.call_of(step).filter(|call| begun.get(object) == Some(call));
                last.extend(call.map(|call| LastRelease { support: *object, call, is_last: true }));
            }
            _ => {}
        }
    }
    last.sort_by_key(|it| it.call);
    last
}

fn logon_calls(timeline: &Timeline) -> BTreeMap<ObjectId, LogonCalls> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let watched = &program.watched;
    let mut calls: BTreeMap<ObjectId, LogonCalls> = BTreeMap::new();
    for (step, event) in (1..).zip(timeline.events()) {
        let EventKind::Call { object, method, .. } = &event.kind else { continue };
        if program.interface(state, *object) != "IMSLogon" {
            continue;
        }
        let of = calls.entry(*object).or_default();
        let by = program.class(state, event.actor).who;
        if Some(*method) == watched.logoff {
            of.logoffs.push(step);
        } else if Some(*method) == watched.release
            && !of.logoffs.is_empty()
            && matches!(by, Who::Mapi | Who::Spooler)
        {
            of.releases.push(step);
        }
    }
    calls
}
