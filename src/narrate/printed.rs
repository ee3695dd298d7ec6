//! What the sentence and the JSON of a step have in common: who calls, which statement it is, which
//! argument is a flag word or a message, and how a flag word is called.
//!
//! It must not know languages.

use crate::mapi::{FlagSet, flag_names, method_spec};
use crate::sim::{Event, EventKind, MessageId, MethodId, ObjectId, Program, State, Value};

/// Who makes a call: the thread at its outermost level, else the object whose method runs. In a
/// recorded run code that is not the thread's own, such as MAPI's, calls from outside too.
pub fn caller_of(program: &Program, state: &State, event: &Event) -> String {
    match event.depth {
        0 if !program.recorded => program.thread_name(state, event.thread).to_owned(),
        _ => program.object_name(state, event.actor),
    }
}

/// The statement of a step, as its body has it.
pub fn statement_text<'a>(program: &'a Program, event: &Event) -> &'a str {
    program.statement(event).map_or("", |statement| &statement.text)
}

/// An argument or a result of a call, as it is to be printed.
#[derive(Clone, Debug, PartialEq)]
pub enum Printed<'a> {
    /// A flag word, and the family that gives its bits their names.
    Flags(FlagSet, u32),
    /// Bits of a property, which a person reads by their names; in JSON it is the number that was
    /// given.
    Bits(FlagSet, u32, &'a Value),
    /// A message of the queue.
    Message(MessageId),
    /// A value that is printed as it is.
    Plain(&'a Value),
}

/// The family of the flag word that a call takes, and its position among the arguments.
pub fn flags_of_call(
    program: &Program,
    state: &State,
    object: ObjectId,
    method: MethodId,
) -> Option<(usize, FlagSet)> {
    method_spec(Some(program.interface(state, object)), program.method_name(method))?.flags
}

/// The family of the flag word that a call gives back beside its result.
pub fn flags_of_return(
    program: &Program,
    state: &State,
    object: ObjectId,
    method: MethodId,
) -> Option<FlagSet> {
    let spec = method_spec(Some(program.interface(state, object)), program.method_name(method))?;
    spec.flags.filter(|_| spec.gives_flags).map(|(_, set)| set)
}

/// The arguments of a call, each as it is to be printed.
pub fn arguments<'a>(
    program: &Program,
    state: &State,
    object: ObjectId,
    method: MethodId,
    args: &'a [Value],
) -> Vec<Printed<'a>> {
    let spec = method_spec(Some(program.interface(state, object)), program.method_name(method));
    let flags = spec.and_then(|spec| spec.flags);
    let bits = spec.and_then(|spec| spec.bits);
    let print = |(at, value): (usize, &'a Value)| match (value, flags, bits) {
        (Value::Number(number), Some((position, set)), _) if position == at => {
            Printed::Flags(set, *number as u32)
        }
        (Value::Number(number), _, Some(set)) => Printed::Bits(set, *number as u32, value),
        (Value::Message(message), ..) => Printed::Message(*message),
        (other, ..) => Printed::Plain(other),
    };
    args.iter().enumerate().map(print).collect()
}

/// A call as code writes it: the method and its arguments; nothing for any other step.
pub fn call_text(program: &Program, state: &State, event: &Event) -> String {
    let EventKind::Call { object, method, args } = &event.kind else { return String::new() };
    let printed = arguments(program, state, *object, *method, args);
    let words: Vec<String> = printed
        .iter()
        .map(|argument| match argument {
            Printed::Flags(set, word) | Printed::Bits(set, word, _) => flags_text(*set, *word),
            Printed::Message(message) => program.message_name(state, *message).to_owned(),
            Printed::Plain(value) => program.value_text(state, value),
        })
        .collect();
    format!("{}({})", program.method_name(*method), words.join(", "))
}

/// What a return gives back: its result, and the output flags or value beside it.
pub fn return_text(program: &Program, state: &State, event: &Event) -> String {
    let EventKind::Return { object, method, result, out } = &event.kind else {
        return String::new();
    };
    let text = program.value_text(state, result);
    match (out, flags_of_return(program, state, *object, *method)) {
        (Value::Null, _) => text,
        (Value::Number(word), Some(set)) => format!("{text}, {}", flags_text(set, *word as u32)),
        (value, _) => format!("{text}, {}", program.value_text(state, value)),
    }
}

/// A flag word by names, joined as C writes it; `0` if no bit is set.
pub fn flags_text(set: FlagSet, word: u32) -> String {
    match word {
        0 => "0".to_owned(),
        _ => flag_names(set, word).join(" | "),
    }
}

/// The kind of a status row by its PR_RESOURCE_TYPE, as the words tell them apart.
pub fn row_kind(resource_type: u32) -> &'static str {
    match resource_type {
        33 => "store",
        34 | 35 => "address-book",
        36 => "transport",
        37 => "spooler",
        39 => "subsystem",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flag_words_read_as_c_writes_them() {
        assert_eq!(flags_text(FlagSet::Logoff, 0), "0");
        assert_eq!(
            flags_text(FlagSet::Logoff, 0x9_0000),
            "LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE"
        );
    }
}
