//! A name is the name of one type: whoever reads `Outcome` in one file knows what it is in another.

use std::collections::BTreeMap;

use super::source::{is_test, sources};

/// The types that a text declares: structs, enums, unions, traits and aliases. The associated types
/// of traits, which are indented, are the trait's and no types of their own.
fn declared(code: &str) -> Vec<&str> {
    code.lines().filter_map(declares).collect()
}

fn declares(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    if let Some(after) = rest.strip_prefix("pub") {
        rest = match after.strip_prefix('(') {
            Some(scope) => scope.split_once(')')?.1.trim_start(),
            None => after.trim_start(),
        };
    }
    let rest = rest.strip_prefix("unsafe ").unwrap_or(rest);
    let (kind, after) = rest.split_once(' ')?;
    let is_type = match kind {
        "struct" | "enum" | "union" | "trait" => true,
        "type" => !line.starts_with(' '),
        _ => false,
    };
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
    (is_type && end > 0).then(|| &after[..end])
}

#[test]
fn declarations_in_every_form_are_seen() {
    let code = [
        "struct One;",
        "pub(in crate::tui) enum Two {",
        "pub(super) trait Three<T>: Other {",
        "    type Associated = u8;",
        "    pub struct Five(u8);",
        "type Six<'a> = &'a str;",
        "let structure = type_of(x);",
        "use a::Seven;",
        "pub unsafe trait Eight {}",
    ];
    assert_eq!(declared(&code.join("\n")), ["One", "Two", "Three", "Five", "Six", "Eight"]);
}

#[test]
fn a_name_is_the_name_of_one_type() {
    let sources = sources();
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !is_test(source)) {
        for name in declared(&source.code) {
            files.entry(name).or_default().push(&source.name);
        }
    }
    assert!(files.len() > 500, "{} types", files.len());
    let twice: Vec<String> = files
        .iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
