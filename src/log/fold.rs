//! From a log to a timeline: its records become the machine's own events and changes, so that
//! everything that shows, searches or compares a run works with it.
//!
//! An object appears when it is first seen. A count moves when its call begins, since what a last
//! Release calls comes after that. What MAPI does inside the support object's last Release shows in
//! no call: it is an event only where that Release was seen to be the last. It must not judge.

mod calls;
mod names;
mod objects;

use std::collections::BTreeMap;
use std::sync::Arc;

use names::{RunNames, names};

use super::evidence::{Evidence, Standing};
use super::program::{Cast, RECORDED};
use super::record::{CallLog, LogEnd, LogRecord, NONE, ObjectState, RecordKind};
use super::survey::{Survey, is_spooler, survey};
use super::walk::{Walk, WalkStep};
use crate::sim::body::Who;
use crate::sim::change::Change;
use crate::sim::event::{At, Event, EventKind, Fault};
use crate::sim::rules::RULES;
use crate::sim::state::{End, Frame, Life};
use crate::sim::timeline::{Recording, TimelineBuilder};
use crate::sim::value::{ObjectId, RowId, ThreadId, UidId, Word};
use crate::sim::{Machine, Timeline};

/// A log as a run.
#[derive(Clone, Debug)]
pub struct LoggedRun {
    /// The log, without its records: they are the run's events now.
    pub log: CallLog,
    /// The run.
    pub timeline: Timeline,
    /// What the log could show, and what it therefore proves.
    pub evidence: Evidence,
    /// How many records it has.
    pub records: usize,
    /// The line of the last one; 0 without any.
    pub last_line: u32,
}

/// Makes a run of a log.
pub fn fold(mut log: CallLog) -> LoggedRun {
    let survey = survey(&mut log);
    let mut cast = Cast::of(&log, &survey);
    let names = names(&log, &survey, &mut cast);
    let crash = cast.program.names.word("crash");
    let unknown = cast.program.names.word("?");
    let classes: Vec<_> = survey
        .instances
        .iter()
        .map(|it| cast.class_of(&log, it).unwrap_or(cast.program.invalid))
        .collect();
    cast.program.uncounted = (0..survey.instances.len() as u32)
        .filter(|at| !survey.instances[*at as usize].count.is_known)
        .map(|at| cast.object(at))
        .collect();
    let evidence = Evidence::new(&log, &survey, cast.base);
    let last_line = log.records.last().map_or(0, |record| record.line);
    let mut records = std::mem::take(&mut log.records);
    let machine = Machine::new(cast.program.clone(), cast.start.clone(), &[]);
    let builder = TimelineBuilder::new(Arc::new(machine));
    let mut it = Fold {
        log: &log,
        survey: &survey,
        cast: &cast,
        names: &names,
        classes: &classes,
        crash,
        unknown,
        builder,
        evidence,
        walk: Walk::default(),
        frames: vec![Vec::new(); log.threads.len()],
        made: 0,
        uids: BTreeMap::new(),
        rows: BTreeMap::new(),
        pending: BTreeMap::new(),
        notes: BTreeMap::new(),
    };
    let mut moves = Vec::new();
    for at in 0..records.len() as u32 {
        it.walk.take(at, &records, &mut moves, &mut |_, _| {});
        for one in &moves {
            match *one {
                WalkStep::Enter(call) => it.enter(call, &records),
                WalkStep::Leave(call, back) => it.leave(call, back, &records),
                WalkStep::Other(record) => it.other(&records[record as usize]),
            }
        }
        records.forget(at as usize, it.walk.all_open().map(|call| call as usize));
    }
    let (mut timeline, evidence) = it.finish();
    let unsure = RULES.iter().filter_map(|rule| match evidence.standing(rule.id, &timeline) {
        Standing::CannotTell(doubt) => Some((rule.id, (doubt.name(), doubt.interface()))),
        _ => None,
    });
    let unsure = unsure.collect();
    let is_untested = |rule: &&str| evidence.standing(rule, &timeline) == Standing::Untested;
    let untested = RULES.iter().map(|rule| rule.id).filter(is_untested).collect();
    timeline.set_unsure(unsure, untested);
    LoggedRun { log, timeline, evidence, records: records.len(), last_line }
}

/// A name of an object, a row or a MAPIUID, and which of this name it is.
type NumberedName = (Word, u16);

/// What a support object was given and MAPI does not yet know for a logon object.
#[derive(Clone, Copy, Debug)]
enum Pending {
    Uid(Word),
    /// Its name and, where the log has it, its PR_STATUS_CODE.
    Row(Word, Option<u32>),
}

/// A call in progress.
#[derive(Clone, Debug)]
struct RunningCall {
    call: u32,
    frame: Frame,
    /// The count of its object right after its own step.
    after: Option<i32>,
    /// The object was invalid when it began.
    was_invalid: bool,
}

