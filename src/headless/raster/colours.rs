//! The colours of a film: a GIF has 256, and the edges of letters are shades between two of them.
//!
//! It must not know pixels' places.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;

use crate::headless::paint::{Paper, pieces};

/// In a frame: the pixel stays as it was.
pub const UNCHANGED: u8 = 255;
/// Most shades from one colour to another, both counted.
const SHADES: usize = 24;

/// A colour, red first.
type Rgb = [u8; 3];

/// The colours that a film needs, known once all its frames have been seen.
pub struct PixelColours {
    paper: Paper,
    /// How many cells have a text colour on a background.
    pairs: BTreeMap<(u32, u32), u64>,
    table: Vec<Rgb>,
    known: BTreeMap<Rgb, u8>,
}

impl PixelColours {
    /// No frame has been seen yet.
    pub fn new(paper: Paper) -> Self {
        Self { paper, pairs: BTreeMap::new(), table: Vec::new(), known: BTreeMap::new() }
    }

    /// Counts the colours of a frame.
    pub fn see(&mut self, picture: &Buffer) {
        for row in 0..picture.area.height {
            for piece in pieces(picture, row, self.paper) {
                let ground = piece.ink.ground.unwrap_or(self.paper.ground);
                let cells = piece.cells.len() as u64;
                *self.pairs.entry((piece.ink.colour, ground)).or_default() += cells;
            }
        }
    }

    /// Chooses the colours and returns them as a GIF wants them: the background first, then the
    /// pairs that most cells have, with as many shades between the two as there is room for.
    pub fn table(&mut self) -> Vec<u8> {
        let mut pairs: Vec<_> = self.pairs.iter().map(|(pair, cells)| (*cells, *pair)).collect();
        pairs.sort_unstable_by(|a, b| b.cmp(a));
        let room = usize::from(UNCHANGED) - 1;
        let shades = (room / pairs.len().max(1)).clamp(2, SHADES);
        self.table = vec![rgb(self.paper.ground)];
        for (_, (ink, ground)) in pairs {
            for shade in (0..shades).rev() {
                let colour = between(rgb(ground), rgb(ink), shade, shades - 1);
                if self.table.len() <= room && !self.table.contains(&colour) {
                    self.table.push(colour);
                }
            }
        }
        let mut bytes = self.table.concat();
        bytes.resize((usize::from(UNCHANGED) + 1) * 3, 0);
        bytes
    }

    /// The number of the colour in the table that is nearest.
    pub fn nearest(&mut self, colour: Rgb) -> u8 {
        let table = &self.table;
        *self.known.entry(colour).or_insert_with(|| {
            let far = |other: &Rgb| -> u32 {
                let parts = colour.iter().zip(other);
                parts.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
            };
            let best = table.iter().enumerate().min_by_key(|(_, other)| far(other));
            best.map_or(0, |(at, _)| u8::try_from(at).unwrap_or(0))
        })
    }
}

fn rgb(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

/// The colour that is `part` of `whole` parts on the way.
fn between(from: Rgb, to: Rgb, part: usize, whole: usize) -> Rgb {
    let mix = |a: u8, b: u8| {
        (usize::from(a) * (whole - part) + usize::from(b) * part + whole / 2) / whole
    };
    std::array::from_fn(|at| u8::try_from(mix(from[at], to[at])).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Palette;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    #[test]
    fn text_and_background_are_exact_and_an_edge_is_near() {
        let paper = Paper::of(Palette::Dark);
        let mut colours = PixelColours::new(paper);
        let mut picture = Buffer::empty(Rect::new(0, 0, 200, 1));
        // More pairs than there is room for: those of most cells are kept.
        for at in 0..200u16 {
            let colour = Color::Rgb(if at < 100 { 200 } else { at as u8 }, 10, 20);
            picture.set_string(at, 0, "a", Style::new().fg(colour));
        }
        colours.see(&picture);
        let table = colours.table();
        assert_eq!(table.len(), 768);
        for exact in [rgb(paper.ground), [200, 10, 20]] {
            let at = usize::from(colours.nearest(exact));
            assert_eq!(table[at * 3..at * 3 + 3], exact);
        }
        let at = usize::from(colours.nearest([199, 11, 20]));
        assert!(table[at * 3].abs_diff(199) < 3, "{:?}", &table[at * 3..at * 3 + 3]);
    }
}
