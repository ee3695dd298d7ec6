//! Search: steps, items, and texts of the glossary and the rules that have what is typed.

use crate::narrate::cursor::StateCursor;
use crate::scenario::catalogue;
use crate::sim::event::LEDGERS;
use crate::sim::ledgers::Item;
use crate::tui::content::pen::{cut, fit, piece};
use crate::tui::content::said;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, Overlay, SheetKind};
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Most hits of each sort that are listed.
const MOST: usize = 60;

/// The sheet with the steps that a search finds.
pub fn sheet(model: &Model, stage: &Stage, overlay: &Overlay, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("search-title"), columns);
    sheet.typed(overlay, &model.text("search-prompt"));
    let query = overlay.query.trim().to_lowercase();
    if query.is_empty() {
        return sheet;
    }
    if let Some(step) = query.parse::<usize>().ok().filter(|step| *step <= stage.timeline.len()) {
        let text = model.words().with("search-go-to", &[("step", step.into())]);
        sheet.choice(vec![piece(Role::Key, "> "), piece(Role::Text, text)], Action::Jump(step));
    }
    steps(&mut sheet, model, stage, &query);
    items(&mut sheet, model, stage, &query);
    texts(&mut sheet, model, &query);
    if sheet.choices().is_empty() {
        sheet.text(Role::Quiet, &model.text("search-none"), 0);
    }
    sheet
}

fn steps(sheet: &mut Sheet, model: &Model, stage: &Stage, query: &str) {
    let Some(search) = &stage.search else { return };
    let hits = search.find(query);
    if hits.is_empty() {
        return;
    }
    sheet.push(vec![piece(
        Role::Title,
        model.words().with("search-steps", &[("count", hits.len().into())]),
    )]);
    let mut walk = StateCursor::new(&stage.timeline);
    let room = sheet.columns.saturating_sub(10);
    // From here on first: that is where one looks.
    let after = hits.partition_point(|step| *step < stage.timeline.at());
    let wanted = hits[after..].iter().chain(&hits[..after]).take(MOST);
    for step in wanted {
        let role = if *step <= stage.timeline.at() { Role::Text } else { Role::Quiet };
        let sentence = walk.sentence(*step, model.lang);
        let text = cut(&sentence, room, model.theme.glyphs.cut);
        sheet.choice(
            vec![piece(Role::Key, format!("{step:>6}  ")), piece(role, text)],
            Action::Found(*step),
        );
    }
}

fn items(sheet: &mut Sheet, model: &Model, stage: &Stage, query: &str) {
    let scene = stage.scene(model.lang, model.theme);
    let lines = LEDGERS.into_iter().flat_map(|ledger| said::ledger(&scene, ledger));
    let hits: Vec<(Item, String)> = lines
        .filter(|line| line.text.to_lowercase().contains(query))
        .filter_map(|line| Some((line.item?, line.text)))
        .take(MOST)
        .collect();
    if hits.is_empty() {
        return;
    }
    sheet.push(vec![piece(Role::Title, model.text("search-items"))]);
    for (item, text) in hits {
        sheet.choice(
            vec![piece(Role::Text, format!("      {text}"))],
            Action::Open(SheetKind::Item(item)),
        );
    }
}

fn texts(sheet: &mut Sheet, model: &Model, query: &str) {
    let has = |text: &str| text.to_lowercase().contains(query);
    let (name, cut_mark) = (28, model.theme.glyphs.cut);
    let room = sheet.columns.saturating_sub(name + 8);
    let entries = catalogue::glossary().iter().enumerate();
    let mut lines: Vec<(String, String, SheetKind)> = entries
        .filter(|(_, entry)| entry.names().any(has) || has(entry.text.get(model.lang)))
        .map(|(at, entry)| {
            (
                entry.name(model.lang).to_owned(),
                entry.text.get(model.lang).to_owned(),
                SheetKind::Entry(at),
            )
        })
        .collect();
    lines.sort_by_key(|(id, ..)| !has(id));
    let rules =
        catalogue::rules().iter().filter(|rule| has(&rule.id) || has(rule.title.get(model.lang)));
    lines
        .extend(rules.map(|rule| {
            (rule.id.clone(), rule.title.get(model.lang).to_owned(), SheetKind::Rules)
        }));
    let readings =
        catalogue::readings().iter().filter(|it| has(&it.id) || has(it.title.get(model.lang)));
    lines.extend(readings.map(|it| {
        (it.id.clone(), it.title.get(model.lang).to_owned(), SheetKind::Reading(it.id.clone()))
    }));
    if lines.is_empty() {
        return;
    }
    sheet.push(vec![piece(Role::Title, model.text("search-texts"))]);
    for (id, text, kind) in lines.into_iter().take(MOST) {
        let line = vec![
            piece(Role::Key, format!("      {}  ", fit(&id, name, cut_mark))),
            piece(Role::Text, cut(&text, room, cut_mark)),
        ];
        sheet.choice(line, Action::Open(kind));
    }
}
