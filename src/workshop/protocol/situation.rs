//! Everything about one moment of a talk, for speakers. It must not know how it is sent.

use serde::{Deserialize, Serialize};

use super::clean::{MOST_ENTRIES, MOST_TIME, clean, clean_all};
use crate::workshop::clock::Times;

/// Everything about one moment of a talk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Situation {
    /// The id of what is shown.
    pub run: String,
    /// The title of what is shown.
    pub title: String,
    /// The current scene, from 1, in the order of the lesson's file; 0 before the first.
    pub scene: u32,
    /// The number of scenes.
    pub scenes: u32,
    /// The current item of the talk, from 1; 0 if the talk has only one.
    pub item: u32,
    /// The number of items.
    pub items: u32,
    /// The current step of the run.
    pub step: u32,
    /// The number of steps.
    pub steps: u32,
    /// Whether the screen is blank.
    pub blank: bool,
    /// Whether this is a detour, such as a what-if, rather than the talk itself.
    pub away: bool,
    /// Whether an overlay is open, which takes the arrows and Enter.
    pub sheet: bool,
    /// What the audience is reading.
    pub seen: Vec<String>,
    /// The line that the speaker points at, as the audience reads it.
    pub pointer: Option<String>,
    /// The question that the audience is being asked.
    pub poll: Option<Poll>,
    /// Times of the talk and of the lesson.
    pub times: Times,
    /// What only the speaker may see.
    pub speaker: Option<Speaker>,
}

/// A question, with the hands counted so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Poll {
    /// The question as the audience reads it.
    pub ask: String,
    /// The options, in the order of their letters.
    pub options: Vec<PollOption>,
    /// The option that is being counted; the number of options if none is.
    pub at: u32,
    /// Whether the answer is shown.
    pub revealed: bool,
}

/// An option of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PollOption {
    /// The option as the audience reads it.
    pub text: String,
    /// The hands counted; `None` if they were not counted.
    pub count: Option<u32>,
    /// The hands counted when the same question was asked before; `None` if it was not.
    pub before: Option<u32>,
    /// Whether this is what the machine does; `None` until the answer is shown.
    pub right: Option<bool>,
}

/// What only the speaker may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// The notes of the scene.
    pub notes: String,
    /// What the machine will do, before the audience knows it.
    pub answer: Vec<String>,
    /// Hints that the speaker can give, in order.
    pub hints: Vec<String>,
    /// The next step, in a sentence.
    pub next_beat: String,
    /// The next scene.
    pub next_scene: String,
    /// When this scene is due, and when it should be over, in milliseconds from the start of the
    /// lesson.
    pub due: (u64, u64),
    /// How long the lesson should take, in milliseconds.
    pub planned: u64,
    /// What went wrong, such as an error in the lesson file.
    pub trouble: String,
    /// What the last key failed to do, or did in addition.
    pub notice: String,
}

impl Situation {
    /// Removes what must not be shown. Only the notes keep their line breaks.
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

    /// A copy with only what a follower may see.
    #[must_use]
    pub fn for_followers(&self) -> Self {
        Self { speaker: None, ..self.clone() }
    }
}
