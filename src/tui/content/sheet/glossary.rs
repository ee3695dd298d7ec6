//! The glossary: every actor, interface, method, flag, code, property and term. What the screen
//! shows comes first; a typed name, in either language, narrows the list, the nearest first; an
//! entry names others that lead on.

use crate::mapi::Cite;
use crate::mapi::cite::base;
use crate::scenario::catalogue::{self, EntryKind, GlossaryEntry};
use crate::sim::EventKind;
use crate::text::Lang;
use crate::tui::content::pen::{cut, fit, piece, wrap};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, Overlay, SheetKind};
use crate::tui::model::theme::Role;

/// Most steps that an entry lists.
const MOST: usize = 12;

/// The public address of a page, by its name and the place on it; the citation itself where it has
/// none.
pub fn address(cite: &str) -> String {
    Cite::of(cite).address().unwrap_or_else(|| cite.to_owned())
}

/// Pages, each with what copies its address. An address is never broken inside of a name: where one
/// is too long for the overlay, what all of them have in common is shown above them once.
pub fn push_pages<'a>(sheet: &mut Sheet, model: &Model, pages: impl Iterator<Item = &'a str>) {
    let pages: Vec<&str> = pages.collect();
    let Some(longest) = pages.iter().map(|page| address(page).len()).max() else { return };
    sheet.push(vec![piece(Role::Title, model.text("glossary-pages"))]);
    let fits = longest + 2 <= usize::from(sheet.columns);
    if !fits {
        sheet.push(vec![piece(Role::Cite, format!("  {}", base()))]);
    }
    for page in pages {
        let shown = if fits { format!("  {}", address(page)) } else { format!("    {page}") };
        sheet.choice(vec![piece(Role::Cite, shown)], Action::Copy(address(page)));
    }
}

/// Whether a text has a name as a word of its own, however it is written.
pub fn mentions(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_part)
            && !text[at + name.len()..].chars().next().is_some_and(is_part)
    })
}

/// The entries whose names occur in a text of a language, in the order of the glossary.
pub fn named_in(text: &str, lang: Lang) -> Vec<usize> {
    let is_named = |name: &str| name.len() > 2 && mentions(text, name);
    let entries = catalogue::glossary().iter().enumerate();
    entries
        .filter(|(_, entry)| is_named(entry.name(lang)) || is_named(&entry.id))
        .map(|(at, _)| at)
        .collect()
}

/// A name as one types it: small letters, without the marks above and below them.
pub fn folded(name: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}

/// How near an entry is to a word that was typed, the nearest first; `None`: it is not meant.
fn nearness(entry: &GlossaryEntry, typed: &str) -> Option<(u8, usize)> {
    let of = |name: &str| {
        let name = folded(name);
        let at = name.find(typed)?;
        let begins_a_word = name
            .match_indices(typed)
            .any(|(at, _)| !name[..at].ends_with(|c: char| c.is_alphanumeric()));
        let class = match at {
            0 => 0,
            _ if begins_a_word => 1,
            _ => 2,
        };
        Some((class, name.chars().count()))
    };
    entry.names().filter_map(of).min()
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
        EntryKind::Program => "glossary-program",
    }
}

/// The list; `shown` are the entries that the screen named when it was opened.
pub fn list(model: &Model, overlay: &Overlay, shown: &[usize], columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("glossary-title"), columns);
    sheet.typed(overlay, &model.text("glossary-prompt"));
    match folded(&overlay.query) {
        typed if typed.is_empty() => everything(&mut sheet, model, shown),
        typed => nearest(&mut sheet, model, &typed),
    }
    if sheet.choices().is_empty() {
        sheet.text(Role::Quiet, &model.text("glossary-none"), 2);
    }
    sheet
}

/// All entries, by what they are.
fn everything(sheet: &mut Sheet, model: &Model, shown: &[usize]) {
    if !shown.is_empty() {
        sheet.push(vec![piece(Role::Title, model.text("glossary-on-screen"))]);
        shown.iter().for_each(|at| push(sheet, model, *at));
    }
    let mut last = None;
    for (at, entry) in
        catalogue::glossary().iter().enumerate().filter(|(at, _)| !shown.contains(at))
    {
        if last.replace(entry.kind) != Some(entry.kind) {
            sheet.push(vec![piece(Role::Title, model.text(kind_id(entry.kind)))]);
        }
        push(sheet, model, at);
    }
}

/// The entries that a typed word can mean.
fn nearest(sheet: &mut Sheet, model: &Model, typed: &str) {
    let entries = catalogue::glossary().iter().enumerate();
    let mut found: Vec<_> =
        entries.filter_map(|(at, entry)| Some((nearness(entry, typed)?, at))).collect();
    found.sort_unstable();
    found.into_iter().for_each(|(_, at)| push(sheet, model, at));
}

