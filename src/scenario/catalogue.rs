//! The catalogue: what the program says about rules, bugs, readings, paths, options, terms,
//! symptoms and the guide page.
//!
//! Each list is bundled as YAML under `assets/text/` and read the first time it is needed, so that
//! starting up costs only what the first screen shows. It must not know how a rule is checked, how
//! a bug edits a body, or how any of this is drawn.

mod entries;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use crate::sim::body::Confidence;
use crate::text::{Lang, Text};
use crate::words::Words;
use crate::yaml;
use crate::yaml::compact_form;

pub use entries::{
    BugText, Culprit, EntryKind, Exemption, GlossaryEntry, GuideStatement, OptionText, OptionValue,
    PathText, ReadingText, ReadingValue, RuleText, SymptomText,
};

/// A text followed by its confidence in words, or by nothing if it is documented.
pub fn marked(text: &Text, mark: Confidence, lang: Lang) -> String {
    let text = text.get(lang);
    mark_word(mark, &[], lang).map_or_else(|| text.to_owned(), |mark| format!("{text} [{mark}]"))
}

/// The confidence in words, with the readings on which it depends; `None` if it is documented.
pub fn mark_word(mark: Confidence, readings: &[String], lang: Lang) -> Option<String> {
    if mark == Confidence::Documented {
        return None;
    }
    let word = Words::of(lang).text(&format!("confidence-{}", mark.name()));
    Some(if readings.is_empty() { word } else { format!("{}: {word}", readings.join(", ")) })
}

/// Reads a bundled list. This can only fail if the program was built from a broken file, which this
/// module's tests exclude.
fn bundled<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Vec<T> {
    match yaml::bundled(bytes) {
        Ok(list) => list,
        Err(problem) => panic!("the bundled {file} is broken: {problem} {:?}", problem.place),
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $item:ty = $file:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name() -> &'static [$item] {
            static LIST: OnceLock<Vec<$item>> = OnceLock::new();
            LIST.get_or_init(|| bundled($file, compact_form!(concat!("assets/text/", $file))))
        }
    )*};
}

lists! {
    /// The rules, in numerical order.
    rules: RuleText = "rules.yaml";
    /// The bugs, the providers' first.
    bugs: BugText = "bugs.yaml";
    /// The 27 contested points, in numerical order.
    readings: ReadingText = "readings.yaml";
    /// The 17 shutdown paths, in the order of the picker.
    paths: PathText = "paths.yaml";
    /// The options of a run, in the order of the picker.
    options: OptionText = "options.yaml";
    /// The glossary, in reading order.
    glossary: GlossaryEntry = "glossary.yaml";
    /// The symptoms, the most common first.
    symptoms: SymptomText = "symptoms.yaml";
    /// The statements of the guide page, in page order.
    guide: GuideStatement = "guide.yaml";
}

/// The rule with this id or name.
pub fn rule(key: &str) -> Option<&'static RuleText> {
    rules().iter().find(|rule| rule.id == key || rule.name == key)
}

/// Readings, as `point=value`, under which what broke a rule is no mistake, if it is contested.
pub fn no_mistake_under(rule_id: &str, is_contested: bool) -> &'static [String] {
    rule(rule_id).filter(|_| is_contested).map_or(&[], |rule| &rule.no_mistake_under)
}

/// The bug with this id.
pub fn bug(id: &str) -> Option<&'static BugText> {
    bugs().iter().find(|bug| bug.id == id)
}

/// The contested point with this id.
pub fn reading(id: &str) -> Option<&'static ReadingText> {
    readings().iter().find(|reading| reading.id == id)
}

/// The path with this name.
pub fn path(id: &str) -> Option<&'static PathText> {
    paths().iter().find(|path| path.id == id)
}

/// The option with this name.
pub fn option(id: &str) -> Option<&'static OptionText> {
    options().iter().find(|option| option.id == id)
}

/// The glossary entry with exactly this spelling.
pub fn entry(id: &str) -> Option<&'static GlossaryEntry> {
    glossary().iter().find(|entry| entry.id == id)
}

/// The symptoms that a bug can show.
pub fn symptoms_of(bug: &str) -> impl Iterator<Item = &'static SymptomText> {
    symptoms().iter().filter(move |symptom| symptom.bugs.iter().any(|id| id == bug))
}
