//! Writes one JSON object after another into a buffer, key by key, in the order of the calls.
//!
//! It exists because a long run has a line for every step, and an owned tree of values for each
//! line costs more than the machine does. It must not know what the lines are about.

/// A buffer that objects and lists are written into.
#[derive(Debug, Default)]
pub struct Json {
    text: Vec<u8>,
}

impl Json {
    /// What was written so far.
    pub fn bytes(&self) -> &[u8] {
        &self.text
    }

    /// Forgets it, and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
    }

    /// Ends a line.
    pub fn end_line(&mut self) {
        self.text.push(b'\n');
    }

    /// Opens an object.
    pub fn open(&mut self) -> &mut Self {
        self.separate();
        self.text.push(b'{');
        self
    }

    /// Closes it.
    pub fn close(&mut self) -> &mut Self {
        self.text.push(b'}');
        self
    }

    /// Opens a list.
    pub fn open_list(&mut self) -> &mut Self {
        self.separate();
        self.text.push(b'[');
        self
    }

    /// Closes it.
    pub fn close_list(&mut self) -> &mut Self {
        self.text.push(b']');
        self
    }

    /// Writes a key; its value follows.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.string(key);
        self.text.push(b':');
        self
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) -> &mut Self {
        self.parts(&[text])
    }

    /// Writes a string that is given in parts.
    pub fn parts(&mut self, parts: &[&str]) -> &mut Self {
        self.separate();
        self.text.push(b'"');
        for part in parts {
            self.escaped(part);
        }
        self.text.push(b'"');
        self
    }

    /// Writes a whole number.
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.separate();
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.text.push(b'-');
        }
        self.text.extend_from_slice(&digits[at..]);
        self
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, yes: bool) -> &mut Self {
        self.separate();
        self.text.extend_from_slice(if yes { b"true" } else { b"false" });
        self
    }

    /// Writes `null`.
    pub fn null(&mut self) -> &mut Self {
        self.separate();
        self.text.extend_from_slice(b"null");
        self
    }

    /// Writes a number as a hexadecimal string of at least `width` digits.
    pub fn hex(&mut self, number: u32, width: usize) -> &mut Self {
        self.separate();
        self.text.extend_from_slice(b"\"0x");
        let needed = (8 - number.leading_zeros() as usize / 4).max(1).max(width);
        for at in (0..needed).rev() {
            self.text.push(b"0123456789ABCDEF"[(number >> (4 * at)) as usize & 0xF]);
        }
        self.text.push(b'"');
        self
    }

    fn separate(&mut self) {
        if !matches!(self.text.last(), None | Some(b'{' | b'[' | b':' | b'\n')) {
            self.text.push(b',');
        }
    }

    fn escaped(&mut self, text: &str) {
        let mut done = 0;
        let bytes = text.as_bytes();
        for (at, byte) in bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| matches!(byte, ..0x20 | b'"' | b'\\' | 0x7F))
        {
            self.text.extend_from_slice(&bytes[done..at]);
            match byte {
                b'"' | b'\\' => self.text.extend_from_slice(&[b'\\', *byte]),
                b'\n' => self.text.extend_from_slice(b"\\n"),
                control => self.text.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
            }
            done = at + 1;
        }
        self.text.extend_from_slice(&bytes[done..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut json = Json::default();
        json.open()
            .key("a")
            .number(i64::MIN)
            .key("b")
            .open_list()
            .hex(0, 1)
            .hex(0x11_0001, 8)
            .null()
            .close_list();
        json.key("c")
            .parts(&["quote\" back\\ ", "line\n tab\t escape\u{1b} ção"])
            .key("d")
            .bool(true)
            .key("e")
            .open()
            .close()
            .close();
        let read: serde_json::Value = serde_json::from_slice(json.bytes()).expect("valid JSON");
        assert_eq!(
            read,
            serde_json::json!({
                "a": i64::MIN, "b": ["0x0", "0x00110001", null], "c": "quote\" back\\ line\n \
                    tab\t escape\u{1b} ção",
                "d": true, "e": {}
            })
        );
    }
}
