//! The readers of what strangers wrote, one by one: whatever bytes come, each answers, and what it
//! answers is safe to show.
//!
//! `fuzz/` has the same targets for `cargo fuzz`, which needs a compiler of its own; these run with
//! every test, on the same few seeds.

use mapi_teardown::headless::script::parse;
use mapi_teardown::lesson::progress::Progress;
use mapi_teardown::lesson::{Lesson, Source};
use mapi_teardown::scenario::{expression, lexer, module, names, statement};
use mapi_teardown::sim::value::FieldId;
use mapi_teardown::workshop::lines::LineBuffer;
use mapi_teardown::workshop::protocol;
use proptest::prelude::*;

const LESSON: &str = include_str!("../../lessons/07-the-out-word.yaml");
const BODIES: &str = include_str!("../../assets/bodies/store/eager.yaml");
const SCRIPT: &str =
    "run store-logoff\nsize 80x24\nkey Right 3\nexpect step 3\nmark here\nstill a.svg\n";
const PROGRESS: &str = "teardown progress 1\nlesson 03-inside-release scene=a way=b round=2 \
    score=3/4 done\n  a attempts=1 hints=0 wrong=x,y right done\n";
const TALK: &str = "{\"hello\":{\"version\":1,\"role\":\"speaker\",\"key\":\"\"}}\n{\"beat\":\
    {\"number\":3}}\n{\"do\":{\"what\":\"next\"}}\n";

/// Bytes near a good text: pieces of it put elsewhere, doubled, cut, or replaced by what is rare.
fn near(seed: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let rare = prop::sample::select(vec![
        "\u{202e}",
        "\0",
        ": ",
        "- ",
        "(",
        "]",
        "&a ",
        "*a",
        "99999999999",
        "\n",
        "\t",
        "\u{ffff}",
        "'",
    ]);
    let change = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8, rare);
    (prop::collection::vec(change, 0..12), prop::collection::vec(any::<u8>(), 0..4)).prop_map(
        move |(changes, tail)| {
            let mut bytes = seed.as_bytes().to_vec();
            for (at, other, how, rare) in changes {
                let (at, other) = (at.index(bytes.len() + 1), other.index(bytes.len() + 1));
                let (from, to) = (at.min(other), at.max(other).min(at.min(other) + 200));
                match how {
                    0 => drop(bytes.drain(from..to)),
                    1 => {
                        let part = bytes[from..to].to_vec();
                        bytes.splice(from..from, part);
                    }
                    2 => drop(bytes.splice(from..to.min(from + 3), rare.bytes())),
                    _ => bytes.truncate(to.max(1)),
                }
            }
            bytes.extend(tail);
            bytes
        },
    )
}

struct NoNames;

impl expression::Scope for NoNames {
    fn variable(&self, _: &str) -> Option<u16> {
        None
    }

    fn own_field(&self, _: FieldId) -> bool {
        false
    }

    fn known(&self, _: &names::Interner) -> Vec<String> {
        Vec::new()
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_lesson(bytes in near(LESSON)) {
        if let Ok(source) = Source::from_bytes("x.yaml", bytes) {
            let found = Lesson::parse(source).err().unwrap_or_default();
            prop_assert!(found.len() <= 202);
        }
    }

    #[test]
    fn a_file_of_bodies(bytes in near(BODIES)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = module::parse("x.yaml", &text, 0);
    }

    #[test]
    fn a_statement(text in "[-a-z(){}\"|&,.=<>! 0-9]{0,300}|(not \
        |\\(|exists\\(|bits\\(|a\\.|list\\(a for a in ){0,200}x") {
        let (bare, _) = lexer::split_annotations(text.into());
        let _ = statement::parse_head(&bare, &mut names::Interner::default(), &NoNames);
        let _ = statement::parse_guard(&bare, &mut names::Interner::default(), &NoNames);
    }

    #[test]
    fn a_script(bytes in near(SCRIPT)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = parse::parse("x", &text);
    }

    #[test]
    fn progress(bytes in near(PROGRESS)) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(progress) = text.parse::<Progress>() {
            let written = progress.to_string();
            let again: Progress = written.parse().expect("what is written is read");
            prop_assert_eq!(again.to_string(), written);
        }
    }

    #[test]
    fn a_talk(bytes in near(TALK)) {
        let mut lines = LineBuffer::new(4096);
        lines.push(&bytes);
        while let Some(Ok(line)) = lines.line() {
            let _ = protocol::hello(&line, "");
            let _ = protocol::asked(&line, protocol::PeerRole::Speaker);
            let _ = protocol::told(&line);
            let _ = protocol::aged(&line, 7);
        }
    }
}
