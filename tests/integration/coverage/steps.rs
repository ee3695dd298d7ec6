//! The numbered steps of section 5, each in its place.

use std::collections::BTreeSet;

use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};
use mapi_teardown::sim::state::MessageState;
use mapi_teardown::sim::{EventKind, Value};
use serde::Deserialize;

use super::labels_of;

/// How section 5 numbers its steps: the last number of each part, 0 where the part is one step.
const OUTLINE: [(&str, &str, u32); 12] = [
    ("5.1", "", 9),
    ("5.2", "", 4),
    ("5.3", "", 0),
    ("5.4", "", 4),
    ("5.5", "D", 8),
    ("5.5", "", 7),
    ("5.6", "E", 5),
    ("5.7", "", 4),
    ("5.8", "", 7),
    ("5.9", "", 0),
    ("5.10", "", 5),
    ("5.11", "", 0),
];

/// A step, or a part of one: the run that shows it, and the statements that are it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) step: String,
    #[serde(default)]
    pub(super) run: Option<String>,
    pub(super) labels: Vec<String>,
}

pub(super) fn steps() -> Vec<Step> {
    serde_yaml::from_str(include_str!("../../steps.yaml")).expect("a list of steps")
}

#[test]
fn the_steps_of_section_5_are_all_listed() {
    let listed: BTreeSet<String> =
        steps().iter().map(|it| it.step.trim_end_matches(char::is_lowercase).to_owned()).collect();
    let wanted: BTreeSet<String> = OUTLINE
        .iter()
        .flat_map(|(part, letter, last)| match last {
            0 => vec![(*part).to_owned()],
            _ => (1..=*last).map(|number| format!("{part}.{letter}{number}")).collect(),
        })
        .collect();
    let parts = ["5.1.8a", "5.1.8b", "5.1.8c", "5.1.8d"];
    assert!(
        parts.iter().all(|part| steps().iter().any(|it| it.step == *part)),
        "MAPI's four tasks"
    );
    assert_eq!(listed, wanted);
}

#[test]
fn every_numbered_step_of_section_5_is_reached_in_its_place() {
    let mut wrong = Vec::new();
    let (mut word, mut run, mut at) = (String::new(), Vec::new(), 0);
    for step in steps() {
        if let Some(new) = step.run {
            (run, at, word) = (labels_of(&new), 0, new);
        }
        assert!(!step.labels.is_empty(), "{}: no statement is this step", step.step);
        for label in &step.labels {
            let (from, label) =
                label.strip_prefix('~').map_or((at, label.as_str()), |label| (0, label));
            match run[from..].iter().position(|reached| reached == label) {
                Some(place) if from == at => at += place + 1,
                Some(_) => {}
                None => wrong.push(format!(
                    "{}: {word} does not reach {label}, or not after what comes before it",
                    step.step
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A transport may stop a flush early by clearing its bit (5.7.3): what it has not taken stays in
/// the queue, and the word says so.
#[test]
fn a_transport_that_stops_a_flush_early_is_asked_for_nothing_more() {
    let text = "module: transport
who: transport
methods:
  IXPLogon::EndMessage(message) @ ixplogon-endmessage:
    - transport line sends null
    - line.done = no
    - support.ModifyStatusRow(0, STATUS_OUTBOUND_ACTIVE | STATUS_OUTBOUND_FLUSH, STATUSROW_UPDATE)
    - return S_OK
";
    let options = RunOptions::parse("purge:world=plain,transport=XP1=sending:M1,queue=M2:XP1")
        .expect("valid");
    let replaced = Replacement { text: text.to_owned(), file: "early.yaml".to_owned(), line: 0 };
    let scenario =
        Scenario::load(&options, &[replaced]).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let timeline = scenario.timeline(100_000);
    let program = timeline.machine().program();
    let word = timeline.events().iter().find_map(|event| match &event.kind {
        EventKind::Return { method, out: Value::Number(word), .. }
            if program.method_name(*method) == "StoreLogoff" =>
        {
            Some(*word)
        }
        _ => None,
    });
    assert_eq!(word, Some(0x9_0000), "LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE");
    let mail = &timeline.final_state().messages;
    assert_eq!(
        mail.iter().map(|it| it.state).collect::<Vec<_>>(),
        [MessageState::Sent, MessageState::Queued]
    );
    assert!(timeline.violations().is_empty());
}
