//! A citation: a page of Microsoft's MAPI documentation, or another source, and the place in it
//! that supports a statement.
//!
//! It must not know what the page says, only how to name and find it.

use std::borrow::Cow;

use super::page_index::{Spot, is_page, pages, spots};
use super::sources::{SOURCES, source};
use crate::diagnostic::nearest;

/// The web address under which all pages are published.
const BASE: &str = "https://learn.microsoft.com/office/client-developer/outlook/mapi/";

/// A page of the Outlook MAPI reference, such as `imsgstore-storelogoff`, or the tag of another
/// source, and an optional place on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cite {
    /// File name of the page without its extension, or a tag of `mapi::sources`.
    pub page: Cow<'static, str>,
    /// `2` for a numbered item, `#Remarks` for a heading, else the name of a parameter, constant or
    /// result.
    pub place: Option<Cow<'static, str>>,
}

/// Why a citation is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CiteError {
    /// Where in the citation the error is: first byte, number of bytes.
    pub span: (usize, usize),
    /// What nothing has as its name.
    pub name: String,
    /// The page or source that has no such place; `None` if there is no such page.
    pub page: Option<String>,
    /// The nearest names; if no name is near, what there is.
    pub known: Vec<String>,
    /// Whether these names are near.
    pub is_near: bool,
}

/// Splits a citation into page and place. The blank before `#` is optional, because YAML takes ` #`
/// for the beginning of a comment.
fn parts(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'#';
    let end = text.as_bytes().iter().position(ends).unwrap_or(text.len());
    let place = text[end..].trim_start();
    (&text[..end], (!place.is_empty()).then_some(place))
}

impl Cite {
    /// Parses `page`, `page 2`, `page #Heading`, `page LOGOFF_QUIET`; `keep` makes texts `'static`.
    /// [`Cite::check`] says whether the place exists.
    pub fn read<'t>(text: &'t str, keep: impl Fn(&'t str) -> Cow<'static, str>) -> Self {
        let (page, place) = parts(text);
        Self { page: keep(page), place: place.map(keep) }
    }

    /// Parses a text and copies its parts, so that the text need not live on.
    pub fn of(text: &str) -> Self {
        Self::read(text, |part| Cow::Owned(part.to_owned()))
    }

    /// A citation as it is printed: with one blank between page and place.
    pub fn canonical(text: &str) -> String {
        match parts(text) {
            (page, Some(place)) => [page, " ", place].concat(),
            (page, None) => page.to_owned(),
        }
    }

    /// Whether a text begins with the name of a page or with the tag of another source.
    pub fn begins(text: &str) -> bool {
        let (page, _) = parts(text);
        source(page).is_some() || is_page(page)
    }

    /// Looks a citation up in the index of pages and the list of other sources.
    ///
    /// # Errors
    /// There is no such page or source, or it has no such place; the error suggests the nearest
    /// names.
    pub fn check(text: &str) -> Result<(), CiteError> {
        let (page, place) = parts(text);
        let start = text.len() - text.trim_start().len();
        let at = |part: &str| (start + text.trim().rfind(part).unwrap_or(0), part.len());
        let known = if let Some(source) = source(page) {
            source.places.iter().map(|place| Cow::Borrowed(*place)).collect()
        } else if let Some(spots) = spots(page) {
            if place.is_some_and(|place| spots.iter().any(|spot| spot.is(place))) {
                return Ok(());
            }
            spots.iter().flat_map(Spot::names).collect::<Vec<_>>()
        } else {
            let known = near_pages(page);
            let (span, name, is_near) = ((start, page.len()), shown(page), !known.is_empty());
            return Err(CiteError { span, name, page: None, known, is_near });
        };
        let Some(place) = place.filter(|place| !known.iter().any(|known| known == place)) else {
            return Ok(());
        };
        let (known, is_near) = near_places(place, &known);
        let (span, name) = (at(place), shown(place));
        Err(CiteError { span, name, page: Some(page.to_owned()), known, is_near })
    }

