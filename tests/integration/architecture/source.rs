//! Files of the program as the laws see them: their text, their code, and what they import.

use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten().map(|entry| entry.path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

/// A source file: its module, its path, and its text without tests and comments.
pub(super) struct Source {
    pub(super) module: String,
    pub(super) name: String,
    pub(super) code: String,
}

pub(super) fn sources() -> Vec<Source> {
    let base = root().join("src");
    files_under(&base)
        .into_iter()
        .map(|path| {
            let name =
                path.strip_prefix(&base).expect("under src").to_string_lossy().replace('\\', "/");
            let module = name.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("is text");
            let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("");
            let code: Vec<&str> =
                code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            Source { module, code: code.join("\n"), name }
        })
        .collect()
}

pub(super) fn is_test(source: &Source) -> bool {
    source.name.ends_with("/tests.rs") || source.name.contains("/tests/")
}

/// The modules that a text names as `crate::module`, also in lists: `use crate::{sim::State,
/// text::Lang}`.
pub(super) fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        if let Some(list) = after.strip_prefix('{') {
            let mut depth = 0;
            let list: String = list
                .chars()
                .take_while(|c| {
                    depth += match c {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
                    depth >= 0
                })
                .collect();
            let mut inner = 0;
            let flat: String = list
                .chars()
                .filter(|c| {
                    inner += i32::from(*c == '{') - i32::from(*c == '}');
                    inner == 0
                })
                .collect();
            found.extend(
                flat.split(',').map(|item| item.trim().split("::").next().unwrap_or("").to_owned()),
            );
        } else {
            found.push(after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| !name.is_empty() && name.starts_with(|c: char| c.is_lowercase()));
    found
}

/// Every Rust file that is written by hand, with its text.
pub(super) fn written() -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = ["src", "tests", "benches", "fuzz"]
        .iter()
        .flat_map(|folder| files_under(&root().join(folder)))
        .collect();
    paths.push(root().join("build.rs"));
    let name = |path: &Path| {
        path.strip_prefix(root()).expect("in the repository").to_string_lossy().replace('\\', "/")
    };
    let built = |path: &Path| path.components().any(|part| part.as_os_str() == "target");
    paths
        .iter()
        .filter(|path| !built(path.strip_prefix(root()).expect("in the repository")))
        .map(|path| (name(path), fs::read_to_string(path).expect("is text")))
        .collect()
}
