//! What runs reach, measured from executed runs: every labelled statement of every body, every
//! numbered step of section 5 of the domain reference, every rule, bug and switch. What nothing
//! reaches fails here by name.

mod rules;
mod steps;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use mapi_teardown::scenario::assets::{BODIES, PROVIDERS};
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario, assets, catalogue};
use mapi_teardown::sim::EventKind;
use mapi_teardown::sim::event::At;
use mapi_teardown::text::Lang;

use super::labels::all_labelled;
use steps::steps;

/// Runs beside the bugs' own: each reaches something that no other does.
const RUNS: &[&str] = &[
    "store-logoff",
    "store-logoff:provider=deferred",
    "store-logoff:provider=stub",
    "store-logoff:flag=no-wait",
    "store-logoff:flag=purge",
    "store-logoff:flag=abort",
    "store-logoff:flag=abort,transport=XP2=receiving:M9",
    "store-logoff:transport=XP2=receiving:M9",
    "store-logoff:flag=quiet",
    "store-logoff:flag=quiet,provider=deferred",
    "store-logoff:flag=0x3",
    "store-logoff:flag=0x3,provider=deferred",
    "store-logoff:flag=0x3,lenient=yes",
    "store-logoff:client=untidy,provider=deferred",
    "store-logoff:client=untidy,orphans=free",
    "store-logoff:client=untidy,orphans=free,provider=deferred",
    "store-logoff:client=untidy,children=hold-store",
    "store-logoff:client=untidy,children=hold-store,provider=deferred",
    "store-logoff:client=untidy,children=hold-store,provider=stub",
    "store-logoff:no-mail=yes",
    "store-logoff:world=deep,order=XP1+13.spooler",
    "release",
    "release:provider=deferred",
    "session-logoff",
    "session-logoff:client=untidy",
    "session-logoff:client=eight-steps",
    "session-logoff:provider=deferred",
    "session-logoff:provider=stub",
    "session-logoff:orphans=free",
    "session-logoff:orphans=free,provider=deferred",
    "session-logoff:orphans=free,provider=stub",
    "session-logoff:session=shared,session-flags=ui+shared",
    "spooler-logoff",
    "spooler-logoff:flag=purge",
    "spooler-logoff:flag=abort",
    "two-users",
    "two-users:provider=deferred",
    "other-process",
    "other-session",
    "two-stores",
    "purge",
    "transport-logoff",
    "address-book-logoff",
    "fast-shutdown",
    "fast-shutdown:answer=ab=no",
    "fast-shutdown:policy=1,answer=XP1=absent",
    "fast-shutdown:policy=2",
    "wrapped-store",
    "session-logoff:provider=wrapper",
    "reopen",
    "store-logoff:flag=no-wait,bug=PB5",
    "store-logoff:world=deep,notify=late,order=XP1+13.spooler",
    "store-logoff:world=busy,flag=purge,notify=late",
    "store-logoff:world=busy,flag=purge,notify=late,provider=wrapper",
    "abort-submit",
    "abort-submit:provider=wrapper",
    "host-exit",
    "host-exit:reading=C10=shared-instance,world=plain",
    "open-entry",
    "open-entry:bug=PB2",
    "fast-shutdown:provider=wrapper",
    "reopen:order=10.client-1+41.client-2+200.spooler",
    "reopen:reading=C10=shared-instance,order=client-1:1+7.client-1+20.spooler+34.client-1+\
    44.client-2+60.spooler",
    "other-process:transport=XP1=offered:M8",
    "two-users:reading=C23=invalid",
    "two-stores:reading=C24=per-provider",
    "store-logoff:reading=C27=client-thread",
    "transport-logoff:reading=C8=hurry",
    "transport-logoff:reading=C8=hurry,transport=XP1=receiving:M9",
];

/// What all runs reach together.
struct Reached {
    labels: BTreeSet<String>,
    known: BTreeSet<String>,
    broken: BTreeSet<&'static str>,
    kinds: BTreeSet<&'static str>,
}

fn reached() -> &'static Reached {
    static ALL: OnceLock<Reached> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Reached {
            labels: BTreeSet::new(),
            known: BTreeSet::new(),
            broken: BTreeSet::new(),
            kinds: BTreeSet::new(),
        };
        all.known.extend(all_labelled().into_iter().map(|(_, label, _)| label));
        let of_steps = steps().into_iter().filter_map(|step| step.run);
        for word in RUNS.iter().map(|word| (*word).to_owned()).chain(of_steps) {
            run(
                &RunOptions::parse(&word).unwrap_or_else(|problem| panic!("{word}: {problem}")),
                &mut all,
            );
        }
        for (id, bug) in Scenario::bugs() {
            let mut options =
                RunOptions::parse(&bug.run).unwrap_or_else(|problem| panic!("{id}: {problem}"));
            options.set("bug", id).unwrap_or_else(|problem| panic!("{id}: {problem}"));
            run(&options, &mut all);
        }
        all
    })
}

