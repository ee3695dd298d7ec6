//! Lines of a file that may have any encoding and any length: each in bounded memory.
//!
//! It must not know what a line means.

use std::io::{self, BufRead, Read};

/// The longest line that is read, in bytes of UTF-8.
pub const LONGEST: usize = 64 * 1024;

/// A line, or why it was skipped.
pub enum Line<'a> {
    /// Its text, without the line break.
    Text(&'a str),
    /// It is longer than [`LONGEST`].
    TooLong,
    /// It is no text: no UTF-8, or it has a zero byte.
    NoText,
}

/// Reads lines of UTF-8 or, with its mark at the start, of UTF-16.
pub struct Lines<'a> {
    from: Box<dyn BufRead + 'a>,
    bytes: Vec<u8>,
    /// The number of the last line, from 1.
    pub number: u32,
    /// Whether the last line ended with a line break.
    pub is_whole: bool,
}

impl<'a> Lines<'a> {
    /// Looks at the start of a file, and reads it from there.
    ///
    /// # Errors
    /// What the source reports.
    pub fn new(mut from: Box<dyn BufRead + 'a>) -> io::Result<Self> {
        let mut mark = Vec::new();
        // A source may give less at a time than a mark has.
        while mark.len() < 3 {
            let read = from.as_mut().take(3 - mark.len() as u64).read_to_end(&mut mark)?;
            if read == 0 {
                break;
            }
        }
        let wide = match mark[..] {
            [0xFF, 0xFE, ..] => Some(false),
            [0xFE, 0xFF, ..] => Some(true),
            _ => None,
        };
        let skip = match mark[..] {
            [0xEF, 0xBB, 0xBF] => 3,
            _ if wide.is_some() => 2,
            _ => 0,
        };
        let whole = io::Cursor::new(mark.split_off(skip)).chain(from);
        let from: Box<dyn BufRead + 'a> = match wide {
            Some(big) => Box::new(io::BufReader::new(Wide { from: whole, big, rest: Vec::new() })),
            None => Box::new(whole),
        };
        Ok(Self { from, bytes: Vec::new(), number: 0, is_whole: true })
    }

    /// The next line.
    ///
    /// # Errors
    /// What the source reports.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.bytes.clear();
        let most = LONGEST as u64 + 2;
        let read = self.from.as_mut().take(most).read_until(b'\n', &mut self.bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        self.is_whole = self.bytes.last() == Some(&b'\n');
        if !self.is_whole && read as u64 == most {
            self.skip()?;
            return Ok(Some(Line::TooLong));
        }
        while matches!(self.bytes.last(), Some(b'\n' | b'\r')) {
            self.bytes.pop();
        }
        if self.bytes.len() > LONGEST {
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(match str::from_utf8(&self.bytes) {
            Ok(text) if !text.contains('\0') => Line::Text(text),
            _ => Line::NoText,
        }))
    }

    /// Goes to the end of the line without keeping it.
    fn skip(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                self.is_whole = false;
                return Ok(());
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            self.from.consume(used);
            if end.is_some() {
                self.is_whole = true;
                return Ok(());
            }
        }
    }
}

/// UTF-16 as UTF-8. What is no character becomes the sign for one.
struct Wide<R> {
    from: R,
    big: bool,
    /// UTF-8 that was not asked for yet, last byte first.
    rest: Vec<u8>,
}

impl<R: Read> Wide<R> {
    fn unit(&mut self) -> io::Result<Option<u16>> {
        let mut pair = [0; 2];
        match self.from.read_exact(&mut pair) {
            Ok(()) => Ok(Some(match self.big {
                true => u16::from_be_bytes(pair),
                false => u16::from_le_bytes(pair),
            })),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < into.len() {
            if let Some(byte) = self.rest.pop() {
                into[written] = byte;
                written += 1;
                continue;
            }
            let Some(first) = self.unit()? else { break };
            let pair = match first {
                0xD800..=0xDBFF => self.unit()?.map_or([first, 0], |second| [first, second]),
                _ => [first, 0],
            };
            let units = &pair[..1 + usize::from(pair[1] != 0)];
            let mut utf8 = [0; 4];
            let decoded = char::decode_utf16(units.iter().copied());
            let all: Vec<char> =
                decoded.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            for c in all.iter().rev() {
                self.rest.extend(c.encode_utf8(&mut utf8).bytes().rev());
            }
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut lines =
            Lines::new(Box::new(io::BufReader::with_capacity(3, bytes))).expect("opens");
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().expect("reads") {
            found.push(match line {
                Line::Text(text) => text.to_owned(),
                Line::TooLong => "too long".to_owned(),
                Line::NoText => "no text".to_owned(),
            });
        }
        found
    }

    #[test]
    fn marks_and_line_ends_of_windows_are_read() {
        let wide = |big: bool| -> Vec<u8> {
            let text = "\u{feff}a\u{e9}\u{1F600}\r\nb";
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        let wanted = ["a\u{e9}\u{1F600}", "b"];
        assert_eq!(all("\u{feff}a\u{e9}\u{1F600}\r\nb".as_bytes()), wanted);
        assert_eq!(all(&wide(true)), wanted);
        assert_eq!(all(&wide(false)), wanted);
        assert_eq!(all(b"a\n\nb\n"), ["a", "", "b"]);
    }

    #[test]
    fn a_long_line_is_skipped_and_the_next_one_read() {
        let mut bytes = vec![b'x'; LONGEST + 1];
        bytes.extend(b"\nnext\n\xff\n");
        assert_eq!(all(&bytes), ["too long", "next", "no text"]);
        assert_eq!(all(&vec![b'x'; LONGEST])[0].len(), LONGEST);
    }
}
