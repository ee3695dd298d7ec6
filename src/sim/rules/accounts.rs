//! Whose code counts references wrongly, read off the bodies: then it, and no caller, answers for a
//! count that does not come out.
//!
//! It must not look at a run: a body is right or wrong whatever came before.

use super::super::body::{Body, Code, Expr, Op, Slot, Who};
use super::super::value::{MethodId, ObjectId};
use super::look::Look;
use super::verdict::Blame;

impl Look<'_> {
    /// Whom to blame when a method runs on an object without references. The caller of a
    /// method keeps the object while it runs; only Release gives up what kept it, so there the code
    /// of the object answers for itself. A caller that did keep its reference pays for the party
    /// that gave back one too many.
    pub fn blame_for_use(&self, object: ObjectId) -> Blame {
        let Some(event) = self.event else { return self.blame() };
        let Some(caller) = self.caller_into(object, event) else { return self.blame() };
        if let Some(miscounted) = miscounts(self, object) {
            return miscounted;
        }
        let held = &self.state.object(object).held;
        if held[self.program.holder(self.state, event.thread, caller) as usize] <= 0 {
            return Blame::of(self.program.class(self.state, caller).who);
        }
        self.overdrawn(object).map_or(self.blame(), |holder| Blame::of(holder.who()))
    }
}

/// The code of an object that does not count one for each AddRef and Release, or does not hand out
/// exactly one reference with it.
pub(super) fn miscounts(look: &Look<'_>, object: ObjectId) -> Option<Blame> {
    let class = look.program.class(look.state, object);
    let sound = |method: Option<MethodId>, by: i8| {
        let body = method.and_then(|method| class.dispatch.get(method.index()).copied().flatten());
        let counts =
            |op: &&Op| matches!(op.code, Code::Refs { object: Expr::This, by: it, .. } if it == by);
        body.is_none_or(|body| look.program.body(body).ops.iter().filter(counts).count() == 1)
    };
    let wrong = !sound(look.watched.release, -1)
        || !sound(look.watched.add_ref, 1)
        || is_handed_out_wrong(look, object);
    wrong.then(|| Blame::of(class.who))
}

/// Whether a body of the same code that hands out such objects counts none, or more than one, for
/// the caller. A store comes from `Logon`, all else from other methods.
fn is_handed_out_wrong(look: &Look<'_>, object: ObjectId) -> bool {
    let class = look.program.class(look.state, object);
    // MAPI hands out what it holds itself, and counts elsewhere.
    if class.who == Who::Mapi {
        return false;
    }
    let is_store = look.is_kind(object, look.watched.store);
    let ours = look.program.classes.iter().filter(|other| other.who == class.who);
    let methods = ours.flat_map(|other| (0u16..).map(MethodId).zip(other.dispatch.iter()));
    methods
        .filter(|(method, _)| is_store == (Some(*method) == look.watched.logon))
        .filter_map(|(_, body)| *body)
        .any(|body| gives_wrong_count(look.program.body(body), look.watched.add_ref))
}

fn gives_wrong_count(body: &Body, add_ref: Option<MethodId>) -> bool {
    (0..body.ops.len()).any(|at| match &body.ops[at].code {
        Code::Return { out: Expr::Variable(slot), .. } => {
            given(&body.ops[..at], *slot, add_ref).is_some_and(|count| count != 1)
        }
        _ => false,
    })
}

/// References that the statements before a return count for the object that it hands out: those
/// since the variable got it. `None` where that cannot be read off the body.
fn given(before: &[Op], slot: Slot, add_ref: Option<MethodId>) -> Option<usize> {
    let mut count = 0;
    for op in before.iter().rev() {
        match &op.code {
            Code::Refs { object: Expr::Variable(it), by: 1, .. } if *it == slot => count += 1,
            Code::Call { target: Expr::Variable(it), method, .. }
                if *it == slot && Some(*method) == add_ref =>
            {
                count += 1;
            }
            Code::Create { slot: it, .. } if *it == slot => return Some(count + 1),
            Code::Let { slot: it, value } if *it == slot => {
                return matches!(value, Expr::First { .. } | Expr::Field(..)).then_some(count);
            }
            Code::Call { result, out, .. } if [*result, *out].contains(&Some(slot)) => return None,
            _ => {}
        }
    }
    None
}

/// Whose code called into an object, on the thread of the step.
pub(super) fn caller_into(look: &Look<'_>, object: ObjectId) -> Option<Who> {
    let frames = &look.state.thread(look.event?.thread).frames;
    let inside = frames.iter().rposition(|frame| frame.this == object)?;
    let caller = frames[..inside].iter().rev().find(|frame| frame.this != object)?;
    Some(look.program.class(look.state, caller.this).who)
}
