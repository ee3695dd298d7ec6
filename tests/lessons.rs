//! Every bundled lesson is played to its end in both languages and compared with what it says; bad lessons get the complaints they
//! expect; no bytes can make the loader panic.

use std::path::Path;
use std::sync::Arc;

use mapi_teardown::lesson::check::{check_bundled, check_lesson};
use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::play::{LessonRun, Moved};
use mapi_teardown::text::Lang;

#[test]
fn bundled_lessons_have_no_problem() {
    let reports = check_bundled();
    assert_eq!(reports.len(), INDEX.len());
    let problems: Vec<String> =
        reports.iter().flat_map(|report| &report.diagnostics).map(|it| format!("{} [{}]", it, it.code)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(reports.iter().all(|report| report.ran && report.questions > 0));
}
