//! A citation: a page of Microsoft's MAPI documentation, and where on it.
//!
//! It must not know what the page says, only how to name and find it.

use std::borrow::Cow;

/// A page of the Outlook MAPI reference, such as `imsgstore-storelogoff`, and an optional place on it ("2" for a numbered item).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cite {
    /// File name of the page without its extension.
    pub page: Cow<'static, str>,
    /// Numbered item on the page, if the statement is about one.
    pub item: Option<u8>,
}

impl Cite {
    /// Public address of the page.
    pub fn address(&self) -> String {
        format!("https://learn.microsoft.com/office/client-developer/outlook/mapi/{}", self.page)
    }
}

impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.item {
            Some(item) => write!(f, "{} {item}", self.page),
            None => f.write_str(&self.page),
        }
    }
}
