//! The items of a talk, in the order in which they are shown: lessons and runs that were read when
//! the talk began, so that none of them can be missing later.
//!
//! It must not know a key, nor how an item is put on the stage.

use std::sync::Arc;

use crate::lesson::Lesson;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::text::Lang;
use crate::tui::model::show::Show;
use crate::words::Words;

/// Minutes of an item that says nothing of them.
const USUAL: u32 = 2;

/// What an item shows.
pub enum ItemRun {
    /// A lesson; if its file is saved, the new one.
    Lesson(Arc<Lesson>),
    /// A run, at its start.
    Run(Box<(RunOptions, Timeline)>),
    /// A question of the speaker's own, by its place among them; what was shown before is below.
    Question(usize),
}

/// An item of a talk.
pub struct TalkItem {
    /// What it shows.
    pub run: ItemRun,
    /// How it was left, if it was.
    pub left: Option<Show>,
}

/// The items of a talk; none where it shows one thing only.
#[derive(Default)]
pub struct Playlist {
    /// In the order of the talk.
    pub items: Vec<TalkItem>,
    /// The item that the talk is at.
    pub at: usize,
    /// The item whose lesson or run is on the stage: another one while a question is asked.
    pub shown: usize,
}

impl TalkItem {
    /// An item that was not shown yet.
    pub fn new(run: ItemRun) -> Self {
        Self { run, left: None }
    }

    /// The name by which a talk is found again: a lesson's id, a run's word.
    pub fn name(&self) -> String {
        match &self.run {
            ItemRun::Lesson(lesson) => lesson.id().to_owned(),
            ItemRun::Run(run) => run.0.to_string(),
            ItemRun::Question(question) => format!("ask:{}", question + 1),
        }
    }

    /// What it is called in a language.
    pub fn title(&self, lang: Lang) -> String {
        match &self.run {
            ItemRun::Lesson(lesson) => lesson.file.title.get(lang).trim().to_owned(),
            ItemRun::Run(run) => run.0.path.clone().unwrap_or_else(|| run.0.to_string()),
            ItemRun::Question(_) => Words::of(lang).text("show-question"),
        }
    }

    /// Minutes that it takes by itself.
    pub fn minutes(&self) -> u32 {
        match &self.run {
            ItemRun::Lesson(lesson) => lesson.file.minutes.value,
            ItemRun::Run(_) | ItemRun::Question(_) => USUAL,
        }
    }
}

impl Playlist {
    /// Whether the talk has more than one item.
    pub fn is_some(&self) -> bool {
        self.items.len() > 1
    }

    /// The name of the whole: those of its items.
    pub fn name(&self) -> String {
        self.items.iter().map(TalkItem::name).collect::<Vec<_>>().join(" ")
    }

    /// Another item, by so many places.
    pub fn neighbour(&self, by: isize) -> Option<usize> {
        self.at.checked_add_signed(by).filter(|at| *at < self.items.len())
    }

    /// Whether the present item is a question of the speaker's own.
    pub fn is_question(&self) -> bool {
        self.items.get(self.at).is_some_and(|item| matches!(item.run, ItemRun::Question(_)))
    }

    /// Whether a lesson is that of the item that is shown, or there are no items.
    pub fn is_at(&self, id: &str) -> bool {
        self.items
            .get(self.shown)
            .is_none_or(|item| matches!(&item.run, ItemRun::Lesson(lesson) if lesson.id() == id))
    }

    /// When the present item is due, and when it should be over, in milliseconds of the talk; and
    /// how long all are to take. The minutes of the whole are shared as the items' own.
    pub fn due(&self, minutes: Option<u32>) -> ((u64, u64), u64) {
        let own: Vec<u64> = self.items.iter().map(|item| u64::from(item.minutes())).collect();
        let all = own.iter().sum::<u64>().max(1);
        let planned = minutes.map_or(all, u64::from) * 60_000;
        let until = |items: usize| own[..items].iter().sum::<u64>() * planned / all;
        let at = self.at.min(own.len());
        ((until(at), until((at + 1).min(own.len()))), planned)
    }
}
