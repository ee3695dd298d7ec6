//! Everything about a moment of a talk, for speakers. It must not know how it is sent.

use serde::{Deserialize, Serialize};

use super::clean::{MOST_ENTRIES, MOST_TIME, clean, clean_all};
use crate::workshop::clock::Times;

/// Everything about a moment of a talk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Situation {
    /// What is shown, by its id.
    pub run: String,
    /// And by its title.
    pub title: String,
    /// The scene that is shown, from 1, in the order of the lesson's file; 0 before the first.
    pub scene: u32,
    /// How many there are.
    pub scenes: u32,
    /// The item of the talk, from 1; 0 where it has only one.
    pub item: u32,
    /// How many there are.
    pub items: u32,
    /// The step of the run.
    pub step: u32,
    /// How many there are.
    pub steps: u32,
    /// The screen is blank.
    pub blank: bool,
    /// This is an excursion, such as a what-if, and not the talk itself.
    pub away: bool,
    /// A sheet lies above; arrows and Enter are for it.
    pub sheet: bool,
    /// What the audience reads now.
    pub seen: Vec<String>,
    /// The line that the speaker points at, as the audience reads it.
    pub pointer: Option<String>,
    /// What the audience is asked.
    pub poll: Option<Poll>,
    /// Times of the talk and of the lesson.
    pub times: Times,
    /// What is only for the speaker.
    pub speaker: Option<Speaker>,
}

/// A question, and the hands so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Poll {
    /// The question as the audience reads it.
    pub ask: String,
    /// The options, in the order of their letters.
    pub options: Vec<PollOption>,
    /// The option that is being counted.
    pub at: u32,
    /// Whether the answer shows.
    pub revealed: bool,
}

/// An option of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PollOption {
    /// The option as the audience reads it.
    pub text: String,
    /// Hands counted; `None` if not counted.
    pub count: Option<u32>,
    /// Hands counted when the same was asked before; `None` if it was not.
    pub before: Option<u32>,
    /// Whether the machine does so; only once it is revealed.
    pub right: Option<bool>,
}

/// What is only for the speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// The notes of the scene.
    pub notes: String,
    /// What the machine will do, before the audience knows.
    pub answer: Vec<String>,
    /// Hints that the speaker can give, in order.
    pub hints: Vec<String>,
    /// The step that comes next, in a sentence.
    pub next_beat: String,
    /// The scene that comes next.
    pub next_scene: String,
    /// When this scene is due and when it should be over, in milliseconds of the lesson.
    pub due: (u64, u64),
    /// How long the lesson is to take, in milliseconds.
    pub planned: u64,
    /// What went wrong, such as an error in the lesson file.
    pub trouble: String,
    /// What the last key did not do, or did besides.
    pub notice: String,
}

impl Situation {
    /// Takes out what must not be shown. Line ends stay in the notes only.
    pub fn clean(&mut self) {
        for text in [&mut self.run, &mut self.title] {
            *text = clean(text).replace('\n', " ");
        }
        let sane = |time: &mut u64| *time = (*time).min(MOST_TIME);
        sane(&mut self.times.talk);
        sane(&mut self.times.lesson);
        clean_all(&mut self.seen);
        if let Some(pointer) = &mut self.pointer {
            *pointer = clean(pointer).replace('\n', " ");
        }
        if let Some(poll) = &mut self.poll {
            poll.ask = clean(&poll.ask).replace('\n', " ");
            poll.options.truncate(MOST_ENTRIES);
            for option in &mut poll.options {
                option.text = clean(&option.text).replace('\n', " ");
            }
        }
        if let Some(speaker) = &mut self.speaker {
            sane(&mut speaker.due.0);
            sane(&mut speaker.due.1);
            sane(&mut speaker.planned);
            clean_all(&mut speaker.answer);
            clean_all(&mut speaker.hints);
            speaker.notes = clean(&speaker.notes);
            let lines = [
                &mut speaker.next_beat,
                &mut speaker.next_scene,
                &mut speaker.trouble,
                &mut speaker.notice,
            ];
            for text in lines {
                *text = clean(text).replace('\n', " ");
            }
        }
    }

    /// What a follower may know.
    #[must_use]
    pub fn for_followers(&self) -> Self {
        Self { speaker: None, ..self.clone() }
    }
}
