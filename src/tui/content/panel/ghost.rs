//! What the other run has in the place of an item, where it is something else.

use crate::sim::program::message_state_name;
use crate::sim::state::Life;
use crate::tui::content::panel::status_table::status_text;
use crate::tui::model::marks::Item;
use crate::tui::model::scene::Scene;

/// The remark; `None` where both runs agree, or the other has no such item.
pub fn note(scene: &Scene<'_>, item: Item) -> Option<String> {
    let other = scene.ghost?;
    let state = scene.state;
    let there = || scene.text("ghost-there");
    match item {
        Item::Row(id) => {
            let (here, it) = (state.rows.get(id.index())?, other.rows.get(id.index())?);
            match (here.present, it.present) {
                (true, false) => Some(scene.text("fate-gone")),
                (false, true) => Some(there()),
                (true, true) if here.status != it.status => Some(status_text(scene.words(), it.status)),
                _ => None,
            }
        }
        Item::Uid(id) => {
            let (here, it) = (state.uids.get(id.index())?, other.uids.get(id.index())?);
            let text = if it.registered { there() } else { scene.text("fate-gone") };
            (here.registered != it.registered).then_some(text)
        }
        Item::Object(id) => {
            let (here, it) = (state.objects.get(id.index())?, other.objects.get(id.index())?);
            match it.life {
                _ if here.life == it.life && here.refs == it.refs => None,
                Life::Freed => Some(scene.text("fate-freed")),
                Life::Invalid if here.life != Life::Invalid => Some(scene.text("fate-invalid")),
                _ => Some(it.refs.to_string()),
            }
        }
        Item::Transport(id) => {
            let (here, it) = (state.transports.get(id.index())?, other.transports.get(id.index())?);
            let same = here.sends == it.sends && here.gets == it.gets && here.logged_on == it.logged_on;
            let word = match (it.logged_on, it.sends.is_some(), it.gets.is_some()) {
                (false, ..) => "line-off",
                (_, true, _) => "line-sending",
                (_, _, true) => "line-receiving",
                _ => "line-idle",
            };
            (!same).then(|| scene.text(word))
        }
        Item::Message(id) => {
            let (here, it) = (state.messages.get(id.index())?, other.messages.get(id.index())?);
            (here.state != it.state).then(|| scene.text(&format!("message-{}", message_state_name(it.state))))
        }
    }
}
