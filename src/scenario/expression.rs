//! Parses expressions: resolves names to variables, fields, flags or words, and recognizes
//! questions about the world.
//!
//! It must not know statements.

mod grammar;

use super::lexer::Token;
use super::names::Interner;
use super::options;
use super::problem::{Arguments, refuse};
use crate::diagnostic::Diagnostic;
use crate::mapi::{flag_value, hresult_value};
use crate::sim::body::{Expr, WorldQuery};
use crate::sim::value::{FieldId, Value};
use crate::text::{Lang, Text};
use crate::words::Words;

/// The deepest nesting of an expression.
pub const DEEPEST: usize = 64;

/// What code asks of its own object by name although it is no field.
pub const LEDGER_FIELDS: [&str; 7] =
    ["refs", "state", "parent", "sends", "gets", "flushing", "logged_on"];

/// What is wrong, and its column counted from 0.
pub type Complaint = (Box<Diagnostic>, usize);

/// A complaint with the text `refuse-ID`.
pub fn complaint(id: &str, said: Arguments<'_>, column: usize) -> Complaint {
    (Box::new(refuse("statement", id, said)), column)
}

/// The names that a body can use.
pub trait Scope {
    /// The number of the variable with this name.
    fn variable(&self, name: &str) -> Option<u16>;
    /// Whether objects of this code have such a field.
    fn own_field(&self, field: FieldId) -> bool;
    /// All variables and fields, for suggestions.
    fn known(&self, names: &Interner) -> Vec<String>;
}

/// A list of tokens with a reading position.
pub struct Parser<'p, 't> {
    tokens: &'p [(Token<'t>, usize)],
    at: usize,
    end: usize,
    /// The numbers of methods, fields and words; new ones are added.
    pub names: &'p mut Interner,
    scope: &'p dyn Scope,
    bound: Vec<&'t str>,
    /// How many enclosing values are being parsed.
    depth: usize,
}

/// The result of parsing a chain of postfix operators.
pub enum Chain<'a> {
    /// An ordinary expression.
    Value(Expr),
    /// A call that has not been compiled yet: target, method, arguments, column of the method.
    Call { target: Expr, method: &'a str, args: Vec<Expr>, column: usize },
}

impl<'p, 't> Parser<'p, 't> {
    /// Starts at the first token; `end` is the column after the last one.
    pub fn new(
        tokens: &'p [(Token<'t>, usize)],
        end: usize,
        names: &'p mut Interner,
        scope: &'p dyn Scope,
    ) -> Self {
        Self { tokens, at: 0, end, names, scope, bound: Vec::new(), depth: 0 }
    }

    /// The next token without taking it; `None` at the end.
    pub fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    /// The column of the next token.
    pub fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(_, column)| *column)
    }

    /// Takes the next token.
    pub fn advance(&mut self) -> Option<Token<'t>> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Takes a sign if it is next. Every level of an expression asks this; because the sign is a
    /// known string, the question is one comparison of numbers.
    #[inline(always)]
    pub fn sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(next)) if next == sign);
        self.at += usize::from(is);
        is
    }

    /// Takes a word if it is next.
    #[inline(always)]
    pub fn word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Name(next)) if next == word);
        self.at += usize::from(is);
        is
    }

    /// Takes the next token, which must be this word.
    ///
    /// # Errors
    /// The next token is something else.
    pub fn take_word(&mut self, word: &str) -> Result<(), Complaint> {
        if self.word(word) { Ok(()) } else { Err(self.expected(word)) }
    }

    /// Takes the next token, which must be a name.
    ///
    /// # Errors
    /// The next token is something else.
    pub fn name(&mut self) -> Result<&'t str, Complaint> {
        match self.peek() {
            Some(Token::Name(name)) => {
                self.at += 1;
                Ok(name)
            }
            _ => Err(self.expected("name")),
        }
    }

    /// The error for finding something other than `what`, which is a word or the ID of a text.
    pub fn expected(&self, what: &str) -> Complaint {
        let found = match self.peek() {
            None => None,
            Some(Token::Name(name)) => Some(format!("{name:?}")),
            Some(Token::Number(number)) => Some(number.to_string()),
            Some(Token::Quoted(word)) => Some(format!("{word:?}")),
            Some(Token::Sign(sign)) => Some(format!("{sign:?}")),
        };
        let tell = |lang| {
            let words = Words::of(lang);
            let end = || words.text("wanted-end");
            let found = found.clone().unwrap_or_else(end);
            let id = format!("wanted-{}", what.replace(' ', "-"));
            let wanted = words.find(&id, &[]).unwrap_or_else(|| format!("{what:?}"));
            words.with("refuse-expected", &[("wanted", wanted.into()), ("found", found.into())])
        };
        let [en, pt_br] = Lang::ALL.map(tell);
        (Box::new(Diagnostic::in_both("statement", Text { en, pt_br }, None)), self.column())
    }

    /// The current position, for [`Parser::restore`].
    pub fn save(&self) -> usize {
        self.at
    }

    /// Returns to a position obtained from [`Parser::save`].
    pub fn restore(&mut self, at: usize) {
        self.at = at;
    }

    /// Fails unless all tokens have been used.
    pub fn finish(&self) -> Result<(), Complaint> {
        if self.at >= self.tokens.len() { Ok(()) } else { Err(self.expected("end")) }
    }
}

/// A flag or an HRESULT, by its header name.
pub fn constant(name: &str) -> Option<Value> {
    if !name.bytes().any(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let flag = flag_value(name).map(|flag| Value::Number(i64::from(flag)));
    flag.or_else(|| hresult_value(name).map(Value::HResult))
}

/// The error for an unknown name.
pub fn unknown(what: &str, name: &str, column: usize, known: Vec<String>) -> Complaint {
    let found = options::unknown(what, name, known.iter().map(String::as_str));
    (Box::new(Diagnostic { code: "statement", ..found }), column)
}

/// The question about the world that a name asks.
pub fn question(name: &str) -> Option<WorldQuery> {
    Some(match name {
        "uids" => WorldQuery::UidsOf,
        "rows" => WorldQuery::RowsOf,
        "status" => WorldQuery::Status,
        "descendants" => WorldQuery::Descendants,
        "children" => WorldQuery::Children,
        "has_children" => WorldQuery::HasChildren,
        "queued" => WorldQuery::Queued,
        "next_queued" => WorldQuery::NextQueued,
        "deferred" => WorldQuery::DeferredBy,
        "offered" => WorldQuery::OfferedBy,
        "sending" => WorldQuery::Sending,
        "receiving" => WorldQuery::Receiving,
        "transports" => WorldQuery::Transports,
        "live" => WorldQuery::LiveOf,
        "exists" => WorldQuery::Exists,
        "held" => WorldQuery::Held,
        "thread_object" => WorldQuery::ThreadObject,
        _ => return None,
    })
}