fn run(options: &RunOptions, all: &mut Reached) {
    let scenario = Scenario::load(options, &[])
        .unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
    let timeline = scenario.timeline(100_000);
    let program = timeline.machine().program();
    for body in &program.bodies {
        let labels = body.statements.iter().filter_map(|statement| statement.label.as_deref());
        all.known.extend(labels.map(ToOwned::to_owned));
    }
    for event in timeline.events() {
        let statement = &program.body(event.at.body).statements[usize::from(event.at.statement)];
        all.labels.extend(statement.label.as_deref().map(ToOwned::to_owned));
        all.kinds.insert(event.kind.name());
    }
    all.broken.extend(timeline.violations().iter().map(|violation| violation.rule));
}

/// Labels of a run's steps, in their order.
fn labels_of(word: &str) -> Vec<String> {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    let scenario =
        Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    let timeline = scenario.timeline(100_000);
    let program = timeline.machine().program();
    let label =
        |at: &At| program.body(at.body).statements[usize::from(at.statement)].label.as_deref();
    timeline.events().iter().filter_map(|event| label(&event.at)).map(ToOwned::to_owned).collect()
}

/// Labels on silent statements (`let`, `each`, `quietly if`) are there for edits; no step shows
/// them.
const SILENT: &[&str] = &[
    "each-orphan",
    "each-status",
    "each-subscription",
    "find-open-store",
    "ole-duty",
    "util-duty",
];

#[test]
fn every_labelled_statement_is_reached() {
    let silent: BTreeSet<String> = SILENT.iter().map(|label| (*label).to_owned()).collect();
    let missing: Vec<_> = reached()
        .known
        .difference(&reached().labels)
        .filter(|label| !silent.contains(*label))
        .collect();
    assert!(missing.is_empty(), "no run reaches {missing:?}");
}

#[test]
fn every_kind_of_event_happens() {
    let all = [
        "call",
        "return",
        "uid-added",
        "uid-removed",
        "row-added",
        "row-removed",
        "row-changed",
        "refs",
        "object-created",
        "object-invalidated",
        "object-freed",
        "message",
        "transport",
        "test",
        "set",
        "link",
        "unlink",
        "wait",
        "notify",
        "unload",
        "process-exit",
        "crash",
        "choice",
        "thread-end",
    ];
    let missing: Vec<_> = all.iter().filter(|kind| !reached().kinds.contains(*kind)).collect();
    assert!(missing.is_empty(), "no run has {missing:?}");
}

#[test]
fn every_label_is_explained_in_both_languages() {
    for lang in Lang::ALL {
        let words = mapi_teardown::words::Words::of(lang);
        let missing: Vec<_> = reached()
            .known
            .iter()
            .filter(|label| words.find(&format!("why-{label}"), &[]).is_none())
            .collect();
        assert!(missing.is_empty(), "{}: no explanation of {missing:?}", lang.code());
    }
}

/// The end of a run is data: what a crash leaves, an exit leaves, and an ordinary end leaves
/// differ.
#[test]
fn a_crash_and_an_exit_end_a_run_at_once() {
    for (word, kind) in
        [("fast-shutdown", "process-exit"), ("store-logoff:client=untidy,bug=PB11", "crash")]
    {
        let scenario =
            Scenario::load(&RunOptions::parse(word).expect("valid"), &[]).expect("loads");
        let timeline = scenario.timeline(100_000);
        let last = timeline.events().last().map(|event| event.kind.name());
        assert_eq!(last, Some(kind), "{word}");
        assert!(!matches!(
            timeline.events().last().map(|event| &event.kind),
            Some(EventKind::Wait)
        ));
    }
}

