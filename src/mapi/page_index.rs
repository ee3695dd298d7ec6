//! The compact form of `assets/pages.tsv`: every page of the MAPI reference, and the places on it
//! that a citation can name.
//!
//! The build script makes it with this very file, so it may import nothing of the program. It must
//! not know what a page says.
//!
//! In the file each line is a page, a tab, and its places in the order of the page, parted by `|`:
//! `#Heading`, a run of numbered items (`1-4`), or the name of a parameter, constant or result.

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot<'a> {
    /// Numbered items, from the first to the last.
    Items(u8, u8),
    /// `#Heading`, or a name that the page explains.
    Name(&'a str),
}

/// The bytes: number of names; the names, the most frequent first, each after its length; then the
/// pages in the order of their names: bytes shared with the page before, length and bytes of the
/// rest, number of places, and each place: an even number is twice the number of a name, 1 is a run
/// of items, whose first and last follow.
pub fn encode(file: &str) -> Vec<u8> {
    let mut counts = std::collections::BTreeMap::new();
    let names = |places: &str| {
        places
            .split('|')
            .filter(|place| items(place).is_none())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for (_, places) in file.lines().map(cut) {
        names(places).into_iter().for_each(|name| *counts.entry(name).or_insert(0usize) += 1);
    }
    let mut names: Vec<(String, usize)> =
        counts.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let numbers: std::collections::BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(at, it)| (it.0.as_str(), at)).collect();
    let mut bytes = Vec::new();
    number(&mut bytes, names.len());
    names.iter().for_each(|(name, _)| text(&mut bytes, name));
    let mut before = "";
    for (page, places) in file.lines().map(cut) {
        let shared = page.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        number(&mut bytes, shared);
        text(&mut bytes, &page[shared..]);
        let places: Vec<&str> = places.split('|').filter(|place| !place.is_empty()).collect();
        number(&mut bytes, places.len());
        for place in places {
            match items(place) {
                Some((first, last)) => bytes.extend([1, first, last]),
                None => number(&mut bytes, 2 * numbers[place]),
            }
        }
        before = page;
    }
    bytes
}

fn cut(line: &str) -> (&str, &str) {
    line.split_once('\t').unwrap_or((line, ""))
}

/// `3`, or `1-4`.
fn items(place: &str) -> Option<(u8, u8)> {
    let (first, last) = place.split_once('-').unwrap_or((place, place));
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn number(bytes: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    number(bytes, text.len());
    bytes.extend(text.as_bytes());
}

/// Reads the bytes of [`encode`] from the beginning; nothing of them is kept.
pub struct Index<'a> {
    names: Vec<&'a str>,
    rest: IndexReader<'a>,
    page: String,
}

impl<'a> Index<'a> {
    /// Reads an index from its first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut rest = IndexReader(bytes);
        let count = rest.number();
        let names = (0..count).map(|_| rest.text()).collect();
        Self { names, rest, page: String::new() }
    }

    /// The next page, and its places.
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
