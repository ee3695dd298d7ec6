//! Groups a picture's cells into runs of the same style, for formats that have colours but no
//! terminal.
//!
//! It must not know what is drawn, nor a file format.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::text::is_unsafe;
use crate::tui::theme::Palette;

/// The sixteen colours that have names in terminals, as `0xRRGGBB`, black first.
pub const NAMED: [u32; 16] = [
    0x00_0000, 0xcd_3131, 0x0d_bc79, 0xe5_e510, 0x24_72c8, 0xbc_3fbc, 0x11_a8cd, 0xe5_e5e5,
    0x66_6666, 0xf1_4c4c, 0x23_d18b, 0xf5_f543, 0x3b_8eea, 0xd6_70d6, 0x29_b8db, 0xff_ffff,
];

/// The text and background colours for cells that leave them to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The text colour, `0xRRGGBB`.
    pub ink: u32,
    /// The background colour, `0xRRGGBB`.
    pub ground: u32,
}

impl Paper {
    /// The colours that go with a palette.
    pub fn of(look: Palette) -> Self {
        let (ink, ground) = look.paper();
        Self { ink, ground }
    }
}

/// The style of a run of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The text colour, `0xRRGGBB`.
    pub colour: u32,
    /// The background colour; `None` if it is the paper's.
    pub ground: Option<u32>,
    /// Bold, italic, underlined and so on.
    pub modifier: Modifier,
}

/// Neighbouring cells with the same style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRun {
    /// The first column, from 0.
    pub column: u16,
    /// The symbols, each with the number of columns that it takes.
    pub cells: Vec<(String, u16)>,
    /// The style of the cells.
    pub ink: Ink,
}

/// One row of a picture, as runs of cells.
pub fn pieces(picture: &Buffer, row: u16, paper: Paper) -> Vec<CellRun> {
    let mut pieces: Vec<CellRun> = Vec::new();
    let mut column = 0;
    while column < picture.area.width {
        let cell = &picture[(column, row)];
        let width = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        let symbol: String =
            cell.symbol().chars().map(|c| if is_unsafe(c) { '\u{FFFD}' } else { c }).collect();
        let ink = ink(cell.fg, cell.bg, cell.modifier, paper);
        match pieces.last_mut().filter(|piece| piece.ink == ink) {
            Some(piece) => piece.cells.push((symbol, width)),
            None => pieces.push(CellRun { column, cells: vec![(symbol, width)], ink }),
        }
        column += width;
    }
    pieces
}

fn ink(fg: Color, bg: Color, modifier: Modifier, paper: Paper) -> Ink {
    // If a palette paints the whole background, that colour is the paper's.
    let (colour, ground) = (rgb(fg), rgb(bg).filter(|ground| *ground != paper.ground));
    let modifier_left = modifier - Modifier::REVERSED;
    match modifier.contains(Modifier::REVERSED) {
        true => Ink {
            colour: ground.unwrap_or(paper.ground),
            ground: Some(colour.unwrap_or(paper.ink)),
            modifier: modifier_left,
        },
        false => Ink { colour: colour.unwrap_or(paper.ink), ground, modifier: modifier_left },
    }
}

/// The colour as `0xRRGGBB`; `None` if it is left to the paper.
fn rgb(colour: Color) -> Option<u32> {
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some(u32::from_be_bytes([0, r, g, b])),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(match index {
        0..16 => NAMED[usize::from(index)],
        16..232 => {
            let step = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
            let cube = index - 16;
            u32::from_be_bytes([0, step(cube / 36), step(cube / 6 % 6), step(cube % 6)])
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            u32::from_be_bytes([0, grey, grey, grey])
        }
    })
}

/// The text escaped for XML or HTML, including quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if is_unsafe(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn reversed_cells_swap_with_the_paper() {
        let mut picture = Buffer::empty(Rect::new(0, 0, 4, 1));
        picture.set_string(0, 0, "ab", Style::new().add_modifier(Modifier::REVERSED));
        let paper = Paper::of(Palette::Dark);
        let found = pieces(&picture, 0, paper);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].ink.colour, found[0].ink.ground), (paper.ground, Some(paper.ink)));
        assert_eq!((found[1].column, found[1].ink.ground), (2, None));
    }

    #[test]
    fn what_is_no_character_is_only_shown_to_have_been_there() {
        for none in ["\u{FFFF}", "\u{FFFE}", "\u{1FFFF}", "\u{FDD0}", "\u{1B}", "\u{202E}"] {
            assert_eq!(escaped(&format!("a{none}<")), "a\u{FFFD}&lt;");
            let mut picture = Buffer::empty(Rect::new(0, 0, 1, 1));
            picture[(0, 0)].set_symbol(none);
            assert_eq!(pieces(&picture, 0, Paper::of(Palette::Dark))[0].cells[0].0, "\u{FFFD}");
        }
    }

    #[test]
    fn the_cube_and_the_greys_are_those_of_xterm() {
        assert_eq!(rgb(Color::Indexed(196)), Some(0xff_0000));
        assert_eq!(rgb(Color::Indexed(255)), Some(0xee_eeee));
        assert_eq!(rgb(Color::Reset), None);
    }
}
