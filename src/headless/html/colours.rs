//! The colours of a page as variables of its style sheet, so that one picture has the colours of
//! two palettes and the reader's system chooses.
//!
//! It must not know what is drawn.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ratatui::style::Color;

use crate::tui::theme::{Palette, ROLES, Role, Theme};

/// Which palettes a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageScheme {
    /// The dark and the light one; the reader's system chooses.
    Reader,
    /// This one.
    Fixed(Palette),
}

impl PageScheme {
    /// The palette in which pictures are taken.
    fn look(self) -> Palette {
        match self {
            PageScheme::Reader => Palette::Dark,
            PageScheme::Fixed(look) => look,
        }
    }
}

/// The names of colours in pictures.
pub struct ColourNames(BTreeMap<u32, String>);

impl ColourNames {
    /// The names of the colours of pictures with a scheme. Roles with the same colour share the
    /// name of the first.
    pub fn of(scheme: PageScheme) -> Self {
        let mut names = BTreeMap::new();
        for (name, colour) in variables(scheme.look()) {
            names.entry(colour).or_insert(name);
        }
        Self(names)
    }

    /// How a style sheet's reader writes the colour; one without a name is written as itself.
    pub fn write(&self, colour: u32) -> String {
        let own = || format!("#{colour:06x}");
        self.0.get(&colour).map_or_else(own, |name| format!("var(--{name})"))
    }
}

/// The variables of a palette with their colours: text and ground, then a variable for each role.
fn variables(look: Palette) -> Vec<(String, u32)> {
    let (ink, ground) = look.paper();
    let theme = Theme { look, ..Theme::default() };
    let colour = |role: &Role| match theme.style(*role).fg {
        Some(Color::Rgb(r, g, b)) => u32::from_be_bytes([0, r, g, b]),
        _ => ink,
    };
    let roles = ROLES.iter().map(|role| (format!("{role:?}").to_lowercase(), colour(role)));
    [("ink".to_owned(), ink), ("ground".to_owned(), ground)].into_iter().chain(roles).collect()
}

/// The style sheet that gives the variables their colours. Paper is light, whatever the screen is.
pub fn sheet(scheme: PageScheme) -> String {
    let light = of(Palette::Light);
    let screen = match scheme {
        PageScheme::Reader => {
            let dark = of(Palette::Dark);
            format!("{dark}\n@media (prefers-color-scheme: light) {{ {light} }}")
        }
        PageScheme::Fixed(look) => of(look),
    };
    format!("{screen}\n@media print {{ {light} }}\n")
}

fn of(look: Palette) -> String {
    let scheme = if look == Palette::Light { "light" } else { "dark" };
    let mut out = format!(":root {{ color-scheme: {scheme}");
    for (name, colour) in variables(look) {
        let _ = write!(out, "; --{name}: #{colour:06x}");
    }
    out + " }"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_colour_has_one_light_colour() {
        let light: BTreeMap<String, u32> = variables(Palette::Light).into_iter().collect();
        let mut pairs = BTreeMap::new();
        for (name, dark) in variables(Palette::Dark) {
            let other = *pairs.entry(dark).or_insert(light[&name]);
            assert_eq!(other, light[&name], "{name} shares its dark colour with another role");
        }
    }

    #[test]
    fn a_colour_is_written_by_its_name() {
        let names = ColourNames::of(PageScheme::Reader);
        assert_eq!(names.write(Palette::Dark.paper().1), "var(--ground)");
        assert_eq!(names.write(0x01_0203), "#010203");
        let sheet = sheet(PageScheme::Reader);
        assert!(sheet.contains("prefers-color-scheme: light") && sheet.contains("--bad: #c01c28"));
        assert!(!super::sheet(PageScheme::Fixed(Palette::Contrast)).contains("prefers"));
    }
}
