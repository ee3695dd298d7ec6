//! The named parts of a run, for the timeline: who asks, what the transports do, the last Release,
//! MAPI's own tasks.
//!
//! A part follows from the calls in progress; no path is named here.

use crate::sim::{Event, EventKind, Machine};

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The client does something of its own.
    Client,
    /// A logoff was asked for.
    Request,
    /// The spooler and the transports.
    Transports,
    /// References are given back.
    Release,
    /// Inside the support object's Release in which MAPI tears down.
    Tasks,
    /// Inside a call of fast shutdown.
    Fast,
    /// What no client waits for.
    Background,
}

impl Phase {
    /// The id of its name.
    pub fn text(self) -> &'static str {
        match self {
            Phase::Client => "phase-client",
            Phase::Request => "phase-request",
            Phase::Transports => "phase-transports",
            Phase::Release => "phase-release",
            Phase::Tasks => "phase-tasks",
            Phase::Fast => "phase-fast",
            Phase::Background => "phase-background",
        }
    }
}

/// The parts of a run: the first step of each, and its name.
pub fn phases(machine: &Machine, events: &[Event]) -> Vec<(usize, Phase)> {
    let program = machine.program();
    let mut stacks: Vec<Vec<Phase>> = vec![Vec::new(); machine.start().threads.len()];
    let mut found: Vec<(usize, Phase)> = Vec::new();
    let mut interfaces: Vec<u16> =
        machine.start().objects.iter().map(|object| object.class.0).collect();
    for (index, event) in events.iter().enumerate() {
        for change in &event.changes {
            if let crate::sim::Change::Create(object, _) = change {
                interfaces.push(object.class.0);
            }
        }
        let stack = &mut stacks[event.thread.index()];
        if let EventKind::Call { object, method, .. } = &event.kind {
            let interface = interfaces
                .get(object.index())
                .map_or("", |class| program.classes[usize::from(*class)].interface.as_str());
            let outer = stack.last().copied();
            let own = named(interface, program.method_name(*method))
                .filter(|own| *own != Phase::Tasks || tears_down(&events[index..]));
            stack.truncate(usize::from(event.depth));
            stack.push(inside(outer, own));
        }
        let phase = match stack.last() {
            _ if event.background => Phase::Background,
            Some(phase) => *phase,
            None if is_worker(program.thread_name(machine.start(), event.thread)) => {
                Phase::Transports
            }
            None => Phase::Client,
        };
        if let EventKind::Return { .. } = &event.kind {
            stack.truncate(usize::from(event.depth));
        }
        // A silent statement between two calls belongs to the part before it.
        let quiet = phase == Phase::Client
            && stack.is_empty()
            && !matches!(event.kind, EventKind::Call { .. });
        if found.last().is_none_or(|(_, last)| *last != phase && !quiet) {
            found.push((index + 1, phase));
        }
    }
    found
}

/// Whether the first call does some of MAPI's tasks before it returns: another Release of a support
/// object only counts down.
fn tears_down(events: &[Event]) -> bool {
    let Some((call, inside)) = events.split_first() else { return false };
    let own = inside.iter().filter(|event| event.thread == call.thread);
    own.take_while(|event| event.depth > call.depth).any(|event| {
        let is_ledger =
            matches!(event.kind, EventKind::UidRemoved { .. } | EventKind::RowRemoved { .. });
        is_ledger || matches!(event.kind, EventKind::Call { .. })
    })
}

fn is_worker(thread: &str) -> bool {
    !thread.starts_with("client") && thread != "other-process"
}

/// What MAPI and the transports do remains theirs, whatever they call back.
fn inside(outer: Option<Phase>, own: Option<Phase>) -> Phase {
    match (outer, own) {
        (Some(Phase::Tasks | Phase::Transports | Phase::Fast), _) => outer,
        _ => own.or(outer),
    }
    .unwrap_or(Phase::Client)
}

fn named(interface: &str, method: &str) -> Option<Phase> {
    match (interface, method) {
        ("IMAPISupport", "Release") => Some(Phase::Tasks),
        (_, "StoreLogoffTransports") => Some(Phase::Transports),
        (_, "StoreLogoff" | "Logoff" | "Shutdown" | "TransportLogoff") => Some(Phase::Request),
        (_, "QueryFastShutdown" | "NotifyProcessShutdown" | "DoFastShutdown") => Some(Phase::Fast),
        ("IXPLogon" | "IXPProvider", _) => Some(Phase::Transports),
        (_, "Release") => Some(Phase::Release),
        _ => None,
    }
}
