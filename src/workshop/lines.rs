//! Splits bytes from an untrusted sender into lines; a line that is too long is discarded.
//!
//! It must not know where the bytes come from.

/// The bytes received so far that don't form a whole line yet.
#[derive(Debug)]
pub struct LineBuffer {
    most: usize,
    rest: Vec<u8>,
    seen: usize,
}

/// A line exceeded the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl LineBuffer {
    /// Accepts lines of at most `most` bytes.
    pub fn new(most: usize) -> Self {
        Self { most, rest: Vec::new(), seen: 0 }
    }

    /// Adds received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.rest.extend_from_slice(bytes);
    }

    /// The next complete line, without its line end.
    pub fn line(&mut self) -> Option<Result<String, TooLong>> {
        let end =
            self.rest[self.seen..].iter().position(|byte| *byte == b'\n').map(|at| at + self.seen);
        match end {
            Some(end) if end <= self.most => {
                let rest = self.rest.split_off(end + 1);
                let mut line = std::mem::replace(&mut self.rest, rest);
                line.truncate(end);
                self.seen = 0;
                Some(Ok(String::from_utf8_lossy(&line).into_owned()))
            }
            None if self.rest.len() <= self.most => {
                self.seen = self.rest.len();
                None
            }
            _ => Some(Err(TooLong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(most: usize, pieces: &[&[u8]]) -> Result<Vec<String>, TooLong> {
        let mut lines = LineBuffer::new(most);
        let mut found = Vec::new();
        for piece in pieces {
            lines.push(piece);
            while let Some(line) = lines.line() {
                found.push(line?);
            }
        }
        Ok(found)
    }

    #[test]
    fn lines_come_out_whole_however_they_came_in() {
        assert_eq!(
            all(8, &[b"a\nbc", b"d\n", b"\nrest"]),
            Ok(vec!["a".to_owned(), "bcd".to_owned(), String::new()])
        );
        assert_eq!(all(3, &[b"abc\n"]), Ok(vec!["abc".to_owned()]));
        assert_eq!(all(3, &[b"abcd\n"]), Err(TooLong));
        assert_eq!(all(3, &[b"ab", b"cd"]), Err(TooLong));
    }

    proptest! {
        #[test]
        fn the_pieces_do_not_matter(
            text in "[ab\n]{0,60}",
            cuts in proptest::collection::vec(0usize..60, 0..6),
        ) {
            let inside = cuts.into_iter().map(|cut| cut.min(text.len()));
            let mut cuts: Vec<usize> = inside.chain([0, text.len()]).collect();
            cuts.sort_unstable();
            let piece = |pair: &[usize]| &text.as_bytes()[pair[0]..pair[1]];
            let pieces: Vec<&[u8]> = cuts.windows(2).map(piece).collect();
            prop_assert_eq!(all(100, &pieces), all(100, &[text.as_bytes()]));
        }
    }
}
