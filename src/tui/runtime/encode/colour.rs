//! The codes of colours. It must not know a picture.

use ratatui::style::Color;

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
