//! What the projector and the speaker's terminal say to each other: one JSON object a line.
//! `docs/notes-protocol.md` describes it.
//!
//! A situation is absolute: who hears one knows everything, whatever was missed before. What comes
//! in is checked before it is used, at both ends: lengths, numbers, and characters that a terminal
//! would obey. It must not know how lines travel.

mod allowance;
mod clean;
mod situation;

use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use allowance::Allowance;
pub use clean::clean;
pub use situation::{Poll, PollOption, Situation, Speaker};

/// The version of the protocol; both ends must speak the same.
pub const VERSION: u32 = 1;
/// Bytes of a line that the stage takes.
pub const MOST_ASKED: usize = 1024;
/// Bytes of a line that the notes take.
pub const MOST_TOLD: usize = 128 * 1024;
/// How often the notes say that they are there.
pub const BEAT: Duration = Duration::from_secs(1);
/// How long either end waits for a sign of life.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// What an end may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeerRole {
    /// Sees the notes, and drives.
    Speaker,
    /// Sees what the audience sees, and asks for nothing.
    Follower,
}

/// What the stage is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum PeerMessage {
    /// The first line: the role of the peer.
    Hello {
        /// The version that is spoken.
        version: u32,
        /// What it may do.
        role: PeerRole,
        /// What proves that it is the same user, where the system does not.
        #[serde(default)]
        key: String,
    },
    /// A sign of life, answered by [`StageMessage::Beat`].
    Beat {
        /// Any number; the answer has the same.
        number: u64,
    },
    /// Asks the stage to do something.
    Do {
        /// The command that the stage is to carry out.
        what: RemoteCommand,
    },
}

/// What a speaker can do from the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemoteCommand {
    /// What the clicker's button for continuing does.
    Forward,
    /// What the clicker's button for going back does.
    Back,
    /// To the next scene; at a question to the next option; in a sheet what Enter does.
    Enter,
    /// To a scene, counted from 1.
    Scene(u32),
    /// Blank the screen, or not.
    Blank,
    /// Back to the place of the talk.
    Place,
    /// The same as the key Escape.
    Escape,
    /// A digit of a count.
    Digit(u8),
    /// To the option of a letter, counted from 0.
    Option(u8),
    /// Deletes the last digit of a count.
    Erase,
    /// The line or option above.
    Up,
    /// The line or option below.
    Down,
    /// The value before, in a sheet.
    Left,
    /// The next value, in a sheet.
    Right,
    /// Show what the machine does.
    Reveal,
    /// Opens the sheet of what-ifs.
    WhatIf,
    /// The next ledger in full, or all of them in short form.
    Ledger,
    /// Opens the questions of the speaker's own.
    Questions,
    /// Marks a line for the room, which `Up` and `Down` move, or takes the mark away.
    Pointer,
    /// To the next item of the talk.
    NextItem,
    /// To the item before, as it was left.
    PreviousItem,
}

/// What the stage tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
pub enum StageMessage {
    /// The answer to a hello.
    Welcome {
        /// The version that is spoken.
        version: u32,
    },
    /// What the stage shows at the moment.
    Now {
        /// Milliseconds since it was made.
        age: u64,
        /// The situation, as the role may see it.
        now: Box<Situation>,
    },
    /// The answer to a beat.
    Beat {
        /// The number of the beat that is answered.
        number: u64,
    },
    /// There will be nothing more, and why.
    Refused {
        /// `version`, `key`, `full` or `garbage`.
        why: String,
        /// The version that the stage speaks.
        version: u32,
    },
    /// The talk is over.
    End,
}

/// Why a line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It makes no sense.
    Garbage,
    /// It speaks another version of the protocol.
    Version,
    /// It does not come from where it says.
    Key,
}

impl Refusal {
    /// Its name in the protocol and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Refusal::Garbage => "garbage",
            Refusal::Version => "version",
            Refusal::Key => "key",
        }
    }
}

/// Reads the first line of a connection: the version is looked at before anything else.
///
/// # Errors
/// Why the connection is refused; the version is judged first.
pub fn hello(line: &str, key: &str) -> Result<PeerRole, Refusal> {
    #[derive(Deserialize)]
    struct Spoken {
        version: u32,
    }
    let spoken: Spoken = serde_json::from_str(line).map_err(|_| Refusal::Garbage)?;
    if spoken.version != VERSION {
        return Err(Refusal::Version);
    }
    match serde_json::from_str(line) {
        Ok(PeerMessage::Hello { key: given, role, .. }) if given == key => Ok(role),
        Ok(PeerMessage::Hello { .. }) => Err(Refusal::Key),
        _ => Err(Refusal::Garbage),
    }
}

/// Reads a later line. Who only follows asks for nothing.
///
/// # Errors
/// The line is no request, or the role may not ask for that.
pub fn asked(line: &str, role: PeerRole) -> Result<PeerMessage, Refusal> {
    match serde_json::from_str(line) {
        Ok(PeerMessage::Hello { .. }) | Err(_) => Err(Refusal::Garbage),
        Ok(PeerMessage::Do { what: RemoteCommand::Digit(10..) }) => Err(Refusal::Garbage),
        Ok(PeerMessage::Do { what: RemoteCommand::Option(26..) }) => Err(Refusal::Garbage),
        Ok(PeerMessage::Do { .. }) if role == PeerRole::Follower => Err(Refusal::Garbage),
        Ok(asked) => Ok(asked),
    }
}

