//! The lesson that `teardown new` writes, and the JSON Schema that `teardown schema` prints.
//!
//! It must not know a run; a test checks that the template has no problem.

use super::values::schema_with_values;

/// A lesson with comments, as a starting point.
pub const TEMPLATE: &str = include_str!("template.yaml");

/// The template with the user's title, which is quoted so that it may contain anything.
pub fn template(title: &str) -> String {
    let clean: String = title.chars().filter(|c| !crate::text::is_control(*c)).collect();
    let quoted = serde_json::Value::String(clean).to_string();
    TEMPLATE.replacen("\"My lesson\"", &quoted, 1).replacen("\"Minha lição\"", &quoted, 1)
}

/// The JSON Schema of a lesson with all known values, as JSON text.
pub fn schema_text() -> String {
    serde_json::to_string_pretty(&schema_with_values()).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::check::check_lesson;
    use crate::lesson::source::LessonSource;

    #[test]
    fn the_template_has_no_problem() {
        let source =
            LessonSource::from_bytes("my.yaml", TEMPLATE.as_bytes().to_vec()).expect("text");
        let report = check_lesson(&source);
        assert!(report.ran && report.diagnostics.is_empty(), "{:#?}", report.diagnostics);
    }

    #[test]
    fn a_title_of_ones_own_cannot_break_it() {
        let source =
            LessonSource::from_bytes("my.yaml", template("a \"b\": [c]\u{1b}").into_bytes())
                .expect("text");
        let report = check_lesson(&source);
        assert!(report.ran && !report.has_errors(), "{:#?}", report.diagnostics);
    }
}
