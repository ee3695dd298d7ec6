//! Files of tasks: their schema and template, everything that is wrong with one at once, bounds;
//! and a provider as a lesson.

use std::fs;
use std::path::Path;

use mapi_teardown::lesson::LessonSource;
use mapi_teardown::workbench::{BuildTask, solve};

use super::{all, tasks};
use crate::harness::{command_in, stderr, stdout};

fn run(folder: &Path, words: &[&str]) -> (bool, String) {
    let output = command_in(folder, words).output().expect("runs");
    (output.status.success(), format!("{}{}", stdout(&output), stderr(&output)))
}

fn source(text: &str) -> LessonSource {
    LessonSource::from_bytes("my.yaml", text.as_bytes().to_vec()).expect("text")
}

/// A bundled task as text.
fn text(id: &str) -> String {
    BuildTask::source(id.as_ref()).expect("bundled").text
}

#[test]
fn the_schema_takes_every_task_and_flags_values_that_nothing_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let (is_good, schema) = run(folder.path(), &["schema", "--of", "task"]);
    assert!(is_good, "{schema}");
    let schema = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let value = |text: &str| -> serde_json::Value { serde_yaml::from_str(text).expect("YAML") };
    for task in all() {
        let found: Vec<String> =
            validator.iter_errors(&value(&text(&task.id))).map(|it| it.to_string()).collect();
        assert!(found.is_empty(), "{}: {found:?}", task.id);
    }
    for (from, to) in [
        ("provider: eager", "provider: eagr"),
        ("clients: [release]", "clients: [releese]"),
        ("format: 1", "format: 2"),
        ("minutes: 5", "minutes: 500"),
        ("  pool:", "  pol:"),
        ("\"shutting-down-a-message-store-provider 1\"", "\"shutting-down 1\""),
    ] {
        assert!(text("1").contains(from), "{from}");
        assert!(!validator.is_valid(&value(&text("1").replacen(from, to, 1))), "{to}");
    }
}

#[test]
fn a_new_task_is_good_and_is_no_lesson() {
    let folder = tempfile::tempdir().expect("a folder");
    let title = "a \"b\": [c]";
    let (is_good, said) = run(folder.path(), &["new", "mine.yaml", "--task", "--title", title]);
    assert!(is_good, "{said}");
    let written = fs::read_to_string(folder.path().join("mine.yaml")).expect("written");
    let task = BuildTask::parse(&source(&written)).expect("a task");
    assert_eq!(task.title.get(mapi_teardown::text::Lang::En), title);
    let (is_good, said) = run(folder.path(), &["check", "mine.yaml"]);
    assert!(is_good, "{said}");
    let (is_good, said) = run(folder.path(), &["build", "mine.yaml", "--plain"]);
    assert!(is_good && said.contains("support.StoreLogoffTransports(flags)"), "{said}");
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_its_place_and_the_nearest_name() {
    let changed = text("1")
        .replacen("minutes: 5", "minuets: 5", 1)
        .replacen("  pool:", "  pol:", 1)
        .replacen("clients: [release]", "clients: release", 1);
    let found = BuildTask::parse(&source(&changed)).expect_err("no task");
    let codes: Vec<&str> = found.iter().map(|it| it.code).collect();
    for code in ["unknown-key", "missing-key", "wrong-type"] {
        assert!(codes.contains(&code), "{code}: {found:?}");
    }
    let near = found.iter().filter_map(|it| it.help.as_deref()).collect::<Vec<_>>().join("\n");
    assert!(near.contains("minutes") && near.contains("pool"), "{near}");
    assert!(found.iter().all(|it| it.place.is_some()), "{found:?}");

    let changed = text("1")
        .replacen("provider: eager", "provider: eagr", 1)
        .replacen("clients: [release]", "clients: [releas]", 1)
        .replacen("\"shutting-down-a-message-store-provider 1\"", "\"shutting-down 1\"", 1);
    let found = BuildTask::parse(&source(&changed)).expect_err("no task");
    assert_eq!(found.len(), 3, "{found:?}");
    let help = found.iter().filter_map(|it| it.help.as_deref()).collect::<Vec<_>>().join("\n");
    assert!(help.contains("eager") && help.contains("release"), "{help}");
}

/// What is wrong with the first task if this is put in place of that.
fn codes(from: &str, to: &str) -> Vec<&'static str> {
    let whole = text("1");
    assert!(whole.contains(from), "{from}");
    let source = source(&whole.replacen(from, to, 1));
    let found = BuildTask::parse(&source);
    let found = found.map_or_else(|found| found, |task| solve::check(&task, &source));
    found.iter().map(|it| it.code).collect()
}

#[test]
fn a_hostile_task_is_refused_within_its_bounds() {
    let pool = "  pool:\n";
    let many = |statement: &str, count: usize| {
        format!("{pool}{}", format!("    - \"{statement}\"\n").repeat(count))
    };
    assert!(codes(pool, &many("free st", 5_000)).contains(&"too-large"));
    assert!(codes(pool, &many(&"x".repeat(5_000), 1)).contains(&"too-large"));
    let deep = format!("        - \"{}free st\"\n", "  ".repeat(200));
    let given = "        - \"do unsubscribe-all\"\n";
    assert!(codes(given, &deep).contains(&"too-deep"));
    let methods: String = (0..40)
        .map(|at| format!("    - head: \"p{at} ~ inferred\"\n      say: {{en: a, pt-BR: b}}\n"))
        .collect();
    assert!(codes("  methods:\n", &format!("  methods:\n{methods}")).contains(&"too-large"));
    // Pieces that insert each other grow with every level.
    let pieces: String = (0..8)
        .map(|at| {
            let next = format!("        - \"do p{}\"\n", at + 1).repeat(3);
            let say = "      say: {en: a, pt-BR: b}";
            format!("    - head: \"p{at} ~ inferred\"\n{say}\n      given:\n{next}")
        })
        .collect();
    assert!(codes("  methods:\n", &format!("  methods:\n{pieces}")).contains(&"too-large"));
    // Nothing in this pool can ever be a solution, however it is put.
    let useless = many("each o in descendants of st", 20);
    assert!(codes(pool, &useless).contains(&"no-solution"));
    let nested = format!("a: {}", "[".repeat(10_000));
    let found = BuildTask::parse(&source(&nested)).expect_err("no task");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_saved_provider_becomes_a_lesson_that_is_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let task = super::task("1");
    let mut wrong = tasks::layouts(&task)[0].clone();
    // The last statement of the solution is left out: the support object is kept for ever.
    wrong.0[0].pop();
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/bodies/store/deferred.yaml");
    let right = fs::read_to_string(bundled).expect("is there");
    for (name, text, breaks) in [("wrong", wrong.module(&task).text, true), ("right", right, false)]
    {
        let file = format!("{name}.yaml");
        fs::write(folder.path().join(&file), text).expect("written");
        let lesson = format!("{name}-lesson.yaml");
        let (is_good, said) = run(folder.path(), &["new", &lesson, "--from", &file]);
        assert!(is_good, "{said}");
        let written = fs::read_to_string(folder.path().join(&lesson)).expect("written");
        assert_eq!(written.contains("at: {violation:"), breaks, "{written}");
        assert!(written.contains("free st"), "{written}");
        let (is_good, said) = run(folder.path(), &["check", &lesson]);
        assert!(is_good, "{said}\n{written}");
    }
}
