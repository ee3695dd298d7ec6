//! Every bundled lesson keeps its word in every order in which the threads can run; what it promises of the order shown it says so.
//! Searches need the optimised test profile.

use mapi_teardown::lesson::library::all_bundled;
use mapi_teardown::lesson::thorough::thorough;

#[test]
fn bundled_lessons_hold_in_every_order() {
    let found: Vec<String> =
        all_bundled().iter().flat_map(thorough).map(|it| format!("{} [{}] {:?}", it, it.code, it.help)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