/// Reads what the stage tells, and cleans it.
///
/// # Errors
/// The line is nothing that a stage sends.
pub fn told(line: &str) -> Result<StageMessage, Refusal> {
    let mut told: StageMessage = serde_json::from_str(line).map_err(|_| Refusal::Garbage)?;
    if let StageMessage::Now { now, .. } = &mut told {
        now.clean();
    }
    Ok(told)
}

/// A line, with its end.
pub fn line<T: Serialize>(message: &T) -> String {
    // These types have no maps with keys that are no texts, so there is always a line.
    let mut line = serde_json::to_string(message).unwrap_or_default();
    line.push('\n');
    line
}

/// The line of a situation that was written before: only its age is put in.
pub fn aged(now: &str, age: u64) -> String {
    format!("{{\"tell\":\"now\",\"age\":{age},\"now\":{now}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_control;
    use proptest::prelude::*;

    #[test]
    fn a_hello_is_taken_and_another_version_told_apart() {
        let of = |version: u32| {
            line(&PeerMessage::Hello { version, role: PeerRole::Speaker, key: "k".to_owned() })
        };
        assert_eq!(hello(&of(VERSION), "k"), Ok(PeerRole::Speaker));
        assert_eq!(hello(&of(VERSION), "other"), Err(Refusal::Key));
        assert_eq!(hello(&of(VERSION + 1), "k"), Err(Refusal::Version));
        assert_eq!(hello(r#"{"ask":"greet","version":7,"news":[]}"#, "k"), Err(Refusal::Version));
        assert_eq!(hello("GET / HTTP/1.1", "k"), Err(Refusal::Garbage));
    }

    #[test]
    fn what_is_asked_is_checked() {
        let of = |what| line(&PeerMessage::Do { what });
        assert_eq!(
            asked(&of(RemoteCommand::Scene(3)), PeerRole::Speaker),
            Ok(PeerMessage::Do { what: RemoteCommand::Scene(3) })
        );
        assert_eq!(
            asked(&of(RemoteCommand::Digit(9)), PeerRole::Speaker),
            Ok(PeerMessage::Do { what: RemoteCommand::Digit(9) })
        );
        assert_eq!(asked(&of(RemoteCommand::Digit(10)), PeerRole::Speaker), Err(Refusal::Garbage));
        assert_eq!(asked(&of(RemoteCommand::Forward), PeerRole::Follower), Err(Refusal::Garbage));
        assert_eq!(
            asked(&line(&PeerMessage::Beat { number: 1 }), PeerRole::Follower),
            Ok(PeerMessage::Beat { number: 1 })
        );
    }

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        let mut now = Situation {
            title: "a\x1b[2Jb\nc".to_owned(),
            seen: vec!["\u{202e}x\r".to_owned(); 999],
            ..Situation::default()
        };
        now.speaker = Some(Speaker { notes: "one\ntwo\x07".to_owned(), ..Speaker::default() });
        let written = line(&StageMessage::Now { age: 3, now: Box::new(now) });
        let Ok(StageMessage::Now { now, .. }) = told(&written) else { panic!("{written}") };
        assert_eq!(
            (now.title.as_str(), now.seen[0].as_str(), now.seen.len()),
            ("a[2Jb c", "x", 200)
        );
        assert_eq!(now.speaker.clone().unwrap_or_default().notes, "one\ntwo");
        assert_eq!(now.for_followers().speaker, None);
    }

    #[test]
    fn a_situation_is_only_given_its_age() {
        let now = Situation { run: "02".to_owned(), ..Situation::default() };
        let text = serde_json::to_string(&now).expect("is JSON");
        assert_eq!(aged(&text, 7), line(&StageMessage::Now { age: 7, now: Box::new(now) }));
    }

    #[test]
    fn who_asks_too_much_has_none_left() {
        let mut allowance = Allowance::new(0);
        assert_eq!((0..200).filter(|_| allowance.take(0)).count(), 80);
        assert_eq!((0..200).filter(|_| allowance.take(1000)).count(), 40);
        assert_eq!((0..200).filter(|_| allowance.take(60_000)).count(), 80);
    }

    proptest! {
        #[test]
        fn no_line_does_any_harm(line in any::<String>()) {
            let _ = (hello(&line, ""), asked(&line, PeerRole::Speaker), told(&line));
        }

        #[test]
        fn lines_that_are_nearly_right_do_no_harm(
            ask in "hello|do|beat|now",
            key in "what|version|number|now|age",
            value in r#"[0-9]{1,25}|-1|"[a-z]{0,9}"|null|\{\}|\{"scene":[0-9]{1,12}\}"#,
        ) {
            let line = format!(r#"{{"ask":"{ask}","tell":"{ask}","{key}":{value}}}"#);
            let _ = (hello(&line, ""), asked(&line, PeerRole::Speaker), told(&line));
        }

        #[test]
        fn what_is_told_is_heard(
            title in "\\PC{0,40}",
            scene in any::<u32>(),
            blank in any::<bool>(),
            count in proptest::option::of(0u32..9999),
        ) {
            let option = PollOption { text: "R4".to_owned(), count, ..PollOption::default() };
            let options = vec![option];
            let poll = Some(Poll { ask: "?".to_owned(), options, at: 0, revealed: false });
            let mut now = Situation { title, scene, blank, poll, ..Situation::default() };
            now.clean();
            let said = StageMessage::Now { age: 0, now: Box::new(now) };
            prop_assert_eq!(told(&line(&said)), Ok(said));
        }

        #[test]
        fn clean_texts_are_clean(text in any::<String>()) {
            prop_assert!(clean(&text).chars().all(|c| c == '\n' || !is_control(c)));
        }
    }
}
