//! Parses one statement: its verb and its expressions.
//!
//! It must not know the statements around it.

use super::expression::{Chain, Complaint, Parser, Scope, complaint};
use super::lexer::{Token, cut};
use super::names::Interner;
use crate::sim::body::{Code, Expr, ObjectField, Who};
use crate::sim::state::Holder;
use crate::sim::value::Value;

mod tables;

use tables::{line_statement, link_statement, message_statement, table_statement};

/// The most words and signs in a statement.
pub const MOST_WORDS: usize = 400;

/// A statement, as far as its own line determines it.
#[derive(Debug)]
pub enum Head<'a> {
    /// A statement without a block.
    Simple(Simple<'a>),
    /// `if e`, `quietly if e`
    If { condition: Expr, quiet: bool },
    /// `each n in e`, `each n in any order of e`
    Each { name: &'a str, list: Expr, any_order: bool },
    /// `for ever`: repeats its block.
    ForEver,
    /// `leave the loop`: ends the innermost loop.
    Leave,
    /// `wait for the first of`
    WaitFirst,
    /// `choose`: a free choice between the alternatives of its block.
    Choose,
    /// `do name`: inserts a shared piece.
    Do(&'a str),
    /// `when key == value, value`, with the values as written.
    When { key: &'a str, values: &'a str, negated: bool },
}

impl Head<'_> {
    /// Whether the statement claims something about MAPI that a page could say: steps do, plumbing
    /// doesn't.
    pub fn claims(&self) -> bool {
        match self {
            Head::Simple(simple) => simple.is_step(),
            Head::If { quiet, .. } => !quiet,
            _ => false,
        }
    }
}

/// A statement without a block; its variable names have not been numbered yet.
#[derive(Debug)]
pub enum Simple<'a> {
    /// `let n = e`: a silent assignment.
    Let { name: &'a str, value: Expr },
    /// `r, w = x.Method(a, b)`: a call of a method.
    Call { results: Vec<&'a str>, target: Expr, method: &'a str, args: Vec<Expr> },
    /// `x.refs += 1`, `let left = x.refs -= 1`: changes a reference count.
    Refs { object: Expr, by: i8, left: Option<&'a str> },
    /// `let n = create K named w under p held by h`: a new object.
    Create {
        name: &'a str,
        interface: &'a str,
        called: Expr,
        parent: Expr,
        /// Who holds the first reference to it.
        holder: Option<Holder>,
    },
    /// A statement with no more names to resolve.
    Ready(Code),
}

impl Simple<'_> {
    /// Whether executing it is a step.
    pub fn is_step(&self) -> bool {
        !matches!(self, Simple::Let { .. } | Simple::Ready(Code::Wait { .. }))
    }

    /// Whether this party's code may contain it: only MAPI changes the tables, for instance.
    pub fn is_allowed(&self, who: Who) -> bool {
        let Simple::Ready(code) = self else { return true };
        match code {
            // The spooler's side of MAPI registers the spooler's own logon objects.
            Code::AddUid { .. } => matches!(who, Who::Mapi | Who::Spooler),
            Code::RemoveUid { .. }
            | Code::AddRow { .. }
            | Code::RemoveRow { .. }
            | Code::ChangeRow { .. } => who == Who::Mapi,
            Code::Invalidate { .. } | Code::Notify { .. } | Code::Unload { .. } => {
                matches!(who, Who::Mapi | Who::Spooler)
            }
            Code::Line { .. } => matches!(who, Who::Transport | Who::Mapi | Who::Spooler),
            Code::Exit => who == Who::Client,
            _ => true,
        }
    }
}

/// Parses one statement, without the colon and the block below it.
/// # Errors
/// What was expected, the column, and the nearest name if there is one.
pub fn parse_head<'t>(
    text: &'t str,
    names: &mut Interner,
    scope: &dyn Scope,
) -> Result<Head<'t>, Complaint> {
    if let Some(rest) = text.strip_prefix("when ") {
        return when(rest);
    }
    match text {
        "for ever" => return Ok(Head::ForEver),
        "leave the loop" => return Ok(Head::Leave),
        "wait for the first of" => return Ok(Head::WaitFirst),
        "choose" => return Ok(Head::Choose),
        _ => {}
    }
    if let Some(name) = text.strip_prefix("do ") {
        return Ok(Head::Do(name.trim()));
    }
    let tokens = cut(text).map_err(|at| complaint("no-such-sign", &[], at))?;
    is_short(&tokens)?;
    let mut parser = Parser::new(&tokens, text.len(), names, scope);
    let head = if parser.word("quietly") {
        if !parser.word("if") {
            return Err(parser.expected("if"));
        }
        Head::If { condition: parser.expression()?, quiet: true }
    } else if parser.word("if") {
        Head::If { condition: parser.expression()?, quiet: false }
    } else if parser.word("each") {
        let name = parser.name()?;
        if !parser.word("in") {
            return Err(parser.expected("in"));
        }
        let any_order = in_any_order(&mut parser);
        Head::Each { name, list: parser.expression()?, any_order }
    } else {
        Head::Simple(simple(&mut parser)?)
    };
    parser.finish()?;
    Ok(head)
}

