//! The compact form of `assets/pages.tsv`: every page of the MAPI reference, with the places on it
//! that a citation can name.
//!
//! The build script writes it (`build/pages.rs`). The format: the number of names; the names, most
//! frequent first, each preceded by its length; then the pages in alphabetical order. A page is the
//! number of bytes shared with the previous page's name, the length and bytes of the rest, the
//! number of places, and the places: an even number is twice the number of a name, and 1 announces
//! a range of items, followed by its first and last.
//!
//! It must not know what a page says.

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot<'a> {
    /// Numbered items, from the first to the last.
    Items(u8, u8),
    /// `#Heading`, or a name that the page explains.
    Name(&'a str),
}

/// Reads an index from front to back, without keeping the pages that it has read.
pub struct Index<'a> {
    names: Vec<&'a str>,
    rest: IndexReader<'a>,
    page: String,
}

impl<'a> Index<'a> {
    /// Starts at the first byte of an index.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut rest = IndexReader(bytes);
        let count = rest.number();
        let names = (0..count).map(|_| rest.text()).collect();
        Self { names, rest, page: String::new() }
    }

    /// The next page, with its places.
    pub fn next(&mut self) -> Option<(&str, Vec<Spot<'a>>)> {
        if self.rest.0.is_empty() {
            return None;
        }
        let shared = self.rest.number();
        self.page.truncate(shared);
        self.page.push_str(self.rest.text());
        let count = self.rest.number();
        let mut spots = Vec::with_capacity(count);
        for _ in 0..count {
            spots.push(match self.rest.number() {
                1 => Spot::Items(self.rest.byte(), self.rest.byte()),
                name => Spot::Name(self.names.get(name / 2).copied().unwrap_or_default()),
            });
        }
        Some((&self.page, spots))
    }
}

struct IndexReader<'a>(&'a [u8]);

impl<'a> IndexReader<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn number(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 21 {
                return value;
            }
        }
    }

    fn text(&mut self) -> &'a str {
        let length = self.number().min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}
