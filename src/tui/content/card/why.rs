//! The explanation of a question, and what has changed in the ledgers since it was asked. It must
//! not know when it is shown.

use super::room::room;
use super::{flow, plain};
use crate::compare::Difference;
use crate::lesson::asked::ask;
use crate::lesson::sources::Sources;
use crate::tui::content::pen::{Piece, cut, width, wrap};
use crate::tui::content::standing;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;

/// Changes of the ledgers that an explanation lists.
const MOST_CHANGED: usize = 4;

/// The explanation below the question that it answers: what was asked may be many steps and other
/// questions ago.
pub(super) fn why(
    lesson: &LessonStage,
    reader: Reader,
    (columns, rows): (u16, u16),
) -> Vec<Vec<Piece>> {
    let Some(predict) = lesson.scene().and_then(|scene| scene.predict.as_ref()) else {
        return Vec::new();
    };
    let asked = ask(predict, reader.lang).split_whitespace().collect::<Vec<_>>().join(" ");
    let why = predict.why.as_ref().map(|why| flow(why, reader.lang, columns)).unwrap_or_default();
    let changed = changed(lesson, reader);
    let changed = changed.map(|text| wrap(&text, columns)).unwrap_or_default();
    let mut asked = wrap(&asked, columns);
    let listed = listed(lesson, reader);
    if asked.len() + why.len() + changed.len() + listed.len() > usize::from(rows) {
        asked = vec![cut(&asked.join(" "), columns, reader.theme.glyphs.cut).into_owned()];
    }
    plain(Role::Quiet, asked)
        .chain(plain(Role::Text, why))
        .chain(plain(Role::Changed, changed))
        .chain(plain(Role::Cite, listed))
        .collect()
}

/// The sources of an explanation, if they have no room in the border of the card; a room reads no
/// list.
pub(super) fn listed(lesson: &LessonStage, reader: Reader) -> Vec<String> {
    let (columns, _) = room(reader);
    let scene = lesson.scene().filter(|_| !reader.in_room);
    let told = scene.map(|scene| Sources::from(scene).told(reader.lang));
    let told = told.filter(|told| width(told) > columns.saturating_sub(8));
    told.map_or_else(Vec::new, |told| wrap(&told, columns))
}

/// What has changed in the ledgers since the question was asked.
fn changed(lesson: &LessonStage, reader: Reader) -> Option<String> {
    let words = reader.words();
    let item = |it: &Difference| {
        let title = standing::title(&it.item, it.a.as_ref().or(it.b.as_ref()));
        if it.a.as_ref().is_none_or(standing::is_gone) {
            return words.with("card-changed-new", &[("name", title.into())]);
        }
        let [was, is] = [&it.a, &it.b].map(|value| standing::text(words, value.as_ref()));
        format!("{title}: {was} {} {is}", reader.theme.glyphs.becomes)
    };
    let mut items: Vec<String> = lesson.changed.iter().take(MOST_CHANGED).map(item).collect();
    let more = lesson.changed.len() - items.len();
    if more > 0 {
        items.push(words.with("card-changed-more", &[("count", more.into())]));
    }
    let list = items.join("; ");
    (!list.is_empty()).then(|| words.with("card-changed", &[("list", list.into())]))
}