    /// The number of a numbered item, if the place is one.
    pub fn item(&self) -> Option<u8> {
        self.place.as_ref()?.parse().ok()
    }

    /// Whether the source is code, which shows what is done but not what is right.
    pub fn is_code(&self) -> bool {
        source(&self.page).is_some_and(|source| source.is_code)
    }

    /// The page's public address, with the anchor of the heading that is named or that contains the
    /// place; `None` for a source without one.
    pub fn address(&self) -> Option<String> {
        if let Some(source) = source(&self.page) {
            return source.address.map(ToOwned::to_owned);
        }
        let anchor =
            self.heading().map_or(String::new(), |heading| format!("#{}", anchor(&heading)));
        Some(format!("{BASE}{}{anchor}", self.page))
    }

    /// The heading at the place, or the last one above it.
    fn heading(&self) -> Option<String> {
        let place = self.place.as_deref()?;
        let spots = spots(&self.page)?;
        let at = spots.iter().position(|spot| spot.is(place))?;
        spots[..=at].iter().rev().find_map(|spot| match spot {
            Spot::Name(name) => name.strip_prefix('#').map(ToOwned::to_owned),
            Spot::Items(..) => None,
        })
    }
}

/// The address with which all pages begin.
pub fn base() -> &'static str {
    BASE
}

impl Spot {
    fn is(&self, place: &str) -> bool {
        match self {
            Spot::Name(name) => *name == place,
            Spot::Items(first, last) => {
                place.parse::<u8>().is_ok_and(|item| (*first..=*last).contains(&item))
            }
        }
    }

    fn names(&self) -> Vec<Cow<'static, str>> {
        match self {
            Spot::Name(name) => vec![Cow::Owned((*name).to_owned())],
            Spot::Items(first, last) => {
                (*first..=*last).map(|item| Cow::Owned(item.to_string())).collect()
            }
        }
    }
}

/// Every citation that can be written: pages and other sources, alone and with each place on them,
/// as a statement has it, without a blank before `#`.
pub fn all_places() -> impl Iterator<Item = String> {
    let written = |page: &str, place: &str| match place.starts_with('#') {
        true => format!("{page}{place}"),
        false => format!("{page} {place}"),
    };
    let pages = pages().flat_map(move |page| {
        let places = spots(page).unwrap_or_default();
        let places: Vec<_> = places.iter().flat_map(Spot::names).collect();
        let places = places.into_iter().map(move |place| written(page, &place));
        std::iter::once(page.to_owned()).chain(places)
    });
    let others = SOURCES.iter().flat_map(move |source| {
        let places = source.places.iter().map(move |place| written(source.tag, place));
        std::iter::once(source.tag.to_owned()).chain(places)
    });
    others.chain(pages)
}

fn near_pages(page: &str) -> Vec<String> {
    let known = SOURCES.iter().map(|source| source.tag).chain(pages());
    let wrong = page.strip_suffix(".md").unwrap_or(page);
    nearest(wrong, known).first().map(|near| (*near).to_owned()).into_iter().collect()
}