/// Statements are bounded, so that the depth of expressions is bounded too.
fn is_short(tokens: &[(Token<'_>, usize)]) -> Result<(), Complaint> {
    match tokens.get(MOST_WORDS) {
        Some((_, column)) => {
            Err(complaint("too-many-words", &[("most", &MOST_WORDS.to_string())], *column))
        }
        None => Ok(()),
    }
}

/// Takes `any order of`; `any` alone may be a variable.
fn in_any_order(parser: &mut Parser<'_, '_>) -> bool {
    let saved = parser.save();
    let is = ["any", "order", "of"].into_iter().all(|word| parser.word(word));
    if !is {
        parser.restore(saved);
    }
    is
}

/// Parses `on n = e`, or `on e`.
/// # Errors
/// What was expected instead, the column, and the nearest name if there is one.
pub fn parse_guard<'t>(
    text: &'t str,
    names: &mut Interner,
    scope: &dyn Scope,
) -> Result<(Option<&'t str>, Expr), Complaint> {
    let tokens = cut(text).map_err(|at| complaint("no-such-sign", &[], at))?;
    is_short(&tokens)?;
    let mut parser = Parser::new(&tokens, text.len(), names, scope);
    if !parser.word("on") {
        return Err(parser.expected("on"));
    }
    let named = matches!(
        (tokens.get(1), tokens.get(2)),
        (Some((Token::Name(_), _)), Some((Token::Sign("="), _)))
    );
    let name = if named { Some(parser.name()?) } else { None };
    if named {
        parser.sign("=");
    }
    let value = parser.expression()?;
    parser.finish()?;
    Ok((name, value))
}

fn when(rest: &str) -> Result<Head<'_>, Complaint> {
    let (sign, negated) = if rest.contains("!=") { ("!=", true) } else { ("==", false) };
    let Some((key, values)) = rest.split_once(sign) else {
        return Err(complaint("when-form", &[], 5));
    };
    Ok(Head::When { key: key.trim(), values, negated })
}

fn simple<'t>(parser: &mut Parser<'_, 't>) -> Result<Simple<'t>, Complaint> {
    let Some(Token::Name(verb)) = parser.peek() else { return Err(parser.expected("statement")) };
    let before = parser.column();
    if let Some(code) = verb_statement(verb, parser)? {
        return Ok(code);
    }
    debug_assert_eq!(before, parser.column());
    assignment_or_call(parser)
}

/// Statements that begin with a verb of their own.
fn verb_statement<'t>(
    verb: &str,
    parser: &mut Parser<'_, 't>,
) -> Result<Option<Simple<'t>>, Complaint> {
    let code = match verb {
        "let" => {
            parser.advance();
            return let_statement(parser).map(Some);
        }
        "return" => {
            parser.advance();
            let null = Expr::Constant(Value::Null);
            let result = if parser.peek().is_some() { parser.expression()? } else { null.clone() };
            let out =
                if parser.sign(",") || parser.word("gives") { parser.expression()? } else { null };
            Code::Return { result, out }
        }
        "free" => Code::Free { object: after_verb(parser)? },
        "invalidate" => Code::Invalidate { object: after_verb(parser)? },
        "add" | "remove" | "change" => {
            parser.advance();
            table_statement(verb, parser)?
        }
        "message" => {
            parser.advance();
            message_statement(parser)?
        }
        "transport" => {
            parser.advance();
            line_statement(parser)?
        }
        "link" | "unlink" => {
            parser.advance();
            link_statement(verb == "link", parser)?
        }
        "wait" => {
            parser.advance();
            if !parser.word("until") {
                return Err(parser.expected("until"));
            }
            Code::Wait { condition: parser.expression()? }
        }
        "notify" => {
            parser.advance();
            let to = parser.operand()?;
            let what = parser.name()?;
            Code::Notify { to, what: parser.names.word(what) }
        }
        "unload" => Code::Unload { library: quoted(parser)? },
        "exit" => {
            parser.advance();
            Code::Exit
        }
        "crash" => Code::Crash { why: quoted(parser)? },
        _ => return Ok(None),
    };
    Ok(Some(Simple::Ready(code)))
}

