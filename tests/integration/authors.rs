//! What an author of a lesson has besides options: code by its labels, several modules, reasons;
//! and the bundled bodies to begin with.

use std::path::Path;

use mapi_teardown::diagnostic::Diagnostic;
use mapi_teardown::lesson::LessonSource;
use mapi_teardown::lesson::check::check_lesson;

mod mistakes;

use crate::harness::{command, command_in, stderr, stdout};

/// A lesson with these keys in its run.
fn lesson(run: &str, rules: &str) -> String {
    format!(
        "format: 1\ntitle: T\ngoal: G\nminutes: 5\nrun:\n  path: release\n  world: plain\n\
         {run}expect_violations: [{rules}]\nscenes:\n  - at: {{start: true}}\n    predict: {{rows: \
         removed}}\nclose:\n  expect: {{violations: [{rules}]}}\n"
    )
}

fn check(text: &str) -> Vec<Diagnostic> {
    let source = LessonSource::from_bytes("my.yaml", text.as_bytes().to_vec()).expect("text");
    check_lesson(&source).diagnostics
}

/// The code, the text at the place up to the next sign, and the help.
fn places(text: &str, found: &[Diagnostic]) -> Vec<(&'static str, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let at = |it: &Diagnostic| {
        let place = it.place.expect("a place");
        let line = lines[place.line as usize - 1].chars().skip(place.column as usize - 1);
        line.take_while(|c| !",}]".contains(*c)).collect::<String>()
    };
    found.iter().map(|it| (it.code, at(it))).collect()
}

/// Writes a lesson and replays it.
fn replay(folder: &Path, text: &str, lang: &str) -> String {
    std::fs::write(folder.join("my.yaml"), text).expect("is written");
    let output = command_in(folder, &["replay", "my.yaml", "--lang", lang]).output();
    let output = output.expect("runs");
    assert_eq!(stderr(&output), "", "{text}");
    stdout(&output).to_owned()
}

const LEAK: &str = "  edits:\n    - {in: destroy-store, drop: release-support}\n";

#[test]
fn a_lesson_edits_statements_by_their_labels() {
    let own = lesson(LEAK, "INV-06, INV-07, INV-12");
    assert_eq!(check(&own), [], "{own}");
    let folder = tempfile::tempdir().expect("a folder");
    let told = replay(folder.path(), &own, "en");
    assert!(told.contains("to blame: the store provider"), "{told}");
    let output = command_in(folder.path(), &["replay", "my.yaml", "--format", "jsonl"]).output();
    let output = output.expect("runs");
    assert!(stdout(&output).lines().next().expect("a header").contains("\"edits\""));
}

