//! What each kind of statement is in C++. It must not know how values are printed.

use super::expression::CppBond;
use super::names;
use super::reading::CppRead;
use super::text::{self, class_of, comment};
use super::types::CppType;
use super::writer::CppWriter;
use crate::mapi::method_spec;
use crate::scenario::statement::{Head, Simple};
use crate::sim::body::{Code, Expr, LineField, ObjectField};
use crate::sim::program::message_state_name;
use crate::sim::value::Value;

impl CppWriter<'_> {
    /// A statement with a form of its own, and the block below it.
    pub(super) fn head(
        &mut self,
        head: &Head<'_>,
        read: &[CppRead<'_>],
        (at, end): (usize, usize),
        next_is_else: bool,
    ) {
        let inner = (at + 1, end);
        match head {
            Head::Simple(simple) => self.simple(simple),
            Head::If { condition, .. } => {
                let test = self.expressions.condition(condition, true).text;
                self.braces(&format!("if ({test})"), read, inner, next_is_else);
            }
            Head::Each { name, list, any_order } => {
                let value = self.expressions.value(list);
                let item = match &value.kind {
                    CppType::List(item) => item.declared(),
                    _ => "auto ".to_owned(),
                };
                // The list is taken once, before the first round may change it.
                let list = match list {
                    Expr::Field(..) => self.helper("CopyOf", &value.text),
                    _ => value.text,
                };
                let order = if *any_order { "  // in any order" } else { "" };
                let item = format!("{item}{}", self.cpp(name));
                self.braces(&format!("for ({item} : {list})"), read, inner, false);
                if let Some(line) =
                    self.lines.iter_mut().rfind(|line| line.text.starts_with("for "))
                {
                    line.text.push_str(order);
                }
            }
            Head::ForEver => self.braces("for (;;)", read, inner, false),
            Head::Leave => self.push("break;"),
            Head::WaitFirst => {
                let guards = self.guards(read, inner);
                let wait = self.helper("WaitUntil", &format!("[&] {{ return {guards}; }}"));
                self.push(format!("{wait};"));
                self.chain(read, inner);
            }
            Head::Choose => self.chain(read, inner),
            Head::Do(piece) => self.piece(piece),
            Head::When { key, values, negated } => {
                self.when((key, values, *negated), read, inner, next_is_else);
            }
        }
    }

    /// Alternatives, of which one is taken: `if`, `else if`.
    fn chain(&mut self, read: &[CppRead<'_>], inner: (usize, usize)) {
        let mut at = inner.0;
        let mut number = 0;
        while at < inner.1 {
            let end = self.reading.end_of(at).min(inner.1);
            self.at = at;
            let is_last = end >= inner.1;
            let test = match &read[at] {
                CppRead::Guard(Some(name), value) => {
                    let value = self.expressions.value(value);
                    format!("{}{} = {}", value.kind.declared(), self.cpp(name), value.text)
                }
                CppRead::Guard(None, value) => self.expressions.condition(value, true).text,
                _ => {
                    let what = text::quoted(self.reading.lines[at].1);
                    self.helper("Choose", &what)
                }
            };
            let word = if number == 0 { "if" } else { "} else if" };
            self.braces(&format!("{word} ({test})"), read, (at + 1, end), !is_last);
            number += 1;
            at = end;
        }
    }

    /// The conditions of the guards, one of which must hold.
    fn guards(&mut self, read: &[CppRead<'_>], inner: (usize, usize)) -> String {
        let mut all = Vec::new();
        let mut at = inner.0;
        while at < inner.1 {
            if let CppRead::Guard(_, value) = &read[at] {
                all.push(self.expressions.condition(value, true).within(CppBond::Bits));
            }
            at = self.reading.end_of(at).min(inner.1);
        }
        if all.is_empty() { "true".to_owned() } else { all.join(" || ") }
    }

    /// What is decided before anything runs is decided before anything is compiled.
    fn when(
        &mut self,
        (key, values, negated): (&str, &str, bool),
        read: &[CppRead<'_>],
        inner: (usize, usize),
        next_is_else: bool,
    ) {
        let macro_of = |value: &str| {
            let name = format!("{key}_{}", value.trim()).to_ascii_uppercase();
            format!("defined({})", text::identifier(&name))
        };
        let any: Vec<String> = values.split(',').map(macro_of).collect();
        let any = any.join(" || ");
        let test = if negated { format!("!({any})") } else { any };
        self.directive(format!("#if {test}"));
        let at = self.at;
        self.block(read, inner.0, inner.1);
        self.at = at;
        if !next_is_else {
            self.directive("#endif".to_owned());
        }
    }

    /// A call of a function that the model has and C++ has not.
    fn helper(&mut self, name: &'static str, of: &str) -> String {
        self.expressions.uses.functions.insert(name);
        format!("{name}({of})")
    }

    /// A piece is a function of what it needs.
    fn piece(&mut self, name: &str) {
        let Some(needs) = self.printer.needs(name) else {
            self.push(format!("{}();", names::function(name)));
            return;
        };
        self.expressions.uses.pieces.insert(name.to_owned());
        let this = needs.this.iter().map(|_| self.expressions.value(&Expr::This).text);
        let mut all: Vec<String> = this.collect();
        all.extend(needs.variables.iter().map(|variable| self.cpp(variable)));
        // What a piece returns, the method returns that inserts it.
        if needs.returns {
            all.push("&hrPiece".to_owned());
        }
        let call = format!("{}({})", names::function(name), all.join(", "));
        if !needs.returns {
            self.push(format!("{call};"));
            return;
        }
        self.push("{");
        self.depth = self.depth.saturating_add(1);
        self.push("HRESULT hrPiece = S_OK;");
        self.push(format!("if ({call}) return hrPiece;"));
        self.depth = self.depth.saturating_sub(1);
        self.push("}");
    }

    fn simple(&mut self, simple: &Simple<'_>) {
        match simple {
            Simple::Let { name, value } => {
                let kind = self.kind(name);
                let value = self.expressions.value_as(value, &kind).text;
                let target = self.target(name);
                self.push(format!("{target}{value};"));
            }
            Simple::Call { results, target, method, args } => {
                self.call(results, target, method, args);
            }
            Simple::Refs { object, by, left } => {
                let target = left.map_or_else(String::new, |name| self.target(name));
                let count = Expr::Object(Box::new(object.clone()), ObjectField::Refs);
                let change = match (self.expressions.value(object).kind, *by > 0) {
                    (CppType::Own(_), true) => format!("++{}", self.expressions.value(&count).text),
                    (CppType::Own(_), false) => {
                        format!("--{}", self.expressions.value(&count).text)
                    }
                    // Of what somebody else implements, only its methods count.
                    (_, true) => format!("{}->AddRef()", self.pointer(object)),
                    (_, false) => format!("{}->Release()", self.pointer(object)),
                };
                self.push(format!("{target}{change};"));
            }
            Simple::Create { name, interface, parent, .. } => {
                let interface = interface.rsplit('/').next().unwrap_or(interface);
                let parent = self.expressions.value(parent).text;
                let target = self.target(name);
                // A new object has one reference.
                self.push(format!("{target}new {}({parent});", class_of(interface)));
            }
            Simple::Ready(code) => self.ready(code),
        }
    }

    fn kind(&self, name: &str) -> CppType {
        let known = self.expressions.variables.iter().find(|known| known.name == name);
        known.map_or(CppType::Value, |known| known.kind.clone())
    }

    fn call(&mut self, results: &[&str], target: &Expr, method: &str, args: &[Expr]) {
        let pointer = self.pointer(target);
        let gives_flags = method_spec(None, method).is_some_and(|spec| spec.gives_flags);
        let asked = results.get(1).copied().filter(|name| *name != "_");
        let arguments = match (names::takes_pointer(method), args) {
            (true, [flags, ..]) if self.is_passed_on(flags, asked, gives_flags) => {
                vec!["lpulFlags".to_owned()]
            }
            (true, _) => {
                let name = asked.unwrap_or(self.unasked());
                let flags = args.first().map_or_else(
                    || "0".to_owned(),
                    |flags| self.expressions.value_as(flags, &CppType::Flags).text,
                );
                let (target, cpp) = (self.target(name), self.cpp(name));
                if flags != cpp {
                    self.push(format!("{target}{flags};"));
                }
                match cpp.strip_prefix('*') {
                    Some(pointer) => vec![pointer.to_owned()],
                    None => vec![format!("&{cpp}")],
                }
            }
            (false, _) => {
                let texts = args.iter().map(|it| self.expressions.value(it).text);
                let mut texts: Vec<String> = texts.collect();
                match method {
                    "MakeInvalid" => texts.insert(0, "0".to_owned()),
                    "SetProviderUID" => {
                        texts = vec![format!("&{}", texts.concat()), "0".to_owned()];
                    }
                    _ => {}
                }
                if let Some(name) = asked {
                    texts.push(format!("&{}", self.cpp(name)));
                }
                texts
            }
        };
        let call = format!("{pointer}->{}({})", text::identifier(method), arguments.join(", "));
        let result = results.first().filter(|name| **name != "_" && self.is_read(name));
        let target = result.map_or_else(String::new, |name| self.target(name));
        self.push(format!("{target}{call};"));
    }

    /// Whether the method's own pointer to flags is passed on: then the call may change them.
    fn is_passed_on(&self, flags: &Expr, asked: Option<&str>, gives_flags: bool) -> bool {
        let is_own = self.is_flags_parameter(flags);
        is_own && (asked == Some("flags") || asked.is_none() && !gives_flags)
    }

    fn ready(&mut self, code: &Code) {
        match code {
            Code::Return { result, out } => self.give_back(result, out),
            Code::Free { object } => {
                let object = self.expressions.value(object);
                let text = object.within(CppBond::Sign);
                // What somebody else implements has no destructor that can be called from here.
                let free = match object.kind {
                    CppType::Interface(_) => self.helper("Free", &text),
                    _ => format!("delete {text}"),
                };
                self.push(format!("{free};"));
            }
            Code::Set { object, field, value } => {
                let field = Expr::Field(Box::new(object.clone()), *field);
                let field = self.expressions.value(&field);
                let value = self.expressions.value_as(value, &field.kind).text;
                self.push(format!("{} = {value};", field.text));
            }
            Code::Link { object, field, value } | Code::Unlink { object, field, value } => {
                let field = Expr::Field(Box::new(object.clone()), *field);
                let field = self.expressions.value(&field).text;
                let value = self.expressions.value(value).text;
                let is_link = matches!(code, Code::Link { .. });
                let what = if is_link { "push_back" } else { "remove" };
                self.push(format!("{field}.{what}({value});"));
            }
            Code::Wait { condition } => {
                let test = self.expressions.condition(condition, true).text;
                let wait = self.helper("WaitUntil", &format!("[&] {{ return {test}; }}"));
                self.push(format!("{wait};"));
            }
            Code::Message { message, to, locked } => {
                let message = self.expressions.value(message).text;
                let state = text::quoted(message_state_name(*to));
                let set = self.helper("SetMessageState", &format!("{message}, {state}"));
                self.push(format!("{set};"));
                if let Some(locked) = locked {
                    let set = self.helper("SetMessageLock", &format!("{message}, {locked}"));
                    self.push(format!("{set};"));
                }
            }
            Code::Crash { .. } => {
                let text = comment(self.reading.lines[self.at].1);
                self.push(format!("std::abort();  // {text}"));
            }
            other => self.of_mapi(other),
        }
    }

    /// Statements that only MAPI's side, the spooler and clients can write.
    fn of_mapi(&mut self, code: &Code) {
        let (name, of): (&'static str, Vec<&Expr>) = match code {
            Code::Invalidate { object } => ("Invalidate", vec![object]),
            Code::AddUid { like, owner } => ("AddUid", vec![like, owner]),
            Code::RemoveUid { uid } => ("RemoveUid", vec![uid]),
            Code::AddRow { like, owner } => ("AddRow", vec![like, owner]),
            Code::RemoveRow { row } => ("RemoveRow", vec![row]),
            Code::ChangeRow { row, set, clear } => ("ChangeRow", vec![row, set, clear]),
            Code::Line { transport, what, value } => {
                let name = match what {
                    LineField::Sends => "SetSentBy",
                    LineField::Gets => "SetReceivedBy",
                    LineField::Flushing => "SetFlushing",
                    LineField::LoggedOn => "SetLoggedOn",
                };
                (name, vec![transport, value])
            }
            Code::Notify { to, .. } => ("Notify", vec![to]),
            Code::Unload { .. } => ("UnloadLibrary", Vec::new()),
            Code::Exit => ("ExitProcess", Vec::new()),
            // The others are written above, or are no statement's.
            _ => {
                self.push(format!("// {}", comment(self.reading.lines[self.at].1)));
                return;
            }
        };
        let of: Vec<String> = of.into_iter().map(|it| self.expressions.value(it).text).collect();
        let call = self.helper(name, &of.join(", "));
        let text = comment(self.reading.lines[self.at].1);
        self.push(format!("{call};  // {text}"));
    }

    /// `return`: flags and objects go back through pointers.
    fn give_back(&mut self, result: &Expr, out: &Expr) {
        let nothing = Expr::Constant(Value::Null);
        let method = self.method().map(|(interface, name)| (interface.to_owned(), name.to_owned()));
        let spec = method.as_ref().and_then(|(interface, name)| method_spec(Some(interface), name));
        let gives_flags = spec.is_some_and(|spec| spec.gives_flags);
        if *out != nothing && gives_flags && !self.is_flags_parameter(out) {
            let flags = self.expressions.value_as(out, &CppType::Flags).text;
            self.push(format!("*lpulFlags = {flags};"));
        }
        if let (true, Some((_, name))) = (*out != nothing && !gives_flags, &method) {
            if names::is_logon(name) {
                let logon = self.expressions.variables.iter().any(|it| it.name == "lg");
                let logon = if logon { self.cpp("lg") } else { "nullptr".to_owned() };
                self.push(format!("*lppMSLogon = {logon};"));
            }
            let object = self.expressions.value(out).text;
            self.push(format!("*{} = {object};", names::given(name).1));
        }
        if *result == nothing {
            self.push("return;");
            return;
        }
        let kind = method.as_ref().map_or(CppType::Hresult, |(_, name)| names::returned(name));
        let result = self.expressions.value_as(result, &kind).text;
        if method.is_none() {
            self.push(format!("*phr = {result};"));
            self.push("return true;");
            return;
        }
        self.push(format!("return {result};"));
    }
}
