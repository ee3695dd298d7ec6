//! Rules about the ends: of the session, of the process, of the mail.

use super::super::body::Who;
use super::super::event::EventKind;
use super::super::state::{Life, Message, MessageState};
use super::super::value::{ObjectId, Word};
use super::look::Look;
use super::memo::{Memo, caller_column};
use super::{Blame, Report};

/// How often MAPIInitialize is not yet undone.
fn initialized(look: &Look<'_>) -> Option<(ObjectId, i32)> {
    let subsystem = look.all(look.watched.subsystem).next()?;
    Some((subsystem, look.state.object(subsystem).refs))
}

/// INV-16: a library goes only when nothing of it is left and every MAPIInitialize is undone.
pub(super) fn unload_last(look: &Look<'_>, report: &mut Report<'_>) {
    let library = match look.kind() {
        Some(EventKind::Unload { library }) => Some(*library),
        Some(EventKind::Exit) if !super::fast::is_over(look) => None,
        _ => return,
    };
    let left = (0u32..).zip(&look.state.objects).find(|(_, object)| {
        let class = &look.program.classes[object.class.index()];
        library.is_some() && class.library == library && !class.hidden && object.life == Life::Live
    });
    if let Some((object, _)) = left {
        report(ObjectId(object), Blame::Provider);
    }
    if let Some((subsystem, 1..)) = initialized(look) {
        report(subsystem, Blame::Client);
    }
    if let (Some(library), Some((subsystem, _))) = (library, initialized(look))
        && times_unloaded(look, library) > usize::from(libraries(look).any(|loaded| loaded == library))
    {
        report(subsystem, Blame::Mapi);
    }
}

/// The libraries that were loaded, once each however many providers came from it: those of all objects that there are or were.
fn libraries(look: &Look<'_>) -> impl Iterator<Item = Word> {
    look.state.objects.iter().filter_map(|object| look.program.classes[object.class.index()].library)
}

/// How often FreeLibrary was called for it.
fn times_unloaded(look: &Look<'_>, library: Word) -> usize {
    look.state.unloaded.iter().filter(|unloaded| **unloaded == library).count()
}

/// INV-16 at the end: once every MAPIInitialize is undone, each library that a provider came from has left the process.
pub(super) fn unload_last_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    let Some((subsystem, ..=0)) = initialized(look) else { return };
    if !look.crashed() && libraries(look).any(|library| times_unloaded(look, library) == 0) {
        report(subsystem, Blame::Mapi);
    }
}

/// INV-17: after Logoff only Release on the session, and no work on what it had; after the last MAPIUninitialize nothing, and not before it the end.
pub(super) fn session_closed(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    match &event.kind {
        EventKind::Call { object, method, .. } if look.who() == Who::Client && event.depth == 0 => {
            let is_release = Some(*method) == look.watched.release;
            let closed = look.any_memo(Memo::SessionOver);
            let of_process = look.is_kind(*object, look.watched.subsystem);
            if closed && !is_release && !of_process {
                report(*object, Blame::Client);
            }
            if let Some((subsystem, ..=0)) = initialized(look)
                && look.program.is_listed(look.state, *object)
            {
                report(subsystem, Blame::Client);
            }
        }
        EventKind::Refs { object, to: ..=-1, .. } if look.is_kind(*object, look.watched.subsystem) => {
            report(*object, Blame::Client);
        }
        EventKind::Exit | EventKind::Unload { .. } if !super::fast::is_over(look) => {
            if let Some((subsystem, 1..)) = initialized(look) {
                report(subsystem, Blame::Client);
            }
        }
        _ => {}
    }
}

/// INV-19 at the end: no message is lost, and none stays locked; a crash ends everything where it stands, locks included.
pub(super) fn no_mail_loss(look: &Look<'_>, report: &mut Report<'_>) {
    let is_bad = |message: &&Message| message.state == MessageState::Lost || message.locked && !look.crashed();
    if let Some(message) = look.state.messages.iter().find(is_bad) {
        report(message.store, Blame::Spooler);
    }
}

/// INV-25: OleUninitialize before MAPIUninitialize, DeinitMapiUtil after it.
pub(super) fn ole_before_mapi(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    if let Some(call) = look.call(look.watched.uninitialize) {
        let used = look.field(event.actor, look.watched.field_ole).holds();
        let over = look.memo(Memo::OleOver, ObjectId(u32::from(event.thread.0))) > 0;
        if used && !over {
            report(call.object, Blame::Client);
        }
    }
    // Judged by what this client has not undone yet: another one may still need MAPI.
    if let Some(call) = look.call(look.watched.deinit_util)
        && look.state.object(call.object).held[caller_column(look) as usize] > 0
    {
        report(call.object, Blame::Client);
    }
}
