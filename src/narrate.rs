//! One short sentence for each step, by the words of the language. What the sentence and the JSON
//! of a step have in common is in `printed`.
//!
//! It knows kinds of steps, never a path, a provider or a method's meaning; it must not know who
//! shows the sentence.

pub(crate) mod blame;
pub mod broken;
pub(crate) mod cursor;
pub(crate) mod ending;
pub mod guide;
pub(crate) mod phases;
mod printed;
pub(crate) mod sequence;
mod teller;

use teller::Teller;

use crate::sim::{Event, Program, State};
use crate::text::Lang;
use crate::words::Words;

pub use printed::{
    Printed, arguments, call_text, caller_of, flags_of_call, flags_of_return, flags_text,
    return_text, statement_text,
};

/// The sentence for a step; `after` is the situation after it.
pub fn narrate(program: &Program, after: &State, event: &Event, lang: Lang) -> String {
    Teller { program, state: after, event, words: Words::of(lang) }.tell()
}

/// Why the statement of a step is there, if its author says so or the words know its label.
pub fn why(program: &Program, event: &Event, lang: Lang) -> Option<String> {
    let label = program.statement(event)?.label.as_deref()?;
    if let Some(own) = program.reasons.get(label) {
        return Some(own.get(lang).to_owned());
    }
    Words::of(lang).find(&format!("why-{label}"), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::program::message_state_name;

    #[test]
    fn every_sentence_that_is_asked_for_has_its_words() {
        let source = include_str!("narrate/teller.rs");
        let asked = source
            .split('"')
            .filter(|part| part.starts_with("narrate-") && !part.contains(char::is_whitespace));
        let states = crate::sim::program::MESSAGE_STATES
            .map(|state| format!("state-{}", message_state_name(state)));
        let ids: Vec<String> = asked.map(str::to_owned).chain(states).collect();
        assert!(ids.len() > 30, "the file was looked through");
        for id in ids.iter().filter(|id| id.len() > "narrate-".len()) {
            assert!(Words::of(Lang::En).find(id, &[]).is_some(), "{id}");
        }
    }
}
