//! Every bundled lesson keeps its word in every order in which the threads can run; what it
//! promises of the order shown it says so. Searches need the optimised test profile.

use mapi_teardown::lesson::library::all_bundled;
use mapi_teardown::lesson::thorough::thorough;

/// Lessons with a way whose orders are more than a check tries.
const TOO_MANY: [&str; 4] = [
    "lessons/11-orphans.yaml",
    "lessons/16-bug-hunt.yaml",
    "lessons/17-reading-code.yaml",
    "lessons/21-hangs-and-threads.yaml",
];

#[test]
fn bundled_lessons_hold_in_every_order() {
    let found: Vec<String> = all_bundled()
        .iter()
        .flat_map(thorough)
        .filter(|it| it.code != "not-every-order" || !TOO_MANY.contains(&&*it.file))
        .map(|it| format!("{} [{}] {:?}", it, it.code, it.help))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
