//! Makes the compact form of `assets/pages.tsv`, whose bytes `src/mapi/page_index.rs` describes and
//! reads.
//!
//! In the file each line is a page, a tab, and its places in the order of the page, parted by `|`:
//! `#Heading`, a run of numbered items (`1-4`), or the name of a parameter, constant or result. It
//! must not know what a page says.

/// The bytes of a file.
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
