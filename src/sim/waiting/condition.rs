//! What the condition of a wait reads, and which statements may make it hold.
//!
//! Everything is read off the expression; it must not look at a situation.

use super::super::body::{Code, ComparisonOp, Expr, LineField, ObjectField, Op, WorldQuery};
use super::super::value::{FieldId, ObjectId, Value};

/// What a condition reads, and a statement may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    Field(FieldId),
    Refs,
    Life,
    Rows,
    Uids,
    Status,
    Mail,
    Line(u8),
}

/// The object whose reference count a condition reads.
pub(super) fn counted_in(condition: &Expr) -> Option<&Expr> {
    match condition {
        Expr::Object(object, ObjectField::Refs) => Some(object),
        Expr::Not(inner) => counted_in(inner),
        Expr::And(left, right) | Expr::Or(left, right) | Expr::Compare(_, left, right) => {
            counted_in(left).or_else(|| counted_in(right))
        }
        _ => None,
    }
}

/// The object whose field a condition reads, where it reads that field of one object.
pub(super) fn owner_in(condition: &Expr, field: FieldId) -> Option<&Expr> {
    match condition {
        Expr::Field(object, read) if *read == field => Some(object),
        Expr::Not(inner) => owner_in(inner, field),
        Expr::Compare(_, left, right) => match (owner_in(left, field), owner_in(right, field)) {
            (Some(only), None) | (None, Some(only)) => Some(only),
            _ => None,
        },
        _ => None,
    }
}

/// The object that a condition wants to be there, or to be gone, where it asks of one.
pub(super) fn existing_in(condition: &Expr) -> Option<&Expr> {
    match condition {
        Expr::Ask(WorldQuery::Exists, arguments) => arguments.first(),
        Expr::Object(object, ObjectField::State) => Some(object),
        Expr::Not(inner) => existing_in(inner),
        Expr::Compare(_, left, right) => existing_in(left).or_else(|| existing_in(right)),
        _ => None,
    }
}

/// The objects whose fields or lines a condition reads.
pub(super) fn asked(condition: &Expr) -> Vec<&Expr> {
    match condition {
        Expr::Field(object, _) | Expr::Line(object, _) => vec![object],
        Expr::Not(inner) => asked(inner),
        Expr::And(left, right) | Expr::Or(left, right) | Expr::Compare(_, left, right) => {
            [asked(left), asked(right)].concat()
        }
        Expr::First { list, .. } | Expr::Select { list, .. } => asked(list),
        _ => Vec::new(),
    }
}

/// Whether a statement writes what a condition reads, and not for certain the wrong value.
pub(super) fn may_end(op: &Op, condition: &Expr) -> bool {
    let cell = match &op.code {
        Code::Set { field, value: Expr::Constant(value), .. } => {
            return reads(condition, Cell::Field(*field))
                && would_hold(condition, *field, value) != Some(false);
        }
        // An object is never null.
        Code::Set { field, value: Expr::This, .. } => {
            let object = Value::Object(ObjectId(u32::MAX));
            return reads(condition, Cell::Field(*field))
                && would_hold(condition, *field, &object) != Some(false);
        }
        Code::Set { field, .. } => Cell::Field(*field),
        Code::Link { field, .. } => return adds(condition, Cell::Field(*field), true),
        Code::Unlink { field, .. } => return adds(condition, Cell::Field(*field), false),
        Code::Create { .. } => return adds(condition, Cell::Life, true),
        Code::Free { .. } => return adds(condition, Cell::Life, false),
        Code::AddRow { .. } => return adds(condition, Cell::Rows, true),
        Code::RemoveRow { .. } => return adds(condition, Cell::Rows, false),
        Code::AddUid { .. } => return adds(condition, Cell::Uids, true),
        Code::RemoveUid { .. } => return adds(condition, Cell::Uids, false),
        Code::Refs { .. } => Cell::Refs,
        Code::Invalidate { .. } => Cell::Life,
        Code::ChangeRow { .. } => Cell::Status,
        Code::Message { .. } => Cell::Mail,
        Code::Line { what, .. } => Cell::Line(*what as u8),
        _ => return false,
    };
    reads(condition, cell)
}

