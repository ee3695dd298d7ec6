//! Statements about the tables, the mail, the transports and the lists of objects: everything after
//! the verb.
//!
//! It must not know who may write them.

use super::super::expression::{Complaint, Parser, unknown};
use super::super::lexer::Token;
use crate::sim::body::{Code, Expr, LineField};
use crate::sim::program::{MESSAGE_STATES, message_state_name};
use crate::sim::value::Value;

/// `add row like r for x`, `remove uid u`, `change row r +set -clear`
pub(super) fn table_statement(verb: &str, parser: &mut Parser<'_, '_>) -> Result<Code, Complaint> {
    let of_row = parser.word("row");
    if !of_row {
        parser.take_word("uid")?;
    }
    Ok(match (verb, of_row) {
        ("add", _) => {
            parser.take_word("like")?;
            let like = parser.operand()?;
            parser.take_word("for")?;
            let owner = parser.operand()?;
            if of_row { Code::AddRow { like, owner } } else { Code::AddUid { like, owner } }
        }
        ("remove", true) => Code::RemoveRow { row: parser.operand()? },
        ("remove", false) => Code::RemoveUid { uid: parser.operand()? },
        (_, true) => {
            let row = parser.operand()?;
            let zero = Expr::Constant(Value::Number(0));
            let set = if parser.sign("+") { parser.operand()? } else { zero.clone() };
            let clear = if parser.sign("-") { parser.operand()? } else { zero };
            Code::ChangeRow { row, set, clear }
        }
        (_, false) => return Err(parser.expected("row")),
    })
}

/// `message m to sent`, `message m to queued locked no`
pub(super) fn message_statement(parser: &mut Parser<'_, '_>) -> Result<Code, Complaint> {
    let message = parser.operand()?;
    parser.take_word("to")?;
    let column = parser.column();
    let Some(Token::Quoted(wanted) | Token::Name(wanted)) = parser.advance() else {
        return Err(parser.expected("message state"));
    };
    let known =
        || MESSAGE_STATES.iter().map(|state| message_state_name(*state).to_owned()).collect();
    let to = MESSAGE_STATES.into_iter().find(|state| message_state_name(*state) == wanted);
    let to = to.ok_or_else(|| unknown("message state", wanted, column, known()))?;
    let locked = if parser.word("locked") {
        let yes = parser.word("yes");
        if !yes {
            parser.take_word("no")?;
        }
        Some(yes)
    } else {
        None
    };
    Ok(Code::Message { message, to, locked })
}

/// `transport x sends m`, `transport x flushing yes`
pub(super) fn line_statement(parser: &mut Parser<'_, '_>) -> Result<Code, Complaint> {
    let transport = parser.operand()?;
    let what = match parser.name()? {
        "sends" => LineField::Sends,
        "gets" => LineField::Gets,
        "flushing" => LineField::Flushing,
        "logged_on" => LineField::LoggedOn,
        _ => return Err(parser.expected("sends, gets, flushing or logged_on")),
    };
    Ok(Code::Line { transport, what, value: parser.operand()? })
}

/// `link e into x.field`, `unlink e from x.field`
pub(super) fn link_statement(add: bool, parser: &mut Parser<'_, '_>) -> Result<Code, Complaint> {
    let value = parser.operand()?;
    parser.take_word(if add { "into" } else { "from" })?;
    match parser.operand()? {
        Expr::Field(object, field) => Ok(match add {
            true => Code::Link { object: *object, field, value },
            false => Code::Unlink { object: *object, field, value },
        }),
        _ => Err(parser.expected("list field")),
    }
}
