//! Reports as build servers read them: JUnit's XML, and workflow commands of GitHub.
//!
//! It must not know what was checked: a case is a name and what is wrong with it.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Lang, is_unsafe};

/// Something that was checked.
pub(super) struct TestCase<'a> {
    /// Its name: a lesson's or a file's.
    pub(super) name: &'a str,
    /// What is wrong with it; warnings are not failures.
    pub(super) diagnostics: &'a [Diagnostic],
}

impl<'a> TestCase<'a> {
    fn errors(&self) -> impl Iterator<Item = &'a Diagnostic> {
        self.diagnostics.iter().filter(|it| it.severity == Severity::Error)
    }
}

/// A report that build servers show as test cases; `suite` is the command, `class` what all cases
/// are.
pub(super) fn junit(suite: &str, class: &str, cases: &[TestCase<'_>], lang: Lang) -> String {
    let bad = cases.iter().filter(|case| case.errors().next().is_some()).count();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"{suite}\" \
         tests=\"{}\" failures=\"{bad}\">\n",
        cases.len()
    );
    for case in cases {
        let name = escaped(case.name);
        let _ = write!(xml, "    <testcase classname=\"{class}\" name=\"{name}\"");
        match case.errors().next() {
            None => xml.push_str("/>\n"),
            Some(first) => {
                let all: Vec<String> = case.errors().map(|it| it.told(lang)).collect();
                let (message, text) = (escaped(first.message_in(lang)), escaped(&all.join("\n")));
                let _ = writeln!(
                    xml,
                    ">\n      <failure message=\"{message}\" type=\"{}\">{text}</failure>\n    \
                     </testcase>",
                    first.code
                );
            }
        }
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

/// A text inside XML; what XML cannot carry is replaced.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\n' => "\n".to_owned(),
            c if is_unsafe(c) => "\u{FFFD}".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// Lines that GitHub shows beside the file.
pub(super) fn annotations(cases: &[TestCase<'_>], lang: Lang) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut lines = String::new();
    for it in cases.iter().flat_map(|case| case.diagnostics) {
        let help = it.help_in(lang).map_or(String::new(), |help| format!(" ({help})"));
        let place = it
            .place
            .map_or(String::new(), |place| format!(",line={},col={}", place.line, place.column));
        let message = data(&format!("{}{help}", it.message_in(lang)));
        let _ = writeln!(
            lines,
            "::{} file={}{place},title={}::{message}",
            it.severity.name(),
            property(&it.file),
            it.code
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn bad() -> Vec<Diagnostic> {
        let place = Place { line: 3, column: 5, length: 2 };
        let complaint =
            Diagnostic::error("unknown-key", "a,b.yaml", Some(place), "no key <x> & \"y\"\u{1b}");
        vec![complaint.help("50% less")]
    }

    #[test]
    fn junit_carries_any_text() {
        let found = bad();
        let cases = [TestCase { name: "a,b.yaml", diagnostics: &found }];
        let xml = junit("teardown check", "lessons", &cases, Lang::En);
        assert!(
            xml.contains("failures=\"1\"")
                && xml.contains("no key &lt;x&gt; &amp; &quot;y&quot;\u{FFFD}"),
            "{xml}"
        );
    }

    #[test]
    fn annotations_are_one_line_each_and_escaped() {
        let found = bad();
        let lines = annotations(&[TestCase { name: "a,b.yaml", diagnostics: &found }], Lang::En);
        assert_eq!(lines.lines().count(), 1);
        assert!(
            lines.starts_with("::error file=a%2Cb.yaml,line=3,col=5,title=unknown-key::no key"),
            "{lines}"
        );
        assert!(lines.contains("50%25 less"));
    }
}
