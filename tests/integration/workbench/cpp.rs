//! The statements of bodies as C++: every kind of statement has one, for every bundled provider and
//! every task.

use mapi_teardown::scenario::listing::{self, BodyKind};
use mapi_teardown::workbench::cpp::CppPrinter;

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
            for line in &printed {
                let margin = "    ".repeat(usize::from(line.indent));
                println!("{margin}{}", line.text);
            }
            println!();
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
