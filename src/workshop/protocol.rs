//! The messages between the projector and the speaker's terminal: one JSON object per line.
//! `docs/notes-protocol.md` describes them.
//!
//! A situation is complete: a peer that receives one knows everything, whatever it missed before.
//! Both ends check what comes in before they use it: lengths, numbers, and characters that control
//! a terminal. It must not know how lines are transported.

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
/// The longest line that the stage accepts, in bytes.
pub const MOST_ASKED: usize = 1024;
/// The longest line that the notes accept, in bytes.
pub const MOST_TOLD: usize = 128 * 1024;
/// How often the notes send a keep-alive.
pub const BEAT: Duration = Duration::from_secs(1);
/// How long either end waits for a keep-alive.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// What a peer may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeerRole {
    /// Sees the notes and controls the talk.
    Speaker,
    /// Sees what the audience sees and sends no requests.
    Follower,
}

/// A message to the stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum PeerMessage {
    /// The first line, in which the peer says who it is.
    Hello {
        /// The version that the peer speaks.
        version: u32,
        /// The role that it wants.
        role: PeerRole,
        /// Proves that the peer is the same user, if the system does not.
        #[serde(default)]
        key: String,
    },
    /// A keep-alive, answered by [`StageMessage::Beat`].
    Beat {
        /// Any number; the answer repeats it.
        number: u64,
    },
    /// Asks the stage to do something.
    Do {
        /// The command that the stage is to carry out.
        what: RemoteCommand,
    },
}

/// A command that a speaker can give from the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemoteCommand {
    /// The clicker's button for going forward.
    Forward,
    /// The clicker's button for going back.
    Back,
    /// To the next scene; at a question, to the next option; in an overlay, what Enter does there.
    Enter,
    /// To a scene by its number, from 1.
    Scene(u32),
    /// Blanks the screen, or shows it again.
    Blank,
    /// Back to the talk's place.
    Place,
    /// Does what the Escape key does.
    Escape,
    /// A digit of a count.
    Digit(u8),
    /// To the option with a letter, counted from 0.
    Option(u8),
    /// Deletes the last digit of a count.
    Erase,
    /// The line or option above.
    Up,
    /// The line or option below.
    Down,
    /// The previous value, in an overlay.
    Left,
    /// The next value, in an overlay.
    Right,
    /// Shows what the machine does.
    Reveal,
    /// Opens the what-if overlay.
    WhatIf,
    /// Shows the next ledger in full, or all of them in short form.
    Ledger,
    /// Opens the speaker's own questions.
    Questions,
    /// Marks a line for the room, which `Up` and `Down` then move; or removes the mark.
    Pointer,
    /// To the next item of the talk.
    NextItem,
    /// To the previous item, as it was left.
    PreviousItem,
}

/// A message from the stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
pub enum StageMessage {
    /// Accepts a hello.
    Welcome {
        /// The version that the stage speaks.
        version: u32,
    },
    /// What the stage is showing.
    Now {
        /// Milliseconds since the situation was made.
        age: u64,
        /// The situation, with only what the role may see.
        now: Box<Situation>,
    },
    /// The answer to a beat.
    Beat {
        /// The number from the beat.
        number: u64,
    },
    /// Nothing more will be sent.
    Refused {
        /// `version`, `key`, `full` or `garbage`.
        why: String,
        /// The version that the stage speaks.
        version: u32,
    },
    /// The talk is over.
    End,
}

/// Why a line was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It can't be understood.
    Garbage,
    /// It speaks another version of the protocol.
    Version,
    /// It has the wrong key.
    Key,
}

impl Refusal {
    /// The name in the protocol and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Refusal::Garbage => "garbage",
            Refusal::Version => "version",
            Refusal::Key => "key",
        }
    }
}

/// Reads the first line of a connection.
///
/// # Errors
/// Why the connection is refused; the version is checked before anything else.
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

/// Reads a later line. A follower may send no requests.
///
/// # Errors
/// The line is not a request, or the role may not make it.
pub fn asked(line: &str, role: PeerRole) -> Result<PeerMessage, Refusal> {
    match serde_json::from_str(line) {
        Ok(PeerMessage::Hello { .. }) | Err(_) => Err(Refusal::Garbage),
        Ok(PeerMessage::Do { what: RemoteCommand::Digit(10..) }) => Err(Refusal::Garbage),
        Ok(PeerMessage::Do { what: RemoteCommand::Option(26..) }) => Err(Refusal::Garbage),
        Ok(PeerMessage::Do { .. }) if role == PeerRole::Follower => Err(Refusal::Garbage),
        Ok(asked) => Ok(asked),
    }
}

/// Reads a message from the stage and cleans its texts.
///
/// # Errors
/// The line is not a message that a stage sends.
pub fn told(line: &str) -> Result<StageMessage, Refusal> {
    let mut told: StageMessage = serde_json::from_str(line).map_err(|_| Refusal::Garbage)?;
    if let StageMessage::Now { now, .. } = &mut told {
        now.clean();
    }
    Ok(told)
}

/// A message as a line, with its line end.
pub fn line<T: Serialize>(message: &T) -> String {
    // These types have no maps with keys other than text, so serialization can't fail.
    let mut line = serde_json::to_string(message).unwrap_or_default();
    line.push('\n');
    line
}

/// A situation's line, from JSON that was written earlier; only its age is inserted.
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
