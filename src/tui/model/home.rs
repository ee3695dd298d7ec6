//! The home screen's state: which list one is in, and what the path picker is set to.

pub mod mail;

use crate::diagnostic::Diagnostic;
use crate::scenario::{OPTIONS, RunOptions, Scenario, catalogue};
use crate::tui::model::home::mail::{MESSAGES, MailSlot, NOTHING, TRANSPORTS};
use crate::tui::model::idle::FormIdle;
use crate::workbench::ListedTask;

/// A list of the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list of lessons, and of the tasks of the workbench.
    Lessons,
    /// The form in which a path and its options are picked.
    Paths,
    /// The list of symptoms.
    Symptoms,
}

/// All lists, in the order of Tab.
pub const PANES: [Pane; 3] = [Pane::Lessons, Pane::Paths, Pane::Symptoms];

/// State of the home screen: focus, selection and the form's settings.
pub struct Home {
    /// The list that has the focus.
    pub pane: Pane,
    /// The selected line of each list.
    pub selected: [usize; 3],
    /// What the path picker is set to.
    pub form: RunOptions,
    /// Settings of it that change nothing in its run.
    pub idle: FormIdle,
}

/// A line of the path picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    /// The shutdown path itself.
    Path,
    /// An option with fixed values.
    Option(&'static str),
    /// A bug, or none.
    Bug,
    /// A question about a transport.
    Mail(&'static str, MailSlot),
    /// The transport that a message waits for.
    Queued(&'static str),
    /// A provider's answer to QueryFastShutdown.
    Answer(&'static str),
    /// A reading, where there is a switch.
    Reading(&'static str),
}

/// Options in the order of the picker; what has no meaning on the chosen path is left out.
pub const ORDER: [&str; 17] = [
    "provider",
    "flag",
    "world",
    "client",
    "policy",
    "session-flags",
    "target",
    "transport-end",
    "notify",
    "orphans",
    "children",
    "store",
    "inbox",
    "coupled",
    "session",
    "no-mail",
    "lenient",
];

/// The providers that are asked for a fast shutdown, in its order.
const ASKED: [&str; 4] = ["XP1", "XP2", "ab", "store-A"];

impl Home {
    /// The home screen; lessons come first where there are any.
    pub fn new(has_lessons: bool) -> Self {
        let pane = if has_lessons { Pane::Lessons } else { Pane::Paths };
        Self {
            pane,
            selected: [0; 3],
            form: RunOptions::path("store-logoff"),
            idle: FormIdle::default(),
        }
    }

    /// The selected line of the list that has the focus.
    pub fn selected(&self) -> usize {
        self.selected[self.position()]
    }

    /// The position of the list that has the focus.
    pub fn position(&self) -> usize {
        PANES.iter().position(|pane| *pane == self.pane).unwrap_or(0)
    }

    /// The next or previous list.
    pub fn turn(&mut self, by: isize) {
        let at = (self.position() as isize + by).rem_euclid(PANES.len() as isize);
        self.pane = PANES[at as usize];
    }

    /// The lines of the picker.
    pub fn fields(&self) -> Vec<FormField> {
        fields_of(&self.form)
    }

    /// Sets the selected line of the picker to its next or previous value.
    pub fn spin(&mut self, by: isize) {
        let Some(field) = self.fields().get(self.selected()).copied() else { return };
        let values = field.values();
        let now = field.value(&self.form);
        let at = values.iter().position(|value| *value == now).unwrap_or(0) as isize;
        let next = (at + by).rem_euclid(values.len().max(1) as isize) as usize;
        if let Some(value) = values.get(next) {
            self.set(field, value);
        }
    }

    /// Sets a line of the picker and goes to it; if it has no meaning on the path that is picked,
    /// the first path on which it has one takes its place.
    pub fn pick(&mut self, field: FormField, value: &str) {
        if !self.fields().contains(&field) {
            let knows = |path: &&str| Scenario::options_of(path).contains(&field.key());
            self.form.path = Scenario::paths().into_iter().find(knows).map(str::to_owned);
            forget_what_has_no_meaning(&mut self.form);
        }
        self.set(field, value);
        self.pane = Pane::Paths;
        let at = self.fields().iter().position(|it| *it == field);
        self.selected[self.position()] = at.unwrap_or_default();
    }

    /// Sets everything back to the defaults, but for the path.
    pub fn reset(&mut self) {
        let path = self.form.path.take();
        self.form = RunOptions::default();
        self.form.path = path;
    }

    /// Sets a line of the picker.
    pub fn set(&mut self, field: FormField, value: &str) {
        field.set(&mut self.form, value);
        if field == FormField::Path {
            forget_what_has_no_meaning(&mut self.form);
        }
    }
}

/// The tasks of the workbench, which come after the lessons in their list.
pub fn tasks() -> &'static [ListedTask] {
    ListedTask::all()
}

/// Drops the settings that mean nothing on the path.
pub fn forget_what_has_no_meaning(form: &mut RunOptions) {
    let known = Scenario::options_of(form.path.as_deref().unwrap_or_default());
    let set: Vec<String> = form.settings().map(|(key, _)| key.to_owned()).collect();
    for key in set.iter().filter(|key| !known.contains(&key.as_str())) {
        form.clear(key);
    }
}

/// The lines of the picker for a run: what has a meaning on its path.
pub fn fields_of(form: &RunOptions) -> Vec<FormField> {
    let known = Scenario::options_of(form.path.as_deref().unwrap_or("store-logoff"));
    let mut options = ORDER.into_iter().filter(|key| known.contains(key)).map(FormField::Option);
    let mut fields = vec![FormField::Path];
    fields.extend(options.by_ref().take(3));
    fields.push(FormField::Bug);
    fields.extend(options);
    if known.contains(&"answer") {
        fields.extend(ASKED.map(FormField::Answer));
    }
    if known.contains(&"transport") {
        let of = |name| MailSlot::ALL.map(|slot| FormField::Mail(name, slot));
        fields.extend(TRANSPORTS.into_iter().flat_map(of));
    }
    if known.contains(&"queue") {
        fields.extend(MESSAGES.map(FormField::Queued));
    }
    fields.extend(
        catalogue::readings()
            .iter()
            .filter(|reading| reading.switch)
            .map(|reading| FormField::Reading(&reading.id)),
    );
    fields
}

/// The entry for the world's own choice in a list of values.
pub const NONE: &str = "none";

impl FormField {
    /// The key of its option.
    pub fn key(self) -> &'static str {
        match self {
            FormField::Path => "path",
            FormField::Option(key) => key,
            FormField::Bug => "bug",
            FormField::Mail(..) => "transport",
            FormField::Queued(_) => "queue",
            FormField::Answer(_) => "answer",
            FormField::Reading(_) => "reading",
        }
    }

    /// All its values, the default first.
    pub fn values(self) -> Vec<String> {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        match self {
            FormField::Path => owned(&Scenario::paths()),
            FormField::Option("world") => {
                let default = RunOptions::default().get("world").map(str::to_owned);
                let mut worlds = Scenario::worlds();
                worlds.sort_by_key(|world| default.as_deref() != Some(world));
                owned(&worlds)
            }
            FormField::Option("provider") => owned(&Scenario::providers()),
            FormField::Option(key) => owned(
                OPTIONS.iter().find(|spec| spec.key == key).map_or(&[][..], |spec| spec.values),
            ),
            FormField::Bug => std::iter::once(NONE.to_owned())
                .chain(Scenario::bugs().iter().map(|(id, _)| (*id).to_owned()))
                .collect(),
            FormField::Mail(name, slot) => owned(slot.values(name)),
            FormField::Queued(_) => owned(&[NONE, NOTHING, TRANSPORTS[0], TRANSPORTS[1]]),
            FormField::Answer(_) => catalogue::option("answer")
                .map_or_else(Vec::new, |it| it.values.iter().map(|it| it.id.clone()).collect()),
            FormField::Reading(id) => catalogue::reading(id).map_or_else(Vec::new, |reading| {
                let mut values: Vec<&catalogue::ReadingValue> = reading.values.iter().collect();
                values.sort_by_key(|value| !value.default);
                values.into_iter().map(|value| value.id.clone()).collect()
            }),
        }
    }

    /// The field's value in a form, its default if it is not set.
    pub fn value(self, form: &RunOptions) -> String {
        let prefixed = |key: &str, name: &str| {
            let prefix = format!("{name}=");
            form.all(key).iter().find_map(|value| value.strip_prefix(&prefix).map(str::to_owned))
        };
        match self {
            FormField::Path => form.path.clone().unwrap_or_else(|| "store-logoff".to_owned()),
            FormField::Option(key) => form.get(key).unwrap_or_default().to_owned(),
            FormField::Bug => form.all("bug").last().cloned().unwrap_or_else(|| NONE.to_owned()),
            FormField::Mail(name, slot) => slot.value(form, name),
            FormField::Queued(message) => mail::waits_for(form, message),
            FormField::Answer(name) | FormField::Reading(name) => prefixed(self.key(), name)
                .or_else(|| self.values().into_iter().next())
                .unwrap_or_default(),
        }
    }

    /// What it sets, by option and value; a path is no setting, and of mail several fields set
    /// one.
    pub fn setting(self, form: &RunOptions) -> Option<(&'static str, String)> {
        let value = self.value(form);
        match self {
            FormField::Path | FormField::Mail(..) | FormField::Queued(_) => None,
            FormField::Option(_) | FormField::Bug => Some((self.key(), value)),
            FormField::Answer(name) | FormField::Reading(name) => {
                Some((self.key(), format!("{name}={value}")))
            }
        }
    }

    /// Sets it; the default is not mentioned.
    pub fn set(self, form: &mut RunOptions, value: &str) {
        let is_default = self.values().first().is_some_and(|first| first == value);
        let result = match self {
            FormField::Path => form.set("path", value),
            FormField::Option(key) => {
                form.clear(key);
                if is_default { Ok(()) } else { form.set(key, value) }
            }
            FormField::Bug => {
                form.clear("bug");
                if is_default { Ok(()) } else { form.set("bug", value) }
            }
            FormField::Mail(name, slot) => slot.set(form, name, value),
            FormField::Queued(message) => mail::set_waits_for(form, message, value),
            FormField::Answer(name) | FormField::Reading(name) => {
                set_prefixed(form, self.key(), name, value, is_default)
            }
        };
        // Only values of the lists above are set, and the lists are those that the options know.
        debug_assert!(result.is_ok(), "{self:?} has no {value}");
    }
}

fn set_prefixed(
    form: &mut RunOptions,
    key: &str,
    name: &str,
    value: &str,
    is_default: bool,
) -> Result<(), Diagnostic> {
    let prefix = format!("{name}=");
    let others: Vec<String> =
        form.all(key).iter().filter(|it| !it.starts_with(&prefix)).cloned().collect();
    form.clear(key);
    for other in others {
        form.set(key, &other)?;
    }
    if is_default { Ok(()) } else { form.set(key, &format!("{prefix}{value}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_every_line_can_be_set() {
        for path in Scenario::paths() {
            let form = RunOptions::path(path);
            for field in fields_of(&form) {
                for value in field.values() {
                    let mut form = form.clone();
                    field.set(&mut form, &value);
                    assert_eq!(field.value(&form), value, "{path} {field:?}");
                }
            }
        }
    }
}
