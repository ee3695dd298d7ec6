//! The Mermaid diagram, read back: who speaks has a lane, each call and return is an arrow, and
//! each bar that begins ends.

use std::collections::BTreeMap;

use super::{LESSON, RUN, record};
use mapi_teardown::headless::{Transcript, mermaid};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::{EventKind, Timeline};
use mapi_teardown::text::Lang;

/// More lanes than these are too small to read.
const MOST: usize = 8;

/// A diagram as its lines say it.
#[derive(Default)]
struct Diagram {
    /// How often each participant is at an end of an arrow.
    spoken: BTreeMap<String, usize>,
    /// The calls and the returns in order: whether it is a return, and its text.
    arrows: Vec<(bool, String)>,
    notes: Vec<String>,
}

/// Reads a diagram; panics at what Mermaid would refuse.
fn read(text: &str) -> Diagram {
    let mut lines = text.lines().skip_while(|line| *line != "sequenceDiagram");
    assert!(lines.next().is_some(), "{text}");
    let (mut found, mut bars) = (Diagram::default(), BTreeMap::new());
    for line in lines.map(str::trim) {
        if let Some(participant) = line.strip_prefix("participant ") {
            let (id, name) = participant.split_once(" as ").expect("a name");
            is_harmless(name);
            found.spoken.insert(id.to_owned(), 0);
            bars.insert(id.to_owned(), 0usize);
            continue;
        }
        if let Some(id) = line.strip_prefix("deactivate ") {
            let bar = bars.get_mut(id).expect("a participant");
            *bar = bar.checked_sub(1).expect("a bar that has begun");
            continue;
        }
        let (who, said) = line.split_once(": ").expect("somebody says something");
        is_harmless(said);
        if let Some(over) = who.strip_prefix("Note over ") {
            assert!(over.split(',').all(|id| bars.contains_key(id)), "{line}");
            found.notes.push(said.to_owned());
            continue;
        }
        let back = who.split_once("-->>-");
        let (from, to) = back.or_else(|| who.split_once("->>+")).expect("an arrow with its bar");
        for id in [from, to] {
            *found.spoken.get_mut(id).unwrap_or_else(|| panic!("{id} in {line}")) += 1;
        }
        match back {
            Some(_) => {
                let bar = bars.get_mut(from).expect("a participant");
                *bar = bar.checked_sub(1).unwrap_or_else(|| panic!("no bar for {line}\n{text}"));
            }
            None => *bars.get_mut(to).expect("a participant") += 1,
        }
        found.arrows.push((back.is_some(), said.to_owned()));
    }
    assert!(bars.values().all(|bar| *bar == 0), "bars without an end: {bars:?}\n{text}");
    found
}

/// Mermaid's own signs are there as entities only.
fn is_harmless(text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['#', ';', '<', '>', '%', '{', '}', '"', '&', '$']) {
        let entity = rest[at..].strip_prefix('#').and_then(|it| it.split_once(';'));
        let (number, after) = entity.unwrap_or_else(|| panic!("{text}"));
        assert!(!number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()), "{text}");
        rest = after;
    }
}

fn drawn(scenario: &Scenario, timeline: &Timeline) -> String {
    let transcript = Transcript {
        timeline,
        lesson: None,
        scenario,
        lang: Lang::En,
        steps: (1, timeline.len()),
        only: None,
        numbered: true,
    };
    let mut out = Vec::new();
    mermaid::write(&transcript, "a run", &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

/// Each call and each return of the run is one arrow, in their order.
fn tells_the_run(timeline: &Timeline, diagram: &Diagram) {
    let program = timeline.machine().program();
    let mut arrows = diagram.arrows.iter();
    for event in timeline.events() {
        let (is_return, name) = match &event.kind {
            EventKind::Call { method, .. } => (false, program.method_name(*method)),
            EventKind::Return { .. } => (true, ""),
            _ => continue,
        };
        let (drawn, said) = arrows.next().expect("an arrow for each call and return");
        assert_eq!(*drawn, is_return, "{said}");
        assert!(is_return || said.contains(&format!("{name}(")), "{name}: {said}");
        assert!(!said.trim().is_empty());
    }
    assert_eq!(arrows.next(), None, "no arrow but of a call and a return");
}

#[test]
fn each_call_and_return_is_one_arrow_and_each_bar_ends_in_every_run() {
    let bugs = Scenario::bugs();
    let (mut runs, mut unreturned, mut shared) = (0, 0, 0);
    for path in Scenario::paths() {
        for world in Scenario::worlds() {
            for bug in bugs.iter().map(|(id, _)| Some(*id)).chain([None]) {
                let word = match bug {
                    Some(bug) => format!("{path}:world={world},bug={bug}"),
                    None => format!("{path}:world={world}"),
                };
                // Not every bug can be in every run.
                let Ok(options) = RunOptions::parse(&word) else { continue };
                let Ok(scenario) = Scenario::load(&options, &[]) else { continue };
                let timeline = scenario.timeline(20_000);
                let text = drawn(&scenario, &timeline);
                let diagram = read(&text);
                tells_the_run(&timeline, &diagram);
                assert!(diagram.spoken.len() <= MOST, "{word}: {:?}", diagram.spoken);
                assert!(diagram.spoken.values().all(|count| *count > 0), "{word}: {text}");
                runs += 1;
                unreturned += usize::from(text.contains("deactivate"));
                shared += usize::from(text.contains(" as ...\n"));
            }
        }
    }
    assert!(runs > 500 && unreturned > 5 && shared > 50, "{runs} {unreturned} {shared}");
}

#[test]
fn what_goes_wrong_is_a_note() {
    let text = record("a.mmd", &["release", "--lang", "pt-BR"]);
    assert!(read(&text).arrows.len() > 4, "{text}");
    let scenario = |word| {
        let scenario = Scenario::load(&RunOptions::parse(word).expect("a run"), &[]);
        scenario.unwrap_or_else(|_| panic!("{word}"))
    };
    let broken = scenario("store-logoff:bug=PB4");
    let diagram = read(&drawn(&broken, &broken.timeline(20_000)));
    assert!(diagram.notes.iter().any(|note| note.starts_with("!! INV")), "{:?}", diagram.notes);
}

#[test]
fn returns_carry_results_and_output_flags() {
    for word in [RUN, LESSON] {
        let diagram = read(&record("a.mmd", &[word]));
        let returns: Vec<&str> =
            diagram.arrows.iter().filter(|(back, _)| *back).map(|(_, said)| &**said).collect();
        assert!(returns.iter().any(|said| said.starts_with("S_OK, LOGOFF_")), "{returns:?}");
    }
}
