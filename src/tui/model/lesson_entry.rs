//! What the home screen shows of a lesson; where lessons come from, the caller knows. It must not
//! know how far the learner is in it.

use crate::text::Lang;

/// A lesson in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonEntry {
    /// The id by which the lesson is opened.
    pub id: String,
    /// Its title, English and Portuguese.
    pub title: [String; 2],
    /// What it is about, English and Portuguese.
    pub summary: [String; 2],
}

impl LessonEntry {
    /// Its number in the curriculum: what its id begins with.
    pub fn number(&self) -> &str {
        self.id.split('-').next().unwrap_or_default()
    }

    /// Its title in a language.
    pub fn title(&self, lang: Lang) -> &str {
        &self.title[usize::from(lang == Lang::PtBr)]
    }

    /// What it is about, in a language.
    pub fn summary(&self, lang: Lang) -> &str {
        &self.summary[usize::from(lang == Lang::PtBr)]
    }
}