/// An entry in as many lines as its explanation needs, beside its name.
fn push(sheet: &mut Sheet, model: &Model, at: usize) {
    let entry = &catalogue::glossary()[at];
    let name = (sheet.columns / 3).clamp(12, 30);
    let room = sheet.columns.saturating_sub(name + 4);
    let original =
        entry.original(model.lang).map_or(String::new(), |original| format!("({original}) "));
    let text = format!("{original}{}", entry.text.get(model.lang));
    let mut lines = wrap(&text, room).into_iter();
    let shown = fit(entry.name(model.lang), name, model.theme.glyphs.cut);
    let line = vec![
        piece(Role::Key, format!("  {shown}  ")),
        piece(Role::Text, lines.next().unwrap_or_default()),
    ];
    sheet.choice(line, Action::Open(SheetKind::Entry(at)));
    for line in lines {
        let margin = " ".repeat(usize::from(name + 4));
        sheet.push(vec![piece(Role::Text, margin), piece(Role::Text, line)]);
    }
}

/// The sheet of one glossary entry, by its position.
pub fn entry(model: &Model, at: usize, columns: u16) -> Sheet {
    let Some(entry) = catalogue::glossary().get(at) else {
        return Sheet::new(String::new(), columns);
    };
    let name = entry.name(model.lang);
    let title = entry
        .original(model.lang)
        .map_or_else(|| name.to_owned(), |original| format!("{name} ({original})"));
    let mut sheet = Sheet::new(title, columns);
    sheet.push(vec![piece(Role::Quiet, model.text(kind_id(entry.kind)))]);
    sheet.gap();
    sheet.text(Role::Text, entry.text.get(model.lang), 0);
    if let Some(mark) = catalogue::mark_word(entry.confidence, &entry.readings, model.lang) {
        sheet.text(Role::Doubt, &format!("[{mark}]"), 0);
    }
    // What MAPI's words mean is not explained by those of this program.
    let leads_on = |other: usize| {
        let of_program = catalogue::glossary()[other].kind == EntryKind::Program;
        other != at && (!of_program || entry.kind == EntryKind::Program)
    };
    let others: Vec<usize> = named_in(entry.text.get(model.lang), model.lang)
        .into_iter()
        .filter(|other| leads_on(*other))
        .collect();
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
    let Some(stage) = model.stage() else { return };
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
    let mut walk = crate::narrate::cursor::StateCursor::new(timeline);
    for (row, (at, _)) in calls.take(MOST).enumerate() {
        if row == 0 {
            sheet.gap();
            sheet.push(vec![piece(Role::Title, model.text("glossary-in-this-run"))]);
        }
        let sentence = walk.sentence(at + 1, model.lang);
        let text = cut(&sentence, sheet.columns.saturating_sub(10), model.theme.glyphs.cut);
        sheet.choice(
            vec![piece(Role::Key, format!("{:>6}  ", at + 1)), piece(Role::Text, text)],
            Action::Jump(at + 1),
        );
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

    fn ids(found: &[usize]) -> Vec<&'static str> {
        found.iter().map(|at| catalogue::glossary()[*at].id.as_str()).collect()
    }

    #[test]
    fn words_of_a_screen_lead_to_their_entries() {
        let named = named_in("client-1 calls StoreLogoff(LOGOFF_ORDERLY) on store-A", Lang::En);
        assert!(ids(&named).contains(&"LOGOFF_ORDERLY"), "{:?}", ids(&named));
        let named = named_in("O MAPI desaloca o objeto de suporte.", Lang::PtBr);
        assert_eq!(ids(&named), ["support object"]);
    }

    fn typed(word: &str) -> Vec<&'static str> {
        let entries = catalogue::glossary().iter();
        let mut found: Vec<_> = entries
            .filter_map(|entry| Some((nearness(entry, &folded(word))?, entry.id.as_str())))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn the_nearest_name_stands_first_in_either_language() {
        assert_eq!(
            typed("mapiu").first(),
            Some(&"MAPIUID"),
            "of two that begin so, the shorter one"
        );
        assert_eq!(
            typed("storelogoff").first(),
            Some(&"IMsgStore::StoreLogoff"),
            "a word of its own goes before a part of one"
        );
        assert_eq!(typed("objeto de suporte"), ["support object"]);
        assert_eq!(typed("support object"), ["support object"]);
        assert_eq!(typed("orfao"), ["orphan"], "marks need not be typed");
        assert!(typed("no such word").is_empty());
    }
}
