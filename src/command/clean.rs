//! The last door before a terminal: no byte of a stranger's gets through it that a terminal would
//! obey.
//!
//! Names of files, titles and words of scripts come from anywhere. It must not know who writes
//! what.

use std::io::{self, Write};

use crate::text::is_unsafe;

/// A writer of UTF-8 that replaces what is unsafe: in JSON, which begins with a bracket, by an
/// escape that says the same, elsewhere by a sign that something was there.
pub(super) struct Clean<W> {
    out: W,
    json: Option<bool>,
    /// The beginning of a character whose rest has not come yet.
    half: Vec<u8>,
}

impl<W: Write> Clean<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, json: None, half: Vec::new() }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_unsafe(*c)) {
            self.out.write_all(&text.as_bytes()[done..at])?;
            match self.json {
                Some(true) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        write!(self.out, "\\u{unit:04x}")?;
                    }
                }
                _ => write!(self.out, "{}", char::REPLACEMENT_CHARACTER)?,
            }
            done = at + c.len_utf8();
        }
        self.out.write_all(&text.as_bytes()[done..])
    }

    fn all(&mut self, bytes: &[u8]) -> io::Result<()> {
        for chunk in bytes.utf8_chunks() {
            self.text(chunk.valid())?;
            if !chunk.invalid().is_empty() {
                write!(self.out, "{}", char::REPLACEMENT_CHARACTER)?;
            }
        }
        Ok(())
    }
}

/// Bytes at the end of a text that begin a character and do not end it.
fn unfinished(bytes: &[u8]) -> usize {
    let begins = bytes.iter().rev().take(3).position(|byte| *byte >= 0xC0);
    let Some(back) = begins.map(|at| at + 1) else { return 0 };
    let wanted = match bytes[bytes.len() - back] {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    };
    if back < wanted { back } else { 0 }
}

impl<W: Write> Write for Clean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.json = self.json.or_else(|| bytes.first().map(|first| matches!(first, b'{' | b'[')));
        if self.half.is_empty()
            && bytes.iter().all(|byte| matches!(byte, b' '..0x7F | b'\n' | b'\t'))
        {
            self.out.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut whole = std::mem::take(&mut self.half);
        whole.extend_from_slice(bytes);
        self.half = whole.split_off(whole.len() - unfinished(&whole));
        self.all(&whole)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let half = std::mem::take(&mut self.half);
        self.all(&half)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(parts: &[&[u8]]) -> String {
        let mut bytes = Vec::new();
        let mut out = Clean::new(&mut bytes);
        parts.iter().for_each(|part| out.write_all(part).expect("written"));
        out.flush().expect("written");
        drop(out);
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn nothing_gets_through_that_a_terminal_obeys() {
        let hostile = "a\u{1b}[2J\u{9b}31m\r\u{7f}\u{61c}\u{202e}\u{2066}\u{ffff}b\tç\n";
        let text = clean(&[hostile.as_bytes(), b"\xff", "é".as_bytes()]);
        assert!(!text.chars().any(is_unsafe), "{text:?}");
        assert!(text.starts_with("a\u{fffd}[2J") && text.ends_with("b\tç\n\u{fffd}é"), "{text:?}");
        let json = clean(&[b"{\"a\": \"", "\u{202e}\u{e0001}".as_bytes(), b"\"}"]);
        assert_eq!(json, "{\"a\": \"\\u202e\\udb40\\udc01\"}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&json).expect("JSON")["a"],
            "\u{202e}\u{e0001}"
        );
    }

    #[test]
    fn a_character_in_two_pieces_stays_one() {
        for cut in 1..4 {
            let (text, bytes) = ("😀", "😀".as_bytes());
            assert_eq!(clean(&[&bytes[..cut], &bytes[cut..]]), text);
        }
    }
}