struct Fold<'a> {
    log: &'a CallLog,
    survey: &'a Survey,
    cast: &'a Cast,
    names: &'a RunNames,
    classes: &'a [crate::sim::value::ClassId],
    /// Why a recorded process crashed, and what nobody knows.
    crash: Word,
    unknown: Word,
    builder: TimelineBuilder,
    evidence: Evidence,
    walk: Walk,
    frames: Vec<Vec<RunningCall>>,
    /// How many objects of the log there are by now: they are made in their order.
    made: u32,
    /// MAPIUIDs and rows of each logon object.
    uids: BTreeMap<ObjectId, Vec<UidId>>,
    rows: BTreeMap<ObjectId, Vec<RowId>>,
    pending: BTreeMap<u32, Vec<Pending>>,
    notes: BTreeMap<usize, Arc<str>>,
}

/// Where an event happens.
#[derive(Clone, Copy, Debug)]
struct EventSpot {
    thread: u8,
    depth: u16,
    actor: ObjectId,
    at: At,
    line: u32,
}

impl Fold<'_> {
    fn push(&mut self, spot: EventSpot, kind: EventKind, changes: Vec<Change>) {
        let event = Event {
            thread: ThreadId(spot.thread),
            depth: spot.depth,
            actor: spot.actor,
            at: spot.at,
            kind,
            background: false,
            changes: Box::default(),
        };
        let Self { builder, evidence, .. } = self;
        builder.push(event, changes, spot.line, &mut |state, event, found| {
            evidence.admits(state, event, found)
        });
    }

    /// The place right inside the innermost open call of a thread, or outside of all; `who` calls
    /// where nothing recorded does.
    fn spot(&self, thread: u8, who: Who, line: u32) -> EventSpot {
        let frames = &self.frames[usize::from(thread)];
        let depth = frames.len() as u16;
        let (actor, body) = match frames.last() {
            Some(running) => (running.frame.this, running.frame.body),
            None if who == self.own(thread) => (Cast::thread_object(thread), self.cast.script),
            None => (self.cast.outside(who), self.cast.script),
        };
        EventSpot { thread, depth, actor, at: At { body, statement: RECORDED }, line }
    }

    /// Whose script a thread runs.
    fn own(&self, thread: u8) -> Who {
        if is_spooler(self.log, thread) { Who::Spooler } else { Who::Client }
    }

    fn other(&mut self, record: &LogRecord) {
        let spot = self.spot(record.thread, Who::Client, record.line);
        if let Some(more) = record.more.as_ref().filter(|more| !more.note.is_empty()) {
            self.notes.insert(self.builder.len().max(1), more.note.as_str().into());
        }
        match record.kind {
            RecordKind::Object(state) => {
                let instance = record.instance;
                self.appear(instance, spot);
                match state {
                    Some(ObjectState::Destroyed) => self.free(instance, spot),
                    Some(ObjectState::Invalid) => self.invalidate(instance, spot),
                    Some(ObjectState::Created) | None => {}
                }
            }
            RecordKind::End(LogEnd::Crash) => self.crash(spot),
            RecordKind::End(LogEnd::Exit) => {
                let ends = vec![Change::End(None, Some(End::Exit))];
                self.push(spot, EventKind::Exit, ends);
            }
            _ => {}
        }
    }

    fn crash(&mut self, spot: EventSpot) {
        let object = self.frames[usize::from(spot.thread)].last().map(|it| it.frame.this);
        let kind = EventKind::Crash { why: Fault::Said(self.crash), object };
        self.push(spot, kind, vec![Change::End(None, Some(End::Crash))]);
    }

    fn free(&mut self, instance: u32, spot: EventSpot) {
        let object = self.cast.object(instance);
        let it = self.builder.state().object(object);
        let was = it.life;
        if was == Life::Freed {
            return;
        }
        let kind = EventKind::Freed { object, was, forced: it.refs > 0 };
        self.push(spot, kind, vec![Change::Life(object, was, Life::Freed)]);
    }

    fn invalidate(&mut self, instance: u32, spot: EventSpot) {
        let object = self.cast.object(instance);
        let was = self.builder.state().object(object).life;
        if was == Life::Live {
            let changes = vec![Change::Life(object, was, Life::Invalid)];
            self.push(spot, EventKind::Invalidated { object }, changes);
        }
    }

    fn finish(self) -> (Timeline, Evidence) {
        let Self { builder, mut evidence, frames, log, notes, .. } = self;
        let open = frames.iter().any(|frames| !frames.is_empty());
        let complete = match log.end {
            LogEnd::Crash => true,
            LogEnd::Exit | LogEnd::Stopped => !open,
            LogEnd::Unknown => false,
        };
        evidence.ends(complete, open);
        let seen = &log.header.observed.calls;
        let recording = Recording {
            name: log.name.as_str().into(),
            lines: Vec::new(),
            notes,
            unsure: BTreeMap::new(),
            untested: Vec::new(),
            counts: log.header.observed.counts,
            flags: log.header.observed.flags,
            complete,
            has_spooler: (0..log.threads.len()).any(|thread| is_spooler(log, thread as u8)),
            seen: (!seen.iter().any(|it| it == "*")).then(|| seen.clone()),
            from_start: log.header.observed.from_start,
        };
        let timeline =
            Timeline::recorded(builder, complete, recording, &mut |state, event, found| {
                evidence.admits(state, event, found)
            });
        (timeline, evidence)
    }
}

/// Whether a number means an object.
fn is_object(instance: u32) -> bool {
    instance != NONE
}
