//! The index of citable places: every page of the MAPI reference, with the places on it that a
//! citation can name, as `assets/pages.tsv` lists them.
//!
//! In the file each line is a page, a tab, and its places in the order of the page, parted by `|`:
//! `#Heading`, a run of numbered items (`1-4`), or the name of a parameter, constant or result. The
//! lines are sorted, so that a page is found without reading the rest: a start looks up a few pages
//! of some two thousand. It must not know what a page says.

const PAGES: &str = include_str!("../../assets/pages.tsv");

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Numbered items, from the first to the last.
    Items(u8, u8),
    /// `#Heading`, or a name that the page explains.
    Name(&'static str),
}

impl Spot {
    fn read(text: &'static str) -> Self {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) => Self::Items(first, last),
            _ => Self::Name(text),
        }
    }
}

/// The names of all pages, in alphabetical order.
pub fn pages() -> impl Iterator<Item = &'static str> {
    PAGES.lines().map(|line| cut(line).0)
}

/// The places of a page in the order of the page; `None` if there is no such page.
pub fn spots(page: &str) -> Option<Vec<Spot>> {
    let named = places(page)?.split('|').filter(|place| !place.is_empty());
    Some(named.map(Spot::read).collect())
}

/// Whether there is a page of this name; it costs less than to read its places.
pub fn is_page(name: &str) -> bool {
    places(name).is_some()
}

/// The places of a page as its line lists them.
fn places(page: &str) -> Option<&'static str> {
    let (mut first, mut end) = (0, PAGES.len());
    while first < end {
        let middle = first + (end - first) / 2;
        let start = PAGES[first..middle].rfind('\n').map_or(first, |at| first + at + 1);
        let rest = &PAGES[start..end];
        let length = rest.bytes().position(|byte| matches!(byte, b'\t' | b'\n'));
        let (name, places) = rest.split_at(length.unwrap_or(rest.len()));
        match page.cmp(name) {
            std::cmp::Ordering::Less => end = start,
            std::cmp::Ordering::Greater => {
                first = PAGES[middle..end].find('\n').map_or(end, |at| middle + at + 1);
            }
            std::cmp::Ordering::Equal => {
                return Some(places.lines().next().map_or("", str::trim_ascii_start));
            }
        }
    }
    None
}

fn cut(line: &str) -> (&str, &str) {
    line.split_once('\t').unwrap_or((line, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_file_is_found() {
        assert!(pages().is_sorted() && PAGES.is_ascii());
        for line in PAGES.lines() {
            let (page, places) = cut(line);
            let found = spots(page).unwrap_or_else(|| panic!("{page} is not found"));
            let told: Vec<String> = found
                .iter()
                .map(|spot| match spot {
                    Spot::Items(first, last) if first == last => first.to_string(),
                    Spot::Items(first, last) => format!("{first}-{last}"),
                    Spot::Name(name) => (*name).to_owned(),
                })
                .collect();
            assert_eq!(told.join("|"), places, "{page}");
            assert!(is_page(page) && !is_page(&format!("{page}!")));
        }
        assert_eq!((spots(""), spots("~")), (None, None));
    }
}