#[test]
fn the_words_about_readings_and_exemptions_are_about_what_is_built() {
    let told: Vec<(String, bool, BTreeSet<String>, Option<String>)> = catalogue::readings()
        .iter()
        .map(|reading| {
            let values = reading.values.iter().map(|value| value.id.clone()).collect();
            (
                reading.id.clone(),
                reading.switch,
                values,
                reading.default_value().map(|value| value.id.clone()),
            )
        })
        .collect();
    let built: Vec<(String, bool, BTreeSet<String>, Option<String>)> = assets::readings()
        .expect("bundled")
        .0
        .iter()
        .map(|(id, spec)| {
            (
                id.value.clone(),
                spec.switch,
                spec.values.iter().cloned().collect(),
                spec.values.first().cloned(),
            )
        })
        .collect();
    assert_eq!(told, built);
    let all = assets::paths()
        .expect("bundled")
        .0
        .iter()
        .map(|(path, spec)| (path, spec.path().expect("bundled")));
    let exempting = all.filter(|(_, spec)| !spec.exempt.is_empty() && !spec.searched);
    assert_eq!(exempting.clone().count(), 1, "fast shutdown alone leaves rules aside");
    for (path, spec) in exempting {
        let told: Vec<&str> = catalogue::rules()
            .iter()
            .filter(|rule| {
                rule.exempt.as_ref().is_some_and(|exempt| exempt.paths.contains(&path.value))
            })
            .map(|rule| rule.id.as_str())
            .collect();
        assert_eq!(told, spec.exempt, "{}", path.value);
    }
}

/// What makes no sense is refused with the reason, before anything runs.
#[test]
fn nonsense_is_refused_with_the_reason() {
    let cases = [
        ("release:flag=orderly", "flag=orderly does not apply to path release"),
        (
            "transport-logoff:world=no-mail",
            "path transport-logoff cannot start in world no-mail, which has no XP1",
        ),
        (
            "release:world=no-mail,queue=M1:XP1",
            "queue=M1:XP1 does not apply to world no-mail, which has no transports",
        ),
        (
            "address-book-logoff:transport=XP1=idle",
            "transport=XP1=idle does not apply to path address-book-logoff",
        ),
        ("store-logoff:session-flags=ui", "session-flags=ui does not apply"),
        ("release:transport-end=last-release", "transport-end=last-release does not apply"),
        ("store-logoff:transport=XP3=sending:M1", "there is no transport \"XP3\""),
        ("store-logoff:transport=XP3=flushing", "there is no transport \"XP3\""),
        ("store-logoff:queue=M1:XP9", "there is no transport \"XP9\""),
        ("store-logoff:transport=XP1=humming", "\"humming\" is not one of idle"),
        ("store-logoff:transport=XP1=sending:", "a message needs a name"),
        ("store-logoff:transport=XP1=sending:M1+sending:M2", "already has a message"),
        (
            "store-logoff:transport=XP1=sending:M1,queue=M1:XP1",
            "M1 is listed twice, but can only be in one place",
        ),
        ("store-logoff:queue=M1:XP1,M1:XP2", "M1 is listed twice, but can only be in one place"),
        ("store-logoff:store=B", "this world has no store-B"),
        ("wrapped-store:provider=eager", "which needs provider=wrapper"),
        ("fast-shutdown:answer=XP7=yes", "there is no queried provider \"XP7\""),
        ("store-logoff:reading=C7=queued", "there is no value of reading C7"),
        ("store-logoff:reading=C2=after-the-mail", "reading C2 cannot be switched"),
        ("store-logoff:flag=0xZZ", "there is no flag \"0xZZ\""),
    ];
    for (word, reason) in cases {
        let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
        let problems = Scenario::load(&options, &[]).err().unwrap_or_else(|| panic!("{word} runs"));
        assert!(
            problems.iter().any(|problem| problem.message.contains(reason)),
            "{word}: {}",
            problems[0].message
        );
        let both = problems.iter().all(|it| {
            it.message_in(Lang::PtBr) != it.message
                && it.help_in(Lang::PtBr).is_some() == it.help.is_some()
        });
        assert!(both, "{word}: in Portuguese too");
    }
    // What a bug of the catalogue is about runs: an output word handed in again.
    assert!(
        Scenario::load(&RunOptions::parse("store-logoff:flag=0x10000").expect("valid"), &[])
            .is_ok()
    );
}

/// A run compiles what it calls; what somebody wrote is compiled whole.
#[test]
fn every_body_can_be_compiled_whether_a_run_calls_it_or_not() {
    for (provider, files) in PROVIDERS {
        let whole = |(file, _): &(&str, &[u8])| {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            Replacement {
                text: std::fs::read_to_string(path).expect("readable"),
                file: format!("my {file}"),
                line: 0,
            }
        };
        let all: Vec<Replacement> = BODIES.iter().chain(*files).map(whole).collect();
        let options = RunOptions::parse(&format!("release:provider={provider}")).expect("valid");
        let scenario = Scenario::load(&options, &all)
            .unwrap_or_else(|problems| panic!("{provider}: {problems:#?}"));
        let bundled = Scenario::load(&options, &[]).expect("bundled");
        let bodies = |scenario: &Scenario| scenario.machine.program().bodies.len();
        assert!(
            bodies(&scenario) > bodies(&bundled),
            "{provider}: all bodies against those that are called"
        );
    }
}
