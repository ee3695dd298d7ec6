//! The one table of keys: it decides what a key does, what the hint line offers, what `?` prints
//! and what docs/keys.md lists.
//!
//! It must not know the terminal library: the runtime translates its events into [`Key`].

mod hint;
mod useful;
mod when;

pub use crate::tui::model::bindings::{BINDINGS, Binding, GROUPS, Group};
pub use crate::tui::model::key::{Key, label};
pub use hint::{FIXED, Hint, hints};
pub use useful::lines_of_home;

use crate::tui::model::lesson::LessonStage;
use crate::tui::model::message::{Message, TalkMessage};
use crate::tui::model::sheet::SheetKind;
use crate::tui::model::talk::Talk;
use crate::tui::model::{Context, Model};

/// What a key asks for, where the model is now; keys of the table that would do nothing are
/// reported apart from unknown ones.
pub fn message(model: &Model, key: Key) -> Option<Message> {
    let context = model.context();
    let found = BINDINGS.iter().find(|binding| {
        binding.contexts.contains(&context)
            && binding.keys.contains(&key)
            && when::holds(binding.when, model)
            && !is_mute(model, key)
            // A letter without an option keeps its usual meaning.
            && (!matches!(binding.message, Message::Pick(_)) || picks(model, binding.keys, key))
    });
    let place =
        |keys: &[Key]| keys.iter().position(|it| *it == key).and_then(|at| u8::try_from(at).ok());
    match (found, key) {
        (Some(Binding { message: Message::Pick(_), keys, .. }), _) => {
            place(keys).map(Message::Pick)
        }
        (Some(Binding { message: Message::Present(TalkMessage::Digit(_)), keys, .. }), _) => {
            place(keys).map(|digit| Message::Present(TalkMessage::Digit(digit)))
        }
        (Some(Binding { message: Message::Present(TalkMessage::Option(_)), keys, .. }), _) => {
            place(keys).map(|option| Message::Present(TalkMessage::Option(option)))
        }
        (Some(binding), _) => Some(binding.message),
        (None, Key::Char(c)) if context == Context::Typing => Some(Message::Char(c)),
        _ => model
            .talk()
            .is_some_and(Talk::takes_any_key)
            .then_some(Message::Present(TalkMessage::AnyKey)),
    }
}

/// Whether a key means nothing now: a letter that was meant for the question below the sheet that
/// asks where to continue. Only the one that leaves still works.
fn is_mute(model: &Model, key: Key) -> bool {
    let resumes = model.overlays.last().is_some_and(|it| it.kind == SheetKind::Resume);
    resumes && matches!(key, Key::Char(c) if c.is_alphabetic() && c != 'q')
}

/// Whether a letter is that of an option.
fn picks(model: &Model, keys: &[Key], key: Key) -> bool {
    let options = model.lesson().map_or(0, LessonStage::choices);
    keys.iter().position(|it| *it == key).is_some_and(|at| at < options)
}

/// What a word asks for where lines are typed instead of keys, on the stage whether or not a sheet
/// is open above it.
pub fn spoken(model: &Model, word: &str) -> Option<Message> {
    let context = if model.in_lesson() { Context::Lesson } else { Context::Stage };
    let found = BINDINGS
        .iter()
        .find(|binding| binding.spoken == Some(word) && binding.contexts.contains(&context));
    found.map(|binding| binding.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_means_one_thing_in_a_context() {
        for context in crate::tui::model::bindings::MOVES {
            let mut seen: Vec<Key> = Vec::new();
            // A letter means something else only where it is that of an option; where a list has
            // no values, a search has their key, and what is saved has nothing to choose.
            let of_list = |binding: &&Binding| {
                // A talk blanks the screen wherever it is.
                let blanks = Message::Present(TalkMessage::Blank);
                binding.message != blanks
                    && !matches!(
                        binding.message,
                        Message::Pick(_) | Message::Find | Message::Search | Message::Save
                    )
            };
            for binding in
                BINDINGS.iter().filter(|binding| binding.contexts.contains(context)).filter(of_list)
            {
                for key in binding.keys {
                    assert!(!seen.contains(key), "{key:?} twice in {context:?}");
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn a_letter_means_one_thing_in_one_sitting() {
        use crate::tui::model::bindings::Group;
        // To the left, to the right, down, up, out: one meaning in every list.
        let alike: [&[&str]; 5] = [
            &["key-back", "key-value-left"],
            &["key-beat", "key-value"],
            &["key-cursor", "key-down", "key-list-down"],
            &["key-cursor-up", "key-up", "key-list-up"],
            &["key-quit", "key-close"],
        ];
        let meaning = |text: &'static str| {
            alike.iter().find(|all| all.contains(&text)).map_or(text, |all| all[0])
        };
        let places =
            [Context::Stage, Context::Lesson, Context::Question, Context::Home, Context::Sheet];
        let mut seen: Vec<(char, &str)> = Vec::new();
        let here = BINDINGS.iter().filter(|it| {
            let is_option = matches!(it.message, Message::Pick(_));
            let reached = it.contexts.iter().any(|context| places.contains(context));
            it.group != Group::Room && reached && !is_option
        });
        for binding in here {
            for key in binding.keys {
                let Key::Char(letter) = *key else { continue };
                if !letter.is_alphabetic() {
                    continue;
                }
                let meant = meaning(binding.text);
                let other = seen.iter().find(|(it, text)| *it == letter && *text != meant);
                assert!(other.is_none(), "{letter}: {meant} and {other:?}");
                seen.push((letter, meant));
            }
        }
        assert!(seen.len() > 40, "{seen:?}");
    }

    #[test]
    fn every_key_has_its_texts_in_both_languages() {
        for lang in [crate::text::Lang::En, crate::text::Lang::PtBr] {
            let words = crate::words::Words::of(lang);
            for binding in BINDINGS {
                assert!(words.find(binding.text, &[]).is_some(), "{}", binding.text);
                let help = format!("{}-help", binding.text);
                assert!(words.find(&help, &[]).is_some(), "{help}");
            }
        }
    }
}