/// The nearest place, or some of the places, and whether it is near. Of numbered items there are
/// the first and the last.
fn near_places(place: &str, known: &[Cow<'static, str>]) -> (Vec<String>, bool) {
    let named = || known.iter().filter(|it| it.parse::<u8>().is_err()).map(AsRef::as_ref);
    let mut items = known.iter().filter_map(|it| it.parse::<u8>().ok());
    if let (Ok(_), Some(first)) = (place.parse::<u32>(), items.next()) {
        return (vec![format!("{first} .. {}", items.next_back().unwrap_or(first))], false);
    }
    match nearest(place, named()).first() {
        Some(near) => (vec![(*near).to_owned()], true),
        None => (named().take(6).map(str::to_owned).collect(), false),
    }
}

/// A text as a message may show it: shortened, and without control characters.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// A `#Heading` after a page in an unquoted line of YAML, which YAML takes for a comment: its
/// column and its text.
pub fn lost_place(line: &str) -> Option<(u32, &str)> {
    let is_quoted = line.trim_start_matches([' ', '-']).starts_with(['"', '\'']);
    let (before, _) = line.split_once(" #").filter(|_| !is_quoted)?;
    let heading = line[before.len()..].trim().trim_end_matches(':');
    let page = before.trim_end().rsplit([' ', ',']).next()?;
    Cite::check(&[page, heading].concat()).ok().filter(|()| spots(page).is_some())?;
    Some((before.chars().count() as u32 + 2, heading))
}

/// The anchor that the site gives a heading: lower case, a hyphen for each blank, no other
/// punctuation.
pub fn anchor(heading: &str) -> String {
    let kept =
        heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{} {place}", self.page),
            None => f.write_str(&self.page),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_names_a_place_that_is_on_its_page() {
        for good in [
            "imsgstore-storelogoff",
            "imsgstore-storelogoff LOGOFF_QUIET",
            "imsgstore-storelogoff lpulFlags",
            "imapisupport-makeinvalid #Remarks",
            "imapisupport-makeinvalid#Remarks",
            "shutting-down-a-message-store-provider 4",
            "SMS",
            "SMS MSPMS.C",
            "KB 304116",
        ] {
            assert_eq!(Cite::check(good), Ok(()), "{good}");
        }
        for (bad, span, near) in [
            ("imsgstore-storelogof", (0, 20), Some("imsgstore-storelogoff")),
            ("imsgstore-storelogoff.md", (0, 24), Some("imsgstore-storelogoff")),
            ("imsgstore-storelogoff LOGOFF_QUITE", (22, 12), Some("LOGOFF_QUIET")),
            ("imsgstore-storelogoff #Remark", (22, 7), Some("#Remarks")),
            ("SMS MSPMS.CPP", (4, 9), Some("MSPMS.C")),
            ("imsgstore-storelogoff 2", (22, 1), None),
            ("shutting-down-a-message-store-provider 99", (39, 2), None),
        ] {
            let wrong = Cite::check(bad).expect_err(bad);
            assert_eq!((wrong.span, wrong.is_near), (span, near.is_some()), "{bad}");
            assert!(near.is_none_or(|near| wrong.known == [near]), "{bad}: {:?}", wrong.known);
        }
        let items = Cite::check("shutting-down-a-message-store-provider 99").expect_err("no item");
        assert_eq!(items.known, ["1 .. 4"]);
        assert_eq!(lost_place("  - imsgstore-storelogoff #Remarks"), Some((27, "#Remarks")));
        assert_eq!(lost_place("  - return S_OK @ imsgstore-storelogoff # the page"), None);
        assert!(Cite::check("").is_err() && Cite::check("#Remarks").is_err());
    }

    #[test]
    fn a_link_goes_to_the_heading_that_has_the_place() {
        let address = |cite: &str| Cite::of(cite).address().expect("a page");
        assert_eq!(
            address("imsgstore-storelogoff LOGOFF_QUIET"),
            format!("{BASE}imsgstore-storelogoff#parameters")
        );
        assert_eq!(
            address("imsgstore-storelogoff S_OK"),
            format!("{BASE}imsgstore-storelogoff#return-value")
        );
        assert_eq!(
            address("imsgstore-storelogoff#Notes to implementers"),
            format!("{BASE}imsgstore-storelogoff#notes-to-implementers")
        );
        assert_eq!(
            address("shutting-down-a-message-store-provider 1"),
            format!("{BASE}shutting-down-a-message-store-provider")
        );
        assert_eq!(
            anchor("Option 1: The MAPI subsystem, unless"),
            "option-1-the-mapi-subsystem-unless"
        );
    }
}