/// Whether an expression tests a cell; the fields on the way to the object that it asks of are not
/// what anybody waits for.
pub(super) fn reads(expr: &Expr, cell: Cell) -> bool {
    match expr {
        Expr::Constant(_) | Expr::Variable(_) | Expr::Bound(_) | Expr::This => false,
        Expr::Field(object, field) => {
            cell == Cell::Field(*field)
                || matches!(**object, Expr::First { .. }) && reads(object, cell)
        }
        Expr::Object(_, what) => match what {
            ObjectField::Refs => cell == Cell::Refs,
            ObjectField::State => cell == Cell::Life,
            ObjectField::Kind | ObjectField::Parent => false,
        },
        Expr::Message(..) => cell == Cell::Mail,
        Expr::Line(_, what) => cell == Cell::Line(*what as u8),
        // Whether something exists depends on what is in the field, too.
        Expr::Ask(WorldQuery::Exists, arguments) => {
            cell == Cell::Life || arguments.iter().any(|argument| reads(argument, cell))
        }
        Expr::Ask(question, _) => asks(*question, cell),
        Expr::Not(inner) | Expr::Bits(inner) => reads(inner, cell),
        Expr::And(left, right)
        | Expr::Or(left, right)
        | Expr::Compare(_, left, right)
        | Expr::Union(left, right)
        | Expr::Common(left, right) => reads(left, cell) || reads(right, cell),
        Expr::Choice(yes, condition, no) => {
            [yes, condition, no].iter().any(|part| reads(part, cell))
        }
        Expr::First { list, condition, .. } | Expr::Select { list, condition, .. } => {
            reads(list, cell) || reads(condition, cell)
        }
    }
}

/// Whether the answer to a question depends on a cell.
fn asks(question: WorldQuery, cell: Cell) -> bool {
    match question {
        WorldQuery::UidsOf => cell == Cell::Uids,
        WorldQuery::RowsOf => cell == Cell::Rows,
        WorldQuery::Status => cell == Cell::Status,
        WorldQuery::Descendants
        | WorldQuery::Children
        | WorldQuery::HasChildren
        | WorldQuery::LiveOf
        | WorldQuery::Exists => cell == Cell::Life,
        WorldQuery::Queued
        | WorldQuery::NextQueued
        | WorldQuery::DeferredBy
        | WorldQuery::OfferedBy => cell == Cell::Mail,
        WorldQuery::Sending => cell == Cell::Line(LineField::Sends as u8),
        WorldQuery::Receiving => cell == Cell::Line(LineField::Gets as u8),
        WorldQuery::Transports => cell == Cell::Line(LineField::LoggedOn as u8),
        WorldQuery::Held => cell == Cell::Refs,
        WorldQuery::ThreadObject => false,
    }
}

/// Whether a condition would hold if a field had this value; `None` where that depends on more.
pub(super) fn would_hold(condition: &Expr, field: FieldId, value: &Value) -> Option<bool> {
    match condition {
        Expr::Field(_, read) if *read == field => Some(value.holds()),
        Expr::Not(inner) => would_hold(inner, field, value).map(|holds| !holds),
        Expr::Compare(how, left, right) => {
            let (Expr::Field(_, read), Expr::Constant(wanted)) = (&**left, &**right) else {
                return None;
            };
            let same = value == wanted
                || [value, wanted].iter().all(|it| matches!(it, Value::Null | Value::Bool(false)));
            match how {
                ComparisonOp::Equal if *read == field => Some(same),
                ComparisonOp::Different if *read == field => Some(!same),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a condition reads what a statement makes more, or fewer, of, and not for certain wants
/// the opposite.
fn adds(condition: &Expr, cell: Cell, more: bool) -> bool {
    reads(condition, cell) && wants_more(condition, cell) != Some(!more)
}

/// Whether more of what is counted in a cell, rather than fewer, makes a condition hold; `None`
/// where that depends on more.
fn wants_more(condition: &Expr, cell: Cell) -> Option<bool> {
    match condition {
        Expr::Field(_, field) if cell == Cell::Field(*field) => Some(true),
        Expr::Ask(question, _) if asks(*question, cell) => Some(true),
        Expr::Compare(ComparisonOp::In, _, list) => wants_more(list, cell),
        Expr::First { list, condition, .. } | Expr::Select { list, condition, .. }
            if !reads(condition, cell) =>
        {
            wants_more(list, cell)
        }
        Expr::Not(inner) => wants_more(inner, cell).map(|more| !more),
        Expr::And(left, right) | Expr::Or(left, right) => {
            match (reads(left, cell), reads(right, cell)) {
                (true, false) => wants_more(left, cell),
                (false, true) => wants_more(right, cell),
                _ => None,
            }
        }
        _ => None,
    }
}
