//! Splits Fluent files into messages and builds the index that is bundled with the program: a
//! screen asks for some sixty texts, so finding one must be cheap.
//!
//! The build script compiles this very file, so it may import nothing from the program. It must not
//! know what a message says.

/// The messages of a file, id and text: a message begins at the left edge with its id and continues
/// until the next line that is not part of it.
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

/// The text of a message that is the same for all arguments: on one line, without a placeholder.
fn plain(source: &str) -> Option<&str> {
    let mut lines = source.trim_end().lines();
    let text = lines.next()?.split_once('=')?.1.trim();
    (!text.is_empty() && !text.contains(['{', '}']) && lines.next().is_none()).then_some(text)
}

/// The messages of all files, ordered by id: first their number and the offset of each, as four
/// bytes, lowest first; then for each message its id, a zero byte, and either `=` and the plain
/// text or the source.
pub fn index(files: &[String]) -> Vec<u8> {
    let mut all: Vec<(&str, &str)> = files.iter().flat_map(|file| messages(file)).collect();
    all.sort_unstable();
    let mut head = (all.len() as u32).to_le_bytes().to_vec();
    let mut body = Vec::new();
    for (id, source) in &all {
        head.extend(((4 + 4 * all.len() + body.len()) as u32).to_le_bytes());
        body.extend([id.as_bytes(), b"\0"].concat());
        match plain(source) {
            Some(text) => body.extend([b"=", text.as_bytes()].concat()),
            None => body.extend(source.as_bytes()),
        }
    }
    [head, body].concat()
}
