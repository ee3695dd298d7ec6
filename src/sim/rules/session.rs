//! Rules about the ends: of the session, of the process, of the mail.

use super::super::body::Who;
use super::super::event::EventKind;
use super::super::state::{End, Life, MailMessage, Memo, MessageState};
use super::super::value::{ObjectId, Word};
use super::look::Look;
use super::memo::caller_column;
use super::verdict::{Blame, Report};

/// How often MAPIInitialize is not yet undone.
fn initialized(look: &Look<'_>) -> Option<(ObjectId, i32)> {
    let subsystem = look.all(look.watched.subsystem).next()?;
    Some((subsystem, look.state.object(subsystem).refs))
}

/// INV-16: a library is unloaded only when nothing of it is left and every MAPIInitialize is
/// undone.
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
        report.broken(ObjectId(object), blame_for_left(look, ObjectId(object)));
    }
    if let Some((subsystem, count)) = initialized(look) {
        report.judge(subsystem, count < 1, || Blame::Client);
    }
    if let (Some(library), Some((subsystem, _))) = (library, initialized(look)) {
        let once = times_unloaded(look, library)
            <= usize::from(libraries(look).any(|loaded| loaded == library));
        report.judge(subsystem, once, || Blame::Mapi);
    }
}

/// An object outlives its library. As long as the session is not logged off, the provider was not
/// asked to end it; after Logoff, the provider left it.
fn blame_for_left(look: &Look<'_>, object: ObjectId) -> Blame {
    let over =
        look.session_of(object).is_none_or(|session| look.memo(Memo::SessionOver, session) > 0);
    if over { Blame::of(look.program.class(look.state, object).who) } else { Blame::Client }
}

/// The libraries that were loaded, once each however many providers came from it: those of all
/// objects that there are or were.
fn libraries(look: &Look<'_>) -> impl Iterator<Item = Word> {
    look.state
        .objects
        .iter()
        .filter_map(|object| look.program.classes[object.class.index()].library)
}

/// How often FreeLibrary was called for it.
fn times_unloaded(look: &Look<'_>, library: Word) -> usize {
    look.state.unloaded.iter().filter(|unloaded| **unloaded == library).count()
}

/// INV-16 at the end: once every MAPIInitialize is undone, each library that a provider came from
/// has left the process.
pub(super) fn unload_last_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    let Some((subsystem, ..=0)) = initialized(look) else { return };
    if !look.crashed() {
        let all = libraries(look).all(|library| times_unloaded(look, library) > 0);
        report.judge(subsystem, all, || Blame::Mapi);
    }
}

/// INV-17: after Logoff only Release on the session, and no work on what it had; after the last
/// MAPIUninitialize nothing, and not before it the end.
pub(super) fn session_closed(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    match &event.kind {
        EventKind::Call { object, method, .. } if look.who() == Who::Client && event.depth == 0 => {
            let is_release = Some(*method) == look.watched.release;
            let closed = look.any_memo(Memo::SessionOver);
            let of_process = look.is_kind(*object, look.watched.subsystem);
            if closed && !of_process {
                report.judge(*object, is_release, || Blame::Client);
            }
            if let Some((subsystem, ..=0)) = initialized(look)
                && (look.program.is_listed(look.state, *object)
                    || Some(*method) == look.watched.free_buffer)
            {
                report.broken(subsystem, Blame::Client);
            }
        }
        EventKind::Refs { object, from, to }
            if to < from && look.is_kind(*object, look.watched.subsystem) =>
        {
            report.judge(*object, *to >= 0, || Blame::Client);
        }
        EventKind::Exit | EventKind::Unload { .. } if !super::fast::is_over(look) => {
            if let Some((subsystem, count)) = initialized(look) {
                report.judge(subsystem, count < 1, || Blame::Client);
            }
        }
        _ => {}
    }
}

/// INV-19 at the end: no message is lost, and none stays locked; a crash or a wait for ever ends
/// everything where it is, locks included.
pub(super) fn no_mail_loss(look: &Look<'_>, report: &mut Report<'_>) {
    if look.state.messages.is_empty() {
        return;
    }
    report.test();
    let cut_short = look.crashed() || look.is_stuck();
    let is_bad = |message: &&MailMessage| {
        message.state == MessageState::Lost || message.locked && !cut_short
    };
    if let Some(message) = look.state.messages.iter().find(is_bad) {
        report.broken(message.store, blame_for_mail(look, message));
    }
}

/// A store whose FinishedMsg was called, and that did not unlock the message; a client that exits
/// while mail is under way; else the spooler.
fn blame_for_mail(look: &Look<'_>, message: &MailMessage) -> Blame {
    let at = look.state.messages.iter().position(|it| it.name == message.name);
    let memo = |memo| at.map_or(0, |at| look.state.memo(memo, at as u32, 0));
    let told = memo(Memo::Finished);
    let all = [Who::Client, Who::Mapi, Who::Spooler, Who::Provider, Who::Transport];
    if let Some(by) = all.into_iter().find(|who| memo(Memo::LostBy) == *who as i64 + 1) {
        return Blame::of(by);
    }
    match (u32::try_from(told - 1), &look.state.end) {
        (Ok(store), _) => Blame::of(look.program.class(look.state, ObjectId(store)).who),
        (_, Some(End::Exit)) => Blame::Client,
        _ => Blame::Spooler,
    }
}

/// INV-25: OleUninitialize before MAPIUninitialize, DeinitMapiUtil after it.
pub(super) fn ole_before_mapi(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    if let Some(call) = look.call(look.watched.uninitialize) {
        let used = look.field(event.actor, look.watched.field_ole).holds();
        let over = look.memo(Memo::OleOver, ObjectId(u32::from(event.thread.0))) > 0;
        if used {
            report.judge(call.object, over, || Blame::Client);
        }
    }
    // Judged by what this client has not undone yet: another one may still need MAPI.
    if let Some(call) = look.call(look.watched.deinit_util) {
        let undone = look.state.object(call.object).held[caller_column(look) as usize] <= 0;
        report.judge(call.object, undone, || Blame::Client);
    }
}
