//! The tasks of the workbench that are bundled, by id: lessons name them, the workbench reads them.
//!
//! It must not know what is in a task.

use super::source::LessonSource;
use crate::yaml::compact_form;

/// With what a lesson's `next` names a task.
pub const PREFIX: &str = "build:";

/// The bundled tasks, in the order in which they are to be taken: ids and texts.
pub const TASKS: [(&str, &str); 8] = [
    ("1-order", include_str!("../../assets/tasks/1-order.yaml")),
    ("2-told", include_str!("../../assets/tasks/2-told.yaml")),
    ("3-two-users", include_str!("../../assets/tasks/3-two-users.yaml")),
    ("4-both-sides", include_str!("../../assets/tasks/4-both-sides.yaml")),
    ("5-orphans", include_str!("../../assets/tasks/5-orphans.yaml")),
    ("6-two-threads", include_str!("../../assets/tasks/6-two-threads.yaml")),
    ("7-wrapper", include_str!("../../assets/tasks/7-wrapper.yaml")),
    ("8-empty-page", include_str!("../../assets/tasks/8-empty-page.yaml")),
];

/// Their compact forms, in the same order.
const COMPACT: [&[u8]; 8] = [
    compact_form!("assets/tasks/1-order.yaml"),
    compact_form!("assets/tasks/2-told.yaml"),
    compact_form!("assets/tasks/3-two-users.yaml"),
    compact_form!("assets/tasks/4-both-sides.yaml"),
    compact_form!("assets/tasks/5-orphans.yaml"),
    compact_form!("assets/tasks/6-two-threads.yaml"),
    compact_form!("assets/tasks/7-wrapper.yaml"),
    compact_form!("assets/tasks/8-empty-page.yaml"),
];

/// A bundled task by its id or number.
pub fn bundled_task(word: &str) -> Option<(&'static str, &'static str)> {
    let is = |id: &str| id == word || id.split('-').next() == Some(word);
    TASKS.iter().copied().find(|(id, _)| is(id))
}

/// The id of the task that a lesson's `next` names.
pub fn named_task(next: &str) -> Option<&'static str> {
    next.strip_prefix(PREFIX).and_then(bundled_task).map(|(id, _)| id)
}

/// The bundled tasks in their order: ids and compact forms.
pub fn compact_forms() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    TASKS.iter().map(|(id, _)| *id).zip(COMPACT)
}

/// The compact form of exactly this text, if it is bundled.
pub fn compact(source: &LessonSource) -> Option<&'static [u8]> {
    let at = TASKS.iter().position(|(id, text)| *id == source.id && *text == source.text)?;
    Some(COMPACT[at])
}
