//! The codes of errors and warnings about lessons, and their explanations. It must not know when an
//! error is reported.

use fluent_bundle::FluentValue;

use crate::text::Lang;
use crate::words::Words;

/// The codes, in alphabetical order.
pub const CODES: &[&str] = &[
    "ask-not-judged",
    "bad-cite",
    "bad-edit",
    "bad-log",
    "bad-name",
    "bad-option",
    "bad-world",
    "bad-yaml",
    "control-character",
    "duplicate-change",
    "duplicate-key",
    "duplicate-scene",
    "duplicate-way",
    "edit-misses",
    "empty-change",
    "empty-file",
    "empty-text",
    "endless-run",
    "expectation-failed",
    "few-changes",
    "first-way",
    "idle-body",
    "idle-hint",
    "idle-setting",
    "log-differs",
    "lone-mends",
    "lost-place",
    "many-changes",
    "many-ways",
    "missing-key",
    "missing-translation",
    "newer-format",
    "no-answer",
    "no-choice",
    "no-expectation",
    "no-fact",
    "no-scenes",
    "no-solution",
    "no-such-file",
    "no-such-lesson",
    "not-every-order",
    "not-utf8",
    "nth-and-pick",
    "nth-zero",
    "odd-minutes",
    "one-event",
    "one-kind",
    "one-sided",
    "one-way",
    "rule-broken",
    "rule-not-broken",
    "same-translation",
    "scene-order",
    "several-documents",
    "solved-as-listed",
    "some-order-breaks",
    "some-order-misses",
    "too-deep",
    "too-large",
    "too-long",
    "too-many-hints",
    "too-much",
    "uncited",
    "unknown-alias",
    "unknown-flag",
    "unknown-focus",
    "unknown-format",
    "unknown-key",
    "unknown-label",
    "unknown-lesson",
    "unknown-method",
    "unknown-reading",
    "unknown-rule",
    "unknown-value",
    "unknown-way",
    "unreached-scene",
    "unreached-until",
    "unreadable",
    "untold-way",
    "watch-only",
    "wrong-type",
    "yes-no",
];

/// What a code means, and how to fix the problem.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    Words::of(lang).find(&format!("explain-{code}"), &[("code", FluentValue::from(code))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained() {
        for code in CODES {
            for lang in [Lang::En, Lang::PtBr] {
                assert!(
                    explain(code, lang).is_some_and(|text| text.len() > 40),
                    "{code} in {}",
                    lang.code()
                );
            }
        }
        assert!(CODES.is_sorted());
        assert_eq!(explain("no-such-code", Lang::En), None);
    }

    #[test]
    fn every_code_that_is_used_is_listed() {
        let mut used = 0;
        for source in [
            include_str!("../source.rs"),
            include_str!("../shape.rs"),
            include_str!("../lint.rs"),
            include_str!("../lint/scene.rs"),
            include_str!("../lint/because.rs"),
            include_str!("../check.rs"),
            include_str!("judge.rs"),
            include_str!("../library.rs"),
            include_str!("../run.rs"),
            include_str!("../expect.rs"),
            include_str!("../unused.rs"),
        ] {
            for part in source.split("error(").chain(source.split("warn(")).skip(1) {
                let Some(code) =
                    part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
                else {
                    continue;
                };
                assert!(CODES.contains(&code), "{code} is not listed");
                used += 1;
            }
        }
        assert!(used > 30);
    }
}