#[test]
fn an_edit_writes_blocks_and_reasons_are_told_in_both_languages() {
    let run = "  edits:\n    - in: destroy-store\n      before: free-store\n      write:\n        \
               - if st != null:\n            - st.told = yes  ~ inferred ^ keep\n  reasons:\n    \
               keep: {en: It is kept., pt-BR: Fica guardado.}\n    free-store: {en: Own words., \
               pt-BR: Palavras nossas.}\n";
    let own = lesson(run, "");
    let found = check(&own);
    assert!(found.iter().all(|it| it.code != "bad-edit" && it.code != "statement"), "{found:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let told = replay(folder.path(), &own, "en");
    assert!(told.contains("(It is kept.)") && told.contains("(Own words.)"), "{told}");
    let told = replay(folder.path(), &own, "pt-BR");
    assert!(told.contains("(Fica guardado.)") && told.contains("(Palavras nossas.)"), "{told}");
}

#[test]
fn a_lesson_replaces_several_modules() {
    let run = [
        "  bodies:",
        "    - |",
        "      module: eager",
        "      who: provider",
        "      methods:",
        "        IMSLogon::AddRef() ~ inferred:",
        "          - return refs",
        "    - |",
        "      module: store-support",
        "      who: mapi",
        "      methods:",
        "        IMAPISupport::AddRef() ~ inferred:",
        "          - return reffs",
        "",
    ]
    .join("\n");
    let own = lesson(&run, "");
    let found = check(&own);
    assert_eq!(places(&own, &found), [("statement", "reffs".to_owned())], "{found:?}");
    let mended = own.replace("reffs", "refs");
    let found = check(&mended);
    assert!(found.iter().all(|it| it.code == "idle-body"), "{found:?}");
    assert_eq!(found.len(), 2);
    assert_eq!(
        places(&mended, &found),
        [
            ("idle-body", "IMSLogon::AddRef() ~ inferred:".to_owned()),
            ("idle-body", "IMAPISupport::AddRef() ~ inferred:".to_owned())
        ]
    );
}

#[test]
fn what_is_wrong_with_an_edit_is_said_at_the_edit() {
    for (edit, code, at) in [
        ("{in: destroy-stor, drop: release-support}", "edit-misses", "destroy-stor"),
        ("{in: destroy-store, drop: release-suport}", "edit-misses", "release-suport"),
        (
            "{in: destroy-store, after: release-support, write: x.Releas()}",
            "statement",
            "x.Releas()",
        ),
        ("{in: destroy-store, write: [st.Release(, x]}", "statement", "["),
        ("{in: destroy-store, drop: release-support, after: x}", "bad-edit", "destroy-store"),
    ] {
        let good = "    - {in: destroy-store, write: \"let a = told\"}\n";
        let own = lesson(&format!("  edits:\n{good}    - {edit}\n{good}"), "");
        let found = check(&own);
        let first = places(&own, &found).into_iter().find(|it| it.0 == code);
        let (_, text) = first.unwrap_or_else(|| panic!("{edit}: {found:?}"));
        assert!(text.starts_with(at), "{edit}: {text}");
        assert!(found.iter().all(|it| &*it.file == "my.yaml"), "{edit}: {found:?}");
    }
    let own = lesson("  reasons: {tolld-check: Why.}\n", "");
    let found = check(&own);
    assert_eq!(found[0].code, "unknown-label");
    assert_eq!(found[0].help.as_deref().map(|it| it.contains("told-check")), Some(true));
    assert_eq!(found[0].place.map(|it| (it.line, it.column)), Some((8, 13)));
}

#[test]
fn a_run_with_edits_is_saved_as_a_lesson() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = format!("{LEAK}  reasons: {{told-check: {{en: A., pt-BR: B.}}}}\n");
    let own = lesson(&run, "INV-06, INV-07, INV-12");
    std::fs::write(folder.path().join("my.yaml"), own).expect("is written");
    let save = ["explore", "my.yaml", "--save", "INV-06", "-o", "found.yaml"];
    let output = command_in(folder.path(), &save).output().expect("runs");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let output = command_in(folder.path(), &["check", "found.yaml"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_bundled_body_is_printed_as_a_lesson_takes_it() {
    let printed = command(&["bodies", "eager::destroy-store"]).output().expect("runs");
    let text = stdout(&printed);
    assert!(text.starts_with("# assets/bodies/store/eager.yaml:"), "{text}");
    for part in ["module: eager\n", "pieces:\n", "^ release-support", "@ "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let indented: String = text.lines().map(|line| format!("    {line}\n")).collect();
    let own = lesson(&format!("  bodies: |\n{indented}"), "");
    assert_eq!(check(&own), []);
    let fields = command(&["bodies", "eager::IMsgStore::Release", "--format", "json"]).output();
    let fields = fields.expect("runs");
    let json: serde_json::Value = serde_json::from_str(stdout(&fields)).expect("JSON");
    assert!(json[0]["fields"]["IMsgStore"]["told"].is_string(), "{json}");
    assert_eq!(json[0]["bodies"][0]["kind"], "method");
    for (typo, near) in [("eager::StoreLogof", "StoreLogoff"), ("egaer", "eager")] {
        let output = command(&["bodies", typo]).output().expect("runs");
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(near), "{}", stderr(&output));
    }
}
