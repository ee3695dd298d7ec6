//! Lines for a terminal of so many columns, broken between words: it would break them inside.
//!
//! It must not know what the lines say.

use std::io::{self, Write};

use crate::tui::content::pen::width;

/// Fewest columns for which lines are broken; below, the terminal may do as it likes.
const FEWEST: u16 = 30;

/// Breaks lines between words; a word that is longer than a line, as an address can be, is left
/// whole.
pub struct Narrow<'w> {
    out: &'w mut dyn Write,
    columns: u16,
    line: Vec<u8>,
}

impl<'w> Narrow<'w> {
    /// Lines of at most so many columns.
    pub fn new(out: &'w mut dyn Write, columns: u16) -> Self {
        Self { out, columns, line: Vec::new() }
    }
}

impl Write for Narrow<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let line = std::mem::take(&mut self.line);
                match std::str::from_utf8(&line) {
                    Ok(text) if self.columns >= FEWEST => {
                        self.out.write_all(broken(text.trim_end(), self.columns).as_bytes())?;
                    }
                    _ => self.out.write_all(&line)?,
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&std::mem::take(&mut self.line))?;
        self.out.flush()
    }
}

/// A line in as many as it needs; continuation lines are indented below its words, not below its
/// number.
fn broken(line: &str, columns: u16) -> String {
    let words = line.trim_start_matches(' ');
    let mark = &line[..line.len() - words.len()];
    let number =
        words.find(' ').filter(|end| words[..*end].trim_end_matches('.').parse::<usize>().is_ok());
    let hanging = number.map_or(0, |end| words.len() - words[end..].trim_start().len());
    let below = format!("{mark}{}", " ".repeat(hanging));
    let mut text = String::from(mark);
    let mut used = width(mark);
    let mut gap = "";
    for (at, word) in words.split(' ').enumerate() {
        let needed = width(gap) + width(word);
        if at > 0 && !word.is_empty() && used + needed > columns {
            text.truncate(text.trim_end().len());
            text.push('\n');
            text.push_str(&below);
            used = width(&below) + width(word);
        } else {
            text.push_str(gap);
            used += needed;
        }
        text.push_str(word);
        gap = " ";
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_hang_below_theirs() {
        assert_eq!(broken("one two three", 30), "one two three\n");
        assert_eq!(
            broken("  12. one two three four", 14),
            "  12. one two\n      three\n      four\n"
        );
        assert_eq!(
            broken("see https://example.org/a-long-page", 12),
            "see\nhttps://example.org/a-long-page\n"
        );
        assert_eq!(broken("", 30), "\n");
    }

    #[test]
    fn what_is_written_in_pieces_is_broken_as_a_whole() {
        let mut out = Vec::new();
        let mut narrow = Narrow::new(&mut out, 30);
        write!(narrow, "a line that is written in ")
            .and_then(|()| write!(narrow, "pieces\nand a part"))
            .expect("memory");
        narrow.flush().expect("memory");
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "a line that is written in\npieces\nand a part"
        );
    }
}
