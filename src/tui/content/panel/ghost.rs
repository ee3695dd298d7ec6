//! What the other run has in the place of an item, where it is something else.

use crate::sim::Life;
use crate::sim::ledgers::{Item, Ledgers};
use crate::sim::program::message_state_name;
use crate::tui::content::panel::status_table::status_text;
use crate::tui::model::scene::StageView;

/// The remark; `None` where both runs agree, or the other has no such item.
pub fn note(scene: &StageView<'_>, item: Item) -> Option<String> {
    let (here, there) = (scene.ledgers(), Ledgers::of(scene.program(), scene.ghost?));
    let is_there = |there: bool, gone: &str| scene.text(if there { "ghost-there" } else { gone });
    match item {
        Item::Row(id) => {
            let (here, it) = (here.row(id)?, there.row(id)?);
            match (here.present, it.present) {
                (true, true) => {
                    (here.status != it.status).then(|| status_text(scene.words(), it.status))
                }
                (one, other) => (one != other).then(|| is_there(other, "fate-gone")),
            }
        }
        Item::Uid(id) => {
            let (here, it) = (here.uid(id)?, there.uid(id)?);
            (here.registered != it.registered).then(|| is_there(it.registered, "fate-unregistered"))
        }
        Item::Object(id) => {
            let (here, it) = (here.object(id)?, there.object(id)?);
            match it.life {
                _ if here.life == it.life && here.refs == it.refs => None,
                Life::Freed => Some(scene.text("fate-freed")),
                Life::Invalid if here.life != Life::Invalid => Some(scene.text("fate-invalid")),
                _ => Some(it.count()),
            }
        }
        Item::Transport(id) => {
            let (here, it) = (here.transport(id)?.does, there.transport(id)?.does);
            let word = match (it.logged_on, it.sends.is_some(), it.gets.is_some(), it.flushing) {
                (false, ..) => "line-off",
                (_, true, ..) => "line-sending",
                (_, _, true, _) => "line-receiving",
                (_, _, _, true) => "line-flushing",
                _ => "line-idle",
            };
            (here != it).then(|| scene.text(word))
        }
        Item::Message(id) => {
            let (here, it) = (here.message(id)?, there.message(id)?);
            (here.state != it.state)
                .then(|| scene.text(&format!("message-{}", message_state_name(it.state))))
        }
    }
}
