//! How many colours the terminal has, and which of them is nearest to one of a palette. It must not
//! know what a colour is for.

use ratatui::style::Color;

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// No colours at all, as with `NO_COLOR`.
    None,
    /// The sixteen with names.
    Sixteen,
    /// The palette of 256.
    Indexed,
    /// 24 bits for each colour, as the palette has them.
    True,
}

/// How many depths there are.
pub(super) const DEPTHS: usize = 4;

impl Depth {
    /// What the environment says of the terminal.
    pub fn from_environment(get: impl Fn(&str) -> Option<String>) -> Self {
        if get("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return Depth::None;
        }
        let term = get("TERM").unwrap_or_default();
        let more = get("COLORTERM").unwrap_or_default();
        // The consoles of Windows 10 and later have all colours, and say so nowhere.
        let on_windows = get("OS").is_some_and(|it| it == "Windows_NT") && term != "dumb";
        if more.contains("truecolor") || more.contains("24bit") || on_windows {
            Depth::True
        } else if term.contains("256") || more.contains("256") {
            Depth::Indexed
        } else if term == "dumb" {
            Depth::None
        } else {
            Depth::Sixteen
        }
    }
}

/// The nearest colour that the terminal has.
pub(super) fn lower(colour: Color, depth: Depth) -> Color {
    match (colour, depth) {
        (Color::Rgb(..), Depth::None) => Color::Reset,
        (Color::Rgb(r, g, b), Depth::Indexed) => Color::Indexed(palette(r, g, b)),
        (Color::Rgb(r, g, b), Depth::Sixteen) => Color::Indexed(named(r, g, b)),
        (other, _) => other,
    }
}

fn palette(r: u8, g: u8, b: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |value: u8| {
        let at = LEVELS
            .iter()
            .enumerate()
            .min_by_key(|(_, level)| level.abs_diff(value))
            .map_or(0, |(at, _)| at);
        (at as u8, LEVELS[at])
    };
    let distance = |(x, y, z): (u8, u8, u8)| {
        [(x, r), (y, g), (z, b)]
            .iter()
            .map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2))
            .sum::<u32>()
    };
    let (red, green, blue) = (nearest(r), nearest(g), nearest(b));
    let cube = (16 + 36 * red.0 + 6 * green.0 + blue.0, distance((red.1, green.1, blue.1)));
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let step = (mean.saturating_sub(3) / 10).min(23) as u8;
    let level = 8 + 10 * step;
    let grey = (232 + step, distance((level, level, level)));
    if grey.1 < cube.1 { grey.0 } else { cube.0 }
}

fn named(r: u8, g: u8, b: u8) -> u8 {
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    if high - low < 40 {
        return match high {
            0..60 => 0,
            60..130 => 8,
            130..215 => 7,
            _ => 15,
        };
    }
    let middle = low + (high - low) / 2;
    let hue = u8::from(r > middle) | u8::from(g > middle) << 1 | u8::from(b > middle) << 2;
    hue + if high > 190 { 8 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let depth = |set: &[(&str, &str)]| {
            let set: Vec<(String, String)> =
                set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Depth::from_environment(|name| {
                set.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
            })
        };
        assert_eq!(depth(&[("TERM", "xterm")]), Depth::Sixteen);
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(depth(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(depth(&[("OS", "Windows_NT")]), Depth::True);
        assert_eq!(depth(&[("OS", "Windows_NT"), ("TERM", "dumb")]), Depth::None);
        assert_eq!(depth(&[("OS", "Windows_NT"), ("NO_COLOR", "1")]), Depth::None);
    }

    #[test]
    fn colours_are_brought_down() {
        assert_eq!(lower(Color::Rgb(255, 0, 0), Depth::Indexed), Color::Indexed(196));
        assert_eq!(lower(Color::Rgb(255, 0, 0), Depth::Sixteen), Color::Indexed(9));
        assert_eq!(lower(Color::Rgb(255, 0, 0), Depth::None), Color::Reset);
    }
}
