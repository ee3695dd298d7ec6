//! From hit to hit of a search.

use crate::tui::model::Model;
use crate::tui::update::stage::travel;

/// Goes to a hit of the search and keeps what was looked for.
pub(super) fn found(model: &mut Model, step: usize) {
    let query = model.overlays.last().map(|overlay| overlay.query.clone()).unwrap_or_default();
    model.overlays.clear();
    if let Some(search) = model.stage_mut().and_then(|stage| stage.search.as_mut()) {
        search.keep(&query);
    }
    travel(model, step);
    tell_hit(model);
}

/// Goes to the next or the previous hit.
pub(super) fn next_hit(model: &mut Model, forward: bool) {
    let next =
        model.stage().and_then(|stage| stage.search.as_ref()?.next(stage.timeline.at(), forward));
    if let Some(step) = next {
        travel(model, step);
    }
    tell_hit(model);
}

fn tell_hit(model: &mut Model) {
    let Some(stage) = model.stage() else { return };
    let Some(search) = &stage.search else { return };
    let Some(number) = search.number(stage.timeline.at()) else { return };
    let arguments = [
        ("query", search.query.clone().into()),
        ("number", number.into()),
        ("count", search.hits.len().into()),
    ];
    model.notice = Some(model.words().with("notice-hit", &arguments));
}
