//! Opens the views that need something prepared: a run of each path, the words on the screen, the sentences of a run.

use crate::tui::content::sheet::{Kind, Overlay, checklist, glossary, situation, survives};
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::search::Search;
use crate::tui::model::{Model, Screen};
use crate::tui::update::travel;

/// Whether a wish opens a view.
pub fn opens(message: Message) -> bool {
    use Message::{Card, Checklist, Copy, Glossary, Readings, Search, Sequence, Survives};
    matches!(message, Readings | Checklist | Survives | Glossary | Sequence | Search | Copy | Card)
}

/// Opens a view.
pub fn open(model: &mut Model, view: Message) -> Option<Effect> {
    let mut effect = None;
    let kind = match view {
        Message::Readings => {
            model.draft = None;
            Kind::Readings
        }
        Message::Checklist => {
            if model.elsewhere.is_empty() {
                model.elsewhere = checklist::elsewhere();
            }
            Kind::Checklist
        }
        Message::Survives => {
            let stage = model.stage.as_ref().filter(|_| model.screen == Screen::Stage);
            model.survivors = Some(survives::endings(stage));
            Kind::Survives
        }
        Message::Card => Kind::Card,
        Message::Glossary => Kind::Glossary(on_screen(model)),
        Message::Sequence => Kind::Sequence,
        Message::Search => {
            let lang = model.lang;
            if let Some(stage) = &mut model.stage {
                stage.search = Some(Search::new(&stage.timeline, lang));
            }
            Kind::Search
        }
        Message::Copy => {
            let stage = model.stage.as_ref()?;
            effect = Some(Effect::Copy(situation::text(model, stage)));
            Kind::Situation
        }
        _ => return None,
    };
    // A diagram is read from its end: that is where one stands.
    let selected = if kind == Kind::Sequence { usize::MAX } else { 0 };
    model.overlays.push(Overlay { selected, ..Overlay::new(kind) });
    effect
}

/// The glossary entries that the screen names.
fn on_screen(model: &Model) -> Vec<usize> {
    let (w, h) = model.size;
    let buffer = crate::tui::render(model, w, h);
    let row = |y: u16| (0..w).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    // The last line is the keys'.
    glossary::named_in(&(0..h.saturating_sub(1)).map(row).collect::<Vec<_>>().join("\n"), model.lang)
}

/// Goes to a hit of the search and keeps what was looked for.
pub fn found(model: &mut Model, step: usize) {
    let query = model.overlays.last().map(|overlay| overlay.query.clone()).unwrap_or_default();
    model.overlays.clear();
    if let Some(search) = model.stage.as_mut().and_then(|stage| stage.search.as_mut()) {
        search.keep(&query);
    }
    travel(model, step);
    tell_hit(model);
}

/// Goes to the next or the previous hit.
pub fn next_hit(model: &mut Model, forward: bool) {
    let next = |stage: &crate::tui::model::stage::Stage| stage.search.as_ref()?.next(stage.timeline.at(), forward);
    if let Some(step) = model.stage.as_ref().and_then(next) {
        travel(model, step);
    }
    tell_hit(model);
}

fn tell_hit(model: &mut Model) {
    let Some(stage) = &model.stage else { return };
    let Some(search) = &stage.search else { return };
    let Some(number) = search.number(stage.timeline.at()) else { return };
    let arguments = [("query", search.query.clone().into()), ("number", number.into()), ("count", search.hits.len().into())];
    model.notice = Some(model.words().with("notice-hit", &arguments));
}

/// Whether there is a search whose hits can be visited.
pub fn is_searching(model: &Model) -> bool {
    model.stage.as_ref().and_then(|stage| stage.search.as_ref()).is_some_and(|search| !search.hits.is_empty())
}
