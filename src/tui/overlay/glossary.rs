//! The glossary: every actor, interface, method, flag, code, property and term. What the screen shows stands first; a typed name narrows the
//! list; an entry names others that lead on.

use super::super::model::Model;
use super::super::pen::{cut, fit, piece};
use super::super::theme::Role;
use super::{Action, Kind, Overlay, Sheet};
use crate::mapi::Cite;
use crate::scenario::catalogue::{self, EntryKind, GlossaryEntry};
use crate::sim::EventKind;

/// Most steps that an entry lists.
const MOST: usize = 12;

/// The public address of a page, by its name.
pub fn address(page: &str) -> String {
    Cite { page: page.to_owned(), item: None }.address()
}

/// Pages with their addresses.
pub fn push_pages<'a>(sheet: &mut Sheet, model: &Model, pages: impl Iterator<Item = &'a str>) {
    for (at, page) in pages.enumerate() {
        if at == 0 {
            sheet.push(vec![piece(Role::Title, model.text("glossary-pages"))]);
        }
        sheet.text(Role::Cite, &address(page), 2);
    }
}

/// Whether a text has a name as a word of its own, however it is written.
pub fn mentions(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_part) && !text[at + name.len()..].chars().next().is_some_and(is_part)
    })
}

/// The entries whose names stand in a text, in the order of the glossary.
pub fn named_in(text: &str) -> Vec<usize> {
    let entries = catalogue::glossary().iter().enumerate();
    entries.filter(|(_, entry)| entry.id.len() > 2 && mentions(text, &entry.id)).map(|(at, _)| at).collect()
}

fn kind_id(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Actor => "glossary-actor",
        EntryKind::Interface => "glossary-interface",
        EntryKind::Method => "glossary-method",
        EntryKind::Flag => "glossary-flag",
        EntryKind::Hresult => "glossary-hresult",
        EntryKind::Property => "glossary-property",
        EntryKind::Term => "glossary-term",
    }
}

/// The list, narrowed by what was typed; `shown` are the entries that the screen named when it was opened.
pub fn list(model: &Model, overlay: &Overlay, shown: &[usize], columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("glossary-title"), columns);
    sheet.typed(&overlay.query, &model.text("glossary-prompt"));
    let query = overlay.query.to_lowercase();
    let all = catalogue::glossary();
    let is_wanted = |entry: &GlossaryEntry| entry.id.to_lowercase().contains(&query);
    let on_screen: Vec<usize> = shown.iter().copied().filter(|at| all.get(*at).is_some_and(is_wanted)).collect();
    if !on_screen.is_empty() {
        sheet.push(vec![piece(Role::Title, model.text("glossary-on-screen"))]);
        on_screen.iter().for_each(|at| push(&mut sheet, model, *at));
    }
    let mut begins: Vec<usize> = (0..all.len()).filter(|at| !shown.contains(at) && is_wanted(&all[*at])).collect();
    begins.sort_by_key(|at| !query.is_empty() && !all[*at].id.to_lowercase().starts_with(&query));
    let mut last = None;
    for at in begins {
        if query.is_empty() && last != Some(all[at].kind) {
            last = Some(all[at].kind);
            sheet.push(vec![piece(Role::Title, model.text(kind_id(all[at].kind)))]);
        }
        push(&mut sheet, model, at);
    }
    if sheet.choices().is_empty() {
        sheet.text(Role::Quiet, &model.text("glossary-none"), 2);
    }
    sheet
}

fn push(sheet: &mut Sheet, model: &Model, at: usize) {
    let entry = &catalogue::glossary()[at];
    let cut_mark = model.theme.glyphs.cut;
    let name = (sheet.columns / 3).clamp(12, 30);
    let room = sheet.columns.saturating_sub(name + 4);
    let line = vec![
        piece(Role::Key, format!("  {}", fit(&entry.id, name, cut_mark))),
        piece(Role::Text, format!("  {}", cut(entry.text.get(model.lang), room, cut_mark))),
    ];
    sheet.choice(line, Action::Open(Kind::Entry(at)));
}

/// One entry.
pub fn entry(model: &Model, at: usize, columns: u16) -> Sheet {
    let Some(entry) = catalogue::glossary().get(at) else { return Sheet::new(String::new(), columns) };
    let mut sheet = Sheet::new(entry.id.clone(), columns);
    sheet.push(vec![piece(Role::Quiet, model.text(kind_id(entry.kind)))]);
    sheet.gap();
    sheet.text(Role::Text, entry.text.get(model.lang), 0);
    if entry.confidence != crate::sim::body::Confidence::Documented {
        let doubt = model.text(&format!("confidence-{}", entry.confidence.name()));
        sheet.text(Role::Doubt, &format!("[{doubt}]"), 0);
    }
    let others: Vec<usize> = named_in(entry.text.get(model.lang)).into_iter().filter(|other| *other != at).collect();
    if !others.is_empty() {
        sheet.gap();
        sheet.push(vec![piece(Role::Title, model.text("glossary-see-also"))]);
        others.into_iter().for_each(|other| push(&mut sheet, model, other));
    }
    steps(&mut sheet, model, entry);
    if !entry.cites.is_empty() {
        sheet.gap();
        push_pages(&mut sheet, model, entry.cites.iter().map(String::as_str));
    }
    sheet
}

/// Where the run calls it.
fn steps(sheet: &mut Sheet, model: &Model, entry: &GlossaryEntry) {
    let Some(stage) = &model.stage else { return };
    let (timeline, state) = (&stage.timeline, stage.timeline.final_state());
    let program = timeline.machine().program();
    let method = entry.id.rsplit("::").next().unwrap_or(&entry.id);
    let interface = entry.id.rsplit_once("::").map(|(interface, _)| interface);
    let calls = timeline.events().iter().enumerate().filter(|(_, event)| match event.kind {
        EventKind::Call { object, method: called, .. } => {
            let of = program.interface(state, object);
            match (entry.kind, interface) {
                (EntryKind::Interface, _) => of == entry.id,
                (_, Some(interface)) => of == interface && program.method_name(called) == method,
                (_, None) => program.method_name(called) == method,
            }
        }
        _ => false,
    });
    let mut walk = super::super::lookup::Walk::new(timeline);
    for (row, (at, _)) in calls.take(MOST).enumerate() {
        if row == 0 {
            sheet.gap();
            sheet.push(vec![piece(Role::Title, model.text("glossary-in-this-run"))]);
        }
        let sentence = walk.sentence(at + 1, model.lang);
        let text = cut(&sentence, sheet.columns.saturating_sub(10), model.theme.glyphs.cut);
        sheet.choice(vec![piece(Role::Key, format!("{:>6}  ", at + 1)), piece(Role::Text, text)], Action::Jump(at + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_only_as_a_word_of_its_own() {
        assert!(mentions("store-A calls Release() on it", "Release"));
        assert!(mentions("IMsgStore::StoreLogoff", "StoreLogoff"));
        assert!(!mentions("StoreLogoffTransports(0)", "StoreLogoff"));
        assert!(!mentions("", "Release"));
    }

    #[test]
    fn words_of_a_screen_lead_to_their_entries() {
        let named = named_in("client-1 calls StoreLogoff(LOGOFF_ORDERLY) on store-A");
        let ids: Vec<&str> = named.iter().map(|at| catalogue::glossary()[*at].id.as_str()).collect();
        assert!(ids.contains(&"LOGOFF_ORDERLY"), "{ids:?}");
    }
}
