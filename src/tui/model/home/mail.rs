//! What the picker sets of a transport and of the outgoing queue: one question at a time, put
//! together to the option that a run takes.
//!
//! An option replaces what the world has, of a transport or of the queue, as a whole: where one of
//! its questions is answered, the others are, too. It must not know how a question is worded.

use crate::diagnostic::Diagnostic;
use crate::scenario::RunOptions;
use crate::tui::model::home::NONE;

/// Nothing: the transport does not do it, the message does not wait.
pub const NOTHING: &str = "idle";

/// The transports that the picker asks about.
pub const TRANSPORTS: [&str; 2] = ["XP1", "XP2"];

/// The messages that can wait in the outgoing queue.
pub const MESSAGES: [&str; 3] = ["M1", "M2", "M3"];

/// A question about a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSlot {
    /// What it is sending.
    Sends,
    /// What it is receiving.
    Receives,
    /// What it has or does besides.
    Besides,
}

impl MailSlot {
    /// All of them, in the order of the picker.
    pub const ALL: [MailSlot; 3] = [MailSlot::Sends, MailSlot::Receives, MailSlot::Besides];

    /// The slot of a part of the option, such as `sending:M1`.
    fn of(part: &str) -> Self {
        match part.split_once(':').map_or(part, |(what, _)| what) {
            "sending" => Self::Sends,
            "receiving" => Self::Receives,
            _ => Self::Besides,
        }
    }

    /// Its values for a transport, that of the world first.
    pub fn values(self, transport: &str) -> &'static [&'static str] {
        match (self, transport) {
            (Self::Sends, "XP1") => &[NONE, NOTHING, "sending:M1", "sending:M2"],
            (Self::Sends, _) => &[NONE, NOTHING, "sending:M3"],
            (Self::Receives, "XP1") => &[NONE, NOTHING, "receiving:M9"],
            (Self::Receives, _) => &[NONE, NOTHING, "receiving:M8"],
            (Self::Besides, "XP1") => &[NONE, NOTHING, "flushing", "offered:M7", "deferred:M4"],
            (Self::Besides, _) => &[NONE, NOTHING, "flushing", "offered:M6"],
        }
    }

    /// Its value in a form.
    pub fn value(self, form: &RunOptions, transport: &str) -> String {
        let Some(parts) = given(form, transport) else { return NONE.to_owned() };
        let own: Vec<&str> = parts.into_iter().filter(|part| Self::of(part) == self).collect();
        if own.is_empty() { NOTHING.to_owned() } else { own.join("+") }
    }

    /// Sets it; that of the world sets the whole transport back.
    ///
    /// # Errors
    /// A value that the option does not take.
    pub fn set(
        self,
        form: &mut RunOptions,
        transport: &str,
        value: &str,
    ) -> Result<(), Diagnostic> {
        let parts = given(form, transport).unwrap_or_default();
        let kept = |slot: Self| parts.iter().copied().filter(move |part| Self::of(part) == slot);
        let parts: Vec<&str> = Self::ALL
            .into_iter()
            .flat_map(|slot| {
                let new = (slot == self).then_some(value).filter(|value| *value != NOTHING);
                kept(slot).filter(move |_| slot != self).chain(new)
            })
            .collect();
        let whole = if parts.is_empty() { NOTHING.to_owned() } else { parts.join("+") };
        let prefix = format!("{transport}=");
        let others: Vec<String> =
            form.all("transport").iter().filter(|it| !it.starts_with(&prefix)).cloned().collect();
        form.clear("transport");
        for other in others {
            form.set("transport", &other)?;
        }
        if value == NONE { Ok(()) } else { form.set("transport", &format!("{prefix}{whole}")) }
    }
}

/// The parts of the option of a transport, if it is given.
fn given<'a>(form: &'a RunOptions, transport: &str) -> Option<Vec<&'a str>> {
    let whole = form.all("transport").iter().find_map(|it| {
        let (name, activity) = it.split_once('=')?;
        (name == transport).then_some(activity)
    })?;
    Some(whole.split('+').filter(|part| *part != NOTHING).collect())
}

/// The messages that wait, each with its transport, if the queue is given.
fn queue(form: &RunOptions) -> Option<Vec<(&str, &str)>> {
    let whole = form.given("queue")?;
    Some(whole.split(',').filter_map(|entry| entry.split_once(':')).collect())
}

/// The transport that a message waits for.
pub fn waits_for(form: &RunOptions, message: &str) -> String {
    let Some(queue) = queue(form) else { return NONE.to_owned() };
    let found = queue.into_iter().find(|(name, _)| *name == message);
    found.map_or(NOTHING, |(_, transport)| transport).to_owned()
}

/// Sets the transport that a message waits for; that of the world sets the whole queue back.
///
/// # Errors
/// A value that the option does not take.
pub fn set_waits_for(form: &mut RunOptions, message: &str, value: &str) -> Result<(), Diagnostic> {
    let mut entries: Vec<String> = queue(form)
        .unwrap_or_default()
        .into_iter()
        .filter(|(name, _)| *name != message)
        .map(|(name, transport)| format!("{name}:{transport}"))
        .collect();
    form.clear("queue");
    match value {
        NONE => return Ok(()),
        NOTHING => {}
        transport => entries.push(format!("{message}:{transport}")),
    }
    entries.sort();
    let whole = if entries.is_empty() { "none".to_owned() } else { entries.join(",") };
    form.set("queue", &whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_together_and_taken_apart() {
        let mut form = RunOptions::path("store-logoff");
        MailSlot::Receives.set(&mut form, "XP1", "receiving:M9").expect("a value");
        MailSlot::Sends.set(&mut form, "XP1", "sending:M1").expect("a value");
        set_waits_for(&mut form, "M2", "XP2").expect("a value");
        set_waits_for(&mut form, "M1", "XP1").expect("a value");
        assert_eq!(
            form.to_string(),
            "store-logoff:queue=M1:XP1,M2:XP2,transport=XP1=sending:M1+receiving:M9"
        );
        assert_eq!(MailSlot::Sends.value(&form, "XP1"), "sending:M1");
        assert_eq!(MailSlot::Besides.value(&form, "XP1"), NOTHING);
        assert_eq!(MailSlot::Sends.value(&form, "XP2"), NONE);
        assert_eq!(waits_for(&form, "M3"), NOTHING);
        MailSlot::Sends.set(&mut form, "XP1", NOTHING).expect("a value");
        MailSlot::Receives.set(&mut form, "XP1", NOTHING).expect("a value");
        assert_eq!(form.all("transport"), ["XP1=idle"]);
        MailSlot::Besides.set(&mut form, "XP1", NONE).expect("a value");
        set_waits_for(&mut form, "M2", NONE).expect("a value");
        assert_eq!(form.to_string(), "store-logoff");
    }
}
