//! The codes of colours, brought down to what a terminal can show. It must not know a picture.

use ratatui::style::Color;

use super::Depth;

/// The codes of a colour, each with a semicolon behind it.
pub(super) fn colour(colour: Color, base: u16, out: &mut String) {
    match colour {
        Color::Rgb(r, g, b) => {
            [base + 8, 2, r.into(), g.into(), b.into()]
                .iter()
                .for_each(|number| code(*number, out));
        }
        Color::Indexed(n @ 0..8) => code(base + u16::from(n), out),
        Color::Indexed(n @ 8..16) => code(base + 52 + u16::from(n), out),
        Color::Indexed(n) => [base + 8, 5, n.into()].iter().for_each(|number| code(*number, out)),
        _ => code(base + 9, out),
    }
}

/// A number below 1,000 and a semicolon; a first picture has hundreds, for which the formatter
/// takes ten times as long.
pub(super) fn code(number: u16, out: &mut String) {
    for place in [100, 10, 1] {
        if number >= place || place == 1 {
            out.push(char::from(b'0' + (number / place % 10) as u8));
        }
    }
    out.push(';');
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
    fn colours_are_brought_down() {
        assert_eq!(lower(Color::Rgb(255, 0, 0), Depth::Indexed), Color::Indexed(196));
        assert_eq!(lower(Color::Rgb(255, 0, 0), Depth::Sixteen), Color::Indexed(9));
        assert_eq!(lower(Color::Rgb(255, 0, 0), Depth::None), Color::Reset);
    }
}
