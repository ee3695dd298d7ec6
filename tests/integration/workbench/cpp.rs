//! The statements of bodies as C++: every kind of statement has one, for every bundled provider and
//! every task.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use mapi_teardown::scenario::listing::{self, BodyKind};
use mapi_teardown::text::Lang;
use mapi_teardown::workbench::cpp::CppPrinter;
use mapi_teardown::workbench::task::TaskAsk;

#[test]
fn every_statement_of_a_bundled_provider_has_its_cpp() {
    let modules = listing::modules().expect("all are read");
    let mut count = 0;
    for name in ["store", "eager", "deferred", "stub", "wrapper"] {
        let listed = modules.iter().find(|it| it.module.name == name).expect(name);
        let printer = CppPrinter::new(name);
        for (kind, body) in listed.bodies() {
            let statements = listing::statements(body);
            let lines: Vec<_> =
                statements.iter().map(|it| (it.depth as u8, it.text.as_str())).collect();
            let printed = printer.body(&listing::head(body), &lines);
            for (at, statement) in statements.iter().enumerate() {
                let its = printed.iter().find(|line| line.statement == Some(at));
                let is_marked = statement.text == "otherwise" || statement.text == "else";
                assert!(its.is_some() || is_marked, "{}: {}", body.full_name(), statement.text);
                assert!(its.is_none_or(|it| !it.text.starts_with("//")), "{its:?}");
                count += 1;
            }
            assert!(kind != BodyKind::Script || printed.len() > 3);
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn the_cpp_of_a_solved_task_compiles() {
    let compilers = crate::cpp::compilers();
    if compilers.is_empty() {
        assert!(!crate::cpp::required(), "TEARDOWN_CPP=required, and no compiler is here");
        eprintln!("SKIPPED: no C++ compiler, so the C++ of the workbench is untested");
        return;
    }
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cpp");
    let solved = super::all().into_iter().flat_map(|task| {
        let layouts = super::tasks::layouts(&task);
        layouts.into_iter().map(move |layout| (Arc::clone(&task), layout))
    });
    for (at, (task, layout)) in solved.enumerate() {
        for (lang, name) in [(Lang::En, "en"), (Lang::PtBr, "pt")] {
            let text = layout.skeleton(&task, lang);
            for TaskAsk { say: ask, cites, .. } in &task.asks {
                assert!(text.contains(ask.get(lang)) && text.contains(&cites[0]), "{text}");
            }
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("task-{at}-{name}.cpp"));
            std::fs::write(&file, &text).expect("written");
            for compiler in compilers.iter().filter(|it| **it != "cl") {
                let output = Command::new(compiler)
                    .args(["-std=c++11", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic"])
                    .args(["-Werror", "-Wno-unused-parameter", "-I"])
                    .args([&header, &file])
                    .output()
                    .expect("it runs");
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{}: {said}\n{text}", task.id);
            }
        }
    }
}