fn after_verb(parser: &mut Parser<'_, '_>) -> Result<Expr, Complaint> {
    parser.advance();
    parser.operand()
}

fn quoted(parser: &mut Parser<'_, '_>) -> Result<crate::sim::value::Word, Complaint> {
    parser.advance();
    match parser.advance() {
        Some(Token::Quoted(word)) => Ok(parser.names.word(word)),
        _ => Err(parser.expected("quoted")),
    }
}

/// `let n = e`, `let r, w = x.M(a)`, `let left = x.refs -= 1`, `let n = create ..`
fn let_statement<'t>(parser: &mut Parser<'_, 't>) -> Result<Simple<'t>, Complaint> {
    let first = parser.name()?;
    let mut results = vec![first];
    while parser.sign(",") {
        results.push(parser.name()?);
    }
    if !parser.sign("=") {
        return Err(parser.expected("="));
    }
    if parser.word("create") {
        return create(first, parser);
    }
    let column = parser.column();
    // A call must be recognized before parsing an expression, because a call is not a value.
    let saved = parser.save();
    match parser.chain() {
        Ok(Chain::Call { target, method, args, .. }) => {
            return Ok(Simple::Call { results, target, method, args });
        }
        Ok(Chain::Value(Expr::Object(object, ObjectField::Refs))) => {
            if let Some(by) = step_by_one(parser)? {
                return Ok(Simple::Refs { object: *object, by, left: Some(first) });
            }
        }
        Ok(Chain::Value(_)) | Err(_) => {}
    }
    parser.restore(saved);
    let value = parser.expression()?;
    match results.len() {
        1 => Ok(Simple::Let { name: first, value }),
        _ => Err(complaint("two-values", &[], column)),
    }
}

fn create<'t>(name: &'t str, parser: &mut Parser<'_, 't>) -> Result<Simple<'t>, Complaint> {
    let interface = match parser.peek() {
        Some(Token::Quoted(class)) => {
            parser.advance();
            class
        }
        _ => parser.name()?,
    };
    parser.take_word("named")?;
    let called = parser.operand()?;
    parser.take_word("under")?;
    let parent = parser.operand()?;
    let holder = if parser.word("held") {
        parser.take_word("by")?;
        match parser.name()? {
            "mapi" => Some(Holder::Mapi),
            "provider" => Some(Holder::Provider),
            "spooler" => Some(Holder::Spooler),
            _ => return Err(parser.expected("mapi, provider or spooler")),
        }
    } else {
        None
    };
    Ok(Simple::Create { name, interface, called, parent, holder })
}

fn step_by_one(parser: &mut Parser<'_, '_>) -> Result<Option<i8>, Complaint> {
    let by = match parser.peek() {
        Some(Token::Sign("+=")) => 1,
        Some(Token::Sign("-=")) => -1,
        _ => return Ok(None),
    };
    parser.advance();
    match parser.advance() {
        Some(Token::Number(1)) => Ok(Some(by)),
        _ => Err(complaint("count-by-one", &[], parser.column())),
    }
}

/// `x.M(a)`, `r, w = x.M(a)`, `x.refs -= 1`, `x.field = e`, `variable = e`
fn assignment_or_call<'t>(parser: &mut Parser<'_, 't>) -> Result<Simple<'t>, Complaint> {
    let column = parser.column();
    let Some(Token::Name(first)) = parser.peek() else {
        return Err(parser.expected("statement"));
    };
    match parser.chain()? {
        Chain::Call { target, method, args, .. } => {
            Ok(Simple::Call { results: Vec::new(), target, method, args })
        }
        Chain::Value(Expr::Object(object, ObjectField::Refs)) => match step_by_one(parser)? {
            Some(by) => Ok(Simple::Refs { object: *object, by, left: None }),
            None => Err(parser.expected("+= 1 or -= 1")),
        },
        Chain::Value(Expr::Variable(_)) if parser.sign("=") => {
            let saved = parser.save();
            if let Ok(Chain::Call { target, method, args, .. }) = parser.chain() {
                return Ok(Simple::Call { results: vec![first], target, method, args });
            }
            parser.restore(saved);
            Ok(Simple::Let { name: first, value: parser.expression()? })
        }
        Chain::Value(Expr::Field(object, field)) if parser.sign("=") => {
            Ok(Simple::Ready(Code::Set { object: *object, field, value: parser.expression()? }))
        }
        Chain::Value(_) => Err(complaint("changes-nothing", &[], column)),
    }
}
