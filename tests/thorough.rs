//! Every bundled lesson keeps its word in every order in which the threads can run; what it promises of the order shown it says so.
//! Searches need the optimised test profile.

use mapi_teardown::lesson::library::all_bundled;
use mapi_teardown::lesson::thorough::thorough;

/// Lessons whose orders are more than a check tries: all their ways together, with a bug that ends early in many places.
const TOO_MANY: [&str; 3] = ["lessons/11-orphans.yaml", "lessons/16-bug-hunt.yaml", "lessons/17-reading-code.yaml"];

#[test]
fn bundled_lessons_hold_in_every_order() {
    let found: Vec<String> = all_bundled()
        .iter()
        .flat_map(thorough)
        .filter(|it| it.code != "not-every-order" || !TOO_MANY.contains(&it.file.as_str()))
        .map(|it| format!("{} [{}] {:?}", it, it.code, it.help))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
