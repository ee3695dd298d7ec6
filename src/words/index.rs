//! Cuts Fluent files into messages, and puts them in the order of their ids: the form in which the program brings its words along.
//!
//! The build script makes it with this very file, so it may import nothing of the program. It must not know what a message says.

/// The messages of a file, id and text: each begins at the left edge with its id, and goes on until the next line that does not belong
/// to it.
pub fn messages(file: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut end = |from: Option<usize>, at: usize| {
        if let Some(source) = from.and_then(|from| file.get(from..at)) {
            found.push((source.split(['=', ' ']).next().unwrap_or_default(), source));
        }
    };
    let (mut at, mut from) = (0, None);
    for line in file.split_inclusive('\n') {
        let begins = line.starts_with(|first: char| first.is_ascii_alphabetic());
        if begins || line.starts_with('#') {
            end(from.take(), at);
            from = begins.then_some(at);
        }
        at += line.len();
    }
    end(from, at);
    found
}

/// The messages of all files: their number, then where each begins, four bytes each with the lowest first, then id, a zero byte and
/// text of each in the order of ids.
pub fn index(files: &[String]) -> Vec<u8> {
    let mut all: Vec<(&str, &str)> = files.iter().flat_map(|file| messages(file)).collect();
    all.sort_unstable();
    let number = |number: usize| (number as u32).to_le_bytes();
    let mut out = number(all.len()).to_vec();
    let mut at = 4 * (all.len() + 1);
    for (id, text) in &all {
        out.extend(number(at));
        at += id.len() + 1 + text.len();
    }
    for (id, text) in all {
        out.extend([id.as_bytes(), b"\0", text.as_bytes()].concat());
    }
    out
}
