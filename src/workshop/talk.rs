//! A talk that can be resumed: its place and its clock, in a small file that exists only while the
//! talk runs. The end of the talk removes the file; after a crash it is still there.
//!
//! It must not know how a place is reached.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::clock::TalkClock;
use crate::file;

/// The age, in milliseconds, from which an interrupted talk can no longer be resumed.
const LONGEST: u64 = 3 * 3600 * 1000;
/// How much of the file is read, in bytes.
const MOST: u64 = 4096;

/// A talk's place and clock, as saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedTalk {
    /// The version of the file format.
    pub talk: u32,
    /// The id of what is shown.
    pub run: String,
    /// The item of the talk, from 0.
    #[serde(default)]
    pub item: u32,
    /// The way taken at the lesson's choices; `None` for its own run.
    #[serde(default)]
    pub way: Option<String>,
    /// The stop on that way, from 1; 0 if none was reached or there are none.
    pub scene: u32,
    /// The step of the run.
    pub step: u32,
    /// The clock, in milliseconds since 1970.
    pub clock: TalkClock,
    /// When it was saved, in milliseconds since 1970.
    pub saved: u64,
}

/// A place in a talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkPlace {
    /// The ids of what is shown; for a talk with several items, all of them.
    pub run: String,
    /// The item of the talk, from 0.
    pub item: u32,
    /// The way taken at the lesson's choices; `None` for its own run.
    pub way: Option<String>,
    /// The stop on that way, from 1; 0 before the first.
    pub scene: u32,
    /// The step of the run.
    pub step: u32,
    /// Whether this is a detour rather than the talk itself.
    pub away: bool,
    /// Whether the talk has begun.
    pub begun: bool,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("talk.json")
}

impl SavedTalk {
    /// A talk at a place, with its clock.
    pub fn new(place: TalkPlace, clock: TalkClock, saved: u64) -> Self {
        let TalkPlace { run, item, way, scene, step, .. } = place;
        Self { talk: 1, run, item, way, scene, step, clock, saved }
    }

    /// Whether it has this place and this clock.
    pub fn is_at(&self, place: &TalkPlace, clock: &TalkClock) -> bool {
        (&self.run, self.item, &self.way, self.scene, self.step, &self.clock)
            == (&place.run, place.item, &place.way, place.scene, place.step, clock)
    }

    /// The interrupted talk, if there is one that has begun and is not too old; an unreadable file
    /// counts as none.
    pub fn broken_off(folder: &Path, now: u64) -> Option<Self> {
        use std::io::Read;
        let mut text = String::new();
        fs::File::open(path(folder)).ok()?.take(MOST).read_to_string(&mut text).ok()?;
        let talk: Self = serde_json::from_str(&text).ok()?;
        let began = talk.clock.begun?;
        let sane = talk.talk == 1
            && began <= now
            && talk.saved <= now
            && talk.clock.run.as_ref().is_none_or(|run| run.1 <= now);
        (sane && now - talk.saved <= LONGEST).then_some(talk)
    }

    /// Saves it, completely or not at all.
    ///
    /// # Errors
    /// The file can't be written; the previous one is then intact.
    pub fn keep(&self, folder: &Path) -> std::io::Result<()> {
        file::replace(&path(folder), &serde_json::to_vec(self)?)
    }

    /// Removes the file, because the talk is over.
    pub fn forget(folder: &Path) {
        let _ = fs::remove_file(path(folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_talk_is_found_again_but_not_for_ever() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(SavedTalk::broken_off(folder.path(), 9), None);
        let clock = TalkClock { begun: Some(1000), run: Some(("02".to_owned(), 1000)) };
        let talk = SavedTalk {
            talk: 1,
            run: "02".to_owned(),
            scene: 3,
            step: 12,
            clock,
            saved: 5000,
            ..SavedTalk::default()
        };
        talk.keep(folder.path()).expect("is kept");
        assert_eq!(SavedTalk::broken_off(folder.path(), 6000), Some(talk.clone()));
        assert_eq!(SavedTalk::broken_off(folder.path(), 4000), None, "from the future");
        assert_eq!(SavedTalk::broken_off(folder.path(), 5000 + LONGEST + 1), None, "too old");
        SavedTalk { clock: TalkClock::default(), ..talk }.keep(folder.path()).expect("is kept");
        assert_eq!(SavedTalk::broken_off(folder.path(), 6000), None, "never begun");
        fs::write(path(folder.path()), "{\"talk\":").expect("is written");
        assert_eq!(SavedTalk::broken_off(folder.path(), 6000), None);
        SavedTalk::forget(folder.path());
        assert!(!path(folder.path()).exists());
    }
}
