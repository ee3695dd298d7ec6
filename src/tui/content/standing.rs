//! The state of an item of a ledger at a place of a run, in the words of the panels.
//!
//! It must not know with what it is compared.

use crate::compare::ItemStanding;
use crate::sim::Life;
use crate::sim::program::message_state_name;
use crate::tui::content::panel::status_table::status_text;
use crate::words::Words;

/// Its state; `None`: there never was such an item.
pub fn text(words: &Words, standing: Option<&ItemStanding>) -> String {
    match standing {
        None => words.text("compare-never"),
        Some(
            ItemStanding::Row(_, None)
            | ItemStanding::Uid(_, false)
            | ItemStanding::Object(Life::Freed, _),
        ) => words.text("compare-gone"),
        Some(ItemStanding::Row(_, Some(status))) => status_text(words, *status),
        Some(ItemStanding::Uid(_, true)) => words.text("compare-registered"),
        Some(ItemStanding::Object(life, refs)) => {
            let count = refs.map_or_else(|| "?".into(), Into::into);
            let refs = words.with("compare-refs", &[("count", count)]);
            if *life == Life::Invalid {
                format!("{}, {refs}", words.text("fate-invalid"))
            } else {
                refs
            }
        }
        Some(ItemStanding::Transport { logged_on: false, .. }) => words.text("compare-gone"),
        Some(ItemStanding::Transport { sends, gets, flushing, .. }) => {
            let carried = |id: &str, message: &Option<String>| {
                message.as_ref().map(|it| format!("{} {it}", words.text(id)))
            };
            let flush = flushing.then(|| words.text("line-flushing"));
            let does = [carried("line-sending", sends), carried("line-receiving", gets), flush];
            let does: Vec<String> = does.into_iter().flatten().collect();
            if does.is_empty() { words.text("line-idle") } else { does.join(", ") }
        }
        Some(ItemStanding::Message(state, locked)) => {
            let word = words.text(&format!("message-{}", message_state_name(*state)));
            if *locked { format!("{word}, {}", words.text("message-locked")) } else { word }
        }
    }
}

/// What an item is called: of a row, its PR_DISPLAY_NAME too.
pub fn title(name: &str, standing: Option<&ItemStanding>) -> String {
    match standing {
        Some(ItemStanding::Row(display, _)) => format!("{name} {display}"),
        _ => name.to_owned(),
    }
}

/// Whether it was removed or freed, or has left the ledgers.
pub fn is_gone(standing: &ItemStanding) -> bool {
    use crate::sim::state::MessageState::{Lost, Sent};
    match standing {
        ItemStanding::Row(_, status) => status.is_none(),
        ItemStanding::Uid(_, registered) => !registered,
        ItemStanding::Object(life, _) => *life == Life::Freed,
        ItemStanding::Transport { logged_on, .. } => !logged_on,
        ItemStanding::Message(state, _) => matches!(state, Sent | Lost),
    }
}
